// SPDX-License-Identifier: BSD-2-Clause
#include "engine/refusal.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <vector>

#include "engine/phrases.h"
#include "engine/verifier_log.h"

namespace strobe::engine {

namespace {

/// Which line of the source the sentence is about.
enum class About : uint8_t {
	kLast,      ///< that of the last instruction
	kReference, ///< that of the instruction which the second wildcard numbers
	kProgram,   ///< none, the whole program
	kReturned,  ///< that of the value in register 0
	kLoop,      ///< the one that the verifier came by most
};

/// A complaint of the verifier, by its words in kernel/bpf/verifier.c from 6.1 to 6.18. In the sentence and the hint
/// {1} to {4} are what the wildcards stand for, {code} the line of the source, {call} the function that the instruction
/// calls, {does} how it touches memory, {made} where the value of register {1} comes from, {it} the variable that holds
/// this value, {whole} what it points into, {out} the line at which the program ends.
struct Rule {
	std::string_view complaint, sentence, hint;
	About about = About::kLast;
};

constexpr std::string_view kCheckNull = "check it first: if (!{it}) return 0;";
constexpr std::string_view kBound = "check the index just before: if (i >= N) return 0; or mask it: i & (N - 1)";
constexpr std::string_view kPacketHint =
	"before it, compare with the end: if (data + offset + size > data_end) return; both from the context";
constexpr std::string_view kLoopHint =
	"give the loop a bound that the compiler sees, or move its body to a function for bpf_loop()";
constexpr std::string_view kUnbounded = "{code} can reach behind {whole}: nothing bounds the index";
constexpr std::string_view kStackPast = "{code} {does} {3} bytes of a variable on the stack, which is shorter";
constexpr std::string_view kStackHint = "compare the size with that of the variable; on the stack are 512 bytes in all";
constexpr std::string_view kContextHint = "the type of the function's argument must be that of the hook, see vmlinux.h";
constexpr std::string_view kKindHint =
	"helpers depend on the type of program: see man bpf-helpers, or choose another SEC()";
constexpr std::string_view kLockHint = "call bpf_spin_unlock() on every way out, and nothing else before it";
constexpr std::string_view kUnset = "{code} uses a value that is not set on every way there";
constexpr std::string_view kUnsetHint = "give the variable a value where it is declared: = {}";
constexpr std::string_view kGpl =
	"{code} calls {call}, which only programs with a licence compatible with the GPL may call";
constexpr std::string_view kGplHint = R"(add: char LICENSE[] SEC("license") = "GPL";)";

constexpr Rule kTooLong = {
	"BPF program is too large",
	"{program} is too long for the verifier, which followed it for {processed} instructions{loop}", kLoopHint,
	About::kLoop};

constexpr Rule kRules[] = {
	// CO-RE: libbpf writes this into the log, where the instruction is
	{"failed to resolve CO-RE relocation <%> [%] %.% (",
	 "this kernel's {type} has no field {4}, or there is no such type",
	 "ask before reading it: if (bpf_core_field_exists(...))"},
	{"failed to resolve CO-RE relocation <%> [%] % (", "this kernel has no {type}, or another one",
	 "ask before using it: if (bpf_core_type_exists(...))"},

	// pointers that may be NULL
	{"R% invalid mem access '%_or_null", "{code} uses {made}, which may be NULL", kCheckNull},
	{"R% pointer arithmetic on %_or_null prohibited", "{code} calculates with {made}, which may be NULL", kCheckNull},
	{"R% type=%_or_null_ expected=%", "{code} hands {made}, which may be NULL, to {call}", kCheckNull},
	{"R% type=%_or_null expected=%", "{code} hands {made}, which may be NULL, to {call}", kCheckNull},
	{"Possibly NULL pointer passed to trusted arg%", "{code} hands a pointer that may be NULL to {call}", kCheckNull},

	// pointers that are none
	{"R% invalid mem access 'scalar'", "{code} follows {made}, which is no pointer to the verifier",
	 "read it with BPF_CORE_READ({it}, field) or bpf_probe_read_kernel(), what is the process's with "
	 "bpf_probe_read_user()"},
	{"R% invalid mem access '%'", "{code} follows {made}, which may not be followed here",
	 "read it with BPF_CORE_READ({it}, field) or bpf_probe_read_kernel()"},
	{"access beyond struct % at off % size %", "{code} reads {3} bytes at offset {2} of struct {1}, which ends before",
	 "the type of the pointer may be wrong"},
	{"access beyond the end of member % (mend:%) in struct % with off % size %",
	 "{code} reads behind the end of {1} of struct {3}", "compare the index with the length of the array"},

	// memory of a known size
	{"invalid access to map value, value_size=% off=% size=%",
	 "{code} reaches byte {2} of a map's value, which is {1} bytes long",
	 "the value's type in the map tells its length"},
	{"invalid access to map key, key_size=% off=% size=%",
	 "{code} reaches byte {2} of a map's key, which is {1} bytes long", ""},
	{"invalid access to memory, mem_size=% off=% size=%",
	 "{code} reaches {3} bytes from byte {2} on of memory that is {1} bytes long",
	 "reserve as much as is written: sizeof(*e)"},
	{"invalid access to packet, off=% size=%,", "{code} reads {2} bytes at offset {1} of a packet that may end before",
	 kPacketHint},
	{"write into map forbidden", "{code} writes to a variable that is const",
	 "const volatile variables are set before the load: --set; leave const out for one that the program writes"},
	{"R% cannot write into %", "{code} writes to memory that programs may only read", ""},
	{"R% unbounded memory access, make sure to bounds check", kUnbounded, kBound},
	{"R% max value is outside of the allowed memory range", kUnbounded, kBound},
	{"R% min value is negative, either use unsigned index",
	 "{code} can reach before {whole}: the index may be negative",
	 "make the index unsigned, and check it: if (i >= N) return 0;"},
	{"math between % pointer and register with unbounded min value is not allowed",
	 "{code} adds a number without bounds to a pointer", kBound},
	{"value % makes % pointer be out of bounds", "{code} adds {1} to a pointer, which is then out of all bounds", ""},

	// sizes for helpers
	{"R% unbounded memory access, use", "{code} hands {call} a size without an upper bound",
	 "bound it just before the call: if (n > sizeof(buf)) n = sizeof(buf); with n unsigned"},
	{"R% min value is negative, either use unsigned or", "{code} hands {call} a size that may be negative",
	 "make it unsigned, or check it first: if (n < 0) return 0;"},
	{"R% invalid zero-sized read", "{code} hands {call} a size that may be 0", "check it first: if (n == 0) return 0;"},
	{"invalid zero-sized read", "{code} hands {call} memory of 0 bytes", "a map without keys has none to look up"},

	// the stack
	{"invalid unbounded variable-offset % stack R%",
	 "{code} uses an index that may be outside of a variable on the stack", kBound},
	{"invalid variable-offset % stack R% var_off=% ",
	 "{code} uses an index that may be outside of a variable on the stack", kBound},
	{"invalid write to stack R% off=% size=%", kStackPast, kStackHint},
	{"invalid indirect access to stack R% off=% size=%", kStackPast, kStackHint},
	{"invalid read from stack R% off=% size=%", kStackPast, kStackHint},
	{"invalid stack off=% size=%", "{code} reaches outside of the stack", kStackHint},
	{"invalid indirect read from stack R% off % size %", "{code} hands {call} a variable that has no value yet",
	 kUnsetHint},
	{"invalid read from stack R% off % size %", "{code} reads a variable that has no value yet", kUnsetHint},
	{"invalid read from stack off %", "{code} reads a variable that has no value yet", kUnsetHint},
	{"R% !read_ok", kUnset, kUnsetHint},
	{"combined stack size of % calls is %. Too large",
	 "{program} and what it calls keep {2} bytes on the stack: 512 are allowed",
	 "keep large variables in a per-CPU array map", About::kProgram},
	{"stack depth % exceeds", "{program} keeps more than 512 bytes on the stack",
	 "keep large variables in a per-CPU array map", About::kProgram},
	{"the call stack of % frames is too deep", "{code} is the {1}th call inside of another, of at most 8",
	 "functions of eBPF may not call themselves"},

	// what is called
	{"invalid func unknown#195896080", "{code} needs a type or a field that this kernel does not have",
	 "ask first: bpf_core_field_exists() or bpf_core_type_exists()"},
	{"invalid func unknown#%", "{code} calls helper {1}, which this kernel does not have",
	 "this kernel is older than the program"},
	{"invalid func %#%", "{code} calls {1}, which this kernel does not have", "this kernel is older than the program"},
	{"unknown func unknown#%", "{code} calls helper {1}, which this kernel does not have, or not for {section}",
	 kKindHint},
	{"unknown func %#%", "{code} calls {1}, which programs for {section} may not call on this kernel", kKindHint},
	{"program of this type cannot use helper %#%", "{code} calls {1}, which programs for {section} may not call",
	 kKindHint},
	{"calling kernel function % is not allowed", "{code} calls {1}, which programs for {section} may not call",
	 "kernel functions are open to some types of program only"},
	{"cannot call GPL-restricted function from non-GPL compatible program", kGpl, kGplHint},
	{"cannot call GPL only function from proprietary program", kGpl, kGplHint},
	{"cannot call kernel function from non-GPL compatible program", kGpl, kGplHint},
	{"R% type=% expected=map_ptr", "{code} hands {call} something else than a map as argument {1}",
	 "the address of a variable with SEC(\".maps\") is wanted: &map"},
	{"R% type=scalar expected=%", "{code} hands {call} a number as argument {1}, where a pointer is wanted",
	 "the address of a variable on the stack, of a map's value or of a record is wanted"},
	{"R% type=% expected=%", "{code} hands {call} the wrong kind of pointer as argument {1}: it is {2}, wanted is {3}",
	 "the address of a variable on the stack, of a map's value or of a record is wanted"},
	{"R% must be referenced or trusted", "{code} hands {call} a pointer as argument {1} that may be gone by then",
	 "take a reference first, or use the arguments of the hook"},

	// what must be given back
	{"Unreleased reference id=% alloc_insn=%", "what {code} got is not given back on every way out{out}",
	 "{release} before every return", About::kReference},
	{"bpf_spin_unlock is missing", "{code} comes while a lock is held", kLockHint},
	{"% cannot be used inside bpf_spin_lock-ed region", "{code} comes while a lock is held", kLockHint},
	{"function calls are not allowed while holding a lock", "{code} calls {call} while a lock is held", kLockHint},

	// loops and size
	{"infinite loop detected at insn %", "{code} is part of a loop that may never end", kLoopHint},
	{"back-edge from insn % to %", "{program} has a loop, which this kernel does not allow", kLoopHint,
	 About::kProgram},
	kTooLong,
	{"The sequence of % jumps is too complex", "{program} has too many ways through it: {1} jumps{loop}", kLoopHint,
	 About::kLoop},

	// the context and the end
	{"invalid bpf_context access off=% size=%",
	 "{code} {does} {2} bytes at offset {1} of the context, where it may not", kContextHint},
	{"dereference of modified ctx ptr R% off=% disallowed",
	 "{code} reads at offset {2} of the context, where nothing is", kContextHint},
	{"func '%' doesn't have %-th argument", "{code} reads an argument that {1} does not have",
	 "strobe probe -lv shows the arguments of functions"},
	{"At program exit the register R0 has % should have been in %",
	 "{code} returns what {section} may not return: {range} is wanted",
	 "the constants for it are in vmlinux.h, or in <linux/bpf.h>", About::kReturned},
	{"In async callback the register R0 has %", "{code} returns what a callback may not return", "return 0",
	 About::kReturned},
	{"last insn is not an exit or jmp", "{program} runs over its end", "there may be a way without return",
	 About::kProgram},
	{"unreachable insn %", "{program} has code that nothing reaches", "", About::kProgram},

	// the hook
	{"% is not sleepable", "{program} may sleep (SEC with .s), but {1} is called where nothing may sleep",
	 "leave the .s out of SEC()", About::kProgram},
	{"Sleepable programs can only use", "{program} may sleep (SEC with .s), which does not go with one of its maps",
	 "leave the .s out of SEC(), or use arrays, hashes and ring buffers", About::kProgram},
	{"helper call might sleep in a non-sleepable prog", "{code} calls {call}, which may sleep; this program may not",
	 "write SEC() with .s where that exists"},
	{"attach_btf_id % is not a function", "{section} names no function", "", About::kProgram},
};

struct Place {
	const VerifierLog::Step* step = nullptr;
	SourceLine line;
};

SourceLine line_of(const VerifierLog& log, const VerifierLog::Step& step, const Refused& refused,
				   const SourceLines& lines) {
	const VerifierLog::Source& source = log.sources()[step.source];
	if (source.line) return {std::string(source.file), source.line, std::string(source.text)};
	const auto offset = static_cast<uint32_t>(step.number * sizeof(uint64_t));
	// a log that has lost its beginning may have lost the line
	return source.text.empty() ? lines.at(refused.section, offset) : lines.find(source.text, refused.section, offset);
}

/// The line that most instructions of a log belong to.
const VerifierLog::Step* most_visited(const VerifierLog& log) {
	std::vector<std::pair<uint32_t, size_t>> counts; // number, times
	for (const VerifierLog::Step& step : log.steps()) {
		// loops go on at a branch: their condition is the line to name
		if (!step.code.starts_with("if ")) continue;
		auto found = std::ranges::find(counts, step.number, &std::pair<uint32_t, size_t>::first);
		if (found == counts.end()) found = counts.insert(found, {step.number, 0});
		found->second++;
	}
	const auto most = std::ranges::max_element(counts, {}, &std::pair<uint32_t, size_t>::second);
	return most == counts.end() || most->second < 2 ? nullptr : log.step_at(most->first);
}

std::string quoted(const SourceLine& line, const VerifierLog::Step* step) {
	constexpr size_t kLongest = 100;
	std::string text = line.text;
	while (!text.empty() && std::strchr(";{ \t", text.back())) text.pop_back();
	if (text == "}") return "the end of the function";
	if (text.empty())
		return step ? "instruction " + std::to_string(step->number) + " (" + std::string(step->code) + ")" : "it";
	if (text.size() > kLongest) text = text.substr(0, kLongest) + "...";
	return "'" + text + "'";
}

/// "count" in "u64 *count = bpf_map_lookup_elem(...)"; empty: the line assigns nothing.
std::string assigned_variable(std::string_view text) {
	size_t equals = text.find('=');
	if (equals == std::string_view::npos || (equals + 1 < text.size() && text[equals + 1] == '=')) return {};
	while (equals > 0 && text[equals - 1] == ' ') equals--;
	size_t begin = equals;
	while (begin > 0 && (std::isalnum(static_cast<unsigned char>(text[begin - 1])) || text[begin - 1] == '_')) begin--;
	return std::string(text.substr(begin, equals - begin));
}

bool is_submit(std::string_view function) {
	return function == "bpf_ringbuf_submit" || function == "bpf_ringbuf_discard";
}

/// Writes one sentence about a complaint.
class Explanation {
public:
	Explanation(const Refused& refused, const SourceLines& lines)
		: refused_(refused), lines_(lines), log_(refused.log) {}

