// SPDX-License-Identifier: BSD-2-Clause
// Handlers, masks, timers and interrupted calls.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void handler(int sig) {
	(void)sig;
}

int main(void) {
	struct sigaction a = {.sa_handler = handler};
	sigset_t set, none;
	sigemptyset(&none);
	for (int i = 1; i < 32; ++i)
		if (i != SIGKILL && i != SIGSTOP) sigaction(i, &a, NULL);
	for (int i = 1; i < 32; ++i)
		if (i != SIGKILL && i != SIGSTOP) raise(i);
	sigfillset(&set);
	sigprocmask(SIG_BLOCK, &set, NULL);
	kill(getpid(), SIGUSR1);
	kill(getpid(), SIGHUP);
	sigpending(&set);
	sigsuspend(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	struct itimerval soon = {{0, 0}, {0, 50000}};
	setitimer(ITIMER_REAL, &soon, NULL);
	char byte;
	int fds[2];
	if (pipe(fds)) return 1;
	if (read(fds[0], &byte, 1) >= 0 || errno != EINTR) return 1;
	a.sa_flags = SA_RESTART;
	sigaction(SIGALRM, &a, NULL);
	setitimer(ITIMER_REAL, &soon, NULL);
	struct timespec t = {0, 150000000};
	if (nanosleep(&t, &t) == 0) return 1;
	return 0;
}
