// SPDX-License-Identifier: BSD-2-Clause
// Requests of storage (memory technology devices, SCSI, device mapper) and of seccomp's notifications.
#pragma once

#include <linux/bsg.h>
#include <linux/dm-ioctl.h>
#include <linux/seccomp.h>
#include <mtd/mtd-abi.h>
#include <scsi/sg.h>

#include "spec/ioctl_words.h"
#include "spec/structs_common.h"
#include "spec/xlat_fs.h"
#include "spec/xlat_storage.h"

namespace strobe::spec::ioctl {

// clang-format off

// ---- memory technology devices --------------------------------------------------------------------------------------

inline constexpr Type kHex32 = t_hex();
inline constexpr Type kUint32 = t_uint();
inline constexpr Type kInt32 = t_int();
inline constexpr Type kUint64 = t_uint(8);
inline constexpr Type kHex64 = t_hex(8);

inline constexpr Field kEraseFields[] = {{"start", 0, t_hex()}, {"length", 4, t_hex()}};
inline constexpr StructDef kErase{"erase_info_user", 8, kEraseFields};
inline constexpr Field kErase64Fields[] = {{"start", 0, t_hex(8)}, {"length", 8, t_hex(8)}};
inline constexpr StructDef kErase64{"erase_info_user64", 16, kErase64Fields};
inline constexpr Field kOobFields[] = {{"start", 0, t_hex()}, {"length", 4, t_hex()}, {"ptr", 8, t_addr()}};
inline constexpr StructDef kOob{"mtd_oob_buf", 16, kOobFields};
inline constexpr Field kOob64Fields[] = {{"start", 0, t_hex(8)}, {"length", 12, t_hex()}, {"usr_ptr", 16, t_addr()}};
inline constexpr StructDef kOob64{"mtd_oob_buf64", 24, kOob64Fields};
inline constexpr Field kOtpFields[] = {{"start", 0, t_hex()}, {"length", 4, t_hex()}, {"locked", 8, t_uint()}};
inline constexpr StructDef kOtp{"otp_info", 12, kOtpFields};
inline constexpr Type kOtpMode = t_enum(mtd_otp);
inline constexpr Field kMtdWriteFields[] = {
	{"start", 0, t_hex(8)}, {"len", 8, t_hex(8)}, {"ooblen", 16, t_hex(8)}, {"usr_data", 24, t_addr()}, {"usr_oob", 32, t_addr()}, {"mode", 40, t_enum(mtd_modes, 1)}};
inline constexpr StructDef kMtdWrite{"mtd_write_req", 48, kMtdWriteFields};
inline constexpr Field kMtdInfoFields[] = {
	{"type", 0, t_enum(mtd_types, 1)}, {"flags", 4, t_flags(mtd_flags)}, {"size", 8, t_hex()}, {"erasesize", 12, t_hex()}, {"writesize", 16, t_hex()},
	{"oobsize", 20, t_hex()}, {"padding", 24, t_hex(8)}};
inline constexpr StructDef kMtdInfo{"mtd_info_user", 32, kMtdInfoFields};
inline constexpr Type kHexPair = t_array(kHex32, 2);
inline constexpr Field kNandOobFields[] = {
	{"useecc", 0, t_enum(mtd_nandecc)}, {"eccbytes", 4, t_hex()}, {"oobfree", 8, t_array(kHexPair, 8)}, {"eccpos", 72, t_array(kHex32, 32)}};
inline constexpr StructDef kNandOob{"nand_oobinfo", 200, kNandOobFields};
inline constexpr Field kOobfreeFields[] = {{"offset", 0, t_hex()}, {"length", 4, t_hex()}};
inline constexpr StructDef kOobfree{"nand_oobfree", 8, kOobfreeFields};
inline constexpr Type kOobfreeType = t_struct(kOobfree);
inline constexpr Field kEcclayoutFields[] = {
	{"eccbytes", 0, t_hex()}, {"eccpos", 4, t_array(kHex32, 64)}, {"oobavail", 260, t_hex()}, {"oobfree", 264, t_array(kOobfreeType, 8)}};
inline constexpr StructDef kEcclayout{"nand_ecclayout_user", 328, kEcclayoutFields};
inline constexpr Field kEccStatsFields[] = {{"corrected", 0, t_hex()}, {"failed", 4, t_hex()}, {"badblocks", 8, t_hex()}, {"bbtblocks", 12, t_hex()}};
inline constexpr StructDef kEccStats{"mtd_ecc_stats", 16, kEccStatsFields};
inline constexpr Field kRegionFields[] = {
	{"regionindex", 12, t_hex()}, {"offset", 0, t_hex(), Show::kAfter}, {"erasesize", 4, t_hex(), Show::kAfter}, {"numblocks", 8, t_hex(), Show::kAfter}};
inline constexpr StructDef kRegion{"region_info_user", 16, kRegionFields};

// ---- seccomp's notifications ----------------------------------------------------------------------------------------

inline constexpr Field kNotifyReplyFields[] = {
	{"id", 0, t_hex(8)}, {"val", 8, t_int(8)}, {"error", 16, special(t_int(), "negative_errno")}, {"flags", 20, t_flags(seccomp_resp_flags)}};
inline constexpr StructDef kNotifyReply{"seccomp_notif_resp", 24, kNotifyReplyFields};
inline constexpr Field kNotifyAddfdFields[] = {
	{"id", 0, t_hex(8)}, {"flags", 8, t_flags(seccomp_addfd_flags)}, {"srcfd", 12, t_fd()}, {"newfd", 16, t_int()}, {"newfd_flags", 20, t_flags(open_mode_flags)}};
inline constexpr StructDef kNotifyAddfd{"seccomp_notif_addfd", 24, kNotifyAddfdFields};
inline constexpr uint32_t kNotifyWrongDir = 0x80082102, kNotifySetFlags = 0x40082104;

// ---- SCSI -----------------------------------------------------------------------------------------------------------

/// One request for two structures, which their first number tells apart; printed by "scsi_request". A buffer may be a
/// vector: then its count is not zero. All buffers are read after the call, since they are too many to be read twice.
inline constexpr Type kScsiVector = t_struct(kInIovec);
constexpr Field number(string_view name, uint16_t offset, uint8_t size) { return {name, offset, t_uint(size), Show::kNever}; }
constexpr Field bytes(string_view name, uint16_t offset, string_view size) { return {name, offset, to_bytes(by(size)), Show::kNever}; }
constexpr Field vector(string_view name, uint16_t offset, string_view count) { return {name, offset, to_array(kScsiVector, by(count)), Show::kNever}; }
inline constexpr Field kScsiFields[] = {
	number("cmd_len", offsetof(sg_io_hdr, cmd_len), 1), number("sb_len_wr", offsetof(sg_io_hdr, sb_len_wr), 1), number("iovec_count", offsetof(sg_io_hdr, iovec_count), 2),
	number("dxfer_len", offsetof(sg_io_hdr, dxfer_len), 4), bytes("dxferp", offsetof(sg_io_hdr, dxferp), "dxfer_len"), vector("dxfer_iov", offsetof(sg_io_hdr, dxferp), "iovec_count"),
	bytes("cmdp", offsetof(sg_io_hdr, cmdp), "cmd_len"), bytes("sbp", offsetof(sg_io_hdr, sbp), "sb_len_wr"),
	number("request_len", offsetof(sg_io_v4, request_len), 4), bytes("request", offsetof(sg_io_v4, request), "request_len"),
	number("response_len", offsetof(sg_io_v4, response_len), 4), bytes("response", offsetof(sg_io_v4, response), "response_len"),
	number("dout_iovec_count", offsetof(sg_io_v4, dout_iovec_count), 4), number("dout_xfer_len", offsetof(sg_io_v4, dout_xfer_len), 4),
	number("din_iovec_count", offsetof(sg_io_v4, din_iovec_count), 4), number("din_xfer_len", offsetof(sg_io_v4, din_xfer_len), 4),
	bytes("dout_xferp", offsetof(sg_io_v4, dout_xferp), "dout_xfer_len"), vector("dout_iov", offsetof(sg_io_v4, dout_xferp), "dout_iovec_count"),
	bytes("din_xferp", offsetof(sg_io_v4, din_xferp), "din_xfer_len"), vector("din_iov", offsetof(sg_io_v4, din_xferp), "din_iovec_count")};
inline constexpr StructDef kScsi{"sg_io_v4", sizeof(sg_io_v4), kScsiFields};

constexpr Variant mapper(uint32_t code) {
	return with(code, in_bytes("arg", fixed(4096)).inout().even_if_failed().special("device_mapper"));
}

inline constexpr Variant kStorage[] = {
	mapper(DM_VERSION), mapper(DM_REMOVE_ALL), mapper(DM_LIST_DEVICES), mapper(DM_DEV_CREATE), mapper(DM_DEV_REMOVE), mapper(DM_DEV_RENAME), mapper(DM_DEV_SUSPEND),
	mapper(DM_DEV_STATUS), mapper(DM_DEV_WAIT), mapper(DM_TABLE_LOAD), mapper(DM_TABLE_CLEAR), mapper(DM_TABLE_DEPS), mapper(DM_TABLE_STATUS), mapper(DM_LIST_VERSIONS),
	mapper(DM_TARGET_MSG), mapper(DM_DEV_SET_GEOMETRY), mapper(DM_DEV_ARM_POLL),
	set(MEMERASE, kErase), set(MEMLOCK, kErase), set(MEMUNLOCK, kErase), set(MEMISLOCKED, kErase), set(MEMERASE64, kErase64),
	set(MEMWRITEOOB, kOob), set(MEMREADOOB, kOob), set(MEMWRITEOOB64, kOob64), set(MEMREADOOB64, kOob64), set(MEMWRITE, kMtdWrite),
	get(OTPGETREGIONINFO, kOtp), set(OTPLOCK, kOtp), set(OTPSELECT, kOtpMode), with(MTDFILEMODE, choice("arg", mtd_file_modes, 8)),
	set(MEMGETBADBLOCK, kUint64), set(MEMSETBADBLOCK, kUint64), get(MEMGETINFO, kMtdInfo), get(MEMGETOOBSEL, kNandOob), get(ECCGETLAYOUT, kEcclayout), get(ECCGETSTATS, kEccStats),
	get(OTPGETREGIONCOUNT, kUint32), get(MEMGETREGIONCOUNT, kInt32), ask(MEMGETREGIONINFO, kRegion),
	exchange(SECCOMP_IOCTL_NOTIF_RECV, sizeof(seccomp_notif), "seccomp_notification"), set(SECCOMP_IOCTL_NOTIF_SEND, kNotifyReply), set(SECCOMP_IOCTL_NOTIF_ID_VALID, kHex64),
	set(kNotifyWrongDir, kHex64), {SECCOMP_IOCTL_NOTIF_ADDFD, ret_fd(), {descriptor(), request(), in_struct("arg", kNotifyAddfd)}}, with(kNotifySetFlags, hex("arg")),
	with(SG_IO, inout_struct("arg", kScsi).even_if_failed().pointers_at_exit().special("scsi_request")),
};

// clang-format on

} // namespace strobe::spec::ioctl