	Error error() {
		for (const std::string_view complaint : log_.complaints())
			for (const Rule& rule : kRules)
				if (match(complaint, rule.complaint, found_)) return by(rule);
		// kernels before 6.4 keep the beginning of a log that is too long, without the complaint
		if (log_.complaints().empty() && refused_.error == ENOSPC && !log_.steps().empty()) return by(kTooLong);
		return unknown();
	}

private:
	Error by(const Rule& rule) {
		settle_place(rule.about);
		if (Error gone; is_gone_record(gone)) return gone;
		const bool names_it = rule.about == About::kProgram || rule.about == About::kLoop;
		return {(names_it && !place_.line.known() ? "" : where()) + filled(rule.sentence), filled(rule.hint)};
	}

	void settle_place(About about) {
		const auto& steps = log_.steps();
		place_.step = steps.empty() ? nullptr : &steps.back();
		if (about == About::kProgram) place_.step = nullptr;
		if (about == About::kLoop) place_.step = most_visited(log_);
		if (const VerifierLog::Step* made = log_.maker_of(0); about == About::kReturned && made) place_.step = made;
		uint32_t number = 0;
		if (about == About::kReference && found_.size() > 1) {
			std::from_chars(found_[1].data(), found_[1].data() + found_[1].size(), number);
			place_.step = log_.step_at(number);
		}
		if (place_.step) place_.line = line_of(log_, *place_.step, refused_, lines_);
	}

