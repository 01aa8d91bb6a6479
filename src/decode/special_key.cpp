// SPDX-License-Identifier: BSD-2-Clause
// The kernel's keyrings.
#include <algorithm>
#include <iterator>

#include "decode/special.h"
#include "spec/registry.h"
#include "spec/xlat_ipc.h"

namespace strobe::decode {

namespace {

constexpr spec::Name kCapabilities0[] = {
	{0x01, "KEYCTL_CAPS0_CAPABILITIES"},     {0x02, "KEYCTL_CAPS0_PERSISTENT_KEYRINGS"},
	{0x04, "KEYCTL_CAPS0_DIFFIE_HELLMAN"},   {0x08, "KEYCTL_CAPS0_PUBLIC_KEY"},
	{0x10, "KEYCTL_CAPS0_BIG_KEY"},          {0x20, "KEYCTL_CAPS0_INVALIDATE"},
	{0x40, "KEYCTL_CAPS0_RESTRICT_KEYRING"}, {0x80, "KEYCTL_CAPS0_MOVE"},
};
constexpr spec::Name kCapabilities1[] = {
	{0x01, "KEYCTL_CAPS1_NS_KEYRING_NAME"},
	{0x02, "KEYCTL_CAPS1_NS_KEY_TAG"},
	{0x04, "KEYCTL_CAPS1_NOTIFICATIONS"},
};
/// Byte by byte.
constexpr spec::Xlat kCapabilities[] = {{"KEYCTL_CAPS0_???", kCapabilities0}, {"KEYCTL_CAPS1_???", kCapabilities1}};

/// KEY_SPEC_SESSION_KEYRING, or the number of a key.
void key_serial_value(Decoding& d, const spec::Type&, uint64_t v) {
	const auto serial = static_cast<int32_t>(v);
	d.sink.constant(static_cast<uint64_t>(static_cast<int64_t>(serial)),
					name_of(spec::key_spec, static_cast<uint32_t>(serial)), {}, Radix::kDecimal);
}

void request_key_default_value(Decoding& d, const spec::Type&, uint64_t v) {
	d.choice(spec::key_reqkeys, v, Radix::kDecimal);
}

void errno_value(Decoding& d, const spec::Type&, uint64_t v) {
	d.sink.constant(v, spec::errno_name(static_cast<int>(v)), {}, Radix::kUnsigned);
}

/// The result may be larger than the buffer: then it says how much there would have been.
uint64_t written(const Decoding& d) {
	const auto buffer = d.index_of("buflen");
	const uint64_t ret = d.call.ret > 0 ? static_cast<uint64_t>(d.call.ret) : 0;
	return buffer ? std::min(ret, d.number(*buffer)) : ret;
}

void key_data_value(Decoding& d, const spec::Type&, uint64_t addr) {
	d.buffer(addr, written(d));
}

/// A text whose NUL counts as part of it.
void key_text_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const uint64_t n = written(d);
	const auto last = n > 0 ? d.load<uint8_t>(addr + n - 1) : std::nullopt;
	d.buffer(addr, last == 0 ? n - 1 : n);
}

/// A buffer that the kernel leaves alone when its length is zero.
void bytes_if_any_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	const auto n = d.length(t.len);
	if (n && *n > 0)
		d.buffer(addr, *n);
	else
		d.sink.address(addr);
}

/// Buffers of public-key operations: struct keyctl_pkey_params holds their lengths.
void key_buffer(Decoding& d, uint64_t addr, unsigned length_offset) {
	constexpr size_t kParams = 40;
	const uint64_t params = d.call.args[1];
	const auto n = d.how.verbose && d.call.before.bytes(params, kParams)
					   ? d.call.before.number(params + length_offset, 4)
					   : std::nullopt;
	if (n)
		d.buffer(addr, *n);
	else
		d.sink.address(addr);
}

void key_input_value(Decoding& d, const spec::Type&, uint64_t addr) {
	key_buffer(d, addr, 4);
}

void key_length2_value(Decoding& d, const spec::Type&, uint64_t addr) {
	key_buffer(d, addr, 8);
}

void key_capabilities_value(Decoding& d, const spec::Type&, uint64_t addr) {
	uint64_t index = 0;
	d.elements(addr, written(d), 1, [&](uint64_t at) {
		const uint64_t v = d.load<uint8_t>(at).value_or(0);
		if (index < std::size(kCapabilities))
			d.flags(kCapabilities[index], v);
		else
			d.sink.hexadecimal(v);
		++index;
	});
}

constexpr Special kSpecials[] = {
	{.name = "key_serial", .value = key_serial_value},
	{.name = "request_key_default", .value = request_key_default_value},
	{.name = "errno", .value = errno_value},
	{.name = "key_data", .value = key_data_value},
	{.name = "key_text", .value = key_text_value},
	{.name = "bytes_if_any", .value = bytes_if_any_value},
	{.name = "key_input", .value = key_input_value},
	{.name = "key_length2", .value = key_length2_value},
	{.name = "key_capabilities", .value = key_capabilities_value},
};

} // namespace

std::span<const Special> key_specials() {
	return kSpecials;
}

} // namespace strobe::decode
