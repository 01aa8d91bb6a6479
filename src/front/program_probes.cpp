// SPDX-License-Identifier: BSD-2-Clause
#include "front/program_probes.h"

#include <algorithm>
#include <fmt/format.h>
#include <fnmatch.h>
#include <set>

#include "front/probe_limit.h"
#include "front/session.h"
#include "out/text.h"
#include "spec/nearest.h"
#include "types/find_binary.h"
#include "types/usdt.h"

namespace strobe::front {

namespace {

using types::FunctionProbe;

FunctionProbe probe_of(cli::ProbeKind kind) {
	switch (kind) {
	case cli::ProbeKind::kUretprobe: return FunctionProbe::kReturn;
	case cli::ProbeKind::kUfunc: return FunctionProbe::kCall;
	default: return FunctionProbe::kEntry;
	}
}

bool is_glob(const std::string& text) {
	return text.find_first_of("*?") != std::string::npos;
}

bool matches(const std::string& glob, const std::string& text) {
	return fnmatch(glob.c_str(), text.c_str(), 0) == 0;
}

std::string base_name(const std::string& path) {
	return path.substr(path.rfind('/') + 1);
}

std::string usdt_name(const types::UsdtPlace& place) {
	return place.provider + ":" + place.name;
}

Error no_usdt(const std::string& path, const cli::ProbeSpec& spec, const std::vector<types::UsdtPlace>& places) {
	if (places.empty())
		return {path + " brings no probes along (no section .note.stapsdt)",
				"functions can be probed: uprobe:" + base_name(path) + ":NAME"};
	const std::string wanted = spec.category + ":" + spec.name;
	spec::Nearest nearest(wanted);
	std::vector<std::string> names;
	names.reserve(places.size());
	for (const types::UsdtPlace& place : places) names.push_back(usdt_name(place));
	for (const std::string& name : names) nearest.offer(name);
	return {path + " has no probe '" + wanted + "'",
			nearest.best().empty() ? "strobe probe -l 'usdt:" + base_name(path) + ":*' lists what there is"
								   : "did you mean '" + std::string(nearest.best()) + "'?"};
}

} // namespace

Result<types::Program*> ProgramProbes::program(const std::string& path) {
	auto& known = programs_[path];
	if (!known) {
		auto opened = types::Program::open(path);
		if (!opened) return opened.error();
		known = std::move(*opened);
	}
	return known.get();
}

Result<std::vector<ProgramProbes::Binary>> ProgramProbes::binaries_of(const cli::ProbeSpec& spec) {
	std::vector<Binary> found;
	if (!spec.binary.empty()) {
		auto path = types::find_binary(spec.binary, pids_);
		if (!path) return path.error();
		found.push_back({*path, base_name(*path)});
		return found;
	}
	std::set<std::string> seen;
	const auto add = [&](const std::string& path) {
		if (seen.insert(path).second) found.push_back({path, base_name(path)});
	};
	for (const int pid : pids_) {
		const auto mapped = types::mapped_binaries(pid);
		if (!mapped) return mapped.error();
		std::ranges::for_each(*mapped, add);
	}
	if (!command_.empty()) {
		const auto path = find_executable(command_);
		if (!path) return path.error();
		add(*path);
		const auto program = this->program(*path);
		if (!program) return program.error();
		for (const std::string& soname : (*program)->elf().needed())
			if (const std::string library = types::find_library(soname); !library.empty()) add(library);
	}
	if (found.empty())
		return Error{"'" + spec.text + "' names no program or library",
					 "write " + spec.text.substr(0, spec.text.find(':')) + ":BINARY" +
						 spec.text.substr(spec.text.find(':')) + ", or add -p PID or a command"};
	return found;
}

Result<std::vector<spec::ProbeRow>> ProgramProbes::functions(const Binary& binary, const cli::ProbeSpec& spec,
															 bool force) {
	const auto program = this->program(binary.path);
	if (!program) return program.error();
	const auto found = (*program)->find(spec.name);
	if (!found) return found.error();
	if (auto ok = check_number(found->size(), spec.name, "functions", force); !ok) return ok.error();
	const types::FunctionWish wish{.probe = probe_of(spec.kind),
								   .symbol = spec.name,
								   .offset = spec.offset,
								   .casts = spec.casts,
								   .result = spec.result};
	std::vector<spec::ProbeRow> rows;
	for (const types::Function& function : *found) {
		auto row = (*program)->row(function, wish, binary.title);
		if (!row) return row.error();
		rows.push_back(std::move(*row));
	}
	return rows;
}

Result<std::vector<spec::ProbeRow>> ProgramProbes::usdt(const Binary& binary, const cli::ProbeSpec& spec, bool force) {
	const auto program = this->program(binary.path);
	if (!program) return program.error();
	const auto places = types::usdt_places((*program)->elf());
	std::vector<spec::ProbeRow> rows;
	std::set<std::string> names;
	for (const types::UsdtPlace& place : places) {
		if (!matches(spec.category, place.provider) || !matches(spec.name, place.name)) continue;
		auto row = types::usdt_row(place, spec.casts, (*program)->elf(), binary.title);
		if (!row) return row.error();
		names.insert(row->name);
		rows.push_back(std::move(*row));
	}
	if (rows.empty()) return no_usdt(binary.path, spec, places);
	if (auto ok = check_number(names.size(), spec.name, "probes", force); !ok) return ok.error();
	return rows;
}

/// Without a binary: of the first file that has it; the others' reasons do not matter.
Result<std::vector<spec::ProbeRow>> ProgramProbes::rows_of(const cli::ProbeSpec& spec, bool force) {
	const auto binaries = binaries_of(spec);
	if (!binaries) return binaries.error();
	const auto rows = [&](const Binary& b) {
		return spec.kind == cli::ProbeKind::kUsdt ? usdt(b, spec, force) : functions(b, spec, force);
	};
	if (!spec.binary.empty()) return rows(binaries->front());
	for (const Binary& binary : *binaries) {
		const auto program = this->program(binary.path);
		if (!program) continue;
		if (spec.kind == cli::ProbeKind::kUsdt) {
			if (auto found = usdt(binary, spec, force)) return found;
		} else if ((*program)->find(spec.name)) {
			return functions(binary, spec, force);
		}
	}
	const bool is_usdt = spec.kind == cli::ProbeKind::kUsdt;
	std::vector<std::string> names;
	for (const Binary& binary : *binaries) names.push_back(out::name_text(binary.title));
	return Error{fmt::format("no {} is called '{}'", is_usdt ? "probe" : "function",
							 is_usdt ? spec.category + ":" + spec.name : spec.name),
				 fmt::format("looked for in {}", fmt::join(names, ", "))};
}

Result<std::vector<std::string>> ProgramProbes::matching(const cli::ProbeSpec& pattern) {
	std::vector<Binary> binaries;
	if (is_glob(pattern.binary)) {
		for (const std::string& path : types::find_binaries(pattern.binary))
			binaries.push_back({path, path}); // its name alone may mean another file
		if (binaries.empty())
			return Error{"no program or library matches '" + pattern.binary + "'",
						 "patterns are globs over libraries, programs in PATH, or paths"};
	} else {
		auto found = binaries_of(pattern);
		if (!found) return found.error();
		binaries = std::move(*found);
		if (!pattern.binary.empty()) binaries.front().title = pattern.binary;
	}
	const bool is_usdt = pattern.kind == cli::ProbeKind::kUsdt;
	std::set<std::string> specs;
	for (const Binary& binary : binaries) {
		const auto program = this->program(binary.path);
		if (!program && binaries.size() == 1) return program.error();
		if (!program) continue;
		if (is_usdt) {
			for (const types::UsdtPlace& place : types::usdt_places((*program)->elf()))
				if (matches(pattern.category, place.provider) && matches(pattern.name, place.name))
					specs.insert(fmt::format("usdt:{}:{}", binary.title, usdt_name(place)));
			continue;
		}
		for (const types::Function& f : (*program)->matching(pattern.name))
			specs.insert(fmt::format("{}:{}:{}", types::word_of(probe_of(pattern.kind)), binary.title, f.name));
	}
	if (specs.empty() && binaries.size() == 1) {
		if (is_usdt) return no_usdt(binaries[0].path, pattern, types::usdt_places((*program(binaries[0].path))->elf()));
		if (auto found = (*program(binaries[0].path))->find(pattern.name); !found) return found.error();
	}
	if (specs.empty())
		return Error{fmt::format("no {} matches '{}'", is_usdt ? "probe" : "function", pattern.text),
					 fmt::format("looked for in {} files", binaries.size())};
	return std::vector(specs.begin(), specs.end());
}

} // namespace strobe::front
