// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=unlink */
// Every byte in a path: letters of C for some, octal for the rest, three digits only before a digit.
#include "guard.h"

#ifndef SHOW_HEX
#define SHOW_HEX 0 // 1: -x, whole string in hex when it has a byte that is not printable; 2: -xx, always
#endif

static void quoted(const unsigned char* s) {
	int hex = SHOW_HEX == 2;
	for (const unsigned char* c = s; SHOW_HEX == 1 && *c; ++c)
		if ((*c < 32 && !(*c >= '\t' && *c <= '\r')) || *c > 126) hex = 1;
	for (; *s; ++s) {
		const char* at = strchr("\t\n\v\f\r\"\\", *s);
		if (hex)
			printf("\\x%02x", *s);
		else if (at)
			printf("\\%c", "tnvfr\"\\"[at - "\t\n\v\f\r\"\\"]);
		else if (*s >= 32 && *s < 127)
			putchar(*s);
		else
			printf(s[1] >= '0' && s[1] <= '7' ? "\\%03o" : "\\%o", *s);
	}
}

static void one(const char* p) {
	long rc = syscall(SYS_unlink, p);
	const char* r = res(rc);
	printf("unlink(\"");
	quoted((const unsigned char*)p);
	printf("\") = %s\n", r);
}

int main(void) {
	char all[3] = "";
	for (int c = 1; c < 256; ++c) {
		all[0] = (char)c;
		all[1] = 0;
		one(tail_str(all));
		all[1] = '7';
		one(tail_str(all));
		all[1] = '8'; // not an octal digit
		one(tail_str(all));
		all[1] = 'f';
		one(tail_str(all));
	}
	one(tail_str("\"quoted\" \\back\\ \x1b[31mred\x1b[0m \001"
				 "1 \xc3\xa9t\xc3\xa9 /*comment*/ ???"));
	return done();
}
