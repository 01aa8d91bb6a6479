// SPDX-License-Identifier: BSD-2-Clause
// From a row and a call to values on a sink: what stands between the parentheses of a line, and behind "= ".
#pragma once

#include "base/textbuf.h"
#include "event/call.h"
#include "out/value_sink.h"
#include "spec/model.h"

namespace strobe::decode {

struct DecodeOptions {
	unsigned max_string = 32; ///< -s: bytes of a string, elements of an array
};

/// What -e abbrev=, verbose= and raw= say about one call.
struct CallOptions {
	bool abbrev = true;  ///< false: all fields, all elements
	bool verbose = true; ///< false: structures and arrays print as addresses
	bool raw = false;    ///< all arguments as hexadecimal numbers
};

/// How far the arguments of a call went.
struct Printed {
	unsigned next = 0; ///< the first argument that is still missing: hand it in again as `from`
	bool all = true;   ///< nothing is missing
	bool comma = true; ///< strace ends this part with ", " (else the next part begins with what it needs)
};

class Decoder {
public:
	explicit Decoder(DecodeOptions options = {}) : options_(options) {}

	/// "read", or "syscall_0x1d7" without a row.
	static void name(const spec::Row* row, const event::Call& call, TextBuf& out);

	/// Prints arguments from index `from` on. An unfinished call stops before the first argument that needs the result.
	/// Without a row, and for calls of another ABI than x86-64, arguments print as hexadecimal numbers.
	Printed arguments(const spec::Row* row, const event::Call& call, const CallOptions& how, unsigned from,
					  out::ValueSink& sink);

	/// "= 3", "= -1 ENOENT (No such file or directory)", "= ?" ..., with the text in parentheses.
	void result(const spec::Row* row, const event::Call& call, const CallOptions& how, out::ValueSink& sink);

	/// {si_signo=SIGCHLD, si_code=CLD_EXITED, ...}: `info` is a struct kernel_siginfo or the start of one.
	void siginfo(event::Bytes info, out::ValueSink& sink);

private:
	DecodeOptions options_;
	TextBuf scratch_; ///< kept, so that joining the names of flags does not allocate
};

} // namespace strobe::decode
