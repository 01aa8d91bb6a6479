// SPDX-License-Identifier: BSD-2-Clause
#include "front/parameters.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <cstring>
#include <optional>

#include "cli/numbers.h"
#include "decode/typed.h"
#include "spec/nearest.h"

namespace strobe::front {

namespace {

using spec::DataKind;
using spec::DataType;
using spec::Meaning;

constexpr uint32_t kPortBits = 16;

Error no_such_variable(const engine::UserObject& object, const std::string& name) {
	spec::Nearest nearest(name);
	std::string list;
	for (const engine::UserVariable& v : object.variables()) {
		if (!v.is_parameter() && !v.is_result()) continue;
		nearest.offer(v.name);
		if (v.is_parameter()) list += (list.empty() ? "" : ", ") + v.name;
	}
	std::string hint = list.empty() ? "it has no parameters: a parameter is a global 'const volatile' variable"
									: "its parameters are " + list;
	if (!nearest.best().empty()) hint = "did you mean '" + std::string(nearest.best()) + "'?";
	return {"--set: " + object.name() + " has no variable '" + name + "'", std::move(hint)};
}

/// A number of C: decimal, 0x hexadecimal, 0 octal. `negative`: it had a sign.
std::optional<uint64_t> magnitude(std::string_view text, bool& negative) {
	negative = text.starts_with('-');
	if (negative) text.remove_prefix(1);
	int base = 10;
	if (text.starts_with("0x") || text.starts_with("0X")) {
		base = 16;
		text.remove_prefix(2);
	} else if (text.size() > 1 && text[0] == '0') {
		base = 8;
	}
	uint64_t n = 0;
	const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n, base);
	if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
	return n;
}

std::string range_of(uint32_t bits, bool is_signed) {
	const uint64_t top = bits == 64 ? UINT64_MAX : (uint64_t{1} << bits) - 1;
	if (!is_signed) return "0 to " + std::to_string(top);
	return "-" + std::to_string(top / 2 + 1) + " to " + std::to_string(top / 2);
}

Result<uint64_t> number_for(const DataType& type, uint32_t bits, const std::string& name, const std::string& value) {
	const auto refuse = [&](const std::string& why, std::string hint) {
		return Error{"--set: " + name + ": '" + value + "' " + why, std::move(hint)};
	};
	if (type.kind == DataKind::kBool) {
		if (value == "true" || value == "1") return uint64_t{1};
		if (value == "false" || value == "0") return uint64_t{0};
		return refuse("is no truth value", "write true or false");
	}
	for (const auto& [number, word] : type.names)
		if (word == value) return static_cast<uint64_t>(number);
	const bool is_signed = type.kind == DataKind::kSigned || (type.kind == DataKind::kEnum && type.is_signed);
	bool negative = false;
	const auto n = magnitude(value, negative);
	if (!n) {
		spec::Nearest nearest(value);
		for (const auto& [number, word] : type.names) nearest.offer(word);
		if (type.names.empty()) return refuse("is no number", "it is of type " + type.name);
		return refuse("is no value of " + type.name,
					  nearest.best().empty() ? "write a number, or a name such as " + type.names.front().second
											 : "did you mean '" + std::string(nearest.best()) + "'?");
	}
	const uint64_t top = bits == 64 ? UINT64_MAX : (uint64_t{1} << bits) - 1;
	const bool fits = negative ? is_signed && *n <= top / 2 + 1 : *n <= (is_signed ? top / 2 : top);
	if (!fits) return refuse("is out of range", type.name + " goes from " + range_of(bits, is_signed));
	return negative ? uint64_t{0} - *n : *n;
}

/// As numbers of this meaning print, where that is not how C writes them; nothing: it is such a number.
std::optional<Result<>> set_by_meaning(const decode::Typed& part, uint8_t* to, const std::string& name,
									   const std::string& value) {
	const size_t room = part.bytes.size();
	const auto refuse = [&](const char* what, const char* example) {
		return Error{"--set: " + name + ": '" + value + "' is no " + what, std::string("write it like ") + example};
	};
	if (part.bits) return std::nullopt;
	switch (part.type->meaning) {
	case Meaning::kPort: {
		const auto port = number_for(*part.type, kPortBits, name, value);
		if (!port) return port.error();
		const uint16_t packed = htons(static_cast<uint16_t>(*port));
		std::memcpy(to, &packed, std::min(room, sizeof packed));
		return Ok{};
	}
	case Meaning::kIp4:
	case Meaning::kIp6: {
		const bool six = part.type->meaning == Meaning::kIp6;
		if (room != (six ? sizeof(in6_addr) : sizeof(in_addr))) return std::nullopt;
		if (inet_pton(six ? AF_INET6 : AF_INET, value.c_str(), to) == 1) return Ok{};
		return six ? refuse("IPv6 address", "::1") : refuse("IPv4 address", "127.0.0.1");
	}
	case Meaning::kDuration: {
		const auto ns = value.ends_with('s') ? cli::to_duration(value.c_str()) : std::nullopt;
		if (!ns || room != sizeof *ns) return std::nullopt;
		std::memcpy(to, &*ns, sizeof *ns);
		return Ok{};
	}
	default: return std::nullopt;
	}
}

bool takes_numbers(DataKind kind) {
	return kind == DataKind::kSigned || kind == DataKind::kUnsigned || kind == DataKind::kBool ||
		   kind == DataKind::kEnum || kind == DataKind::kPointer;
}

} // namespace

Result<> set_parameter(engine::UserObject& object, types::DataTypes& types, const std::string& name,
					   const std::string& value) {
	const std::string base = name.substr(0, name.find_first_of(".["));
	const engine::UserVariable* variable = object.variable(base);
	if (!variable || variable->is_own()) return no_such_variable(object, base);
	if (!variable->is_parameter() && !variable->is_result())
		return Error{"--set: '" + base + "' cannot be set: the compiler has already used its value",
					 "declare it 'const volatile', and not static"};
	const std::span<uint8_t> bytes = object.initial(*variable);
	const DataType* type = types.type(variable->type);
	const auto part = type && !bytes.empty() ? decode::part_of({.type = type, .bytes = bytes}, name.substr(base.size()))
											 : std::nullopt;
	if (!part || part->bytes.empty())
		return Error{"--set: '" + base + "' has no '" + name.substr(base.size()) + "'",
					 "members are written " + base + ".member, elements " + base + "[0]"};
	uint8_t* const to = bytes.data() + (part->bytes.data() - bytes.data());
	const size_t room = part->bytes.size();
	if (part->type->kind == DataKind::kText) {
		if (value.size() >= room)
			return Error{"--set: " + name + ": the text is too long",
						 "there is room for " + std::to_string(room - 1) + " characters"};
		std::fill_n(to, room, uint8_t{0});
		std::ranges::copy(value, to);
		return Ok{};
	}
	if (const auto done = set_by_meaning(*part, to, name, value)) return *done;
	if (!takes_numbers(part->type->kind) || part->bits || room > sizeof(uint64_t))
		return Error{"--set: " + name + " is of type " + part->type->name + ", which is more than one number",
					 "name a member or an element: " + name + (part->type->is_composite() ? ".member" : "[0]")};
	const auto n = number_for(*part->type, static_cast<uint32_t>(room) * 8, name, value);
	if (!n) return n.error();
	std::memcpy(to, &*n, room); // little-endian
	return Ok{};
}

} // namespace strobe::front
