// SPDX-License-Identifier: BSD-2-Clause
#include "decode/dump.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>
#include <sys/socket.h>
#include <sys/uio.h>

namespace strobe::decode {

namespace {

using event::Bytes;

constexpr uint64_t kWidth = 16, kGroup = 8;

struct Entry {
	std::string_view name;
	Transfer how;
};
constexpr Entry kCalls[] = {
	{"read", {Buffers::kOne, false}},          {"pread64", {Buffers::kOne, false}},
	{"recvfrom", {Buffers::kOne, false}},      {"mq_timedreceive", {Buffers::kOne, false}},
	{"readv", {Buffers::kVector, false}},      {"preadv", {Buffers::kVector, false}},
	{"preadv2", {Buffers::kVector, false}},    {"recvmsg", {Buffers::kMessage, false}},
	{"recvmmsg", {Buffers::kMessages, false}}, {"write", {Buffers::kOne, true}},
	{"pwrite64", {Buffers::kOne, true}},       {"sendto", {Buffers::kOne, true}},
	{"mq_timedsend", {Buffers::kOne, true}},   {"writev", {Buffers::kVector, true}},
	{"pwritev", {Buffers::kVector, true}},     {"pwritev2", {Buffers::kVector, true}},
	{"vmsplice", {Buffers::kVector, true}},    {"sendmsg", {Buffers::kMessage, true}},
	{"sendmmsg", {Buffers::kMessages, true}},
};

class Dump {
public:
	Dump(const event::Call& call, bool writes, uint32_t pid, TextBuf& out)
		: call_(call), writes_(writes), pid_(pid), out_(out) {}

	void buffer(uint64_t addr, uint64_t length) {
		const auto [data, fault] = data_at(addr);
		const uint64_t there = std::min<uint64_t>(data.size(), length);
		if (there < length && (fault || there == 0)) return;
		for (uint64_t at = 0; at < there; at += kWidth)
			line(at, data.subspan(at, std::min(kWidth, there - at)), offset_digits(length));
		if (there < length) missing(addr + there, length - there);
	}

	/// The whole vector has to be readable.
	void vector(uint64_t addr, uint64_t count, uint64_t left) {
		constexpr uint64_t kMost = 1024; // include/uapi/linux/uio.h: UIO_MAXIOV
		const uint64_t size = count * sizeof(iovec);
		if (count > kMost || (!call_.after.bytes(addr, size) && !call_.before.bytes(addr, size))) return;
		for (uint64_t i = 0; i < count; ++i) {
			const auto v = load<iovec>(addr + i * sizeof(iovec));
			const uint64_t n = v ? std::min<uint64_t>(v->iov_len, left) : 0;
			if (n == 0) return;
			left -= n;
			out_.put(" * ");
			out_.udec(n);
			out_.put(" bytes in buffer ");
			out_.udec(i);
			out_.put('\n');
			buffer(reinterpret_cast<uint64_t>(v->iov_base), n);
		}
	}

	void message(uint64_t addr, uint64_t left) {
		if (const auto m = load<msghdr>(addr)) vector(reinterpret_cast<uint64_t>(m->msg_iov), m->msg_iovlen, left);
	}

	void messages(uint64_t addr, uint64_t count) {
		for (uint64_t i = 0; i < count; ++i) {
			const auto m = load<mmsghdr>(addr + i * sizeof(mmsghdr));
			if (!m) return;
			out_.put(" = ");
			out_.udec(m->msg_hdr.msg_iovlen);
			out_.put(" buffers in vector ");
			out_.udec(i);
			out_.put('\n');
			vector(reinterpret_cast<uint64_t>(m->msg_hdr.msg_iov), m->msg_hdr.msg_iovlen, m->msg_len);
		}
	}

private:
	/// Structures as the call left them, where it was looked at again: lengths of messages are there.
	template <class T>
	[[nodiscard]] std::optional<T> load(uint64_t addr) const {
		auto b = call_.after.bytes(addr, sizeof(T));
		if (!b) b = call_.before.bytes(addr, sizeof(T));
		if (!b) return std::nullopt;
		T v;
		std::memcpy(&v, b->data(), sizeof v);
		return v;
	}

	[[nodiscard]] event::Memory::Run data_at(uint64_t addr) const {
		return writes_ ? call_.before.run(addr) : call_.after.run(addr);
	}

	/// Five, or as many as the last offset has.
	static unsigned offset_digits(uint64_t length) {
		constexpr unsigned kLeast = 5, kBits = 4;
		return length > 1u << (kLeast * kBits) ? 1 + (static_cast<unsigned>(std::bit_width(length - 1)) - 1) / kBits
											   : kLeast;
	}

	void digit(uint64_t v) { out_.put("0123456789abcdef"[v & 0xf]); }

	/// " | 00000  61 62 63 0a                                       abc.             |"
	void line(uint64_t offset, Bytes data, unsigned digits) {
		out_.put(" | ");
		for (unsigned i = digits; i > 0; --i) digit(offset >> (4 * (i - 1)));
		out_.put("  ");
		for (uint64_t i = 0; i < kWidth; ++i) {
			if (i < data.size()) {
				digit(data[i] >> 4);
				digit(data[i]);
			} else {
				out_.put("  ");
			}
			out_.put((i + 1) % kGroup ? " " : "  ");
		}
		for (uint64_t i = 0; i < kWidth; ++i) {
			const uint8_t c = i < data.size() ? data[i] : ' ';
			out_.put(c >= ' ' && c < 0x7f ? static_cast<char>(c) : '.');
		}
		out_.put(" |\n");
	}

	/// More than strobe copies of one buffer.
	void missing(uint64_t addr, uint64_t n) {
		out_.put(" | <Cannot fetch ");
		out_.udec(n);
		out_.put(n == 1 ? " byte from pid " : " bytes from pid ");
		out_.udec(pid_);
		out_.put(" @");
		out_.hex(addr);
		out_.put(">\n");
	}

	const event::Call& call_;
	const bool writes_;
	const uint32_t pid_;
	TextBuf& out_;
};

} // namespace

std::optional<Transfer> transfer_of(const spec::Row& row) {
	for (const Entry& e : kCalls)
		if (e.name == row.name) return e.how;
	return std::nullopt;
}

void dump(const event::Call& call, Transfer how, uint32_t pid, TextBuf& out) {
	constexpr uint64_t kAll = ~0ull;
	if (call.failed() && (!how.writes || how.buffers == Buffers::kMessages)) return;
	Dump d(call, how.writes, pid, out);
	const auto moved = static_cast<uint64_t>(call.ret);
	switch (how.buffers) {
	case Buffers::kOne: return d.buffer(call.args[1], how.writes ? call.args[2] : moved);
	case Buffers::kVector: return d.vector(call.args[1], call.args[2], how.writes ? kAll : moved);
	case Buffers::kMessage: return d.message(call.args[1], how.writes ? kAll : moved);
	case Buffers::kMessages: return d.messages(call.args[1], moved);
	}
}

} // namespace strobe::decode
