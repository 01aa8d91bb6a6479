// SPDX-License-Identifier: BSD-2-Clause
// Everything a command line asks for, resolved: defaults filled in, conflicts refused, names turned into sets.
#pragma once

#include <sys/types.h>

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/numbers.h"
#include "spec/registry.h"

namespace strobe::cli {

/// A set of system calls. Per ABI, since "write@32" and "1" mean other rows on other ABIs.
struct CallSet {
	std::array<std::bitset<spec::kMaxRows>, spec::kAbis> rows{};
	bool unknown = false; ///< holds the numbers that have no row

	[[nodiscard]] bool has(spec::Abi abi, const spec::Row* row) const {
		return row ? rows[static_cast<size_t>(abi)][spec::row_id(*row)] : unknown;
	}
	[[nodiscard]] bool holds_all() const {
		for (const auto& set : rows)
			if (!set.all()) return false;
		return unknown;
	}
	[[nodiscard]] bool empty() const {
		for (const auto& set : rows)
			if (set.any()) return false;
		return !unknown;
	}
	void invert() {
		for (auto& set : rows) set.flip();
		unknown = !unknown;
	}
	bool operator==(const CallSet&) const = default;

	static CallSet none() { return {}; }
	static CallSet all() {
		CallSet set;
		set.invert();
		return set;
	}
};

/// How calls end, for -e status=, -z and -Z.
enum Status : unsigned { kSuccessful, kFailed, kUnfinished, kUnavailable, kDetached, kStatuses };
/// Messages that -q and -e quiet= silence.
enum Quiet : unsigned { kAttach, kExit, kPathResolution, kPersonality, kThreadExecve, kQuiets };

enum class Output : uint8_t { kStderr, kFile, kPipe };
enum class OnFull : uint8_t { kWait, kDrop };
enum class Summary : uint8_t { kNone, kOnly, kBesides };
enum class HexStrings : uint8_t { kNone, kNonAsciiChars, kNonAscii, kAll };
enum class ConstStyle : uint8_t { kRaw, kAbbrev, kVerbose };
enum class Clock : uint8_t { kNone, kTime, kUnix };
enum class Column : uint8_t {
	kTimePercent,
	kTotalTime,
	kMinTime,
	kMaxTime,
	kAvgTime,
	kCalls,
	kErrors,
	kName,
	kNothing
};

struct Timestamps {
	Clock clock = Clock::kNone;
	unsigned digits = 0; ///< of the second's fraction: 0, 3, 6 or 9
};

struct User {
	std::string name;
	uid_t uid;
	gid_t gid;
};

constexpr uint64_t kMiB = uint64_t{1} << 20;

// Default sizes of the ring. Where tasks wait for room it only bridges the reader's pauses; a smaller one is faster,
// since more of it is in caches.
constexpr uint64_t kRingThatWaits = 16 * kMiB;
constexpr uint64_t kRingThatDrops = 64 * kMiB;
constexpr uint64_t kGiB = uint64_t{1} << 30;

struct Options {
	// what to trace; a command and pids may stand together, system_wide stands alone
	std::vector<std::string> command{};
	std::vector<std::string> env_changes{}; ///< "VAR=VAL" sets, "VAR" removes, in this order
	std::optional<User> user{};
	std::vector<int> pids{};
	bool system_wide = false;
	bool follow = false;
	std::optional<bool> interruptible{}; ///< -I: signals end the run; by default unless -o has the lines of a command

	// where the lines go
	Output output = Output::kStderr;
	std::string output_name{}; ///< the file, or the command without its '|'
	bool append = false;
	bool json = false;     ///< objects in place of lines
	bool separate = false; ///< -ff: a file NAME.PID for each process; never without a file

	bool net = false; ///< what happens to the sockets of traced processes, too

	// which calls, signals and messages
	CallSet trace = CallSet::all();
	CallSet abbrev = CallSet::all();
	CallSet verbose = CallSet::all();
	CallSet raw = CallSet::none();
	std::bitset<kStatuses> statuses = std::bitset<kStatuses>().set();
	std::bitset<256> signals = std::bitset<256>().set(); ///< by signal number
	std::bitset<kQuiets> quiet{};

	// which tasks and outcomes; decided in the kernel
	std::string comm{};            ///< glob; empty: any
	std::optional<uint32_t> uid{}; ///< real
	std::string cgroup{};          ///< path; empty: any
	uint64_t min_duration_ns = 0;
	std::vector<int> errnos{}; ///< empty: any outcome
	/// Calls print when they have ended, if at all.
	[[nodiscard]] bool by_outcome() const { return !statuses.all() || min_duration_ns || !errnos.empty(); }

	// how a line looks
	unsigned string_limit = 32;
	unsigned column = 40;
	NumberSet dump_reads{}, dump_writes{}; ///< descriptors whose data shows behind the line
	HexStrings hex_strings = HexStrings::kNone;
	ConstStyle const_style = ConstStyle::kAbbrev;
	Timestamps timestamps{};
	std::optional<unsigned> relative_digits{};     ///< -r: digits of the fraction
	std::optional<unsigned> syscall_time_digits{}; ///< -T
	bool syscall_number = false;

	// -c and -C
	Summary summary = Summary::kNone;
	Column sort_by = Column::kTimePercent;
	std::vector<Column> columns{Column::kTimePercent, Column::kTotalTime, Column::kAvgTime,
								Column::kCalls,       Column::kErrors,    Column::kName};
	bool wall_clock = false;
	uint64_t overhead_ns = 0; ///< -O: subtracted from each call

	// strobe's own
	OnFull on_full = OnFull::kWait;
	uint64_t ring_size = kRingThatWaits; ///< a power of two
	uint64_t max_memory = 256 * kMiB;
	bool fail_on_loss = false;
};

} // namespace strobe::cli
