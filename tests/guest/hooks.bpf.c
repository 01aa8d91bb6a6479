// SPDX-License-Identifier: BSD-2-Clause
// A program of every kind that counts what the traced tasks do, and events of two types. Run in the guests.
#include "vmlinux.h"

#include "strobe.bpf.h"

char LICENSE[] SEC("license") = "GPL";

enum place {
	KPROBE,
	KRETPROBE,
	KSYSCALL,
	FENTRY,
	FEXIT,
	TRACEPOINT,
	RAW_TRACEPOINT,
	LSM,
	LSM_SLEEPS,
	UPROBE,
	UPROBE_SLEEPS,
	CLOCK,
	PLACES,
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, PLACES);
	__type(key, enum place);
	__type(value, __u64);
} hits SEC(".maps");

static __always_inline int hit(enum place place) {
	__u64* n = strobe_traced() ? bpf_map_lookup_elem(&hits, &place) : NULL;

	if (n) __sync_fetch_and_add(n, 1);
	return 0;
}

SEC("kprobe/do_unlinkat")
int at_kprobe(void* ctx) {
	return hit(KPROBE);
}

SEC("kretprobe/do_unlinkat")
int at_kretprobe(void* ctx) {
	return hit(KRETPROBE);
}

SEC("ksyscall/unlink")
int at_ksyscall(void* ctx) {
	return hit(KSYSCALL);
}

SEC("fentry/do_unlinkat")
int at_fentry(void* ctx) {
	return hit(FENTRY);
}

SEC("fexit/do_unlinkat")
int at_fexit(void* ctx) {
	return hit(FEXIT);
}

struct unlink {
	__u32 tid;
	char path[300];
};

SEC("tracepoint/syscalls/sys_enter_unlink")
int at_tracepoint(struct trace_event_raw_sys_enter* ctx) {
	struct unlink* e;

	hit(TRACEPOINT);
	if (!strobe_traced()) return 0;
	e = strobe_reserve(struct unlink);
	if (!e) return 0;
	e->tid = bpf_get_current_pid_tgid();
	strobe_arg_str(e->path, ctx, 0);
	strobe_submit(e);
	return 0;
}

struct number {
	__u32 tid;
	strobe_error result;
};

SEC("tp_btf/sys_exit")
int BPF_PROG(at_raw_tracepoint, struct pt_regs* regs, long result) {
	struct number e = {.tid = bpf_get_current_pid_tgid(), .result = result};

	if (BPF_CORE_READ(regs, orig_ax) != 87) return 0; // unlink
	hit(RAW_TRACEPOINT);
	if (strobe_traced()) strobe_emit(&e);
	return 0;
}

SEC("lsm/inode_getattr")
int at_lsm(void* ctx) {
	hit(LSM);
	return 0;
}

SEC("lsm.s/inode_getattr")
int at_lsm_sleeps(void* ctx) {
	hit(LSM_SLEEPS);
	return 0;
}

SEC("uprobe//tests/subject:nothing")
int at_uprobe(void* ctx) {
	return hit(UPROBE);
}

SEC("uprobe.s//tests/subject:nothing")
int at_uprobe_sleeps(void* ctx) {
	return hit(UPROBE_SLEEPS);
}

SEC("perf_event")
int at_clock(void* ctx) {
	return hit(CLOCK);
}
