// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_storage.h"

namespace strobe::spec {

namespace {

constexpr Name kMtdFileModes[] = {
	{0, "MTD_FILE_MODE_NORMAL"},
	{1, "MTD_FILE_MODE_OTP_FACTORY"},
	{2, "MTD_FILE_MODE_OTP_USER"},
	{3, "MTD_FILE_MODE_RAW"},
};

constexpr Name kMtdFlags[] = {
	{0x400, "MTD_WRITEABLE"},     {0x800, "MTD_BIT_WRITEABLE"},         {0x1000, "MTD_NO_ERASE"},
	{0x2000, "MTD_POWERUP_LOCK"}, {0x4000, "MTD_SLC_ON_MLC_EMULATION"},
};

constexpr Name kMtdModes[] = {
	{0, "MTD_OPS_PLACE_OOB"},
	{1, "MTD_OPS_AUTO_OOB"},
	{2, "MTD_OPS_RAW"},
};

constexpr Name kMtdNandecc[] = {
	{0, "MTD_NANDECC_OFF"},       {1, "MTD_NANDECC_PLACE"},      {2, "MTD_NANDECC_AUTOPLACE"},
	{3, "MTD_NANDECC_PLACEONLY"}, {4, "MTD_NANDECC_AUTOPL_USR"},
};

constexpr Name kMtdOtp[] = {
	{0, "MTD_OTP_OFF"},
	{1, "MTD_OTP_FACTORY"},
	{2, "MTD_OTP_USER"},
};

constexpr Name kMtdTypes[] = {
	{0, "MTD_ABSENT"},    {1, "MTD_RAM"},       {2, "MTD_ROM"},       {3, "MTD_NORFLASH"},
	{4, "MTD_NANDFLASH"}, {6, "MTD_DATAFLASH"}, {7, "MTD_UBIVOLUME"}, {8, "MTD_MLCNANDFLASH"},
};

constexpr Name kSeccompRespFlags[] = {
	{1, "SECCOMP_USER_NOTIF_FLAG_CONTINUE"},
};

constexpr Name kSeccompAddfdFlags[] = {
	{1, "SECCOMP_ADDFD_FLAG_SETFD"},
	{2, "SECCOMP_ADDFD_FLAG_SEND"},
};

constexpr Name kSgDirections[] = {
	{0xffffffff, "SG_DXFER_NONE"},
	{0xfffffffe, "SG_DXFER_TO_DEV"},
	{0xfffffffd, "SG_DXFER_FROM_DEV"},
	{0xfffffffc, "SG_DXFER_TO_FROM_DEV"},
};

constexpr Name kSgFlags[] = {
	{1, "SG_FLAG_DIRECT_IO"},      {2, "SG_FLAG_UNUSED_LUN_INHIBIT"}, {4, "SG_FLAG_MMAP_IO"},
	{0x10000, "SG_FLAG_NO_DXFER"}, {0x10, "SG_FLAG_Q_AT_TAIL"},       {0x20, "SG_FLAG_Q_AT_HEAD"},
};

constexpr Name kSgInfo[] = {
	{1, "SG_INFO_CHECK"},
	{2, "SG_INFO_DIRECT_IO"},
	{4, "SG_INFO_MIXED_IO"},
};

constexpr Name kBsgProtocols[] = {
	{0, "BSG_PROTOCOL_SCSI"},
};

constexpr Name kBsgSubprotocols[] = {
	{0, "BSG_SUB_PROTOCOL_SCSI_CMD"},
	{1, "BSG_SUB_PROTOCOL_SCSI_TMF"},
	{2, "BSG_SUB_PROTOCOL_SCSI_TRANSPORT"},
};

constexpr Name kBsgFlags[] = {
	{0x10, "BSG_FLAG_Q_AT_TAIL"},
	{0x20, "BSG_FLAG_Q_AT_HEAD"},
};

constexpr Name kDmFlags[] = {
	{1, "DM_READONLY_FLAG"},
	{2, "DM_SUSPEND_FLAG"},
	{4, "DM_EXISTS_FLAG"},
	{8, "DM_PERSISTENT_DEV_FLAG"},
	{0x10, "DM_STATUS_TABLE_FLAG"},
	{0x20, "DM_ACTIVE_PRESENT_FLAG"},
	{0x40, "DM_INACTIVE_PRESENT_FLAG"},
	{0x100, "DM_BUFFER_FULL_FLAG"},
	{0x200, "DM_SKIP_BDGET_FLAG"},
	{0x400, "DM_SKIP_LOCKFS_FLAG"},
	{0x800, "DM_NOFLUSH_FLAG"},
	{0x1000, "DM_QUERY_INACTIVE_TABLE_FLAG"},
	{0x2000, "DM_UEVENT_GENERATED_FLAG"},
	{0x4000, "DM_UUID_FLAG"},
	{0x8000, "DM_SECURE_DATA_FLAG"},
	{0x10000, "DM_DATA_OUT_FLAG"},
	{0x20000, "DM_DEFERRED_REMOVE"},
	{0x40000, "DM_INTERNAL_SUSPEND_FLAG"},
	{0x80000, "DM_IMA_MEASUREMENT_FLAG"},
};

constexpr Name kBtrfsDefragFlags[] = {
	{1, "BTRFS_DEFRAG_RANGE_COMPRESS"},
	{2, "BTRFS_DEFRAG_RANGE_START_IO"},
};

constexpr Name kBtrfsDevReplaceCmds[] = {
	{0, "BTRFS_IOCTL_DEV_REPLACE_CMD_START"},
	{1, "BTRFS_IOCTL_DEV_REPLACE_CMD_STATUS"},
	{2, "BTRFS_IOCTL_DEV_REPLACE_CMD_CANCEL"},
};

constexpr Name kBtrfsDevReplaceResults[] = {
	{0, "BTRFS_IOCTL_DEV_REPLACE_RESULT_NO_ERROR"},
	{1, "BTRFS_IOCTL_DEV_REPLACE_RESULT_NOT_STARTED"},
	{2, "BTRFS_IOCTL_DEV_REPLACE_RESULT_ALREADY_STARTED"},
	{3, "BTRFS_IOCTL_DEV_REPLACE_RESULT_SCRUB_INPROGRESS"},
};

constexpr Name kBtrfsDevReplaceState[] = {
	{0, "BTRFS_IOCTL_DEV_REPLACE_STATE_NEVER_STARTED"}, {1, "BTRFS_IOCTL_DEV_REPLACE_STATE_STARTED"},
	{2, "BTRFS_IOCTL_DEV_REPLACE_STATE_FINISHED"},      {3, "BTRFS_IOCTL_DEV_REPLACE_STATE_CANCELED"},
	{4, "BTRFS_IOCTL_DEV_REPLACE_STATE_SUSPENDED"},
};

constexpr Name kBtrfsContReading[] = {
	{0, "BTRFS_IOCTL_DEV_REPLACE_CONT_READING_FROM_SRCDEV_MODE_ALWAYS"},
	{1, "BTRFS_IOCTL_DEV_REPLACE_CONT_READING_FROM_SRCDEV_MODE_AVOID"},
};

constexpr Name kBtrfsDevStatsFlags[] = {
	{1, "BTRFS_DEV_STATS_RESET"},
};

constexpr Name kBtrfsBalanceArgs[] = {
	{1, "BTRFS_BALANCE_ARGS_PROFILES"},       {2, "BTRFS_BALANCE_ARGS_USAGE"},
	{4, "BTRFS_BALANCE_ARGS_DEVID"},          {8, "BTRFS_BALANCE_ARGS_DRANGE"},
	{16, "BTRFS_BALANCE_ARGS_VRANGE"},        {32, "BTRFS_BALANCE_ARGS_LIMIT"},
	{64, "BTRFS_BALANCE_ARGS_LIMIT_RANGE"},   {128, "BTRFS_BALANCE_ARGS_STRIPES_RANGE"},
	{256, "BTRFS_BALANCE_ARGS_CONVERT"},      {512, "BTRFS_BALANCE_ARGS_SOFT"},
	{1024, "BTRFS_BALANCE_ARGS_USAGE_RANGE"},
};

constexpr Name kBtrfsBalanceFlags[] = {
	{1, "BTRFS_BALANCE_DATA"},  {2, "BTRFS_BALANCE_SYSTEM"},  {4, "BTRFS_BALANCE_METADATA"},
	{8, "BTRFS_BALANCE_FORCE"}, {16, "BTRFS_BALANCE_RESUME"},
};

constexpr Name kBtrfsBalanceState[] = {
	{1, "BTRFS_BALANCE_STATE_RUNNING"},
	{2, "BTRFS_BALANCE_STATE_PAUSE_REQ"},
	{4, "BTRFS_BALANCE_STATE_CANCEL_REQ"},
};

constexpr Name kBtrfsBalanceCtl[] = {
	{1, "BTRFS_BALANCE_CTL_PAUSE"},
	{2, "BTRFS_BALANCE_CTL_CANCEL"},
};

constexpr Name kBtrfsFeaturesCompatRo[] = {
	{1, "BTRFS_FEATURE_COMPAT_RO_FREE_SPACE_TREE"},
	{2, "BTRFS_FEATURE_COMPAT_RO_FREE_SPACE_TREE_VALID"},
	{4, "BTRFS_FEATURE_COMPAT_RO_VERITY"},
	{8, "BTRFS_FEATURE_COMPAT_RO_BLOCK_GROUP_TREE"},
};

constexpr Name kBtrfsFeaturesIncompat[] = {
	{1, "BTRFS_FEATURE_INCOMPAT_MIXED_BACKREF"},     {2, "BTRFS_FEATURE_INCOMPAT_DEFAULT_SUBVOL"},
	{4, "BTRFS_FEATURE_INCOMPAT_MIXED_GROUPS"},      {8, "BTRFS_FEATURE_INCOMPAT_COMPRESS_LZO"},
	{16, "BTRFS_FEATURE_INCOMPAT_COMPRESS_ZSTD"},    {32, "BTRFS_FEATURE_INCOMPAT_BIG_METADATA"},
	{64, "BTRFS_FEATURE_INCOMPAT_EXTENDED_IREF"},    {128, "BTRFS_FEATURE_INCOMPAT_RAID56"},
	{256, "BTRFS_FEATURE_INCOMPAT_SKINNY_METADATA"}, {512, "BTRFS_FEATURE_INCOMPAT_NO_HOLES"},
	{1024, "BTRFS_FEATURE_INCOMPAT_METADATA_UUID"},  {2048, "BTRFS_FEATURE_INCOMPAT_RAID1C34"},
	{4096, "BTRFS_FEATURE_INCOMPAT_ZONED"},          {8192, "BTRFS_FEATURE_INCOMPAT_EXTENT_TREE_V2"},
};

constexpr Name kBtrfsFsInfoFlags[] = {
	{1, "BTRFS_FS_INFO_FLAG_CSUM_INFO"},
	{2, "BTRFS_FS_INFO_FLAG_GENERATION"},
	{4, "BTRFS_FS_INFO_FLAG_METADATA_UUID"},
};

constexpr Name kBtrfsCsumTypes[] = {
	{0, "BTRFS_CSUM_TYPE_CRC32"},
	{1, "BTRFS_CSUM_TYPE_XXHASH"},
	{2, "BTRFS_CSUM_TYPE_SHA256"},
	{3, "BTRFS_CSUM_TYPE_BLAKE2"},
};

constexpr Name kBtrfsLogicalInoFlags[] = {
	{1, "BTRFS_LOGICAL_INO_ARGS_IGNORE_OFFSET"},
};

constexpr Name kBtrfsQuotaCtl[] = {
	{1, "BTRFS_QUOTA_CTL_ENABLE"},
	{2, "BTRFS_QUOTA_CTL_DISABLE"},
	{3, "BTRFS_QUOTA_CTL_RESCAN__NOTUSED"},
};

constexpr Name kBtrfsQgroupInheritFlags[] = {
	{1, "BTRFS_QGROUP_INHERIT_SET_LIMITS"},
};

constexpr Name kBtrfsQgroupLimitFlags[] = {
	{1, "BTRFS_QGROUP_LIMIT_MAX_RFER"}, {2, "BTRFS_QGROUP_LIMIT_MAX_EXCL"},   {4, "BTRFS_QGROUP_LIMIT_RSV_RFER"},
	{8, "BTRFS_QGROUP_LIMIT_RSV_EXCL"}, {16, "BTRFS_QGROUP_LIMIT_RFER_CMPR"}, {32, "BTRFS_QGROUP_LIMIT_EXCL_CMPR"},
};

constexpr Name kBtrfsScrubFlags[] = {
	{1, "BTRFS_SCRUB_READONLY"},
};

constexpr Name kBtrfsSendFlags[] = {
	{1, "BTRFS_SEND_FLAG_NO_FILE_DATA"}, {2, "BTRFS_SEND_FLAG_OMIT_STREAM_HEADER"}, {4, "BTRFS_SEND_FLAG_OMIT_END_CMD"},
	{8, "BTRFS_SEND_FLAG_VERSION"},      {0x10, "BTRFS_SEND_FLAG_COMPRESSED"},
};

constexpr Name kBtrfsSnapFlags[] = {
	{1, "BTRFS_SUBVOL_CREATE_ASYNC"},
	{2, "BTRFS_SUBVOL_RDONLY"},
	{4, "BTRFS_SUBVOL_QGROUP_INHERIT"},
};

constexpr Name kBtrfsSpaceInfoFlags[] = {
	{1, "BTRFS_BLOCK_GROUP_DATA"},
	{2, "BTRFS_BLOCK_GROUP_SYSTEM"},
	{4, "BTRFS_BLOCK_GROUP_METADATA"},
	{8, "BTRFS_BLOCK_GROUP_RAID0"},
	{0x10, "BTRFS_BLOCK_GROUP_RAID1"},
	{0x20, "BTRFS_BLOCK_GROUP_DUP"},
	{0x40, "BTRFS_BLOCK_GROUP_RAID10"},
	{0x80, "BTRFS_BLOCK_GROUP_RAID5"},
	{0x100, "BTRFS_BLOCK_GROUP_RAID6"},
	{0x1000000000000, "BTRFS_AVAIL_ALLOC_BIT_SINGLE"},
	{0x2000000000000, "BTRFS_SPACE_INFO_GLOBAL_RSV"},
};

constexpr Name kBtrfsCompress[] = {
	{0, "BTRFS_COMPRESS_NONE"},
	{1, "BTRFS_COMPRESS_ZLIB"},
	{2, "BTRFS_COMPRESS_LZO"},
	{3, "BTRFS_COMPRESS_ZSTD"},
};

constexpr Name kBtrfsDevStats[] = {
	{0, "BTRFS_DEV_STAT_WRITE_ERRS"},      {1, "BTRFS_DEV_STAT_READ_ERRS"},       {2, "BTRFS_DEV_STAT_FLUSH_ERRS"},
	{3, "BTRFS_DEV_STAT_CORRUPTION_ERRS"}, {4, "BTRFS_DEV_STAT_GENERATION_ERRS"},
};

constexpr Name kBtrfsKeyTypes[] = {
	{1, "BTRFS_INODE_ITEM_KEY"},         {12, "BTRFS_INODE_REF_KEY"},          {13, "BTRFS_INODE_EXTREF_KEY"},
	{24, "BTRFS_XATTR_ITEM_KEY"},        {36, "BTRFS_VERITY_DESC_ITEM_KEY"},   {37, "BTRFS_VERITY_MERKLE_ITEM_KEY"},
	{48, "BTRFS_ORPHAN_ITEM_KEY"},       {60, "BTRFS_DIR_LOG_ITEM_KEY"},       {72, "BTRFS_DIR_LOG_INDEX_KEY"},
	{84, "BTRFS_DIR_ITEM_KEY"},          {96, "BTRFS_DIR_INDEX_KEY"},          {108, "BTRFS_EXTENT_DATA_KEY"},
	{128, "BTRFS_EXTENT_CSUM_KEY"},      {132, "BTRFS_ROOT_ITEM_KEY"},         {144, "BTRFS_ROOT_BACKREF_KEY"},
	{156, "BTRFS_ROOT_REF_KEY"},         {168, "BTRFS_EXTENT_ITEM_KEY"},       {169, "BTRFS_METADATA_ITEM_KEY"},
	{176, "BTRFS_TREE_BLOCK_REF_KEY"},   {178, "BTRFS_EXTENT_DATA_REF_KEY"},   {180, "BTRFS_EXTENT_REF_V0_KEY"},
	{182, "BTRFS_SHARED_BLOCK_REF_KEY"}, {184, "BTRFS_SHARED_DATA_REF_KEY"},   {192, "BTRFS_BLOCK_GROUP_ITEM_KEY"},
	{198, "BTRFS_FREE_SPACE_INFO_KEY"},  {199, "BTRFS_FREE_SPACE_EXTENT_KEY"}, {200, "BTRFS_FREE_SPACE_BITMAP_KEY"},
	{204, "BTRFS_DEV_EXTENT_KEY"},       {216, "BTRFS_DEV_ITEM_KEY"},          {228, "BTRFS_CHUNK_ITEM_KEY"},
	{240, "BTRFS_QGROUP_STATUS_KEY"},    {242, "BTRFS_QGROUP_INFO_KEY"},       {244, "BTRFS_QGROUP_LIMIT_KEY"},
	{246, "BTRFS_QGROUP_RELATION_KEY"},  {248, "BTRFS_TEMPORARY_ITEM_KEY"},    {249, "BTRFS_PERSISTENT_ITEM_KEY"},
	{250, "BTRFS_DEV_REPLACE_KEY"},      {251, "BTRFS_UUID_KEY_SUBVOL"},       {252, "BTRFS_UUID_KEY_RECEIVED_SUBVOL"},
	{253, "BTRFS_STRING_ITEM_KEY"},
};

constexpr Name kBtrfsObjectids[] = {
	{1, "BTRFS_ROOT_TREE_OBJECTID"},
	{2, "BTRFS_EXTENT_TREE_OBJECTID"},
	{3, "BTRFS_CHUNK_TREE_OBJECTID"},
	{4, "BTRFS_DEV_TREE_OBJECTID"},
	{5, "BTRFS_FS_TREE_OBJECTID"},
	{6, "BTRFS_ROOT_TREE_DIR_OBJECTID"},
	{7, "BTRFS_CSUM_TREE_OBJECTID"},
	{8, "BTRFS_QUOTA_TREE_OBJECTID"},
	{9, "BTRFS_UUID_TREE_OBJECTID"},
	{0xa, "BTRFS_FREE_SPACE_TREE_OBJECTID"},
	{0xb, "BTRFS_BLOCK_GROUP_TREE_OBJECTID"},
	{0x100, "BTRFS_FIRST_FREE_OBJECTID"},
	{0xffffffffffffff00, "BTRFS_LAST_FREE_OBJECTID"},
};

} // namespace

constinit const Xlat mtd_file_modes = {"MTD_FILE_MODE_???", kMtdFileModes};
constinit const Xlat mtd_flags = {"MTD_???", kMtdFlags};
constinit const Xlat mtd_modes = {"MTD_OPS_???", kMtdModes};
constinit const Xlat mtd_nandecc = {"MTD_NANDECC_???", kMtdNandecc};
constinit const Xlat mtd_otp = {"MTD_OTP_???", kMtdOtp};
constinit const Xlat mtd_types = {"MTD_???", kMtdTypes};
constinit const Xlat seccomp_resp_flags = {"SECCOMP_USER_NOTIF_FLAG_???", kSeccompRespFlags};
constinit const Xlat seccomp_addfd_flags = {"SECCOMP_ADDFD_FLAG_???", kSeccompAddfdFlags};
constinit const Xlat sg_directions = {"SG_DXFER_???", kSgDirections};
constinit const Xlat sg_flags = {"SG_FLAG_???", kSgFlags};
constinit const Xlat sg_info = {"SG_INFO_???", kSgInfo};
constinit const Xlat bsg_protocols = {"BSG_PROTOCOL_???", kBsgProtocols};
constinit const Xlat bsg_subprotocols = {"BSG_SUB_PROTOCOL_???", kBsgSubprotocols};
constinit const Xlat bsg_flags = {"BSG_FLAG_???", kBsgFlags};
constinit const Xlat dm_flags = {"DM_???", kDmFlags};
constinit const Xlat btrfs_defrag_flags = {"BTRFS_DEFRAG_RANGE_???", kBtrfsDefragFlags};
constinit const Xlat btrfs_dev_replace_cmds = {"BTRFS_IOCTL_DEV_REPLACE_CMD_???", kBtrfsDevReplaceCmds};
constinit const Xlat btrfs_dev_replace_results = {"BTRFS_IOCTL_DEV_REPLACE_RESULT_???", kBtrfsDevReplaceResults};
constinit const Xlat btrfs_dev_replace_state = {"BTRFS_IOCTL_DEV_REPLACE_STATE_???", kBtrfsDevReplaceState};
constinit const Xlat btrfs_cont_reading = {"BTRFS_IOCTL_DEV_REPLACE_CONT_READING_FROM_SRCDEV_MODE_???",
										   kBtrfsContReading};
constinit const Xlat btrfs_dev_stats_flags = {"BTRFS_DEV_STATS_???", kBtrfsDevStatsFlags};
constinit const Xlat btrfs_balance_args = {"BTRFS_BALANCE_ARGS_???", kBtrfsBalanceArgs};
constinit const Xlat btrfs_balance_flags = {"BTRFS_BALANCE_???", kBtrfsBalanceFlags};
constinit const Xlat btrfs_balance_state = {"BTRFS_BALANCE_STATE_???", kBtrfsBalanceState};
constinit const Xlat btrfs_balance_ctl = {"BTRFS_BALANCE_CTL_???", kBtrfsBalanceCtl};
constinit const Xlat btrfs_features_compat_ro = {"BTRFS_FEATURE_COMPAT_RO_???", kBtrfsFeaturesCompatRo};
constinit const Xlat btrfs_features_incompat = {"BTRFS_FEATURE_INCOMPAT_???", kBtrfsFeaturesIncompat};
constinit const Xlat btrfs_fs_info_flags = {"BTRFS_FS_INFO_FLAG_???", kBtrfsFsInfoFlags};
constinit const Xlat btrfs_csum_types = {"BTRFS_CSUM_TYPE_???", kBtrfsCsumTypes};
constinit const Xlat btrfs_logical_ino_flags = {"BTRFS_LOGICAL_INO_ARGS_???", kBtrfsLogicalInoFlags};
constinit const Xlat btrfs_quota_ctl = {"BTRFS_QUOTA_CTL_???", kBtrfsQuotaCtl};
constinit const Xlat btrfs_qgroup_inherit_flags = {"BTRFS_QGROUP_INHERIT_???", kBtrfsQgroupInheritFlags};
constinit const Xlat btrfs_qgroup_limit_flags = {"BTRFS_QGROUP_LIMIT_???", kBtrfsQgroupLimitFlags};
constinit const Xlat btrfs_scrub_flags = {"BTRFS_SCRUB_???", kBtrfsScrubFlags};
constinit const Xlat btrfs_send_flags = {"BTRFS_SEND_FLAGS_???", kBtrfsSendFlags};
constinit const Xlat btrfs_snap_flags = {"BTRFS_SUBVOL_???", kBtrfsSnapFlags};
constinit const Xlat btrfs_space_info_flags = {"BTRFS_SPACE_INFO_???", kBtrfsSpaceInfoFlags};
constinit const Xlat btrfs_compress = {"BTRFS_COMPRESS_???", kBtrfsCompress};
constinit const Xlat btrfs_dev_stats = {"", kBtrfsDevStats};
constinit const Xlat btrfs_key_types = {"", kBtrfsKeyTypes};
constinit const Xlat btrfs_objectids = {"", kBtrfsObjectids};

} // namespace strobe::spec
