// SPDX-License-Identifier: BSD-2-Clause
#include "types/functions.h"

#include <algorithm>
#include <fnmatch.h>
#include <fstream>

#include "spec/nearest.h"
#include "types/machine.h"

namespace strobe::types {

namespace {

using spec::Place;
using spec::ProbeField;
using spec::ProbeRow;
using spec::Shape;

constexpr uint32_t kWord = 8;
constexpr std::string_view kTracepoint = "btf_trace_";
constexpr std::string_view kIterator = "__traceiter_";

// The convention of function calls. A structure of up to two words stands in registers, if there are enough of them
// left; a larger one on the stack, or, on aarch64, behind a pointer in a register.
#if defined(__aarch64__)
constexpr uint32_t kRegisters = 8;
constexpr bool kLargeByPointer = true;
#else
constexpr uint32_t kRegisters = 6;
constexpr bool kLargeByPointer = false;
#endif
constexpr uint32_t kLargest = 2 * kWord;   // in registers
constexpr uint32_t kResultOfRegisters = 8; // STROBE_CALL_RESULT of abi/limits.h

uint32_t words_of(uint32_t size) {
	return (std::max(size, 1u) + kWord - 1) / kWord;
}

ProbeField field_at(const Btf& types, std::string_view name, uint32_t type, uint32_t word) {
	ProbeField f{.name = std::string(name), .offset = word * kWord};
	types.describe(type, f);
	return f;
}

std::string name_of(const Btf::Parameter& p, size_t number) {
	return p.name.empty() ? "arg" + std::to_string(number) : std::string(p.name);
}

/// Hands out words to arguments.
class Convention {
public:
	Convention(const Btf& types, Words words, uint32_t result) : types_(types), words_(words) {
		if (words == Words::kRegisters && machine().result_takes_argument && types.is_struct(result) &&
			types.size_of(result) > kLargest)
			next_ = 1;
	}
	/// The word where an argument begins; nullopt: it is in none.
	std::optional<uint32_t> place(uint32_t type) {
		const uint32_t size = types_.size_of(type), count = words_of(size), at = next_;
		if (words_ == Words::kRegisters) {
			if (size > kLargest && !kLargeByPointer) return std::nullopt;
			if (size > kLargest || at + count > kRegisters) {
				next_ += size > kLargest ? 1 : 0;
				return std::nullopt;
			}
		}
		next_ += count;
		return at;
	}
	[[nodiscard]] uint32_t used() const { return next_; }

private:
	const Btf& types_;
	const Words words_;
	uint32_t next_ = 0;
};

void add_result(const Btf& types, uint32_t type, uint32_t word, ProbeRow& row) {
	if (!type || types.size_of(type) > kWord) return;
	ProbeField f = field_at(types, "ret", type, word);
	// structures that fit into a register have no members that could be told apart from an error
	f.is_result = f.shape == Shape::kPointer || (f.shape == Shape::kSigned && f.size >= sizeof(int));
	row.fields.push_back(std::move(f));
}

bool matches(const std::string& glob, std::string_view name) {
	return fnmatch(glob.c_str(), std::string(name).c_str(), 0) == 0;
}

/// Names behind the prefix that match.
std::vector<std::string> matching(const Btf::Names& names, std::string_view prefix, const std::string& glob) {
	std::vector<std::string> found;
	for (const auto& [name, id] : names)
		if (name.starts_with(prefix) && matches(glob, name.substr(prefix.size())))
			found.emplace_back(name.substr(prefix.size()));
	std::ranges::sort(found);
	return found;
}

std::string nearest(const Btf::Names& names, std::string_view prefix, std::string_view wanted) {
	spec::Nearest nearest(wanted);
	std::vector<std::string_view> sorted; // of two names at the same distance the first one counts
	for (const auto& [name, id] : names)
		if (name.starts_with(prefix)) sorted.push_back(name.substr(prefix.size()));
	std::ranges::sort(sorted);
	for (const std::string_view name : sorted) nearest.offer(name);
	return std::string(nearest.best());
}

} // namespace

ProbeRow function_row(const Btf& types, const std::string& name, const FunctionSide& side) {
	ProbeRow row;
	const auto prototype = types.prototype(types.function(name));
	const Btf::Prototype p = prototype.value_or(Btf::Prototype{});
	Convention convention(types, side.words, p.result);
	for (size_t i = 0; i < p.parameters.size(); i++) {
		const Btf::Parameter& one = p.parameters[i];
		const auto word = one.type ? convention.place(one.type) : std::nullopt;
		if (!word || !side.with_arguments) continue;
		row.fields.push_back(field_at(types, name_of(one, i), one.type, *word));
		types.follow_text(row.fields.back());
	}
	if (!side.at_return) return row;
	add_result(types, p.result, side.words == Words::kRegisters ? kResultOfRegisters : convention.used(), row);
	row.fields.push_back(
		{.name = "duration", .type = "nanoseconds", .shape = Shape::kDuration, .place = Place::kKnown, .size = 8});
	return row;
}

std::optional<uint32_t> trampoline_words(const Btf& types, const std::string& name) {
	const auto prototype = types.prototype(types.function(name));
	if (!prototype || types.is_struct(prototype->result)) return std::nullopt;
	uint32_t words = 0;
	for (const Btf::Parameter& one : prototype->parameters) {
		const uint32_t size = types.size_of(one.type);
		if (!one.type || size > kLargest) return std::nullopt; // "..."
		words += words_of(size);
	}
	return words;
}

std::optional<ProbeRow> raw_tracepoint_row(const Btf& types, const std::string& name) {
	auto prototype = types.prototype(types.type_definition(std::string(kTracepoint) + name));
	if (!prototype) return std::nullopt;
	// that is a pointer to a function, whose parameters have no names; the one it points to has them
	const auto named = types.prototype(types.function(std::string(kIterator) + name));
	if (named && named->parameters.size() == prototype->parameters.size()) prototype = named;
	ProbeRow row;
	uint32_t word = 0;
	for (size_t i = 1; i < prototype->parameters.size(); i++) { // the first one is the tracepoint's own
		const Btf::Parameter& one = prototype->parameters[i];
		row.fields.push_back(field_at(types, name_of(one, i - 1), one.type, word));
		types.follow_text(row.fields.back());
		word += words_of(types.size_of(one.type));
	}
	return row;
}

std::vector<std::string> functions_matching(const Btf& types, const std::string& glob) {
	return matching(types.functions(), "", glob);
}

std::vector<std::string> raw_tracepoints_matching(const Btf& types, const std::string& glob) {
	return matching(types.type_definitions(), kTracepoint, glob);
}

std::optional<std::string> module_of(std::string_view name) {
	std::ifstream symbols("/proc/kallsyms");
	for (std::string line; std::getline(symbols, line);) {
		const size_t at = line.find(' ') + 3; // "ffffffff81000000 T _text	[module]"
		if (at + name.size() > line.size() || line.compare(at, name.size(), name) != 0) continue;
		const std::string_view behind = std::string_view(line).substr(at + name.size());
		if ((!behind.empty() && behind[0] != '\t') || (line[at - 2] != 't' && line[at - 2] != 'T')) continue;
		return behind.empty() ? "" : std::string(behind.substr(2, behind.size() - 3));
	}
	return std::nullopt;
}

std::string nearest_function(const Btf& types, std::string_view name) {
	return nearest(types.functions(), "", name);
}

std::string nearest_raw_tracepoint(const Btf& types, std::string_view name) {
	return nearest(types.type_definitions(), kTracepoint, name);
}

} // namespace strobe::types
