// SPDX-License-Identifier: BSD-2-Clause
// Values and traces as JSON.
#include "out/json.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>

#include "cli/parse.h"
#include "front/json_printer.h"
#include "front/summary.h"
#include "tape.h"
#include "tests/schema.h"

namespace strobe {
namespace {

using namespace std::literals;
using out::JsonSink;
using test::CallOf;
using test::Json;
using test::kMilli;
using test::Paper;
using test::Tape;
using test::Who;

// ---- strings --------------------------------------------------------------------------------------------------------

std::string text_of(std::string_view s) {
	TextBuf b;
	out::put_json_text(b, s);
	return std::string(b.view());
}

std::string string_of(std::string_view s) {
	TextBuf b;
	out::put_json_string(b, s);
	return std::string(b.view());
}

TEST(JsonString, IsAsciiAndReadsBack) {
	EXPECT_EQ(text_of("plain"), R"("plain")");
	EXPECT_EQ(text_of("a\"b\\c\n\t\r"), R"("a\"b\\c\n\t\r")");
	EXPECT_EQ(text_of("\0\x1b\x7f"sv), R"("\u0000\u001b\u007f")");
	EXPECT_EQ(text_of("\u00e4\u20ac\U0001f600"), R"("\u00e4\u20ac\ud83d\ude00")");
	for (const auto& s : {"\u0080\u07ff\u0800\uffff\U00010000\U0010ffff"s, "\u009b31m"s, "/"s, ""s})
		EXPECT_EQ(test::parse_json(text_of(s)).get<std::string>(), s);
}

TEST(JsonString, KeepsBytesThatAreNoUtf8) {
	EXPECT_EQ(string_of("\u00e4"), R"("\u00e4")");
	EXPECT_EQ(string_of("a\xff"), R"({"bytes":"61ff"})");
	for (const std::string_view bad :
		 {"\x80"sv, "\xc3"sv, "\xc3("sv, "\xc0\xaf"sv, "\xe0\x80\xaf"sv, "\xf0\x80\x80\xaf"sv, "\xed\xa0\x80"sv,
		  "\xf4\x90\x80\x80"sv, "\xf5\x80\x80\x80"sv, "\xe2\x82"sv}) {
		EXPECT_EQ(string_of(bad).substr(0, 10), R"({"bytes":")") << text_of(bad);
		EXPECT_NE(text_of(bad).find("\\ufffd"), std::string::npos);
	}
}

// ---- the sink -------------------------------------------------------------------------------------------------------

template <class F>
std::string value_of(F&& print, out::TextOptions options = {}) {
	TextBuf b;
	JsonSink sink(b, options);
	sink.begin_value();
	print(sink);
	sink.end_value();
	EXPECT_TRUE(Json::accept("{\"result\":" + std::string(b.view()) + "}")) << b.view();
	return std::string(b.view());
}

std::span<const uint8_t> bytes(std::string_view s) {
	return {reinterpret_cast<const uint8_t*>(s.data()), s.size()};
}

TEST(JsonSink, Numbers) {
	EXPECT_EQ(value_of([](auto& s) { s.integer(INT64_MIN); }), "-9223372036854775808");
	EXPECT_EQ(value_of([](auto& s) { s.unsigned_integer(UINT64_MAX); }), "18446744073709551615");
	EXPECT_EQ(value_of([](auto& s) { s.hexadecimal(255); }), R"({"raw":255,"text":"0xff"})");
	EXPECT_EQ(value_of([](auto& s) { s.octal(0644); }), R"({"raw":420,"text":"0644"})");
	EXPECT_EQ(value_of([](auto& s) { s.address(0); }), R"({"raw":0,"text":"NULL"})");
}

TEST(JsonSink, ConstantsAreNumberAndTextInEveryStyle) {
	const auto flags = [](auto& s) { s.constant(2, "O_RDWR", "O_???", out::Radix::kHex); };
	EXPECT_EQ(value_of(flags), R"({"raw":2,"text":"O_RDWR"})");
	EXPECT_EQ(value_of(flags, {.xlat = out::XlatStyle::kRaw}), R"({"raw":2,"text":"0x2"})");
	EXPECT_EQ(value_of(flags, {.xlat = out::XlatStyle::kVerbose}), R"({"raw":2,"text":"0x2 /* O_RDWR */"})");
	EXPECT_EQ(value_of([](auto& s) { s.constant(-100ull, "AT_FDCWD", "", out::Radix::kDecimal); }),
			  R"({"raw":-100,"text":"AT_FDCWD"})");
}

TEST(JsonSink, Strings) {
	EXPECT_EQ(value_of([](auto& s) { s.string(bytes("abc"), {}); }), R"("abc")");
	EXPECT_EQ(value_of([](auto& s) { s.string(bytes("abc"), {.cut = true}); }), R"({"string":"abc","cut":true})");
	EXPECT_EQ(value_of([](auto& s) { s.string(bytes("a\xff"), {.cut = true}); }), R"({"bytes":"61ff","cut":true})");
	EXPECT_EQ(value_of([](auto& s) { s.string(bytes("abc"), {.hex = true}); }), R"({"data":"616263"})");
	EXPECT_EQ(value_of([](auto& s) { s.string(bytes("x"), {.prefix = '@'}); }), R"({"string":"x","prefix":"@"})");
	EXPECT_EQ(value_of([](auto& s) { s.string(bytes("x"), {.no_quotes = true}); }), R"({"string":"x","bare":true})");
}

TEST(JsonSink, StructuresNest) {
	EXPECT_EQ(value_of([](auto& s) {
				  s.begin_struct();
				  s.field("a");
				  s.begin_array();
				  s.element();
				  s.begin_struct();
				  s.end_struct(false);
				  s.element();
				  s.integer(1);
				  s.end_array(out::ArrayEnd::kMore, 0);
				  s.field("b");
				  s.begin_set(true);
				  s.element();
				  s.plain("INT");
				  s.end_set(false);
				  s.end_struct(true);
			  }),
			  R"({"struct":[{"name":"a","value":{"array":[{"struct":[]},1],"more":true}},)"
			  R"({"name":"b","value":{"inverted":true,"set":[{"text":"INT"}]}}],"more":true})");
	EXPECT_EQ(value_of([](auto& s) {
				  s.begin_array();
				  s.end_array(out::ArrayEnd::kFault, 16);
			  }),
			  R"({"array":[],"more":true,"fault":16})");
}

TEST(JsonSink, SeveralThingsInOnePlaceAreParts) {
	EXPECT_EQ(value_of([](auto& s) {
				  s.integer(1);
				  s.plain("|");
				  s.integer(2);
			  }),
			  R"({"parts":[1,{"text":"|"},2]})");
}

TEST(JsonSink, CommentsAndChangesWrapWhatIsThere) {
	EXPECT_EQ(value_of([](auto& s) {
				  s.integer(1);
				  s.comment("one");
			  }),
			  R"({"value":1,"comment":"one"})");
	EXPECT_EQ(
		value_of([](auto& s) {
			s.integer(1);
			s.plain("x");
			s.after();
			s.integer(2);
			s.comment("two");
			s.after();
		}),
		R"({"before":{"parts":[1,{"text":"x"}]},"after":{"before":{"value":2,"comment":"two"},"after":{"text":""}}})");
}

TEST(JsonSink, APlaceWithoutAValueSaysNothing) {
	EXPECT_EQ(value_of([](auto&) {}), R"({"text":""})");
	EXPECT_EQ(value_of([](auto& s) {
				  s.begin_struct();
				  s.field("a");
				  s.field("b");
				  s.integer(1);
				  s.end_struct(false);
			  }),
			  R"({"struct":[{"name":"a","value":{"text":""}},{"name":"b","value":1}]})");
}

TEST(JsonSink, EncodedFieldsKeepTheirBytes) {
	const auto field = [](auto& s) {
		s.begin_struct();
		s.encoded("port", bytes("\0P"sv), "port 80", "all of it");
		s.end_struct(false);
	};
	EXPECT_EQ(value_of(field),
			  R"({"struct":[{"name":"port","value":{"encoded":"0050","text":"port 80","whole":"all of it"}}]})");
	EXPECT_EQ(value_of(field, {.xlat = out::XlatStyle::kRaw}),
			  R"({"struct":[{"name":"port","value":{"encoded":"0050","text":"\"\\x00\\x50\""}}]})");
}

