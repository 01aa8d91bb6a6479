// SPDX-License-Identifier: BSD-2-Clause
#include "engine/backlog.h"

#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <sys/eventfd.h>
#include <unistd.h>

namespace strobe::engine {

namespace {

constexpr size_t kChunkBytes = 256 * 1024;

UniqueFd open_spill_file() {
	const char* dir = std::getenv("TMPDIR");
	for (const char* d : {dir ? dir : "/var/tmp", "/tmp"}) {
		UniqueFd fd(open(d, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
		if (fd) return fd;
	}
	return {};
}

bool write_all(int fd, const Chunk& bytes, uint64_t offset) {
	size_t done = 0;
	while (done < bytes.size()) {
		const ssize_t n = pwrite(fd, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
		if (n <= 0) return false;
		done += static_cast<size_t>(n);
	}
	return true;
}

} // namespace

Backlog::Backlog(uint64_t max_memory) : max_memory_(max_memory), event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

bool Backlog::push(std::span<const uint8_t> record) {
	if (full_) return false;
	current_.insert(current_.end(), record.begin(), record.end());
	current_.resize((current_.size() + 7) & ~size_t{7});
	if (current_.size() >= kChunkBytes) publish();
	return true;
}

void Backlog::publish() {
	if (current_.empty()) return;
	Item item;
	item.size = current_.size();
	item.bytes.swap(current_);
	{
		const std::lock_guard guard(lock_);
		// order: once something waits in the file, everything behind it goes there too
		if ((in_file_ || in_memory_ + item.size > max_memory_) && !spill(item)) {
			full_ = true;
			current_.swap(item.bytes);
			return;
		}
		full_ = false;
		if (!item.bytes.empty()) in_memory_ += item.size;
		queue_.push_back(std::move(item));
		if (!spare_.empty()) {
			current_.swap(spare_.back());
			spare_.pop_back();
			current_.clear();
		}
	}
	const uint64_t one = 1;
	[[maybe_unused]] const ssize_t n = write(event_.get(), &one, sizeof one);
}

bool Backlog::spill(Item& item) {
	if (!file_) file_ = open_spill_file();
	if (!file_ || !write_all(file_.get(), item.bytes, file_end_)) return false;
	item.offset = file_end_;
	file_end_ += item.size;
	in_file_ += item.size;
	item.bytes.clear();
	return true;
}

void Backlog::unspill(Item& item, Chunk& out) {
	out.resize(item.size);
	size_t done = 0;
	while (done < item.size) {
		const ssize_t n =
			pread(file_.get(), out.data() + done, item.size - done, static_cast<off_t>(item.offset + done));
		if (n <= 0) break;
		done += static_cast<size_t>(n);
	}
	damaged_ += item.size - done;
	out.resize(done); // what follows a record that was cut is not taken for one: the assembler checks
	in_file_ -= item.size;
	if (in_file_) return;
	file_end_ = 0; // all read: give the space back
	[[maybe_unused]] const int rc = ftruncate(file_.get(), 0);
}

size_t Backlog::waiting() {
	const std::lock_guard guard(lock_);
	return queue_.size();
}

bool Backlog::pop(Chunk& out) {
	uint64_t drained = 0;
	[[maybe_unused]] const ssize_t n = read(event_.get(), &drained, sizeof drained);
	const std::lock_guard guard(lock_);
	if (queue_.empty()) return false;
	Item item = std::move(queue_.front());
	queue_.pop_front();
	if (item.bytes.empty()) {
		unspill(item, out);
		return true;
	}
	in_memory_ -= item.size;
	if (out.capacity() && spare_.size() < 4) spare_.push_back(std::move(out));
	out = std::move(item.bytes);
	return true;
}

} // namespace strobe::engine
