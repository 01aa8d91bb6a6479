// SPDX-License-Identifier: BSD-2-Clause
#include "report/measure.h"

#include <fmt/format.h>
#include <string_view>

namespace strobe::report {

std::string time_text(double value) {
	constexpr std::string_view kUnits[] = {"ns", "us", "ms", "s"};
	// rounded to three digits, this and what is above it would be 1000
	constexpr double kNext = 999.5;
	unsigned unit = 0;
	while (unit < 3 && value >= kNext) {
		value /= 1000;
		unit++;
	}
	if (value >= kNext) return fmt::format("{:.0f}s", value);
	return fmt::format("{:.3g}{}", value, kUnits[unit]);
}

std::string power_text(unsigned exponent) {
	constexpr std::string_view kSuffixes[] = {"", "K", "M", "G", "T", "P", "E"};
	return fmt::format("{}{}", 1u << (exponent % 10), kSuffixes[exponent / 10]);
}

} // namespace strobe::report
