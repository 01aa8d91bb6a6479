// SPDX-License-Identifier: BSD-2-Clause
// Events of a user's programs as lines or as objects.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/textbuf.h"
#include "cli/run_options.h"
#include "front/clock.h"
#include "front/event_types.h"
#include "front/map_results.h"
#include "front/template.h"
#include "out/json.h"
#include "out/text.h"
#include "out/writer.h"

namespace strobe::front {

class EventOutput {
public:
	EventOutput(const EventTypes& types, const cli::RunOptions& options, out::Writer writer);
	virtual ~EventOutput() = default;

	virtual void event(const Event& event) = 0;
	/// Before whatever comes next from this map.
	virtual void lost(std::string_view map, uint64_t events) = 0;
	/// What the maps hold; `timed`: with the time, since more will follow.
	virtual void results(const Results& results, bool timed) = 0;
	/// What a program has written for people to read, such as an iterator's text.
	virtual void text(std::string_view program, std::string_view text) = 0;

	/// How addresses are called.
	void use_symbols(std::function<std::string(uint64_t)> kernel, std::function<std::string(int, uint64_t)> user) {
		context_.kernel_symbol = std::move(kernel);
		context_.user_symbol = std::move(user);
	}

	void flush() { writer_.flush(); }
	void close() { writer_.close(); }
	[[nodiscard]] const out::Writer& writer() const { return writer_; }

	static Result<std::unique_ptr<EventOutput>> make(const EventTypes& types, const cli::RunOptions& options,
													 out::Writer writer);

protected:
	void write() {
		line_.put('\n');
		writer_.put(line_.view());
	}
	void bytes(const Event& event, out::ValueSink& sink);
	void prepare(const Event& event);

	const EventTypes& types_;
	const cli::RunOptions& options_;
	out::Writer writer_;
	TextBuf line_;
	Clock clock_;
	decode::TypedContext context_;
};

} // namespace strobe::front
