// SPDX-License-Identifier: BSD-2-Clause
#include "types/data_types.h"

#include <bpf/btf.h>
#include <cerrno>
#include <set>

#include "base/harmless.h"
#include "types/debug_structures.h"

namespace strobe::types {

namespace {

using spec::DataKind;
using spec::DataMember;
using spec::DataType;
using spec::Meaning;

// Deeper ones are no types of C.
constexpr unsigned kDepth = 32;
constexpr size_t kMostMembers = 4096;
constexpr size_t kMostMembersOfAll = 1'000'000; // structures without names could hold each other any number of times
constexpr uint32_t kPointerSize = 8;
constexpr std::string_view kOwnPrefix = "strobe_"; // of the types of strobe.bpf.h

/// The typedefs of strobe.bpf.h.
constexpr std::pair<std::string_view, Meaning> kMeanings[] = {
	{"strobe_time", Meaning::kTime}, {"strobe_duration", Meaning::kDuration}, {"strobe_ip4", Meaning::kIp4},
	{"strobe_ip6", Meaning::kIp6},   {"strobe_port", Meaning::kPort},         {"strobe_kernel", Meaning::kKernel},
	{"strobe_user", Meaning::kUser}, {"strobe_error", Meaning::kError},
};

bool is_qualifier(const btf_type* t) {
	return btf_is_mod(t) || btf_is_typedef(t);
}

DataKind kind_of_int(const btf_type& t) {
	const int encoding = btf_int_encoding(&t);
	if (encoding & BTF_INT_BOOL) return DataKind::kBool;
	return encoding & BTF_INT_SIGNED ? DataKind::kSigned : DataKind::kUnsigned;
}

} // namespace

DataTypes::DataTypes(btf* types) : raw_(types), types_(types) {}
DataTypes::~DataTypes() = default;

Result<std::unique_ptr<DataTypes>> DataTypes::of(std::span<const uint8_t> raw) {
	btf* types = raw.empty() ? btf__new_empty() : btf__new(raw.data(), static_cast<uint32_t>(raw.size()));
	if (!types) return errno_error("cannot read the object's type information (BTF)", errno);
	return std::unique_ptr<DataTypes>(new DataTypes(types));
}

void DataTypes::learn_from(std::span<const uint8_t> object) {
	of_headers_ = add_debug_structures(object, raw_);
}

const DataType* DataTypes::type(uint32_t id) {
	return make(id, 0);
}

const DataType* DataTypes::make(uint32_t id, unsigned depth) {
	const auto found = made_.find(id);
	if (found != made_.end()) return found->second.get();
	if (!id || depth > kDepth || !btf__type_by_id(raw_, id)) return nullptr;
	made_[id] = nullptr; // a structure that holds itself is none
	auto type = std::make_unique<DataType>();
	describe(id, *type, depth);
	return (made_[id] = std::move(type)).get();
}

std::string DataTypes::name_at(uint32_t offset) const {
	const char* name = btf__name_by_offset(raw_, offset);
	return harmless(name ? name : ""); // an object may come from anywhere
}

const DataType* DataTypes::plain(uint32_t size) {
	std::unique_ptr<DataType>& type = plain_[size];
	const bool number = size == 1 || size == 2 || size == 4 || size == 8;
	if (!type)
		type = std::make_unique<DataType>(DataType{.kind = number ? DataKind::kUnsigned : DataKind::kBytes,
												   .name = std::to_string(size) + " bytes",
												   .size = size});
	return type.get();
}

uint32_t DataTypes::bare(uint32_t id) const {
	for (unsigned depth = 0; depth < kDepth; depth++) {
		const btf_type* t = btf__type_by_id(raw_, id);
		if (!t || !is_qualifier(t)) return id;
		id = t->type;
	}
	return 0;
}

void DataTypes::describe(uint32_t id, DataType& to, unsigned depth) {
	uint32_t unqualified = id;
	for (const btf_type* t = btf__type_by_id(raw_, id); t && btf_is_mod(t); t = btf__type_by_id(raw_, t->type))
		unqualified = t->type;
	to.name = types_.text(unqualified);
	// the outermost typedef that means something
	for (uint32_t i = id, steps = 0; steps < kDepth && to.meaning == Meaning::kNone; steps++) {
		const btf_type* t = btf__type_by_id(raw_, i);
		if (!t || !is_qualifier(t)) break;
		const std::string name = name_at(t->name_off);
		for (const auto& [known, meaning] : kMeanings)
			if (btf_is_typedef(t) && name == known) to.meaning = meaning;
		i = t->type;
	}
	const uint32_t inner = bare(id);
	const btf_type* t = btf__type_by_id(raw_, inner);
	to.size = types_.size_of(inner);
	if (!inner || !t) return;
	switch (btf_kind(t)) {
	case BTF_KIND_INT: to.kind = to.size <= 8 ? kind_of_int(*t) : DataKind::kBytes; break;
	case BTF_KIND_FLOAT: to.kind = DataKind::kFloat; break;
	case BTF_KIND_PTR:
		to.kind = DataKind::kPointer;
		to.size = kPointerSize;
		break;
	case BTF_KIND_ENUM:
	case BTF_KIND_ENUM64: describe_enum(*t, to); break;
	case BTF_KIND_ARRAY: describe_array(*t, to, depth); break;
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		to.kind = btf_is_union(t) ? DataKind::kUnion : DataKind::kStruct;
		add_members(*t, 0, to.members, depth);
		break;
	default: break;
	}
}

void DataTypes::describe_enum(const btf_type& t, DataType& to) const {
	to.kind = DataKind::kEnum;
	to.is_signed = btf_kflag(&t);
	for (uint32_t i = 0; i < btf_vlen(&t); i++) {
		if (btf_is_enum64(&t)) {
			const struct btf_enum64& e = btf_enum64(&t)[i];
			to.names.emplace_back(static_cast<int64_t>(btf_enum64_value(&e)), name_at(e.name_off));
		} else {
			const struct btf_enum& e = btf_enum(&t)[i];
			const int64_t value = to.is_signed ? e.val : static_cast<int64_t>(static_cast<uint32_t>(e.val));
			to.names.emplace_back(value, name_at(e.name_off));
		}
	}
}

void DataTypes::describe_array(const btf_type& t, DataType& to, unsigned depth) {
	const struct btf_array* array = btf_array(&t);
	to.element = make(array->type, depth + 1);
	to.count = array->nelems;
	if (!to.element) return;
	const btf_type* element = btf__type_by_id(raw_, bare(array->type));
	const bool character = element && btf_is_int(element) && to.element->size == 1 &&
						   (name_at(element->name_off) == "char" || (btf_int_encoding(element) & BTF_INT_CHAR));
	to.kind = character ? DataKind::kText : DataKind::kArray;
}

void DataTypes::add_members(const btf_type& t, uint32_t bit, std::vector<DataMember>& to, unsigned depth) {
	for (uint32_t i = 0; i < btf_vlen(&t) && to.size() < kMostMembers && members_ < kMostMembersOfAll;
		 i++, members_++) {
		const btf_member& m = btf_members(&t)[i];
		const std::string name = name_at(m.name_off);
		const uint32_t at = bit + btf_member_bit_offset(&t, i);
		const btf_type* inner = btf__type_by_id(raw_, bare(m.type));
		if (name.empty() && inner && btf_is_composite(inner)) {
			if (depth < kDepth) add_members(*inner, at, to, depth + 1);
			continue;
		}
		if (const DataType* type = make(m.type, depth + 1))
			to.push_back({name, type, at, btf_member_bitfield_size(&t, i)});
	}
}

uint32_t DataTypes::named(std::string_view name) const {
	for (const std::string_view word : {"struct ", "union "})
		if (name.starts_with(word)) name.remove_prefix(word.size());
	for (const auto& [known, id] : structures())
		if (known == name) return id;
	return 0;
}

std::vector<std::pair<std::string, uint32_t>> DataTypes::structures() const {
	std::vector<std::pair<std::string, uint32_t>> list;
	for (uint32_t id = 1; id < btf__type_cnt(raw_); id++) {
		const btf_type* t = btf__type_by_id(raw_, id);
		const btf_type* inner = btf__type_by_id(raw_, bare(id));
		const std::string name = name_at(t->name_off);
		if (name.empty() || !inner || !btf_is_composite(inner) || !(btf_is_composite(t) || btf_is_typedef(t))) continue;
		list.emplace_back(name, id);
	}
	return list;
}

/// A structure that has a typedef stands in the list twice, one that both BTF and DWARF know has two ids.
std::vector<uint32_t> DataTypes::own_structures() const {
	std::vector<uint32_t> list;
	std::unordered_set<uint32_t> ids;
	std::set<std::pair<std::string, uint32_t>> shapes;
	for (const auto& [name, id] : structures()) {
		const bool is_new_id = ids.insert(bare(id)).second;
		const uint32_t size = types_.size_of(bare(id));
		const bool is_new_shape = size && shapes.emplace(name, size).second;
		if (is_new_id && is_new_shape && !name.starts_with(kOwnPrefix) && !of_headers_.contains(name))
			list.push_back(id);
	}
	return list;
}

} // namespace strobe::types
