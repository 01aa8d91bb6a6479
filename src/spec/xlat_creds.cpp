// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_creds.h"

namespace strobe::spec {

namespace {

constexpr Name kCapabilities[] = {
	{0, "CAP_CHOWN"},
	{1, "CAP_DAC_OVERRIDE"},
	{2, "CAP_DAC_READ_SEARCH"},
	{3, "CAP_FOWNER"},
	{4, "CAP_FSETID"},
	{5, "CAP_KILL"},
	{6, "CAP_SETGID"},
	{7, "CAP_SETUID"},
	{8, "CAP_SETPCAP"},
	{9, "CAP_LINUX_IMMUTABLE"},
	{10, "CAP_NET_BIND_SERVICE"},
	{11, "CAP_NET_BROADCAST"},
	{12, "CAP_NET_ADMIN"},
	{13, "CAP_NET_RAW"},
	{14, "CAP_IPC_LOCK"},
	{15, "CAP_IPC_OWNER"},
	{16, "CAP_SYS_MODULE"},
	{17, "CAP_SYS_RAWIO"},
	{18, "CAP_SYS_CHROOT"},
	{19, "CAP_SYS_PTRACE"},
	{20, "CAP_SYS_PACCT"},
	{21, "CAP_SYS_ADMIN"},
	{22, "CAP_SYS_BOOT"},
	{23, "CAP_SYS_NICE"},
	{24, "CAP_SYS_RESOURCE"},
	{25, "CAP_SYS_TIME"},
	{26, "CAP_SYS_TTY_CONFIG"},
	{27, "CAP_MKNOD"},
	{28, "CAP_LEASE"},
	{29, "CAP_AUDIT_WRITE"},
	{30, "CAP_AUDIT_CONTROL"},
	{31, "CAP_SETFCAP"},
	{32, "CAP_MAC_OVERRIDE"},
	{33, "CAP_MAC_ADMIN"},
	{34, "CAP_SYSLOG"},
	{35, "CAP_WAKE_ALARM"},
	{36, "CAP_BLOCK_SUSPEND"},
	{37, "CAP_AUDIT_READ"},
	{38, "CAP_PERFMON"},
	{39, "CAP_BPF"},
	{40, "CAP_CHECKPOINT_RESTORE"},
};

constexpr Name kCapVersions[] = {
	{0x19980330, "_LINUX_CAPABILITY_VERSION_1"},
	{0x20071026, "_LINUX_CAPABILITY_VERSION_2"},
	{0x20080522, "_LINUX_CAPABILITY_VERSION_3"},
};

constexpr Name kCapMask0[] = {
	{1, "1<<CAP_CHOWN"},
	{2, "1<<CAP_DAC_OVERRIDE"},
	{4, "1<<CAP_DAC_READ_SEARCH"},
	{8, "1<<CAP_FOWNER"},
	{0x10, "1<<CAP_FSETID"},
	{0x20, "1<<CAP_KILL"},
	{0x40, "1<<CAP_SETGID"},
	{0x80, "1<<CAP_SETUID"},
	{0x100, "1<<CAP_SETPCAP"},
	{0x200, "1<<CAP_LINUX_IMMUTABLE"},
	{0x400, "1<<CAP_NET_BIND_SERVICE"},
	{0x800, "1<<CAP_NET_BROADCAST"},
	{0x1000, "1<<CAP_NET_ADMIN"},
	{0x2000, "1<<CAP_NET_RAW"},
	{0x4000, "1<<CAP_IPC_LOCK"},
	{0x8000, "1<<CAP_IPC_OWNER"},
	{0x10000, "1<<CAP_SYS_MODULE"},
	{0x20000, "1<<CAP_SYS_RAWIO"},
	{0x40000, "1<<CAP_SYS_CHROOT"},
	{0x80000, "1<<CAP_SYS_PTRACE"},
	{0x100000, "1<<CAP_SYS_PACCT"},
	{0x200000, "1<<CAP_SYS_ADMIN"},
	{0x400000, "1<<CAP_SYS_BOOT"},
	{0x800000, "1<<CAP_SYS_NICE"},
	{0x1000000, "1<<CAP_SYS_RESOURCE"},
	{0x2000000, "1<<CAP_SYS_TIME"},
	{0x4000000, "1<<CAP_SYS_TTY_CONFIG"},
	{0x8000000, "1<<CAP_MKNOD"},
	{0x10000000, "1<<CAP_LEASE"},
	{0x20000000, "1<<CAP_AUDIT_WRITE"},
	{0x40000000, "1<<CAP_AUDIT_CONTROL"},
	{0x80000000, "1<<CAP_SETFCAP"},
};

constexpr Name kCapMask1[] = {
	{1, "1<<CAP_MAC_OVERRIDE"}, {2, "1<<CAP_MAC_ADMIN"},        {4, "1<<CAP_SYSLOG"},
	{8, "1<<CAP_WAKE_ALARM"},   {0x10, "1<<CAP_BLOCK_SUSPEND"}, {0x20, "1<<CAP_AUDIT_READ"},
	{0x40, "1<<CAP_PERFMON"},   {0x80, "1<<CAP_BPF"},           {0x100, "1<<CAP_CHECKPOINT_RESTORE"},
};

constexpr Name kLandlockCreateRulesetFlags[] = {
	{1, "LANDLOCK_CREATE_RULESET_VERSION"},
	{2, "LANDLOCK_CREATE_RULESET_ERRATA"},
};

constexpr Name kLandlockRuleTypes[] = {
	{1, "LANDLOCK_RULE_PATH_BENEATH"},
	{2, "LANDLOCK_RULE_NET_PORT"},
};

constexpr Name kLandlockAccessFs[] = {
	{1, "LANDLOCK_ACCESS_FS_EXECUTE"},       {2, "LANDLOCK_ACCESS_FS_WRITE_FILE"},
	{4, "LANDLOCK_ACCESS_FS_READ_FILE"},     {8, "LANDLOCK_ACCESS_FS_READ_DIR"},
	{0x10, "LANDLOCK_ACCESS_FS_REMOVE_DIR"}, {0x20, "LANDLOCK_ACCESS_FS_REMOVE_FILE"},
	{0x40, "LANDLOCK_ACCESS_FS_MAKE_CHAR"},  {0x80, "LANDLOCK_ACCESS_FS_MAKE_DIR"},
	{0x100, "LANDLOCK_ACCESS_FS_MAKE_REG"},  {0x200, "LANDLOCK_ACCESS_FS_MAKE_SOCK"},
	{0x400, "LANDLOCK_ACCESS_FS_MAKE_FIFO"}, {0x800, "LANDLOCK_ACCESS_FS_MAKE_BLOCK"},
	{0x1000, "LANDLOCK_ACCESS_FS_MAKE_SYM"}, {0x2000, "LANDLOCK_ACCESS_FS_REFER"},
	{0x4000, "LANDLOCK_ACCESS_FS_TRUNCATE"}, {0x8000, "LANDLOCK_ACCESS_FS_IOCTL_DEV"},
};

constexpr Name kLandlockAccessNet[] = {
	{1, "LANDLOCK_ACCESS_NET_BIND_TCP"},
	{2, "LANDLOCK_ACCESS_NET_CONNECT_TCP"},
};

constexpr Name kLandlockScopes[] = {
	{1, "LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET"},
	{2, "LANDLOCK_SCOPE_SIGNAL"},
};

constexpr Name kLandlockRestrictSelfFlags[] = {
	{1, "LANDLOCK_RESTRICT_SELF_LOG_SAME_EXEC_OFF"},
	{2, "LANDLOCK_RESTRICT_SELF_LOG_NEW_EXEC_ON"},
	{4, "LANDLOCK_RESTRICT_SELF_LOG_SUBDOMAINS_OFF"},
};

constexpr Name kLsmAttrs[] = {
	{0, "LSM_ATTR_UNDEF"},         {0x64, "LSM_ATTR_CURRENT"},   {0x65, "LSM_ATTR_EXEC"},
	{0x66, "LSM_ATTR_FSCREATE"},   {0x67, "LSM_ATTR_KEYCREATE"}, {0x68, "LSM_ATTR_PREV"},
	{0x69, "LSM_ATTR_SOCKCREATE"},
};

constexpr Name kLsmIds[] = {
	{0, "LSM_ID_UNDEF"},        {0x64, "LSM_ID_CAPABILITY"}, {0x65, "LSM_ID_SELINUX"}, {0x66, "LSM_ID_SMACK"},
	{0x67, "LSM_ID_TOMOYO"},    {0x68, "LSM_ID_APPARMOR"},   {0x69, "LSM_ID_YAMA"},    {0x6a, "LSM_ID_LOADPIN"},
	{0x6b, "LSM_ID_SAFESETID"}, {0x6c, "LSM_ID_LOCKDOWN"},   {0x6d, "LSM_ID_BPF"},     {0x6e, "LSM_ID_LANDLOCK"},
	{0x6f, "LSM_ID_IMA"},       {0x70, "LSM_ID_EVM"},        {0x71, "LSM_ID_IPE"},
};

constexpr Name kLsmFlags[] = {
	{1, "LSM_FLAG_SINGLE"},
};

} // namespace

constinit const Xlat capabilities = {"CAP_???", kCapabilities};
constinit const Xlat cap_versions = {"_LINUX_CAPABILITY_VERSION_???", kCapVersions};
constinit const Xlat cap_mask0 = {"CAP_???", kCapMask0};
constinit const Xlat cap_mask1 = {"CAP_???", kCapMask1};
constinit const Xlat landlock_create_ruleset_flags = {"LANDLOCK_CREATE_RULESET_???", kLandlockCreateRulesetFlags};
constinit const Xlat landlock_rule_types = {"LANDLOCK_RULE_???", kLandlockRuleTypes};
constinit const Xlat landlock_access_fs = {"LANDLOCK_ACCESS_FS_???", kLandlockAccessFs};
constinit const Xlat landlock_access_net = {"LANDLOCK_ACCESS_NET_???", kLandlockAccessNet};
constinit const Xlat landlock_scopes = {"LANDLOCK_SCOPE_???", kLandlockScopes};
constinit const Xlat landlock_restrict_self_flags = {"LANDLOCK_RESTRICT_SELF_???", kLandlockRestrictSelfFlags};
constinit const Xlat lsm_attrs = {"LSM_ATTR_???", kLsmAttrs};
constinit const Xlat lsm_ids = {"LSM_ID_???", kLsmIds};
constinit const Xlat lsm_flags = {"LSM_FLAG_???", kLsmFlags};

} // namespace strobe::spec