TEST(JsonSink, NotesFollowTheResultInOneList) {
	EXPECT_EQ(value_of([](auto& s) {
				  s.integer(3);
				  s.begin_note();
				  s.plain("left ");
				  s.integer(1);
				  s.end_note();
				  s.begin_note();
				  s.plain("more");
				  s.end_note();
			  }),
			  R"(3,"note":[{"parts":[{"text":"left "},1]},{"text":"more"}])");
}

TEST(JsonSink, IsReadyForTheNextCall) {
	TextBuf b;
	JsonSink sink(b);
	for (int i = 0; i < 2; i++) {
		b.clear();
		sink.begin_arguments();
		sink.argument("fd");
		sink.integer(3);
		sink.argument("");
		sink.string(bytes("x"), {});
		sink.end_arguments();
		EXPECT_EQ(b.view(), R"([{"name":"fd","value":3},{"value":"x"}])");
	}
}

// ---- the trace ------------------------------------------------------------------------------------------------------

constexpr Who kA{10, 10}, kThread{11, 10}, kC{20, 20};
constexpr int64_t kRead = 0, kClose = 3, kGetpid = 39, kExitGroup = 231;

/// The objects of a trace, without times (which are checked), all of them conforming to the schema.
struct Page {
	explicit Page(std::vector<std::string> words) {
		words.insert(words.begin(), {"strobe", "--json"});
		words.emplace_back("command");
		std::vector<char*> argv;
		for (std::string& w : words) argv.push_back(w.data());
		argv.push_back(nullptr);
		const auto parsed = cli::parse({.name = "strobe"}, static_cast<int>(words.size()), argv.data());
		EXPECT_TRUE(parsed.options) << parsed.err;
		options = parsed.options.value_or(cli::Options{});
		printer.emplace(options, "strobe", out::Writer::to_fd(paper.fd(), "paper"));
		assembler.emplace(*printer);
	}

