// SPDX-License-Identifier: BSD-2-Clause
// says: this kernel has no function do_unlinkatt
// hint: strobe probe -l 'kfunc:NAME*' lists them; compilers inline and rename functions (.isra.0)
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("fentry/do_unlinkatt")
int on_unlink(u64* ctx) {
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
