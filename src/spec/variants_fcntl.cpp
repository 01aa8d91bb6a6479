// SPDX-License-Identifier: BSD-2-Clause
// fcntl by its command. Commands that are not here show their argument as a number.
#include "spec/structs_fs.h"
#include "spec/variants.h"
#include "spec/words.h"

namespace strobe::spec {

namespace {

// Kernel numbers: the C library's fcntl.h renames some of them.
enum Command : uint64_t {
	kDupfd = 0,
	kGetfd = 1,
	kSetfd = 2,
	kGetfl = 3,
	kSetfl = 4,
	kGetlk = 5,
	kSetlk = 6,
	kSetlkw = 7,
	kSetown = 8,
	kGetown = 9,
	kSetsig = 10,
	kGetsig = 11,
	kSetownEx = 15,
	kGetownEx = 16,
	kOfdGetlk = 36,
	kOfdSetlk = 37,
	kOfdSetlkw = 38,
	kSetlease = 1024,
	kGetlease = 1025,
	kNotify = 1026,
	kDupfdQuery = 1027,
	kDupfdCloexec = 1030,
	kSetpipeSize = 1031,
	kGetpipeSize = 1032,
	kAddSeals = 1033,
	kGetSeals = 1034,
};

constexpr Variant none(uint64_t cmd, Ret ret) {
	return {cmd, ret, {fd("fd"), choice("cmd", fcntl_cmds)}};
}
constexpr Variant with(uint64_t cmd, Ret ret, const Arg& a) {
	return {cmd, ret, {fd("fd"), choice("cmd", fcntl_cmds), a}};
}

constexpr Ret hex_by(string_view function) {
	return {.kind = RetKind::kHex, .special = function};
}

constexpr Variant kCommands[] = {
	with(kDupfd, ret_fd(), lnum("arg")),
	with(kDupfdCloexec, ret_fd(), lnum("arg")),
	with(kDupfdQuery, ret_int(), fd("arg")),
	none(kGetfd, hex_by("fd_flags")),
	with(kSetfd, ret_int(), flags("arg", fd_flags)),
	none(kGetfl, hex_by("open_flags")),
	with(kSetfl, ret_int(), flags("arg", open_flags)),
	with(kGetlk, ret_int(), out_struct("arg", kFoundFlock)),
	with(kSetlk, ret_int(), in_struct("arg", kFlock)),
	with(kSetlkw, ret_int(), in_struct("arg", kFlock)),
	with(kOfdGetlk, ret_int(), out_struct("arg", kFoundFlock)),
	with(kOfdSetlk, ret_int(), in_struct("arg", kFlock)),
	with(kOfdSetlkw, ret_int(), in_struct("arg", kFlock)),
	with(kSetown, ret_int(), arg("arg", t_pid())),
	none(kGetown, ret_int()),
	with(kSetownEx, ret_int(), in_struct("arg", kOwner)),
	with(kGetownEx, ret_int(), out_struct("arg", kOwner)),
	with(kSetsig, ret_int(), signal("arg")),
	none(kGetsig, ret_by("signal")),
	with(kSetlease, ret_int(), choice("arg", lock_types, 8)),
	none(kGetlease, ret_enum(lock_types)),
	with(kNotify, ret_int(), flags("arg", notify_flags, 8)),
	with(kSetpipeSize, ret_int(), lnum("arg")),
	none(kGetpipeSize, ret_int()),
	with(kAddSeals, ret_int(), flags("arg", seals, 8)),
	none(kGetSeals, hex_by("seals")),
};

} // namespace

constinit const Variants fcntl_variants = {.key = {"cmd"}, .list = kCommands};

} // namespace strobe::spec
