// SPDX-License-Identifier: BSD-2-Clause
#include "decode/special_signal.h"

#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "decode/special.h"
#include "spec/registry.h"
#include "spec/xlat_signal.h"

namespace strobe::decode {

namespace {

const spec::Xlat* codes_of(int signo) {
	switch (signo) {
	case SIGTRAP: return &spec::sigtrap_codes;
	case SIGCHLD: return &spec::sigchld_codes;
	case SIGPOLL: return &spec::sigpoll_codes;
	case SIGILL: return &spec::sigill_codes;
	case SIGFPE: return &spec::sigfpe_codes;
	case SIGSEGV: return &spec::sigsegv_codes;
	case SIGBUS: return &spec::sigbus_codes;
	case SIGSYS: return &spec::sigsys_codes;
	default: return nullptr;
	}
}

void code_field(Decoding& d, const siginfo_t& si) {
	const auto code = static_cast<uint32_t>(si.si_code);
	string_view name = name_of(spec::si_codes, code);
	if (const spec::Xlat* own = codes_of(si.si_signo); name.empty() && own) name = name_of(*own, code);
	d.sink.field("si_code");
	d.sink.constant(code, name, {}, Radix::kHex);
}

void source(Decoding& d, const siginfo_t& si) {
	d.int_field("si_pid", si.si_pid);
	d.sink.field("si_uid");
	d.uid(si.si_uid);
}

void payload(Decoding& d, const siginfo_t& si) {
	d.int_field("si_int", si.si_int);
	d.addr_field("si_ptr", reinterpret_cast<uint64_t>(si.si_ptr));
}

/// Clock ticks: 3 /* 0.03 s */
void ticks_field(Decoding& d, string_view name, uint64_t v) {
	static const auto rate = static_cast<uint64_t>(std::max(1l, sysconf(_SC_CLK_TCK)));
	d.uint_field(name, v);
	if (v == 0 || d.sink.xlat_style() == out::XlatStyle::kRaw) return;
	TextBuf& t = d.text();
	t.udec(v / rate);
	t.put('.');
	for (uint64_t rest = v % rate, unit = rate / 10; unit > 0; rest %= unit, unit /= 10) t.udec(rest / unit);
	t.put(" s");
	d.sink.comment(t.view());
}

void from_task(Decoding& d, const siginfo_t& si) {
	switch (si.si_code) {
	case SI_USER:
	case SI_TKILL: return source(d, si);
	case SI_TIMER:
		d.hex_field("si_timerid", static_cast<uint32_t>(si.si_timerid));
		d.int_field("si_overrun", si.si_overrun);
		return payload(d, si);
	case SI_SIGIO: d.int_field("si_band", si.si_band); return d.int_field("si_fd", si.si_fd);
	default:
		source(d, si);
		if (si.si_ptr) payload(d, si);
	}
}

void child(Decoding& d, const siginfo_t& si) {
	source(d, si);
	d.sink.field("si_status");
	if (si.si_code == CLD_EXITED)
		d.sink.integer(si.si_status);
	else
		d.signal(si.si_status);
	ticks_field(d, "si_utime", static_cast<uint64_t>(si.si_utime));
	ticks_field(d, "si_stime", static_cast<uint64_t>(si.si_stime));
}

void fault(Decoding& d, const siginfo_t& si) {
	d.addr_field("si_addr", reinterpret_cast<uint64_t>(si.si_addr));
	if (si.si_signo == SIGBUS && (si.si_code == BUS_MCEERR_AR || si.si_code == BUS_MCEERR_AO))
		d.hex_field("si_addr_lsb", static_cast<uint16_t>(si.si_addr_lsb));
	if (si.si_signo != SIGSEGV) return;
	if (si.si_code == SEGV_BNDERR) {
		d.addr_field("si_lower", reinterpret_cast<uint64_t>(si.si_lower));
		d.addr_field("si_upper", reinterpret_cast<uint64_t>(si.si_upper));
	} else if (si.si_code == SEGV_PKUERR) {
		d.uint_field("si_pkey", si.si_pkey);
	}
}

void bad_syscall(Decoding& d, const siginfo_t& si) {
	d.addr_field("si_call_addr", reinterpret_cast<uint64_t>(si.si_call_addr));
	d.sink.field("si_syscall");
	d.call_number(si.si_arch, static_cast<uint32_t>(si.si_syscall));
	d.sink.field("si_arch");
	d.audit_arch(si.si_arch);
}

void from_kernel(Decoding& d, const siginfo_t& si) {
	switch (si.si_signo) {
	case SIGCHLD: return child(d, si);
	case SIGILL:
	case SIGFPE:
	case SIGBUS:
	case SIGSEGV:
	case SIGTRAP: return fault(d, si);
	case SIGPOLL:
		if (si.si_code < POLL_IN || si.si_code > POLL_HUP) return;
		d.int_field("si_band", si.si_band);
		return d.int_field("si_fd", si.si_fd);
	case SIGSYS: return bad_syscall(d, si);
	default:
		if (si.si_pid || si.si_uid) source(d, si);
		if (si.si_ptr) payload(d, si);
	}
}

void siginfo_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto b = d.bytes(addr, sizeof(siginfo_t));
	if (b)
		print_siginfo(d, *b);
	else
		d.sink.address(addr);
}

// ---- sigaction --------------------------------------------------------------------------------------------

struct KernelSigaction {
	uint64_t handler, flags, restorer;
	uint8_t mask[8];
};

void sigaction_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto sa = d.load_or_address<KernelSigaction>(addr);
	if (!sa) return;
	d.sink.begin_struct();
	d.sink.field("sa_handler");
	if (name_of(spec::sa_handlers, sa->handler).empty())
		d.sink.address(sa->handler);
	else
		d.choice(spec::sa_handlers, sa->handler);
	d.sink.field("sa_mask");
	d.sigset(sa->mask);
	d.flags_field("sa_flags", spec::sa_flags, sa->flags);
	constexpr uint64_t kRestorer = 0x04000000;
	if (sa->flags & kRestorer) d.addr_field("sa_restorer", sa->restorer);
	d.sink.end_struct(false);
}

