// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -f -e trace=fork,clone,clone3,wait4,exit_group,chdir -e signal=none */
// Following children: every line names its process, the child's own return from fork is silent, a waiting parent is
// unfinished. Each child waits until its parent is seen waiting, so that the order is the program's.
#include "guard.h"
#include <linux/sched.h>
#include <sched.h>
#include <sys/wait.h>

static void until_parent_waits(pid_t parent) {
	for (char state = 0; state != 'S';) {
		char path[40], line[200] = "";
		snprintf(path, sizeof(path), "/proc/%d/stat", parent);
		int fd = open(path, O_RDONLY);
		NEED(fd >= 0 && read(fd, line, sizeof(line) - 1) > 0);
		close(fd);
		state = strrchr(line, ')')[2];
		usleep(20000); // the tracer may have stopped it for a moment
	}
}

static void one(const char* shown, pid_t child) {
	pid_t me = getpid();
	if (child == 0) {
		until_parent_waits(getppid());
		syscall(SYS_chdir, "/no/such");
		syscall(SYS_exit_group, 5);
	}
	expect("%-5d %s = %d", me, shown, child);
	expect("%-5d wait4(%d,  <unfinished ...>", me, child);
	expect("%-5d chdir(\"/no/such\") = -1 ENOENT (No such file or directory)", child);
	expect("%-5d exit_group(5) = ?", child);
	expect("%-5d +++ exited with 5 +++", child);
	int status;
	syscall(SYS_wait4, child, &status, 0, NULL);
	expect("%-5d <... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 5}], 0, NULL) = %d", me, child);
}

int main(void) {
	pid_t me = getpid();
	one("fork()", (pid_t)syscall(SYS_fork));
	one("clone(child_stack=NULL, flags=SIGCHLD)", (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
	struct clone_args args = {.exit_signal = SIGCHLD};
	one("clone3({flags=0, exit_signal=SIGCHLD, stack=NULL, stack_size=0}, 64)", (pid_t)syscall(SYS_clone3, &args, 64));
	expect("%-5d exit_group(0) = ?", me);
	expect("%-5d +++ exited with 0 +++", me);
	return 0;
}