	/// A record that has been submitted is a number to the verifier, which is not what its user has in mind.
	bool is_gone_record(Error& error) const {
		const VerifierLog::Step* maker = made();
		if (!maker || VerifierLog::called(*maker) != "bpf_ringbuf_reserve") return false;
		const auto& steps = log_.steps();
		const auto submit = std::ranges::find_if(steps.rbegin(), steps.rend(),
												 [](const auto& s) { return is_submit(VerifierLog::called(s)); });
		if (submit == steps.rend() || &*submit < maker) return false;
		error = {where() + quoted(place_.line, place_.step) + " uses a record that has been given away by " +
					 std::string(VerifierLog::called(*submit)),
				 "submit or discard it last"};
		return true;
	}

	[[nodiscard]] const VerifierLog::Step* made() const {
		unsigned reg = 0;
		if (found_.empty() || found_[0].empty()) return nullptr;
		const auto [end, wrong] = std::from_chars(found_[0].data(), found_[0].data() + found_[0].size(), reg);
		if (wrong != std::errc() || end != found_[0].data() + found_[0].size()) return nullptr;
		return log_.maker_of(reg);
	}

	[[nodiscard]] std::string origin() const {
		const VerifierLog::Step* maker = made();
		if (!maker) return "a value";
		if (const std::string_view function = VerifierLog::called(*maker); !function.empty())
			return "the result of " + std::string(function);
		if (maker->code.starts_with("call ")) return "the result of a function";
		if (maker->code.find("*)(") != std::string_view::npos) return "an address that was read from memory";
		return "a number";
	}

