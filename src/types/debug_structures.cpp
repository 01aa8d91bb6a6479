// SPDX-License-Identifier: BSD-2-Clause
#include "types/debug_structures.h"

#include <bpf/btf.h>
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <memory>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace strobe::types {

namespace {

// Deeper ones are no types of C.
constexpr unsigned kDepth = 32;
constexpr unsigned kMostMembers = 4096;
constexpr uint64_t kByte = 8;

std::optional<uint64_t> number(Dwarf_Die& die, unsigned name) {
	Dwarf_Attribute attribute;
	Dwarf_Word value = 0;
	if (!dwarf_attr(&die, name, &attribute) || dwarf_formudata(&attribute, &value) != 0) return std::nullopt;
	return value;
}

int64_t constant(Dwarf_Die& die) {
	Dwarf_Attribute attribute;
	Dwarf_Sword value = 0;
	if (dwarf_attr(&die, DW_AT_const_value, &attribute)) (void)dwarf_formsdata(&attribute, &value);
	return value;
}

bool type_of(Dwarf_Die& die, Dwarf_Die& type) {
	Dwarf_Attribute attribute;
	return dwarf_attr(&die, DW_AT_type, &attribute) && dwarf_formref_die(&attribute, &type);
}

std::string name_of(Dwarf_Die& die) {
	const char* name = dwarf_diename(&die);
	return name ? name : "";
}

template <class Function>
void each_child(Dwarf_Die& die, int tag, Function function) {
	Dwarf_Die child;
	unsigned count = 0;
	if (dwarf_child(&die, &child) != 0) return;
	do
		if (dwarf_tag(&child) == tag && count++ < kMostMembers) function(child);
	while (dwarf_siblingof(&child, &child) == 0);
}

/// Turns DWARF into BTF, one type after the other. Pointers point to void: what is behind them is not sent.
class Converter {
public:
	explicit Converter(btf* types) : types_(types) {}

	/// 0: void, or nothing that is understood.
	uint32_t convert(Dwarf_Die die, unsigned depth = 0) {
		const Dwarf_Off offset = dwarf_dieoffset(&die);
		if (const auto known = done_.find(offset); known != done_.end()) return known->second;
		if (depth > kDepth) return 0;
		const int id = add(die, depth);
		return done_[offset] = id > 0 ? static_cast<uint32_t>(id) : 0;
	}

private:
	int add(Dwarf_Die& die, unsigned depth) {
		Dwarf_Die inner;
		const std::string name = name_of(die);
		const auto size = static_cast<uint32_t>(number(die, DW_AT_byte_size).value_or(0));
		switch (dwarf_tag(&die)) {
		case DW_TAG_base_type: return add_base(name, size, number(die, DW_AT_encoding).value_or(0));
		case DW_TAG_pointer_type: return btf__add_ptr(types_, 0);
		case DW_TAG_typedef: {
			const uint32_t to = type_of(die, inner) ? convert(inner, depth + 1) : 0;
			return to ? btf__add_typedef(types_, name.c_str(), static_cast<int>(to)) : 0;
		}
		case DW_TAG_const_type:
		case DW_TAG_volatile_type:
		case DW_TAG_restrict_type: return type_of(die, inner) ? static_cast<int>(convert(inner, depth + 1)) : 0;
		case DW_TAG_enumeration_type: return add_enum(die, name, size);
		case DW_TAG_array_type: return add_array(die, depth);
		case DW_TAG_structure_type:
		case DW_TAG_union_type: return add_structure(die, name, size, depth);
		default: return 0;
		}
	}

	int add_base(const std::string& name, uint32_t size, uint64_t encoding) {
		switch (encoding) {
		case DW_ATE_float: return btf__add_float(types_, name.c_str(), size);
		case DW_ATE_boolean: return btf__add_int(types_, name.c_str(), size, BTF_INT_BOOL);
		case DW_ATE_signed:
		case DW_ATE_signed_char: return btf__add_int(types_, name.c_str(), size, BTF_INT_SIGNED);
		default: return btf__add_int(types_, name.c_str(), size, 0);
		}
	}

	int add_enum(Dwarf_Die& die, const std::string& name, uint32_t size) {
		const bool wide = size > sizeof(int32_t);
		const int id =
			wide ? btf__add_enum64(types_, name.c_str(), size, true) : btf__add_enum(types_, name.c_str(), size);
		each_child(die, DW_TAG_enumerator, [&](Dwarf_Die& one) {
			const std::string word = name_of(one);
			const int64_t value = constant(one);
			if (wide)
				btf__add_enum64_value(types_, word.c_str(), static_cast<uint64_t>(value));
			else
				btf__add_enum_value(types_, word.c_str(), static_cast<int32_t>(value)); // 0xffffffff is that of C, too
		});
		return id;
	}

	int add_array(Dwarf_Die& die, unsigned depth) {
		Dwarf_Die element;
		uint32_t type = type_of(die, element) ? convert(element, depth + 1) : 0;
		if (!type) return 0;
		std::vector<uint32_t> counts;
		each_child(die, DW_TAG_subrange_type, [&](Dwarf_Die& range) {
			const auto count = number(range, DW_AT_count), last = number(range, DW_AT_upper_bound);
			counts.push_back(static_cast<uint32_t>(count ? *count : last ? *last + 1 : 0));
		});
		if (!index_type_) index_type_ = btf__add_int(types_, "__ARRAY_SIZE_TYPE__", sizeof(uint32_t), 0);
		for (const uint32_t count : std::views::reverse(counts)) {
			const int id = btf__add_array(types_, index_type_, static_cast<int>(type), count);
			if (id <= 0) return id;
			type = static_cast<uint32_t>(id);
		}
		return static_cast<int>(type);
	}

	struct Member {
		std::string name;
		uint32_t type = 0, bit = 0, bits = 0;
	};

	static Member place_of(Dwarf_Die& die) {
		Member m{.name = name_of(die)};
		const uint64_t byte = number(die, DW_AT_data_member_location).value_or(0);
		m.bits = static_cast<uint32_t>(number(die, DW_AT_bit_size).value_or(0));
		uint64_t bit = byte * kByte;
		if (const auto at = number(die, DW_AT_data_bit_offset)) bit = *at;
		// DWARF 3 counts from the other end of the number that holds it
		if (const auto from_top = number(die, DW_AT_bit_offset))
			bit += number(die, DW_AT_byte_size).value_or(sizeof(uint32_t)) * kByte - *from_top - m.bits;
		m.bit = static_cast<uint32_t>(bit);
		return m;
	}

	/// Members' types come first: fields can only be added to the last type.
	int add_structure(Dwarf_Die& die, const std::string& name, uint32_t size, unsigned depth) {
		std::vector<Member> members;
		each_child(die, DW_TAG_member, [&](Dwarf_Die& one) {
			Dwarf_Die type;
			Member m = place_of(one);
			if (type_of(one, type)) m.type = convert(type, depth + 1);
			if (m.type) members.push_back(std::move(m));
		});
		const bool is_union = dwarf_tag(&die) == DW_TAG_union_type;
		const int id =
			is_union ? btf__add_union(types_, name.c_str(), size) : btf__add_struct(types_, name.c_str(), size);
		for (const Member& m : members) btf__add_field(types_, m.name.c_str(), static_cast<int>(m.type), m.bit, m.bits);
		return id;
	}

	btf* types_;
	int index_type_ = 0;
	std::unordered_map<Dwarf_Off, uint32_t> done_;
};

/// Those of vmlinux.h and of the system's headers are not what a program sends.
bool is_own(Dwarf_Die& die) {
	const char* file = dwarf_decl_file(&die);
	const std::string_view name = file ? file : "";
	return !name.ends_with("vmlinux.h") && !name.starts_with("/usr/include/");
}

} // namespace

std::unordered_set<std::string> add_debug_structures(std::span<const uint8_t> object, btf* types) {
	std::unordered_set<std::string> others;
	elf_version(EV_CURRENT);
	std::vector<char> copy(object.begin(), object.end()); // libelf wants to be able to write
	const std::unique_ptr<Elf, int (*)(Elf*)> elf(elf_memory(copy.data(), copy.size()), elf_end);
	if (!elf) return others;
	const std::unique_ptr<Dwarf, int (*)(Dwarf*)> dwarf(dwarf_begin_elf(elf.get(), DWARF_C_READ, nullptr), dwarf_end);
	if (!dwarf) return others;
	Converter converter(types);
	Dwarf_CU* unit = nullptr;
	Dwarf_Die root;
	while (dwarf_get_units(dwarf.get(), unit, &unit, nullptr, nullptr, &root, nullptr) == 0)
		for (const int tag : {DW_TAG_structure_type, DW_TAG_union_type, DW_TAG_typedef})
			each_child(root, tag, [&](Dwarf_Die& die) {
				const std::string name = name_of(die);
				if (name.empty() || dwarf_hasattr(&die, DW_AT_declaration)) return;
				if (is_own(die))
					converter.convert(die);
				else
					others.insert(name);
			});
	return others;
}

} // namespace strobe::types
