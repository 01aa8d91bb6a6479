// SPDX-License-Identifier: BSD-2-Clause
#include "front/compile_bpf.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <spawn.h>
#include <string_view>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "base/unique_fd.h"
#include "cli/numbers.h"
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

// The oldest whose objects have all the relocations that strobe.bpf.h needs.
constexpr unsigned kOldest = 12;
constexpr const char* kHeader = "vmlinux.h";

bool exists(const std::string& path, int mode) {
	return access(path.c_str(), mode) == 0;
}

/// The folders of PATH.
std::vector<std::string> search_path() {
	const char* path = std::getenv("PATH");
	return cli::split(path ? path : "", ":");
}

std::string in_folder(const std::string& folder, const std::string& name) {
	return folder + "/" + name;
}

/// Empty: PATH has none.
std::string in_path(const std::string& name) {
	if (name.find('/') != std::string::npos) return exists(name, X_OK) ? name : "";
	for (const std::string& folder : search_path())
		if (std::string path = in_folder(folder, name); exists(path, X_OK)) return path;
	return {};
}

/// Signals that would end strobe wait until a temporary folder is gone; the compiler gets them at once.
class SignalsHeld {
public:
	SignalsHeld() {
		sigset_t ending;
		sigemptyset(&ending);
		for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM}) sigaddset(&ending, signal);
		sigprocmask(SIG_BLOCK, &ending, &before_);
	}
	~SignalsHeld() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
	SignalsHeld(const SignalsHeld&) = delete;
	SignalsHeld& operator=(const SignalsHeld&) = delete;

	[[nodiscard]] const sigset_t& before() const { return before_; }

private:
	sigset_t before_{};
};

/// Runs it with its output in a pipe.
Result<std::vector<uint8_t>> output_of(const std::vector<std::string>& words, const sigset_t& mask, int& status) {
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
	posix_spawnattr_t attributes;
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setsigmask(&attributes, &mask);
	pid_t pid = 0;
	const int err = posix_spawn(&pid, words[0].c_str(), &actions, &attributes, argv.data(), environ);
	posix_spawnattr_destroy(&attributes);
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

/// The version of a "clang" that need not tell it by its name; 0: it does not tell at all.
unsigned version_of(const std::string& compiler, const sigset_t& mask) {
	int status = 0;
	const auto said = output_of({compiler, "-dumpversion"}, mask, status);
	if (!said) return 0;
	const std::string text(said->begin(), said->end()); // "19.1.7"
	unsigned version = 0;
	std::from_chars(text.data(), text.data() + text.size(), version);
	return version;
}

/// Those that have their version in their name, such as clang-19, by version.
std::map<unsigned, std::string> named_compilers() {
	constexpr std::string_view kStart = "clang-";
	std::map<unsigned, std::string> found;
	for (const std::string& folder : search_path())
		for (const std::string& name : names_in(folder)) {
			if (!name.starts_with(kStart)) continue;
			unsigned version = 0;
			const char* const last = name.data() + name.size();
			const auto [end, error] = std::from_chars(name.data() + kStart.size(), last, version);
			const std::string path = in_folder(folder, name);
			if (error == std::errc{} && end == last && version >= kOldest && exists(path, X_OK))
				found.emplace(version, path);
		}
	return found;
}

/// The newest: clang 14, which is Debian 12's "clang", loses stores where a structure is initialised with constants.
/// `mask`: of signals, for compilers that are asked.
Result<std::string> find_compiler(const sigset_t& mask) {
	if (const char* wanted = std::getenv("CLANG"); wanted && *wanted) {
		if (std::string found = in_path(wanted); !found.empty()) return found;
		return Error{std::string("CLANG=") + wanted + ": there is no such program", "unset CLANG, or name a clang"};
	}
	const auto named = named_compilers();
	const std::string plain = in_path("clang");
	const bool is_named = std::ranges::any_of(named, [&](const auto& one) {
		std::error_code ignored;
		return std::filesystem::equivalent(plain, one.second, ignored);
	});
	if (!plain.empty() && !is_named && (named.empty() || version_of(plain, mask) > named.rbegin()->first)) return plain;
	if (!named.empty()) return named.rbegin()->second;
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
bool is_ours(int folder) {
	struct stat status{};
	return fstat(folder, &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid() &&
		   (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool is_ours(const std::string& path) {
	return is_ours(UniqueFd(open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)).get());
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

/// Into a folder of ours: what stands above it may be others', who must not make us write elsewhere.
Result<> write_header(const std::string& folder, const std::string& text) {
	const UniqueFd dir(open(folder.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
	const std::string draft = std::string(kHeader) + "." + std::to_string(getpid());
	unlinkat(dir.get(), draft.c_str(), 0); // of one that was killed
	const UniqueFd fd(is_ours(dir.get())
						  ? openat(dir.get(), draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)
						  : -1);
	size_t done = 0;
	while (fd && done < text.size()) {
		const ssize_t n = write(fd.get(), text.data() + done, text.size() - done);
		if (n <= 0) break;
		done += static_cast<size_t>(n);
	}
	if (fd && done == text.size() && renameat(dir.get(), draft.c_str(), dir.get(), kHeader) == 0) return Ok{};
	const int number = errno;
	unlinkat(dir.get(), draft.c_str(), 0);
	return errno_error("cannot write " + folder + "/" + kHeader, number);
}

/// Puts vmlinux.h into the folder, unless it is there.
Result<> provide_types(Folder& folder) {
	if (find_cache(folder) && exists(folder.path + "/" + kHeader, R_OK)) return Ok{};
	const auto text = types::vmlinux_header();
	if (!text) return text.error();
	if (!folder.path.empty() && is_ours(folder.path) && write_header(folder.path, *text)) return Ok{};
	const char* temporary = std::getenv("TMPDIR");
	std::string name = std::string(temporary && *temporary ? temporary : "/tmp") + "/strobe-XXXXXX";
	if (!mkdtemp(name.data())) return errno_error("cannot make a folder for vmlinux.h", errno, "set TMPDIR");
	folder.path = name;
	folder.temporary = true;
	return write_header(folder.path, *text);
}

} // namespace

Result<std::vector<uint8_t>> compile_bpf(const std::string& source, bool verbose) {
	const SignalsHeld held;
	const auto compiler = find_compiler(held.before());
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
	auto bytes = output_of(words, held.before(), status);
	if (!bytes) return bytes.error();
	if (WIFSIGNALED(status)) return Error{*compiler + " was ended by a signal: " + strsignal(WTERMSIG(status))};
	if (WEXITSTATUS(status) != 0 || bytes->empty())
		return Error{"cannot compile " + source + ": see the compiler's messages"};
	return bytes;
}

} // namespace strobe::front
