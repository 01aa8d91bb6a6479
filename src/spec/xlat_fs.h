// SPDX-License-Identifier: BSD-2-Clause
// Constants of files, directories, mounts, attributes, notification, quotas.
//
// Index:
//   open_access_modes, open_flags, open_mode_flags, resolve_flags, at_flags, faccessat_flags,
//   name_to_handle_at_flags, access_modes, execveat_flags, statx_sync_types, statx_flags, statx_masks, statx_attrs,
//   fcntl_cmds, fd_flags, lock_types, flock_ops, f_owner_types, seals, notify_flags, whence, file_types,
//   rename_flags, mount_magic, mount_flags, umount_flags, mount_attrs, mount_propagation, mount_setattr_flags,
//   move_mount_flags, open_tree_flags, fsopen_flags, fsmount_flags, fsmount_attrs, fspick_flags, fsconfig_cmds,
//   statmount_masks, listmount_flags, listmount_ids, statfs_flags, fs_magic, xattr_flags, inotify_events,
//   inotify_init_flags, fan_classes, fan_init_flags, fan_mark_flags, fan_event_flags, splice_flags,
//   sync_file_range_flags, rwf_flags, falloc_flags, fadvise_advice, close_range_flags, dirent_types,
//   memfd_create_flags, memfd_secret_flags, swap_flags, quota_cmds, quota_types, quota_formats, if_dqblk_valid,
//   if_dqinfo_flags, if_dqinfo_valid, xfs_quota_flags, xfs_dqblk_flags, fs_xflags, fs_inode_flags, fiemap_flags,
//   fiemap_extent_flags, loop_flags, loop_crypt_types
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat open_access_modes;
extern const Xlat open_flags;      ///< open, F_SETFL, F_GETFL: with the access mode in front
extern const Xlat open_mode_flags; ///< dup3, pipe2, mq: only the flags
extern const Xlat resolve_flags;
extern const Xlat at_flags;
extern const Xlat faccessat_flags;
extern const Xlat name_to_handle_at_flags;
extern const Xlat access_modes;
extern const Xlat execveat_flags;
extern const Xlat statx_sync_types;
extern const Xlat statx_flags;
extern const Xlat statx_masks;
extern const Xlat statx_attrs;
extern const Xlat fcntl_cmds;
extern const Xlat fd_flags;
extern const Xlat lock_types;
extern const Xlat flock_ops;
extern const Xlat f_owner_types;
extern const Xlat seals;
extern const Xlat notify_flags;
extern const Xlat whence;
extern const Xlat file_types; ///< the S_IFMT part of st_mode
extern const Xlat rename_flags;
extern const Xlat mount_magic;
extern const Xlat mount_flags;
extern const Xlat umount_flags;
extern const Xlat mount_attrs;
extern const Xlat mount_propagation;
extern const Xlat mount_setattr_flags;
extern const Xlat move_mount_flags;
extern const Xlat open_tree_flags;
extern const Xlat fsopen_flags;
extern const Xlat fsmount_flags;
extern const Xlat fsmount_attrs;
extern const Xlat fspick_flags;
extern const Xlat fsconfig_cmds;
extern const Xlat statmount_masks;
extern const Xlat listmount_flags;
extern const Xlat listmount_ids;
extern const Xlat statfs_flags;
extern const Xlat fs_magic;
extern const Xlat xattr_flags;
extern const Xlat inotify_events;
extern const Xlat inotify_init_flags;
extern const Xlat fan_classes;
extern const Xlat fan_init_flags;
extern const Xlat fan_mark_flags;
extern const Xlat fan_event_flags;
extern const Xlat splice_flags;
extern const Xlat sync_file_range_flags;
extern const Xlat rwf_flags;
extern const Xlat falloc_flags;
extern const Xlat fadvise_advice;
extern const Xlat close_range_flags;
extern const Xlat dirent_types;
extern const Xlat memfd_create_flags;
extern const Xlat memfd_secret_flags;
extern const Xlat swap_flags;
extern const Xlat quota_cmds;
extern const Xlat quota_types;
extern const Xlat quota_formats;
extern const Xlat if_dqblk_valid;
extern const Xlat if_dqinfo_flags;
extern const Xlat if_dqinfo_valid;
extern const Xlat xfs_quota_flags;
extern const Xlat xfs_dqblk_flags;
extern const Xlat fs_xflags;
extern const Xlat fs_inode_flags;
extern const Xlat fiemap_flags;
extern const Xlat fiemap_extent_flags;
extern const Xlat loop_flags;
extern const Xlat loop_crypt_types;

} // namespace strobe::spec
