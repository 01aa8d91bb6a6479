// SPDX-License-Identifier: BSD-2-Clause
#include "types/object_section.h"

#include <memory>

namespace strobe::types {

bool any_section(std::span<const uint8_t> object, const std::function<bool(Elf*, Elf_Scn*, const GElf_Shdr&)>& take) {
	elf_version(EV_CURRENT);
	std::vector<char> copy(object.begin(), object.end()); // libelf wants to be able to write
	const std::unique_ptr<Elf, int (*)(Elf*)> elf(elf_memory(copy.data(), copy.size()), elf_end);
	if (!elf) return false;
	for (Elf_Scn* section = elf_nextscn(elf.get(), nullptr); section; section = elf_nextscn(elf.get(), section)) {
		GElf_Shdr header{};
		if (gelf_getshdr(section, &header) && take(elf.get(), section, header)) return true;
	}
	return false;
}

std::vector<uint8_t> section_of(std::span<const uint8_t> object, std::string_view wanted) {
	std::vector<uint8_t> content;
	any_section(object, [&](Elf* elf, Elf_Scn* section, const GElf_Shdr& header) {
		size_t names = 0;
		if (elf_getshdrstrndx(elf, &names) != 0) return true;
		const char* name = elf_strptr(elf, names, header.sh_name);
		const Elf_Data* data = name && name == wanted ? elf_rawdata(section, nullptr) : nullptr;
		if (!data || !data->d_buf) return false;
		const auto* bytes = static_cast<const uint8_t*>(data->d_buf);
		content.assign(bytes, bytes + data->d_size);
		return true;
	});
	return content;
}

bool code_refers_to(std::span<const uint8_t> object, std::string_view wanted) {
	return any_section(object, [&](Elf* elf, Elf_Scn* section, const GElf_Shdr& header) {
		GElf_Shdr target{}, table{};
		Elf_Scn *code = elf_getscn(elf, header.sh_info), *symbols = elf_getscn(elf, header.sh_link);
		if (header.sh_type != SHT_REL || !gelf_getshdr(code, &target) || !(target.sh_flags & SHF_EXECINSTR))
			return false;
		Elf_Data *relocations = elf_getdata(section, nullptr), *list = elf_getdata(symbols, nullptr);
		if (!relocations || !list || !gelf_getshdr(symbols, &table)) return false;
		GElf_Rel one{};
		GElf_Sym symbol{};
		for (int i = 0; gelf_getrel(relocations, i, &one); i++) {
			if (!gelf_getsym(list, static_cast<int>(GELF_R_SYM(one.r_info)), &symbol)) continue;
			const char* name = elf_strptr(elf, table.sh_link, symbol.st_name);
			if (name && name == wanted) return true;
		}
		return false;
	});
}

} // namespace strobe::types
