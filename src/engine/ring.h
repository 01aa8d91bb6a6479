// SPDX-License-Identifier: BSD-2-Clause
// The user side of a BPF ring buffer (linux/bpf.h, BPF_MAP_TYPE_RINGBUF; Documentation/bpf/ringbuf.rst): pages shared
// with the kernel side, from which records are taken in batches. libbpf gives each record back by itself, and every one
// of these writes takes the cache line of the consumer's position away from the task that is traced.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

namespace strobe::engine {

class Ring {
public:
	/// `fd` of the map, which has to stay open.
	explicit Ring(int fd);
	~Ring();
	Ring(const Ring&) = delete;
	Ring& operator=(const Ring&) = delete;

	/// False: the pages could not be mapped; errno says why.
	[[nodiscard]] bool ok() const { return data_ != nullptr; }

	/// Bytes after which a batch ends: small beside the ring, since their room comes back together.
	[[nodiscard]] uint64_t batch() const { return size_ / 16; }

	/// Where the kernel side writes next, and how far records were consumed: positions that only grow.
	[[nodiscard]] uint64_t written() const { return producer_->load(std::memory_order_acquire); }
	[[nodiscard]] uint64_t consumed() const { return consumer_->load(std::memory_order_relaxed); }

	/// Hands finished records to `take(std::span<const uint8_t>)`, until it returns false or a batch is complete, and
	/// gives their room back. How many bytes of the ring that was.
	template <typename Take>
	uint64_t consume(Take&& take) {
		const uint64_t begin = consumer_->load(std::memory_order_relaxed);
		const uint64_t end = producer_->load(std::memory_order_acquire);
		uint64_t at = begin;
		bool more = true;
		while (more && at < end && at - begin < batch()) {
			const uint8_t* head = data_ + (at & (size_ - 1));
			const uint32_t length = __atomic_load_n(reinterpret_cast<const uint32_t*>(head), __ATOMIC_ACQUIRE);
			if (length & kBusy) break;
			const uint32_t size = length & ~(kBusy | kDiscarded);
			if (!(length & kDiscarded)) more = take(std::span(head + kHead, size));
			at += (kHead + uint64_t{size} + 7) & ~uint64_t{7};
		}
		if (at != begin) consumer_->store(at, std::memory_order_release);
		return at - begin;
	}

	/// Sleeps until a wake-up of the kernel side finds a record there, at most `ms`.
	void wait(int ms) const;

private:
	static constexpr uint32_t kBusy = 1u << 31, kDiscarded = 1u << 30; // BPF_RINGBUF_BUSY_BIT, _DISCARD_BIT
	static constexpr uint32_t kHead = 8;                               // BPF_RINGBUF_HDR_SZ

	int fd_;
	uint64_t size_ = 0; // bytes, a power of two; mapped twice in a row, so that no record is in two parts
	std::atomic<uint64_t>* consumer_ = nullptr;
	const std::atomic<uint64_t>* producer_ = nullptr;
	const uint8_t* data_ = nullptr;
};

} // namespace strobe::engine
