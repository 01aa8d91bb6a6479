// SPDX-License-Identifier: BSD-2-Clause
// What printers of socket calls share.
#pragma once

#include "decode/decoding.h"

namespace strobe::decode {

/// A constant whose number always shows: 0xcc /* AX25_P_IP */
void numbered_choice(Decoding& d, const spec::Xlat& x, uint64_t v);
/// sll_addr=01:23:45:67:89:ab
void mac_field(Decoding& d, string_view name, Bytes address);
/// A hexadecimal number of at least `width` characters: 0x000001, 00000000
void wide_hex(Decoding& d, uint64_t v, unsigned width);
/// The part of a socket address behind its family, for the families that few programs use; false for any other.
bool rare_sockaddr_data(Decoding& d, uint16_t family, Bytes address);

} // namespace strobe::decode
