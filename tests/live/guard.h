// SPDX-License-Identifier: BSD-2-Clause
// What every live test needs: objects that end where an unmapped page begins, and the text of results. A tracer that
// reads one byte more than the object has finds the bad page and prints an address.
#pragma once

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

/// The tests go on as if nothing had happened when the machine refuses what they need; the comparison would then miss a
/// case.
#define NEED(condition)                                                                                                \
	do {                                                                                                               \
		if (!(condition)) {                                                                                            \
			fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, #condition, strerror(errno));                       \
			exit(99);                                                                                                  \
		}                                                                                                              \
	} while (0)

/// `pages` pages of 0xff with an unmapped page on either side; the address just past the last byte.
static inline char* guard_end(size_t pages) {
	const size_t page = 4096;
	char* p = mmap(NULL, (pages + 2) * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	NEED(p != MAP_FAILED);
	memset(p, 0xff, (pages + 2) * page); // touched: BPF cannot fault pages in
	NEED(munmap(p, page) == 0);
	NEED(munmap(p + (pages + 1) * page, page) == 0);
	return p + (pages + 1) * page;
}

/// Room for `n` bytes, the last of which is the last one readable.
static inline void* tail_room(size_t n) {
	return guard_end(n / 4096 + 1) - n;
}

/// A copy of an object, flush against the unmapped page.
static inline void* tail(const void* object, size_t n) {
	return memcpy(tail_room(n), object, n);
}
#define TAIL(object) ((__typeof__(object)*)tail(&(object), sizeof(object)))

static inline char* tail_str(const char* text) {
	return tail(text, strlen(text) + 1);
}

/// Only the first `n` bytes of something longer: the rest would lie in the unmapped page.
static inline void* head(const void* object, size_t n) {
	return tail(object, n);
}

/// An address that cannot be read.
static inline void* bad(void) {
	return guard_end(1);
}

/// A copy that crosses from one mapped page into the next after `before` bytes.
static inline void* across(const void* object, size_t n, size_t before) {
	return memcpy(guard_end(2) - 4096 - before, object, n);
}

static inline char* text_room(void) {
	static char room[32][512];
	static unsigned next;
	return room[next++ % 32];
}

static inline char* text(const char* format, ...) __attribute__((format(printf, 1, 2)));
static inline char* text(const char* format, ...) {
	char* out = text_room();
	va_list list;
	va_start(list, format);
	vsnprintf(out, 512, format, list);
	va_end(list);
	return out;
}

/// The return value as the tracer prints it; call it before anything else sets errno.
static inline const char* res(long value) {
	if (value != -1) return text("%ld", value);
	return text("-1 %s (%s)", strerrorname_np(errno), strerror(errno));
}

/// One expected line.
static inline void expect(const char* format, ...) __attribute__((format(printf, 1, 2)));
static inline void expect(const char* format, ...) {
	va_list list;
	va_start(list, format);
	vprintf(format, list);
	va_end(list);
	putchar('\n');
}

/// For calls which the C library makes on its own while it starts: the runner drops the log up to this call. The test
/// traces getpgid besides its own subject.
static inline void from_here(void) {
	syscall(SYS_getpgid, 123456789);
}

/// One write at the end, and no fstat of stdout in between.
__attribute__((constructor)) static void buffer_stdout(void) {
	static char room[1 << 20];
	setvbuf(stdout, room, _IOFBF, sizeof(room));
}

/// "A|B" for the bits of `value`, in the order of the names.
struct bit {
	unsigned long value;
	const char* name;
};
static inline const char* bits(unsigned long value, const struct bit* names) {
	char* out = text_room();
	*out = 0;
	for (; names->name; ++names)
		if (value & names->value) strcat(strcat(out, *out ? "|" : ""), names->name);
	return out;
}

static inline int done(void) {
	expect("+++ exited with 0 +++");
	return 0;
}

/// A scratch file, open for reading and writing, with this content.
static inline int scratch(const char* name, const char* content, size_t n) {
	int fd = open(name, O_RDWR | O_CREAT | O_TRUNC, 0644);
	NEED(fd >= 0 && pwrite(fd, content, n, 0) == (ssize_t)n);
	return fd;
}
