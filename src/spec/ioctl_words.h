// SPDX-License-Identifier: BSD-2-Clause
// The words in which requests of ioctl are described, for the tables of variants_ioctl.cpp.
#pragma once

#include "spec/words.h"
#include "spec/xlat_ioctl.h"

namespace strobe::spec::ioctl {

constexpr Arg descriptor() {
	return fd("fd");
}
constexpr Arg request() {
	return choice("cmd", ioctl_requests).special("ioctl_request");
}

/// A request whose argument is not looked at, or does not exist.
constexpr Variant bare(uint32_t code) {
	return {code, ret_int(), {descriptor(), request()}};
}
constexpr Variant with(uint32_t code, const Arg& a) {
	return {code, ret_int(), {descriptor(), request(), a}};
}

constexpr Variant value(uint32_t code) {
	return with(code, num("arg"));
}
/// A number that a function of decode/special_*.cpp prints.
constexpr Arg special_number(string_view function) {
	return ulnum("arg").special(function);
}
constexpr Variant size_value(uint32_t code) {
	return with(code, ulnum("arg"));
}
constexpr Variant address(uint32_t code) {
	return with(code, addr("arg"));
}
constexpr Variant file(uint32_t code) {
	return with(code, fd("arg"));
}
constexpr Variant set(uint32_t code, const Type& t) {
	return with(code, in_ref("arg", t));
}
constexpr Variant get(uint32_t code, const Type& t) {
	return with(code, out_ref("arg", t));
}
constexpr Variant set(uint32_t code, const StructDef& s) {
	return with(code, in_struct("arg", s));
}
constexpr Variant get(uint32_t code, const StructDef& s) {
	return with(code, out_struct("arg", s));
}
/// The kernel completes a structure: the fields marked kAfter appear when the call has succeeded.
constexpr Variant ask(uint32_t code, const StructDef& s) {
	return with(code, inout_struct("arg", s).special("grown"));
}
constexpr Variant set(uint32_t code, uint32_t bytes, string_view function) {
	return with(code, in_bytes("arg", fixed(bytes)).special(function));
}
constexpr Variant get(uint32_t code, uint32_t bytes, string_view function) {
	return with(code, out_bytes("arg", fixed(bytes)).special(function));
}
constexpr Variant pair(uint32_t code) {
	return with(code, in_bytes("arg", fixed(16)).special("number_pair"));
}
/// A function that looks at both images itself; where there is a structure, its pointers are followed.
constexpr Variant exchange(uint32_t code, uint32_t bytes, string_view function) {
	return with(code, in_bytes("arg", fixed(bytes)).inout().special(function));
}
constexpr Variant exchange(uint32_t code, const StructDef& s, string_view function) {
	return with(code, inout_struct("arg", s).special(function));
}

} // namespace strobe::spec::ioctl
