// SPDX-License-Identifier: BSD-2-Clause
// The console: sound, keyboard tables, fonts.
#include <climits>
#include <linux/kd.h>
#include <linux/keyboard.h>

#include "decode/special.h"
#include "decode/terms.h"
#include "spec/xlat_console.h"
#include "spec/xlat_term.h"

namespace strobe::decode {

namespace {

constexpr uint64_t kTickRate = 1193182; // of the timer that makes the sound: PIT_TICK_RATE of linux/timex.h

bool raw_style(const Decoding& d) {
	return d.sink.xlat_style() == out::XlatStyle::kRaw;
}

// ---- numbers --------------------------------------------------------------------------------------------------------

/// 440 /* 2711 Hz */
void sound_value(Decoding& d, const spec::Type&, uint64_t v) {
	d.sink.unsigned_integer(v);
	if (raw_style(d)) return;
	const uint64_t hertz = v ? kTickRate / v : 0;
	if (!hertz) return d.sink.comment("off");
	TextBuf& t = d.text();
	t.udec(static_cast<uint32_t>(hertz));
	t.put(" Hz");
	d.sink.comment(t.view());
}

/// 100<<16|440 /* 2711 Hz, 100 ms */
void tone_value(Decoding& d, const spec::Type&, uint64_t v) {
	const uint64_t ticks = (v >> 16) & 0xffff, count = v & 0xffff;
	TextBuf& number = d.text();
	if (ticks) {
		number.udec(ticks);
		number.put("<<16|");
	}
	number.udec(count);
	d.sink.plain(number.view());
	if (raw_style(d)) return;
	if (!ticks || !count) return d.sink.comment("off");
	TextBuf& t = d.text();
	t.udec(kTickRate / count);
	t.put(" Hz, ");
	t.udec(ticks);
	t.put(" ms");
	d.sink.comment(t.view());
}

/// 0x3b5 /* GPFIRST + 1 */
void io_port_value(Decoding& d, const spec::Type&, uint64_t v) {
	constexpr uint64_t kFirst = 0x3b4, kLast = 0x3df; // drivers/tty/vt/vt_ioctl.c: GPFIRST, GPLAST
	d.sink.hexadecimal(v);
	if (v < kFirst || v > kLast || raw_style(d)) return;
	TextBuf& t = d.text();
	t.put("GPFIRST + ");
	t.udec(v - kFirst);
	d.sink.comment(t.view());
}

void signal_accepted_value(Decoding& d, const spec::Type&, uint64_t v) {
	if (v < INT_MAX)
		d.signal(static_cast<int>(v));
	else
		d.sink.unsigned_integer(v);
}

/// UNI_DIRECT_BASE+0x41
void screen_character_value(Decoding& d, const spec::Type&, uint64_t v) {
	constexpr uint64_t kBase = 0xf000, kMask = 0x1ff; // include/linux/consolemap.h
	if ((v & ~kMask) != kBase || raw_style(d)) return d.sink.hexadecimal(v);
	TextBuf& t = d.text();
	t.put("UNI_DIRECT_BASE+");
	t.hex(v & kMask);
	d.sink.constant(v, t.view(), {}, Radix::kHex);
}

/// Binary data, of which -s characters show.
void hex_string_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	d.buffer(addr, t.len.n, true);
}

// ---- keys -----------------------------------------------------------------------------------------------------------

const spec::Xlat* keys_of_type(unsigned type) {
	switch (type) {
	case KT_FN: return &spec::kd_fn_keys;
	case KT_SPEC: return &spec::kd_spec_keys;
	case KT_PAD: return &spec::kd_pad_keys;
	case KT_DEAD: return &spec::kd_dead_keys;
	case KT_CUR: return &spec::kd_cur_keys;
	case KT_SHIFT: return &spec::kd_shift_keys;
	case KT_ASCII: return &spec::kd_ascii_keys;
	case KT_LOCK: return &spec::kd_lock_keys;
	case KT_SLOCK: return &spec::kd_slock_keys;
	case 14 /* KT_BRL */: return &spec::kd_brl_keys;
	default: return nullptr;
	}
}

/// K(KT_LATIN, 'a'), or the name of the key
void comment_key(Decoding& d, uint64_t value) {
	const auto type = static_cast<unsigned>(value >> 8);
	const auto key = static_cast<uint8_t>(value);
	const spec::Xlat* names = keys_of_type(type);
	if (const string_view name = names ? name_of(*names, value) : string_view(); !name.empty())
		return d.sink.comment(name);
	TextBuf& t = d.text();
	t.put("K(");
	if (const string_view name = name_of(spec::kd_key_types, type); !name.empty())
		t.put(name);
	else
		t.hex(type);
	t.put(", ");
	if (type == KT_LATIN || type == KT_META || type == KT_LETTER || type == 13 /* KT_DEAD2 */)
		put_character(t, key, true);
	else
		t.hex(key);
	t.put(')');
	d.sink.comment(t.view());
}

void key_table(Decoding& d, uint8_t table) {
	d.sink.field("kb_table");
	if (!name_of(spec::kd_key_tables, table).empty())
		d.choice(spec::kd_key_tables, table);
	else
		d.flags(spec::kd_keymap_flags, table);
}

/// {kb_table=K_NORMTAB, kb_index=30, kb_value=0xb61 /* K(KT_LETTER, 'a') */}
void keyboard_entry_value(Decoding& d, const spec::Type&, uint64_t addr) {
	struct Asked {
		uint8_t table, index;
	};
	const bool get = static_cast<uint32_t>(d.call.args[1]) == KDGKBENT;
	d.look(Decoding::Image::kBefore);
	const auto asked = d.load_or_address<Asked>(addr);
	if (!asked) return;
	d.sink.begin_struct();
	key_table(d, asked->table);
	d.uint_field("kb_index", asked->index);
	if (!get || (d.call.finished && !d.call.failed())) {
		if (get) d.look(Decoding::Image::kAfter);
		const auto value = d.memory().number(addr + offsetof(kbentry, kb_value), 2);
		d.sink.field("kb_value");
		if (!value)
			d.sink.plain("???");
		else
			d.sink.hexadecimal(*value);
		if (value && !raw_style(d)) comment_key(d, *value);
	}
	d.sink.end_struct(false);
}

/// {kb_func=KVAL(K_F1), kb_string="\33[[A"}
void keyboard_string_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const bool get = static_cast<uint32_t>(d.call.args[1]) == KDGKBSENT;
	d.look(Decoding::Image::kBefore);
	const auto function = d.load_or_address<uint8_t>(addr);
	if (!function) return;
	d.sink.begin_struct();
	d.choice_field("kb_func", spec::kd_key_fn_key_vals, *function);
	if (!get || (d.call.finished && !d.call.failed())) {
		if (get) d.look(Decoding::Image::kAfter);
		const uint64_t text = addr + offsetof(kbsentry, kb_string);
		d.sink.field("kb_string");
		const auto whole = d.memory().string(text, sizeof(kbsentry::kb_string));
		// a string of just as many characters as -s allows counts as cut: its NUL is not among them
		if (whole)
			d.sink.string(whole->bytes.first(std::min<size_t>(whole->bytes.size(), d.options.max_string)),
						  {.cut = !whole->terminated || whole->bytes.size() >= d.options.max_string});
		else
			d.sink.plain("???");
	}
	d.sink.end_struct(false);
}

