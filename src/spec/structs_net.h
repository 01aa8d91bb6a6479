// SPDX-License-Identifier: BSD-2-Clause
// Structures of sockets, as x86-64 lays them out.
#pragma once

#include <linux/filter.h>
#include <sys/socket.h>

#include "spec/structs_common.h"

namespace strobe::spec {

// clang-format off

/// Control messages are copied up to the largest single piece; the kernel's own limit is higher, what programs send is not.
inline constexpr uint32_t kControlMax = 32768;

inline constexpr Field kInMsghdrFields[] = {
	{"msg_name", offsetof(msghdr, msg_name), to_sockaddr(by("msg_namelen"))},
	{"msg_namelen", offsetof(msghdr, msg_namelen), t_int()},
	{"msg_iov", offsetof(msghdr, msg_iov), to_array(kInIovecType, by("msg_iovlen"))},
	{"msg_iovlen", offsetof(msghdr, msg_iovlen), t_uint(8)},
	{"msg_control", offsetof(msghdr, msg_control), to_bytes(by("msg_controllen", kControlMax))},
	{"msg_controllen", offsetof(msghdr, msg_controllen), t_uint(8)},
};
inline constexpr StructDef kInMsghdr{"msghdr", sizeof(msghdr), kInMsghdrFields};

/// What recvmsg filled: the buffers hold no more than it returned.
inline constexpr Field kOutMsghdrFields[] = {
	{"msg_name", offsetof(msghdr, msg_name), to_sockaddr(by("msg_namelen"))},
	{"msg_namelen", offsetof(msghdr, msg_namelen), t_int()},
	{"msg_iov", offsetof(msghdr, msg_iov), to_array(kOutIovecType, by("msg_iovlen"))},
	{"msg_iovlen", offsetof(msghdr, msg_iovlen), t_uint(8)},
	{"msg_control", offsetof(msghdr, msg_control), to_bytes(by("msg_controllen", kControlMax))},
	{"msg_controllen", offsetof(msghdr, msg_controllen), t_uint(8)},
};
inline constexpr StructDef kOutMsghdr{"msghdr", sizeof(msghdr), kOutMsghdrFields};

/// One of many messages. Its buffers may hold msg_len bytes, which no budget knows: they are read by their own lengths.
inline constexpr Field kMmsghdrFields[] = {{"msg_hdr", 0, t_struct(kInMsghdr)}, {"msg_len", 56, t_uint()}};
inline constexpr StructDef kMmsghdr{"mmsghdr", 64, kMmsghdrFields};
inline constexpr Type kMmsghdrType = t_struct(kMmsghdr);

inline constexpr Type kSockFilterType{.kind = Kind::kHex, .size = sizeof(sock_filter)};
inline constexpr Field kSockFprogFields[] = {
	{"len", offsetof(sock_fprog, len), t_uint(2)},
	{"filter", offsetof(sock_fprog, filter), to_array(kSockFilterType, by("len"))},
};
inline constexpr StructDef kSockFprog{"sock_fprog", sizeof(sock_fprog), kSockFprogFields};

// clang-format on

} // namespace strobe::spec
