// SPDX-License-Identifier: BSD-2-Clause
#include "decode/dns.h"

#include <algorithm>
#include <arpa/inet.h>
#include <iterator>

#include "base/bytes.h"

namespace strobe::decode {

namespace {

using Bytes = std::span<const uint8_t>;

constexpr size_t kMostAnswers = 8;  // of one line
constexpr unsigned kMostJumps = 32; // of one name: more is a loop
constexpr size_t kMostName = 255;   // RFC 1035, 2.3.4
constexpr size_t kMostText = 64;    // of TXT

struct TypeName {
	uint16_t type;
	std::string_view name;
};

// IANA, "Resource Record (RR) TYPEs": those that are met.
constexpr TypeName kTypes[] = {{1, "A"},      {2, "NS"},    {5, "CNAME"},  {6, "SOA"},    {12, "PTR"},   {13, "HINFO"},
							   {15, "MX"},    {16, "TXT"},  {28, "AAAA"},  {33, "SRV"},   {35, "NAPTR"}, {39, "DNAME"},
							   {41, "OPT"},   {43, "DS"},   {44, "SSHFP"}, {46, "RRSIG"}, {47, "NSEC"},  {48, "DNSKEY"},
							   {50, "NSEC3"}, {52, "TLSA"}, {64, "SVCB"},  {65, "HTTPS"}, {251, "IXFR"}, {252, "AXFR"},
							   {255, "ANY"},  {257, "CAA"}};

constexpr std::string_view kRcodes[] = {"NOERROR",  "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED",
										"YXDOMAIN", "YXRRSET", "NXRRSET",  "NOTAUTH",  "NOTZONE"};

std::string type_name(uint16_t type) {
	const auto found = std::ranges::find(kTypes, type, &TypeName::type);
	return found == std::end(kTypes) ? "TYPE" + std::to_string(type) : std::string(found->name); // RFC 3597
}

/// As zone files have it: RFC 1035, 5.1.
void put_label(std::string& name, Bytes label) {
	for (const uint8_t c : label) {
		if (c == '.' || c == '\\' || c == '"') name += '\\';
		if (c > ' ' && c <= '~') {
			name += static_cast<char>(c);
			continue;
		}
		name += '\\';
		for (const unsigned digit : {c / 100u, c / 10u % 10, c % 10u}) name += static_cast<char>('0' + digit);
	}
	name += '.';
}

/// The name at `at`, which goes behind it. A name may end in a pointer to another one.
std::optional<std::string> take_name(Bytes message, size_t& at) {
	std::string name;
	ByteReader in(message);
	in.seek(at);
	bool jumped = false;
	size_t length = 0;
	for (unsigned jumps = 0; jumps < kMostJumps;) {
		const uint8_t size = in.u8();
		if (!in.ok()) return std::nullopt;
		if ((size & 0xc0) == 0xc0) {
			const size_t to = (size & 0x3fu) << 8 | in.u8();
			if (!in.ok()) return std::nullopt;
			if (!jumped) at = in.at();
			jumped = true;
			jumps++;
			in.seek(to);
			continue;
		}
		length += size + 1u;
		if ((size & 0xc0) || length > kMostName) return std::nullopt;
		const Bytes label = in.take(size);
		if (!in.ok()) return std::nullopt;
		if (size == 0) {
			if (!jumped) at = in.at();
			return name.empty() ? "." : name;
		}
		put_label(name, label);
	}
	return std::nullopt;
}

std::string address(int family, Bytes bytes) {
	char text[INET6_ADDRSTRLEN] = "?";
	inet_ntop(family, bytes.data(), text, sizeof text);
	return text;
}

/// What a record says; `at`: where its data begin in the message.
std::string data_text(Bytes message, uint16_t type, size_t at, Bytes data) {
	const auto named = [&](size_t skipped, const std::string& before) {
		size_t from = at + skipped;
		const auto name = take_name(message, from);
		return type_name(type) + " " + before + name.value_or("?");
	};
	switch (type) {
	case 1:
		if (data.size() == 4) return address(AF_INET, data);
		break;
	case 28:
		if (data.size() == 16) return address(AF_INET6, data);
		break;
	case 2:
	case 5:
	case 12:
	case 39: return named(0, "");
	case 15:
		if (data.size() > 2) return named(2, std::to_string(ByteReader(data).u16()) + " ");
		break;
	case 33: {
		ByteReader in(data);
		in.skip(4);
		const uint16_t port = in.u16();
		if (in.ok()) return named(6, std::to_string(port) + " ");
		break;
	}
	case 16: {
		ByteReader in(data);
		const Bytes text = in.take(in.u8());
		const auto* const chars = reinterpret_cast<const char*>(text.data());
		return "TXT " + std::string(chars, std::min(text.size(), kMostText));
	}
	default: break;
	}
	return type_name(type);
}

void take_answers(Bytes bytes, size_t at, unsigned count, DnsMessage& message) {
	while (count-- && message.answers.size() < kMostAnswers) {
		if (!take_name(bytes, at)) return;
		ByteReader in(bytes);
		in.seek(at);
		const uint16_t type = in.u16();
		in.skip(6); // class, time to live
		const uint16_t size = in.u16();
		const size_t data_at = in.at();
		const Bytes data = in.take(size);
		if (!in.ok()) return;
		message.answers.push_back(data_text(bytes, type, data_at, data));
		at = in.at();
	}
}

void text(std::string_view s, bool quotes, out::ValueSink& sink) {
	sink.string({reinterpret_cast<const uint8_t*>(s.data()), s.size()}, {.no_quotes = !quotes});
}

bool take_question(Bytes bytes, ByteReader& in, DnsMessage& message) {
	size_t at = in.at();
	auto name = take_name(bytes, at);
	if (!name) return false;
	message.name = std::move(*name);
	in.seek(at);
	message.type = in.u16();
	in.skip(2); // class
	return in.ok();
}

} // namespace

std::optional<DnsMessage> parse_dns(Bytes bytes) {
	DnsMessage m;
	ByteReader in(bytes);
	m.id = in.u16();
	const uint16_t flags = in.u16(), questions = in.u16(), answers = in.u16();
	in.skip(4);
	if (!in.ok()) return std::nullopt;
	m.is_answer = flags & 0x8000;
	const unsigned operation = flags >> 11 & 15;
	if (operation != 0 || questions > 1) return std::nullopt; // no query: notifications, updates
	if (questions == 0 && !m.is_answer) return std::nullopt;
	m.truncated = flags & 0x200;
	m.rcode = flags & 15;
	if (questions && !take_question(bytes, in, m)) return std::nullopt;
	m.answer_count = answers;
	take_answers(bytes, in.at(), answers, m);
	return m;
}

void dns_question(const DnsMessage& m, out::ValueSink& sink) {
	sink.named_argument("name");
	if (m.name.empty())
		sink.plain("?");
	else
		text(m.name, true, sink);
	sink.named_argument("type");
	if (m.name.empty())
		sink.plain("?");
	else
		text(type_name(m.type), false, sink);
}

void dns_answer(const DnsMessage& m, out::ValueSink& sink) {
	sink.named_argument("rcode");
	sink.constant(m.rcode, m.rcode < std::size(kRcodes) ? kRcodes[m.rcode] : "", "", out::Radix::kUnsigned);
	if (m.truncated) {
		sink.named_argument("truncated");
		sink.unsigned_integer(1);
	}
	sink.named_argument("answers");
	sink.begin_array();
	for (const std::string& a : m.answers) {
		sink.element();
		text(a, false, sink);
	}
	sink.end_array(m.answer_count > m.answers.size() ? out::ArrayEnd::kMore : out::ArrayEnd::kComplete, 0);
}

} // namespace strobe::decode
