// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -v -e trace=ioctl */
// Devices that few machines have: input, console, GPIO, SCSI, device mapper; and the extents of a file.
#include "guard.h"
#include <linux/dm-ioctl.h>
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <linux/gpio.h>
#include <linux/input.h>
#include <linux/kd.h>
#include <scsi/sg.h>
#include <sys/ioctl.h>

static void input(void) {
	struct input_absinfo axis = {.value = 1, .maximum = 3};
	long rc = syscall(SYS_ioctl, -1, EVIOCSABS(ABS_Y), TAIL(axis));
	expect("ioctl(-1, EVIOCSABS(ABS_Y), {value=1, minimum=0, maximum=3, fuzz=0, flat=0, resolution=0}) = %s", res(rc));
	void* bits = tail_room(96);
	rc = syscall(SYS_ioctl, -1, EVIOCGBIT(EV_KEY, 96), bits);
	expect("ioctl(-1, EVIOCGBIT(EV_KEY, 96), %p) = %s", bits, res(rc));
	struct ff_effect effect = {.type = FF_RUMBLE, .id = -1, .u.rumble = {0x8000, 3}};
	rc = syscall(SYS_ioctl, -1, EVIOCSFF, TAIL(effect));
	expect("ioctl(-1, EVIOCSFF, {type=FF_RUMBLE, id=-1, direction=0, trigger={button=0, interval=0}, replay={length=0, "
		   "delay=0}, rumble={strong_magnitude=32768, weak_magnitude=3}}) = %s",
		   res(rc));
}

static void console(void) {
	long rc = syscall(SYS_ioctl, -1, KDMKTONE, 100 << 16 | 440);
	expect("ioctl(-1, KDMKTONE, 100<<16|440 /* 2711 Hz, 100 ms */) = %s", res(rc));
	struct kbentry entry = {.kb_table = 0, .kb_index = 30, .kb_value = 0xb61};
	rc = syscall(SYS_ioctl, -1, KDSKBENT, TAIL(entry));
	expect("ioctl(-1, KDSKBENT, {kb_table=K_NORMTAB, kb_index=30, kb_value=0xb61 /* K(KT_LETTER, 'a') */}) = %s",
		   res(rc));
	struct unipair pair = {0x41, 2};
	struct unimapdesc map = {.entry_ct = 2, .entries = TAIL(pair)};
	const void* behind = map.entries + 1;
	rc = syscall(SYS_ioctl, -1, PIO_UNIMAP, TAIL(map));
	expect("ioctl(-1, PIO_UNIMAP, {entry_ct=2, entries=[{unicode=0x41, fontpos=0x2}, ... /* %p */]}) = %s", behind,
		   res(rc));
}

static void lines(void) {
	struct gpio_v2_line_request request = {.offsets = {5, 6}, .consumer = "live", .num_lines = 2};
	request.config.num_attrs = 2;
	request.config.attrs[0].attr.id = GPIO_V2_LINE_ATTR_ID_DEBOUNCE;
	request.config.attrs[0].attr.debounce_period_us = 7;
	request.config.attrs[0].mask = 1;
	request.config.attrs[1].attr.id = 9;
	const long rc = syscall(SYS_ioctl, -1, GPIO_V2_GET_LINE_IOCTL, TAIL(request));
	expect("ioctl(-1, GPIO_V2_GET_LINE_IOCTL, {num_lines=2, offsets=[5, 6], consumer=\"live\", config={flags=0, "
		   "num_attrs=2, "
		   "attrs=[{debounce_period_us=7, mask=0x1}, {attr={id=9, data=0}, mask=0}]}}) = %s",
		   res(rc));
}

static void disks(void) {
	struct {
		struct dm_ioctl head;
		char data[16];
	} rename = {
		.head = {.version = {4, 1, 2}, .data_size = sizeof rename, .data_start = sizeof rename.head, .name = "old"}};
	memcpy(rename.data, "new", 4);
	long rc = syscall(SYS_ioctl, -1, DM_DEV_RENAME, TAIL(rename));
	expect("ioctl(-1, DM_DEV_RENAME, [{version=[4, 1, 2], data_size=%zu, data_start=%zu, name=\"old\", event_nr=0, "
		   "flags=0}, "
		   "{string=\"new\"}]) = %s",
		   sizeof rename, sizeof rename.head, res(rc));
	unsigned char command[] = {0x12, 0, 0, 0, 36, 0};
	struct sg_io_hdr inquiry = {
		.interface_id = 'S', .dxfer_direction = SG_DXFER_NONE, .cmd_len = 6, .cmdp = *TAIL(command)};
	rc = syscall(SYS_ioctl, -1, SG_IO, TAIL(inquiry));
	expect("ioctl(-1, SG_IO, {interface_id='S', dxfer_direction=SG_DXFER_NONE, cmd_len=6, "
		   "cmdp=\"\\x12\\x00\\x00\\x00\\x24\\x00\", "
		   "mx_sb_len=0, iovec_count=0, dxfer_len=0, timeout=0, flags=0, status=0, masked_status=0, msg_status=0, "
		   "sb_len_wr=0, "
		   "sbp=NULL, host_status=0, driver_status=0, resid=0, duration=0, info=0}) = %s",
		   res(rc));
}

static void extents(void) {
	struct fiemap map = {.fm_length = 4096, .fm_extent_count = 3};
	long rc = syscall(SYS_ioctl, -1, FS_IOC_FIEMAP, TAIL(map));
	expect("ioctl(-1, FS_IOC_FIEMAP, {fm_start=0, fm_length=4096, fm_flags=0, fm_extent_count=3}) = %s", res(rc));
	rc = syscall(SYS_ioctl, -1, FS_IOC_FIEMAP, NULL);
	expect("ioctl(-1, FS_IOC_FIEMAP, NULL) = %s", res(rc));
}

int main(void) {
	input();
	console();
	lines();
	disks();
	extents();
	return done();
}
