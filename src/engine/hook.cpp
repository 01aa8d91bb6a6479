// SPDX-License-Identifier: BSD-2-Clause
#include "engine/hook.h"

#include <algorithm>
#include <bpf/libbpf.h>
#include <cerrno>

#include "engine/timer.h"
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
	case HookType::kFunction:
	case HookType::kUprobe: return {bpf.progs.on_function, nullptr};
	case HookType::kFunctionReturn:
	case HookType::kUprobeReturn: return {bpf.progs.on_function, hook.timed ? bpf.progs.on_function_entry : nullptr};
	case HookType::kInterval: return {bpf.progs.on_interval, nullptr};
	case HookType::kProfile: return {bpf.progs.on_profile, nullptr};
	}
	return {};
}

bpf_link* attach_tracepoint(const bpf_program* program, const Hook& hook, uint64_t cookie) {
	LIBBPF_OPTS(bpf_tracepoint_opts, opts, .bpf_cookie = cookie);
	return bpf_program__attach_tracepoint_opts(program, hook.category.c_str(), hook.name.c_str(), &opts);
}

bpf_link* attach_function(const bpf_program* program, const Hook& hook, uint64_t cookie, bool at_return) {
	LIBBPF_OPTS(bpf_kprobe_opts, opts, .bpf_cookie = cookie, .offset = hook.offset, .retprobe = at_return);
	return bpf_program__attach_kprobe_opts(program, hook.name.c_str(), &opts);
}

bpf_link* attach_uprobe(const bpf_program* program, const Hook& hook, uint64_t cookie, bool at_return) {
	LIBBPF_OPTS(bpf_uprobe_opts, opts, .bpf_cookie = cookie, .retprobe = at_return);
	return bpf_program__attach_uprobe_opts(program, -1, hook.path.c_str(), hook.offset, &opts);
}

bpf_link* attach_program(const bpf_program* program, const Hook& hook, uint64_t cookie, bool at_return) {
	switch (hook.type) {
	case HookType::kTracepoint: return attach_tracepoint(program, hook, cookie);
	case HookType::kFunction:
	case HookType::kFunctionReturn: return attach_function(program, hook, cookie, at_return);
	case HookType::kUprobe:
	case HookType::kUprobeReturn: return attach_uprobe(program, hook, cookie, at_return);
	default: break; // more than one link
	}
	return nullptr;
}

} // namespace

void LinkDeleter::operator()(bpf_link* link) const {
	bpf_link__destroy(link);
}

void choose_programs(probe_bpf& bpf, const std::vector<Hook>& hooks) {
	for (bpf_program* program : {bpf.progs.on_tracepoint, bpf.progs.on_function, bpf.progs.on_function_entry,
								 bpf.progs.on_interval, bpf.progs.on_profile})
		bpf_program__set_autoload(program, std::ranges::any_of(hooks, [&](const Hook& hook) {
									  const Programs p = programs_of(bpf, hook);
									  return program == p.hit || program == p.entry;
								  }));
}

Result<> attach(probe_bpf& bpf, const Hook& hook, uint32_t number, Links& links) {
	const Programs programs = programs_of(bpf, hook);
	if (hook.type == HookType::kInterval || hook.type == HookType::kProfile)
		return attach_timer(programs.hit, hook, number, links);
	const bool at_return = hook.type == HookType::kFunctionReturn || hook.type == HookType::kUprobeReturn;
	if (programs.entry) {
		// of two programs at one return the entry must not miss: it comes first
		Link link(attach_program(programs.entry, hook, number, false));
		if (!link) return errno_error("cannot attach to the entry of " + hook.title, errno);
		links.push_back(std::move(link));
	}
	Link link(attach_program(programs.hit, hook, number, at_return));
	if (!link) return errno_error("cannot attach to " + hook.title, errno);
	links.push_back(std::move(link));
	return Ok{};
}

} // namespace strobe::engine
