// SPDX-License-Identifier: BSD-2-Clause
// What the tracer's command line asks of the kernel side.
#pragma once

#include "cli/options.h"
#include "engine/engine.h"
#include "plan/compile.h"

namespace strobe::front {

engine::Options engine_options(const cli::Options& options);
/// Refers to `options`, which must outlive it.
plan::Options plan_options(const cli::Options& options);

} // namespace strobe::front
