// SPDX-License-Identifier: BSD-2-Clause
#include "types/emitted.h"

#include <algorithm>
#include <linux/bpf.h>

#include "types/object_section.h"

namespace strobe::types {

namespace {

/// The head of .BTF.ext (Documentation/bpf/btf.rst); offsets count from its end.
struct ExtHeader {
	uint16_t magic;
	uint8_t version, flags;
	uint32_t header_size;
	uint32_t functions, functions_size;
	uint32_t lines, lines_size;
	uint32_t relocations, relocations_size;
};

/// Before the relocations of one section.
struct SectionHead {
	uint32_t name, count;
};

void collect(std::span<const uint8_t> relocations, std::vector<uint32_t>& types) {
	const auto size = read_at<uint32_t>(relocations, 0);
	if (!size || *size < sizeof(bpf_core_relo)) return;
	size_t at = sizeof(uint32_t);
	while (const auto head = read_at<SectionHead>(relocations, at)) {
		at += sizeof *head;
		for (uint32_t i = 0; i < head->count; i++, at += *size) {
			const auto one = read_at<bpf_core_relo>(relocations, at);
			if (!one) return;
			const bool local = one->kind == BPF_CORE_TYPE_ID_LOCAL;
			if (local && std::ranges::find(types, one->type_id) == types.end()) types.push_back(one->type_id);
		}
	}
}

} // namespace

std::vector<uint32_t> emitted_types(std::span<const uint8_t> object) {
	const std::vector<uint8_t> copy = section_of(object, ".BTF.ext");
	const std::span<const uint8_t> ext = copy;
	const auto header = read_at<ExtHeader>(ext, 0);
	std::vector<uint32_t> types;
	if (!header || header->header_size < sizeof *header) return types;
	const uint64_t from = uint64_t{header->header_size} + header->relocations;
	if (from > ext.size() || header->relocations_size > ext.size() - from) return types;
	collect(ext.subspan(from, header->relocations_size), types);
	return types;
}

} // namespace strobe::types
