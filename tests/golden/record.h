// SPDX-License-Identifier: BSD-2-Clause
// Recorded records as text: a line that tells the layout, then each record in hexadecimal, as xxd -p writes it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace strobe::golden {

/// The layout that this program was compiled with: sizes of all records, and the version of the contract.
std::string layout();

/// `records`: whole ones, each padded to 8 bytes. What is left behind them is dropped.
std::string to_text(const std::vector<uint8_t>& records);
/// Error: another layout, or no records at all.
Result<std::vector<uint8_t>> from_text(const std::string& text);

/// The words of an .opt file: the command line behind "strobe". Comments begin with '#'.
std::vector<std::string> words_of(const std::string& text);

} // namespace strobe::golden
