// SPDX-License-Identifier: BSD-2-Clause
// The files of this folder: NAME.opt, NAME.rec, NAME.txt.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace strobe::golden {

inline std::string read_file(const std::filesystem::path& path) {
	std::ifstream in(path);
	return {std::istreambuf_iterator<char>(in), {}};
}

inline std::filesystem::path file_of(const std::string& name, const char* extension) {
	return std::filesystem::path(STROBE_GOLDEN_DIR) / (name + extension);
}

inline std::vector<std::string> cases() {
	std::vector<std::string> names;
	for (const auto& entry : std::filesystem::directory_iterator(STROBE_GOLDEN_DIR))
		if (entry.path().extension() == ".opt") names.push_back(entry.path().stem());
	std::sort(names.begin(), names.end());
	return names;
}

inline std::string test_name(const testing::TestParamInfo<std::string>& one) {
	std::string name = one.param;
	std::replace(name.begin(), name.end(), '-', '_');
	return name;
}

} // namespace strobe::golden
