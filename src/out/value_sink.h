// SPDX-License-Identifier: BSD-2-Clause
// The one interface between decoding and output: values stream into a sink, which renders text or JSON.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace strobe::out {

/// How an array ended.
enum class ArrayEnd : uint8_t {
	kComplete,
	kMore,  ///< cut by a limit: prints "..."
	kFault, ///< the next element could not be read: prints "... /* 0xaddr */"
};

/// How a string is to be shown; what escapes look like is the sink's own option (-x, -xx).
struct StringStyle {
	bool cut = false; ///< more follows in memory: "..."...
	bool hex = false; ///< always \x.. (binary data, as quoted hex)
	bool no_quotes = false;
	char prefix = 0; ///< stands before the quotes: @"abstract socket"
};

/// How constants print: -X abbrev, raw, verbose.
enum class XlatStyle : uint8_t { kAbbrev, kRaw, kVerbose };

/// Radix in which a constant prints as a number (-X raw, verbose, or without a name).
enum class Radix : uint8_t { kHex, kDecimal, kUnsigned, kOctal };

/// Calls arrive in the order of the text. Values of one argument: exactly one value, possibly followed by after() and
/// another value, and comments. No method allocates per call; views are only valid during the call.
class ValueSink {
public:
	virtual ~ValueSink() = default;

	/// Starts the argument `name`.
	virtual void argument(std::string_view name) = 0;
	/// The same for the calls whose arguments show their names: child_stack=NULL.
	virtual void named_argument(std::string_view name) { argument(name); }
	/// The arguments go on behind "<... resumed>", and their comma was not printed before it.
	virtual void continue_arguments() {}
	/// For the few values whose shape depends on -X; everything else leaves it to constant().
	[[nodiscard]] virtual XlatStyle xlat_style() const { return XlatStyle::kAbbrev; }

	virtual void integer(int64_t v) = 0;
	virtual void unsigned_integer(uint64_t v) = 0;
	virtual void hexadecimal(uint64_t v) = 0;                    ///< 0 prints 0
	virtual void octal(uint64_t v) = 0;                          ///< at least three digits: 000, 0644
	virtual void address(uint64_t v) = 0;                        ///< 0 prints NULL
	virtual void duration(uint64_t ns) { unsigned_integer(ns); } ///< 1.25ms
	/// An address of IP, and a port of it: 10.0.0.1:80, [::1]:80.
	virtual void endpoint(std::string_view address, uint16_t port) {
		begin_struct();
		field("addr");
		string({reinterpret_cast<const uint8_t*>(address.data()), address.size()}, {});
		field("port");
		unsigned_integer(port);
		end_struct(false);
	}
	/// A constant or a set of flags. `text`: the symbolic form, already joined ("O_RDWR|O_CLOEXEC", "0x1|O_RDWR"
	/// never). With an empty `text` the number prints with `unknown` as a comment: 0x77 /* O_??? */ (abbrev); an empty
	/// `unknown` too: just the number.
	virtual void constant(uint64_t raw, std::string_view text, std::string_view unknown, Radix radix) = 0;
	virtual void string(std::span<const uint8_t> bytes, StringStyle style) = 0;
	/// Text that stands for itself: "???", "makedev(0x8, 0x1)", "SIGINT" where -X has no influence.
	virtual void plain(std::string_view text) = 0;

	virtual void begin_struct() = 0;
	virtual void field(std::string_view name) = 0; ///< starts the field `name`; an empty name prints no "name="
	virtual void end_struct(bool more) = 0;        ///< more: ", ..." before the brace
	/// A field whose bytes show as an expression: sin_port=htons(80). `whole`, if not empty, stands for name and value
	/// in the symbolic form: inet_pton(AF_INET6, "::1", &sin6_addr). -X raw shows the bytes, -X verbose both.
	virtual void encoded(std::string_view name, std::span<const uint8_t> bytes, std::string_view text,
						 std::string_view whole) = 0;
	virtual void begin_array() = 0;
	virtual void element() = 0; ///< starts the next element
	virtual void end_array(ArrayEnd end, uint64_t fault_addr) = 0;
	/// A set, printed with blanks between its elements: [INT TERM], [3 5]; `inverted`: ~[...].
	virtual void begin_set(bool inverted) = 0;
	virtual void end_set(bool more) = 0;

	/// What follows is the value after the call: " => ".
	virtual void after() = 0;
	/// " /* text */"
	virtual void comment(std::string_view text) = 0;

	/// "= ": what follows is the value that the call returned, or one of the next two.
	virtual void result() = 0;
	virtual void no_result() = 0; ///< "?"
	/// "-1 ENOENT (No such file or directory)"; `restart`: the caller never sees it, "? ERESTARTSYS (...)".
	virtual void error(int number, std::string_view name, std::string_view text, bool restart) = 0;
	/// " (...)" behind the result.
	virtual void begin_note() = 0;
	virtual void end_note() = 0;
};

} // namespace strobe::out
