// SPDX-License-Identifier: BSD-2-Clause
// Birth and death of tasks.
#include <linux/sched.h>
#include <sys/wait.h>

#include <algorithm>
#include <climits>

#include "decode/special.h"
#include "spec/registry.h"
#include "spec/xlat_process.h"

namespace strobe::decode {

namespace {

// ---- wait4 ------------------------------------------------------------------------------------------------

void put_signal(TextBuf& t, int number) {
	const std::string name = spec::signal_name(number);
	if (name.empty())
		t.dec(number);
	else
		t.put(name);
}

/// The conditions that hold for a status; returns the bits they leave unexplained.
uint32_t put_status(TextBuf& t, uint32_t status) {
	const int s = static_cast<int>(status);
	if (WIFSTOPPED(s)) {
		t.put("{WIFSTOPPED(s) && WSTOPSIG(s) == ");
		put_signal(t, WSTOPSIG(s) & 0x7f);
		t.put(WSTOPSIG(s) & 0x80 ? " | 0x80}" : "}");
		return status & ~0xffffu;
	}
	if (WIFSIGNALED(s)) {
		t.put("{WIFSIGNALED(s) && WTERMSIG(s) == ");
		put_signal(t, WTERMSIG(s));
		t.put(WCOREDUMP(s) ? " && WCOREDUMP(s)}" : "}");
		return status & ~0xffu;
	}
	if (WIFEXITED(s)) {
		t.put("{WIFEXITED(s) && WEXITSTATUS(s) == ");
		t.dec(WEXITSTATUS(s));
		t.put('}');
		return status & ~0xff00u;
	}
	if (WIFCONTINUED(s)) {
		t.put("{WIFCONTINUED(s)}");
		return status & ~0xffffu;
	}
	t.hex(status);
	return 0;
}

void put_event(TextBuf& t, uint32_t event) {
	const string_view name = name_of(spec::ptrace_events, event);
	t.put('|');
	t.put(name);
	if (name.empty()) {
		t.hex(event);
		t.put(" /* PTRACE_EVENT_??? */");
	}
	t.put("<<16");
}

/// [{WIFEXITED(s) && WEXITSTATUS(s) == 1}]; not written when nobody was waited for.
void wait_status_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto status = d.call.ret == 0 ? std::nullopt : d.load<uint32_t>(addr);
	if (!status) return d.sink.address(addr);
	TextBuf& t = d.text();
	const uint32_t rest = put_status(t, *status);
	if (rest >> 16) put_event(t, rest >> 16);
	if (rest & 0xffff) {
		t.put('|');
		t.hex(rest & 0xffff);
	}
	d.sink.begin_array();
	d.sink.element();
	d.sink.plain(t.view());
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

void wait_rusage_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	if (d.call.ret > 0)
		d.plain_value(t, addr);
	else
		d.sink.address(addr);
}

// ---- clone ------------------------------------------------------------------------------------------------

/// [v], or the address when the call failed or the number cannot be read.
void number_behind(Decoding& d, uint64_t addr) {
	const auto v = d.call.failed() || !d.how.verbose ? std::nullopt : d.call.after.number(addr, 4);
	if (!v) return d.sink.address(addr);
	d.sink.begin_array();
	d.sink.element();
	d.sink.integer(static_cast<int32_t>(*v));
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

void clone_flags(Decoding& d, uint64_t all) {
	const uint64_t flags = all & ~static_cast<uint64_t>(CSIGNAL);
	const int signo = static_cast<int>(all & CSIGNAL);
	d.sink.named_argument("flags");
	if (flags == 0) return d.signal(signo);
	d.flags(spec::clone_flags, flags);
	if (signo == 0) return;
	d.sink.plain("|");
	d.signal(signo);
}

/// clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f...)
Printed clone_call(Decoding& d, unsigned from) {
	enum { kFlags, kStack, kParentTid, kChildTid, kTls };
	const auto& args = d.call.args;
	const uint64_t flags = args[kFlags];
	if (from == 0) {
		d.sink.named_argument("child_stack");
		d.sink.address(args[kStack]);
		clone_flags(d, flags);
	} else {
		d.sink.continue_arguments();
	}
	const bool more =
		flags & (CLONE_PARENT_SETTID | CLONE_PIDFD | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID | CLONE_SETTLS);
	if (!more) return {2, true};
	if (!d.call.finished) return {2, false, false};
	if (flags & (CLONE_PARENT_SETTID | CLONE_PIDFD)) {
		d.sink.named_argument("parent_tid");
		number_behind(d, args[kParentTid]);
	}
	if (flags & CLONE_SETTLS) {
		d.sink.named_argument("tls");
		d.sink.address(args[kTls]);
	}
	if (flags & (CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID)) {
		d.sink.named_argument("child_tidptr");
		d.sink.address(args[kChildTid]);
	}
	return {5, true};
}

// ---- clone3 -----------------------------------------------------------------------------------------------

constexpr uint64_t kKnown = sizeof(clone_args);
constexpr uint64_t kFirstVersion = offsetof(clone_args, set_tid);

std::optional<clone_args> load_args(const event::Memory& memory, uint64_t addr, uint64_t size) {
	const auto b = memory.bytes(addr, std::min(size, kKnown));
	if (!b) return std::nullopt;
	clone_args a{};
	std::memcpy(&a, b->data(), b->size());
	return a;
}

void set_tid_fields(Decoding& d, const clone_args& a) {
	constexpr uint64_t kMaxLevels = 32; // MAX_PID_NS_LEVEL of the kernel
	constexpr spec::Type kTid{.kind = Kind::kInt, .size = 4};
	if (!a.set_tid && !a.set_tid_size) return;
	d.sink.field("set_tid");
	if (!a.set_tid || !a.set_tid_size || a.set_tid_size > kMaxLevels)
		d.sink.address(a.set_tid);
	else
		d.array(kTid, a.set_tid, a.set_tid_size);
	d.uint_field("set_tid_size", a.set_tid_size);
}

void clone_args_fields(Decoding& d, const clone_args& a, uint64_t size) {
	d.flags_field("flags", spec::clone3_flags, a.flags);
	if (a.flags & CLONE_PIDFD) d.addr_field("pidfd", a.pidfd);
	if (a.flags & (CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID)) d.addr_field("child_tid", a.child_tid);
	if (a.flags & CLONE_PARENT_SETTID) d.addr_field("parent_tid", a.parent_tid);
	d.sink.field("exit_signal");
	if (a.exit_signal < INT_MAX)
		d.signal(static_cast<int>(a.exit_signal));
	else
		d.sink.unsigned_integer(a.exit_signal);
	d.addr_field("stack", a.stack);
	d.hex_field("stack_size", a.stack_size);
	if (a.flags & CLONE_SETTLS) d.addr_field("tls", a.tls);
	set_tid_fields(d, a);
	if (size <= offsetof(clone_args, cgroup)) return;
	if (a.cgroup || a.flags & CLONE_INTO_CGROUP) d.uint_field("cgroup", a.cgroup);
}

/// The argument as it went in; nothing when it printed as its address.
std::optional<clone_args> clone_args_argument(Decoding& d, uint64_t addr, uint64_t size) {
	const auto a = size < kFirstVersion || !d.how.verbose ? std::nullopt : load_args(d.call.before, addr, size);
	d.sink.argument("cl_args");
	if (!a) {
		d.sink.address(addr);
		return a;
	}
	d.sink.begin_struct();
	clone_args_fields(d, *a, size);
	d.extra_bytes(addr, kKnown, size);
	d.sink.end_struct(false);
	return a;
}

/// What the kernel wrote: => {pidfd=[4], parent_tid=[1234]}
void clone3_results(Decoding& d, const clone_args& a) {
	if (d.call.failed() || !(a.flags & (CLONE_PIDFD | CLONE_PARENT_SETTID))) return;
	d.sink.after();
	d.sink.begin_struct();
	if (a.flags & CLONE_PIDFD) {
		d.sink.field("pidfd");
		number_behind(d, a.pidfd);
	}
	if (a.flags & CLONE_PARENT_SETTID) {
		d.sink.field("parent_tid");
		number_behind(d, a.parent_tid);
	}
	d.sink.end_struct(false);
}

Printed clone3_call(Decoding& d, unsigned from) {
	const uint64_t addr = d.call.args[0], size = d.call.args[1];
	std::optional<clone_args> a;
	if (from == 0) {
		a = clone_args_argument(d, addr, size);
		const bool more = a && (a->flags & (CLONE_PIDFD | CLONE_PARENT_SETTID) || size > kKnown);
		if (more && !d.call.finished) return {1, false, false};
	} else {
		a = load_args(d.call.before, addr, size);
		d.sink.continue_arguments();
	}
	if (a && d.call.finished) clone3_results(d, *a);
	d.sink.argument("size");
	d.sink.unsigned_integer(size);
	return {2, true};
}

constexpr Special kSpecials[] = {
	{.name = "wait_status", .value = wait_status_value}, // int, out
	{.name = "wait_rusage", .value = wait_rusage_value}, // struct, out: only when a task was waited for
	{.name = "clone", .call = clone_call},               // the call
	{.name = "clone3", .call = clone3_call},             // the call
};

} // namespace

std::span<const Special> process_specials() {
	return kSpecials;
}

} // namespace strobe::decode
