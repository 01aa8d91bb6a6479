// SPDX-License-Identifier: BSD-2-Clause
// Files, directories, descriptors and mounts.
#include "spec/structs_fs.h"
#include "spec/topics.h"
#include "spec/variants.h"
#include "spec/words.h"
#include "spec/xlat_fs.h"
#include "spec/xlat_ioctl.h"

namespace strobe::spec {

namespace {

constexpr Type kFdType = t_fd();
constexpr Type kOffset = t_int(8);
constexpr Type kUnsignedOffset = t_uint(8);
constexpr Type kMountId = t_hex(8);

/// What readdir calls return: more than 32 KiB at once is counted as far as it was captured.
constexpr uint32_t kDirentsMax = 32 * 1024;
constexpr uint32_t kHandleMax = 8 + 128; ///< struct file_handle and MAX_HANDLE_SZ
constexpr uint32_t kMemfdNameMax = 250;  ///< MFD_NAME_MAX_LEN, and the NUL
constexpr uint32_t kMountTextMax = 16 * 1024;
constexpr uint64_t kCreates = 0x400040; ///< O_CREAT, __O_TMPFILE

// ---- words of this topic --------------------------------------------------------------------------------------------

constexpr Arg open_mode() {
	return mode("mode").only_if("flags", kCreates);
}
constexpr Arg in_vector(string_view n, string_view length) {
	return in_array(n, kInIovecType, by(length));
}
constexpr Arg out_vector(string_view n, string_view length) {
	return out_array(n, kOutIovecType, by(length)).even_if_failed();
}
constexpr Arg in_offset(string_view n) {
	return in_ref(n, kOffset);
}
constexpr Arg file_type_mode(string_view n) {
	return arg(n, t_filemode(2));
}
constexpr Arg unused(string_view n) {
	return arg(n, t_skip(8));
}
constexpr Arg stat_buffer(string_view n) {
	return out_struct(n, kStatBuffer).special("stat");
}
constexpr Arg descriptor_pair(string_view n) {
	return out_array(n, kFdType, fixed(2)).special("whole");
}
constexpr Arg two_times(string_view n, const Type& t) {
	return in_array(n, t, fixed(2)).special("whole");
}
constexpr Arg in_xattr(string_view n) {
	return in_bytes(n, by("size", kXattrMax)).special("xattr_value");
}
constexpr Arg out_xattr(string_view n) {
	return out_bytes(n, {.from = LenFrom::kRet, .n = kXattrMax}).special("xattr_value");
}
constexpr Arg out_xattr_list(string_view n) {
	return out_bytes(n, by_ret()).special("xattr_list");
}
constexpr Arg dirents(string_view n, string_view function) {
	return out_bytes(n, {.from = LenFrom::kRet, .n = kDirentsMax}).special(function);
}
/// A structure that grows with the kernel's versions: as long as argument `length` says.
constexpr Arg sized(string_view n, const StructDef& s, string_view length, string_view function) {
	Arg a = in_struct(n, s).special(function);
	a.type.len = by(length);
	return a;
}

// ---- calls with one argument more for some values of another --------------------------------------------------------

constexpr Variant device_node(uint64_t type) {
	return {type, ret_int(), {path("filename"), file_type_mode("mode"), arg("dev", t_dev(4))}};
}
constexpr Variant device_node_at(uint64_t type) {
	return {type, ret_int(), {dirfd("dfd"), path("filename"), file_type_mode("mode"), arg("dev", t_dev(4))}};
}
constexpr uint64_t kTypeMask = 0xf000, kCharacter = 0x2000, kBlock = 0x6000; // S_IFMT, S_IFCHR, S_IFBLK
constexpr Variant kMknod[] = {device_node(kCharacter), device_node(kBlock)};
constexpr Variant kMknodat[] = {device_node_at(kCharacter), device_node_at(kBlock)};
constexpr Variants mknod_variants = {.key = {"mode"}, .mask = kTypeMask, .list = kMknod};
constexpr Variants mknodat_variants = {.key = {"mode"}, .mask = kTypeMask, .list = kMknodat};

// clang-format off
constexpr Row kRows[] = {
	// reading and writing
	Row("read", kDesc | kMayBlock, ret_int(), {fd("fd"), out_bytes("buf", by_ret()), size("count")}),
	Row("write", kDesc | kMayBlock, ret_int(), {fd("fd"), in_bytes("buf", by("count")), size("count")}),
	Row("pread64", kDesc | kMayBlock, ret_int(), {fd("fd"), out_bytes("buf", by_ret()), size("count"), offset("pos")}),
	Row("pwrite64", kDesc | kMayBlock, ret_int(), {fd("fd"), in_bytes("buf", by("count")), size("count"), offset("pos")}),
	Row("readv", kDesc | kMayBlock, ret_int(), {fd("fd"), out_vector("vec", "vlen"), ulnum("vlen")}),
	Row("writev", kDesc | kMayBlock, ret_int(), {fd("fd"), in_vector("vec", "vlen"), ulnum("vlen")}),
	Row("preadv", kDesc | kMayBlock, ret_int(), {fd("fd"), out_vector("vec", "vlen"), ulnum("vlen"), offset("pos")}),
	Row("pwritev", kDesc | kMayBlock, ret_int(), {fd("fd"), in_vector("vec", "vlen"), ulnum("vlen"), offset("pos")}),
	Row("preadv2", kDesc | kMayBlock, ret_int(),
		{fd("fd"), out_vector("vec", "vlen"), ulnum("vlen"), offset("pos"), unused("pos_h"), flags("flags", rwf_flags)}),
	Row("pwritev2", kDesc | kMayBlock, ret_int(),
		{fd("fd"), in_vector("vec", "vlen"), ulnum("vlen"), offset("pos"), unused("pos_h"), flags("flags", rwf_flags)}),
	Row("lseek", kDesc, ret_int(), {fd("fd"), offset("offset"), choice("whence", whence)}),
	Row("sendfile", kDesc | kNetwork | kMayBlock, ret_int(),
		{fd("out_fd"), fd("in_fd"), inout_ref("offset", kUnsignedOffset), size("count")}).by("sendfile"),
	Row("splice", kDesc | kMayBlock, ret_int(),
		{fd("fd_in"), in_offset("off_in"), fd("fd_out"), in_offset("off_out"), size("len"), flags("flags", splice_flags)}),
	Row("tee", kDesc | kMayBlock, ret_int(), {fd("fdin"), fd("fdout"), size("len"), flags("flags", splice_flags)}),
	Row("vmsplice", kDesc | kMayBlock, ret_int(),
		{fd("fd"), in_vector("uiov", "nr_segs"), ulnum("nr_segs"), flags("flags", splice_flags)}),
	Row("copy_file_range", kDesc | kMayBlock, ret_int(),
		{fd("fd_in"), in_offset("off_in"), fd("fd_out"), in_offset("off_out"), size("len"), unum("flags")}),

	// descriptors
	Row("open", kDesc | kFile | kMayBlock, ret_fd(), {path("pathname"), flags("flags", open_flags), open_mode()}),
	Row("openat", kDesc | kFile | kMayBlock, ret_fd(),
		{dirfd("dirfd"), path("pathname"), flags("flags", open_flags), open_mode()}),
	Row("openat2", kDesc | kFile | kMayBlock, ret_fd(),
		{dirfd("dfd"), path("filename"), sized("how", kOpenHow, "usize", "open_how"), size("usize")}),
	Row("creat", kDesc | kFile, ret_fd(), {path("pathname"), mode("mode")}),
	Row("close", kDesc, ret_int(), {fd("fd")}),
	Row("close_range", 0, ret_int(), {unum("fd"), unum("max_fd"), flags("flags", close_range_flags)}),
	Row("dup", kDesc, ret_fd(), {fd("fildes")}),
	Row("dup2", kDesc, ret_fd(), {fd("oldfd"), fd("newfd")}),
	Row("dup3", kDesc, ret_fd(), {fd("oldfd"), fd("newfd"), flags("flags", open_mode_flags)}),
	Row("pipe", kDesc, ret_int(), {descriptor_pair("fildes")}),
	Row("pipe2", kDesc, ret_int(), {descriptor_pair("fildes"), flags("flags", open_mode_flags)}),
	Row("fcntl", kDesc | kMayBlock, ret_int(), {fd("fd"), choice("cmd", fcntl_cmds), hex("arg")}).with(fcntl_variants),
	Row("ioctl", kDesc, ret_int(), {fd("fd"), choice("cmd", ioctl_requests).special("ioctl_request"), out_bytes("arg", fixed(1024))}).with(ioctl_variants).by("ioctl_any"),
	Row("flock", kDesc | kMayBlock, ret_int(), {fd("fd"), flags("cmd", flock_ops)}),
	Row("memfd_create", kDesc, ret_fd(), {str("uname").cap(kMemfdNameMax), flags("flags", memfd_create_flags).special("memfd_flags")}),
	Row("memfd_secret", kDesc, ret_fd(), {flags("flags", memfd_secret_flags)}),

	// what a file is
	Row("stat", kFile | kStat | kStatLike, ret_int(), {path("filename"), stat_buffer("statbuf")}),
	Row("lstat", kFile | kLstat | kStatLike, ret_int(), {path("filename"), stat_buffer("statbuf")}),
	Row("fstat", kDesc | kFstat | kStatLike, ret_int(), {fd("fd"), stat_buffer("statbuf")}),
	Row("newfstatat", kDesc | kFile | kFstat | kStatLike, ret_int(),
		{dirfd("dfd"), path("filename"), stat_buffer("statbuf"), flags("flag", at_flags)}),
	Row("statx", kDesc | kFile | kFstat | kStatLike, ret_int(),
		{dirfd("dfd"), path("filename"), flags("flags", at_flags).special("statx_flags"), flags("mask", statx_masks),
		 out_struct("buffer", kStatx).special("statx")}),
	Row("statfs", kFile | kStatfs | kStatfsLike, ret_int(), {path("pathname"), out_struct("buf", kStatfsBuffer)}),
	Row("fstatfs", kDesc | kFstatfs | kStatfsLike, ret_int(), {fd("fd"), out_struct("buf", kStatfsBuffer)}),
	// the C library dropped ustat.h, and strace its structure with it
	Row("ustat", kStatfsLike, ret_int(), {arg("dev", t_dev(4)), addr("ubuf")}),
	Row("access", kFile, ret_int(), {path("filename"), flags("mode", access_modes)}),
	Row("faccessat", kDesc | kFile, ret_int(), {dirfd("dfd"), path("filename"), flags("mode", access_modes)}),
	Row("faccessat2", kDesc | kFile, ret_int(),
		{dirfd("dfd"), path("filename"), flags("mode", access_modes), flags("flags", faccessat_flags)}),
	Row("readlink", kFile, ret_int(), {path("path"), out_bytes("buf", by_ret()), size("bufsiz")}),
	Row("readlinkat", kDesc | kFile, ret_int(),
		{dirfd("dfd"), path("pathname"), out_bytes("buf", by_ret()), size("bufsiz")}),
	Row("cachestat", kDesc, ret_int(),
		{fd("fd"), in_struct("cstat_range", kCachestatRange), out_struct("cstat", kCachestat), hex("flags", 4)}),

	// directories
	Row("getcwd", kFile, ret_int(), {out_bytes("buf", by_ret()).special("cwd"), size("size")}),
	Row("chdir", kFile, ret_int(), {path("filename")}),
	Row("fchdir", kDesc, ret_int(), {fd("fd")}),
	Row("chroot", kFile, ret_int(), {path("filename")}),
	Row("getdents", kDesc, ret_int(), {fd("fd"), dirents("dirent", "dirents"), unum("count")}),
	Row("getdents64", kDesc, ret_int(), {fd("fd"), dirents("dirent", "dirents64"), unum("count")}),

	// names
	Row("rename", kFile, ret_int(), {path("oldname"), path("newname")}),
	Row("renameat", kDesc | kFile, ret_int(), {dirfd("olddfd"), path("oldname"), dirfd("newdfd"), path("newname")}),
	Row("renameat2", kDesc | kFile, ret_int(),
		{dirfd("olddfd"), path("oldname"), dirfd("newdfd"), path("newname"), flags("flags", rename_flags)}),
	Row("mkdir", kFile, ret_int(), {path("pathname"), mode("mode")}),
	Row("mkdirat", kDesc | kFile, ret_int(), {dirfd("dfd"), path("pathname"), mode("mode")}),
	Row("rmdir", kFile, ret_int(), {path("pathname")}),
	Row("link", kFile, ret_int(), {path("oldname"), path("newname")}),
	Row("linkat", kDesc | kFile, ret_int(),
		{dirfd("olddfd"), path("oldname"), dirfd("newdfd"), path("newname"), flags("flags", at_flags)}),
	Row("unlink", kFile, ret_int(), {path("pathname")}),
	Row("unlinkat", kDesc | kFile, ret_int(), {dirfd("dfd"), path("pathname"), flags("flag", at_flags)}),
	Row("symlink", kFile, ret_int(), {path("oldname"), path("newname")}),
	Row("symlinkat", kDesc | kFile, ret_int(), {path("oldname"), dirfd("newdfd"), path("newname")}),
	Row("mknod", kFile, ret_int(), {path("filename"), file_type_mode("mode")}).with(mknod_variants),
	Row("mknodat", kDesc | kFile, ret_int(), {dirfd("dfd"), path("filename"), file_type_mode("mode")}).with(mknodat_variants),

	// contents, owners, times
	Row("truncate", kFile, ret_int(), {path("path"), ulnum("length")}),
	Row("ftruncate", kDesc, ret_int(), {fd("fd"), ulnum("length")}),
	Row("fallocate", kDesc, ret_int(), {fd("fd"), flags("mode", falloc_flags), offset("offset"), offset("len")}),
	Row("fsync", kDesc | kMayBlock, ret_int(), {fd("fd")}),
	Row("fdatasync", kDesc | kMayBlock, ret_int(), {fd("fd")}),
	Row("sync", kMayBlock, ret_int(), {}),
	Row("syncfs", kDesc | kMayBlock, ret_int(), {fd("fd")}),
	Row("sync_file_range", kDesc | kMayBlock, ret_int(),
		{fd("fd"), offset("offset"), offset("nbytes"), flags("flags", sync_file_range_flags)}),
	Row("fadvise64", kDesc, ret_int(), {fd("fd"), offset("offset"), size("len"), choice("advice", fadvise_advice)}),
	Row("readahead", kDesc, ret_int(), {fd("fd"), offset("offset"), size("count")}),
	Row("chmod", kFile, ret_int(), {path("filename"), mode("mode")}),
	Row("fchmod", kDesc, ret_int(), {fd("fd"), mode("mode")}),
	Row("fchmodat", kDesc | kFile, ret_int(), {dirfd("dfd"), path("filename"), mode("mode")}),
	Row("fchmodat2", kDesc | kFile, ret_int(),
		{dirfd("dfd"), path("filename"), mode("mode"), flags("flags", at_flags)}),
	Row("chown", kFile, ret_int(), {path("filename"), uid("user"), uid("group")}),
	Row("fchown", kDesc, ret_int(), {fd("fd"), uid("user"), uid("group")}),
	Row("lchown", kFile, ret_int(), {path("filename"), uid("user"), uid("group")}),
	Row("fchownat", kDesc | kFile, ret_int(),
		{dirfd("dfd"), path("filename"), uid("user"), uid("group"), flags("flag", at_flags)}),
	Row("umask", 0, ret_oct(), {mode("mask")}),
	Row("utime", kFile, ret_int(), {path("filename"), in_struct("times", kUtimbuf)}),
	Row("utimes", kFile, ret_int(), {path("filename"), two_times("utimes", kTimevalTime)}),
	Row("futimesat", kDesc | kFile, ret_int(), {dirfd("dfd"), path("filename"), two_times("utimes", kTimevalTime)}),
	Row("utimensat", kDesc | kFile, ret_int(),
		{dirfd("dfd"), path("filename"), two_times("utimes", kTimespecTime), flags("flags", at_flags)}),

	// attributes
	Row("setxattr", kFile, ret_int(),
		{path("pathname"), str("name"), in_xattr("value"), size("size"), flags("flags", xattr_flags)}),
	Row("lsetxattr", kFile, ret_int(),
		{path("pathname"), str("name"), in_xattr("value"), size("size"), flags("flags", xattr_flags)}),
	Row("fsetxattr", kDesc, ret_int(),
		{fd("fd"), str("name"), in_xattr("value"), size("size"), flags("flags", xattr_flags)}),
	Row("setxattrat", kDesc | kFile, ret_int(),
		{dirfd("dfd"), path("pathname"), flags("at_flags", at_flags), str("name"),
		 sized("uargs", kInXattrArgs, "usize", "xattr_args"), size("usize")}),
	Row("getxattr", kFile, ret_int(), {path("pathname"), str("name"), out_xattr("value"), size("size")}),
	Row("lgetxattr", kFile, ret_int(), {path("pathname"), str("name"), out_xattr("value"), size("size")}),
	Row("fgetxattr", kDesc, ret_int(), {fd("fd"), str("name"), out_xattr("value"), size("size")}),
	Row("getxattrat", kDesc | kFile, ret_int(),
		{dirfd("dfd"), path("pathname"), flags("at_flags", at_flags), str("name"),
		 sized("uargs", kOutXattrArgs, "usize", "xattr_args").out().even_if_failed(), size("usize")}),
	Row("listxattr", kFile, ret_int(), {path("pathname"), out_xattr_list("list"), size("size")}),
	Row("llistxattr", kFile, ret_int(), {path("pathname"), out_xattr_list("list"), size("size")}),
	Row("flistxattr", kDesc, ret_int(), {fd("fd"), out_xattr_list("list"), size("size")}),
	Row("listxattrat", kDesc | kFile, ret_int(),
		{dirfd("dfd"), path("pathname"), flags("at_flags", at_flags), out_xattr_list("list"), size("size")}),
	Row("removexattr", kFile, ret_int(), {path("pathname"), str("name")}),
	Row("lremovexattr", kFile, ret_int(), {path("pathname"), str("name")}),
	Row("fremovexattr", kDesc, ret_int(), {fd("fd"), str("name")}),
	Row("removexattrat", kDesc | kFile, ret_int(),
		{dirfd("dfd"), path("pathname"), flags("at_flags", at_flags), str("name")}),
	Row("file_getattr", kDesc | kFile, ret_int(),
		{dirfd("dfd"), path("filename"), sized("ufattr", kFileAttr, "usize", "file_getattr").out(), size("usize"),
		 flags("at_flags", at_flags)}),
	Row("file_setattr", kDesc | kFile, ret_int(),
		{dirfd("dfd"), path("filename"), sized("ufattr", kFileAttr, "usize", "file_setattr"), size("usize"),
		 flags("at_flags", at_flags)}),

	// mounts
	Row("mount", kFile, ret_int(),
		{path("dev_name"), path("dir_name"), str("type").special("mount_type"),
		 flags("flags", mount_flags, 8).special("mount_flags"), str("data").special("mount_data")}),
	Row("umount2", kFile, ret_int(), {path("name"), flags("flags", umount_flags)}),
	Row("pivot_root", kFile, ret_int(), {path("new_root"), path("put_old")}),
	Row("open_tree", kDesc | kFile, ret_fd(), {dirfd("dfd"), path("filename"), flags("flags", open_tree_flags)}),
	Row("open_tree_attr", kDesc | kFile, ret_fd(),
		{dirfd("dfd"), path("filename"), flags("flags", open_tree_flags),
		 sized("uattr", kMountAttr, "usize", "mount_attr"), size("usize")}),
	Row("move_mount", kDesc | kFile, ret_int(),
		{dirfd("from_dfd"), path("from_pathname"), dirfd("to_dfd"), path("to_pathname"), flags("flags", move_mount_flags)}),
	Row("mount_setattr", kDesc | kFile, ret_int(),
		{dirfd("dfd"), path("path"), flags("flags", mount_setattr_flags),
		 sized("uattr", kMountAttr, "usize", "mount_attr"), size("usize")}),
	Row("fsopen", kDesc, ret_fd(), {str("fs_name"), flags("flags", fsopen_flags)}),
	Row("fsconfig", kDesc | kFile, ret_int(),
		{fd("fd"), choice("cmd", fsconfig_cmds), addr("key"), addr("value"), num("aux")}).with(fsconfig_variants),
	Row("fsmount", kDesc, ret_fd(), {fd("fs_fd"), flags("flags", fsmount_flags), flags("attr_flags", fsmount_attrs)}),
	Row("fspick", kDesc | kFile, ret_fd(), {dirfd("dfd"), path("path"), flags("flags", fspick_flags)}),
	Row("statmount", 0, ret_int(),
		{in_bytes("req", fixed(4096)).special("statmount_request"),
		 out_bytes("buf", by("bufsize", kMountTextMax)).special("statmount"), size("bufsize"), hex("flags", 4)}),
	Row("listmount", 0, ret_int(),
		{in_bytes("req", fixed(4096)).special("listmount_request"), out_array("mnt_ids", kMountId, by_ret()),
		 size("nr_mnt_ids"), flags("flags", listmount_flags)}),

	// notification
	Row("inotify_init", kDesc, ret_fd(), {}),
	Row("inotify_init1", kDesc, ret_fd(), {flags("flags", inotify_init_flags)}),
	Row("inotify_add_watch", kDesc | kFile, ret_int(), {fd("fd"), path("pathname"), flags("mask", inotify_events)}),
	Row("inotify_rm_watch", kDesc, ret_int(), {fd("fd"), num("wd")}),
	Row("fanotify_init", kDesc, ret_fd(),
		{flags("flags", fan_init_flags).special("fanotify_flags"), flags("event_f_flags", open_flags)}),
	Row("fanotify_mark", kDesc | kFile, ret_int(),
		{fd("fanotify_fd"), flags("flags", fan_mark_flags), flags("mask", fan_event_flags, 8),
		 dirfd("dfd").special("fanotify_directory"), path("pathname")}),

	// handles, quotas, swap
	Row("name_to_handle_at", kDesc | kFile, ret_int(),
		{dirfd("dfd"), path("name"), out_bytes("handle", fixed(kHandleMax)).inout().even_if_failed().special("file_handle"),
		 out_bytes("mnt_id", fixed(8)).special("mount_id"), flags("flag", name_to_handle_at_flags)}),
	Row("open_by_handle_at", kDesc, ret_fd(),
		{fd("mountdirfd"), in_bytes("handle", fixed(kHandleMax)).special("known_handle"), flags("flags", open_flags)}),
	Row("quotactl", kFile, ret_int(),
		{unum("cmd").special("quota_command"), path("special"), uid("id"), addr("addr")}).with(quotactl_variants),
	Row("quotactl_fd", kDesc, ret_int(),
		{fd("fd"), unum("cmd").special("quota_command"), uid("id"), addr("addr")}).with(quotactl_fd_variants),
	Row("swapon", kFile, ret_int(), {path("specialfile"), flags("swap_flags", swap_flags).special("swap_flags")}),
	Row("swapoff", kFile, ret_int(), {path("specialfile")}),
	Row("acct", kFile, ret_int(), {path("name")}),
};
// clang-format on

} // namespace

std::span<const Row> fs_rows() {
	return kRows;
}

} // namespace strobe::spec
