// SPDX-License-Identifier: BSD-2-Clause
#include "out/writer.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace strobe::out {

namespace {

constexpr size_t kMuch = 64 * 1024;

/// Zero, or the errno. Waits where the descriptor is non-blocking: a terminal or pipe that somebody else made so.
int write_whole(int fd, std::string_view text) {
	while (!text.empty()) {
		const ssize_t n = write(fd, text.data(), text.size());
		if (n >= 0) {
			text.remove_prefix(static_cast<size_t>(n));
		} else if (errno == EAGAIN) {
			pollfd p{fd, POLLOUT, 0};
			poll(&p, 1, -1);
		} else if (errno != EINTR) {
			return errno;
		}
	}
	return 0;
}

[[noreturn]] void run_shell(const std::string& command, int input, const sigset_t& mask) {
	if (input != STDIN_FILENO) dup2(input, STDIN_FILENO);
	sigprocmask(SIG_SETMASK, &mask, nullptr);
	execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
	_exit(127);
}

} // namespace

Writer Writer::to_fd(int fd, std::string name) {
	return {fd, std::move(name)};
}

Result<Writer> Writer::to_file(const std::string& name, bool append) {
	UniqueFd fd(open(name.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | (append ? O_APPEND : O_TRUNC), 0666));
	if (!fd) return errno_error("Can't fopen '" + name + "'", errno);
	Writer w(fd.get(), name);
	w.owned_ = std::move(fd);
	return w;
}

Result<Writer> Writer::to_command(const std::string& command, const sigset_t& signal_mask) {
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0) return errno_error("cannot make a pipe", errno);
	UniqueFd out(ends[0]), in(ends[1]);
	const pid_t pid = fork();
	if (pid < 0) return errno_error("cannot fork", errno);
	if (pid == 0) run_shell(command, out.get(), signal_mask);
	Writer w(in.get(), command);
	w.owned_ = std::move(in);
	w.command_ = pid;
	return w;
}

Writer::Writer(Writer&& o) noexcept
	: fd_(std::exchange(o.fd_, -1)), owned_(std::move(o.owned_)), command_(std::exchange(o.command_, 0)),
	  name_(std::move(o.name_)), buffer_(std::move(o.buffer_)), error_(o.error_) {}

Writer& Writer::operator=(Writer&& o) noexcept {
	if (this == &o) return *this;
	close();
	fd_ = std::exchange(o.fd_, -1);
	owned_ = std::move(o.owned_);
	command_ = std::exchange(o.command_, 0);
	name_ = std::move(o.name_);
	buffer_ = std::move(o.buffer_);
	error_ = o.error_;
	return *this;
}

Writer::~Writer() {
	close();
}

void Writer::put(std::string_view text) {
	if (fd_ < 0 || error_) return;
	buffer_.append(text);
	if (buffer_.size() >= kMuch) flush();
}

void Writer::flush() {
	if (fd_ >= 0 && !error_ && !buffer_.empty()) error_ = write_whole(fd_, buffer_);
	buffer_.clear();
}

void Writer::close() {
	flush();
	fd_ = -1;
	owned_.reset();
	if (command_)
		while (waitpid(command_, nullptr, 0) < 0 && errno == EINTR) {
		}
	command_ = 0;
}

} // namespace strobe::out
