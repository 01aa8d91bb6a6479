// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=chmod */
// A path: good, empty, NULL, unmapped, unterminated at the edge, across two pages, failing.
#include "guard.h"

static void one(const char* shown, const char* p, unsigned mode) {
	long rc = syscall(SYS_chmod, p, mode);
	expect("chmod(%s, %#03o) = %s", shown, mode, res(rc));
}

int main(void) {
	close(scratch("file", "", 0));
	one("\"file\"", tail_str("file"), 0600);
	one("\"file\"", across("file", 5, 2), 0644);
	one("\"file\"", across("file", 5, 4), 0640);
	one("\"missing\"", tail_str("missing"), 0);
	one("\"\"", tail_str(""), 07777);
	one("NULL", NULL, 0600);
	const char* p = bad();
	one(text("%p", (void*)p), p, 0600);
	p = head("file", 4);
	one(text("%p", (void*)p), p, 0600);
	p = (const char*)0xffffffffffff0000;
	one(text("%p", (void*)p), p, 0600);
	// the mode is wider than what chmod takes
	long rc = syscall(SYS_chmod, tail_str("file"), 0xdefaced00000000ul | 0644);
	expect("chmod(\"file\", 0644) = %s", res(rc));
	rc = syscall(SYS_chmod, tail_str("missing"), 0xffff);
	expect("chmod(\"missing\", 0177777) = %s", res(rc));
	return done();
}
