// SPDX-License-Identifier: BSD-2-Clause
// Messages of sockets with everything that hangs on them: address, buffers, control messages.
#include <ctime>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <linux/errqueue.h>

#include <algorithm>

#include "decode/sockaddr.h"
#include "decode/special.h"
#include "spec/xlat_net.h"

namespace strobe::decode {

namespace {

constexpr uint64_t kWhole = ~0ull;

struct KernelMessage {
	msghdr hdr;
	uint32_t len; ///< bytes transmitted
	uint32_t pad;
};
static_assert(sizeof(KernelMessage) == 64);

template <class T>
uint64_t address_of(const T* p) {
	return reinterpret_cast<uint64_t>(p);
}

// ---- control messages -------------------------------------------------------------------------------------

template <class T>
std::optional<T> start_of(Bytes data) {
	if (data.size() < sizeof(T)) return std::nullopt;
	T v;
	std::memcpy(&v, data.data(), sizeof v);
	return v;
}

template <class T, class F>
void numbers(Decoding& d, Bytes data, F&& print) {
	const uint64_t limit = d.how.abbrev ? d.options.max_string : kWhole;
	d.sink.begin_array();
	uint64_t printed = 0;
	for (; data.size() >= sizeof(T) && printed < limit; data = data.subspan(sizeof(T)), ++printed) {
		d.sink.element();
		print(*start_of<T>(data));
	}
	d.sink.end_array(data.size() >= sizeof(T) ? ArrayEnd::kMore : ArrayEnd::kComplete, 0);
}

void integers(Decoding& d, Bytes data) {
	numbers<int32_t>(d, data, [&](int32_t v) { d.sink.integer(v); });
}

void unsigned_integers(Decoding& d, Bytes data) {
	numbers<uint32_t>(d, data, [&](uint32_t v) { d.sink.unsigned_integer(v); });
}

void hex_bytes(Decoding& d, Bytes data) {
	numbers<uint8_t>(d, data, [&](uint8_t v) { d.sink.hexadecimal(v); });
}

void text(Decoding& d, Bytes data) {
	d.sink.string(data, {});
}

void credentials(Decoding& d, Bytes data) {
	struct {
		int32_t pid;
		uint32_t uid, gid;
	} uc;
	std::memcpy(&uc, data.data(), sizeof uc);
	d.sink.begin_struct();
	d.int_field("pid", uc.pid);
	d.sink.field("uid");
	d.uid(uc.uid);
	d.sink.field("gid");
	d.uid(uc.gid);
	d.sink.end_struct(false);
}

struct Time {
	int64_t sec;
	uint64_t part;
};

void time(Decoding& d, const Time& t, string_view part) {
	d.sink.begin_struct();
	d.int_field("tv_sec", t.sec);
	d.uint_field(part, t.part);
	d.sink.end_struct(false);
}

void one_time(Decoding& d, Bytes data, string_view part) {
	if (const auto t = start_of<Time>(data))
		time(d, *t, part);
	else
		d.sink.plain("???");
}

void timeval(Decoding& d, Bytes data) {
	one_time(d, data, "tv_usec");
}
void timespec(Decoding& d, Bytes data) {
	one_time(d, data, "tv_nsec");
}

void three_timespecs(Decoding& d, Bytes data) {
	if (data.size() < 3 * sizeof(Time)) return d.sink.plain("???");
	d.sink.begin_array();
	for (int i = 0; i < 3; ++i, data = data.subspan(sizeof(Time))) {
		d.sink.element();
		time(d, *start_of<Time>(data), "tv_nsec");
	}
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

void ip_packet_info(Decoding& d, Bytes data) {
	const auto info = *start_of<in_pktinfo>(data);
	d.sink.begin_struct();
	d.sink.field("ipi_ifindex");
	d.interface_index(static_cast<uint32_t>(info.ipi_ifindex));
	inet_field(d, "ipi_spec_dst", info.ipi_spec_dst);
	inet_field(d, "ipi_addr", info.ipi_addr);
	d.sink.end_struct(false);
}

struct IpError {
	sock_extended_err e;
	sockaddr_in offender;
};

void ip_error(Decoding& d, Bytes data) {
	const auto err = *start_of<IpError>(data);
	d.sink.begin_struct();
	d.uint_field("ee_errno", err.e.ee_errno);
	d.uint_field("ee_origin", err.e.ee_origin);
	d.uint_field("ee_type", err.e.ee_type);
	d.uint_field("ee_code", err.e.ee_code);
	d.uint_field("ee_info", err.e.ee_info);
	d.uint_field("ee_data", err.e.ee_data);
	d.sink.field("offender");
	d.sockaddr(data.subspan(offsetof(IpError, offender), sizeof err.offender));
	d.sink.end_struct(false);
}

void original_destination(Decoding& d, Bytes data) {
	d.sockaddr(data);
}

struct ControlType {
	int level;
	int type;
	size_t min_size;
	void (*print)(Decoding&, Bytes);
};

constexpr int kSecurity = 3, kTimestampNew = 63, kTimestampNsNew = 64, kTimestampingNew = 65, kIpChecksum = 23;

constexpr ControlType kControlTypes[] = {
	{SOL_SOCKET, SCM_RIGHTS, sizeof(int), integers},
	{SOL_SOCKET, SCM_CREDENTIALS, 12, credentials},
	{SOL_SOCKET, kSecurity, 1, text},
	{SOL_SOCKET, SO_TIMESTAMP, 1, timeval},
	{SOL_SOCKET, SO_TIMESTAMPNS, 1, timespec},
	{SOL_SOCKET, SO_TIMESTAMPING, 1, three_timespecs},
	{SOL_SOCKET, kTimestampNew, 1, timeval},
	{SOL_SOCKET, kTimestampNsNew, 1, timespec},
	{SOL_SOCKET, kTimestampingNew, 1, three_timespecs},
	{SOL_IP, IP_PKTINFO, sizeof(in_pktinfo), ip_packet_info},
	{SOL_IP, IP_TTL, sizeof(unsigned), unsigned_integers},
	{SOL_IP, IP_TOS, 1, hex_bytes},
	{SOL_IP, IP_RECVOPTS, 1, hex_bytes},
	{SOL_IP, IP_RETOPTS, 1, hex_bytes},
	{SOL_IP, IP_RECVERR, sizeof(IpError), ip_error},
	{SOL_IP, IP_ORIGDSTADDR, sizeof(sockaddr_in), original_destination},
	{SOL_IP, kIpChecksum, sizeof(unsigned), unsigned_integers},
	{SOL_IP, kSecurity, 1, text},
};

void control_data(Decoding& d, int level, int type, Bytes data) {
	for (const ControlType& c : kControlTypes) {
		if (c.level != level || c.type != type || data.size() < c.min_size) continue;
		d.sink.field("cmsg_data");
		return c.print(d, data);
	}
}

/// `rest` begins with a whole header.
void control_message(Decoding& d, const cmsghdr& c, Bytes rest) {
	const uint64_t len = std::min<uint64_t>(c.cmsg_len, rest.size());
	const auto type = static_cast<uint32_t>(c.cmsg_type);
	d.sink.begin_struct();
	d.uint_field("cmsg_len", c.cmsg_len);
	d.choice_field("cmsg_level", spec::socket_levels, static_cast<uint32_t>(c.cmsg_level));
	d.sink.field("cmsg_type");
	if (c.cmsg_level == SOL_SOCKET)
		d.choice(spec::cmsg_types, type);
	else if (c.cmsg_level == SOL_IP)
		d.choice(spec::ip_cmsg_types, type);
	else
		d.sink.hexadecimal(type);
	if (len > sizeof c) control_data(d, c.cmsg_level, c.cmsg_type, rest.subspan(sizeof c, len - sizeof c));
	d.sink.end_struct(false);
}

void control(Decoding& d, uint64_t addr, uint64_t len) {
	if (len == 0) return;
	d.sink.field("msg_control");
	auto b = len < sizeof(cmsghdr) ? std::nullopt : d.bytes(addr, len);
	if (!b && len >= sizeof(cmsghdr))
		if (const auto run = d.memory().run(addr); !run.fault) b = run.bytes; // longer than what is captured
	if (!b || b->size() < sizeof(cmsghdr)) return d.sink.address(addr);
	const bool captured = b->size() == len;
	Bytes rest = *b;
	d.sink.begin_array();
	while (rest.size() >= sizeof(cmsghdr)) {
		cmsghdr c;
		std::memcpy(&c, rest.data(), sizeof c);
		d.sink.element();
		control_message(d, c, rest);
		if (c.cmsg_len < sizeof c) {
			rest = rest.subspan(sizeof c);
			break;
		}
		const uint64_t step = c.cmsg_len > rest.size() ? rest.size() : (c.cmsg_len + 7) & ~uint64_t{7};
		rest = rest.subspan(std::min<uint64_t>(step, rest.size()));
	}
	if (!rest.empty())
		d.sink.end_array(ArrayEnd::kFault, addr + (b->size() - rest.size()));
	else
		d.sink.end_array(captured ? ArrayEnd::kComplete : ArrayEnd::kMore, 0);
}

// ---- the message ------------------------------------------------------------------------------------------

/// `data`: bytes that all buffers hold together.
void buffers(Decoding& d, uint64_t addr, uint64_t count, uint64_t data) {
	d.elements(addr, count, sizeof(iovec), [&](uint64_t at) {
		const auto v = d.load<iovec>(at);
		if (!v) return;
		const uint64_t n = std::min<uint64_t>(v->iov_len, data);
		if (data != kWhole) data -= n;
		d.sink.begin_struct();
		d.sink.field("iov_base");
		d.buffer(address_of(v->iov_base), n);
		d.uint_field("iov_len", v->iov_len);
		d.sink.end_struct(false);
	});
}

/// `offered`: the length of the address buffer before the call, for calls that write it.
void message(Decoding& d, const msghdr& m, std::optional<int32_t> offered, uint64_t data) {
	const auto name_len = static_cast<int32_t>(m.msg_namelen);
	d.sink.begin_struct();
	d.sink.field("msg_name");
	d.sockaddr(address_of(m.msg_name), offered ? std::min(*offered, name_len) : name_len);
	d.sink.field("msg_namelen");
	if (offered && *offered != name_len) {
		d.sink.integer(*offered);
		d.sink.after();
	}
	d.sink.integer(name_len);
	d.sink.field("msg_iov");
	buffers(d, address_of(m.msg_iov), m.msg_iovlen, data);
	d.uint_field("msg_iovlen", m.msg_iovlen);
	control(d, address_of(m.msg_control), m.msg_controllen);
	d.uint_field("msg_controllen", m.msg_controllen);
	d.flags_field("msg_flags", spec::msg_flags, static_cast<uint32_t>(m.msg_flags));
	d.sink.end_struct(false);
}

void msghdr_value(Decoding& d, const spec::Type&, uint64_t addr) {
	if (const auto m = d.load_or_address<msghdr>(addr)) message(d, *m, std::nullopt, kWhole);
}

/// A failed recvmsg shows only what it was offered: {msg_namelen=128}
void recv_msghdr_value(Decoding& d, const spec::Type&, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	const auto before = d.load_or_address<msghdr>(addr);
	if (!before) return;
	const auto offered = static_cast<int32_t>(before->msg_namelen);
	if (d.call.failed()) {
		d.sink.begin_struct();
		d.int_field("msg_namelen", offered);
		return d.sink.end_struct(false);
	}
	d.look(Decoding::Image::kAfter);
	if (const auto m = d.load_or_address<msghdr>(addr)) message(d, *m, offered, static_cast<uint64_t>(d.call.ret));
}

void mmsg_tail(Decoding& d, bool has_len, uint32_t len) {
	if (has_len) d.uint_field("msg_len", len);
	d.sink.end_struct(false);
}

/// sendmmsg: all messages as they went in; those that were sent with their length.
void mmsghdr_value(Decoding& d, const spec::Type&, uint64_t addr) {
	uint64_t sent = d.call.ret > 0 ? static_cast<uint64_t>(d.call.ret) : 0;
	d.look(Decoding::Image::kBefore);
	d.elements(addr, static_cast<uint32_t>(d.call.args[2]), sizeof(KernelMessage), [&](uint64_t at) {
		const auto m = d.load<KernelMessage>(at);
		if (!m) return;
		const auto len = d.call.after.number(at + offsetof(KernelMessage, len), 4).value_or(m->len);
		d.sink.begin_struct();
		d.sink.field("msg_hdr");
		message(d, m->hdr, std::nullopt, kWhole);
		mmsg_tail(d, sent > 0, static_cast<uint32_t>(len));
		if (sent > 0) --sent;
	});
}

/// recvmmsg: the messages that arrived.
void recv_mmsghdr_value(Decoding& d, const spec::Type&, uint64_t addr) {
	if (d.call.failed()) return d.sink.address(addr);
	d.elements(addr, static_cast<uint64_t>(d.call.ret), sizeof(KernelMessage), [&](uint64_t at) {
		const auto m = d.load<KernelMessage>(at);
		if (!m) return;
		const auto offered = d.call.before.number(at + offsetof(msghdr, msg_namelen), 4);
		d.sink.begin_struct();
		d.sink.field("msg_hdr");
		message(d, m->hdr, offered ? std::optional(static_cast<int32_t>(*offered)) : std::nullopt, m->len);
		mmsg_tail(d, true, m->len);
	});
}

constexpr Special kSpecials[] = {
	{.name = "msghdr", .value = msghdr_value},                                  // struct msghdr, in
	{.name = "recv_msghdr", .value = recv_msghdr_value, .phase = Phase::kExit}, // struct msghdr, in and out
	{.name = "mmsghdr",
	 .value = mmsghdr_value,
	 .phase = Phase::kExit}, // array of struct mmsghdr, in and out (sendmmsg)
	{.name = "recv_mmsghdr",
	 .value = recv_mmsghdr_value,
	 .phase = Phase::kExit}, // array of struct mmsghdr, in and out (recvmmsg)
};

} // namespace

std::span<const Special> message_specials() {
	return kSpecials;
}

} // namespace strobe::decode
