// SPDX-License-Identifier: BSD-2-Clause
#include "front/kernel_catalog.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>

#include "base/files.h"
#include "base/tracefs_folder.h"
#include "cli/kernel_spec.h"
#include "front/probe_limit.h"
#include "types/functions.h"

namespace strobe::front {

namespace {

using cli::ProbeKind;
using cli::ProbeSpec;
using engine::Probe;

// Older kernels hand no more to a program of fentry or fexit.
constexpr uint32_t kMostTrampolineWords = 6;

constexpr const char* kKprobes = "CONFIG_KPROBES, CONFIG_KPROBE_EVENTS";
constexpr const char* kTrampolines = "CONFIG_FUNCTION_TRACER, CONFIG_DYNAMIC_FTRACE_WITH_DIRECT_CALLS";

bool is_glob(const std::string& name) {
	return name.find_first_of("*?[") != std::string::npos;
}

bool at_return(ProbeKind kind) {
	return kind == ProbeKind::kKretprobe || kind == ProbeKind::kFexit || kind == ProbeKind::kKfunc;
}

bool by_trampoline(ProbeKind kind) {
	return kind == ProbeKind::kFentry || kind == ProbeKind::kFexit;
}

spec::HookKind hook_kind(ProbeKind kind) {
	switch (kind) {
	case ProbeKind::kKretprobe: return spec::HookKind::kFunctionReturn;
	case ProbeKind::kFentry: return spec::HookKind::kFentry;
	case ProbeKind::kFexit: return spec::HookKind::kFexit;
	case ProbeKind::kRawTracepoint: return spec::HookKind::kRawTracepoint;
	default: return spec::HookKind::kFunction;
	}
}

std::string kind_of(const std::string& spec) {
	return spec.substr(0, spec.find(':'));
}

/// Functions that can be traced, where the kernel tells; empty: it does not.
std::set<std::string, std::less<>> traceable_functions() {
	std::set<std::string, std::less<>> names;
	const std::string text = read_file(tracefs_folder() + "/available_filter_functions");
	for (size_t at = 0; at < text.size();) {
		const size_t end = std::min(text.find('\n', at), text.size());
		const std::string_view line = std::string_view(text).substr(at, end - at);
		names.emplace(line.substr(0, line.find_first_of(" \t")));
		at = end + 1;
	}
	return names;
}

} // namespace

bool KernelCatalog::knows(std::string_view spec) {
	return spec.find(':') != std::string_view::npos && cli::kernel_kind(spec.substr(0, spec.find(':')));
}

Result<const types::Btf*> KernelCatalog::types() {
	if (!types_) {
		auto kernel = types::Btf::of_kernel();
		if (!kernel) return kernel.error();
		types_ = std::move(*kernel);
	}
	return types_.get();
}

int KernelCatalog::attempt(Probe probe) {
	if (!prober_) prober_ = std::make_unique<engine::Prober>();
	const auto known = attempts_.find(probe);
	return known != attempts_.end() ? known->second : attempts_.emplace(probe, prober_->attempt(probe)).first->second;
}

bool KernelCatalog::works(Probe probe) {
	return attempt(probe) == 0;
}

/// Why a means does not work: "has no kprobes (CONFIG_KPROBES)". A kernel may have it and forbid it.
std::string KernelCatalog::lack(Probe probe, const std::string& what, const char* config) {
	const int error = attempt(probe);
	if (error == EPERM || error == EACCES) return "refuses " + what + " (" + std::strerror(error) + ")";
	return "has no " + what + " (" + config + ")";
}

/// What this kernel lacks for the kind, and which other kind would serve.
Result<> KernelCatalog::check_support(const ProbeSpec& spec) {
	if (!works(Probe::kAnyProgram)) return Ok{}; // privileges; whoever loads the programs says it better
	struct Means {
		Probe probe;
		std::string what;
		const char* config;
		Probe other;
		const char* other_kind;
	};
	const auto means = [&]() -> Means {
		switch (spec.kind) {
		case ProbeKind::kKprobe: return {Probe::kKprobe, "kprobes", kKprobes, Probe::kFentry, "fentry"};
		case ProbeKind::kKretprobe: return {Probe::kKprobe, "kretprobes", kKprobes, Probe::kFexit, "fexit"};
		case ProbeKind::kFentry: return {Probe::kFentry, "fentry", kTrampolines, Probe::kKprobe, "kprobe"};
		case ProbeKind::kFexit: return {Probe::kFexit, "fexit", kTrampolines, Probe::kKprobe, "kretprobe"};
		case ProbeKind::kKfunc: return {Probe::kFexit, "fexit", kTrampolines, Probe::kKprobe, ""};
		default: return {Probe::kRawTracepoint, "raw tracepoints", "CONFIG_BPF_EVENTS", Probe::kRawTracepoint, ""};
		}
	}();
	const bool either = spec.kind == ProbeKind::kKfunc;
	const bool other_works = works(means.other);
	if (works(means.probe) || (either && other_works)) return Ok{};
	Error error{spec.text + ": this kernel " + lack(means.probe, means.what, means.config)};
	if (either) error.message += " and " + lack(means.other, "kprobes", kKprobes);
	if (other_works)
		error.hint = std::string(means.other_kind) + ":" + spec.name + " works here";
	else if (works(Probe::kRawTracepoint))
		error.hint =
			"rawtracepoint:NAME works here: strobe probe -l 'rawtracepoint:*' lists them; system calls: strobe -e "
			"trace=NAME";
	else
		error.hint = "tracepoint:CATEGORY:NAME may serve: strobe probe -l lists them";
	return error;
}

Result<std::vector<std::string>> KernelCatalog::names(const ProbeSpec& spec, const types::Btf& types) {
	const bool raw = spec.kind == ProbeKind::kRawTracepoint;
	std::vector<std::string> found;
	if (!is_glob(spec.name)) {
		const bool known =
			raw ? types::raw_tracepoint_row(types, spec.name).has_value() : types.function(spec.name) != 0;
		if (known || (!raw && types::module_of(spec.name))) found.push_back(spec.name);
	} else if (raw) {
		found = types::raw_tracepoints_matching(types, spec.name);
	} else {
		found = types::functions_matching(types, spec.name);
		if (const auto traceable = traceable_functions(); !traceable.empty())
			std::erase_if(found, [&](const std::string& name) { return !traceable.contains(name); });
	}
	if (!found.empty()) return found;
	const std::string near =
		raw ? types::nearest_raw_tracepoint(types, spec.name) : types::nearest_function(types, spec.name);
	return Error{std::string(raw ? "no raw tracepoint" : "no function of the kernel") + " is called '" + spec.name +
					 "'",
				 near.empty() ? "strobe probe -l '" + kind_of(spec.text) + ":*' lists what there is"
							  : "did you mean '" + kind_of(spec.text) + ":" + near + "'?"};
}

void KernelCatalog::note(std::string text) {
	if (std::ranges::find(notes_, text) == notes_.end()) notes_.push_back(std::move(text));
}

/// kfunc: the cheaper way where there is one.
ProbeKind KernelCatalog::choose(const std::string& name, const types::Btf& types) {
	const auto words = types::trampoline_words(types, name);
	if (!works(Probe::kFexit)) {
		note("kfunc is kprobe and kretprobe on this kernel, which " + lack(Probe::kFexit, "fexit", kTrampolines));
		return ProbeKind::kKretprobe;
	}
	if (!words || *words > kMostTrampolineWords) {
		note("kfunc:" + name +
			 " is kprobe and kretprobe: for fentry it has too many arguments, or is not described by the types of the "
			 "kernel itself");
		return ProbeKind::kKretprobe;
	}
	note("kfunc is fentry and fexit on this kernel");
	return ProbeKind::kFexit;
}

/// Where the function is described: modules have types of their own, beside those of the kernel.
const types::Btf* KernelCatalog::types_with(const std::string& name, const types::Btf& kernel) {
	const auto module = kernel.function(name) ? std::nullopt : types::module_of(name);
	if (!module || module->empty()) return &kernel;
	const auto [known, is_new] = module_types_.try_emplace(*module);
	if (is_new)
		if (auto types = types::Btf::of_module(*module, kernel)) known->second = std::move(*types);
	return known->second ? known->second.get() : &kernel;
}

Result<spec::ProbeRow> KernelCatalog::make_row(const ProbeSpec& spec, const std::string& name,
											   const types::Btf& types) {
	const ProbeKind kind = spec.kind == ProbeKind::kKfunc ? choose(name, types) : spec.kind;
	spec::ProbeRow row;
	if (kind == ProbeKind::kRawTracepoint)
		row = *types::raw_tracepoint_row(types, name);
	else
		row = types::function_row(*types_with(name, types), name,
								  {.words = by_trampoline(kind) ? types::Words::kTrampoline : types::Words::kRegisters,
								   .at_return = at_return(kind),
								   .with_arguments = spec.offset == 0});
	row.name = kind_of(spec.text) + ":" + name;
	if (spec.offset) row.name = spec.text;
	row.hook = {.kind = hook_kind(kind), .name = name, .offset = spec.offset, .timed = at_return(kind)};
	if (!by_trampoline(kind)) return row;
	row.hook.type_id = types.function(name);
	if (!row.hook.type_id || !types::trampoline_words(types, name))
		return Error{row.name + ": the kernel's types do not say enough of this function for " + kind_of(spec.text),
					 (kind == ProbeKind::kFentry ? "kprobe:" : "kretprobe:") + name + " may serve"};
	return row;
}

Result<std::vector<spec::ProbeRow>> KernelCatalog::rows_of(const ProbeSpec& spec, bool force) {
	const auto types = this->types();
	if (!types) return types.error();
	const auto found = names(spec, **types);
	if (!found) return found.error();
	const bool raw = spec.kind == ProbeKind::kRawTracepoint;
	if (auto ok = check_number(found->size(), spec.text, raw ? "raw tracepoints" : "functions", force); !ok)
		return ok.error();
	if (auto ok = check_support(spec); !ok) return ok.error();
	std::vector<spec::ProbeRow> rows;
	for (const std::string& name : *found) {
		auto row = make_row(spec, name, **types);
		if (!row) return row.error();
		rows.push_back(std::move(*row));
	}
	return rows;
}

Result<std::vector<std::string>> KernelCatalog::matching(const std::string& pattern) {
	const auto types = this->types();
	if (!types) return types.error();
	const std::string kind = kind_of(pattern);
	ProbeSpec spec{.kind = *cli::kernel_kind(kind), .text = pattern, .name = pattern.substr(kind.size() + 1)};
	auto found = names(spec, **types);
	if (!found) return found.error();
	for (std::string& name : *found) name.insert(0, kind + ":");
	return found;
}

Result<spec::ProbeRow> KernelCatalog::row(const std::string& text) {
	const auto types = this->types();
	if (!types) return types.error();
	ProbeSpec spec{.kind = *cli::kernel_kind(kind_of(text)), .text = text};
	const std::string name = text.substr(text.find(':') + 1);
	if (spec.kind == ProbeKind::kKfunc) spec.kind = ProbeKind::kKretprobe;
	// a list needs no support
	spec::ProbeRow row =
		spec.kind == ProbeKind::kRawTracepoint
			? *types::raw_tracepoint_row(**types, name)
			: types::function_row(*types_with(name, **types), name, {.at_return = at_return(spec.kind)});
	row.name = text;
	return row;
}

} // namespace strobe::front
