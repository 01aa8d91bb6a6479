// SPDX-License-Identifier: BSD-2-Clause
#include "types/emitted.h"

#include <algorithm>
#include <cstring>
#include <gelf.h>
#include <linux/bpf.h>
#include <memory>
#include <optional>
#include <string_view>

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

template <class T>
std::optional<T> read_at(std::span<const uint8_t> bytes, size_t at) {
	T value{};
	if (at > bytes.size() || sizeof value > bytes.size() - at) return std::nullopt;
	std::memcpy(&value, bytes.data() + at, sizeof value);
	return value;
}

std::span<const uint8_t> section_of(Elf* elf, std::string_view wanted) {
	size_t names = 0;
	if (!elf || elf_getshdrstrndx(elf, &names) != 0) return {};
	for (Elf_Scn* section = elf_nextscn(elf, nullptr); section; section = elf_nextscn(elf, section)) {
		GElf_Shdr header{};
		if (!gelf_getshdr(section, &header)) continue;
		const char* name = elf_strptr(elf, names, header.sh_name);
		const Elf_Data* data = name && name == wanted ? elf_rawdata(section, nullptr) : nullptr;
		if (data && data->d_buf) return {static_cast<const uint8_t*>(data->d_buf), data->d_size};
	}
	return {};
}

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
	elf_version(EV_CURRENT);
	std::vector<char> copy(object.begin(), object.end()); // libelf wants to be able to write
	const std::unique_ptr<Elf, int (*)(Elf*)> elf(elf_memory(copy.data(), copy.size()), elf_end);
	const std::span<const uint8_t> ext = section_of(elf.get(), ".BTF.ext");
	const auto header = read_at<ExtHeader>(ext, 0);
	std::vector<uint32_t> types;
	if (!header || header->header_size < sizeof *header) return types;
	const uint64_t from = uint64_t{header->header_size} + header->relocations;
	if (from > ext.size() || header->relocations_size > ext.size() - from) return types;
	collect(ext.subspan(from, header->relocations_size), types);
	return types;
}

} // namespace strobe::types
