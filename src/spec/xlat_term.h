// SPDX-License-Identifier: BSD-2-Clause
// Constants of terminals and consoles.
//
// Index:
//   line_disciplines, tcxonc_options, tcflsh_options, modem_flags, term_iflags, term_oflags, term_cflags,
//   term_lflags, term_csize, term_oflags_nldly, term_oflags_crdly, term_oflags_tabdly, term_oflags_bsdly,
//   term_oflags_vtdly, term_oflags_ffdly, baud_rates, termios_cc, termio_cc, kd_modes, kd_kbd_modes, kd_kbd_types,
//   kd_led_flags, kd_meta, kd_font_ops
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat line_disciplines;
extern const Xlat tcxonc_options;
extern const Xlat tcflsh_options;
extern const Xlat modem_flags;
extern const Xlat term_iflags;
extern const Xlat term_oflags;
extern const Xlat term_cflags;
extern const Xlat term_lflags;
extern const Xlat term_csize;
extern const Xlat term_oflags_nldly;
extern const Xlat term_oflags_crdly;
extern const Xlat term_oflags_tabdly;
extern const Xlat term_oflags_bsdly;
extern const Xlat term_oflags_vtdly;
extern const Xlat term_oflags_ffdly;
extern const Xlat baud_rates;
extern const Xlat termios_cc;
extern const Xlat termio_cc;
extern const Xlat kd_modes;
extern const Xlat kd_kbd_modes;
extern const Xlat kd_kbd_types;
extern const Xlat kd_led_flags;
extern const Xlat kd_meta;
extern const Xlat kd_font_ops;

} // namespace strobe::spec
