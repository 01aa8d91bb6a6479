// SPDX-License-Identifier: BSD-2-Clause
#include "types/dwarf.h"

#include <algorithm>
#include <array>
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <functional>

namespace strobe::types {

namespace {

using spec::Place;
using spec::ProbeField;
using spec::Shape;

// Types and scopes inside of each other; hostile files may have circles, and then many ways of that depth.
constexpr unsigned kDepth = 32, kMostVisits = 1 << 16;
constexpr size_t kMostParameters = 64, kMostMembers = 4096;
constexpr uint32_t kLongestText = 4096;

// ---- looking at one entry

bool flag(Dwarf_Die* die, unsigned name) {
	Dwarf_Attribute a;
	bool value = false;
	return dwarf_attr_integrate(die, name, &a) && dwarf_formflag(&a, &value) == 0 && value;
}

std::optional<uint64_t> number(Dwarf_Die* die, unsigned name) {
	Dwarf_Attribute a;
	Dwarf_Word value = 0;
	if (!dwarf_attr_integrate(die, name, &a) || dwarf_formudata(&a, &value) != 0) return std::nullopt;
	return value;
}

/// Names reach the terminal: one with bytes that do not print is none.
std::string name_of(Dwarf_Die* die) {
	const char* name = dwarf_diename(die);
	const std::string_view text = name ? name : "";
	return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; }) ? std::string(text) : "";
}

/// What DW_AT_type refers to; nullopt: void.
std::optional<Dwarf_Die> type_of(Dwarf_Die* die) {
	Dwarf_Attribute a;
	Dwarf_Die type;
	if (!dwarf_attr_integrate(die, DW_AT_type, &a) || !dwarf_formref_die(&a, &type)) return std::nullopt;
	return type;
}

/// Without typedefs and qualifiers; nullopt: void.
std::optional<Dwarf_Die> bare(Dwarf_Die type) {
	for (unsigned i = 0; i < kDepth; i++) {
		switch (dwarf_tag(&type)) {
		case DW_TAG_typedef:
		case DW_TAG_const_type:
		case DW_TAG_volatile_type:
		case DW_TAG_restrict_type:
		case DW_TAG_atomic_type: break;
		default: return type;
		}
		const auto next = type_of(&type);
		if (!next) return std::nullopt;
		type = *next;
	}
	return std::nullopt;
}

bool is_pointer(int tag) {
	return tag == DW_TAG_pointer_type || tag == DW_TAG_reference_type || tag == DW_TAG_rvalue_reference_type;
}
bool is_aggregate(int tag) {
	return tag == DW_TAG_structure_type || tag == DW_TAG_class_type || tag == DW_TAG_union_type;
}

bool is_char(Dwarf_Die* type) {
	const auto encoding = number(type, DW_AT_encoding);
	return dwarf_tag(type) == DW_TAG_base_type && dwarf_bytesize(type) == 1 && name_of(type) == "char" &&
		   (encoding == DW_ATE_signed_char || encoding == DW_ATE_unsigned_char);
}

uint64_t size_of(Dwarf_Die type) {
	Dwarf_Word size = 0;
	return dwarf_aggregate_size(&type, &size) == 0 ? size : 0;
}

template <class F> // false: no further one
void for_each_child(Dwarf_Die* die, F&& f) {
	Dwarf_Die child;
	if (dwarf_child(die, &child) != 0) return;
	const void* last = nullptr; // what says that it stands before this one is a circle
	for (int more = 0; more == 0 && std::less<>()(last, child.addr); more = dwarf_siblingof(&child, &child)) {
		last = child.addr;
		if (!f(child)) return;
	}
}

/// Where a member or a base begins in its structure; nullopt: only the object itself tells, as of a virtual base.
std::optional<uint64_t> offset_of(Dwarf_Die* member) {
	Dwarf_Attribute a;
	if (!dwarf_attr(member, DW_AT_data_member_location, &a)) return 0; // of a union
	return number(member, DW_AT_data_member_location);
}

