// SPDX-License-Identifier: BSD-2-Clause
/* OPTIONS: -e
 * trace=rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,mknod,mknodat,unlinkat,access,faccessat,faccessat2,truncate,chown,lchown,fchownat,fchmodat,chroot,mount,umount2,getpgid
 */
// Calls on names: two paths, directory descriptors, flags with bits that have no name, owners of -1, devices.
#include "guard.h"
#include <sys/mount.h>
#include <sys/sysmacros.h>

int main(void) {
	const char *a = tail_str("a"), *b = tail_str("b");
	close(scratch("a", "", 0));
	char* edge = bad();
	from_here();
#define C(format, ...)                                                                                                 \
	do {                                                                                                               \
		long rc = syscall(__VA_ARGS__);                                                                                \
		expect(format " = %s", res(rc));                                                                               \
	} while (0)
	C("rename(\"a\", \"b\")", SYS_rename, a, b);
	C("rename(\"a\", \"b\")", SYS_rename, a, b);
	C("renameat(AT_FDCWD, \"b\", AT_FDCWD, \"a\")", SYS_renameat, -100, b, -100, a);
	C("renameat2(AT_FDCWD, \"a\", AT_FDCWD, \"b\", RENAME_NOREPLACE|RENAME_EXCHANGE)", SYS_renameat2, -100, a, -100, b,
	  3);
	C("renameat2(-1, NULL, -2, NULL, 0x80 /* RENAME_?? */)", SYS_renameat2, -1, 0, -2, 0, 0x80);
	C("link(\"a\", \"b\")", SYS_link, a, b);
	C("linkat(AT_FDCWD, \"a\", AT_FDCWD, \"b\", AT_SYMLINK_FOLLOW|AT_EMPTY_PATH|0x2)", SYS_linkat, -100, a, -100, b,
	  0x1402);
	C("linkat(AT_FDCWD, \"a\", AT_FDCWD, \"b\", 0)", SYS_linkat, -100, a, -100, b, 0);
	C("symlink(\"any text\", \"b\")", SYS_symlink, tail_str("any text"), b);
	C("symlinkat(\"a\", 7, \"c\")", SYS_symlinkat, a, 7, tail_str("c"));
	C("mkdir(\"d\", 0755)", SYS_mkdir, tail_str("d"), 0755);
	C("mkdirat(AT_FDCWD, \"d\", 01777)", SYS_mkdirat, -100, tail_str("d"), 01777);
	C("mknod(\"p\", S_IFIFO|0600)", SYS_mknod, tail_str("p"), S_IFIFO | 0600, 0);
	C("mknod(\"d\", S_IFCHR|0600, makedev(0x7b, 0x1c8))", SYS_mknod, tail_str("d"), S_IFCHR | 0600, makedev(123, 456));
	C("mknodat(AT_FDCWD, \"d\", S_IFREG|S_ISUID|000)", SYS_mknodat, -100, tail_str("d"), S_IFREG | 04000, 5);
	C("mknodat(AT_FDCWD, \"d\", S_IFBLK|0644, makedev(0xff, 0xfffff))", SYS_mknodat, -100, tail_str("d"),
	  S_IFBLK | 0644, makedev(255, 0xfffff));
	C("unlinkat(AT_FDCWD, \"d\", AT_REMOVEDIR)", SYS_unlinkat, -100, tail_str("d"), 0x200);
	C("unlinkat(AT_FDCWD, \"d\", 0x1 /* AT_??? */)", SYS_unlinkat, -100, tail_str("d"), 1);
	C("access(\"a\", F_OK)", SYS_access, a, 0);
	C("access(\"c\", R_OK|W_OK|X_OK)", SYS_access, tail_str("c"), 7);
	C("access(\"a\", R_OK|0x10)", SYS_access, a, 0x14);
	C("access(\"a\", 0x20 /* ?_OK */)", SYS_access, a, 0x20);
	C("faccessat(AT_FDCWD, \"a\", X_OK)", SYS_faccessat, -100, a, 1);
	C("faccessat2(AT_FDCWD, \"a\", F_OK, AT_SYMLINK_NOFOLLOW|AT_EACCESS)", SYS_faccessat2, -100, a, 0, 0x300);
	C("truncate(\"a\", 81985529216486895)", SYS_truncate, a, 0x123456789abcdef);
	C("truncate(\"missing\", 18446744073709551615)", SYS_truncate, tail_str("missing"), -1L);
	C("chown(\"a\", 0, -1)", SYS_chown, a, 0, -1);
	C("lchown(\"a\", 4294967294, 65534)", SYS_lchown, tail_str("a"), -2, 65534);
	C("fchownat(AT_FDCWD, \"c\", 1, 2, AT_SYMLINK_NOFOLLOW)", SYS_fchownat, -100, tail_str("c"), 1, 2, 0x100);
	C("fchmodat(AT_FDCWD, \"c\", 0644)", SYS_fchmodat, -100, tail_str("c"), 0644);
	C("chroot(\"missing\")", SYS_chroot, tail_str("missing"));
	C("mount(\"src\", \"/missing\", \"tmpfs\", MS_RDONLY|MS_NOSUID|MS_NOEXEC|MS_NOUSER, \"size=1\")", SYS_mount,
	  tail_str("src"), tail_str("/missing"), tail_str("tmpfs"), 0x8000000bul, tail_str("size=1"));
	C("umount2(\"missing\", MNT_FORCE|MNT_DETACH|UMOUNT_NOFOLLOW)", SYS_umount2, tail_str("missing"), 11);
	long rc = syscall(SYS_link, edge, a);
	expect("link(%p, \"a\") = %s", (void*)edge, res(rc));
	rc = syscall(SYS_rename, a, edge);
	expect("rename(\"a\", %p) = %s", (void*)edge, res(rc));
	return done();
}
