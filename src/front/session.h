// SPDX-License-Identifier: BSD-2-Clause
// One run from start to end: starts the command or attaches, feeds records to a consumer, knows when it is over, cleans
// up on every signal.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/launch.h"
#include "engine/tracing.h"
#include "event/assembler.h"
#include "front/frontends.h"
#include "front/interrupt.h"
#include "out/writer.h"

namespace strobe::front {

/// What to trace.
struct Scope {
	std::vector<std::string> command{};
	std::vector<std::string> env_changes{};
	std::optional<engine::Launch::Identity> run_as{};
	std::vector<int> pids{};
	bool system_wide = false;
	pid_t output_command = 0; ///< under system_wide: runs for strobe, is left out
	int output_fd = -1;       ///< under system_wide: when a terminal, whoever shows it is left out
};

class Session {
public:
	/// Loads and attaches what the run is about.
	using Start = std::function<Result<std::unique_ptr<engine::Tracing>>()>;

	/// `follow`: -p means all threads of a process.
	Session(const Setting& setting, Scope scope, bool follow, Start start);
	~Session();
	Session(const Session&) = delete;
	Session& operator=(const Session&) = delete;

	/// Everything up to the point where records flow. Nothing of the command has run when it fails.
	Result<> start();

	/// Feeds the consumer until everything in scope has ended or a signal asks to stop. `idle` runs whenever all that
	/// is there has been fed, and some ten times a second while that never happens; it returns false to stop.
	void run(event::Consumer& consumer, const std::function<bool()>& idle);
	/// `idle` runs, too, when this descriptor becomes readable: it has to read it.
	void also_wait_for(int fd) { other_fds_.push_back(fd); }
	/// The run goes on for so long after everything in scope has ended: sockets close behind their process.
	void linger(std::chrono::milliseconds time) { linger_ = time; }
	/// Signals that end a run are left to the command, as strace does when it writes to a file.
	void leave_signals_to_command() { ignore_signals_ = true; }

	/// After a run that ended before the command did: lets go of the kernel side, and waits for the command.
	void wait_for_command();

	/// The end of a run that wrote there: waits for the command; its exit status, or why something was not written.
	Result<int> leave(const out::Writer& writer);

	/// Calls and records that were lost, by cause: one sentence, or empty. `what` the ring was to hold; `narrow`: how
	/// there can be less of it.
	[[nodiscard]] std::optional<Error>
	losses(const char* what = "calls",
		   const char* narrow = "raise --ring-size, or narrow what is traced with -e") const;
	/// Of the command, or of the signal that ended the run: as wait(2) reports it; 0 when there is none.
	[[nodiscard]] int wait_status() const { return wait_status_; }
	/// Exits as the command did: same status, same signal.
	[[nodiscard]] static int exit_like(int wait_status);

private:
	Result<> find_processes();
	Result<> start_command();
	Result<> attach();
	Result<> attach_everything();
	void hear_interrupts();
	bool take_signals();
	bool over(event::Assembler& assembler);
	/// linger() is over; to be asked from then on when over() is true.
	bool lingered();
	void reap();
	/// Once, when the processes of -p have arrived: their stop signals came earlier than strobe.
	void report_stopped(event::Assembler& assembler, event::Consumer& consumer);
	void forget_the_dead(event::Assembler& assembler);
	/// -p, and not one of the processes has shown up.
	void report_absence();
	/// Feeds what is there now; false when there was nothing.
	bool feed(event::Assembler& assembler);
	/// Feeds everything that the kernel side has written until now.
	void feed_all(event::Assembler& assembler);

	const Setting& setting_;
	const Scope scope_;
	const bool follow_;
	const Start start_;
	std::unique_ptr<engine::Tracing> engine_;
	std::optional<engine::Child> child_;
	std::vector<int> pids_; ///< of the scope, those that are there
	UniqueFd signals_;
	Interrupt interrupt_;
	std::vector<uint8_t> chunk_;
	std::vector<int> other_fds_;
	std::chrono::milliseconds linger_{0};
	std::chrono::steady_clock::time_point looked_for_dead_{};
	std::optional<std::chrono::steady_clock::time_point> ended_{};
	bool ignore_signals_ = false;
	bool heard_ = false; ///< the kernel side has written something
	bool child_running_ = false;
	int stop_signal_ = 0;
	int wait_status_ = 0;
	uint64_t malformed_ = 0;
};

/// The file that execvp(3) would find, with strace's rules and messages.
Result<std::string> find_executable(const std::string& name);
/// The environment with changes applied: "VAR=VAL" sets, "VAR" removes.
std::vector<std::string> changed_environment(const std::vector<std::string>& changes);

} // namespace strobe::front
