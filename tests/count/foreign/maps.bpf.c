// SPDX-License-Identifier: BSD-2-Clause
// In the manner of the kernel's samples and selftests: maps are the only result; per-CPU, a nested key, globals.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct hash_key {
	struct {
		u32 tgid;
	} process;
	s32 whence;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, 1024);
	__type(key, struct hash_key);
	__type(value, u64);
} my_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 8);
	__type(key, u32);
	__type(value, long);
} dist SEC(".maps");

int target_pid = 0;
u64 calls = 0;

SEC("raw_tp/sys_enter")
int count(struct bpf_raw_tracepoint_args* ctx) {
	struct pt_regs* regs = (struct pt_regs*)ctx->args[0];
	struct hash_key key = {.process.tgid = bpf_get_current_pid_tgid() >> 32};
	u64 one = 1, *value, offset = 0;
	u32 slot;

	if (ctx->args[1] != 8 || (target_pid && key.process.tgid != target_pid)) return 0; // lseek
	bpf_probe_read_kernel(&key.whence, sizeof(key.whence), &regs->dx);
	bpf_probe_read_kernel(&offset, sizeof(offset), &regs->si);
	value = bpf_map_lookup_elem(&my_map, &key);
	if (value)
		*value += 1;
	else
		bpf_map_update_elem(&my_map, &key, &one, BPF_ANY);
	slot = offset & 7;
	value = bpf_map_lookup_elem(&dist, &slot);
	if (value) *value += 1;
	__sync_fetch_and_add(&calls, 1);
	return 0;
}

char _license[] SEC("license") = "GPL";
