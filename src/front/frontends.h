// SPDX-License-Identifier: BSD-2-Clause
// What strobe can run: a table of front-ends, and the tracer itself.
#pragma once

#include <signal.h>
#include <span>
#include <string>

#include "base/result.h"
#include "cli/frontend.h"

namespace strobe::front {

/// What every front-end gets from main.
struct Setting {
	cli::Program program{};
	sigset_t signal_mask{};      ///< as strobe was started with
	bool ignore_sigchld = false; ///< likewise
};

struct Frontend {
	cli::Frontend word;
	int (*run)(const Setting& setting, int argc, char** argv); ///< argv[0] is the word; returns the exit status
};

std::span<const Frontend> frontends();

/// The tracer: strace's command line.
int trace(const Setting& setting, int argc, char** argv);
/// Who opens which file.
int open(const Setting& setting, int argc, char** argv);
/// Hits of hook points of the kernel.
int probe(const Setting& setting, int argc, char** argv);
/// Connections and packets.
int net(const Setting& setting, int argc, char** argv);
/// eBPF programs that the user brings.
int run(const Setting& setting, int argc, char** argv);
/// What works on this machine; 0 when system calls can be traced.
int info(const Setting& setting, int argc, char** argv);
/// What is known of a system call.
int explain(const Setting& setting, int argc, char** argv);

/// "name: message" and "hint: ..." on stderr.
void report(const Setting& setting, const Error& error);

} // namespace strobe::front
