// SPDX-License-Identifier: BSD-2-Clause
// strobe explain: what is known of a system call.
#include "front/explain.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <fmt/format.h>

#include "cli/parse.h"
#include "front/coverage.h"
#include "front/frontends.h"
#include "front/sample.h"
#include "plan/compile.h"
#include "plan/explain.h"

namespace strobe::front {

namespace {

using spec::Arg;
using spec::Dir;
using spec::Kind;
using spec::Row;
using spec::Type;

// ---- words ----------------------------------------------------------------------------------------------------------

constexpr std::string_view kClassNames[] = {"desc",   "file",    "memory",  "network", "process", "signal",
											"ipc",    "creds",   "stat",    "lstat",   "fstat",   "%stat",
											"statfs", "fstatfs", "%statfs", "clock",   "pure"};

std::string classes(const Row& row) {
	std::string text;
	for (const std::string_view name : kClassNames)
		if (row.classes & spec::class_named(name)) text += fmt::format("{}%{}", text.empty() ? "" : " ", name);
	if (text.empty()) text = "none";
	if (row.classes & spec::kMayBlock) text += "; may block";
	if (row.classes & spec::kExec) text += "; replaces the program";
	if (row.classes & spec::kForks) text += "; makes a task";
	if (row.classes & spec::kNoReturn) text += "; never returns";
	return text;
}

std::string numbers(const Row& row) {
	constexpr std::string_view kNames[] = {"x86-64", "i386", "x32"};
	std::string text;
	for (unsigned a = 0; a < spec::kAbis; a++) {
		const auto table = spec::table_of(static_cast<spec::Abi>(a));
		for (size_t nr = 0; nr < table.size(); nr++)
			if (table[nr] == &row) text += fmt::format("{}{} on {}", text.empty() ? "" : ", ", nr, kNames[a]);
	}
	return text;
}

std::string length(const spec::Len& len) {
	switch (len.from) {
	case spec::LenFrom::kConst: return len.n ? std::to_string(len.n) : "";
	case spec::LenFrom::kArg: return std::string(len.name);
	case spec::LenFrom::kRet: return "result";
	case spec::LenFrom::kPtrArg: return "*" + std::string(len.name);
	case spec::LenFrom::kNull: return "up to NULL";
	case spec::LenFrom::kBits: return std::string(len.name) + " bits";
	}
	return {};
}

std::string scalar(const Type& t) {
	const std::string bits = std::to_string(t.size * 8);
	switch (t.kind) {
	case Kind::kInt: return "signed number, " + bits + " bits";
	case Kind::kUInt: return "number, " + bits + " bits";
	case Kind::kHex: return "hexadecimal number, " + bits + " bits";
	case Kind::kMode: return "permissions";
	case Kind::kFileMode: return "file type and permissions";
	case Kind::kFd: return "descriptor";
	case Kind::kDirFd: return "descriptor, or AT_FDCWD";
	case Kind::kPid: return "process id";
	case Kind::kUid: return "user or group id";
	case Kind::kFlags: return fmt::format("flags ({} names)", t.xlat ? t.xlat->names.size() : 0);
	case Kind::kEnum: return fmt::format("one of {} names", t.xlat ? t.xlat->names.size() : 0);
	case Kind::kSignal: return "signal";
	case Kind::kDev: return "device";
	case Kind::kAddr: return "address, not followed";
	default: return "not printed";
	}
}

bool is_single(const Type& t) {
	return t.kind == Kind::kArray && t.len.from == spec::LenFrom::kConst && t.len.n == 1 && !t.elem->ptr;
}

std::string object(const Type& t) {
	const std::string size = length(t.len);
	if (is_single(t)) return object(*t.elem);
	switch (t.kind) {
	case Kind::kStr: return "string";
	case Kind::kPath: return "path";
	case Kind::kBytes: return "bytes [" + size + "]";
	case Kind::kStruct: return fmt::format("struct {}", t.st->name) + (size.empty() ? "" : " [" + size + "]");
	case Kind::kArray: return "array [" + size + "] of " + (t.elem->ptr ? "pointers to " : "") + object(*t.elem);
	case Kind::kSigset: return "set of signals [" + size + "]";
	case Kind::kSockaddr: return "socket address [" + size + "]";
	default: return scalar(t);
	}
}

/// The names whose bits lie within `mask`, or the number.
std::string mask_names(const Type& t, uint64_t mask) {
	std::string text;
	uint64_t rest = mask;
	for (const spec::Name& n : t.xlat ? t.xlat->names : std::span<const spec::Name>{}) {
		if (!n.value || (n.value & ~mask) || !(n.value & rest)) continue;
		text += fmt::format("{}{}", text.empty() ? "" : "|", n.text);
		rest &= ~n.value;
	}
	if (rest) text += fmt::format("{}{:#x}", text.empty() ? "" : "|", rest);
	return text;
}

std::string argument(std::span<const Arg> args, const Arg& a) {
	const bool to_scalar = a.type.kind < Kind::kStr || is_single(a.type);
	std::string text = a.type.ptr && to_scalar ? "pointer to " + object(a.type) : object(a.type);
	if (a.type.ptr) text += a.dir == Dir::kIn ? ", in" : a.dir == Dir::kOut ? ", out" : ", in and out";
	if (const int on = argument_named(args, a.cond_arg); on >= 0)
		text += fmt::format(", if {} has {}{}", a.cond_arg, a.cond_all ? "all of " : "",
							mask_names(args[static_cast<unsigned>(on)].type, a.cond_mask));
	if (!a.type.special.empty()) text += fmt::format(", printed by {}", a.type.special);
	return text;
}

std::string_view result_word(const Form& f) {
	switch (f.ret.kind) {
	case spec::RetKind::kFd: return "fd";
	case spec::RetKind::kHex: return "address";
	case spec::RetKind::kOct: return "mode";
	case spec::RetKind::kFlags: return "flags";
	case spec::RetKind::kEnum: return "value";
	case spec::RetKind::kNone: return "?";
	default: return "number";
	}
}

// ---- one form of a call ---------------------------------------------------------------------------------------------

std::string syntax(const Form& f) {
	std::string text = std::string(f.row.name) + "(";
	bool first = true;
	for (const Arg& a : f.args) {
		if (a.type.kind == Kind::kSkip) continue;
		text += fmt::format("{}{}", first ? "" : ", ", a.name);
		first = false;
	}
	return text + fmt::format(") = {}", result_word(f));
}

Result<std::string> plan_text(const Form& f) {
	Row row = f.row;
	row.variants = nullptr;
	row.args = {};
	std::ranges::copy(f.args, row.args.begin());
	row.n_args = static_cast<uint8_t>(f.args.size());
	const auto plan = plan::compile(row, {});
	if (!plan) return plan.error();
	const std::string ops = plan::explain(*plan, f.args);
	return ops.empty() ? "nothing: the registers tell all\n" : ops;
}

/// Indents every line.
std::string indented(const std::string& text) {
	std::string out;
	for (size_t at = 0; at < text.size();) {
		const size_t end = text.find('\n', at) + 1;
		out += "  " + text.substr(at, end - at);
		at = end;
	}
	return out;
}

Result<std::string> form_text(const Form& f) {
	const auto plan = plan_text(f);
	if (!plan) return plan.error();
	std::string text = syntax(f) + "\n";
	if (f.row.complete) text += "for example: " + sample_line(f) + "\n";
	size_t width = 0;
	for (const Arg& a : f.args) width = std::max(width, a.name.size());
	text += f.args.empty() ? "" : "\narguments\n";
	for (const Arg& a : f.args) text += fmt::format("  {:<{}}  {}\n", a.name, width, argument(f.args, a));
	return text + "\ncopied from memory\n" + indented(*plan);
}

std::string row_text(const Row& row) {
	return "\nnumber   " + numbers(row) + "\nclasses  " + classes(row) + "\ndecoded  " +
		   (row.complete ? "in full" : "by name only: arguments print as plain numbers") + "\n";
}

std::string functions_text(const Row& row) {
	const auto functions = special_functions(row);
	return functions.empty() ? "" : "\nspecial functions\n" + listed(functions);
}

// ---- variants -------------------------------------------------------------------------------------------------------

/// The value that chooses a variant, by name.
std::string key_text(const Row& row, const spec::Variant& v) {
	std::string text;
	for (unsigned k = 0; k < 2; k++)
		if (const int i = argument_named({row.args.data(), row.n_args}, row.variants->key[k]); i >= 0)
			text += (text.empty() ? "" : ", ") + printed(row.args[static_cast<unsigned>(i)], v.value[k]);
	return text;
}

std::string variants_text(const Row& row) {
	if (!row.variants) return {};
	std::vector<std::string> names;
	for (const spec::Variant& v : row.variants->list) names.push_back(key_text(row, v));
	return fmt::format("\nother forms, by {}\n", row.variants->key[0]) + listed(names);
}

bool chosen_by(const Row& row, const spec::Variant& v, const std::string& word) {
	uint64_t number = 0;
	const bool hex = word.starts_with("0x");
	const char* end = word.data() + word.size();
	const auto r = std::from_chars(word.data() + (hex ? 2 : 0), end, number, hex ? 16 : 10);
	if (r.ec == std::errc{} && r.ptr == end) return v.value[0] == number;
	// one number may have several names: "SNDCTL_TMR_START or TCSETS"
	const int key = argument_named({row.args.data(), row.n_args}, row.variants->key[0]);
	if (key < 0) return false;
	const std::string names = " or " + printed(row.args[static_cast<unsigned>(key)], v.value[0]) + " or ";
	return names.find(" or " + word + " or ") != std::string::npos;
}

Result<std::string> variant_text(const Row& row, const std::string& word) {
	std::string text;
	for (const spec::Variant& v : row.variants ? row.variants->list : std::span<const spec::Variant>{}) {
		if (!chosen_by(row, v, word)) continue;
		const auto form = form_text(Form(row, v));
		if (!form) return form.error();
		text += (text.empty() ? "" : "\n") + *form;
	}
	if (!text.empty()) return text;
	return Error{fmt::format("{} has no form for '{}'", row.name, word),
				 row.variants ? fmt::format("strobe explain {} lists them", row.name) : "it has one form only"};
}

} // namespace

Result<std::string> explained(const std::string& syscall, const std::string& variant) {
	std::string text;
	for (const Row* row : spec::rows_named(syscall)) {
		const auto part = variant.empty() ? form_text(Form(*row)) : variant_text(*row, variant);
		if (!part) return part.error();
		text += (text.empty() ? "" : "\n") + *part + row_text(*row);
		if (variant.empty()) text += functions_text(*row) + variants_text(*row);
	}
	return text;
}

int explain(const Setting& setting, int argc, char** argv) {
	auto parsed = cli::parse_explain(setting.program, argc, argv);
	std::fputs(parsed.out.c_str(), stdout);
	std::fputs(parsed.err.c_str(), stderr);
	if (!parsed.options) return parsed.status;
	const Result<std::string> text = parsed.options->coverage
										 ? coverage_text(parsed.options->verbose)
										 : explained(parsed.options->syscall, parsed.options->variant);
	if (!text) {
		report(setting, text.error());
		return 1;
	}
	if (std::fputs(text->c_str(), stdout) >= 0 && std::fflush(stdout) == 0) return 0;
	report(setting, errno_error("cannot write to standard output", errno));
	return 1;
}

} // namespace strobe::front
