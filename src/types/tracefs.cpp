// SPDX-License-Identifier: BSD-2-Clause
#include "types/tracefs.h"

#include <algorithm>
#include <cerrno>
#include <fnmatch.h>

#include "base/files.h"
#include "base/tracefs_folder.h"
#include "spec/nearest.h"
#include "types/format.h"
#include "types/print_format.h"

namespace strobe::types {

namespace {

bool matches(const std::string& pattern, const std::string& name) {
	const auto glob = [](const std::string& p, const std::string& s) { return fnmatch(p.c_str(), s.c_str(), 0) == 0; };
	if (pattern.find(':') != std::string::npos) return glob(pattern, name);
	const size_t colon = name.find(':');
	return glob(pattern, name.substr(colon + 1)) || glob(pattern, name.substr(0, colon));
}

} // namespace

Result<Tracefs> Tracefs::open() {
	if (const std::string& folder = tracefs_folder(); !folder.empty()) return Tracefs(folder);
	const int number = errno;
	return errno_error("cannot read the list of tracepoints (/sys/kernel/tracing)", number,
					   number == ENOENT ? "mount -t tracefs nodev /sys/kernel/tracing"
										: "run strobe as root, or with CAP_DAC_READ_SEARCH as well");
}

std::vector<std::string> Tracefs::all() const {
	std::vector<std::string> names;
	const std::string text = read_file(root_ + "/available_events");
	for (size_t at = 0; at < text.size();) {
		const size_t end = std::min(text.find('\n', at), text.size());
		const std::string_view name = std::string_view(text).substr(at, end - at);
		if (name.find(':') != std::string_view::npos) names.emplace_back(name);
		at = end + 1;
	}
	return names;
}

std::vector<std::string> Tracefs::matching(const std::string& pattern) const {
	std::vector<std::string> names = all();
	std::erase_if(names, [&](const std::string& name) { return !matches(pattern, name); });
	std::ranges::sort(names);
	return names;
}

Result<spec::ProbeRow> Tracefs::row(const std::string& name) const {
	std::string path = root_ + "/events/" + name + "/format";
	path[path.find(':')] = '/';
	const std::string text = read_file(path);
	if (text.empty()) return errno_error("cannot read " + path, errno ? errno : EIO);
	auto row = parse_format(text, name);
	if (row) name_numbers(text, *row);
	if (row) row->hook = {.category = name.substr(0, name.find(':')), .name = name.substr(name.find(':') + 1)};
	return row;
}

std::string Tracefs::nearest(std::string_view name) const {
	const std::vector<std::string> names = all();
	spec::Nearest nearest(name);
	for (const std::string& n : names) nearest.offer(n);
	if (!nearest.best().empty()) return std::string(nearest.best());
	// the right name in the wrong category
	const std::string_view tail = name.substr(name.find(':') + 1);
	const auto found =
		std::ranges::find_if(names, [&](const std::string& n) { return n.substr(n.find(':') + 1) == tail; });
	return found == names.end() ? "" : *found;
}

} // namespace strobe::types
