// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=unlink -xx */
#define SHOW_HEX 2
#include "escapes.c"
