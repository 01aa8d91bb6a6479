// SPDX-License-Identifier: BSD-2-Clause
// Fields that hold network addresses.
#pragma once

#include <netinet/in.h>

#include "decode/decoding.h"

namespace strobe::decode {

/// sin_addr=inet_addr("127.0.0.1")
void inet_field(Decoding& d, string_view name, const in_addr& addr);
/// inet_pton(AF_INET6, "::1", &sin6_addr)
void inet6_field(Decoding& d, string_view name, const in6_addr& addr);

} // namespace strobe::decode
