// SPDX-License-Identifier: BSD-2-Clause
// What the tracer's command line asks of the kernel side and of the output.
#pragma once

#include <memory>
#include <string>

#include "cli/options.h"
#include "engine/engine.h"
#include "front/session.h"
#include "front/trace_printer.h"
#include "plan/compile.h"

namespace strobe::front {

engine::Options engine_options(const cli::Options& options);
/// Refers to `options`, which must outlive it.
plan::Options plan_options(const cli::Options& options);
/// Starts to trace calls; `engine`, if not null, is where the started one goes.
Session::Start tracing_calls(engine::Options engine, plan::Options plan, engine::Engine** started = nullptr);
/// Text or JSON. Refers to `options`, too.
std::unique_ptr<TracePrinter> make_printer(const cli::Options& options, std::string tracer, out::Writer output);

} // namespace strobe::front
