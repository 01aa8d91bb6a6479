// SPDX-License-Identifier: BSD-2-Clause
#include "report/summary.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace strobe::report {

namespace {

struct Layout {
	std::string_view title;
	size_t width; ///< the least; strace's, since scripts cut its columns
};

constexpr std::array<Layout, 8> kLayouts = {{
	{"% time", 6},
	{"seconds", 11},
	{"shortest", 8},
	{"longest", 7},
	{"usecs/call", 11},
	{"calls", 9},
	{"errors", 9},
	{"syscall", 16},
}};

const Layout& layout(Column c) {
	return kLayouts[static_cast<size_t>(c)];
}

std::string seconds(uint64_t ns) {
	return fmt::format("{:.6f}", static_cast<double>(ns) * 1e-9);
}

/// The text of one cell; `whole`: time of all calls together, ns.
std::string cell(const Line& l, Column c, uint64_t whole) {
	switch (c) {
	case Column::kTimePercent:
		return fmt::format("{:.2f}", whole ? 100.0 * static_cast<double>(l.time) / static_cast<double>(whole) : 0.0);
	case Column::kTotalTime: return seconds(l.time);
	case Column::kMinTime: return seconds(l.min);
	case Column::kMaxTime: return seconds(l.max);
	case Column::kAvgTime: return std::to_string(l.calls ? l.time / l.calls / 1000 : 0);
	case Column::kCalls: return std::to_string(l.calls);
	case Column::kErrors: return l.errors ? std::to_string(l.errors) : "";
	default: return std::string(l.name);
	}
}

bool before(const Line& a, const Line& b, Column by) {
	const auto average = [](const Line& l) { return l.calls ? l.time / l.calls : 0; };
	switch (by) {
	case Column::kTimePercent:
	case Column::kTotalTime: return a.time > b.time;
	case Column::kMinTime: return a.min > b.min;
	case Column::kMaxTime: return a.max > b.max;
	case Column::kAvgTime: return average(a) > average(b);
	case Column::kCalls: return a.calls > b.calls;
	case Column::kErrors: return a.errors > b.errors;
	case Column::kName: return a.name < b.name;
	case Column::kNothing: break;
	}
	return false;
}

using Cells = std::vector<std::string>;

void put_row(std::string& out, const Cells& cells, const std::vector<Column>& columns,
			 const std::vector<size_t>& widths) {
	for (size_t i = 0; i < cells.size(); i++) {
		if (i) out += ' ';
		const bool last = i + 1 == cells.size();
		if (columns[i] == Column::kName)
			out += last ? cells[i] : fmt::format("{:<{}}", cells[i], widths[i]);
		else
			out += fmt::format("{:>{}}", cells[i], widths[i]);
	}
	out += '\n';
}

} // namespace

void sort(std::vector<Line>& lines, Column by) {
	std::stable_sort(lines.begin(), lines.end(), [by](const Line& a, const Line& b) { return before(a, b, by); });
}

Line sum_of(const std::vector<Line>& lines) {
	Line sum{.name = "total", .min = lines.empty() ? 0 : lines.front().min};
	for (const Line& l : lines) {
		sum.calls += l.calls;
		sum.errors += l.errors;
		sum.time += l.time;
		sum.min = std::min(sum.min, l.min);
		sum.max = std::max(sum.max, l.max);
	}
	return sum;
}

std::string summary(std::vector<Line> lines, const std::vector<Column>& columns, Column sort_by) {
	sort(lines, sort_by);
	const Line sum = sum_of(lines);

	std::vector<Cells> rows;
	for (const Line& l : lines) {
		Cells cells;
		for (const Column c : columns) cells.push_back(cell(l, c, sum.time));
		rows.push_back(std::move(cells));
	}
	Cells titles, totals, rules;
	std::vector<size_t> widths;
	for (const Column c : columns) {
		const bool percent = c == Column::kTimePercent;
		titles.emplace_back(layout(c).title);
		totals.push_back(percent ? "100.00" : cell(sum, c, sum.time));
		widths.push_back(std::max(layout(c).width, c == Column::kName ? 0 : totals.back().size()));
	}
	for (const Cells& row : rows)
		for (size_t i = 0; i < row.size(); i++)
			widths[i] = std::max(widths[i], row[i].size() + (columns[i] == Column::kName ? 1 : 0));
	for (const size_t w : widths) rules.emplace_back(w, '-');

	std::string out;
	put_row(out, titles, columns, widths);
	put_row(out, rules, columns, widths);
	for (const Cells& row : rows) put_row(out, row, columns, widths);
	put_row(out, rules, columns, widths);
	put_row(out, totals, columns, widths);
	return out;
}

} // namespace strobe::report
