// SPDX-License-Identifier: BSD-2-Clause
// Types of the kernel without a kernel: a small BTF becomes rows of functions, and ways through memory.
#include <gtest/gtest.h>

#include <bpf/btf.h>
#include <cstring>
#include <fmt/format.h>

#include "cli/parse.h"
#include "decode/hit.h"
#include "out/json.h"
#include "out/text.h"
#include "plan/operand.h"
#include "plan/predicate.h"
#include "plan/probe.h"
#include "types/btf.h"
#include "types/functions.h"

namespace strobe {
namespace {

/// enum state { IDLE, BUSY = 7 };
/// struct qstr { unsigned len; const unsigned char *name; };
/// struct dentry { struct dentry *parent; struct qstr d_name; };
/// struct file { unsigned flags; int mode:3; unsigned kind:5; union { struct dentry *dentry; long raw; };
///               struct { short port; char label[8]; } inner; u8 id[4]; enum state state; void *data; };
/// struct pair { long a, b; }; struct large { long x[3]; };
class SmallBtf {
public:
	SmallBtf() : types_(btf__new_empty()) {
		char_ = add(btf__add_int(types_, "char", 1, BTF_INT_SIGNED));
		byte_ = add(btf__add_int(types_, "unsigned char", 1, 0));
		short_ = add(btf__add_int(types_, "short", 2, BTF_INT_SIGNED));
		int_ = add(btf__add_int(types_, "int", 4, BTF_INT_SIGNED));
		unsigned_ = add(btf__add_int(types_, "unsigned int", 4, 0));
		long_ = add(btf__add_int(types_, "long int", 8, BTF_INT_SIGNED));
		ulong_ = add(btf__add_int(types_, "long unsigned int", 8, 0));
		u8_ = add(btf__add_typedef(types_, "u8", byte_));
		ssize_ = add(btf__add_typedef(types_, "ssize_t", long_));
		void_pointer_ = add(btf__add_ptr(types_, 0));
		char_pointer_ = add(btf__add_ptr(types_, char_));
		const_char_pointer_ = add(btf__add_ptr(types_, btf__add_const(types_, char_)));
		const int name = btf__add_ptr(types_, btf__add_const(types_, byte_));
		state_ = add(btf__add_enum(types_, "state", 4));
		btf__add_enum_value(types_, "IDLE", 0);
		btf__add_enum_value(types_, "BUSY", 7);
		const int qstr = btf__add_struct(types_, "qstr", 16);
		btf__add_field(types_, "len", unsigned_, 0, 0);
		btf__add_field(types_, "name", name, 64, 0);
		const int dentry_pointer = btf__add_ptr(types_, qstr + 2);
		dentry_ = add(btf__add_struct(types_, "dentry", 24));
		btf__add_field(types_, "parent", dentry_pointer, 0, 0);
		btf__add_field(types_, "d_name", qstr, 64, 0);
		const int either = btf__add_union(types_, nullptr, 8);
		btf__add_field(types_, "dentry", dentry_pointer, 0, 0);
		btf__add_field(types_, "raw", long_, 0, 0);
		const int label = btf__add_array(types_, int_, char_, 8), id = btf__add_array(types_, int_, u8_, 4);
		const int inner = btf__add_struct(types_, nullptr, 10);
		btf__add_field(types_, "port", short_, 0, 0);
		btf__add_field(types_, "label", label, 16, 0);
		const int file = btf__add_struct(types_, "file", 48);
		btf__add_field(types_, "flags", unsigned_, 0, 0);
		btf__add_field(types_, "mode", int_, 32, 3);
		btf__add_field(types_, "kind", unsigned_, 35, 5);
		btf__add_field(types_, "", either, 64, 0);
		btf__add_field(types_, "inner", inner, 128, 0);
		btf__add_field(types_, "id", id, 224, 0);
		btf__add_field(types_, "state", state_, 256, 0);
		btf__add_field(types_, "data", void_pointer_, 320, 0);
		file_ = add(file);
		file_pointer_ = add(btf__add_ptr(types_, file));
		pair_ = add(btf__add_struct(types_, "pair", 16));
		btf__add_field(types_, "a", long_, 0, 0);
		btf__add_field(types_, "b", long_, 64, 0);
		large_ = add(btf__add_struct(types_, "large", 24));
		btf__add_field(types_, "x", btf__add_array(types_, int_, long_, 3), 0, 0);
		functions();
	}
	std::unique_ptr<types::Btf> take() { return std::make_unique<types::Btf>(types_); }

private:
	static int add(int id) {
		EXPECT_GT(id, 0);
		return id;
	}
	int prototype(int result, std::initializer_list<std::pair<const char*, int>> parameters) {
		const int id = btf__add_func_proto(types_, result);
		for (const auto& [name, type] : parameters) btf__add_func_param(types_, name, type);
		return id;
	}
	void function(const char* name, int result, std::initializer_list<std::pair<const char*, int>> parameters) {
		btf__add_func(types_, name, BTF_FUNC_STATIC, prototype(result, parameters));
	}
	void functions() {
		function("vfs_read", ssize_, {{"file", file_pointer_}, {"buf", char_pointer_}, {"count", ulong_}});
		function("open_it", file_pointer_, {{"path", const_char_pointer_}, {"state", state_}});
		function("by_value", int_, {{"n", int_}, {"both", pair_}, {"big", large_}, {"last", int_}});
		function("many", 0,
				 {{"a", int_}, {"b", int_}, {"c", int_}, {"d", int_}, {"e", pair_}, {"f", pair_}, {"g", int_}});
		function("print", int_, {{"format", const_char_pointer_}, {nullptr, 0}});
		function("make_large", large_, {{"n", int_}});
		const int unnamed = prototype(0, {{nullptr, void_pointer_}, {nullptr, file_pointer_}, {nullptr, int_}});
		btf__add_typedef(types_, "btf_trace_file_event", btf__add_ptr(types_, unnamed));
		btf__add_typedef(types_, "btf_trace_other_event", btf__add_ptr(types_, unnamed));
		function("__traceiter_file_event", int_, {{"__data", void_pointer_}, {"file", file_pointer_}, {"err", int_}});
	}

