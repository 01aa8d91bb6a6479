// SPDX-License-Identifier: BSD-2-Clause
// What the running kernel grants this process, found by trying: every probe loads a program of two or three
// instructions, attaches it where nothing calls it, and lets go of it again. Kernel versions are never asked.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/libbpf_log.h"

struct btf;

namespace strobe::engine {

enum class Probe : uint8_t {
	kAnyProgram,
	// hook points
	kTpBtf,
	kRawTracepoint,
	kTracepoint,
	kKprobe,
	kKprobeMulti,
	kUprobe,
	kFentry,
	kFexit,
	kLsm,
	kIterTask,
	kPerfEvent,
	kTc,
	kXdp,
	kCgroupSkb,
	kSockOps,
	// maps
	kTaskStorage,
	kRingBuffer,
	// helpers, in programs of the kind that would call them
	kLoop,
	kCookie,
	kCookieOfTpBtf,
	kSendSignal,
	kOverrideReturn,
};

/// One of the programs of strobe's own object, as the verifier judged it.
struct OwnProgram {
	std::string section; ///< "tp_btf/sys_enter"
	int error = 0;       ///< errno, 0: accepted
};

class Prober {
public:
	Prober();
	~Prober();
	Prober(const Prober&) = delete;
	Prober& operator=(const Prober&) = delete;

	/// 0, or the errno of what failed.
	[[nodiscard]] int attempt(Probe probe);
	/// Loads strobe's own object; when the kernel refuses it, each of its programs alone.
	[[nodiscard]] std::vector<OwnProgram> own_programs() const;
	/// The largest ring buffer of `size` bytes or a half, a quarter ... of it down to 1 MiB; 0: none at all.
	[[nodiscard]] static uint64_t largest_ring(uint64_t size);

private:
	LibbpfLog log_; ///< keeps libbpf from writing to stderr
	btf* kernel_types_;
};

} // namespace strobe::engine
