// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=wait4,waitid -e signal=none */
// What became of a child: status words, siginfo, and how much it used.
#include "guard.h"
#include <sys/resource.h>
#include <sys/wait.h>

static void until(pid_t pid, char wanted) {
	for (char state = 0; state != wanted;) {
		char path[40], line[200] = "";
		snprintf(path, sizeof(path), "/proc/%d/stat", pid);
		int fd = open(path, O_RDONLY);
		NEED(fd >= 0 && read(fd, line, sizeof(line) - 1) > 0);
		close(fd);
		state = strrchr(line, ')')[2];
		usleep(1000);
	}
}

static pid_t child(int code, int sig) {
	pid_t pid = fork();
	if (pid == 0) {
		if (sig) kill(getpid(), sig);
		while (sig == SIGSTOP) pause();
		_exit(code);
	}
	NEED(pid > 0);
	until(pid, sig == SIGSTOP ? 'T' : 'Z'); // ready before the call that is looked at
	siginfo_t info = {0};                   // the call itself does not tell the times
	syscall(SYS_waitid, P_PID, pid, &info, WEXITED | WSTOPPED | WNOWAIT, NULL);
	const char* how = sig == SIGSTOP ? "STOPPED" : sig ? "KILLED" : "EXITED";
	expect("waitid(P_PID, %d, {si_signo=SIGCHLD, si_code=CLD_%s, si_pid=%d, si_uid=%d, si_status=%s, si_utime=0, "
		   "si_stime=0}, "
		   "WEXITED|WSTOPPED|WNOWAIT, NULL) = 0",
		   pid, how, pid, getuid(),
		   sig == SIGSTOP ? "SIGSTOP"
		   : sig          ? "SIGUSR1"
						  : text("%d", code));
	return pid;
}

int main(void) {
	int* status = tail_room(4);
	void* edge = bad();
	pid_t pid = child(42, 0);
	long rc = syscall(SYS_wait4, pid, status, 0, NULL);
	expect("wait4(%d, [{WIFEXITED(s) && WEXITSTATUS(s) == 42}], 0, NULL) = %s", pid, res(rc));
	pid = child(0, SIGUSR1);
	struct rusage* usage = tail_room(sizeof(*usage));
	rc = syscall(SYS_wait4, -1, status, WNOHANG | __WALL, usage);
	expect(
		"wait4(-1, [{WIFSIGNALED(s) && WTERMSIG(s) == SIGUSR1}], WNOHANG|__WALL, {ru_utime={tv_sec=%ld, tv_usec=%ld}, "
		"ru_stime={tv_sec=%ld, tv_usec=%ld}, ...}) = %s",
		usage->ru_utime.tv_sec, usage->ru_utime.tv_usec, usage->ru_stime.tv_sec, usage->ru_stime.tv_usec, res(rc));
	pid = child(0, SIGSTOP);
	rc = syscall(SYS_wait4, pid, status, WUNTRACED, NULL);
	expect("wait4(%d, [{WIFSTOPPED(s) && WSTOPSIG(s) == SIGSTOP}], WSTOPPED, NULL) = %s", pid, res(rc));
	rc = syscall(SYS_wait4, pid, status, WNOHANG, usage);
	expect("wait4(%d, %p, WNOHANG, %p) = %s", pid, (void*)status, (void*)usage, res(rc));
	kill(pid, SIGCONT);
	usleep(50000);
	rc = syscall(SYS_wait4, pid, status, WCONTINUED, NULL);
	expect("wait4(%d, [{WIFCONTINUED(s)}], WCONTINUED, NULL) = %s", pid, res(rc));
	kill(pid, SIGKILL);
	until(pid, 'Z');
	rc = syscall(SYS_wait4, pid, status, __WALL, NULL);
	expect("wait4(%d, [{WIFSIGNALED(s) && WTERMSIG(s) == SIGKILL}], __WALL, NULL) = %s", pid, res(rc));
	rc = syscall(SYS_wait4, pid, status, 0x10, usage);
	expect("wait4(%d, %p, 0x10 /* W??? */, %p) = %s", pid, (void*)status, (void*)usage, res(rc));
	rc = syscall(SYS_wait4, -1, NULL, 0, NULL);
	expect("wait4(-1, NULL, 0, NULL) = %s", res(rc));
	pid = child(7, 0);
	rc = syscall(SYS_wait4, pid, edge, 0, NULL);
	expect("wait4(%d, %p, 0, NULL) = %s", pid, edge, res(rc));
	siginfo_t* info = tail_room(128);
	rc = syscall(SYS_waitid, P_ALL, 0, info, WNOHANG | WEXITED, NULL);
	expect("waitid(P_ALL, 0, %p, WNOHANG|WEXITED, NULL) = %s", (void*)info, res(rc));
	rc = syscall(SYS_waitid, 9, -1, NULL, 0, usage);
	expect("waitid(0x9 /* P_??? */, -1, NULL, 0, %p) = %s", (void*)usage, res(rc));
	return done();
}
