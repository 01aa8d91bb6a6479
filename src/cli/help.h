// SPDX-License-Identifier: BSD-2-Clause
// Texts made from the option tables.
#pragma once

#include <string>

#include "cli/frontend.h"

namespace strobe::cli {

std::string help_text(const Program& program);
std::string open_help_text(const Program& program);
std::string probe_help_text(const Program& program);
std::string net_help_text(const Program& program);
std::string run_help_text(const Program& program);
std::string info_help_text(const Program& program);
std::string explain_help_text(const Program& program);
std::string version_text();

/// The bash completion file; the repository's copy is held to this by a unit test.
std::string bash_completion(std::span<const Frontend> frontends);

} // namespace strobe::cli
