// SPDX-License-Identifier: BSD-2-Clause
// Constants of the console: keyboard, keys, fonts. What termios and VT share is in xlat_term.h.
//
// Index:
//   kd_default_led_flags, kd_font_flags, kd_key_tables, kd_keymap_flags, kd_key_types, kd_key_fn_key_vals,
//   kd_fn_keys, kd_spec_keys, kd_pad_keys, kd_dead_keys, kd_cur_keys, kd_shift_keys, kd_ascii_keys, kd_lock_keys,
//   kd_slock_keys, kd_brl_keys
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat kd_default_led_flags;
extern const Xlat kd_font_flags;
extern const Xlat kd_key_tables;
extern const Xlat kd_keymap_flags;
extern const Xlat kd_key_types;
extern const Xlat kd_key_fn_key_vals;
extern const Xlat kd_fn_keys;
extern const Xlat kd_spec_keys;
extern const Xlat kd_pad_keys;
extern const Xlat kd_dead_keys;
extern const Xlat kd_cur_keys;
extern const Xlat kd_shift_keys;
extern const Xlat kd_ascii_keys;
extern const Xlat kd_lock_keys;
extern const Xlat kd_slock_keys;
extern const Xlat kd_brl_keys;

} // namespace strobe::spec
