// SPDX-License-Identifier: BSD-2-Clause
// Values as JSON, in the shapes of docs/JSON.md. What is written is ASCII, so that no terminal finds a command in it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/textbuf.h"
#include "out/text.h"
#include "out/value_sink.h"

namespace strobe::out {

/// A JSON string; bytes that are no UTF-8 become U+FFFD.
void put_json_text(TextBuf& out, std::string_view text);
/// A string that keeps every byte: a JSON string, or {"bytes":"c3"} when it is no UTF-8.
void put_json_string(TextBuf& out, std::string_view bytes);

/// Members of an object, one after the other; open() writes its brace, close() the other one.
class JsonMembers {
public:
	explicit JsonMembers(TextBuf& out) : out_(out) {}
	JsonMembers& open(std::string_view type) { return out_.put("{\"type\":\""), out_.put(type), out_.put('"'), *this; }
	void close() { out_.put('}'); }
	/// `name` and the colon: the value is written by others.
	JsonMembers& key(std::string_view name);
	JsonMembers& number(std::string_view name, uint64_t v) { return key(name), out_.udec(v), *this; }
	JsonMembers& integer(std::string_view name, int64_t v) { return key(name), out_.dec(v), *this; }
	JsonMembers& text(std::string_view name, std::string_view v) { return key(name), put_json_text(out_, v), *this; }
	JsonMembers& string(std::string_view name, std::string_view v) {
		return key(name), put_json_string(out_, v), *this;
	}
	JsonMembers& yes(std::string_view name) { return key(name), out_.put("true"), *this; }

private:
	TextBuf& out_;
};

/// Kept from call to call, so that it does not allocate.
class JsonSink final : public ValueSink {
public:
	explicit JsonSink(TextBuf& out, TextOptions options = {}) : out_(out), text_(scratch_, options) {}

	/// Around the arguments of a call: an array of {"name": ..., "value": ...}.
	void begin_arguments();
	void end_arguments();
	/// Around one value without a name, and its notes, which become the member "note" behind it.
	void begin_value();
	void end_value();

	void argument(std::string_view name) override { entry(name); }
	[[nodiscard]] XlatStyle xlat_style() const override { return text_.xlat_style(); }

	void integer(int64_t v) override;
	void unsigned_integer(uint64_t v) override;
	void hexadecimal(uint64_t v) override;
	void octal(uint64_t v) override;
	void address(uint64_t v) override;
	void constant(uint64_t raw, std::string_view text, std::string_view unknown, Radix radix) override;
	void string(std::span<const uint8_t> bytes, StringStyle style) override;
	void plain(std::string_view text) override;

	void begin_struct() override { open("{\"struct\":[", true); }
	void field(std::string_view name) override { entry(name); }
	void end_struct(bool more) override;
	void encoded(std::string_view name, std::span<const uint8_t> bytes, std::string_view text,
				 std::string_view whole) override;
	void begin_array() override { open("{\"array\":[", false); }
	void element() override { entry({}); }
	void end_array(ArrayEnd end, uint64_t fault_addr) override;
	void begin_set(bool inverted) override;
	void end_set(bool more) override { end_struct(more); }
	void after() override;
	void comment(std::string_view text) override;

	void result() override {}
	void no_result() override;
	void error(int number, std::string_view name, std::string_view text, bool restart) override;
	void begin_note() override;
	void end_note() override;

private:
	/// What stands in the place of one value, so far.
	enum class Place : uint8_t {
		kClosed, ///< no place: the next value makes one
		kEmpty,
		kValue, ///< one JSON value
		kParts, ///< {"parts":[...  several values that make up one, list still open
	};
	/// Something that holds places: the arguments, a structure, an array, a note; the first one is the result's.
	struct Level {
		bool named = false; ///< its places are the values of {"name": ..., "value": ...}
		bool empty = true;
		Place place = Place::kClosed;
		size_t start = 0;     ///< where the text of the place begins
		unsigned afters = 0;  ///< {"before": ..., "after": ... that are open around it
		bool wrapped = false; ///< the place is inside of {"name"
	};

	Level& level() { return levels_.back(); }
	void push(bool named, Place place);
	void pop();
	void open(std::string_view bracket, bool named);
	void entry(std::string_view name);
	void close_place();
	void close_parts();
	/// Makes room for a value: behind others in the same place, these become parts.
	void next();
	/// {"raw":..., "text":...}: the text is what scratch_ holds.
	void raw_and_text(uint64_t raw, bool is_signed);
	void bytes_member(std::string_view name, std::span<const uint8_t> bytes);

	TextBuf& out_;
	TextBuf scratch_;
	TextSink text_; ///< writes to scratch_
	std::vector<Level> levels_;
	bool noted_ = false;
};

} // namespace strobe::out
