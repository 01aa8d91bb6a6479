// SPDX-License-Identifier: BSD-2-Clause
#include "engine/device_hooks.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <linux/if_link.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <vector>

#include "base/unique_fd.h"
#include "engine/filters.h"

namespace strobe::engine {

namespace {

// What the headers of Debian 12 do not know: include/uapi/linux/bpf.h of 6.6 (commit e420bed02507, "bpf: Add fd-based
// tcx multi-prog infra with link support").
constexpr auto kTcxIngress = static_cast<bpf_attach_type>(46);
constexpr auto kTcxEgress = static_cast<bpf_attach_type>(47);
constexpr uint32_t kBeforeAllOthers = 1u << 3; // BPF_F_BEFORE

} // namespace

Result<Device> find_device(const std::string& name) {
	const uint32_t index = name.size() < IFNAMSIZ ? if_nametoindex(name.c_str()) : 0;
	if (!index) return errno_error("network device '" + name + "'", ENODEV, "ip link lists the devices that there are");
	ifreq request{}; // sysfs may be that of another network namespace
	name.copy(request.ifr_name, sizeof request.ifr_name - 1);
	const UniqueFd any(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
	const bool known = any && ioctl(any.get(), SIOCGIFHWADDR, &request) == 0;
	const int type = known ? request.ifr_hwaddr.sa_family : ARPHRD_ETHER;
	struct stat netns{};
	stat("/proc/self/ns/net", &netns);
	return Device{name, index, static_cast<uint32_t>(netns.st_ino), type == ARPHRD_ETHER || type == ARPHRD_LOOPBACK};
}

struct DeviceHooks::Impl {
	explicit Impl(Device d) : device(std::move(d)), filters(device.index) {}

	Result<> attach(const bpf_program* program, bool out) {
		LIBBPF_OPTS(bpf_link_create_opts, opts, .flags = kBeforeAllOthers);
		const int fd = bpf_link_create(bpf_program__fd(program), static_cast<int>(device.index),
									   out ? kTcxEgress : kTcxIngress, &opts);
		if (fd >= 0) {
			links.emplace_back(fd);
			return Ok{};
		}
		if (fd != -EINVAL && fd != -EOPNOTSUPP)
			return refusal(errno_error("", -fd, fd == -EPERM ? "run strobe as root, or with CAP_NET_ADMIN, too" : ""));
		if (auto ok = filters.attach(bpf_program__fd(program), out); !ok) return refusal(ok.error());
		return Ok{};
	}
	[[nodiscard]] Error refusal(const Error& reason) const {
		const std::string text = reason.message.starts_with(": ") ? reason.message : ": " + reason.message;
		return {"cannot see the packets of " + device.name + text, reason.hint};
	}

	const Device device;
	Filters filters;
	std::vector<UniqueFd> links;
};

DeviceHooks::DeviceHooks(Device device) : impl_(std::make_unique<Impl>(std::move(device))) {}
DeviceHooks::~DeviceHooks() = default;

Result<> DeviceHooks::attach_in(const bpf_program* program) {
	return impl_->attach(program, false);
}

Result<> DeviceHooks::attach_out(const bpf_program* program) {
	return impl_->attach(program, true);
}

Result<> DeviceHooks::attach_early(const bpf_program* program, const std::string& otherwise) {
	const auto create = [&](uint32_t flags) {
		LIBBPF_OPTS(bpf_link_create_opts, opts, .flags = flags);
		return bpf_link_create(bpf_program__fd(program), static_cast<int>(impl_->device.index), BPF_XDP, &opts);
	};
	int fd = create(0);
	// the driver may not do it itself, or not with this MTU; then the kernel does it behind the driver
	if (fd < 0 && fd != -EBUSY) fd = create(XDP_FLAGS_SKB_MODE);
	if (fd < 0)
		return errno_error("cannot see the packets of " + impl_->device.name + " by XDP", -fd,
						   fd == -EBUSY ? "another program has that place: ip link tells which" + otherwise : "");
	impl_->links.emplace_back(fd);
	return Ok{};
}

} // namespace strobe::engine
