// SPDX-License-Identifier: BSD-2-Clause
#include "engine/source_lines.h"

#include <bpf/btf.h>
#include <cstring>
#include <fcntl.h>
#include <linux/bpf.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/unique_fd.h"

// libbpf's header calls it btf_ext__raw_data, its library (until 1.5) exports it under this name only
// NOLINTNEXTLINE(bugprone-reserved-identifier)
extern "C" const void* btf_ext__get_raw_data(const btf_ext* ext, uint32_t* size);

namespace strobe::engine {

namespace {

/// Headers of .BTF.ext as Documentation/bpf/btf.rst has them; no header of libbpf declares them.
struct ExtHeader {
	uint16_t magic;
	uint8_t version, flags;
	uint32_t header_size, functions_at, functions_size, lines_at, lines_size;
};

struct ExtSection {
	uint32_t name, records;
};

constexpr uint16_t kMagic = 0xeb9f;

template <class T>
bool take(std::span<const uint8_t>& from, T& out) {
	if (from.size() < sizeof out) return false;
	std::memcpy(&out, from.data(), sizeof out);
	from = from.subspan(sizeof out);
	return true;
}

std::string_view trimmed(std::string_view text) {
	const size_t first = text.find_first_not_of(" \t\r\n");
	if (first == std::string_view::npos) return {};
	return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string text_at(const btf* names, uint32_t offset) {
	const char* text = btf__name_by_offset(names, offset);
	return std::string(trimmed(text ? text : ""));
}

std::string file_at(const btf* names, uint32_t offset) {
	std::string path = text_at(names, offset);
	return path.substr(path.rfind('/') + 1);
}

std::span<const uint8_t> line_section(std::span<const uint8_t> ext) {
	ExtHeader header{};
	std::span<const uint8_t> rest = ext;
	if (!take(rest, header) || header.magic != kMagic || header.header_size > ext.size()) return {};
	rest = ext.subspan(header.header_size);
	if (header.lines_at > rest.size() || header.lines_size > rest.size() - header.lines_at) return {};
	return rest.subspan(header.lines_at, header.lines_size);
}

} // namespace

SourceLines::SourceLines(std::span<const uint8_t> object) {
	// libbpf reads ELF files by name only
	const UniqueFd file(memfd_create("object", MFD_CLOEXEC));
	if (file.get() < 0 || write(file.get(), object.data(), object.size()) != static_cast<ssize_t>(object.size()))
		return;
	btf_ext* ext = nullptr;
	btf* names = btf__parse(("/proc/self/fd/" + std::to_string(file.get())).c_str(), &ext);
	uint32_t size = 0;
	const void* raw = names && ext ? btf_ext__get_raw_data(ext, &size) : nullptr;
	if (raw) *this = SourceLines(names, {static_cast<const uint8_t*>(raw), size});
	btf_ext__free(ext);
	btf__free(names);
}

SourceLines::SourceLines(const btf* names, std::span<const uint8_t> ext) {
	std::span<const uint8_t> rest = line_section(ext);
	uint32_t record_size = 0;
	if (!take(rest, record_size) || record_size < sizeof(bpf_line_info)) return;
	for (ExtSection section{}; take(rest, section);) {
		const std::string name = text_at(names, section.name);
		for (uint32_t i = 0; i < section.records && rest.size() >= record_size; i++, rest = rest.subspan(record_size)) {
			bpf_line_info info{};
			std::memcpy(&info, rest.data(), sizeof info);
			lines_.push_back({name,
							  info.insn_off,
							  {file_at(names, info.file_name_off), BPF_LINE_INFO_LINE_NUM(info.line_col),
							   text_at(names, info.line_off)}});
		}
	}
}

SourceLine SourceLines::find(std::string_view text, std::string_view section, uint32_t offset) const {
	const Line* best = nullptr;
	const auto here = [&](const Line& l) { return l.section == section && l.offset <= offset; };
	for (const Line& l : lines_) {
		if (l.line.text != trimmed(text)) continue;
		if (!best || (here(l) && (!here(*best) || l.offset > best->offset))) best = &l;
	}
	return best ? best->line : SourceLine{.text = std::string(trimmed(text))};
}

SourceLine SourceLines::at(std::string_view section, uint32_t offset) const {
	const Line* best = nullptr;
	for (const Line& l : lines_)
		if (l.section == section && l.offset <= offset && (!best || l.offset >= best->offset)) best = &l;
	return best ? best->line : SourceLine{};
}

} // namespace strobe::engine
