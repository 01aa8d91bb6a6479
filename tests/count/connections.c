// SPDX-License-Identifier: BSD-2-Clause
// THREADS CONNECTIONS: that many threads make that many connections in all over loopback, one after the other. Each
// moves some bytes both ways. Prints how many bytes clients and servers have sent.
#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_in address = {.sin_family = AF_INET};
static int listener, threads, connections, taken;
static long client_bytes, server_bytes;

static void check(int ok, const char* what) {
	if (ok) return;
	perror(what);
	exit(1);
}

static void move_out(int fd, long n) {
	char buffer[4096] = "";

	while (n > 0) {
		ssize_t done = send(fd, buffer, n < 4096 ? n : 4096, 0);

		check(done > 0, "send");
		n -= done;
	}
}

static long drain(int fd) {
	char buffer[4096];
	long sum = 0;
	ssize_t n;

	while ((n = recv(fd, buffer, sizeof buffer, 0)) > 0) sum += n;
	check(n == 0, "recv");
	return sum;
}

static void* serve(void* unused) {
	for (;;) {
		int fd = accept(listener, NULL, NULL);
		long n;

		if (fd < 0) return unused;
		n = drain(fd) % 777;
		move_out(fd, n);
		__sync_fetch_and_add(&server_bytes, n);
		close(fd);
	}
}

static void* talk(void* unused) {
	int number;

	while ((number = __sync_fetch_and_add(&taken, 1)) < connections) {
		long n = number % 5000;
		int fd = socket(AF_INET, SOCK_STREAM, 0);

		check(fd >= 0 && connect(fd, (struct sockaddr*)&address, sizeof address) == 0, "connect");
		move_out(fd, n);
		shutdown(fd, SHUT_WR);
		drain(fd);
		__sync_fetch_and_add(&client_bytes, n);
		close(fd);
	}
	return unused;
}

int main(int argc, char** argv) {
	pthread_t client[64], server[64];
	socklen_t length = sizeof address;

	threads = argc > 2 ? atoi(argv[1]) : 0;
	connections = argc > 2 ? atoi(argv[2]) : 0;
	if (threads < 1 || threads > 64) return 2;
	listener = socket(AF_INET, SOCK_STREAM, 0);
	inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
	check(bind(listener, (struct sockaddr*)&address, sizeof address) == 0 && listen(listener, 1024) == 0, "listen");
	getsockname(listener, (struct sockaddr*)&address, &length);
	for (int i = 0; i < threads; i++) pthread_create(&server[i], NULL, serve, NULL);
	for (int i = 0; i < threads; i++) pthread_create(&client[i], NULL, talk, NULL);
	for (int i = 0; i < threads; i++) pthread_join(client[i], NULL);
	usleep(200 * 1000); /* the servers close behind the clients */
	printf("%d %ld %ld\n", ntohs(address.sin_port), client_bytes, server_bytes);
	return 0;
}
