// SPDX-License-Identifier: BSD-2-Clause
// Bytes of an eBPF program's events and maps: types from a small BTF, values through the sink.
#include <gtest/gtest.h>

#include <array>
#include <bpf/btf.h>
#include <cstring>

#include "decode/typed.h"
#include "out/json.h"
#include "out/text.h"
#include "types/btf_check.h"
#include "types/data_types.h"
#include "types/emitted.h"

namespace strobe {
namespace {

/// struct point { s8 x; s8 y; };
/// struct event { u32 pid; char comm[8]; struct point at[2]; enum kind kind; unsigned a:3; int b:5; bool on;
///                struct { u16 port; }; strobe_duration took; strobe_ip4 from; strobe_error ret; void *p;
///                strobe_ip6 six; strobe_port dport; strobe_time when; u64 stack[3]; double f; };
struct Event {
	uint32_t pid = 42;
	char comm[8] = {'l', 's', '\n', 0, 'x'};
	int8_t points[4] = {1, -2, 3, -4};
	uint32_t kind = 5;
	uint8_t a : 3 = 5;
	uint8_t b : 5 = 0x1f; // -1
	uint8_t on = 1;
	uint16_t port = 80;
	uint64_t took = 1'234'567;
	uint8_t from[4] = {127, 0, 0, 1};
	int32_t ret = -2;
	uint64_t p = 0xdead;
	uint8_t six[16] = {0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
	uint8_t dport[2] = {0x1f, 0x90};
	uint8_t pad[6] = {};
	uint64_t when = 5;
	uint64_t stack[3] = {0x10, 0x20, 0};
	double f = 1.5;
};

class Types {
public:
	Types() {
		btf* t = btf__new_empty();
		const int c = btf__add_int(t, "char", 1, BTF_INT_SIGNED),
				  s8 = btf__add_int(t, "signed char", 1, BTF_INT_SIGNED);
		const int u16 = btf__add_int(t, "unsigned short", 2, 0), u32 = btf__add_int(t, "unsigned int", 4, 0);
		const int i32 = btf__add_int(t, "int", 4, BTF_INT_SIGNED), u64 = btf__add_int(t, "unsigned long", 8, 0);
		const int u8 = btf__add_int(t, "unsigned char", 1, 0), boolean = btf__add_int(t, "_Bool", 1, BTF_INT_BOOL);
		const int floating = btf__add_float(t, "double", 8), pointer = btf__add_ptr(t, 0);
		const int comm = btf__add_array(t, u32, c, 8);
		const int point = btf__add_struct(t, "point", 2);
		btf__add_field(t, "x", s8, 0, 0);
		btf__add_field(t, "y", s8, 8, 0);
		const int points = btf__add_array(t, u32, point, 2);
		const int kind = btf__add_enum(t, "kind", 4);
		btf__add_enum_value(t, "SLOW", 0);
		btf__add_enum_value(t, "FAST", 5);
		const int inner = btf__add_struct(t, nullptr, 2);
		btf__add_field(t, "port", u16, 0, 0);
		const int duration = btf__add_typedef(t, "strobe_duration", u64), ip4 = btf__add_typedef(t, "strobe_ip4", u32);
		const int error = btf__add_typedef(t, "strobe_error", i32), port = btf__add_typedef(t, "strobe_port", u16);
		const int time = btf__add_typedef(t, "strobe_time", u64), address = btf__add_typedef(t, "strobe_kernel", u64);
		const int stack = btf__add_array(t, u32, address, 3), bytes = btf__add_array(t, u32, u8, 16);
		const int six = btf__add_struct(t, nullptr, 16);
		btf__add_field(t, "byte", bytes, 0, 0);
		const int ip6 = btf__add_typedef(t, "strobe_ip6", six);
		const auto at = [](size_t offset) { return static_cast<uint32_t>(offset * 8); };
		event_ = btf__add_struct(t, "event", sizeof(Event));
		btf__add_field(t, "pid", u32, at(offsetof(Event, pid)), 0);
		btf__add_field(t, "comm", comm, at(offsetof(Event, comm)), 0);
		btf__add_field(t, "at", points, at(offsetof(Event, points)), 0);
		btf__add_field(t, "kind", kind, at(offsetof(Event, kind)), 0);
		btf__add_field(t, "a", u32, at(offsetof(Event, kind) + 4), 3);
		btf__add_field(t, "b", i32, at(offsetof(Event, kind) + 4) + 3, 5);
		btf__add_field(t, "on", boolean, at(offsetof(Event, on)), 0);
		btf__add_field(t, nullptr, inner, at(offsetof(Event, port)), 0);
		btf__add_field(t, "took", duration, at(offsetof(Event, took)), 0);
		btf__add_field(t, "from", ip4, at(offsetof(Event, from)), 0);
		btf__add_field(t, "ret", error, at(offsetof(Event, ret)), 0);
		btf__add_field(t, "p", pointer, at(offsetof(Event, p)), 0);
		btf__add_field(t, "six", ip6, at(offsetof(Event, six)), 0);
		btf__add_field(t, "dport", port, at(offsetof(Event, dport)), 0);
		btf__add_field(t, "when", time, at(offsetof(Event, when)), 0);
		btf__add_field(t, "stack", stack, at(offsetof(Event, stack)), 0);
		btf__add_field(t, "f", floating, at(offsetof(Event, f)), 0);
		btf__add_typedef(t, "event_t", btf__add_const(t, event_));
		uint32_t size = 0;
		const auto* raw = static_cast<const uint8_t*>(btf__raw_data(t, &size));
		types_ = std::move(*types::DataTypes::of({raw, size}));
		btf__free(t);
	}
	types::DataTypes& operator*() { return *types_; }
	const spec::DataType* event() { return types_->type(static_cast<uint32_t>(event_)); }

private:
	std::unique_ptr<types::DataTypes> types_;
	int event_ = 0;
};

std::span<const uint8_t> bytes_of(const Event& e) {
	return {reinterpret_cast<const uint8_t*>(&e), sizeof e};
}

decode::TypedContext context() {
	return {.time = [](uint64_t ns) { return "at " + std::to_string(ns); },
			.kernel_symbol = [](uint64_t address) { return address == 0x10 ? "vfs_read" : ""; }};
}

std::string text(const decode::Typed& value) {
	TextBuf line;
	out::TextSink sink(line);
	decode::typed_fields(value, context(), sink);
	return std::string(line.view());
}

TEST(Typed, EveryKindOfMember) {
	Types types;
	const Event e;
	EXPECT_EQ(text({.type = types.event(), .bytes = bytes_of(e)}),
			  "pid=42, comm=\"ls\\n\", at=[{x=1, y=-2}, {x=3, y=-4}], kind=FAST, a=5, b=-1, on=true, port=80, "
			  "took=1.234ms, from=127.0.0.1, ret=-2 ENOENT, p=0xdead, six=2001:db8::1, dport=8080, when=at 5, "
			  "stack=[vfs_read, 0x20], f=1.5");
}

TEST(Typed, AsJson) {
	Types types;
	const Event e;
	TextBuf line;
	out::JsonSink sink(line);
	sink.begin_arguments();
	decode::typed_fields({.type = types.event(), .bytes = bytes_of(e)}, context(), sink);
	sink.end_arguments();
	const std::string json(line.view());
	EXPECT_TRUE(json.starts_with(R"([{"name":"pid","value":42},{"name":"comm","value":"ls\n"},{"name":"at","value":)"
								 R"({"array":[{"struct":[{"name":"x","value":1},{"name":"y","value":-2}]},)"))
		<< json;
	EXPECT_NE(json.find(R"({"name":"took","value":1234567})"), std::string::npos) << json;
	EXPECT_NE(json.find(R"({"name":"kind","value":{"raw":5,"text":"FAST"}})"), std::string::npos) << json;
}

TEST(Typed, ARecordThatEndsEarly) {
	Types types;
	const Event e;
	const auto part = [&](size_t n) { return text({.type = types.event(), .bytes = bytes_of(e).first(n)}); };
	EXPECT_TRUE(part(0).starts_with("pid=?, comm=?, at=?, kind=?, a=?, b=?"));
	EXPECT_TRUE(part(2).starts_with("pid=?, comm=?"));
	EXPECT_TRUE(part(6).starts_with("pid=42, comm=\"ls\", at=?"));
	EXPECT_TRUE(part(14).starts_with("pid=42, comm=\"ls\\n\", at=[{x=1, y=-2}, ...], kind=?"));
}

TEST(Typed, PartsByTheirPath) {
	Types types;
	const Event e;
	const decode::Typed whole{.type = types.event(), .bytes = bytes_of(e)};
	const auto number = [&](const char* path) {
		const auto part = decode::part_of(whole, path);
		return part ? decode::number_of(*part) : std::nullopt;
	};
	EXPECT_EQ(number("pid"), 42U);
	EXPECT_EQ(number("at[1].x"), 3U);
	EXPECT_EQ(number("at[1].y"), static_cast<uint64_t>(-4));
	EXPECT_EQ(number("port"), 80U);
	EXPECT_EQ(number("b"), static_cast<uint64_t>(-1));
	EXPECT_EQ(number("comm"), std::nullopt);
	for (const char* wrong : {"none", "at[2]", "at[", "at[x]", "at[-1]", "pid.x", "at.x", "comm[0]", "at[1"})
		EXPECT_FALSE(decode::part_of(whole, wrong)) << wrong;
}

TEST(DataTypes, ByName) {
	Types types;
	EXPECT_EQ((*types).type((*types).named("struct event")), types.event());
	EXPECT_EQ((*types).type((*types).named("event")), types.event());
	EXPECT_EQ((*types).type((*types).named("event_t"))->members.size(), types.event()->members.size());
	EXPECT_EQ((*types).named("kind"), 0U);
	EXPECT_EQ((*types).type(0), nullptr);
	EXPECT_EQ((*types).type(100000), nullptr);
	EXPECT_EQ((*types).plain(4)->kind, spec::DataKind::kUnsigned);
	EXPECT_EQ((*types).plain(3)->kind, spec::DataKind::kBytes);
}

/// A BTF of one's own; the maker of it returns the id that the test is about.
struct Made {
	template <class Make>
	explicit Made(Make make) {
		btf* t = btf__new_empty();
		id = static_cast<uint32_t>(make(t));
		uint32_t size = 0;
		const auto* raw = static_cast<const uint8_t*>(btf__raw_data(t, &size));
		types = std::move(*types::DataTypes::of({raw, size}));
		btf__free(t);
	}
	const spec::DataType* type() { return types->type(id); }

