// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Events of the network, from tracepoints of TCP; the iterator that finds who holds a socket; those that keep the
 * scope. */
#include "bpf/core_types.bpf.h"

#include "bpf/arrivals.bpf.h"
#include "bpf/connection.bpf.h"
#include "bpf/drop.bpf.h"
#include "bpf/failed_connect.bpf.h"
#include "bpf/net_event.bpf.h"
#include "bpf/reset.bpf.h"
#include "bpf/retrans.bpf.h"
#include "bpf/scope_programs.bpf.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("tp_btf/tcp_retransmit_skb")
int BPF_PROG(on_retransmit, struct sock* sk, struct sk_buff* skb) {
	retransmitted(sk, skb);
	return 0;
}

SEC("tp_btf/tcp_retransmit_synack")
int BPF_PROG(on_retransmit_synack, struct sock* sk, struct request_sock* req) {
	retransmitted_synack(sk, req);
	return 0;
}

/* The kernel runs no program on top of itself, but an interrupt may come on top of a task that is here. It leaves alone
 * sockets whose lock a task owns; so one program is for these, and one for the others. */
SEC("tp_btf/inet_sock_set_state")
int BPF_PROG(on_state, struct sock* sk, int from, int to) {
	if (!is_owned(sk)) state_changed(sk, from, to);
	return 0;
}

SEC("tp_btf/inet_sock_set_state")
int BPF_PROG(on_state_owned, struct sock* sk, int from, int to) {
	if (is_owned(sk)) state_changed(sk, from, to);
	return 0;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(on_call_end, struct pt_regs* regs, long ret) {
	if (ret < 0 && ret >= -MAX_ERRNO) call_failed(regs, ret);
	return 0;
}

SEC("tp_btf/tcp_send_reset")
int on_send_reset(__u64* ctx) {
	struct sock* sk = (struct sock*)ctx[0];
	struct sk_buff* skb = (struct sk_buff*)ctx[1];

	sent_reset(sk, skb, resets_have_reasons ? (__u32)ctx[2] : STROBE_REASON_UNKNOWN);
	return 0;
}

SEC("tp_btf/tcp_receive_reset")
int BPF_PROG(on_receive_reset, struct sock* sk) {
	received_reset(sk);
	return 0;
}

SEC("tp_btf/tcp_probe")
int BPF_PROG(on_packet, struct sock* sk) {
	measured(sk);
	return 0;
}

SEC("tp_btf/kfree_skb")
int on_drop(__u64* ctx) {
	struct sk_buff* skb = (struct sk_buff*)ctx[0];

	dropped(skb, ctx[1], (__u32)ctx[2], drops_have_sockets ? (struct sock*)ctx[3] : NULL);
	return 0;
}

/* Every open file that is a socket of IP. */
SEC("iter/task_file")
int each_file(struct bpf_iter__task_file* ctx) {
	struct seq_file* seq = ctx->meta->seq;
	struct task_struct* task = ctx->task;
	struct file* file = ctx->file;
	struct strobe_holder h = {};
	struct socket_state* st;
	struct socket* sock;
	struct sock* sk;
	__u16 family;

	if (!task || !file) return 0;
	sock = bpf_sock_from_file(file);
	if (!sock) return 0;
	sk = sock->sk;
	if (!sk) return 0;
	family = BPF_CORE_READ(sk, __sk_common.skc_family);
	if (family != AF_INET && family != AF_INET6) return 0;
	h.cookie = bpf_get_socket_cookie(sk);
	h.inode = BPF_CORE_READ(file, f_inode, i_ino);
	h.netns = BPF_CORE_READ(sk, __sk_common.skc_net.net, ns.inum);
	h.pid = task->tgid;
	h.ns_pid = self.level ? id_in_own_ns(BPF_CORE_READ(task, group_leader, thread_pid)) : h.pid;
	h.fd = ctx->fd;
	BPF_CORE_READ_STR_INTO(&h.comm, task, group_leader, comm);
	st = bpf_sk_storage_get(&sockets, sk, 0, BPF_SK_STORAGE_GET_F_CREATE);
	if (st && !st->pid) name_user(st, task);
	bpf_seq_write(seq, &h, sizeof(h));
	return 0;
}
