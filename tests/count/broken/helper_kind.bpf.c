// SPDX-License-Identifier: BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("xdp")
int on_packet(struct xdp_md* ctx) {
	bpf_send_signal(9);
	return XDP_PASS;
}
char LICENSE[] SEC("license") = "GPL";