	/// What the user calls the value.
	[[nodiscard]] std::string variable() const {
		const VerifierLog::Step* maker = made();
		std::string name = maker ? assigned_variable(log_.sources()[maker->source].text) : "";
		return name.empty() ? "p" : name;
	}

	[[nodiscard]] std::string whole() const {
		unsigned reg = 0;
		if (!found_.empty()) std::from_chars(found_[0].data(), found_[0].data() + found_[0].size(), reg);
		const std::string_view known = log_.known_of(reg);
		const size_t at = known.find("vs=");
		if (at == std::string_view::npos) return "what it indexes";
		const std::string_view rest = known.substr(at + 3);
		return "a map's value of " + std::string(rest.substr(0, rest.find_first_of(",)"))) + " bytes";
	}

	[[nodiscard]] std::string call() const {
		const std::string_view function = log_.steps().empty() ? "" : VerifierLog::called(log_.steps().back());
		return function.empty() ? "a function" : std::string(function);
	}

	/// "reads", "writes", "hands bpf_probe_read_user"
	[[nodiscard]] std::string touch() const {
		const std::string_view code = log_.steps().empty() ? "" : log_.steps().back().code;
		if (code.starts_with("call ")) return "hands " + call();
		return code.starts_with("*(") ? "writes" : "reads";
	}

