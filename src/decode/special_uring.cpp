// SPDX-License-Identifier: BSD-2-Clause
// io_uring_setup and io_uring_register.
#include <linux/io_uring.h>

#include <algorithm>

#include "decode/special.h"
#include "spec/structs_common.h"
#include "spec/xlat_poll.h"

namespace strobe::decode {

namespace {

constexpr spec::Type kInt{.kind = Kind::kInt, .size = 4};
constexpr spec::Type kTag{.kind = Kind::kHex, .size = 8};

uint32_t opcode(const Decoding& d) {
	return static_cast<uint32_t>(d.call.args[1]);
}
uint32_t count(const Decoding& d) {
	return static_cast<uint32_t>(d.call.args[3]);
}

/// Reserved fields show when they are not zero.
void reserved(Decoding& d, string_view name, uint64_t v) {
	if (v) d.hex_field(name, v);
}

template <class T, size_t N>
void reserved(Decoding& d, string_view name, const T (&v)[N]) {
	if (std::all_of(v, v + N, [](T x) { return x == 0; })) return;
	d.sink.field(name);
	d.sink.begin_array();
	for (const T x : v) {
		d.sink.element();
		d.sink.hexadecimal(x);
	}
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

// ---- io_uring_setup -------------------------------------------------------------------------------------------------

struct NamedOffset {
	string_view name;
	uint32_t value;
};

void offsets(Decoding& d, string_view name, std::initializer_list<NamedOffset> list, uint64_t resv1, uint64_t resv2) {
	d.sink.field(name);
	d.sink.begin_struct();
	for (const auto& o : list) d.uint_field(o.name, o.value);
	reserved(d, "resv1", resv1);
	reserved(d, "resv2", resv2);
	d.sink.end_struct(false);
}

void given_params(Decoding& d, const io_uring_params& p) {
	d.uint_field("sq_entries", p.sq_entries);
	d.uint_field("cq_entries", p.cq_entries);
	d.flags_field("features", spec::uring_setup_features, p.features);
	const auto& s = p.sq_off;
	offsets(d, "sq_off",
			{{"head", s.head},
			 {"tail", s.tail},
			 {"ring_mask", s.ring_mask},
			 {"ring_entries", s.ring_entries},
			 {"flags", s.flags},
			 {"dropped", s.dropped},
			 {"array", s.array}},
			s.resv1, s.resv2);
	const auto& c = p.cq_off;
	offsets(d, "cq_off",
			{{"head", c.head},
			 {"tail", c.tail},
			 {"ring_mask", c.ring_mask},
			 {"ring_entries", c.ring_entries},
			 {"overflow", c.overflow},
			 {"cqes", c.cqes},
			 {"flags", c.flags}},
			c.resv1, c.resv2);
}

/// One structure: what was asked for as it went in, then what the kernel filled.
void params_value(Decoding& d, const spec::Type&, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	const auto in = d.load_or_address<io_uring_params>(addr);
	if (!in) return;
	d.sink.begin_struct();
	d.flags_field("flags", spec::uring_setup_flags, in->flags);
	d.hex_field("sq_thread_cpu", in->sq_thread_cpu);
	d.uint_field("sq_thread_idle", in->sq_thread_idle);
	if (in->flags & IORING_SETUP_ATTACH_WQ) d.int_field("wq_fd", static_cast<int32_t>(in->wq_fd));
	reserved(d, "resv", in->resv);
	d.look(Decoding::Image::kAfter);
	if (!d.call.failed())
		if (const auto out = d.load<io_uring_params>(addr)) given_params(d, *out);
	d.sink.end_struct(false);
}

// ---- io_uring_register ----------------------------------------------------------------------------------------------

void fd_value(Decoding& d, const spec::Type&, uint64_t v) {
	const auto fd = static_cast<int32_t>(v);
	const string_view name = fd < -1 ? name_of(spec::uring_files_update_fds, static_cast<uint64_t>(int64_t{fd})) : "";
	d.sink.constant(static_cast<uint64_t>(int64_t{fd}), name, {}, Radix::kDecimal);
}

constexpr spec::Type kRingFd{.kind = Kind::kFd, .size = 4, .special = "uring_fd"};

void files_update_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto a = d.load_or_address<io_uring_files_update>(addr);
	if (!a) return;
	d.sink.begin_struct();
	d.uint_field("offset", a->offset);
	reserved(d, "resv", a->resv);
	d.sink.field("fds");
	d.array(kRingFd, a->fds, count(d));
	d.sink.end_struct(false);
}

void restriction_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto r = d.load_or_address<io_uring_restriction>(addr);
	if (!r) return;
	d.sink.begin_struct();
	d.choice_field("opcode", spec::uring_restriction_opcodes, r->opcode);
	switch (r->opcode) {
	case IORING_RESTRICTION_REGISTER_OP:
		d.choice_field("register_op", spec::uring_register_opcodes, r->register_op);
		break;
	case IORING_RESTRICTION_SQE_OP: d.choice_field("sqe_op", spec::uring_ops, r->sqe_op); break;
	case IORING_RESTRICTION_SQE_FLAGS_ALLOWED:
	case IORING_RESTRICTION_SQE_FLAGS_REQUIRED: d.flags_field("sqe_flags", spec::uring_sqe_flags, r->sqe_flags); break;
	default: {
		TextBuf& t = d.text();
		t.put("op: ");
		t.hex(r->register_op);
		d.sink.comment(t.view());
	}
	}
	reserved(d, "resv", r->resv);
	reserved(d, "resv2", r->resv2);
	d.sink.end_struct(false);
}

/// Files or buffers, by the operation, and their tags.
void resources(Decoding& d, uint64_t data, uint64_t tags, uint32_t n) {
	d.sink.field("data");
	switch (opcode(d)) {
	case IORING_REGISTER_FILES2: d.array(kInt, data, n); break;
	case IORING_REGISTER_FILES_UPDATE2: d.array(kRingFd, data, n); break;
	default: d.array(spec::kAddrIovecType, data, n);
	}
	d.sink.field("tags");
	d.array(kTag, tags, n);
}

void register_value(Decoding& d, const spec::Type&, uint64_t addr) {
	if (count(d) < sizeof(io_uring_rsrc_register)) return d.sink.address(addr);
	const auto a = d.load_or_address<io_uring_rsrc_register>(addr);
	if (!a) return;
	d.sink.begin_struct();
	d.uint_field("nr", a->nr);
	d.flags_field("flags", spec::uring_register_rsrc_flags, a->flags);
	reserved(d, "resv2", a->resv2);
	resources(d, a->data, a->tags, a->nr);
	d.extra_bytes(addr, sizeof *a, count(d));
	d.sink.end_struct(false);
}

void update_value(Decoding& d, const spec::Type&, uint64_t addr) {
	if (count(d) < sizeof(io_uring_rsrc_update2)) return d.sink.address(addr);
	const auto a = d.load_or_address<io_uring_rsrc_update2>(addr);
	if (!a) return;
	d.sink.begin_struct();
	d.uint_field("offset", a->offset);
	reserved(d, "resv", a->resv);
	resources(d, a->data, a->tags, a->nr);
	d.uint_field("nr", a->nr);
	reserved(d, "resv2", a->resv2);
	d.extra_bytes(addr, sizeof *a, count(d));
	d.sink.end_struct(false);
}

// ---- probe ----------------------------------------------------------------------------------------------------------

constexpr uint32_t kMaxOperations = 256;

/// struct io_uring_probe before its array.
struct ProbeHead {
	uint8_t last_op, ops_len;
	uint16_t resv;
	uint32_t resv2[3];
};
static_assert(sizeof(ProbeHead) == sizeof(io_uring_probe));

void probed_operations(Decoding& d, uint64_t addr, uint32_t n, bool more) {
	const uint64_t limit = d.how.abbrev ? d.options.max_string : n;
	d.sink.begin_array();
	for (uint32_t i = 0; i < n && i < limit; ++i) {
		const auto op = d.load<io_uring_probe_op>(addr + i * sizeof(io_uring_probe_op));
		if (!op) break;
		d.sink.element();
		d.sink.begin_struct();
		d.sink.field("op");
		d.choice(spec::uring_ops, op->op, Radix::kUnsigned);
		reserved(d, "resv", op->resv);
		d.flags_field("flags", spec::uring_op_flags, op->flags);
		reserved(d, "resv2", op->resv2);
		d.sink.end_struct(false);
	}
	d.sink.end_array(more || n > limit ? ArrayEnd::kMore : ArrayEnd::kComplete, 0);
}

void probe(Decoding& d, uint64_t addr) {
	const auto p = d.load<ProbeHead>(addr);
	if (!p) return d.sink.address(addr);
	const bool before = d.image() == Decoding::Image::kBefore;
	const uint32_t n = before ? count(d) : std::min<uint32_t>(p->ops_len, count(d));
	d.sink.begin_struct();
	d.sink.field("last_op");
	d.choice(spec::uring_ops, p->last_op, Radix::kUnsigned);
	d.uint_field("ops_len", p->ops_len);
	reserved(d, "resv", p->resv);
	reserved(d, "resv2", p->resv2);
	d.sink.field("ops");
	probed_operations(d, addr + sizeof *p, n, !before && count(d) < p->ops_len);
	d.sink.end_struct(false);
}

/// The kernel wants zeros; what else went in shows before what came out.
void probe_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const uint64_t size = sizeof(ProbeHead) + uint64_t{count(d)} * sizeof(io_uring_probe_op);
	if (count(d) > kMaxOperations || !d.how.verbose) return d.sink.address(addr);
	d.look(Decoding::Image::kBefore);
	const auto in = d.bytes(addr, size);
	if (!in) return d.sink.address(addr);
	const bool zeros = std::all_of(in->begin(), in->end(), [](uint8_t c) { return c == 0; });
	if (!zeros) probe(d, addr);
	if (d.call.failed()) return zeros ? d.sink.address(addr) : void();
	if (!zeros) d.sink.after();
	d.look(Decoding::Image::kAfter);
	if (!d.bytes(addr, size)) return d.sink.address(addr);
	probe(d, addr);
}

