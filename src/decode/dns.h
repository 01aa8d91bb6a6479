// SPDX-License-Identifier: BSD-2-Clause
// Messages of DNS (RFC 1035), as far as a line about them goes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "out/value_sink.h"

namespace strobe::decode {

struct DnsMessage {
	uint16_t id = 0;
	bool is_answer = false;
	bool truncated = false; ///< the rest is to be had by TCP
	uint8_t rcode = 0;
	/// Of the question: "example.org.", with \DDD for what does not print. Empty: there is none, as in answers of
	/// servers that do not understand a query.
	std::string name{};
	uint16_t type = 0;                  ///< likewise
	std::vector<std::string> answers{}; ///< "10.0.0.1", "CNAME other.org.", the first of them
	unsigned answer_count = 0;
};

/// Nothing: these bytes are none. Answers that are cut or malformed are left out.
std::optional<DnsMessage> parse_dns(std::span<const uint8_t> bytes);

/// name, type.
void dns_question(const DnsMessage& message, out::ValueSink& sink);
/// rcode, answers.
void dns_answer(const DnsMessage& message, out::ValueSink& sink);

} // namespace strobe::decode
