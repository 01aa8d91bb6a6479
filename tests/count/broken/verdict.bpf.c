// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("cgroup_skb/ingress")
int on_packet(struct __sk_buff* skb) {
	return 7;
}
char LICENSE[] SEC("license") = "GPL";
