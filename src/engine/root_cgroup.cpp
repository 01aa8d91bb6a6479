// SPDX-License-Identifier: BSD-2-Clause
#include "engine/root_cgroup.h"

#include <cerrno>
#include <fcntl.h>
#include <mntent.h>
#include <string>
#include <string_view>
#include <sys/mount.h>

namespace strobe::engine {

namespace {

/// A mount that is nowhere in the file system, and goes with its descriptor: whatever is mounted where, this is the
/// root.
UniqueFd mount_for_us() {
	const UniqueFd context(fsopen("cgroup2", FSOPEN_CLOEXEC));
	if (!context || fsconfig(context.get(), FSCONFIG_CMD_CREATE, nullptr, nullptr, 0) != 0) return {};
	return UniqueFd(fsmount(context.get(), FSMOUNT_CLOEXEC, 0));
}

std::string mounted_at() {
	FILE* mounts = setmntent("/proc/self/mounts", "re");
	if (!mounts) return {};
	std::string path;
	while (const mntent* m = getmntent(mounts))
		if (std::string_view(m->mnt_type) == "cgroup2") {
			path = m->mnt_dir;
			break;
		}
	endmntent(mounts);
	return path;
}

} // namespace

Result<UniqueFd> root_cgroup() {
	if (UniqueFd ours = mount_for_us()) return ours;
	const int number = errno;
	const std::string path = mounted_at();
	UniqueFd fd(path.empty() ? -1 : open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	if (!fd)
		return errno_error("cannot reach the root of cgroup v2", path.empty() ? number : errno,
						   "mount it: mount -t cgroup2 none /sys/fs/cgroup/unified");
	return fd;
}

} // namespace strobe::engine
