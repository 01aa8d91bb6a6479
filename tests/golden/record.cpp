// SPDX-License-Identifier: BSD-2-Clause
// strobe_record OPT REC: runs the command line of an .opt file under the engine and writes the raw records as text. The
// command gets a small environment that is the same everywhere.
#include <poll.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

#include "cli/parse.h"
#include "event/assembler.h"
#include "front/session.h"
#include "front/trace.h"
#include "plan/compile.h"
#include "record.h"

namespace strobe::golden {

namespace {

/// Only knows who is alive.
struct Nobody final : event::Consumer {
	void begins(event::Task&, uint64_t) override {}
	void ends(event::Task&, uint64_t, uint16_t) override {}
	void lost(event::Task&, uint64_t, uint32_t, bool) override {}
};

constexpr int64_t kExecve = 59;

/// Bytes of an array of pointers up to its NULL.
size_t to_null(event::Bytes bytes) {
	for (size_t at = 0; at + 8 <= bytes.size(); at += 8)
		if (std::all_of(bytes.begin() + static_cast<ptrdiff_t>(at), bytes.begin() + static_cast<ptrdiff_t>(at) + 8,
						[](uint8_t b) { return !b; }))
			return at + 8;
	return bytes.size();
}

void append(std::vector<uint8_t>& out, const void* p, size_t n) {
	const auto* b = static_cast<const uint8_t*>(p);
	out.insert(out.end(), b, b + n);
	out.resize((out.size() + 7) & ~size_t{7});
}

/// The record of an execve without what lies behind the NULL of argv and envp: tens of kilobytes of this program's
/// memory.
void append_trimmed(std::vector<uint8_t>& out, const event::Record& record) {
	const size_t begin = out.size();
	append(out, &record.call(), sizeof(strobe_call));
	record.for_each_piece([&](const event::Piece& p) {
		const bool vector = !(p.flags & (STROBE_PIECE_STR | STROBE_PIECE_COMM));
		const auto bytes = vector ? p.bytes.first(to_null(p.bytes)) : p.bytes;
		const strobe_piece piece{.addr = p.addr,
								 .len = static_cast<uint32_t>(bytes.size()),
								 .want = p.want,
								 .status = p.status,
								 .op = 0,
								 .flags = p.flags,
								 .pad = 0};
		append(out, &piece, sizeof piece);
		append(out, bytes.data(), bytes.size());
	});
	const auto size = static_cast<uint32_t>(out.size() - begin);
	std::memcpy(out.data() + begin, &size, sizeof size);
}

std::vector<uint8_t> trimmed(std::span<const uint8_t> records) {
	std::vector<uint8_t> out;
	while (!records.empty()) {
		uint32_t size = 0;
		std::memcpy(&size, records.data(), sizeof size);
		const auto record = event::parse(records.first(size));
		if (record && record->kind() == STROBE_EV_ENTER && record->call().nr == kExecve)
			append_trimmed(out, *record);
		else
			append(out, records.data(), size);
		records = records.subspan(std::min<size_t>((size + 7) & ~7u, records.size()));
	}
	return out;
}

class Recorder {
public:
	explicit Recorder(const cli::Options& options) : options_(options) {}

	Result<std::vector<uint8_t>> run() {
		auto path = front::find_executable(options_.command.front());
		if (!path) return path.error();
		engine::Launch launch{
			.tracer = "strobe", .path = *path, .argv = options_.command, .env = {"LC_ALL=C", "PATH=/usr/bin:/bin"}};
		auto child = engine::Child::start(launch);
		if (!child) return child.error();
		if (auto ok = follow(*child); !ok) {
			child->abandon();
			return ok.error();
		}
		while (waitpid(child->pid(), nullptr, 0) < 0 && errno == EINTR) {
		}
		while (take_all() || assembler_.live_tasks()) poll(nullptr, 0, 1);
		const auto counters = engine_->counters();
		if (counters[STROBE_CNT_LOST_RING] || counters[STROBE_CNT_LOST_LIFE])
			return Error{"some events were lost", "record again"};
		return trimmed(records_);
	}

private:
	Result<> follow(engine::Child& child) {
		auto plans = plan::compile_all(front::plan_options(options_));
		if (!plans) return plans.error();
		auto engine = engine::Engine::start(front::engine_options(options_), {plans->plans, plans->variants});
		if (!engine) return engine.error();
		engine_ = std::move(*engine);
		if (auto ok = engine_->add_command(child.pid()); !ok) return ok;
		child.release();
		return Ok{};
	}
	bool take_all() {
		engine_->drain(engine_->written());
		bool some = false;
		for (; engine_->source().next(chunk_); some = true) {
			assembler_.feed(chunk_);
			records_.insert(records_.end(), chunk_.begin(), chunk_.end());
		}
		return some;
	}

	const cli::Options& options_;
	Nobody nobody_;
	event::Assembler assembler_{nobody_};
	std::unique_ptr<engine::Engine> engine_;
	std::vector<uint8_t> chunk_, records_;
};

int fail(const std::string& message) {
	std::fprintf(stderr, "strobe_record: %s\n", message.c_str());
	return 1;
}

int record(const char* opt, const char* rec) {
	std::ifstream in(opt);
	auto words = words_of({std::istreambuf_iterator<char>(in), {}});
	std::string name = "strobe";
	std::vector<char*> argv{name.data()};
	for (std::string& w : words) argv.push_back(w.data());
	argv.push_back(nullptr);
	const auto parsed = cli::parse({.name = name}, static_cast<int>(argv.size()) - 1, argv.data());
	if (!parsed.options || parsed.options->command.empty()) return fail(std::string(opt) + ": " + parsed.err);
	const auto records = Recorder(*parsed.options).run();
	if (!records) return fail(records.error().message + "\nhint: " + records.error().hint);
	std::ofstream out(rec);
	out << to_text(*records);
	out.close();
	return out ? 0 : fail("cannot write " + std::string(rec));
}

} // namespace

} // namespace strobe::golden

int main(int argc, char** argv) {
	if (argc == 3) return strobe::golden::record(argv[1], argv[2]);
	std::fprintf(stderr, "usage: strobe_record OPT REC\n");
	return 2;
}
