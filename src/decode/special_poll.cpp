// SPDX-License-Identifier: BSD-2-Clause
// Waiting for descriptors: the question prints as an argument, the answer in parentheses behind the result.
#include <poll.h>

#include <bit>

#include "decode/special.h"
#include "spec/xlat_poll.h"

namespace strobe::decode {

namespace {

/// The parentheses of a note, opened by the first thing that is said.
class Note {
public:
	explicit Note(ValueSink& sink) : sink_(sink) {}
	~Note() {
		if (open_) sink_.end_note();
	}
	Note(const Note&) = delete;
	Note& operator=(const Note&) = delete;

	ValueSink& say() {
		if (!open_) sink_.begin_note();
		open_ = true;
		return sink_;
	}

private:
	ValueSink& sink_;
	bool open_ = false;
};

bool timeout_note(Decoding& d) {
	if (d.call.ret != 0) return false;
	Note(d.sink).say().plain("Timeout");
	return true;
}

/// "left {tv_sec=0, tv_nsec=5}": the argument as the kernel left it.
void left(Decoding& d, Note& note, unsigned arg) {
	note.say().field({});
	d.sink.plain("left ");
	d.plain_value(d.signature.args[arg].type, d.call.args[arg]);
}

// ---- poll -------------------------------------------------------------------------------------------------

void poll_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	d.elements(addr, d.length(t.len).value_or(0), sizeof(pollfd), [&](uint64_t at) {
		const auto p = d.load<pollfd>(at);
		if (!p) return;
		d.sink.begin_struct();
		d.int_field("fd", p->fd);
		if (p->fd >= 0) d.flags_field("events", spec::poll_events, static_cast<uint16_t>(p->events));
		d.sink.end_struct(false);
	});
}

void ready(Decoding& d, const pollfd& p) {
	TextBuf& names = d.text();
	const auto revents = static_cast<uint16_t>(p.revents);
	join_flags(spec::poll_events, revents, names);
	d.sink.begin_struct();
	d.sink.field("fd");
	d.sink.integer(p.fd);
	d.sink.field("revents");
	d.sink.constant(revents, names.view(), {}, Radix::kHex);
	d.sink.end_struct(false);
}

/// ([{fd=3, revents=POLLIN}], left {tv_sec=1, tv_nsec=0})
void poll_note(Decoding& d) {
	if (timeout_note(d)) return;
	const uint64_t addr = d.call.args[0];
	const auto n = static_cast<uint32_t>(d.call.args[1]);
	if (!d.how.verbose || addr == 0 || n == 0) return;
	Note note(d.sink);
	bool any = false;
	ArrayEnd end = ArrayEnd::kComplete;
	const uint64_t limit = d.how.abbrev ? d.options.max_string : ~0u;
	uint64_t printed = 0;
	for (uint64_t i = 0; i < n; ++i) {
		const uint64_t at = addr + i * sizeof(pollfd);
		const auto p = d.load<pollfd>(at);
		if (p && !p->revents) continue;
		if (!any) note.say().begin_array();
		any = true;
		if (p && printed == limit) {
			end = ArrayEnd::kMore;
			break;
		}
		d.sink.element();
		if (!p) {
			d.sink.address(at);
			break;
		}
		ready(d, *p);
		++printed;
	}
	if (any) d.sink.end_array(end, 0);
	if (d.call.args[2] && d.signature.args.size() > 3) left(d, note, 2);
}

// ---- select -----------------------------------------------------------------------------------------------

/// The kernel looks at an int and refuses negative ones.
uint64_t descriptors(Decoding& d) {
	constexpr int kSane = 1024 * 1024;
	const int n = static_cast<int>(d.call.args[0]);
	return n < 0 ? 0 : static_cast<uint64_t>(std::min(n, kSane));
}

template <class F>
void for_each_set(Bytes set, uint64_t n, F&& f) {
	for (uint64_t word = 0; word * 64 < n; ++word) {
		uint64_t bits = 0;
		std::memcpy(&bits, set.data() + word * 8, sizeof bits);
		if (n - word * 64 < 64) bits &= (1ull << (n - word * 64)) - 1;
		for (; bits; bits &= bits - 1)
			if (!f(word * 64 + static_cast<uint64_t>(std::countr_zero(bits)))) return;
	}
}

/// Of a set that is larger than its capture, what could be read: no process has descriptors for the rest.
std::optional<Bytes> fd_set_at(Decoding& d, const spec::Type& t, uint64_t addr, uint64_t& n) {
	if (n == 0 || addr == 0) return std::nullopt;
	if (t.len.n == 0 || n <= uint64_t{t.len.n} * 8) return d.bytes(addr, (n + 63) / 64 * 8);
	const Bytes readable = d.memory().run(addr).bytes;
	n = readable.size() / 8 * 64;
	return n ? std::optional(readable) : std::nullopt;
}

void fd_set_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	uint64_t n = descriptors(d);
	const auto set = d.how.verbose ? fd_set_at(d, t, addr, n) : std::nullopt;
	if (!set) return d.sink.address(addr);
	d.sink.begin_set(false);
	for_each_set(*set, n, [&](uint64_t fd) {
		d.sink.element();
		d.sink.unsigned_integer(fd);
		return true;
	});
	d.sink.end_set(false);
}

