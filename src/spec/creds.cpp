// SPDX-License-Identifier: BSD-2-Clause
// Users, groups, capabilities, security modules.
#include "spec/topics.h"
#include "spec/words.h"

namespace strobe::spec {

namespace {

constexpr Row kRows[] = {
	Row("getuid", kCreds | kPure, {}),
	Row("geteuid", kCreds | kPure, {}),
	Row("getgid", kCreds | kPure, {}),
	Row("getegid", kCreds | kPure, {}),
	Row("setuid", kCreds, {"uid"}),
	Row("setgid", kCreds, {"gid"}),
	Row("setreuid", kCreds, {"ruid", "euid"}),
	Row("setregid", kCreds, {"rgid", "egid"}),
	Row("setresuid", kCreds, {"ruid", "euid", "suid"}),
	Row("getresuid", kCreds, {"ruidp", "euidp", "suidp"}),
	Row("setresgid", kCreds, {"rgid", "egid", "sgid"}),
	Row("getresgid", kCreds, {"rgidp", "egidp", "sgidp"}),
	Row("setfsuid", kCreds, {"uid"}),
	Row("setfsgid", kCreds, {"gid"}),
	Row("getgroups", kCreds, {"gidsetsize", "grouplist"}),
	Row("setgroups", kCreds, {"gidsetsize", "grouplist"}),
	Row("capget", kCreds, {"header", "dataptr"}),
	Row("capset", kCreds, {"header", "data"}),
	Row("landlock_create_ruleset", kDesc, {"attr", "size", "flags"}),
	Row("landlock_add_rule", kDesc, {"ruleset_fd", "rule_type", "rule_attr", "flags"}),
	Row("landlock_restrict_self", kDesc, {"ruleset_fd", "flags"}),
	Row("lsm_get_self_attr", 0, {"attr", "ctx", "size", "flags"}),
	Row("lsm_set_self_attr", 0, {"attr", "ctx", "size", "flags"}),
	Row("lsm_list_modules", 0, {"ids", "size", "flags"}),
};

} // namespace

std::span<const Row> creds_rows() {
	return kRows;
}

} // namespace strobe::spec
