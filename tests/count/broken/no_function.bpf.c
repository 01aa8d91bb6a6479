// SPDX-License-Identifier: BSD-2-Clause
// says 6.1,6.12: cannot attach on_unlink: this kernel has no function do_unlinkatt
// hint 6.1,6.12: strobe probe -l 'kprobe:NAME*' lists them; compilers inline and rename functions (.isra.0)
// says 6.18: cannot attach on_unlink: this kernel has no kprobes
// hint 6.18: strobe info shows what works here
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("kprobe/do_unlinkatt")
int on_unlink(struct pt_regs* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
