// SPDX-License-Identifier: BSD-2-Clause
#include "types/kernel_enum.h"

namespace strobe::types {

KernelEnum::KernelEnum(const Btf& types, std::string_view name, std::string_view prefix) {
	for (auto& [value, text] : types.enumerators(name))
		names_.emplace(value, text.starts_with(prefix) ? text.substr(prefix.size()) : text);
}

std::string KernelEnum::enumerator(const spec::ProbeField&, uint64_t value) const {
	const auto found = names_.find(value);
	return found == names_.end() ? "" : found->second;
}

} // namespace strobe::types
