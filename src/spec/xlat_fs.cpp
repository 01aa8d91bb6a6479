// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_fs.h"

#include "spec/xlat_join.h"

namespace strobe::spec {

namespace {

constexpr Name kOpenAccessModes[] = {
	{0, "O_RDONLY"},
	{1, "O_WRONLY"},
	{2, "O_RDWR"},
	{3, "O_ACCMODE"},
};

constexpr Name kOpenFlags[] = {
	{0x40, "O_CREAT"},         {0x80, "O_EXCL"},         {0x100, "O_NOCTTY"},     {0x200, "O_TRUNC"},
	{0x400, "O_APPEND"},       {0x800, "O_NONBLOCK"},    {0x101000, "O_SYNC"},    {0x100000, "__O_SYNC"},
	{0x1000, "O_DSYNC"},       {0x4000, "O_DIRECT"},     {0x8000, "O_LARGEFILE"}, {0x20000, "O_NOFOLLOW"},
	{0x40000, "O_NOATIME"},    {0x80000, "O_CLOEXEC"},   {0x200000, "O_PATH"},    {0x410000, "O_TMPFILE"},
	{0x400000, "__O_TMPFILE"}, {0x10000, "O_DIRECTORY"}, {0x2000, "FASYNC"},
};

constexpr Name kResolveFlags[] = {
	{1, "RESOLVE_NO_XDEV"}, {2, "RESOLVE_NO_MAGICLINKS"}, {4, "RESOLVE_NO_SYMLINKS"},
	{8, "RESOLVE_BENEATH"}, {16, "RESOLVE_IN_ROOT"},      {32, "RESOLVE_CACHED"},
};

constexpr Name kAtFlags[] = {
	{0x100, "AT_SYMLINK_NOFOLLOW"}, {0x200, "AT_REMOVEDIR"},   {0x400, "AT_SYMLINK_FOLLOW"},
	{0x800, "AT_NO_AUTOMOUNT"},     {0x1000, "AT_EMPTY_PATH"}, {0x8000, "AT_RECURSIVE"},
};

constexpr Name kFaccessatFlags[] = {
	{0x100, "AT_SYMLINK_NOFOLLOW"},
	{0x200, "AT_EACCESS"},
	{0x1000, "AT_EMPTY_PATH"},
};

constexpr Name kNameToHandleAtFlags[] = {
	{0x400, "AT_SYMLINK_FOLLOW"}, {0x1000, "AT_EMPTY_PATH"}, {1, "AT_HANDLE_MNT_ID_UNIQUE"},
	{2, "AT_HANDLE_CONNECTABLE"}, {0x200, "AT_HANDLE_FID"},
};

constexpr Name kAccessModes[] = {
	{0, "F_OK"},
	{4, "R_OK"},
	{2, "W_OK"},
	{1, "X_OK"},
};

constexpr Name kExecveatFlags[] = {
	{0x100, "AT_SYMLINK_NOFOLLOW"},
	{0x1000, "AT_EMPTY_PATH"},
	{0x10000, "AT_EXECVE_CHECK"},
};

constexpr Name kStatxSyncTypes[] = {
	{0, "AT_STATX_SYNC_AS_STAT"},
	{0x2000, "AT_STATX_FORCE_SYNC"},
	{0x4000, "AT_STATX_DONT_SYNC"},
	{0x6000, "AT_STATX_SYNC_TYPE"},
};

constexpr Name kStatxMasks[] = {
	{0xfff, "STATX_ALL"},
	{0x7ff, "STATX_BASIC_STATS"},
	{1, "STATX_TYPE"},
	{2, "STATX_MODE"},
	{4, "STATX_NLINK"},
	{8, "STATX_UID"},
	{0x10, "STATX_GID"},
	{0x20, "STATX_ATIME"},
	{0x40, "STATX_MTIME"},
	{0x80, "STATX_CTIME"},
	{0x100, "STATX_INO"},
	{0x200, "STATX_SIZE"},
	{0x400, "STATX_BLOCKS"},
	{0x800, "STATX_BTIME"},
	{0x1000, "STATX_MNT_ID"},
	{0x2000, "STATX_DIOALIGN"},
	{0x4000, "STATX_MNT_ID_UNIQUE"},
	{0x8000, "STATX_SUBVOL"},
	{0x10000, "STATX_WRITE_ATOMIC"},
	{0x20000, "STATX_DIO_READ_ALIGN"},
};

constexpr Name kStatxAttrs[] = {
	{4, "STATX_ATTR_COMPRESSED"},          {0x10, "STATX_ATTR_IMMUTABLE"},  {0x20, "STATX_ATTR_APPEND"},
	{0x40, "STATX_ATTR_NODUMP"},           {0x800, "STATX_ATTR_ENCRYPTED"}, {0x1000, "STATX_ATTR_AUTOMOUNT"},
	{0x2000, "STATX_ATTR_MOUNT_ROOT"},     {0x100000, "STATX_ATTR_VERITY"}, {0x200000, "STATX_ATTR_DAX"},
	{0x400000, "STATX_ATTR_WRITE_ATOMIC"},
};

constexpr Name kFcntlCmds[] = {
	{0, "F_DUPFD"},           {1, "F_GETFD"},
	{2, "F_SETFD"},           {3, "F_GETFL"},
	{4, "F_SETFL"},           {5, "F_GETLK"},
	{6, "F_SETLK"},           {7, "F_SETLKW"},
	{8, "F_SETOWN"},          {9, "F_GETOWN"},
	{0xa, "F_SETSIG"},        {0xb, "F_GETSIG"},
	{0xc, "F_GETLK64"},       {0xd, "F_SETLK64"},
	{0xe, "F_SETLKW64"},      {0xf, "F_SETOWN_EX"},
	{0x10, "F_GETOWN_EX"},    {0x11, "F_GETOWNER_UIDS"},
	{0x24, "F_OFD_GETLK"},    {0x25, "F_OFD_SETLK"},
	{0x26, "F_OFD_SETLKW"},   {0x400, "F_SETLEASE"},
	{0x401, "F_GETLEASE"},    {0x402, "F_NOTIFY"},
	{0x405, "F_CANCELLK"},    {0x406, "F_DUPFD_CLOEXEC"},
	{0x407, "F_SETPIPE_SZ"},  {0x408, "F_GETPIPE_SZ"},
	{0x409, "F_ADD_SEALS"},   {0x40a, "F_GET_SEALS"},
	{0x403, "F_DUPFD_QUERY"}, {0x404, "F_CREATED_QUERY"},
};

constexpr Name kFdFlags[] = {
	{1, "FD_CLOEXEC"},
};

constexpr Name kLockTypes[] = {
	{0, "F_RDLCK"}, {1, "F_WRLCK"}, {2, "F_UNLCK"}, {4, "F_EXLCK"}, {8, "F_SHLCK"},
};

constexpr Name kFlockOps[] = {
	{1, "LOCK_SH"},      {2, "LOCK_EX"},    {4, "LOCK_NB"},      {8, "LOCK_UN"},
	{0x20, "LOCK_MAND"}, {0xc0, "LOCK_RW"}, {0x40, "LOCK_READ"}, {0x80, "LOCK_WRITE"},
};

constexpr Name kFOwnerTypes[] = {
	{0, "F_OWNER_TID"},
	{1, "F_OWNER_PID"},
	{2, "F_OWNER_PGRP"},
};

constexpr Name kSeals[] = {
	{1, "F_SEAL_SEAL"},  {2, "F_SEAL_SHRINK"},        {4, "F_SEAL_GROW"},
	{8, "F_SEAL_WRITE"}, {16, "F_SEAL_FUTURE_WRITE"}, {32, "F_SEAL_EXEC"},
};

constexpr Name kNotifyFlags[] = {
	{1, "DN_ACCESS"},
	{2, "DN_MODIFY"},
	{4, "DN_CREATE"},
	{8, "DN_DELETE"},
	{0x10, "DN_RENAME"},
	{0x20, "DN_ATTRIB"},
	{0x80000000, "DN_MULTISHOT"},
};

constexpr Name kWhence[] = {
	{0, "SEEK_SET"}, {1, "SEEK_CUR"}, {2, "SEEK_END"}, {3, "SEEK_DATA"}, {4, "SEEK_HOLE"},
};

constexpr Name kFileTypes[] = {
	{0x8000, "S_IFREG"}, {0xc000, "S_IFSOCK"}, {0x1000, "S_IFIFO"}, {0xa000, "S_IFLNK"},
	{0x4000, "S_IFDIR"}, {0x6000, "S_IFBLK"},  {0x2000, "S_IFCHR"},
};

constexpr Name kRenameFlags[] = {
	{1, "RENAME_NOREPLACE"},
	{2, "RENAME_EXCHANGE"},
	{4, "RENAME_WHITEOUT"},
};

constexpr Name kMountMagic[] = {
	{0xc0ed0000, "MS_MGC_VAL"},
};

constexpr Name kMountFlags[] = {
	{1, "MS_RDONLY"},           {2, "MS_NOSUID"},           {4, "MS_NODEV"},
	{8, "MS_NOEXEC"},           {0x10, "MS_SYNCHRONOUS"},   {0x20, "MS_REMOUNT"},
	{0x40, "MS_MANDLOCK"},      {0x80, "MS_DIRSYNC"},       {0x100, "MS_NOSYMFOLLOW"},
	{0x400, "MS_NOATIME"},      {0x800, "MS_NODIRATIME"},   {0x1000, "MS_BIND"},
	{0x2000, "MS_MOVE"},        {0x4000, "MS_REC"},         {0x8000, "MS_SILENT"},
	{0x10000, "MS_POSIXACL"},   {0x20000, "MS_UNBINDABLE"}, {0x40000, "MS_PRIVATE"},
	{0x80000, "MS_SLAVE"},      {0x100000, "MS_SHARED"},    {0x200000, "MS_RELATIME"},
	{0x400000, "MS_KERNMOUNT"}, {0x800000, "MS_I_VERSION"}, {0x1000000, "MS_STRICTATIME"},
	{0x2000000, "MS_LAZYTIME"}, {0x4000000, "MS_SUBMOUNT"}, {0x8000000, "MS_NOREMOTELOCK"},
	{0x10000000, "MS_NOSEC"},   {0x20000000, "MS_BORN"},    {0x40000000, "MS_ACTIVE"},
	{0x80000000, "MS_NOUSER"},
};

constexpr Name kUmountFlags[] = {
	{1, "MNT_FORCE"},
	{2, "MNT_DETACH"},
	{4, "MNT_EXPIRE"},
	{8, "UMOUNT_NOFOLLOW"},
};

constexpr Name kMountAttrs[] = {
	{1, "MOUNT_ATTR_RDONLY"},        {2, "MOUNT_ATTR_NOSUID"},       {4, "MOUNT_ATTR_NODEV"},
	{8, "MOUNT_ATTR_NOEXEC"},        {0x10, "MOUNT_ATTR_NOATIME"},   {0x20, "MOUNT_ATTR_STRICTATIME"},
	{0x80, "MOUNT_ATTR_NODIRATIME"}, {0x100000, "MOUNT_ATTR_IDMAP"}, {0x200000, "MOUNT_ATTR_NOSYMFOLLOW"},
};

constexpr Name kMountPropagation[] = {
	{0x20000, "MS_UNBINDABLE"},
	{0x40000, "MS_PRIVATE"},
	{0x80000, "MS_SLAVE"},
	{0x100000, "MS_SHARED"},
};

constexpr Name kMountSetattrFlags[] = {
	{0x100, "AT_SYMLINK_NOFOLLOW"},
	{0x800, "AT_NO_AUTOMOUNT"},
	{0x1000, "AT_EMPTY_PATH"},
	{0x8000, "AT_RECURSIVE"},
};

constexpr Name kMoveMountFlags[] = {
	{1, "MOVE_MOUNT_F_SYMLINKS"},    {2, "MOVE_MOUNT_F_AUTOMOUNTS"},    {4, "MOVE_MOUNT_F_EMPTY_PATH"},
	{0x10, "MOVE_MOUNT_T_SYMLINKS"}, {0x20, "MOVE_MOUNT_T_AUTOMOUNTS"}, {0x40, "MOVE_MOUNT_T_EMPTY_PATH"},
	{0x100, "MOVE_MOUNT_SET_GROUP"}, {0x200, "MOVE_MOUNT_BENEATH"},
};

constexpr Name kOpenTreeFlags[] = {
	{1, "OPEN_TREE_CLONE"},    {0x80000, "OPEN_TREE_CLOEXEC"}, {0x100, "AT_SYMLINK_NOFOLLOW"},
	{0x200, "AT_REMOVEDIR"},   {0x400, "AT_SYMLINK_FOLLOW"},   {0x800, "AT_NO_AUTOMOUNT"},
	{0x1000, "AT_EMPTY_PATH"}, {0x8000, "AT_RECURSIVE"},
};

constexpr Name kFsopenFlags[] = {
	{1, "FSOPEN_CLOEXEC"},
};

constexpr Name kFsmountFlags[] = {
	{1, "FSMOUNT_CLOEXEC"},
};

constexpr Name kFsmountAttrs[] = {
	{1, "MOUNT_ATTR_RDONLY"},        {2, "MOUNT_ATTR_NOSUID"},     {4, "MOUNT_ATTR_NODEV"},
	{8, "MOUNT_ATTR_NOEXEC"},        {0x10, "MOUNT_ATTR_NOATIME"}, {0x20, "MOUNT_ATTR_STRICTATIME"},
	{0x80, "MOUNT_ATTR_NODIRATIME"},
};

constexpr Name kFspickFlags[] = {
	{1, "FSPICK_CLOEXEC"},
	{2, "FSPICK_SYMLINK_NOFOLLOW"},
	{4, "FSPICK_NO_AUTOMOUNT"},
	{8, "FSPICK_EMPTY_PATH"},
};

constexpr Name kFsconfigCmds[] = {
	{0, "FSCONFIG_SET_FLAG"},   {1, "FSCONFIG_SET_STRING"},      {2, "FSCONFIG_SET_BINARY"},
	{3, "FSCONFIG_SET_PATH"},   {4, "FSCONFIG_SET_PATH_EMPTY"},  {5, "FSCONFIG_SET_FD"},
	{6, "FSCONFIG_CMD_CREATE"}, {7, "FSCONFIG_CMD_RECONFIGURE"}, {8, "FSCONFIG_CMD_CREATE_EXCL"},
};

constexpr Name kStatmountMasks[] = {
	{1, "STATMOUNT_SB_BASIC"},
	{2, "STATMOUNT_MNT_BASIC"},
	{4, "STATMOUNT_PROPAGATE_FROM"},
	{8, "STATMOUNT_MNT_ROOT"},
	{0x10, "STATMOUNT_MNT_POINT"},
	{0x20, "STATMOUNT_FS_TYPE"},
	{0x40, "STATMOUNT_MNT_NS_ID"},
	{0x80, "STATMOUNT_MNT_OPTS"},
	{0x100, "STATMOUNT_FS_SUBTYPE"},
	{0x200, "STATMOUNT_SB_SOURCE"},
	{0x400, "STATMOUNT_OPT_ARRAY"},
	{0x800, "STATMOUNT_OPT_SEC_ARRAY"},
	{0x1000, "STATMOUNT_SUPPORTED_MASK"},
	{0x2000, "STATMOUNT_MNT_UIDMAP"},
	{0x4000, "STATMOUNT_MNT_GIDMAP"},
};

constexpr Name kListmountFlags[] = {
	{1, "LISTMOUNT_REVERSE"},
};

constexpr Name kListmountIds[] = {
	{0xffffffffffffffff, "LSMT_ROOT"},
};

constexpr Name kStatfsFlags[] = {
	{0x20, "ST_VALID"},       {1, "ST_RDONLY"},         {2, "ST_NOSUID"},           {4, "ST_NODEV"},
	{8, "ST_NOEXEC"},         {0x10, "ST_SYNCHRONOUS"}, {0x40, "ST_MANDLOCK"},      {0x400, "ST_NOATIME"},
	{0x800, "ST_NODIRATIME"}, {0x1000, "ST_RELATIME"},  {0x2000, "ST_NOSYMFOLLOW"},
};

constexpr Name kFsMagic[] = {
	{0x2f, "QNX4_SUPER_MAGIC"},
	{0x33, "Z3FOLD_MAGIC"},
	{0x187, "AUTOFS_SUPER_MAGIC"},
	{0x1373, "DEVFS_SUPER_MAGIC"},
	{0x137d, "EXT_SUPER_MAGIC"},
	{0x137f, "MINIX_SUPER_MAGIC"},
	{0x138f, "MINIX_SUPER_MAGIC2"},
	{0x1cd1, "DEVPTS_SUPER_MAGIC"},
	{0x2468, "MINIX2_SUPER_MAGIC"},
	{0x2478, "MINIX2_SUPER_MAGIC2"},
	{0x3434, "NILFS_SUPER_MAGIC"},
	{0x4244, "HFS_SUPER_MAGIC"},
	{0x482b, "HFSPLUS_SUPER_MAGIC"},
	{0x4d44, "MSDOS_SUPER_MAGIC"},
	{0x4d5a, "MINIX3_SUPER_MAGIC"},
	{0x517b, "SMB_SUPER_MAGIC"},
	{0x564c, "NCP_SUPER_MAGIC"},
	{0x5df5, "EXOFS_SUPER_MAGIC"},
	{0x6969, "NFS_SUPER_MAGIC"},
	{0x7275, "ROMFS_MAGIC"},
	{0x72b6, "JFFS2_SUPER_MAGIC"},
	{0x9660, "ISOFS_SUPER_MAGIC"},
	{0x9fa0, "PROC_SUPER_MAGIC"},
	{0x9fa1, "OPENPROM_SUPER_MAGIC"},
	{0x9fa2, "USBDEVICE_SUPER_MAGIC"},
	{0xadf5, "ADFS_SUPER_MAGIC"},
	{0xadff, "AFFS_SUPER_MAGIC"},
	{0xef51, "EXT2_OLD_SUPER_MAGIC"},
	{0xef53, "EXT2_SUPER_MAGIC"},
	{0xf15f, "ECRYPTFS_SUPER_MAGIC"},
	{0x11954, "UFS_MAGIC"},
	{0x27e0eb, "CGROUP_SUPER_MAGIC"},
	{0x414a53, "EFS_SUPER_MAGIC"},
	{0xc0ffee, "HOSTFS_SUPER_MAGIC"},
	{0xc36400, "CEPH_SUPER_MAGIC"},
	{0x1021994, "TMPFS_MAGIC"},
	{0x1021997, "V9FS_MAGIC"},
	{0x1161970, "GFS2_MAGIC"},
	{0x12fd16d, "XIAFS_SUPER_MAGIC"},
	{0x12ff7b4, "XENIX_SUPER_MAGIC"},
	{0x12ff7b5, "SYSV4_SUPER_MAGIC"},
	{0x12ff7b6, "SYSV2_SUPER_MAGIC"},
	{0x12ff7b7, "COH_SUPER_MAGIC"},
	{0x2011994, "SHMFS_SUPER_MAGIC"},
	{0x9041934, "ANON_INODE_FS_MAGIC"},
	{0xbad1dea, "FUTEXFS_SUPER_MAGIC"},
	{0x11307854, "MTD_INODE_FS_MAGIC"},
	{0x13661366, "BALLOON_KVM_MAGIC"},
	{0x15013346, "UDF_SUPER_MAGIC"},
	{0x1badface, "BFS_MAGIC"},
	{0x2011bab0, "EXFAT_SUPER_MAGIC"},
	{0x24051905, "UBIFS_SUPER_MAGIC"},
	{0x28cd3d45, "CRAMFS_MAGIC"},
	{0x2fc12fc1, "ZFS_SUPER_MAGIC"},
	{0x3153464a, "JFS_SUPER_MAGIC"},
	{0x42465331, "BEFS_SUPER_MAGIC"},
	{0x42494e4d, "BINFMTFS_MAGIC"},
	{0x43415d53, "SMACK_MAGIC"},
	{0x444d4142, "DMA_BUF_MAGIC"},
	{0x453dcd28, "CRAMFS_MAGIC_WEND"},
	{0x454d444d, "DEVMEM_MAGIC"},
	{0x47504653, "GPFS_SUPER_MAGIC"},
	{0x50495045, "PIPEFS_MAGIC"},
	{0x52654973, "REISERFS_SUPER_MAGIC"},
	{0x5345434d, "SECRETMEM_MAGIC"},
	{0x5346414f, "AFS_SUPER_MAGIC"},
	{0x5346544e, "NTFS_SB_MAGIC"},
	{0x534f434b, "SOCKFS_MAGIC"},
	{0x54190100, "UFS_CIGAM"},
	{0x565a4653, "VZFS_SUPER_MAGIC"},
	{0x57ac6e9d, "STACK_END_MAGIC"},
	{0x58295829, "ZSMALLOC_MAGIC"},
	{0x58465342, "XFS_SUPER_MAGIC"},
	{0x5a3c69f0, "AAFS_MAGIC"},
	{0x5a4f4653, "ZONEFS_MAGIC"},
	{0x6165676c, "PSTOREFS_MAGIC"},
	{0x61756673, "AUFS_SUPER_MAGIC"},
	{0x62646576, "BDEVFS_MAGIC"},
	{0x62656570, "CONFIGFS_MAGIC"},
	{0x62656572, "SYSFS_MAGIC"},
	{0x63677270, "CGROUP2_SUPER_MAGIC"},
	{0x64626720, "DEBUGFS_MAGIC"},
	{0x64646178, "DAXFS_MAGIC"},
	{0x65735543, "FUSE_CTL_SUPER_MAGIC"},
	{0x65735546, "FUSE_SUPER_MAGIC"},
	{0x68191122, "QNX6_SUPER_MAGIC"},
	{0x6b414653, "AFS_FS_MAGIC"},
	{0x6c6f6f70, "BINDERFS_SUPER_MAGIC"},
	{0x6e736673, "NSFS_MAGIC"},
	{0x73636673, "SECURITYFS_MAGIC"},
	{0x73717368, "SQUASHFS_MAGIC"},
	{0x73727279, "BTRFS_TEST_MAGIC"},
	{0x73757245, "CODA_SUPER_MAGIC"},
	{0x7461636f, "OCFS2_SUPER_MAGIC"},
	{0x74726163, "TRACEFS_MAGIC"},
	{0x794c7630, "OVERLAYFS_SUPER_MAGIC"},
	{0x858458f6, "RAMFS_MAGIC"},
	{0x9123683e, "BTRFS_SUPER_MAGIC"},
	{0x958458f6, "HUGETLBFS_MAGIC"},
	{0xa501fcf5, "VXFS_SUPER_MAGIC"},
	{0xabba1974, "XENFS_SUPER_MAGIC"},
	{0xc7571590, "PPC_CMM_MAGIC"},
	{0xc97e8168, "LOGFS_MAGIC"},
	{0xcafe4a11, "BPF_FS_MAGIC"},
	{0xde5e81e4, "EFIVARFS_MAGIC"},
	{0xe0f5e1e2, "EROFS_SUPER_MAGIC_V1"},
	{0xf2f52010, "F2FS_SUPER_MAGIC"},
	{0xf97cff8c, "SELINUX_MAGIC"},
	{0xf995e849, "HPFS_SUPER_MAGIC"},
	{0xfe534d42, "SMB2_SUPER_MAGIC"},
	{0xff534d42, "CIFS_SUPER_MAGIC"},
	{0x50494446, "PID_FS_MAGIC"},
	{0xca451a4e, "BCACHEFS_SUPER_MAGIC"},
};

constexpr Name kXattrFlags[] = {
	{1, "XATTR_CREATE"},
	{2, "XATTR_REPLACE"},
};

constexpr Name kInotifyEvents[] = {
	{1, "IN_ACCESS"},
	{2, "IN_MODIFY"},
	{4, "IN_ATTRIB"},
	{8, "IN_CLOSE_WRITE"},
	{0x10, "IN_CLOSE_NOWRITE"},
	{0x20, "IN_OPEN"},
	{0x40, "IN_MOVED_FROM"},
	{0x80, "IN_MOVED_TO"},
	{0x100, "IN_CREATE"},
	{0x200, "IN_DELETE"},
	{0x400, "IN_DELETE_SELF"},
	{0x800, "IN_MOVE_SELF"},
	{0x2000, "IN_UNMOUNT"},
	{0x4000, "IN_Q_OVERFLOW"},
	{0x8000, "IN_IGNORED"},
	{0x1000000, "IN_ONLYDIR"},
	{0x2000000, "IN_DONT_FOLLOW"},
	{0x4000000, "IN_EXCL_UNLINK"},
	{0x10000000, "IN_MASK_CREATE"},
	{0x20000000, "IN_MASK_ADD"},
	{0x40000000, "IN_ISDIR"},
	{0x80000000, "IN_ONESHOT"},
};

constexpr Name kInotifyInitFlags[] = {
	{0x800, "IN_NONBLOCK"},
	{0x80000, "IN_CLOEXEC"},
};

constexpr Name kFanClasses[] = {
	{0, "FAN_CLASS_NOTIF"},
	{4, "FAN_CLASS_CONTENT"},
	{8, "FAN_CLASS_PRE_CONTENT"},
};

constexpr Name kFanInitFlags[] = {
	{1, "FAN_CLOEXEC"},
	{2, "FAN_NONBLOCK"},
	{0x10, "FAN_UNLIMITED_QUEUE"},
	{0x20, "FAN_UNLIMITED_MARKS"},
	{0x40, "FAN_ENABLE_AUDIT"},
	{0x80, "FAN_REPORT_PIDFD"},
	{0x100, "FAN_REPORT_TID"},
	{0x200, "FAN_REPORT_FID"},
	{0x400, "FAN_REPORT_DIR_FID"},
	{0x800, "FAN_REPORT_NAME"},
	{0x1000, "FAN_REPORT_TARGET_FID"},
	{0x2000, "FAN_REPORT_FD_ERROR"},
	{0x4000, "FAN_REPORT_MNT"},
};

constexpr Name kFanMarkFlags[] = {
	{1, "FAN_MARK_ADD"},
	{2, "FAN_MARK_REMOVE"},
	{4, "FAN_MARK_DONT_FOLLOW"},
	{8, "FAN_MARK_ONLYDIR"},
	{0x10, "FAN_MARK_MOUNT"},
	{0x20, "FAN_MARK_IGNORED_MASK"},
	{0x40, "FAN_MARK_IGNORED_SURV_MODIFY"},
	{0x80, "FAN_MARK_FLUSH"},
	{0x100, "FAN_MARK_FILESYSTEM"},
	{0x200, "FAN_MARK_EVICTABLE"},
	{0x400, "FAN_MARK_IGNORE"},
};

constexpr Name kFanEventFlags[] = {
	{1, "FAN_ACCESS"},
	{2, "FAN_MODIFY"},
	{4, "FAN_ATTRIB"},
	{8, "FAN_CLOSE_WRITE"},
	{0x10, "FAN_CLOSE_NOWRITE"},
	{0x20, "FAN_OPEN"},
	{0x40, "FAN_MOVED_FROM"},
	{0x80, "FAN_MOVED_TO"},
	{0x100, "FAN_CREATE"},
	{0x200, "FAN_DELETE"},
	{0x400, "FAN_DELETE_SELF"},
	{0x800, "FAN_MOVE_SELF"},
	{0x1000, "FAN_OPEN_EXEC"},
	{0x4000, "FAN_Q_OVERFLOW"},
	{0x8000, "FAN_FS_ERROR"},
	{0x10000, "FAN_OPEN_PERM"},
	{0x20000, "FAN_ACCESS_PERM"},
	{0x40000, "FAN_OPEN_EXEC_PERM"},
	{0x80000, "FAN_DIR_MODIFY"},
	{0x40000000, "FAN_ONDIR"},
	{0x8000000, "FAN_EVENT_ON_CHILD"},
	{0x10000000, "FAN_RENAME"},
	{0x100000, "FAN_PRE_ACCESS"},
	{0x1000000, "FAN_MNT_ATTACH"},
	{0x2000000, "FAN_MNT_DETACH"},
};

constexpr Name kSpliceFlags[] = {
	{1, "SPLICE_F_MOVE"},
	{2, "SPLICE_F_NONBLOCK"},
	{4, "SPLICE_F_MORE"},
	{8, "SPLICE_F_GIFT"},
};

constexpr Name kSyncFileRangeFlags[] = {
	{1, "SYNC_FILE_RANGE_WAIT_BEFORE"},
	{2, "SYNC_FILE_RANGE_WRITE"},
	{4, "SYNC_FILE_RANGE_WAIT_AFTER"},
};

constexpr Name kRwfFlags[] = {
	{1, "RWF_HIPRI"},     {2, "RWF_DSYNC"},        {4, "RWF_SYNC"},
	{8, "RWF_NOWAIT"},    {0x10, "RWF_APPEND"},    {0x20, "RWF_NOAPPEND"},
	{0x40, "RWF_ATOMIC"}, {0x80, "RWF_DONTCACHE"}, {0x100, "RWF_NOSIGNAL"},
};

constexpr Name kFallocFlags[] = {
	{1, "FALLOC_FL_KEEP_SIZE"},        {2, "FALLOC_FL_PUNCH_HOLE"},      {4, "FALLOC_FL_NO_HIDE_STALE"},
	{8, "FALLOC_FL_COLLAPSE_RANGE"},   {0x10, "FALLOC_FL_ZERO_RANGE"},   {0x20, "FALLOC_FL_INSERT_RANGE"},
	{0x40, "FALLOC_FL_UNSHARE_RANGE"}, {0x80, "FALLOC_FL_WRITE_ZEROES"},
};

constexpr Name kFadviseAdvice[] = {
	{0, "POSIX_FADV_NORMAL"},   {1, "POSIX_FADV_RANDOM"},   {2, "POSIX_FADV_SEQUENTIAL"},
	{3, "POSIX_FADV_WILLNEED"}, {4, "POSIX_FADV_DONTNEED"}, {5, "POSIX_FADV_NOREUSE"},
};

constexpr Name kCloseRangeFlags[] = {
	{2, "CLOSE_RANGE_UNSHARE"},
	{4, "CLOSE_RANGE_CLOEXEC"},
};

constexpr Name kDirentTypes[] = {
	{0, "DT_UNKNOWN"}, {1, "DT_FIFO"}, {2, "DT_CHR"},   {4, "DT_DIR"},  {6, "DT_BLK"},
	{8, "DT_REG"},     {10, "DT_LNK"}, {12, "DT_SOCK"}, {14, "DT_WHT"},
};

constexpr Name kMemfdCreateFlagsPlain[] = {
	{1, "MFD_CLOEXEC"}, {2, "MFD_ALLOW_SEALING"}, {4, "MFD_HUGETLB"}, {8, "MFD_NOEXEC_SEAL"}, {16, "MFD_EXEC"},
};

constexpr auto kMemfdCreateFlagsTexts = shifted_texts("<<MFD_HUGE_SHIFT");
constexpr auto kMemfdCreateFlagsSizes = shifted_names(kMemfdCreateFlagsTexts);
constexpr auto kMemfdCreateFlags = join(kMemfdCreateFlagsPlain, kMemfdCreateFlagsSizes);

constexpr Name kMemfdSecretFlags[] = {
	{0x80000, "O_CLOEXEC"},
};

constexpr Name kSwapFlags[] = {
	{0x8000, "SWAP_FLAG_PREFER"},
	{0x10000, "SWAP_FLAG_DISCARD"},
	{0x20000, "SWAP_FLAG_DISCARD_ONCE"},
	{0x40000, "SWAP_FLAG_DISCARD_PAGES"},
};

constexpr Name kQuotaCmds[] = {
	{0x100, "Q_V1_QUOTAON"},   {0x200, "Q_V1_QUOTAOFF"},     {0x300, "Q_V1_GETQUOTA"},    {0x400, "Q_V1_SETQUOTA"},
	{0x500, "Q_V1_SETUSE"},    {0x600, "Q_V1_SYNC"},         {0x700, "Q_SETQLIM"},        {0x800, "Q_V1_GETSTATS"},
	{0x1000, "Q_V1_RSQUASH"},  {0xd00, "Q_V2_GETQUOTA"},     {0xe00, "Q_V2_SETQUOTA"},    {0xf00, "Q_V2_SETUSE"},
	{0x900, "Q_V2_GETINFO"},   {0xa00, "Q_V2_SETINFO"},      {0xb00, "Q_V2_SETGRACE"},    {0xc00, "Q_V2_SETFLAGS"},
	{0x1100, "Q_V2_GETSTATS"}, {0x800001, "Q_SYNC"},         {0x800002, "Q_QUOTAON"},     {0x800003, "Q_QUOTAOFF"},
	{0x800004, "Q_GETFMT"},    {0x800005, "Q_GETINFO"},      {0x800006, "Q_SETINFO"},     {0x800007, "Q_GETQUOTA"},
	{0x800008, "Q_SETQUOTA"},  {0x800009, "Q_GETNEXTQUOTA"}, {0x5801, "Q_XQUOTAON"},      {0x5802, "Q_XQUOTAOFF"},
	{0x5803, "Q_XGETQUOTA"},   {0x5804, "Q_XSETQLIM"},       {0x5805, "Q_XGETQSTAT"},     {0x5806, "Q_XQUOTARM"},
	{0x5807, "Q_XQUOTASYNC"},  {0x5808, "Q_XGETQSTATV"},     {0x5809, "Q_XGETNEXTQUOTA"},
};

constexpr Name kQuotaTypes[] = {
	{0, "USRQUOTA"},
	{1, "GRPQUOTA"},
	{2, "PRJQUOTA"},
};

constexpr Name kQuotaFormats[] = {
	{1, "QFMT_VFS_OLD"},
	{2, "QFMT_VFS_V0"},
	{3, "QFMT_OCFS2"},
	{4, "QFMT_VFS_V1"},
};

constexpr Name kIfDqblkValid[] = {
	{1, "QIF_BLIMITS"}, {2, "QIF_SPACE"}, {4, "QIF_ILIMITS"}, {8, "QIF_INODES"}, {16, "QIF_BTIME"}, {32, "QIF_ITIME"},
};

constexpr Name kIfDqinfoFlags[] = {
	{1, "DQF_ROOT_SQUASH"},
	{0x10000, "DQF_SYS_FILE"},
};

constexpr Name kIfDqinfoValid[] = {
	{1, "IIF_BGRACE"},
	{2, "IIF_IGRACE"},
	{4, "IIF_FLAGS"},
};

constexpr Name kXfsQuotaFlags[] = {
	{1, "FS_QUOTA_UDQ_ACCT"}, {2, "FS_QUOTA_UDQ_ENFD"},  {4, "FS_QUOTA_GDQ_ACCT"},
	{8, "FS_QUOTA_GDQ_ENFD"}, {16, "FS_QUOTA_PDQ_ACCT"}, {32, "FS_QUOTA_PDQ_ENFD"},
};

constexpr Name kXfsDqblkFlags[] = {
	{1, "FS_USER_QUOTA"},
	{2, "FS_PROJ_QUOTA"},
	{4, "FS_GROUP_QUOTA"},
};

constexpr Name kFsXflags[] = {
	{1, "FS_XFLAG_REALTIME"},         {2, "FS_XFLAG_PREALLOC"},         {8, "FS_XFLAG_IMMUTABLE"},
	{0x10, "FS_XFLAG_APPEND"},        {0x20, "FS_XFLAG_SYNC"},          {0x40, "FS_XFLAG_NOATIME"},
	{0x80, "FS_XFLAG_NODUMP"},        {0x100, "FS_XFLAG_RTINHERIT"},    {0x200, "FS_XFLAG_PROJINHERIT"},
	{0x400, "FS_XFLAG_NOSYMLINKS"},   {0x800, "FS_XFLAG_EXTSIZE"},      {0x1000, "FS_XFLAG_EXTSZINHERIT"},
	{0x2000, "FS_XFLAG_NODEFRAG"},    {0x4000, "FS_XFLAG_FILESTREAM"},  {0x8000, "FS_XFLAG_DAX"},
	{0x10000, "FS_XFLAG_COWEXTSIZE"}, {0x80000000, "FS_XFLAG_HASATTR"},
};

constexpr Name kFsInodeFlags[] = {
	{1, "FS_SECRM_FL"},
	{2, "FS_UNRM_FL"},
	{4, "FS_COMPR_FL"},
	{8, "FS_SYNC_FL"},
	{0x10, "FS_IMMUTABLE_FL"},
	{0x20, "FS_APPEND_FL"},
	{0x40, "FS_NODUMP_FL"},
	{0x80, "FS_NOATIME_FL"},
	{0x100, "FS_DIRTY_FL"},
	{0x200, "FS_COMPRBLK_FL"},
	{0x400, "FS_NOCOMP_FL"},
	{0x800, "FS_ENCRYPT_FL"},
	{0x1000, "FS_INDEX_FL"},
	{0x2000, "FS_IMAGIC_FL"},
	{0x4000, "FS_JOURNAL_DATA_FL"},
	{0x8000, "FS_NOTAIL_FL"},
	{0x10000, "FS_DIRSYNC_FL"},
	{0x20000, "FS_TOPDIR_FL"},
	{0x40000, "FS_HUGE_FILE_FL"},
	{0x80000, "FS_EXTENT_FL"},
	{0x100000, "FS_VERITY_FL"},
	{0x200000, "FS_EA_INODE_FL"},
	{0x400000, "FS_EOFBLOCKS_FL"},
	{0x800000, "FS_NOCOW_FL"},
	{0x2000000, "FS_DAX_FL"},
	{0x10000000, "FS_INLINE_DATA_FL"},
	{0x20000000, "FS_PROJINHERIT_FL"},
	{0x40000000, "FS_CASEFOLD_FL"},
	{0x80000000, "FS_RESERVED_FL"},
};

constexpr Name kFiemapFlags[] = {
	{1, "FIEMAP_FLAG_SYNC"},
	{2, "FIEMAP_FLAG_XATTR"},
	{4, "FIEMAP_FLAG_CACHE"},
};

constexpr Name kFiemapExtentFlags[] = {
	{1, "FIEMAP_EXTENT_LAST"},
	{2, "FIEMAP_EXTENT_UNKNOWN"},
	{4, "FIEMAP_EXTENT_DELALLOC"},
	{8, "FIEMAP_EXTENT_ENCODED"},
	{0x80, "FIEMAP_EXTENT_DATA_ENCRYPTED"},
	{0x100, "FIEMAP_EXTENT_NOT_ALIGNED"},
	{0x200, "FIEMAP_EXTENT_DATA_INLINE"},
	{0x400, "FIEMAP_EXTENT_DATA_TAIL"},
	{0x800, "FIEMAP_EXTENT_UNWRITTEN"},
	{0x1000, "FIEMAP_EXTENT_MERGED"},
	{0x2000, "FIEMAP_EXTENT_SHARED"},
};

constexpr Name kLoopFlags[] = {
	{1, "LO_FLAGS_READ_ONLY"}, {2, "LO_FLAGS_USE_AOPS"},   {4, "LO_FLAGS_AUTOCLEAR"},
	{8, "LO_FLAGS_PARTSCAN"},  {16, "LO_FLAGS_DIRECT_IO"},
};

constexpr Name kLoopCryptTypes[] = {
	{0, "LO_CRYPT_NONE"},      {1, "LO_CRYPT_XOR"},        {2, "LO_CRYPT_DES"},  {3, "LO_CRYPT_FISH2"},
	{4, "LO_CRYPT_BLOW"},      {5, "LO_CRYPT_CAST128"},    {6, "LO_CRYPT_IDEA"}, {9, "LO_CRYPT_DUMMY"},
	{10, "LO_CRYPT_SKIPJACK"}, {18, "LO_CRYPT_CRYPTOAPI"},
};

} // namespace

constinit const Xlat open_access_modes = {"", kOpenAccessModes};
constinit const Xlat open_flags = {"O_???", kOpenFlags, 0x3, &open_access_modes};
constinit const Xlat open_mode_flags = {"O_???", kOpenFlags};
constinit const Xlat resolve_flags = {"RESOLVE_???", kResolveFlags};
constinit const Xlat at_flags = {"AT_???", kAtFlags};
constinit const Xlat faccessat_flags = {"AT_???", kFaccessatFlags};
constinit const Xlat name_to_handle_at_flags = {"AT_???", kNameToHandleAtFlags};
constinit const Xlat access_modes = {"?_OK", kAccessModes};
constinit const Xlat execveat_flags = {"AT_???", kExecveatFlags};
constinit const Xlat statx_sync_types = {"", kStatxSyncTypes};
constinit const Xlat statx_flags = {"", kAtFlags, 0x6000, &statx_sync_types};
constinit const Xlat statx_masks = {"STATX_???", kStatxMasks};
constinit const Xlat statx_attrs = {"STATX_ATTR_???", kStatxAttrs};
constinit const Xlat fcntl_cmds = {"F_???", kFcntlCmds};
constinit const Xlat fd_flags = {"FD_???", kFdFlags};
constinit const Xlat lock_types = {"F_???", kLockTypes};
constinit const Xlat flock_ops = {"LOCK_???", kFlockOps};
constinit const Xlat f_owner_types = {"F_OWNER_???", kFOwnerTypes};
constinit const Xlat seals = {"F_SEAL_???", kSeals};
constinit const Xlat notify_flags = {"DN_???", kNotifyFlags};
constinit const Xlat whence = {"SEEK_???", kWhence};
constinit const Xlat file_types = {"", kFileTypes};
constinit const Xlat rename_flags = {"RENAME_??", kRenameFlags};
constinit const Xlat mount_magic = {"", kMountMagic};
constinit const Xlat mount_flags = {"MS_???", kMountFlags, 0xffff0000, &mount_magic};
constinit const Xlat umount_flags = {"MNT_???", kUmountFlags};
constinit const Xlat mount_attrs = {"MOUNT_ATTR_???", kMountAttrs};
constinit const Xlat mount_propagation = {"MS_???", kMountPropagation};
constinit const Xlat mount_setattr_flags = {"AT_???", kMountSetattrFlags};
constinit const Xlat move_mount_flags = {"MOVE_MOUNT_???", kMoveMountFlags};
constinit const Xlat open_tree_flags = {"OPEN_TREE_???", kOpenTreeFlags};
constinit const Xlat fsopen_flags = {"FSOPEN_???", kFsopenFlags};
constinit const Xlat fsmount_flags = {"FSMOUNT_???", kFsmountFlags};
constinit const Xlat fsmount_attrs = {"MOUNT_ATTR_???", kFsmountAttrs};
constinit const Xlat fspick_flags = {"FSPICK_???", kFspickFlags};
constinit const Xlat fsconfig_cmds = {"FSCONFIG_???", kFsconfigCmds};
constinit const Xlat statmount_masks = {"STATMOUNT_???", kStatmountMasks};
constinit const Xlat listmount_flags = {"LISTMOUNT_???", kListmountFlags};
constinit const Xlat listmount_ids = {"", kListmountIds};
constinit const Xlat statfs_flags = {"ST_???", kStatfsFlags};
constinit const Xlat fs_magic = {"", kFsMagic};
constinit const Xlat xattr_flags = {"XATTR_???", kXattrFlags};
constinit const Xlat inotify_events = {"IN_???", kInotifyEvents};
constinit const Xlat inotify_init_flags = {"IN_???", kInotifyInitFlags};
constinit const Xlat fan_classes = {"FAN_CLASS_???", kFanClasses};
constinit const Xlat fan_init_flags = {"FAN_???", kFanInitFlags};
constinit const Xlat fan_mark_flags = {"FAN_MARK_???", kFanMarkFlags};
constinit const Xlat fan_event_flags = {"FAN_???", kFanEventFlags};
constinit const Xlat splice_flags = {"SPLICE_F_???", kSpliceFlags};
constinit const Xlat sync_file_range_flags = {"SYNC_FILE_RANGE_???", kSyncFileRangeFlags};
constinit const Xlat rwf_flags = {"RWF_???", kRwfFlags};
constinit const Xlat falloc_flags = {"FALLOC_FL_???", kFallocFlags};
constinit const Xlat fadvise_advice = {"POSIX_FADV_???", kFadviseAdvice};
constinit const Xlat close_range_flags = {"CLOSE_RANGE_???", kCloseRangeFlags};
constinit const Xlat dirent_types = {"DT_???", kDirentTypes};
constinit const Xlat memfd_create_flags = {"MFD_???", kMemfdCreateFlags};
constinit const Xlat memfd_secret_flags = {"", kMemfdSecretFlags};
constinit const Xlat swap_flags = {"SWAP_FLAG_???", kSwapFlags};
constinit const Xlat quota_cmds = {"Q_???", kQuotaCmds};
constinit const Xlat quota_types = {"???QUOTA", kQuotaTypes};
constinit const Xlat quota_formats = {"QFMT_VFS_???", kQuotaFormats};
constinit const Xlat if_dqblk_valid = {"QIF_???", kIfDqblkValid};
constinit const Xlat if_dqinfo_flags = {"DQF_???", kIfDqinfoFlags};
constinit const Xlat if_dqinfo_valid = {"IIF_???", kIfDqinfoValid};
constinit const Xlat xfs_quota_flags = {"FS_QUOTA_???", kXfsQuotaFlags};
constinit const Xlat xfs_dqblk_flags = {"", kXfsDqblkFlags};
constinit const Xlat fs_xflags = {"FS_XFLAG_???", kFsXflags};
constinit const Xlat fs_inode_flags = {"FS_???_FL", kFsInodeFlags};
constinit const Xlat fiemap_flags = {"FIEMAP_FLAG_???", kFiemapFlags};
constinit const Xlat fiemap_extent_flags = {"FIEMAP_EXTENT_???", kFiemapExtentFlags};
constinit const Xlat loop_flags = {"LO_FLAGS_???", kLoopFlags};
constinit const Xlat loop_crypt_types = {"LO_CRYPT_???", kLoopCryptTypes};

} // namespace strobe::spec
