// SPDX-License-Identifier: BSD-2-Clause
// Where finished text goes: a descriptor, a file, a command's standard input. Buffers, writes whole, reports the first
// error.
#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>

#include "base/result.h"
#include "base/unique_fd.h"

namespace strobe::out {

class Writer {
public:
	/// Does not own the descriptor; `name` is for messages.
	static Writer to_fd(int fd, std::string name);
	static Result<Writer> to_file(const std::string& name, bool append);
	/// Runs `command` with /bin/sh; close() waits for it.
	static Result<Writer> to_command(const std::string& command, const sigset_t& signal_mask);

	Writer(Writer&& o) noexcept;
	Writer& operator=(Writer&& o) noexcept;
	~Writer();

	/// Takes text; it is written when much has gathered, or by flush().
	void put(std::string_view text);
	void flush();
	/// Flushes, closes, and waits for the command. Later text is dropped.
	void close();

	/// errno of the first write that failed, or 0. What came after it is gone.
	[[nodiscard]] int error() const { return error_; }
	[[nodiscard]] const std::string& name() const { return name_; }
	/// Process id of the command, or 0.
	[[nodiscard]] pid_t command() const { return command_; }

private:
	Writer(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}

	int fd_ = -1;
	UniqueFd owned_;
	pid_t command_ = 0;
	std::string name_;
	std::string buffer_;
	int error_ = 0;
};

} // namespace strobe::out