/// As C writes it: "const char *", "struct point *".
std::string spelled(std::optional<Dwarf_Die> type, unsigned depth = 0) {
	if (!type) return "void";
	if (depth > kDepth) return "?";
	const auto inner = [&] { return spelled(type_of(&*type), depth + 1); };
	const std::string name = name_of(&*type);
	const auto qualified = [&](const std::string& word) {
		const std::string of = inner();
		return of.ends_with('*') ? of + word : word + " " + of;
	};
	const auto with_star = [&](const char* star) {
		const std::string of = inner();
		return of + (of.ends_with('*') || of.ends_with('&') ? "" : " ") + star;
	};
	switch (dwarf_tag(&*type)) {
	case DW_TAG_const_type: return qualified("const");
	case DW_TAG_volatile_type: return qualified("volatile");
	case DW_TAG_restrict_type: return inner();
	case DW_TAG_atomic_type: return qualified("_Atomic");
	case DW_TAG_pointer_type: return with_star("*");
	case DW_TAG_reference_type: return with_star("&");
	case DW_TAG_rvalue_reference_type: return with_star("&&");
	case DW_TAG_array_type: return inner();
	case DW_TAG_structure_type: return "struct" + (name.empty() ? "" : " " + name);
	case DW_TAG_union_type: return "union" + (name.empty() ? "" : " " + name);
	case DW_TAG_enumeration_type: return "enum" + (name.empty() ? "" : " " + name);
	case DW_TAG_subroutine_type: return "function";
	default: return name.empty() ? "?" : name;
	}
}

// ---- which registers a value takes (System V ABI, x86-64; what arm64 does with integers and pointers is the same)

struct Registers {
	unsigned integers = 0;
	bool floating = false; ///< all of it in other registers
	bool memory = false;   ///< on the stack
	uint64_t size = 8;
};

/// Of all numbers only these go through memory, as arguments.
bool is_long_double(Dwarf_Die* type) {
	return name_of(type).find("long double") != std::string::npos;
}

/// Marks the words of 8 bytes that hold an integer or a pointer. False: there is something that no register takes.
bool classify(Dwarf_Die type, uint64_t at, std::array<bool, 2>& integer, unsigned depth, unsigned& visits) {
	const auto t = bare(type);
	if (!t || depth > kDepth || ++visits > kMostVisits) return false;
	Dwarf_Die die = *t;
	const int tag = dwarf_tag(&die);
	const auto mark = [&](uint64_t end) {
		for (uint64_t word = at / 8; word * 8 < end && word < integer.size(); word++) integer[word] = true;
		return true;
	};
	if (tag == DW_TAG_base_type) {
		const auto encoding = number(&die, DW_AT_encoding);
		if (encoding == DW_ATE_float || encoding == DW_ATE_complex_float) return !is_long_double(&die);
		return mark(at + size_of(die));
	}
	if (tag == DW_TAG_array_type) {
		const auto element = type_of(&die);
		const uint64_t step = element ? size_of(*element) : 0;
		if (!step) return false;
		for (uint64_t i = 0; i < 16 && i * step < size_of(die); i++)
			if (!classify(*element, at + i * step, integer, depth + 1, visits)) return false;
		return true;
	}
	if (!is_aggregate(tag)) return mark(at + 8);
	bool fits = true;
	for_each_child(&die, [&](Dwarf_Die child) {
		const int kind = dwarf_tag(&child);
		const auto of = type_of(&child);
		if ((kind != DW_TAG_member && kind != DW_TAG_inheritance) || !of || flag(&child, DW_AT_external)) return true;
		const auto offset = offset_of(&child);
		fits = offset && classify(*of, at + *offset, integer, depth + 1, visits);
		return fits;
	});
	return fits;
}

/// A destructor, or a constructor that copies or moves, which somebody has written.
bool is_own_copying(Dwarf_Die* function, Dwarf_Die* of_class) {
	if (flag(function, DW_AT_artificial) || flag(function, DW_AT_deleted) ||
		number(function, DW_AT_defaulted) == DW_DEFAULTED_in_class)
		return false;
	const std::string name = name_of(function), own = name_of(of_class);
	if (name.starts_with('~')) return true;
	bool copies = false;
	if (name != own.substr(0, own.find('<'))) return false;
	for_each_child(function, [&](Dwarf_Die parameter) {
		auto type = type_of(&parameter);
		const int tag = type ? dwarf_tag(&*type) : 0;
		if (tag != DW_TAG_reference_type && tag != DW_TAG_rvalue_reference_type) return true;
		type = type_of(&*type);
		if (type) type = bare(*type);
		copies = type && type->addr == of_class->addr;
		return !copies;
	});
	return copies;
}

