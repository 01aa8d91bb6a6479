// SPDX-License-Identifier: BSD-2-Clause
// Files and folders of /proc and /sys, which may vanish while they are read: what is gone reads as empty, nothing
// throws.
#pragma once

#include <dirent.h>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include "base/unique_fd.h"

namespace strobe {

/// The content as far as it can be read. (std::istreambuf_iterator throws when a process ends meanwhile: read(2),
/// ESRCH.)
inline std::string read_file(const std::string& path) {
	std::string text;
	const UniqueFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
	char buffer[4096];
	if (!fd) return text;
	for (ssize_t n = 0; (n = read(fd.get(), buffer, sizeof buffer)) > 0;) text.append(buffer, static_cast<size_t>(n));
	return text;
}

/// What is in a folder, but "." and "..", in the order of the kernel.
inline std::vector<std::string> names_in(const std::string& path) {
	std::vector<std::string> names;
	DIR* folder = opendir(path.c_str());
	if (!folder) return names;
	while (const dirent* entry = readdir(folder)) {
		const std::string_view name = entry->d_name;
		if (name != "." && name != "..") names.emplace_back(name);
	}
	closedir(folder);
	return names;
}

} // namespace strobe