	btf* types_;
	int char_, byte_, short_, int_, unsigned_, long_, ulong_, u8_, ssize_, void_pointer_, char_pointer_,
		const_char_pointer_, state_, dentry_, file_, file_pointer_, pair_, large_;
};

const types::Btf& small() {
	static const std::unique_ptr<types::Btf> types = SmallBtf().take();
	return *types;
}

spec::ProbeRow function(const std::string& name, types::FunctionSide side = {}) {
	spec::ProbeRow row = types::function_row(small(), name, side);
	row.name = "fexit:" + name;
	row.hook.timed = side.at_return;
	return row;
}

constexpr types::FunctionSide kReturn{.words = types::Words::kTrampoline, .at_return = true};

std::string placed(const spec::ProbeField& f) {
	static constexpr const char* kShapes[] = {"signed", "unsigned", "pointer", "text",
											  "array",  "bytes",    "struct",  "time"};
	std::string text = fmt::format("{} {}: {} of {}", f.type, f.name, kShapes[static_cast<int>(f.shape)], f.size);
	if (f.place == spec::Place::kFixed) text += fmt::format(" at {}", f.offset);
	if (f.place == spec::Place::kMemory) text += fmt::format(" via {} {}", f.walk.at, fmt::join(f.walk.steps, " "));
	if (f.bits) text += fmt::format(" bits {}+{}", f.first_bit, f.bits);
	return text;
}

std::string placed(const spec::ProbeRow& row) {
	std::string text;
	for (const spec::ProbeField& f : row.fields) text += placed(f) + "\n";
	return text;
}

// ---- rows

TEST(Functions, ArgumentsByNameAndType) {
	EXPECT_EQ(placed(function("vfs_read")), "struct file * file: pointer of 8 at 0\n"
											"char * buf: pointer of 8 at 8\n"
											"long unsigned int count: unsigned of 8 at 16\n");
	EXPECT_EQ(placed(function("open_it", kReturn)), "const char * path: text of 4095 via 0 0\n"
													"enum state state: unsigned of 4 at 8\n"
													"struct file * ret: pointer of 8 at 16\n"
													"nanoseconds duration: time of 8\n");
	// behind the registers
	EXPECT_EQ(placed(function("vfs_read", {.at_return = true, .with_arguments = false})),
			  "ssize_t ret: signed of 8 at 64\n"
			  "nanoseconds duration: time of 8\n");
	EXPECT_EQ(placed(function("no_such")), "");
}

// Two words stand in two registers if these are left, else they and all that is larger are on the stack.
TEST(Functions, StructuresByValue) {
	EXPECT_EQ(placed(function("by_value")), "int n: signed of 4 at 0\n"
											"struct pair both: struct of 16 at 8\n"
											"int last: signed of 4 at 24\n");
	EXPECT_EQ(placed(function("many")), "int a: signed of 4 at 0\n"
										"int b: signed of 4 at 8\n"
										"int c: signed of 4 at 16\n"
										"int d: signed of 4 at 24\n"
										"struct pair e: struct of 16 at 32\n");
	EXPECT_EQ(placed(function("make_large")), "int n: signed of 4 at 8\n"); // behind the place for the result
	EXPECT_EQ(placed(function("print")), "const char * format: text of 4095 via 0 0\n");
}

TEST(Functions, WhichATrampolineTakes) {
	EXPECT_EQ(types::trampoline_words(small(), "vfs_read"), 3u);
	EXPECT_EQ(types::trampoline_words(small(), "many"), 9u);
	for (const char* name : {"by_value", "print", "make_large", "no_such"})
		EXPECT_EQ(types::trampoline_words(small(), name), std::nullopt) << name;
}

TEST(Functions, RawTracepoints) {
	EXPECT_EQ(placed(*types::raw_tracepoint_row(small(), "file_event")), "struct file * file: pointer of 8 at 0\n"
																		 "int err: signed of 4 at 8\n");
	EXPECT_EQ(placed(*types::raw_tracepoint_row(small(), "other_event")), "struct file * arg0: pointer of 8 at 0\n"
																		  "int arg1: signed of 4 at 8\n");
	EXPECT_FALSE(types::raw_tracepoint_row(small(), "no_event"));
}

TEST(Functions, ByGlobAndByWhatWasMeant) {
	using Names = std::vector<std::string>;
	EXPECT_EQ(types::functions_matching(small(), "*_it"), Names{"open_it"});
	EXPECT_EQ(types::functions_matching(small(), "ma*"), (Names{"make_large", "many"}));
	EXPECT_EQ(types::raw_tracepoints_matching(small(), "*"), (Names{"file_event", "other_event"}));
	EXPECT_EQ(types::nearest_function(small(), "vfs_raed"), "vfs_read");
	EXPECT_EQ(types::nearest_function(small(), "something"), "");
	EXPECT_EQ(types::nearest_raw_tracepoint(small(), "file_evnt"), "file_event");
}

// ---- members and casts

std::string resolved(const std::string& text, const spec::ProbeRow& row = function("vfs_read", kReturn)) {
	const auto field = plan::resolve(text, row);
	return field ? placed(*field) : field.error().message + "\nhint: " + field.error().hint;
}

TEST(Members, AreWaysThroughMemory) {
	EXPECT_EQ(resolved("file->flags"), "unsigned int file->flags: unsigned of 4 via 0 0");
	EXPECT_EQ(resolved("file->dentry"), "struct dentry * file->dentry: pointer of 8 via 0 8");
	EXPECT_EQ(resolved("file.dentry"), "struct dentry * file.dentry: pointer of 8 via 0 8");
	EXPECT_EQ(resolved("file->dentry->d_name"), "struct qstr file->dentry->d_name: struct of 16 via 0 8 8");
	EXPECT_EQ(resolved("file->dentry->d_name.len"), "unsigned int file->dentry->d_name.len: unsigned of 4 via 0 8 8");
	EXPECT_EQ(resolved("file->dentry->parent->d_name.name"),
			  "const unsigned char * file->dentry->parent->d_name.name: text of 4095 via 0 8 0 16 0");
	EXPECT_EQ(resolved("file->inner.label"), "char file->inner.label: text of 8 via 0 18");
	EXPECT_EQ(resolved("file->id"), "u8 file->id: array of 4 via 0 28");
	EXPECT_EQ(resolved("args.file->state"), "enum state args.file->state: unsigned of 4 via 0 32");
	EXPECT_EQ(resolved("ret->flags", function("open_it", kReturn)), "unsigned int ret->flags: unsigned of 4 via 16 0");
	EXPECT_EQ(resolved("both.b", function("by_value")), "long int both.b: signed of 8 at 16");
	EXPECT_EQ(resolved("file->mode"), "int file->mode: signed of 4 via 0 4 bits 0+3");
	EXPECT_EQ(resolved("file->kind"), "unsigned int file->kind: unsigned of 4 via 0 4 bits 3+5");
}

TEST(Members, Casts) {
	EXPECT_EQ(resolved("buf:str"), "char * buf:str: text of 4095 via 8 0");
	EXPECT_EQ(resolved("buf:16"), "char * buf:16: bytes of 16 via 8 0");
	EXPECT_EQ(resolved("buf:16:hex"), "char * buf:16:hex: bytes of 16 via 8 0");
	EXPECT_EQ(resolved("count:hex"), "long unsigned int count:hex: unsigned of 8 at 16");
	EXPECT_EQ(resolved("count:str"), "long unsigned int count:str: text of 4095 via 16 0");
	EXPECT_EQ(resolved("count:s32"), "s32 count:s32: signed of 4 at 16");
	EXPECT_EQ(resolved("file->id:str"), "u8 file->id:str: text of 4 via 0 28");
	EXPECT_EQ(resolved("file->id:2"), "u8 file->id:2: bytes of 2 via 0 28");
	EXPECT_EQ(resolved("file->data:8"), "void * file->data:8: bytes of 8 via 0 40 0");
	EXPECT_EQ(resolved("file->dentry->d_name:hex"), "struct qstr file->dentry->d_name:hex: bytes of 16 via 0 8 8");
	EXPECT_EQ(resolved("duration"), " duration: time of 8");
}

TEST(Members, WrongNamesAndCasts) {
	const std::string has = "hint: it has flags, mode, kind, dentry, raw, inner, id, state, data";
	EXPECT_EQ(resolved("file->nothing"), "'file' (struct file *) has no member 'nothing'\n" + has);
	EXPECT_EQ(resolved("file->flag"), "'file' (struct file *) has no member 'flag'\nhint: did you mean 'flags'?");
	EXPECT_EQ(resolved("count->x"), "'count' has no members: it is a long unsigned int\nhint: ");
	EXPECT_EQ(resolved("file->data->x"), "'data' has no members: it is a void *\nhint: ");
	EXPECT_EQ(resolved("pid->x"), "'pid' has no members: its type is not known\nhint: ");
	EXPECT_EQ(resolved("fil->flags"), "fexit:vfs_read has no field 'fil'\nhint: did you mean 'file'?");
	EXPECT_EQ(resolved("file:foo"),
			  "'file' has an unknown cast ':foo'\n"
			  "hint: casts are :str, :ptr, :hex, :N (so many bytes), :u8 to :u64 and :s8 to :s64");
	EXPECT_EQ(resolved("file->flags:str"), "'file->flags' is no address, so ':str' has no meaning\n"
										   "hint: pointers and arrays have bytes; :hex and :u32 go with numbers");
	EXPECT_EQ(resolved("pid:4"), "'pid' is no address, so ':4' has no meaning\n"
								 "hint: pointers and arrays have bytes; :hex and :u32 go with numbers");
	EXPECT_EQ(resolved("buf:0"), "'buf' of 0 bytes\nhint: 1 to 4095 bytes");
	EXPECT_EQ(resolved("buf:9999"), "'buf' of 9999 bytes\nhint: 1 to 4095 bytes");
	EXPECT_EQ(resolved("file->flags:u64"),
			  "'file->flags' is no number of 64 bits\nhint: a cast to a number cannot widen it");
	EXPECT_EQ(resolved("buf:str:u8"), "'buf' is no number of 8 bits\nhint: a cast to a number cannot widen it");
}

std::string compiled(const plan::ProbeOptions& options, const spec::ProbeRow& row = function("vfs_read", kReturn)) {
	const std::vector rows = {row};
	const auto plans = plan::compile_probes(rows, options);
	if (!plans) return plans.error().message + "\nhint: " + plans.error().hint;
	return plan::explain_predicate(plans->plans[0]);
}

TEST(Members, InExpressions) {
	EXPECT_EQ(compiled({.where = "file->flags & 1 && ret < 0"}),
			  "push memory u32@0\npush 1\nand\nunless +3\npush field s64@24\npush 0\nlt signed\n");
	EXPECT_EQ(compiled({.where = "file->dentry->d_name.name ~ \"a*\""}), "match string u32760@0 a*\n");
	EXPECT_EQ(compiled({.where = "buf:str==\"x\""}), "match string u32760@0 x\n");
	EXPECT_EQ(compiled({.where = "duration>2ms"}), "push duration\npush 2000000\ngt signed\n");
	EXPECT_EQ(compiled({.where = "ret==-ENOENT||file->inner.port==3"}),
			  "push field s64@24\npush -2\neq\nif +3\npush memory s16@0\npush 3\neq\n");
	// as in C
	EXPECT_EQ(compiled({.where = "file->flags == -1"}), "push memory u32@0\npush 4294967295\neq\n");
	EXPECT_EQ(compiled({.where = "-1 != file->flags"}), "push 4294967295\npush memory u32@0\nne\n");
	EXPECT_EQ(compiled({.where = "file->inner.port == -1"}), "push memory s16@0\npush -1\neq\n");
	EXPECT_EQ(compiled({.where = "file->flags > -1"}), "push memory u32@0\npush -1\ngt signed\n");

	EXPECT_EQ(compiled({.where = "file->kind == 1"}),
			  "--where: 'file->kind' of fexit:vfs_read is a bit field\nhint: bit fields can be printed, not compared");
	EXPECT_EQ(compiled({.where = "file->inner == 1"}),
			  "--where: 'file->inner' of fexit:vfs_read is a struct {...}\nhint: name a member: port, label");
	EXPECT_EQ(compiled({.where = "buf:4 == 1"}),
			  "--where: 'buf:4' of fexit:vfs_read is an array\nhint: numbers and texts can be compared");
	EXPECT_EQ(compiled({.where = "file->dentry->parent->parent->parent->parent->parent->d_name.len == 1"}),
			  "--where: 'file->dentry->parent->parent->parent->parent->parent->d_name.len' follows 7 pointers\n"
			  "hint: at most 6");
	EXPECT_EQ(compiled({.where = "ret == 5x"}),
			  "--where: not a number at '5x'\nhint: write 42, -42, 0x2a, 0644 or, of a time, 10ms");
	EXPECT_EQ(compiled({.where = "duration > 99999999999999999s"}),
			  "--where: too large a number at '99999999999999999s'\nhint: numbers have 64 bits");
	EXPECT_EQ(
		compiled({.where = "duration > 1"}, function("vfs_read")),
		"--where: fexit:vfs_read has no duration\nhint: returns have one: fexit:, kretprobe:, kfunc:, uretprobe:");
}

TEST(Members, InPrint) {
	EXPECT_EQ(compiled({.print = "file->flags, pid,ret"}), "");
	EXPECT_EQ(compiled({.print = "file, ,ret"}), "--print has a name missing\nhint: such as --print 'comm, ret'");
	EXPECT_EQ(compiled({.print = "fil"}), "--print: fexit:vfs_read has no field 'fil'\nhint: did you mean 'file'?");
	EXPECT_EQ(compiled({.print = "file->dentry->d_name"}),
			  "--print: 'file->dentry->d_name' of fexit:vfs_read is a struct qstr\n"
			  "hint: name a member: len, name; or see its bytes: file->dentry->d_name:hex");
	std::string many = "file->flags";
	for (int i = 0; i < 16; i++) many += ", file->flags";
	EXPECT_EQ(compiled({.print = many}), "fexit:vfs_read would copy more than 16 things of a hit\n"
										 "hint: fields at fixed places count as one; choose with --print");
}

// ---- values

/// A hit that holds these captures, the first one of what lies at the start of the context.
std::string printed(const std::string& print, std::initializer_list<std::vector<uint8_t>> captures, bool json = false,
					const spec::ProbeRow& row = function("open_it", kReturn)) {
	const std::vector rows = {row};
	const auto plans = plan::compile_probes(rows, {.print = print});
	if (!plans) return plans.error().message;
	std::vector<uint8_t> bytes(sizeof(strobe_hit));
	uint8_t number = 0;
	for (const std::vector<uint8_t>& c : captures) {
		const strobe_value& v = plans->plans[0].capture[number];
		const strobe_piece p{.addr = v.off,
							 .len = static_cast<uint32_t>(c.size()),
							 .want = static_cast<uint32_t>(c.size()),
							 .op = number++};
		const auto* raw = reinterpret_cast<const uint8_t*>(&p);
		bytes.insert(bytes.end(), raw, raw + sizeof p);
		bytes.insert(bytes.end(), c.begin(), c.end());
		bytes.resize((bytes.size() + 7) & ~size_t{7});
	}
	strobe_hit h{};
	h.h = {.size = static_cast<uint32_t>(bytes.size()), .kind = STROBE_EV_HIT, .pieces = number};
	std::memcpy(bytes.data(), &h, sizeof h);
	const auto record = event::parse(bytes);
	TextBuf line;
	if (json) {
		out::JsonSink sink(line);
		sink.begin_arguments();
		decode::fields(plans->shown[0], *record, sink);
		sink.end_arguments();
	} else {
		out::TextSink sink(line);
		decode::fields(plans->shown[0], *record, sink);
	}
	return std::string(line.view());
}

std::vector<uint8_t> words(std::initializer_list<int64_t> numbers) {
	std::vector<uint8_t> bytes(8 * numbers.size());
	std::memcpy(bytes.data(), numbers.begin(), bytes.size());
	return bytes;
}

TEST(Values, EnumsErrorsAndTimes) {
	EXPECT_EQ(printed("state", {words({7})}), "state=BUSY");
	EXPECT_EQ(printed("state", {words({6})}), "state=6");
	EXPECT_EQ(printed("state", {words({7})}, true), R"([{"name":"state","value":{"raw":7,"text":"BUSY"}}])");
	EXPECT_EQ(printed("state:hex", {words({7})}), "state:hex=0x7");
	EXPECT_EQ(printed("ret", {words({-2})}), "ret=-2 ENOENT"); // of a pointer
	EXPECT_EQ(printed("ret", {words({-4096})}), "ret=0xfffffffffffff000");
	EXPECT_EQ(printed("ret", {words({0})}), "ret=NULL");
	const auto read = function("vfs_read", kReturn);
	EXPECT_EQ(printed("ret", {words({-512})}, false, read), "ret=-512 ERESTARTSYS");
	EXPECT_EQ(printed("ret", {words({-2})}, true, read), R"([{"name":"ret","value":{"raw":-2,"text":"-2 ENOENT"}}])");
	EXPECT_EQ(printed("ret", {words({-4096})}, false, read), "ret=-4096");
	EXPECT_EQ(printed("ret", {words({2})}, false, read), "ret=2");
	EXPECT_EQ(printed("duration", {words({999})}), "duration=999ns");
	EXPECT_EQ(printed("duration", {words({12345})}), "duration=12.345us");
	EXPECT_EQ(printed("duration", {words({7008009})}), "duration=7.008ms");
	EXPECT_EQ(printed("duration", {words({1000000000})}), "duration=1.000s");
	EXPECT_EQ(printed("duration", {words({61500000000})}), "duration=61.500s");
	EXPECT_EQ(printed("duration", {words({12345})}, true), R"([{"name":"duration","value":12345}])");
}

TEST(Values, PartsOfMemory) {
	const auto read = function("vfs_read", kReturn);
	EXPECT_EQ(printed("file->mode, file->kind", {{0xd4, 0, 0, 0}, {0xd4, 0, 0, 0}}, false, read),
			  "file->mode=-4, file->kind=26");
	EXPECT_EQ(printed("file->dentry->d_name.name", {{'a', '\n'}}, false, read), R"(file->dentry->d_name.name="a\n")");
	EXPECT_EQ(printed("buf:4, buf:2:hex", {{'a', 0, 'b', 255}, {1, 0xff}}, false, read),
			  R"(buf:4="a\0b\377", buf:2:hex="\x01\xff")");
	EXPECT_EQ(printed("file->inner.label", {{'x', 'y', 0, 'z', 0, 0, 0, 0}}, false, read), "file->inner.label=\"xy\"");
	EXPECT_EQ(printed("file->id", {{1, 2, 3, 4}}, false, read), "file->id=[1, 2, 3, 4]");
	EXPECT_EQ(printed("count:hex, count:s32", {words({0xffffffff})}, false, read),
			  "count:hex=0xffffffff, count:s32=-1");
}

// ---- types of which a format file knows the text

TEST(NamedTypes, FollowPointersByTheTextOfTheirType) {
	const types::NamedTypes named(SmallBtf().take());
	spec::ProbeField f{
		.name = "f", .type = "const struct file *", .shape = spec::Shape::kPointer, .offset = 8, .size = 8};
	const auto member = named.member(f, "flags");
	ASSERT_TRUE(member);
	EXPECT_EQ(placed(*member), "unsigned int flags: unsigned of 4 via 8 0");
	EXPECT_EQ(named.members(f).size(), 9u);
	for (const char* type :
		 {"struct nothing *", "void *", "const void *", "struct file", "struct file **", "struct pair *"}) {
		f.type = type;
		EXPECT_FALSE(named.member(f, "flags")) << type;
	}
}

// ---- command lines

std::string said(std::vector<std::string> args) {
	args.insert(args.begin(), "probe");
	std::vector<char*> argv;
	for (std::string& word : args) argv.push_back(word.data());
	testing::internal::CaptureStderr();
	const auto parsed = cli::parse_probe({.name = "strobe"}, static_cast<int>(argv.size()), argv.data());
	const std::string err = testing::internal::GetCapturedStderr() + parsed.err;
	if (!parsed.options) return err;
	std::string text = parsed.options->print;
	for (const auto& s : parsed.options->specs)
		text += fmt::format(" {} {}+{}", static_cast<int>(s.kind), s.name, s.offset);
	for (const std::string& word : parsed.options->command) text += " [" + word + "]";
	return text;
}

TEST(KernelSpecs, RightAndWrong) {
	EXPECT_EQ(
		said({"kprobe:vfs_read+0x10", "kretprobe:a.b", "fentry:c", "fexit:d?", "kfunc:vfs_*", "rawtracepoint:e", "ls"}),
		" 1 vfs_read+16 2 a.b+0 3 c+0 4 d?+0 5 vfs_*+0 6 e+0 [ls]");
	EXPECT_EQ(said({"kfunc:f", "--print", "a, b->c:str"}), "a, b->c:str 5 f+0");
	const auto wrong = [](const std::string& spec, const std::string& what, const std::string& hint) {
		EXPECT_EQ(said({spec}), "strobe probe: '" + spec + "' " + what + "\nhint: " + hint + "\n");
	};
	wrong("kprobe:", "does not name a function of the kernel",
		  "write kprobe:FUNCTION or kprobe:FUNCTION+OFFSET, such as kprobe:vfs_fsync");
	wrong("fexit:a:b", "does not name a function of the kernel", "write fexit:FUNCTION, such as fexit:vfs_fsync");
	wrong("kfunc:a b", "does not name a function of the kernel", "write kfunc:FUNCTION, such as kfunc:vfs_fsync");
	wrong("rawtracepoint:a/b", "does not name a raw tracepoint",
		  "write rawtracepoint:NAME, such as rawtracepoint:sched_switch");
	wrong("kretprobe:f+4", "has an offset", "only kprobe:FUNCTION+OFFSET probes inside of a function");
	wrong("kprobe:f*+4", "has an offset behind a pattern", "name one function");
	wrong("kprobe:f+", "has no number behind '+'", "such as kprobe:vfs_fsync+0x10");
	wrong("kprobe:f+0xg", "has no number behind '+'", "such as kprobe:vfs_fsync+0x10");
	EXPECT_EQ(said({"kfun:f"}), "strobe probe: unknown kind of probe 'kfun'\nhint: did you mean 'kfunc'?\n");
	EXPECT_EQ(said({"kfunc:f", "--count", "--print", "ret"}),
			  "strobe probe: --print and --count are mutually exclusive\nhint: --by chooses what is counted\n");
	EXPECT_EQ(said({"kfunc:f", "--print", ""}),
			  "strobe probe: invalid --print argument: ''\nTry 'strobe probe -h' for more information.\n");
}

} // namespace
} // namespace strobe
