// SPDX-License-Identifier: BSD-2-Clause
#include "front/value_names.h"

#include <climits>
#include <cstring>
#include <fcntl.h>
#include <map>
#include <mntent.h>

#include "base/unique_fd.h"
#include "symbols/kernel.h"

namespace strobe::front {

namespace {

class CodeNames final : public spec::NumberNames {
public:
	[[nodiscard]] std::string text(uint64_t value) const override {
		// the table is large: it is read for the first address that may be the kernel's
		return static_cast<int64_t>(value) < 0 ? symbols::KernelSymbols::running().code(value) : "";
	}
	[[nodiscard]] std::optional<uint64_t> number(std::string_view name) const override {
		return symbols::KernelSymbols::running().address(name);
	}
};

/// The id of a cgroup is what file handles of its directory hold.
struct Handle {
	file_handle head;
	uint64_t id;
};
constexpr int kKernfsHandle = 0xfe; // FILEID_KERNFS of include/linux/exportfs.h

UniqueFd open_cgroups() {
	FILE* mounts = setmntent("/proc/self/mounts", "re");
	if (!mounts) return {};
	UniqueFd fd;
	while (const mntent* m = getmntent(mounts))
		if (!fd && std::strcmp(m->mnt_type, "cgroup2") == 0)
			fd = UniqueFd(open(m->mnt_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	endmntent(mounts);
	return fd;
}

class CgroupNames final : public spec::NumberNames {
public:
	[[nodiscard]] std::string text(uint64_t value) const override {
		const auto [name, is_new] = names_.try_emplace(value);
		if (is_new) name->second = find(value);
		return name->second;
	}
	[[nodiscard]] std::optional<uint64_t> number(std::string_view name) const override {
		Handle h{.head = {.handle_bytes = sizeof(uint64_t), .handle_type = 0}, .id = 0};
		int mount = 0;
		if (name_to_handle_at(AT_FDCWD, std::string(name).c_str(), &h.head, &mount, 0) != 0 ||
			h.head.handle_type != kKernfsHandle)
			return std::nullopt;
		return h.id;
	}

private:
	[[nodiscard]] std::string find(uint64_t id) const {
		if (!root_) root_ = open_cgroups();
		Handle h{.head = {.handle_bytes = sizeof(uint64_t), .handle_type = kKernfsHandle}, .id = id};
		const UniqueFd dir(open_by_handle_at(root_.get(), &h.head, O_PATH | O_CLOEXEC));
		char path[PATH_MAX];
		const ssize_t n = readlink(("/proc/self/fd/" + std::to_string(dir.get())).c_str(), path, sizeof path);
		return dir && n > 0 ? std::string(path, static_cast<size_t>(n)) : "";
	}

	mutable UniqueFd root_;
	mutable std::map<uint64_t, std::string> names_; ///< also of those that have been removed since
};

} // namespace

std::shared_ptr<const spec::NumberNames> code_names() {
	return std::make_shared<CodeNames>();
}

std::shared_ptr<const spec::NumberNames> cgroup_names() {
	return std::make_shared<CgroupNames>();
}

} // namespace strobe::front
