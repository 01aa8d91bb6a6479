// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -z -e trace=chdir,access,openat */
#define GOOD 1
#include "status-failed.c"
