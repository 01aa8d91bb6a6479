// SPDX-License-Identifier: BSD-2-Clause
// What ptrace takes beside request and process. Requests that are not here take two addresses.
#include <linux/ptrace.h>

#include "spec/structs_process.h"
#include "spec/variants.h"
#include "spec/words.h"
#include "spec/xlat_process.h"

namespace strobe::spec {

namespace {

constexpr Arg kRequest = choice("request", ptrace_requests, 8), kPid = pid("pid"), kAddr = addr("addr");
constexpr Arg kOffset = hex("offset").special("user_offset"), kSize = ulnum("size");
constexpr Arg kRegset = choice("type", regsets);
constexpr Arg kSignal = signal("sig"), kOptions = flags("options", ptrace_options, 8);
constexpr Type kWord = t_addr(), kMessage = t_uint(8);

constexpr Field kPeekFields[] = {
	{"off", 0, t_uint(8)}, {"flags", 8, t_flags(ptrace_peeksiginfo_flags)}, {"nr", 12, t_uint()}};
constexpr StructDef kPeek{"ptrace_peeksiginfo_args", 16, kPeekFields};

// Longer than any set that is shown field by field.
constexpr uint32_t kRegsetBytes = 1024;
constexpr Field kRegsetFields[] = {{"iov_base", 0, to_bytes(by("iov_len", kRegsetBytes))}, {"iov_len", 8, t_uint(8)}};
constexpr StructDef kRegsetVector{"iovec", 16, kRegsetFields};
constexpr StructDef kMetadata{"seccomp_metadata", 16, {}};
constexpr StructDef kSyscallInfo{"ptrace_syscall_info", 88, {}};

// Of the i386 headers.
constexpr uint64_t kOldSetOptions = 21, kSysemu = 31, kSysemuSinglestep = 32, kSingleblock = 33;
constexpr uint64_t kGetRegs = 12, kSetRegs = 13, kGetFpRegs = 14, kSetFpRegs = 15;

// clang-format off
constexpr Variant kPtrace[] = {
	Variant(PTRACE_TRACEME, ret_int(), {kRequest}),
	Variant(PTRACE_ATTACH, ret_int(), {kRequest, kPid}),
	Variant(PTRACE_INTERRUPT, ret_int(), {kRequest, kPid}),
	Variant(PTRACE_KILL, ret_int(), {kRequest, kPid}),
	Variant(PTRACE_LISTEN, ret_int(), {kRequest, kPid}),
	Variant(PTRACE_PEEKTEXT, ret_int(), {kRequest, kPid, kAddr, out_ref("data", kWord)}),
	Variant(PTRACE_PEEKDATA, ret_int(), {kRequest, kPid, kAddr, out_ref("data", kWord)}),
	Variant(PTRACE_PEEKUSR, ret_int(), {kRequest, kPid, kOffset, out_ref("data", kWord)}),
	Variant(PTRACE_POKEUSR, ret_int(), {kRequest, kPid, kOffset, addr("data")}),
	Variant(PTRACE_CONT, ret_int(), {kRequest, kPid, kAddr, kSignal}),
	Variant(PTRACE_DETACH, ret_int(), {kRequest, kPid, kAddr, kSignal}),
	Variant(PTRACE_SYSCALL, ret_int(), {kRequest, kPid, kAddr, kSignal}),
	Variant(PTRACE_SINGLESTEP, ret_int(), {kRequest, kPid, kAddr, kSignal}),
	Variant(kSingleblock, ret_int(), {kRequest, kPid, kAddr, kSignal}),
	Variant(kSysemu, ret_int(), {kRequest, kPid, kAddr, kSignal}),
	Variant(kSysemuSinglestep, ret_int(), {kRequest, kPid, kAddr, kSignal}),
	Variant(PTRACE_SEIZE, ret_int(), {kRequest, kPid, kAddr, kOptions}),
	Variant(PTRACE_SETOPTIONS, ret_int(), {kRequest, kPid, kAddr, kOptions}),
	Variant(kOldSetOptions, ret_int(), {kRequest, kPid, kAddr, kOptions}),
	Variant(PTRACE_GETEVENTMSG, ret_int(), {kRequest, kPid, kAddr, out_ref("data", kMessage)}),
	Variant(PTRACE_GETSIGINFO, ret_int(), {kRequest, kPid, kAddr, out_siginfo("data")}),
	Variant(PTRACE_SETSIGINFO, ret_int(), {kRequest, kPid, kAddr, in_siginfo("data")}),
	Variant(PTRACE_PEEKSIGINFO, ret_int(), {kRequest, kPid, in_struct("addr", kPeek), out_array("data", kSiginfoType, by_ret())}),
	Variant(PTRACE_GETSIGMASK, ret_int(), {kRequest, kPid, kSize, out_sigset("data", by("size"))}),
	Variant(PTRACE_SETSIGMASK, ret_int(), {kRequest, kPid, kSize, in_sigset("data", by("size"))}),
	Variant(PTRACE_GETREGSET, ret_int(), {kRequest, kPid, kRegset, inout_struct("data", kRegsetVector).special("get_regset").even_if_failed()}),
	Variant(PTRACE_SETREGSET, ret_int(), {kRequest, kPid, kRegset, inout_struct("data", kRegsetVector).special("set_regset").even_if_failed()}),
	Variant(kGetRegs, ret_int(), {kRequest, kPid, kAddr, out_struct("data", kRegisters)}).by("registers"),
	Variant(kSetRegs, ret_int(), {kRequest, kPid, kAddr, in_struct("data", kRegisters)}).by("registers"),
	Variant(kGetFpRegs, ret_int(), {kRequest, kPid, kAddr, out_struct("data", kFpRegisters)}).by("registers"),
	Variant(kSetFpRegs, ret_int(), {kRequest, kPid, kAddr, in_struct("data", kFpRegisters)}).by("registers"),
	Variant(PTRACE_SECCOMP_GET_FILTER, ret_int(), {kRequest, kPid, kSize, out_array("data", kFilterBlockType, by_ret()).special("seccomp_filter")}),
	Variant(PTRACE_SECCOMP_GET_METADATA, ret_int(), {kRequest, kPid, kSize, inout_struct("data", kMetadata).special("seccomp_metadata")}),
	Variant(PTRACE_GET_SYSCALL_INFO, ret_int(), {kRequest, kPid, kSize, out_struct("data", kSyscallInfo).special("syscall_info")}),
};
// clang-format on

} // namespace

constinit const Variants ptrace_variants = {{"request", ""}, 0xffffffff, kPtrace};

} // namespace strobe::spec
