// SPDX-License-Identifier: BSD-2-Clause
#include "cli/injection.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <string>

#include "cli/expression.h"
#include "spec/registry.h"

namespace strobe::cli {

namespace {

constexpr long long kMaxErrno = 4095;
constexpr long long kMaxWhen = 65535; // also the end of a range without an end
constexpr int kSignals = 64;

/// Which parts an injection has had: most may stand only once.
struct Parts {
	bool result = false; ///< error= or retval=
	bool signal = false;
	bool syscall = false;
	bool delay[2] = {};
	bool poke[2] = {};

	[[nodiscard]] bool act() const { return result || signal || delay[0] || delay[1] || poke[0] || poke[1]; }
};

bool once(bool& had) {
	return !std::exchange(had, true);
}

/// FIRST[..LAST][+[STEP]]
bool when(const std::string& text, Parts&) {
	const char* end = nullptr;
	const long long first = to_uint_until(text.c_str(), &end, kMaxWhen, "+.");
	if (first < 1) return false;
	if (end[0] == '.') {
		if (end[1] != '.') return false;
		const long long last = to_uint_until(end + 2, &end, kMaxWhen, "+");
		if (last < first || last == kMaxWhen) return false;
	}
	return end[0] == '\0' || end[1] == '\0' || to_uint(end + 1, kMaxWhen) >= 1;
}

/// Only calls without side effects may stand in for another one.
bool syscall(const std::string& name, Parts& parts) {
	if (!once(parts.syscall)) return false;
	for (const spec::Abi abi : {spec::Abi::kX86_64, spec::Abi::kI386, spec::Abi::kX32}) {
		const auto table = spec::table_of(abi);
		const auto found = std::find_if(table.begin(), table.end(),
										[&name](const spec::Row* row) { return row && row->name == name; });
		if (found == table.end() || !((*found)->classes & spec::kPure)) return false;
	}
	return true;
}

bool error(const std::string& text, Parts& parts) {
	if (!once(parts.result)) return false;
	long long number = to_uint(text.c_str(), kMaxErrno);
	if (number < 0) {
		std::string name = text;
		std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
		number = spec::errno_named(name);
	}
	return number >= 1;
}

bool retval(const std::string& text, Parts& parts) {
	if (!once(parts.result)) return false;
	char* end = nullptr;
	errno = 0;
	std::strtoull(text.c_str(), &end, 0);
	return end != text.c_str() && !*end && !errno;
}

bool signal(const std::string& text, Parts& parts) {
	if (!once(parts.signal) || text.empty()) return false;
	const auto number = spec::signal_named(text);
	return number && *number >= 1 && *number <= kSignals;
}

template <bool Exit>
bool delay(const std::string& text, Parts& parts) {
	return once(parts.delay[Exit]) && to_duration(text.c_str());
}

/// @argN=HEX[,@argM=HEX]...
template <bool Exit>
bool poke(const std::string& text, Parts& parts) {
	constexpr size_t kPrefix = 6; // "@argN="
	constexpr size_t kMaxDigits = 2048;
	bool had[8] = {};
	const auto writes = split(text, ",");
	for (const std::string& write : writes) {
		if (!write.starts_with("@arg") || write.size() <= kPrefix || write[5] != '=') return false;
		if (write[4] < '1' || write[4] > '7' || !once(had[write[4] - '0'])) return false;
		const std::string digits = write.substr(kPrefix);
		if (digits.size() % 2 || digits.size() > kMaxDigits) return false;
		if (!std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isxdigit(c); })) return false;
	}
	return once(parts.poke[Exit]) && !writes.empty();
}

bool part(const std::string& text, Injection kind, Parts& parts) {
	struct Form {
		std::string_view prefix;
		bool fault; ///< may stand in fault=
		bool (*check)(const std::string&, Parts&);
	};
	static constexpr Form kForms[] = {
		{"when=", true, when},
		{"syscall=", true, syscall},
		{"error=", true, error},
		{"retval=", false, retval},
		{"signal=", false, signal},
		{"delay_enter=", false, delay<false>},
		{"delay_exit=", false, delay<true>},
		{"poke_enter=", false, poke<false>},
		{"poke_exit=", false, poke<true>},
	};
	for (const Form& form : kForms)
		if (text.starts_with(form.prefix) && (form.fault || kind == Injection::kAny))
			return form.check(text.substr(form.prefix.size()), parts);
	return false;
}

} // namespace

Verdict check_injection(const char* text, Injection kind) {
	const std::string what = kind == Injection::kFault ? "fault" : "inject";
	Verdict invalid = refuse("invalid " + what + " argument '" + text + "'");

	const auto words = split(text, ":");
	const bool named = *text && *text != ':';
	Parts parts;
	for (size_t i = 1; named && i < words.size(); i++)
		if (!part(words[i], kind, parts)) return invalid;

	CallSet calls;
	if (Verdict bad = parse_calls(named ? words[0].c_str() : "", calls)) return bad;
	if (kind == Injection::kAny && !parts.act()) return invalid;
	return accept();
}

} // namespace strobe::cli
