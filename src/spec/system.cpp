// SPDX-License-Identifier: BSD-2-Clause
// The machine: its name, modules, tracing and what fits nowhere else.
#include "spec/topics.h"
#include "spec/words.h"

namespace strobe::spec {

namespace {

constexpr Row kRows[] = {
	Row("uname", 0, {"name"}),
	Row("sethostname", 0, {"name", "len"}),
	Row("setdomainname", 0, {"name", "len"}),
	Row("sysinfo", 0, {"info"}),
	Row("syslog", 0, {"type", "buf", "len"}),
	Row("sysfs", 0, {"option", "arg1", "arg2"}),
	Row("reboot", 0, {"magic1", "magic2", "cmd", "arg"}),
	Row("vhangup", 0, {}),
	Row("iopl", 0, {"level"}),
	Row("ioperm", 0, {"from", "num", "turn_on"}),
	Row("init_module", 0, {"umod", "len", "uargs"}),
	Row("finit_module", kDesc, {"fd", "uargs", "flags"}),
	Row("delete_module", 0, {"name", "flags"}),
	Row("kexec_load", 0, {"entry", "nr_segments", "segments", "flags"}),
	Row("kexec_file_load", kDesc, {"kernel_fd", "initrd_fd", "cmdline_len", "cmdline", "flags"}),
	Row("bpf", kDesc, {"cmd", "uattr", "size"}),
	Row("perf_event_open", kDesc, {"attr_uptr", "pid", "cpu", "group_fd", "flags"}),
	Row("getrandom", kMayBlock, {"ubuf", "len", "flags"}),
};

} // namespace

std::span<const Row> system_rows() {
	return kRows;
}

} // namespace strobe::spec
