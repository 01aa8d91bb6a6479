// SPDX-License-Identifier: BSD-2-Clause
// Result<T>: a value or an Error, must be looked at. Error: one sentence that names the thing, and one hint that says
// what to do.
#pragma once

#include <cstring>
#include <string>
#include <utility>
#include <variant>

namespace strobe {

struct Error {
	std::string message; ///< names the thing and, in words, the errno
	std::string hint{};  ///< what to do; may be empty
};

/// "open /x: Permission denied"
inline Error errno_error(const std::string& what, int number, std::string hint = {}) {
	return {what + ": " + std::strerror(number), std::move(hint)};
}

struct Ok {};

template <class T = Ok>
class [[nodiscard]] Result {
public:
	Result(T value) : v_(std::move(value)) {}
	Result(Error error) : v_(std::move(error)) {}

	explicit operator bool() const { return std::holds_alternative<T>(v_); }
	T& operator*() { return std::get<T>(v_); }
	const T& operator*() const { return std::get<T>(v_); }
	T* operator->() { return &std::get<T>(v_); }
	const T* operator->() const { return &std::get<T>(v_); }
	[[nodiscard]] const Error& error() const { return std::get<Error>(v_); }

private:
	std::variant<T, Error> v_;
};

} // namespace strobe