/// Whether a copy of an object is more than its bytes: what is handed over then is its address. clang says so; for gcc
/// the rule of C++ is applied to what it says of the class.
bool is_by_reference(Dwarf_Die type, unsigned depth, unsigned& visits) {
	const auto t = bare(type);
	if (!t || depth > kDepth) return false;
	Dwarf_Die die = *t;
	const auto element = dwarf_tag(&die) == DW_TAG_array_type ? type_of(&die) : std::nullopt;
	if (element) return is_by_reference(*element, depth + 1, visits);
	if (!is_aggregate(dwarf_tag(&die))) return false;
	if (const auto said = number(&die, DW_AT_calling_convention)) return *said == DW_CC_pass_by_reference;
	bool found = false;
	for_each_child(&die, [&](Dwarf_Die child) {
		if (++visits > kMostVisits) return false;
		const int tag = dwarf_tag(&child);
		const auto of = type_of(&child);
		if (tag == DW_TAG_subprogram)
			found = is_own_copying(&child, &die);
		else if ((tag == DW_TAG_member || tag == DW_TAG_inheritance) && of && !flag(&child, DW_AT_external))
			found = name_of(&child).starts_with("_vptr") || number(&child, DW_AT_virtuality).value_or(0) ||
					is_by_reference(*of, depth + 1, visits);
		return !found;
	});
	return found;
}

Registers registers_of(Dwarf_Die type) {
	const auto t = bare(type);
	if (!t) return {.integers = 1};
	Dwarf_Die die = *t;
	const int tag = dwarf_tag(&die);
	const uint64_t size = size_of(die);
	unsigned visits = 0;
	if (tag != DW_TAG_base_type && !is_aggregate(tag)) return {.integers = 1};
	if (is_by_reference(die, 0, visits)) return {.integers = 1};
	std::array<bool, 2> integer{};
	if (size > 16 || !classify(die, 0, integer, 0, visits)) return {.memory = true, .size = size};
	const auto integers = static_cast<unsigned>(integer[0] + integer[1]);
	return {.integers = integers, .floating = integers == 0 && size > 0, .size = size};
}

/// Whether the caller says where the result is to be put, as an argument before all others.
bool takes_argument(Dwarf_Die result) {
	auto type = bare(result);
	unsigned visits = 0;
	return type && is_aggregate(dwarf_tag(&*type)) && (is_by_reference(*type, 0, visits) || registers_of(*type).memory);
}

} // namespace

// ---- the whole

struct DwarfTypes::Impl {
	using Handle = struct ::Dwarf;

	explicit Impl(Handle* d) : dwarf(d) {}
	Impl(const Impl&) = delete;
	Impl& operator=(const Impl&) = delete;
	~Impl() { dwarf_end(dwarf); }

	std::optional<Dwarf_Die> unit_of(uint64_t address);
	std::optional<Dwarf_Die> function_at(uint64_t address);
	void index(Dwarf_Die* scope, unsigned depth);
	uint32_t remember(const Dwarf_Die& type);
	std::optional<Dwarf_Die> recall(const ProbeField& f) const;

	/// Completes a field whose place is that of a value of this type.
	void describe(const Dwarf_Die& type, ProbeField& f, const spec::TypeSource* source);
	std::optional<ProbeField> find_member(Dwarf_Die aggregate, std::string_view name, uint64_t& offset, unsigned depth,
										  unsigned& visits);
	static void list_members(Dwarf_Die aggregate, std::vector<std::string>& names, unsigned depth, unsigned& visits);

	Handle* dwarf;
	std::map<Dwarf_Off, bool> indexed;       ///< units
	std::map<uint64_t, Dwarf_Die> functions; ///< of those, by where they begin
	std::vector<Dwarf_Die> types;            ///< type_id - 1
	std::map<void*, uint32_t> numbers;       ///< of types
};

