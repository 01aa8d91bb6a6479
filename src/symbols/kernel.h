// SPDX-License-Identifier: BSD-2-Clause
// Names of the kernel's functions, from /proc/kallsyms.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strobe::symbols {

class KernelSymbols {
public:
	/// Of the running kernel, read once; empty when it shows no addresses (without CAP_SYSLOG).
	static const KernelSymbols& running();
	/// The text of /proc/kallsyms.
	explicit KernelSymbols(std::string text);

	/// "vfs_read+0x1a", "do_work+0x4 [module]"; the address alone where no function is known.
	[[nodiscard]] std::string name(uint64_t address) const;
	/// "tcp_write_timer", "tcp_v4_rcv+0x1a"; empty: no code of the kernel's lies there.
	[[nodiscard]] std::string code(uint64_t address) const;
	/// Where a function begins.
	[[nodiscard]] std::optional<uint64_t> address(std::string_view name) const;

private:
	struct Symbol {
		uint64_t address;
		std::string_view name, module; ///< in text_
	};

	[[nodiscard]] const Symbol* at_or_below(uint64_t address) const;

	std::string text_;
	std::vector<Symbol> symbols_; ///< sorted
	uint64_t text_end_ = 0;       ///< of the kernel without its modules
};

} // namespace strobe::symbols
