// SPDX-License-Identifier: BSD-2-Clause
#include "engine/verifier_log.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace strobe::engine {

namespace {

std::string_view trimmed(std::string_view text) {
	const size_t first = text.find_first_not_of(" \t\r");
	if (first == std::string_view::npos) return {};
	return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// Takes a decimal number off the beginning.
template <class T>
bool take_number(std::string_view& text, T& out) {
	const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
	if (error != std::errc()) return false;
	text.remove_prefix(static_cast<size_t>(end - text.data()));
	return true;
}

/// Of an instruction like "r6 = r0" or "w6 = w0": the register that is read; -1: it is no copy.
int copied_register(std::string_view value) {
	if (value.size() < 2 || (value[0] != 'r' && value[0] != 'w')) return -1;
	int reg = -1;
	value.remove_prefix(1);
	return take_number(value, reg) && value.empty() ? reg : -1;
}

/// What surrounds the complaint in every log.
bool is_noise(std::string_view line) {
	constexpr std::string_view kPrefixes[] = {
		"arg#",         "reg type unsupported for arg#",
		"from ",        "caller",
		"callee",       "returning from callee",
		"to caller at", "frame",
		"last_idx",     "regs=",
		"mark_precise", "propagating",
		"Validating ",  "verification time",
		"stack depth",  "cur state:",
		"old state:",   "parent ",
		"Live regs",    "func#",
	};
	if (line.empty() || (line.starts_with("func '") && line.find(" has btf_id ") != std::string_view::npos))
		return true;
	return std::ranges::any_of(kPrefixes, [&](std::string_view p) { return line.starts_with(p); });
}

/// "R0_w=1 R10=fp0", the same behind "14: ", and behind "14: frame1: ".
bool is_state(std::string_view line) {
	uint32_t number = 0;
	if (take_number(line, number) && line.starts_with(":")) line = trimmed(line.substr(1));
	if (line.empty() || line.starts_with("frame")) return true;
	return line[0] == 'R' && line.find('=') < line.find(' ');
}

} // namespace

VerifierLog::VerifierLog(std::string_view text) {
	while (!text.empty()) {
		const size_t end = std::min(text.find('\n'), text.size());
		read_line(trimmed(text.substr(0, end)));
		text.remove_prefix(std::min(end + 1, text.size()));
	}
}

void VerifierLog::read_line(std::string_view line) {
	constexpr std::string_view kProcessed = "processed ";
	if (line.starts_with("; ")) {
		read_source(line.substr(2));
	} else if (line.starts_with(kProcessed)) {
		line.remove_prefix(kProcessed.size());
		take_number(line, processed_);
	} else if (!read_step(line) && !is_noise(line) && !is_state(line)) {
		complaints_.push_back(line);
	}
}

// "*count += 1; @ null.bpf.c:22" since Linux 6.9, "*count += 1;" before
void VerifierLog::read_source(std::string_view line) {
	Source source{.text = trimmed(line)};
	const size_t at = line.rfind(" @ "), colon = line.rfind(':');
	if (at != std::string_view::npos && colon != std::string_view::npos && colon > at) {
		std::string_view number = line.substr(colon + 1);
		if (take_number(number, source.line) && number.empty()) {
			source.text = trimmed(line.substr(0, at));
			source.file = line.substr(at + 3, colon - at - 3);
		}
	}
	sources_.push_back(source);
}

// "7: (79) r1 = *(u64 *)(r0 +0)          ; R1_w=scalar()"; a branch names where it goes on: "goto pc+3 14: R0=1
// R10=fp0"
bool VerifierLog::read_step(std::string_view line) {
	Step step;
	step.source = sources_.size() - 1;
	if (!take_number(line, step.number) || !line.starts_with(": (")) return false;
	const size_t closing = line.find(") ");
	if (closing == std::string_view::npos) return false;
	line.remove_prefix(closing + 2);
	const size_t comment = line.find(';');
	if (comment != std::string_view::npos) step.state = trimmed(line.substr(comment + 1));
	step.code = trimmed(line.substr(0, comment));
	if (const size_t branch = step.code.find(": R"); branch != std::string_view::npos) {
		step.state = step.code.substr(branch + 2);
		step.code = trimmed(step.code.substr(0, step.code.rfind(' ', branch)));
	}
	steps_.push_back(step);
	complaints_.clear(); // what came before was not the end
	return true;
}

std::string_view VerifierLog::called(const Step& step) {
	constexpr std::string_view kCall = "call ";
	if (!step.code.starts_with(kCall)) return {};
	const std::string_view name = step.code.substr(kCall.size(), step.code.find('#') - kCall.size());
	return name.starts_with("pc") ? std::string_view() : name;
}

std::string_view VerifierLog::known_of(unsigned reg) const {
	for (size_t i = steps_.size(); i-- > 0;) {
		if (i + 1 == steps_.size() && steps_[i].state.empty()) continue;
		if (const std::string_view found = register_in(steps_[i].state, reg); !found.empty()) return found;
	}
	return {};
}

const VerifierLog::Step* VerifierLog::maker_of(unsigned reg) const {
	if (steps_.empty()) return nullptr;
	for (size_t i = steps_.size() - 1; i-- > 0;) {
		const Step& step = steps_[i];
		if (reg == 0 && step.code.starts_with("call ")) return &step;
		const std::string name = std::to_string(reg);
		if (step.code.size() < name.size() + 4 || (step.code[0] != 'r' && step.code[0] != 'w')) continue;
		if (!step.code.substr(1).starts_with(name + " = ")) continue;
		const int from = copied_register(step.code.substr(name.size() + 4));
		if (from < 0) return &step;
		reg = static_cast<unsigned>(from);
	}
	return nullptr;
}

const VerifierLog::Step* VerifierLog::step_at(uint32_t number) const {
	const auto found = std::ranges::find(steps_.rbegin(), steps_.rend(), number, &Step::number);
	return found == steps_.rend() ? nullptr : &*found;
}

std::string_view register_in(std::string_view state, unsigned reg) {
	const std::string name = "R" + std::to_string(reg);
	for (size_t at = 0; (at = state.find(name, at)) != std::string_view::npos; at += name.size()) {
		if (at > 0 && state[at - 1] != ' ') continue;
		// "R0=", "R0_w=", "R0_rw="
		std::string_view rest = state.substr(at + name.size());
		const size_t equals = rest.find('=');
		if (equals == std::string_view::npos || (equals > 0 && rest[0] != '_')) continue;
		rest.remove_prefix(equals + 1);
		int depth = 0;
		size_t end = 0;
		for (; end < rest.size() && (depth > 0 || rest[end] != ' '); end++)
			depth += rest[end] == '(' ? 1 : rest[end] == ')' ? -1 : 0;
		return rest.substr(0, end);
	}
	return {};
}

} // namespace strobe::engine
