// SPDX-License-Identifier: BSD-2-Clause
#include "front/compile_bpf.h"

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <string_view>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "base/unique_fd.h"
#include "types/vmlinux_header.h"

namespace strobe::front {

namespace {

#if defined(__x86_64__)
constexpr const char* kArchitecture = "-D__TARGET_ARCH_x86";
constexpr const char* kMultiarch = "/usr/include/x86_64-linux-gnu";
#elif defined(__aarch64__)
constexpr const char* kArchitecture = "-D__TARGET_ARCH_arm64";
constexpr const char* kMultiarch = "/usr/include/aarch64-linux-gnu";
#endif

// The newest first: clang 14, which is Debian 12's "clang", loses stores where a structure is initialised with
// constants. 12 is the oldest whose objects have all the relocations that strobe.bpf.h needs.
constexpr std::array kCompilers = {"clang-22", "clang-21", "clang-20", "clang-19", "clang-18", "clang-17",
								   "clang-16", "clang-15", "clang",    "clang-14", "clang-13", "clang-12"};

bool exists(const std::string& path, int mode) {
	return access(path.c_str(), mode) == 0;
}

/// Empty: PATH has none.
std::string in_path(const std::string& name) {
	if (name.find('/') != std::string::npos) return exists(name, X_OK) ? name : "";
	const char* path = std::getenv("PATH");
	std::string_view rest = path ? path : "";
	while (!rest.empty()) {
		const size_t end = std::min(rest.find(':'), rest.size());
		std::string candidate = std::string(rest.substr(0, end)) + "/" + name;
		if (end && exists(candidate, X_OK)) return candidate;
		rest.remove_prefix(std::min(end + 1, rest.size()));
	}
	return {};
}

Result<std::string> find_compiler() {
	if (const char* wanted = std::getenv("CLANG"); wanted && *wanted) {
		if (std::string found = in_path(wanted); !found.empty()) return found;
		return Error{std::string("CLANG=") + wanted + ": there is no such program", "unset CLANG, or name a clang"};
	}
	for (const char* name : kCompilers)
		if (std::string found = in_path(name); !found.empty()) return found;
	return Error{"clang is not installed, and eBPF programs in C need it",
				 "apt-get install clang-19, or bring an object: clang -g -O2 -target bpf -c FILE.bpf.c -o FILE.bpf.o"};
}

/// The folder with strobe.bpf.h: of an installed strobe, or of the source tree it was built in.
Result<std::string> find_headers() {
	std::array<char, PATH_MAX> own{};
	const ssize_t length = readlink("/proc/self/exe", own.data(), own.size() - 1);
	std::string folder(own.data(), length > 0 ? static_cast<size_t>(length) : 0);
	folder.resize(std::min(folder.rfind('/'), folder.size()));
	for (const char* place : {"/../share/strobe/include", "/../include"})
		if (exists(folder + place + "/strobe.bpf.h", R_OK)) return folder + place;
	return Error{"cannot find strobe.bpf.h, which belongs to " + folder + "/../share/strobe/include",
				 "install strobe again, or run it from its source tree"};
}

/// A folder for vmlinux.h.
struct Folder {
	std::string path{};
	bool temporary = false;

