// SPDX-License-Identifier: BSD-2-Clause
// Socket options: the name is a constant of its level, the value has the option's own type.
#include <arpa/inet.h>
#include <linux/filter.h>
#include <linux/icmp.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <bit>

#include "decode/bpf_filter.h"
#include "decode/sockaddr.h"
#include "decode/special.h"
#include "decode/special_net.h"
#include "spec/registry.h"
#include "spec/xlat_net.h"
#include "spec/xlat_net_rare.h"

namespace strobe::decode {

namespace {

enum { kLevelArg = 1, kNameArg = 2, kLengthArg = 4 };

bool is_get(const Decoding& d) {
	return d.signature.args[kLengthArg].type.ptr;
}

// ---- level and name -------------------------------------------------------------------------------------------------

void level_value(Decoding& d, const spec::Type&, uint64_t v) {
	d.sink.constant(v, name_of(spec::socket_levels, v), "SOL_??", Radix::kHex);
}

struct Level {
	uint32_t level;
	const spec::Xlat* set;
	const spec::Xlat* get = nullptr; ///< when it has other names
};

constexpr Level kLevels[] = {
	{SOL_SOCKET, &spec::so_options_set, &spec::so_options_get},
	{SOL_IP, &spec::ip_options_set, &spec::ip_options_get},
	{SOL_IPV6, &spec::ipv6_options_set, &spec::ipv6_options_get},
	{AF_VSOCK, &spec::vsock_options},
	{256 /* SOL_IPX */, &spec::ipx_options},
	{257 /* SOL_AX25 */, &spec::ax25_options},
	{SOL_PACKET, &spec::packet_options},
	{IPPROTO_TCP, &spec::tcp_options},
	{101 /* SOL_CAN_RAW */, &spec::can_raw_options},
	{IPPROTO_SCTP, &spec::sctp_options},
	{SOL_RAW, &spec::raw_options},
	{SOL_NETLINK, &spec::netlink_options},
	{IPPROTO_UDP, &spec::udp_options},
	{SOL_IRDA, &spec::irda_options},
	{SOL_LLC, &spec::llc_options},
	{SOL_DCCP, &spec::dccp_options},
	{SOL_TIPC, &spec::tipc_options},
	{SOL_RXRPC, &spec::rxrpc_options},
	{SOL_PPPOL2TP, &spec::pppol2tp_options},
	{SOL_BLUETOOTH, &spec::bluetooth_options},
	{SOL_PNPIPE, &spec::phonet_options},
	{SOL_RDS, &spec::rds_options},
	{SOL_IUCV, &spec::iucv_options},
	{SOL_CAIF, &spec::caif_options},
	{SOL_ALG, &spec::alg_options},
	{SOL_NFC, &spec::nfc_options},
	{SOL_KCM, &spec::kcm_options},
	{SOL_TLS, &spec::tls_options},
	{SOL_XDP, &spec::xdp_options},
};

void name_value(Decoding& d, const spec::Type&, uint64_t v) {
	const auto level = static_cast<uint32_t>(d.call.args[kLevelArg]);
	const auto* l =
		std::find_if(std::begin(kLevels), std::end(kLevels), [&](const Level& x) { return x.level == level; });
	if (l == std::end(kLevels)) return d.sink.unsigned_integer(v);
	d.choice(is_get(d) && l->get ? *l->get : *l->set, v);
}

// ---- values ---------------------------------------------------------------------------------------------------------

/// How one option shows: `len` bytes at `addr`.
using Print = void (*)(Decoding&, uint64_t addr, int len);

template <class F>
void one(Decoding& d, F&& value) {
	d.sink.begin_array();
	d.sink.element();
	value();
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

void whole_int(Decoding& d, uint64_t addr, int) {
	const auto v = d.load<int32_t>(addr);
	if (!v) return d.sink.address(addr);
	one(d, [&] { d.sink.integer(*v); });
}

/// Too short for its type.
void stump(Decoding& d, uint64_t addr, int len) {
	if (is_get(d))
		d.buffer(addr, static_cast<uint64_t>(len), true);
	else
		d.sink.address(addr);
}

void integer(Decoding& d, uint64_t addr, int len) {
	if (len < static_cast<int>(sizeof(int))) return stump(d, addr, len);
	whole_int(d, addr, len);
}

void rehash(Decoding& d, uint64_t addr, int len) {
	if (len < static_cast<int>(sizeof(int))) return stump(d, addr, len);
	const auto v = d.load<int32_t>(addr);
	if (!v) return d.sink.address(addr);
	one(d, [&] {
		d.sink.constant(static_cast<uint64_t>(int64_t{*v}), name_of(spec::sock_txrehash, static_cast<uint32_t>(*v)),
						spec::sock_txrehash.unknown, Radix::kDecimal);
	});
}

void error_number(Decoding& d, uint64_t addr, int len) {
	if (len < static_cast<int>(sizeof(int))) return stump(d, addr, len);
	const auto v = d.load<uint32_t>(addr);
	if (!v) return d.sink.address(addr);
	one(d, [&] { d.sink.constant(*v, spec::errno_name(static_cast<int>(*v)), {}, Radix::kUnsigned); });
}

/// Structures of 32-bit numbers, which getsockopt may give in part: what there is of a field shows as bytes.
struct Member {
	string_view name;
	void (*print)(Decoding&, uint32_t);
};

void as_signed(Decoding& d, uint32_t v) {
	d.sink.integer(static_cast<int32_t>(v));
}
void as_unsigned(Decoding& d, uint32_t v) {
	d.sink.unsigned_integer(v);
}
void as_id(Decoding& d, uint32_t v) {
	d.uid(v);
}

void members(Decoding& d, uint64_t addr, size_t len, std::span<const Member> list) {
	const auto b = d.bytes(addr, std::min(len, list.size() * sizeof(uint32_t)));
	if (!b) return d.sink.address(addr);
	Bytes rest = *b;
	d.sink.begin_struct();
	for (const Member& m : list) {
		if (rest.empty()) break;
		const size_t n = std::min(rest.size(), sizeof(uint32_t));
		uint32_t v = 0;
		std::memcpy(&v, rest.data(), n);
		d.sink.field(m.name);
		if (n == sizeof v)
			m.print(d, v);
		else
			d.sink.string(rest, {.hex = true});
		rest = rest.subspan(n);
	}
	d.sink.end_struct(false);
}

void linger_value(Decoding& d, uint64_t addr, int len) {
	static constexpr Member kMembers[] = {{"l_onoff", as_signed}, {"l_linger", as_signed}};
	if (!is_get(d) && len < static_cast<int>(sizeof(linger))) return d.sink.address(addr);
	members(d, addr, static_cast<size_t>(len), kMembers);
}

void credentials(Decoding& d, uint64_t addr, int len) {
	static constexpr Member kMembers[] = {{"pid", as_signed}, {"uid", as_id}, {"gid", as_id}};
	members(d, addr, static_cast<size_t>(len), kMembers);
}

void packet_statistics(Decoding& d, uint64_t addr, int len) {
	static constexpr Member kMembers[] = {
		{"tp_packets", as_unsigned}, {"tp_drops", as_unsigned}, {"tp_freeze_q_cnt", as_unsigned}};
	members(d, addr, static_cast<size_t>(len), kMembers);
}

void packet_ring(Decoding& d, uint64_t addr, int len) {
	static constexpr Member kMembers[] = {{"tp_block_size", as_unsigned},
										  {"tp_block_nr", as_unsigned},
										  {"tp_frame_size", as_unsigned},
										  {"tp_frame_nr", as_unsigned}};
	if (len != static_cast<int>(sizeof(tpacket_req))) return d.sink.address(addr);
	members(d, addr, sizeof(tpacket_req), kMembers);
}

void packet_membership(Decoding& d, uint64_t addr, int len) {
	const auto m = len == static_cast<int>(sizeof(packet_mreq)) ? d.load<packet_mreq>(addr) : std::nullopt;
	if (!m) return d.sink.address(addr);
	d.sink.begin_struct();
	d.sink.field("mr_ifindex");
	d.interface_index(static_cast<uint32_t>(m->mr_ifindex));
	d.choice_field("mr_type", spec::packet_mreq_types, m->mr_type);
	d.uint_field("mr_alen", m->mr_alen);
	mac_field(d, "mr_address", Bytes(m->mr_address, std::min<size_t>(m->mr_alen, sizeof m->mr_address)));
	d.sink.end_struct(false);
}

/// The value of type T, or its address when the program gave too little.
template <class T>
std::optional<T> whole(Decoding& d, uint64_t addr, int len) {
	auto v = len < static_cast<int>(sizeof(T)) ? std::nullopt : d.load<T>(addr);
	if (!v) d.sink.address(addr);
	return v;
}

void membership(Decoding& d, uint64_t addr, int len) {
	const auto m = whole<ip_mreq>(d, addr, len);
	if (!m) return;
	d.sink.begin_struct();
	inet_field(d, "imr_multiaddr", m->imr_multiaddr);
	inet_field(d, "imr_interface", m->imr_interface);
	d.sink.end_struct(false);
}

void membership6(Decoding& d, uint64_t addr, int len) {
	const auto m = whole<ipv6_mreq>(d, addr, len);
	if (!m) return;
	d.sink.begin_struct();
	inet6_field(d, "ipv6mr_multiaddr", m->ipv6mr_multiaddr);
	d.sink.field("ipv6mr_interface");
	d.interface_index(m->ipv6mr_interface);
	d.sink.end_struct(false);
}

void group(Decoding& d, uint64_t addr, int len) {
	const auto g = whole<group_req>(d, addr, len);
	if (!g) return;
	d.sink.begin_struct();
	d.sink.field("gr_interface");
	d.interface_index(g->gr_interface);
	d.sink.field("gr_group");
	d.sockaddr(Bytes(reinterpret_cast<const uint8_t*>(&g->gr_group), sizeof g->gr_group));
	d.sink.end_struct(false);
}

/// The ICMP messages that are let through, or those that are not when these are fewer.
void icmp_messages(Decoding& d, uint64_t addr, int len) {
	const auto b =
		len <= 0 ? std::nullopt : d.bytes(addr, std::min<size_t>(static_cast<size_t>(len), sizeof(icmp_filter)));
	if (!b) return d.sink.address(addr);
	uint32_t bits = ~0u;
	std::memcpy(&bits, b->data(), b->size());
	const bool inverted = std::popcount(bits) > 16;
	if (inverted) bits = ~bits;
	d.sink.begin_set(inverted);
	for (; bits; bits &= bits - 1) {
		d.sink.element();
		d.choice(spec::icmp_filter_flags, static_cast<uint64_t>(std::countr_zero(bits)));
	}
	d.sink.end_set(false);
}

/// Loads relative to the packet's headers, and what the kernel offers as if it were part of the packet.
bool socket_operand(Decoding& d, const sock_filter& f) {
	struct Base {
		uint32_t start;
		string_view name;
	};
	static constexpr Base kBases[] = {{static_cast<uint32_t>(SKF_AD_OFF), "SKF_AD_OFF"},
									  {static_cast<uint32_t>(SKF_NET_OFF), "SKF_NET_OFF"},
									  {static_cast<uint32_t>(SKF_LL_OFF), "SKF_LL_OFF"}};
	if (BPF_CLASS(f.code) != BPF_LD || BPF_MODE(f.code) != BPF_ABS) return false;
	for (const Base& b : kBases) {
		if (f.k < b.start) continue;
		d.sink.constant(b.start, b.name, {}, Radix::kHex);
		d.sink.plain("+");
		if (&b == kBases)
			d.choice(spec::bpf_ancillary, f.k - b.start);
		else
			d.sink.unsigned_integer(f.k - b.start);
		return true;
	}
	return false;
}

void attached_filter(Decoding& d, uint64_t addr, int len) {
	if (len != static_cast<uint16_t>(len)) return d.sink.address(addr);
	bpf_instructions(d, addr, static_cast<uint64_t>(len), socket_operand);
}

void filter_program(Decoding& d, uint64_t addr, int len) {
	const auto p = len == static_cast<int>(sizeof(sock_fprog)) ? d.load<sock_fprog>(addr) : std::nullopt;
	if (!p) return d.sink.address(addr);
	d.sink.begin_struct();
	d.uint_field("len", p->len);
	d.sink.field("filter");
	bpf_instructions(d, reinterpret_cast<uint64_t>(p->filter), p->len, socket_operand);
	d.sink.end_struct(false);
}

void memberships(Decoding& d, uint64_t addr, int len) {
	static constexpr spec::Type kGroup{.kind = Kind::kUInt, .size = 4};
	const int offered = static_cast<int>(d.call.before.number(d.call.args[kLengthArg], 4).value_or(0));
	d.array(kGroup, addr, static_cast<uint64_t>(std::min(len, offered)) / sizeof(uint32_t));
}

struct Option {
	uint32_t level, name;
	Print set, get;
};

constexpr uint32_t kReuseportFilter = 51, kTxRehash = 74, kJoinAnycast = 27, kLeaveAnycast = 28;
constexpr uint32_t kIcmpFilter = 1, kListMemberships = 9;

constexpr Option kOptions[] = {
	{SOL_SOCKET, SO_LINGER, linger_value, linger_value},
	{SOL_SOCKET, SO_PEERCRED, nullptr, credentials},
	{SOL_SOCKET, SO_ERROR, nullptr, error_number},
	{SOL_SOCKET, SO_ATTACH_FILTER, filter_program, attached_filter},
	{SOL_SOCKET, kReuseportFilter, filter_program, nullptr},
	{SOL_SOCKET, kTxRehash, rehash, rehash},
	{SOL_IP, IP_ADD_MEMBERSHIP, membership, nullptr},
	{SOL_IP, IP_DROP_MEMBERSHIP, membership, nullptr},
	{SOL_IP, MCAST_JOIN_GROUP, group, nullptr},
	{SOL_IP, MCAST_LEAVE_GROUP, group, nullptr},
	{SOL_IPV6, IPV6_ADD_MEMBERSHIP, membership6, nullptr},
	{SOL_IPV6, IPV6_DROP_MEMBERSHIP, membership6, nullptr},
	{SOL_IPV6, kJoinAnycast, membership6, nullptr},
	{SOL_IPV6, kLeaveAnycast, membership6, nullptr},
	{SOL_IPV6, MCAST_JOIN_GROUP, group, nullptr},
	{SOL_IPV6, MCAST_LEAVE_GROUP, group, nullptr},
	{SOL_PACKET, PACKET_RX_RING, packet_ring, nullptr},
	{SOL_PACKET, PACKET_TX_RING, packet_ring, nullptr},
	{SOL_PACKET, PACKET_ADD_MEMBERSHIP, packet_membership, nullptr},
	{SOL_PACKET, PACKET_DROP_MEMBERSHIP, packet_membership, nullptr},
	{SOL_PACKET, PACKET_STATISTICS, nullptr, packet_statistics},
	{SOL_RAW, kIcmpFilter, icmp_messages, icmp_messages},
	{SOL_NETLINK, kListMemberships, integer, memberships},
};

// Options of SOL_SOCKET that hold an int whatever length is given, from SO_DEBUG to SO_RCVMARK.
// clang-format off
constexpr uint8_t kIntegers[] = {
	1,  2,  5,  6,  7,  8,  9,  10, 11, 12, 14, 15, 16, 18, 19, 27, 29, 30, 32, 33, 34, 35, 36, 37,
	40, 41, 42, 43, 44, 45, 46, 49, 53, 56, 60, 63, 64, 65, 68, 69, 70, 73, 75,
};
// clang-format on

bool is_integer(uint32_t level, uint32_t name) {
	return level == SOL_SOCKET && std::find(std::begin(kIntegers), std::end(kIntegers), name) != std::end(kIntegers);
}

/// An option whose type nobody described: an int when it has the size of one, else bytes.
void unknown(Decoding& d, uint64_t addr, int len) {
	if (len == static_cast<int>(sizeof(int))) return whole_int(d, addr, len);
	d.buffer(addr, static_cast<uint64_t>(int64_t{len}));
}

Print printer_of(uint32_t level, uint32_t name, bool get) {
	for (const Option& o : kOptions)
		if (o.level == level && o.name == name)
			if (const Print p = get ? o.get : o.set) return p;
	if (level == SOL_NETLINK) return get ? whole_int : integer;
	return is_integer(level, name) ? integer : unknown;
}

void value(Decoding& d, const spec::Type&, uint64_t addr) {
	if (!d.how.verbose) return d.sink.address(addr);
	const auto level = static_cast<uint32_t>(d.call.args[kLevelArg]);
	const auto name = static_cast<uint32_t>(d.call.args[kNameArg]);
	int len = static_cast<int>(d.call.args[kLengthArg]);
	if (is_get(d)) {
		const auto offered = d.call.before.number(d.call.args[kLengthArg], sizeof len);
		const auto given = d.call.after.number(d.call.args[kLengthArg], sizeof len);
		if (!offered || !given || static_cast<int>(*offered) <= 0 || static_cast<int>(*given) <= 0)
			return d.sink.address(addr);
		len = static_cast<int>(*given);
	}
	printer_of(level, name, is_get(d))(d, addr, len);
}

constexpr Special kSpecials[] = {
	{.name = "sockopt_level", .value = level_value},
	{.name = "sockopt_name", .value = name_value},
	{.name = "sockopt_value", .value = value},
};

} // namespace

std::span<const Special> sockopt_specials() {
	return kSpecials;
}

} // namespace strobe::decode
