// SPDX-License-Identifier: BSD-2-Clause
#include "types/elf_file.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <fmt/format.h>
#include <gelf.h>
#include <libelf.h>
#include <sys/stat.h>

#include "types/go_symbols.h"
#include "types/machine.h"

namespace strobe::types {

namespace {

constexpr std::string_view kDebugFolder = "/usr/lib/debug";

void for_each_section(Elf* elf, auto&& f) {
	for (Elf_Scn* s = elf_nextscn(elf, nullptr); s; s = elf_nextscn(elf, s)) {
		GElf_Shdr header;
		if (gelf_getshdr(s, &header) && f(s, header)) return;
	}
}

std::string_view name_of(Elf* elf, const GElf_Shdr& header) {
	size_t names = 0;
	if (elf_getshdrstrndx(elf, &names) != 0) return {};
	const char* name = elf_strptr(elf, names, header.sh_name);
	return name ? name : "";
}

std::string_view bytes_of(Elf_Scn* section, const GElf_Shdr& header) {
	if (header.sh_type == SHT_NOBITS) return {};
	const Elf_Data* data = elf_rawdata(section, nullptr);
	if (!data || !data->d_buf) return {};
	return {static_cast<const char*>(data->d_buf), data->d_size};
}

std::string_view section_of(Elf* elf, std::string_view wanted) {
	std::string_view found;
	for_each_section(elf, [&](Elf_Scn* s, const GElf_Shdr& header) {
		if (name_of(elf, header) != wanted) return false;
		found = bytes_of(s, header);
		return true;
	});
	return found;
}

bool has_section(Elf* elf, std::string_view wanted) {
	bool found = false;
	for_each_section(elf, [&](Elf_Scn*, const GElf_Shdr& header) { return found = name_of(elf, header) == wanted; });
	return found;
}

std::string machine_name(unsigned number) {
	switch (number) {
	case EM_386: return "i386";
	case EM_X86_64: return "x86-64";
	case EM_ARM: return "arm";
	case EM_AARCH64: return "arm64";
	case EM_RISCV: return "RISC-V";
	default: return fmt::format("machine {}", number);
	}
}

std::string build_id_of(Elf* elf) {
	std::string id;
	for_each_section(elf, [&](Elf_Scn* s, const GElf_Shdr& header) {
		if (header.sh_type != SHT_NOTE) return false;
		Elf_Data* data = elf_getdata(s, nullptr);
		GElf_Nhdr note;
		size_t name = 0, desc = 0;
		for (size_t at = 0; data && (at = gelf_getnote(data, at, &note, &name, &desc)) > 0;)
			if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 &&
				std::string_view(static_cast<const char*>(data->d_buf) + name, 3) == "GNU")
				id.assign(static_cast<const char*>(data->d_buf) + desc, note.n_descsz);
		return !id.empty();
	});
	return id;
}

/// "ab/cdef.debug"
std::string build_id_path(std::string_view id) {
	std::string text;
	for (size_t i = 0; i < id.size(); i++) {
		if (i == 1) text += '/';
		text += fmt::format("{:02x}", static_cast<unsigned char>(id[i]));
	}
	return text + ".debug";
}

Symbol::Kind kind_of(const GElf_Sym& s) {
	if (s.st_shndx == SHN_UNDEF) return Symbol::Kind::kImported;
	switch (GELF_ST_TYPE(s.st_info)) {
	case STT_FUNC: return Symbol::Kind::kFunction;
	case STT_GNU_IFUNC: return Symbol::Kind::kIndirect;
	case STT_NOTYPE: return Symbol::Kind::kUntyped;
	default: return Symbol::Kind::kData;
	}
}

/// Versions of the symbols of .dynsym, by their number.
std::vector<std::string_view> defined_versions(Elf* elf) {
	std::vector<std::string_view> names;
	for_each_section(elf, [&](Elf_Scn* s, const GElf_Shdr& header) {
		if (header.sh_type != SHT_GNU_verdef) return false;
		Elf_Data* data = elf_getdata(s, nullptr);
		const size_t size = data ? data->d_size : 0;
		for (size_t at = 0; at < size && size <= INT_MAX;) {
			GElf_Verdef def;
			GElf_Verdaux name;
			if (!gelf_getverdef(data, static_cast<int>(at), &def) || def.vd_aux >= size - at ||
				!gelf_getverdaux(data, static_cast<int>(at + def.vd_aux), &name))
				break;
			const unsigned number = def.vd_ndx & 0x7fff;
			if (names.size() <= number) names.resize(number + 1u);
			if (const char* text = elf_strptr(elf, header.sh_link, name.vda_name)) names[number] = text;
			if (!def.vd_next) break;
			at += def.vd_next;
		}
		return true;
	});
	return names;
}

Elf_Data* symbol_versions(Elf* elf) {
	Elf_Data* data = nullptr;
	for_each_section(elf, [&](Elf_Scn* s, const GElf_Shdr& header) {
		if (header.sh_type == SHT_GNU_versym) data = elf_getdata(s, nullptr);
		return data != nullptr;
	});
	return data;
}

} // namespace

