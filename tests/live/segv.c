// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=none | STATUS: -11 */
// A fault tells its address; a core is mentioned if one was dumped, which this test prevents.
#include "guard.h"
#include <sys/prctl.h>

int main(void) {
	prctl(PR_SET_DUMPABLE, 0);
	char* edge = bad();
	expect("--- SIGSEGV {si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=%p} ---", (void*)edge);
	expect("+++ killed by SIGSEGV +++");
	fflush(stdout);
	*(volatile char*)edge = 1;
	return 99;
}
