// SPDX-License-Identifier: BSD-2-Clause
// What the text and the JSON of a trace have in common: where they go, which calls are wanted, how they are decoded.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "cli/options.h"
#include "decode/decoder.h"
#include "engine/socket_owners.h"
#include "event/assembler.h"
#include "front/clock.h"
#include "out/text.h"
#include "out/writer.h"
#include "spec/probe.h"

namespace strobe::front {

out::TextOptions text_options(const cli::Options& options);

/// An event of a socket, among the calls.
struct SocketLine {
	std::string_view name;
	std::span<const spec::ProbeField> fields;
	const event::Record& record;
	uint64_t cookie;
	std::span<const engine::SocketOwner> owners;
	uint64_t lost; ///< events of any process's sockets that are missing before this one
};

/// As strace names the ABI.
std::string_view mode_name(spec::Abi abi);

class TracePrinter : public event::Consumer {
public:
	/// `tracer`: the name in messages on stderr. `main`: the output; with -ff opened per process by name instead.
	TracePrinter(const cli::Options& options, std::string tracer, out::Writer main);

	/// --net: of a socket that this process holds, or held last.
	virtual void socket(event::Task& process, const SocketLine& event) = 0;
	/// Text that belongs to no task, at the end (the summary).
	virtual void put(std::string_view text) = 0;
	/// Writes what is there, an unfinished line too.
	virtual void flush();
	void close();
	/// errno of the first write that failed, or 0.
	[[nodiscard]] int error() const;
	[[nodiscard]] std::string output_name() const { return main_.writer.name(); }

protected:
	struct Output {
		explicit Output(out::Writer w) : writer(std::move(w)) {}
		out::Writer writer;
		TextBuf line;                ///< the current line as far as it goes
		size_t written = 0;          ///< bytes of it that the writer has
		event::Task* open = nullptr; ///< whose call the line shows, unfinished
		bool headed = false;         ///< the header of the JSON stands
	};

	Output& output_of(const event::Task& t) { return output_of(t.tid); }
	Output& output_of(uint32_t tid);
	/// A task has ended: so has its own output.
	void release_output(uint32_t tid);
	void tell(const std::string& text) const; ///< a message on stderr
	[[nodiscard]] bool wanted_outcome(const event::Call& call) const;
	static spec::Abi abi_of(const event::Call& c);
	static const spec::Row* row_of(const event::Call& c);
	[[nodiscard]] decode::CallOptions how(const event::Call& c) const;

	const cli::Options& options_;
	const std::string tracer_;
	const bool silent_; ///< -c: no lines
	Clock clock_;
	decode::Decoder decoder_;
	Output main_;

private:
	std::unordered_map<uint32_t, std::unique_ptr<Output>> separate_;
	int error_ = 0;
};

} // namespace strobe::front
