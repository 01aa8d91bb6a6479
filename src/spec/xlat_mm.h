// SPDX-License-Identifier: BSD-2-Clause
// Constants of memory.
//
// Index:
//   mmap_prot, mmap_types, mmap_flags, mremap_flags, madvise_advice, msync_flags, mlock_flags, mlockall_flags,
//   membarrier_cmds, membarrier_flags, mbind_flags, mpol_modes, mpol_mode_flags, get_mempolicy_flags,
//   move_pages_flags, pkey_access, mempolicy_modes, shadow_stack_flags, uffd_open_flags, uffd_api_features,
//   uffd_api_flags, uffd_copy_flags, uffd_register_ioctl_flags, uffd_register_mode_flags, uffd_zeropage_flags
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat mmap_prot;
extern const Xlat mmap_types;
extern const Xlat mmap_flags;
extern const Xlat mremap_flags;
extern const Xlat madvise_advice;
extern const Xlat msync_flags;
extern const Xlat mlock_flags;
extern const Xlat mlockall_flags;
extern const Xlat membarrier_cmds;
extern const Xlat membarrier_flags;
extern const Xlat mbind_flags;
extern const Xlat mpol_modes;
extern const Xlat mpol_mode_flags;
extern const Xlat get_mempolicy_flags;
extern const Xlat move_pages_flags;
extern const Xlat pkey_access;
extern const Xlat mempolicy_modes; ///< set_mempolicy, mbind: the mode with its flags
extern const Xlat shadow_stack_flags;
extern const Xlat uffd_open_flags; ///< userfaultfd
extern const Xlat uffd_api_features;
extern const Xlat uffd_api_flags;
extern const Xlat uffd_copy_flags;
extern const Xlat uffd_register_ioctl_flags;
extern const Xlat uffd_register_mode_flags;
extern const Xlat uffd_zeropage_flags;

} // namespace strobe::spec
