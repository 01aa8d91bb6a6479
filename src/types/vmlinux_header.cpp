// SPDX-License-Identifier: BSD-2-Clause
#include "types/vmlinux_header.h"

#include <bpf/btf.h>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <elf.h>
#include <fmt/format.h>
#include <memory>
#include <string_view>
#include <sys/utsname.h>
#include <vector>

#include "base/files.h"

namespace strobe::types {

namespace {

// Each access is relocated to the running kernel, so that an object made here runs elsewhere.
constexpr const char* kHead =
	"#ifndef __VMLINUX_H__\n#define __VMLINUX_H__\n\n"
	"#ifndef BPF_NO_PRESERVE_ACCESS_INDEX\n"
	"#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)\n"
	"#endif\n\n";
constexpr const char* kTail = "#ifndef BPF_NO_PRESERVE_ACCESS_INDEX\n#pragma clang attribute pop\n#endif\n\n"
							  "#endif /* __VMLINUX_H__ */\n";

__attribute__((format(printf, 2, 0))) void append(void* text, const char* format, va_list args) {
	auto* to = static_cast<std::string*>(text);
	char piece[512];
	va_list again;
	va_copy(again, args);
	const int n = std::vsnprintf(piece, sizeof piece, format, args);
	if (n >= 0 && static_cast<size_t>(n) < sizeof piece) {
		to->append(piece, static_cast<size_t>(n));
	} else if (n > 0) {
		std::vector<char> all(static_cast<size_t>(n) + 1);
		std::vsnprintf(all.data(), all.size(), format, again);
		to->append(all.data());
	}
	va_end(again);
}

struct Free {
	void operator()(btf* types) const { btf__free(types); }
	void operator()(btf_dump* dump) const { btf_dump__free(dump); }
};

} // namespace

Result<std::string> vmlinux_header() {
	const std::unique_ptr<btf, Free> types(btf__load_vmlinux_btf());
	if (!types)
		return errno_error("cannot read the kernel's type information (/sys/kernel/btf/vmlinux)", errno,
						   "use a kernel built with CONFIG_DEBUG_INFO_BTF=y, and mount sysfs");
	std::string text = kHead;
	const std::unique_ptr<btf_dump, Free> dump(btf_dump__new(types.get(), append, &text, nullptr));
	if (!dump) return errno_error("cannot print the kernel's types", errno);
	for (uint32_t id = 1; id < btf__type_cnt(types.get()); id++)
		if (const int err = btf_dump__dump_type(dump.get(), id); err)
			return errno_error("cannot print the kernel's types", -err);
	return text + kTail;
}

std::string kernel_build() {
	// notes of ELF: sizes of name and content, a type, the name and the content, each padded to 4 bytes
	const std::string notes = read_file("/sys/kernel/notes");
	const auto padded = [](size_t n) { return (n + 3) / 4 * 4; };
	for (size_t at = 0; at + sizeof(Elf64_Nhdr) <= notes.size();) {
		Elf64_Nhdr note{};
		std::memcpy(&note, notes.data() + at, sizeof note);
		const size_t content = at + sizeof note + padded(note.n_namesz), end = content + padded(note.n_descsz);
		if (content > notes.size() || end > notes.size() || end <= at) break;
		if (note.n_type == NT_GNU_BUILD_ID && std::string_view(notes).substr(at + sizeof note).starts_with("GNU")) {
			std::string hex;
			for (const char c : notes.substr(content, note.n_descsz))
				hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
			return hex;
		}
		at = end;
	}
	utsname name{};
	uname(&name);
	std::string text = std::string(name.release) + "-" + name.version;
	for (char& c : text)
		if (c == '/' || c == ' ') c = '_';
	return text;
}

} // namespace strobe::types
