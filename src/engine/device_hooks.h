// SPDX-License-Identifier: BSD-2-Clause
// Programs where a network device sends and receives. Nothing stays behind: they hang on links where the kernel has
// such (tcx from 6.6 on, XDP); on older kernels they are filters of a clsact qdisc, which are removed on every way out,
// and after kill -9 by the next run.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"

struct bpf_program;

namespace strobe::engine {

struct Device {
	std::string name{};
	uint32_t index = 0;
	uint32_t netns = 0;   ///< inode of its network namespace
	bool ethernet = true; ///< its packets have such headers
};

/// By name, in strobe's own network namespace.
Result<Device> find_device(const std::string& name);

class DeviceHooks {
public:
	explicit DeviceHooks(Device device);
	~DeviceHooks();
	DeviceHooks(const DeviceHooks&) = delete;
	DeviceHooks& operator=(const DeviceHooks&) = delete;

	Result<> attach_in(const bpf_program* program);
	Result<> attach_out(const bpf_program* program);
	/// XDP: before anything else sees what arrives.
	Result<> attach_early(const bpf_program* program, const std::string& otherwise = {});

private:
	struct Impl;
	std::unique_ptr<Impl> impl_;
};

} // namespace strobe::engine
