// SPDX-License-Identifier: BSD-2-Clause
// The words of a row: short functions that make arguments, types, lengths and return values.
#pragma once

#include "spec/model.h"

namespace strobe::spec {

// ---- lengths --------------------------------------------------------------------------------------------------------

constexpr Len fixed(uint32_t n) {
	return {.from = LenFrom::kConst, .n = n};
}
/// As long as argument (in a struct: field) `name` says.
constexpr Len by(string_view name, uint32_t cap = 0) {
	return {.from = LenFrom::kArg, .n = cap, .name = name};
}
constexpr Len by_ret() {
	return {.from = LenFrom::kRet};
}
/// As long as the int behind pointer argument `name` says (value-result lengths).
constexpr Len by_ptr(string_view name, uint32_t cap = 0) {
	return {.from = LenFrom::kPtrArg, .n = cap, .name = name};
}
constexpr Len to_null() {
	return {.from = LenFrom::kNull};
}
constexpr Len bits(string_view name) {
	return {.from = LenFrom::kBits, .name = name};
}

// ---- types (fields, elements) ---------------------------------------------------------------------------------------

constexpr Type t_int(uint8_t size = 4) {
	return {.kind = Kind::kInt, .size = size};
}
constexpr Type t_uint(uint8_t size = 4) {
	return {.kind = Kind::kUInt, .size = size};
}
constexpr Type t_hex(uint8_t size = 4) {
	return {.kind = Kind::kHex, .size = size};
}
constexpr Type t_addr() {
	return {.kind = Kind::kAddr, .size = 8};
}
constexpr Type t_fd() {
	return {.kind = Kind::kFd, .size = 4};
}
constexpr Type t_pid() {
	return {.kind = Kind::kPid, .size = 4};
}
constexpr Type t_uid() {
	return {.kind = Kind::kUid, .size = 4};
}
constexpr Type t_mode(uint8_t size = 4) {
	return {.kind = Kind::kMode, .size = size};
}
constexpr Type t_filemode(uint8_t size = 4) {
	return {.kind = Kind::kFileMode, .size = size};
}
constexpr Type t_dev(uint8_t size = 8) {
	return {.kind = Kind::kDev, .size = size};
}
constexpr Type t_signal() {
	return {.kind = Kind::kSignal, .size = 4};
}
constexpr Type t_flags(const Xlat& x, uint8_t size = 4) {
	return {.kind = Kind::kFlags, .size = size, .xlat = &x};
}
constexpr Type t_enum(const Xlat& x, uint8_t size = 4) {
	return {.kind = Kind::kEnum, .size = size, .xlat = &x};
}
constexpr Type t_skip(uint8_t size) {
	return {.kind = Kind::kSkip, .size = size};
}
constexpr Type t_struct(const StructDef& s) {
	return {.kind = Kind::kStruct, .size = 0, .st = &s};
}
constexpr Type t_array(const Type& elem, uint32_t n) {
	return {.kind = Kind::kArray, .size = 0, .elem = &elem, .len = fixed(n)};
}
constexpr Type t_sigset(uint32_t bytes = 8) {
	return {.kind = Kind::kSigset, .size = 0, .len = fixed(bytes)};
}
/// A field that holds characters in place: up to n bytes, ends at a NUL.
constexpr Type t_chars(uint32_t n) {
	return {.kind = Kind::kStr, .size = 0, .len = fixed(n)};
}
constexpr Type t_bytes(uint32_t n) {
	return {.kind = Kind::kBytes, .size = 0, .len = fixed(n)};
}
/// A pointer to a type (to use inside structs and arrays).
constexpr Type to(Type t) {
	t.ptr = true;
	return t;
}
constexpr Type to_bytes(Len len) {
	return {.kind = Kind::kBytes, .size = 0, .ptr = true, .len = len};
}
constexpr Type to_array(const Type& elem, Len len) {
	return {.kind = Kind::kArray, .size = 0, .ptr = true, .elem = &elem, .len = len};
}
constexpr Type to_sockaddr(Len len) {
	return {.kind = Kind::kSockaddr, .size = 0, .ptr = true, .len = len};
}
constexpr Type to_str() {
	return {.kind = Kind::kStr, .size = 0, .ptr = true};
}
constexpr Type to_path() {
	return {.kind = Kind::kPath, .size = 0, .ptr = true};
}
constexpr Type special(Type t, string_view function) {
	t.special = function;
	return t;
}

// ---- scalar arguments -----------------------------------------------------------------------------------------------

constexpr Arg arg(string_view n, Type t) {
	return {n, t};
}
/// A register that this form of the call does not use: nothing is printed for it.
constexpr Arg unused(string_view n) {
	return {n, t_skip(8)};
}
constexpr Arg num(string_view n) {
	return {n, t_int()};
}
constexpr Arg unum(string_view n) {
	return {n, t_uint()};
}
constexpr Arg lnum(string_view n) {
	return {n, t_int(8)};
}
constexpr Arg ulnum(string_view n) {
	return {n, t_uint(8)};
}
constexpr Arg size(string_view n) {
	return {n, t_uint(8)};
}
constexpr Arg offset(string_view n) {
	return {n, t_int(8)};
}
constexpr Arg hex(string_view n, uint8_t bytes = 8) {
	return {n, t_hex(bytes)};
}
constexpr Arg addr(string_view n) {
	return {n, t_addr()};
}
constexpr Arg fd(string_view n) {
	return {n, t_fd()};
}
constexpr Arg dirfd(string_view n) {
	return {n, {.kind = Kind::kDirFd, .size = 4}};
}
constexpr Arg pid(string_view n) {
	return {n, t_pid()};
}
constexpr Arg uid(string_view n) {
	return {n, t_uid()};
}
constexpr Arg mode(string_view n) {
	return {n, t_mode()};
}
constexpr Arg filemode(string_view n) {
	return {n, t_filemode()};
}
constexpr Arg dev(string_view n) {
	return {n, t_dev()};
}
constexpr Arg signal(string_view n) {
	return {n, t_signal()};
}
constexpr Arg flags(string_view n, const Xlat& x, uint8_t bytes = 4) {
	return {n, t_flags(x, bytes)};
}
constexpr Arg choice(string_view n, const Xlat& x, uint8_t bytes = 4) {
	return {n, t_enum(x, bytes)};
}

// ---- pointer arguments ----------------------------------------------------------------------------------------------

constexpr Arg path(string_view n) {
	return {n, to_path()};
}
constexpr Arg str(string_view n) {
	return {n, to_str()};
}
constexpr Arg in_bytes(string_view n, Len l) {
	return {n, to_bytes(l)};
}
constexpr Arg out_bytes(string_view n, Len l) {
	return {n, to_bytes(l), Dir::kOut};
}
constexpr Arg in_struct(string_view n, const StructDef& s) {
	return {n, to(t_struct(s))};
}
constexpr Arg out_struct(string_view n, const StructDef& s) {
	return {n, to(t_struct(s)), Dir::kOut};
}
constexpr Arg inout_struct(string_view n, const StructDef& s) {
	return {n, to(t_struct(s)), Dir::kInOut};
}
constexpr Arg in_array(string_view n, const Type& elem, Len l) {
	return {n, to_array(elem, l)};
}
constexpr Arg out_array(string_view n, const Type& elem, Len l) {
	return {n, to_array(elem, l), Dir::kOut};
}
/// A single scalar behind a pointer, printed as [value]; in and out as [before => after].
constexpr Arg in_ref(string_view n, const Type& t) {
	return {n, to_array(t, fixed(1))};
}
constexpr Arg out_ref(string_view n, const Type& t) {
	return {n, to_array(t, fixed(1)), Dir::kOut};
}
constexpr Arg inout_ref(string_view n, const Type& t) {
	return {n, to_array(t, fixed(1)), Dir::kInOut};
}
constexpr Arg in_sigset(string_view n, Len l) {
	return {n, {.kind = Kind::kSigset, .size = 0, .ptr = true, .len = l}};
}
/// A signal mask that lies on the stack, `offset` bytes above the stack pointer.
constexpr Arg stack_sigset(string_view n, int16_t offset) {
	Arg a{n, {.kind = Kind::kSigset, .size = 0, .ptr = true, .len = fixed(8)}};
	a.on_stack = offset;
	return a;
}
constexpr Arg out_sigset(string_view n, Len l) {
	return {n, {.kind = Kind::kSigset, .size = 0, .ptr = true, .len = l}, Dir::kOut};
}
constexpr Arg in_sockaddr(string_view n, Len l) {
	return {n, to_sockaddr(l)};
}
constexpr Arg out_sockaddr(string_view n, Len l) {
	return {n, to_sockaddr(l), Dir::kOut};
}

inline constexpr Type kStringPointer = to_str();
constexpr Arg argv(string_view n) {
	return in_array(n, kStringPointer, to_null());
}
/// Only counted, unless -v is given.
constexpr Arg envp(string_view n) {
	Arg a = in_array(n, kStringPointer, to_null()).special("envp");
	a.type.shallow = true;
	return a;
}

// ---- return values --------------------------------------------------------------------------------------------------

constexpr Ret ret_int() {
	return {};
}
constexpr Ret ret_fd() {
	return {RetKind::kFd};
}
constexpr Ret ret_uint() {
	return {RetKind::kUInt};
}
constexpr Ret ret_hex() {
	return {RetKind::kHex};
}
constexpr Ret ret_oct() {
	return {RetKind::kOct};
}
constexpr Ret ret_none() {
	return {RetKind::kNone};
}
constexpr Ret ret_flags(const Xlat& x) {
	return {RetKind::kFlags, &x};
}
constexpr Ret ret_enum(const Xlat& x) {
	return {RetKind::kEnum, &x};
}
constexpr Ret ret_by(string_view function) {
	return {.special = function};
}

} // namespace strobe::spec
