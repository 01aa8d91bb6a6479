// SPDX-License-Identifier: BSD-2-Clause
#include "engine/libbpf_log.h"

#include <array>
#include <bpf/libbpf.h>
#include <cstdarg>
#include <cstdio>
#include <string_view>

namespace strobe::engine {

namespace {

// libbpf has one print function for the whole process and no user pointer.
std::string& kept() {
	static std::string t;
	return t;
}

constexpr size_t kKept = 64 * 1024;

__attribute__((format(printf, 2, 0))) int keep(libbpf_print_level level, const char* format, va_list args) {
	if (level == LIBBPF_DEBUG) return 0;
	std::array<char, 1024> line{};
	const int n = std::vsnprintf(line.data(), line.size(), format, args);
	if (kept().size() < kKept) kept().append(line.data());
	return n;
}

struct Pattern {
	std::string_view in_log, hint;
};

constexpr Pattern kPatterns[] = {
	{"unknown func", "this kernel lacks a helper that strobe needs; 6.1 is the oldest that works"},
	{"btf_vmlinux is malformed", "this kernel's type information is damaged"},
	{"failed to find kernel BTF type ID",
	 "this kernel lacks a tracepoint that strobe needs; 6.1 is the oldest that works"},
	{"lockdown", "the kernel is locked down: boot without lockdown=confidentiality"},
	{"Cannot allocate memory", "there is not enough memory: choose a smaller --ring-size"},
	{"Operation not permitted", "run strobe as root, or with CAP_BPF and CAP_PERFMON"},
};

} // namespace

LibbpfLog::LibbpfLog() {
	kept().clear();
	libbpf_set_print(keep);
}

LibbpfLog::~LibbpfLog() {
	libbpf_set_print(nullptr);
}

const std::string& LibbpfLog::text() const {
	return kept();
}

void LibbpfLog::clear() {
	kept().clear();
}

std::string LibbpfLog::hint() const {
	for (const Pattern& p : kPatterns)
		if (kept().find(p.in_log) != std::string::npos) return std::string(p.hint);
	return kept().empty() ? "" : "libbpf says: " + kept().substr(0, kept().find('\n'));
}

} // namespace strobe::engine
