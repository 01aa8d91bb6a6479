// SPDX-License-Identifier: BSD-2-Clause
// keyctl by its command.
#include "spec/structs_sys.h"
#include "spec/variants.h"
#include "spec/words.h"

namespace strobe::spec {

namespace {

constexpr Type kCapability = t_hex(1);

constexpr Arg option() {
	return choice("option", keyctl_cmds);
}
constexpr Arg serial(string_view n) {
	return arg(n, kKeySerial);
}
constexpr Arg key_text(string_view n) {
	return out_bytes(n, by_ret()).special("key_text");
}
constexpr Arg key_data(string_view n) {
	return out_bytes(n, by_ret()).special("key_data");
}

// Their lengths are in `params`, where a length cannot be named from here.
constexpr uint32_t kCaptured = 4096;
constexpr Arg key_input(string_view n) {
	return in_bytes(n, fixed(kCaptured)).special("key_input");
}
constexpr Arg key_input2(string_view n) {
	return in_bytes(n, fixed(kCaptured)).special("key_length2");
}
constexpr Arg key_output(string_view n) {
	return out_bytes(n, fixed(kCaptured)).special("key_length2");
}

// clang-format off
constexpr Variant kKeyctl[] = {
	{0 /* GET_KEYRING_ID */, ret_int(), {option(), serial("id"), num("create")}},
	{1 /* JOIN_SESSION_KEYRING */, ret_int(), {option(), str("name")}},
	{2 /* UPDATE */, ret_int(), {option(), serial("id"), in_bytes("payload", by("plen")), size("plen")}},
	{3 /* REVOKE */, ret_int(), {option(), serial("id")}},
	{4 /* CHOWN */, ret_int(), {option(), serial("id"), uid("uid"), uid("gid")}},
	{5 /* SETPERM */, ret_int(), {option(), serial("id"), flags("perm", key_perms)}},
	{6 /* DESCRIBE */, ret_int(), {option(), serial("id"), key_text("buffer"), size("buflen")}},
	{7 /* CLEAR */, ret_int(), {option(), serial("id")}},
	{8 /* LINK */, ret_int(), {option(), serial("id"), serial("ringid")}},
	{9 /* UNLINK */, ret_int(), {option(), serial("id"), serial("ringid")}},
	{10 /* SEARCH */, ret_int(), {option(), serial("ringid"), str("type"), str("description"), serial("destringid")}},
	{11 /* READ */, ret_int(), {option(), serial("id"), key_data("buffer"), size("buflen")}},
	{12 /* INSTANTIATE */, ret_int(), {option(), serial("id"), in_bytes("payload", by("plen")), size("plen"), serial("ringid")}},
	{13 /* NEGATE */, ret_int(), {option(), serial("id"), unum("timeout"), serial("ringid")}},
	{14 /* SET_REQKEY_KEYRING */, ret_int(), {option(), arg("reqkey_defl", special(t_int(), "request_key_default"))}},
	{15 /* SET_TIMEOUT */, ret_int(), {option(), serial("id"), unum("timeout")}},
	{16 /* ASSUME_AUTHORITY */, ret_int(), {option(), serial("id")}},
	{17 /* GET_SECURITY */, ret_int(), {option(), serial("id"), key_text("buffer"), size("buflen")}},
	{18 /* SESSION_TO_PARENT */, ret_int(), {option()}},
	{19 /* REJECT */, ret_int(), {option(), serial("id"), unum("timeout"), arg("error", special(t_uint(), "errno")), serial("ringid")}},
	{20 /* INSTANTIATE_IOV */, ret_int(), {option(), serial("id"), in_array("payload_iov", kInIovecType, by("ioc")), size("ioc"), serial("ringid")}},
	{21 /* INVALIDATE */, ret_int(), {option(), serial("id")}},
	{22 /* GET_PERSISTENT */, ret_int(), {option(), uid("uid"), serial("destringid")}},
	{23 /* DH_COMPUTE */, ret_int(), {option(), in_struct("params", kDhParams), key_data("buffer"), size("buflen"), in_struct("kdf", kKdfParams)}},
	{24 /* PKEY_QUERY */, ret_int(), {option(), serial("id"), hex("reserved"), str("info"), out_struct("res", kPkeyQuery)}},
	{25 /* PKEY_ENCRYPT */, ret_int(), {option(), in_struct("params", kPkeyOut), str("info"), key_input("in"), key_output("out")}},
	{26 /* PKEY_DECRYPT */, ret_int(), {option(), in_struct("params", kPkeyOut), str("info"), key_input("in"), key_output("out")}},
	{27 /* PKEY_SIGN */, ret_int(), {option(), in_struct("params", kPkeyOut), str("info"), key_input("in"), key_output("out")}},
	{28 /* PKEY_VERIFY */, ret_int(), {option(), in_struct("params", kPkeyIn2), str("info"), key_input("in"), key_input2("in2")}},
	{29 /* RESTRICT_KEYRING */, ret_int(), {option(), serial("id"), str("type"), str("restriction")}},
	{30 /* MOVE */, ret_int(), {option(), serial("id"), serial("from_ringid"), serial("to_ringid"), flags("flags", keyctl_move_flags)}},
	{31 /* CAPABILITIES */, ret_int(), {option(), out_array("buffer", kCapability, by("buflen")).special("key_capabilities"), size("buflen")}},
};
// clang-format on

} // namespace

constinit const Variants keyctl_variants = {.key = {"option", ""}, .list = kKeyctl};

} // namespace strobe::spec
