// SPDX-License-Identifier: BSD-2-Clause
#include "cli/net_values.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <span>
#include <sys/stat.h>

#include "cli/numbers.h"
#include "spec/nearest.h"
#include "spec/xlat_net.h"

namespace strobe::cli {

namespace {

constexpr std::string_view kPrefix = "TCP_";

/// "TCP_FIN_WAIT1" -> "fin-wait1"
std::string as_typed(std::string_view name) {
	std::string word(name.starts_with(kPrefix) ? name.substr(kPrefix.size()) : name);
	for (char& c : word) c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
	return word;
}

/// "estab" and "fin-wait-1" are ss(8)'s.
std::string usual(std::string_view word) {
	std::string text(word);
	for (char& c : text) c = c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
	if (text.starts_with("tcp-")) text.erase(0, kPrefix.size());
	if (text == "estab") return "established";
	if (text == "fin-wait-1" || text == "fin-wait-2") text.erase(text.size() - 2, 1);
	return text;
}

/// ::ffff:10.0.0.0/104 is 10.0.0.0/8, as sockets print it.
void unmap(NetOptions::Net& net) {
	constexpr std::array<uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
	constexpr unsigned kBits = kMapped.size() * 8;
	if (net.family != AF_INET6 || net.prefix < kBits ||
		!std::ranges::equal(kMapped, std::span(net.address).first<12>()))
		return;
	net.family = AF_INET;
	net.prefix -= kBits;
	std::ranges::rotate(net.address, net.address.begin() + kMapped.size());
	std::fill(net.address.begin() + 4, net.address.end(), uint8_t{0});
}

} // namespace

Verdict parse_port(const char* text, unsigned& port) {
	constexpr long long kMost = 65535;
	const long long n = to_uint(text, kMost);
	if (n < 1) return bad_value();
	port = static_cast<unsigned>(n);
	return accept();
}

Verdict parse_net(const char* text, NetOptions::Net& net) {
	const std::string whole = text;
	const size_t slash = whole.find('/');
	const std::string address = whole.substr(0, slash);
	net = {};
	net.family = address.find(':') == std::string::npos ? AF_INET : AF_INET6;
	if (inet_pton(net.family, address.c_str(), net.address.data()) != 1)
		return refuse("'" + whole + "' is no address", "write 10.0.0.1, 10.0.0.0/8, ::1 or 2001:db8::/32");
	const unsigned most = net.family == AF_INET ? 32 : 128;
	const long long bits = slash == std::string::npos ? most : to_uint(whole.c_str() + slash + 1, most);
	if (bits < 0)
		return refuse("'" + whole + "' is no network",
					  "behind the slash stands a number of bits, 0 to " + std::to_string(most));
	net.prefix = static_cast<unsigned>(bits);
	unmap(net);
	return accept();
}

Verdict parse_family(const char* text, int& family) {
	const std::string word = text;
	if (word == "inet" || word == "ipv4" || word == "4")
		family = AF_INET;
	else if (word == "inet6" || word == "ipv6" || word == "6")
		family = AF_INET6;
	else
		return refuse("'" + word + "' is no family", "there are inet and inet6");
	return accept();
}

Verdict parse_states(const char* text, uint32_t& states) {
	for (const std::string& word : split(text, ",")) {
		const std::string wanted = usual(word);
		const auto found = std::ranges::find_if(spec::tcp_states.names,
												[&](const spec::Name& n) { return as_typed(n.text) == wanted; });
		if (found == spec::tcp_states.names.end()) {
			std::string list;
			for (const spec::Name& n : spec::tcp_states.names) list += (list.empty() ? "" : ", ") + as_typed(n.text);
			return refuse("'" + word + "' is no state of TCP", "there are " + list);
		}
		states |= 1u << found->value;
	}
	return states ? accept() : bad_value();
}

Verdict parse_netns(const char* text, uint32_t& inode) {
	std::string path = text;
	if (path.empty()) return bad_value();
	if (path == "self")
		path = "/proc/self/ns/net";
	else if (path.find('/') == std::string::npos)
		path.insert(0, "/run/netns/");
	struct stat st{};
	if (stat(path.c_str(), &st) != 0)
		return refuse("network namespace " + std::string(text) + ": " + std::strerror(errno),
					  "name one of 'ip netns', a file such as /proc/PID/ns/net, or self");
	inode = static_cast<uint32_t>(st.st_ino);
	return accept();
}

} // namespace strobe::cli
