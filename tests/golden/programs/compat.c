// SPDX-License-Identifier: BSD-2-Clause
// A 32-bit program, without a library.
static long call(long nr, long a, long b, long c) {
	long ret;

	__asm__ volatile("int $0x80" : "=a"(ret) : "a"(nr), "b"(a), "c"(b), "d"(c) : "memory");
	return ret;
}

void _start(void) {
	call(20, 1, 2, 3);                    /* getpid */
	call(5, (long)"/etc/hostname", 0, 0); /* open */
	call(6, 99, 0, 0);                    /* close */
	call(4, -1, (long)"text", 4);         /* write */
	call(400, 1, 2, 3);                   /* a number without a call */
	call(252, 5, 0, 0);                   /* exit_group */
}
