// SPDX-License-Identifier: BSD-2-Clause
#include "plan/compile.h"

#include <algorithm>

namespace strobe::plan {

using spec::Arg;
using spec::Dir;
using spec::Field;
using spec::Kind;
using spec::Len;
using spec::LenFrom;
using spec::Type;

namespace {

// Pointers counted without following them (the environment): more than any sane program has.
constexpr uint32_t kShallowElements = 1536;

// Pointers followed up to a NULL when everything is to be shown: what lies behind the NULL is copied, too, and the room
// for inputs that wait (STROBE_HELD_MAX) is for the strings.
constexpr uint32_t kVectorElements = 512;

// A kind of its own (netlink, bpf attributes ...) decodes bytes instead of showing the first few.
constexpr uint32_t kSpecialBytes = 4096;

// struct sockaddr_storage of include/uapi/linux/socket.h.
constexpr uint32_t kSockaddrMax = 128;

/// Compiles the arguments of one row or variant.
class Compiler {
public:
	Compiler(std::span<const Arg> args, const Options& options, const CallOptions& call)
		: args_(args), options_(options), call_(call) {}

	Result<strobe_plan> run() {
		for (unsigned i = 0; i < args_.size(); i++) argument(i);
		if (!error_.message.empty()) return error_;
		finish();
		return plan_;
	}

private:
	/// Where the pointer of an object is found.
	struct From {
		uint8_t parent = STROBE_NO_PARENT;
		uint8_t arg = 0;
		uint16_t stride = 0;
		uint16_t offset = 0;
		std::span<const Field> siblings{}; ///< fields that a length may name; empty: arguments
		uint16_t base = 0;                 ///< where the siblings' structure begins in the element
		uint32_t elements = 1;
		bool to_null = false;
	};

	void argument(unsigned i) {
		const Arg& a = args_[i];
		if (!a.type.ptr) return;
		From from{.arg = static_cast<uint8_t>(i)};
		if (a.on_stack >= 0) {
			from.arg = STROBE_ARG_STACK;
			from.offset = static_cast<uint16_t>(a.on_stack);
			plan_.flags |= STROBE_PLAN_STACK;
		}
		const uint8_t at_exit = a.even_failed ? STROBE_OP_EXIT : STROBE_OP_EXIT | STROBE_OP_OK_ONLY;
		if (a.dir == Dir::kIn) object(a.type, from, STROBE_OP_ENTRY | STROBE_OP_RETRY);
		follow_ = !a.pointers_late;
		if (a.dir == Dir::kInOut) object(a.type, from, STROBE_OP_ENTRY);
		follow_ = true;
		if (a.dir != Dir::kIn) object(a.type, from, at_exit);
	}

	void object(const Type& t, const From& from, uint8_t flags) {
		switch (t.kind) {
		case Kind::kStr: add(STROBE_OP_STR, from, flags, {}, 1, string_cap(t)); return;
		case Kind::kPath: add(STROBE_OP_STR, from, flags, {}, 1, STROBE_PATH_MAX); return;
		case Kind::kBytes: add(STROBE_OP_MEM, from, flags, t.len, 1, bytes_cap(t)); return;
		case Kind::kSigset: add(STROBE_OP_MEM, from, flags, t.len, 1, 128); return;
		case Kind::kSockaddr: add(STROBE_OP_MEM, from, flags, t.len, 1, kSockaddrMax); return;
		case Kind::kStruct:
			if (call_.verbose) structure(t, from, flags);
			return;
		case Kind::kArray:
			if (call_.verbose) array(t, from, flags);
			return;
		default: add(STROBE_OP_MEM, from, flags, spec::Len{.n = t.size}, 1, t.size);
		}
	}

	/// A string of limited length (a task's name) ends there, NUL or not.
	[[nodiscard]] uint32_t string_cap(const Type& t) const {
		return t.len.n ? std::min(t.len.n, options_.max_string + 1) : options_.max_string + 1;
	}

