// SPDX-License-Identifier: BSD-2-Clause
#include "engine/mappings.h"

#include <algorithm>
#include <bpf/libbpf.h>
#include <cerrno>
#include <cstring>
#include <linux/perf_event.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include "base/unique_fd.h"

namespace strobe::engine {

namespace {

constexpr size_t kRingBytes = 256 * 1024; // a dynamic program maps ten files: 1 KiB

struct Event {
	uint64_t time = 0;
	size_t order = 0;             ///< of those of one processor
	std::vector<uint8_t> bytes{}; ///< perf_event_header and what follows
	[[nodiscard]] uint32_t type() const { return header().type; }
	[[nodiscard]] perf_event_header header() const {
		perf_event_header h{};
		std::memcpy(&h, bytes.data(), sizeof h);
		return h;
	}
};

/// The fixed part of PERF_RECORD_MMAP2 behind its header; the path follows.
struct Mmap2 {
	uint32_t pid, tid;
	uint64_t addr, len, pgoff;
	uint64_t file[3]; ///< device and inode
	uint32_t prot, flags;
};

struct Fork {
	uint32_t pid, ppid;
};

struct Lost {
	uint64_t id, events;
};

/// The events of one processor.
class Ring {
public:
	Ring(UniqueFd fd, void* memory) : fd_(std::move(fd)), memory_(memory) {}
	Ring(Ring&& other) noexcept : fd_(std::move(other.fd_)), memory_(std::exchange(other.memory_, nullptr)) {}
	Ring& operator=(Ring&&) = delete;
	~Ring() {
		if (memory_) munmap(memory_, bytes());
	}
	static size_t bytes() { return kRingBytes + static_cast<size_t>(sysconf(_SC_PAGESIZE)); }

	void take(std::vector<Event>& events) {
		auto* const page = static_cast<perf_event_mmap_page*>(memory_);
		const uint64_t head = __atomic_load_n(&page->data_head, __ATOMIC_ACQUIRE);
		uint64_t tail = page->data_tail;
		while (tail < head) {
			perf_event_header h{};
			copy(tail, &h, sizeof h);
			if (h.size < sizeof h + sizeof(uint64_t)) break;
			Event e{.order = events.size(), .bytes = std::vector<uint8_t>(h.size)};
			copy(tail, e.bytes.data(), h.size);
			std::memcpy(&e.time, e.bytes.data() + h.size - sizeof e.time, sizeof e.time);
			events.push_back(std::move(e));
			tail += h.size;
		}
		__atomic_store_n(&page->data_tail, head, __ATOMIC_RELEASE);
	}

private:
	/// Records wrap around.
	void copy(uint64_t from, void* to, size_t n) const {
		const auto* const data = static_cast<const uint8_t*>(memory_) + sysconf(_SC_PAGESIZE);
		for (size_t i = 0; i < n; i++) static_cast<uint8_t*>(to)[i] = data[(from + i) % kRingBytes];
	}

	UniqueFd fd_;
	void* memory_;
};

UniqueFd open_events(int cpu) {
	perf_event_attr attr{};
	attr.size = sizeof attr;
	attr.type = PERF_TYPE_SOFTWARE;
	attr.config = PERF_COUNT_SW_DUMMY;
	attr.mmap = attr.mmap2 = 1;
	attr.task = 1;
	attr.comm = attr.comm_exec = 1;
	attr.sample_id_all = 1;
	attr.sample_type = PERF_SAMPLE_TIME;
	return UniqueFd(static_cast<int>(syscall(SYS_perf_event_open, &attr, -1, cpu, -1, PERF_FLAG_FD_CLOEXEC)));
}

void tell_one(const Event& e, MappingListener& listener) {
	const uint8_t* const body = e.bytes.data() + sizeof(perf_event_header);
	const size_t size = e.bytes.size() - sizeof(perf_event_header) - sizeof e.time;
	if (e.type() == PERF_RECORD_MMAP2 && size > sizeof(Mmap2)) {
		Mmap2 m{};
		std::memcpy(&m, body, sizeof m);
		const auto* const path = reinterpret_cast<const char*>(body + sizeof m);
		listener.mapped(static_cast<int>(m.pid), m.addr, m.len, m.pgoff,
						std::string(path, strnlen(path, size - sizeof m)));
	} else if (e.type() == PERF_RECORD_FORK && size >= sizeof(Fork)) {
		Fork f{};
		std::memcpy(&f, body, sizeof f);
		if (f.pid != f.ppid) listener.forked(static_cast<int>(f.ppid), static_cast<int>(f.pid));
	} else if (e.type() == PERF_RECORD_COMM && (e.header().misc & PERF_RECORD_MISC_COMM_EXEC)) {
		uint32_t pid = 0;
		std::memcpy(&pid, body, sizeof pid);
		listener.execed(static_cast<int>(pid));
	}
}

/// The kernel tells once there is room again.
uint64_t lost_before(const Event& e) {
	Lost lost{};
	if (e.type() != PERF_RECORD_LOST || e.bytes.size() < sizeof(perf_event_header) + sizeof lost) return 0;
	std::memcpy(&lost, e.bytes.data() + sizeof(perf_event_header), sizeof lost);
	return lost.events;
}

} // namespace

struct Mappings::Impl {
	std::vector<Ring> rings;
	uint64_t lost = 0;
};

Mappings::Mappings(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Mappings::Mappings(Mappings&&) noexcept = default;
Mappings& Mappings::operator=(Mappings&&) noexcept = default;
Mappings::~Mappings() = default;

Result<Mappings> Mappings::watch() {
	auto impl = std::make_unique<Impl>();
	for (int cpu = 0; cpu < libbpf_num_possible_cpus(); cpu++) {
		UniqueFd fd = open_events(cpu);
		if (!fd && errno == ENODEV) continue; // offline
		if (!fd)
			return errno_error("cannot watch what processes map", errno, "run strobe as root, or with CAP_PERFMON");
		void* const memory = mmap(nullptr, Ring::bytes(), PROT_READ | PROT_WRITE, MAP_SHARED, fd.get(), 0);
		if (memory == MAP_FAILED)
			return errno_error("cannot map the events of processes", errno,
							   "raise /proc/sys/kernel/perf_event_mlock_kb, or run strobe as root");
		impl->rings.emplace_back(std::move(fd), memory);
	}
	return Mappings(std::move(impl));
}

void Mappings::tell(MappingListener& listener) {
	std::vector<Event> events;
	for (Ring& ring : impl_->rings) ring.take(events);
	std::ranges::sort(events, {}, [](const Event& e) { return std::pair(e.time, e.order); });
	for (const Event& e : events) {
		tell_one(e, listener);
		impl_->lost += lost_before(e);
	}
}

uint64_t Mappings::lost() const {
	return impl_->lost;
}

} // namespace strobe::engine
