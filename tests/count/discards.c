// SPDX-License-Identifier: BSD-2-Clause
// Sends packets over loopback that the kernel discards, each for a reason of its own: see net.py.
#include <arpa/inet.h>
#include <linux/filter.h>
#include <netinet/ip.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { kNobody = 9999, kNarrow = 6666, kDeaf = 6667, kSum = 9998 };

static void check(int ok, const char* what) {
	if (ok) return;
	perror(what);
	exit(1);
}

static struct sockaddr_in at(int port) {
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return a;
}

static int receiver(int port) {
	struct sockaddr_in a = at(port);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	check(fd >= 0 && bind(fd, (struct sockaddr*)&a, sizeof a) == 0, "bind");
	return fd;
}

static void send_datagrams(int port, int n, size_t size) {
	struct sockaddr_in a = at(port);
	static char data[1000];

	/* each from a socket of its own, since the answer of one makes the next fail */
	for (int i = 0; i < n; i++)
		check(sendto(socket(AF_INET, SOCK_DGRAM, 0), data, size, 0, (struct sockaddr*)&a, sizeof a) > 0, "sendto");
}

static void send_raw(int fd, int protocol, const void* payload, size_t size) {
	struct sockaddr_in a = at(0);
	unsigned char packet[64] = "";
	struct iphdr head = {.version = 4, .ihl = 5, .ttl = 64};

	head.protocol = protocol;
	head.tot_len = htons(sizeof head + size);
	head.saddr = head.daddr = a.sin_addr.s_addr;
	memcpy(packet, &head, sizeof head);
	memcpy(packet + sizeof head, payload, size);
	check(sendto(fd, packet, sizeof head + size, 0, (struct sockaddr*)&a, sizeof a) > 0, "sendto a raw socket");
}

int main(void) {
	const uint16_t wrong_sum[] = {htons(5), htons(kSum), htons(8), 0xdead};
	const uint16_t too_long[] = {htons(5), htons(kSum), htons(80), 0};
	const uint16_t wrong_segment[10] = {htons(5), htons(kSum), 0, 0, 0, 0, htons(0x5002), htons(10), 0xdead, 0};
	struct sock_filter nothing = BPF_STMT(BPF_RET | BPF_K, 0);
	struct sock_fprog deaf = {1, &nothing};
	int narrow = receiver(kNarrow), filtered = receiver(kDeaf), raw = socket(AF_INET, SOCK_RAW, IPPROTO_RAW), least = 1;

	check(raw >= 0, "a raw socket");
	check(setsockopt(narrow, SOL_SOCKET, SO_RCVBUF, &least, sizeof least) == 0, "SO_RCVBUF");
	check(setsockopt(filtered, SOL_SOCKET, SO_ATTACH_FILTER, &deaf, sizeof deaf) == 0, "SO_ATTACH_FILTER");
	send_datagrams(kNobody, 3, 1);
	send_datagrams(kDeaf, 2, 1);
	send_datagrams(kNarrow, 50, 1000);
	send_raw(raw, 253, "", 0);
	send_raw(raw, IPPROTO_UDP, wrong_sum, sizeof wrong_sum);
	send_raw(raw, IPPROTO_UDP, too_long, sizeof too_long);
	send_raw(raw, IPPROTO_TCP, wrong_segment, sizeof wrong_segment);
	return 0;
}
