// SPDX-License-Identifier: BSD-2-Clause
#include "types/object_section.h"

#include <gelf.h>
#include <memory>

namespace strobe::types {

std::vector<uint8_t> section_of(std::span<const uint8_t> object, std::string_view wanted) {
	elf_version(EV_CURRENT);
	std::vector<char> copy(object.begin(), object.end()); // libelf wants to be able to write
	const std::unique_ptr<Elf, int (*)(Elf*)> elf(elf_memory(copy.data(), copy.size()), elf_end);
	size_t names = 0;
	if (!elf || elf_getshdrstrndx(elf.get(), &names) != 0) return {};
	for (Elf_Scn* section = elf_nextscn(elf.get(), nullptr); section; section = elf_nextscn(elf.get(), section)) {
		GElf_Shdr header{};
		if (!gelf_getshdr(section, &header)) continue;
		const char* name = elf_strptr(elf.get(), names, header.sh_name);
		const Elf_Data* data = name && name == wanted ? elf_rawdata(section, nullptr) : nullptr;
		if (!data || !data->d_buf) continue;
		const auto* bytes = static_cast<const uint8_t*>(data->d_buf);
		return {bytes, bytes + data->d_size};
	}
	return {};
}

} // namespace strobe::types
