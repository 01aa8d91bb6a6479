// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=ioctl */
// Video devices: formats, buffers, controls, by what a program asks for, since no machine has the device.
#include "guard.h"
#include <linux/videodev2.h>
#include <sys/ioctl.h>

static void formats(void) {
	struct v4l2_format format = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
	format.fmt.pix.width = 640;
	format.fmt.pix.height = 480;
	format.fmt.pix.pixelformat = V4L2_PIX_FMT_YUYV;
	format.fmt.pix.field = V4L2_FIELD_NONE;
	long rc = syscall(SYS_ioctl, -1, VIDIOC_S_FMT, TAIL(format));
	expect(
		"ioctl(-1, VIDIOC_S_FMT, {type=V4L2_BUF_TYPE_VIDEO_CAPTURE, fmt.pix={width=640, height=480, "
		"pixelformat=v4l2_fourcc('Y', 'U', 'Y', 'V') /* V4L2_PIX_FMT_YUYV */, field=V4L2_FIELD_NONE, bytesperline=0, "
		"sizeimage=0, colorspace=V4L2_COLORSPACE_DEFAULT}}) = %s",
		res(rc));
	rc = syscall(SYS_ioctl, -1, VIDIOC_G_FMT, TAIL(format));
	expect("ioctl(-1, VIDIOC_G_FMT, {type=V4L2_BUF_TYPE_VIDEO_CAPTURE}) = %s", res(rc));
	rc = syscall(SYS_ioctl, -1, VIDIOC_S_FMT, NULL);
	expect("ioctl(-1, VIDIOC_S_FMT, NULL) = %s", res(rc));
	void* cut = head(&format, sizeof format - 1);
	rc = syscall(SYS_ioctl, -1, VIDIOC_S_FMT, cut);
	expect("ioctl(-1, VIDIOC_S_FMT, %p) = %s", cut, res(rc));
}

static void window(void) {
	struct v4l2_clip clip = {.c = {1, 2, 3, 4}};
	struct v4l2_format format = {.type = V4L2_BUF_TYPE_VIDEO_OVERLAY};
	format.fmt.win.clips = TAIL(clip);
	format.fmt.win.clipcount = 2;
	const void* behind = format.fmt.win.clips + 1;
	const long rc = syscall(SYS_ioctl, -1, VIDIOC_TRY_FMT, TAIL(format));
	expect(
		"ioctl(-1, VIDIOC_TRY_FMT, {type=V4L2_BUF_TYPE_VIDEO_OVERLAY, fmt.win={w={left=0, top=0, width=0, height=0}, "
		"field=V4L2_FIELD_ANY, chromakey=0, clips=[{c={left=1, top=2, width=3, height=4}}, ... /* %p */], clipcount=2, "
		"bitmap=NULL}}) = %s",
		behind, res(rc));
}

static void controls(void) {
	struct v4l2_control control = {.id = V4L2_CID_BRIGHTNESS, .value = -5};
	long rc = syscall(SYS_ioctl, -1, VIDIOC_S_CTRL, TAIL(control));
	expect("ioctl(-1, VIDIOC_S_CTRL, {id=V4L2_CID_BRIGHTNESS, value=-5}) = %s", res(rc));
	struct v4l2_queryctrl query = {.id = V4L2_CTRL_FLAG_NEXT_CTRL | (V4L2_CTRL_CLASS_USER + 0x42)};
	rc = syscall(SYS_ioctl, -1, VIDIOC_QUERYCTRL, TAIL(query));
	expect("ioctl(-1, VIDIOC_QUERYCTRL, {id=V4L2_CTRL_FLAG_NEXT_CTRL|V4L2_CTRL_CLASS_USER+0x42}) = %s", res(rc));
	struct v4l2_ext_control list[] = {{.id = V4L2_CID_CONTRAST}, {.id = V4L2_CID_HUE}};
	struct v4l2_ext_controls set = {.ctrl_class = V4L2_CTRL_CLASS_USER, .count = 2, .controls = *TAIL(list)};
	rc = syscall(SYS_ioctl, -1, VIDIOC_S_EXT_CTRLS, TAIL(set));
	expect("ioctl(-1, VIDIOC_S_EXT_CTRLS, {ctrl_class=V4L2_CTRL_CLASS_USER, count=2, controls=[{id=V4L2_CID_CONTRAST, "
		   "size=0, "
		   "value=0, value64=0}, {id=V4L2_CID_HUE, size=0, value=0, value64=0}]} => {controls=[{id=V4L2_CID_CONTRAST, "
		   "size=0, "
		   "value=0, value64=0}, {id=V4L2_CID_HUE, size=0, value=0, value64=0}], error_idx=0}) = %s",
		   res(rc));
}

int main(void) {
	formats();
	window();
	controls();
	struct v4l2_requestbuffers buffers = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP, .count = 4};
	const long rc = syscall(SYS_ioctl, -1, VIDIOC_REQBUFS, TAIL(buffers));
	expect("ioctl(-1, VIDIOC_REQBUFS, {type=V4L2_BUF_TYPE_VIDEO_CAPTURE, memory=V4L2_MEMORY_MMAP, count=4}) = %s",
		   res(rc));
	return done();
}
