// SPDX-License-Identifier: BSD-2-Clause
#include "front/terminal.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <unistd.h>

#include "out/text.h"

namespace strobe::front {

namespace fs = std::filesystem;

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
std::optional<int> master_index(const fs::path& fdinfo) {
	std::ifstream in(fdinfo);
	std::string word;
	int index = 0;
	while (in >> word)
		if (word == "tty-index:" && in >> index) return index;
	return std::nullopt;
}

struct Terminals {
	std::vector<int> masters, slaves;
};

Terminals terminals_of(const fs::path& process) {
	Terminals t;
	std::error_code ec;
	for (const auto& fd : fs::directory_iterator(process / "fd", ec)) {
		const std::string target = fs::read_symlink(fd, ec).string();
		if (const auto i = slave_index(target))
			t.slaves.push_back(*i);
		else if (target.ends_with("ptmx"))
			if (const auto m = master_index(process / "fdinfo" / fd.path().filename())) t.masters.push_back(*m);
	}
	return t;
}

std::string comm_of(const fs::path& process) {
	std::ifstream in(process / "comm");
	std::string comm;
	std::getline(in, comm);
	TextBuf escaped;
	out::put_string(escaped, {reinterpret_cast<const uint8_t*>(comm.data()), comm.size()}, {.no_quotes = true},
					out::HexStrings::kNone);
	return std::string(escaped.view());
}

} // namespace

std::vector<TerminalHolder> terminal_holders(int fd) {
	std::vector<TerminalHolder> holders;
	const char* name = fd >= 0 ? ttyname(fd) : nullptr;
	const auto first = slave_index(name ? name : "");
	if (!first) return holders;
	std::vector<int> wanted{*first};
	for (int level = 0; level < kNesting && !wanted.empty(); level++) {
		std::vector<int> next;
		std::error_code ec;
		for (const auto& entry : fs::directory_iterator("/proc", ec)) {
			const auto pid = number(entry.path().filename().string());
			if (!pid || *pid == getpid()) continue;
			const Terminals t = terminals_of(entry);
			const bool holds = std::any_of(t.masters.begin(), t.masters.end(), [&](int i) {
				return std::find(wanted.begin(), wanted.end(), i) != wanted.end();
			});
			const bool known =
				std::any_of(holders.begin(), holders.end(), [&](const auto& h) { return h.pid == *pid; });
			if (!holds || known) continue;
			holders.push_back({*pid, comm_of(entry)});
			next.insert(next.end(), t.slaves.begin(), t.slaves.end());
		}
		wanted = std::move(next);
	}
	return holders;
}

} // namespace strobe::front
