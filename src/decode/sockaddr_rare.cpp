// SPDX-License-Identifier: BSD-2-Clause
// Socket addresses of the families that few programs use.
#include <arpa/inet.h>
#include <linux/if_alg.h>
#include <linux/if_xdp.h>
#include <linux/mctp.h>
#include <linux/nfc.h>
#include <linux/qrtr.h>
#include <linux/x25.h>
#include <netax25/ax25.h>
#include <sys/socket.h>

#include <algorithm>

#include "decode/sockaddr.h"
#include "decode/special_net.h"
#include "spec/xlat_net.h"
#include "spec/xlat_net_rare.h"

namespace strobe::decode {

namespace {

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

void raw_bytes(Decoding& d, Bytes b) {
	d.sink.field("sa_data");
	d.sink.string(b, {});
}

void numbered_field(Decoding& d, string_view name, const spec::Xlat& x, uint64_t v) {
	d.sink.field(name);
	numbered_choice(d, x, v);
}

/// A string that ought to end with a NUL within its bytes.
void text_field(Decoding& d, string_view name, Bytes b) {
	const auto nul = std::find(b.begin(), b.end(), 0);
	const bool ended = nul != b.end();
	d.sink.field(name);
	d.sink.string(b.first(ended       ? static_cast<size_t>(nul - b.begin())
						  : b.empty() ? 0
									  : b.size() - 1),
				  {.cut = !ended});
}

void more(Decoding& d) {
	d.sink.field({});
	d.sink.plain("...");
}

/// A number in a function that says its byte order: htobs(7)
template <class F>
void wrapped(Decoding& d, string_view function, F&& value) {
	d.sink.plain(function);
	d.sink.plain("(");
	value();
	d.sink.plain(")");
}

void port_field(Decoding& d, string_view name, uint16_t port) {
	TextBuf& t = d.text();
	t.put("htons(");
	t.udec(ntohs(port));
	t.put(')');
	d.sink.encoded(name, bytes_of(port), t.view(), {});
}

// ---- AX.25, IPX, X.25 -----------------------------------------------------------------------------------------------

using out::XlatStyle;

/// Whether a call sign may show as text (abbrev), only beside its bytes (verbose), or not at all (raw).
XlatStyle call_style(const ax25_address& a) {
	constexpr size_t kChars = sizeof a.ax25_call - 1;
	const auto ssid = static_cast<uint8_t>(a.ax25_call[kChars]);
	XlatStyle style = XlatStyle::kAbbrev;
	bool blank = false, any = false;
	for (size_t i = 0; i < kChars; ++i) {
		const auto shifted = static_cast<uint8_t>(a.ax25_call[i]);
		const auto c = static_cast<char>(shifted >> 1);
		if (shifted & 1) style = XlatStyle::kVerbose;
		(c == ' ' ? blank : any) = true;
		const bool usual = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == ' ';
		if (!usual || (c != ' ' && blank)) style = XlatStyle::kVerbose;
		if (c < ' ' || c > '~' || c == '*' || c == '/') return XlatStyle::kRaw;
	}
	if (ssid & ~0x1eu || (!any && ssid)) style = XlatStyle::kVerbose;
	return style;
}

/// QST-3; "*" for the address that means none
void put_call(TextBuf& t, const ax25_address& a) {
	constexpr size_t kChars = sizeof a.ax25_call - 1;
	const auto at = [&](size_t i) { return static_cast<char>(static_cast<uint8_t>(a.ax25_call[i]) >> 1); };
	const unsigned ssid = static_cast<uint8_t>(a.ax25_call[kChars]) >> 1 & 0xf;
	size_t end = kChars;
	while (end > 0 && at(end - 1) == ' ') --end;
	if (end == 0 && ssid == 0) return t.put('*');
	for (size_t i = 0; i < end; ++i) t.put(at(i));
	t.put('-');
	t.udec(ssid);
}

void call_sign(Decoding& d, const ax25_address& a) {
	XlatStyle style = call_style(a);
	if (style == XlatStyle::kAbbrev) style = d.sink.xlat_style();
	if (style != XlatStyle::kAbbrev) {
		d.sink.begin_struct();
		d.sink.field("ax25_call");
		d.sink.string(bytes_of(a.ax25_call), {.hex = true});
		d.sink.end_struct(false);
	}
	if (style == XlatStyle::kRaw) return;
	TextBuf& t = d.text();
	put_call(t, a);
	if (style == XlatStyle::kVerbose)
		d.sink.comment(t.view());
	else
		d.sink.plain(t.view());
}

void ax25_fields(Decoding& d, const full_sockaddr_ax25& a) {
	d.sink.field("sax25_call");
	call_sign(d, a.fsa_ax25.sax25_call);
	d.int_field("sax25_ndigis", a.fsa_ax25.sax25_ndigis);
}

void ax25_data(Decoding& d, Bytes b) {
	const auto a = as<full_sockaddr_ax25>(b);
	const int digis = a.fsa_ax25.sax25_ndigis;
	if (!digis && b.size() <= sizeof(sockaddr_ax25)) return ax25_fields(d, a);
	d.sink.field("fsa_ax25");
	d.sink.begin_struct();
	ax25_fields(d, a);
	d.sink.end_struct(false);
	const size_t has = std::min((b.size() - sizeof a.fsa_ax25) / sizeof(ax25_address), std::size(a.fsa_digipeater));
	const size_t wanted = std::min<size_t>(static_cast<size_t>(std::max(digis, 0)), std::size(a.fsa_digipeater));
	if (wanted > 0) {
		d.sink.field("fsa_digipeater");
		d.sink.begin_array();
		for (size_t i = 0; i < std::min(has, wanted); ++i) {
			d.sink.element();
			call_sign(d, a.fsa_digipeater[i]);
		}
		d.sink.end_array(wanted > has ? ArrayEnd::kMore : ArrayEnd::kComplete, 0);
	}
	if (b.size() > has * sizeof(ax25_address) + sizeof a.fsa_ax25) more(d);
}

struct Ipx {
	uint16_t family, port;
	uint32_t network;
	uint8_t node[6];
	uint8_t type, zero;
};
static_assert(sizeof(Ipx) == 16);

void ipx_data(Decoding& d, Bytes b) {
	const auto a = as<Ipx>(b);
	port_field(d, "sipx_port", a.port);
	d.sink.field("sipx_network");
	wrapped(d, "htonl", [&] { d.sink.hexadecimal(ntohl(a.network)); });
	d.sink.field("sipx_node");
	d.sink.begin_array();
	for (const uint8_t byte : a.node) {
		d.sink.element();
		wide_hex(d, byte, 2);
	}
	d.sink.end_array(ArrayEnd::kComplete, 0);
	d.sink.field("sipx_type");
	wide_hex(d, a.type, 2);
	if (a.zero) d.hex_field("sipx_zero", a.zero);
}

void x25_data(Decoding& d, Bytes b) {
	const auto a = as<sockaddr_x25>(b);
	d.sink.field("sx25_addr");
	d.sink.begin_struct();
	text_field(d, "x25_addr", bytes_of(a.sx25_addr.x25_addr));
	d.sink.end_struct(false);
}

// ---- Bluetooth ------------------------------------------------------------------------------------------------------
// The length of the address says which protocol it belongs to.

constexpr size_t kHciOld = 4, kHci = 6, kSco = 8, kRfcomm = 10, kL2capOld = 12, kL2cap = 14;

struct __attribute__((packed)) Rfcomm {
	uint16_t family;
	uint8_t address[6];
	uint8_t channel;
};

struct __attribute__((packed)) L2cap {
	uint16_t family, psm;
	uint8_t address[6];
	uint16_t cid;
	uint8_t address_type;
};

struct DynamicRange {
	uint16_t first, last;
	string_view name;
};

/// htobs(L2CAP_PSM_SDP), htobs(L2CAP_PSM_DYN_START + 2), htobs(0x5 /* L2CAP_PSM_??? */)
void l2cap_number(Decoding& d, string_view field, const spec::Xlat& x, std::span<const DynamicRange> ranges,
				  uint16_t v) {
	TextBuf& t = d.text();
	t.put(name_of(x, v));
	for (const DynamicRange& r : ranges) {
		if (!t.empty() || v < r.first || v > r.last) continue;
		const bool verbose = d.sink.xlat_style() == XlatStyle::kVerbose;
		if (verbose) {
			t.hex(r.first);
			t.put(" /* ");
		}
		t.put(r.name);
		t.put(verbose ? " */+" : "+");
		t.udec(static_cast<uint64_t>(v - r.first));
	}
	d.sink.field(field);
	wrapped(d, "htobs", [&] { d.sink.constant(v, t.view(), x.unknown, Radix::kHex); });
}

void l2cap_data(Decoding& d, Bytes b) {
	static constexpr DynamicRange kPsms[] = {{0x80, 0xff, "L2CAP_PSM_LE_DYN_START"},
											 {0x1001, 0xffff, "L2CAP_PSM_DYN_START"}};
	static constexpr DynamicRange kCids[] = {{0x40, 0xffff, "L2CAP_CID_DYN_START"}};
	const auto a = as<L2cap>(b);
	l2cap_number(d, "l2_psm", spec::l2cap_psms, kPsms, a.psm);
	mac_field(d, "l2_bdaddr", bytes_of(a.address));
	l2cap_number(d, "l2_cid", spec::l2cap_cids, kCids, a.cid);
	if (b.size() == kL2cap) d.choice_field("l2_bdaddr_type", spec::bdaddr_types, a.address_type);
}

void bluetooth_data(Decoding& d, Bytes b) {
	switch (b.size()) {
	case kHciOld:
	case kHci:
		d.sink.field("hci_dev");
		wrapped(d, "htobs", [&] { d.sink.unsigned_integer(as<uint16_t>(b.subspan(2))); });
		if (b.size() == kHci) d.choice_field("hci_channel", spec::hci_channels, as<uint16_t>(b.subspan(4)));
		return;
	case kSco: return mac_field(d, "sco_bdaddr", b.subspan(2, 6));
	case kRfcomm: {
		const auto a = as<Rfcomm>(b);
		mac_field(d, "rc_bdaddr", bytes_of(a.address));
		return d.uint_field("rc_channel", a.channel);
	}
	case kL2capOld:
	case kL2cap: return l2cap_data(d, b);
	default: return raw_bytes(d, b.subspan(sizeof(sa_family_t)));
	}
}

// ---- RxRPC ----------------------------------------------------------------------------------------------------------

struct Rxrpc {
	uint16_t family, service, transport_type, transport_len;
	union {
		uint16_t family;
		sockaddr_in sin;
		sockaddr_in6 sin6;
	} transport;
};
constexpr size_t kTransport = offsetof(Rxrpc, transport);
constexpr size_t kIn6WithoutScope = offsetof(sockaddr_in6, sin6_scope_id);

void transport_rest(Decoding& d, Bytes rest) {
	if (rest.empty()) return;
	d.sink.field({});
	d.sink.string(rest, {});
}

void transport_in(Decoding& d, const sockaddr_in& a) {
	port_field(d, "sin_port", a.sin_port);
	inet_field(d, "sin_addr", a.sin_addr);
}

void transport_in6(Decoding& d, const sockaddr_in6& a, size_t len) {
	port_field(d, "sin6_port", a.sin6_port);
	TextBuf& t = d.text();
	t.put("htonl(");
	t.udec(ntohl(a.sin6_flowinfo));
	t.put(')');
	d.sink.encoded("sin6_flowinfo", bytes_of(a.sin6_flowinfo), t.view(), {});
	inet6_field(d, "sin6_addr", a.sin6_addr);
	if (len <= kIn6WithoutScope) return;
	d.sink.field("sin6_scope_id");
	if (IN6_IS_ADDR_LINKLOCAL(&a.sin6_addr) || IN6_IS_ADDR_MC_LINKLOCAL(&a.sin6_addr))
		d.interface_index(a.sin6_scope_id);
	else
		d.sink.unsigned_integer(a.sin6_scope_id);
}

void transport(Decoding& d, const Rxrpc& a, Bytes b) {
	const size_t len = std::min<size_t>(a.transport_len, b.size() - kTransport);
	const size_t family_size = sizeof a.transport.family;
	const Bytes rest = b.subspan(kTransport + family_size, len > family_size ? len - family_size : 0);
	const bool v4 = a.transport.family == AF_INET, v6 = a.transport.family == AF_INET6;
	if (!v4 && !v6) {
		d.choice_field("family", spec::address_families, a.transport.family);
		return transport_rest(d, rest);
	}
	d.sink.field(v4 ? "sin" : "sin6");
	d.sink.begin_struct();
	d.choice_field(v4 ? "sin_family" : "sin6_family", spec::address_families, a.transport.family);
	if (v4 && a.transport_len >= sizeof(sockaddr_in))
		transport_in(d, a.transport.sin);
	else if (v6 && a.transport_len >= kIn6WithoutScope)
		transport_in6(d, a.transport.sin6, len);
	else
		transport_rest(d, rest);
	d.sink.end_struct(false);
}

void rxrpc_data(Decoding& d, Bytes b) {
	const auto a = as<Rxrpc>(b);
	numbered_field(d, "srx_service", spec::rxrpc_services, a.service);
	d.sink.field("transport_type");
	d.sink.constant(a.transport_type, name_of(spec::socket_bases, a.transport_type), "SOCK_???", Radix::kHex);
	d.uint_field("transport_len", a.transport_len);
	d.sink.field("transport");
	d.sink.begin_struct();
	transport(d, a, b);
	d.sink.end_struct(false);
}

// ---- the others -----------------------------------------------------------------------------------------------------

struct Ieee802154 {
	uint16_t family;
	int addr_type;
	uint16_t pan_id;
	uint8_t hwaddr[8];
};
static_assert(sizeof(Ieee802154) == 20);

void ieee802154_data(Decoding& d, Bytes b) {
	enum { kNone = 0, kShort = 2 };
	const auto a = as<Ieee802154>(b);
	d.sink.field("addr");
	d.sink.begin_struct();
	numbered_field(d, "addr_type", spec::ieee802154_addr_types, static_cast<uint32_t>(a.addr_type));
	numbered_field(d, "pan_id", spec::ieee802154_pan_ids, a.pan_id);
	if (a.addr_type == kShort)
		numbered_field(d, "short_addr", spec::ieee802154_addrs, as<uint16_t>(bytes_of(a.hwaddr)));
	else if (a.addr_type != kNone)
		mac_field(d, "hwaddr", bytes_of(a.hwaddr));
	d.sink.end_struct(false);
}

void alg_flags(Decoding& d, string_view name, uint32_t v) {
	TextBuf& names = d.text();
	join_flags(spec::alg_sockaddr_flags, v, names);
	d.hex_field(name, v);
	if (v == 0 || d.sink.xlat_style() == XlatStyle::kRaw) return;
	d.sink.comment(names.empty() ? spec::alg_sockaddr_flags.unknown : names.view());
}

void alg_data(Decoding& d, Bytes b) {
	struct Head {
		uint16_t family;
		uint8_t type[14];
		uint32_t feat, mask;
	};
	const auto a = as<Head>(b);
	text_field(d, "salg_type", bytes_of(a.type));
	alg_flags(d, "salg_feat", a.feat);
	alg_flags(d, "salg_mask", a.mask);
	text_field(d, "salg_name", b.subspan(sizeof a));
}

void nfc_data(Decoding& d, Bytes b) {
	const auto a = as<sockaddr_nfc_llcp>(b);
	d.sink.field("dev_idx");
	d.interface_index(a.dev_idx);
	d.hex_field("target_idx", a.target_idx);
	d.choice_field("nfc_protocol", spec::nfc_sockaddr_protocols, a.nfc_protocol);
	if (b.size() < sizeof a) {
		if (b.size() > sizeof(sockaddr_nfc)) more(d);
		return;
	}
	numbered_field(d, "dsap", spec::nfc_saps, a.dsap);
	numbered_field(d, "ssap", spec::nfc_saps, a.ssap);
	d.sink.field("service_name");
	d.sink.string(bytes_of(a.service_name).first(std::min<size_t>(sizeof a.service_name, a.service_name_len)), {});
	d.uint_field("service_name_len", a.service_name_len);
}

void qipcrtr_data(Decoding& d, Bytes b) {
	const auto a = as<sockaddr_qrtr>(b);
	d.choice_field("sq_node", spec::qipcrtr_nodes, a.sq_node);
	d.choice_field("sq_port", spec::qipcrtr_ports, a.sq_port);
}

void xdp_data(Decoding& d, Bytes b) {
	const auto a = as<sockaddr_xdp>(b);
	d.flags_field("sxdp_flags", spec::xdp_sockaddr_flags, a.sxdp_flags);
	d.sink.field("sxdp_ifindex");
	d.interface_index(a.sxdp_ifindex);
	d.uint_field("sxdp_queue_id", a.sxdp_queue_id);
	if (a.sxdp_flags & XDP_SHARED_UMEM)
		d.int_field("sxdp_shared_umem_fd", static_cast<int32_t>(a.sxdp_shared_umem_fd));
	else if (a.sxdp_shared_umem_fd)
		d.hex_field("sxdp_shared_umem_fd", a.sxdp_shared_umem_fd);
}

void mctp_data(Decoding& d, Bytes b) {
	const auto a = as<sockaddr_mctp>(b);
	if (a.__smctp_pad0) d.hex_field("__smctp_pad0", a.__smctp_pad0);
	d.choice_field("smctp_network", spec::mctp_nets, a.smctp_network);
	d.sink.field("smctp_addr");
	d.sink.begin_struct();
	d.choice_field("s_addr", spec::mctp_addrs, a.smctp_addr.s_addr);
	d.sink.end_struct(false);
	d.hex_field("smctp_type", a.smctp_type);
	d.hex_field("smctp_tag", a.smctp_tag);
	if (a.__smctp_pad1) d.hex_field("__smctp_pad1", a.__smctp_pad1);
}

struct Family {
	uint16_t family;
	size_t min_size;
	void (*print)(Decoding&, Bytes);
};

constexpr uint16_t kQipcrtr = 42, kXdp = 44, kMctp = 45;
constexpr size_t kAlgHead = 24;

constexpr Family kFamilies[] = {
	{AF_AX25, sizeof(sockaddr_ax25), ax25_data},
	{AF_IPX, sizeof(Ipx), ipx_data},
	{AF_X25, sizeof(sockaddr_x25), x25_data},
	{AF_BLUETOOTH, sizeof(sa_family_t) + 1, bluetooth_data},
	{AF_RXRPC, sizeof(Rxrpc), rxrpc_data},
	{AF_IEEE802154, sizeof(Ieee802154), ieee802154_data},
	{AF_ALG, kAlgHead + 1, alg_data},
	{AF_NFC, sizeof(sockaddr_nfc), nfc_data},
	{kQipcrtr, sizeof(sockaddr_qrtr), qipcrtr_data},
	{kXdp, sizeof(sockaddr_xdp), xdp_data},
	{kMctp, sizeof(sockaddr_mctp), mctp_data},
};

} // namespace

bool rare_sockaddr_data(Decoding& d, uint16_t family, Bytes address) {
	for (const Family& f : kFamilies) {
		if (f.family != family || address.size() < f.min_size) continue;
		f.print(d, address);
		return true;
	}
	return false;
}

} // namespace strobe::decode
