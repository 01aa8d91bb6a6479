// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=clone,clone3,unshare,setns -e signal=none */
// Flags with a signal in their low byte, addresses that exist for some flags only, the struct of clone3 with its size.
// All fail.
#include "guard.h"
#include <linux/sched.h>
#include <sched.h>

int main(void) {
	long rc =
		syscall(SYS_clone, CLONE_VM | CLONE_FS | CLONE_PARENT_SETTID | CLONE_NEWUSER | SIGUSR1, 0x10, 0x20, 0x30, 0x40);
	expect("clone(child_stack=0x10, flags=CLONE_VM|CLONE_FS|CLONE_PARENT_SETTID|CLONE_NEWUSER|SIGUSR1, "
		   "parent_tid=0x20) = %s",
		   res(rc));
	rc = syscall(SYS_clone, CLONE_THREAD | CLONE_SETTLS | CLONE_CHILD_CLEARTID, 0, 0, 0x30, 0x40);
	expect("clone(child_stack=NULL, flags=CLONE_THREAD|CLONE_SETTLS|CLONE_CHILD_CLEARTID, tls=0x40, child_tidptr=0x30) "
		   "= %s",
		   res(rc));
	struct clone_args a = {
		.flags = CLONE_THREAD | CLONE_PIDFD, .pidfd = 0x1000, .exit_signal = 99, .stack = 0x5000, .stack_size = 0x100};
	rc = syscall(SYS_clone3, TAIL(a), sizeof(a));
	expect("clone3({flags=CLONE_PIDFD|CLONE_THREAD, pidfd=0x1000, exit_signal=99, stack=0x5000, stack_size=0x100}, 88) "
		   "= %s",
		   res(rc));
	void* p = TAIL(a);
	rc = syscall(SYS_clone3, p, 63);
	expect("clone3(%p, 63) = %s", p, res(rc));
	p = head(&a, 63);
	rc = syscall(SYS_clone3, p, 64);
	expect("clone3(%p, 64) = %s", p, res(rc));
	rc = syscall(SYS_clone3, NULL, 64);
	expect("clone3(NULL, 64) = %s", res(rc));
	a = (struct clone_args){
		.flags = CLONE_THREAD, .set_tid = (uintptr_t)TAIL(((int[2]){7, 8})), .set_tid_size = 2, .exit_signal = SIGCHLD};
	rc = syscall(SYS_clone3, TAIL(a), sizeof(a));
	expect("clone3({flags=CLONE_THREAD, exit_signal=SIGCHLD, stack=NULL, stack_size=0, set_tid=[7, 8], "
		   "set_tid_size=2}, 88) = %s",
		   res(rc));
	struct {
		struct clone_args a;
		char more[8];
	} wide = {.a = {.flags = CLONE_THREAD}, .more = "zyx"};
	rc = syscall(SYS_clone3, TAIL(wide), sizeof(wide));
	expect("clone3({flags=CLONE_THREAD, exit_signal=0, stack=NULL, stack_size=0, /* bytes 88..95 */ "
		   "\"\\x7a\\x79\\x78\\x00\\x00\\x00\\x00\\x00\"}, 96) = %s",
		   res(rc));
	rc = syscall(SYS_unshare, CLONE_NEWNS | CLONE_SIGHAND | 0x1);
	expect("unshare(CLONE_SIGHAND|CLONE_NEWNS|0x1) = %s", res(rc));
	rc = syscall(SYS_setns, -1, CLONE_NEWNET);
	expect("setns(-1, CLONE_NEWNET) = %s", res(rc));
	return done();
}
