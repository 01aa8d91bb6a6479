// SPDX-License-Identifier: BSD-2-Clause
// Look-ups over the tables: number to row, name to row, class to mask, signal and errno names, nearest names.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "spec/model.h"

namespace strobe::spec {

/// The ABIs of an x86-64 kernel, numbered as abi/event.h numbers them (a unit test compares).
enum class Abi : uint8_t { kX86_64 = 0, kI386 = 1, kX32 = 2 };
inline constexpr unsigned kAbis = 3;

/// Every row of every topic; the index of a row in this span is its id, stable for one build.
std::span<const Row* const> rows();
inline constexpr unsigned kMaxRows = 1024;

/// The row of a call, or nullptr for a number outside the tables. For x32 without bit 30.
const Row* row_of(Abi abi, uint64_t nr);
/// Numbers of an ABI that have a row, ascending: [nr] -> row, gaps are nullptr.
std::span<const Row* const> table_of(Abi abi);
/// The name under which an ABI knows the row's call (i386 has names of its own: _llseek, ugetrlimit ...); same as
/// row.name.
const Row* row_named(string_view name);
/// Every row of that name: of some calls i386 has a form of its own (mmap with one pointer).
std::span<const Row* const> rows_named(string_view name);
/// Id of a row: its index in rows().
unsigned row_id(const Row& row);

/// "file" -> kFile ...; 0 for a name that is no class. Accepts %%stat and %%statfs as "%stat", "%statfs".
uint64_t class_named(string_view name);

/// "EINTR" -> 4; 0 when unknown. The kernel's own ERESTARTSYS (512) and friends have names too.
int errno_named(string_view name);
/// 4 -> "EINTR"; empty when unknown.
string_view errno_name(int number);
/// Text as strace prints it in parentheses: "Interrupted system call"; for 512..517 the kernel's meaning.
string_view errno_text(int number);

/// "SIGINT", "INT", "int", "2" -> 2; nullopt when unknown. Real-time signals: SIGRTMIN, SIGRT_1 ...
std::optional<int> signal_named(string_view name);
/// 2 -> "SIGINT", 34 -> "SIGRT_2"; empty when out of range.
std::string signal_name(int number);

/// The names nearest to a mistyped one; empty when nothing is near.
string_view nearest_syscall(string_view name);
string_view nearest_class(string_view name);
string_view nearest_errno(string_view name);
std::string nearest_signal(string_view name);

} // namespace strobe::spec
