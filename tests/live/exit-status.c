// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=exit_group | STATUS: 7 */
// The tracer ends with the command's status.
#include "guard.h"

int main(void) {
	expect("exit_group(7) = ?");
	expect("+++ exited with 7 +++");
	return 7;
}
