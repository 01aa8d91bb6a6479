// SPDX-License-Identifier: BSD-2-Clause
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <string>
#include <unistd.h>
#include <vector>

#include "cli/frontend.h"
#include "front/frontends.h"

namespace {

/// Closed standard descriptors stay closed for the command, but no file of strobe's own may get their numbers.
void occupy_standard_descriptors() {
	for (int fd = open("/dev/null", O_RDWR | O_CLOEXEC); fd >= 0; fd = open("/dev/null", O_RDWR | O_CLOEXEC)) {
		if (fd <= STDERR_FILENO) continue;
		close(fd);
		return;
	}
}

bool take_over_sigchld() {
	struct sigaction old{};
	sigaction(SIGCHLD, nullptr, &old);
	signal(SIGCHLD, SIG_DFL); // ignored, it would leave no status to wait for
	return old.sa_handler == SIG_IGN;
}

} // namespace

int main(int argc, char** argv) {
	using namespace strobe;
	occupy_standard_descriptors();
	std::vector<cli::Frontend> words;
	for (const front::Frontend& f : front::frontends()) words.push_back(f.word);

	front::Setting setting{.program = cli::program_of(argc, argv, words)};
	sigprocmask(SIG_SETMASK, nullptr, &setting.signal_mask);
	setting.ignore_sigchld = take_over_sigchld();

	const cli::Frontend* word = cli::frontend_of(setting.program, argc, argv);
	if (!word) return front::trace(setting, argc, argv);
	std::fputs(cli::hidden_program_hint(setting.program, *word).c_str(), stderr);
	for (const front::Frontend& f : front::frontends())
		if (f.word.name == word->name) return f.run(setting, argc - 1, argv + 1);
	return 1;
}
