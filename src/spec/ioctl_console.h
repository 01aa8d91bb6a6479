// SPDX-License-Identifier: BSD-2-Clause
// Requests of the console: keyboard, sound, fonts.
#pragma once

#include <linux/kd.h>

#include "spec/ioctl_words.h"
#include "spec/xlat_console.h"
#include "spec/xlat_term.h"

namespace strobe::spec::ioctl {

// clang-format off

inline constexpr Type kLeds = t_flags(kd_led_flags, 1);
inline constexpr Type kDefaultLeds = t_flags(kd_default_led_flags, 1);
inline constexpr Type kKeyboardType = t_enum(kd_kbd_types, 1);
inline constexpr Type kConsoleMode = t_enum(kd_modes);
inline constexpr Type kKeyboardMode = {.kind = Kind::kEnum, .size = 4, .wide_unknown = true, .xlat = &kd_kbd_modes};
inline constexpr Type kMeta = t_enum(kd_meta);
inline constexpr Type kScreenChar = special(t_hex(2), "screen_character");

inline constexpr Field kKeycodeFields[] = {{"scancode", 0, t_hex()}, {"keycode", 4, t_hex()}};
inline constexpr StructDef kKeycode{"kbkeycode", 8, kKeycodeFields};
inline constexpr Field kRepeatFields[] = {{"delay", 0, t_int(), Show::kAfter}, {"period", 4, t_int(), Show::kAfter}};
inline constexpr StructDef kRepeat{"kbd_repeat", 8, kRepeatFields};
inline constexpr Field kUnimapinitFields[] = {{"advised_hashsize", 0, t_uint(2)}, {"advised_hashstep", 2, t_uint(2)}, {"advised_hashlevel", 4, t_uint(2)}};
inline constexpr StructDef kUnimapinit{"unimapinit", 6, kUnimapinitFields};
inline constexpr Field kUnipairFields[] = {{"unicode", 0, t_hex(2)}, {"fontpos", 2, t_hex(2)}};
inline constexpr StructDef kUnipair{"unipair", 4, kUnipairFields};
inline constexpr Type kUnipairType = t_struct(kUnipair);
inline constexpr Field kUnimapFields[] = {{"entry_ct", 0, t_uint(2)}, {"entries", 8, to_array(kUnipairType, by("entry_ct"))}};
inline constexpr StructDef kUnimap{"unimapdesc", 16, kUnimapFields};

/// The glyphs of a character take 32 bytes in a console font, and up to 1024 in KDFONTOP's.
constexpr Len glyphs(uint32_t each) { return {.from = LenFrom::kArg, .name = "charcount", .scale = each}; }
inline constexpr Field kFontdescFields[] = {{"charcount", 0, t_uint(2)}, {"charheight", 2, t_uint(2)}, {"chardata", 8, to_bytes(glyphs(32))}};
inline constexpr StructDef kFontdesc{"consolefontdesc", 16, kFontdescFields};
inline constexpr Field kFontopFields[] = {
	{"op", 0, t_enum(kd_font_ops)}, {"flags", 4, t_flags(kd_font_flags)}, {"width", 8, t_uint()}, {"height", 12, t_uint()}, {"charcount", 16, t_uint()},
	{"data", 24, to_bytes(glyphs(1024)), Show::kNever}, {"name", 24, to_str(), Show::kNever}};
inline constexpr StructDef kFontop{"console_font_op", 32, kFontopFields};

inline constexpr Variant kConsole[] = {
	with(0x4b2f /* KIOCSOUND */, special_number("sound")), with(KDMKTONE, special_number("tone")),
	get(KDGETLED, kLeds), with(KDSETLED, arg("arg", kLeds)), get(KDGKBLED, kDefaultLeds), with(KDSKBLED, arg("arg", kDefaultLeds)),
	get(KDGKBTYPE, kKeyboardType), with(KDADDIO, special_number("io_port")), with(KDDELIO, special_number("io_port")), with(KDSETMODE, choice("arg", kd_modes)), get(KDGETMODE, kConsoleMode),
	get(GIO_SCRNMAP, 256, "hex_string"), set(PIO_SCRNMAP, 256, "hex_string"), get(GIO_FONT, 8192, "hex_string"), set(PIO_FONT, 8192, "hex_string"), get(GIO_CMAP, 48, "hex_string"), set(PIO_CMAP, 48, "hex_string"),
	with(GIO_UNISCRNMAP, out_array("arg", kScreenChar, fixed(256))), with(PIO_UNISCRNMAP, in_array("arg", kScreenChar, fixed(256))),
	get(KDGKBMODE, kKeyboardMode), with(KDSKBMODE, arg("arg", kKeyboardMode)), exchange(KDGKBENT, 4, "keyboard_entry"), exchange(KDSKBENT, 4, "keyboard_entry"),
	exchange(KDGKBSENT, 513, "keyboard_string"), exchange(KDSKBSENT, 513, "keyboard_string"),
	get(KDGKBDIACR, 4 + 256 * 3, "accents"), set(KDSKBDIACR, 4 + 256 * 3, "accents"), get(KDGKBDIACRUC, 4 + 256 * 12, "accents_unicode"), set(KDSKBDIACRUC, 4 + 256 * 12, "accents_unicode"),
	exchange(KDGETKEYCODE, kKeycode, "last_field"), set(KDSETKEYCODE, kKeycode), with(KDSIGACCEPT, special_number("signal_accepted")), exchange(KDKBDREP, kRepeat, "rewritten"),
	get(KDGKBMETA, kMeta), with(KDSKBMETA, arg("arg", kMeta)), set(PIO_UNIMAPCLR, kUnimapinit),
	with(GIO_UNIMAP, inout_struct("arg", kUnimap).even_if_failed().special("unicode_map")), set(PIO_UNIMAP, kUnimap),
	exchange(GIO_FONTX, kFontdesc, "font_description"), with(PIO_FONTX, in_struct("arg", kFontdesc).special("font_description")), exchange(KDFONTOP, kFontop, "font_operation"),
	bare(KDENABIO), bare(KDDISABIO), bare(KDMAPDISP), bare(KDUNMAPDISP), bare(PIO_FONTRESET),
};

// clang-format on

} // namespace strobe::spec::ioctl
