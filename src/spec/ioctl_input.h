// SPDX-License-Identifier: BSD-2-Clause
// Requests of input devices (evdev). Those whose size is part of the request are in decode/special_input.cpp.
#pragma once

#include <linux/input.h>

#include "spec/ioctl_words.h"
#include "spec/xlat_input.h"

namespace strobe::spec::ioctl {

// clang-format off

inline constexpr Field kInputIdFields[] = {{"bustype", 0, t_uint(2)}, {"vendor", 2, t_uint(2)}, {"product", 4, t_uint(2)}, {"version", 6, t_uint(2)}};
inline constexpr StructDef kInputId{"input_id", 8, kInputIdFields};

inline constexpr Type kScancode = t_hex(1);
inline constexpr Field kKeymapFields[] = {
	{"flags", 0, t_uint(1)}, {"len", 1, t_uint(1)}, {"index", 2, t_uint(2), Show::kVerbose},
	{"keycode", 4, t_enum(input_keycode), Show::kVerbose}, {"scancode", 8, t_array(kScancode, 32), Show::kVerbose}};
inline constexpr StructDef kKeymap{"input_keymap_entry", 40, kKeymapFields};

inline constexpr Field kAbsinfoFields[] = {
	{"value", 0, t_uint()}, {"minimum", 4, t_uint()}, {"maximum", 8, t_uint(), Show::kVerbose}, {"fuzz", 12, t_uint(), Show::kVerbose},
	{"flat", 16, t_uint(), Show::kVerbose}, {"resolution", 20, t_uint(), Show::kVerbose}};
inline constexpr StructDef kAbsinfo{"input_absinfo", 24, kAbsinfoFields};

inline constexpr Type kInputNumber = t_uint();
inline constexpr Type kInputVersion = t_hex();

constexpr Variant get_axis(unsigned axis) { return get(EVIOCGABS(axis), kAbsinfo); }
constexpr Variant set_axis(unsigned axis) { return set(EVIOCSABS(axis), kAbsinfo); }
#define STROBE_EIGHT_AXES(f, n) f(n), f((n) + 1), f((n) + 2), f((n) + 3), f((n) + 4), f((n) + 5), f((n) + 6), f((n) + 7)
#define STROBE_AXES(f) \
	STROBE_EIGHT_AXES(f, 0), STROBE_EIGHT_AXES(f, 8), STROBE_EIGHT_AXES(f, 16), STROBE_EIGHT_AXES(f, 24), \
	STROBE_EIGHT_AXES(f, 32), STROBE_EIGHT_AXES(f, 40), STROBE_EIGHT_AXES(f, 48), STROBE_EIGHT_AXES(f, 56)

inline constexpr Variant kInput[] = {
	get(EVIOCGVERSION, kInputVersion), get(EVIOCGEFFECTS, kInputNumber), get(EVIOCGID, kInputId),
	get(EVIOCGREP, 8, "number_pair"), set(EVIOCSREP, 8, "number_pair"), get(EVIOCGKEYCODE, 8, "keycode"), set(EVIOCSKEYCODE, 8, "keycode"),
	get(EVIOCGKEYCODE_V2, kKeymap), set(EVIOCSKEYCODE_V2, kKeymap), with(EVIOCRMFF, num("arg")), with(EVIOCGRAB, ulnum("arg")), with(EVIOCREVOKE, ulnum("arg")),
	set(EVIOCSCLOCKID, kInputNumber), set(EVIOCSFF, sizeof(ff_effect), "force_feedback"),
	STROBE_AXES(get_axis), STROBE_AXES(set_axis),
};

#undef STROBE_AXES
#undef STROBE_EIGHT_AXES

// clang-format on

} // namespace strobe::spec::ioctl
