// SPDX-License-Identifier: BSD-2-Clause
// Points in time with their date, and what is left of interrupted sleeps.
#include <sys/stat.h>
#include <time.h>

#include "decode/special.h"
#include "decode/special_time.h"

namespace strobe::decode {

namespace {

struct Seconds {
	int64_t sec;
	uint64_t part;
};

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

void entry_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	d.plain_value(t, addr);
}

constexpr Special kSpecials[] = {
	{.name = "timespec_time", .value = timespec_time_value},
	{.name = "timeval_time", .value = timeval_time_value},
	{.name = "time", .value = time_value},
	{.name = "remaining", .value = remaining_value, .phase = Phase::kExit},
	{.name = "entry", .value = entry_value, .phase = Phase::kEntry},
};

} // namespace

void date_comment(Decoding& d, int64_t sec, uint64_t part, unsigned digits) {
	uint64_t limit = 1;
	for (unsigned i = 0; i < digits; ++i) limit *= 10;
	if ((sec == 0 && part == 0) || part >= limit) return;
	const time_t seconds = sec;
	tm when{};
	if (!localtime_r(&seconds, &when)) return;
	char date[64], zone[16];
	const size_t n = strftime(date, sizeof date, "%FT%T", &when);
	TextBuf& t = d.text();
	t.put(string_view(date, n));
	if (part > 0) {
		t.put('.');
		for (uint64_t unit = limit / 10; unit > 0; unit /= 10) t.udec(part / unit % 10);
	}
	t.put(string_view(zone, strftime(zone, sizeof zone, "%z", &when)));
	d.sink.comment(t.view());
}

std::span<const Special> time_specials() {
	return kSpecials;
}

} // namespace strobe::decode
