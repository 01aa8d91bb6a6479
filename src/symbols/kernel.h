// SPDX-License-Identifier: BSD-2-Clause
// Names of the kernel's functions, from /proc/kallsyms.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strobe::symbols {

class KernelSymbols {
public:
	/// Of the running kernel; empty when it shows no addresses (without CAP_SYSLOG).
	static KernelSymbols running();
	/// The text of /proc/kallsyms.
	explicit KernelSymbols(std::string text);

	/// "vfs_read+0x1a", "do_work+0x4 [module]"; the address alone where no function is known.
	[[nodiscard]] std::string name(uint64_t address) const;

private:
	struct Symbol {
		uint64_t address;
		std::string_view name, module; ///< in text_
	};

	std::string text_;
	std::vector<Symbol> symbols_; ///< sorted
};

} // namespace strobe::symbols
