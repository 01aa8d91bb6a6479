// SPDX-License-Identifier: BSD-2-Clause
// Constants of reboot, modules, kexec, syslog, bpf, perf.
//
// Index:
//   reboot_magic1, reboot_magic2, reboot_cmds, syslog_actions, syslog_levels, module_init_flags,
//   delete_module_flags, kexec_arch, kexec_load_flags, kexec_file_load_flags, getrandom_flags, bpf_commands,
//   bpf_map_types, bpf_prog_types, bpf_attach_types, bpf_attach_flags, bpf_map_flags, bpf_map_update_elem_flags,
//   bpf_map_lookup_elem_flags, bpf_prog_flags, bpf_query_flags, bpf_test_run_flags, bpf_file_mode_flags,
//   bpf_task_fd_types, perf_event_open_flags, perf_types, perf_hw_ids, perf_sw_ids, perf_hw_cache_ids,
//   perf_hw_cache_ops, perf_hw_cache_results, perf_sample_formats, perf_read_formats, perf_branch_sample_types,
//   perf_breakpoint_types, perf_attr_sizes, perf_ioctl_flags
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat reboot_magic1;
extern const Xlat reboot_magic2;
extern const Xlat reboot_cmds;
extern const Xlat syslog_actions;
extern const Xlat syslog_levels;
extern const Xlat module_init_flags;
extern const Xlat delete_module_flags;
extern const Xlat kexec_arch;
extern const Xlat kexec_load_flags;
extern const Xlat kexec_file_load_flags;
extern const Xlat getrandom_flags;
extern const Xlat bpf_commands;
extern const Xlat bpf_map_types;
extern const Xlat bpf_prog_types;
extern const Xlat bpf_attach_types;
extern const Xlat bpf_attach_flags;
extern const Xlat bpf_map_flags;
extern const Xlat bpf_map_update_elem_flags;
extern const Xlat bpf_map_lookup_elem_flags;
extern const Xlat bpf_prog_flags;
extern const Xlat bpf_query_flags;
extern const Xlat bpf_test_run_flags;
extern const Xlat bpf_file_mode_flags;
extern const Xlat bpf_task_fd_types;
extern const Xlat perf_event_open_flags;
extern const Xlat perf_types;
extern const Xlat perf_hw_ids;
extern const Xlat perf_sw_ids;
extern const Xlat perf_hw_cache_ids;
extern const Xlat perf_hw_cache_ops;
extern const Xlat perf_hw_cache_results;
extern const Xlat perf_sample_formats;
extern const Xlat perf_read_formats;
extern const Xlat perf_branch_sample_types;
extern const Xlat perf_breakpoint_types;
extern const Xlat perf_attr_sizes;
extern const Xlat perf_ioctl_flags;

} // namespace strobe::spec
