// SPDX-License-Identifier: BSD-2-Clause
// The one escape hatch: functions, named in a row, that print what the vocabulary of spec/model.h cannot say. Each
// topic has its file special_<topic>.cpp with one table; special.cpp joins the tables.
#pragma once

#include <span>
#include <string_view>

#include "decode/decoding.h"

namespace strobe::decode {

/// When an argument with a special function prints.
enum class Phase : uint8_t {
	kByDirection, ///< as the argument's direction says: outputs at exit, and not when the call failed
	kEntry,       ///< shows what was there before the call: prints at entry, whatever the direction
	kExit,        ///< once at the end, failed or not; the function looks at both images itself
};

/// Prints one value (Type::special). Objects: `value` is the address, not NULL, and -e verbose= was obeyed already.
/// Scalars: the number.
using ValueFn = void (*)(Decoding&, const spec::Type&, uint64_t value);
/// Prints all arguments from index `from` on (Row::special, Variant::special), as Decoder::arguments() does.
using CallFn = Printed (*)(Decoding&, unsigned from);
/// Prints the text in parentheses behind the result of a call that did not fail (Ret::special), parentheses included.
using NoteFn = void (*)(Decoding&);

struct Special {
	std::string_view name;
	ValueFn value = nullptr;
	Phase phase = Phase::kByDirection;
	CallFn call = nullptr;
	NoteFn note = nullptr;
};

/// nullptr for a name that no table has.
const Special* find_special(std::string_view name);
/// Sorted by name.
std::span<const Special> all_specials();

// The tables of the topics.
std::span<const Special> bpf_specials();
std::span<const Special> exec_specials();
std::span<const Special> file_specials();
std::span<const Special> fs_specials();
std::span<const Special> futex_specials();
std::span<const Special> ioctl_specials();
std::span<const Special> ipc_specials();
std::span<const Special> key_specials();
std::span<const Special> message_specials();
std::span<const Special> mm_specials();
std::span<const Special> mount_specials();
std::span<const Special> net_specials();
std::span<const Special> sockopt_specials();
std::span<const Special> aio_specials();
std::span<const Special> uring_specials();
std::span<const Special> video_specials();
std::span<const Special> input_specials();
std::span<const Special> console_specials();
std::span<const Special> storage_specials();
std::span<const Special> dm_specials();
std::span<const Special> device_specials();
std::span<const Special> poll_specials();
std::span<const Special> process_specials();
std::span<const Special> signal_specials();
std::span<const Special> system_specials();
std::span<const Special> prctl_specials();
std::span<const Special> ptrace_specials();
std::span<const Special> seccomp_specials();
std::span<const Special> task_specials();
std::span<const Special> time_specials();

} // namespace strobe::decode
