// SPDX-License-Identifier: BSD-2-Clause
// Structures of video devices (V4L2). What depends on a type inside them is printed by decode/special_video.cpp.
#pragma once

#include <linux/videodev2.h>

#include "spec/structs_common.h"
#include "spec/xlat_video.h"

namespace strobe::spec {

// clang-format off

inline constexpr Type kVideoFormat = special(t_hex(), "pixel_format");
inline constexpr Type kVideoFraction = special(t_bytes(8), "fraction");
inline constexpr Type kVideoControl = special(t_hex(), "control_id");
inline constexpr Type kVideoQuery = special(t_hex(), "control_query");
constexpr Field video_type(uint16_t offset) { return {"type", offset, t_enum(v4l2_buf_types)}; }

inline constexpr Field kVideoRectFields[] = {
	{"left", offsetof(v4l2_rect, left), t_int()}, {"top", offsetof(v4l2_rect, top), t_int()},
	{"width", offsetof(v4l2_rect, width), t_uint()}, {"height", offsetof(v4l2_rect, height), t_uint()}};
inline constexpr StructDef kVideoRect{"v4l2_rect", sizeof(v4l2_rect), kVideoRectFields};

inline constexpr Field kVideoCapabilityFields[] = {
	{"driver", offsetof(v4l2_capability, driver), t_chars(16)}, {"card", offsetof(v4l2_capability, card), t_chars(32)},
	{"bus_info", offsetof(v4l2_capability, bus_info), t_chars(32)}, {"version", offsetof(v4l2_capability, version), special(t_uint(), "kernel_version")},
	{"capabilities", offsetof(v4l2_capability, capabilities), t_flags(v4l2_device_caps)},
	{"device_caps", offsetof(v4l2_capability, device_caps), t_flags(v4l2_device_caps), Show::kNonZero}};
inline constexpr StructDef kVideoCapability{"v4l2_capability", sizeof(v4l2_capability), kVideoCapabilityFields};

inline constexpr Field kVideoFmtdescFields[] = {
	{"index", offsetof(v4l2_fmtdesc, index), t_uint()}, video_type(offsetof(v4l2_fmtdesc, type)),
	{"flags", offsetof(v4l2_fmtdesc, flags), t_flags(v4l2_format_description_flags), Show::kAfter},
	{"description", offsetof(v4l2_fmtdesc, description), t_chars(32), Show::kAfter},
	{"pixelformat", offsetof(v4l2_fmtdesc, pixelformat), kVideoFormat, Show::kAfter}};
inline constexpr StructDef kVideoFmtdesc{"v4l2_fmtdesc", sizeof(v4l2_fmtdesc), kVideoFmtdescFields};

/// Printed by "video_format"; the pointer is that of the two kinds of overlay, fmt.win.
inline constexpr Field kVideoClipFields[] = {{"c", 0, t_struct(kVideoRect)}};
inline constexpr StructDef kVideoClip{"v4l2_clip", sizeof(v4l2_clip), kVideoClipFields};
inline constexpr Type kVideoClipType = t_struct(kVideoClip);
constexpr Field video_clip_count(uint16_t format) {
	return {"clipcount", static_cast<uint16_t>(format + offsetof(v4l2_format, fmt.win.clipcount)), t_uint(), Show::kNever}; }
constexpr Field video_clips(uint16_t format) {
	return {"clips", static_cast<uint16_t>(format + offsetof(v4l2_format, fmt.win.clips)), to_array(kVideoClipType, by("clipcount")), Show::kNever}; }
inline constexpr Field kVideoFormatFields[] = {video_clip_count(0), video_clips(0)};
inline constexpr StructDef kVideoFormatOf{"v4l2_format", sizeof(v4l2_format), kVideoFormatFields};
inline constexpr uint16_t kCreateFormat = offsetof(v4l2_create_buffers, format);
inline constexpr Field kVideoCreateFields[] = {video_clip_count(kCreateFormat), video_clips(kCreateFormat)};
inline constexpr StructDef kVideoCreate{"v4l2_create_buffers", sizeof(v4l2_create_buffers), kVideoCreateFields};

inline constexpr Field kVideoReqbufsFields[] = {
	video_type(offsetof(v4l2_requestbuffers, type)), {"memory", offsetof(v4l2_requestbuffers, memory), t_enum(v4l2_memories)},
	{"count", offsetof(v4l2_requestbuffers, count), t_uint()}};
inline constexpr StructDef kVideoReqbufs{"v4l2_requestbuffers", sizeof(v4l2_requestbuffers), kVideoReqbufsFields};

inline constexpr Field kVideoFbufFields[] = {
	{"capability", offsetof(v4l2_framebuffer, capability), t_hex()}, {"flags", offsetof(v4l2_framebuffer, flags), t_hex()},
	{"base", offsetof(v4l2_framebuffer, base), t_addr()}};
inline constexpr StructDef kVideoFbuf{"v4l2_framebuffer", sizeof(v4l2_framebuffer), kVideoFbufFields};

inline constexpr Field kVideoStandardFields[] = {
	{"index", offsetof(v4l2_standard, index), t_uint()}, {"name", offsetof(v4l2_standard, name), t_chars(24), Show::kAfter},
	{"frameperiod", offsetof(v4l2_standard, frameperiod), kVideoFraction, Show::kAfter}, {"framelines", offsetof(v4l2_standard, framelines), t_uint(), Show::kAfter}};
inline constexpr StructDef kVideoStandard{"v4l2_standard", sizeof(v4l2_standard), kVideoStandardFields};

inline constexpr Field kVideoInputFields[] = {
	{"index", offsetof(v4l2_input, index), t_uint()}, {"name", offsetof(v4l2_input, name), t_chars(32), Show::kAfter},
	{"type", offsetof(v4l2_input, type), t_enum(v4l2_input_types), Show::kAfter}};
inline constexpr StructDef kVideoInput{"v4l2_input", sizeof(v4l2_input), kVideoInputFields};

inline constexpr Field kVideoGetControlFields[] = {{"id", 0, kVideoControl}, {"value", 4, t_int(), Show::kAfter}};
inline constexpr StructDef kVideoGetControl{"v4l2_control", sizeof(v4l2_control), kVideoGetControlFields};
inline constexpr Field kVideoSetControlFields[] = {{"id", 0, kVideoControl}, {"value", 4, t_int()}};
inline constexpr StructDef kVideoSetControl{"v4l2_control", sizeof(v4l2_control), kVideoSetControlFields};

inline constexpr Field kVideoTunerFields[] = {
	{"index", offsetof(v4l2_tuner, index), t_uint()}, {"name", offsetof(v4l2_tuner, name), t_chars(32), Show::kAfter},
	{"type", offsetof(v4l2_tuner, type), t_enum(v4l2_tuner_types), Show::kAfter},
	{"capability", offsetof(v4l2_tuner, capability), t_flags(v4l2_tuner_capabilities), Show::kAfter},
	{"rangelow", offsetof(v4l2_tuner, rangelow), t_uint(), Show::kAfter}, {"rangehigh", offsetof(v4l2_tuner, rangehigh), t_uint(), Show::kAfter},
	{"rxsubchans", offsetof(v4l2_tuner, rxsubchans), t_flags(v4l2_tuner_rxsubchanses), Show::kAfter},
	{"audmode", offsetof(v4l2_tuner, audmode), t_enum(v4l2_tuner_audmodes), Show::kAfter},
	{"signal", offsetof(v4l2_tuner, signal), t_int(), Show::kAfter}, {"afc", offsetof(v4l2_tuner, afc), t_int(), Show::kAfter}};
inline constexpr StructDef kVideoTuner{"v4l2_tuner", sizeof(v4l2_tuner), kVideoTunerFields};

inline constexpr Type kVideoReserved = t_hex();
inline constexpr Field kVideoQueryctrlFields[] = {
	{"id", offsetof(v4l2_queryctrl, id), kVideoQuery}, {"type", offsetof(v4l2_queryctrl, type), t_enum(v4l2_control_types)},
	{"name", offsetof(v4l2_queryctrl, name), t_chars(32)}, {"minimum", offsetof(v4l2_queryctrl, minimum), t_int(), Show::kVerbose},
	{"maximum", offsetof(v4l2_queryctrl, maximum), t_int(), Show::kVerbose}, {"step", offsetof(v4l2_queryctrl, step), t_int(), Show::kVerbose},
	{"default_value", offsetof(v4l2_queryctrl, default_value), t_int(), Show::kVerbose},
	{"flags", offsetof(v4l2_queryctrl, flags), t_flags(v4l2_control_flags), Show::kVerbose},
	{"reserved", offsetof(v4l2_queryctrl, reserved), t_array(kVideoReserved, 2), Show::kNonZero}};
inline constexpr StructDef kVideoQueryctrl{"v4l2_queryctrl", sizeof(v4l2_queryctrl), kVideoQueryctrlFields};

inline constexpr Type kVideoDimension = t_uint();
inline constexpr Field kVideoQueryExtFields[] = {
	{"id", offsetof(v4l2_query_ext_ctrl, id), kVideoQuery}, {"type", offsetof(v4l2_query_ext_ctrl, type), t_enum(v4l2_control_types)},
	{"name", offsetof(v4l2_query_ext_ctrl, name), t_chars(32)}, {"minimum", offsetof(v4l2_query_ext_ctrl, minimum), t_int(8), Show::kVerbose},
	{"maximum", offsetof(v4l2_query_ext_ctrl, maximum), t_int(8), Show::kVerbose}, {"step", offsetof(v4l2_query_ext_ctrl, step), t_uint(8), Show::kVerbose},
	{"default_value", offsetof(v4l2_query_ext_ctrl, default_value), t_int(8), Show::kVerbose},
	{"flags", offsetof(v4l2_query_ext_ctrl, flags), t_flags(v4l2_control_flags), Show::kVerbose},
	{"elem_size", offsetof(v4l2_query_ext_ctrl, elem_size), t_uint(), Show::kVerbose}, {"elems", offsetof(v4l2_query_ext_ctrl, elems), t_uint(), Show::kVerbose},
	{"nr_of_dims", offsetof(v4l2_query_ext_ctrl, nr_of_dims), t_uint(), Show::kVerbose},
	{"dims", offsetof(v4l2_query_ext_ctrl, dims), {.kind = Kind::kArray, .size = 0, .elem = &kVideoDimension, .len = by("nr_of_dims", V4L2_CTRL_MAX_DIMS)}, Show::kVerbose},
	{"reserved", offsetof(v4l2_query_ext_ctrl, reserved), t_array(kVideoReserved, 32), Show::kNonZero}};
inline constexpr StructDef kVideoQueryExt{"v4l2_query_ext_ctrl", sizeof(v4l2_query_ext_ctrl), kVideoQueryExtFields};

inline constexpr Field kVideoCropcapFields[] = {
	video_type(offsetof(v4l2_cropcap, type)), {"bounds", offsetof(v4l2_cropcap, bounds), t_struct(kVideoRect), Show::kAfter},
	{"defrect", offsetof(v4l2_cropcap, defrect), t_struct(kVideoRect), Show::kAfter}, {"pixelaspect", offsetof(v4l2_cropcap, pixelaspect), kVideoFraction, Show::kAfter}};
inline constexpr StructDef kVideoCropcap{"v4l2_cropcap", sizeof(v4l2_cropcap), kVideoCropcapFields};
inline constexpr Field kVideoGetCropFields[] = {video_type(0), {"c", offsetof(v4l2_crop, c), t_struct(kVideoRect), Show::kAfter}};
inline constexpr StructDef kVideoGetCrop{"v4l2_crop", sizeof(v4l2_crop), kVideoGetCropFields};
inline constexpr Field kVideoSetCropFields[] = {video_type(0), {"c", offsetof(v4l2_crop, c), t_struct(kVideoRect)}};
inline constexpr StructDef kVideoSetCrop{"v4l2_crop", sizeof(v4l2_crop), kVideoSetCropFields};

/// Printed by "video_controls".
inline constexpr Field kVideoExtControlFields[] = {
	{"id", 0, t_enum(v4l2_control_ids)}, {"size", 4, t_uint()}, {"string", 12, to_bytes(by("size")), Show::kNever}};
inline constexpr StructDef kVideoExtControl{"v4l2_ext_control", sizeof(v4l2_ext_control), kVideoExtControlFields};
inline constexpr Type kVideoExtControlType = t_struct(kVideoExtControl);
inline constexpr Field kVideoExtControlsFields[] = {
	{"ctrl_class", 0, t_enum(v4l2_control_classes)}, {"count", 4, t_uint()},
	{"controls", offsetof(v4l2_ext_controls, controls), to_array(kVideoExtControlType, by("count"))}};
inline constexpr StructDef kVideoExtControls{"v4l2_ext_controls", sizeof(v4l2_ext_controls), kVideoExtControlsFields};

// clang-format on

} // namespace strobe::spec
