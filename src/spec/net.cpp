// SPDX-License-Identifier: BSD-2-Clause
// Sockets.
#include "spec/structs_net.h"
#include "spec/topics.h"
#include "spec/words.h"
#include "spec/xlat_net.h"

namespace strobe::spec {

namespace {

// clang-format off

constexpr Type kIntType = t_int();
constexpr Type kFdType = t_fd();

// ---- socket options -------------------------------------------------------------------------------------------------
// The value prints by level and name; only filters need memory behind the value.

constexpr uint64_t kSolSocket = 1, kAttachFilter = 26, kAttachReuseportFilter = 51;

constexpr Arg kLevel = arg("level", special(t_uint(), "sockopt_level"));
constexpr Arg kOptname = arg("optname", special(t_uint(), "sockopt_name"));
constexpr Arg kInFilter = in_struct("optval", kSockFprog).special("sockopt_value");
/// The length counts instructions.
constexpr Arg kOutFilter =
	out_bytes("optval", {.from = LenFrom::kPtrArg, .n = 32768, .name = "optlen", .scale = sizeof(sock_filter)}).special("sockopt_value");

constexpr Variant kSetOptions[] = {
	{{kSolSocket, kAttachFilter}, ret_int(), {fd("sockfd"), kLevel, kOptname, kInFilter, num("optlen")}},
	{{kSolSocket, kAttachReuseportFilter}, ret_int(), {fd("sockfd"), kLevel, kOptname, kInFilter, num("optlen")}},
};
constexpr Variants kSetVariants{{"level", "optname"}, ~0ull, kSetOptions};

constexpr Variant kGetOptions[] = {
	{{kSolSocket, kAttachFilter}, ret_int(), {fd("sockfd"), kLevel, kOptname, kOutFilter, inout_ref("optlen", kIntType)}},
};
constexpr Variants kGetVariants{{"level", "optname"}, ~0ull, kGetOptions};

// ---- calls ----------------------------------------------------------------------------------------------------------

constexpr Arg kDomain = choice("domain", address_families, 8);
constexpr Arg kSocketType = arg("type", special(t_uint(), "socket_type"));
constexpr Arg kMsgFlags = flags("flags", msg_flags, 8);
constexpr Arg kAddrOut = out_sockaddr("addr", by_ptr("addrlen"));
constexpr Arg kAddrLen = inout_ref("addrlen", kIntType);

constexpr Row kRows[] = {
	Row("socket", kNetwork, ret_fd(), {kDomain, kSocketType, arg("protocol", special(t_uint(8), "socket_protocol"))}),
	Row("socketpair", kNetwork, ret_int(), {kDomain, kSocketType, ulnum("protocol"), out_array("sv", kFdType, fixed(2))}),
	Row("bind", kNetwork, ret_int(), {fd("sockfd"), in_sockaddr("addr", by("addrlen")), num("addrlen")}),
	Row("listen", kNetwork, ret_int(), {fd("sockfd"), num("backlog")}),
	Row("accept", kNetwork | kMayBlock, ret_fd(), {fd("sockfd"), kAddrOut, kAddrLen}),
	Row("accept4", kNetwork | kMayBlock, ret_fd(), {fd("sockfd"), kAddrOut, kAddrLen, flags("flags", accept_flags, 8)}),
	Row("connect", kNetwork | kMayBlock, ret_int(), {fd("sockfd"), in_sockaddr("addr", by("addrlen")), num("addrlen")}),
	Row("shutdown", kNetwork, ret_int(), {fd("sockfd"), choice("how", shutdown_modes, 8)}),
	Row("getsockname", kNetwork, ret_int(), {fd("sockfd"), kAddrOut, kAddrLen}),
	Row("getpeername", kNetwork, ret_int(), {fd("sockfd"), kAddrOut, kAddrLen}),
	Row("getsockopt", kNetwork, ret_int(),
		{fd("sockfd"), kLevel, kOptname, out_bytes("optval", by_ptr("optlen")).special("sockopt_value"), inout_ref("optlen", kIntType)}).with(kGetVariants),
	Row("setsockopt", kNetwork, ret_int(),
		{fd("sockfd"), kLevel, kOptname, in_bytes("optval", by("optlen")).special("sockopt_value"), num("optlen")}).with(kSetVariants),
	Row("sendto", kNetwork | kMayBlock, ret_int(),
		{fd("sockfd"), in_bytes("buf", by("len")), size("len"), kMsgFlags, in_sockaddr("dest_addr", by("addrlen")), num("addrlen")}),
	Row("sendmsg", kNetwork | kMayBlock, ret_int(), {fd("sockfd"), in_struct("msg", kInMsghdr).special("msghdr"), kMsgFlags}),
	Row("sendmmsg", kNetwork | kMayBlock, ret_int(),
		{fd("sockfd"), in_array("msgvec", kMmsghdrType, by("vlen")).inout().special("mmsghdr"), unum("vlen"), kMsgFlags}),
	Row("recvfrom", kNetwork | kMayBlock, ret_int(),
		{fd("sockfd"), out_bytes("buf", {.from = LenFrom::kRet, .at_most = "size"}), size("size"), kMsgFlags,
		 out_sockaddr("src_addr", by_ptr("addrlen")), kAddrLen}),
	Row("recvmsg", kNetwork | kMayBlock, ret_int(), {fd("sockfd"), inout_struct("msg", kOutMsghdr).pointers_at_exit().special("recv_msghdr"), kMsgFlags}),
	Row("recvmmsg", kNetwork | kMayBlock, ret_by("recvmmsg"),
		{fd("sockfd"), in_array("msgvec", kMmsghdrType, by("vlen")).inout().pointers_at_exit().special("recv_mmsghdr"), unum("vlen"), kMsgFlags,
		 inout_struct("timeout", kTimespec).special("entry")}),
};

// clang-format on

} // namespace

std::span<const Row> net_rows() {
	return kRows;
}

} // namespace strobe::spec
