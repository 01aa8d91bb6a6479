// SPDX-License-Identifier: BSD-2-Clause
#include "event/assembler.h"

#include <algorithm>
#include <cstring>

namespace strobe::event {

namespace {

// An entry record with strings may take 64 KiB; a task that once made such a call does not keep that much.
constexpr size_t kKeptEntry = 4096;
// Undelivered signals that arrive during one call: as many as there are signals, since the kernel queues each only
// once.
constexpr size_t kHeldSignals = 64;

void add_pieces(Memory& memory, const Record& r, bool late) {
	r.for_each_piece([&](const Piece& p) {
		if (p.flags & STROBE_PIECE_COMM) return;
		if (static_cast<bool>(p.flags & STROBE_PIECE_LATE) == late) memory.add(p);
	});
}

void take_comm(Task& t, const Record& r) {
	r.for_each_piece([&](const Piece& p) {
		if (!(p.flags & STROBE_PIECE_COMM)) return;
		const auto* s = reinterpret_cast<const char*>(p.bytes.data());
		t.comm.assign(s, strnlen(s, p.bytes.size()));
	});
}

void fill(Call& c, const strobe_call& r) {
	c.abi = r.h.abi;
	c.nr = static_cast<uint64_t>(r.nr);
	std::copy(std::begin(r.args), std::end(r.args), c.args.begin());
}

} // namespace

void Assembler::feed(std::span<const uint8_t> records) {
	while (records.size() >= sizeof(strobe_event)) {
		uint32_t size = 0;
		std::memcpy(&size, records.data() + offsetof(strobe_event, size), sizeof size);
		if (size < sizeof(strobe_event) || size > records.size()) break;
		if (const auto r = parse(records.first(size)))
			take(*r);
		else
			malformed_++;
		const size_t step = (size_t{size} + 7) & ~size_t{7};
		records = records.subspan(std::min(step, records.size()));
	}
	if (!records.empty()) malformed_++; // without a size there is no next record
}

Task& Assembler::task_of(const strobe_event& h) {
	auto& slot = tasks_[h.tid];
	if (!slot) {
		slot = std::make_unique<Task>();
		threads_[h.pid]++;
		slot->id = h.tid;
		slot->process = h.pid;
		slot->tid = h.ns_tid ? h.ns_tid : h.tid;
		slot->pid = h.ns_pid ? h.ns_pid : h.pid;
		slot->visible = h.ns_tid;
	}
	slot->last_time = h.time;
	return *slot;
}

void Assembler::take(const Record& r) {
	const strobe_event& h = r.header();
	if (h.kind == STROBE_EV_EXEC) {
		take_exec(r.exec());
		return;
	}
	if (h.kind == STROBE_EV_HIT) {
		consumer_.hit(r);
		return;
	}
	if (h.kind == STROBE_EV_STACK) {
		consumer_.stack(r);
		return;
	}
	Task& t = task_of(h);
	t.left_out = h.flags & STROBE_F_LEFT_OUT;
	report_loss(t, h);
	if (!t.held.empty() && t.held.front().h.call != h.call) release_signals(t);
	switch (h.kind) {
	case STROBE_EV_ENTER: take_enter(t, r); break;
	case STROBE_EV_EXIT: take_exit(t, r); break;
	case STROBE_EV_FORK: take_fork(t, r.fork()); break;
	case STROBE_EV_DEATH: take_death(t, r.death()); break;
	case STROBE_EV_SIGNAL: take_signal(t, r.signal()); break;
	case STROBE_EV_UNDELIVERED: take_undelivered(t, r.signal()); break;
	case STROBE_EV_ATTACH:
		t.comm.assign(r.task().comm, strnlen(r.task().comm, sizeof r.task().comm));
		consumer_.attached(t);
		break;
	default: break;
	}
}

/// A lost exit takes its entry with it: the call counts once, as lost.
void Assembler::report_loss(Task& t, const strobe_event& h) {
	if (!h.lost) return;
	const bool same_call = h.call == t.number && h.kind != STROBE_EV_ENTER;
	const bool cut = t.in_call && !same_call;
	consumer_.lost(t, h.time, h.lost, cut);
	if (cut) t.in_call = false;
	release_signals(t);
}

void Assembler::take_enter(Task& t, const Record& r) {
	const strobe_call& c = r.call();
	take_comm(t, r);
	t.call.before.clear();
	t.call.after.clear();
	// the view must outlive the chunk: copy the record, look at the copy
	const auto* raw = reinterpret_cast<const uint8_t*>(&r.header());
	if (t.entry.capacity() > kKeptEntry && c.h.size <= kKeptEntry) t.entry = {};
	t.entry.assign(raw, raw + c.h.size);
	const auto copy = parse(t.entry);
	if (!copy) return;
	fill(t.call, copy->call());
	add_pieces(t.call.before, *copy, false);
	t.call.finished = false;
	t.call.entry_time = c.h.time;
	t.number = c.h.call;
	t.in_call = true;
	consumer_.begins(t, c.h.time);
}

void Assembler::take_exit(Task& t, const Record& r) {
	const strobe_call& c = r.call();
	take_comm(t, r);
	if (t.in_call && t.number != c.h.call) t.in_call = false;
	if (!t.in_call) t.call.before.clear();
	t.call.after.clear();
	fill(t.call, c);
	add_pieces(t.call.before, r, true);
	add_pieces(t.call.after, r, false);
	t.call.finished = true;
	t.call.ret = c.ret;
	t.call.duration = c.duration;
	t.call.entry_time = c.h.time - c.duration;
	t.number = c.h.call;
	consumer_.ends(t, c.h.time, c.h.flags);
	constexpr int64_t kRestartBlock = 516; // include/linux/errno.h: ERESTART_RESTARTBLOCK
	if (c.ret == -kRestartBlock) t.call.interrupted = static_cast<uint64_t>(c.nr);
	t.in_call = false;
	// the pieces view a chunk that is about to go
	t.call.before.clear();
	t.call.after.clear();
	release_signals(t);
}

void Assembler::take_fork(Task& parent, const strobe_fork& r) {
	strobe_event h = r.h;
	h.tid = r.child_tid;
	h.pid = r.child_pid;
	h.ns_tid = r.child_ns_tid;
	h.ns_pid = r.child_ns_pid;
	Task& child = task_of(h);
	child.left_out = parent.left_out;
	child.comm.assign(r.comm, strnlen(r.comm, sizeof r.comm));
	consumer_.forked(parent, child);
}

void Assembler::take_exec(const strobe_exec& r) {
	uint32_t old_tid = 0;
	if (r.old_tid != r.h.tid) {
		// a thread takes over the leader's id; the leader's own end was held back until now
		if (const auto it = tasks_.find(r.old_tid); it != tasks_.end()) {
			old_tid = it->second->tid;
			drop_leader(r.h);
			auto node = tasks_.extract(r.old_tid);
			node.key() = r.h.tid;
			Task& t = *node.mapped();
			t.id = r.h.tid;
			t.tid = r.h.ns_tid ? r.h.ns_tid : r.h.tid;
			tasks_.insert(std::move(node));
		}
	}
	Task& t = task_of(r.h);
	t.left_out = r.h.flags & STROBE_F_LEFT_OUT;
	report_loss(t, r.h);
	t.comm.assign(r.comm, strnlen(r.comm, sizeof r.comm));
	consumer_.execed(t, r.h.time, old_tid);
}

/// Its place is taken: its own end never shows.
void Assembler::drop_leader(const strobe_event& h) {
	const auto leader = tasks_.find(h.tid);
	if (leader == tasks_.end()) return;
	if (leader->second->in_call) consumer_.never_ends(*leader->second, h.time);
	release_signals(*leader->second);
	drop(h.tid);
}

void Assembler::take_undelivered(Task& t, const strobe_signal& r) {
	if (!(r.h.flags & STROBE_F_IN_CALL)) return take_signal(t, r);
	if (t.held.size() < kHeldSignals)
		t.held.push_back(r);
	else
		consumer_.signal(t, r);
}

/// Comes when no call is on: what was held has waited for an end that was left out.
void Assembler::take_signal(Task& t, const strobe_signal& r) {
	release_signals(t);
	consumer_.signal(t, r);
}

void Assembler::release_signals_before(uint64_t time) {
	for (auto& [id, task] : tasks_)
		if (!task->held.empty() && (task->held.back().h.flags & STROBE_F_MAY_BE_LEFT_OUT) &&
			task->held.back().h.time < time)
			release_signals(*task);
}

void Assembler::release_signals(Task& t) {
	for (const strobe_signal& s : t.held) consumer_.signal(t, s);
	t.held.clear();
}

bool Assembler::has_threads(uint32_t pid) const {
	const auto it = threads_.find(pid);
	return it != threads_.end() && it->second > 1;
}

void Assembler::take_death(Task& t, const strobe_death& r) {
	if (r.h.tid == r.h.pid && has_threads(r.h.pid) && !t.end) {
		break_off_call(t, r);
		t.end = std::make_unique<strobe_death>(r); // wait(2) reports a leader when its last thread is gone
		t.end->in_flight = 0;
		return;
	}
	end_task(t, r);
}

void Assembler::break_off_call(Task& t, const strobe_death& r) {
	if (r.in_flight && !(t.in_call && t.number == r.h.call)) {
		t.in_call = false;
		t.call.before.clear();
		t.call.after.clear();
		t.call.abi = r.h.abi;
		t.call.nr = static_cast<uint64_t>(r.nr);
		std::copy(std::begin(r.args), std::end(r.args), t.call.args.begin());
	}
	t.call.finished = false;
	if (r.in_flight) consumer_.never_ends(t, r.h.time);
	t.in_call = false;
}

void Assembler::end_task(Task& t, const strobe_death& r) {
	break_off_call(t, r);
	release_signals(t);
	consumer_.died(t, r.h.time, r.code);
	drop(t.id);
}

void Assembler::forget(uint32_t id) {
	const auto it = tasks_.find(id);
	if (it == tasks_.end()) return;
	release_signals(*it->second);
	consumer_.forgotten(*it->second);
	drop(id);
}

void Assembler::drop(uint32_t id) {
	const auto it = tasks_.find(id);
	const uint32_t process = it->second->process;
	tasks_.erase(it);
	const auto threads = threads_.find(process);
	if (--threads->second == 0) threads_.erase(threads);
	const auto leader = tasks_.find(process);
	if (has_threads(process) || leader == tasks_.end() || !leader->second->end) return;
	const auto end = std::move(leader->second->end);
	end_task(*leader->second, *end);
}

void Assembler::detach() {
	for (auto& [id, task] : tasks_) {
		release_signals(*task);
		consumer_.detached(*task);
	}
}

} // namespace strobe::event
