// SPDX-License-Identifier: BSD-2-Clause
#include "base/files.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace strobe {
namespace {

TEST(SmallFiles, AFileOfProcIsReadToItsEnd) {
	const std::string status = read_file("/proc/self/status");
	EXPECT_NE(status.find("nonvoluntary_ctxt_switches"), std::string::npos) << "the last line";
}

TEST(SmallFiles, WhatIsGoneReadsAsEmpty) {
	EXPECT_EQ(read_file("/proc/self/task/1073741824/stat"), "");
	EXPECT_TRUE(names_in("/proc/1073741824/fd").empty());
	EXPECT_EQ(read_file("/proc/self"), "") << "a folder opens, but cannot be read";
}

TEST(SmallFiles, AFolderIsListedWithoutItselfAndItsParent) {
	const auto names = names_in("/proc/self/ns");
	EXPECT_NE(std::find(names.begin(), names.end(), "pid"), names.end());
	EXPECT_EQ(std::find(names.begin(), names.end(), ".."), names.end());
}

} // namespace
} // namespace strobe
