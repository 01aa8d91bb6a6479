// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=rt_sigaction,sigaltstack,getpgid */
// The kernel's sigaction, which is not the C library's; and the alternate stack. strace 6.1 reads 56 bytes behind the
// kernel's struct (its mask is an array of 8 longs), so there is room behind it here; what must not be shown is cut
// within the struct.
#include "guard.h"

struct kernel_sigaction {
	unsigned long handler, flags, restorer;
	uint64_t mask;
};

static void* roomy(const struct kernel_sigaction* a) {
	return across(a, sizeof(*a), sizeof(*a));
}

int main(void) {
	struct kernel_sigaction a = {0x1234560, 0x04000000 | SA_NOCLDSTOP | SA_RESTART, 0xdef0, 1ull << (SIGUSR2 - 1)};
	from_here();
	struct kernel_sigaction* old = roomy(&a);
	void *edge = bad(), *half = head(&a, sizeof(a) - 1);
	long rc = syscall(SYS_rt_sigaction, SIGUSR1, roomy(&a), old, 8);
	expect("rt_sigaction(SIGUSR1, {sa_handler=0x1234560, sa_mask=[USR2], sa_flags=SA_RESTORER|SA_RESTART|SA_NOCLDSTOP, "
		   "sa_restorer=0xdef0}, {sa_handler=SIG_DFL, sa_mask=[], sa_flags=0}, 8) = %s",
		   res(rc));
	a = (struct kernel_sigaction){1, 0x40000000 | 0x80, 0, ~0ull};
	rc = syscall(SYS_rt_sigaction, SIGUSR1, roomy(&a), old, 8);
	expect("rt_sigaction(SIGUSR1, {sa_handler=SIG_IGN, sa_mask=~[], sa_flags=SA_NODEFER|0x80}, {sa_handler=0x1234560, "
		   "sa_mask=[USR2], sa_flags=SA_RESTORER|SA_RESTART|SA_NOCLDSTOP, sa_restorer=0xdef0}, 8) = %s",
		   res(rc));
	rc = syscall(SYS_rt_sigaction, 64, NULL, old, 8);
	expect("rt_sigaction(SIGRT_32, NULL, {sa_handler=SIG_DFL, sa_mask=[], sa_flags=0}, 8) = %s", res(rc));
	rc = syscall(SYS_rt_sigaction, SIGKILL, roomy(&a), NULL, 8);
	expect("rt_sigaction(SIGKILL, {sa_handler=SIG_IGN, sa_mask=~[], sa_flags=SA_NODEFER|0x80}, NULL, 8) = %s", res(rc));
	rc = syscall(SYS_rt_sigaction, 99, NULL, old, 8);
	expect("rt_sigaction(99, NULL, %p, 8) = %s", (void*)old, res(rc));
	rc = syscall(SYS_rt_sigaction, SIGUSR1, edge, NULL, 8);
	expect("rt_sigaction(SIGUSR1, %p, NULL, 8) = %s", edge, res(rc));
	rc = syscall(SYS_rt_sigaction, SIGUSR1, half, NULL, 8);
	expect("rt_sigaction(SIGUSR1, %p, NULL, 8) = %s", half, res(rc));

	char* stack = guard_end(2) - 8192;
	stack_t s = {.ss_sp = stack, .ss_flags = 0, .ss_size = 8192}, *was = tail_room(sizeof(*was));
	rc = syscall(SYS_sigaltstack, TAIL(s), was);
	expect("sigaltstack({ss_sp=%p, ss_flags=0, ss_size=8192}, {ss_sp=NULL, ss_flags=SS_DISABLE, ss_size=0}) = %s",
		   (void*)stack, res(rc));
	rc = syscall(SYS_sigaltstack, NULL, was);
	expect("sigaltstack(NULL, {ss_sp=%p, ss_flags=0, ss_size=8192}) = %s", (void*)stack, res(rc));
	s.ss_flags = 0x40;
	rc = syscall(SYS_sigaltstack, TAIL(s), NULL);
	expect("sigaltstack({ss_sp=%p, ss_flags=0x40 /* SS_??? */, ss_size=8192}, NULL) = %s", (void*)stack, res(rc));
	half = head(&s, sizeof(s) - 1);
	rc = syscall(SYS_sigaltstack, half, edge);
	expect("sigaltstack(%p, %p) = %s", half, edge, res(rc));
	return done();
}
