// SPDX-License-Identifier: BSD-2-Clause
#include "engine/user_load.h"

#include <bpf/libbpf.h>
#include <string>
#include <vector>

#include "engine/object_errors.h"

namespace strobe::engine {

namespace {

/// A verifier that follows a loop a million times would write 80 MB. Kernels from 6.4 on keep the end of what fits,
/// older ones the beginning.
constexpr size_t kLogSize = 4u << 20;

} // namespace

Error open_error(std::string_view name, int error, const LibbpfLog& log) {
	return explain_open({.file = name, .said = log.text(), .error = error});
}

Result<> load(UserObject& object, LibbpfLog& log) {
	// libbpf asks for a log when a load has failed, and only then; the first refusal ends it, so one buffer is enough
	std::vector<char> refusal(kLogSize);
	for (const UserProgram& p : object.programs()) bpf_program__set_log_buf(p.program, refusal.data(), refusal.size());
	log.clear();
	const int error = bpf_object__load(object.object());
	if (!error) return Ok{};
	object.keep_log(log.text() + refusal.data());
	std::vector<ProgramFact> programs;
	for (const UserProgram& p : object.programs()) programs.push_back({p.name, p.section});
	std::vector<MapFact> maps;
	for (const UserMap& m : object.maps())
		maps.push_back({m.name, m.type, m.key_size, m.value_size, bpf_map__max_entries(m.map)});
	const ObjectFacts facts{.programs = programs, .maps = maps, .lines = SourceLines(object.bytes())};
	return explain_load({.file = object.name(), .said = log.text(), .error = -error}, facts, refusal.data());
}

Error attach_error(UserObject& object, const UserProgram& program, int error, const LibbpfLog& log) {
	object.keep_log(log.text());
	return explain_attach({.file = object.name(), .said = log.text(), .error = error}, {program.name, program.section});
}

} // namespace strobe::engine
