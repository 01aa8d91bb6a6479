// SPDX-License-Identifier: BSD-2-Clause
// Socket addresses and messages.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "sample_call.h"

namespace strobe::decode {
namespace {

// ---- socket addresses -------------------------------------------------------------------------------------

const Row kConnect("connect", 0, ret_int(), {fd("fd"), in_sockaddr("addr", by("len")), num("len")});

std::string address(const std::string& bytes, uint64_t len, out::XlatStyle style = out::XlatStyle::kAbbrev) {
	Sample s({3, kBuf, len});
	s.text.xlat = style;
	s.before(kBuf, bytes);
	std::string a = s.arguments(&kConnect);
	return a.substr(3, a.rfind(", ") - 3);
}

TEST(Sockaddr, Inet) {
	sockaddr_in sin{};
	sin.sin_family = AF_INET;
	sin.sin_port = htons(80);
	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	EXPECT_EQ(address(raw(sin), sizeof sin),
			  R"({sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")})");
	EXPECT_EQ(address(raw(sin), sizeof sin, out::XlatStyle::kRaw),
			  R"({sa_family=0x2, sin_port="\x00\x50", sin_addr="\x7f\x00\x00\x01"})");
	EXPECT_EQ(address(raw(sin), 8), R"({sa_family=AF_INET, sa_data="\0P\177\0\0\1"})");
}

TEST(Sockaddr, Inet6) {
	sockaddr_in6 sin{};
	sin.sin6_family = AF_INET6;
	sin.sin6_port = htons(53);
	sin.sin6_flowinfo = htonl(7);
	sin.sin6_addr = IN6ADDR_LOOPBACK_INIT;
	sin.sin6_scope_id = 9;
	EXPECT_EQ(address(raw(sin), sizeof sin), R"({sa_family=AF_INET6, sin6_port=htons(53), sin6_flowinfo=htonl(7), )"
											 R"(inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=9})");
	EXPECT_EQ(address(raw(sin), 24), R"({sa_family=AF_INET6, sin6_port=htons(53), sin6_flowinfo=htonl(7), )"
									 R"(inet_pton(AF_INET6, "::1", &sin6_addr)})");
}

TEST(Sockaddr, Unix) {
	EXPECT_EQ(address("\1\0/tmp/x\0"s, 9), R"({sa_family=AF_UNIX, sun_path="/tmp/x"})");
	EXPECT_EQ(address("\1\0/tmp/x"s, 8), R"({sa_family=AF_UNIX, sun_path="/tmp/x"})");
	EXPECT_EQ(address("\1\0\0abc"s, 6), R"({sa_family=AF_UNIX, sun_path=@"abc"})");
	EXPECT_EQ(address("\1\0"s, 2), "{sa_family=AF_UNIX}");
}

TEST(Sockaddr, NetlinkAndOthers) {
	EXPECT_EQ(address("\x10\0\0\0\5\0\0\0\1\0\0\0"s, 12), "{sa_family=AF_NETLINK, nl_pid=5, nl_groups=0x000001}");
	EXPECT_EQ(address("\4\0ab"s, 4), R"({sa_family=AF_IPX, sa_data="ab"})");
	EXPECT_EQ(address("\xff\0ab"s, 4), R"({sa_family=0xff /* AF_??? */, sa_data="ab"})");
}

TEST(Sockaddr, Lengths) {
	EXPECT_EQ(address("\2"s, 1), "0x7000");
	EXPECT_EQ(address("\2\0"s, ~0ull), "0x7000");
	EXPECT_EQ(address("\2\0ab"s, 16), "0x7000");
	const std::string big = "\5\0"s + std::string(200, 'a');
	EXPECT_EQ(address(big, 200), "{sa_family=AF_APPLETALK, sa_data=\"" + std::string(126, 'a') + "\"}");
}

const Row kAccept("accept", 0, ret_fd(), {fd("fd"), out_sockaddr("addr", by_ptr("len")), inout_ref("len", kInt)});

TEST(Sockaddr, OfAccept) {
	Sample s({3, kBuf, kBuf2});
	s.before(kBuf2, raw(128)).after(kBuf2, raw(9)).after(kBuf, "\1\0/tmp/x\0"s).returns(4);
	EXPECT_EQ(s.arguments(&kAccept), R"(3, {sa_family=AF_UNIX, sun_path="/tmp/x"}, [128 => 9])");
	EXPECT_EQ(s.result(&kAccept), "= 4");
	Sample failed({3, kBuf, kBuf2});
	failed.before(kBuf2, raw(128)).after(kBuf2, raw(9)).returns(-EAGAIN);
	EXPECT_EQ(failed.arguments(&kAccept), "3, 0x7000, [128]");
	Sample nobody({3, 0, kBuf2});
	nobody.before(kBuf2, raw(128)).after(kBuf2, raw(128)).returns(4);
	EXPECT_EQ(nobody.arguments(&kAccept), "3, NULL, 0x8000");
}

