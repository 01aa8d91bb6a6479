// SPDX-License-Identifier: BSD-2-Clause
#include "engine/cgroup.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>

namespace strobe::engine {

/// A file system of cgroup v1 has another magic, and no descendants that eBPF could test.
Result<UniqueFd> open_cgroup(const std::string& path) {
	UniqueFd dir(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	if (!dir)
		return errno_error("cannot open the cgroup " + path, errno,
						   "name a directory of the cgroup v2 file system, such as /sys/fs/cgroup/system.slice");
	struct statfs fs{};
	if (fstatfs(dir.get(), &fs) != 0 || fs.f_type != CGROUP2_SUPER_MAGIC)
		return Error{
			path + " is not a cgroup v2 directory",
			"cgroup v2 is often mounted at /sys/fs/cgroup or /sys/fs/cgroup/unified; cgroup v1 has no such filter"};
	return dir;
}

Result<> set_cgroup(const bpf_map* map, const std::string& path) {
	if (path.empty()) return Ok{};
	auto dir = open_cgroup(path);
	if (!dir) return dir.error();
	const uint32_t zero = 0;
	const int fd = dir->get();
	if (const int err = bpf_map_update_elem(bpf_map__fd(map), &zero, &fd, BPF_ANY); err)
		return errno_error("cannot use the cgroup " + path, -err);
	return Ok{};
}

/// Where numbers of inodes have 64 bits, that of the directory is the cgroup's (kernfs_ino()).
Result<uint64_t> id_of_cgroup(const std::string& path) {
	const auto dir = open_cgroup(path);
	if (!dir) return dir.error();
	struct stat st{};
	if (fstat(dir->get(), &st) != 0) return errno_error("cannot use the cgroup " + path, errno);
	return uint64_t{st.st_ino};
}

} // namespace strobe::engine
