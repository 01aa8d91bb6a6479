// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=futex,set_robust_list,get_robust_list,getpgid */
// A call whose arguments mean something else for each operation.
#include "guard.h"
#include <linux/futex.h>

int main(void) {
	uint32_t word = 17;
	uint32_t *u = TAIL(word), *v = TAIL(word);
	struct timespec ts = {0, 1000};
	struct timespec* t = TAIL(ts);
	void* edge = bad();
	from_here();
	long rc = syscall(SYS_futex, u, FUTEX_WAIT, 18, t, 0, 0);
	expect("futex(%p, FUTEX_WAIT, 18, {tv_sec=0, tv_nsec=1000}) = %s", (void*)u, res(rc));
	rc = syscall(SYS_futex, u, FUTEX_WAIT | FUTEX_PRIVATE_FLAG, 17, t, 0, 0);
	expect("futex(%p, FUTEX_WAIT_PRIVATE, 17, {tv_sec=0, tv_nsec=1000}) = %s", (void*)u, res(rc));
	rc = syscall(SYS_futex, u, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 5, NULL, 0, 0);
	expect("futex(%p, FUTEX_WAKE_PRIVATE, 5) = %s", (void*)u, res(rc));
	rc = syscall(SYS_futex, u, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 16, t, 0, FUTEX_BITSET_MATCH_ANY);
	expect(
		"futex(%p, FUTEX_WAIT_BITSET|FUTEX_CLOCK_REALTIME, 16, {tv_sec=0, tv_nsec=1000}, FUTEX_BITSET_MATCH_ANY) = %s",
		(void*)u, res(rc));
	rc = syscall(SYS_futex, u, FUTEX_WAIT_BITSET, 16, NULL, 0, 0x55);
	expect("futex(%p, FUTEX_WAIT_BITSET, 16, NULL, 0x55) = %s", (void*)u, res(rc));
	rc = syscall(SYS_futex, u, FUTEX_WAKE_BITSET, 2, 0, 0, 0x55);
	expect("futex(%p, FUTEX_WAKE_BITSET, 2, 0x55) = %s", (void*)u, res(rc));
	rc = syscall(SYS_futex, u, FUTEX_REQUEUE, 1, 2, v, 0);
	expect("futex(%p, FUTEX_REQUEUE, 1, 2, %p) = %s", (void*)u, (void*)v, res(rc));
	rc = syscall(SYS_futex, u, FUTEX_CMP_REQUEUE | FUTEX_PRIVATE_FLAG, 1, 2, v, 16);
	expect("futex(%p, FUTEX_CMP_REQUEUE_PRIVATE, 1, 2, %p, 16) = %s", (void*)u, (void*)v, res(rc));
	rc = syscall(SYS_futex, u, FUTEX_UNLOCK_PI);
	expect("futex(%p, FUTEX_UNLOCK_PI) = %s", (void*)u, res(rc));
	rc = syscall(SYS_futex, u, FUTEX_WAIT, 17, edge, 0, 0);
	expect("futex(%p, FUTEX_WAIT, 17, %p) = %s", (void*)u, edge, res(rc));
	rc = syscall(SYS_futex, NULL, FUTEX_WAIT, 0, NULL, 0, 0);
	expect("futex(NULL, FUTEX_WAIT, 0, NULL) = %s", res(rc));
	rc = syscall(SYS_set_robust_list, edge, 7);
	expect("set_robust_list(%p, 7) = %s", edge, res(rc));
	void** head = tail_room(8);
	size_t* size = tail_room(8);
	rc = syscall(SYS_get_robust_list, 0, head, size);
	expect("get_robust_list(0, [%p], [24]) = %s", *head, res(rc));
	rc = syscall(SYS_get_robust_list, -1, head, edge);
	expect("get_robust_list(-1, %p, %p) = %s", (void*)head, edge, res(rc));
	return done();
}
