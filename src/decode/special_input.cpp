// SPDX-License-Identifier: BSD-2-Clause
// Input devices (evdev): sets of bits, effects, and the requests that carry the size of their buffer.
#include <linux/input.h>

#include "decode/special.h"
#include "decode/special_input.h"
#include "spec/xlat_input.h"

namespace strobe::decode {

namespace {

// ---- sets of bits ---------------------------------------------------------------------------------------------------

/// What a bit of a set means, and how many there are.
struct Bits {
	const spec::Xlat* names;
	unsigned most;
};

std::optional<Bits> bits_of_request(unsigned number) {
	switch (number) {
	case _IOC_NR(EVIOCGPROP(0)): return Bits{&spec::input_prop, INPUT_PROP_MAX};
	case _IOC_NR(EVIOCGSND(0)): return Bits{&spec::input_snd, SND_MAX};
	case _IOC_NR(EVIOCGSW(0)): return Bits{&spec::input_switch, SW_MAX};
	case _IOC_NR(EVIOCGKEY(0)): return Bits{&spec::input_keycode, KEY_MAX};
	case _IOC_NR(EVIOCGLED(0)): return Bits{&spec::input_leds, LED_MAX};
	case _IOC_NR(EVIOCGBIT(0, 0)): return Bits{&spec::input_ev, EV_MAX};
	case _IOC_NR(EVIOCGBIT(EV_KEY, 0)): return Bits{&spec::input_keycode, KEY_MAX};
	case _IOC_NR(EVIOCGBIT(EV_REL, 0)): return Bits{&spec::input_relative_axes, REL_MAX};
	case _IOC_NR(EVIOCGBIT(EV_ABS, 0)): return Bits{&spec::input_abs, ABS_MAX};
	case _IOC_NR(EVIOCGBIT(EV_MSC, 0)): return Bits{&spec::input_misc, MSC_MAX};
	case _IOC_NR(EVIOCGBIT(EV_SW, 0)): return Bits{&spec::input_switch, SW_MAX};
	case _IOC_NR(EVIOCGBIT(EV_LED, 0)): return Bits{&spec::input_leds, LED_MAX};
	case _IOC_NR(EVIOCGBIT(EV_SND, 0)): return Bits{&spec::input_snd, SND_MAX};
	case _IOC_NR(EVIOCGBIT(EV_REP, 0)): return Bits{&spec::input_autorepeat, REP_MAX};
	case _IOC_NR(EVIOCGBIT(EV_FF, 0)): return Bits{&spec::input_ff_types, FF_MAX};
	case _IOC_NR(EVIOCGBIT(EV_FF_STATUS, 0)): return Bits{&spec::input_ff_status, FF_STATUS_MAX};
	default: return std::nullopt;
	}
}

/// [EV_SYN EV_KEY EV_MSC]: the first four, or all with -v.
void named_bits(Decoding& d, const spec::Xlat& names, Bytes set, unsigned n) {
	constexpr unsigned kMost = 4;
	unsigned shown = 0;
	bool more = false;
	d.sink.begin_set(false);
	for (unsigned i = 0; i < n && !more; ++i) {
		if (!(set[i / 8] & (1u << (i % 8)))) continue;
		more = d.how.abbrev && shown == kMost;
		if (more) break;
		d.sink.element();
		d.choice(names, i);
		++shown;
	}
	d.sink.end_set(more);
}

uint64_t word(Bytes set, size_t i) {
	uint64_t v = 0;
	std::memcpy(&v, set.data() + i * sizeof v, sizeof v);
	return v;
}

void bit_words(Decoding& d, Bytes set) {
	d.sink.begin_array();
	for (size_t i = 0; i < set.size() / sizeof(uint64_t); ++i) {
		d.sink.element();
		d.sink.hexadecimal(word(set, i));
	}
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

void comment_words(Decoding& d, Bytes set) {
	TextBuf& t = d.text();
	t.put('[');
	for (size_t i = 0; i < set.size() / sizeof(uint64_t); ++i) {
		if (i > 0) t.put(", ");
		t.hex(word(set, i));
	}
	t.put(']');
	d.sink.comment(t.view());
}

/// The call returns how many bytes it wrote.
void bit_set(Decoding& d, const Bits& bits, uint64_t addr) {
	const auto written = static_cast<uint64_t>(d.call.ret);
	const auto n = static_cast<unsigned>(written > bits.most / 8 ? bits.most : written * 8);
	const auto set = d.bytes(addr, (n + 63) / 64 * 8);
	if (!set || set->empty()) return d.sink.address(addr);
	const auto style = d.sink.xlat_style();
	if (style == out::XlatStyle::kRaw) return bit_words(d, *set);
	named_bits(d, *bits.names, *set, n);
	if (style == out::XlatStyle::kVerbose) comment_words(d, *set);
}

// ---- the rest -------------------------------------------------------------------------------------------------------

/// [30, KEY_A]
void keycode_value(Decoding& d, const spec::Type&, uint64_t addr) {
	struct Pair {
		uint32_t scancode, keycode;
	};
	const auto p = d.load_or_address<Pair>(addr);
	if (!p) return;
	d.sink.begin_array();
	d.sink.element();
	d.sink.unsigned_integer(p->scancode);
	d.sink.element();
	d.choice(spec::input_keycode, p->keycode);
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

void multitouch_slots(Decoding& d, uint32_t code, uint64_t addr) {
	static constexpr spec::Type kSlot{.kind = Kind::kInt, .size = 4};
	const size_t n = _IOC_SIZE(code) / sizeof(int32_t);
	const auto axis = n ? d.memory().number(addr, 4) : std::nullopt;
	if (!axis) return d.sink.address(addr);
	d.sink.begin_struct();
	d.choice_field("code", spec::input_mtslots, *axis);
	d.sink.field("values");
	d.array(kSlot, addr + sizeof(int32_t), n - 1);
	d.sink.end_struct(false);
}

void envelope(Decoding& d, const ff_envelope& e) {
	d.sink.field("envelope");
	d.sink.begin_struct();
	d.uint_field("attack_length", e.attack_length);
	d.uint_field("attack_level", e.attack_level);
	d.uint_field("fade_length", e.fade_length);
	d.hex_field("fade_level", e.fade_level);
	d.sink.end_struct(false);
}

void periodic(Decoding& d, const ff_periodic_effect& p) {
	d.uint_field("waveform", p.waveform);
	d.uint_field("period", p.period);
	d.int_field("magnitude", p.magnitude);
	d.int_field("offset", p.offset);
	d.uint_field("phase", p.phase);
	envelope(d, p.envelope);
	d.uint_field("custom_len", p.custom_len);
	d.addr_field("custom_data", reinterpret_cast<uint64_t>(p.custom_data));
}

void effect(Decoding& d, const ff_effect& e) {
	const bool known = e.type == FF_CONSTANT || e.type == FF_RAMP || e.type == FF_PERIODIC || e.type == FF_RUMBLE;
	if (!known) return;
	d.sink.field(e.type == FF_CONSTANT   ? "constant"
				 : e.type == FF_RAMP     ? "ramp"
				 : e.type == FF_PERIODIC ? "periodic"
										 : "rumble");
	d.sink.begin_struct();
	if (e.type == FF_CONSTANT) {
		d.int_field("level", e.u.constant.level);
		envelope(d, e.u.constant.envelope);
	} else if (e.type == FF_RAMP) {
		d.int_field("start_level", e.u.ramp.start_level);
		d.int_field("end_level", e.u.ramp.end_level);
		envelope(d, e.u.ramp.envelope);
	} else if (e.type == FF_PERIODIC) {
		periodic(d, e.u.periodic);
	} else {
		d.uint_field("strong_magnitude", e.u.rumble.strong_magnitude);
		d.uint_field("weak_magnitude", e.u.rumble.weak_magnitude);
	}
	d.sink.end_struct(false);
}

void force_feedback_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto e = d.load_or_address<ff_effect>(addr);
	if (!e) return;
	d.sink.begin_struct();
	d.choice_field("type", spec::input_ff_types, e->type);
	d.int_field("id", e->id);
	d.uint_field("direction", e->direction);
	if (!d.how.abbrev) {
		d.sink.field("trigger");
		d.sink.begin_struct();
		d.uint_field("button", e->trigger.button);
		d.uint_field("interval", e->trigger.interval);
		d.sink.end_struct(false);
		d.sink.field("replay");
		d.sink.begin_struct();
		d.uint_field("length", e->replay.length);
		d.uint_field("delay", e->replay.delay);
		d.sink.end_struct(false);
		effect(d, *e);
	}
	d.sink.end_struct(d.how.abbrev);
}

bool is_text(unsigned number) {
	return number == _IOC_NR(EVIOCGNAME(0)) || number == _IOC_NR(EVIOCGPHYS(0)) || number == _IOC_NR(EVIOCGUNIQ(0));
}

constexpr Special kSpecials[] = {
	{.name = "keycode", .value = keycode_value},
	{.name = "force_feedback", .value = force_feedback_value},
};

} // namespace

bool input_request(Decoding& d, uint32_t code, uint64_t addr) {
	if (_IOC_TYPE(code) != 'E' || _IOC_DIR(code) == _IOC_NONE || _IOC_DIR(code) == (_IOC_READ | _IOC_WRITE))
		return false;
	const unsigned number = _IOC_NR(code);
	const bool answered = _IOC_DIR(code) == _IOC_READ && d.call.finished && !d.call.failed() && addr && d.how.verbose;
	d.look(Decoding::Image::kAfter);
	if (!answered)
		d.sink.address(addr);
	else if (const auto bits = bits_of_request(number))
		bit_set(d, *bits, addr);
	else if (is_text(number))
		d.buffer(addr, static_cast<uint64_t>(d.call.ret));
	else if (number == _IOC_NR(EVIOCGMTSLOTS(0)))
		multitouch_slots(d, code, addr);
	else
		d.sink.address(addr);
	return true;
}

std::span<const Special> input_specials() {
	return kSpecials;
}

} // namespace strobe::decode