	std::unique_ptr<types::DataTypes> types;
	uint32_t id = 0;
};

TEST(DataTypes, OwnStructuresOnce) {
	Made made([](btf* t) {
		const int u32 = btf__add_int(t, "unsigned int", 4, 0);
		const auto add = [&](const char* name, uint32_t size) {
			const int id = btf__add_struct(t, name, size);
			btf__add_field(t, "n", u32, 0, 0);
			return id;
		};
		const int conn = add("conn", 4);
		btf__add_typedef(t, "conn_t", conn);
		btf__add_typedef(t, "conn_t", add("conn", 4)); // that of DWARF
		add("conn", 8);
		add("strobe_event_head", 16);
		btf__add_struct(t, "nothing", 0);
		return conn;
	});
	EXPECT_EQ(made.types->structures().size(), 7U);
	const std::vector<uint32_t> own = made.types->own_structures();
	ASSERT_EQ(own.size(), 2U);
	EXPECT_EQ(own.front(), made.id);
	EXPECT_EQ(made.types->type(own.back())->size, 8U);
}

TEST(DataTypes, NamesAreHarmless) {
	Made made([](btf* t) {
		const int kind = btf__add_enum(t, "k\nd", 4);
		btf__add_enum_value(t, "O\x1b[2JNE", 1);
		const int event = btf__add_struct(t, "e\x7fvent", 4);
		btf__add_field(t, "k\xc2\x9b\xc3\xa4", kind, 0, 0);
		return event;
	});
	const std::array<uint8_t, 4> one{1};
	EXPECT_EQ(text({.type = made.type(), .bytes = one}), "k?\xc3\xa4=O?[2JNE");
	EXPECT_EQ(made.type()->name, "struct e?vent");
	EXPECT_EQ(made.type()->members.front().type->name, "enum k?d");
}

TEST(Typed, AFlexibleArrayGoesOnToTheEnd) {
	const auto make = [](const char* element, uint32_t size) {
		return [=](btf* t) {
			const int u32 = btf__add_int(t, "unsigned int", 4, 0), of = btf__add_int(t, element, size, 0);
			const int data = btf__add_array(t, u32, of, 0), event = btf__add_struct(t, "event", 4);
			btf__add_field(t, "n", u32, 0, 0);
			btf__add_field(t, "data", data, 32, 0);
			return event;
		};
	};
	const std::array<uint8_t, 8> bytes{5, 0, 0, 0, 'h', 0, 'l', 0};
	Made characters(make("char", 1)), numbers(make("unsigned short", 2));
	EXPECT_EQ(text({.type = characters.type(), .bytes = bytes}), "n=5, data=\"h\"");
	EXPECT_EQ(text({.type = numbers.type(), .bytes = bytes}), "n=5, data=[104, 108]");
	EXPECT_EQ(text({.type = numbers.type(), .bytes = std::span(bytes).first(4)}), "n=5, data=[]");
	const auto second = decode::part_of({.type = numbers.type(), .bytes = bytes}, "data[1]");
	ASSERT_TRUE(second);
	EXPECT_EQ(decode::number_of(*second), 108U);
}

TEST(Typed, LongArrays) {
	Made made([](btf* t) {
		const int u8 = btf__add_int(t, "unsigned char", 1, 0);
		return btf__add_array(t, u8, u8, 100'000);
	});
	const std::vector<uint8_t> bytes(100'000, 7);
	const auto count = [&](const decode::TypedContext& context) {
		TextBuf line;
		out::TextSink sink(line);
		decode::typed({.type = made.type(), .bytes = bytes}, context, sink);
		EXPECT_TRUE(line.view().ends_with("7, ...]"));
		return std::ranges::count(line.view(), '7');
	};
	EXPECT_EQ(count({}), 64);
	EXPECT_EQ(count({.whole_arrays = true}), 65535); // with the array itself as many values as are shown at all
}

TEST(DataTypes, WhatIsNoBtf) {
	const std::array<uint8_t, 40> junk{0x9f, 0xeb, 1, 0, 24};
	EXPECT_FALSE(types::DataTypes::of(junk));
	const auto nothing = types::DataTypes::of({});
	ASSERT_TRUE(nothing);
	EXPECT_EQ((*nothing)->structures().size(), 0U);
	(*nothing)->learn_from(junk);
	EXPECT_EQ((*nothing)->structures().size(), 0U);
	EXPECT_TRUE(types::emitted_types(junk).empty());
}

/// Each byte of the BTF once with other values: nothing is read that is not there, whatever the check lets through.
TEST(DataTypes, DamagedBtf) {
	btf* t = btf__new_empty();
	const int i32 = btf__add_int(t, "int", 4, BTF_INT_SIGNED), array = btf__add_array(t, i32, i32, 4);
	btf__add_struct(t, "event", 32);
	btf__add_field(t, "a", array, 0, 0);
	btf__add_field(t, "b", btf__add_typedef(t, "t", i32), 128, 0);
	uint32_t size = 0;
	const auto* raw = static_cast<const uint8_t*>(btf__raw_data(t, &size));
	const std::vector<uint8_t> whole(raw, raw + size), data(64);
	btf__free(t);
	EXPECT_TRUE(types::check_btf(whole));
	unsigned refused = 0;
	for (size_t at = 0; at < whole.size(); at++)
		for (const uint8_t value : {0x00, 0x01, 0x07, 0x7f, 0xff}) {
			std::vector<uint8_t> damaged = whole;
			damaged[at] = value;
			if (!types::check_btf(damaged)) {
				refused++;
				continue;
			}
			const auto types = types::DataTypes::of(damaged);
			if (!types) continue;
			for (uint32_t id = 0; id < 12; id++)
				if (const spec::DataType* type = (*types)->type(id)) text({.type = type, .bytes = data});
		}
	EXPECT_GT(refused, 100U);
	for (size_t n = 1; n < whole.size(); n++) EXPECT_FALSE(types::check_btf(std::span(whole).first(n))) << n;
}

/// Structures without a size could hold each other any number of times.
TEST(Typed, TypesWithoutASizeEnd) {
	btf* t = btf__new_empty();
	int inner = btf__add_struct(t, "nothing", 0);
	for (int depth = 0; depth < 20; depth++) {
		const int outer = btf__add_struct(t, "more", 0);
		for (int i = 0; i < 20; i++) btf__add_field(t, "m", inner, 0, 0);
		inner = outer;
	}
	uint32_t size = 0;
	const auto* raw = static_cast<const uint8_t*>(btf__raw_data(t, &size));
	auto types = types::DataTypes::of({raw, size});
	btf__free(t);
	ASSERT_TRUE(types);
	EXPECT_LT(text({.type = (*types)->type(static_cast<uint32_t>(inner))}).size(), 1'000'000U);
}

} // namespace
} // namespace strobe
