// SPDX-License-Identifier: BSD-2-Clause
// What bpf takes, command by command. Each structure grew over the years: what stands behind since(n) exists only when
// the program's structure is longer than n bytes. The name of a structure, where it has one, is that of the member of
// union bpf_attr it lies in, and prints around it.
#pragma once

#include "spec/structs_common.h"
#include "spec/xlat_system.h"

namespace strobe::spec {

// clang-format off

constexpr Field since(uint16_t offset) { return {"", offset, t_skip(0)}; }
constexpr Type interface() { return special(t_uint(), "interface_index"); }
constexpr uint64_t kNumaNode = 4, kReplace = 4; // BPF_F_NUMA_NODE, BPF_F_REPLACE

inline constexpr Field kBpfMapCreateFields[] = {
	{"map_type", 0, t_enum(bpf_map_types)}, {"key_size", 4, t_uint()}, {"value_size", 8, t_uint()}, {"max_entries", 12, t_uint()},
	since(16), {"map_flags", 16, t_flags(bpf_map_flags)}, since(20), {"inner_map_fd", 20, t_fd()},
	since(24), {"numa_node", 24, special(t_uint(), "numa_node"), Show::kAlways, "map_flags", kNumaNode}, since(28), {"map_name", 28, t_chars(16)},
	since(44), {"map_ifindex", 44, interface()}, since(48), {"btf_fd", 48, t_fd()}, {"btf_key_type_id", 52, t_uint()}, {"btf_value_type_id", 56, t_uint()},
	since(60), {"btf_vmlinux_value_type_id", 60, t_uint()}, since(64), {"map_extra", 64, t_uint(8)}};
inline constexpr StructDef kBpfMapCreate{"", 72, kBpfMapCreateFields};

inline constexpr Field kBpfLookupFields[] = {
	{"map_fd", 0, t_fd()}, {"key", 8, t_addr()}, {"value", 16, t_addr()}, since(24), {"flags", 24, t_flags(bpf_map_lookup_elem_flags, 8)}};
inline constexpr StructDef kBpfLookup{"", 32, kBpfLookupFields};
inline constexpr Field kBpfUpdateFields[] = {
	{"map_fd", 0, t_fd()}, {"key", 8, t_addr()}, {"value", 16, t_addr()}, {"flags", 24, t_enum(bpf_map_update_elem_flags, 8)}};
inline constexpr StructDef kBpfUpdate{"", 32, kBpfUpdateFields};
inline constexpr Field kBpfDeleteFields[] = {{"map_fd", 0, t_fd()}, {"key", 8, t_addr()}};
inline constexpr StructDef kBpfDelete{"", 16, kBpfDeleteFields};
inline constexpr Field kBpfNextKeyFields[] = {{"map_fd", 0, t_fd()}, {"key", 8, t_addr()}, {"next_key", 16, t_addr()}};
inline constexpr StructDef kBpfNextKey{"", 24, kBpfNextKeyFields};
inline constexpr Field kBpfFreezeFields[] = {{"map_fd", 0, t_fd()}};
inline constexpr StructDef kBpfFreeze{"", 4, kBpfFreezeFields};

inline constexpr Type kBpfInstruction = {.kind = Kind::kHex, .size = 8};
inline constexpr Field kBpfLoadFields[] = {
	{"prog_type", 0, t_enum(bpf_prog_types)}, {"insn_cnt", 4, t_uint()}, {"insns", 8, special(to_array(kBpfInstruction, by("insn_cnt")), "bpf_program")},
	{"license", 16, to_str()}, since(24), {"log_level", 24, t_uint()}, {"log_size", 28, t_uint()}, {"log_buf", 32, special(to_bytes(by("log_size")), "bpf_log")},
	since(40), {"kern_version", 40, special(t_uint(), "kernel_version")}, since(44), {"prog_flags", 44, t_flags(bpf_prog_flags)}, since(48), {"prog_name", 48, t_chars(16)},
	since(64), {"prog_ifindex", 64, interface()}, since(68), {"expected_attach_type", 68, t_enum(bpf_attach_types)},
	since(72), {"prog_btf_fd", 72, t_fd()}, {"func_info_rec_size", 76, t_uint()}, {"func_info", 80, t_addr()}, {"func_info_cnt", 88, t_uint()},
	{"line_info_rec_size", 92, t_uint()}, {"line_info", 96, t_addr()}, {"line_info_cnt", 104, t_uint()}, since(108), {"attach_btf_id", 108, t_uint()},
	since(112), {"attach_prog_fd", 112, t_fd()}, since(120), {"fd_array", 120, t_addr()}};
inline constexpr StructDef kBpfLoad{"", 128, kBpfLoadFields};

inline constexpr Field kBpfPinFields[] = {
	{"pathname", 0, to_path()}, {"bpf_fd", 8, t_fd()}, since(12), {"file_flags", 12, t_flags(bpf_file_mode_flags)}};
inline constexpr StructDef kBpfPin{"", 16, kBpfPinFields};

inline constexpr Field kBpfAttachFields[] = {
	{"target_fd", 0, t_fd()}, {"attach_bpf_fd", 4, t_fd()}, {"attach_type", 8, t_enum(bpf_attach_types)}, {"attach_flags", 12, t_flags(bpf_attach_flags)},
	since(16), {"replace_bpf_fd", 16, t_fd()}};
inline constexpr StructDef kBpfAttach{"", 20, kBpfAttachFields};
inline constexpr Field kBpfDetachFields[] = {{"target_fd", 0, t_fd()}, {"attach_type", 8, t_enum(bpf_attach_types)}};
inline constexpr StructDef kBpfDetach{"", 12, kBpfDetachFields};

inline constexpr Field kBpfTestFields[] = {
	{"prog_fd", 0, t_fd()}, {"retval", 4, t_uint()}, {"data_size_in", 8, t_uint()}, {"data_size_out", 12, t_uint()}, {"data_in", 16, t_addr()},
	{"data_out", 24, t_addr()}, {"repeat", 32, t_uint()}, {"duration", 36, t_uint()}, since(40), {"ctx_size_in", 40, t_uint()}, {"ctx_size_out", 44, t_uint()},
	{"ctx_in", 48, t_addr()}, {"ctx_out", 56, t_addr()}, since(64), {"flags", 64, t_flags(bpf_test_run_flags)}, {"cpu", 68, t_uint()},
	since(72), {"batch_size", 72, t_uint()}};
inline constexpr StructDef kBpfTest{"test", 76, kBpfTestFields};

inline constexpr Field kBpfProgByIdFields[] = {{"prog_id", 0, t_uint()}, {"next_id", 4, t_uint()}, since(8), {"open_flags", 8, t_flags(bpf_file_mode_flags)}};
inline constexpr StructDef kBpfProgById{"", 12, kBpfProgByIdFields};
inline constexpr Field kBpfMapByIdFields[] = {{"map_id", 0, t_uint()}, {"next_id", 4, t_uint()}, since(8), {"open_flags", 8, t_flags(bpf_file_mode_flags)}};
inline constexpr StructDef kBpfMapById{"", 12, kBpfMapByIdFields};
inline constexpr Field kBpfBtfByIdFields[] = {{"btf_id", 0, t_uint()}};
inline constexpr StructDef kBpfBtfById{"", 4, kBpfBtfByIdFields};
inline constexpr Field kBpfLinkByIdFields[] = {{"link_id", 0, t_uint()}};
inline constexpr StructDef kBpfLinkById{"", 4, kBpfLinkByIdFields};

inline constexpr Field kBpfRawTracepointFields[] = {{"name", 0, to_str()}, {"prog_fd", 8, t_fd()}};
inline constexpr StructDef kBpfRawTracepoint{"raw_tracepoint", 12, kBpfRawTracepointFields};

inline constexpr Field kBpfBtfLoadFields[] = {
	{"btf", 0, to_bytes(by("btf_size"))}, {"btf_log_buf", 8, t_addr()}, {"btf_size", 16, t_uint()}, {"btf_log_size", 20, t_uint()}, {"btf_log_level", 24, t_uint()}};
inline constexpr StructDef kBpfBtfLoad{"", 28, kBpfBtfLoadFields};

/// What follows depends on the type of the program, which the way of attaching lets guess: the function "bpf_link" chooses.
inline constexpr Field kBpfLinkFd = {"prog_fd", 0, t_fd()}, kBpfLinkTarget = {"target_fd", 4, t_fd()},
	kBpfLinkType = {"attach_type", 8, t_enum(bpf_attach_types)}, kBpfLinkFlags = {"flags", 12, t_hex()};
inline constexpr Field kBpfLinkCreateFields[] = {kBpfLinkFd, kBpfLinkTarget, kBpfLinkType, kBpfLinkFlags};
inline constexpr StructDef kBpfLinkCreate{"link_create", 16, kBpfLinkCreateFields};
inline constexpr Field kBpfLinkTargetFields[] = {
	kBpfLinkFd, kBpfLinkTarget, kBpfLinkType, kBpfLinkFlags, since(16), {"target_btf_id", 16, t_uint(), Show::kNonZero}};
inline constexpr StructDef kBpfLinkToTarget{"link_create", 20, kBpfLinkTargetFields};
inline constexpr Field kBpfLinkIterFields[] = {
	kBpfLinkFd, kBpfLinkTarget, kBpfLinkType, kBpfLinkFlags, since(16), {"iter_info", 16, t_addr()}, {"iter_info_len", 24, t_uint()}};
inline constexpr StructDef kBpfLinkIter{"link_create", 28, kBpfLinkIterFields};
inline constexpr Field kBpfCookieFields[] = {{"bpf_cookie", 0, t_hex(8)}};
inline constexpr StructDef kBpfCookie{"perf_event", 8, kBpfCookieFields};
inline constexpr Field kBpfLinkPerfFields[] = {
	kBpfLinkFd, kBpfLinkTarget, kBpfLinkType, kBpfLinkFlags, since(16), {"perf_event", 16, t_struct(kBpfCookie)}};
inline constexpr StructDef kBpfLinkPerf{"link_create", 24, kBpfLinkPerfFields};
inline constexpr Field kBpfLinkUpdateFields[] = {
	{"link_fd", 0, t_fd()}, {"new_prog_fd", 4, t_fd()}, {"flags", 8, t_flags(bpf_attach_flags)}, {"old_prog_fd", 12, t_fd(), Show::kAlways, "flags", kReplace}};
inline constexpr StructDef kBpfLinkUpdate{"link_update", 16, kBpfLinkUpdateFields};

// ---- completed by the call -------------------------------------------------------------------------------------------

inline constexpr Field kBpfNextIdFields[] = {{"start_id", 0, t_uint()}, {"next_id", 4, t_uint()}, since(8), {"open_flags", 8, t_flags(bpf_file_mode_flags)}};
inline constexpr StructDef kBpfNextId{"", 12, kBpfNextIdFields};

inline constexpr Field kBpfInfoFields[] = {{"bpf_fd", 0, t_fd()}, {"info_len", 4, t_uint()}, {"info", 8, t_addr()}};
inline constexpr StructDef kBpfInfo{"info", 16, kBpfInfoFields};

inline constexpr Field kBpfLookupBatchFields[] = {
	{"in_batch", 0, t_addr()}, {"out_batch", 8, t_addr()}, {"keys", 16, t_addr()}, {"values", 24, t_addr()}, {"count", 32, t_uint()}, {"map_fd", 36, t_fd()},
	{"elem_flags", 40, t_flags(bpf_map_lookup_elem_flags, 8)}, {"flags", 48, t_hex(8)}};
inline constexpr StructDef kBpfLookupBatch{"batch", 56, kBpfLookupBatchFields};
inline constexpr Field kBpfUpdateBatchFields[] = {
	{"keys", 16, t_addr()}, {"values", 24, t_addr()}, {"count", 32, t_uint()}, {"map_fd", 36, t_fd()},
	{"elem_flags", 40, t_flags(bpf_map_lookup_elem_flags, 8)}, {"flags", 48, t_hex(8)}};
inline constexpr StructDef kBpfUpdateBatch{"batch", 56, kBpfUpdateBatchFields};
inline constexpr Field kBpfDeleteBatchFields[] = {
	{"keys", 16, t_addr()}, {"count", 32, t_uint()}, {"map_fd", 36, t_fd()}, {"elem_flags", 40, t_flags(bpf_map_lookup_elem_flags, 8)}, {"flags", 48, t_hex(8)}};
inline constexpr StructDef kBpfDeleteBatch{"batch", 56, kBpfDeleteBatchFields};

inline constexpr Type kBpfId = t_uint();
inline constexpr Field kBpfQueryFields[] = {
	{"target_fd", 0, t_fd()}, {"attach_type", 4, t_enum(bpf_attach_types)}, {"query_flags", 8, t_flags(bpf_query_flags)},
	{"attach_flags", 12, t_flags(bpf_attach_flags)}, {"prog_ids", 16, to_array(kBpfId, by("prog_cnt"))}, {"prog_cnt", 24, t_uint()}};
inline constexpr StructDef kBpfQuery{"query", 28, kBpfQueryFields};

inline constexpr Field kBpfTaskFdFields[] = {
	{"pid", 0, t_pid()}, {"fd", 4, t_fd()}, {"flags", 8, t_uint()}, {"buf_len", 12, t_uint()}, {"buf", 16, to_str()}, {"prog_id", 24, t_uint()},
	{"fd_type", 28, t_enum(bpf_task_fd_types)}, {"probe_offset", 32, t_hex(8)}, {"probe_addr", 40, t_hex(8)}};
inline constexpr StructDef kBpfTaskFd{"task_fd_query", 48, kBpfTaskFdFields};

// clang-format on

} // namespace strobe::spec
