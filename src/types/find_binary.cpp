// SPDX-License-Identifier: BSD-2-Clause
#include "types/find_binary.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <fnmatch.h>
#include <fstream>
#include <glob.h>
#include <set>
#include <sstream>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "spec/nearest.h"
#include "types/elf_file.h"

namespace strobe::types {

namespace {

constexpr const char* kLibraryFolders[] = {
#ifdef __aarch64__
	"/lib/aarch64-linux-gnu",
	"/usr/lib/aarch64-linux-gnu",
#else
	"/lib/x86_64-linux-gnu",
	"/usr/lib/x86_64-linux-gnu",
#endif
	"/lib64",
	"/usr/lib64",
	"/lib",
	"/usr/lib",
	"/usr/local/lib",
};

using Names = std::vector<std::pair<std::string, std::string>>; // soname, path

std::string content_of(const std::string& path) {
	std::stringstream s;
	s << std::ifstream(path, std::ios::binary).rdbuf();
	return s.str();
}

/// struct cache_file_new of glibc (sysdeps/generic/dl-cache.h).
struct CacheHeader {
	char magic[20];
	uint32_t count, strings;
	uint32_t unused[5];
};
struct CacheEntry {
	uint32_t flags, name, path, os;
	uint64_t capabilities;
};

/// What ldconfig has found. The older form of the file may stand before the newer one; offsets count from the newer.
Names cached_libraries() {
	static constexpr std::string_view kMagic = "glibc-ld.so.cache1.1";
	Names names;
	const std::string whole = content_of("/etc/ld.so.cache");
	const size_t start = whole.find(kMagic);
	if (start == std::string::npos) return names;
	const std::string_view cache = std::string_view(whole).substr(start);
	CacheHeader header;
	if (cache.size() < sizeof header) return names;
	std::memcpy(&header, cache.data(), sizeof header);
	const auto text = [&](uint32_t at) {
		return at < cache.size() ? std::string(cache.substr(at, std::min(cache.find('\0', at), cache.size()) - at))
								 : "";
	};
	for (size_t i = 0; i < header.count && sizeof header + (i + 1) * sizeof(CacheEntry) <= cache.size(); i++) {
		CacheEntry entry;
		std::memcpy(&entry, cache.data() + sizeof header + i * sizeof entry, sizeof entry);
		names.emplace_back(text(entry.name), text(entry.path));
	}
	return names;
}

Names libraries() {
	Names names = cached_libraries();
	for (const char* folder : kLibraryFolders) {
		std::error_code error;
		for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
			std::string name = entry.path().filename();
			if (name.find(".so") != std::string::npos) names.emplace_back(std::move(name), entry.path());
		}
	}
	return names;
}

/// "libc" means libc.so.6, "libc.so.6" only itself.
bool names_library(std::string_view soname, std::string_view wanted) {
	if (soname == wanted) return true;
	if (!soname.starts_with(wanted)) return false;
	const std::string_view rest = soname.substr(wanted.size());
	return rest == ".so" || rest.starts_with(".so.") || (wanted.ends_with(".so") && rest.starts_with('.'));
}

/// Linker scripts and libraries of another architecture have the same names.
bool usable(const std::string& path) {
	return static_cast<bool>(ElfFile::open(path));
}

std::vector<std::string> path_folders() {
	std::vector<std::string> folders;
	const char* path = getenv("PATH");
	std::stringstream all(path ? path : "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
	for (std::string folder; std::getline(all, folder, ':');) folders.push_back(folder.empty() ? "." : folder);
	return folders;
}

bool is_program(const std::string& path) {
	struct stat st{};
	return stat(path.c_str(), &st) == 0 && S_ISREG(st.st_mode) && access(path.c_str(), X_OK) == 0;
}

std::string joined(std::string folder, const std::string& name) {
	folder += '/';
	return folder += name;
}

std::string find_program(const std::string& name) {
	for (const std::string& folder : path_folders())
		if (std::string path = joined(folder, name); is_program(path)) return path;
	return {};
}

/// The next one in PATH may be what a script of the same name starts.
std::string program_behind(const std::string& name) {
	for (const std::string& folder : path_folders())
		if (std::string path = joined(folder, name); is_program(path) && usable(path)) return path;
	return {};
}

bool looks_like_library(const std::string& name) {
	return name.starts_with("lib") || name.starts_with("ld-") || name.find(".so") != std::string::npos;
}

Error not_found(const std::string& name) {
	if (access(name.c_str(), F_OK) == 0)
		return {"no program or library is called '" + name + "'", "a file in this folder is ./" + name};
	spec::Nearest nearest(name);
	const Names all = libraries();
	std::vector<std::string> stems;
	for (const auto& [soname, path] : all) {
		nearest.offer(soname);
		stems.push_back(soname.substr(0, soname.find(".so")));
	}
	for (const std::string& stem : stems) nearest.offer(stem);
	if (!nearest.best().empty())
		return {"no program or library is called '" + name + "'",
				"did you mean '" + std::string(nearest.best()) + "'?"};
	return {"no program or library is called '" + name + "'",
			"write a path, a library such as libc.so.6, or a program that is in PATH"};
}

void add_matches(const std::string& glob, const std::string& name, const std::string& path,
				 std::set<std::string>& found) {
	if (fnmatch(glob.c_str(), name.c_str(), 0) == 0) found.insert(path);
}

} // namespace

std::string find_library(const std::string& soname) {
	std::string best;
	for (const auto& [name, path] : libraries()) {
		if (name == soname && usable(path)) return path;
		if (best.empty() && names_library(name, soname) && usable(path)) best = path;
	}
	return best;
}

Result<std::vector<std::string>> mapped_binaries(int pid) {
	const std::string proc = "/proc/" + std::to_string(pid);
	if (access(proc.c_str(), F_OK) != 0) return Error{fmt::format("there is no process {}", pid), "ps -e lists them"};
	std::ifstream maps(proc + "/maps");
	if (!maps) return errno_error("cannot read " + proc + "/maps", errno, "run strobe as root");
	std::vector<std::string> paths;
	std::set<std::string> seen;
	char executable[4096]{};
	const ssize_t length = readlink((proc + "/exe").c_str(), executable, sizeof executable - 1);
	if (length < 0)
		return Error{fmt::format("process {} has no program", pid), "it is a thread of the kernel, or has ended"};
	const std::string program(executable, static_cast<size_t>(length));
	for (std::string line; std::getline(maps, line);) {
		const size_t slash = line.find('/');
		if (slash == std::string::npos) continue;
		const std::string permissions = line.substr(line.find(' ') + 1, 4);
		const std::string path = line.substr(slash);
		if (permissions.size() < 3 || permissions[2] != 'x' || !seen.insert(path).second) continue;
		// what the process sees there need not be what strobe sees there
		struct stat here{}, there{};
		const std::string inside = fmt::format("{}/root{}", proc, path);
		std::string usable_path = path;
		if (stat(inside.c_str(), &there) == 0 &&
			(stat(path.c_str(), &here) != 0 || here.st_ino != there.st_ino || here.st_dev != there.st_dev))
			usable_path = inside;
		else if (stat(inside.c_str(), &there) != 0)
			usable_path = fmt::format("{}/map_files/{}", proc, line.substr(0, line.find(' '))); // deleted
		paths.insert(path == program ? paths.begin() : paths.end(), std::move(usable_path));
	}
	return paths;
}

Result<std::string> find_binary(const std::string& name, std::span<const int> pids) {
	if (name.find('/') != std::string::npos) return name;
	for (const int pid : pids) {
		const auto mapped = mapped_binaries(pid);
		if (!mapped) return mapped.error();
		for (const std::string& path : *mapped) {
			const std::string file = path.substr(path.rfind('/') + 1);
			if (file == name || (looks_like_library(name) && names_library(file, name))) return path;
		}
	}
	if (looks_like_library(name))
		if (std::string path = find_library(name); !path.empty()) return path;
	const std::string program = find_program(name);
	if (program.empty()) return not_found(name);
	if (auto file = ElfFile::open(program); !file) {
		const std::string behind = program_behind(name);
		return Error{file.error().message, behind.empty() ? file.error().hint : "the program may be " + behind};
	}
	return program;
}

std::vector<std::string> find_binaries(const std::string& pattern) {
	std::set<std::string> found;
	if (pattern.find('/') != std::string::npos) {
		glob_t paths{};
		if (glob(pattern.c_str(), 0, nullptr, &paths) == 0)
			found.insert(paths.gl_pathv, paths.gl_pathv + paths.gl_pathc);
		globfree(&paths);
	} else {
		for (const auto& [soname, path] : libraries()) add_matches(pattern, soname, path, found);
		for (const std::string& folder : path_folders()) {
			std::error_code error;
			for (const auto& entry : std::filesystem::directory_iterator(folder, error))
				if (is_program(entry.path())) add_matches(pattern, entry.path().filename(), entry.path(), found);
		}
	}
	std::vector<std::string> binaries;
	std::set<std::pair<dev_t, ino_t>> files;
	for (const std::string& path : found) {
		struct stat st{};
		if (stat(path.c_str(), &st) == 0 && usable(path) && files.insert({st.st_dev, st.st_ino}).second)
			binaries.push_back(path);
	}
	return binaries;
}

} // namespace strobe::types
