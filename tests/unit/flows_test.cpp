// SPDX-License-Identifier: BSD-2-Clause
// Packets that were counted, as a table and as objects.
#include "report/flows.h"

#include <gtest/gtest.h>

#include "tests/schema.h"

namespace strobe::report {
namespace {

Flows some() {
	Flows flows;
	flows.rows.push_back({.owners = {{7, 3, "a\x1b[m"}, {8, -1, "b"}},
						  .protocol = "tcp",
						  .local = {"10.0.0.1", 80, true},
						  .remote = {"10.0.0.2", 4000, true},
						  .packets = {1, 2},
						  .bytes = {60, 120}});
	flows.rows.push_back({.protocol = "0x0806", .packets = {9, 0}, .bytes = {1000, 0}});
	return flows;
}

TEST(Flows, Table) {
	Flows flows = some();
	EXPECT_EQ(
		flow_table(flows),
		"  PACKETS-IN     BYTES-IN  PACKETS-OUT    BYTES-OUT PROTOCOL LOCAL       REMOTE        OWNER\n"
		"           9         1000            0            0 0x0806   -           -             -\n"
		"           1           60            2          120 tcp      10.0.0.1:80 10.0.0.2:4000 a\\33[m/7:3,b/8\n");
	flows.top = 1;
	flows.by_owner = true;
	flows.other = Flow{.packets = {1, 1}, .bytes = {2, 3}};
	EXPECT_EQ(flow_table(flows), "  PACKETS-IN     BYTES-IN  PACKETS-OUT    BYTES-OUT OWNER\n"
								 "           9         1000            0            0 -\n"
								 "           1            2            1            3 (other)\n");
}

TEST(Flows, Objects) {
	Flows flows = some();
	flows.other = Flow{.packets = {1, 1}, .bytes = {2, 3}};
	const std::string text = flow_objects(flows, 5, 6);
	test::Schema schema(STROBE_SCHEMA);
	std::vector<test::Json> objects;
	for (size_t at = 0; at < text.size();) {
		const size_t end = text.find('\n', at);
		objects.push_back(test::parse_json(text.substr(at, end - at)));
		EXPECT_EQ(schema.errors(objects.back()), "");
		at = end + 1;
	}
	ASSERT_EQ(objects.size(), 3u);
	EXPECT_EQ(objects[1]["owners"][0]["comm"], "a\x1b[m");
	EXPECT_EQ(objects[1]["packets_out"], 2);
	EXPECT_EQ(objects[1]["args"][1]["name"], "local");
	EXPECT_EQ(objects[2]["other"], true);
	EXPECT_EQ(objects[2]["bytes_out"], 3);
	EXPECT_FALSE(objects[2].contains("args"));
}

} // namespace
} // namespace strobe::report
