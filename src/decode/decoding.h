// SPDX-License-Identifier: BSD-2-Clause
// One call while it is printed: its arguments, its memory, and printers for everything that types can say. This is what
// the functions of special_*.cpp are given.
#pragma once

#include <algorithm>
#include <cstring>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include "decode/decoder.h"

namespace strobe::decode {

using event::Bytes;
using out::ArrayEnd;
using out::Radix;
using out::ValueSink;
using spec::Kind;
using std::string_view;

/// What a row says about one particular call: the row itself, or the variant that its arguments choose.
struct Signature {
	std::span<const spec::Arg> args;
	spec::Ret ret;
	string_view special;
};
Signature signature_of(const spec::Row& row, const event::Call& call);

/// Strings, buffers, structures, arrays: what lives in memory.
constexpr bool is_object(const spec::Type& t) {
	return t.ptr || t.kind >= Kind::kStr;
}
/// Bytes that a value of this type takes in memory.
uint64_t size_in_memory(const spec::Type& t);

class Decoding {
public:
	Decoding(const Signature& signature, const event::Call& call, const CallOptions& how, const DecodeOptions& options,
			 ValueSink& sink, TextBuf& scratch);

	const Signature& signature;
	const event::Call& call;
	const CallOptions& how;
	const DecodeOptions& options;
	ValueSink& sink;

	// ---- arguments
	// ----------------------------------------------------------------------------------------------------
	/// Arguments that this call has (open has no mode without O_CREAT).
	[[nodiscard]] unsigned count() const;
	[[nodiscard]] std::optional<unsigned> index_of(string_view name) const;
	/// The register, cut and extended as its type says.
	[[nodiscard]] uint64_t number(unsigned i) const;
	/// An argument that prints only when the call has ended.
	[[nodiscard]] bool needs_result(unsigned i) const;
	/// Prints argument `i`, separator included.
	void argument(unsigned i);
	Printed arguments(unsigned from);

	// ---- memory
	// -------------------------------------------------------------------------------------------------------
	enum class Image : uint8_t { kBefore, kAfter };
	/// Which image the functions below read; argument() sets it by the direction of the argument.
	void look(Image image) { image_ = image; }
	[[nodiscard]] Image image() const { return image_; }
	[[nodiscard]] const event::Memory& memory() const { return image_ == Image::kBefore ? call.before : call.after; }
	[[nodiscard]] std::optional<Bytes> bytes(uint64_t addr, uint64_t n) const { return memory().bytes(addr, n); }
	/// A struct of the kernel's at `addr`; the rest is 0 when only its first `n` bytes are wanted.
	template <class T>
	[[nodiscard]] std::optional<T> load(uint64_t addr, uint64_t n = sizeof(T)) const {
		static_assert(std::is_trivially_copyable_v<T>);
		const auto b = bytes(addr, std::min<uint64_t>(n, sizeof(T)));
		if (!b) return std::nullopt;
		T v{};
		std::memcpy(&v, b->data(), b->size());
		return v;
	}
	/// load(), or prints the address; also with -e verbose=none.
	template <class T>
	[[nodiscard]] std::optional<T> load_or_address(uint64_t addr, uint64_t n = sizeof(T)) {
		auto v = how.verbose ? load<T>(addr, n) : std::nullopt;
		if (!v) sink.address(addr);
		return v;
	}
	/// A length as the row gives it; nothing when it cannot be known.
	[[nodiscard]] std::optional<uint64_t> length(const spec::Len& len);
	/// The field of the innermost structure of that name, or the argument.
	[[nodiscard]] std::optional<uint64_t> named(string_view name) const;
	/// From now on, all buffers whose length has `budget` print no more than `n` bytes together.
	void set_budget(uint64_t n) { budget_ = n; }

	// ---- printers
	// -----------------------------------------------------------------------------------------------------
	/// A value: scalars from the number, objects by their address. Obeys Type::special.
	void value(const spec::Type& t, uint64_t v);
	/// The same as if Type::special were empty.
	void plain_value(const spec::Type& t, uint64_t v);
	/// The value of type `t` that lies at `addr`, which is readable.
	void value_at(const spec::Type& t, uint64_t addr);

