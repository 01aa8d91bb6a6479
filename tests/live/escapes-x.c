// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=unlink -x */
#define SHOW_HEX 1
#include "escapes.c"
