// SPDX-License-Identifier: BSD-2-Clause
// Structures of files, descriptors and mounts, as x86-64 lays them out.
#pragma once

#include <linux/openat2.h>
#include <linux/stat.h>

#include "spec/structs_common.h"
#include "spec/xlat_fs.h"

namespace strobe::spec {

// clang-format off

// ---- printed by special functions: only their sizes count ------------------------------------------------------------

inline constexpr StructDef kStatBuffer{"stat", 144, {}, 56}; // short: up to st_size
inline constexpr StructDef kStatx{"statx", sizeof(struct statx), {}};
inline constexpr StructDef kOpenHow{"open_how", sizeof(open_how), {}};
inline constexpr StructDef kMountAttr{"mount_attr", 32, {}};
inline constexpr StructDef kFileAttr{"file_attr", 24, {}};
inline constexpr StructDef kMountIdRequest{"mnt_id_req", 32, {}};
inline constexpr StructDef kStatmount{"statmount", 512, {}};

// ---- file systems ----------------------------------------------------------------------------------------------------

inline constexpr Type kFsidWord = t_hex(4);
inline constexpr Field kFsidFields[] = {{"val", 0, t_array(kFsidWord, 2)}};
inline constexpr StructDef kFsid{"fsid_t", 8, kFsidFields};

inline constexpr Field kStatfsFields[] = {
	{"f_type", 0, t_enum(fs_magic, 8)},
	{"f_bsize", 8, t_uint(8)},
	{"f_blocks", 16, t_uint(8)},
	{"f_bfree", 24, t_uint(8)},
	{"f_bavail", 32, t_uint(8)},
	{"f_files", 40, t_uint(8)},
	{"f_ffree", 48, t_uint(8)},
	{"f_fsid", 56, t_struct(kFsid)},
	{"f_namelen", 64, t_uint(8)},
	{"f_frsize", 72, t_uint(8)},
	{"f_flags", 80, t_flags(statfs_flags, 8), Show::kNonZero}, // without ST_VALID the kernel leaves it zero
};
inline constexpr StructDef kStatfsBuffer{"statfs", 120, kStatfsFields};

inline constexpr Field kCachestatRangeFields[] = {{"off", 0, t_hex(8)}, {"len", 8, t_uint(8)}};
inline constexpr StructDef kCachestatRange{"cachestat_range", 16, kCachestatRangeFields};

inline constexpr Field kCachestatFields[] = {
	{"nr_cache", 0, t_uint(8)}, {"nr_dirty", 8, t_uint(8)}, {"nr_writeback", 16, t_uint(8)},
	{"nr_evicted", 24, t_uint(8)}, {"nr_recently_evicted", 32, t_uint(8)},
};
inline constexpr StructDef kCachestat{"cachestat", 40, kCachestatFields};

// ---- times -----------------------------------------------------------------------------------------------------------

inline constexpr Field kUtimbufFields[] = {
	{"actime", 0, special(t_int(8), "time")}, {"modtime", 8, special(t_int(8), "time")}};
inline constexpr StructDef kUtimbuf{"utimbuf", 16, kUtimbufFields};

inline constexpr Type kTimespecTime = special(t_struct(kTimespec), "timespec_time");
inline constexpr Type kTimevalTime = special(t_struct(kTimeval), "timeval_time");

// ---- descriptors -----------------------------------------------------------------------------------------------------

inline constexpr Field kFlockFields[] = {
	{"l_type", 0, t_enum(lock_types, 2)}, {"l_whence", 2, t_enum(whence, 2)},
	{"l_start", 8, t_int(8)}, {"l_len", 16, t_int(8)},
};
inline constexpr StructDef kFlock{"flock", 32, kFlockFields};

/// As F_GETLK fills it: with the owner of the lock that stands in the way.
inline constexpr Field kFoundFlockFields[] = {
	{"l_type", 0, t_enum(lock_types, 2)}, {"l_whence", 2, t_enum(whence, 2)},
	{"l_start", 8, t_int(8)}, {"l_len", 16, t_int(8)}, {"l_pid", 24, t_pid()},
};
inline constexpr StructDef kFoundFlock{"flock", 32, kFoundFlockFields};

inline constexpr Field kOwnerFields[] = {{"type", 0, t_enum(f_owner_types)}, {"pid", 4, t_pid()}};
inline constexpr StructDef kOwner{"f_owner_ex", 8, kOwnerFields};

// ---- extended attributes of setxattrat, getxattrat -------------------------------------------------------------------

inline constexpr uint32_t kXattrMax = 65536; ///< XATTR_SIZE_MAX of linux/limits.h

inline constexpr Field kInXattrArgsFields[] = {
	{"value", 0, special(to_bytes(by("size", kXattrMax)), "xattr_value")}, {"size", 8, t_uint(4)},
	{"flags", 12, t_flags(xattr_flags)},
};
inline constexpr StructDef kInXattrArgs{"xattr_args", 16, kInXattrArgsFields};

inline constexpr Field kOutXattrArgsFields[] = {
	{"value", 0, special(to_bytes({.from = LenFrom::kRet, .n = kXattrMax}), "xattr_value")}, {"size", 8, t_uint(4)},
	{"flags", 12, t_flags(xattr_flags)},
};
inline constexpr StructDef kOutXattrArgs{"xattr_args", 16, kOutXattrArgsFields};

// ---- quotas ----------------------------------------------------------------------------------------------------------

inline constexpr Field kDqblkFields[] = {
	{"dqb_bhardlimit", 0, t_uint(8)},
	{"dqb_bsoftlimit", 8, t_uint(8)},
	{"dqb_curspace", 16, t_uint(8)},
	{"dqb_ihardlimit", 24, t_uint(8)},
	{"dqb_isoftlimit", 32, t_uint(8)},
	{"dqb_curinodes", 40, t_uint(8)},
	{"dqb_btime", 48, t_uint(8), Show::kVerbose},
	{"dqb_itime", 56, t_uint(8), Show::kVerbose},
	{"dqb_valid", 64, t_flags(if_dqblk_valid), Show::kVerbose},
};
inline constexpr StructDef kDqblk{"if_dqblk", 68, kDqblkFields}; // without its padding: that need not be readable

inline constexpr Field kNextDqblkFields[] = {
	{"dqb_bhardlimit", 0, t_uint(8)},
	{"dqb_bsoftlimit", 8, t_uint(8)},
	{"dqb_curspace", 16, t_uint(8)},
	{"dqb_ihardlimit", 24, t_uint(8)},
	{"dqb_isoftlimit", 32, t_uint(8)},
	{"dqb_curinodes", 40, t_uint(8)},
	{"dqb_btime", 48, t_uint(8), Show::kVerbose},
	{"dqb_itime", 56, t_uint(8), Show::kVerbose},
	{"dqb_valid", 64, t_flags(if_dqblk_valid), Show::kVerbose},
	{"dqb_id", 68, t_uint(4)},
};
inline constexpr StructDef kNextDqblk{"if_nextdqblk", 72, kNextDqblkFields};

inline constexpr Field kDqinfoFields[] = {
	{"dqi_bgrace", 0, t_uint(8)}, {"dqi_igrace", 8, t_uint(8)},
	{"dqi_flags", 16, t_flags(if_dqinfo_flags)}, {"dqi_valid", 20, t_flags(if_dqinfo_valid)},
};
inline constexpr StructDef kDqinfo{"if_dqinfo", 24, kDqinfoFields};

inline constexpr Field kXfsQuotaFields[] = {
	{"d_version", 0, t_int(1)},
	{"d_flags", 1, t_flags(xfs_dqblk_flags, 1)},
	{"d_fieldmask", 2, t_hex(2)},
	{"d_id", 4, t_uint(4)},
	{"d_blk_hardlimit", 8, t_uint(8)},
	{"d_blk_softlimit", 16, t_uint(8)},
	{"d_ino_hardlimit", 24, t_uint(8)},
	{"d_ino_softlimit", 32, t_uint(8)},
	{"d_bcount", 40, t_uint(8)},
	{"d_icount", 48, t_uint(8)},
	{"d_itimer", 56, t_int(4), Show::kVerbose},
	{"d_btimer", 60, t_int(4), Show::kVerbose},
	{"d_iwarns", 64, t_uint(2), Show::kVerbose},
	{"d_bwarns", 66, t_uint(2), Show::kVerbose},
	{"d_rtb_hardlimit", 72, t_uint(8), Show::kVerbose},
	{"d_rtb_softlimit", 80, t_uint(8), Show::kVerbose},
	{"d_rtbcount", 88, t_uint(8), Show::kVerbose},
	{"d_rtbtimer", 96, t_int(4), Show::kVerbose},
	{"d_rtbwarns", 100, t_uint(2), Show::kVerbose},
};
inline constexpr StructDef kXfsQuota{"fs_disk_quota", 112, kXfsQuotaFields};

inline constexpr Field kQfilestatFields[] = {
	{"qfs_ino", 0, t_uint(8)}, {"qfs_nblks", 8, t_uint(8)}, {"qfs_nextents", 16, t_uint(4)}};
inline constexpr StructDef kQfilestat{"fs_qfilestat", 24, kQfilestatFields};

inline constexpr Field kQuotaStatFields[] = {
	{"qs_version", 0, t_int(1)},
	{"qs_flags", 2, t_flags(xfs_quota_flags, 2), Show::kVerbose},
	{"qs_uquota", 8, t_struct(kQfilestat), Show::kVerbose},
	{"qs_gquota", 32, t_struct(kQfilestat), Show::kVerbose},
	{"qs_incoredqs", 56, t_uint(4), Show::kVerbose},
	{"qs_btimelimit", 60, t_int(4), Show::kVerbose},
	{"qs_itimelimit", 64, t_int(4), Show::kVerbose},
	{"qs_rtbtimelimit", 68, t_int(4), Show::kVerbose},
	{"qs_bwarnlimit", 72, t_uint(2), Show::kVerbose},
	{"qs_iwarnlimit", 74, t_uint(2), Show::kVerbose},
};
inline constexpr StructDef kQuotaStat{"fs_quota_stat", 80, kQuotaStatFields};

inline constexpr Field kQuotaStatvFields[] = {
	{"qs_version", 0, t_int(1)},
	{"qs_flags", 2, t_flags(xfs_quota_flags, 2), Show::kVerbose},
	{"qs_incoredqs", 4, t_uint(4), Show::kVerbose},
	{"qs_uquota", 8, t_struct(kQfilestat), Show::kVerbose},
	{"qs_gquota", 32, t_struct(kQfilestat), Show::kVerbose},
	{"qs_pquota", 56, t_struct(kQfilestat), Show::kVerbose},
	{"qs_btimelimit", 80, t_int(4), Show::kVerbose},
	{"qs_itimelimit", 84, t_int(4), Show::kVerbose},
	{"qs_rtbtimelimit", 88, t_int(4), Show::kVerbose},
	{"qs_bwarnlimit", 92, t_uint(2), Show::kVerbose},
	{"qs_iwarnlimit", 94, t_uint(2), Show::kVerbose},
};
inline constexpr StructDef kQuotaStatv{"fs_quota_statv", 160, kQuotaStatvFields};

// clang-format on

} // namespace strobe::spec