	/// One byte more than is printed must be readable, as strace has it.
	[[nodiscard]] uint32_t bytes_cap(const Type& t) const {
		if (t.len.from == LenFrom::kConst || !t.special.empty()) return t.len.n ? t.len.n : kSpecialBytes;
		if (call_.whole) return STROBE_PIECE_MAX;
		return t.len.n ? t.len.n : options_.max_string + 1;
	}

	void structure(const Type& t, const From& from, uint8_t flags) {
		const bool sized = t.len.from != LenFrom::kConst;
		const Len len = sized ? t.len : Len{.n = t.st->shown(call_.abbrev)};
		const uint32_t cap = sized ? (t.len.n ? t.len.n : kSpecialBytes) : len.n;
		const int op = add(STROBE_OP_MEM, from, flags, len, 1, cap);
		if (op >= 0) follow_fields(t.st->fields, 0, static_cast<uint8_t>(op), 0, 1, flags);
	}

	void follow_fields(std::span<const Field> fields, uint16_t base, uint8_t op, uint16_t stride, uint32_t elements,
					   uint8_t flags) {
		if (!follow_) return;
		for (const Field& f : fields) {
			const auto offset = static_cast<uint16_t>(base + f.offset);
			if (f.type.ptr) {
				object(f.type,
					   {.parent = op,
						.stride = stride,
						.offset = offset,
						.siblings = fields,
						.base = base,
						.elements = elements},
					   flags);
			} else if (f.type.kind == Kind::kStruct) {
				follow_fields(f.type.st->fields, offset, op, stride, elements, flags);
			}
		}
	}

	void array(const Type& t, const From& from, uint8_t flags) {
		const Type& e = *t.elem;
		const uint32_t bytes = e.ptr ? 8 : e.kind == Kind::kStruct ? e.st->size : e.size;
		const bool to_null = t.len.from == LenFrom::kNull;
		const bool shallow = t.shallow && call_.abbrev;
		const Len len = to_null ? Len{.n = STROBE_PIECE_MAX / 8} : t.len;
		const uint32_t elements = std::min(shallow ? kShallowElements : element_limit(t), STROBE_PIECE_MAX / bytes);
		const int op = add(STROBE_OP_MEM, from, static_cast<uint8_t>(flags | (to_null ? STROBE_OP_TO_NULL : 0)), len,
						   bytes, elements * bytes);
		if (op < 0 || shallow) return;
		const From inner{.parent = static_cast<uint8_t>(op),
						 .stride = static_cast<uint16_t>(bytes),
						 .elements = elements,
						 .to_null = to_null};
		if (e.ptr)
			object(e, inner, flags);
		else if (e.kind == Kind::kStruct)
			follow_fields(e.st->fields, 0, inner.parent, inner.stride, elements, flags);
	}

	/// Elements captured: one more than is printed, to tell whether more follow.
	[[nodiscard]] uint32_t element_limit(const Type& t) const {
		if (t.len.from == LenFrom::kConst) return t.len.n;
		if (t.len.n) return t.len.n;
		if (t.len.from == LenFrom::kNull && !call_.abbrev) return kVectorElements;
		return call_.abbrev ? options_.max_string + 1 : STROBE_PIECE_MAX / 8;
	}

	int add(strobe_op_kind kind, const From& from, uint8_t flags, const Len& len, uint32_t scale, uint32_t cap) {
		if (n_ == STROBE_PLAN_OPS) {
			fail("needs more than " + std::to_string(STROBE_PLAN_OPS) + " fetch operations");
			return -1;
		}
		strobe_op& op = plan_.op[n_];
		op.kind = kind;
		op.flags = static_cast<uint8_t>(flags | (from.to_null ? STROBE_OP_TO_NULL : 0));
		op.parent = from.parent;
		op.arg = from.arg;
		op.stride = from.stride;
		op.ptr_off = from.offset;
		op.count_max = from.elements;
		op.scale = scale * len.scale;
		op.max = std::min(cap, STROBE_PIECE_MAX);
		if (len.budget) op.flags |= STROBE_OP_BUDGET;
		if (kind == STROBE_OP_STR) {
			op.len_value = static_cast<uint16_t>(op.max);
			op.scale = 1;
		} else {
			length(op, len, from);
		}
		return static_cast<int>(n_++);
	}

