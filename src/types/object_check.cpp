// SPDX-License-Identifier: BSD-2-Clause
#include "types/object_check.h"

#include <algorithm>
#include <bpf/btf.h>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "types/btf_check.h"
#include "types/object_section.h"

namespace strobe::types {

namespace {

constexpr std::string_view kOperations = ".struct_ops";

struct Symbol {
	std::string name;
	uint64_t at = 0;
	uint64_t size = 0, room = UINT64_MAX; ///< in a section of this size, if it is in one that the file has
};

/// Symbols of a relocatable object: their values are offsets.
std::vector<Symbol> symbols_of(std::span<const uint8_t> object) {
	std::vector<Symbol> symbols;
	any_section(object, [&](Elf* elf, Elf_Scn* table, const GElf_Shdr& header) {
		GElf_Ehdr of_file{};
		if (!gelf_getehdr(elf, &of_file) || of_file.e_type != ET_REL) return true;
		Elf_Data* data = header.sh_type == SHT_SYMTAB ? elf_getdata(table, nullptr) : nullptr;
		GElf_Sym symbol{};
		for (int i = 0; data && gelf_getsym(data, i, &symbol); i++) {
			const bool defined = symbol.st_shndx != SHN_UNDEF && symbol.st_shndx < SHN_LORESERVE;
			GElf_Shdr section{};
			const char* name = elf_strptr(elf, header.sh_link, symbol.st_name);
			Symbol& one = symbols.emplace_back(Symbol{name ? name : "", symbol.st_value});
			if (!defined || !gelf_getshdr(elf_getscn(elf, symbol.st_shndx), &section)) continue;
			one.size = symbol.st_size;
			one.room = section.sh_size;
		}
		return false;
	});
	return symbols;
}

bool fits(uint64_t at, uint64_t size, uint64_t room) {
	return at <= room && size <= room - at;
}

/// libbpf copies as many bytes from .struct_ops as the type of each variable has, from where the symbol of its name is,
/// or else from where the BTF says.
bool operations_fit(std::span<const uint8_t> object, std::span<const uint8_t> raw, const std::vector<Symbol>& symbols) {
	const uint64_t room = section_of(object, kOperations).size();
	if (!room || raw.empty()) return true;
	std::unordered_map<std::string_view, uint64_t> places; // the last of several
	for (const Symbol& symbol : symbols) places[symbol.name] = std::max(places[symbol.name], symbol.at);
	const std::unique_ptr<btf, void (*)(btf*)> types(btf__new(raw.data(), static_cast<uint32_t>(raw.size())),
													 btf__free);
	for (uint32_t id = 1; types && id < btf__type_cnt(types.get()); id++) {
		const btf_type* section = btf__type_by_id(types.get(), id);
		if (!btf_is_datasec(section) || btf__name_by_offset(types.get(), section->name_off) != kOperations) continue;
		for (uint32_t i = 0; i < btf_vlen(section); i++) {
			const btf_var_secinfo& place = btf_var_secinfos(section)[i];
			const int64_t size = btf__resolve_size(types.get(), place.type);
			const btf_type* variable = btf__type_by_id(types.get(), place.type);
			if (size < 0 || !variable) continue;
			const auto bytes = static_cast<uint64_t>(size);
			const auto named = places.find(btf__name_by_offset(types.get(), variable->name_off));
			if (!fits(place.offset, bytes, room)) return false;
			if (named != places.end() && !fits(named->second, bytes, room)) return false;
		}
	}
	return true;
}

} // namespace

Result<> check_object(std::span<const uint8_t> object) {
	// libbpf refuses objects for machines of the other byte order by itself
	if (read_at<uint8_t>(object, EI_DATA) != uint8_t{ELFDATA2LSB}) return Ok{};
	const std::vector<uint8_t> raw = section_of(object, ".BTF");
	if (auto ok = check_btf(raw); !ok) return ok;
	const std::vector<Symbol> symbols = symbols_of(object);
	const Error damaged{"it is damaged: a symbol lies outside of its section", "compile it again"};
	for (const Symbol& symbol : symbols)
		if (!fits(symbol.at, symbol.size, symbol.room)) return damaged;
	return operations_fit(object, raw, symbols) ? Result<>(Ok{}) : damaged;
}

} // namespace strobe::types
