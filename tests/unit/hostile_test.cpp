// SPDX-License-Identifier: BSD-2-Clause
// Every row against registers, memory and results that make no sense: lines stay bounded, nothing reads out of bounds
// (the sanitizers watch), nothing takes long.
#include <gtest/gtest.h>

#include <random>

#include "sample_call.h"
#include "spec/registry.h"

namespace strobe::decode {
namespace {

class Chaos {
public:
	explicit Chaos(unsigned seed) : random_(seed) {}

	uint64_t number() {
		switch (random_() % 8) {
		case 0: return 0;
		case 1: return ~0ull;
		case 2: return 1ull << (random_() % 64);
		case 3: return random_() % 64;
		case 4: return kBuf + random_() % 256;
		case 5: return kBuf2 + 8 * (random_() % 16);
		case 6: return random_() % 4096;
		default: return (static_cast<uint64_t>(random_()) << 32) | random_();
		}
	}
	std::string bytes() {
		std::string s;
		const size_t n = random_() % 400;
		while (s.size() < n) {
			const uint64_t v = number();
			s += random_() % 2 ? raw(v) : raw(static_cast<uint32_t>(v));
		}
		return s;
	}
	int64_t result() {
		return random_() % 3 ? static_cast<int64_t>(random_() % 200) : -static_cast<int64_t>(random_() % 600);
	}
	bool coin() { return random_() % 2; }
	Sample call() {
		Sample s({number(), number(), number(), number(), number(), number()});
		for (const uint64_t addr : {kBuf, kBuf2, kBuf3, ~uint64_t{100}}) {
			s.before(addr, bytes(), coin() ? kFault : int16_t{0});
			s.after(addr, bytes(), coin() ? kFault : int16_t{0});
		}
		if (coin()) s.returns(result());
		s.how = {.abbrev = coin(), .verbose = random_() % 8 != 0, .raw = random_() % 16 == 0};
		s.options.max_string = coin() ? 32 : static_cast<unsigned>(random_() % 100);
		s.text.xlat = static_cast<out::XlatStyle>(random_() % 3);
		s.text.hex_strings = static_cast<out::HexStrings>(random_() % 4);
		return s;
	}

private:
	std::mt19937 random_;
};

void check(const std::string& line, const Row& row) {
	constexpr size_t kLongest = 256 * 1024;
	EXPECT_LT(line.size(), kLongest) << row.name;
	for (const char c : line) ASSERT_TRUE(c >= ' ' && c <= '~') << row.name << ": " << line;
}

TEST(Hostile, EveryRowSurvivesNonsense) {
	Chaos chaos(7);
	for (int round = 0; round < 40; ++round)
		for (const Row* row : rows()) {
			Sample s = chaos.call();
			check(s.arguments(row), *row);
			check(s.result(row), *row);
		}
}

TEST(Hostile, VariantsSurviveNonsense) {
	Chaos chaos(8);
	for (const Row* row : rows()) {
		if (!row->variants) continue;
		for (const Variant& v : row->variants->list)
			for (int round = 0; round < 4; ++round) {
				Sample s = chaos.call();
				for (unsigned k = 0; k < 2; ++k)
					for (unsigned i = 0; i < row->n_args; ++i)
						if (row->args[i].name == row->variants->key[k]) s.call.args[i] = v.value[k];
				check(s.arguments(row), *row);
				check(s.result(row), *row);
			}
	}
}

TEST(Hostile, SignalsSurviveNonsense) {
	Chaos chaos(9);
	const Row row("signal", 0, ret_int(), std::initializer_list<Arg>{});
	for (int round = 0; round < 2000; ++round) {
		std::string info =
			raw(static_cast<int>(chaos.number())) + raw(0) + raw(static_cast<int>(chaos.number() % 20) - 8);
		info += chaos.bytes();
		TextBuf b;
		out::TextSink sink(b);
		Decoder().siginfo({reinterpret_cast<const uint8_t*>(info.data()), info.size()}, sink);
		check(std::string(b.view()), row);
	}
}

} // namespace
} // namespace strobe::decode
