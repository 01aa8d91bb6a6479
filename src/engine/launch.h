// SPDX-License-Identifier: BSD-2-Clause
// Starts a command that waits, before its exec, until tracing is ready for it.
#pragma once

#include <optional>
#include <signal.h>
#include <string>
#include <sys/types.h>
#include <vector>

#include "base/result.h"
#include "base/unique_fd.h"

namespace strobe::engine {

struct Launch {
	std::string tracer; ///< prefix of the message when the exec fails
	std::string path;   ///< of the executable, already looked up
	std::vector<std::string> argv;
	std::vector<std::string> env;
	struct Identity {
		std::string user;
		uid_t uid;
		gid_t gid;
	};
	std::optional<Identity> run_as{};
	sigset_t signal_mask{};      ///< the command's, as strobe itself was started with
	bool ignore_sigchld = false; ///< likewise
};

class Child {
public:
	/// Forks; the child waits. Descriptors, dispositions and the mask reach the command as strobe got them.
	static Result<Child> start(const Launch& launch);

	[[nodiscard]] int pid() const { return pid_; }
	/// Lets the child call exec.
	void release();
	/// Ends a child that never ran the command.
	void abandon();

private:
	Child(int pid, UniqueFd gate) : pid_(pid), gate_(std::move(gate)) {}
	int pid_;
	UniqueFd gate_; ///< a byte lets the child go; when it closes without one, also since strobe was killed, it ends
};

} // namespace strobe::engine
