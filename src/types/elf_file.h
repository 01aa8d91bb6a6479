// SPDX-License-Identifier: BSD-2-Clause
// A program or a library: its functions, where they are in the file, and the file with its debug information.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/unique_fd.h"

struct Elf;

namespace strobe::types {

struct ElfDeleter {
	void operator()(Elf* elf) const;
};
using ElfHandle = std::unique_ptr<Elf, ElfDeleter>;

struct Symbol {
	enum class Kind : uint8_t {
		kFunction,
		kIndirect, ///< STT_GNU_IFUNC: code that chooses the function
		kUntyped,  ///< of assembler code
		kData,
		kImported,
	};
	std::string_view name;    ///< without its version
	std::string_view version; ///< may be empty
	uint64_t address = 0, size = 0;
	Kind kind = Kind::kFunction;
	bool old_version = false; ///< name@VERSION rather than name@@VERSION
};

class ElfFile {
public:
	/// Of this machine's architecture, or an error that says what the file is instead.
	static Result<std::unique_ptr<ElfFile>> open(const std::string& path);
	~ElfFile();
	ElfFile(const ElfFile&) = delete;
	ElfFile& operator=(const ElfFile&) = delete;

	[[nodiscard]] const std::string& path() const { return path_; }
	/// Of the whole file, of its separate debug file, and of Go's own table.
	[[nodiscard]] const std::vector<Symbol>& symbols();
	/// Where code or data with this address lies in the file; nullopt: not in it.
	[[nodiscard]] std::optional<uint64_t> file_offset(uint64_t address, bool code) const;
	[[nodiscard]] bool is_go() const;
	/// Libraries it needs, by soname.
	[[nodiscard]] std::vector<std::string> needed() const;

	/// What has the debug information: this file, or a separate one; nullptr: there is none.
	[[nodiscard]] Elf* with_debug_info();
	[[nodiscard]] Elf* elf() const { return elf_.get(); }
	/// Its contents; empty: there is no such section.
	[[nodiscard]] std::string_view section(std::string_view name) const;
	/// Where it is in memory; 0: there is none.
	[[nodiscard]] uint64_t section_address(std::string_view name) const;

private:
	explicit ElfFile(std::string path) : path_(std::move(path)) {}
	Result<> open_file();
	void read_symbols(Elf* elf);
	void read_go_symbols();
	/// What the loader puts at this address, if that is relative to where it puts the program.
	[[nodiscard]] std::optional<uint64_t> addend_at(uint64_t address) const;
	void find_debug_file();
	bool open_debug_file(const std::string& path, std::string_view build_id);

	std::string path_;
	UniqueFd fd_, debug_fd_;
	ElfHandle elf_, debug_;
	bool debug_sought_ = false;
	bool symbols_read_ = false;
	std::vector<Symbol> symbols_;
};

} // namespace strobe::types
