// SPDX-License-Identifier: BSD-2-Clause
/* Runs a command under one of the two floors of bench/run: floor empty|flat CMD [ARGS]
 * The exit status is the command's; 125 when the floor could not be laid, or is not what it claims to be. */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/floor.h"
#include "floor_empty.skel.h"
#include "floor_flat.skel.h"

enum { FAILED = 125 };

static struct floor_empty_bpf* empty;
static struct floor_flat_bpf* flat;
static struct ring_buffer* ring;
static unsigned long records;
static pid_t command;
static int gate;

static void fail(const char* what) {
	fprintf(stderr, "floor: cannot %s: %s\n", what, strerror(errno));
	exit(FAILED); /* closes the gate: the command is never run */
}

static void start_command(char** argv) {
	int ends[2];
	char byte;

	if (pipe2(ends, O_CLOEXEC)) fail("make a pipe");
	command = fork();
	if (command < 0) fail("fork");
	if (!command) {
		close(ends[1]);
		if (read(ends[0], &byte, 1) != 1) _exit(FAILED);
		execvp(argv[0], argv);
		perror("floor: exec");
		_exit(FAILED);
	}
	close(ends[0]);
	gate = ends[1];
}

static void open_gate(void) {
	if (write(gate, "", 1) != 1) fail("start the command");
	close(gate);
}

static int exit_status(int wait_status) {
	return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status);
}

static int take_record(void* ctx, void* data, size_t size) {
	(void)ctx;
	if (size != sizeof(struct floor_record) || ((const struct floor_record*)data)->kind != 1) return -EINVAL;
	/* libbpf 1.1 does not return while the producer keeps up */
	return ++records % 4096 ? 0 : -ECANCELED;
}

static void drain(void) {
	int n;

	do n = ring_buffer__consume(ring);
	while (n == -ECANCELED);
	if (n < 0) {
		errno = -n;
		fail("read the ring");
	}
}

static int under_empty(void) {
	int status;

	empty = floor_empty_bpf__open_and_load();
	if (!empty || floor_empty_bpf__attach(empty)) fail("attach the empty programs");
	open_gate();
	while (waitpid(command, &status, 0) < 0)
		if (errno != EINTR) fail("wait");
	floor_empty_bpf__destroy(empty);
	return exit_status(status);
}

static void mark_command(void) {
	const struct floor_call none = {0};
	const int pidfd = (int)syscall(SYS_pidfd_open, command, 0);

	if (pidfd < 0 || bpf_map_update_elem(bpf_map__fd(flat->maps.calls), &pidfd, &none, BPF_ANY))
		fail("mark the command");
	close(pidfd);
}

static int under_flat(void) {
	int status;
	bool ended = false;

	flat = floor_flat_bpf__open_and_load();
	if (!flat || floor_flat_bpf__attach(flat)) fail("attach the flat programs");
	ring = ring_buffer__new(bpf_map__fd(flat->maps.ring), take_record, NULL, NULL);
	if (!ring) fail("map the ring");
	mark_command();
	open_gate();
	while (!ended) {
		ended = waitpid(command, &status, WNOHANG) == command;
		drain();
		if (!ended) usleep(1000);
	}
	if (!records || flat->bss->lost) {
		fprintf(stderr, "floor: %lu records, %llu lost\n", records, (unsigned long long)flat->bss->lost);
		return FAILED;
	}
	ring_buffer__free(ring);
	floor_flat_bpf__destroy(flat);
	return exit_status(status);
}

int main(int argc, char** argv) {
	const bool is_flat = argc > 2 && !strcmp(argv[1], "flat");

	if (!is_flat && !(argc > 2 && !strcmp(argv[1], "empty"))) {
		fprintf(stderr, "usage: floor empty|flat CMD [ARGS]\n");
		return 2;
	}
	start_command(argv + 2);
	return is_flat ? under_flat() : under_empty();
}
