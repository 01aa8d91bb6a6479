// SPDX-License-Identifier: BSD-2-Clause
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <sstream>

#include "abi/event.h"
#include "record.h"

namespace strobe::golden {

namespace {

constexpr size_t kBytesPerLine = 60;

size_t padded(size_t n) {
	return (n + 7) & ~size_t{7};
}

void put_record(std::string& out, const uint8_t* bytes, size_t n) {
	out += '\n';
	for (size_t i = 0; i < n; i++) {
		out += fmt::format("{:02x}", bytes[i]);
		if (i % kBytesPerLine == kBytesPerLine - 1 || i + 1 == n) out += '\n';
	}
}

} // namespace

std::string layout() {
	return fmt::format("abi {} event {} call {} fork {} exec {} death {} signal {} task {} piece {}",
					   STROBE_ABI_VERSION, sizeof(strobe_event), sizeof(strobe_call), sizeof(strobe_fork),
					   sizeof(strobe_exec), sizeof(strobe_death), sizeof(strobe_signal), sizeof(strobe_task),
					   sizeof(strobe_piece));
}

std::string to_text(const std::vector<uint8_t>& records) {
	std::string out = layout() + "\n";
	for (size_t at = 0; at + sizeof(strobe_event) <= records.size();) {
		uint32_t size = 0;
		std::memcpy(&size, records.data() + at, sizeof size);
		const size_t n = std::min(padded(size), records.size() - at);
		if (n < sizeof(strobe_event)) break;
		put_record(out, records.data() + at, n);
		at += n;
	}
	return out;
}

Result<std::vector<uint8_t>> from_text(const std::string& text) {
	std::istringstream in(text);
	std::string line;
	std::getline(in, line);
	if (line != layout())
		return Error{"recorded as '" + line + "', but records are now '" + layout() + "'",
					 "record again: tests/golden/rerecord"};
	std::vector<uint8_t> bytes;
	while (std::getline(in, line)) {
		for (size_t i = 0; i + 1 < line.size(); i += 2) {
			uint8_t b = 0;
			if (std::from_chars(&line[i], &line[i] + 2, b, 16).ptr != &line[i] + 2)
				return Error{"no hexadecimal number: " + line};
			bytes.push_back(b);
		}
	}
	if (bytes.empty()) return Error{"holds no record"};
	return bytes;
}

std::vector<std::string> words_of(const std::string& text) {
	std::istringstream lines(text);
	std::vector<std::string> words;
	for (std::string line; std::getline(lines, line);) {
		if (line.starts_with('#')) continue;
		std::istringstream in(line);
		for (std::string w; in >> w;) words.push_back(w);
	}
	return words;
}

} // namespace strobe::golden
