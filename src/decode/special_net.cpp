// SPDX-License-Identifier: BSD-2-Clause
// Arguments of socket calls whose constants depend on another argument.
#include <arpa/inet.h>
#include <sys/socket.h>

#include "decode/special.h"
#include "decode/special_net.h"
#include "spec/xlat_net.h"
#include "spec/xlat_net_rare.h"

namespace strobe::decode {

namespace {

/// The kind of socket, and its flags: each prints as a constant of its own.
void socket_type_value(Decoding& d, const spec::Type&, uint64_t v) {
	constexpr uint64_t kTypeBits = 0xf;
	const string_view name = name_of(spec::socket_bases, v & kTypeBits);
	if (name.empty()) return d.flags(spec::accept_flags, v);
	d.sink.constant(v & kTypeBits, name, {}, Radix::kHex);
	if ((v & ~kTypeBits) == 0) return;
	d.sink.plain("|");
	d.flags(spec::accept_flags, v & ~kTypeBits);
}

const spec::Xlat* protocols_of(uint64_t domain) {
	switch (domain) {
	case AF_INET:
	case AF_INET6: return &spec::inet_protocols;
	case AF_AX25: return &spec::ax25_protocols;
	case AF_NETLINK: return &spec::netlink_protocols;
	case AF_IRDA: // strace shows these two alike
	case AF_CAN: return &spec::can_protocols;
	case AF_BLUETOOTH: return &spec::bt_protocols;
	case AF_RXRPC: return &spec::address_families;
	case AF_ISDN: return &spec::isdn_protocols;
	case AF_PHONET: return &spec::phonet_protocols;
	case AF_CAIF: return &spec::caif_protocols;
	case AF_NFC: return &spec::nfc_protocols;
	case AF_KCM: return &spec::kcm_protocols;
	case AF_SMC: return &spec::smc_protocols;
	default: return nullptr;
	}
}

void socket_protocol_value(Decoding& d, const spec::Type&, uint64_t v) {
	const uint64_t domain = d.call.args[0];
	if (domain == AF_PACKET) {
		d.sink.plain("htons(");
		d.choice(spec::ethernet_protocols, ntohs(static_cast<uint16_t>(v)));
		return d.sink.plain(")");
	}
	const spec::Xlat* x = protocols_of(domain);
	if (!x) return d.sink.unsigned_integer(v);
	if (domain == AF_AX25) { // no public header has these names: the number shows whatever -X says
		const string_view name = name_of(*x, v);
		d.sink.hexadecimal(v);
		return d.sink.comment(name.empty() ? x->unknown : name);
	}
	d.sink.constant(v, name_of(*x, v), domain == AF_IRDA ? "IRDAPROTO_???" : x->unknown, Radix::kHex);
}

constexpr Special kSpecials[] = {
	{.name = "socket_type", .value = socket_type_value},
	{.name = "socket_protocol", .value = socket_protocol_value},
};

} // namespace

void numbered_choice(Decoding& d, const spec::Xlat& x, uint64_t v) {
	d.sink.hexadecimal(v);
	const string_view name = name_of(x, v);
	const string_view shown = name.empty() ? x.unknown : name;
	if (d.sink.xlat_style() != out::XlatStyle::kRaw && !shown.empty()) d.sink.comment(shown);
}

void wide_hex(Decoding& d, uint64_t v, unsigned width) {
	constexpr char kDigits[] = "0123456789abcdef";
	TextBuf& t = d.text();
	unsigned digits = v ? width - 2 : width;
	while (digits < 16 && v >> (4 * digits)) ++digits;
	if (v) t.put("0x");
	while (digits-- > 0) t.put(kDigits[v >> (4 * digits) & 15]);
	d.sink.plain(t.view());
}

void mac_field(Decoding& d, string_view name, Bytes address) {
	constexpr char kDigits[] = "0123456789abcdef";
	TextBuf& t = d.text();
	for (size_t i = 0; i < address.size(); ++i) {
		if (i) t.put(':');
		t.put(kDigits[address[i] >> 4]);
		t.put(kDigits[address[i] & 15]);
	}
	d.sink.encoded(name, address, t.view(), {});
}

std::span<const Special> net_specials() {
	return kSpecials;
}

} // namespace strobe::decode
