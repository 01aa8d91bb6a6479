// SPDX-License-Identifier: BSD-2-Clause
// Segments that TCP sends again, because nobody has acknowledged them. Timers send them, not processes: the scope
// (-p and the like) has no say here.
//
//     strobe run examples/retransmit.bpf.c
//     from=192.168.1.2, from_port=45678, to=192.168.1.9, to_port=80, state="syn sent"
#include "vmlinux.h"

#include "strobe.bpf.h"

char LICENSE[] SEC("license") = "GPL";

struct again {
	strobe_ip4 from;
	__u16 from_port;
	strobe_ip4 to;
	strobe_port to_port;
	char state[16];
};

const char names[13][16] = {"?",          "established", "syn sent", "syn received", "fin wait 1",
							"fin wait 2", "time wait",   "closed",   "close wait",   "last ack",
							"listening",  "closing",     "new syn"};

SEC("tp_btf/tcp_retransmit_skb")
int BPF_PROG(retransmitted, const struct sock* sk) {
	struct again a = {};
	__u32 state = BPF_CORE_READ(sk, __sk_common.skc_state);

	if (BPF_CORE_READ(sk, __sk_common.skc_family) != 2) return 0; // AF_INET
	a.from = BPF_CORE_READ(sk, __sk_common.skc_rcv_saddr);
	a.from_port = BPF_CORE_READ(sk, __sk_common.skc_num);
	a.to = BPF_CORE_READ(sk, __sk_common.skc_daddr);
	a.to_port = BPF_CORE_READ(sk, __sk_common.skc_dport);
	if (state < 13) bpf_probe_read_kernel_str(a.state, sizeof(a.state), names[state]);
	strobe_emit(&a);
	return 0;
}
