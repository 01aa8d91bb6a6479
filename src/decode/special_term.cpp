// SPDX-License-Identifier: BSD-2-Clause
// Terminal attributes.
#include "decode/special_term.h"

#include "decode/terms.h"
#include "spec/xlat_term.h"

namespace strobe::decode {

namespace {

// As the kernel has them; glibc's struct termios is another.
struct Termios {
	uint32_t iflag, oflag, cflag, lflag;
	uint8_t line;
	uint8_t cc[19];
};
static_assert(sizeof(Termios) == 36);

struct Termios2 {
	Termios t;
	uint32_t ispeed, ospeed;
};
static_assert(sizeof(Termios2) == 44);

struct Termio {
	uint16_t iflag, oflag, cflag, lflag;
	uint8_t line;
	uint8_t cc[8];
};
static_assert(sizeof(Termio) == 18);

/// The delays of c_oflag, each an enumeration in bits of its own.
void output_flags(Decoding& d, uint32_t v) {
	struct Delay {
		const spec::Xlat& names;
		uint32_t mask;
		string_view unknown;
	};
	const Delay delays[] = {
		{spec::term_oflags_nldly, 0000400, "NL?"},   {spec::term_oflags_crdly, 0003000, "CR?"},
		{spec::term_oflags_tabdly, 0014000, "TAB?"}, {spec::term_oflags_bsdly, 0020000, "BS?"},
		{spec::term_oflags_vtdly, 0040000, "VT?"},   {spec::term_oflags_ffdly, 0100000, "FF?"},
	};
	Terms terms(d);
	uint32_t rest = v;
	for (const Delay& delay : delays) {
		terms.next().constant(v & delay.mask, name_of(delay.names, v & delay.mask), delay.unknown);
		rest &= ~delay.mask;
	}
	terms.next().flags(spec::term_oflags, rest).print(v);
}

/// Speeds and the size of a character stand before the flags.
void control_flags(Decoding& d, uint32_t v) {
	constexpr uint32_t kBaud = 0010017, kInputBaud = kBaud << 16, kSize = 0000060;
	Terms terms(d);
	terms.choice(spec::baud_rates, v & kBaud);
	if (v & kInputBaud)
		terms.next().choice(spec::baud_rates, (v & kInputBaud) >> 16).put("<<").constant(16, "IBSHIFT", {});
	terms.next().constant(v & kSize, name_of(spec::term_csize, v & kSize), "CS?");
	terms.next().flags(spec::term_cflags, v & ~(kBaud | kInputBaud | kSize)).print(v);
}

/// No flags at all print as nothing.
void flags_field(Decoding& d, string_view name, const spec::Xlat& names, uint32_t v) {
	d.sink.field(name);
	if (v == 0)
		d.sink.plain({});
	else
		d.flags(names, v);
}

template <class T>
void flag_fields(Decoding& d, const T& t) {
	flags_field(d, "c_iflag", spec::term_iflags, t.iflag);
	d.sink.field("c_oflag");
	output_flags(d, t.oflag);
	d.sink.field("c_cflag");
	control_flags(d, t.cflag);
	flags_field(d, "c_lflag", spec::term_lflags, t.lflag);
}

/// c_cc=[[VINTR]=0x3, [VQUIT]=0x1c, ...]
void control_characters(Decoding& d, std::span<const uint8_t> cc, const spec::Xlat& names) {
	d.sink.field("c_cc");
	d.sink.begin_array();
	for (size_t i = 0; i < cc.size(); ++i) {
		const string_view name = name_of(names, i);
		TextBuf& t = d.text();
		t.put('[');
		if (name.empty())
			t.udec(i);
		else
			t.put(name);
		t.put("]=");
		t.hex(cc[i]);
		d.sink.element();
		d.sink.plain(t.view());
	}
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

template <class T>
void rest(Decoding& d, const T& t, const spec::Xlat& names) {
	d.choice_field("c_line", spec::line_disciplines, t.line);
	control_characters(d, t.cc, names);
}

} // namespace

void termios_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto t = d.load_or_address<Termios>(addr);
	if (!t) return;
	d.sink.begin_struct();
	flag_fields(d, *t);
	if (!d.how.abbrev) rest(d, *t, spec::termios_cc);
	d.sink.end_struct(d.how.abbrev);
}

void termios2_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto t = d.load_or_address<Termios2>(addr);
	if (!t) return;
	d.sink.begin_struct();
	flag_fields(d, t->t);
	if (!d.how.abbrev) {
		rest(d, t->t, spec::termios_cc);
		d.uint_field("c_ispeed", t->ispeed);
		d.uint_field("c_ospeed", t->ospeed);
	}
	d.sink.end_struct(d.how.abbrev);
}

void termio_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto t = d.load_or_address<Termio>(addr);
	if (!t) return;
	d.sink.begin_struct();
	flag_fields(d, *t);
	if (!d.how.abbrev) rest(d, *t, spec::termio_cc);
	d.sink.end_struct(d.how.abbrev);
}

} // namespace strobe::decode