// ---- messages ---------------------------------------------------------------------------------------------

const Row kSendmsg("sendmsg", 0, ret_int(), {fd("fd"), in_bytes("msg", fixed(56)).special("msghdr"), num("flags")});
const Row kRecvmsg("recvmsg", 0, ret_int(),
				   {fd("fd"), in_bytes("msg", fixed(56)).inout().special("recv_msghdr"), num("flags")});

msghdr message(uint64_t control, size_t control_size) {
	msghdr m{};
	m.msg_iov = reinterpret_cast<iovec*>(kBuf2);
	m.msg_iovlen = 1;
	m.msg_control = reinterpret_cast<void*>(control);
	m.msg_controllen = control_size;
	return m;
}

TEST(Messages, Sent) {
	Sample s({3, kBuf, 0});
	s.before(kBuf, raw(message(0, 0))).before(kBuf2, raw(kBuf3) + raw(uint64_t{2})).before(kBuf3, "hi").returns(2);
	EXPECT_EQ(s.arguments(&kSendmsg),
			  R"(3, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="hi", iov_len=2}], msg_iovlen=1, )"
			  R"(msg_controllen=0, msg_flags=0}, 0)");
}

std::string control_bytes(int level, int type, const std::string& data, uint64_t len) {
	std::string s = raw(len) + raw(level) + raw(type) + data;
	s.resize((s.size() + 7) / 8 * 8);
	return s;
}

std::string control(const std::string& bytes) {
	Sample s({3, kBuf, 0});
	s.before(kBuf, raw(message(0xa000, bytes.size()))).before(0xa000, bytes);
	const std::string a = s.arguments(&kSendmsg);
	const size_t from = a.find("msg_control=");
	return a.substr(from, a.find(", msg_controllen") - from);
}

TEST(Messages, Control) {
	EXPECT_EQ(control(control_bytes(SOL_SOCKET, SCM_RIGHTS, raw(4) + raw(5), 24)),
			  "msg_control=[{cmsg_len=24, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[4, 5]}]");
	EXPECT_EQ(control(control_bytes(SOL_SOCKET, SCM_CREDENTIALS, raw(1) + raw(2) + raw(3), 28) +
					  control_bytes(SOL_IP, IP_TTL, raw(64), 20)),
			  "msg_control=[{cmsg_len=28, cmsg_level=SOL_SOCKET, cmsg_type=SCM_CREDENTIALS, "
			  "cmsg_data={pid=1, uid=2, gid=3}}, "
			  "{cmsg_len=20, cmsg_level=SOL_IP, cmsg_type=IP_TTL, cmsg_data=[64]}]");
	EXPECT_EQ(control(control_bytes(SOL_SOCKET, SO_TIMESTAMP, raw(uint64_t{1}) + raw(uint64_t{2}), 32)),
			  "msg_control=[{cmsg_len=32, cmsg_level=SOL_SOCKET, cmsg_type=SO_TIMESTAMP_OLD, "
			  "cmsg_data={tv_sec=1, tv_usec=2}}]");
	EXPECT_EQ(control(control_bytes(6, 9, "", 16)), "msg_control=[{cmsg_len=16, cmsg_level=SOL_TCP, cmsg_type=0x9}]");
	EXPECT_EQ(control("short"), "msg_control=0xa000");
}

TEST(Messages, ControlWithLengthsThatLie) {
	EXPECT_EQ(control(control_bytes(SOL_SOCKET, SCM_RIGHTS, raw(4) + raw(5), 3)),
			  "msg_control=[{cmsg_len=3, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS}, ... /* 0xa010 */]");
	EXPECT_EQ(control(control_bytes(SOL_SOCKET, SCM_RIGHTS, raw(4) + raw(5), ~0ull)),
			  "msg_control=[{cmsg_len=18446744073709551615, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, "
			  "cmsg_data=[4, 5]}]");
}

TEST(Messages, Received) {
	msghdr m = message(0, 0);
	m.msg_name = reinterpret_cast<void*>(0xa000);
	m.msg_namelen = 128;
	Sample s({3, kBuf, 0});
	s.before(kBuf, raw(m));
	EXPECT_EQ(s.arguments(&kRecvmsg), "3, <unfinished from 1>");
	m.msg_namelen = 2;
	s.after(kBuf, raw(m)).after(kBuf2, raw(kBuf3) + raw(uint64_t{100})).after(kBuf3, "hi").after(0xa000, "\1\0"s);
	s.returns(2);
	EXPECT_EQ(s.arguments(&kRecvmsg),
			  R"(3, {msg_name={sa_family=AF_UNIX}, msg_namelen=128 => 2, )"
			  R"(msg_iov=[{iov_base="hi", iov_len=100}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0)");
	s.returns(-EAGAIN);
	EXPECT_EQ(s.arguments(&kRecvmsg), "3, {msg_namelen=128}, 0");
}

} // namespace
} // namespace strobe::decode
