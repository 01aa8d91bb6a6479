// SPDX-License-Identifier: BSD-2-Clause
#include "engine/probe.h"

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <link.h>
#include <linux/perf_event.h>
#include <span>
#include <sys/auxv.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

#include "base/unique_fd.h"
#include "engine/tracepoint.h"
#include "trace.skel.h"

namespace strobe::engine {

namespace {

// Called by the kernel's own test of fentry only, so that nothing runs on account of a probe.
constexpr const char* kQuietFunction = "bpf_fentry_test1";
// Setting the clock is rare, and the program allows it.
constexpr const char* kQuietLsmHook = "bpf_lsm_settime";

constexpr uint64_t kSmallestRing = 1ull << 20;

/// A file descriptor, or the errno that stands in its place.
struct Opened {
	UniqueFd fd;
	int error = 0;

	explicit Opened(int fd_or_error) {
		if (fd_or_error >= 0)
			fd = UniqueFd(fd_or_error);
		else
			error = -fd_or_error;
	}
};

struct Program {
	bpf_prog_type type = BPF_PROG_TYPE_UNSPEC;
	bpf_attach_type attach = BPF_CGROUP_INET_INGRESS; ///< 0, also "none"
	uint32_t target = 0;                              ///< id of the BTF type it attaches to
	int helper = 0;                                   ///< called with whatever is in the registers
};

Opened load(const Program& p, std::span<char> log = {}) {
	const bpf_insn call{.code = BPF_JMP | BPF_CALL, .imm = p.helper};
	const bpf_insn zero{.code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0};
	const bpf_insn leave{.code = BPF_JMP | BPF_EXIT};
	const bpf_insn code[] = {call, zero, leave};
	LIBBPF_OPTS(bpf_prog_load_opts, opts, .expected_attach_type = p.attach, .attach_btf_id = p.target);
	if (!log.empty()) {
		opts.log_level = 1;
		opts.log_size = static_cast<uint32_t>(log.size());
		opts.log_buf = log.data();
	}
	const std::span<const bpf_insn> used = std::span(code).subspan(p.helper ? 0 : 1);
	return Opened(bpf_prog_load(p.type, "strobe_probe", "Dual BSD/GPL", used.data(), used.size(), &opts));
}

int try_load(const Program& p) {
	return load(p).error;
}

/// A helper that exists is refused for its arguments, not for its name.
int try_helper(const Program& p) {
	char log[4096] = "";
	const Opened program = load(p, log);
	if (program.error != EINVAL && program.error != EACCES) return program.error;
	for (const char* unknown : {"invalid func", "unknown func", "cannot use helper"})
		if (std::strstr(log, unknown)) return ENOTSUP;
	return log[0] ? 0 : program.error;
}

int try_map(bpf_map_type type) {
	if (libbpf_probe_bpf_map_type(type, nullptr) > 0) return 0;
	// libbpf does not tell why
	const int any = try_load({.type = BPF_PROG_TYPE_RAW_TRACEPOINT});
	return any ? any : ENOTSUP;
}

/// Loads a program for a function or tracepoint that the kernel's BTF names, and attaches it for a moment.
int try_target(Program p, const btf* types, const char* name, uint32_t kind = BTF_KIND_FUNC) {
	if (!types) return ENODATA;
	const int id = btf__find_by_name_kind(types, name, kind);
	if (id < 0) return ENOENT;
	p.target = static_cast<uint32_t>(id);
	const Opened program = load(p);
	if (program.error) return program.error;
	return Opened(bpf_link_create(program.fd.get(), 0, p.attach, nullptr)).error;
}

int try_raw_tracepoint() {
	const Opened program = load({.type = BPF_PROG_TYPE_RAW_TRACEPOINT});
	if (program.error) return program.error;
	return Opened(bpf_raw_tracepoint_open("sched_process_exec", program.fd.get())).error;
}

int try_kprobe_multi() {
	const Opened program = load({.type = BPF_PROG_TYPE_KPROBE, .attach = BPF_TRACE_KPROBE_MULTI});
	if (program.error) return program.error;
	const char* names[] = {kQuietFunction};
	LIBBPF_OPTS(bpf_link_create_opts, opts);
	opts.kprobe_multi.cnt = 1;
	opts.kprobe_multi.syms = names;
	return Opened(bpf_link_create(program.fd.get(), 0, BPF_TRACE_KPROBE_MULTI, &opts)).error;
}

template <class Number>
bool read_number(const std::string& path, Number& value) {
	std::ifstream file(path);
	return static_cast<bool>(file >> value);
}

/// Opens a disabled perf event on this very thread and gives it a program.
int try_perf(bpf_prog_type type, perf_event_attr attr) {
	const Opened program = load({.type = type});
	if (program.error) return program.error;
	attr.size = sizeof attr;
	attr.sample_period = 1'000'000;
	attr.disabled = 1;
	const UniqueFd event(static_cast<int>(syscall(SYS_perf_event_open, &attr, 0, -1, -1, PERF_FLAG_FD_CLOEXEC)));
	if (!event || ioctl(event.get(), PERF_EVENT_IOC_SET_BPF, program.fd.get()) != 0) return errno;
	return 0;
}

/// kprobes and uprobes are perf event sources with a number of their own.
int try_source(const char* source, uint64_t where, uint64_t offset) {
	perf_event_attr attr{};
	if (!read_number("/sys/bus/event_source/devices/" + std::string(source) + "/type", attr.type)) return ENOENT;
	attr.config1 = where;
	attr.config2 = offset;
	return try_perf(BPF_PROG_TYPE_KPROBE, attr);
}

/// Where this program's first instruction is in its file: it has run already and never will again.
uint64_t offset_of_entry() {
	uint64_t offset = 0;
	const auto main_program = [](dl_phdr_info* info, size_t, void* result) {
		const uint64_t entry = getauxval(AT_ENTRY) - info->dlpi_addr;
		for (const auto& h : std::span(info->dlpi_phdr, info->dlpi_phnum))
			if (h.p_type == PT_LOAD && entry - h.p_vaddr < h.p_filesz)
				*static_cast<uint64_t*>(result) = entry - h.p_vaddr + h.p_offset;
		return 1; // the libraries follow
	};
	dl_iterate_phdr(main_program, &offset);
	return offset;
}

int try_tracepoint() {
	uint64_t id = 0;
	if (const int error = find_tracepoint("sched", "sched_process_exec", id)) return error;
	return try_perf(BPF_PROG_TYPE_TRACEPOINT, {.type = PERF_TYPE_TRACEPOINT, .config = id});
}

int try_perf_clock() {
	return try_perf(BPF_PROG_TYPE_PERF_EVENT, {.type = PERF_TYPE_SOFTWARE, .config = PERF_COUNT_SW_CPU_CLOCK});
}

int try_uprobe() {
	return try_source("uprobe", reinterpret_cast<uint64_t>("/proc/self/exe"), offset_of_entry());
}

/// Loads strobe's object, whole or with one of its programs only.
int load_own(trace_bpf* bpf, const bpf_program* only) {
	bpf_map__set_max_entries(bpf->maps.ring, kSmallestRing);
	bpf_map__set_max_entries(bpf->maps.scratches, static_cast<uint32_t>(libbpf_num_possible_cpus()));
	// what is off by default would not be verified
	bpf->rodata->ring_size = kSmallestRing;
	bpf->rodata->follow_fork = bpf->rodata->system_wide = bpf->rodata->wait_on_full = 1;
	bpf->rodata->signal_mask = ~0ull;
	bpf_program* program = nullptr;
	bpf_object__for_each_program(program, bpf->obj) {
		bpf_program__set_autoload(program,
								  !only || std::strcmp(bpf_program__name(program), bpf_program__name(only)) == 0);
	}
	return -trace_bpf__load(bpf);
}

int load_own_alone(const bpf_program* program) {
	trace_bpf* bpf = trace_bpf__open();
	if (!bpf) return errno;
	const int error = load_own(bpf, program);
	trace_bpf__destroy(bpf);
	return error;
}

} // namespace

Prober::Prober() : kernel_types_(btf__load_vmlinux_btf()) {}

Prober::~Prober() {
	btf__free(kernel_types_);
}

int Prober::attempt(Probe probe) {
	const auto traced = [&](bpf_attach_type attach, const char* name, uint32_t kind = BTF_KIND_FUNC) {
		return try_target({.type = BPF_PROG_TYPE_TRACING, .attach = attach}, kernel_types_, name, kind);
	};
	switch (probe) {
	case Probe::kAnyProgram: return try_load({.type = BPF_PROG_TYPE_RAW_TRACEPOINT});
	case Probe::kTpBtf: return traced(BPF_TRACE_RAW_TP, "btf_trace_sched_process_exec", BTF_KIND_TYPEDEF);
	case Probe::kRawTracepoint: return try_raw_tracepoint();
	case Probe::kTracepoint: return try_tracepoint();
	case Probe::kKprobe: return try_source("kprobe", reinterpret_cast<uint64_t>(kQuietFunction), 0);
	case Probe::kKprobeMulti: return try_kprobe_multi();
	case Probe::kUprobe: return try_uprobe();
	case Probe::kFentry: return traced(BPF_TRACE_FENTRY, kQuietFunction);
	case Probe::kFexit: return traced(BPF_TRACE_FEXIT, kQuietFunction);
	case Probe::kLsm:
		return try_target({.type = BPF_PROG_TYPE_LSM, .attach = BPF_LSM_MAC}, kernel_types_, kQuietLsmHook);
	case Probe::kIterTask: return traced(BPF_TRACE_ITER, "bpf_iter_task");
	case Probe::kPerfEvent: return try_perf_clock();
	case Probe::kTc: return try_load({.type = BPF_PROG_TYPE_SCHED_CLS});
	case Probe::kXdp: return try_load({.type = BPF_PROG_TYPE_XDP});
	case Probe::kCgroupSkb: return try_load({.type = BPF_PROG_TYPE_CGROUP_SKB, .attach = BPF_CGROUP_INET_EGRESS});
	case Probe::kSockOps: return try_load({.type = BPF_PROG_TYPE_SOCK_OPS, .attach = BPF_CGROUP_SOCK_OPS});
	case Probe::kTaskStorage: return try_map(BPF_MAP_TYPE_TASK_STORAGE);
	case Probe::kRingBuffer: return try_map(BPF_MAP_TYPE_RINGBUF);
	case Probe::kLoop: return try_helper({.type = BPF_PROG_TYPE_RAW_TRACEPOINT, .helper = BPF_FUNC_loop});
	case Probe::kCookie: return try_helper({.type = BPF_PROG_TYPE_KPROBE, .helper = BPF_FUNC_get_attach_cookie});
	case Probe::kCookieOfTpBtf:
		return try_helper({.type = BPF_PROG_TYPE_RAW_TRACEPOINT, .helper = BPF_FUNC_get_attach_cookie});
	case Probe::kSendSignal: return try_helper({.type = BPF_PROG_TYPE_RAW_TRACEPOINT, .helper = BPF_FUNC_send_signal});
	case Probe::kOverrideReturn: return try_helper({.type = BPF_PROG_TYPE_KPROBE, .helper = BPF_FUNC_override_return});
	}
	return ENOTSUP;
}

std::vector<OwnProgram> Prober::own_programs() const {
	std::vector<OwnProgram> list;
	trace_bpf* bpf = trace_bpf__open();
	if (!bpf) return list;
	const bool all = load_own(bpf, nullptr) == 0;
	const bpf_program* program = nullptr;
	for (program = bpf_object__next_program(bpf->obj, nullptr); program;
		 program = bpf_object__next_program(bpf->obj, const_cast<bpf_program*>(program)))
		list.push_back({bpf_program__section_name(program), all ? 0 : load_own_alone(program)});
	trace_bpf__destroy(bpf);
	return list;
}

uint64_t Prober::largest_ring(uint64_t size) {
	for (; size >= kSmallestRing; size /= 2)
		if (Opened(bpf_map_create(BPF_MAP_TYPE_RINGBUF, "strobe_probe", 0, 0, static_cast<uint32_t>(size), nullptr)).fd)
			return size;
	return 0;
}

} // namespace strobe::engine
