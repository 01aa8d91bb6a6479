// SPDX-License-Identifier: BSD-2-Clause
// Constants of input devices (evdev).
//
// Index:
//   input_ev, input_abs, input_autorepeat, input_ff_status, input_ff_types, input_keycode, input_leds,
//   input_misc, input_mtslots, input_prop, input_relative_axes, input_snd, input_switch
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat input_ev;
extern const Xlat input_abs;
extern const Xlat input_autorepeat;
extern const Xlat input_ff_status;
extern const Xlat input_ff_types;
extern const Xlat input_keycode;
extern const Xlat input_leds;
extern const Xlat input_misc;
extern const Xlat input_mtslots;
extern const Xlat input_prop;
extern const Xlat input_relative_axes;
extern const Xlat input_snd;
extern const Xlat input_switch;

} // namespace strobe::spec
