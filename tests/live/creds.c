// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e
 * trace=getuid,geteuid,getgid,getegid,setuid,setreuid,setresuid,getresuid,getresgid,setgroups,getgroups,setfsuid,setpgid,getpgrp,getsid,setsid,capget,capset,getpid,getppid,gettid
 */
// Identities: -1 is shown as such, lists that come and go.
#include "guard.h"
#include <linux/capability.h>

int main(void) {
	int *r = tail_room(4), *e = tail_room(4), *s = tail_room(4);
	void* edge = bad();
#define C(format, ...)                                                                                                 \
	do {                                                                                                               \
		long rc = syscall(__VA_ARGS__);                                                                                \
		expect(format " = %s", res(rc));                                                                               \
	} while (0)
	C("getuid()", SYS_getuid);
	C("geteuid()", SYS_geteuid);
	C("getgid()", SYS_getgid);
	C("getegid()", SYS_getegid);
	C("getpid()", SYS_getpid);
	C("getppid()", SYS_getppid);
	C("gettid()", SYS_gettid);
	C("getpgrp()", SYS_getpgrp);
	C("getsid(0)", SYS_getsid, 0);
	C("setpgid(-1, -1)", SYS_setpgid, -1, -1);
	C("setreuid(-1, -1)", SYS_setreuid, -1, 0xffffffffl);
	C("setresuid(-1, 0, -1)", SYS_setresuid, -1, 0, -1);
	C("setuid(-1)", SYS_setuid, -1);
	C("setfsuid(4294967294)", SYS_setfsuid, -2);
	long rc = syscall(SYS_getresuid, r, e, s);
	expect("getresuid([%u], [%u], [%u]) = %s", *r, *e, *s, res(rc));
	rc = syscall(SYS_getresgid, r, edge, s);
	expect("getresgid(%p, %p, %p) = %s", (void*)r, edge, (void*)s, res(rc));
	unsigned groups[] = {1, 22, 333};
	rc = syscall(SYS_setgroups, 3, TAIL(groups));
	expect("setgroups(3, [1, 22, 333]) = %s", res(rc));
	unsigned* list = tail_room(12);
	rc = syscall(SYS_getgroups, 3, list);
	expect("getgroups(3, [1, 22, 333]) = %s", res(rc));
	rc = syscall(SYS_getgroups, 0, edge);
	expect("getgroups(0, %p) = %s", edge, res(rc));
	rc = syscall(SYS_getgroups, 1, list);
	expect("getgroups(1, %p) = %s", (void*)list, res(rc));
	unsigned* half = head(groups, 8);
	rc = syscall(SYS_setgroups, 3, half);
	expect("setgroups(3, [1, 22, ... /* %p */]) = %s", (void*)(half + 2), res(rc));
	rc = syscall(SYS_setgroups, 0, edge);
	expect("setgroups(0, []) = %s", res(rc));

	struct __user_cap_header_struct h = {_LINUX_CAPABILITY_VERSION_3, 0};
	struct __user_cap_data_struct d[2] = {{1u << CAP_CHOWN | 1u << CAP_SETUID, 0, 0}, {0}}, *got = tail_room(sizeof(d));
	rc = syscall(SYS_capget, TAIL(h), NULL);
	expect("capget({version=_LINUX_CAPABILITY_VERSION_3, pid=0}, NULL) = %s", res(rc));
	h.pid = -2;
	rc = syscall(SYS_capget, TAIL(h), got);
	expect("capget({version=_LINUX_CAPABILITY_VERSION_3, pid=-2}, %p) = %s", (void*)got, res(rc));
	h.pid = 12345678;
	rc = syscall(SYS_capset, TAIL(h), TAIL(d));
	expect("capset({version=_LINUX_CAPABILITY_VERSION_3, pid=12345678}, {effective=1<<CAP_CHOWN|1<<CAP_SETUID, "
		   "permitted=0, "
		   "inheritable=0}) = %s",
		   res(rc));
	rc = syscall(SYS_capset, edge, edge);
	expect("capset(%p, %p) = %s", edge, edge, res(rc));
	return done();
}
