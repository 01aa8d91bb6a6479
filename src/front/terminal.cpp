// SPDX-License-Identifier: BSD-2-Clause
#include "front/terminal.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>
#include <sstream>
#include <unistd.h>

#include "base/files.h"
#include "out/text.h"

namespace strobe::front {

namespace {

constexpr std::string_view kSlaves = "/dev/pts/";
constexpr int kNesting = 4; // terminals inside terminals

std::optional<int> number(std::string_view text) {
	int v = 0;
	const auto r = std::from_chars(text.data(), text.data() + text.size(), v);
	return r.ec == std::errc() && r.ptr == text.data() + text.size() ? std::optional(v) : std::nullopt;
}

std::optional<int> slave_index(std::string_view path) {
	return path.starts_with(kSlaves) ? number(path.substr(kSlaves.size())) : std::nullopt;
}

/// /proc/PID/fdinfo/N of a pty's master says "tty-index:".
std::optional<int> master_index(const std::string& fdinfo) {
	std::istringstream in(read_file(fdinfo));
	std::string word;
	int index = 0;
	while (in >> word)
		if (word == "tty-index:" && in >> index) return index;
	return std::nullopt;
}

struct Terminals {
	std::vector<int> masters, slaves;
};

Terminals terminals_of(const std::string& process) {
	Terminals t;
	const std::string fds = process + "/fd/", infos = process + "/fdinfo/";
	for (const std::string& fd : names_in(fds)) {
		std::error_code ec;
		const std::string target = std::filesystem::read_symlink(std::string(fds).append(fd), ec).string();
		if (const auto i = slave_index(target))
			t.slaves.push_back(*i);
		else if (target.ends_with("ptmx"))
			if (const auto m = master_index(std::string(infos).append(fd))) t.masters.push_back(*m);
	}
	return t;
}

std::string comm_of(const std::string& process) {
	const std::string text = read_file(process + "/comm");
	const std::string comm = text.substr(0, text.find('\n'));
	TextBuf escaped;
	out::put_string(escaped, {reinterpret_cast<const uint8_t*>(comm.data()), comm.size()}, {.no_quotes = true},
					out::HexStrings::kNone);
	return std::string(escaped.view());
}

} // namespace

std::vector<TerminalHolder> terminal_holders(int fd) {
	std::vector<TerminalHolder> holders;
	const char* own = fd >= 0 ? ttyname(fd) : nullptr;
	const auto first = slave_index(own ? own : "");
	if (!first) return holders;
	std::vector<int> wanted{*first};
	for (int level = 0; level < kNesting && !wanted.empty(); level++) {
		std::vector<int> next;
		for (const std::string& name : names_in("/proc")) {
			const auto pid = number(name);
			if (!pid || *pid == getpid()) continue;
			const std::string process = "/proc/" + name;
			const Terminals t = terminals_of(process);
			const bool holds = std::any_of(t.masters.begin(), t.masters.end(), [&](int i) {
				return std::find(wanted.begin(), wanted.end(), i) != wanted.end();
			});
			const bool known =
				std::any_of(holders.begin(), holders.end(), [&](const auto& h) { return h.pid == *pid; });
			if (!holds || known) continue;
			holders.push_back({*pid, comm_of(process)});
			next.insert(next.end(), t.slaves.begin(), t.slaves.end());
		}
		wanted = std::move(next);
	}
	return holders;
}

} // namespace strobe::front
