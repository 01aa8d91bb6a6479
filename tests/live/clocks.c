// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e
 * trace=clock_gettime,clock_settime,clock_getres,clock_nanosleep,nanosleep,gettimeofday,settimeofday,time,times -e
 * signal=none */
// Times in and out; a sleep that is interrupted tells what remains, one that is not has nothing to tell.
#include "guard.h"
#include <sys/time.h>
#include <sys/times.h>

static void ignore(int sig) {}

static const char* ticks(long n) {
	return n ? text("%ld /* %ld.%02ld s */", n, n / 100, n % 100) : "0";
}

int main(void) {
	struct timespec *ts = tail_room(16), *rem = tail_room(16);
	void* edge = bad();
	long rc = syscall(SYS_clock_gettime, CLOCK_MONOTONIC, ts);
	expect("clock_gettime(CLOCK_MONOTONIC, {tv_sec=%ld, tv_nsec=%ld}) = %s", (long)ts->tv_sec, ts->tv_nsec, res(rc));
	rc = syscall(SYS_clock_gettime, 0x7f, ts);
	expect("clock_gettime(0x7f /* CLOCK_??? */, %p) = %s", (void*)ts, res(rc));
	rc = syscall(SYS_clock_gettime, CLOCK_REALTIME_COARSE, edge);
	expect("clock_gettime(CLOCK_REALTIME_COARSE, %p) = %s", edge, res(rc));
	rc = syscall(SYS_clock_getres, CLOCK_BOOTTIME, ts);
	expect("clock_getres(CLOCK_BOOTTIME, {tv_sec=0, tv_nsec=1}) = %s", res(rc));
	rc = syscall(SYS_clock_getres, CLOCK_REALTIME, NULL);
	expect("clock_getres(CLOCK_REALTIME, NULL) = %s", res(rc));
	struct timespec t = {1, 1000000001};
	rc = syscall(SYS_clock_settime, CLOCK_REALTIME, TAIL(t));
	expect("clock_settime(CLOCK_REALTIME, {tv_sec=1, tv_nsec=1000000001}) = %s", res(rc));

	t = (struct timespec){0, 5};
	rc = syscall(SYS_nanosleep, TAIL(t), NULL);
	expect("nanosleep({tv_sec=0, tv_nsec=5}, NULL) = %s", res(rc));
	rc = syscall(SYS_nanosleep, TAIL(t), rem);
	expect("nanosleep({tv_sec=0, tv_nsec=5}, %p) = %s", (void*)rem, res(rc));
	void* half = head(&t, 15);
	rc = syscall(SYS_nanosleep, half, rem);
	expect("nanosleep(%p, %p) = %s", half, (void*)rem, res(rc));
	struct sigaction a = {.sa_handler = ignore};
	sigaction(SIGALRM, &a, NULL);
	struct itimerval soon = {{0, 0}, {0, 20000}};
	t = (struct timespec){3, 0};
	setitimer(ITIMER_REAL, &soon, NULL);
	syscall(SYS_nanosleep, TAIL(t), rem);
	expect(
		"nanosleep({tv_sec=3, tv_nsec=0}, {tv_sec=%ld, tv_nsec=%ld}) = ? ERESTART_RESTARTBLOCK (Interrupted by signal)",
		(long)rem->tv_sec, rem->tv_nsec);
	setitimer(ITIMER_REAL, &soon, NULL);
	syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, TAIL(t), rem);
	expect("clock_nanosleep(CLOCK_MONOTONIC, 0, {tv_sec=3, tv_nsec=0}, {tv_sec=%ld, tv_nsec=%ld}) = ? "
		   "ERESTART_RESTARTBLOCK "
		   "(Interrupted by signal)",
		   (long)rem->tv_sec, rem->tv_nsec);
	rc = syscall(SYS_clock_nanosleep, CLOCK_REALTIME, TIMER_ABSTIME | 4, TAIL(t), rem);
	expect("clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME|0x4, {tv_sec=3, tv_nsec=0}, %p) = %s", (void*)rem, res(rc));

	struct timeval* tv = tail_room(16);
	struct timezone* tz = tail_room(8);
	rc = syscall(SYS_gettimeofday, tv, tz);
	expect("gettimeofday({tv_sec=%ld, tv_usec=%ld}, {tz_minuteswest=%d, tz_dsttime=%d}) = %s", (long)tv->tv_sec,
		   (long)tv->tv_usec, tz->tz_minuteswest, tz->tz_dsttime, res(rc));
	rc = syscall(SYS_settimeofday, edge, NULL);
	expect("settimeofday(%p, NULL) = %s", edge, res(rc));
	time_t* out = tail_room(8);
	rc = syscall(SYS_time, out);
	char date[64];
	strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S%z", localtime(out));
	expect("time([%ld /* %s */]) = %ld (%s)", (long)*out, date, rc, date);
	struct tms* tms = tail_room(sizeof(*tms));
	rc = syscall(SYS_times, tms);
	expect("times({tms_utime=%s, tms_stime=%s, tms_cutime=%s, tms_cstime=%s}) = %s", ticks(tms->tms_utime),
		   ticks(tms->tms_stime), ticks(tms->tms_cutime), ticks(tms->tms_cstime), res(rc));
	return done();
}
