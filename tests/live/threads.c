// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -f -e trace=chdir,read,exit | IGNORE: read\(3, "" */
// A thread's blocked call is unfinished when another thread's call is shown, and resumed with its output.
#include "guard.h"
#include <pthread.h>

static int fds[2];
static pid_t other;

static void* reader(void* unused) {
	other = gettid();
	char* room = tail_room(3);
	syscall(SYS_read, fds[0], room, 3);
	syscall(SYS_chdir, "/no/such/2");
	return NULL;
}

int main(void) {
	NEED(pipe(fds) == 0);
	pthread_t t;
	NEED(pthread_create(&t, NULL, reader, NULL) == 0);
	usleep(500000); // the reader blocks by now, also in a slow guest
	pid_t me = getpid();
	expect("%-5d read(%d,  <unfinished ...>", other, fds[0]);
	syscall(SYS_chdir, "/no/such/1");
	expect("%-5d chdir(\"/no/such/1\") = -1 ENOENT (No such file or directory)", me);
	NEED(write(fds[1], "abc", 3) == 3);
	pthread_join(t, NULL);
	expect("%-5d <... read resumed>\"abc\", 3) = 3", other);
	expect("%-5d chdir(\"/no/such/2\") = -1 ENOENT (No such file or directory)", other);
	expect("%-5d exit(0) = ?", other);
	expect("%-5d +++ exited with 0 +++", other);
	expect("%-5d +++ exited with 0 +++", me);
	return 0;
}
