// SPDX-License-Identifier: BSD-2-Clause
// SCSI requests and seccomp's notifications.
#include <linux/bsg.h>
#include <linux/seccomp.h>
#include <scsi/sg.h>
#include <sys/uio.h>

#include "decode/special.h"
#include "spec/xlat_storage.h"

namespace strobe::decode {

namespace {

uint64_t address_of(const void* p) {
	return reinterpret_cast<uint64_t>(p);
}

// ---- SCSI -----------------------------------------------------------------------------------------------------------

/// A buffer, or with a count a vector whose buffers hold `size` bytes together.
void scsi_buffer(Decoding& d, string_view name, uint64_t addr, uint32_t size, uint32_t count) {
	d.sink.field(name);
	if (count == 0) return d.buffer(addr, size, true);
	uint64_t left = size;
	d.elements(addr, count, sizeof(iovec), [&](uint64_t at) {
		const auto v = d.load<iovec>(at).value_or(iovec{});
		const uint64_t n = std::min<uint64_t>(v.iov_len, left);
		left -= n;
		d.sink.begin_struct();
		d.sink.field("iov_base");
		d.buffer(address_of(v.iov_base), n);
		d.uint_field("iov_len", v.iov_len);
		d.sink.end_struct(false);
	});
}

uint32_t received(uint32_t length, int32_t residue) {
	return residue > 0 && static_cast<uint32_t>(residue) <= length ? length - static_cast<uint32_t>(residue) : length;
}

void scsi_data_back(Decoding& d, const sg_io_hdr& h) {
	const bool both = h.dxfer_direction == SG_DXFER_TO_FROM_DEV;
	const uint32_t length = received(h.dxfer_len, h.resid);
	if (h.dxfer_direction != SG_DXFER_FROM_DEV && !(both && length > 0)) return;
	if (both) {
		d.sink.after();
		d.sink.plain("dxferp=");
		return d.buffer(address_of(h.dxferp), length, true);
	}
	scsi_buffer(d, "dxferp", address_of(h.dxferp), length, h.iovec_count);
}

void scsi_reply(Decoding& d, const sg_io_hdr& h) {
	scsi_data_back(d, h);
	d.hex_field("status", h.status);
	d.hex_field("masked_status", h.masked_status);
	d.hex_field("msg_status", h.msg_status);
	d.uint_field("sb_len_wr", h.sb_len_wr);
	scsi_buffer(d, "sbp", address_of(h.sbp), h.sb_len_wr, 0);
	d.hex_field("host_status", h.host_status);
	d.hex_field("driver_status", h.driver_status);
	d.int_field("resid", h.resid);
	d.uint_field("duration", h.duration);
	d.flags_field("info", spec::sg_info, h.info);
}

void scsi_command(Decoding& d, const sg_io_hdr& h) {
	d.choice_field("dxfer_direction", spec::sg_directions, static_cast<uint32_t>(h.dxfer_direction));
	d.uint_field("cmd_len", h.cmd_len);
	scsi_buffer(d, "cmdp", address_of(h.cmdp), h.cmd_len, 0);
	d.uint_field("mx_sb_len", h.mx_sb_len);
	d.uint_field("iovec_count", h.iovec_count);
	d.uint_field("dxfer_len", h.dxfer_len);
	d.uint_field("timeout", h.timeout);
	d.flags_field("flags", spec::sg_flags, h.flags);
	const bool overwritten = h.dxfer_direction == SG_DXFER_TO_FROM_DEV && !d.call.failed();
	if (overwritten)
		d.addr_field("dxferp", address_of(h.dxferp));
	else if (h.dxfer_direction == SG_DXFER_TO_DEV || h.dxfer_direction == SG_DXFER_TO_FROM_DEV)
		scsi_buffer(d, "dxferp", address_of(h.dxferp), h.dxfer_len, h.iovec_count);
}

void bsg_command(Decoding& d, const sg_io_v4& h) {
	d.choice_field("protocol", spec::bsg_protocols, h.protocol);
	d.choice_field("subprotocol", spec::bsg_subprotocols, h.subprotocol);
	d.uint_field("request_len", h.request_len);
	scsi_buffer(d, "request", h.request, h.request_len, 0);
	d.hex_field("request_tag", h.request_tag);
	d.uint_field("request_attr", h.request_attr);
	d.uint_field("request_priority", h.request_priority);
	d.uint_field("request_extra", h.request_extra);
	d.uint_field("max_response_len", h.max_response_len);
	d.uint_field("dout_iovec_count", h.dout_iovec_count);
	d.uint_field("dout_xfer_len", h.dout_xfer_len);
	d.uint_field("din_iovec_count", h.din_iovec_count);
	d.uint_field("din_xfer_len", h.din_xfer_len);
	scsi_buffer(d, "dout_xferp", h.dout_xferp, h.dout_xfer_len, h.dout_iovec_count);
	d.uint_field("timeout", h.timeout);
	d.flags_field("flags", spec::bsg_flags, h.flags);
	d.hex_field("usr_ptr", h.usr_ptr);
}

void bsg_reply(Decoding& d, const sg_io_v4& h) {
	d.uint_field("response_len", h.response_len);
	scsi_buffer(d, "response", h.response, h.response_len, 0);
	scsi_buffer(d, "din_xferp", h.din_xferp, received(h.din_xfer_len, h.din_resid), h.din_iovec_count);
	d.hex_field("driver_status", h.driver_status);
	d.hex_field("transport_status", h.transport_status);
	d.hex_field("device_status", h.device_status);
	d.uint_field("retry_delay", h.retry_delay);
	d.flags_field("info", spec::sg_info, h.info);
	d.uint_field("duration", h.duration);
	d.uint_field("response_len", h.response_len);
	d.int_field("din_resid", h.din_resid);
	d.int_field("dout_resid", h.dout_resid);
	d.hex_field("generated_tag", h.generated_tag);
}

/// {interface_id='S', ...}: a structure that begins with a letter; what it is known by does not have to be readable
/// whole.
template <class T, class Command, class Reply>
void scsi(Decoding& d, uint64_t addr, string_view id, string_view letter, uint64_t id_size, Command command,
		  Reply reply) {
	d.sink.begin_struct();
	d.sink.field(id);
	d.sink.plain(letter);
	const auto asked = d.load<T>(addr);
	if (!asked) {
		d.sink.field({});
		d.sink.address(addr + id_size);
		return d.sink.end_struct(false);
	}
	d.look(Decoding::Image::kAfter); // where the buffers are
	command(d, *asked);
	const auto now = d.call.finished ? d.load<T>(addr) : std::nullopt;
	if (now) reply(d, *now);
	d.sink.end_struct(false);
}

void scsi_request_value(Decoding& d, const spec::Type&, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	const auto id = d.load_or_address<uint32_t>(addr);
	if (!id) return;
	if (*id == 'S') return scsi<sg_io_hdr>(d, addr, "interface_id", "'S'", sizeof *id, scsi_command, scsi_reply);
	if (*id == 'Q') return scsi<sg_io_v4>(d, addr, "guard", "'Q'", sizeof *id, bsg_command, bsg_reply);
	d.sink.begin_array();
	d.sink.element();
	d.sink.unsigned_integer(*id);
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

// ---- seccomp --------------------------------------------------------------------------------------------------------

void notification(Decoding& d, const seccomp_notif& n) {
	d.sink.begin_struct();
	d.hex_field("id", n.id);
	d.int_field("pid", static_cast<int32_t>(n.pid));
	d.hex_field("flags", n.flags);
	d.sink.field("data");
	d.sink.begin_struct();
	d.sink.field("nr");
	d.call_number(n.data.arch, static_cast<uint32_t>(n.data.nr));
	d.sink.field("arch");
	d.audit_arch(n.data.arch);
	d.addr_field("instruction_pointer", n.data.instruction_pointer);
	d.sink.field("args");
	d.sink.begin_array();
	for (const uint64_t a : n.data.args) {
		d.sink.element();
		d.sink.hexadecimal(a);
	}
	d.sink.end_array(ArrayEnd::kComplete, 0);
	d.sink.end_struct(false);
	d.sink.end_struct(false);
}

/// The kernel wants zeroes there before the call; what is not zero shows.
void seccomp_notification_value(Decoding& d, const spec::Type&, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	const auto asked = d.load_or_address<seccomp_notif>(addr);
	if (!asked) return;
	const auto b = d.bytes(addr, sizeof *asked);
	const bool empty = std::all_of(b->begin(), b->end(), [](uint8_t c) { return c == 0; });
	if (!empty) {
		notification(d, *asked);
		d.sink.after();
	}
	d.look(Decoding::Image::kAfter);
	const auto now = d.call.finished && !d.call.failed() ? d.load<seccomp_notif>(addr) : std::nullopt;
	if (now)
		notification(d, *now);
	else
		d.sink.address(addr);
}

constexpr Special kSpecials[] = {
	{.name = "scsi_request", .value = scsi_request_value, .phase = Phase::kExit},
	{.name = "seccomp_notification", .value = seccomp_notification_value, .phase = Phase::kExit},
};

} // namespace

std::span<const Special> storage_specials() {
	return kSpecials;
}

} // namespace strobe::decode
