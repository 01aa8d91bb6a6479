// SPDX-License-Identifier: BSD-2-Clause
// Where the kernel's files about tracepoints are.
#pragma once

#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "base/unique_fd.h"

namespace strobe {

/// A mount that is in no folder, and so is nobody else's matter; it goes with this process (fsmount(2), since Linux
/// 5.2, CAP_SYS_ADMIN).
inline UniqueFd private_tracefs() {
	const UniqueFd context(fsopen("tracefs", FSOPEN_CLOEXEC));
	if (!context || fsconfig(context.get(), FSCONFIG_CMD_CREATE, nullptr, nullptr, 0) != 0) return {};
	return UniqueFd(fsmount(context.get(), FSMOUNT_CLOEXEC, 0));
}

/// The folder of tracefs, without a slash at the end; where nobody has mounted it, that of a mount of our own. Empty:
/// errno says why (ENOENT: it is not mounted, and we may not).
inline const std::string& tracefs_folder() {
	static UniqueFd own;
	static std::string folder;
	if (!folder.empty()) return folder;
	int number = ENOENT;
	for (const char* usual : {"/sys/kernel/tracing", "/sys/kernel/debug/tracing"}) {
		if (access((std::string(usual) + "/available_events").c_str(), R_OK) == 0) return folder = usual;
		if (errno != ENOENT) number = errno;
	}
	if (number == ENOENT) own = private_tracefs();
	if (own) return folder = "/proc/self/fd/" + std::to_string(own.get());
	errno = number;
	return folder;
}

} // namespace strobe
