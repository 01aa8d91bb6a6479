// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e
 * trace=timer_create,timer_settime,timer_gettime,timer_getoverrun,timer_delete,timerfd_create,timerfd_settime,timerfd_gettime,setitimer,getitimer,alarm
 */
// Structs within structs; clocks; identifiers that come out.
#include "guard.h"
#include <sys/time.h>

int main(void) {
	void* edge = bad();
	struct sigevent ev = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1, .sigev_value.sival_ptr = (void*)0x7};
	int* id = tail_room(4);
	long rc = syscall(SYS_timer_create, CLOCK_MONOTONIC, TAIL(ev), id);
	expect("timer_create(CLOCK_MONOTONIC, {sigev_value={sival_int=7, sival_ptr=0x7}, sigev_signo=SIGUSR1, "
		   "sigev_notify=SIGEV_SIGNAL}, "
		   "[%d]) = %s",
		   *id, res(rc));
	int timer = *id;
	rc = syscall(SYS_timer_create, 77, NULL, id);
	expect("timer_create(0x4d /* CLOCK_??? */, NULL, %p) = %s", (void*)id, res(rc));
	struct itimerspec it = {{0, 0}, {1000, 5}}, *old = tail_room(sizeof(*old));
	rc = syscall(SYS_timer_settime, timer, 0, TAIL(it), old);
	expect("timer_settime(%d, 0, {it_interval={tv_sec=0, tv_nsec=0}, it_value={tv_sec=1000, tv_nsec=5}}, "
		   "{it_interval={tv_sec=0, tv_nsec=0}, it_value={tv_sec=0, tv_nsec=0}}) = %s",
		   timer, res(rc));
	void* half = head(&it, sizeof(it) - 1);
	rc = syscall(SYS_timer_settime, timer, TIMER_ABSTIME | 2, half, NULL);
	expect("timer_settime(%d, TIMER_ABSTIME|0x2, %p, NULL) = %s", timer, half, res(rc));
	rc = syscall(SYS_timer_gettime, timer, old);
	expect("timer_gettime(%d, {it_interval={tv_sec=0, tv_nsec=0}, it_value={tv_sec=%ld, tv_nsec=%ld}}) = %s", timer,
		   (long)old->it_value.tv_sec, old->it_value.tv_nsec, res(rc));
	rc = syscall(SYS_timer_gettime, -1, edge);
	expect("timer_gettime(-1, %p) = %s", edge, res(rc));
	rc = syscall(SYS_timer_getoverrun, timer);
	expect("timer_getoverrun(%d) = %s", timer, res(rc));
	rc = syscall(SYS_timer_delete, timer);
	expect("timer_delete(%d) = %s", timer, res(rc));

	rc = syscall(SYS_timerfd_create, CLOCK_REALTIME, O_CLOEXEC | O_NONBLOCK);
	expect("timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC|TFD_NONBLOCK) = %s", res(rc));
	int fd = (int)rc;
	it = (struct itimerspec){{3, 0}, {2000000000, 0}};
	rc = syscall(SYS_timerfd_settime, fd, 3, TAIL(it), NULL);
	expect("timerfd_settime(%d, TFD_TIMER_ABSTIME|TFD_TIMER_CANCEL_ON_SET, {it_interval={tv_sec=3, tv_nsec=0}, "
		   "it_value={tv_sec=2000000000, tv_nsec=0}}, NULL) = %s",
		   fd, res(rc));
	rc = syscall(SYS_timerfd_gettime, fd, old);
	expect("timerfd_gettime(%d, {it_interval={tv_sec=3, tv_nsec=0}, it_value={tv_sec=%ld, tv_nsec=%ld}}) = %s", fd,
		   (long)old->it_value.tv_sec, old->it_value.tv_nsec, res(rc));
	rc = syscall(SYS_timerfd_settime, -1, 0, NULL, edge);
	expect("timerfd_settime(-1, 0, NULL, %p) = %s", edge, res(rc));

	struct itimerval iv = {{0, 7}, {500, 0}}, *was = tail_room(sizeof(*was));
	rc = syscall(SYS_setitimer, ITIMER_VIRTUAL, TAIL(iv), was);
	expect("setitimer(ITIMER_VIRTUAL, {it_interval={tv_sec=0, tv_usec=7}, it_value={tv_sec=500, tv_usec=0}}, "
		   "{it_interval={tv_sec=0, tv_usec=0}, it_value={tv_sec=0, tv_usec=0}}) = %s",
		   res(rc));
	rc = syscall(SYS_getitimer, ITIMER_PROF, was);
	expect("getitimer(ITIMER_PROF, {it_interval={tv_sec=0, tv_usec=0}, it_value={tv_sec=0, tv_usec=0}}) = %s", res(rc));
	half = head(&iv, 31);
	rc = syscall(SYS_setitimer, 5, half, NULL);
	expect("setitimer(0x5 /* ITIMER_??? */, %p, NULL) = %s", half, res(rc));
	rc = syscall(SYS_alarm, 1000);
	expect("alarm(1000) = %s", res(rc));
	rc = syscall(SYS_alarm, 0);
	expect("alarm(0) = 1000");
	return done();
}
