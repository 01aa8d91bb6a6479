// SPDX-License-Identifier: BSD-2-Clause
// Constants of tasks: clone, wait, prctl, ptrace, seccomp, resources.
//
// Index:
//   clone_flags, clone3_flags, clone_signal_flags, unshare_flags, setns_types, wait_options, waitid_types,
//   usage_who, resources, kcmp_types, pidfd_open_flags, pidfd_signal_flags, prctl_options, pr_cap_ambient,
//   pr_dumpable, pr_fp_mode, pr_mce_kill, pr_mce_kill_policy, pr_sched_core_cmds, pr_sched_core_pidtypes,
//   pr_set_mm, pr_set_vma, pr_spec_cmds, pr_spec_get_store_bypass_flags, pr_spec_set_store_bypass_flags,
//   pr_sud_cmds, pr_tsc, pr_unalign_flags, pr_mdwe_flags, securebits, arch_prctl_codes, x86_xfeature_bits,
//   x86_xfeatures, ptrace_requests, ptrace_events, ptrace_options, ptrace_peeksiginfo_flags,
//   ptrace_syscall_info_ops, regsets, seccomp_ops, seccomp_filter_flags, seccomp_modes, seccomp_actions,
//   personality_types, personality_flags, rseq_flags
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat clone_flags; ///< without the signal in the low byte
extern const Xlat clone3_flags;
extern const Xlat clone_signal_flags; ///< clone: the low byte is the signal
extern const Xlat unshare_flags;
extern const Xlat setns_types;
extern const Xlat wait_options;
extern const Xlat waitid_types;
extern const Xlat usage_who;
extern const Xlat resources;
extern const Xlat kcmp_types;
extern const Xlat pidfd_open_flags;
extern const Xlat pidfd_signal_flags;
extern const Xlat prctl_options;
extern const Xlat pr_cap_ambient;
extern const Xlat pr_dumpable;
extern const Xlat pr_fp_mode;
extern const Xlat pr_mce_kill;
extern const Xlat pr_mce_kill_policy;
extern const Xlat pr_sched_core_cmds;
extern const Xlat pr_sched_core_pidtypes;
extern const Xlat pr_set_mm;
extern const Xlat pr_set_vma;
extern const Xlat pr_spec_cmds;
extern const Xlat pr_spec_get_store_bypass_flags;
extern const Xlat pr_spec_set_store_bypass_flags;
extern const Xlat pr_sud_cmds;
extern const Xlat pr_tsc;
extern const Xlat pr_unalign_flags;
extern const Xlat pr_mdwe_flags;
extern const Xlat securebits;
extern const Xlat arch_prctl_codes;
extern const Xlat x86_xfeature_bits;
extern const Xlat x86_xfeatures;
extern const Xlat ptrace_requests;
extern const Xlat ptrace_events;
extern const Xlat ptrace_options;
extern const Xlat ptrace_peeksiginfo_flags;
extern const Xlat ptrace_syscall_info_ops;
extern const Xlat regsets;
extern const Xlat seccomp_ops;
extern const Xlat seccomp_filter_flags;
extern const Xlat seccomp_modes;
extern const Xlat seccomp_actions;
extern const Xlat personality_types;
extern const Xlat personality_flags;
extern const Xlat rseq_flags;

} // namespace strobe::spec