void ElfDeleter::operator()(Elf* elf) const {
	elf_end(elf);
}

ElfFile::~ElfFile() = default;

Result<std::unique_ptr<ElfFile>> ElfFile::open(const std::string& path) {
	std::unique_ptr<ElfFile> file(new ElfFile(path));
	if (auto ok = file->open_file(); !ok) return ok.error();
	return file;
}

Result<> ElfFile::open_file() {
	fd_ = UniqueFd(::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
	if (!fd_) return errno_error("cannot open " + path_, errno);
	struct stat st{};
	if (fstat(fd_.get(), &st) != 0) return errno_error("cannot stat " + path_, errno);
	if (S_ISDIR(st.st_mode)) return Error{path_ + " is a folder", "name a program or a library"};
	if (!S_ISREG(st.st_mode)) return Error{path_ + " is not a regular file", "name a program or a library"};
	char head[2]{};
	if (pread(fd_.get(), head, sizeof head, 0) == sizeof head && head[0] == '#' && head[1] == '!')
		return Error{path_ + " is a script", "name the program that interprets it"};
	elf_version(EV_CURRENT);
	elf_.reset(elf_begin(fd_.get(), ELF_C_READ_MMAP, nullptr));
	GElf_Ehdr header;
	if (!elf_ || elf_kind(elf_.get()) != ELF_K_ELF || !gelf_getehdr(elf_.get(), &header))
		return Error{path_ + " is not an ELF file", "name a program or a library"};
	if (header.e_machine != machine().elf || header.e_ident[EI_CLASS] != ELFCLASS64)
		return Error{fmt::format("{} is made for {}{}", path_, machine_name(header.e_machine),
								 header.e_machine == EM_X86_64 ? " with 32-bit pointers" : ""),
					 fmt::format("strobe probes {} programs here", machine().name)};
	if (header.e_type != ET_EXEC && header.e_type != ET_DYN)
		return Error{path_ + " is neither a program nor a library",
					 "object files cannot be probed: name what is linked from it"};
	return Ok{};
}

const std::vector<Symbol>& ElfFile::symbols() {
	if (symbols_read_) return symbols_;
	symbols_read_ = true;
	read_symbols(elf_.get());
	find_debug_file();
	if (debug_) read_symbols(debug_.get());
	if (is_go()) read_go_symbols();
	// the same function stands in up to three tables; the one that knows its version is the best
	std::ranges::stable_sort(symbols_, [](const Symbol& a, const Symbol& b) {
		return std::tie(a.name, a.address, b.version) < std::tie(b.name, b.address, a.version);
	});
	const auto same = std::ranges::unique(
		symbols_, [](const Symbol& a, const Symbol& b) { return a.name == b.name && a.address == b.address; });
	symbols_.erase(same.begin(), same.end());
	return symbols_;
}

void ElfFile::read_symbols(Elf* elf) {
	const std::vector<std::string_view> versions = defined_versions(elf);
	Elf_Data* const numbers = symbol_versions(elf);
	for_each_section(elf, [&](Elf_Scn* s, const GElf_Shdr& header) {
		if ((header.sh_type != SHT_SYMTAB && header.sh_type != SHT_DYNSYM) || header.sh_entsize == 0) return false;
		Elf_Data* data = elf_getdata(s, nullptr);
		const int count = data ? static_cast<int>(data->d_size / header.sh_entsize) : 0;
		for (int i = 1; i < count; i++) {
			GElf_Sym raw;
			if (!gelf_getsym(data, i, &raw)) break;
			const unsigned type = GELF_ST_TYPE(raw.st_info);
			const char* name = elf_strptr(elf, header.sh_link, raw.st_name);
			if (!name || !*name || type == STT_SECTION || type == STT_FILE || type == STT_TLS) continue;
			Symbol symbol{
				.name = name, .version = {}, .address = raw.st_value, .size = raw.st_size, .kind = kind_of(raw)};
			if (const size_t at = symbol.name.find('@'); at != std::string_view::npos && at > 0) { // of .symtab
				symbol.old_version = symbol.name.substr(at, 2) != "@@";
				symbol.version = symbol.name.substr(at + (symbol.old_version ? 1 : 2));
				symbol.name = symbol.name.substr(0, at);
			}
			GElf_Versym number = 0;
			if (header.sh_type == SHT_DYNSYM && numbers && gelf_getversym(numbers, i, &number) &&
				(number & 0x7fffu) < versions.size() && (number & 0x7fffu) > 1) {
				symbol.version = versions[number & 0x7fffu];
				symbol.old_version = number & 0x8000;
			}
			symbols_.push_back(symbol);
		}
		return false;
	});
}

void ElfFile::read_go_symbols() {
	for (const char* name : {".gopclntab", ".data.rel.ro.gopclntab"}) { // the latter: position independent
		const uint64_t text = addend_at(section_address(name) + kGoTextField).value_or(section_address(".text"));
		for (const Symbol& s : go_symbols(section(name), text)) symbols_.push_back(s);
	}
}

std::optional<uint64_t> ElfFile::addend_at(uint64_t address) const {
	std::optional<uint64_t> addend;
	for_each_section(elf_.get(), [&](Elf_Scn* s, const GElf_Shdr& header) {
		if (header.sh_type != SHT_RELA || header.sh_entsize == 0) return false;
		Elf_Data* data = elf_getdata(s, nullptr);
		const int count = data ? static_cast<int>(data->d_size / header.sh_entsize) : 0;
		GElf_Rela r;
		for (int i = 0; i < count && !addend && gelf_getrela(data, i, &r); i++)
			if (r.r_offset == address) addend = static_cast<uint64_t>(r.r_addend);
		return addend.has_value();
	});
	return addend;
}

std::optional<uint64_t> ElfFile::file_offset(uint64_t address, bool code) const {
	size_t count = 0;
	if (elf_getphdrnum(elf_.get(), &count) != 0) return std::nullopt;
	for (size_t i = 0; i < count; i++) {
		GElf_Phdr p;
		if (!gelf_getphdr(elf_.get(), static_cast<int>(i), &p) || p.p_type != PT_LOAD) continue;
		if ((p.p_flags & PF_X) == (code ? PF_X : 0u) && address >= p.p_vaddr && address - p.p_vaddr < p.p_filesz)
			return address - p.p_vaddr + p.p_offset;
	}
	return std::nullopt;
}

bool ElfFile::is_go() const {
	return has_section(elf_.get(), ".go.buildinfo") || has_section(elf_.get(), ".note.go.buildid");
}

std::vector<std::string> ElfFile::needed() const {
	std::vector<std::string> names;
	for_each_section(elf_.get(), [&](Elf_Scn* s, const GElf_Shdr& header) {
		if (header.sh_type != SHT_DYNAMIC) return false;
		Elf_Data* data = elf_getdata(s, nullptr);
		GElf_Dyn entry;
		for (int i = 0; data && gelf_getdyn(data, i, &entry) && entry.d_tag != DT_NULL; i++)
			if (entry.d_tag == DT_NEEDED)
				if (const char* name = elf_strptr(elf_.get(), header.sh_link, entry.d_un.d_val))
					names.emplace_back(name);
		return true;
	});
	return names;
}

std::string_view ElfFile::section(std::string_view name) const {
	return section_of(elf_.get(), name);
}

uint64_t ElfFile::section_address(std::string_view name) const {
	uint64_t address = 0;
	for_each_section(elf_.get(), [&](Elf_Scn*, const GElf_Shdr& header) {
		if (name_of(elf_.get(), header) != name) return false;
		address = header.sh_addr;
		return true;
	});
	return address;
}

// ---- debug files

bool ElfFile::open_debug_file(const std::string& path, std::string_view build_id) {
	debug_fd_ = UniqueFd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
	if (!debug_fd_) return false;
	debug_.reset(elf_begin(debug_fd_.get(), ELF_C_READ_MMAP, nullptr));
	if (debug_ && elf_kind(debug_.get()) == ELF_K_ELF && build_id_of(debug_.get()) == build_id) return true;
	debug_.reset();
	return false;
}

void ElfFile::find_debug_file() {
	if (debug_sought_) return;
	debug_sought_ = true;
	const std::string id = build_id_of(elf_.get());
	if (id.size() > 2 && open_debug_file(fmt::format("{}/.build-id/{}", kDebugFolder, build_id_path(id)), id)) return;
	const std::string_view link = section_of(elf_.get(), ".gnu_debuglink");
	const std::string name(link.substr(0, link.find('\0')));
	if (name.empty() || name.find('/') != std::string::npos) return;
	char* const real = realpath(path_.c_str(), nullptr);
	if (!real) return;
	const std::string whole = real, folder = whole.substr(0, whole.rfind('/'));
	std::free(real);
	for (const std::string& place : {folder + "/", folder + "/.debug/", std::string(kDebugFolder) + folder + "/"})
		if (place + name != whole && open_debug_file(place + name, id)) return;
}

Elf* ElfFile::with_debug_info() {
	if (has_section(elf_.get(), ".debug_info")) return elf_.get();
	find_debug_file();
	return debug_ && has_section(debug_.get(), ".debug_info") ? debug_.get() : nullptr;
}

} // namespace strobe::types