/// The unit whose code this is: by the index of addresses, or, without one, by asking each.
std::optional<Dwarf_Die> DwarfTypes::Impl::unit_of(uint64_t address) {
	Dwarf_Die unit;
	Dwarf_Aranges* ranges = nullptr;
	size_t count = 0;
	if (dwarf_getaranges(dwarf, &ranges, &count) == 0 && count > 0)
		if (Dwarf_Arange* range = dwarf_getarange_addr(ranges, address)) {
			Dwarf_Off offset = 0;
			if (dwarf_getarangeinfo(range, nullptr, nullptr, &offset) == 0 && dwarf_offdie(dwarf, offset, &unit))
				return unit;
		}
	Dwarf_CU* cu = nullptr;
	while (dwarf_get_units(dwarf, cu, &cu, nullptr, nullptr, &unit, nullptr) == 0)
		if (dwarf_haspc(&unit, address) == 1) return unit;
	return std::nullopt;
}

void DwarfTypes::Impl::index(Dwarf_Die* scope, unsigned depth) {
	if (depth > kDepth) return;
	for_each_child(scope, [&](Dwarf_Die child) {
		switch (dwarf_tag(&child)) {
		case DW_TAG_subprogram: {
			Dwarf_Addr begin = 0;
			if (dwarf_entrypc(&child, &begin) == 0) functions.emplace(begin, child);
			break;
		}
		case DW_TAG_namespace:
		case DW_TAG_structure_type:
		case DW_TAG_class_type:
		case DW_TAG_union_type:
		case DW_TAG_enumeration_type: index(&child, depth + 1); break;
		default: break;
		}
		return true;
	});
}

std::optional<Dwarf_Die> DwarfTypes::Impl::function_at(uint64_t address) {
	auto unit = unit_of(address);
	if (!unit) return std::nullopt;
	if (indexed.emplace(dwarf_dieoffset(&*unit), true).second) index(&*unit, 0);
	const auto found = functions.find(address);
	if (found == functions.end()) return std::nullopt;
	return found->second;
}

uint32_t DwarfTypes::Impl::remember(const Dwarf_Die& type) {
	const auto [at, is_new] = numbers.emplace(type.addr, 0);
	if (is_new) {
		types.push_back(type);
		at->second = static_cast<uint32_t>(types.size());
	}
	return at->second;
}

std::optional<Dwarf_Die> DwarfTypes::Impl::recall(const ProbeField& f) const {
	if (!f.type_id || f.type_id > types.size()) return std::nullopt;
	return bare(types[f.type_id - 1]);
}

std::shared_ptr<const spec::NumberNames> names_of_enum(Dwarf_Die type) {
	spec::ListedNames::List list;
	for_each_child(&type, [&](Dwarf_Die child) {
		Dwarf_Attribute a;
		Dwarf_Sword v = 0;
		if (dwarf_tag(&child) == DW_TAG_enumerator && dwarf_attr(&child, DW_AT_const_value, &a) &&
			dwarf_formsdata(&a, &v) == 0 && list.size() < kMostMembers)
			list.emplace_back(static_cast<uint64_t>(v), name_of(&child));
		return true;
	});
	return std::make_shared<spec::ListedNames>(std::move(list));
}

