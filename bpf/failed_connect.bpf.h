/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Connections that fail before a SYN is sent: no route, no port that is free. The caller alone is told, so the end of
 * its call is where it shows. */
#ifndef STROBE_FAILED_CONNECT_BPF_H
#define STROBE_FAILED_CONNECT_BPF_H

#include "bpf/arch.bpf.h"
#include "bpf/net_event.bpf.h"

/* Set before load: the number of the call, as 64-bit programs have it. */
const volatile __u32 connect_call;

/* Sockets whose failure was told when their state changed, by cookie, until their call ends: what the call leaves of
 * them looks as if nothing had been sent. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 4096);
	__type(key, __u64);
	__type(value, __u8);
} told SEC(".maps");

#define MAX_ERRNO 4095 /* include/linux/err.h */
#define S_IFMT 0170000
#define S_IFSOCK 0140000

/* linux/in.h and linux/in6.h: of both the first bytes, up to the IPv6 address. */
struct socket_address {
	__u16 family;
	__be16 port;
	__u8 addr4[4]; /* the flow label of IPv6 */
	__u8 addr6[16];
};

static __always_inline bool in_connect(struct task_struct* task, struct pt_regs* regs) {
	__s64 nr = arch_orig_nr(regs);

	return nr == connect_call && arch_abi(task, nr) == STROBE_ABI_X86_64;
}

/* The socket of TCP behind a descriptor of the current task, or NULL. */
static __always_inline struct sock* tcp_socket_of(struct task_struct* task, __u32 fd) {
	struct fdtable* table = BPF_CORE_READ(task, files, fdt);
	struct file** files = BPF_CORE_READ(table, fd);
	struct file* file = NULL;
	struct socket* socket;
	struct sock* sk;
	__u16 family;

	if (!table || fd >= BPF_CORE_READ(table, max_fds)) return NULL;
	bpf_probe_read_kernel(&file, sizeof(file), files + fd);
	if (!file || (BPF_CORE_READ(file, f_inode, i_mode) & S_IFMT) != S_IFSOCK) return NULL;
	socket = BPF_CORE_READ(file, private_data);
	sk = BPF_CORE_READ(socket, sk);
	family = BPF_CORE_READ(sk, __sk_common.skc_family);
	if (family != AF_INET && family != AF_INET6) return NULL;
	return BPF_CORE_READ(sk, sk_protocol) == IPPROTO_TCP ? sk : NULL;
}

/* Where the caller wanted to. What it has handed over is no address: family 0. */
static __always_inline void name_wanted_end(struct strobe_endpoint* to, const void* user, __u64 size) {
	struct socket_address a = {};

	__builtin_memset(to, 0, sizeof(*to));
	if (bpf_probe_read_user(&a, size < sizeof(a) ? 8 : sizeof(a), user)) return;
	if (a.family != AF_INET && (a.family != AF_INET6 || size < sizeof(a))) return;
	to->family = a.family;
	to->port = bpf_ntohs(a.port);
	if (a.family == AF_INET)
		__builtin_memcpy(to->addr, a.addr4, sizeof(a.addr4));
	else
		__builtin_memcpy(to->addr, a.addr6, sizeof(a.addr6));
	unmap(to);
}

/* An IPv6 socket that has no address of its own yet speaks what the other end does. */
static __always_inline void name_own_end(struct strobe_socket* s) {
	const __u32* word = (const __u32*)s->local.addr;

	if (s->remote.family == AF_INET && !(word[0] | word[1] | word[2] | word[3])) s->local.family = AF_INET;
}

/* A state that ends an attempt, while the call that made it is about to tell why: nothing was sent. */
static __always_inline bool call_will_tell(const struct sock* sk, int to) {
	struct task_struct* task = bpf_get_current_task_btf();

	return to == TCP_CLOSE && !BPF_CORE_READ((const struct tcp_sock*)sk, segs_out) && is_owned(sk) &&
		   in_connect(task, (struct pt_regs*)bpf_task_pt_regs(task));
}

static __always_inline void call_failed(struct pt_regs* regs, long ret) {
	struct task_struct* task = bpf_get_current_task_btf();
	struct socket_state user = {};
	struct strobe_socket s;
	struct strobe_connect* r;
	struct sock* sk;
	__u64 args[6];

	if (paused || detaching || !in_connect(task, regs)) return;
	arch_args(args, regs, STROBE_ABI_X86_64);
	sk = tcp_socket_of(task, args[0]);
	if (!sk || BPF_CORE_READ(sk, __sk_common.skc_state) != TCP_CLOSE) return;
	describe(&s, sk, &sk->__sk_common);
	s.flags = 0; /* who called is known; who else holds it is not asked for */
	s.cookie = BPF_CORE_READ(sk, __sk_common.skc_cookie.counter);
	if (!bpf_map_delete_elem(&told, &s.cookie)) return;
	name_wanted_end(&s.remote, (const void*)args[1], args[2]);
	name_own_end(&s);
	if (!wanted_flow(&s) || !wanted_cgroup(sk)) return;
	r = reserve_event(sizeof(*r));
	if (!r) return;
	name_user(&user, task);
	head_event(&r->head, STROBE_NET_CONNECT, sizeof(*r), &user);
	r->socket = s;
	r->result = ret;
	r->syn_retrans = 0;
	r->latency = 0;
	bpf_ringbuf_submit(r, wake_flags());
}

#endif
