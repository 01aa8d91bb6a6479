// SPDX-License-Identifier: BSD-2-Clause
// Users, groups, capabilities, security modules.
#include "spec/structs_process.h"
#include "spec/topics.h"
#include "spec/variants.h"
#include "spec/words.h"
#include "spec/xlat_creds.h"

namespace strobe::spec {

namespace {

constexpr Type kId = t_uid();
constexpr Type kLsmId = t_enum(lsm_ids, 8);
constexpr Type kSize = t_uint();

/// Structures that calls without a special function for them show as far as their size goes.
constexpr Field kLsmContextFields[] = {
	{"id", 0, t_enum(lsm_ids, 8)},
	{"flags", 8, t_hex(8)},
	{"len", 16, t_uint(8)},
	{"ctx_len", 24, t_uint(8)},
};
constexpr StructDef kLsmContext{"lsm_ctx", 32, kLsmContextFields};

constexpr Field kPathBeneathFields[] = {{"allowed_access", 0, t_flags(landlock_access_fs, 8)},
										{"parent_fd", 8, t_fd()}};
constexpr StructDef kPathBeneath{"landlock_path_beneath_attr", 12, kPathBeneathFields};

constexpr Field kNetPortFields[] = {{"allowed_access", 0, t_flags(landlock_access_net, 8)}, {"port", 8, t_uint(8)}};
constexpr StructDef kNetPort{"landlock_net_port_attr", 16, kNetPortFields};

// clang-format off
constexpr Row kRows[] = {
	Row("getuid", kCreds | kPure, ret_int(), {}),
	Row("geteuid", kCreds | kPure, ret_int(), {}),
	Row("getgid", kCreds | kPure, ret_int(), {}),
	Row("getegid", kCreds | kPure, ret_int(), {}),
	Row("setuid", kCreds, ret_int(), {uid("uid")}),
	Row("setgid", kCreds, ret_int(), {uid("gid")}),
	Row("setreuid", kCreds, ret_int(), {uid("ruid"), uid("euid")}),
	Row("setregid", kCreds, ret_int(), {uid("rgid"), uid("egid")}),
	Row("setresuid", kCreds, ret_int(), {uid("ruid"), uid("euid"), uid("suid")}),
	Row("getresuid", kCreds, ret_int(), {out_ref("ruid", kId), out_ref("euid", kId), out_ref("suid", kId)}),
	Row("setresgid", kCreds, ret_int(), {uid("rgid"), uid("egid"), uid("sgid")}),
	Row("getresgid", kCreds, ret_int(), {out_ref("rgid", kId), out_ref("egid", kId), out_ref("sgid", kId)}),
	Row("setfsuid", kCreds, ret_int(), {uid("fsuid")}),
	Row("setfsgid", kCreds, ret_int(), {uid("fsgid")}),
	Row("getgroups", kCreds, ret_int(), {num("size"), out_array("list", kId, by_ret()).special("groups")}),
	Row("setgroups", kCreds, ret_int(), {num("size"), in_array("list", kId, by("size")).special("groups")}),
	Row("capget", kCreds, ret_int(), {in_struct("hdrp", kCapHeader), out_struct("datap", kCapData).special("cap_data")}),
	Row("capset", kCreds, ret_int(), {in_struct("hdrp", kCapHeader), in_struct("datap", kCapData).special("cap_data")}),
	Row("landlock_create_ruleset", kDesc, ret_fd(),
		{in_bytes("attr", by("size", 24)).special("landlock_ruleset"), size("size"), flags("flags", landlock_create_ruleset_flags)}),
	Row("landlock_add_rule", kDesc, ret_int(),
		{fd("ruleset_fd"), choice("rule_type", landlock_rule_types), addr("rule_attr"), hex("flags", 4)}).with(landlock_variants),
	Row("landlock_restrict_self", kDesc, ret_int(), {fd("ruleset_fd"), hex("flags", 4)}),
	Row("lsm_get_self_attr", 0, ret_int(),
		{choice("attr", lsm_attrs), out_struct("ctx", kLsmContext), inout_ref("size", kSize), flags("flags", lsm_flags)}),
	Row("lsm_set_self_attr", 0, ret_int(),
		{choice("attr", lsm_attrs), in_struct("ctx", kLsmContext), unum("size"), hex("flags", 4)}),
	Row("lsm_list_modules", 0, ret_int(), {out_array("ids", kLsmId, by_ret()), inout_ref("size", kSize), hex("flags", 4)}),
};

constexpr Arg kRuleset = fd("ruleset_fd"), kRuleType = choice("rule_type", landlock_rule_types), kFlags = hex("flags", 4);

constexpr Variant kRules[] = {
	Variant(1, ret_int(), {kRuleset, kRuleType, in_struct("rule_attr", kPathBeneath), kFlags}),
	Variant(2, ret_int(), {kRuleset, kRuleType, in_struct("rule_attr", kNetPort), kFlags}),
};
// clang-format on

} // namespace

constinit const Variants landlock_variants = {{"rule_type", ""}, 0xffffffff, kRules};

std::span<const Row> creds_rows() {
	return kRows;
}

} // namespace strobe::spec
