// SPDX-License-Identifier: BSD-2-Clause
// The options of `strobe net`: what happens to connections and packets.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/common_options.h"

namespace strobe::cli {

/// One view; what runs it is the front-end's business.
struct NetView {
	std::string_view name;
	std::string_view help;
	bool only_counts = false; ///< it prints no lines: as if -c were given
	enum class Hook : uint8_t { kConnection, kSocket, kDevice } hook = Hook::kConnection; ///< where events come from
};

std::span<const NetView> net_views();

struct NetOptions : ScopeOptions, TaskFilter, OutputOptions {
	std::string view{};

	/// Of an address; 0: any.
	unsigned port = 0, lport = 0, rport = 0;
	struct Net {
		int family = 0; ///< AF_INET, AF_INET6; 0: any address
		std::array<uint8_t, 16> address{};
		unsigned prefix = 0; ///< bits
	};
	Net net{};
	int family = 0;      ///< AF_INET, AF_INET6; 0: any
	uint32_t states = 0; ///< bit n: state n of TCP; 0: any
	uint32_t netns = 0;  ///< inode of the namespace; 0: any

	std::string device{}; ///< of packets
	bool in = true, out = true;
	bool early = false;
	std::optional<uint32_t> snaplen{}; ///< bytes
	uint32_t sample = 1;               ///< 1 of so many
	std::string capture_name{};        ///< -w; empty: none

	bool count = false;
	std::vector<std::string> by{}; ///< count: names; empty: as the view has it
};

struct NetDraft {
	NetOptions options{};
	bool help = false;
};

std::span<const OptionRow<NetDraft>> net_options();

/// `rest`: the words behind the options so far: the view, then options again, then a command. `used` becomes the number
/// of words taken; when it is less than all of them, options follow.
Verdict take_words(NetDraft& draft, std::span<char* const> rest, bool after_dashes, size_t& used);

Verdict settle(NetDraft& draft);

} // namespace strobe::cli
