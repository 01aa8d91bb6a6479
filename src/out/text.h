// SPDX-License-Identifier: BSD-2-Clause
// strace's text, value by value, appended to a line.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/textbuf.h"
#include "out/value_sink.h"

namespace strobe::out {

/// --strings-in-hex: which strings print as \x...
enum class HexStrings : uint8_t {
	kNone,
	kNonAsciiChars, ///< single bytes that do not print
	kNonAscii,      ///< whole strings with such a byte (-x)
	kAll,           ///< -xx
};

struct TextOptions {
	XlatStyle xlat = XlatStyle::kAbbrev;
	HexStrings hex_strings = HexStrings::kNone;
};

/// Appends a string with its quotes and escapes.
void put_string(TextBuf& out, std::span<const uint8_t> bytes, StringStyle style, HexStrings hex);

/// Appends a name that came from outside: as it is when all of it prints, else escaped like a string.
void put_name(TextBuf& out, std::string_view name);
std::string name_text(std::string_view name);

class TextSink final : public ValueSink {
public:
	explicit TextSink(TextBuf& out, TextOptions options = {}) : out_(out), options_(options) {}

	/// Before the first argument of a line; also when a line goes on behind "<... read resumed>".
	void begin_arguments() { separate_ = in_set_ = false; }
	/// The arguments end here for now, more will follow: "read(3, " shows its comma while it waits.
	void pause_arguments() {
		if (separate_) out_.put(", ");
		separate_ = false;
	}
	[[nodiscard]] TextBuf& buffer() { return out_; }

	/// Where a named argument stands in the buffer: up to `begin` goes what is before it, at `value` is its value.
	struct Mark {
		std::string name;
		size_t begin, value;
	};
	/// Named arguments are noted there from now on.
	void note(std::vector<Mark>& marks) { marks_ = &marks; }

	void argument(std::string_view name) override;
	void named_argument(std::string_view name) override;
	void continue_arguments() override { separate_ = true; }
	[[nodiscard]] XlatStyle xlat_style() const override { return options_.xlat; }

	void integer(int64_t v) override { out_.dec(v); }
	void unsigned_integer(uint64_t v) override { out_.udec(v); }
	void hexadecimal(uint64_t v) override { out_.hex(v); }
	void octal(uint64_t v) override { out_.oct(v); }
	void address(uint64_t v) override;
	void duration(uint64_t ns) override;
	void endpoint(std::string_view address, uint16_t port) override;
	void constant(uint64_t raw, std::string_view text, std::string_view unknown, Radix radix) override;
	void string(std::span<const uint8_t> bytes, StringStyle style) override;
	void plain(std::string_view text) override { out_.put(text); }

	void begin_struct() override;
	void field(std::string_view name) override;
	void end_struct(bool more) override;
	void encoded(std::string_view name, std::span<const uint8_t> bytes, std::string_view text,
				 std::string_view whole) override;
	void begin_array() override;
	void element() override;
	void end_array(ArrayEnd end, uint64_t fault_addr) override;
	void begin_set(bool inverted) override;
	void end_set(bool more) override;
	void after() override { out_.put(" => "); }
	void comment(std::string_view text) override;

	void result() override { out_.put("= "); }
	void no_result() override { out_.put('?'); }
	void error(int number, std::string_view name, std::string_view text, bool restart) override;
	void begin_note() override;
	void end_note() override;

private:
	/// What stands between the things of one level, from the second on.
	void separator();
	void number(uint64_t v, Radix radix);
	void more();

	TextBuf& out_;
	TextOptions options_;
	std::vector<Mark>* marks_ = nullptr;
	// One flag serves all levels: a thing was printed on this level. Behind a closing bracket that always holds.
	bool separate_ = false;
	bool in_set_ = false;
};

} // namespace strobe::out
