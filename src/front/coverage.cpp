// SPDX-License-Identifier: BSD-2-Clause
#include "front/coverage.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace strobe::front {

namespace {

using spec::Abi;
using spec::Arg;
using spec::Row;
using spec::Type;

using Names = std::set<std::string_view>;

constexpr std::string_view kAbiNames[] = {"x86-64", "i386", "x32"};

void collect(const Type& type, Names& names) {
	if (!type.special.empty()) names.insert(type.special);
	if (type.elem) collect(*type.elem, names);
	if (!type.st) return;
	for (const spec::Field& field : type.st->fields)
		if (field.type.st != type.st) collect(field.type, names);
}

void collect(std::string_view call, const spec::Ret& ret, std::span<const Arg> args, Names& names) {
	if (!call.empty()) names.insert(call);
	if (!ret.special.empty()) names.insert(ret.special);
	for (const Arg& arg : args) collect(arg.type, names);
}

std::string percent(unsigned part, unsigned whole) {
	return whole ? fmt::format("{:.1f} %", 100.0 * part / whole) : "-";
}

} // namespace

std::vector<std::string> special_functions(const Row& row) {
	Names names;
	collect(row.special, row.ret, {row.args.data(), row.n_args}, names);
	if (row.variants)
		for (const spec::Variant& v : row.variants->list) collect(v.special, v.ret, {v.args.data(), v.n_args}, names);
	return {names.begin(), names.end()};
}

std::string listed(const std::vector<std::string>& names) {
	constexpr size_t kWidth = 98;
	std::string text, line;
	for (const std::string& name : names) {
		if (!line.empty() && line.size() + 2 + name.size() > kWidth) {
			text += line + ",\n";
			line.clear();
		}
		line += (line.empty() ? "  " : ", ") + name;
	}
	return text + line + "\n";
}

Coverage coverage_of(Abi abi) {
	Coverage c;
	std::set<const Row*> seen;
	for (const Row* row : spec::table_of(abi)) {
		if (!row) continue;
		c.numbers++;
		if (!seen.insert(row).second) continue;
		c.rows++;
		// calls of the other ABIs print their registers, whatever the row knows
		const bool complete = row->complete && abi == Abi::kX86_64;
		if (complete)
			c.complete++;
		else
			c.incomplete.emplace_back(row->name);
		if (row->variants) c.variants += static_cast<unsigned>(row->variants->list.size());
		if (special_functions(*row).empty()) continue;
		c.special++;
		c.with_special.emplace_back(row->name);
	}
	std::ranges::sort(c.incomplete);
	std::ranges::sort(c.with_special);
	return c;
}

std::string coverage_text(bool verbose) {
	std::string text = "ABI     numbers  rows  decoded in full  rows with special functions  variants\n";
	for (unsigned i = 0; i < spec::kAbis; i++) {
		const Coverage c = coverage_of(static_cast<Abi>(i));
		text += fmt::format("{:<7} {:>7} {:>5} {:>6} {:>9} {:>17} {:>10} {:>9}\n", kAbiNames[i], c.numbers, c.rows,
							c.complete, percent(c.complete, c.rows), c.special, percent(c.special, c.rows), c.variants);
	}
	const Coverage main = coverage_of(Abi::kX86_64);
	text += fmt::format("\nx86-64: {} of {} rows ({}) need no special function.\n", main.rows - main.special, main.rows,
						percent(main.rows - main.special, main.rows));
	text += "Calls of i386 and x32 are named, and print their arguments as plain numbers.\n";
	if (!verbose) return text;
	text += fmt::format("\nNot decoded in full on x86-64 ({}):\n", main.incomplete.size()) + listed(main.incomplete);
	text += fmt::format("\nWith special functions ({}):\n", main.with_special.size()) + listed(main.with_special);
	return text;
}

} // namespace strobe::front
