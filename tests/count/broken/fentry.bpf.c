// SPDX-License-Identifier: BSD-2-Clause
// says 6.18: program on_unlink: this kernel lets nobody load programs for SEC("fentry/do_unlinkat")
// hint 6.18: kprobe/FUNCTION or a tracepoint may serve; strobe info shows what works here
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("fentry/do_unlinkat")
int on_unlink(u64* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
