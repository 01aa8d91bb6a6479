// SPDX-License-Identifier: BSD-2-Clause
// Names of numbers that differ from kernel to kernel.
#pragma once

#include <string>
#include <unordered_map>

#include "spec/probe.h"
#include "types/btf.h"

namespace strobe::types {

class KernelEnum final : public spec::TypeSource {
public:
	/// The enum `name` of this kernel, whose names lose `prefix`; without such an enum no number has a name.
	KernelEnum(const Btf& types, std::string_view name, std::string_view prefix);

	[[nodiscard]] std::optional<spec::ProbeField> member(const spec::ProbeField&, std::string_view) const override {
		return std::nullopt;
	}
	[[nodiscard]] std::vector<std::string> members(const spec::ProbeField&) const override { return {}; }
	[[nodiscard]] std::string enumerator(const spec::ProbeField& field, uint64_t value) const override;

private:
	std::unordered_map<uint64_t, std::string> names_;
};

} // namespace strobe::types
