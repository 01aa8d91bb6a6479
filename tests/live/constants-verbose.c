// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -X verbose -e trace=openat,lseek,kill,socket,fcntl,access */
#define BOTH 1
#include "constants-raw.c"
