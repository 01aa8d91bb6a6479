// SPDX-License-Identifier: BSD-2-Clause
// Constants of devices and file systems that ioctl reaches: MTD, SCSI, device mapper, btrfs; seccomp notifications.
//
// Index:
//   mtd_file_modes, mtd_flags, mtd_modes, mtd_nandecc, mtd_otp, mtd_types, seccomp_resp_flags,
//   seccomp_addfd_flags, sg_directions, sg_flags, sg_info, bsg_protocols, bsg_subprotocols, bsg_flags, dm_flags,
//   btrfs_defrag_flags, btrfs_dev_replace_cmds, btrfs_dev_replace_results, btrfs_dev_replace_state,
//   btrfs_cont_reading, btrfs_dev_stats_flags, btrfs_balance_args, btrfs_balance_flags, btrfs_balance_state,
//   btrfs_balance_ctl, btrfs_features_compat_ro, btrfs_features_incompat, btrfs_fs_info_flags, btrfs_csum_types,
//   btrfs_logical_ino_flags, btrfs_quota_ctl, btrfs_qgroup_inherit_flags, btrfs_qgroup_limit_flags,
//   btrfs_scrub_flags, btrfs_send_flags, btrfs_snap_flags, btrfs_space_info_flags, btrfs_compress,
//   btrfs_dev_stats, btrfs_key_types, btrfs_objectids
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat mtd_file_modes;
extern const Xlat mtd_flags;
extern const Xlat mtd_modes;
extern const Xlat mtd_nandecc;
extern const Xlat mtd_otp;
extern const Xlat mtd_types;
extern const Xlat seccomp_resp_flags;
extern const Xlat seccomp_addfd_flags;
extern const Xlat sg_directions;
extern const Xlat sg_flags;
extern const Xlat sg_info;
extern const Xlat bsg_protocols;
extern const Xlat bsg_subprotocols;
extern const Xlat bsg_flags;
extern const Xlat dm_flags;
extern const Xlat btrfs_defrag_flags;
extern const Xlat btrfs_dev_replace_cmds;
extern const Xlat btrfs_dev_replace_results;
extern const Xlat btrfs_dev_replace_state;
extern const Xlat btrfs_cont_reading;
extern const Xlat btrfs_dev_stats_flags;
extern const Xlat btrfs_balance_args;
extern const Xlat btrfs_balance_flags;
extern const Xlat btrfs_balance_state;
extern const Xlat btrfs_balance_ctl;
extern const Xlat btrfs_features_compat_ro;
extern const Xlat btrfs_features_incompat;
extern const Xlat btrfs_fs_info_flags;
extern const Xlat btrfs_csum_types;
extern const Xlat btrfs_logical_ino_flags;
extern const Xlat btrfs_quota_ctl;
extern const Xlat btrfs_qgroup_inherit_flags;
extern const Xlat btrfs_qgroup_limit_flags;
extern const Xlat btrfs_scrub_flags;
extern const Xlat btrfs_send_flags;
extern const Xlat btrfs_snap_flags;
extern const Xlat btrfs_space_info_flags;
extern const Xlat btrfs_compress;
extern const Xlat btrfs_dev_stats;
extern const Xlat btrfs_key_types;
extern const Xlat btrfs_objectids;

} // namespace strobe::spec