void DwarfTypes::Impl::describe(const Dwarf_Die& type, ProbeField& f, const spec::TypeSource* source) {
	f.type = spelled(type);
	f.shape = Shape::kUnsigned;
	const auto t = bare(type);
	if (!t) {
		f.place = Place::kNowhere;
		return;
	}
	Dwarf_Die die = *t;
	const int tag = dwarf_tag(&die);
	f.size = static_cast<uint32_t>(std::min<uint64_t>(size_of(die), UINT16_MAX));
	f.types = source;
	f.type_id = remember(die);
	if (is_pointer(tag)) {
		f.size = 8;
		f.shape = Shape::kPointer;
		auto to = type_of(&die);
		if (to) to = bare(*to);
		if (!to || tag != DW_TAG_pointer_type || !is_char(&*to)) return;
		f.shape = Shape::kText;
		f.size = kLongestText;
		if (f.place == Place::kMemory)
			f.walk.steps.push_back(0);
		else
			f.walk = {.at = f.offset, .steps = {0}, .user = true};
		f.place = Place::kMemory;
		return;
	}
	if (tag == DW_TAG_array_type) {
		auto element = type_of(&die);
		if (element) element = bare(*element);
		f.element = element ? static_cast<uint32_t>(std::min<uint64_t>(size_of(*element), UINT16_MAX)) : 1;
		const auto encoding = element ? number(&*element, DW_AT_encoding) : std::nullopt;
		f.signed_element = encoding == DW_ATE_signed || encoding == DW_ATE_signed_char;
		f.shape = element && is_char(&*element) ? Shape::kText : Shape::kArray;
		if (f.element == 0 || f.element > 8 || encoding == DW_ATE_float) f.place = Place::kNowhere;
		return;
	}
	if (is_aggregate(tag)) { // its members can be asked for
		f.shape = Shape::kArray;
		f.element = 1;
		if (f.place != Place::kMemory || f.size == 0) f.place = Place::kNowhere;
		return;
	}
	const auto encoding = number(&die, DW_AT_encoding);
	if (tag == DW_TAG_base_type && (encoding == DW_ATE_float || encoding == DW_ATE_complex_float || f.size > 8)) {
		f.place = Place::kNowhere;
		return;
	}
	bool is_signed = encoding == DW_ATE_signed || encoding == DW_ATE_signed_char;
	if (tag == DW_TAG_enumeration_type) {
		f.names = names_of_enum(die);
		auto underlying = type_of(&die);
		if (underlying) underlying = bare(*underlying);
		if (underlying) is_signed = number(&*underlying, DW_AT_encoding) == DW_ATE_signed;
	} else if (tag != DW_TAG_base_type) {
		f.place = Place::kNowhere; // pointers to members, and what languages other than C have
		return;
	}
	f.shape = is_signed ? Shape::kSigned : Shape::kUnsigned;
	if (f.size != 1 && f.size != 2 && f.size != 4 && f.size != 8) f.place = Place::kNowhere;
}

/// The member, its place not yet set, unless it is nowhere; `offset` becomes the sum of those on the way through
/// unnamed members and bases.
std::optional<ProbeField> DwarfTypes::Impl::find_member(Dwarf_Die aggregate, std::string_view name, uint64_t& offset,
														unsigned depth, unsigned& visits) {
	std::optional<ProbeField> found;
	if (depth > kDepth) return found;
	for_each_child(&aggregate, [&](Dwarf_Die child) {
		if (++visits > kMostVisits) return false;
		const int tag = dwarf_tag(&child);
		const auto type = type_of(&child);
		if ((tag != DW_TAG_member && tag != DW_TAG_inheritance) || !type || flag(&child, DW_AT_external)) return true;
		const std::string own = name_of(&child);
		const auto at = offset_of(&child);
		if (tag == DW_TAG_member && own == name) {
			found = ProbeField{.name = own};
			if (!at || number(&child, DW_AT_bit_size)) found->place = Place::kNowhere;
			found->type_id = remember(*type);
			offset = at.value_or(0);
			return false;
		}
		const auto inner = own.empty() || tag == DW_TAG_inheritance ? bare(*type) : std::nullopt;
		if (!inner || !is_aggregate(dwarf_tag(const_cast<Dwarf_Die*>(&*inner)))) return true;
		uint64_t more = 0;
		found = find_member(*inner, name, more, depth + 1, visits);
		if (found && !at) found->place = Place::kNowhere;
		offset = at.value_or(0) + more;
		return !found;
	});
	return found;
}

void DwarfTypes::Impl::list_members(Dwarf_Die aggregate, std::vector<std::string>& names, unsigned depth,
									unsigned& visits) {
	if (depth > kDepth) return;
	for_each_child(&aggregate, [&](Dwarf_Die child) {
		if (++visits > kMostVisits) return false;
		const int tag = dwarf_tag(&child);
		const auto type = type_of(&child);
		if ((tag != DW_TAG_member && tag != DW_TAG_inheritance) || !type || names.size() >= kMostMembers ||
			flag(&child, DW_AT_external))
			return true;
		const std::string own = name_of(&child);
		const auto inner = own.empty() || tag == DW_TAG_inheritance ? bare(*type) : std::nullopt;
		if (inner)
			list_members(*inner, names, depth + 1, visits);
		else
			names.push_back(own);
		return true;
	});
}

