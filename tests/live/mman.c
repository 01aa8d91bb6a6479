// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e trace=mmap,munmap,mremap,mprotect,madvise,msync,mlock,munlock,mlockall,mincore,brk,memfd_create,getpgid
 */
// Addresses, sizes, protection and the map type which lives in the low bits of the flags.
#include "guard.h"
#include <linux/mman.h>

int main(void) {
	char *name = tail_str("a \"name\""), *vec = tail_room(2), *edge = bad();
	char* name250 = tail_room(251);
	memset(name250, 'n', 250);
	name250[250] = 0;
	from_here();
	char* p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	expect("mmap(NULL, 8192, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = %p", (void*)p);
	void* q = mmap(p, 4096, PROT_NONE, MAP_SHARED | MAP_FIXED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 4096);
	expect("mmap(%p, 4096, PROT_NONE, MAP_SHARED|MAP_FIXED|MAP_ANONYMOUS|MAP_NORESERVE, -1, 0x1000) = %p", (void*)p, q);
	long rc = syscall(SYS_mmap, NULL, 0, PROT_EXEC | 0x40, 0, 5, 0xbad0000);
	expect("mmap(NULL, 0, PROT_EXEC|0x40, MAP_FILE, 5, 0xbad0000) = %s", res(rc));
	rc =
		syscall(SYS_mmap, 0xdefaced, 1ul << 60, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | 21 << 26, -1, 0);
	expect("mmap(0xdefaced, 1152921504606846976, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS|MAP_HUGETLB|21<<MAP_HUGE_SHIFT, "
		   "-1, 0) "
		   "= %s",
		   res(rc));
	rc = mprotect(p, 4096, PROT_READ | PROT_GROWSDOWN);
	expect("mprotect(%p, 4096, PROT_READ|PROT_GROWSDOWN) = %s", (void*)p, res(rc));
	rc = mprotect(p + 1, 4096, PROT_WRITE);
	expect("mprotect(%p, 4096, PROT_WRITE) = %s", (void*)(p + 1), res(rc));
	rc = madvise(p, 4096, MADV_DONTNEED);
	expect("madvise(%p, 4096, MADV_DONTNEED) = %s", (void*)p, res(rc));
	rc = madvise(p, 4096, 0x1000);
	expect("madvise(%p, 4096, 0x1000 /* MADV_??? */) = %s", (void*)p, res(rc));
	rc = msync(p, 4096, MS_ASYNC | MS_INVALIDATE);
	expect("msync(%p, 4096, MS_ASYNC|MS_INVALIDATE) = %s", (void*)p, res(rc));
	rc = msync(p, 4096, 0);
	expect("msync(%p, 4096, 0) = %s", (void*)p, res(rc));
	rc = syscall(SYS_mlock, edge, 4096);
	expect("mlock(%p, 4096) = %s", (void*)edge, res(rc));
	rc = syscall(SYS_mlockall, MCL_CURRENT | MCL_ONFAULT | 0x100);
	expect("mlockall(MCL_CURRENT|MCL_ONFAULT|0x100) = %s", res(rc));
	p[4096] = 1;
	rc = mincore(p + 4096, 4096, (unsigned char*)vec);
	expect("mincore(%p, 4096, [1]) = %s", (void*)(p + 4096), res(rc));
	rc = mincore(p + 4096, 4096, NULL);
	expect("mincore(%p, 4096, NULL) = %s", (void*)(p + 4096), res(rc));
	void* moved = mremap(p + 4096, 4096, 16384, MREMAP_MAYMOVE);
	expect("mremap(%p, 4096, 16384, MREMAP_MAYMOVE) = %p", (void*)(p + 4096), moved);
	rc = syscall(SYS_mremap, p, 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, 0x1234);
	expect("mremap(%p, 4096, 4096, MREMAP_MAYMOVE|MREMAP_FIXED, 0x1234) = %s", (void*)p, res(rc));
	rc = munmap(moved, 16384);
	expect("munmap(%p, 16384) = %s", moved, res(rc));
	rc = munmap(NULL, -1);
	expect("munmap(NULL, 18446744073709551615) = %s", res(rc));
	void* old = (void*)syscall(SYS_brk, 0);
	expect("brk(NULL) = %p", old);
	void* same = (void*)syscall(SYS_brk, 0x10);
	expect("brk(0x10) = %p", same);
	rc = syscall(SYS_memfd_create, name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
	expect("memfd_create(\"a \\\"name\\\"\", MFD_CLOEXEC|MFD_ALLOW_SEALING) = %s", res(rc));
	rc = syscall(SYS_memfd_create, name250, 0x80);
	expect("memfd_create(\"%.32s\"..., 0x80 /* MFD_??? */) = %s", name250, res(rc));
	rc = syscall(SYS_memfd_create, edge, 0);
	expect("memfd_create(%p, 0) = %s", (void*)edge, res(rc));
	return done();
}
