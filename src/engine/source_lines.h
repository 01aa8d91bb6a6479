// SPDX-License-Identifier: BSD-2-Clause
// Which line of which file an instruction comes from: the line information of an object's .BTF.ext.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct btf;

namespace strobe::engine {

/// A line of a program's source. The text has no blanks before and behind it.
struct SourceLine {
	std::string file{}; ///< without its directory; empty: unknown
	uint32_t line = 0;  ///< from 1; 0: unknown
	std::string text{};

	[[nodiscard]] bool known() const { return line != 0; }
};

class SourceLines {
public:
	SourceLines() = default;
	/// `object`: an ELF file. Where it has no line information, or what it has is damaged, there are no lines.
	explicit SourceLines(std::span<const uint8_t> object);
	/// `names`: where the texts are; `ext`: a section .BTF.ext.
	SourceLines(const btf* names, std::span<const uint8_t> ext);

	/// The line with this text whose code is in `section`, and there nearest before the byte `offset`; kernels
	/// before 6.9 name the text alone.
	[[nodiscard]] SourceLine find(std::string_view text, std::string_view section, uint32_t offset) const;

	/// The line of the instruction at a byte of a section.
	[[nodiscard]] SourceLine at(std::string_view section, uint32_t offset) const;

private:
	struct Line {
		std::string section;
		uint32_t offset; ///< of the first instruction in the section, in bytes
		SourceLine line;
	};
	std::vector<Line> lines_;
};

} // namespace strobe::engine
