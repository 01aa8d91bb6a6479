// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e
 * trace=sched_yield,sched_getscheduler,sched_setscheduler,sched_getparam,sched_setparam,sched_get_priority_max,sched_rr_get_interval,sched_getaffinity,sched_setaffinity,sched_getattr,sched_setattr,getcpu
 */
// Scheduling: masks of processors, a struct with its own size, identifiers of policies.
#include "guard.h"
#include <sched.h>

struct attr {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime, deadline, period;
	uint32_t util_min, util_max;
};

int main(void) {
	void* edge = bad();
	long rc = syscall(SYS_sched_yield);
	expect("sched_yield() = %s", res(rc));
	rc = syscall(SYS_sched_getscheduler, 0);
	expect("sched_getscheduler(0) = 0 (SCHED_OTHER)");
	struct sched_param param = {0}, *out = tail_room(4);
	rc = syscall(SYS_sched_setscheduler, 0, SCHED_BATCH, TAIL(param));
	expect("sched_setscheduler(0, SCHED_BATCH, [0]) = %s", res(rc));
	rc = syscall(SYS_sched_setscheduler, -1, 0x77, edge);
	expect("sched_setscheduler(-1, 0x77 /* SCHED_??? */, %p) = %s", edge, res(rc));
	rc = syscall(SYS_sched_getparam, 0, out);
	expect("sched_getparam(0, [0]) = %s", res(rc));
	rc = syscall(SYS_sched_setparam, -1, NULL);
	expect("sched_setparam(-1, NULL) = %s", res(rc));
	rc = syscall(SYS_sched_get_priority_max, SCHED_FIFO);
	expect("sched_get_priority_max(SCHED_FIFO) = %s", res(rc));
	struct timespec* ts = tail_room(16);
	rc = syscall(SYS_sched_rr_get_interval, 0, ts);
	expect("sched_rr_get_interval(0, {tv_sec=%ld, tv_nsec=%ld}) = %s", (long)ts->tv_sec, ts->tv_nsec, res(rc));
	rc = syscall(SYS_sched_rr_get_interval, -1, ts);
	expect("sched_rr_get_interval(-1, %p) = %s", (void*)ts, res(rc));
	uint64_t first = 1;
	rc = syscall(SYS_sched_setaffinity, 0, 8, TAIL(first));
	expect("sched_setaffinity(0, 8, [0]) = %s", res(rc));
	uint64_t wide[2] = {1ul << 63 | 3, 2};
	rc = syscall(SYS_sched_setaffinity, -1, 16, TAIL(wide));
	expect("sched_setaffinity(-1, 16, [0 1 63 65]) = %s", res(rc));
	uint64_t* mask = tail_room(128);
	rc = syscall(SYS_sched_getaffinity, 0, 128, mask);
	expect("sched_getaffinity(0, 128, [0]) = %s", res(rc));
	rc = syscall(SYS_sched_getaffinity, 0, 1, mask);
	expect("sched_getaffinity(0, 1, %p) = %s", (void*)mask, res(rc));
	struct attr attr = {.size = 48, .policy = SCHED_OTHER, .flags = 1, .nice = 5};
	rc = syscall(SYS_sched_setattr, 0, TAIL(attr), 0);
	expect("sched_setattr(0, {size=48, sched_policy=SCHED_OTHER, sched_flags=SCHED_FLAG_RESET_ON_FORK, sched_nice=5, "
		   "sched_priority=0, "
		   "sched_runtime=0, sched_deadline=0, sched_period=0}, 0) = %s",
		   res(rc));
	rc = syscall(SYS_sched_setattr, 0, edge, 0);
	expect("sched_setattr(0, %p, 0) = %s", edge, res(rc));
	void* room = tail_room(48);
	rc = syscall(SYS_sched_getattr, 0, room, 48, 0);
	struct attr* got = room;
	expect("sched_getattr(0, {size=48, sched_policy=SCHED_OTHER, sched_flags=SCHED_FLAG_RESET_ON_FORK, sched_nice=5, "
		   "sched_priority=0, "
		   "sched_runtime=%lu, sched_deadline=0, sched_period=0}, 48, 0) = %s",
		   got->runtime, res(rc));
	rc = syscall(SYS_sched_getattr, -1, room, 48, 1);
	expect("sched_getattr(-1, %p, 48, 1) = %s", room, res(rc));
	unsigned *cpu = tail_room(4), *node = tail_room(4);
	rc = syscall(SYS_getcpu, cpu, node, NULL);
	expect("getcpu([%u], [%u], NULL) = %s", *cpu, *node, res(rc));
	return done();
}
