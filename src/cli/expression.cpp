// SPDX-License-Identifier: BSD-2-Clause
#include "cli/expression.h"

#include <regex.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <iterator>

#include "cli/injection.h"

namespace strobe::cli {

namespace {

using spec::Abi;

constexpr std::string_view kAbiNames[spec::kAbis] = {"64", "32", "x32"};

// Classes that strace also knows without a percent sign, from before there were percent signs.
constexpr std::string_view kBareClasses[] = {"desc", "file", "memory", "process", "signal", "ipc", "network"};

constexpr uint64_t kMostGrown = 1 << 14; // bytes of a pattern with all its copies; takes up to 2 s and 100 MiB

void add(CallSet& set, Abi abi, const spec::Row& row) {
	set.rows[static_cast<size_t>(abi)].set(spec::row_id(row));
}

bool add_number(const std::string& text, Abi abi, CallSet& set) {
	const long long number = to_uint(text.c_str());
	const spec::Row* row = number < 0 ? nullptr : spec::row_of(abi, static_cast<uint64_t>(number));
	if (row) add(set, abi, *row);
	return row != nullptr;
}

template <class Wanted>
bool add_if(Abi abi, CallSet& set, Wanted wanted) {
	bool found = false;
	for (const spec::Row* row : spec::table_of(abi)) {
		if (!row || !wanted(*row)) continue;
		add(set, abi, *row);
		found = true;
	}
	return found;
}

bool add_class(const std::string& word, Abi abi, CallSet& set) {
	if (word == "all") return add_if(abi, set, [](const spec::Row&) { return true; });
	const bool bare = std::find(std::begin(kBareClasses), std::end(kBareClasses), word) != std::end(kBareClasses);
	if (word[0] != '%' && !bare) return false;
	const uint64_t classes = spec::class_named(bare ? word : word.substr(1));
	if (!classes) return false;
	add_if(abi, set, [classes](const spec::Row& row) { return (row.classes & classes) == classes; });
	return true;
}

/// Whether the pattern is too long once all its copies are written out: regcomp builds "x+" as "xx*" and "x{9}" as nine
/// times x, so quantifiers of quantifiers multiply ("a++++++++" is 256 copies). An upper bound: all are taken to be
/// nested.
bool grows_too_far(const std::string& pattern) {
	uint64_t grown = pattern.size();
	for (const char& c : pattern) {
		if (grown > kMostGrown) break;
		grown *= c == '+' ? 2 : c == '{' ? std::clamp<uint64_t>(std::strtoul(&c + 1, nullptr, 10), 1, RE_DUP_MAX) : 1;
	}
	return grown > kMostGrown;
}

struct Regex {
	regex_t compiled{};
	int error;

	explicit Regex(const char* pattern)
		: error(grows_too_far(pattern) ? REG_ESPACE : regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB)) {}
	~Regex() {
		if (!error) regfree(&compiled);
	}
	Regex(const Regex&) = delete;
	Regex& operator=(const Regex&) = delete;