/// rt_sigpending takes any size up to the kernel's.
void short_sigset_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const auto n = d.length(t.len);
	const auto mask = n && *n >= 1 && *n <= 8 ? d.bytes(addr, *n) : std::nullopt;
	if (mask)
		d.sigset(*mask);
	else
		d.sink.address(addr);
}

/// The mask that the frame on the stack puts back; its address is known from the capture alone.
Printed sigreturn_call(Decoding& d, unsigned) {
	const auto pieces = d.call.before.pieces();
	if (!pieces.empty() && pieces.front().status == 0) {
		d.sink.argument({});
		d.sink.begin_struct();
		d.sink.field("mask");
		d.sigset(pieces.front().bytes);
		d.sink.end_struct(false);
	}
	return {1, true};
}

/// Which call the kernel takes up again.
Printed restart_call(Decoding& d, unsigned) {
	const spec::Row* row = spec::row_of(spec::Abi::kX86_64, d.call.interrupted);
	d.sink.argument({});
	d.sink.plain("<... resuming interrupted ");
	d.sink.plain(row ? row->name : "system call");
	d.sink.plain(" ...>");
	return {1, true};
}

/// The signal that the call returned: (SIGUSR1)
void signal_note(Decoding& d) {
	if (d.call.ret <= 0) return;
	const std::string name = spec::signal_name(static_cast<int>(d.call.ret));
	if (name.empty()) return;
	d.sink.begin_note();
	d.sink.plain(name);
	d.sink.end_note();
}

constexpr Special kSpecials[] = {
	{.name = "siginfo", .value = siginfo_value},           // 128 bytes
	{.name = "sigaction", .value = sigaction_value},       // 32 bytes
	{.name = "sigset_short", .value = short_sigset_value}, // signal set of 1 to 8 bytes
	{.name = "restart", .call = restart_call},             // the call
	{.name = "sigreturn", .call = sigreturn_call},         // the call
	{.name = "signal", .note = signal_note},               // note: the name of the returned signal
};

} // namespace

void print_siginfo(Decoding& d, Bytes info) {
	siginfo_t si{};
	std::memcpy(&si, info.data(), std::min(info.size(), sizeof si));
	d.sink.begin_struct();
	if (si.si_signo) {
		d.sink.field("si_signo");
		d.signal(si.si_signo);
		code_field(d, si);
		if (si.si_errno) {
			d.sink.field("si_errno");
			d.sink.constant(static_cast<uint32_t>(si.si_errno), spec::errno_name(si.si_errno), {}, Radix::kUnsigned);
		}
		if (si.si_code <= 0)
			from_task(d, si);
		else
			from_kernel(d, si);
	}
	d.sink.end_struct(false);
}

std::span<const Special> signal_specials() {
	return kSpecials;
}

} // namespace strobe::decode
