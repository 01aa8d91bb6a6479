// SPDX-License-Identifier: BSD-2-Clause
// Structures of tasks, scheduling, credentials and filters, as x86-64 lays them out.
#pragma once

#include <linux/filter.h>
#include <linux/sched.h>
#include <sys/user.h>

#include <cstddef>

#include "spec/structs_common.h"
#include "spec/xlat_creds.h"
#include "spec/xlat_process.h"
#include "spec/xlat_signal.h"

namespace strobe::spec {

// clang-format off

// ---- limits ---------------------------------------------------------------------------------------------------------

inline constexpr Type kLimit = special(t_uint(8), "rlimit");
inline constexpr Field kRlimitFields[] = {{"rlim_cur", 0, kLimit}, {"rlim_max", 8, kLimit}};
inline constexpr StructDef kRlimit{"rlimit", 16, kRlimitFields};

// ---- birth ----------------------------------------------------------------------------------------------------------

inline constexpr Type kTidType = t_int();
inline constexpr Field kCloneArgsFields[] = {
	{"flags", offsetof(clone_args, flags), t_flags(clone3_flags, 8)},
	{"pidfd", offsetof(clone_args, pidfd), to(t_int())},
	{"child_tid", offsetof(clone_args, child_tid), t_addr()},
	{"parent_tid", offsetof(clone_args, parent_tid), to(t_int())},
	{"exit_signal", offsetof(clone_args, exit_signal), t_uint(8)},
	{"stack", offsetof(clone_args, stack), t_addr()},
	{"stack_size", offsetof(clone_args, stack_size), t_hex(8)},
	{"tls", offsetof(clone_args, tls), t_addr()},
	{"set_tid", offsetof(clone_args, set_tid), to_array(kTidType, by("set_tid_size", 32))},
	{"set_tid_size", offsetof(clone_args, set_tid_size), t_uint(8)},
	{"cgroup", offsetof(clone_args, cgroup), t_uint(8)},
};
inline constexpr StructDef kCloneArgs{"clone_args", sizeof(clone_args), kCloneArgsFields};

// ---- comparison -----------------------------------------------------------------------------------------------------

inline constexpr Field kKcmpSlotFields[] = {{"efd", 0, t_fd()}, {"tfd", 4, t_fd()}, {"toff", 8, t_uint()}};
inline constexpr StructDef kKcmpSlot{"kcmp_epoll_slot", 12, kKcmpSlotFields};

// ---- filters --------------------------------------------------------------------------------------------------------

inline constexpr StructDef kFilterBlock{"sock_filter", sizeof(sock_filter), {}};
inline constexpr Type kFilterBlockType = t_struct(kFilterBlock);
inline constexpr Field kSeccompFprogFields[] = {
	{"len", offsetof(sock_fprog, len), t_uint(2)},
	{"filter", offsetof(sock_fprog, filter), special(to_array(kFilterBlockType, by("len", BPF_MAXINSNS)), "seccomp_filter")},
};
inline constexpr StructDef kSeccompFprog{"sock_fprog", sizeof(sock_fprog), kSeccompFprogFields};

inline constexpr Field kNotifSizesFields[] = {
	{"seccomp_notif", 0, t_uint(2)}, {"seccomp_notif_resp", 2, t_uint(2)}, {"seccomp_data", 4, t_uint(2)}};
inline constexpr StructDef kNotifSizes{"seccomp_notif_sizes", 6, kNotifSizesFields};

// ---- signals --------------------------------------------------------------------------------------------------------

inline constexpr Field kStackFields[] = {
	{"ss_sp", 0, t_addr()}, {"ss_flags", 8, t_flags(sigaltstack_flags)}, {"ss_size", 16, t_uint(8)}};
inline constexpr StructDef kStack{"stack_t", 24, kStackFields};

inline constexpr StructDef kSiginfo{"siginfo_t", 128, {}};
inline constexpr Type kSiginfoType = special(t_struct(kSiginfo), "siginfo");
inline constexpr StructDef kSigaction{"sigaction", 32, {}};

constexpr Arg in_siginfo(string_view n) { return in_struct(n, kSiginfo).special("siginfo"); }
constexpr Arg out_siginfo(string_view n) { return out_struct(n, kSiginfo).special("siginfo"); }

// ---- capabilities ---------------------------------------------------------------------------------------------------

inline constexpr Field kCapHeaderFields[] = {{"version", 0, t_enum(cap_versions)}, {"pid", 4, t_pid()}};
inline constexpr StructDef kCapHeader{"user_cap_header_struct", 8, kCapHeaderFields};
/// Two of the kernel's structures; version 1 has one.
inline constexpr StructDef kCapData{"user_cap_data_struct", 24, {}};

// ---- segments -------------------------------------------------------------------------------------------------------

inline constexpr StructDef kUserDesc{"user_desc", 16, {}};

// ---- registers ------------------------------------------------------------------------------------------------------

#define REGISTER(name) {#name, offsetof(user_regs_struct, name), t_hex(8)}
inline constexpr Field kRegistersFields[] = {
	REGISTER(r15), REGISTER(r14), REGISTER(r13), REGISTER(r12), REGISTER(rbp), REGISTER(rbx), REGISTER(r11),
	REGISTER(r10), REGISTER(r9), REGISTER(r8), REGISTER(rax), REGISTER(rcx), REGISTER(rdx), REGISTER(rsi),
	REGISTER(rdi), REGISTER(orig_rax), REGISTER(rip), REGISTER(cs), REGISTER(eflags), REGISTER(rsp), REGISTER(ss),
	REGISTER(fs_base), REGISTER(gs_base), REGISTER(ds), REGISTER(es), REGISTER(fs), REGISTER(gs),
};
#undef REGISTER
inline constexpr StructDef kRegisters{"user_regs_struct", sizeof(user_regs_struct), kRegistersFields};

inline constexpr Type kRegisterWord = t_hex(4);
inline constexpr Field kFpRegistersFields[] = {
	{"cwd", offsetof(user_fpregs_struct, cwd), t_hex(2)},
	{"swd", offsetof(user_fpregs_struct, swd), t_hex(2)},
	{"ftw", offsetof(user_fpregs_struct, ftw), t_hex(2)},
	{"fop", offsetof(user_fpregs_struct, fop), t_hex(2)},
	{"rip", offsetof(user_fpregs_struct, rip), t_hex(8)},
	{"rdp", offsetof(user_fpregs_struct, rdp), t_hex(8)},
	{"mxcsr", offsetof(user_fpregs_struct, mxcsr), t_hex(4)},
	{"mxcr_mask", offsetof(user_fpregs_struct, mxcr_mask), t_hex(4)},
	{"st_space", offsetof(user_fpregs_struct, st_space), t_array(kRegisterWord, 32)},
	{"xmm_space", offsetof(user_fpregs_struct, xmm_space), t_array(kRegisterWord, 64)},
	{"padding", offsetof(user_fpregs_struct, padding), t_array(kRegisterWord, 24)},
};
inline constexpr StructDef kFpRegisters{"user_fpregs_struct", sizeof(user_fpregs_struct), kFpRegistersFields};

// clang-format on

} // namespace strobe::spec