	std::vector<std::string> add(Tape& tape) {
		assembler->feed(tape.bytes());
		printer->flush();
		return lines();
	}
	std::vector<std::string> end() {
		assembler->for_each_task([&](event::Task& t) { printer->detached(t); });
		printer->close();
		return lines();
	}
	std::vector<std::string> lines() {
		test::Schema schema(STROBE_SCHEMA);
		std::vector<std::string> all;
		std::istringstream in(paper.text());
		for (std::string line; std::getline(in, line);) {
			Json o = test::parse_json(line);
			EXPECT_EQ(schema.errors(o), "") << line;
			o.erase("time_ns");
			o.erase("wall_ns");
			all.push_back(test::dump(o));
		}
		EXPECT_FALSE(all.empty());
		if (!all.empty()) all.erase(all.begin()); // the header
		return all;
	}

	Paper paper;
	cli::Options options;
	std::optional<front::JsonPrinter> printer;
	std::optional<event::Assembler> assembler;
};

using Lines = std::vector<std::string>;

Lines printed(std::vector<std::string> words, Tape& tape) {
	Page page(std::move(words));
	return page.add(tape);
}

TEST(JsonPrinter, ACallIsOneObject) {
	Tape t;
	t.enter(kA, {.nr = kRead, .args = {3, 0x1000, 5}}).exit(kC, {.nr = kGetpid, .ret = 20});
	t.exit(kA, {.nr = kRead, .args = {3, 0x1000, 5}, .ret = 2, .memory = {{0x1000, "hi", STROBE_PIECE_EXIT}}});
	EXPECT_EQ(
		printed({"-f"}, t),
		(Lines{R"({"type":"syscall","pid":20,"tid":20,"abi":"x86_64","number":39,"name":"getpid","args":[],"ret":20,)"
			   R"("duration_ns":1000000,"result":20})",
			   R"({"type":"syscall","pid":10,"tid":10,"abi":"x86_64","number":0,"name":"read","args":[)"
			   R"({"name":"fd","value":3},{"name":"buf","value":"hi"},{"name":"count","value":5}],"ret":2,)"
			   R"("duration_ns":1000000,"result":2})"}));
}

