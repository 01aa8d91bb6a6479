// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=chdir,kill,tgkill | STATUS: -15 */
// The end by a signal is the last line, and the tracer's end too.
#include "guard.h"

int main(void) {
	long rc = syscall(SYS_chdir, tail_str("missing"));
	expect("chdir(\"missing\") = %s", res(rc));
	int me = getpid();
	expect("kill(%d, SIGTERM) = 0", me);
	expect("--- SIGTERM {si_signo=SIGTERM, si_code=SI_USER, si_pid=%d, si_uid=%d} ---", me, getuid());
	expect("+++ killed by SIGTERM +++");
	fflush(stdout);
	syscall(SYS_kill, me, SIGTERM);
	return 99;
}
