// SPDX-License-Identifier: BSD-2-Clause
// Who uses the processors, and in which function of the kernel, 99 times a second:
//
//     strobe run examples/profile.bpf.c --duration 10s --top 5
//     samples:
//     VALUE  COMM    PLACE
//       412  "cc1"   clear_page_erms+0x7
#include "vmlinux.h"

#include "strobe.bpf.h"

char LICENSE[] SEC("license") = "GPL";

struct who {
	char comm[16];
	strobe_kernel place; // 0: outside of the kernel
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, struct who);
	__type(value, __u64);
} samples SEC(".maps");

SEC("perf_event")
int on_sample(struct bpf_perf_event_data* ctx) {
	struct who who = {};
	__u64 none = 0;

	if (!strobe_traced()) return 0;
	bpf_get_current_comm(who.comm, sizeof(who.comm));
	if ((__s64)PT_REGS_IP(&ctx->regs) < 0) who.place = PT_REGS_IP(&ctx->regs); // the kernel has the upper half
	bpf_map_update_elem(&samples, &who, &none, BPF_NOEXIST);
	__u64* count = bpf_map_lookup_elem(&samples, &who);
	if (count) __sync_fetch_and_add(count, 1);
	return 0;
}
