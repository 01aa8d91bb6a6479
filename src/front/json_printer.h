// SPDX-License-Identifier: BSD-2-Clause
// The trace as JSON, one object a line; docs/JSON.md tells what they hold. A call is written when it ends.
#pragma once

#include <optional>
#include <string>

#include "front/trace_printer.h"
#include "out/json.h"

namespace strobe::front {

inline constexpr unsigned kJsonSchema = 1; ///< raised when a reader of the lines must change

/// The first line of each output.
std::string json_header(const std::vector<std::string>& command);

/// "owners": [{"pid": ..., "comm": ..., "fd": ...}, ...]
void owner_members(out::JsonMembers& members, TextBuf& line, std::span<const engine::SocketOwner> owners);

/// As the objects name it: "x86_64", "i386", "x32".
std::string_view abi_name(spec::Abi abi);

class JsonPrinter final : public TracePrinter {
public:
	JsonPrinter(const cli::Options& options, std::string tracer, out::Writer main);

	void attached(event::Task& t) override;
	void begins(event::Task&, uint64_t) override {}
	void ends(event::Task& t, uint64_t time, uint16_t flags) override;
	void lost(event::Task& t, uint64_t time, uint32_t calls, bool cut) override;
	void forked(event::Task& parent, event::Task& child) override;
	void execed(event::Task& t, uint64_t time, uint32_t old_tid) override;
	void signal(event::Task& t, const strobe_signal& s) override;
	void stopped(event::Task& t, uint64_t time, int signo) override;
	void never_ends(event::Task& t, uint64_t time) override;
	void died(event::Task& t, uint64_t time, uint32_t code) override;
	void forgotten(event::Task& t) override;
	void detached(event::Task& t) override;

	void socket(event::Task& process, const SocketLine& event) override;
	void put(std::string_view text) override;
	void flush() override;

private:
	/// Starts an object about a task.
	out::JsonMembers& begin(std::string_view type, const event::Task& t, std::optional<uint64_t> time);
	void end(const event::Task& t);
	/// `unfinished`: why the call has no result; empty when it has.
	void call(const event::Task& t, uint64_t time, std::string_view unfinished);
	void signal_member(int number);
	void put_end(const event::Task& t, uint64_t time, int status);
	/// The first line of every output says what the others are.
	void head(Output& o);

	const std::string header_;
	TextBuf line_;
	out::JsonMembers members_{line_};
	out::JsonSink sink_;
};

} // namespace strobe::front
