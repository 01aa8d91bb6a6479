// SPDX-License-Identifier: BSD-2-Clause
/* The first floor: what it costs every task of the machine that programs are attached at all. */
#include <linux/bpf.h>
#include <linux/types.h>

#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("tp_btf/sys_enter")
int enter(void* ctx) {
	return 0;
}

SEC("tp_btf/sys_exit")
int leave(void* ctx) {
	return 0;
}
