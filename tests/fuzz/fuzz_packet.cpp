// SPDX-License-Identifier: BSD-2-Clause
// A byte of choices, then a packet: with the link header or without, of its own length or of more than was copied. Or a
// message of DNS.
#include <vector>

#include "decode/dns.h"
#include "decode/packet.h"
#include "out/json.h"
#include "out/text.h"

using namespace strobe;

namespace {

void check(std::string_view line) {
	for (const char c : line)
		if (c < ' ' || c > '~') __builtin_trap(); // a terminal may take it for a command
}

void print(const decode::DnsMessage& message) {
	TextBuf line;
	out::TextSink sink(line);
	decode::dns_question(message, sink);
	decode::dns_answer(message, sink);
	check(line.view());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
	if (size == 0) return 0;
	const uint8_t choice = data[0];
	const std::vector<uint8_t> bytes(data + 1, data + size); // memory of its own: reading behind the end shows
	if (choice & 8) {
		if (const auto message = decode::parse_dns(bytes)) print(*message);
		return 0;
	}
	const auto length = static_cast<uint32_t>(bytes.size()) + (choice & 2 ? 1000u : 0u);
	const decode::Headers h = decode::headers_of({.bytes = bytes,
												  .length = length,
												  .ethernet = !(choice & 1),
												  .ethertype = static_cast<uint16_t>(choice & 4 ? 0x86dd : 0x0800)});
	if (h.payload.size() > h.payload_length || h.payload_length > length) __builtin_trap();
	TextBuf line, object;
	out::TextSink text(line);
	decode::packet(h, text);
	check(line.view());
	out::JsonSink json(object);
	json.begin_arguments();
	decode::packet(h, json);
	json.end_arguments();
	return 0;
}
