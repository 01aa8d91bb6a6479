// SPDX-License-Identifier: BSD-2-Clause
#include "engine/hook.h"

#include <algorithm>
#include <bpf/libbpf.h>
#include <cerrno>

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
	case HookType::kFunction: return {bpf.progs.on_function, nullptr};
	case HookType::kFunctionReturn: return {bpf.progs.on_function, hook.timed ? bpf.progs.on_function_entry : nullptr};
	case HookType::kUprobe: return {bpf.progs.on_user_function, nullptr};
	case HookType::kUprobeReturn: return {bpf.progs.on_user_return, bpf.progs.on_user_entry};
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
	LIBBPF_OPTS(bpf_uprobe_opts, opts, .ref_ctr_offset = hook.reference, .bpf_cookie = cookie, .retprobe = at_return);
	return bpf_program__attach_uprobe_opts(program, -1, hook.path.c_str(), hook.offset, &opts);
}

bpf_link* attach_program(const bpf_program* program, const Hook& hook, uint64_t cookie, bool at_return) {
	switch (hook.type) {
	case HookType::kTracepoint: return attach_tracepoint(program, hook, cookie);
	case HookType::kFunction:
	case HookType::kFunctionReturn: return attach_function(program, hook, cookie, at_return);
	case HookType::kUprobe:
	case HookType::kUprobeReturn: return attach_uprobe(program, hook, cookie, at_return);
	}
	return nullptr;
}

// of the kernel, for an instruction that it cannot run elsewhere
constexpr int kNotSupported = 524;

Error cannot_attach(const std::string& what, const Hook& hook, int number) {
	const bool user = hook.type == HookType::kUprobe || hook.type == HookType::kUprobeReturn;
	const std::string text = "cannot attach to " + what + hook.title;
	if (!user) return errno_error(text, number);
	if (number == EACCES || number == EPERM)
		return errno_error(text, number, "probes of programs need CAP_SYS_ADMIN; run strobe as root");
	if (number == kNotSupported || number == ENOTSUP)
		return {text + ": the kernel cannot probe the instruction there",
				"probe the function next to it, or another offset"};
	if (number == EINVAL || number == EIO || number == EEXIST)
		return errno_error(text, number, "the address must be that of an instruction of " + hook.path);
	return errno_error(text, number);
}

} // namespace

void LinkDeleter::operator()(bpf_link* link) const {
	bpf_link__destroy(link);
}

void choose_programs(probe_bpf& bpf, const std::vector<Hook>& hooks) {
	const auto& p = bpf.progs;
	for (bpf_program* program :
		 {p.on_tracepoint, p.on_function, p.on_function_entry, p.on_user_function, p.on_user_return, p.on_user_entry})
		bpf_program__set_autoload(program, std::ranges::any_of(hooks, [&](const Hook& hook) {
									  const Programs needed = programs_of(bpf, hook);
									  return program == needed.hit || program == needed.entry;
								  }));
}

Result<> attach(probe_bpf& bpf, const Hook& hook, uint32_t number, Links& links) {
	const Programs programs = programs_of(bpf, hook);
	const bool at_return = hook.type == HookType::kFunctionReturn || hook.type == HookType::kUprobeReturn;
	if (programs.entry) {
		// of two programs at one return the entry must not miss: it comes first
		Link link(attach_program(programs.entry, hook, number, false));
		if (!link) return cannot_attach("the entry of ", hook, errno);
		links.push_back(std::move(link));
	}
	Link link(attach_program(programs.hit, hook, number, at_return));
	if (!link) return cannot_attach("", hook, errno);
	links.push_back(std::move(link));
	return Ok{};
}

} // namespace strobe::engine
