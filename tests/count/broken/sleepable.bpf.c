// SPDX-License-Identifier: BSD-2-Clause
// says 6.1,6.12: on_read may sleep (SEC with .s), but vfs_read is called where nothing may sleep
// hint 6.1,6.12: leave the .s out of SEC()
// says 6.18: program on_read: this kernel lets nobody load programs for SEC("fentry.s/vfs_read")
// hint 6.18: kprobe/FUNCTION or a tracepoint may serve; strobe info shows what works here
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("fentry.s/vfs_read")
int on_read(u64* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
