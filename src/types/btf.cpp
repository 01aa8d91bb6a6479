// SPDX-License-Identifier: BSD-2-Clause
#include "types/btf.h"

#include <algorithm>
#include <bpf/btf.h>
#include <cerrno>

#include "base/harmless.h"

namespace strobe::types {

namespace {

using spec::Place;
using spec::ProbeField;
using spec::Shape;

// Types that refer to each other are as deep as this at most; deeper ones are no types of C.
constexpr unsigned kDepth = 32;
constexpr uint32_t kPointerSize = 8;
constexpr unsigned kByte = 8;

bool is_number_size(uint32_t size) {
	return size == 1 || size == 2 || size == 4 || size == 8;
}

bool is_qualifier(const btf_type* t) {
	switch (btf_kind(t)) {
	case BTF_KIND_TYPEDEF:
	case BTF_KIND_CONST:
	case BTF_KIND_VOLATILE:
	case BTF_KIND_RESTRICT:
	case BTF_KIND_TYPE_TAG: return true;
	default: return false;
	}
}

std::string pointed(const std::string& text) {
	return text + (text.ends_with('*') ? "*" : " *");
}

/// Of a tracepoint's field: "const struct sock *" -> "sock".
std::string_view structure_name(std::string_view text) {
	if (text.starts_with("const ")) text.remove_prefix(6);
	if (!text.starts_with("struct ") || !text.ends_with('*')) return {};
	text = text.substr(7, text.size() - 8);
	while (text.ends_with(' ')) text.remove_suffix(1);
	if (text.ends_with(" const")) text.remove_suffix(6);
	return text.find_first_of(" *") == std::string_view::npos ? text : std::string_view{};
}

} // namespace

Result<std::unique_ptr<Btf>> Btf::of_kernel() {
	btf* types = btf__load_vmlinux_btf();
	if (!types)
		return errno_error("cannot read the kernel's type information (/sys/kernel/btf/vmlinux)", errno,
						   "use a kernel built with CONFIG_DEBUG_INFO_BTF=y, and mount sysfs");
	return std::make_unique<Btf>(types);
}

Result<std::unique_ptr<Btf>> Btf::of_module(const std::string& module, const Btf& kernel) {
	btf* types = btf__load_module_btf(module.c_str(), kernel.types_);
	if (!types) return errno_error("cannot read the type information of the module " + module, errno);
	return std::make_unique<Btf>(types);
}

Btf::~Btf() {
	btf__free(types_);
}

const btf_type* Btf::at(uint32_t type) const {
	return btf__type_by_id(types_, type);
}

std::string_view Btf::name(const btf_type* type) const {
	const char* n = btf__name_by_offset(types_, type->name_off);
	return n ? n : "";
}

uint32_t Btf::bare(uint32_t type) const {
	for (unsigned depth = 0; depth < kDepth; depth++) {
		const btf_type* t = at(type);
		if (!t || !is_qualifier(t)) return type;
		type = t->type;
	}
	return 0;
}

uint32_t Btf::size_of(uint32_t type) const {
	const int64_t size = type ? btf__resolve_size(types_, type) : 0;
	return size > 0 && size <= UINT32_MAX ? static_cast<uint32_t>(size) : 0;
}

bool Btf::is_struct(uint32_t type) const {
	const btf_type* t = at(bare(type));
	return t && btf_is_composite(t);
}

// ---- as C spells it

std::string Btf::text(uint32_t type, unsigned depth) const {
	const btf_type* t = at(type);
	if (!type || !t || depth > kDepth) return "void";
	std::string n = harmless(name(t)); // that of an object may come from anywhere
	const auto tagged = [&](const char* tag) { return std::string(tag) + (n.empty() ? "{...}" : n); };
	switch (btf_kind(t)) {
	case BTF_KIND_STRUCT: return tagged("struct ");
	case BTF_KIND_UNION: return tagged("union ");
	case BTF_KIND_ENUM:
	case BTF_KIND_ENUM64: return tagged("enum ");
	case BTF_KIND_FWD: return tagged(btf_kflag(t) ? "union " : "struct ");
	case BTF_KIND_PTR: {
		const btf_type* to = at(t->type);
		if (to && btf_is_func_proto(to)) return text(to->type, depth + 1) + " (*)()";
		return pointed(text(t->type, depth + 1));
	}
	case BTF_KIND_CONST: {
		std::string inner = text(t->type, depth + 1);
		return inner.ends_with('*') ? inner + " const" : "const " + inner;
	}
	case BTF_KIND_VOLATILE: return "volatile " + text(t->type, depth + 1);
	case BTF_KIND_RESTRICT:
	case BTF_KIND_TYPE_TAG: return text(t->type, depth + 1);
	case BTF_KIND_ARRAY: return text(btf_array(t)->type, depth + 1);
	default: return n;
	}
}

bool Btf::is_const_char(uint32_t type) const {
	bool is_const = false;
	for (unsigned depth = 0; depth < kDepth; depth++) {
		const btf_type* t = at(type);
		if (!t) return false;
		if (btf_is_int(t)) return is_const && (name(t) == "char" || name(t) == "unsigned char");
		is_const |= btf_is_const(t);
		// u8 is a typedef, and means bytes
		if (!is_qualifier(t) || btf_is_typedef(t)) return false;
		type = t->type;
	}
	return false;
}

void Btf::describe_array(uint32_t type, ProbeField& f) const {
	const struct btf_array* array = btf_array(at(type));
	const btf_type* element = at(bare(array->type));
	f.size = size_of(type);
	f.element = size_of(array->type);
	f.signed_element = element && btf_is_int(element) && (btf_int_encoding(element) & BTF_INT_SIGNED);
	const bool number = element && (btf_is_int(element) || btf_is_any_enum(element) || btf_is_ptr(element));
	if (element && btf_is_int(element) && name(element) == "char")
		f.shape = Shape::kText;
	else if (number && is_number_size(f.element))
		f.shape = Shape::kArray;
	else
		f.shape = Shape::kBytes;
}

void Btf::describe(uint32_t type, ProbeField& f) const {
	const uint32_t id = bare(type);
	const btf_type* t = at(id);
	f.type = text(type);
	f.types = this;
	f.type_id = type;
	f.names = nullptr;
	f.size = size_of(id);
	if (!id || !t) {
		f.shape = Shape::kBytes;
		return;
	}
	switch (btf_kind(t)) {
	case BTF_KIND_PTR:
		f.shape = Shape::kPointer;
		f.size = kPointerSize;
		break;
	case BTF_KIND_INT: f.shape = btf_int_encoding(t) & BTF_INT_SIGNED ? Shape::kSigned : Shape::kUnsigned; break;
	case BTF_KIND_ENUM:
	case BTF_KIND_ENUM64:
		f.shape = btf_kflag(t) ? Shape::kSigned : Shape::kUnsigned;
		f.names = names_of_enum(t);
		break;
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION: f.shape = Shape::kStruct; break;
	case BTF_KIND_ARRAY: describe_array(id, f); break;
	default: f.shape = Shape::kBytes;
	}
	if (f.is_number() && !is_number_size(f.size)) f.shape = Shape::kBytes; // 128 bits
}

// The field becomes what it points to, which has no fixed size.
void Btf::follow_text(ProbeField& f) const {
	constexpr uint32_t kLongestText = 4095;
	const btf_type* t = at(bare(f.type_id));
	if (!t || !btf_is_ptr(t) || !is_const_char(t->type)) return;
	if (f.place == Place::kFixed) f.walk = {.at = f.offset, .steps = {}, .user = f.walk.user};
	f.walk.steps.push_back(0);
	f.place = Place::kMemory;
	f.shape = Shape::kText;
	f.size = kLongestText;
}

// ---- members

uint32_t Btf::structure_of(const ProbeField& field, bool& pointer) const {
	uint32_t id = bare(field.type_id);
	const btf_type* t = at(id);
	pointer = t && btf_is_ptr(t);
	if (pointer) {
		id = bare(t->type);
		t = at(id);
	}
	return id && t && btf_is_composite(t) ? id : 0;
}

std::optional<Btf::Found> Btf::find(uint32_t structure, std::string_view wanted, uint32_t bit, unsigned depth) const {
	const btf_type* t = at(structure);
	if (!t || !btf_is_composite(t) || depth > kDepth) return std::nullopt;
	for (uint32_t i = 0; i < btf_vlen(t); i++) {
		const btf_member& m = btf_members(t)[i];
		const char* n = btf__name_by_offset(types_, m.name_off);
		const uint32_t here = bit + btf_member_bit_offset(t, i);
		if (n && *n) {
			if (wanted == n) return Found{m.type, here, btf_member_bitfield_size(t, i)};
		} else if (auto found = find(bare(m.type), wanted, here, depth + 1)) {
			return found;
		}
	}
	return std::nullopt;
}

void Btf::collect(uint32_t structure, std::vector<std::string>& names, unsigned depth) const {
	const btf_type* t = at(structure);
	if (!t || !btf_is_composite(t) || depth > kDepth) return;
	for (uint32_t i = 0; i < btf_vlen(t); i++) {
		const btf_member& m = btf_members(t)[i];
		const char* n = btf__name_by_offset(types_, m.name_off);
		if (n && *n)
			names.emplace_back(n);
		else
			collect(bare(m.type), names, depth + 1);
	}
}

std::optional<ProbeField> Btf::member(const ProbeField& field, std::string_view name) const {
	bool pointer = false;
	const uint32_t structure = structure_of(field, pointer);
	if (!structure || (field.place != Place::kFixed && field.place != Place::kMemory)) return std::nullopt;
	const auto found = find(structure, name, 0);
	if (!found) return std::nullopt;
	ProbeField f{.name = std::string(name), .place = field.place, .offset = field.offset, .walk = field.walk};
	describe(found->type, f);
	uint32_t step = found->bit / kByte;
	if (found->bits) { // the number of its own type that it is a part of
		f.bits = static_cast<uint8_t>(found->bits);
		step = found->bit / (kByte * f.size) * f.size;
		f.first_bit = static_cast<uint8_t>(found->bit - step * kByte);
		if (found->bits > 64 || f.first_bit + f.bits > kByte * f.size) return std::nullopt;
	}
	if (pointer) {
		if (field.place == Place::kFixed) f.walk = {.at = field.offset, .steps = {}, .user = field.walk.user};
		f.place = Place::kMemory;
		f.walk.steps.push_back(static_cast<int32_t>(step));
	} else if (f.place == Place::kMemory) {
		f.walk.steps.back() += static_cast<int32_t>(step);
	} else {
		f.offset += step;
	}
	follow_text(f);
	return f;
}

std::vector<std::string> Btf::members(const ProbeField& field) const {
	bool pointer = false;
	std::vector<std::string> names;
	collect(structure_of(field, pointer), names);
	return names;
}

// ---- enums

Btf::Enumerator Btf::enumerator(const btf_type* t, uint32_t i) const {
	const bool wide = btf_is_enum64(t);
	const char* n = btf__name_by_offset(types_, wide ? btf_enum64(t)[i].name_off : btf_enum(t)[i].name_off);
	// as a field of the enum's type is widened
	const uint64_t narrow =
		btf_kflag(t) ? static_cast<uint64_t>(int64_t{btf_enum(t)[i].val}) : static_cast<uint32_t>(btf_enum(t)[i].val);
	return {wide ? btf_enum64_value(btf_enum64(t) + i) : narrow, n ? n : ""};
}

std::shared_ptr<const spec::NumberNames> Btf::names_of_enum(const btf_type* t, std::string_view prefix) const {
	spec::ListedNames::List list;
	for (uint32_t i = 0; i < btf_vlen(t); i++) {
		Enumerator e = enumerator(t, i);
		if (e.name.starts_with(prefix)) e.name.remove_prefix(prefix.size());
		list.emplace_back(e.value, e.name);
	}
	return std::make_shared<spec::ListedNames>(std::move(list));
}

std::optional<uint64_t> Btf::constant(std::string_view wanted) const {
	for (uint32_t id = 1; id < btf__type_cnt(types_); id++) {
		const btf_type* t = at(id);
		if (!btf_is_any_enum(t)) continue;
		for (uint32_t i = 0; i < btf_vlen(t); i++)
			if (const Enumerator e = enumerator(t, i); e.name == wanted) return e.value;
	}
	return std::nullopt;
}

std::shared_ptr<const spec::NumberNames> Btf::names_of_enum(std::string_view name, std::string_view prefix) const {
	int id = btf__find_by_name_kind(types_, std::string(name).c_str(), BTF_KIND_ENUM);
	if (id < 0) id = btf__find_by_name_kind(types_, std::string(name).c_str(), BTF_KIND_ENUM64);
	return id < 0 ? nullptr : names_of_enum(at(static_cast<uint32_t>(id)), prefix);
}

// ---- by name

const Btf::Names& Btf::names_of(uint32_t kind, Names& names) const {
	if (!names.empty()) return names;
	for (uint32_t id = 1; id < btf__type_cnt(types_); id++)
		if (const btf_type* t = at(id); btf_kind(t) == kind) names.emplace(name(t), id);
	return names;
}

const Btf::Names& Btf::functions() const {
	return names_of(BTF_KIND_FUNC, functions_);
}

const Btf::Names& Btf::type_definitions() const {
	return names_of(BTF_KIND_TYPEDEF, type_definitions_);
}

uint32_t Btf::function(std::string_view name) const {
	const auto found = functions().find(name);
	return found == functions().end() ? 0 : found->second;
}

uint32_t Btf::type_definition(std::string_view name) const {
	const auto found = type_definitions().find(name);
	return found == type_definitions().end() ? 0 : found->second;
}

uint32_t Btf::pointer_named(std::string_view type) const {
	const std::string wanted(structure_name(type));
	if (wanted.empty()) return 0;
	const int structure = btf__find_by_name_kind(types_, wanted.c_str(), BTF_KIND_STRUCT);
	if (structure <= 0) return 0;
	for (uint32_t id = 1; id < btf__type_cnt(types_); id++) {
		const btf_type* t = at(id);
		if (btf_is_ptr(t) && bare(t->type) == static_cast<uint32_t>(structure)) return id;
	}
	return 0;
}

std::optional<Btf::Prototype> Btf::prototype(uint32_t type) const {
	const btf_type* t = at(bare(type));
	for (unsigned depth = 0; t && (btf_is_func(t) || btf_is_ptr(t)) && depth < kDepth; depth++) t = at(bare(t->type));
	if (!t || !btf_is_func_proto(t)) return std::nullopt;
	Prototype p{.parameters = {}, .result = t->type};
	for (uint32_t i = 0; i < btf_vlen(t); i++) {
		const btf_param& one = btf_params(t)[i];
		const char* n = btf__name_by_offset(types_, one.name_off);
		p.parameters.push_back({n ? n : "", one.type});
	}
	return p;
}

// ---- types by their text

bool NamedTypes::load() const {
	if (types_) return true;
	auto kernel = Btf::of_kernel();
	if (kernel) types_ = std::move(*kernel);
	return types_ != nullptr;
}

std::optional<uint64_t> NamedTypes::constant(std::string_view name) const {
	return load() ? types_->constant(name) : std::nullopt;
}

std::optional<ProbeField> NamedTypes::typed(const ProbeField& field) const {
	if (field.shape != Shape::kPointer || structure_name(field.type).empty() || !load()) return std::nullopt;
	ProbeField f = field;
	f.type_id = types_->pointer_named(field.type);
	f.types = types_.get();
	if (!f.type_id) return std::nullopt;
	return f;
}

std::optional<ProbeField> NamedTypes::member(const ProbeField& field, std::string_view name) const {
	const auto f = typed(field);
	return f ? types_->member(*f, name) : std::nullopt;
}

std::vector<std::string> NamedTypes::members(const ProbeField& field) const {
	const auto f = typed(field);
	return f ? types_->members(*f) : std::vector<std::string>{};
}

} // namespace strobe::types
