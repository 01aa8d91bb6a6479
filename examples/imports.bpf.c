// SPDX-License-Identifier: BSD-2-Clause
// Which modules a Python program imports, from the probe (USDT) that Python has for it:
//
//     strobe run examples/imports.bpf.c /usr/bin/python3 program.py
//     pid=12345, module="json.decoder"
#include "vmlinux.h"

#include "strobe.bpf.h"
#include <bpf/usdt.bpf.h>

char LICENSE[] SEC("license") = "GPL";

struct import {
	__u32 pid;
	char module[128];
};

SEC("usdt//usr/bin/python3:python:import__find__load__start")
int BPF_USDT(on_import, const char* module) {
	struct import i = {.pid = bpf_get_current_pid_tgid() >> 32};

	if (!strobe_traced()) return 0;
	bpf_probe_read_user_str(i.module, sizeof(i.module), module);
	strobe_emit(&i);
	return 0;
}
