// SPDX-License-Identifier: BSD-2-Clause
// What libbpf and the verifier say while the object is loaded, kept to be turned into one sentence.
#pragma once

#include <string>

namespace strobe::engine {

class LibbpfLog {
public:
	LibbpfLog();
	~LibbpfLog();
	LibbpfLog(const LibbpfLog&) = delete;
	LibbpfLog& operator=(const LibbpfLog&) = delete;

	/// All of it, one message a line; what is very long is cut.
	[[nodiscard]] const std::string& text() const;
	/// Forgets what was said.
	void clear();
	/// What to do, as far as the log tells.
	[[nodiscard]] std::string hint() const;
};

} // namespace strobe::engine
