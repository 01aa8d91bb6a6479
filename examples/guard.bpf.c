// SPDX-License-Identifier: BSD-2-Clause
// Deletions as the kernel decides about them (LSM): also those that no system call asks for by its path. With
// --set keep=NAME, files of this name cannot be deleted by who is traced.
//
//     strobe run -f examples/guard.bpf.c --set keep=notes -- rm notes
//     pid=12345, comm="rm", name="notes", refused=true
#include "vmlinux.h"

#include "strobe.bpf.h"

char LICENSE[] SEC("license") = "GPL";

const volatile char keep[32];

struct deletion {
	__u32 pid;
	char comm[16];
	char name[64];
	bool refused;
};

SEC("lsm/path_unlink")
int BPF_PROG(may_unlink, const struct path* dir, struct dentry* entry, int decided) {
	struct deletion d = {.pid = bpf_get_current_pid_tgid() >> 32};

	if (decided) return -1; // somebody has refused it already
	if (!strobe_traced()) return 0;
	bpf_get_current_comm(d.comm, sizeof(d.comm));
	bpf_probe_read_kernel_str(d.name, sizeof(d.name), entry->d_name.name);
	int verdict = keep[0] ? -1 : 0; // EPERM
	for (int i = 0; i < sizeof(keep); i++) {
		if (d.name[i] != keep[i]) verdict = 0;
		if (d.name[i] != keep[i] || !keep[i]) break;
	}
	d.refused = verdict != 0;
	strobe_emit(&d);
	return verdict;
}
