/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The kernel types this side reads, cut down to the members used. CO-RE relocates every access to the running kernel,
 * so neither kernel headers nor a generated vmlinux.h are needed to build. Members that moved between kernels have an
 * accessor here, with the commit that moved them. */
#ifndef STROBE_CORE_TYPES_BPF_H
#define STROBE_CORE_TYPES_BPF_H

#include <linux/bpf.h>
#include <linux/types.h>

#include <bpf/bpf_helpers.h>

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

typedef _Bool bool;
#define true 1
#define false 0
typedef int pid_t;

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

typedef struct {
	int counter;
} atomic_t;

struct pid_namespace {
	unsigned int level;
};

struct upid {
	int nr;
	struct pid_namespace* ns;
};

struct pid {
	unsigned int level;
	struct upid numbers[1];
};

struct signal_struct {
	atomic_t live;
	unsigned int flags;
	int group_exit_code;
};

struct sched_entity {
	__u64 sum_exec_runtime;
};

struct thread_info {
	__u32 status;
};

typedef struct {
	__u32 val;
} kuid_t;

struct cred {
	kuid_t uid;
};

struct kernfs_node {
	__u64 id;
};

struct cgroup {
	int level;
	struct kernfs_node* kn;
};

struct css_set {
	struct cgroup* dfl_cgrp;
};

struct bpf_local_storage;

struct task_struct {
	struct mm_struct* mm;
	struct thread_info thread_info;
	pid_t pid;
	pid_t tgid;
	int prio;
	int exit_code;
	char comm[16];
	unsigned int __state;
	int exit_state;
	unsigned long nvcsw;
	unsigned long nivcsw;
	struct sched_entity se;
	struct pid* thread_pid;
	struct task_struct* real_parent;
	struct task_struct* group_leader;
	const struct cred* cred;
	struct css_set* cgroups;
	struct signal_struct* signal;
	struct files_struct* files;
	struct bpf_local_storage* bpf_storage;
};

struct kernel_siginfo {
	int si_signo;
};

struct sigaction {
	void* sa_handler;
};

struct k_sigaction {
	struct sigaction sa;
};

struct seq_file;

struct bpf_iter_meta {
	struct seq_file* seq;
	__u64 session_id;
	__u64 seq_num;
};

struct bpf_iter__task {
	struct bpf_iter_meta* meta;
	struct task_struct* task;
};

#pragma clang attribute pop

#endif
