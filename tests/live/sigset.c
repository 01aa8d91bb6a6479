// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=rt_sigprocmask,rt_sigpending,rt_sigtimedwait,signalfd,signalfd4 */
// Sets of signals, in and out: few, many (all but), none, real-time ones, of a wrong size.
#include "guard.h"

static uint64_t set(int a, int b) {
	return 1ull << (a - 1) | 1ull << (b - 1);
}

int main(void) {
	uint64_t mask = set(SIGHUP, SIGTERM), zero = 0, all = ~0ull, rt = set(32, 34) | set(35, 64),
			 most = ~set(SIGCHLD, 33);
	void *old = tail_room(8), *edge = bad();
	long rc = syscall(SYS_rt_sigprocmask, SIG_BLOCK, TAIL(mask), old, 8);
	expect("rt_sigprocmask(SIG_BLOCK, [HUP TERM], [], 8) = %s", res(rc));
	rc = syscall(SYS_rt_sigprocmask, SIG_SETMASK, TAIL(zero), old, 8);
	expect("rt_sigprocmask(SIG_SETMASK, [], [HUP TERM], 8) = %s", res(rc));
	rc = syscall(SYS_rt_sigprocmask, SIG_SETMASK, TAIL(rt), NULL, 8);
	expect("rt_sigprocmask(SIG_SETMASK, [RTMIN RT_2 RT_3 RT_32], NULL, 8) = %s", res(rc));
	rc = syscall(SYS_rt_sigprocmask, SIG_BLOCK, TAIL(all), old, 8);
	expect("rt_sigprocmask(SIG_BLOCK, ~[], [RTMIN RT_2 RT_3 RT_32], 8) = %s", res(rc));
	rc = syscall(SYS_rt_sigprocmask, SIG_UNBLOCK, TAIL(most), old, 8);
	expect("rt_sigprocmask(SIG_UNBLOCK, ~[CHLD RT_1], ~[KILL STOP], 8) = %s", res(rc));
	rc = syscall(SYS_rt_sigprocmask, 3, NULL, old, 8);
	expect("rt_sigprocmask(0x3 /* SIG_??? */, NULL, [CHLD RT_1], 8) = %s", "0");
	rc = syscall(SYS_rt_sigprocmask, SIG_BLOCK, edge, edge, 8);
	expect("rt_sigprocmask(SIG_BLOCK, %p, %p, 8) = %s", edge, edge, res(rc));
	void* half = head(&mask, 7);
	rc = syscall(SYS_rt_sigprocmask, SIG_BLOCK, half, NULL, 8);
	expect("rt_sigprocmask(SIG_BLOCK, %p, NULL, 8) = %s", half, res(rc));
	void* m = TAIL(mask);
	rc = syscall(SYS_rt_sigprocmask, SIG_BLOCK, m, old, 16);
	expect("rt_sigprocmask(SIG_BLOCK, %p, %p, 16) = %s", m, old, res(rc));
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, TAIL(mask), NULL, 8);
	expect("rt_sigprocmask(SIG_SETMASK, [HUP TERM], NULL, 8) = 0");
	syscall(SYS_tgkill, getpid(), gettid(), SIGTERM);
	rc = syscall(SYS_rt_sigpending, old, 8);
	expect("rt_sigpending([TERM], 8) = %s", res(rc));
	siginfo_t* info = tail_room(128);
	struct timespec ts = {0, 1000000};
	rc = syscall(SYS_rt_sigtimedwait, m, info, TAIL(ts), 8);
	expect("rt_sigtimedwait([HUP TERM], {si_signo=SIGTERM, si_code=SI_TKILL, si_pid=%d, si_uid=%d}, {tv_sec=0, "
		   "tv_nsec=1000000}, 8) "
		   "= %ld (SIGTERM)",
		   getpid(), getuid(), rc);
	rc = syscall(SYS_rt_sigtimedwait, m, info, TAIL(ts), 8);
	expect("rt_sigtimedwait([HUP TERM], %p, {tv_sec=0, tv_nsec=1000000}, 8) = %s", (void*)info, res(rc));
	rc = syscall(SYS_signalfd4, -1, m, 8, O_CLOEXEC | O_NONBLOCK);
	expect("signalfd4(-1, [HUP TERM], 8, SFD_CLOEXEC|SFD_NONBLOCK) = %s", res(rc));
	rc = syscall(SYS_signalfd4, rc, m, 8, 1);
	expect("signalfd4(3, [HUP TERM], 8, 0x1 /* SFD_??? */) = %s", res(rc));
	rc = syscall(SYS_signalfd, 5, edge, 8);
	expect("signalfd(5, %p, 8) = %s", edge, res(rc));
	return done();
}
