// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=kill,tgkill,tkill,rt_sigqueueinfo,rt_tgsigqueueinfo,pause,rt_sigreturn -e signal=all */
// Signals as they arrive, with what their siginfo says, between the calls.
#include "guard.h"
#include <sys/wait.h>

static void ignore(int sig) {}

int main(void) {
	struct sigaction a = {.sa_handler = ignore};
	sigaction(SIGUSR1, &a, NULL);
	sigaction(SIGRTMIN, &a, NULL);
	sigaction(SIGSEGV, &a, NULL);
	int me = getpid(), uid = (int)getuid();
	long rc = syscall(SYS_kill, me, SIGUSR1);
	expect("kill(%d, SIGUSR1) = %s", me, res(rc));
	expect("--- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_USER, si_pid=%d, si_uid=%d} ---", me, uid);
	expect("rt_sigreturn({mask=[]}) = 0");
	rc = syscall(SYS_tgkill, me, me, SIGUSR1);
	expect("tgkill(%d, %d, SIGUSR1) = %s", me, me, res(rc));
	expect("--- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_TKILL, si_pid=%d, si_uid=%d} ---", me, uid);
	expect("rt_sigreturn({mask=[]}) = 0");
	rc = syscall(SYS_kill, me, SIGWINCH); // ignored by default, and shown
	expect("kill(%d, SIGWINCH) = %s", me, res(rc));
	expect("--- SIGWINCH {si_signo=SIGWINCH, si_code=SI_USER, si_pid=%d, si_uid=%d} ---", me, uid);
	siginfo_t info = {.si_signo = SIGRTMIN, .si_code = SI_QUEUE};
	info.si_pid = me;
	info.si_uid = (unsigned)uid;
	info.si_value.sival_ptr = (void*)0x5;
	rc = syscall(SYS_rt_sigqueueinfo, me, SIGRTMIN, TAIL(info));
	expect("rt_sigqueueinfo(%d, SIGRT_2, {si_signo=SIGRT_2, si_code=SI_QUEUE, si_pid=%d, si_uid=%d, si_int=5, "
		   "si_ptr=0x5}) = %s",
		   me, me, uid, res(rc));
	expect("--- SIGRT_2 {si_signo=SIGRT_2, si_code=SI_QUEUE, si_pid=%d, si_uid=%d, si_int=5, si_ptr=0x5} ---", me, uid);
	expect("rt_sigreturn({mask=[]}) = 0");
	void* half = head(&info, 40);
	rc = syscall(SYS_rt_tgsigqueueinfo, me, me, SIGUSR2, half);
	expect("rt_tgsigqueueinfo(%d, %d, SIGUSR2, %p) = %s", me, me, half, res(rc));
	rc = syscall(SYS_rt_sigqueueinfo, 1, 99, NULL);
	expect("rt_sigqueueinfo(1, 99, NULL) = %s", res(rc));
	rc = syscall(SYS_kill, -1, 0x7f);
	expect("kill(-1, 127) = %s", res(rc));
	rc = syscall(SYS_tkill, -5, SIGKILL);
	expect("tkill(-5, SIGKILL) = %s", res(rc));
	rc = syscall(SYS_kill, 0x7fffffff, 0);
	expect("kill(2147483647, 0) = %s", res(rc));
	alarm(1);
	a.sa_handler = ignore;
	sigaction(SIGALRM, &a, NULL);
	pause();
	expect("pause() = ? ERESTARTNOHAND (To be restarted if no handler)");
	expect("--- SIGALRM {si_signo=SIGALRM, si_code=SI_KERNEL} ---");
	expect("rt_sigreturn({mask=[]}) = -1 EINTR (Interrupted system call)");
	pid_t child = fork();
	if (child == 0) _exit(3);
	NEED(child > 0 && waitpid(child, NULL, 0) == child);
	expect("--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=%d, si_uid=%d, si_status=3, si_utime=0, "
		   "si_stime=0} ---",
		   child, uid);
	return done();
}
