// SPDX-License-Identifier: BSD-2-Clause
#include "front/interrupt.h"

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <ctime>
#include <sys/eventfd.h>
#include <unistd.h>

namespace strobe::front {

namespace {

constexpr int kSignals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

// timeout(1) signals its command, then the command's group: that is one request.
constexpr int64_t kOneRequestMs = 300;

// What the handler knows; there is one Interrupt at a time.
std::atomic<int> first_signal;
std::atomic<int64_t> first_ms;
std::atomic<int> event_fd;

int64_t now_ms() {
	timespec t{};
	clock_gettime(CLOCK_MONOTONIC, &t);
	return int64_t{t.tv_sec} * 1000 + t.tv_nsec / 1'000'000;
}

void on_signal(int signo) {
	const int number = errno;
	if (!first_signal) {
		first_ms = now_ms();
		first_signal = signo;
		const uint64_t one = 1;
		[[maybe_unused]] const ssize_t n = write(event_fd, &one, sizeof one);
	} else if (now_ms() - first_ms > kOneRequestMs) {
		::signal(signo, SIG_DFL);
		raise(signo); // when this handler returns
	}
	errno = number;
}

void act(void (*handler)(int)) {
	struct sigaction action{};
	action.sa_handler = handler;
	action.sa_flags = SA_RESTART;
	action.sa_mask = interrupting_signals();
	for (const int s : kSignals) sigaction(s, &action, nullptr);
}

} // namespace

sigset_t interrupting_signals() {
	sigset_t set;
	sigemptyset(&set);
	for (const int s : kSignals) sigaddset(&set, s);
	return set;
}

Interrupt::Interrupt() : event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
	first_signal = 0;
	event_fd = event_.get();
}

Interrupt::~Interrupt() {
	disarm();
}

void Interrupt::arm() {
	if (armed_) return;
	armed_ = true;
	act(on_signal);
	const sigset_t set = interrupting_signals();
	sigprocmask(SIG_UNBLOCK, &set, nullptr);
}

int Interrupt::signal() const {
	return first_signal;
}

void Interrupt::disarm() {
	if (armed_) act(SIG_DFL);
	armed_ = false;
}

} // namespace strobe::front