// ---- accents --------------------------------------------------------------------------------------------------------

constexpr uint64_t kMostAccents = 256; // drivers/tty/vt/keyboard.c: MAX_DIACR

template <class F>
void accents(Decoding& d, uint64_t addr, string_view name, uint64_t size, F&& element) {
	const auto n = d.load_or_address<uint32_t>(addr);
	if (!n) return;
	d.sink.begin_struct();
	d.uint_field("kb_cnt", *n);
	d.sink.field(name);
	d.elements(addr + sizeof *n, *n, size, element, kMostAccents);
	d.sink.end_struct(false);
}

void character_field(Decoding& d, string_view name, uint8_t c) {
	TextBuf& t = d.text();
	put_character(t, c, true);
	d.sink.field(name);
	d.sink.plain(t.view());
}

void accents_value(Decoding& d, const spec::Type&, uint64_t addr) {
	accents(d, addr, "kbdiacr", sizeof(kbdiacr), [&](uint64_t at) {
		const auto k = d.load<kbdiacr>(at).value_or(kbdiacr{});
		d.sink.begin_struct();
		character_field(d, "diacr", k.diacr);
		character_field(d, "base", k.base);
		character_field(d, "result", k.result);
		d.sink.end_struct(false);
	});
}

void accents_unicode_value(Decoding& d, const spec::Type&, uint64_t addr) {
	accents(d, addr, "kbdiacruc", sizeof(kbdiacruc), [&](uint64_t at) {
		const auto k = d.load<kbdiacruc>(at).value_or(kbdiacruc{});
		d.sink.begin_struct();
		d.hex_field("diacr", k.diacr);
		d.hex_field("base", k.base);
		d.hex_field("result", k.result);
		d.sink.end_struct(false);
	});
}

// ---- fonts ----------------------------------------------------------------------------------------------------------