TEST(JsonPrinter, TimesAreThoseOfTheEntry) {
	Tape t;
	t.exit(kA, {.nr = kGetpid, .ret = 1, .duration = 7 * kMilli});
	Page page({});
	page.add(t);
	std::istringstream in(page.paper.text());
	std::string line;
	std::getline(in, line);
	EXPECT_EQ(line, R"({"type":"strobe","schema":1,"version":"0.1.0","command":["command"]})");
	std::getline(in, line);
	const Json o = test::parse_json(line);
	EXPECT_EQ(o["time_ns"], t.now - 7 * kMilli);
	EXPECT_EQ(o["duration_ns"], 7 * kMilli);
	EXPECT_GT(o["wall_ns"], 1'600'000'000'000'000'000);
}

TEST(JsonPrinter, FailuresAndCallsWithoutARow) {
	Tape t;
	t.exit(kA, {.nr = kClose, .args = {3}, .ret = -9}).exit(kA, {.nr = 3333, .ret = -512, .abi = STROBE_ABI_I386});
	const Lines lines = printed({}, t);
	ASSERT_EQ(lines.size(), 2u);
	EXPECT_NE(lines[0].find(R"("result":{"errno":9,"name":"EBADF","text":"Bad file descriptor"})"), std::string::npos);
	EXPECT_NE(
		lines[1].find(R"("abi":"i386","number":3333,"name":"syscall_0xd05","args":[{"value":{"raw":0,"text":"0"}})"),
		std::string::npos);
	EXPECT_NE(lines[1].find(R"("name":"ERESTARTSYS","text":)"), std::string::npos);
	EXPECT_NE(lines[1].find(R"("restart":true})"), std::string::npos);
}

TEST(JsonPrinter, CallsThatNeverEnd) {
	Tape t;
	Page page({"-f"});
	t.enter(kA, {.nr = kRead, .args = {3, 0x1000, 5}}).death_in_call(kC, 0x300, {.nr = kExitGroup, .args = {3}});
	page.add(t);
	EXPECT_EQ(page.end(),
			  (Lines{R"({"type":"syscall","pid":20,"tid":20,"abi":"x86_64","number":231,"name":"exit_group",)"
					 R"("args":[{"name":"status","value":3}],"result":null,"unfinished":"died"})",
					 R"({"type":"exit","pid":20,"tid":20,"status":3})",
					 R"({"type":"syscall","pid":10,"tid":10,"abi":"x86_64","number":0,"name":"read",)"
					 R"("args":[{"name":"fd","value":3}],"args_missing":true,"result":null,"unfinished":"detached"})",
					 R"({"type":"detach","pid":10,"tid":10})"}));
}

TEST(JsonPrinter, Life) {
	Tape t;
	t.attach(kA, "ba\xff").fork(kA, kThread, "thread").death(kA, 0).exec(kA, kThread.tid).signal(kA, SIGSTOP);
	t.death(kA, SIGSEGV | 0x80);
	EXPECT_EQ(printed({"-f"}, t),
			  (Lines{R"({"type":"attach","pid":10,"tid":10,"comm":{"bytes":"6261ff"}})",
					 R"({"type":"fork","pid":10,"tid":10,"comm":{"bytes":"6261ff"},"child_pid":10,"child_tid":11})",
					 R"({"type":"exec","pid":10,"tid":10,"comm":"new","old_tid":11})",
					 R"({"type":"signal","pid":10,"tid":10,"comm":"new","signal":{"number":19,"name":"SIGSTOP"},)"
					 R"("info":{"struct":[{"name":"si_signo","value":{"raw":19,"text":"SIGSTOP"}},)"
					 R"({"name":"si_code","value":{"raw":0,"text":"SI_USER"}},{"name":"si_pid","value":7},)"
					 R"({"name":"si_uid","value":1000}]},"stopped":true})",
					 R"({"type":"killed","pid":10,"tid":10,"comm":"new","signal":{"number":11,"name":"SIGSEGV"},)"
					 R"("core":true})"}));
}

TEST(JsonPrinter, WhatWasStoppedBeforeSaysSo) {
	Tape t;
	Page page({});
	page.add(t.attach(kA, "sh"));
	page.assembler->for_each_task([&](event::Task& task) { page.printer->stopped(task, 1, SIGTSTP); });
	page.printer->flush();
	EXPECT_EQ(page.lines().back(),
			  R"({"type":"stopped","pid":10,"tid":10,"comm":"sh","signal":{"number":20,"name":"SIGTSTP"}})");
}

