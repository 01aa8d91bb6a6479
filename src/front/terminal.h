// SPDX-License-Identifier: BSD-2-Clause
// Who shows what is written to a terminal.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace strobe::front {

struct TerminalHolder {
	pid_t pid;
	std::string comm; ///< escaped
};

/// Processes that hold the other side of the pseudo-terminal `fd`, and of the terminals these write to in turn (a
/// multiplexer inside a terminal emulator). Empty when fd is no pseudo-terminal.
std::vector<TerminalHolder> terminal_holders(int fd);

} // namespace strobe::front
