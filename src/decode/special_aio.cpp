// SPDX-License-Identifier: BSD-2-Clause
// Control blocks of asynchronous input and output: which fields there are depends on the operation.
#include <linux/aio_abi.h>

#include "decode/special.h"
#include "spec/structs_common.h"
#include "spec/xlat_fs.h"
#include "spec/xlat_poll.h"

namespace strobe::decode {

namespace {

/// A length that the kernel would take.
bool is_sane(const iocb& cb) {
	return static_cast<int64_t>(cb.aio_nbytes) >= 0;
}

void header(Decoding& d, const iocb& cb) {
	constexpr spec::Type kPriority{.kind = Kind::kHex, .size = 2, .special = "ioprio"};
	d.hex_field("aio_data", cb.aio_data);
	if (cb.aio_key) d.uint_field("aio_key", cb.aio_key);
	if (cb.aio_rw_flags) d.flags_field("aio_rw_flags", spec::rwf_flags, static_cast<uint32_t>(cb.aio_rw_flags));
	d.sink.field("aio_lio_opcode");
	d.choice(spec::aio_cmds, cb.aio_lio_opcode, Radix::kUnsigned);
	if (cb.aio_flags & IOCB_FLAG_IOPRIO) {
		d.sink.field("aio_reqprio");
		d.value(kPriority, static_cast<uint16_t>(cb.aio_reqprio));
	} else if (cb.aio_reqprio) {
		d.int_field("aio_reqprio", cb.aio_reqprio);
	}
	d.int_field("aio_fildes", static_cast<int32_t>(cb.aio_fildes));
}

void completion_fields(Decoding& d, const iocb& cb) {
	if (cb.aio_flags) d.flags_field("aio_flags", spec::aio_iocb_flags, cb.aio_flags);
	if (cb.aio_flags & IOCB_FLAG_RESFD)
		d.int_field("aio_resfd", static_cast<int32_t>(cb.aio_resfd));
	else if (cb.aio_resfd)
		d.hex_field("aio_resfd", cb.aio_resfd);
}

void buffer_fields(Decoding& d, const iocb& cb) {
	if (cb.aio_lio_opcode == IOCB_CMD_PWRITE && is_sane(cb)) {
		d.sink.field("aio_buf");
		d.buffer(cb.aio_buf, cb.aio_nbytes);
	} else {
		d.hex_field("aio_buf", cb.aio_buf);
	}
	d.uint_field("aio_nbytes", cb.aio_nbytes);
	d.int_field("aio_offset", cb.aio_offset);
	completion_fields(d, cb);
}

void vector_fields(Decoding& d, const iocb& cb) {
	if (is_sane(cb)) {
		d.sink.field("aio_buf");
		d.array(cb.aio_lio_opcode == IOCB_CMD_PWRITEV ? spec::kInIovecType : spec::kAddrIovecType, cb.aio_buf,
				cb.aio_nbytes);
	} else {
		d.hex_field("aio_buf", cb.aio_buf);
		d.uint_field("aio_nbytes", cb.aio_nbytes);
	}
	d.int_field("aio_offset", cb.aio_offset);
	completion_fields(d, cb);
}

void operation_fields(Decoding& d, const iocb& cb) {
	switch (cb.aio_lio_opcode) {
	case IOCB_CMD_PREAD:
	case IOCB_CMD_PWRITE: return buffer_fields(d, cb);
	case IOCB_CMD_PREADV:
	case IOCB_CMD_PWRITEV: return vector_fields(d, cb);
	case IOCB_CMD_POLL: d.flags_field("aio_buf", spec::poll_events, cb.aio_buf); return completion_fields(d, cb);
	default: return;
	}
}

void iocb_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto cb = d.load_or_address<iocb>(addr);
	if (!cb) return;
	d.sink.begin_struct();
	header(d, *cb);
	operation_fields(d, *cb);
	d.sink.end_struct(false);
}

/// io_cancel only identifies the block.
void iocb_header_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto cb = d.load_or_address<iocb>(addr);
	if (!cb) return;
	d.sink.begin_struct();
	header(d, *cb);
	d.sink.end_struct(false);
}

void iocbs_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const auto n = static_cast<int64_t>(d.call.args[1]);
	if (n < 0)
		d.sink.address(addr);
	else
		d.plain_value(t, addr);
}

constexpr Special kSpecials[] = {
	{.name = "iocb", .value = iocb_value},               // struct iocb, in
	{.name = "iocb_header", .value = iocb_header_value}, // struct iocb, in
	{.name = "iocbs", .value = iocbs_value},             // array of pointers to struct iocb, in
};

} // namespace

std::span<const Special> aio_specials() {
	return kSpecials;
}

} // namespace strobe::decode
