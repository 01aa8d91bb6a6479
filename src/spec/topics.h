// SPDX-License-Identifier: BSD-2-Clause
// The topic files: each holds the rows of its calls. Only the registry reads this.
#pragma once

#include <span>

#include "spec/model.h"

namespace strobe::spec {

std::span<const Row> fs_rows();
std::span<const Row> net_rows();
std::span<const Row> mm_rows();
std::span<const Row> process_rows();
std::span<const Row> signal_rows();
std::span<const Row> time_rows();
std::span<const Row> ipc_rows();
std::span<const Row> poll_rows();
std::span<const Row> creds_rows();
std::span<const Row> sched_rows();
std::span<const Row> system_rows();
std::span<const Row> retired_rows();
std::span<const Row> i386_only_rows();
/// Rows that bear the name of another topic's row but take other registers; only the i386 table prefers them.
std::span<const Row> i386_form_rows();

} // namespace strobe::spec
