// SPDX-License-Identifier: BSD-2-Clause
// The log of the kernel's verifier, taken apart: the instructions it went through, and what it complained of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/source_lines.h"

namespace strobe::engine {

class VerifierLog {
public:
	/// An instruction, as often as the verifier came by.
	struct Step {
		uint32_t number = 0;
		std::string_view code;  ///< "r1 = *(u64 *)(r0 +0)"
		std::string_view state; ///< "R0=scalar() refs=2": what the verifier knew afterwards, of what changed
		size_t source = 0;      ///< of sources(); lines stay valid until the next one
	};
	/// A line of the program, as the log shows it.
	struct Source {
		std::string_view text, file{}; ///< file: since Linux 6.9
		uint32_t line = 0;
	};

	/// `text` must live as long: a log of level 1. It may have lost its beginning or its end.
	explicit VerifierLog(std::string_view text);

	[[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
	/// sources()[0] is no line: instructions before the first one have it.
	[[nodiscard]] const std::vector<Source>& sources() const { return sources_; }
	/// What the log says behind its last instruction, without what it always says.
	[[nodiscard]] const std::vector<std::string_view>& complaints() const { return complaints_; }
	/// Instructions that were looked at, all ways through the program together.
	[[nodiscard]] uint64_t processed() const { return processed_; }

	/// What a step calls, "bpf_map_lookup_elem"; empty: it is no call of a helper or a kernel function.
	[[nodiscard]] static std::string_view called(const Step& step);
	/// What is known of a register just before the last step, "map_value_or_null(id=1,off=0,ks=4,vs=32,imm=0)"; empty:
	/// nothing.
	[[nodiscard]] std::string_view known_of(unsigned reg) const;
	/// The step that made the value of a register, as the last step finds it; copies are followed. Nothing: not found.
	[[nodiscard]] const Step* maker_of(unsigned reg) const;
	/// The last step at an instruction; nothing: none.
	[[nodiscard]] const Step* step_at(uint32_t number) const;

private:
	void read_line(std::string_view line);
	void read_source(std::string_view line);
	bool read_step(std::string_view line);

	std::vector<Step> steps_;
	std::vector<Source> sources_{1};
	std::vector<std::string_view> complaints_;
	uint64_t processed_ = 0;
};

/// What a register is in the state that the verifier prints, "scalar(umax=4294967295)" for R0 in
/// "R0_w=scalar(umax=4294967295) R10=fp0"; empty: it is not there.
[[nodiscard]] std::string_view register_in(std::string_view state, unsigned reg);

} // namespace strobe::engine
