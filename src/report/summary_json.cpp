// SPDX-License-Identifier: BSD-2-Clause
#include "out/json.h"
#include "report/summary.h"

namespace strobe::report {

namespace {

void put_line(TextBuf& b, std::string_view type, std::string_view abi, const Line& l) {
	out::JsonMembers m(b);
	m.open(type).text("abi", abi);
	if (type == "count") m.text("name", l.name);
	m.number("calls", l.calls).number("errors", l.errors);
	m.number("total_ns", l.time).number("min_ns", l.min).number("max_ns", l.max).close();
	b.put('\n');
}

} // namespace

std::string summary_json(std::vector<Line> lines, Column sort_by, std::string_view abi) {
	sort(lines, sort_by);
	TextBuf b;
	for (const Line& l : lines) put_line(b, "count", abi, l);
	put_line(b, "total", abi, sum_of(lines));
	return std::string(b.view());
}

} // namespace strobe::report
