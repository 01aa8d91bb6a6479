// SPDX-License-Identifier: BSD-2-Clause
// says 6.18: program on_open: this kernel lets nobody load programs for SEC("lsm/file_open")
// hint 6.18: kprobe/FUNCTION or a tracepoint may serve; strobe info shows what works here
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("lsm/file_open")
int on_open(u64* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
