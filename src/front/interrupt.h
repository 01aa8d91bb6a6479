// SPDX-License-Identifier: BSD-2-Clause
// HUP, INT, QUIT and TERM while a run is on: the first asks it to end; a later one ends strobe at once, whatever it
// waits for (a pipe that nobody reads, gigabytes that wait to be written).
#pragma once

#include <csignal>

#include "base/unique_fd.h"

namespace strobe::front {

/// These, and no others.
sigset_t interrupting_signals();

class Interrupt {
public:
	Interrupt();
	~Interrupt();
	Interrupt(const Interrupt&) = delete;
	Interrupt& operator=(const Interrupt&) = delete;

	/// From here on the signals, which are blocked, arrive.
	void arm();
	/// Readable when the first one has come.
	[[nodiscard]] int fd() const { return event_.get(); }
	/// The first one; 0: none has come.
	[[nodiscard]] int signal() const;
	/// From here on each does what it does by default.
	void disarm();

private:
	UniqueFd event_;
	bool armed_ = false;
};

} // namespace strobe::front
