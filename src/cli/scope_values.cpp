// SPDX-License-Identifier: BSD-2-Clause
#include "cli/scope_values.h"

#include <bit>
#include <cstring>
#include <pwd.h>

#include "cli/numbers.h"

namespace strobe::cli {

Verdict parse_comm_glob(const char* text, std::string& glob) {
	constexpr size_t kMaxGlob = 63;
	if (!*text || std::strlen(text) > kMaxGlob) return bad_value();
	if (std::strpbrk(text, "[]\\"))
		return refuse(std::string("invalid --comm argument: '") + text + "'",
					  "only * and ? have a meaning in a pattern");
	glob = text;
	return accept();
}

Verdict parse_user(const char* text, std::optional<uint32_t>& uid) {
	const passwd* entry = getpwnam(text);
	const long long number = entry ? entry->pw_uid : to_uint(text);
	if (number < 0)
		return refuse(std::string("Cannot find user '") + text + "'", "--uid takes a user's name or number");
	uid = static_cast<uint32_t>(number);
	return accept();
}

Verdict parse_ring_size(const char* text, uint64_t& bytes) {
	constexpr uint64_t kLeast = 1ull << 20, kMost = 1ull << 30;
	const auto size = to_size(text);
	if (!size || *size < kLeast || *size > kMost) return bad_value();
	bytes = std::bit_ceil(*size);
	return accept();
}

} // namespace strobe::cli