	void length(strobe_op& op, const Len& len, const From& from) {
		switch (len.from) {
		case LenFrom::kConst:
			op.len_from = STROBE_LEN_CONST;
			op.len_value = static_cast<uint16_t>(len.n);
			return;
		case LenFrom::kNull: return;
		case LenFrom::kRet: op.len_from = STROBE_LEN_RET; return;
		case LenFrom::kPtrArg: named(op, STROBE_LEN_PTR, len.name); return;
		case LenFrom::kBits: named(op, STROBE_LEN_BITS, len.name); return;
		case LenFrom::kArg: sibling(op, from, len.name);
		}
	}

	void named(strobe_op& op, strobe_len_from from, std::string_view name) {
		for (unsigned i = 0; i < args_.size(); i++) {
			if (args_[i].name != name) continue;
			op.len_from = from;
			op.len_value = static_cast<uint16_t>(i);
			op.len_width = args_[i].type.ptr ? 8 : args_[i].type.size;
			return;
		}
		fail("names an argument '" + std::string(name) + "' that it does not have");
	}

	/// A field of the same structure, or an argument.
	void sibling(strobe_op& op, const From& from, std::string_view name) {
		for (const Field& f : from.siblings) {
			if (f.name != name) continue;
			op.len_from = STROBE_LEN_FIELD;
			op.len_value = static_cast<uint16_t>(from.base + f.offset);
			op.len_width = f.type.size;
			return;
		}
		named(op, STROBE_LEN_ARG, name);
	}

	void finish() {
		plan_.n_ops = static_cast<uint8_t>(n_);
		plan_.variant_arg[0] = plan_.variant_arg[1] = 0xff;
		for (unsigned i = 0; i < n_; i++) {
			const strobe_op& op = plan_.op[i];
			const auto bit = static_cast<uint16_t>(1u << i);
			const uint8_t root = op.parent == STROBE_NO_PARENT ? static_cast<uint8_t>(i) : plan_.root_of[op.parent];
			plan_.root_of[i] = root;
			plan_.family[root] |= bit;
			if (op.flags & STROBE_OP_ENTRY) plan_.entry_ops |= bit;
			if (op.flags & STROBE_OP_RETRY) plan_.retry_ops |= bit;
			if (!(op.flags & STROBE_OP_EXIT)) continue;
			plan_.exit_ok_ops |= bit;
			if (!(op.flags & STROBE_OP_OK_ONLY)) plan_.exit_failed_ops |= bit;
		}
		if (plan_.entry_ops) plan_.flags |= STROBE_PLAN_ENTRY;
		// what may not be read again may not be read late, either: the kernel writes there, or the stack has moved on
		if (plan_.entry_ops != plan_.retry_ops || (plan_.flags & STROBE_PLAN_STACK)) plan_.flags |= STROBE_PLAN_HOLD;
		if (plan_.exit_ok_ops) plan_.flags |= STROBE_PLAN_EXIT;
	}

	void fail(std::string what) {
		if (error_.message.empty()) error_.message = std::move(what);
	}

