// SPDX-License-Identifier: BSD-2-Clause
// Hits of probes as lines or as objects.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/textbuf.h"
#include "cli/options.h"
#include "engine/socket_owners.h"
#include "event/record.h"
#include "front/clock.h"
#include "front/hit_stacks.h"
#include "out/json.h"
#include "out/text.h"
#include "out/writer.h"
#include "report/flows.h"
#include "report/groups.h"
#include "spec/probe.h"

namespace strobe::front {

/// What is printed of hits whose name and values depend on more than the probe.
class HitBody {
public:
	virtual ~HitBody() = default;
	[[nodiscard]] virtual std::string_view name(const event::Record& record) = 0;
	virtual void values(const event::Record& record, out::ValueSink& sink) = 0;
	/// What templates and groups may name of values(), besides the fields of the probe.
	[[nodiscard]] virtual std::span<const std::string_view> names() const { return {}; }
	/// Of these the one that is summed, in ns; nothing: it is not known.
	[[nodiscard]] virtual std::optional<uint64_t> time_of(const event::Record&) const { return std::nullopt; }
};

/// A probe, and what is printed of its hits.
struct ShownProbe {
	std::string_view name;
	std::span<const spec::ProbeField> fields;
	HitBody* body = nullptr; ///< prints in place of both

	[[nodiscard]] std::string_view name_of(const event::Record& record) const {
		return body ? body->name(record) : name;
	}
	void values(const event::Record& record, out::ValueSink& sink) const;
	/// What templates and groups may name.
	[[nodiscard]] std::vector<std::string_view> value_names() const;
	/// One of these, as it is printed; "-": this hit has none.
	void put_value(std::string_view value, const event::Record& record, TextBuf& to) const;
};

class HitOutput {
public:
	HitOutput(std::span<const ShownProbe> probes, out::Writer writer) : probes_(probes), writer_(std::move(writer)) {}
	virtual ~HitOutput() = default;

	virtual void hit(const event::Record& record) = 0;
	/// For the next hit(): its stacks; nothing: they are missing.
	void put_stacks(std::optional<NamedStacks> stacks) {
		stacks_ = std::move(stacks);
		with_stacks_ = true;
	}
	/// For the next hit(), which is an event of a socket: who holds it; and the socket.
	void put_owners(std::span<const engine::SocketOwner> owners, uint64_t cookie) {
		owners_.assign(owners.begin(), owners.end());
		cookie_ = cookie;
		with_owners_ = true;
	}
	/// Before whatever comes next.
	virtual void lost(uint64_t hits) = 0;
	/// What was counted until now; `timed`: with the time, since more will follow.
	virtual void groups(const report::Groups& groups, bool timed) = 0;

	/// Packets that were counted.
	virtual void flows(const report::Flows&) {}

	void flush() { writer_.flush(); }
	void close() { writer_.close(); }
	[[nodiscard]] const out::Writer& writer() const { return writer_; }

protected:
	/// The probe that was hit, or nullptr: nothing that this run has asked for.
	[[nodiscard]] const ShownProbe* probe_of(const event::Record& record) const {
		const uint32_t probe = record.hit().probe;
		return probe < probes_.size() ? &probes_[probe] : nullptr;
	}
	void write() {
		line_.put('\n');
		writer_.put(line_.view());
	}

	/// "bash/4711(4711)", or of a socket "nginx/812:11,nginx/813:11", "-" when nobody is known.
	void put_who(const event::Record& record);
	void put_text(std::string_view text);

	bool with_owners_ = false;
	std::vector<engine::SocketOwner> owners_;
	uint64_t cookie_ = 0;
	bool with_stacks_ = false;
	std::optional<NamedStacks> stacks_;
	/// Below a line.
	void stack_lines();
	void lost_line(uint64_t hits);

	std::span<const ShownProbe> probes_;
	out::Writer writer_;
	TextBuf line_;
	Clock clock_;
};

/// 12:34:56.123456 bash/4711(4711) sched:sched_process_exec filename="/bin/ls", pid=4711, old_pid=4711
/// 12:34:56.123456 iperf3/4711:5 retrans local=10.0.0.1:43210, remote=10.0.0.2:5201, state=TCP_ESTABLISHED, ...
class TextHits final : public HitOutput {
public:
	TextHits(std::span<const ShownProbe> probes, out::Writer writer);
	void hit(const event::Record& record) override;
	void lost(uint64_t hits) override;
	void groups(const report::Groups& groups, bool timed) override;
	void flows(const report::Flows& flows) override { writer_.put(report::flow_table(flows)); }

private:
	cli::Options stamp_;
	out::TextSink sink_;
};

class JsonHits final : public HitOutput {
public:
	JsonHits(std::span<const ShownProbe> probes, out::Writer writer, const std::vector<std::string>& command);
	void hit(const event::Record& record) override;
	void lost(uint64_t hits) override;
	void groups(const report::Groups& groups, bool timed) override;
	void flows(const report::Flows& flows) override;

private:
	void stack_members();
	void who_members(const event::Record& record, const ShownProbe& probe);

	out::JsonMembers members_;
	out::JsonSink sink_;
};

} // namespace strobe::front