	/// "struct task_struct" of "struct task_struct___mine": what follows three underscores is for the compiler alone.
	[[nodiscard]] std::string type() const {
		const std::string_view name = found_.size() > 2 ? found_[2] : "";
		return std::string(name.substr(0, name.find("___")));
	}

	/// "0 to 1" of "[0, 1]", and of "(0x0; 0x1)", which is a value and the bits that may differ from it.
	[[nodiscard]] std::string range() const {
		const std::string_view text = found_.size() > 1 ? found_[1] : "";
		std::vector<std::string_view> ends;
		if (match(text, "[%, %]", ends)) return std::string(ends[0]) + " to " + std::string(ends[1]);
		if (!match(text, "(0x%; 0x%)", ends)) return std::string(text);
		uint64_t value = 0, mask = 0;
		std::from_chars(ends[0].data(), ends[0].data() + ends[0].size(), value, 16);
		std::from_chars(ends[1].data(), ends[1].data() + ends[1].size(), mask, 16);
		return std::to_string(value) + " to " + std::to_string(value | mask);
	}

	/// Where the way ends that the verifier followed last.
	[[nodiscard]] std::string way_out() const {
		if (log_.steps().empty()) return {};
		const VerifierLog::Step* jump = nullptr;
		for (const VerifierLog::Step& step : log_.steps())
			if (step.code.starts_with("if ")) jump = &step;
		const SourceLine line = line_of(log_, jump ? *jump : log_.steps().back(), refused_, lines_);
		if (!line.known() || line.line == place_.line.line) return {};
		return std::string(jump ? ": not after line " : ": line ") + std::to_string(line.line);
	}

