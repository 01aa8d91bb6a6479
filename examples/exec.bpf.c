// SPDX-License-Identifier: BSD-2-Clause
// Which programs are started, by whom, and how each of them ends:
//
//     strobe run -f examples/exec.bpf.c -- make
//     started pid=12345, parent=12340, comm="cc1", file="/usr/lib/gcc/x86_64-linux-gnu/12/cc1"
//     ended pid=12345, comm="cc1", status=0, signal=0, lived=51.204ms
#include "vmlinux.h"

#include "strobe.bpf.h"

char LICENSE[] SEC("license") = "GPL";

struct started {
	__u32 pid, parent;
	char comm[16];
	char file[256];
};

struct ended {
	__u32 pid;
	char comm[16];
	__u32 status, signal;
	strobe_duration lived;
};

SEC("tp_btf/sched_process_exec")
int BPF_PROG(on_exec, struct task_struct* task, pid_t old_pid, struct linux_binprm* program) {
	if (!strobe_traced()) return 0;
	struct started* s = strobe_reserve(struct started);
	if (!s) return 0;
	s->pid = task->tgid;
	s->parent = BPF_CORE_READ(task, real_parent, tgid);
	bpf_get_current_comm(s->comm, sizeof(s->comm));
	bpf_probe_read_kernel_str(s->file, sizeof(s->file), program->filename);
	strobe_submit(s);
	return 0;
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(on_exit, struct task_struct* task) {
	struct ended e = {.pid = task->tgid};

	if (!strobe_traced() || task->pid != task->tgid) return 0; // a process ends with its first thread, in most cases
	bpf_get_current_comm(e.comm, sizeof(e.comm));
	e.status = (task->exit_code >> 8) & 0xff;
	e.signal = task->exit_code & 0x7f;
	e.lived = bpf_ktime_get_ns() - task->start_time;
	strobe_emit(&e);
	return 0;
}
