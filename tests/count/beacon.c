// SPDX-License-Identifier: BSD-2-Clause
// A program that brings its own probes along (USDT). The notes are written here, so that no header is needed.
// usage: beacon N     passes each probe N times; exits with the number of probes whose counter says that they are
// watched
#include <stdlib.h>

#define NOTE(provider, name, semaphore, arguments)                                                                     \
	"990: nop\n"                                                                                                       \
	".pushsection .note.stapsdt,\"\",\"note\"\n"                                                                       \
	".balign 4\n"                                                                                                      \
	".4byte 992f-991f, 994f-993f, 3\n"                                                                                 \
	"991: .asciz \"stapsdt\"\n"                                                                                        \
	"992: .balign 4\n"                                                                                                 \
	"993: .8byte 990b, _.stapsdt.base, " semaphore "\n"                                                                \
	".asciz \"" provider "\"\n.asciz \"" name "\"\n.asciz \"" arguments "\"\n"                                         \
	"994: .balign 4\n"                                                                                                 \
	".popsection\n"                                                                                                    \
	".ifndef _.stapsdt.base\n"                                                                                         \
	".pushsection .stapsdt.base,\"aG\",\"progbits\",.stapsdt.base,comdat\n"                                            \
	".weak _.stapsdt.base\n.hidden _.stapsdt.base\n"                                                                   \
	"_.stapsdt.base: .space 1\n.size _.stapsdt.base, 1\n"                                                              \
	".popsection\n"                                                                                                    \
	".endif\n"

__extension__ unsigned short beacon_lit_semaphore __attribute__((section(".probes"), used));
int beacon_level __attribute__((used)) = -8;

static __attribute__((noinline)) void plain(int n, long wide, const char* text, long* there) {
	__asm__ volatile(
		NOTE("beacon", "plain", "0", "-4@%%edi 8@%%rsi 8@%%rdx -8@16(%%rcx) 4@$5 -1@$-1 -4@beacon_level(%%rip) 4@$-1")
		:
		: "D"(n), "S"(wide), "d"(text), "c"(there), "m"(*there));
}

/* The same probe at two places, whose arguments are not in the same registers. */
static __attribute__((noinline)) void twice(long n) {
	__asm__ volatile(NOTE("beacon", "twice", "0", "8@%%rdi") : : "D"(n));
	__asm__ volatile(NOTE("beacon", "twice", "0", "8@%%rax") : : "a"(n + 1000));
}

static __attribute__((noinline)) int lit(void) {
	if (!*(volatile unsigned short*)&beacon_lit_semaphore) return 0;
	__asm__ volatile(NOTE("beacon", "lit", "beacon_lit_semaphore", ""));
	return 1;
}

int main(int argc, char** argv) {
	long memory[3] = {0, 0, -12};
	int watched = 0;

	for (int i = 0; i < (argc > 1 ? atoi(argv[1]) : 1); i++) {
		plain(-i, 1L << 33, "text", memory);
		twice(i);
		watched += lit();
	}
	return watched > 0;
}
