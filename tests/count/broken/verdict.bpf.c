// SPDX-License-Identifier: BSD-2-Clause
// says: verdict.bpf.c:9: 'return 7' returns what SEC("cgroup_skb/ingress") may not return: 0 to 1 is wanted
// hint: the constants for it are in vmlinux.h, or in <linux/bpf.h>
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("cgroup_skb/ingress")
int on_packet(struct __sk_buff* skb) {
	return 7;
}
char LICENSE[] SEC("license") = "GPL";
