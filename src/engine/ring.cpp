// SPDX-License-Identifier: BSD-2-Clause
#include "engine/ring.h"

#include <bpf/bpf.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

namespace strobe::engine {

// The map's file: a page of the consumer, a page of the producer, then the data.
Ring::Ring(int fd) : fd_(fd) {
	bpf_map_info info{};
	uint32_t length = sizeof(info);
	if (bpf_obj_get_info_by_fd(fd, &info, &length)) return;
	size_ = info.max_entries;
	const long page = sysconf(_SC_PAGESIZE);
	void* own = mmap(nullptr, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (own == MAP_FAILED) return;
	consumer_ = static_cast<std::atomic<uint64_t>*>(own);
	void* rest = mmap(nullptr, page + 2 * size_, PROT_READ, MAP_SHARED, fd, page);
	if (rest == MAP_FAILED) return;
	producer_ = static_cast<const std::atomic<uint64_t>*>(rest);
	data_ = static_cast<const uint8_t*>(rest) + page;
}

Ring::~Ring() {
	const long page = sysconf(_SC_PAGESIZE);
	if (consumer_) munmap(consumer_, page);
	if (data_) munmap(const_cast<uint8_t*>(data_) - page, page + 2 * size_);
}

void Ring::wait(int ms) const {
	pollfd fd = {.fd = fd_, .events = POLLIN, .revents = 0};
	poll(&fd, 1, ms);
}

} // namespace strobe::engine
