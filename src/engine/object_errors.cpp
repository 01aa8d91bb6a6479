// SPDX-License-Identifier: BSD-2-Clause
#include "engine/object_errors.h"

#include <algorithm>
#include <array>
#include <bpf/libbpf.h>
#include <cerrno>
#include <linux/bpf.h>
#include <vector>

#include "engine/phrases.h"
#include "engine/refusal.h"

namespace strobe::engine {

namespace {

/// A message of libbpf 1.1. {1} ... are what the wildcards stand for, {file}, {program} and {section} what failed.
struct Rule {
	std::string_view message, sentence, hint;
};

constexpr std::string_view kCompile =
	"compile it with clang -g -O2 -target bpf -c, or hand over the source, FILE.bpf.c";
constexpr std::string_view kMapFields =
	"fields are type, key, value, key_size, value_size, max_entries, map_flags, map_extra, pinning, numa_node, values";
constexpr std::string_view kHooks =
	"hooks are tp/CATEGORY/NAME, raw_tp/NAME, tp_btf/NAME, kprobe/FUNCTION, fentry/FUNCTION, uprobe/FILE:FUNCTION, "
	"usdt/FILE:PROVIDER:NAME, lsm/HOOK, perf_event, tc, xdp, cgroup_skb/egress, iter/KIND ...";
constexpr std::string_view kUsdtHint = "strobe probe -l 'usdt:FILE:*' lists those of a file";

constexpr Rule kOpening[] = {
	{"elf: endianness mismatch in %", "{file} was compiled for machines of the other byte order",
	 "-target bpf takes this machine's"},
	{"elf: '%' is not a proper ELF object", "{file} is no ELF object file", kCompile},
	{"elf: '%' is not a 64-bit ELF object", "{file} is an object file, but not one of eBPF", kCompile},
	{"elf: % is not a valid eBPF object file", "{file} is an object file, but not one of eBPF", kCompile},
	{"elf: failed to get %", "{file} is damaged or cut off", "compile it again"},
	{"elf: couldn't find symbol table in %", "{file} has no symbols: it was stripped",
	 "strip -g leaves what is needed"},
	{"elf: legacy map definitions in 'maps' section",
	 "{file} defines maps as struct bpf_map_def in SEC(\"maps\"), which libbpf 1.0 gave up",
	 "define them as a struct with __uint(type, ...) in SEC(\".maps\")"},
	{"BTF is required, but is missing or corrupted.", "{file} has no type information (BTF)", "compile it with -g"},
	{"map '%': unknown field '%'.", "map {1} has no field {2} to define", kMapFields},
	{"map '%': map type isn't specified.", "map {1} is defined without a type",
	 "add: __uint(type, BPF_MAP_TYPE_HASH);"},
	{"map '%': conflicting % size % != %.", "map {1} is defined with two sizes of its {2}: {3} and {4}",
	 "key and key_size say the same, value and value_size, too"},
	{"map '%': % type [%] not found.", "map {1} has a {2} of a type that is not in the object", "compile it with -g"},
	{"map '%': can't determine % size", "map {1} has a {2} whose size is not known", "the type must be complete"},
	{"failed to find BTF for extern '%'", "{1} is declared, but defined nowhere",
	 "define it in the same file, or declare a function of the kernel with __ksym"},
	{"sec '%': program '%' is static and not supported", "{2} has SEC(\"{1}\") and is static",
	 "leave out static: programs are global"},
	{"prog '%': unrecognized ELF section name '%'", "SEC(\"{2}\") of {1} is no hook", kHooks},
	{"invalid license section in", "{file} has a licence that is no text",
	 "add: char LICENSE[] SEC(\"license\") = \"GPL\";"},
	{"Error loading ELF section .BTF", "{file} has damaged type information (BTF)", "compile it again with -g"},
};

constexpr Rule kLoading[] = {
	{"prog '%': missing BPF prog type, check ELF section name '.text'", "{1} has no SEC(), so nothing would call it",
	 "a program is a function with SEC(\"HOOK\") before it; functions that programs call are static"},
	{"prog '%': missing BPF prog type, check ELF section name '%'", "SEC(\"{2}\") of {1} is no hook", kHooks},
	{"extern (func ksym) '%': not found in kernel or module BTFs",
	 "this kernel has no function {1} that programs may call",
	 "declare it with __weak as well, and ask before the call: if ({1})"},
	{"extern (func ksym) '%': func_proto [%] incompatible with % [%]",
	 "function {1} is declared otherwise than in this kernel", "vmlinux.h has its arguments"},
	{"extern (var ksym) '%': not found in kernel BTF", "this kernel has no variable {1}",
	 "declare it with __weak as well"},
	{"extern (var ksym) '%': incompatible types,", "variable {1} is declared otherwise than in this kernel", ""},
	{"extern '%' (strong): not resolved", "this kernel has no {1}", "declare it with __weak as well"},
	{"failed to find valid kernel BTF", "this kernel has no type information (/sys/kernel/btf/vmlinux)",
	 "a kernel with CONFIG_DEBUG_INFO_BTF has it"},
	{"prog '%': failed to relocate calls", "{1} calls what is not in the object", ""},
	{"prog '%': bad relo against '%' in section '%'", "{1} uses {2}, which is not in the object",
	 "variables that are shared with programs must be global or static of this file"},
	{"prog '%': no .text section found yet sub-program call exists", "{1} calls a function that is not in the object",
	 ""},
	{"prog '%': failed to find kernel BTF type ID of '%': -3", "this kernel has no {target} {2}", "{where}"},
};

constexpr Rule kAttaching[] = {
	{"failed to determine tracepoint '%/%' perf event ID: No such file or directory", "there is no tracepoint {1}:{2}",
	 "strobe probe -l 'tracepoint:{1}:*' lists them"},
	{"failed to determine tracepoint '%/%' perf event ID: %", "tracepoint {1}:{2} cannot be found: {3}",
	 "mount -t tracefs tracing /sys/kernel/tracing"},
	{"failed to add legacy %probe event for '%'", "this kernel has no {1}probes", "strobe info shows what works here"},
	{"prog '%': failed to create uprobe '%' perf event: %", "the probe at {2} cannot be placed: {3}",
	 "strobe info shows what works here"},
	{"prog '%': failed to create % '%+0x0' perf event: No such file or directory", "this kernel has no function {3}",
	 "strobe probe -l 'kprobe:NAME*' lists them; compilers inline and rename functions (.isra.0)"},
	{"prog '%': failed to create % '%' perf event: No such file or directory", "this kernel has no function {3}",
	 "strobe probe -l 'kprobe:NAME*' lists them; compilers inline and rename functions (.isra.0)"},
	{"prog '%': failed to create % '%' perf event: %", "function {3} cannot be probed: {4}", ""},
	{"prog '%': failed to attach to raw tracepoint '%': No such file or directory", "there is no raw tracepoint {2}",
	 "strobe probe -l 'rawtracepoint:*' lists them"},
	{"prog '%': failed to resolve full path for '%'",
	 "{2} is neither a library that the loader finds nor a program in PATH", "give the path of the file"},
	{"elf: failed to find symbol '%' in '%'", "{2} has no function {1}", "strobe probe -l 'uprobe:FILE:*' lists them"},
	{"elf: failed to open %: %", "{1} cannot be opened: {2}", ""},
	{"elf: '%' is not a proper ELF object", "{1} is neither a program nor a library", ""},
	{"usdt: failed to find USDT support BPF maps", "{program} was written without <bpf/usdt.bpf.h>",
	 "include it, and write int BPF_USDT({program}, ...)"},
	{"usdt: no USDT notes section (%) found in '%'", "{2} has no USDT probes", kUsdtHint},
	{"usdt: failed to open ELF binary '%': -2", "there is no file {1}", "give the path of the program or library"},
	{"usdt: failed to find '%' (resolved to '%') within PID", "the process does not have {1} in memory", ""},
	{"usdt: %", "{1}", kUsdtHint},
};

std::string name_of_errno(int error) {
	std::array<char, 128> text{};
	libbpf_strerror(error, text.data(), text.size());
	return text.data();
}

template <class F>
void each_line(std::string_view text, F f) {
	constexpr std::string_view kPrefix = "libbpf: ";
	while (!text.empty()) {
		const size_t end = std::min(text.find('\n'), text.size());
		std::string_view line = text.substr(0, end);
		if (line.starts_with(kPrefix)) line.remove_prefix(kPrefix.size());
		if (f(line)) return;
		text.remove_prefix(std::min(end + 1, text.size()));
	}
}

/// The sentence of the first rule that a message follows; nothing: no message is known.
bool explain(std::span<const Rule> rules, const ObjectFailure& failure,
			 const std::function<std::string(std::string_view)>& value_of, Error& error) {
	std::vector<std::string_view> found;
	bool known = false;
	each_line(failure.said, [&](std::string_view line) {
		for (const Rule& rule : rules) {
			if (!match(line, rule.message, found)) continue;
			error = {fill(rule.sentence, found, value_of), fill(rule.hint, found, value_of)};
			return known = true;
		}
		return false;
	});
	return known;
}

/// The part of a section's name before the first slash, without what may follow it: "kprobe", "fentry", "lsm".
std::string_view kind_of(std::string_view section) {
	section = section.substr(0, section.find('/'));
	return section.substr(0, section.find('.'));
}

bool is_trampoline(std::string_view kind) {
	constexpr std::string_view kKinds[] = {"fentry", "fexit", "fmod_ret", "lsm", "lsm_cgroup", "freplace"};
	return std::ranges::find(kKinds, kind) != std::end(kKinds);
}

constexpr std::string_view kRoot =
	"run strobe as root, or with CAP_BPF, CAP_PERFMON and, for tc, XDP and cgroups, CAP_NET_ADMIN";

// -- maps
// --------------------------------------------------------------------------------------------------------------
/// What is wrong with a map's definition, as far as it can be seen; empty: nothing.
std::string fault_of(const MapFact& map) {
	const char* type = libbpf_bpf_map_type_str(static_cast<bpf_map_type>(map.type));
	if (!type) return "its type is " + std::to_string(map.type) + ", which does not exist";
	const bool array = map.type == BPF_MAP_TYPE_ARRAY || map.type == BPF_MAP_TYPE_PERCPU_ARRAY;
	const bool hash = map.type == BPF_MAP_TYPE_HASH || map.type == BPF_MAP_TYPE_PERCPU_HASH ||
					  map.type == BPF_MAP_TYPE_LRU_HASH || map.type == BPF_MAP_TYPE_LRU_PERCPU_HASH;
	const bool stacks = map.type == BPF_MAP_TYPE_STACK_TRACE;
	if (map.max_entries == 0 && (array || hash || stacks || map.type == BPF_MAP_TYPE_RINGBUF))
		return "it has no max_entries";
	if (array && map.key_size != 4)
		return "its keys have " + std::to_string(map.key_size) + " bytes, those of an array have 4";
	if (hash && map.key_size == 0) return "it has no key";
	if (hash && map.key_size > 512)
		return "its keys have " + std::to_string(map.key_size) + " bytes, at most 512 are possible";
	if ((array || hash) && map.value_size == 0) return "it has no value";
	return {};
}

std::string megabytes(uint64_t bytes) {
	return std::to_string((bytes >> 20) + 1) + " MiB";
}

Error explain_map(std::string_view name, const ObjectFailure& failure, const ObjectFacts& facts) {
	const std::string what = "map " + std::string(name) + " cannot be made: ";
	const auto map = std::ranges::find(facts.maps, name, &MapFact::name);
	if (failure.error == EPERM) return {what + name_of_errno(EPERM), std::string(kRoot)};
	if (map == facts.maps.end()) return {what + name_of_errno(failure.error)};
	if (std::string fault = fault_of(*map); !fault.empty())
		return {what + fault, "see __uint() and __type() in its definition"};
	const uint64_t size = (uint64_t{map->key_size} + map->value_size) * map->max_entries;
	if (failure.error == ENOMEM || failure.error == E2BIG)
		return {what + "it would take " + megabytes(size) + " (" + name_of_errno(failure.error) + ")",
				"choose a smaller max_entries"};
	const char* type = libbpf_bpf_map_type_str(static_cast<bpf_map_type>(map->type));
	return {what + "this kernel refuses a map of type " + type + ": " + name_of_errno(failure.error),
			"the kernel may be too old for this type or for its map_flags"};
}

// -- programs
// ----------------------------------------------------------------------------------------------------------
/// The verifier's log among libbpf's messages.
std::string_view log_in(std::string_view said) {
	constexpr std::string_view kBegin = "-- BEGIN PROG LOAD LOG --\n", kEnd = "-- END PROG LOAD LOG --";
	const size_t begin = said.find(kBegin);
	if (begin == std::string_view::npos) return {};
	const std::string_view log = said.substr(begin + kBegin.size());
	return log.substr(0, log.rfind(kEnd));
}

Error explain_program(std::string_view name, const ObjectFailure& failure, const ObjectFacts& facts,
					  std::string_view log) {
	const auto found = std::ranges::find(facts.programs, name, &ProgramFact::name);
	const std::string_view section = found == facts.programs.end() ? "" : found->section;
	if (log.empty()) log = log_in(failure.said);
	if (!log.empty())
		return explain_refusal({.program = name, .section = section, .log = log, .error = failure.error}, facts.lines);
	const std::string what = "program " + std::string(name) + ": ";
	if (failure.error == EPERM && is_trampoline(kind_of(section)))
		return {what + "this kernel lets nobody load programs for SEC(\"" + std::string(section) + "\")",
				"kprobe/FUNCTION or a tracepoint may serve; strobe info shows what works here"};
	if (failure.error == EPERM) return {what + name_of_errno(EPERM), std::string(kRoot)};
	return {what + "the kernel refuses it: " + name_of_errno(failure.error), "strobe info shows what works here"};
}

/// Kinds that need to be told what to be attached to, and how.
struct NeedTarget {
	std::string_view kind, form;
};
constexpr NeedTarget kNeedTarget[] = {
	{"kprobe", "kprobe/FUNCTION"},
	{"kretprobe", "kretprobe/FUNCTION"},
	{"uprobe", "uprobe/FILE:FUNCTION"},
	{"uretprobe", "uretprobe/FILE:FUNCTION"},
	{"usdt", "usdt/FILE:PROVIDER:NAME"},
	{"tp", "tp/CATEGORY/NAME"},
	{"tracepoint", "tracepoint/CATEGORY/NAME"},
	{"raw_tp", "raw_tp/NAME"},
};

bool has_target(std::string_view section) {
	const bool in_file = section.starts_with("u"); // uprobe, uretprobe, usdt
	return section.find(in_file ? ':' : '/') != std::string_view::npos;
}

/// What a program is attached to, and where to look for it.
std::string target_of(std::string_view kind) {
	if (kind == "tp_btf") return "tracepoint";
	if (kind.starts_with("lsm")) return "LSM hook";
	return kind == "iter" ? "iterator" : "function";
}

std::string catalog_of(std::string_view kind) {
	if (kind == "tp_btf") return "strobe probe -l 'rawtracepoint:*' lists them";
	if (kind.starts_with("f"))
		return "strobe probe -l 'kfunc:NAME*' lists them; compilers inline and rename functions (.isra.0)";
	return "strobe info shows what works here";
}

} // namespace

Error explain_open(const ObjectFailure& failure) {
	Error error;
	const auto value_of = [&](std::string_view) { return std::string(failure.file); };
	if (explain(kOpening, failure, value_of, error)) return error;
	if (failure.error == EINVAL && failure.said.empty())
		return {std::string(failure.file) + " is empty", std::string(kCompile)};
	return {"cannot open " + std::string(failure.file) + ": " + name_of_errno(failure.error),
			"-v shows what libbpf says"};
}

Error explain_load(const ObjectFailure& failure, const ObjectFacts& facts, std::string_view log) {
	std::vector<std::string_view> found;
	std::string_view map, program, section;
	each_line(failure.said, [&](std::string_view line) {
		if (match(line, "map '%': failed to create: %", found)) map = found[0];
		if (match(line, "prog '%': BPF program load failed: %", found)) program = found[0];
		if (match(line, "prog '%': failed to ", found)) section = found[0];
		return !map.empty() || !program.empty();
	});
	if (!map.empty()) return explain_map(map, failure, facts);
	if (!program.empty()) return explain_program(program, failure, facts, log);
	const auto owner = std::ranges::find(facts.programs, section, &ProgramFact::name);
	const std::string_view kind = owner == facts.programs.end() ? "" : kind_of(owner->section);
	Error error;
	const auto value_of = [&](std::string_view name) {
		return name == "target" ? target_of(kind) : name == "where" ? catalog_of(kind) : std::string(failure.file);
	};
	if (explain(kLoading, failure, value_of, error) || explain(kOpening, failure, value_of, error)) return error;
	return {"cannot load " + std::string(failure.file) + ": " + name_of_errno(failure.error),
			"-v shows what libbpf says"};
}

Error explain_attach(const ObjectFailure& failure, const ProgramFact& program) {
	const std::string what = "cannot attach " + std::string(program.name) + ": ";
	const std::string_view kind = kind_of(program.section);
	// perf_event_set_bpf_prog() compares what the program reads with the size of the tracepoint's record
	if (failure.error == EACCES && (kind == "tp" || kind == "tracepoint"))
		return {what + "it reads behind the last field of SEC(\"" + std::string(program.section) + "\")",
				"its context may belong to another tracepoint: take the struct from vmlinux.h"};
	// libbpf attaches these when its caller names the target
	if (std::ranges::find(kNeedTarget, kind, &NeedTarget::kind) != std::end(kNeedTarget) &&
		!has_target(program.section))
		return {what + "SEC(\"" + std::string(program.section) + "\") does not tell where",
				"write " + std::string(std::ranges::find(kNeedTarget, kind, &NeedTarget::kind)->form) +
					"; programs of libbpf-tools are told by their own loader"};
	Error error;
	const auto value_of = [&](std::string_view name) {
		return std::string(name == "program" ? program.name : name == "section" ? program.section : failure.file);
	};
	if (explain(kAttaching, failure, value_of, error)) return {what + error.message, error.hint};
	if (failure.error == EPERM) return {what + name_of_errno(EPERM), std::string(kRoot)};
	return {what + "SEC(\"" + std::string(program.section) + "\"): " + name_of_errno(failure.error),
			failure.error == EBUSY ? "somebody else is attached there" : "strobe info shows what works here"};
}

} // namespace strobe::engine
