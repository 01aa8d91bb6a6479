// SPDX-License-Identifier: BSD-2-Clause
// says 6.1: helper_kind.bpf.c:11: 'bpf_send_signal(9)' calls bpf_send_signal, which programs for SEC("xdp") may not call on this kernel
// hint 6.1: helpers depend on the type of program: see man bpf-helpers, or choose another SEC()
// says 6.12: helper_kind.bpf.c:11: 'bpf_send_signal(9)' calls bpf_send_signal, which programs for SEC("xdp") may not call
// hint 6.12: helpers depend on the type of program: see man bpf-helpers, or choose another SEC()
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("xdp")
int on_packet(struct xdp_md* ctx) {
	bpf_send_signal(9);
	return XDP_PASS;
}
char LICENSE[] SEC("license") = "GPL";
