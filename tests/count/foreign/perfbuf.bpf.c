// SPDX-License-Identifier: BSD-2-Clause
// In the manner of bcc's libbpf-tools: a perf event array of integers, an event on the stack, a filter that is a
// read-only global, arguments kept from entry to exit.
#include <vmlinux.h>

#include <bpf/bpf_helpers.h>

enum outcome { WORKED, FAILED };

struct args_t {
	const char* fname;
	int mode;
};

struct event {
	__u64 ts;
	pid_t pid;
	uid_t uid;
	int ret;
	int mode;
	enum outcome outcome;
	char comm[16];
	char fname[64];
};

const volatile pid_t targ_tgid = 0;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, u32);
	__type(value, struct args_t);
} start SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(u32));
	__uint(value_size, sizeof(u32));
} events SEC(".maps");

SEC("tracepoint/syscalls/sys_enter_access")
int tracepoint__syscalls__sys_enter_access(struct trace_event_raw_sys_enter* ctx) {
	u64 id = bpf_get_current_pid_tgid();
	u32 pid = id, tgid = id >> 32;
	struct args_t args = {};

	if (targ_tgid && targ_tgid != tgid) return 0;
	args.fname = (const char*)ctx->args[0];
	args.mode = (int)ctx->args[1];
	bpf_map_update_elem(&start, &pid, &args, 0);
	return 0;
}

SEC("tracepoint/syscalls/sys_exit_access")
int tracepoint__syscalls__sys_exit_access(struct trace_event_raw_sys_exit* ctx) {
	struct event event = {};
	struct args_t* ap;
	u32 pid = bpf_get_current_pid_tgid();

	ap = bpf_map_lookup_elem(&start, &pid);
	if (!ap) return 0;
	event.pid = bpf_get_current_pid_tgid() >> 32;
	event.uid = bpf_get_current_uid_gid();
	bpf_get_current_comm(&event.comm, sizeof(event.comm));
	bpf_probe_read_user_str(&event.fname, sizeof(event.fname), ap->fname);
	event.mode = ap->mode;
	event.ret = ctx->ret;
	event.outcome = ctx->ret < 0 ? FAILED : WORKED;
	bpf_perf_event_output(ctx, &events, BPF_F_CURRENT_CPU, &event, sizeof(event));
	bpf_map_delete_elem(&start, &pid);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