	[[nodiscard]] Verdict refusal(const char* pattern) const {
		char text[512];
		regerror(error, &compiled, text, sizeof text);
		return refuse(std::string("regcomp: ") + pattern + ": " + text);
	}
	[[nodiscard]] bool matches(std::string_view name) const {
		return regexec(&compiled, std::string(name).c_str(), 0, nullptr, 0) == 0;
	}
};

Verdict add_regex(const char* pattern, const std::vector<Abi>& abis, CallSet& set, bool& found) {
	const Regex regex(pattern);
	if (regex.error) return regex.refusal(pattern);
	for (const Abi abi : abis)
		found |= add_if(abi, set, [&regex](const spec::Row& row) { return regex.matches(row.name); });
	return accept();
}

Verdict take_abi(std::string& word, std::vector<Abi>& abis) {
	abis = {Abi::kX86_64, Abi::kI386, Abi::kX32};
	const size_t at = word.rfind('@');
	if (at == std::string::npos) return accept();
	const std::string name = word.substr(at + 1);
	const auto* found = std::find(std::begin(kAbiNames), std::end(kAbiNames), name);
	if (found == std::end(kAbiNames))
		return refuse_with_help("incorrect personality designator '" + name + "' in qualification '" + word + "'");
	abis = {static_cast<Abi>(found - std::begin(kAbiNames))};
	word.resize(at);
	return accept();
}

/// `found`: the word names something, or a '?' allows it not to.
Verdict add_word(const std::string& token, CallSet& set, bool& found) {
	std::string word = token.substr(std::min(token.find_first_not_of('?'), token.size()));
	found = word.size() < token.size();
	std::vector<Abi> abis;
	if (Verdict bad = take_abi(word, abis)) return bad;
	if (word[0] == '/') return add_regex(word.c_str() + 1, abis, set, found);
	for (const Abi abi : abis) {
		if (word[0] >= '0' && word[0] <= '9')
			found |= add_number(word, abi, set);
		else
			found |= add_class(word, abi, set) ||
					 add_if(abi, set, [&word](const spec::Row& row) { return row.name == word; });
	}
	return accept();
}

std::string did_you_mean(std::string_view name) {
	return name.empty() ? std::string() : "did you mean '" + std::string(name) + "'?";
}

Verdict invalid_call(const std::string& token) {
	std::string word = token.substr(0, token.find('@'));
	std::string hint;
	if (word[0] == '%') {
		const std::string_view near = spec::nearest_class(word.substr(1));
		if (!near.empty()) hint = did_you_mean("%" + std::string(near));
	} else if (!word.empty() && (std::isalpha(static_cast<unsigned char>(word[0])) || word[0] == '_')) {
		hint = did_you_mean(spec::nearest_syscall(word));
	}
	return refuse("invalid system call '" + token + "'", hint);
}

} // namespace

Verdict parse_calls(const char* text, CallSet& set) {
	set = CallSet::none();
	const char* rest = text;
	for (; *rest == '!'; rest++);
	const bool inverted = (rest - text) % 2 != 0;
	const bool all = std::strcmp(rest, "all") == 0;
	if (all || std::strcmp(rest, "none") == 0) {
		if (all != inverted) set = CallSet::all();
		return accept();
	}
	const auto words = split(rest, ",");
	if (words.empty()) return invalid_call(text);
	for (const std::string& word : words) {
		bool found = false;
		if (Verdict bad = add_word(word, set, found)) return bad;
		if (!found) return invalid_call(word);
	}
	if (inverted) set.invert();
	return accept();
}

// ---- sets of other things

namespace {

struct Word {
	std::string_view text;
	int number;
};

template <size_t N>
int number_in(const Word (&words)[N], const std::string& text) {
	for (const Word& word : words)
		if (equal_nocase(word.text, text)) return word.number;
	return -1;
}

int signal_number(const std::string& text) {
	if (text[0] >= '0' && text[0] <= '9') return static_cast<int>(to_uint(text.c_str(), 255));
	const size_t prefix = strncasecmp(text.c_str(), "SIG", 3) == 0 ? 3 : 0;
	if (!std::isalpha(static_cast<unsigned char>(text[prefix]))) return -1;
	return spec::signal_named(text).value_or(-1);
}

int status_number(const std::string& text) {
	static constexpr Word kWords[] = {{"successful", kSuccessful},
									  {"failed", kFailed},
									  {"unfinished", kUnfinished},
									  {"unavailable", kUnavailable},
									  {"detached", kDetached}};
	return number_in(kWords, text);
}

int quiet_number(const std::string& text) {
	static constexpr Word kWords[] = {{"attach", kAttach},
									  {"exit", kExit},
									  {"exits", kExit},
									  {"path-resolution", kPathResolution},
									  {"personality", kPersonality},
									  {"superseded", kThreadExecve},
									  {"thread-execve", kThreadExecve}};
	return number_in(kWords, text);
}

int descriptor_number(const std::string& text) {
	return static_cast<int>(to_uint(text.c_str()));
}

int fd_detail_number(const std::string& text) {
	static constexpr Word kWords[] = {{"path", 0}, {"socket", 1}, {"dev", 2}, {"pidfd", 3}};
	return number_in(kWords, text);
}

int pid_detail_number(const std::string& text) {
	static constexpr Word kWords[] = {{"pidns", 0}, {"comm", 1}};
	return number_in(kWords, text);
}

std::string near_signal(const std::string& word) {
	return did_you_mean(spec::nearest_signal(word));
}
std::string statuses(const std::string&) {
	return "the statuses are successful, failed, unfinished, unavailable and detached";
}
std::string messages(const std::string&) {
	return "the messages are attach, exit, path-resolution, personality and thread-execve";
}

} // namespace

