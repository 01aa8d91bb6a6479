// SPDX-License-Identifier: BSD-2-Clause
// fsconfig and quotactl by their commands.
#include "spec/structs_fs.h"
#include "spec/variants.h"
#include "spec/words.h"

namespace strobe::spec {

namespace {

// ---- fsconfig -------------------------------------------------------------------------------------------------------

constexpr uint32_t kKeyMax = 256; ///< the kernel's own limit of a key and of a string

constexpr Variant configure(uint64_t cmd, const Arg& value, const Arg& aux) {
	return {cmd, ret_int(), {fd("fd"), choice("cmd", fsconfig_cmds), str("key").cap(kKeyMax), value, aux}};
}

constexpr Variant kConfig[] = {
	configure(0, addr("value"), num("aux")),
	configure(1, str("value").cap(kKeyMax), num("aux")),
	configure(2, in_bytes("value", by("aux", 1024 * 1024)).special("fsconfig_binary"), num("aux")),
	configure(3, path("value"), dirfd("aux")),
	configure(4, path("value"), dirfd("aux")),
	configure(5, addr("value"), fd("aux")),
};

// ---- quotactl -------------------------------------------------------------------------------------------------------

constexpr uint64_t command(uint32_t number) {
	return static_cast<uint32_t>(number << 8); // the low byte is the type of the quota
}

constexpr Arg unused(string_view name) {
	return arg(name, t_skip(8));
}

/// Both calls have the same commands; they differ in what they name the file system by.
struct Target {
	Arg first, second;
};
constexpr Arg kCommand = arg("cmd", special(t_uint(), "quota_command"));
constexpr Target kByPath{kCommand, path("special")};
constexpr Target kByFd{fd("fd"), kCommand};

constexpr Variant quota(const Target& t, uint32_t cmd, const Arg& id, const Arg& data) {
	return {command(cmd), ret_int(), {t.first, t.second, id, data}};
}
constexpr Variant quota(const Target& t, uint32_t cmd, const Arg& data) {
	return quota(t, cmd, unused("id"), data);
}
constexpr Variant quota(const Target& t, uint32_t cmd) {
	return {command(cmd), ret_int(), {t.first, t.second}};
}

constexpr Type kFormat = t_enum(quota_formats);
constexpr Type kXfsFlags = t_flags(xfs_quota_flags);
constexpr Type kXfsTypes = t_flags(xfs_dqblk_flags);

constexpr std::array<Variant, 18> commands(const Target& t) {
	return {
		quota(t, 0x800001), // Q_SYNC
		quota(t, 0x800002, choice("id", quota_formats), path("addr")),
		quota(t, 0x800003), // Q_QUOTAOFF
		quota(t, 0x800004, out_ref("addr", kFormat)),
		quota(t, 0x800005, out_struct("addr", kDqinfo)),
		quota(t, 0x800006, in_struct("addr", kDqinfo)),
		quota(t, 0x800007, uid("id"), out_struct("addr", kDqblk)),
		quota(t, 0x800008, uid("id"), in_struct("addr", kDqblk)),
		quota(t, 0x800009, uid("id"), out_struct("addr", kNextDqblk)),
		quota(t, 0x5801, in_ref("addr", kXfsFlags)),
		quota(t, 0x5802, in_ref("addr", kXfsFlags)),
		quota(t, 0x5803, uid("id"), out_struct("addr", kXfsQuota)),
		quota(t, 0x5804, uid("id"), in_struct("addr", kXfsQuota)),
		quota(t, 0x5805, out_struct("addr", kQuotaStat)),
		quota(t, 0x5806, in_ref("addr", kXfsTypes)),
		quota(t, 0x5807), // Q_XQUOTASYNC
		quota(t, 0x5808, out_struct("addr", kQuotaStatv)),
		quota(t, 0x5809, uid("id"), out_struct("addr", kXfsQuota)),
	};
}

constexpr auto kQuotactl = commands(kByPath);
constexpr auto kQuotactlFd = commands(kByFd);

constexpr uint64_t kWithoutType = 0xffffff00;

} // namespace

constinit const Variants fsconfig_variants = {.key = {"cmd"}, .list = kConfig};
constinit const Variants quotactl_variants = {.key = {"cmd"}, .mask = kWithoutType, .list = kQuotactl};
constinit const Variants quotactl_fd_variants = {.key = {"cmd"}, .mask = kWithoutType, .list = kQuotactlFd};

} // namespace strobe::spec
