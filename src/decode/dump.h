// SPDX-License-Identifier: BSD-2-Clause
// -e read= and -e write=: what a call has moved, as hexadecimal numbers and characters behind its line.
#pragma once

#include <cstdint>
#include <optional>

#include "base/textbuf.h"
#include "event/call.h"
#include "spec/model.h"

namespace strobe::decode {

/// How a call names its buffers; the descriptor is its first argument.
enum class Buffers : uint8_t {
	kOne,      ///< address and length
	kVector,   ///< iovec and count
	kMessage,  ///< msghdr
	kMessages, ///< mmsghdr, as many as the call returns
};
struct Transfer {
	Buffers buffers;
	bool writes; ///< the data goes into the kernel
};

/// Nothing for a call that moves no data.
std::optional<Transfer> transfer_of(const spec::Row& row);

/// The lines for one call that has ended; `how` is what transfer_of() says about it.
void dump(const event::Call& call, Transfer how, uint32_t pid, TextBuf& out);

} // namespace strobe::decode