Verdict qualify_trace(Draft& draft, const char* text) {
	return parse_calls(text, draft.options.trace);
}
Verdict qualify_abbrev(Draft& draft, const char* text) {
	return parse_calls(text, draft.options.abbrev);
}
Verdict qualify_verbose(Draft& draft, const char* text) {
	return parse_calls(text, draft.options.verbose);
}
Verdict qualify_raw(Draft& draft, const char* text) {
	return parse_calls(text, draft.options.raw);
}

Verdict qualify_signals(Draft& draft, const char* text) {
	NumberSet set;
	if (Verdict bad = parse_set(text, "signal", signal_number, set, near_signal)) return bad;
	draft.options.signals = set.bits<256>();
	return accept();
}

Verdict qualify_status(Draft& draft, const char* text) {
	NumberSet set;
	if (Verdict bad = parse_set(text, "status", status_number, set, statuses)) return bad;
	draft.options.statuses = set.bits<kStatuses>();
	return accept();
}

Verdict qualify_quiet(Draft& draft, const char* text) {
	NumberSet set;
	if (Verdict bad = parse_set(text, "quiet", quiet_number, set, messages)) return bad;
	draft.options.quiet = set.bits<kQuiets>();
	draft.quiet_set = true;
	return accept();
}

Verdict qualify_read(Draft& draft, const char* text) {
	return parse_set(text, "descriptor", descriptor_number, draft.options.dump_reads);
}

Verdict qualify_write(Draft& draft, const char* text) {
	return parse_set(text, "descriptor", descriptor_number, draft.options.dump_writes);
}

Verdict qualify_decode_fds(Draft& draft, const char* text) {
	draft.fd_set = true;
	return parse_set(text, "decode-fds", fd_detail_number, draft.decode_fds);
}

Verdict qualify_decode_pids(Draft& draft, const char* text) {
	return parse_set(text, "decode-pids", pid_detail_number, draft.decode_pids);
}

Verdict qualify_fault(Draft& draft, const char* text) {
	draft.inject = true;
	return check_injection(text, Injection::kFault);
}

Verdict qualify_inject(Draft& draft, const char* text) {
	draft.inject = true;
	return check_injection(text, Injection::kAny);
}

Verdict qualify_kvm(Draft& draft, const char* text) {
	draft.kvm = true;
	if (std::strcmp(text, "vcpu") != 0) return refuse(std::string("invalid -e kvm= argument: '") + text + "'");
	return accept();
}

Verdict qualify_secontext(Draft&, const char*) {
	return refuse("SELinux context printing (--secontext option) is not supported by this build of strace");
}

Verdict qualify(Draft& draft, const char* expression) {
	struct Qualifier {
		std::string_view name;
		Verdict (*take)(Draft&, const char*);
	};
	static constexpr Qualifier kQualifiers[] = {
		{"trace", qualify_trace},
		{"t", qualify_trace},
		{"abbrev", qualify_abbrev},
		{"a", qualify_abbrev},
		{"verbose", qualify_verbose},
		{"v", qualify_verbose},
		{"raw", qualify_raw},
		{"x", qualify_raw},
		{"signal", qualify_signals},
		{"signals", qualify_signals},
		{"s", qualify_signals},
		{"status", qualify_status},
		{"quiet", qualify_quiet},
		{"silent", qualify_quiet},
		{"silence", qualify_quiet},
		{"q", qualify_quiet},
		{"read", qualify_read},
		{"reads", qualify_read},
		{"r", qualify_read},
		{"write", qualify_write},
		{"writes", qualify_write},
		{"w", qualify_write},
		{"fault", qualify_fault},
		{"inject", qualify_inject},
		{"kvm", qualify_kvm},
		{"decode-fd", qualify_decode_fds},
		{"decode-fds", qualify_decode_fds},
		{"decode-pid", qualify_decode_pids},
		{"decode-pids", qualify_decode_pids},
		{"secontext", qualify_secontext},
	};
	if (const char* equals = std::strchr(expression, '=')) {
		const std::string_view name(expression, static_cast<size_t>(equals - expression));
		for (const Qualifier& qualifier : kQualifiers)
			if (qualifier.name == name) return qualifier.take(draft, equals + 1);
	}
	return qualify_trace(draft, expression);
}

} // namespace strobe::cli
