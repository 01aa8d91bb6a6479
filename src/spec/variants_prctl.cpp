// SPDX-License-Identifier: BSD-2-Clause
// What prctl and arch_prctl take beside their option. Options that are not here take five numbers.
#include <asm/prctl.h>
#include <linux/prctl.h>

#include "spec/structs_process.h"
#include "spec/variants.h"
#include "spec/words.h"
#include "spec/xlat_creds.h"
#include "spec/xlat_process.h"

namespace strobe::spec {

namespace {

constexpr Arg kOption = choice("option", prctl_options);
constexpr Arg k2 = hex("arg2"), k3 = hex("arg3"), k4 = hex("arg4"), k5 = hex("arg5");

// Of other architectures, so not in this one's headers.
constexpr Name kPacNames[] = {
	{1, "PR_PAC_APIAKEY"}, {2, "PR_PAC_APIBKEY"}, {4, "PR_PAC_APDAKEY"}, {8, "PR_PAC_APDBKEY"}};
constexpr Name kPacAllNames[] = {
	{1, "PR_PAC_APIAKEY"}, {2, "PR_PAC_APIBKEY"}, {4, "PR_PAC_APDAKEY"}, {8, "PR_PAC_APDBKEY"}, {16, "PR_PAC_APGAKEY"}};
constexpr Xlat kPac{"PR_PAC_???", kPacNames}, kPacAll{"PR_PAC_???", kPacAllNames};

// Newer than the headers.
constexpr uint64_t kSetMdwe = 65, kSmeSetVl = 63, kSmeGetVl = 64;
constexpr uint64_t kGetXcompGuestPerm = 0x1024, kReqXcompGuestPerm = 0x1025;

constexpr Type kSignalType = t_signal(), kUnsigned = t_uint(), kPointer = t_addr(), kCookie = t_hex(8);
constexpr Type kTsc = t_enum(pr_tsc), kUnaligned = t_flags(pr_unalign_flags);

constexpr uint32_t kCommLength = 16; // TASK_COMM_LEN, the NUL included

constexpr Arg text(string_view n, uint32_t length, Dir dir) {
	Arg a = str(n);
	a.type.len = fixed(length);
	a.dir = dir;
	return a;
}

/// The result is one constant: 1 (SUID_DUMP_USER)
constexpr Ret one_of(const Xlat& x) {
	return {RetKind::kInt, &x, "name"};
}
/// The result is a set of flags: 0x10 (SECBIT_KEEP_CAPS)
constexpr Ret some_of(const Xlat& x) {
	return {RetKind::kHex, &x, "flag_names"};
}
constexpr Ret hex_by(string_view function) {
	return {RetKind::kHex, nullptr, function};
}

constexpr Arg vector_length(string_view n) {
	return hex(n).special("vector_length");
}

// clang-format off
constexpr Variant kPrctl[] = {
	Variant(PR_SET_NAME, ret_int(), {kOption, text("name", kCommLength - 1, Dir::kIn)}),
	Variant(PR_GET_NAME, ret_int(), {kOption, text("name", kCommLength, Dir::kOut)}),
	Variant(PR_SET_PDEATHSIG, ret_int(), {kOption, hex("sig").special("death_signal")}),
	Variant(PR_GET_PDEATHSIG, ret_int(), {kOption, out_ref("sig", kSignalType)}),
	Variant(PR_SET_DUMPABLE, ret_int(), {kOption, choice("dumpable", pr_dumpable, 8)}),
	Variant(PR_GET_DUMPABLE, one_of(pr_dumpable), {kOption}),
	Variant(PR_SET_NO_NEW_PRIVS, ret_int(), {kOption, ulnum("value"), k3, k4, k5}),
	Variant(PR_SET_THP_DISABLE, ret_int(), {kOption, ulnum("value"), k3, k4, k5}),
	Variant(PR_SET_IO_FLUSHER, ret_int(), {kOption, ulnum("value"), k3, k4, k5}),
	Variant(PR_SET_CHILD_SUBREAPER, ret_int(), {kOption, ulnum("value")}),
	Variant(PR_GET_CHILD_SUBREAPER, ret_int(), {kOption, out_ref("value", kUnsigned)}),
	Variant(PR_SET_KEEPCAPS, ret_int(), {kOption, ulnum("value")}),
	Variant(PR_GET_KEEPCAPS, ret_int(), {kOption}),
	Variant(PR_SET_SECCOMP, ret_int(), {kOption, choice("mode", seccomp_modes, 8), in_struct("filter", kSeccompFprog)}).by("prctl_set_seccomp"),
	Variant(PR_GET_SECCOMP, ret_int(), {kOption}),
	Variant(PR_CAPBSET_READ, ret_int(), {kOption, choice("cap", capabilities, 8)}),
	Variant(PR_CAPBSET_DROP, ret_int(), {kOption, choice("cap", capabilities, 8)}),
	Variant(PR_CAP_AMBIENT, ret_int(), {kOption, choice("operation", pr_cap_ambient, 8), choice("cap", capabilities, 8), k4, k5}).by("prctl_cap_ambient"),
	Variant(PR_SET_SECUREBITS, ret_int(), {kOption, flags("bits", securebits, 8)}),
	Variant(PR_GET_SECUREBITS, some_of(securebits), {kOption}),
	Variant(PR_SET_TIMERSLACK, ret_int(), {kOption, lnum("slack")}),
	Variant(PR_GET_TIMERSLACK, ret_int(), {kOption}),
	Variant(PR_SET_TIMING, ret_int(), {kOption, ulnum("timing")}),
	Variant(PR_GET_TIMING, ret_int(), {kOption}),
	Variant(PR_SET_PTRACER, ret_int(), {kOption, hex("pid").special("ptracer")}),
	Variant(PR_SET_VMA, ret_int(), {kOption, choice("attr", pr_set_vma, 8), addr("start"), ulnum("size"), str("value")}).by("prctl_set_vma"),
	Variant(PR_SET_MM, ret_int(), {kOption, choice("field", pr_set_mm), k3, k4, k5}),
	Variant(PR_GET_TID_ADDRESS, ret_int(), {kOption, out_ref("tidptr", kPointer)}),
	Variant(PR_MCE_KILL, ret_int(), {kOption, choice("operation", pr_mce_kill, 8), choice("policy", pr_mce_kill_policy, 8), k4, k5}).by("prctl_mce_kill"),
	Variant(PR_MCE_KILL_GET, one_of(pr_mce_kill_policy), {kOption, k2, k3, k4, k5}),
	Variant(PR_SET_SPECULATION_CTRL, ret_int(), {kOption, choice("misfeature", pr_spec_cmds, 8), hex("value").special("speculation")}),
	Variant(PR_GET_SPECULATION_CTRL, hex_by("speculation"), {kOption, choice("misfeature", pr_spec_cmds, 8)}),
	Variant(PR_SCHED_CORE, ret_int(), {kOption, choice("command", pr_sched_core_cmds), pid("pid"), hex("pid_type", 4).special("core_pid_type"), out_ref("cookie", kCookie)}).by("prctl_sched_core"),
	Variant(PR_SET_SYSCALL_USER_DISPATCH, ret_int(), {kOption, choice("mode", pr_sud_cmds, 8), hex("start"), hex("len"), addr("selector")}),
	Variant(PR_SET_TSC, ret_int(), {kOption, choice("flag", pr_tsc)}),
	Variant(PR_GET_TSC, ret_int(), {kOption, out_ref("flag", kTsc)}),
	Variant(PR_TASK_PERF_EVENTS_DISABLE, ret_int(), {kOption}),
	Variant(PR_TASK_PERF_EVENTS_ENABLE, ret_int(), {kOption}),
	Variant(kSetMdwe, ret_int(), {kOption, flags("bits", pr_mdwe_flags, 8), k3, k4, k5}),
	// what other architectures have
	Variant(PR_SET_ENDIAN, ret_int(), {kOption, ulnum("endian")}),
	Variant(PR_GET_ENDIAN, ret_int(), {kOption, out_ref("endian", kUnsigned)}),
	Variant(PR_SET_FPEMU, ret_int(), {kOption, ulnum("fpemu")}),
	Variant(PR_GET_FPEMU, ret_int(), {kOption, out_ref("fpemu", kUnsigned)}),
	Variant(PR_SET_FPEXC, ret_int(), {kOption, ulnum("fpexc")}),
	Variant(PR_GET_FPEXC, ret_int(), {kOption, out_ref("fpexc", kUnsigned)}),
	Variant(PR_SET_FP_MODE, ret_int(), {kOption, flags("mode", pr_fp_mode)}),
	Variant(PR_GET_FP_MODE, some_of(pr_fp_mode), {kOption}),
	Variant(PR_SET_UNALIGN, ret_int(), {kOption, flags("flag", pr_unalign_flags)}),
	Variant(PR_GET_UNALIGN, ret_int(), {kOption, out_ref("flag", kUnaligned)}),
	Variant(PR_PAC_RESET_KEYS, ret_int(), {kOption, flags("keys", kPacAll, 8), k3, k4, k5}),
	Variant(PR_PAC_SET_ENABLED_KEYS, ret_int(), {kOption, flags("keys", kPac, 8), flags("enabled", kPac, 8), k4, k5}),
	Variant(PR_PAC_GET_ENABLED_KEYS, some_of(kPac), {kOption, k2, k3, k4, k5}),
	Variant(PR_SET_TAGGED_ADDR_CTRL, ret_int(), {kOption, hex("mode").special("tagged_address"), k3, k4, k5}),
	Variant(PR_GET_TAGGED_ADDR_CTRL, hex_by("tagged_address"), {kOption, k2, k3, k4, k5}),
	Variant(PR_SVE_SET_VL, hex_by("vector_length"), {kOption, vector_length("length")}),
	Variant(PR_SVE_GET_VL, hex_by("vector_length"), {kOption}),
	Variant(kSmeSetVl, hex_by("vector_length"), {kOption, vector_length("length")}),
	Variant(kSmeGetVl, hex_by("vector_length"), {kOption}),
};

constexpr Arg kCode = choice("code", arch_prctl_codes);
constexpr Type kFeatures = special(t_hex(8), "xfeatures");

constexpr Variant kArchPrctl[] = {
	Variant(ARCH_GET_FS, ret_int(), {kCode, out_ref("addr", kPointer)}),
	Variant(ARCH_GET_GS, ret_int(), {kCode, out_ref("addr", kPointer)}),
	Variant(ARCH_GET_CPUID, ret_int(), {kCode}),
	Variant(ARCH_GET_XCOMP_SUPP, ret_int(), {kCode, out_ref("features", kFeatures)}),
	Variant(ARCH_GET_XCOMP_PERM, ret_int(), {kCode, out_ref("features", kFeatures)}),
	Variant(kGetXcompGuestPerm, ret_int(), {kCode, out_ref("features", kFeatures)}),
	Variant(ARCH_REQ_XCOMP_PERM, some_of(x86_xfeatures), {kCode, hex("feature").special("xfeature")}),
	Variant(kReqXcompGuestPerm, some_of(x86_xfeatures), {kCode, hex("feature").special("xfeature")}),
};
// clang-format on

} // namespace

constinit const Variants prctl_variants = {{"option", ""}, 0xffffffff, kPrctl};
constinit const Variants arch_prctl_variants = {{"code", ""}, 0xffffffff, kArchPrctl};

} // namespace strobe::spec
