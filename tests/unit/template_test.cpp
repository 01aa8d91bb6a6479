// SPDX-License-Identifier: BSD-2-Clause
// --format: templates, right and wrong.
#include <gtest/gtest.h>

#include "front/template.h"

namespace strobe {

namespace {

std::string parsed(std::string_view text) {
	static const std::vector<spec::ProbeField> one = {{.name = "filename"}, {.name = "old_pid"}},
											   two = {{.name = "old_pid"}};
	const std::vector<front::ShownProbe> probes = {{"a:exec", one}, {"a:other", two}};
	const auto t = front::Template::parse(text, probes);
	if (!t) return t.error().message + "\n" + t.error().hint;
	std::string shown;
	for (const auto& part : t->parts()) shown += part.is_name ? "<" + part.text + ">" : "'" + part.text + "'";
	return shown;
}

TEST(Template, TextAndNames) {
	EXPECT_EQ(parsed("{comm} {old_pid}"), "<comm>' '<old_pid>");
	EXPECT_EQ(parsed("a{time}{pid}/{tid}@{cpu} {probe}b"), "'a'<time><pid>'/'<tid>'@'<cpu>' '<probe>'b'");
	EXPECT_EQ(parsed("{{x}} {{{pid}}}"), "'{x} {'<pid>'}'");
	EXPECT_EQ(parsed("no names"), "'no names'");
}

TEST(Template, Wrong) {
	EXPECT_EQ(parsed("{old_pit}"), "--format: a:exec has no 'old_pit'\ndid you mean '{old_pid}'?");
	EXPECT_EQ(parsed("{filename}"),
			  "--format: a:other has no 'filename'\nbesides time, comm, pid, tid, cpu and probe there are old_pid");
	EXPECT_EQ(parsed("{}"),
			  "--format: a:exec has no ''\nbesides time, comm, pid, tid, cpu and probe there are filename, old_pid");
	EXPECT_EQ(parsed("{pid"), "--format: a '{' without '}'\nwrite {{ for a brace");
	EXPECT_EQ(parsed("pid}"), "--format: a '}' without '{'\nwrite }} for a brace");
}

} // namespace

} // namespace strobe