// ---- workers, rings -------------------------------------------------------------------------------------------------

void worker_counts(Decoding& d, uint64_t addr) {
	uint64_t index = 0;
	d.elements(addr, count(d), sizeof(uint32_t), [&](uint64_t at) {
		d.sink.plain("[");
		d.choice(spec::uring_iowq_acct, index++, Radix::kUnsigned);
		d.sink.plain("]=");
		d.sink.unsigned_integer(d.load<uint32_t>(at).value_or(0));
	});
}

/// [[IO_WQ_BOUND]=4, [IO_WQ_UNBOUND]=8] => the limits until now
void workers_value(Decoding& d, const spec::Type&, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	worker_counts(d, addr);
	if (count(d) > 0 && !d.bytes(addr, sizeof(uint32_t))) return;
	d.sink.after();
	if (d.call.failed()) return d.sink.address(addr);
	d.look(Decoding::Image::kAfter);
	worker_counts(d, addr);
}

void ring_fd_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto u = d.load_or_address<io_uring_rsrc_update>(addr);
	if (!u) return;
	d.sink.begin_struct();
	if (u->offset == ~0u)
		d.int_field("offset", -1);
	else
		d.uint_field("offset", u->offset);
	reserved(d, "resv", u->resv);
	d.int_field("data", static_cast<int32_t>(u->data));
	d.sink.end_struct(false);
}

