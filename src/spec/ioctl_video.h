// SPDX-License-Identifier: BSD-2-Clause
// Requests of video devices (V4L2).
#pragma once

#include "spec/ioctl_words.h"
#include "spec/structs_video.h"

namespace strobe::spec::ioctl {

inline constexpr Type kBufferType = t_enum(v4l2_buf_types);
inline constexpr Type kVideoNumber = t_uint();
inline constexpr Type kVideoStd = t_hex(8);

// clang-format off
inline constexpr Variant kVideo[] = {
	get(VIDIOC_QUERYCAP, kVideoCapability), ask(VIDIOC_ENUM_FMT, kVideoFmtdesc), exchange(VIDIOC_G_FMT, kVideoFormatOf, "video_format"),
	exchange(VIDIOC_S_FMT, kVideoFormatOf, "video_format"), exchange(VIDIOC_TRY_FMT, kVideoFormatOf, "video_format"), exchange(VIDIOC_REQBUFS, kVideoReqbufs, "last_field"),
	exchange(VIDIOC_QUERYBUF, sizeof(v4l2_buffer), "video_buffer"), exchange(VIDIOC_QBUF, sizeof(v4l2_buffer), "video_buffer"), exchange(VIDIOC_DQBUF, sizeof(v4l2_buffer), "video_buffer"),
	get(VIDIOC_G_FBUF, kVideoFbuf), set(VIDIOC_S_FBUF, kVideoFbuf), set(VIDIOC_STREAMON, kBufferType), set(VIDIOC_STREAMOFF, kBufferType),
	exchange(VIDIOC_G_PARM, sizeof(v4l2_streamparm), "video_parameters"), exchange(VIDIOC_S_PARM, sizeof(v4l2_streamparm), "video_parameters"),
	get(VIDIOC_G_STD, kVideoStd), set(VIDIOC_S_STD, kVideoStd), ask(VIDIOC_ENUMSTD, kVideoStandard), ask(VIDIOC_ENUMINPUT, kVideoInput),
	ask(VIDIOC_G_CTRL, kVideoGetControl), exchange(VIDIOC_S_CTRL, kVideoSetControl, "last_field"), ask(VIDIOC_G_TUNER, kVideoTuner), exchange(VIDIOC_S_TUNER, kVideoTuner, "rewritten"),
	exchange(VIDIOC_QUERYCTRL, kVideoQueryctrl, "video_query"), exchange(VIDIOC_QUERY_EXT_CTRL, kVideoQueryExt, "video_query"), get(VIDIOC_G_INPUT, kVideoNumber), set(VIDIOC_S_INPUT, kVideoNumber),
	ask(VIDIOC_CROPCAP, kVideoCropcap), ask(VIDIOC_G_CROP, kVideoGetCrop), set(VIDIOC_S_CROP, kVideoSetCrop),
	with(VIDIOC_S_EXT_CTRLS, inout_struct("arg", kVideoExtControls).even_if_failed().special("video_controls")), with(VIDIOC_TRY_EXT_CTRLS, inout_struct("arg", kVideoExtControls).even_if_failed().special("video_controls")),
	with(VIDIOC_G_EXT_CTRLS, inout_struct("arg", kVideoExtControls).even_if_failed().special("video_controls")),
	exchange(VIDIOC_ENUM_FRAMESIZES, sizeof(v4l2_frmsizeenum), "frame_size"), exchange(VIDIOC_ENUM_FRAMEINTERVALS, sizeof(v4l2_frmivalenum), "frame_interval"),
	{VIDIOC_CREATE_BUFS, ret_by("created_buffers"), {descriptor(), request(), inout_struct("arg", kVideoCreate).special("create_buffers")}},
};
// clang-format on

} // namespace strobe::spec::ioctl