/// (in [3 5], out [4], left {tv_sec=0, tv_usec=9}); the parentheses stay when there is nothing to say.
void select_note(Decoding& d) {
	if (timeout_note(d)) return;
	static constexpr string_view kTitles[] = {"in ", "out ", "except "};
	int64_t expected = d.call.ret;
	Note note(d.sink);
	note.say();
	for (unsigned i = 0; i < 3 && expected > 0; ++i) {
		uint64_t n = descriptors(d);
		const auto set = fd_set_at(d, d.signature.args[i + 1].type, d.call.args[i + 1], n);
		bool any = false;
		if (set)
			for_each_set(*set, n, [&](uint64_t fd) {
				if (!any) {
					note.say().field({});
					d.sink.plain(kTitles[i]);
					d.sink.begin_set(false);
				}
				any = true;
				d.sink.element();
				d.sink.unsigned_integer(fd);
				return --expected > 0;
			});
		if (any) d.sink.end_set(false);
	}
	if (d.call.args[4] && d.signature.args.size() > 4) left(d, note, 4);
}

/// (left {...}) of calls that only say how much time remained.
void mmsg_note(Decoding& d) {
	if (timeout_note(d) || !d.how.verbose || !d.call.args[4] || d.signature.args.size() < 5) return;
	Note note(d.sink);
	left(d, note, 4);
}

/// The event is not looked at when a descriptor is removed.
void epoll_ctl_event_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	constexpr uint32_t kDelete = 2;
	if (static_cast<uint32_t>(d.call.args[1]) == kDelete)
		d.sink.address(addr);
	else
		d.plain_value(t, addr);
}

/// data={u32=3, u64=3}: nobody knows which of the two the program uses.
void epoll_data_value(Decoding& d, const spec::Type& t, uint64_t v) {
	const uint64_t data = is_object(t) ? d.memory().number(v, 8).value_or(0) : v;
	d.sink.begin_struct();
	d.uint_field("u32", static_cast<uint32_t>(data));
	d.uint_field("u64", data);
	d.sink.end_struct(false);
}

/// epoll_pwait2 prints its timeout behind the events, when a call that failed is not looked at any more.
void unless_failed_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	if (d.call.failed())
		d.sink.address(addr);
	else
		d.plain_value(t, addr);
}

constexpr Special kSpecials[] = {
	{.name = "unless_failed", .value = unless_failed_value},
	{.name = "poll",
	 .value = poll_value,
	 .phase = Phase::kEntry,
	 .note = poll_note}, // array of struct pollfd, in and out; also the note
	{.name = "fd_set", .value = fd_set_value, .phase = Phase::kEntry}, // words by bits("n"), in and out
	{.name = "select", .note = select_note},                           // note
	{.name = "recvmmsg", .note = mmsg_note},                           // note
	{.name = "epoll_ctl_event", .value = epoll_ctl_event_value},       // struct epoll_event, in
	{.name = "epoll_data", .value = epoll_data_value},                 // 8 bytes or a number
};

} // namespace

std::span<const Special> poll_specials() {
	return kSpecials;
}

} // namespace strobe::decode
