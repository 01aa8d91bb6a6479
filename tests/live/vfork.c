// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -f -e trace=vfork,wait4,exit_group,chdir -e signal=none | SORT */
// A parent that sleeps in vfork itself. Whether it wakes before the child's last line is the kernel's choice.
#include "guard.h"
#include <sys/wait.h>

int main(void) {
	pid_t me = getpid();
	volatile pid_t child = vfork();
	if (child == 0) {
		syscall(SYS_chdir, "/no/such");
		syscall(SYS_exit_group, 6);
	}
	expect("%-5d vfork( <unfinished ...>", me);
	expect("%-5d chdir(\"/no/such\") = -1 ENOENT (No such file or directory)", child);
	expect("%-5d exit_group(6) = ?", child);
	expect("%-5d +++ exited with 6 +++", child);
	expect("%-5d <... vfork resumed>) = %d", me, child);
	siginfo_t info;
	waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT);
	syscall(SYS_wait4, child, NULL, 0, NULL);
	expect("%-5d wait4(%d, NULL, 0, NULL) = %d", me, child, child);
	expect("%-5d exit_group(0) = ?", me);
	expect("%-5d +++ exited with 0 +++", me);
	return 0;
}
