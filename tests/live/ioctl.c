// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=ioctl */
// Terminals, sizes, counts of waiting bytes, close-on-exec, and commands that nobody knows.
#include "guard.h"
#include <sys/ioctl.h>
#include <termios.h>

int main(void) {
	int fd = open("/dev/ptmx", O_RDWR | O_NOCTTY);
	NEED(fd >= 0);
	int zero = 0, *number = tail_room(4);
	long rc = syscall(SYS_ioctl, fd, TIOCSPTLCK, TAIL(zero));
	expect("ioctl(%d, TIOCSPTLCK, [0]) = %s", fd, res(rc));
	rc = syscall(SYS_ioctl, fd, TIOCGPTN, number);
	expect("ioctl(%d, TIOCGPTN, [%d]) = %s", fd, *number, res(rc));
	struct winsize size = {24, 80, 1, 2};
	rc = syscall(SYS_ioctl, fd, TIOCSWINSZ, TAIL(size));
	expect("ioctl(%d, TIOCSWINSZ, {ws_row=24, ws_col=80, ws_xpixel=1, ws_ypixel=2}) = %s", fd, res(rc));
	void* out = tail_room(8);
	rc = syscall(SYS_ioctl, fd, TIOCGWINSZ, out);
	expect("ioctl(%d, TIOCGWINSZ, {ws_row=24, ws_col=80, ws_xpixel=1, ws_ypixel=2}) = %s", fd, res(rc));
	char* termios = tail_room(36); // the kernel's struct: four words, the line discipline, 19 characters
	rc = syscall(SYS_ioctl, fd, TCGETS, termios);
	expect("ioctl(%d, TCGETS, {c_iflag=ICRNL|IXON, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OPOST|ONLCR, "
		   "c_cflag=B38400|CS8|CREAD, "
		   "c_lflag=ISIG|ICANON|ECHO|ECHOE|ECHOK|IEXTEN|ECHOCTL|ECHOKE, ...}) = %s",
		   fd, res(rc));
	char* edge = bad();
	rc = syscall(SYS_ioctl, fd, TCGETS, edge);
	expect("ioctl(%d, TCGETS, %p) = %s", fd, (void*)edge, res(rc));
	int file = scratch("file", "0123456789", 10);
	rc = syscall(SYS_ioctl, file, TCGETS, termios);
	expect("ioctl(%d, TCGETS, %p) = %s", file, (void*)termios, res(rc));
	rc = syscall(SYS_ioctl, file, FIONREAD, number);
	expect("ioctl(%d, FIONREAD, [10]) = %s", file, res(rc));
	rc = syscall(SYS_ioctl, file, FIONREAD, NULL);
	expect("ioctl(%d, FIONREAD, NULL) = %s", file, res(rc));
	int one = 1;
	rc = syscall(SYS_ioctl, file, FIONBIO, TAIL(one));
	expect("ioctl(%d, FIONBIO, [1]) = %s", file, res(rc));
	rc = syscall(SYS_ioctl, file, FIOCLEX);
	expect("ioctl(%d, FIOCLEX) = %s", file, res(rc));
	rc = syscall(SYS_ioctl, -1, TIOCGPGRP, number);
	expect("ioctl(-1, TIOCGPGRP, %p) = %s", (void*)number, res(rc));
	rc = syscall(SYS_ioctl, -1, TIOCSCTTY, 1);
	expect("ioctl(-1, TIOCSCTTY, 1) = %s", res(rc));
	rc = syscall(SYS_ioctl, -1, _IOC(_IOC_READ | _IOC_WRITE, 0xde, 0xad, 0x18), 0xbeef);
	expect("ioctl(-1, _IOC(_IOC_READ|_IOC_WRITE, 0xde, 0xad, 0x18), 0xbeef) = %s", res(rc));
	rc = syscall(SYS_ioctl, -1, _IOC(_IOC_NONE, 0xee, 1, 0), 0);
	expect("ioctl(-1, _IOC(_IOC_NONE, 0xee, 0x1, 0), 0) = %s", res(rc));
	return done();
}
