// SPDX-License-Identifier: BSD-2-Clause
#include "engine/user_run.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <utility>

#include "abi/task.h"
#include "engine/cgroup.h"
#include "engine/hook.h"
#include "engine/libbpf_log.h"
#include "engine/misses.h"
#include "engine/user_load.h"
#include "run.skel.h"

namespace strobe::engine {

namespace {

constexpr uint32_t kLifeRing = 4u << 20; ///< records of forks, execs and exits of what is in scope
constexpr const char* kTasksMap = "strobe_tasks";
constexpr const char* kEventsMap = "strobe_events";

/// All but SEC("?...").
bool is_wanted(const UserProgram& program) {
	return bpf_program__autoload(program.program);
}

} // namespace

struct UserRun::Impl {
	Impl(const UserRunOptions& o, UserObject& user)
		: options(o), object(user), hooks(user, log, o.cgroup, o.device), rings(o.max_memory) {}
	Impl(const Impl&) = delete;
	Impl& operator=(const Impl&) = delete;
	~Impl() {
		hooks.detach();
		run_bpf__destroy(scope);
	}

	Result<> load_scope(bool realtime_kernel);
	Result<> set_scope();
	Result<> load_user();
	Result<> attach_life(bpf_program* program, bpf_link*& link) const;
	Result<> attach_user();
	Result<> open_rings();
	[[nodiscard]] int pin_programs() const;
	[[nodiscard]] Result<> pin() const;