	[[nodiscard]] std::string release() const {
		const std::string_view function = place_.step ? VerifierLog::called(*place_.step) : "";
		if (function == "bpf_ringbuf_reserve") return "call bpf_ringbuf_submit() or bpf_ringbuf_discard()";
		if (function.starts_with("bpf_ringbuf_reserve_dynptr"))
			return "call bpf_ringbuf_submit_dynptr() or bpf_ringbuf_discard_dynptr()";
		if (function.starts_with("bpf_sk")) return "call bpf_sk_release()";
		if (function.starts_with("bpf_task_")) return "call bpf_task_release()";
		return "release it";
	}

	[[nodiscard]] std::string value_of(std::string_view name) const {
		if (name == "code") return quoted(place_.line, place_.step);
		if (name == "made") return origin();
		if (name == "it") return variable();
		if (name == "whole") return whole();
		if (name == "does") return touch();
		if (name == "call") return call();
		if (name == "type") return type();
		if (name == "range") return range();
		if (name == "out") return way_out();
		if (name == "release") return release();
		if (name == "program") return std::string(refused_.program);
		if (name == "section") return "SEC(\"" + std::string(refused_.section) + "\")";
		if (name == "processed" && !log_.processed()) return "more than " + std::to_string(log_.steps().size());
		if (name == "processed") return std::to_string(log_.processed());
		if (name == "loop" && place_.step)
			return ", most of them in the loop around " + quoted(place_.line, place_.step);
		return {};
	}

	[[nodiscard]] std::string filled(std::string_view form) const {
		return fill(form, found_, [this](std::string_view name) { return value_of(name); });
	}

	[[nodiscard]] std::string where() const {
		if (!place_.line.known()) return "program " + std::string(refused_.program) + ": ";
		return place_.line.file + ":" + std::to_string(place_.line.line) + ": ";
	}

	Error unknown() {
		settle_place(About::kLast);
		const auto& complaints = log_.complaints();
		const std::string said = complaints.empty() ? std::strerror(refused_.error) : std::string(complaints.front());
		return {where() + "the kernel refuses " + quoted(place_.line, place_.step) + ": " + said,
				"-v shows the verifier's whole log"};
	}

	const Refused& refused_;
	const SourceLines& lines_;
	VerifierLog log_;
	std::vector<std::string_view> found_;
	Place place_;
};

} // namespace

Error explain_refusal(const Refused& refused, const SourceLines& lines) {
	return Explanation(refused, lines).error();
}

} // namespace strobe::engine
