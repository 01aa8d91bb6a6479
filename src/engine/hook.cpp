// SPDX-License-Identifier: BSD-2-Clause
#include "engine/hook.h"

#include <algorithm>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <cstring>

#include "engine/copies.h"
#include "engine/timer.h"
#include "engine/tracepoint.h"
#include "probe.skel.h"

namespace strobe::engine {

namespace {

/// The program of a hook, and the one for the entry of a function whose return it is.
struct Programs {
	bpf_program* hit = nullptr;
	bpf_program* entry = nullptr;
};

Programs programs_of(const probe_bpf& bpf, const Hook& hook) {
	switch (hook.type) {
	case HookType::kTracepoint: return {bpf.progs.on_tracepoint, nullptr};
	case HookType::kFunction: return {bpf.progs.on_kernel_call, nullptr};
	case HookType::kFunctionReturn:
		return {bpf.progs.on_kernel_return, hook.timed ? bpf.progs.on_kernel_entry : nullptr};
	case HookType::kRawTracepoint: return {bpf.progs.on_raw_tracepoint, nullptr};
	case HookType::kFentry: return {bpf.progs.on_fentry, nullptr};
	case HookType::kFexit: return {bpf.progs.on_fexit, hook.timed ? bpf.progs.on_fexit_entry : nullptr};
	case HookType::kUprobe:
		return {hook.may_sleep ? bpf.progs.on_user_function_sleeps : bpf.progs.on_user_function, nullptr};
	case HookType::kUprobeReturn:
		return {hook.may_sleep ? bpf.progs.on_user_return_sleeps : bpf.progs.on_user_return, bpf.progs.on_user_entry};
	case HookType::kInterval: return {bpf.progs.on_interval, nullptr};
	case HookType::kProfile: return {bpf.progs.on_profile, nullptr};
	}
	return {};
}

bpf_link* attach_function(const bpf_program* program, const Hook& hook, uint64_t cookie, bool at_return) {
	LIBBPF_OPTS(bpf_kprobe_opts, opts, .bpf_cookie = cookie, .offset = hook.offset, .retprobe = at_return);
	return bpf_program__attach_kprobe_opts(program, hook.name.c_str(), &opts);
}

bpf_link* attach_uprobe(const bpf_program* program, const Hook& hook, uint64_t cookie, bool at_return) {
	LIBBPF_OPTS(bpf_uprobe_opts, opts, .ref_ctr_offset = hook.reference, .bpf_cookie = cookie, .retprobe = at_return);
	return bpf_program__attach_uprobe_opts(program, -1, hook.path.c_str(), hook.offset, &opts);
}

bpf_link* attach_program(const bpf_program* program, const Hook& hook, uint64_t cookie, bool at_return) {
	switch (hook.type) {
	case HookType::kTracepoint: return attach_tracepoint(program, hook.category, hook.name, cookie);
	case HookType::kFunction:
	case HookType::kFunctionReturn: return attach_function(program, hook, cookie, at_return);
	case HookType::kUprobe:
	case HookType::kUprobeReturn: return attach_uprobe(program, hook, cookie, at_return);
	default: return nullptr; // more than one link
	}
}

} // namespace

void LinkDeleter::operator()(bpf_link* link) const {
	bpf_link__destroy(link);
}

std::vector<bpf_program*> programs_of_hooks(const probe_bpf& bpf) {
	const auto& p = bpf.progs;
	return {p.on_tracepoint,         p.on_kernel_call, p.on_kernel_return, p.on_kernel_entry,
			p.on_raw_tracepoint,     p.on_fentry,      p.on_fexit,         p.on_fexit_entry,
			p.on_user_function,      p.on_user_return, p.on_user_entry,    p.on_user_function_sleeps,
			p.on_user_return_sleeps, p.on_interval,    p.on_profile};
}

void choose_programs(probe_bpf& bpf, const std::vector<Hook>& hooks) {
	for (bpf_program* program : programs_of_hooks(bpf))
		bpf_program__set_autoload(program, std::ranges::any_of(hooks, [&](const Hook& hook) {
									  const Programs needed = programs_of(bpf, hook);
									  return program == needed.hit || program == needed.entry;
								  }));
}

uint32_t any_target(const std::vector<Hook>& hooks) {
	const auto found = std::ranges::find_if(hooks, [](const Hook& hook) { return hook.type_id != 0; });
	return found == hooks.end() ? 0 : found->type_id;
}

namespace {

bool is_copied(HookType type) {
	return type == HookType::kRawTracepoint || type == HookType::kFentry || type == HookType::kFexit;
}

/// Of a copy: it is its own program, and attaching it gives another descriptor.
Result<> attach_copy(const Copies& copies, const bpf_program* original, const Hook& hook, uint32_t number,
					 Links& links) {
	auto program = copies.load(original, number, hook.type_id);
	if (!program) return program.error();
	const int fd = hook.type == HookType::kRawTracepoint
					   ? bpf_raw_tracepoint_open(hook.name.c_str(), program->get())
					   : bpf_link_create(program->get(), 0, bpf_program__expected_attach_type(original), nullptr);
	if (fd < 0)
		return errno_error(
			"the kernel refuses the hook", -fd,
			hook.type == HookType::kRawTracepoint ? "" : "not every function can be traced; kprobe: may serve");
	links.copies.push_back(std::move(*program));
	links.copy_links.emplace_back(fd);
	return Ok{};
}

// of the kernel, for an instruction that it cannot run elsewhere
constexpr int kNotSupported = 524;

/// What the kernel means by an errno that says little of it.
Error refusal(const Hook& hook, int number) {
	const bool program = hook.type == HookType::kUprobe || hook.type == HookType::kUprobeReturn;
	if (program && (number == EACCES || number == EPERM))
		return {std::strerror(number), "probes of programs need CAP_SYS_ADMIN; run strobe as root"};
	if (program && (number == kNotSupported || number == ENOTSUP))
		return {"the kernel cannot probe the instruction there", "probe the function next to it, or another offset"};
	if (program && (number == EINVAL || number == EIO || number == EEXIST))
		return {std::strerror(number), "the address must be that of an instruction of " + hook.path};
	const bool function = hook.type == HookType::kFunction || hook.type == HookType::kFunctionReturn;
	if (function && number == EILSEQ)
		return {"the offset is inside of an instruction", "objdump -d shows where instructions of the kernel begin"};
	if (function && (number == EINVAL || number == EADDRNOTAVAIL))
		return {std::strerror(number),
				"some functions cannot be probed: those of probing itself, those of one name, places "
				"behind the end"};
	return {std::strerror(number)};
}

Result<> attach_one(const Copies& copies, const bpf_program* program, const Hook& hook, uint32_t number, bool at_return,
					Links& links) {
	if (is_copied(hook.type)) return attach_copy(copies, program, hook, number, links);
	Link link(attach_program(program, hook, number, at_return));
	if (!link) return refusal(hook, errno);
	links.push_back(std::move(link));
	return Ok{};
}

} // namespace

Result<> attach(probe_bpf& bpf, const Copies& copies, const Hook& hook, uint32_t number, Links& links) {
	const Programs programs = programs_of(bpf, hook);
	if (hook.type == HookType::kInterval || hook.type == HookType::kProfile)
		return attach_timer(programs.hit, hook, number, links);
	const bool at_return = hook.type == HookType::kFunctionReturn || hook.type == HookType::kUprobeReturn;
	// of two programs at one return the entry must not miss: it comes first
	if (programs.entry)
		if (auto ok = attach_one(copies, programs.entry, hook, number, false, links); !ok)
			return Error{"cannot attach to the entry of " + hook.title + ": " + ok.error().message, ok.error().hint};
	if (auto ok = attach_one(copies, programs.hit, hook, number, at_return, links); !ok)
		return Error{"cannot attach to " + hook.title + ": " + ok.error().message, ok.error().hint};
	return Ok{};
}

} // namespace strobe::engine
