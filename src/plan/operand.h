// SPDX-License-Identifier: BSD-2-Clause
// What a name in an expression means for a probe: a field, what a field points to, or what is known of every hit.
#pragma once

#include <string_view>

#include "abi/probe.h"
#include "base/result.h"
#include "spec/probe.h"

namespace strobe::plan {

/// pid, tid, uid, cpu, comm, or a field, and members from there: "file->f_path.dentry". "args.NAME" is always the
/// field. Casts may follow: ":str" (what is there is a text), ":hex", ":16" (so many bytes), ":s32" (a number of that
/// size). The result's name is the text. Error: no such name.
Result<spec::ProbeField> resolve(std::string_view text, const spec::ProbeRow& row);

/// The same, of something that can be printed: no structure.
Result<spec::ProbeField> shown(std::string_view text, const spec::ProbeRow& row);

/// The same, of something that can be compared: a number or a text.
Result<spec::ProbeField> operand(std::string_view text, const spec::ProbeRow& row);

/// Gives a number the names that the machine has for it.
void name_numbers(spec::ProbeField& field, const spec::ProbeRow& row);

/// How the kernel side reads it; a way through memory becomes one of the plan's.
Result<strobe_value> value_of(const spec::ProbeField& field, strobe_probe_plan& plan);

} // namespace strobe::plan
