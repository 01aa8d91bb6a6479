// SPDX-License-Identifier: BSD-2-Clause
// Where finished text goes.
#include "out/writer.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "tape.h"

namespace strobe::out {
namespace {

using test::Paper;

struct Folder : testing::Test {
	std::string path;
	void SetUp() override {
		char name[] = "/tmp/strobe-writer-XXXXXX";
		path = mkdtemp(name);
	}
	void TearDown() override { std::filesystem::remove_all(path); }
	[[nodiscard]] std::string file() const { return path + "/out"; }
	[[nodiscard]] std::string content() const {
		std::ifstream f(file());
		std::stringstream s;
		s << f.rdbuf();
		return s.str();
	}
};

sigset_t no_signals() {
	sigset_t s;
	sigemptyset(&s);
	return s;
}

TEST_F(Folder, AFileHoldsWhatWasPut) {
	{
		auto w = Writer::to_file(file(), false);
		ASSERT_TRUE(w);
		EXPECT_EQ(w->name(), file());
		w->put("one\n");
		w->put("two\n");
		EXPECT_EQ(content(), "") << "small text waits";
		w->flush();
		EXPECT_EQ(content(), "one\ntwo\n");
		w->put("three\n");
	}
	EXPECT_EQ(content(), "one\ntwo\nthree\n") << "the destructor flushes";
}

TEST_F(Folder, AFileStartsEmptyUnlessItIsAppendedTo) {
	for (const bool append : {false, true, false}) {
		auto w = Writer::to_file(file(), append);
		ASSERT_TRUE(w);
		w->put("x");
		w->close();
		EXPECT_EQ(content(), append ? "xx" : "x");
	}
}

TEST_F(Folder, AFileThatCannotBeOpenedIsNamed) {
	const auto w = Writer::to_file(path + "/missing/out", false);
	ASSERT_FALSE(w);
	EXPECT_EQ(w.error().message, "Can't fopen '" + path + "/missing/out': No such file or directory");
}

TEST_F(Folder, MuchTextIsWrittenWithoutFlush) {
	auto w = Writer::to_file(file(), false);
	ASSERT_TRUE(w);
	w->put(std::string(64 * 1024, 'x'));
	EXPECT_EQ(content().size(), 64u * 1024);
}

TEST_F(Folder, CloseWaitsForTheCommand) {
	auto w = Writer::to_command("sleep 0.2; cat > '" + file() + "'", no_signals());
	ASSERT_TRUE(w);
	const pid_t pid = w->command();
	EXPECT_GT(pid, 0);
	w->put("through a pipe\n");
	w->close();
	EXPECT_EQ(content(), "through a pipe\n");
	EXPECT_EQ(w->command(), 0);
	EXPECT_EQ(waitpid(pid, nullptr, WNOHANG), -1) << "no child is left behind";
	EXPECT_EQ(errno, ECHILD);
	EXPECT_EQ(w->error(), 0);
}

TEST_F(Folder, TheCommandGetsTheSignalMask) {
	sigset_t mask = no_signals();
	sigaddset(&mask, SIGUSR1);
	auto w = Writer::to_command("exec grep SigBlk: /proc/self/status > '" + file() + "'", mask);
	ASSERT_TRUE(w);
	w->close();
	EXPECT_EQ(content(), "SigBlk:\t0000000000000200\n");
}

TEST(Writer, ReportsAFullDisk) {
	auto w = Writer::to_file("/dev/full", false);
	ASSERT_TRUE(w);
	w->put("x");
	EXPECT_EQ(w->error(), 0) << "nothing was written yet";
	w->flush();
	EXPECT_EQ(w->error(), ENOSPC);
	w->put("dropped");
	w->close();
	EXPECT_EQ(w->error(), ENOSPC) << "the first error stays";
}

TEST(Writer, ReportsAReaderThatHasGone) {
	const auto before = signal(SIGPIPE, SIG_IGN);
	int ends[2];
	ASSERT_EQ(pipe(ends), 0);
	const UniqueFd in(ends[1]);
	close(ends[0]);
	auto w = Writer::to_fd(in.get(), "standard error");
	w.put("x");
	w.flush();
	EXPECT_EQ(w.error(), EPIPE);
	signal(SIGPIPE, before);
}

TEST(Writer, WaitsForANonBlockingPipe) {
	int ends[2];
	ASSERT_EQ(pipe2(ends, O_NONBLOCK), 0);
	const UniqueFd out(ends[0]), in(ends[1]);
	const std::string text(1 << 20, 'x'); // more than a pipe holds
	std::string got;
	std::thread reader([&] {
		char b[65536];
		while (got.size() < text.size()) {
			const ssize_t n = read(out.get(), b, sizeof b);
			if (n > 0)
				got.append(b, static_cast<size_t>(n));
			else
				usleep(1000);
		}
	});
	auto w = Writer::to_fd(in.get(), "pipe");
	w.put(text);
	w.flush();
	reader.join();
	EXPECT_EQ(w.error(), 0);
	EXPECT_TRUE(got == text);
}

TEST(Writer, MovingTakesTheTextAlong) {
	Paper paper, other;
	auto a = Writer::to_fd(paper.fd(), "paper");
	a.put("one ");
	Writer b(std::move(a));
	b.put("two ");
	auto c = Writer::to_fd(other.fd(), "other");
	c.put("kept");
	c = std::move(b);
	c.put("three");
	c.close();
	EXPECT_EQ(paper.text(), "one two three");
	EXPECT_EQ(other.text(), "kept") << "what the target still held was written first";
}

TEST(Writer, WithoutADescriptorTextIsDropped) {
	auto w = Writer::to_fd(-1, "nowhere");
	w.put("x");
	w.flush();
	EXPECT_EQ(w.error(), 0);
}

TEST(Writer, AfterCloseTextIsDropped) {
	Paper paper;
	auto w = Writer::to_fd(paper.fd(), "paper");
	w.put("before");
	w.close();
	w.put("after");
	w.flush();
	EXPECT_EQ(paper.text(), "before");
	EXPECT_EQ(w.error(), 0);
}

} // namespace
} // namespace strobe::out