	void flags(const spec::Xlat& x, uint64_t v);
	void choice(const spec::Xlat& x, uint64_t v, Radix radix = Radix::kHex);
	void signal(int number);
	void uid(uint64_t v, unsigned size = 4);
	void device(uint64_t v);
	void file_mode(uint64_t v);
	void interface_index(uint32_t index);
	/// __NR_openat, where the ABI is known by its number for the audit system; and that number.
	void call_number(uint32_t arch, uint64_t nr);
	void audit_arch(uint32_t arch);
	void sigset(Bytes mask);
	/// A string that ends at its NUL; `limit` bytes of it are printed.
	void string(uint64_t addr, uint64_t limit);
	/// `n` bytes, cut by -s.
	void buffer(uint64_t addr, uint64_t n, bool hex = false);
	/// `size`: as long as the program says it is; what is longer than `st` prints as bytes.
	void structure(const spec::StructDef& st, uint64_t addr, uint64_t size = 0);
	/// The fields of a structure whose bytes are `image`, without its braces; true when -v would show more.
	bool fields(const spec::StructDef& st, Bytes image, uint64_t addr);
	/// The end of a structure that is longer than what is known of it: /* bytes 88..95 */ "\x01...", if not zero.
	void extra_bytes(uint64_t addr, uint64_t known, uint64_t size);
	void array(const spec::Type& elem, uint64_t addr, uint64_t n);
	void sockaddr(uint64_t addr, int64_t len);
	/// A socket address whose bytes are here already.
	void sockaddr(Bytes bytes);
	/// Elements by a function: element(i) prints one; the rules for cuts and bad pages are those of array(). No more
	/// than `most` print, even with -v.
	template <class F>
	void elements(uint64_t addr, uint64_t n, uint64_t element_size, F&& element, uint64_t most = ~0ull);

	// Fields of a structure that a special function prints by itself.
	void int_field(string_view name, int64_t v);
	void uint_field(string_view name, uint64_t v);
	void hex_field(string_view name, uint64_t v);
	void addr_field(string_view name, uint64_t v);
	void flags_field(string_view name, const spec::Xlat& x, uint64_t v);
	void choice_field(string_view name, const spec::Xlat& x, uint64_t v);

	/// A buffer to put text together in, emptied; the same one for every caller.
	TextBuf& text();

private:
	struct Scope {
		const spec::StructDef& st;
		Bytes bytes;
		const Scope* outer;
	};

	void directed(const spec::Arg& a, uint64_t v);
	void in_and_out(const spec::Type& t, uint64_t v);
	[[nodiscard]] bool unchanged(const spec::Type& t, uint64_t addr);
	[[nodiscard]] bool is_length_without_address(unsigned i) const;
	[[nodiscard]] std::optional<uint64_t> behind_pointer(string_view name) const;
	void scalar(const spec::Type& t, uint64_t v);
	void object(const spec::Type& t, uint64_t addr);
	void characters(uint64_t addr, uint64_t n);
	void field(const spec::Field& f, uint64_t addr);
	[[nodiscard]] bool is_shown(const spec::Field& f, bool& more) const;
	void array_to_null(const spec::Type& elem, uint64_t addr);

	TextBuf& scratch_;
	const Scope* scope_ = nullptr;
	uint64_t budget_ = ~0ull;
	Image image_ = Image::kBefore;
};

/// A number of the type's size from the low bytes of `v`: with the sign for kInt and its relatives.
uint64_t cut(const spec::Type& t, uint64_t v);
/// The names of the flags in `v`, joined by |, what is left as a number; `out` stays empty when nothing is known.
void join_flags(const spec::Xlat& x, uint64_t v, TextBuf& out);
string_view name_of(const spec::Xlat& x, uint64_t v);
/// "S_IFREG|0644"; nothing when the type is none.
void put_file_mode(uint64_t v, TextBuf& out);

template <class F>
void Decoding::elements(uint64_t addr, uint64_t n, uint64_t element_size, F&& element, uint64_t most) {
	if (addr == 0) return sink.address(0);
	if (n == 0) {
		sink.begin_array();
		return sink.end_array(ArrayEnd::kComplete, 0);
	}
	uint64_t size = 0, end = 0;
	if (!how.verbose || element_size == 0 || __builtin_mul_overflow(n, element_size, &size) ||
		__builtin_add_overflow(addr, size, &end))
		return sink.address(addr);
	const uint64_t limit = std::min<uint64_t>(how.abbrev ? options.max_string : n, most);
	for (uint64_t i = 0; i < n; ++i) {
		const uint64_t at = addr + i * element_size;
		if (!bytes(at, element_size)) return i == 0 ? sink.address(addr) : sink.end_array(ArrayEnd::kFault, at);
		if (i == 0) sink.begin_array();
		if (i >= limit) return sink.end_array(ArrayEnd::kMore, 0);
		sink.element();
		element(at);
	}
	sink.end_array(ArrayEnd::kComplete, 0);
}

} // namespace strobe::decode
