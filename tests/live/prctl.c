// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=prctl,arch_prctl,getpgid */
// A call whose first argument decides what the others are, and how many.
#include "guard.h"
#include <sys/prctl.h>

int main(void) {
	char *name = tail_str("a \"name\""), *out = tail_room(16), *edge = bad();
	int* number = tail_room(4);
	from_here();
	long rc = syscall(SYS_prctl, PR_SET_NAME, name);
	expect("prctl(PR_SET_NAME, \"a \\\"name\\\"\") = %s", res(rc));
	rc = syscall(SYS_prctl, PR_SET_NAME, tail_str("longer than the sixteen bytes"));
	expect("prctl(PR_SET_NAME, \"longer than the\"...) = %s", res(rc));
	rc = syscall(SYS_prctl, PR_GET_NAME, out);
	expect("prctl(PR_GET_NAME, \"longer than the\") = %s", res(rc));
	rc = syscall(SYS_prctl, PR_SET_NAME, edge);
	expect("prctl(PR_SET_NAME, %p) = %s", (void*)edge, res(rc));
	rc = syscall(SYS_prctl, PR_SET_PDEATHSIG, SIGTERM);
	expect("prctl(PR_SET_PDEATHSIG, SIGTERM) = %s", res(rc));
	rc = syscall(SYS_prctl, PR_GET_PDEATHSIG, number);
	expect("prctl(PR_GET_PDEATHSIG, [SIGTERM]) = %s", res(rc));
	rc = syscall(SYS_prctl, PR_SET_DUMPABLE, 1);
	expect("prctl(PR_SET_DUMPABLE, SUID_DUMP_USER) = %s", res(rc));
	rc = syscall(SYS_prctl, PR_GET_DUMPABLE);
	expect("prctl(PR_GET_DUMPABLE) = 1 (SUID_DUMP_USER)");
	rc = syscall(SYS_prctl, PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0);
	expect("prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0) = %s", res(rc));
	rc = syscall(SYS_prctl, PR_CAPBSET_READ, 21);
	expect("prctl(PR_CAPBSET_READ, CAP_SYS_ADMIN) = %s", res(rc));
	rc = syscall(SYS_prctl, PR_CAPBSET_READ, 99);
	expect("prctl(PR_CAPBSET_READ, 0x63 /* CAP_??? */) = %s", res(rc));
	rc = syscall(SYS_prctl, PR_SET_TIMERSLACK, 50000);
	expect("prctl(PR_SET_TIMERSLACK, 50000) = %s", res(rc));
	rc = syscall(SYS_prctl, PR_GET_SECCOMP);
	expect("prctl(PR_GET_SECCOMP) = 0");
	rc = syscall(SYS_prctl, PR_SET_CHILD_SUBREAPER, 1);
	expect("prctl(PR_SET_CHILD_SUBREAPER, 1) = %s", res(rc));
	rc = syscall(SYS_prctl, PR_GET_CHILD_SUBREAPER, number);
	expect("prctl(PR_GET_CHILD_SUBREAPER, [1]) = %s", res(rc));
	rc = syscall(SYS_prctl, PR_SET_VMA, 0, 0x1000, 0x2000, edge);
	expect("prctl(PR_SET_VMA, PR_SET_VMA_ANON_NAME, 0x1000, 8192, %p) = %s", (void*)edge, res(rc));
	rc = syscall(SYS_prctl, 0xbadc0de, 1, 2, 3, 4);
	expect("prctl(0xbadc0de /* PR_??? */, 0x1, 0x2, 0x3, 0x4) = %s", res(rc));
	unsigned long* base = tail_room(8);
	rc = syscall(SYS_arch_prctl, 0x1003, base);
	expect("arch_prctl(ARCH_GET_FS, [%#lx]) = %s", *base, res(rc));
	rc = syscall(SYS_arch_prctl, 0x1004, edge);
	expect("arch_prctl(ARCH_GET_GS, %p) = %s", (void*)edge, res(rc));
	rc = syscall(SYS_arch_prctl, 0x7fff, 5);
	expect("arch_prctl(0x7fff /* ARCH_??? */, 0x5) = %s", res(rc));
	return done();
}
