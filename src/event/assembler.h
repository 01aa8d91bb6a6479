// SPDX-License-Identifier: BSD-2-Clause
// Joins records into calls: pairs entry and exit, notices losses, holds back what would appear too early, follows the
// tree of tasks. Memory per task is bounded by one entry record and a few held signals.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "event/call.h"
#include "event/record.h"

namespace strobe::event {

struct Task {
	uint32_t id = 0;      ///< tid of the initial pid namespace: unique on the machine
	uint32_t process = 0; ///< pid of the initial pid namespace
	uint32_t tid = 0,
			 pid = 0;       ///< of strobe's pid namespace; the initial one's where the task is not visible in strobe's
	uint64_t last_time = 0; ///< of its last record; ns, CLOCK_MONOTONIC
	std::string comm;
	Call call;             ///< valid while in_call, and in the callbacks of a call
	bool in_call = false;  ///< its entry was seen, its exit not yet
	bool visible = true;   ///< in strobe's pid namespace
	bool left_out = false; ///< by a filter on tasks: it is followed, but does not show
	[[nodiscard]] bool is_leader() const { return tid == pid; }
	/// It has died, which shows when its threads have, too.
	[[nodiscard]] bool has_ended() const { return end != nullptr; }

	/// For the consumer: the ABI of the calls that it has shown so far.
	uint8_t shown_abi = 0;
	/// Likewise: how much of the call stands on its output already.
	struct {
		bool begun = false;
		bool all = false;  ///< every argument
		unsigned next = 0; ///< first argument that is missing
	} shown;

private:
	friend class Assembler;
	uint64_t number = 0;               // of the call
	std::vector<uint8_t> entry;        // record that `call` views
	std::vector<strobe_signal> held;   // undelivered signals that came during the call
	std::unique_ptr<strobe_death> end; // a leader that died before its threads
};

/// Told in the order in which a strace user would see it. `call` of the task holds what is known.
class Consumer {
public:
	virtual ~Consumer() = default;
	virtual void attached(Task&) {}
	virtual void begins(Task&, uint64_t time) = 0;               ///< in_call is set
	virtual void ends(Task&, uint64_t time, uint16_t flags) = 0; ///< in_call tells whether begins() was called before
	/// Before whatever comes next of this task. `cut`: one of the calls is the one that begins() announced.
	virtual void lost(Task&, uint64_t time, uint32_t calls, bool cut) = 0;
	virtual void forked(Task& /*parent*/, Task& /*child*/) {}
	virtual void execed(Task&, uint64_t /*time*/, uint32_t /*old_tid*/) {}
	virtual void signal(Task&, const strobe_signal&) {}
	/// The task was stopped already when it was attached to.
	virtual void stopped(Task&, uint64_t /*time*/, int /*signo*/) {}
	/// The task lives on, the run has ended.
	virtual void detached(Task&) {}
	/// The task dies in a call; task.call holds it, in_call tells whether begins() was called.
	virtual void never_ends(Task&, uint64_t /*time*/) {}
	/// A probe; whoever hits it need not be a task that is followed.
	virtual void hit(const Record&) {}
	/// Of the hit of the same tid and time, which comes next.
	virtual void stack(const Record&) {}
	virtual void died(Task&, uint64_t /*time*/, uint32_t /*code*/) {}
	/// It is gone, and nothing was recorded of its end.
	virtual void forgotten(Task&) {}
};

class Assembler {
public:
	explicit Assembler(Consumer& consumer) : consumer_(consumer) {}

	/// Takes whole records, each padded to 8 bytes. What does not parse is counted and skipped.
	void feed(std::span<const uint8_t> records);

	[[nodiscard]] uint64_t malformed() const { return malformed_; }
	[[nodiscard]] size_t live_tasks() const { return tasks_.size(); }
	/// Every task that is known to be alive.
	template <class F>
	void for_each_task(F&& f) {
		for (auto& [id, task] : tasks_) f(*task);
	}
	/// Forgets a task whose end was not recorded.
	void forget(uint32_t id);
	/// Passes on signals that came earlier, in calls whose end may have been left out: they wait for no record.
	void release_signals_before(uint64_t time);
	/// The run has ended: whatever lives is let go of.
	void detach();

private:
	void take(const Record& r);
	Task& task_of(const strobe_event& h);
	void take_enter(Task& t, const Record& r);
	void take_exit(Task& t, const Record& r);
	void take_fork(Task& parent, const strobe_fork& r);
	void take_exec(const strobe_exec& r);
	void take_death(Task& t, const strobe_death& r);
	void drop_leader(const strobe_event& h);
	void take_signal(Task& t, const strobe_signal& r);
	void take_undelivered(Task& t, const strobe_signal& r);
	void report_loss(Task& t, const strobe_event& h);
	/// Ends the call in which the task dies, if there is one.
	void break_off_call(Task& t, const strobe_death& r);
	void end_task(Task& t, const strobe_death& r);
	void release_signals(Task& t);
	/// Takes a task off the list; a leader that waited for it ends.
	void drop(uint32_t id);
	[[nodiscard]] bool has_threads(uint32_t pid) const;

	Consumer& consumer_;
	std::unordered_map<uint32_t, std::unique_ptr<Task>> tasks_; // by the initial namespace's tid: unique on the machine
	std::unordered_map<uint32_t, uint32_t> threads_;            // by the initial namespace's pid: tasks alive
	uint64_t malformed_ = 0;
};

} // namespace strobe::event
