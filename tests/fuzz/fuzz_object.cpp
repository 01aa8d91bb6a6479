// SPDX-License-Identifier: BSD-2-Clause
// An eBPF object file as `strobe run --list` reads it. Not the whole of a path: most of it is libbpf's, which is told
// only what check_object() has let through.
#include <vector>

#include "cli/run_options.h"
#include "engine/user_object.h"
#include "front/event_types.h"
#include "front/map_results.h"
#include "front/object_list.h"
#include "types/data_types.h"
#include "types/object_check.h"

using namespace strobe;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
	const std::vector<uint8_t> bytes(data, data + size);
	if (!types::check_object(bytes)) return 0;
	const auto object = engine::UserObject::open(bytes, "x.bpf.o");
	if (!object) return 0;
	const auto types = types::DataTypes::of((*object)->btf());
	if (!types) return 0;
	const auto events = front::EventTypes::of(**object, **types, {});
	if (!events) return 0;
	(void)front::object_list(**object, **types, *events);
	(void)front::MapResults::of(**object, **types, {});
	return 0;
}
