// SPDX-License-Identifier: BSD-2-Clause
// Requests of smaller devices: GPIO lines, counters, infrared, PTP clocks, disk geometry; and FS_IOC_FIEMAP.
#pragma once

#include <linux/counter.h>
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <linux/gpio.h>
#include <linux/hdreg.h>
#include <linux/lirc.h>
#include <linux/ptp_clock.h>

#include "spec/ioctl_words.h"
#include "spec/xlat_device.h"

namespace strobe::spec::ioctl {

// clang-format off

/// {question} => {answer}: the answer is a structure of its own in the same place, the last field of the question.
constexpr Field answer(const StructDef& s) { return {"", 0, t_struct(s), Show::kNever}; }
constexpr Variant ask_twice(uint32_t code, const StructDef& s) { return exchange(code, s, "answered"); }
inline constexpr Type kNumber = t_uint();
inline constexpr Type kHexNumber = t_hex();
inline constexpr Type kByte = t_uint(1);
constexpr Type some(const Type& elem, string_view count, uint32_t most) { return {.kind = Kind::kArray, .size = 0, .elem = &elem, .len = by(count, most)}; }

// ---- GPIO lines -----------------------------------------------------------------------------------------------------

inline constexpr Field kGpioChipFields[] = {{"name", 0, t_chars(32)}, {"label", 32, t_chars(32)}, {"lines", 64, t_uint()}};
inline constexpr StructDef kGpioChip{"gpiochip_info", 68, kGpioChipFields};
inline constexpr Field kGpioLineAnswerFields[] = {{"flags", 4, t_flags(gpio_line_flags)}, {"name", 8, t_chars(32)}, {"consumer", 40, t_chars(32)}};
inline constexpr StructDef kGpioLineAnswer{"gpioline_info", sizeof(gpioline_info), kGpioLineAnswerFields};
inline constexpr Field kGpioLineFields[] = {{"line_offset", 0, t_uint()}, answer(kGpioLineAnswer)};
inline constexpr StructDef kGpioLine{"gpioline_info", sizeof(gpioline_info), kGpioLineFields};
inline constexpr Field kGpioUnwatchFields[] = {{"offset", 0, t_uint()}};
inline constexpr StructDef kGpioUnwatch{"offset", 4, kGpioUnwatchFields};
inline constexpr Field kGpioHandleAnswerFields[] = {{"fd", offsetof(gpiohandle_request, fd), t_fd()}};
inline constexpr StructDef kGpioHandleAnswer{"gpiohandle_request", sizeof(gpiohandle_request), kGpioHandleAnswerFields};
inline constexpr Field kGpioHandleFields[] = {
	{"lines", offsetof(gpiohandle_request, lines), t_uint()}, {"lineoffsets", 0, some(kNumber, "lines", GPIOHANDLES_MAX)},
	{"flags", offsetof(gpiohandle_request, flags), t_flags(gpio_handle_flags)}, {"default_values", offsetof(gpiohandle_request, default_values), some(kByte, "lines", GPIOHANDLES_MAX)},
	{"consumer_label", offsetof(gpiohandle_request, consumer_label), t_chars(32)}, answer(kGpioHandleAnswer)};
inline constexpr StructDef kGpioHandle{"gpiohandle_request", sizeof(gpiohandle_request), kGpioHandleFields};
inline constexpr Field kGpioEventAnswerFields[] = {{"fd", offsetof(gpioevent_request, fd), t_fd()}};
inline constexpr StructDef kGpioEventAnswer{"gpioevent_request", sizeof(gpioevent_request), kGpioEventAnswerFields};
inline constexpr Field kGpioEventFields[] = {
	{"lineoffset", 0, t_uint()}, {"handleflags", 4, t_flags(gpio_handle_flags)}, {"eventflags", 8, t_flags(gpio_event_flags)}, {"consumer_label", 12, t_chars(32)}, answer(kGpioEventAnswer)};
inline constexpr StructDef kGpioEvent{"gpioevent_request", sizeof(gpioevent_request), kGpioEventFields};
inline constexpr Field kGpioDataFields[] = {{"values", 0, t_array(kByte, GPIOHANDLES_MAX)}};
inline constexpr StructDef kGpioData{"gpiohandle_data", sizeof(gpiohandle_data), kGpioDataFields};
inline constexpr Field kGpioConfigFields[] = {
	{"flags", 0, t_flags(gpio_handle_flags)}, {"default_values", offsetof(gpiohandle_config, default_values), t_array(kByte, GPIOHANDLES_MAX)}};
inline constexpr StructDef kGpioConfig{"gpiohandle_config", sizeof(gpiohandle_config), kGpioConfigFields};

/// What an attribute of a line holds depends on its id.
inline constexpr StructDef kGpio2Attribute{"gpio_v2_line_attribute", sizeof(gpio_v2_line_attribute), {}};
inline constexpr Type kGpio2AttributeType = special(t_struct(kGpio2Attribute), "gpio_attribute");
inline constexpr StructDef kGpio2ConfigAttribute{"gpio_v2_line_config_attribute", sizeof(gpio_v2_line_config_attribute), {}};
inline constexpr Type kGpio2ConfigAttributeType = special(t_struct(kGpio2ConfigAttribute), "gpio_config_attribute");
constexpr Field padding(uint16_t offset, uint32_t n) { return {"padding", offset, t_array(kHexNumber, n), Show::kNonZero}; }
inline constexpr Field kGpio2ConfigFields[] = {
	{"flags", 0, t_flags(gpio_v2_line_flags, 8)}, {"num_attrs", offsetof(gpio_v2_line_config, num_attrs), t_uint()}, padding(offsetof(gpio_v2_line_config, padding), 5),
	{.name = "attrs", .offset = offsetof(gpio_v2_line_config, attrs), .type = some(kGpio2ConfigAttributeType, "num_attrs", GPIO_V2_LINE_NUM_ATTRS_MAX), .when = "num_attrs", .when_mask = ~0ull}};
inline constexpr StructDef kGpio2Config{"gpio_v2_line_config", sizeof(gpio_v2_line_config), kGpio2ConfigFields};
inline constexpr Field kGpio2LineAnswerFields[] = {
	{"name", 0, t_chars(32)}, {"consumer", 32, t_chars(32)}, {"flags", offsetof(gpio_v2_line_info, flags), t_flags(gpio_v2_line_flags, 8)},
	{"num_attrs", offsetof(gpio_v2_line_info, num_attrs), t_uint()},
	{.name = "attrs", .offset = offsetof(gpio_v2_line_info, attrs), .type = some(kGpio2AttributeType, "num_attrs", GPIO_V2_LINE_NUM_ATTRS_MAX), .when = "num_attrs", .when_mask = ~0ull},
	padding(offsetof(gpio_v2_line_info, padding), 4)};
inline constexpr StructDef kGpio2LineAnswer{"gpio_v2_line_info", sizeof(gpio_v2_line_info), kGpio2LineAnswerFields};
inline constexpr Field kGpio2LineFields[] = {{"offset", offsetof(gpio_v2_line_info, offset), t_uint()}, answer(kGpio2LineAnswer)};
inline constexpr StructDef kGpio2Line{"gpio_v2_line_info", sizeof(gpio_v2_line_info), kGpio2LineFields};
inline constexpr Field kGpio2RequestAnswerFields[] = {{"fd", offsetof(gpio_v2_line_request, fd), t_fd()}};
inline constexpr StructDef kGpio2RequestAnswer{"gpio_v2_line_request", sizeof(gpio_v2_line_request), kGpio2RequestAnswerFields};
inline constexpr Field kGpio2RequestFields[] = {
	{"num_lines", offsetof(gpio_v2_line_request, num_lines), t_uint()}, {"offsets", 0, some(kNumber, "num_lines", GPIO_V2_LINES_MAX)},
	{"consumer", offsetof(gpio_v2_line_request, consumer), t_chars(32)}, {"config", offsetof(gpio_v2_line_request, config), t_struct(kGpio2Config)},
	{"event_buffer_size", offsetof(gpio_v2_line_request, event_buffer_size), t_uint(), Show::kNonZero}, padding(offsetof(gpio_v2_line_request, padding), 5), answer(kGpio2RequestAnswer)};
inline constexpr StructDef kGpio2Request{"gpio_v2_line_request", sizeof(gpio_v2_line_request), kGpio2RequestFields};
inline constexpr Field kGpio2ReadAnswerFields[] = {{"bits", 0, t_hex(8)}};
inline constexpr StructDef kGpio2ReadAnswer{"gpio_v2_line_values", 16, kGpio2ReadAnswerFields};
inline constexpr Field kGpio2ReadFields[] = {{"mask", 8, t_hex(8)}, answer(kGpio2ReadAnswer)};
inline constexpr StructDef kGpio2Read{"gpio_v2_line_values", 16, kGpio2ReadFields};
inline constexpr Field kGpio2WriteFields[] = {{"bits", 0, t_hex(8)}, {"mask", 8, t_hex(8)}};
inline constexpr StructDef kGpio2Write{"gpio_v2_line_values", 16, kGpio2WriteFields};

// ---- the others -----------------------------------------------------------------------------------------------------

inline constexpr Field kGeometryFields[] = {{"heads", 0, t_uint(1)}, {"sectors", 1, t_uint(1)}, {"cylinders", 2, t_uint(2)}, {"start", 8, t_uint(8)}};
inline constexpr StructDef kGeometry{"hd_geometry", sizeof(hd_geometry), kGeometryFields};
inline constexpr Field kComponentFields[] = {
	{"type", 0, t_enum(counter_components, 1)}, {"scope", 1, t_enum(counter_scopes, 1)}, {"parent", 2, t_uint(1)}, {"id", 3, t_uint(1)}};
inline constexpr StructDef kComponent{"counter_component", 4, kComponentFields};
inline constexpr Field kWatchFields[] = {{"component", 0, t_struct(kComponent)}, {"event", 4, t_enum(counter_events, 1)}, {"channel", 5, t_uint(1)}};
inline constexpr StructDef kWatch{"counter_watch", 6, kWatchFields};
inline constexpr Type kLircFeatures = t_flags(lirc_features);
inline constexpr Type kLircMode = t_enum(lirc_modes);

constexpr Field reserved(uint16_t offset, uint32_t n) { return {"rsv", offset, t_array(kHexNumber, n), Show::kNonZero}; }
inline constexpr Field kPtpCapsFields[] = {
	{"max_adj", 0, t_int()}, {"n_alarm", 4, t_int()}, {"n_ext_ts", 8, t_int()}, {"n_per_out", 12, t_int()}, {"pps", 16, t_int()}, {"n_pins", 20, t_int()},
	{"cross_timestamping", 24, t_int()}, {"adjust_phase", 28, t_int()}, reserved(32, 12)};
inline constexpr StructDef kPtpCaps{"ptp_clock_caps", 80, kPtpCapsFields};
inline constexpr Field kPtpExttsFields[] = {{"index", 0, t_uint()}, {"flags", 4, t_flags(ptp_extts_flags)}};
inline constexpr StructDef kPtpExtts{"ptp_extts_request", 16, kPtpExttsFields};
inline constexpr Field kPtpExtts2Fields[] = {{"index", 0, t_uint()}, {"flags", 4, t_flags(ptp_extts_flags)}, reserved(8, 2)};
inline constexpr StructDef kPtpExtts2{"ptp_extts_request", 16, kPtpExtts2Fields};
inline constexpr Field kPtpPinFields[] = {
	{"index", 64, t_uint()}, {"name", 0, t_chars(64), Show::kAfter}, {"func", 68, t_enum(ptp_pin_functions), Show::kAfter}, {"chan", 72, t_uint(), Show::kAfter}};
inline constexpr StructDef kPtpPin{"ptp_pin_desc", 96, kPtpPinFields};
inline constexpr Field kPtpSetPinFields[] = {{"index", 64, t_uint()}, {"func", 68, t_enum(ptp_pin_functions)}, {"chan", 72, t_uint()}};
inline constexpr StructDef kPtpSetPin{"ptp_pin_desc", 96, kPtpSetPinFields};
inline constexpr Field kPtpSetPin2Fields[] = {{"index", 64, t_uint()}, {"func", 68, t_enum(ptp_pin_functions)}, {"chan", 72, t_uint()}, reserved(76, 5)};
inline constexpr StructDef kPtpSetPin2{"ptp_pin_desc", 96, kPtpSetPin2Fields};

inline constexpr Variant kDevice[] = {
	get(GPIO_GET_CHIPINFO_IOCTL, kGpioChip), set(GPIO_GET_LINEINFO_UNWATCH_IOCTL, kGpioUnwatch), ask_twice(GPIO_GET_LINEINFO_IOCTL, kGpioLine), ask_twice(GPIO_GET_LINEINFO_WATCH_IOCTL, kGpioLine),
	ask_twice(GPIO_GET_LINEHANDLE_IOCTL, kGpioHandle), ask_twice(GPIO_GET_LINEEVENT_IOCTL, kGpioEvent), get(GPIOHANDLE_GET_LINE_VALUES_IOCTL, kGpioData), set(GPIOHANDLE_SET_LINE_VALUES_IOCTL, kGpioData),
	set(GPIOHANDLE_SET_CONFIG_IOCTL, kGpioConfig), ask_twice(GPIO_V2_GET_LINEINFO_IOCTL, kGpio2Line), ask_twice(GPIO_V2_GET_LINEINFO_WATCH_IOCTL, kGpio2Line), ask_twice(GPIO_V2_GET_LINE_IOCTL, kGpio2Request),
	set(GPIO_V2_LINE_SET_CONFIG_IOCTL, kGpio2Config), ask_twice(GPIO_V2_LINE_GET_VALUES_IOCTL, kGpio2Read), set(GPIO_V2_LINE_SET_VALUES_IOCTL, kGpio2Write),
	get(HDIO_GETGEO, kGeometry), set(COUNTER_ADD_WATCH_IOCTL, kWatch), bare(COUNTER_ENABLE_EVENTS_IOCTL), bare(COUNTER_DISABLE_EVENTS_IOCTL),
	get(LIRC_GET_FEATURES, kLircFeatures), get(LIRC_GET_SEND_MODE, kLircMode), get(LIRC_GET_REC_MODE, kLircMode), get(LIRC_GET_REC_RESOLUTION, kNumber), get(LIRC_GET_MIN_TIMEOUT, kNumber),
	get(LIRC_GET_MAX_TIMEOUT, kNumber), get(LIRC_GET_LENGTH, kNumber), get(LIRC_GET_REC_TIMEOUT, kNumber), set(LIRC_SET_SEND_MODE, kLircMode), set(LIRC_SET_REC_MODE, kLircMode),
	set(LIRC_SET_SEND_CARRIER, kNumber), set(LIRC_SET_REC_CARRIER, kNumber), set(LIRC_SET_SEND_DUTY_CYCLE, kNumber), set(LIRC_SET_TRANSMITTER_MASK, kHexNumber), set(LIRC_SET_REC_TIMEOUT, kNumber),
	set(LIRC_SET_REC_TIMEOUT_REPORTS, kNumber), set(LIRC_SET_MEASURE_CARRIER_MODE, kNumber), set(LIRC_SET_REC_CARRIER_RANGE, kNumber), set(LIRC_SET_WIDEBAND_RECEIVER, kNumber),
	get(PTP_CLOCK_GETCAPS, kPtpCaps), get(PTP_CLOCK_GETCAPS2, kPtpCaps), set(PTP_EXTTS_REQUEST, kPtpExtts), set(PTP_EXTTS_REQUEST2, kPtpExtts2), with(PTP_ENABLE_PPS, hex("arg")), with(PTP_ENABLE_PPS2, hex("arg")),
	ask(PTP_PIN_GETFUNC, kPtpPin), ask(PTP_PIN_GETFUNC2, kPtpPin), set(PTP_PIN_SETFUNC, kPtpSetPin), set(PTP_PIN_SETFUNC2, kPtpSetPin2),
	with(FS_IOC_FIEMAP, in_bytes("arg", fixed(4096)).inout().special("fiemap")),
};

// clang-format on

} // namespace strobe::spec::ioctl
