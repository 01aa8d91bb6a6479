// SPDX-License-Identifier: BSD-2-Clause
// What a run needs of the kernel side, whichever programs it has loaded: who is in scope, when it ends, what was read.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>

#include "abi/event.h"
#include "base/result.h"
#include "engine/source.h"

struct bpf_map;
struct bpf_program;

namespace strobe::engine {

class Reader;

using Counters = std::array<uint64_t, STROBE_CNT_MAX>;

class Tracing {
public:
	virtual ~Tracing();
	Tracing(const Tracing&) = delete;
	Tracing& operator=(const Tracing&) = delete;

	/// Puts a waiting child in scope: muted until it calls exec.
	Result<> add_command(int pid);
	/// Puts running threads in scope. `whole`: all threads of these processes.
	Result<> add_running(std::span<const int> tids, bool whole);
	/// Under system_wide: leaves a process out, and all that it starts.
	Result<> exclude(int pid);
	/// Under system_wide: leaves a process out, but not what it starts.
	Result<> hide(int pid);
	/// Puts every other task of the machine in scope.
	Result<> add_everything();

	/// Everything is in scope that is to be.
	virtual Result<> begin() { return Ok{}; }
	/// No new events begin.
	virtual void stop();
	/// Everything that the kernel side has written until now ends there.
	[[nodiscard]] uint64_t written() const;
	/// Waits until everything up to there has reached the source. False: the source has to be emptied before more fits.
	bool drain(uint64_t written);
	/// Chunks that the source has.
	[[nodiscard]] size_t waiting();

	Source& source();
	/// Others may write to it, too.
	[[nodiscard]] int ring_fd() const;
	[[nodiscard]] Counters counters() const;
	/// Runs of its programs that the kernel left out, each an event that is missing.
	[[nodiscard]] virtual uint64_t kernel_misses() const { return 0; }

protected:
	/// The parts of a loaded object that keep the scope.
	struct Parts {
		bpf_map *targets, *counters, *ring;
		bpf_program *each_task, *whoami;
		volatile uint32_t *reader_asleep, *detaching;
	};
	Tracing();

	/// Privileges and kernel.
	static Result<> check_grounds();
	static bool realtime_kernel();

	/// After the load: tells the kernel side who strobe is.
	Result<> learn_self(const Parts& parts);
	/// After the load, before anything is attached: tells the kernel side who strobe is, and maps the ring.
	Result<> prepare(const Parts& parts, uint64_t max_memory);
	void start_reading();
	/// Before the object is unloaded: the reader reads its memory.
	void stop_reading();
	/// Over one task, or over all (0).
	Result<> iterate(int tid = 0);

private:
	Result<> name_target(int tid, uint32_t target);

	Parts parts_{};
	std::unique_ptr<Reader> reader_;
};

} // namespace strobe::engine
