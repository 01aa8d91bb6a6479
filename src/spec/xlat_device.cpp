// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_device.h"

namespace strobe::spec {

namespace {

constexpr Name kPtpExttsFlags[] = {
	{1, "PTP_ENABLE_FEATURE"},
	{2, "PTP_RISING_EDGE"},
	{4, "PTP_FALLING_EDGE"},
	{8, "PTP_STRICT_FLAGS"},
};

constexpr Name kPtpPeroutFlags[] = {
	{1, "PTP_PEROUT_ONE_SHOT"},
	{2, "PTP_PEROUT_DUTY_CYCLE"},
	{4, "PTP_PEROUT_PHASE"},
};

constexpr Name kPtpPinFunctions[] = {
	{0, "PTP_PF_NONE"},
	{1, "PTP_PF_EXTTS"},
	{2, "PTP_PF_PEROUT"},
	{3, "PTP_PF_PHYSYNC"},
};

constexpr Name kGpioEventFlags[] = {
	{3, "GPIOEVENT_REQUEST_BOTH_EDGES"},
	{1, "GPIOEVENT_REQUEST_RISING_EDGE"},
	{2, "GPIOEVENT_REQUEST_FALLING_EDGE"},
};

constexpr Name kGpioHandleFlags[] = {
	{1, "GPIOHANDLE_REQUEST_INPUT"},           {2, "GPIOHANDLE_REQUEST_OUTPUT"},
	{4, "GPIOHANDLE_REQUEST_ACTIVE_LOW"},      {8, "GPIOHANDLE_REQUEST_OPEN_DRAIN"},
	{16, "GPIOHANDLE_REQUEST_OPEN_SOURCE"},    {32, "GPIOHANDLE_REQUEST_BIAS_PULL_UP"},
	{64, "GPIOHANDLE_REQUEST_BIAS_PULL_DOWN"}, {128, "GPIOHANDLE_REQUEST_BIAS_DISABLE"},
};

constexpr Name kGpioLineFlags[] = {
	{1, "GPIOLINE_FLAG_KERNEL"},
	{2, "GPIOLINE_FLAG_IS_OUT"},
	{4, "GPIOLINE_FLAG_ACTIVE_LOW"},
	{8, "GPIOLINE_FLAG_OPEN_DRAIN"},
	{0x10, "GPIOLINE_FLAG_OPEN_SOURCE"},
	{0x20, "GPIOLINE_FLAG_BIAS_PULL_UP"},
	{0x40, "GPIOLINE_FLAG_BIAS_PULL_DOWN"},
	{0x80, "GPIOLINE_FLAG_BIAS_DISABLE"},
};

constexpr Name kGpioV2LineFlags[] = {
	{1, "GPIO_V2_LINE_FLAG_USED"},
	{2, "GPIO_V2_LINE_FLAG_ACTIVE_LOW"},
	{4, "GPIO_V2_LINE_FLAG_INPUT"},
	{8, "GPIO_V2_LINE_FLAG_OUTPUT"},
	{0x10, "GPIO_V2_LINE_FLAG_EDGE_RISING"},
	{0x20, "GPIO_V2_LINE_FLAG_EDGE_FALLING"},
	{0x40, "GPIO_V2_LINE_FLAG_OPEN_DRAIN"},
	{0x80, "GPIO_V2_LINE_FLAG_OPEN_SOURCE"},
	{0x100, "GPIO_V2_LINE_FLAG_BIAS_PULL_UP"},
	{0x200, "GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN"},
	{0x400, "GPIO_V2_LINE_FLAG_BIAS_DISABLED"},
	{0x800, "GPIO_V2_LINE_FLAG_EVENT_CLOCK_REALTIME"},
	{0x1000, "GPIO_V2_LINE_FLAG_EVENT_CLOCK_HTE"},
};

constexpr Name kCounterComponents[] = {
	{0, "COUNTER_COMPONENT_NONE"},     {1, "COUNTER_COMPONENT_SIGNAL"},         {2, "COUNTER_COMPONENT_COUNT"},
	{3, "COUNTER_COMPONENT_FUNCTION"}, {4, "COUNTER_COMPONENT_SYNAPSE_ACTION"}, {5, "COUNTER_COMPONENT_EXTENSION"},
};

constexpr Name kCounterEvents[] = {
	{0, "COUNTER_EVENT_OVERFLOW"},  {1, "COUNTER_EVENT_UNDERFLOW"}, {2, "COUNTER_EVENT_OVERFLOW_UNDERFLOW"},
	{3, "COUNTER_EVENT_THRESHOLD"}, {4, "COUNTER_EVENT_INDEX"},     {5, "COUNTER_EVENT_CHANGE_OF_STATE"},
	{6, "COUNTER_EVENT_CAPTURE"},
};

constexpr Name kCounterScopes[] = {
	{0, "COUNTER_SCOPE_DEVICE"},
	{1, "COUNTER_SCOPE_SIGNAL"},
	{2, "COUNTER_SCOPE_COUNT"},
};

constexpr Name kLircFeatures[] = {
	{2, "LIRC_CAN_SEND_PULSE"},
	{0x10, "LIRC_CAN_SEND_LIRCCODE"},
	{0x100, "LIRC_CAN_SET_SEND_CARRIER"},
	{0x200, "LIRC_CAN_SET_SEND_DUTY_CYCLE"},
	{0x400, "LIRC_CAN_SET_TRANSMITTER_MASK"},
	{0x40000, "LIRC_CAN_REC_MODE2"},
	{0x80000, "LIRC_CAN_REC_SCANCODE"},
	{0x100000, "LIRC_CAN_REC_LIRCCODE"},
	{0x1000000, "LIRC_CAN_SET_REC_CARRIER"},
	{0x2000000, "LIRC_CAN_MEASURE_CARRIER"},
	{0x4000000, "LIRC_CAN_USE_WIDEBAND_RECEIVER"},
	{0x10000000, "LIRC_CAN_SET_REC_TIMEOUT"},
	{0x20000000, "LIRC_CAN_GET_REC_RESOLUTION"},
	{0x80000000, "LIRC_CAN_SET_REC_CARRIER_RANGE"},
};

constexpr Name kLircModes[] = {
	{1, "LIRC_MODE_RAW"},      {2, "LIRC_MODE_PULSE"},     {4, "LIRC_MODE_MODE2"},
	{8, "LIRC_MODE_SCANCODE"}, {16, "LIRC_MODE_LIRCCODE"},
};

} // namespace

constinit const Xlat ptp_extts_flags = {"PTP_???", kPtpExttsFlags};
constinit const Xlat ptp_perout_flags = {"PTP_PEROUT_???", kPtpPeroutFlags};
constinit const Xlat ptp_pin_functions = {"PTP_PF_???", kPtpPinFunctions};
constinit const Xlat gpio_event_flags = {"GPIOEVENT_REQUEST_???", kGpioEventFlags};
constinit const Xlat gpio_handle_flags = {"GPIOHANDLE_REQUEST_???", kGpioHandleFlags};
constinit const Xlat gpio_line_flags = {"GPIOLINE_FLAG_???", kGpioLineFlags};
constinit const Xlat gpio_v2_line_flags = {"GPIO_V2_LINE_FLAG_???", kGpioV2LineFlags};
constinit const Xlat counter_components = {"COUNTER_COMPONENT_???", kCounterComponents};
constinit const Xlat counter_events = {"COUNTER_EVENT_???", kCounterEvents};
constinit const Xlat counter_scopes = {"COUNTER_SCOPE_???", kCounterScopes};
constinit const Xlat lirc_features = {"LIRC_CAN_???", kLircFeatures};
constinit const Xlat lirc_modes = {"LIRC_MODE_???", kLircModes};

} // namespace strobe::spec
