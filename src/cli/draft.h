// SPDX-License-Identifier: BSD-2-Clause
// A command line while it is read: the options so far, and what was said in which spelling, since strace refuses some
// pairs of spellings and some options only show their sense when all are known.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/numbers.h"
#include "cli/options.h"

namespace strobe::cli {

struct Draft {
	Options options{};

	bool help = false;
	bool version = false;

	unsigned follow_letters = 0;
	bool follow_word = false;
	bool follow_old = false; ///< -F
	bool separate_word = false;
	unsigned daemon_letters = 0;
	bool daemon_word = false;
	unsigned quiet_letters = 0;
	bool quiet_set = false;
	unsigned time_letters = 0;
	bool time_word = false;
	unsigned hex_letters = 0;
	std::optional<HexStrings> hex_word{};
	unsigned fd_letters = 0; ///< -y
	bool fd_set = false;
	unsigned status_letters = 0; ///< -z and -Z
	bool sort_set = false;
	bool columns_set = false;
	std::optional<std::string> output{};
	std::optional<OnFull> on_full{};
	std::optional<uint64_t> ring_size{};
	std::optional<std::string> user{};

	// known to strace, not to strobe: needed for strace's diagnostics, then refused or ignored
	bool debug = false;
	bool seccomp = false;
	bool detach_on_execve = false;
	bool instruction_pointer = false;
	bool stack_traces = false;
	bool inject = false;
	bool kvm = false;
	std::vector<const char*> paths{};
	NumberSet decode_fds{};
	NumberSet decode_pids{};
};

} // namespace strobe::cli