	std::span<const Arg> args_;
	const Options& options_;
	const CallOptions& call_;
	strobe_plan plan_{};
	unsigned n_ = 0;
	bool follow_ = true; ///< pointers inside objects
	Error error_;
};

Result<strobe_plan> compile_args(const spec::Row& row, std::span<const Arg> args, const Options& options,
								 const CallOptions& call) {
	const bool reads = row.complete && !call.raw && !options.count_only;
	auto plan = Compiler(reads ? args : std::span<const Arg>{}, options, call).run();
	if (!plan) return Error{"the row of " + std::string(row.name) + " " + plan.error().message};
	plan->flags |= STROBE_PLAN_TRACED;
	if (row.classes & spec::kMayBlock) plan->flags |= STROBE_PLAN_MAY_BLOCK;
	if (row.classes & spec::kExec) plan->flags |= STROBE_PLAN_EXEC | STROBE_PLAN_HOLD;
	if (row.classes & spec::kNoReturn) plan->flags |= STROBE_PLAN_NO_RETURN;
	return plan;
}

int arg_index(const spec::Row& row, std::string_view name) {
	for (unsigned i = 0; i < row.n_args; i++)
		if (row.args[i].name == name) return static_cast<int>(i);
	return -1;
}

/// Installs the variants of a row behind the plan at `index`.
Result<> add_variants(const spec::Row& row, uint32_t index, const Options& options, const CallOptions& call,
					  PlanSet& set, uint32_t& next) {
	strobe_plan& base = set.plans[index];
	const int a = arg_index(row, row.variants->key[0]);
	const int b = row.variants->key[1].empty() ? -1 : arg_index(row, row.variants->key[1]);
	if (a < 0 || (b < 0 && !row.variants->key[1].empty()))
		return Error{"the variants of " + std::string(row.name) + " are keyed by an argument that it does not have"};
	base.flags |= STROBE_PLAN_VARIANTS;
	base.variant_arg[0] = static_cast<uint8_t>(a);
	if (b >= 0) base.variant_arg[1] = static_cast<uint8_t>(b);
	base.variant_mask = static_cast<uint32_t>(row.variants->mask);
	for (const spec::Variant& v : row.variants->list) {
		auto plan = compile_args(row, {v.args.data(), v.n_args}, options, call);
		if (!plan) return plan.error();
		if (next == STROBE_PLANS) return Error{"more variants than plans: raise STROBE_VARIANT_PLANS"};
		const strobe_variant_key key{index, {static_cast<uint32_t>(v.value[0]), static_cast<uint32_t>(v.value[1])}};
		set.variants.emplace_back(key, next);
		set.plans[next++] = *plan;
	}
	return Ok{};
}

} // namespace

uint32_t plan_index(spec::Abi abi, uint64_t nr) {
	return static_cast<uint32_t>(abi) * STROBE_NR_MAX +
		   static_cast<uint32_t>(std::min<uint64_t>(nr, STROBE_NR_MAX - 1));
}

Result<strobe_plan> compile(const spec::Row& row, const Options& options) {
	return compile_args(row, {row.args.data(), row.n_args}, options,
						options.of_call ? options.of_call(spec::Abi::kX86_64, row) : CallOptions{});
}

Result<PlanSet> compile_all(const Options& options) {
	PlanSet set;
	set.plans.resize(STROBE_PLANS);
	uint32_t next = 3 * STROBE_NR_MAX;
	for (unsigned a = 0; a < spec::kAbis; a++) {
		const auto abi = static_cast<spec::Abi>(a);
		const auto table = spec::table_of(abi);
		for (uint64_t nr = 0; nr < STROBE_NR_MAX; nr++) {
			if (nr >= table.size() || !table[nr]) {
				set.plans[plan_index(abi, nr)].flags = options.unknown_traced ? STROBE_PLAN_TRACED : 0;
				continue;
			}
			const spec::Row& row = *table[nr];
			CallOptions call = options.of_call ? options.of_call(abi, row) : CallOptions{};
			if (!call.traced) continue;
			call.raw |= abi != spec::Abi::kX86_64;
			auto plan = compile_args(row, {row.args.data(), row.n_args}, options, call);
			if (!plan) return plan.error();
			const uint32_t index = plan_index(abi, nr);
			set.plans[index] = *plan;
			if (!row.variants || call.raw || options.count_only) continue;
			if (auto ok = add_variants(row, index, options, call, set, next); !ok) return ok.error();
		}
	}
	return set;
}

} // namespace strobe::plan
