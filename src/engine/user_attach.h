// SPDX-License-Identifier: BSD-2-Clause
// Puts a user's programs where their SEC() names say.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/device_hooks.h"
#include "engine/hook.h"
#include "engine/libbpf_log.h"
#include "engine/user_object.h"

namespace strobe::engine {

/// What became of one program.
struct Attached {
	std::string program;
	std::string where;  ///< "attached to tracepoint/sched/sched_process_exec"
	std::string text{}; ///< of an iterator: what it has printed
};

class UserHooks {
public:
	/// `cgroup`, `device`: for programs that belong to such; empty: none is given.
	UserHooks(UserObject& object, LibbpfLog& log, std::string cgroup, std::string device)
		: object_(object), log_(log), cgroup_(std::move(cgroup)), device_(std::move(device)) {}

	/// Of a loaded object. Iterators are run, once.
	Result<> attach(const UserProgram& program);
	[[nodiscard]] const std::vector<Attached>& attached() const { return attached_; }
	/// Something is there that can run again.
	[[nodiscard]] bool any() const { return !links_.links.empty() || devices_; }
	void detach();

private:
	Result<> attach_by_section(const UserProgram& program);
	Result<> attach_to_cgroup(const UserProgram& program);
	Result<> attach_to_device(const UserProgram& program);
	Result<> attach_to_netns(const UserProgram& program);
	Result<> run_iterator(const UserProgram& program);

	[[nodiscard]] Error refusal(const UserProgram& program) const;

	UserObject& object_;
	LibbpfLog& log_;
	std::string cgroup_, device_;
	Links links_;
	std::unique_ptr<DeviceHooks> devices_;
	std::vector<Attached> attached_;
};

/// It is attached to a cgroup.
[[nodiscard]] bool is_for_cgroup(const UserProgram& program);

/// What a program is that cannot be attached at all, and what can be done; nothing: it can.
[[nodiscard]] std::optional<Error> not_attachable(const UserProgram& program);

} // namespace strobe::engine
