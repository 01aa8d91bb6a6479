// SPDX-License-Identifier: BSD-2-Clause
// Socket addresses, by family. What is shorter than its family's structure prints as raw bytes.
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/vm_sockets.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>

#include "decode/decoding.h"
#include "decode/sockaddr.h"
#include "decode/special_net.h"
#include "spec/xlat_net.h"

namespace strobe::decode {

namespace {

constexpr size_t kFamilySize = sizeof(sa_family_t);
constexpr size_t kIn6WithoutScope = offsetof(sockaddr_in6, sin6_scope_id); // glibc 1 programs pass no scope

/// The address as its family's structure, missing bytes as zeros.
template <class T>
T as(Bytes b) {
	T v{};
	std::memcpy(&v, b.data(), std::min(b.size(), sizeof v));
	return v;
}

template <class T>
Bytes bytes_of(const T& v) {
	return {reinterpret_cast<const uint8_t*>(&v), sizeof v};
}

void port_field(Decoding& d, string_view name, uint16_t port) {
	TextBuf& t = d.text();
	t.put("htons(");
	t.udec(ntohs(port));
	t.put(')');
	d.sink.encoded(name, bytes_of(port), t.view(), {});
}

void unix_data(Decoding& d, Bytes b) {
	Bytes path = b.subspan(kFamilySize);
	path = path.first(std::min(path.size(), sizeof(sockaddr_un::sun_path)));
	d.sink.field("sun_path");
	if (path[0] == 0) return d.sink.string(path.subspan(1), {.prefix = '@'});
	d.sink.string(path.first(static_cast<size_t>(std::find(path.begin(), path.end(), 0) - path.begin())), {});
}

void inet_data(Decoding& d, Bytes b) {
	const auto sin = as<sockaddr_in>(b);
	port_field(d, "sin_port", sin.sin_port);
	inet_field(d, "sin_addr", sin.sin_addr);
}

void inet6_data(Decoding& d, Bytes b) {
	const auto sin6 = as<sockaddr_in6>(b);
	port_field(d, "sin6_port", sin6.sin6_port);
	TextBuf& t = d.text();
	t.put("htonl(");
	t.udec(ntohl(sin6.sin6_flowinfo));
	t.put(')');
	d.sink.encoded("sin6_flowinfo", bytes_of(sin6.sin6_flowinfo), t.view(), {});
	inet6_field(d, "sin6_addr", sin6.sin6_addr);
	if (b.size() <= kIn6WithoutScope) return;
	d.sink.field("sin6_scope_id");
	if (IN6_IS_ADDR_LINKLOCAL(&sin6.sin6_addr) || IN6_IS_ADDR_MC_LINKLOCAL(&sin6.sin6_addr))
		d.interface_index(sin6.sin6_scope_id);
	else
		d.sink.unsigned_integer(sin6.sin6_scope_id);
}

void netlink_data(Decoding& d, Bytes b) {
	const auto nl = as<sockaddr_nl>(b);
	if (nl.nl_pad) d.hex_field("nl_pad", nl.nl_pad);
	d.int_field("nl_pid", static_cast<int32_t>(nl.nl_pid));
	d.sink.field("nl_groups");
	wide_hex(d, nl.nl_groups, 8);
}

void packet_data(Decoding& d, Bytes b) {
	const auto ll = as<sockaddr_ll>(b);
	const string_view protocol = name_of(spec::ethernet_protocols, ntohs(ll.sll_protocol));
	TextBuf& t = d.text();
	t.put("htons(");
	t.put(protocol);
	if (protocol.empty()) {
		t.hex(ntohs(ll.sll_protocol));
		t.put(" /* ETH_P_??? */");
	}
	t.put(')');
	d.sink.encoded("sll_protocol", bytes_of(ll.sll_protocol), t.view(), {});
	d.sink.field("sll_ifindex");
	d.interface_index(static_cast<uint32_t>(ll.sll_ifindex));
	d.choice_field("sll_hatype", spec::arp_hardware_types, ll.sll_hatype);
	d.choice_field("sll_pkttype", spec::packet_types, ll.sll_pkttype);
	d.uint_field("sll_halen", ll.sll_halen);
	if (ll.sll_halen == 0) return;
	const Bytes addr = b.subspan(offsetof(sockaddr_ll, sll_addr));
	const size_t n = std::min<size_t>(ll.sll_halen, addr.size());
	d.sink.field("sll_addr");
	d.sink.begin_array();
	for (size_t i = 0; i < n; ++i) {
		d.sink.element();
		wide_hex(d, addr[i], 2);
	}
	d.sink.end_array(n < ll.sll_halen ? ArrayEnd::kMore : ArrayEnd::kComplete, 0);
}

void vsock_data(Decoding& d, Bytes b) {
	const auto vm = as<sockaddr_vm>(b);
	if (vm.svm_reserved1) d.hex_field("svm_reserved1", vm.svm_reserved1);
	d.choice_field("svm_cid", spec::vsock_cids, vm.svm_cid);
	d.choice_field("svm_port", spec::vsock_ports, vm.svm_port);
	d.flags_field("svm_flags", spec::vsock_flags, vm.svm_flags);
	const Bytes zero = bytes_of(vm.svm_zero);
	if (std::all_of(zero.begin(), zero.end(), [](uint8_t c) { return c == 0; })) return;
	d.sink.field("svm_zero");
	d.sink.string(zero, {.hex = true});
}

void raw_data(Decoding& d, Bytes b) {
	d.sink.field("sa_data");
	d.sink.string(b.subspan(kFamilySize), {});
}

void data(Decoding& d, sa_family_t family, Bytes b) {
	switch (family) {
	case AF_UNIX: return unix_data(d, b);
	case AF_INET: return b.size() >= sizeof(sockaddr_in) ? inet_data(d, b) : raw_data(d, b);
	case AF_INET6: return b.size() >= kIn6WithoutScope ? inet6_data(d, b) : raw_data(d, b);
	case AF_NETLINK: return b.size() >= sizeof(sockaddr_nl) ? netlink_data(d, b) : raw_data(d, b);
	case AF_PACKET: return b.size() >= sizeof(sockaddr_ll) ? packet_data(d, b) : raw_data(d, b);
	case AF_VSOCK: return b.size() >= sizeof(sockaddr_vm) ? vsock_data(d, b) : raw_data(d, b);
	default:
		if (!rare_sockaddr_data(d, family, b)) raw_data(d, b);
	}
}

} // namespace

void inet_field(Decoding& d, string_view name, const in_addr& addr) {
	char numbers[INET_ADDRSTRLEN];
	TextBuf& t = d.text();
	t.put("inet_addr(\"");
	t.put(string_view(inet_ntop(AF_INET, &addr, numbers, sizeof numbers)));
	t.put("\")");
	d.sink.encoded(name, bytes_of(addr), t.view(), {});
}

void inet6_field(Decoding& d, string_view name, const in6_addr& addr) {
	char numbers[INET6_ADDRSTRLEN];
	TextBuf& t = d.text();
	t.put("inet_pton(AF_INET6, \"");
	t.put(string_view(inet_ntop(AF_INET6, &addr, numbers, sizeof numbers)));
	t.put("\")");
	const size_t expression = t.size();
	t.put("inet_pton(AF_INET6, \"");
	t.put(string_view(numbers));
	t.put("\", &");
	t.put(name);
	t.put(')');
	d.sink.encoded(name, bytes_of(addr), t.view().substr(0, expression), t.view().substr(expression));
}

void Decoding::sockaddr(Bytes b) {
	b = b.first(std::min(b.size(), sizeof(sockaddr_storage)));
	const auto family = as<sa_family_t>(b);
	sink.begin_struct();
	choice_field("sa_family", spec::address_families, family);
	if (b.size() > kFamilySize) data(*this, family, b);
	sink.end_struct(false);
}

void Decoding::sockaddr(uint64_t addr, int64_t len) {
	if (addr == 0 || len < static_cast<int64_t>(kFamilySize) || !how.verbose) return sink.address(addr);
	const auto b = bytes(addr, std::min<uint64_t>(static_cast<uint64_t>(len), sizeof(sockaddr_storage)));
	if (!b) return sink.address(addr);
	sockaddr(*b);
}

} // namespace strobe::decode