DwarfTypes::DwarfTypes(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
DwarfTypes::~DwarfTypes() = default;

std::unique_ptr<DwarfTypes> DwarfTypes::of(Elf* elf) {
	struct ::Dwarf* dwarf = elf ? dwarf_begin_elf(elf, DWARF_C_READ, nullptr) : nullptr;
	if (!dwarf) return nullptr;
	return std::unique_ptr<DwarfTypes>(new DwarfTypes(std::make_unique<Impl>(dwarf)));
}

std::optional<DwarfTypes::Signature> DwarfTypes::signature(uint64_t address, const CallPlaces& places) {
	auto function = impl_->function_at(address);
	if (!function) return std::nullopt;
	Signature signature;
	size_t next = 0;
	int32_t on_stack = places.first_on_stack;
	if (const auto result = type_of(&*function)) {
		ProbeField f{.name = "ret", .offset = places.result};
		impl_->describe(*result, f, this);
		if (places.result_takes_argument && takes_argument(*result)) next++;
		signature.result = std::move(f);
	}
	for_each_child(&*function, [&](Dwarf_Die child) {
		if (dwarf_tag(&child) != DW_TAG_formal_parameter) return true;
		const auto type = type_of(&child);
		if (!type || signature.parameters.size() >= kMostParameters) return false;
		ProbeField f{.name = name_of(&child)};
		if (f.name.empty()) f.name = "arg" + std::to_string(signature.parameters.size());
		const Registers needed = registers_of(*type);
		if (!needed.memory && !needed.floating && next + needed.integers <= places.arguments.size()) {
			f.offset = next < places.arguments.size() ? places.arguments[next] : 0;
			next += needed.integers;
		} else if (needed.floating) {
			f.place = Place::kNowhere; // no registers that the kernel keeps at hand; and those may be used up, too
		} else {
			f.place = places.stack ? Place::kMemory : Place::kNowhere;
			if (places.stack) f.walk = {.at = *places.stack, .steps = {on_stack}, .user = true};
			on_stack += static_cast<int32_t>((std::min<uint64_t>(needed.size, UINT16_MAX) + 7) & ~7ull);
		}
		const bool nowhere = f.place == Place::kNowhere;
		impl_->describe(*type, f, this);
		if (nowhere) f.place = Place::kNowhere;
		signature.parameters.push_back(std::move(f));
		return true;
	});
	return signature;
}

std::optional<ProbeField> DwarfTypes::member(const ProbeField& field, std::string_view name) const {
	auto type = impl_->recall(field);
	if (!type) return std::nullopt;
	const bool pointer = is_pointer(dwarf_tag(&*type));
	if (pointer) {
		auto to = type_of(&*type);
		type = to ? bare(*to) : std::nullopt;
	}
	if (!type || !is_aggregate(dwarf_tag(&*type)) || field.is_text()) return std::nullopt;
	if (!pointer && field.place == Place::kFixed) return std::nullopt; // a structure in registers
	uint64_t offset = 0;
	unsigned visits = 0;
	auto found = impl_->find_member(*type, name, offset, 0, visits);
	if (!found || offset > INT32_MAX) return std::nullopt;
	const bool nowhere = found->place == Place::kNowhere || field.place == Place::kNowhere;
	found->place = Place::kMemory;
	found->walk =
		field.place == Place::kMemory ? field.walk : spec::Walk{.at = field.offset, .steps = {}, .user = true};
	if (pointer)
		found->walk.steps.push_back(static_cast<int32_t>(offset));
	else if (!nowhere)
		found->walk.steps.back() += static_cast<int32_t>(offset);
	impl_->describe(impl_->types[found->type_id - 1], *found, this);
	if (nowhere) found->place = Place::kNowhere;
	return found;
}

std::vector<std::string> DwarfTypes::members(const ProbeField& field) const {
	std::vector<std::string> names;
	auto type = impl_->recall(field);
	if (type && is_pointer(dwarf_tag(&*type))) {
		auto to = type_of(&*type);
		type = to ? bare(*to) : std::nullopt;
	}
	unsigned visits = 0;
	if (type && is_aggregate(dwarf_tag(&*type))) Impl::list_members(*type, names, 0, visits);
	return names;
}

} // namespace strobe::types
