// SPDX-License-Identifier: BSD-2-Clause
#include "front/net_filter.h"

#include <algorithm>
#include <iterator>
#include <sys/socket.h>

namespace strobe::front {

strobe_net_filter filter_of(const cli::NetOptions& o) {
	strobe_net_filter f{.family = static_cast<uint32_t>(o.family),
						.netns = o.netns,
						.states = o.states,
						.port = static_cast<uint16_t>(o.port),
						.lport = static_cast<uint16_t>(o.lport),
						.rport = static_cast<uint16_t>(o.rport),
						.of = static_cast<uint16_t>(o.net.family)};
	for (unsigned bit = 0; bit < o.net.prefix; bit++) f.mask[bit / 8] |= static_cast<uint8_t>(0x80 >> bit % 8);
	for (size_t i = 0; i < sizeof f.addr; i++) f.addr[i] = o.net.address[i] & f.mask[i];
	// what an address of IPv4 leaves free is zero on the other side, too
	if (o.net.family == AF_INET) std::fill(f.mask + 4, std::end(f.mask), uint8_t{0xff});
	return f;
}

} // namespace strobe::front
