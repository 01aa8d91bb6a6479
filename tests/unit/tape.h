// SPDX-License-Identifier: BSD-2-Clause
// Records made by hand, as the kernel side would write them.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "abi/event.h"
#include "base/unique_fd.h"

namespace strobe::test {

inline constexpr uint64_t kSecond = 1'000'000'000, kMilli = 1'000'000;

/// A task by its ids; those of strobe's own pid namespace are the same unless they are given.
struct Who {
	uint32_t tid, pid;
	uint32_t ns_tid = 0, ns_pid = 0;
};

struct Stretch {
	uint64_t addr;
	std::string bytes;
	uint8_t flags = 0;
	int16_t status = 0;
};

struct CallOf {
	uint64_t number = 1; ///< of the call within its task
	int64_t nr = 0;
	std::initializer_list<uint64_t> args{};
	int64_t ret = 0;
	uint64_t duration = kMilli;
	uint32_t lost = 0;
	uint16_t flags = 0;
	uint8_t abi = STROBE_ABI_X86_64;
	std::vector<Stretch> memory{};
};

/// A row of records with a clock of its own: each is a millisecond later than the one before.
class Tape {
public:
	uint64_t now = 100 * kSecond;

	Tape& enter(Who w, CallOf c) { return call(w, STROBE_EV_ENTER, c); }
	Tape& exit(Who w, CallOf c) { return call(w, STROBE_EV_EXIT, c); }
	Tape& fork(Who parent, Who child, const char* comm = "child") {
		auto r = begin<strobe_fork>(parent, STROBE_EV_FORK);
		r.child_tid = child.tid;
		r.child_pid = child.pid;
		r.child_ns_tid = child.ns_tid;
		r.child_ns_pid = child.ns_pid;
		name(r.comm, comm);
		return put(r);
	}
	Tape& exec(Who w, uint32_t old_tid, const char* comm = "new") {
		auto r = begin<strobe_exec>(w, STROBE_EV_EXEC);
		r.old_tid = r.old_ns_tid = old_tid;
		name(r.comm, comm);
		return put(r);
	}
	/// `code` as of wait(2).
	Tape& death(Who w, uint32_t code, uint32_t lost = 0) {
		auto r = begin<strobe_death>(w, STROBE_EV_DEATH);
		r.h.lost = lost;
		r.code = code;
		return put(r);
	}
	Tape& death_in_call(Who w, uint32_t code, const CallOf& c) {
		auto r = begin<strobe_death>(w, STROBE_EV_DEATH);
		r.h.call = c.number;
		r.h.abi = c.abi;
		r.h.lost = c.lost;
		r.code = code;
		r.in_flight = 1;
		r.nr = c.nr;
		std::copy(c.args.begin(), c.args.end(), r.args);
		return put(r);
	}
	Tape& signal(Who w, int signo, uint32_t special = 0) { return any_signal(w, STROBE_EV_SIGNAL, signo, 0, special); }
	Tape& ignored(Who w, int signo, bool in_call, uint16_t flags = 0) {
		return any_signal(w, STROBE_EV_UNDELIVERED, signo, flags | (in_call ? STROBE_F_IN_CALL : 0), 0);
	}
	/// One that the kernel made without a siginfo.
	Tape& bare_signal(Who w, int signo, uint32_t special, uint32_t sender, uint32_t uid) {
		auto r = begin<strobe_signal>(w, STROBE_EV_UNDELIVERED);
		r.signo = static_cast<uint32_t>(signo);
		r.special = special;
		r.sender_ns_tid = sender;
		r.sender_uid = uid;
		return put(r);
	}
	Tape& attach(Who w, const char* comm) {
		auto r = begin<strobe_task>(w, STROBE_EV_ATTACH);
		name(r.comm, comm);
		return put(r);
	}

	[[nodiscard]] std::span<const uint8_t> bytes() const { return bytes_; }
	/// Where the record that comes next begins.
	[[nodiscard]] size_t end() const { return bytes_.size(); }
	/// A number inside of a record, to be spoilt.
	template <class T>
	Tape& poke(size_t at, T value) {
		std::memcpy(bytes_.data() + at, &value, sizeof value);
		return *this;
	}
	void clear() { bytes_.clear(); }

private:
	template <class T>
	T begin(Who w, uint8_t kind) {
		T r{};
		now += kMilli;
		r.h.size = sizeof r;
		r.h.kind = kind;
		r.h.tid = w.tid;
		r.h.pid = w.pid;
		r.h.ns_tid = w.ns_tid;
		r.h.ns_pid = w.ns_pid;
		r.h.time = now;
		return r;
	}
	template <class T>
	Tape& put(const T& r) {
		append(&r, sizeof r);
		return *this;
	}
	void append(const void* p, size_t n) {
		const auto* b = static_cast<const uint8_t*>(p);
		bytes_.insert(bytes_.end(), b, b + n);
	}
	static void name(char (&to)[STROBE_COMM_LEN], const char* comm) { std::memcpy(to, comm, strnlen(comm, sizeof to)); }

	Tape& call(Who w, uint8_t kind, const CallOf& c) {
		auto r = begin<strobe_call>(w, kind);
		calls_[w.tid] = c.number;
		const bool ends = kind == STROBE_EV_EXIT;
		r.h.abi = c.abi;
		r.h.flags = c.flags;
		r.h.call = c.number;
		r.h.lost = c.lost;
		r.h.pieces = static_cast<uint16_t>(c.memory.size());
		r.nr = c.nr;
		std::copy(c.args.begin(), c.args.end(), r.args);
		r.ret = ends ? c.ret : 0;
		r.duration = ends ? c.duration : 0;
		for (const Stretch& s : c.memory)
			r.h.size += static_cast<uint32_t>(sizeof(strobe_piece) + padded(s.bytes.size()));
		put(r);
		for (const Stretch& s : c.memory) piece(s);
		return *this;
	}
	void piece(const Stretch& s) {
		const auto n = static_cast<uint32_t>(s.bytes.size());
		const strobe_piece p{
			.addr = s.addr, .len = n, .want = n, .status = s.status, .op = 0, .flags = s.flags, .pad = 0};
		append(&p, sizeof p);
		append(s.bytes.data(), n);
		bytes_.resize(padded(bytes_.size()));
	}
	Tape& any_signal(Who w, uint8_t kind, int signo, uint16_t flags, uint32_t special) {
		auto r = begin<strobe_signal>(w, kind);
		r.h.flags = flags;
		r.h.call = calls_[w.tid];
		r.signo = static_cast<uint32_t>(signo);
		r.special = special;
		siginfo_t info{};
		info.si_signo = signo;
		info.si_code = SI_USER;
		info.si_pid = 7;
		info.si_uid = 1000;
		std::memcpy(r.info, &info, sizeof r.info);
		return put(r);
	}
	static size_t padded(size_t n) { return (n + 7) & ~size_t{7}; }

	std::vector<uint8_t> bytes_;
	std::map<uint32_t, uint64_t> calls_; ///< number of each task's last call
};

/// A file without a name, to look at what was written.
class Paper {
public:
	Paper() : fd_(memfd_create("paper", MFD_CLOEXEC)) {}
	[[nodiscard]] int fd() const { return fd_.get(); }
	[[nodiscard]] std::string text() const {
		std::string s(static_cast<size_t>(lseek(fd_.get(), 0, SEEK_END)), '\0');
		const ssize_t n = pread(fd_.get(), s.data(), s.size(), 0);
		s.resize(n > 0 ? static_cast<size_t>(n) : 0);
		return s;
	}

private:
	UniqueFd fd_;
};

} // namespace strobe::test
