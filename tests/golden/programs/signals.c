// SPDX-License-Identifier: BSD-2-Clause
// Handled, ignored and deadly signals; children that are waited for.
#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void handler(int sig) {
	(void)sig;
}

int main(void) {
	struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
	sigset_t set;
	int status;
	pid_t pid;

	sigaction(SIGUSR1, &action, 0);
	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGRTMIN + 3);
	sigprocmask(SIG_BLOCK, &set, 0);
	kill(getpid(), SIGUSR1);
	kill(getpid(), SIGWINCH);
	pid = fork();
	if (!pid) _exit(7);
	waitpid(pid, &status, 0);
	pid = fork();
	if (!pid) {
		kill(getpid(), SIGTERM);
		_exit(0);
	}
	wait4(pid, &status, WUNTRACED, 0);
	waitpid(-1, &status, WNOHANG);
	kill(getpid(), SIGKILL);
	return 0;
}
