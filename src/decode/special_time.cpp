// SPDX-License-Identifier: BSD-2-Clause
// Points in time with their date, and what is left of interrupted sleeps.
#include <csignal>
#include <ctime>
#include <sys/stat.h>

#include "decode/special.h"
#include "decode/special_time.h"
#include "spec/xlat_signal.h"

namespace strobe::decode {

namespace {

/// struct sigevent as the kernel has it: glibc hides the thread's number.
struct SigEvent {
	uint64_t value;
	int32_t signo, notify;
	uint64_t target[2]; ///< the thread's number, or the function and its attributes
};
static_assert(sizeof(SigEvent) == 32);

struct Seconds {
	int64_t sec;
	uint64_t part;
};

/// "2023-11-14T22:13:20.000000005+0000" in local time; empty for zero and for what is no time.
string_view date_text(Decoding& d, int64_t sec, uint64_t part, unsigned digits) {
	uint64_t limit = 1;
	for (unsigned i = 0; i < digits; ++i) limit *= 10;
	if ((sec == 0 && part == 0) || part >= limit) return {};
	const time_t seconds = sec;
	tm when{};
	if (!localtime_r(&seconds, &when)) return {};
	char date[64], zone[16];
	const size_t n = strftime(date, sizeof date, "%FT%T", &when);
	TextBuf& t = d.text();
	t.put(string_view(date, n));
	if (part > 0) {
		t.put('.');
		for (uint64_t unit = limit / 10; unit > 0; unit /= 10) t.udec(part / unit % 10);
	}
	t.put(string_view(zone, strftime(zone, sizeof zone, "%z", &when)));
	return t.view();
}

void pair(Decoding& d, const Seconds& t, string_view part_name) {
	d.sink.begin_struct();
	d.int_field("tv_sec", t.sec);
	d.uint_field(part_name, t.part);
	d.sink.end_struct(false);
}

/// {tv_sec=1700000000, tv_nsec=5} /* 2023-11-14T22:13:20.000000005+0000 */; utimensat's two special values by name.
void timespec_time_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto t = d.load_or_address<Seconds>(addr);
	if (!t) return;
	if (t->part != UTIME_NOW && t->part != UTIME_OMIT) {
		pair(d, *t, "tv_nsec");
		return date_comment(d, t->sec, t->part, 9);
	}
	const string_view name = t->part == UTIME_NOW ? "UTIME_NOW" : "UTIME_OMIT";
	const auto style = d.sink.xlat_style();
	if (style == out::XlatStyle::kAbbrev) return d.sink.plain(name);
	pair(d, *t, "tv_nsec");
	if (style == out::XlatStyle::kVerbose) d.sink.comment(name);
}

void timeval_time_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto t = d.load_or_address<Seconds>(addr);
	if (!t) return;
	pair(d, *t, "tv_usec");
	date_comment(d, t->sec, t->part, 6);
}

void time_value(Decoding& d, const spec::Type&, uint64_t v) {
	d.sink.integer(static_cast<int64_t>(v));
	date_comment(d, static_cast<int64_t>(v), 0, 9);
}

/// nanosleep's second argument is written only when a signal ended the sleep.
void remaining_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	constexpr int64_t kNoHand = -514, kRestartBlock = -516, kRestartSys = -512, kNoIntr = -513;
	const int64_t r = d.call.ret;
	const bool interrupted = r == kNoHand || r == kRestartBlock || r == kRestartSys || r == kNoIntr;
	const auto flags = d.index_of("flags"); // clock_nanosleep: an absolute time leaves nothing
	if (interrupted && !(flags && d.call.args[*flags]))
		d.plain_value(t, addr);
	else
		d.sink.address(addr);
}

/// {sigev_signo=SIGUSR1, sigev_notify=SIGEV_THREAD_ID, sigev_notify_thread_id=4}
void sigevent_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto ev = d.load_or_address<SigEvent>(addr);
	if (!ev) return;
	d.sink.begin_struct();
	if (ev->value) {
		d.sink.field("sigev_value");
		d.sink.begin_struct();
		d.int_field("sival_int", static_cast<int32_t>(ev->value));
		d.addr_field("sival_ptr", ev->value);
		d.sink.end_struct(false);
	}
	d.sink.field("sigev_signo");
	if (ev->notify == SIGEV_SIGNAL || ev->notify == SIGEV_THREAD || ev->notify == SIGEV_THREAD_ID)
		d.signal(ev->signo);
	else
		d.sink.unsigned_integer(static_cast<uint32_t>(ev->signo));
	d.choice_field("sigev_notify", spec::sigev_notify, static_cast<uint32_t>(ev->notify));
	if (ev->notify == SIGEV_THREAD_ID) d.int_field("sigev_notify_thread_id", static_cast<int32_t>(ev->target[0]));
	if (ev->notify == SIGEV_THREAD) {
		d.addr_field("sigev_notify_function", ev->target[0]);
		d.addr_field("sigev_notify_attributes", ev->target[1]);
	}
	d.sink.end_struct(false);
}

/// 53 /* 0.53 s */
void clock_ticks_value(Decoding& d, const spec::Type&, uint64_t v) {
	constexpr uint64_t kTicksPerSecond = 100; // USER_HZ
	d.sink.unsigned_integer(v);
	if (v == 0 || d.sink.xlat_style() == out::XlatStyle::kRaw) return;
	TextBuf& t = d.text();
	t.udec(v / kTicksPerSecond);
	t.put('.');
	t.udec(v % kTicksPerSecond / 10);
	t.udec(v % 10);
	t.put(" s");
	d.sink.comment(t.view());
}

/// time's result with its date: 1700000000 (2023-11-14T22:13:20+0000)
void date_note(Decoding& d) {
	const string_view date = date_text(d, d.call.ret, 0, 0);
	if (date.empty()) return;
	d.sink.begin_note();
	d.sink.plain(date);
	d.sink.end_note();
}

/// What a result means: 5 (TIME_ERROR). Only when the structure that goes with it could be read.
void named_result_note(Decoding& d) {
	const auto& args = d.signature.args;
	const spec::Xlat* names = d.signature.ret.xlat;
	if (!names || args.empty() || !args.back().type.st) return;
	const string_view name = name_of(*names, static_cast<uint64_t>(d.call.ret));
	if (name.empty() || !d.bytes(d.call.args[args.size() - 1], args.back().type.st->size)) return;
	d.sink.begin_note();
	d.sink.plain(name);
	d.sink.end_note();
}

void entry_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	d.plain_value(t, addr);
}

constexpr Special kSpecials[] = {
	{.name = "timespec_time", .value = timespec_time_value}, // timespec as a date
	{.name = "timeval_time", .value = timeval_time_value},   // timeval as a date
	{.name = "time", .value = time_value},                   // seconds as a date
	{.name = "remaining",
	 .value = remaining_value,
	 .phase = Phase::kExit}, // timespec, out, even_if_failed: only after an interruption
	{.name = "sigevent", .value = sigevent_value},
	{.name = "clock_ticks", .value = clock_ticks_value},
	{.name = "date", .note = date_note},
	{.name = "named_result", .note = named_result_note},
	{.name = "entry", .value = entry_value, .phase = Phase::kEntry}, // anything in and out that shows its input alone
};

} // namespace

void date_comment(Decoding& d, int64_t sec, uint64_t part, unsigned digits) {
	const string_view date = date_text(d, sec, part, digits);
	if (!date.empty()) d.sink.comment(date);
}

std::span<const Special> time_specials() {
	return kSpecials;
}

} // namespace strobe::decode
