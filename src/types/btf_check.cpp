// SPDX-License-Identifier: BSD-2-Clause
#include "types/btf_check.h"

#include <linux/btf.h>
#include <vector>

#include "types/object_section.h"

namespace strobe::types {

namespace {

constexpr unsigned kDepth = 64; // of typedefs and qualifiers, one behind the other
constexpr uint16_t kMagic = BTF_MAGIC;

bool refers(uint32_t kind) {
	switch (kind) {
	case BTF_KIND_PTR:
	case BTF_KIND_TYPEDEF:
	case BTF_KIND_VOLATILE:
	case BTF_KIND_CONST:
	case BTF_KIND_RESTRICT:
	case BTF_KIND_FUNC:
	case BTF_KIND_FUNC_PROTO:
	case BTF_KIND_VAR:
	case BTF_KIND_DECL_TAG:
	case BTF_KIND_TYPE_TAG: return true;
	default: return false;
	}
}

bool is_qualifier(uint32_t kind) {
	return kind == BTF_KIND_TYPEDEF || kind == BTF_KIND_VOLATILE || kind == BTF_KIND_CONST ||
		   kind == BTF_KIND_RESTRICT || kind == BTF_KIND_TYPE_TAG;
}

class Checker {
public:
	explicit Checker(std::span<const uint8_t> raw) : raw_(raw) {}

	/// What is wrong; empty: nothing.
	std::string all() {
		const auto header = read_at<btf_header>(raw_, 0);
		if (!header || header->magic != kMagic || header->hdr_len < sizeof *header) return "its header is damaged";
		if (!part(*header, header->type_off, header->type_len, types_) ||
			!part(*header, header->str_off, header->str_len, strings_))
			return "its header is damaged";
		if (strings_.empty() || strings_.front() != 0 || strings_.back() != 0) return "its names are damaged";
		for (size_t at = 0; at < types_.size();)
			if (!type(at)) return wrong_;
		for (const uint32_t id : ids_)
			if (id >= kinds_.size()) return "a type refers to one that is not there";
		return chains();
	}

private:
	bool part(const btf_header& header, uint32_t offset, uint32_t length, std::span<const uint8_t>& to) const {
		const uint64_t from = uint64_t{header.hdr_len} + offset;
		if (from > raw_.size() || length > raw_.size() - from) return false;
		to = raw_.subspan(from, length);
		return true;
	}
	bool fail(const char* what) {
		wrong_ = what;
		return false;
	}
	bool name(uint32_t offset) { return offset < strings_.size() || fail("a name is damaged"); }

	/// `at` moves on behind it.
	bool type(size_t& at) {
		const auto t = read_at<btf_type>(types_, at);
		if (!t) return fail("it ends in the middle of a type");
		at += sizeof *t;
		const uint32_t kind = BTF_INFO_KIND(t->info), count = BTF_INFO_VLEN(t->info);
		kinds_.push_back(kind);
		targets_.push_back(refers(kind) ? t->type : 0);
		if (refers(kind)) ids_.push_back(t->type);
		return name(t->name_off) && body(kind, count, at);
	}

	/// What follows a type of this kind: entries of some size, in which names and types are at fixed places.
	bool body(uint32_t kind, uint32_t count, size_t& at) {
		switch (kind) {
		case BTF_KIND_INT:
		case BTF_KIND_VAR:
		case BTF_KIND_DECL_TAG: return words(1, 1, -1, {}, at);
		case BTF_KIND_ARRAY: return words(1, 3, -1, {0, 1}, at);
		case BTF_KIND_STRUCT:
		case BTF_KIND_UNION: return words(count, 3, 0, {1}, at);
		case BTF_KIND_ENUM: return words(count, 2, 0, {}, at);
		case BTF_KIND_ENUM64: return words(count, 3, 0, {}, at);
		case BTF_KIND_FUNC_PROTO: return words(count, 2, 0, {1}, at);
		case BTF_KIND_DATASEC: return words(count, 3, -1, {0}, at);
		case BTF_KIND_PTR:
		case BTF_KIND_FWD:
		case BTF_KIND_TYPEDEF:
		case BTF_KIND_VOLATILE:
		case BTF_KIND_CONST:
		case BTF_KIND_RESTRICT:
		case BTF_KIND_FUNC:
		case BTF_KIND_FLOAT:
		case BTF_KIND_TYPE_TAG: return true;
		default: return fail("it has a type of an unknown kind");
		}
	}

	bool words(uint32_t entries, unsigned size, int name_at, std::initializer_list<unsigned> types_at, size_t& at) {
		for (uint32_t i = 0; i < entries; i++, at += size * sizeof(uint32_t)) {
			if (at + size * sizeof(uint32_t) > types_.size()) return fail("it ends in the middle of a type");
			const auto word = [&](unsigned n) { return *read_at<uint32_t>(types_, at + n * sizeof(uint32_t)); };
			if (name_at >= 0 && !name(word(static_cast<unsigned>(name_at)))) return false;
			for (const unsigned n : types_at) ids_.push_back(word(n));
		}
		return true;
	}

	/// Functions have prototypes, and typedefs end.
	std::string chains() const {
		for (uint32_t id = 1; id < kinds_.size(); id++) {
			if (kinds_[id] == BTF_KIND_FUNC && kinds_[targets_[id]] != BTF_KIND_FUNC_PROTO)
				return "a function has no prototype";
			uint32_t to = id;
			for (unsigned depth = 0; is_qualifier(kinds_[to]); depth++, to = targets_[to])
				if (depth == kDepth) return "a type refers to itself";
		}
		return {};
	}

	std::span<const uint8_t> raw_, types_, strings_;
	std::vector<uint32_t> kinds_{0}, targets_{0}; ///< by id; 0 is void
	std::vector<uint32_t> ids_;                   ///< that are referred to
	std::string wrong_;
};

} // namespace

Result<> check_btf(std::span<const uint8_t> raw) {
	if (raw.empty()) return Ok{};
	const std::string wrong = Checker(raw).all();
	if (wrong.empty()) return Ok{};
	return Error{"its type information (BTF) is damaged: " + wrong, "compile it again, with clang -g"};
}

} // namespace strobe::types
