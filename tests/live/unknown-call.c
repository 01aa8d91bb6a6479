// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=all -e signal=all | DYNAMIC | IGNORE: ^write\(1,  */
// Numbers that are no system calls, with all their registers.
#include "guard.h"

int main(void) {
	from_here();
	long rc = syscall(0x7fff, 1, 0xdeadbeefcafe, 3, 4, 5, -1L);
	expect("syscall_0x7fff(0x1, 0xdeadbeefcafe, 0x3, 0x4, 0x5, 0xffffffffffffffff) = %s", res(rc));
	rc = syscall(-1L, 1, 2, 3, 4, 5, 6L);
	expect("syscall_0xffffffffffffffff(0x1, 0x2, 0x3, 0x4, 0x5, 0x6) = %s", res(rc));
	rc = syscall(600, 0, 0, 0, 0, 0, 0L);
	expect("syscall_0x258(0, 0, 0, 0, 0, 0) = %s", res(rc));
	expect("exit_group(0) = ?");
	return done();
}
