// SPDX-License-Identifier: BSD-2-Clause
// Sums, extremes and histograms of probes: what the command line means, how it is compiled, what is printed.
#include <cstring>
#include <gtest/gtest.h>
#include <sstream>

#include "cli/aggregates.h"
#include "plan/aggregate.h"
#include "report/groups.h"
#include "report/measure.h"
#include "tests/schema.h"

namespace strobe {

namespace {

using spec::AggregateKind;

// ---- command line

std::string refused(AggregateKind kind, const char* value) {
	std::vector<spec::Aggregate> list;
	const auto bad = cli::add_aggregate(kind, value, list);
	return bad ? bad->text : "";
}

TEST(Aggregates, LinearHistogramsOfTheCommandLine) {
	std::vector<spec::Aggregate> list;
	ASSERT_FALSE(cli::add_aggregate(AggregateKind::kLinearHistogram, "ret, -10,30,5", list));
	ASSERT_FALSE(cli::add_aggregate(AggregateKind::kLinearHistogram, "duration,0ms,10ms,1ms", list));
	EXPECT_EQ(list[0].expression, "ret");
	EXPECT_EQ(list[0].low, -10);
	EXPECT_EQ(list[0].high, 30);
	EXPECT_EQ(list[0].step, 5u);
	EXPECT_EQ(list[1].high, 10'000'000);
	EXPECT_EQ(list[1].step, 1'000'000u);
}

TEST(Aggregates, WrongLinearHistograms) {
	constexpr auto kKind = AggregateKind::kLinearHistogram;
	EXPECT_EQ(refused(kKind, "ret,0,100"), "--lhist 'ret,0,100' is not EXPR,LOW,HIGH,STEP");
	for (const std::string value : {"ret,0,x,1", "ret,0,1e3,100", "ret,0,+100,10", "ret,0,100,1e1"})
		EXPECT_EQ(refused(kKind, value.c_str()),
				  "--lhist '" + value + "': LOW, HIGH and STEP are numbers, or times with a unit");
	EXPECT_EQ(refused(kKind, "ret,10,10,1"), "--lhist 'ret,10,10,1': HIGH must be more than LOW, and STEP more than 0");
	EXPECT_EQ(refused(kKind, "ret,0,10,0"), "--lhist 'ret,0,10,0': HIGH must be more than LOW, and STEP more than 0");
	EXPECT_EQ(refused(kKind, "ret,0,10,3"), "--lhist 'ret,0,10,3': HIGH - LOW is no multiple of STEP");
	EXPECT_EQ(refused(kKind, "ret,0,1001,1"), "--lhist 'ret,0,1001,1' has 1001 steps");
	EXPECT_EQ(refused(kKind, "ret,-9223372036854775808,9223372036854775807,1"),
			  "--lhist 'ret,-9223372036854775808,9223372036854775807,1' has 18446744073709551615 steps");
}

TEST(Aggregates, HistogramsStandAlone) {
	EXPECT_FALSE(cli::check_aggregates({{AggregateKind::kCount}, {AggregateKind::kHistogram, "ret"}}));
	EXPECT_FALSE(cli::check_aggregates({{AggregateKind::kSum, "ret"}, {AggregateKind::kMaximum, "ret"}}));
	const auto bad = cli::check_aggregates({{AggregateKind::kSum, "ret"}, {AggregateKind::kHistogram, "ret"}});
	ASSERT_TRUE(bad);
	EXPECT_EQ(bad->text, "a histogram stands alone: --hist and --sum are mutually exclusive");
	EXPECT_TRUE(cli::check_aggregates({{AggregateKind::kHistogram, "ret"}, {AggregateKind::kHistogram, "ret"}}));
}

// ---- plans

spec::ProbeRow row(const char* name, spec::Shape shape) {
	spec::ProbeRow r{.name = name, .fields = {}};
	r.fields.push_back({.name = "ret", .type = "long", .shape = shape, .offset = 16, .size = 8});
	r.fields.push_back({.name = "path", .type = "char", .shape = spec::Shape::kText, .offset = 24, .size = 16});
	return r;
}

Result<plan::ProbePlans> compiled(std::vector<spec::ProbeRow> rows, std::vector<spec::Aggregate> wanted) {
	return plan::compile_probes(rows, {.count = true, .aggregates = std::move(wanted), .by = "comm"});
}

TEST(Aggregates, Columns) {
	const auto plans =
		compiled({row("a", spec::Shape::kUnsigned), row("b", spec::Shape::kSigned)},
				 {{AggregateKind::kCount}, {AggregateKind::kMinimum, "ret"}, {AggregateKind::kAverage, "ret"}});
	ASSERT_TRUE(plans) << plans.error().message;
	ASSERT_EQ(plans->columns.size(), 2u);
	EXPECT_TRUE(plans->columns[0].is_signed) << "one of the probes has a sign";
	for (const auto& plan : plans->plans) {
		EXPECT_EQ(plan.column[0].op, STROBE_COLUMN_MIN);
		EXPECT_EQ(plan.column[0].is_signed, 1);
		EXPECT_EQ(plan.column[1].op, STROBE_COLUMN_SUM);
		EXPECT_EQ(plan.column[1].value.off, 16u);
	}
	EXPECT_FALSE(plans->histogram);
	EXPECT_EQ(plans->key_size, 16u);
}

TEST(Aggregates, WhatIsNoNumberIsRefused) {
	spec::ProbeRow r = row("a", spec::Shape::kUnsigned);
	r.fields.push_back({.name = "part", .type = "int", .shape = spec::Shape::kSigned, .size = 4, .bits = 3});
	r.fields.push_back({.name = "real", .type = "double", .place = spec::Place::kNowhere, .size = 8});
	const auto said = [&](AggregateKind kind, const char* name) {
		const auto plans = compiled({r}, {{kind, name}});
		return plans ? "" : plans.error().message;
	};
	EXPECT_EQ(said(AggregateKind::kSum, "part"), "--sum: 'part' of a is a bit field");
	EXPECT_EQ(said(AggregateKind::kHistogram, "real"), "--hist: 'real' of a cannot be read: it is a double");
	EXPECT_EQ(said(AggregateKind::kMaximum, "path"), "--max: 'path' of a is a text");
	EXPECT_EQ(said(AggregateKind::kMaximum, "ret"), "");
}

TEST(Aggregates, HistogramIsThePartBehindTheKey) {
	const auto plans =
		compiled({row("a", spec::Shape::kSigned)}, {{AggregateKind::kLinearHistogram, "ret", -10, 30, 5}});
	ASSERT_TRUE(plans) << plans.error().message;
	const strobe_histogram& h = plans->plans[0].histogram;
	EXPECT_EQ(h.scale, STROBE_SCALE_LINEAR);
	EXPECT_EQ(h.at, 16u);
	EXPECT_EQ(h.steps, 8u);
	EXPECT_EQ(plans->key_size, 24u);
}

TEST(Aggregates, WrongNames) {
	const auto error = [](AggregateKind kind, const char* name) {
		const auto plans = compiled({row("a:b", spec::Shape::kSigned)}, {{kind, name}});
		return plans ? std::string() : plans.error().message + "\n" + plans.error().hint;
	};
	EXPECT_EQ(error(AggregateKind::kSum, "rat"), "--sum: a:b has no field 'rat'\ndid you mean 'ret'?");
	EXPECT_EQ(error(AggregateKind::kHistogram, "path"),
			  "--hist: 'path' of a:b is a text\ncount its values: --count --by path");
	const spec::Aggregate sum{AggregateKind::kSum, "ret"};
	const auto plans = compiled({row("a:b", spec::Shape::kSigned)}, {sum, sum, sum, sum, sum});
	ASSERT_FALSE(plans);
	EXPECT_EQ(plans.error().message, "too many columns");
}

// ---- reports

TEST(Aggregates, Times) {
	EXPECT_EQ(report::time_text(0), "0ns");
	EXPECT_EQ(report::time_text(999), "999ns");
	EXPECT_EQ(report::time_text(1024), "1.02us");
	EXPECT_EQ(report::time_text(999'499), "999us");
	EXPECT_EQ(report::time_text(999'999), "1ms");
	EXPECT_EQ(report::time_text(2'500'000'000), "2.5s");
	EXPECT_EQ(report::time_text(5e12), "5000s");
}

TEST(Aggregates, LabelsOfPowers) {
	const spec::Histogram h{.expression = "ret"}, time{.expression = "duration", .is_time = true};
	const char* const labels[] = {"(..., 0)", "[0]", "[1]", "[2, 4)", "[4, 8)"};
	for (uint64_t b = 0; b < std::size(labels); b++) EXPECT_EQ(report::label_of(h, b), labels[b]);
	EXPECT_EQ(report::label_of(h, 11), "[512, 1K)");
	EXPECT_EQ(report::label_of(h, 22), "[1M, 2M)");
	EXPECT_EQ(report::label_of(h, 65), "[8E, 16E)");
	EXPECT_EQ(report::label_of(time, 12), "[1.02us, 2.05us)");
	EXPECT_EQ(report::range_of(h, 65).from, report::Edge{1} << 63);
	EXPECT_EQ(report::range_of(h, 0).below, 0);
	EXPECT_FALSE(report::range_of(h, 0).from);
}

TEST(Aggregates, LabelsOfSteps) {
	const spec::Histogram h{.expression = "ret", .linear = true, .low = -10, .high = 30, .step = 20};
	const char* const labels[] = {"(..., -10)", "[-10, 10)", "[10, 30)", "[30, ...)"};
	for (uint64_t b = 0; b < std::size(labels); b++) EXPECT_EQ(report::label_of(h, b), labels[b]);
}

std::vector<uint8_t> key(uint64_t n, uint64_t bucket) {
	std::vector<uint8_t> k(16);
	std::memcpy(k.data(), &n, sizeof n);
	std::memcpy(k.data() + 8, &bucket, sizeof bucket);
	return k;
}

std::string checked_objects(const report::Groups& g) {
	test::Schema schema(STROBE_SCHEMA);
	std::istringstream lines(report::group_objects(g, 1, 2));
	std::string line, first;
	while (std::getline(lines, line)) {
		if (first.empty()) first = line;
		EXPECT_EQ(schema.errors_of(line), "") << line;
	}
	return first;
}

TEST(Aggregates, Drawing) {
	const std::vector<spec::GroupKey> by = {{.name = "pid", .shape = spec::Shape::kUnsigned, .at = 0, .size = 8}};
	const spec::Histogram h{.expression = "ret", .at = 8};
	report::Groups g{.keys = by, .probes = {}, .histogram = &h, .other = 3};
	g.rows = {{key(1, 2), 5}, {key(2, 0), 7}, {key(1, 4), 10}};
	report::join_buckets(g);
	report::sort(g, 0);
	EXPECT_EQ(report::group_table(g), "pid=1: ret\n"
									  "[1]             5 |@@@@@@@@@@@@@@@@@@@@@@@@@                         |\n"
									  "[2, 4)          0 |                                                  |\n"
									  "[4, 8)         10 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@|\n"
									  "\n"
									  "pid=2: ret\n"
									  "(..., 0)          7 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@|\n"
									  "\n"
									  "(other): 3\n");
	EXPECT_EQ(checked_objects(g),
			  R"({"type":"group","time_ns":1,"wall_ns":2,"by":[{"name":"pid","value":1}],"histogram":"ret",)"
			  R"("buckets":[{"from":1,"below":2,"count":5},{"from":4,"below":8,"count":10}],"count":15})");
	report::sort(g, 1);
	EXPECT_EQ(g.rows.size(), 1u);
}

TEST(Aggregates, TableOfColumns) {
	const std::vector<spec::GroupKey> by = {{.name = "pid", .shape = spec::Shape::kUnsigned, .at = 0, .size = 8}};
	const std::vector<spec::Column> columns = {
		{.kind = AggregateKind::kSum, .expression = "ret", .is_signed = true},
		{.kind = AggregateKind::kAverage, .expression = "ret", .is_signed = true},
		{.kind = AggregateKind::kMaximum, .expression = "duration", .is_time = true}};
	report::Groups g{.keys = by, .probes = {}, .columns = columns, .order = 0, .other = 9};
	const auto minus = static_cast<uint64_t>(-3);
	g.rows = {{key(1, 0), 2, {minus, minus, 1500}}, {key(2, 0), 1, {4, 4, 10}}};
	report::sort(g, 0);
	EXPECT_EQ(report::group_table(g), "     COUNT    SUM(RET)    AVG(RET)  MAX(DURATION)  PID\n"
									  "         1           4         4.0           10ns  2\n"
									  "         2          -3        -1.5          1.5us  1\n"
									  "         9           -           -              -  (other)\n");
	EXPECT_EQ(checked_objects(g), R"j({"type":"group","time_ns":1,"wall_ns":2,"by":[{"name":"pid","value":2}],)j"
								  R"j("columns":[{"name":"sum(ret)","value":4},{"name":"avg(ret)","value":4.000},)j"
								  R"j({"name":"max(duration)","value":10}],"count":1})j");
}

TEST(Aggregates, TableOfStacksAlone) {
	const std::vector<spec::GroupKey> by = {{.name = "kstack", .stack = spec::StackKind::kKernel, .at = 0, .size = 8}};
	report::Groups g{.keys = by, .probes = {}, .rows = {{key(7, 0), 2}}, .other = 9};
	g.frames = [](const spec::GroupKey&, uint64_t) {
		return std::vector<std::string>{"queued_spin_lock_slowpath+0x1"};
	};
	EXPECT_EQ(report::group_table(g), "     COUNT\n"
									  "         2\n"
									  "            queued_spin_lock_slowpath+0x1\n"
									  "         9  (other)\n");
}

} // namespace

} // namespace strobe