	UserRunOptions options;
	UserObject& object;
	LibbpfLog log;
	run_bpf* scope = nullptr;
	UserHooks hooks;
	UserRings rings;
};

Result<> UserRun::Impl::load_scope(bool realtime_kernel) {
	scope = run_bpf__open();
	if (!scope) return errno_error("cannot open the eBPF object", errno, log.hint());
	scope->rodata->follow_fork = options.follow || options.system_wide;
	scope->rodata->system_wide = options.system_wide;
	scope->rodata->ring_size = kLifeRing;
	scope->rodata->realtime_kernel = realtime_kernel;
	scope->rodata->by_comm = !options.comm.empty();
	options.comm.copy(const_cast<char*>(scope->rodata->comm_glob), sizeof scope->rodata->comm_glob - 1);
	bpf_map__set_max_entries(scope->maps.ring, kLifeRing);
	bpf_program__set_autoload(scope->progs.on_rename, !options.comm.empty());
	if (const int err = run_bpf__load(scope); err)
		return errno_error("the kernel refuses the eBPF programs", -err, log.hint());
	return Ok{};
}

/// What strobe_traced() looks at.
Result<> UserRun::Impl::set_scope() {
	uint64_t cgroup = 0;
	if (!options.cgroup.empty()) {
		auto id = id_of_cgroup(options.cgroup);
		if (!id) return id.error();
		cgroup = *id;
	}
	object.set("strobe_scope_mask", STROBE_SCOPE_MASK);
	object.set("strobe_scope_want", STROBE_SCOPE_WANT);
	object.set("strobe_scope_limited", !options.system_wide || !options.comm.empty());
	object.set("strobe_scope_by_uid", options.uid.has_value());
	object.set("strobe_scope_uid", options.uid.value_or(0));
	object.set("strobe_scope_cgroup", cgroup);
	if (const UserMap* tasks = object.map(kTasksMap))
		if (const int err = bpf_map__reuse_fd(tasks->map, bpf_map__fd(scope->maps.spares)); err)
			return errno_error(std::string("cannot share the map ") + kTasksMap, -err, log.hint());
	return Ok{};
}

Result<> UserRun::Impl::load_user() {
	if (const UserMap* events = object.map(kEventsMap)) {
		if (options.emits)
			bpf_map__set_max_entries(events->map, static_cast<uint32_t>(options.ring_size));
		else
			bpf_map__set_autocreate(events->map, false);
	}
	return load(object, log);
}

Result<> UserRun::Impl::open_rings() {
	for (uint32_t i = 0; i < object.maps().size(); i++) {
		const UserMap& map = object.maps()[i];
		const int fd = bpf_map__fd(map.map);
		if (fd < 0 || (map.name == kEventsMap && !options.emits)) continue;
		auto ok = map.is_ring() ? rings.add_ring(fd, i) : map.is_perf() ? rings.add_perf(fd, i) : Ok{};
		if (!ok) return Error{map.name + ": " + ok.error().message, ok.error().hint};
	}
	return Ok{};
}

Result<> UserRun::Impl::attach_life(bpf_program* program, bpf_link*& link) const {
	link = bpf_program__attach(program);
	if (!link) return errno_error("cannot attach to the kernel's tracepoints", errno, log.hint());
	return Ok{};
}

Result<> UserRun::Impl::attach_user() {
	for (const UserProgram& program : object.programs()) {
		if (!is_wanted(program)) continue;
		if (auto ok = hooks.attach(program); !ok) {
			Error error = ok.error();
			if (error.hint.empty()) error.hint = log.hint();
			return error;
		}
	}
	return Ok{};
}

/// bpf_object__pin() fails at programs that are not loaded.
int UserRun::Impl::pin_programs() const {
	const auto& programs = object.programs();
	const auto path = [&](const UserProgram& p) { return options.pin + "/" + bpf_program__name(p.program); };
	for (size_t i = 0; i < programs.size(); i++) {
		if (!is_wanted(programs[i])) continue;
		const int err = bpf_program__pin(programs[i].program, path(programs[i]).c_str());
		if (!err) continue;
		for (const UserProgram& done : programs.first(i))
			if (is_wanted(done)) bpf_program__unpin(done.program, path(done).c_str());
		return err;
	}
	return 0;
}

Result<> UserRun::Impl::pin() const {
	if (options.pin.empty()) return Ok{};
	int err = bpf_object__pin_maps(object.object(), options.pin.c_str());
	if (!err) {
		err = pin_programs();
		if (err) bpf_object__unpin_maps(object.object(), options.pin.c_str());
	}
	if (err)
		return errno_error("cannot pin programs and maps in " + options.pin, -err,
						   err == -EINVAL   ? "it must be in a BPF file system, such as /sys/fs/bpf"
						   : err == -EEXIST ? "remove what is there, or name another directory"
											: "");
	return Ok{};
}

UserRun::UserRun(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
UserRun::~UserRun() {
	stop_reading();
}

Result<std::unique_ptr<UserRun>> UserRun::start(const UserRunOptions& options, UserObject& object) {
	for (const UserProgram& program : object.programs())
		if (auto error = is_wanted(program) ? not_attachable(program) : std::nullopt) return *error;
	if (auto ok = check_grounds(); !ok) return ok.error();
	std::unique_ptr<UserRun> run(new UserRun(std::make_unique<Impl>(options, object)));
	Impl& impl = *run->impl_;
	if (auto ok = impl.load_scope(realtime_kernel()); !ok) return ok.error();
	if (auto ok = impl.set_scope(); !ok) return ok.error();
	if (auto ok = impl.load_user(); !ok) return ok.error();
	if (auto ok = impl.open_rings(); !ok) return ok.error();
	run_bpf& bpf = *impl.scope;
	const Parts parts{bpf.maps.targets, bpf.maps.counters,       bpf.maps.ring,      bpf.progs.each_task,
					  bpf.progs.whoami, &bpf.bss->reader_asleep, &bpf.bss->detaching};
	if (auto ok = run->prepare(parts, options.max_memory); !ok) return ok.error();
	if (auto ok = impl.attach_life(bpf.progs.on_fork, bpf.links.on_fork); !ok) return ok.error();
	if (auto ok = impl.attach_life(bpf.progs.on_exec, bpf.links.on_exec); !ok) return ok.error();
	if (!options.comm.empty())
		if (auto ok = impl.attach_life(bpf.progs.on_rename, bpf.links.on_rename); !ok) return ok.error();
	if (auto ok = impl.attach_life(bpf.progs.on_exit, bpf.links.on_exit); !ok) return ok.error();
	run->start_reading();
	impl.rings.start();
	return run;
}

/// As with probes: tasks are in scope before the programs see their exec, and until they have seen their exit. Hooks of
/// one tracepoint run in the order in which they were attached.
Result<> UserRun::begin() {
	run_bpf& bpf = *impl_->scope;
	if (auto ok = impl_->attach_user(); !ok) return ok;
	bpf_link__destroy(std::exchange(bpf.links.on_exit, nullptr));
	if (auto ok = impl_->attach_life(bpf.progs.on_exit, bpf.links.on_exit); !ok) return ok;
	if (auto ok = impl_->pin(); !ok) return ok; // when nothing can fail any more: pins stay
	if (impl_->options.attached) impl_->options.attached();
	return Ok{};
}

UserRings& UserRun::rings() {
	return impl_->rings;
}

const std::vector<Attached>& UserRun::attached() const {
	return impl_->hooks.attached();
}

bool UserRun::goes_on() const {
	return impl_->hooks.any();
}

void UserRun::detach() {
	impl_->hooks.detach();
}

uint64_t UserRun::lost_events() const {
	const UserVariable* lost = impl_->object.variable("strobe_lost");
	if (!lost) return 0;
	const std::vector<uint8_t> bytes = impl_->object.current(*lost);
	uint64_t n = 0;
	if (bytes.size() == sizeof n) std::memcpy(&n, bytes.data(), sizeof n);
	return n;
}

std::vector<std::pair<std::string, uint64_t>> UserRun::missed_runs() const {
	std::vector<std::pair<std::string, uint64_t>> missed;
	bpf_program* program = nullptr;
	bpf_object__for_each_program(program,
								 impl_->object.object()) if (const uint64_t n = misses_of(bpf_program__fd(program)))
		missed.emplace_back(bpf_program__name(program), n);
	return missed;
}

} // namespace strobe::engine
