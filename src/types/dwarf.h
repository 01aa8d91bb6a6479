// SPDX-License-Identifier: BSD-2-Clause
// What debug information says about the functions of a program: parameters and results by name and C type, and the
// members of what they point to.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "spec/probe.h"

struct Elf;

namespace strobe::types {

/// Where a probe finds arguments and results: offsets into its context.
struct CallPlaces {
	std::span<const uint32_t> arguments; ///< of integers and pointers, in order
	std::optional<uint32_t> stack{};     ///< of the stack pointer; nullopt: arguments on the stack are out of reach
	int32_t first_on_stack = 0;          ///< from there to the first argument that found no register
	uint32_t result = 0;
	bool result_takes_argument = false; ///< where to put one that no register holds is the first of the arguments
};

class DwarfTypes final : public spec::TypeSource {
public:
	/// nullptr: there is none in the file. The Elf must outlive it.
	static std::unique_ptr<DwarfTypes> of(Elf* elf);
	~DwarfTypes() override;

	/// What is known of the function that begins at an address. Fields that a probe cannot read are at Place::kNowhere.
	struct Signature {
		std::vector<spec::ProbeField> parameters;
		std::optional<spec::ProbeField> result; ///< nullopt: void
	};
	[[nodiscard]] std::optional<Signature> signature(uint64_t address, const CallPlaces& places);

	[[nodiscard]] std::optional<spec::ProbeField> member(const spec::ProbeField& field,
														 std::string_view name) const override;
	[[nodiscard]] std::vector<std::string> members(const spec::ProbeField& field) const override;

private:
	struct Impl;
	explicit DwarfTypes(std::unique_ptr<Impl> impl);
	std::unique_ptr<Impl> impl_;
};

} // namespace strobe::types
