// SPDX-License-Identifier: BSD-2-Clause
#include "engine/launch.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace strobe::engine {
namespace {

struct Launched : testing::Test {
	std::string folder;
	void SetUp() override {
		char name[] = "/tmp/strobe-launch-XXXXXX";
		folder = mkdtemp(name);
	}
	void TearDown() override { std::filesystem::remove_all(folder); }
	[[nodiscard]] bool ran() const { return std::filesystem::exists(folder + "/ran"); }
	[[nodiscard]] Result<Child> start() const {
		return Child::start(
			{.tracer = "strobe", .path = "/usr/bin/touch", .argv = {"touch", folder + "/ran"}, .env = {}});
	}
};

int status_of(int pid) {
	int status = 0;
	waitpid(pid, &status, 0);
	return status;
}

TEST_F(Launched, RunsWhenItIsReleased) {
	auto child = start();
	ASSERT_TRUE(child);
	EXPECT_EQ(waitpid(child->pid(), nullptr, WNOHANG), 0) << "it waits";
	child->release();
	EXPECT_EQ(status_of(child->pid()), 0);
	EXPECT_TRUE(ran());
}

TEST_F(Launched, DoesNotRunWhenItsTracerHasEnded) {
	int pid = 0;
	{
		auto child = start();
		ASSERT_TRUE(child);
		pid = child->pid();
	} // as the kernel closes the descriptors of a process that was killed
	EXPECT_EQ(status_of(pid), 1 << 8);
	EXPECT_FALSE(ran());
}

TEST_F(Launched, DoesNotRunWhenItIsAbandoned) {
	auto child = start();
	ASSERT_TRUE(child);
	child->abandon();
	EXPECT_FALSE(ran());
}

} // namespace
} // namespace strobe::engine
