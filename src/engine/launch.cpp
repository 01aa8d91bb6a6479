// SPDX-License-Identifier: BSD-2-Clause
#include "engine/launch.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace strobe::engine {

namespace {

std::vector<char*> pointers(const std::vector<std::string>& strings) {
	std::vector<char*> out;
	out.reserve(strings.size() + 1);
	for (const std::string& s : strings) out.push_back(const_cast<char*>(s.c_str()));
	out.push_back(nullptr);
	return out;
}

/// High, so that descriptors which the command expects closed or in order are left alone.
UniqueFd high(UniqueFd fd) {
	rlimit limit{};
	getrlimit(RLIMIT_NOFILE, &limit);
	const int from = limit.rlim_cur > 256 ? 200 : 3;
	UniqueFd moved(fcntl(fd.get(), F_DUPFD_CLOEXEC, from));
	return moved ? std::move(moved) : std::move(fd);
}

[[noreturn]] void die(const Launch& launch, const char* what, int number) {
	std::fprintf(stderr, "%s: %s: %s\n", launch.tracer.c_str(), what, std::strerror(number));
	std::fflush(stderr);
	_exit(1);
}

void become(const Launch& launch) {
	if (!launch.run_as) return;
	const auto& id = *launch.run_as;
	if (initgroups(id.user.c_str(), id.gid) != 0) die(launch, "initgroups", errno);
	if (setregid(id.gid, id.gid) != 0) die(launch, "setregid", errno);
	if (setreuid(id.uid, id.uid) != 0) die(launch, "setreuid", errno);
}

/// The kernel side cannot fault pages in, and a fork may leave some of them absent: what exec will read must be there.
void touch(char* const* strings) {
	for (; *strings; strings++) {
		volatile const char* s = *strings;
		while (*s) s = s + 1;
	}
}

[[noreturn]] void run_child(const Launch& launch, int gate, char* const* argv, char* const* env) {
	become(launch);
	char byte = 0;
	ssize_t n = -1;
	do n = read(gate, &byte, 1);
	while (n < 0 && errno == EINTR);
	if (n != 1) _exit(1); // abandoned, or strobe has ended
	if (launch.ignore_sigchld) signal(SIGCHLD, SIG_IGN);
	sigprocmask(SIG_SETMASK, &launch.signal_mask, nullptr);
	touch(argv);
	touch(env);
	execve(launch.path.c_str(), argv, env);
	die(launch, "exec", errno);
}

} // namespace

Result<Child> Child::start(const Launch& launch) {
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0) return errno_error("cannot make a pipe", errno);
	UniqueFd out = high(UniqueFd(ends[0])), in = high(UniqueFd(ends[1]));
	const auto argv = pointers(launch.argv), env = pointers(launch.env);
	const pid_t pid = fork();
	if (pid < 0) return errno_error("cannot fork", errno);
	if (pid == 0) {
		in.reset();
		run_child(launch, out.get(), argv.data(), env.data());
	}
	return Child(pid, std::move(in));
}

void Child::release() {
	const char byte = 1;
	[[maybe_unused]] const ssize_t n = write(gate_.get(), &byte, 1);
	gate_.reset();
}

void Child::abandon() {
	gate_.reset();
	while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
	}
}

} // namespace strobe::engine
