// SPDX-License-Identifier: BSD-2-Clause
// Sockets.
#include "spec/topics.h"
#include "spec/words.h"

namespace strobe::spec {

namespace {

constexpr Row kRows[] = {
	Row("socket", kNetwork, {"family", "type", "protocol"}),
	Row("socketpair", kNetwork, {"family", "type", "protocol", "usockvec"}),
	Row("bind", kNetwork, {"fd", "umyaddr", "addrlen"}),
	Row("listen", kNetwork, {"fd", "backlog"}),
	Row("accept", kNetwork | kMayBlock, {"fd", "upeer_sockaddr", "upeer_addrlen"}),
	Row("accept4", kNetwork | kMayBlock, {"fd", "upeer_sockaddr", "upeer_addrlen", "flags"}),
	Row("connect", kNetwork | kMayBlock, {"fd", "uservaddr", "addrlen"}),
	Row("shutdown", kNetwork, {"fd", "how"}),
	Row("getsockname", kNetwork, {"fd", "usockaddr", "usockaddr_len"}),
	Row("getpeername", kNetwork, {"fd", "usockaddr", "usockaddr_len"}),
	Row("getsockopt", kNetwork, {"fd", "level", "optname", "optval", "optlen"}),
	Row("setsockopt", kNetwork, {"fd", "level", "optname", "optval", "optlen"}),
	Row("sendto", kNetwork | kMayBlock, {"fd", "buff", "len", "flags", "addr", "addr_len"}),
	Row("sendmsg", kNetwork | kMayBlock, {"fd", "msg", "flags"}),
	Row("sendmmsg", kNetwork | kMayBlock, {"fd", "mmsg", "vlen", "flags"}),
	Row("recvfrom", kNetwork | kMayBlock, {"fd", "ubuf", "size", "flags", "addr", "addr_len"}),
	Row("recvmsg", kNetwork | kMayBlock, {"fd", "msg", "flags"}),
	Row("recvmmsg", kNetwork | kMayBlock, {"fd", "mmsg", "vlen", "flags", "timeout"}),
};

} // namespace

std::span<const Row> net_rows() {
	return kRows;
}

} // namespace strobe::spec
