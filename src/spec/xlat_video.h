// SPDX-License-Identifier: BSD-2-Clause
// Constants of video devices (V4L2).
//
// Index:
//   v4l2_device_caps, v4l2_buf_types, v4l2_format_description_flags, v4l2_fields, v4l2_colorspaces,
//   v4l2_vbi_flags, v4l2_sliced_flags, v4l2_memories, v4l2_buf_flags, v4l2_buf_flags_ts_type,
//   v4l2_buf_flags_ts_src, v4l2_streaming_capabilities, v4l2_capture_modes, v4l2_input_types,
//   v4l2_control_query_flags, v4l2_control_classes, v4l2_control_ids, v4l2_control_types, v4l2_control_flags,
//   v4l2_tuner_types, v4l2_tuner_capabilities, v4l2_tuner_rxsubchanses, v4l2_tuner_audmodes,
//   v4l2_framesize_types, v4l2_frameinterval_types, v4l2_pix_fmts, v4l2_sdr_fmts, v4l2_meta_fmts
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat v4l2_device_caps;
extern const Xlat v4l2_buf_types;
extern const Xlat v4l2_format_description_flags;
extern const Xlat v4l2_fields;
extern const Xlat v4l2_colorspaces;
extern const Xlat v4l2_vbi_flags;
extern const Xlat v4l2_sliced_flags;
extern const Xlat v4l2_memories;
extern const Xlat v4l2_buf_flags;
extern const Xlat v4l2_buf_flags_ts_type;
extern const Xlat v4l2_buf_flags_ts_src;
extern const Xlat v4l2_streaming_capabilities;
extern const Xlat v4l2_capture_modes;
extern const Xlat v4l2_input_types;
extern const Xlat v4l2_control_query_flags;
extern const Xlat v4l2_control_classes;
extern const Xlat v4l2_control_ids;
extern const Xlat v4l2_control_types;
extern const Xlat v4l2_control_flags;
extern const Xlat v4l2_tuner_types;
extern const Xlat v4l2_tuner_capabilities;
extern const Xlat v4l2_tuner_rxsubchanses;
extern const Xlat v4l2_tuner_audmodes;
extern const Xlat v4l2_framesize_types;
extern const Xlat v4l2_frameinterval_types;
extern const Xlat v4l2_pix_fmts;
extern const Xlat v4l2_sdr_fmts;
extern const Xlat v4l2_meta_fmts;

} // namespace strobe::spec
