// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -v -e trace=execveat */
#define FULL 1
#include "exec.c"
