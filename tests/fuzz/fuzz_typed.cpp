// SPDX-License-Identifier: BSD-2-Clause
// Two bytes that tell how long the BTF is, the BTF, and a record of one of its types.
#include <algorithm>
#include <vector>

#include "decode/typed.h"
#include "out/json.h"
#include "out/text.h"
#include "types/btf_check.h"
#include "types/data_types.h"

using namespace strobe;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
	constexpr uint32_t kTypes = 64;
	if (size < 2) return 0;
	const size_t length = std::min<size_t>(data[0] | data[1] << 8, size - 2);
	// memory of their own: reading behind the end shows
	const std::vector<uint8_t> raw(data + 2, data + 2 + length), record(data + 2 + length, data + size);
	if (!types::check_btf(raw)) return 0;
	const auto types = types::DataTypes::of(raw);
	if (!types) return 0;
	(void)(*types)->structures();
	for (uint32_t id = 0; id < kTypes; id++) {
		const spec::DataType* type = (*types)->type(id);
		if (!type) continue;
		TextBuf line, object;
		out::TextSink text(line);
		decode::typed_fields({.type = type, .bytes = record}, {}, text);
		out::JsonSink json(object);
		json.begin_arguments();
		decode::typed_fields({.type = type, .bytes = record}, {}, json);
		json.end_arguments();
		for (const spec::DataMember& m : type->members)
			(void)decode::part_of({.type = type, .bytes = record}, m.name + "[1].x");
	}
	return 0;
}
