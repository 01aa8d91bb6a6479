// SPDX-License-Identifier: BSD-2-Clause
// Constants of smaller devices that ioctl reaches (GPIO, counters, infrared, PTP clocks).
//
// Index:
//   ptp_extts_flags, ptp_perout_flags, ptp_pin_functions, gpio_event_flags, gpio_handle_flags, gpio_line_flags,
//   gpio_v2_line_flags, counter_components, counter_events, counter_scopes, lirc_features, lirc_modes
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat ptp_extts_flags;
extern const Xlat ptp_perout_flags;
extern const Xlat ptp_pin_functions;
extern const Xlat gpio_event_flags;
extern const Xlat gpio_handle_flags;
extern const Xlat gpio_line_flags;
extern const Xlat gpio_v2_line_flags;
extern const Xlat counter_components;
extern const Xlat counter_events;
extern const Xlat counter_scopes;
extern const Xlat lirc_features;
extern const Xlat lirc_modes;

} // namespace strobe::spec
