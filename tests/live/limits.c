// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=getrlimit,setrlimit,prlimit64,getrusage,getpriority,setpriority,getpgid */
// Limits: multiples of 1024 and infinity by name; pairs in and out in one call.
#include "guard.h"
#include <sys/resource.h>

int main(void) {
	struct rlimit64 in = {1024 * 1024, RLIM64_INFINITY}, *out = tail_room(sizeof(*out));
	void *edge = bad(), *half = head(&in, 15);
	from_here();
	long rc = syscall(SYS_prlimit64, 0, RLIMIT_CORE, TAIL(in), out);
	const char* was_cur = out->rlim_cur == RLIM64_INFINITY ? "RLIM64_INFINITY"
						  : out->rlim_cur == 0             ? "0"
											   : text("%llu*1024", (unsigned long long)out->rlim_cur / 1024);
	const char* was_max = out->rlim_max == RLIM64_INFINITY
							  ? "RLIM64_INFINITY"
							  : text("%llu*1024", (unsigned long long)out->rlim_max / 1024);
	expect("prlimit64(0, RLIMIT_CORE, {rlim_cur=1024*1024, rlim_max=RLIM64_INFINITY}, {rlim_cur=%s, rlim_max=%s}) = %s",
		   was_cur, was_max, res(rc));
	in = (struct rlimit64){1025, 2048};
	rc = syscall(SYS_prlimit64, 0, RLIMIT_CORE, TAIL(in), out);
	expect("prlimit64(0, RLIMIT_CORE, {rlim_cur=1025, rlim_max=2*1024}, {rlim_cur=1024*1024, "
		   "rlim_max=RLIM64_INFINITY}) = %s",
		   res(rc));
	rc = syscall(SYS_prlimit64, -1, 99, half, edge);
	expect("prlimit64(-1, 0x63 /* RLIMIT_??? */, %p, %p) = %s", half, edge, res(rc));
	rc = syscall(SYS_getrlimit, RLIMIT_CORE, out);
	expect("getrlimit(RLIMIT_CORE, {rlim_cur=1025, rlim_max=2*1024}) = %s", res(rc));
	rc = syscall(SYS_getrlimit, RLIMIT_NOFILE, NULL);
	expect("getrlimit(RLIMIT_NOFILE, NULL) = %s", res(rc));
	in = (struct rlimit64){4096, 1};
	rc = syscall(SYS_setrlimit, RLIMIT_STACK, TAIL(in));
	expect("setrlimit(RLIMIT_STACK, {rlim_cur=4*1024, rlim_max=1}) = %s", res(rc));
	struct rusage* u = tail_room(sizeof(*u));
	rc = syscall(SYS_getrusage, RUSAGE_CHILDREN, u);
	expect("getrusage(RUSAGE_CHILDREN, {ru_utime={tv_sec=0, tv_usec=0}, ru_stime={tv_sec=0, tv_usec=0}, ...}) = %s",
		   res(rc));
	rc = syscall(SYS_getrusage, 7, u);
	expect("getrusage(0x7 /* RUSAGE_??? */, %p) = %s", (void*)u, res(rc));
	rc = syscall(SYS_setpriority, PRIO_PROCESS, 0, 3);
	expect("setpriority(PRIO_PROCESS, 0, 3) = %s", res(rc));
	rc = syscall(SYS_getpriority, PRIO_PROCESS, 0);
	expect("getpriority(PRIO_PROCESS, 0) = 17");
	rc = syscall(SYS_getpriority, 8, -1);
	expect("getpriority(0x8 /* PRIO_??? */, -1) = %s", res(rc));
	return done();
}
