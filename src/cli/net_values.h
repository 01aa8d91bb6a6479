// SPDX-License-Identifier: BSD-2-Clause
// The values of --port, --addr, --family, --state and --netns.
#pragma once

#include <string>

#include "cli/net_options.h"
#include "cli/refusal.h"

namespace strobe::cli {

Verdict parse_port(const char* text, unsigned& port);
/// "10.0.0.0/8", "::1".
Verdict parse_net(const char* text, NetOptions::Net& net);
Verdict parse_family(const char* text, int& family);
/// "established,syn-sent", as ss(8) writes them, or as the kernel does.
Verdict parse_states(const char* text, uint32_t& states);
/// A name of ip-netns(8), a file, or "self".
Verdict parse_netns(const char* text, uint32_t& inode);

} // namespace strobe::cli
