// SPDX-License-Identifier: BSD-2-Clause
// System calls that fail, through a perf event array, as programs sent events before there were ring buffers:
//
//     strobe run examples/failed.bpf.c cat /nowhere
//     pid=12345, comm="cat", call=257, result=-2 ENOENT
#include "vmlinux.h"

#include "strobe.bpf.h"

char LICENSE[] SEC("license") = "GPL";

const volatile int only; // --set only=-2: calls that fail with this error

struct failure {
	__u32 pid;
	char comm[16];
	__s32 call;
	strobe_error result;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__type(value, struct failure); // tells strobe what is sent
} failures SEC(".maps");

SEC("tracepoint/raw_syscalls/sys_exit")
int call_ends(struct trace_event_raw_sys_exit* ctx) {
	struct failure f = {.pid = bpf_get_current_pid_tgid() >> 32, .call = ctx->id, .result = ctx->ret};

	if (ctx->ret >= 0 || ctx->ret < -4095 || !strobe_traced()) return 0;
	if (only && ctx->ret != only) return 0;
	bpf_get_current_comm(f.comm, sizeof(f.comm));
	bpf_perf_event_output(ctx, &failures, BPF_F_CURRENT_CPU, &f, sizeof(f));
	return 0;
}
