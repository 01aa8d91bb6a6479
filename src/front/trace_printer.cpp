// SPDX-License-Identifier: BSD-2-Clause
#include "front/trace_printer.h"

#include <array>
#include <cerrno>
#include <unistd.h>

#include "abi/event.h"
#include "spec/registry.h"

namespace strobe::front {

using event::Call;
using event::Task;

namespace {

constexpr uint64_t kX32Bit = 0x40000000;

} // namespace

out::TextOptions text_options(const cli::Options& o) {
	static_assert(static_cast<int>(out::HexStrings::kAll) == static_cast<int>(cli::HexStrings::kAll));
	out::TextOptions t;
	t.xlat = o.const_style == cli::ConstStyle::kRaw       ? out::XlatStyle::kRaw
			 : o.const_style == cli::ConstStyle::kVerbose ? out::XlatStyle::kVerbose
														  : out::XlatStyle::kAbbrev;
	t.hex_strings = static_cast<out::HexStrings>(o.hex_strings);
	return t;
}

std::string_view mode_name(spec::Abi abi) {
	static constexpr std::array<std::string_view, spec::kAbis> kNames = {"64 bit", "32 bit", "x32"};
	return kNames[static_cast<size_t>(abi)];
}

TracePrinter::TracePrinter(const cli::Options& options, std::string tracer, out::Writer main)
	: options_(options), tracer_(std::move(tracer)), silent_(options.summary == cli::Summary::kOnly),
	  decoder_(decode::DecodeOptions{.max_string = options.string_limit}), main_(std::move(main)) {}

spec::Abi TracePrinter::abi_of(const Call& c) {
	return static_cast<spec::Abi>(c.abi <= STROBE_ABI_X32 ? c.abi : 0);
}

const spec::Row* TracePrinter::row_of(const Call& c) {
	const auto abi = abi_of(c);
	return spec::row_of(abi, abi == spec::Abi::kX32 ? c.nr & ~kX32Bit : c.nr);
}

decode::CallOptions TracePrinter::how(const Call& c) const {
	const auto abi = abi_of(c);
	const spec::Row* row = row_of(c);
	return {.abbrev = options_.abbrev.has(abi, row),
			.verbose = options_.verbose.has(abi, row),
			.raw = options_.raw.has(abi, row)};
}

bool TracePrinter::wanted_outcome(const Call& call) const {
	if (!call.finished) return options_.statuses[cli::kUnavailable];
	return options_.statuses[call.failed() ? cli::kFailed : cli::kSuccessful];
}

TracePrinter::Output& TracePrinter::output_of(uint32_t tid) {
	if (!options_.separate) return main_;
	auto& slot = separate_[tid];
	if (!slot) {
		auto w = out::Writer::to_file(options_.output_name + "." + std::to_string(tid), options_.append);
		if (!w) {
			tell(w.error().message + "\n");
			if (!error_) error_ = errno;
		}
		slot = std::make_unique<Output>(w ? std::move(*w) : out::Writer::to_fd(-1, ""));
	}
	return *slot;
}

void TracePrinter::release_output(uint32_t tid) {
	const auto it = separate_.find(tid);
	if (it == separate_.end()) return;
	it->second->writer.flush();
	if (!error_) error_ = it->second->writer.error();
	separate_.erase(it);
}

void TracePrinter::flush() {
	const auto one = [](Output& o) {
		o.writer.put(o.line.view().substr(o.written));
		o.written = o.line.size();
		o.writer.flush();
	};
	one(main_);
	for (auto& [tid, o] : separate_) one(*o);
}

void TracePrinter::close() {
	flush();
	if (!error_) error_ = main_.writer.error();
	main_.writer.close();
	separate_.clear();
}

int TracePrinter::error() const {
	if (error_ || main_.writer.error()) return error_ ? error_ : main_.writer.error();
	for (const auto& [tid, o] : separate_)
		if (o->writer.error()) return o->writer.error();
	return 0;
}

void TracePrinter::tell(const std::string& text) const {
	const std::string line = tracer_ + ": " + text;
	[[maybe_unused]] const ssize_t n = ::write(STDERR_FILENO, line.data(), line.size());
}

} // namespace strobe::front
