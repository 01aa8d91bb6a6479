// SPDX-License-Identifier: BSD-2-Clause
// Calls whose arguments depend on the value of one of them: each table is in variants_<call>.cpp.
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Variants bpf_variants;
extern const Variants fcntl_variants;
extern const Variants fsconfig_variants;
extern const Variants quotactl_variants;
extern const Variants quotactl_fd_variants;
extern const Variants arch_prctl_variants;
extern const Variants kcmp_variants;
extern const Variants landlock_variants;
extern const Variants prctl_variants;
extern const Variants ptrace_variants;
extern const Variants seccomp_variants;
extern const Variants ioctl_variants;
extern const Variants keyctl_variants;

} // namespace strobe::spec