void ring_fd_gone_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto u = d.load_or_address<io_uring_rsrc_update>(addr);
	if (!u) return;
	d.sink.begin_struct();
	d.uint_field("offset", u->offset);
	reserved(d, "resv", u->resv);
	reserved(d, "data", u->data);
	d.sink.end_struct(false);
}

struct BufferRing {
	uint64_t ring_addr;
	uint32_t ring_entries;
	uint16_t bgid, pad;
	uint64_t resv[3];
};
static_assert(sizeof(BufferRing) == 40);

void buffer_ring_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto b = d.load_or_address<BufferRing>(addr);
	if (!b) return;
	d.sink.begin_struct();
	d.addr_field("ring_addr", b->ring_addr);
	d.uint_field("ring_entries", b->ring_entries);
	d.uint_field("bgid", b->bgid);
	reserved(d, "pad", b->pad);
	reserved(d, "resv", b->resv);
	d.sink.end_struct(false);
}

constexpr Special kSpecials[] = {
	{.name = "uring_params", .value = params_value, .phase = Phase::kExit}, // struct io_uring_params, in and out
	{.name = "uring_fd", .value = fd_value},
	{.name = "uring_files_update", .value = files_update_value},
	{.name = "uring_restriction", .value = restriction_value},
	{.name = "uring_register", .value = register_value},                      // by nr_args, in
	{.name = "uring_update", .value = update_value},                          // by nr_args, in
	{.name = "uring_probe", .value = probe_value, .phase = Phase::kExit},     // bytes, in and out
	{.name = "uring_workers", .value = workers_value, .phase = Phase::kExit}, // array of int, in and out
	{.name = "uring_ring_fd", .value = ring_fd_value},
	{.name = "uring_ring_fd_gone", .value = ring_fd_gone_value},
	{.name = "uring_buffer_ring", .value = buffer_ring_value},
};

} // namespace

std::span<const Special> uring_specials() {
	return kSpecials;
}

} // namespace strobe::decode
