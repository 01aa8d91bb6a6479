// SPDX-License-Identifier: BSD-2-Clause
// The machine: its name, modules, tracing and what fits nowhere else.
#include "spec/structs_sys.h"
#include "spec/topics.h"
#include "spec/variants.h"
#include "spec/words.h"
#include "spec/xlat_system.h"

namespace strobe::spec {

namespace {

constexpr uint32_t kPerfAttrSize = 144; // of the newest kernel

/// A number that always shows with its name as a comment: 10 /* SYSLOG_ACTION_SIZE_BUFFER */
constexpr Arg numbered(string_view n, const Xlat& x) {
	return choice(n, x).special("numbered");
}
constexpr Arg action() {
	return numbered("type", syslog_actions);
}
constexpr Arg host(string_view n) {
	return in_bytes(n, by("len")).special("host_name");
}

// clang-format off
constexpr Variant kSyslog[] = {
	{0 /* CLOSE */, ret_int(), {action()}},
	{1 /* OPEN */, ret_int(), {action()}},
	{2 /* READ */, ret_int(), {action(), out_bytes("buf", by_ret()), num("len")}},
	{3 /* READ_ALL */, ret_int(), {action(), out_bytes("buf", by_ret()), num("len")}},
	{4 /* READ_CLEAR */, ret_int(), {action(), out_bytes("buf", by_ret()), num("len")}},
	{5 /* CLEAR */, ret_int(), {action()}},
	{6 /* CONSOLE_OFF */, ret_int(), {action()}},
	{7 /* CONSOLE_ON */, ret_int(), {action()}},
	{8 /* CONSOLE_LEVEL */, ret_int(), {action(), addr("buf"), numbered("len", syslog_levels)}},
	{9 /* SIZE_UNREAD */, ret_int(), {action()}},
	{10 /* SIZE_BUFFER */, ret_int(), {action()}},
};
constexpr Variants kSyslogVariants = {.key = {"type", ""}, .list = kSyslog};

constexpr uint64_t kRestart2 = 0xa1b2c3d4; // LINUX_REBOOT_CMD_RESTART2, which alone takes a command
constexpr Variant kReboot[] = {
	{kRestart2, ret_int(),
	 {choice("magic1", reboot_magic1), choice("magic2", reboot_magic2), choice("cmd", reboot_cmds), str("arg").cap(255)}},
};
constexpr Variants kRebootVariants = {.key = {"cmd", ""}, .list = kReboot};

constexpr Row kRows[] = {
	Row("uname", 0, ret_int(), {out_struct("name", kUtsname)}),
	Row("sethostname", 0, ret_int(), {host("name"), unum("len")}),
	Row("setdomainname", 0, ret_int(), {host("name"), unum("len")}),
	Row("sysinfo", 0, ret_int(), {out_struct("info", kSysinfo)}),
	Row("syslog", 0, ret_int(), {action(), addr("buf"), num("len")}).with(kSyslogVariants),
	Row("sysfs", 0, ret_int(), {hex("option"), hex("arg1"), hex("arg2")}),
	Row("reboot", 0, ret_int(), {choice("magic1", reboot_magic1), choice("magic2", reboot_magic2), choice("cmd", reboot_cmds)})
		.with(kRebootVariants),
	Row("vhangup", 0, ret_int(), {}),
	Row("iopl", 0, ret_int(), {num("level")}),
	Row("ioperm", 0, ret_int(), {hex("from"), hex("num"), num("turn_on")}),
	Row("init_module", 0, ret_int(), {addr("umod"), size("len"), str("uargs")}),
	Row("finit_module", kDesc, ret_int(), {fd("fd"), str("uargs"), flags("flags", module_init_flags)}),
	Row("delete_module", 0, ret_int(), {str("name"), flags("flags", delete_module_flags)}),
	Row("kexec_load", 0, ret_int(), {addr("entry"), size("nr_segments"), in_array("segments", kKexecSegmentType, by("nr_segments")).special("kexec_segments"),
		flags("flags", kexec_load_flags, 8).special("kexec_flags")}),
	Row("kexec_file_load", kDesc, ret_int(), {fd("kernel_fd"), fd("initrd_fd"), size("cmdline_len"), in_bytes("cmdline", by("cmdline_len")),
		flags("flags", kexec_file_load_flags, 8)}),
	Row("bpf", kDesc, ret_int(), {choice("cmd", bpf_commands), addr("uattr"), unum("size")}).with(bpf_variants),
	Row("perf_event_open", kDesc, ret_fd(), {in_bytes("attr_uptr", fixed(kPerfAttrSize)).special("perf_attr").inout().even_if_failed(), num("pid"), num("cpu"),
		fd("group_fd"), flags("flags", perf_event_open_flags, 8)}),
	Row("getrandom", kMayBlock, ret_int(), {out_bytes("ubuf", by_ret()).special("hex_bytes"), size("len"), flags("flags", getrandom_flags)}),
};
// clang-format on

} // namespace

std::span<const Row> system_rows() {
	return kRows;
}

} // namespace strobe::spec