	Folder() = default;
	Folder(const Folder&) = delete;
	Folder& operator=(const Folder&) = delete;
	~Folder() {
		std::error_code ignored;
		if (temporary) std::filesystem::remove_all(path, ignored);
	}
};

/// What others may write would be run with our privileges.
bool is_ours(const std::string& path) {
	struct stat status{};
	return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid() &&
		   (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool find_cache(Folder& folder) {
	const char *cache = std::getenv("XDG_CACHE_HOME"), *home = std::getenv("HOME");
	std::string path;
	if (cache && *cache == '/')
		path = cache;
	else if (home && *home == '/')
		path = std::string(home) + "/.cache";
	else
		return false;
	for (const std::string& next : {path, path + "/strobe", path + "/strobe/" + types::kernel_build()}) {
		mkdir(next.c_str(), 0700);
		folder.path = next;
	}
	return is_ours(path + "/strobe") && is_ours(folder.path);
}

Result<> write_file(const std::string& path, const std::string& text) {
	const std::string draft = path + "." + std::to_string(getpid());
	const UniqueFd fd(open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
	size_t done = 0;
	while (fd && done < text.size()) {
		const ssize_t n = write(fd.get(), text.data() + done, text.size() - done);
		if (n <= 0) break;
		done += static_cast<size_t>(n);
	}
	if (fd && done == text.size() && rename(draft.c_str(), path.c_str()) == 0) return Ok{};
	const int number = errno;
	unlink(draft.c_str());
	return errno_error("cannot write " + path, number);
}

/// Puts vmlinux.h into the folder, unless it is there.
Result<> provide_types(Folder& folder) {
	if (find_cache(folder) && exists(folder.path + "/vmlinux.h", R_OK)) return Ok{};
	const auto text = types::vmlinux_header();
	if (!text) return text.error();
	if (!folder.path.empty() && is_ours(folder.path) && write_file(folder.path + "/vmlinux.h", *text)) return Ok{};
	const char* temporary = std::getenv("TMPDIR");
	std::string name = std::string(temporary && *temporary ? temporary : "/tmp") + "/strobe-XXXXXX";
	if (!mkdtemp(name.data())) return errno_error("cannot make a folder for vmlinux.h", errno, "set TMPDIR");
	folder.path = name;
	folder.temporary = true;
	return write_file(folder.path + "/vmlinux.h", *text);
}

/// Runs it with its output in a pipe.
Result<std::vector<uint8_t>> output_of(const std::vector<std::string>& words, int& status) {
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0) return errno_error("cannot make a pipe", errno);
	const UniqueFd in(ends[0]);
	UniqueFd out(ends[1]);
	std::vector<char*> argv;
	argv.reserve(words.size() + 1);
	for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
	argv.push_back(nullptr);
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, out.get(), STDOUT_FILENO);
	pid_t pid = 0;
	const int err = posix_spawn(&pid, words[0].c_str(), &actions, nullptr, argv.data(), environ);
	posix_spawn_file_actions_destroy(&actions);
	if (err) return errno_error("cannot run " + words[0], err);
	out.reset();
	std::vector<uint8_t> bytes;
	std::array<uint8_t, 64 * 1024> piece{};
	for (ssize_t n = 0; (n = read(in.get(), piece.data(), piece.size())) > 0;)
		bytes.insert(bytes.end(), piece.begin(), piece.begin() + n);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
	}
	return bytes;
}

} // namespace

Result<std::vector<uint8_t>> compile_bpf(const std::string& source, bool verbose) {
	const auto compiler = find_compiler();
	if (!compiler) return compiler.error();
	const auto headers = find_headers();
	if (!headers) return headers.error();
	Folder folder;
	if (auto ok = provide_types(folder); !ok) return ok.error();
	const std::vector<std::string> words = {*compiler,
											"-g",
											"-O2",
											"-target",
											"bpf",
											"-mcpu=v3",
											kArchitecture,
											"-I" + folder.path,
											"-I" + *headers,
											"-idirafter",
											kMultiarch,
											"-c",
											source,
											"-o",
											"-"};
	if (verbose) {
		std::string line;
		for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
		std::fprintf(stderr, "%s\n", line.c_str());
	}
	int status = 0;
	auto bytes = output_of(words, status);
	if (!bytes) return bytes.error();
	if (WIFSIGNALED(status)) return Error{*compiler + " was ended by a signal: " + strsignal(WTERMSIG(status))};
	if (WEXITSTATUS(status) != 0 || bytes->empty())
		return Error{"cannot compile " + source + ": see the compiler's messages"};
	return bytes;
}

} // namespace strobe::front