/// The call says how many entries there are even when the room was too small for them.
void unicode_map_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	const auto asked = d.load_or_address<unimapdesc>(addr);
	if (!asked) return;
	d.sink.begin_struct();
	d.uint_field("entry_ct", asked->entry_ct);
	d.look(Decoding::Image::kAfter);
	const auto now = d.call.finished ? d.load<unimapdesc>(addr) : std::nullopt;
	if (now) {
		d.sink.after();
		d.sink.unsigned_integer(now->entry_ct);
		d.sink.field("entries");
		if (d.call.failed())
			d.sink.address(reinterpret_cast<uint64_t>(now->entries));
		else
			d.array(*t.st->fields[1].type.elem, reinterpret_cast<uint64_t>(now->entries), asked->entry_ct);
	}
	d.sink.end_struct(false);
}

void font_description(Decoding& d, const consolefontdesc& f, bool with_data) {
	constexpr unsigned kMostCharacters = 512;
	const auto data = reinterpret_cast<uint64_t>(f.chardata);
	d.sink.begin_struct();
	d.uint_field("charcount", f.charcount);
	d.uint_field("charheight", f.charheight);
	d.sink.field("chardata");
	if (with_data)
		d.buffer(data, std::min<uint64_t>(f.charcount, kMostCharacters) * 32, true);
	else
		d.sink.address(data);
	d.sink.end_struct(false);
}

template <class T>
std::optional<T> answer(Decoding& d, uint64_t addr) {
	if (!d.call.finished || d.call.failed()) return std::nullopt;
	d.look(Decoding::Image::kAfter);
	return d.load<T>(addr);
}

void font_description_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const bool get = static_cast<uint32_t>(d.call.args[1]) == GIO_FONTX;
	d.look(Decoding::Image::kBefore);
	const auto asked = d.load_or_address<consolefontdesc>(addr);
	if (!asked) return;
	font_description(d, *asked, !get);
	const auto now = get ? answer<consolefontdesc>(d, addr) : std::nullopt;
	if (!now) return;
	d.sink.after();
	font_description(d, *now, true);
}

void font_data(Decoding& d, const console_font_op& f, bool entry) {
	const auto data = reinterpret_cast<uint64_t>(f.data);
	constexpr unsigned kMostName = 31; // drivers/tty/vt/vt.c: MAX_FONT_NAME, with its NUL
	if (f.op == KD_FONT_OP_COPY || (f.op == KD_FONT_OP_SET_DEFAULT && !entry)) return;
	d.sink.field("data");
	if (f.op == KD_FONT_OP_SET || (f.op == KD_FONT_OP_GET && !entry))
		d.buffer(data, (std::min(f.width, 32u) + 7) / 8 * 32 * uint64_t{std::min(f.charcount, 512u)}, true);
	else if (f.op == KD_FONT_OP_SET_DEFAULT)
		d.string(data, std::min(kMostName, d.options.max_string));
	else
		d.sink.address(data);
}

void font_operation(Decoding& d, const console_font_op& f, bool entry) {
	const bool sized = f.op != KD_FONT_OP_SET_DEFAULT && f.op != KD_FONT_OP_COPY;
	d.sink.begin_struct();
	if (entry) {
		d.choice_field("op", spec::kd_font_ops, f.op);
		if (sized) d.flags_field("flags", spec::kd_font_flags, f.flags);
	}
	if (f.op != KD_FONT_OP_COPY) d.uint_field("width", f.width);
	d.uint_field("height", f.height);
	if (sized) d.uint_field("charcount", f.charcount);
	font_data(d, f, entry);
	d.sink.end_struct(false);
}

void font_operation_value(Decoding& d, const spec::Type&, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	const auto asked = d.load_or_address<console_font_op>(addr);
	if (!asked) return;
	font_operation(d, *asked, true);
	const bool changes = asked->op != KD_FONT_OP_SET && asked->op != KD_FONT_OP_COPY;
	const auto now = changes ? answer<console_font_op>(d, addr) : std::nullopt;
	if (!now) return;
	d.sink.after();
	font_operation(d, *now, false);
}

constexpr Special kSpecials[] = {
	{.name = "sound", .value = sound_value},
	{.name = "tone", .value = tone_value},
	{.name = "io_port", .value = io_port_value},
	{.name = "signal_accepted", .value = signal_accepted_value},
	{.name = "screen_character", .value = screen_character_value},
	{.name = "hex_string", .value = hex_string_value},
	{.name = "keyboard_entry", .value = keyboard_entry_value, .phase = Phase::kExit},
	{.name = "keyboard_string", .value = keyboard_string_value, .phase = Phase::kExit},
	{.name = "accents", .value = accents_value},
	{.name = "accents_unicode", .value = accents_unicode_value},
	{.name = "unicode_map", .value = unicode_map_value, .phase = Phase::kExit},
	{.name = "font_description", .value = font_description_value, .phase = Phase::kExit},
	{.name = "font_operation", .value = font_operation_value, .phase = Phase::kExit},
};

} // namespace

std::span<const Special> console_specials() {
	return kSpecials;
}

} // namespace strobe::decode
