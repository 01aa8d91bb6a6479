// SPDX-License-Identifier: BSD-2-Clause
// Opens, writes, reads, and what fails.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
	static const char text[] = "The quick brown fox jumps over the lazy dog\n\t\001\377 and away";
	char buf[256];
	int fd = open("golden.tmp", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);

	write(fd, text, sizeof(text) - 1);
	lseek(fd, 4, SEEK_SET);
	read(fd, buf, 5);
	read(fd, buf, sizeof(buf));
	read(fd, buf, sizeof(buf));
	close(fd);
	open("/does/not/exist", O_RDONLY);
	openat(-1, "relative\n\"quoted\"", O_WRONLY | O_APPEND);
	open((const char*)1, O_RDONLY);
	open(0, O_RDONLY);
	close(fd);
	read(0x12345678, buf, 1);
	mkdir("/proc/nothing", 0755);
	unlink("golden.tmp");
	return 3;
}
