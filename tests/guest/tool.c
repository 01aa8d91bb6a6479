// SPDX-License-Identifier: BSD-2-Clause
// What a guest needs and busybox does not have; linked statically.
// clang-format off
//   tool exit STATUS                  ends the machine; QEMU's isa-debug-exit device hands the status on
//   tool programs                     prints how many BPF programs are loaded
//   tool verify OBJECT NAME=VALUE...  loads the object with these constants, prints "PROGRAM INSTRUCTIONS" for each
//   tool hammer                       takes and drops the lock of task storage on every CPU until it is killed
// clang-format on
#define _GNU_SOURCE
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <pthread.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/io.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MAX_PROGRAMS 64
#define LOG_SIZE 65536
#define LOG_STATS 4 // BPF_LOG_STATS of the kernel's bpf_verifier.h: only the sums

static void fail(const char* what) {
	perror(what);
	exit(1);
}

static int leave(const char* status) {
	sync();
	if (ioperm(0xf4, 4, 1)) fail("ioperm");
	outb((unsigned char)atoi(status), 0xf4);
	return 1;
}

static int programs(void) {
	unsigned id = 0, n = 0;
	while (bpf_prog_get_next_id(id, &id) == 0) n++;
	printf("%u\n", n);
	return 0;
}

/// Sets one global constant before the load, as the loader of the real program does through its skeleton.
static void set_constant(struct bpf_object* object, char* setting) {
	char* value = strchr(setting, '=');
	if (!value) fail(setting);
	*value++ = 0;
	const struct btf* btf = bpf_object__btf(object);
	const int section = btf__find_by_name_kind(btf, ".rodata", BTF_KIND_DATASEC);
	const struct btf_type* type = btf__type_by_id(btf, (unsigned)section);
	struct bpf_map* map = bpf_object__find_map_by_name(object, ".rodata");
	size_t size;
	const void* before = bpf_map__initial_value(map, &size);
	char* data = before ? memcpy(malloc(size), before, size) : NULL;
	const unsigned long long number = strtoull(value, NULL, 0);
	for (int i = 0; type && data && i < btf_vlen(type); i++) {
		const struct btf_var_secinfo* var = btf_var_secinfos(type) + i;
		if (strcmp(btf__name_by_offset(btf, btf__type_by_id(btf, var->type)->name_off), setting) != 0) continue;
		memcpy(data + var->offset, &number, var->size < sizeof number ? var->size : sizeof number);
		if (bpf_map__set_initial_value(map, data, size)) fail(setting);
		free(data);
		return;
	}
	fprintf(stderr, "no constant %s\n", setting);
	exit(1);
}

/// Programs of fentry and fexit are verified for a function that only the kernel's own test calls; not at all where
/// there are none.
static void aim(struct bpf_program* program) {
	const char* section = bpf_program__section_name(program);
	if (strcmp(section, "fentry") != 0 && strcmp(section, "fexit") != 0) return;
	struct btf* btf = btf__load_vmlinux_btf();
	const int target = btf__find_by_name_kind(btf, "bpf_fentry_test1", BTF_KIND_FUNC);
	const struct bpf_insn nothing[] = {{.code = BPF_ALU64 | BPF_MOV | BPF_K}, {.code = BPF_JMP | BPF_EXIT}};
	LIBBPF_OPTS(bpf_prog_load_opts, options, .expected_attach_type = BPF_TRACE_FENTRY,
				.attach_btf_id = (unsigned)target);
	const int fd = bpf_prog_load(BPF_PROG_TYPE_TRACING, "tool", "GPL", nothing, 2, &options);
	const int link = fd < 0 ? fd : bpf_link_create(fd, 0, BPF_TRACE_FENTRY, NULL);
	bpf_program__set_autoload(program, link >= 0);
	if (link >= 0) bpf_program__set_attach_target(program, 0, "bpf_fentry_test1");
	close(link);
	close(fd);
	btf__free(btf);
}

static int verify(int count, char** arguments) {
	static char logs[MAX_PROGRAMS][LOG_SIZE];
	struct bpf_object* object = bpf_object__open_file(arguments[0], NULL);
	if (!object) fail(arguments[0]);
	for (int i = 1; i < count; i++) set_constant(object, arguments[i]);
	struct bpf_program* program;
	int n = 0;
	bpf_object__for_each_program(program, object) {
		if (n == MAX_PROGRAMS) return 1;
		aim(program);
		bpf_program__set_log_level(program, LOG_STATS);
		bpf_program__set_log_buf(program, logs[n++], LOG_SIZE);
	}
	if (bpf_object__load(object)) fail("load");
	n = 0;
	bpf_object__for_each_program(program, object) {
		const char* sum = strstr(logs[n++], "processed ");
		if (!bpf_program__autoload(program)) continue;
		if (!sum) return 1;
		printf("%s %d\n", bpf_program__name(program), atoi(sum + strlen("processed ")));
	}
	return 0;
}

static int storage = -1;

/// The lock is one for all task storage of a CPU, whosever map it is. The kernel looks away from it when this thread is
/// preempted in between.
static void* hammer(void* cpu) {
	cpu_set_t set;
	CPU_ZERO(&set);
	CPU_SET((long)cpu, &set);
	sched_setaffinity(0, sizeof set, &set);
	const int self = (int)syscall(SYS_pidfd_open, getpid(), 0);
	for (int value = 0;; value++) {
		bpf_map_update_elem(storage, &self, &value, BPF_ANY);
		bpf_map_delete_elem(storage, &self);
	}
	return NULL;
}

static int hammer_all(void) {
	struct btf* btf = btf__new_empty();
	const int integer = btf__add_int(btf, "int", 4, BTF_INT_SIGNED);
	if (btf__load_into_kernel(btf)) fail("BTF");
	LIBBPF_OPTS(bpf_map_create_opts, options, .map_flags = BPF_F_NO_PREALLOC, .btf_fd = (unsigned)btf__fd(btf),
				.btf_key_type_id = (unsigned)integer, .btf_value_type_id = (unsigned)integer);
	storage = bpf_map_create(BPF_MAP_TYPE_TASK_STORAGE, "hammer", 4, 4, 0, &options);
	if (storage < 0) fail("task storage");
	pthread_t thread;
	for (long cpu = 0; cpu < sysconf(_SC_NPROCESSORS_ONLN); cpu++)
		if (pthread_create(&thread, NULL, hammer, (void*)cpu)) fail("thread");
	pause();
	return 0;
}

int main(int count, char** arguments) {
	const char* what = count > 1 ? arguments[1] : "";
	if (strcmp(what, "exit") == 0 && count == 3) return leave(arguments[2]);
	if (strcmp(what, "programs") == 0) return programs();
	if (strcmp(what, "verify") == 0 && count > 2) return verify(count - 2, arguments + 2);
	if (strcmp(what, "hammer") == 0) return hammer_all();
	fprintf(stderr, "usage: tool exit STATUS | programs | verify OBJECT [NAME=VALUE...] | hammer\n");
	return 2;
}
