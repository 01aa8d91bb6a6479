// SPDX-License-Identifier: BSD-2-Clause
#include "cli/frontend.h"

#include <sys/stat.h>
#include <unistd.h>

#include <climits>
#include <cstdlib>

#include "cli/numbers.h"

namespace strobe::cli {

namespace {

std::string own_path() {
	char path[PATH_MAX];
	const ssize_t length = readlink("/proc/self/exe", path, sizeof path);
	return length > 0 ? std::string(path, static_cast<size_t>(length)) : "strobe";
}

bool executable(const std::string& path) {
	struct stat status{};
	return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && access(path.c_str(), X_OK) == 0;
}

} // namespace

Program program_of(int argc, char* const* argv, std::span<const Frontend> frontends) {
	Program program;
	program.name = argc > 0 && argv[0] && *argv[0] ? argv[0] : own_path();
	const std::string base = program.name.substr(program.name.rfind('/') + 1);
	const bool as_strace = base == "strace";
	if (!as_strace) program.frontends = frontends;
	program.hints = !as_strace && isatty(STDERR_FILENO);
	return program;
}

const Frontend* frontend_of(const Program& program, int argc, char* const* argv) {
	if (argc < 2) return nullptr;
	for (const Frontend& frontend : program.frontends)
		if (frontend.name == argv[1]) return &frontend;
	return nullptr;
}

std::string hidden_program_hint(const Program& program, const Frontend& frontend) {
	const char* path = std::getenv("PATH");
	for (const std::string& folder : split(path ? path : "", ":")) {
		const std::string candidate = folder + "/" + std::string(frontend.name);
		if (executable(candidate))
			return "hint: to trace " + candidate + " instead: " + program.name + " -- " + std::string(frontend.name) +
				   "\n";
	}
	return {};
}

} // namespace strobe::cli
