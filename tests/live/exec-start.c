// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -s 3 -e trace=execve | ADDRESSES */
// The log begins with the command's own execve; a program that starts another one shows the second where the first
// ended.
#include "guard.h"

extern char** environ;

int main(int argc, char** argv) {
	if (argc > 1) return done();
	int n = 0;
	while (environ[n]) ++n;
	// where the tracer had the environment is not known here
	expect("execve(\"%s\", [\"%.3s\"...], ADDR /* %d vars */) = 0", argv[0], argv[0], n);
	long rc = syscall(SYS_execve, "/no/such", NULL, NULL);
	expect("execve(\"/no/such\", NULL, NULL) = %s", res(rc));
	char* args[] = {argv[0], "more", NULL};
	expect("execve(\"%s\", [\"%.3s\"..., \"mor\"...], ADDR /* 0 vars */) = 0", argv[0], argv[0]);
	fflush(stdout);
	char* none[] = {NULL};
	execve(argv[0], args, none);
	return 99;
}