TEST(JsonPrinter, GapsStandWhereTheyAre) {
	Tape t;
	t.enter(kA, {.number = 1, .nr = kRead}).exit(kA, {.number = 4, .nr = kGetpid, .ret = 1, .lost = 3});
	const Lines lines = printed({}, t);
	ASSERT_EQ(lines.size(), 2u) << "the call whose end was lost is among the lost ones";
	EXPECT_EQ(lines[0], R"({"type":"lost","pid":10,"tid":10,"calls":3})");
}

TEST(JsonPrinter, OutcomesAreFiltered) {
	const auto tape = [] {
		Tape t;
		t.exit(kA, {.number = 1, .nr = kClose, .args = {3}})
			.exit(kA, {.number = 2, .nr = kClose, .args = {3}, .ret = -9});
		t.death_in_call(kA, 0, {.number = 3, .nr = kExitGroup});
		return t;
	};
	const auto count = [&](const std::string& option) {
		Tape t = tape();
		return printed({"-e", option}, t).size() - 1; // the exit
	};
	EXPECT_EQ(count("status=all"), 3u);
	EXPECT_EQ(count("status=successful"), 1u);
	EXPECT_EQ(count("status=unfinished"), 1u);
	EXPECT_EQ(count("status=none"), 0u);
}

TEST(JsonPrinter, CountingWritesOnlyTheTable) {
	Tape t;
	Page page({"-c"});
	EXPECT_EQ(page.add(t.fork(kA, kC).exit(kA, {.nr = kGetpid, .lost = 1}).death(kC, 0)), Lines{});
	std::vector<strobe_count> counts(spec::kAbis * STROBE_NR_MAX);
	counts[kClose] = {.calls = 2, .errors = 1, .time = 3000, .min = 1000, .max = 2000};
	counts[kGetpid] = {.calls = 1, .errors = 0, .time = 4000, .min = 4000, .max = 4000};
	counts[STROBE_NR_MAX] = {.calls = 1, .errors = 0, .time = 5, .min = 5, .max = 5};
	page.printer->put(front::summary_text(page.options, counts));
	EXPECT_EQ(
		page.end(),
		(Lines{
			R"({"type":"count","abi":"x86_64","name":"getpid","calls":1,"errors":0,"total_ns":4000,"min_ns":4000,"max_ns":4000})",
			R"({"type":"count","abi":"x86_64","name":"close","calls":2,"errors":1,"total_ns":3000,"min_ns":1000,"max_ns":2000})",
			R"({"type":"total","abi":"x86_64","calls":3,"errors":1,"total_ns":7000,"min_ns":1000,"max_ns":4000})",
			R"({"type":"count","abi":"i386","name":"restart_syscall","calls":1,"errors":0,"total_ns":5,"min_ns":5,"max_ns":5})",
			R"({"type":"total","abi":"i386","calls":1,"errors":0,"total_ns":5,"min_ns":5,"max_ns":5})"}));
}

// ---- the validator --------------------------------------------------------------------------------------------------

TEST(Schema, RefusesWhatDoesNotConform) {
	test::Schema schema(STROBE_SCHEMA);
	const auto errors = [&](const char* text) { return schema.errors_of(text); };
	const char* right = R"({"type":"exit","time_ns":1,"wall_ns":2,"pid":3,"tid":4,"status":5})";
	EXPECT_EQ(errors(right), "");
	for (const char* wrong :
		 {R"({"type":"exit","time_ns":1,"wall_ns":2,"pid":3,"tid":4})",
		  R"({"type":"exit","time_ns":1,"wall_ns":2,"pid":3,"tid":4,"status":256})",
		  R"({"type":"exit","time_ns":-1,"wall_ns":2,"pid":3,"tid":4,"status":5})",
		  R"({"type":"exit","time_ns":1,"wall_ns":2,"pid":3,"tid":4,"status":5,"more":true})",
		  R"({"type":"exit","time_ns":1,"wall_ns":2,"pid":3,"tid":4,"status":"5"})",
		  R"({"type":"exit","time_ns":1,"wall_ns":2,"pid":3,"tid":4,"status":5,"comm":{"bytes":"f"}})",
		  R"({"type":"ends","time_ns":1,"wall_ns":2,"pid":3,"tid":4,"status":5})", R"([])", R"({})"})
		EXPECT_NE(errors(wrong), "") << wrong;
}

} // namespace
} // namespace strobe
