// SPDX-License-Identifier: BSD-2-Clause
// Structures that ioctl takes, as x86-64 lays them out.
#pragma once

#include "spec/structs_common.h"
#include "spec/xlat_fs.h"
#include "spec/xlat_mm.h"
#include "spec/xlat_net.h"

namespace strobe::spec {

// clang-format off

// ---- terminals ------------------------------------------------------------------------------------------------------

inline constexpr Field kWinsizeFields[] = {{"ws_row", 0, t_uint(2)}, {"ws_col", 2, t_uint(2)}, {"ws_xpixel", 4, t_uint(2)}, {"ws_ypixel", 6, t_uint(2)}};
inline constexpr StructDef kWinsize{"winsize", 8, kWinsizeFields};

// ---- network interfaces ---------------------------------------------------------------------------------------------

inline constexpr uint16_t kIfreqSize = 40;
inline constexpr Field kIfrName = {"ifr_name", 0, t_chars(16)};
constexpr Field ifr(string_view name, const Type& t) { return {name, 16, t, Show::kAfter}; }
inline constexpr Type kInPlaceSockaddr = {.kind = Kind::kSockaddr, .size = 0, .len = fixed(16)};
inline constexpr Type kInPlaceHwaddr = special(t_bytes(16), "hardware_address");

inline constexpr Field kIfrAddrFields[] = {kIfrName, ifr("ifr_addr", kInPlaceSockaddr)};
inline constexpr StructDef kIfrAddr{"ifreq", kIfreqSize, kIfrAddrFields};
inline constexpr Field kIfrDstaddrFields[] = {kIfrName, ifr("ifr_dstaddr", kInPlaceSockaddr)};
inline constexpr StructDef kIfrDstaddr{"ifreq", kIfreqSize, kIfrDstaddrFields};
inline constexpr Field kIfrBroadaddrFields[] = {kIfrName, ifr("ifr_broadaddr", kInPlaceSockaddr)};
inline constexpr StructDef kIfrBroadaddr{"ifreq", kIfreqSize, kIfrBroadaddrFields};
inline constexpr Field kIfrNetmaskFields[] = {kIfrName, ifr("ifr_netmask", kInPlaceSockaddr)};
inline constexpr StructDef kIfrNetmask{"ifreq", kIfreqSize, kIfrNetmaskFields};
inline constexpr Field kIfrHwaddrFields[] = {kIfrName, ifr("ifr_hwaddr", kInPlaceHwaddr)};
inline constexpr StructDef kIfrHwaddr{"ifreq", kIfreqSize, kIfrHwaddrFields};
inline constexpr Field kIfrFlagsFields[] = {kIfrName, ifr("ifr_flags", t_flags(interface_flags, 2))};
inline constexpr StructDef kIfrFlags{"ifreq", kIfreqSize, kIfrFlagsFields};
inline constexpr Field kIfrIndexFields[] = {kIfrName, ifr("ifr_ifindex", t_int())};
inline constexpr StructDef kIfrIndex{"ifreq", kIfreqSize, kIfrIndexFields};
inline constexpr Field kIfrMetricFields[] = {kIfrName, ifr("ifr_metric", t_int())};
inline constexpr StructDef kIfrMetric{"ifreq", kIfreqSize, kIfrMetricFields};
inline constexpr Field kIfrMtuFields[] = {kIfrName, ifr("ifr_mtu", t_int())};
inline constexpr StructDef kIfrMtu{"ifreq", kIfreqSize, kIfrMtuFields};
inline constexpr Field kIfrQlenFields[] = {kIfrName, ifr("ifr_qlen", t_int())};
inline constexpr StructDef kIfrQlen{"ifreq", kIfreqSize, kIfrQlenFields};
inline constexpr Field kIfrSlaveFields[] = {kIfrName, ifr("ifr_slave", t_chars(16))};
inline constexpr StructDef kIfrSlave{"ifreq", kIfreqSize, kIfrSlaveFields};
inline constexpr Field kIfrNewnameFields[] = {kIfrName, ifr("ifr_newname", t_chars(16))};
inline constexpr StructDef kIfrNewname{"ifreq", kIfreqSize, kIfrNewnameFields};
/// SIOCGIFNAME asks with a number and gets the name.
inline constexpr Field kIfrNameOfFields[] = {{"ifr_ifindex", 16, t_int()}, {"ifr_name", 0, t_chars(16), Show::kAfter}};
inline constexpr StructDef kIfrNameOf{"ifreq", kIfreqSize, kIfrNameOfFields};
inline constexpr Field kIfrBridgeFields[] = {{"ifr_ifindex", 16, special(t_uint(), "interface_index")}};
inline constexpr StructDef kIfrBridge{"ifreq", kIfreqSize, kIfrBridgeFields};

inline constexpr Field kIfmapFields[] = {
	{"mem_start", 0, t_hex(8)}, {"mem_end", 8, t_hex(8)}, {"base_addr", 16, t_hex(2)}, {"irq", 18, t_hex(1)}, {"dma", 19, t_hex(1)}, {"port", 20, t_hex(1)}};
inline constexpr StructDef kIfmap{"ifmap", 24, kIfmapFields};
inline constexpr Field kIfrMapFields[] = {kIfrName, ifr("ifr_map", t_struct(kIfmap))};
inline constexpr StructDef kIfrMap{"ifreq", kIfreqSize, kIfrMapFields};

/// Printed by the function "ifconf"; here for the sake of the buffer.
inline constexpr Field kIfconfFields[] = {{"ifc_len", 0, t_int()}, {"ifc_buf", 8, to_bytes(by("ifc_len", 4096))}};
inline constexpr StructDef kIfconf{"ifconf", 16, kIfconfFields};

// ---- block devices --------------------------------------------------------------------------------------------------

inline constexpr Name kBlkpgNames[] = {{1, "BLKPG_ADD_PARTITION"}, {2, "BLKPG_DEL_PARTITION"}, {3, "BLKPG_RESIZE_PARTITION"}};
inline constexpr Xlat kBlkpgOps = {"BLKPG_???", kBlkpgNames};
inline constexpr Field kPartitionFields[] = {
	{"start", 0, t_int(8)}, {"length", 8, t_int(8)}, {"pno", 16, t_int()}, {"devname", 20, t_chars(64)}, {"volname", 84, t_chars(64)}};
inline constexpr StructDef kPartition{"blkpg_partition", 152, kPartitionFields};
inline constexpr Field kBlkpgFields[] = {{"op", 0, t_enum(kBlkpgOps)}, {"flags", 4, t_int()}, {"datalen", 8, t_int()}, {"data", 16, to(t_struct(kPartition))}};
inline constexpr StructDef kBlkpg{"blkpg_ioctl_arg", 24, kBlkpgFields};

inline constexpr Field kBlkTraceFields[] = {
	{"act_mask", 32, t_uint(2)}, {"buf_size", 36, t_uint()}, {"buf_nr", 40, t_uint()}, {"start_lba", 48, t_uint(8)}, {"end_lba", 56, t_uint(8)},
	{"pid", 64, t_pid()}, {"name", 0, t_chars(32), Show::kAfter}};
inline constexpr StructDef kBlkTrace{"blk_user_trace_setup", 72, kBlkTraceFields};

inline constexpr Type kLoopKey = special({.kind = Kind::kBytes, .size = 0, .len = by("lo_encrypt_key_size", 32)}, "loop_key");
inline constexpr Type kHexLong = t_hex(8);
inline constexpr Type kHexByte = t_hex(1);
inline constexpr Field kLoopInfo64Fields[] = {
	{"lo_device", 0, t_dev(8), Show::kVerbose}, {"lo_inode", 8, t_uint(8), Show::kVerbose}, {"lo_rdevice", 16, t_dev(8), Show::kVerbose},
	{"lo_offset", 24, t_hex(8)}, {"lo_sizelimit", 32, t_uint(8), Show::kVerbose}, {"lo_number", 40, t_uint()},
	{"lo_encrypt_type", 44, t_enum(loop_crypt_types), Show::kVerbose}, {"lo_encrypt_key_size", 48, t_uint(), Show::kVerbose},
	{"lo_flags", 52, t_flags(loop_flags)}, {"lo_file_name", 56, t_chars(64)}, {"lo_crypt_name", 120, t_chars(64), Show::kVerbose},
	{"lo_encrypt_key", 184, kLoopKey, Show::kVerbose},
	{"lo_init", 216, t_array(kHexLong, 2), Show::kVerbose}};
inline constexpr StructDef kLoopInfo64{"loop_info64", 232, kLoopInfo64Fields};
/// The same when lo_encrypt_type is set: nothing about the encryption is left out then.
inline constexpr Field kLoopInfo64CryptFields[] = {
	{"lo_device", 0, t_dev(8), Show::kVerbose}, {"lo_inode", 8, t_uint(8), Show::kVerbose}, {"lo_rdevice", 16, t_dev(8), Show::kVerbose},
	{"lo_offset", 24, t_hex(8)}, {"lo_sizelimit", 32, t_uint(8), Show::kVerbose}, {"lo_number", 40, t_uint()},
	{"lo_encrypt_type", 44, t_enum(loop_crypt_types)}, {"lo_encrypt_key_size", 48, t_uint()},
	{"lo_flags", 52, t_flags(loop_flags)}, {"lo_file_name", 56, t_chars(64)}, {"lo_crypt_name", 120, t_chars(64)},
	{"lo_encrypt_key", 184, kLoopKey},
	{"lo_init", 216, t_array(kHexLong, 2), Show::kVerbose}};
inline constexpr StructDef kLoopInfo64Crypt{"loop_info64", 232, kLoopInfo64CryptFields};
inline constexpr Field kLoopInfoFields[] = {
	{"lo_number", 0, t_int()}, {"lo_device", 8, t_dev(8), Show::kVerbose}, {"lo_inode", 16, t_uint(8), Show::kVerbose}, {"lo_rdevice", 24, t_dev(8), Show::kVerbose},
	{"lo_offset", 32, t_hex()}, {"lo_encrypt_type", 36, t_enum(loop_crypt_types), Show::kVerbose}, {"lo_encrypt_key_size", 40, t_uint(), Show::kVerbose},
	{"lo_flags", 44, t_flags(loop_flags)}, {"lo_name", 48, t_chars(64)},
	{"lo_encrypt_key", 112, kLoopKey, Show::kVerbose},
	{"lo_init", 144, t_array(kHexLong, 2), Show::kVerbose}, {"reserved", 160, t_array(kHexByte, 4), Show::kVerbose}};
inline constexpr StructDef kLoopInfo{"loop_info", 168, kLoopInfoFields};
inline constexpr Field kLoopInfoCryptFields[] = {
	{"lo_number", 0, t_int()}, {"lo_device", 8, t_dev(8), Show::kVerbose}, {"lo_inode", 16, t_uint(8), Show::kVerbose}, {"lo_rdevice", 24, t_dev(8), Show::kVerbose},
	{"lo_offset", 32, t_hex()}, {"lo_encrypt_type", 36, t_enum(loop_crypt_types)}, {"lo_encrypt_key_size", 40, t_uint()},
	{"lo_flags", 44, t_flags(loop_flags)}, {"lo_name", 48, t_chars(64)},
	{"lo_encrypt_key", 112, kLoopKey},
	{"lo_init", 144, t_array(kHexLong, 2), Show::kVerbose}, {"reserved", 160, t_array(kHexByte, 4), Show::kVerbose}};
inline constexpr StructDef kLoopInfoCrypt{"loop_info", 168, kLoopInfoCryptFields};
inline constexpr Field kLoopConfigFields[] = {
	{"fd", 0, t_fd()}, {"block_size", 4, t_uint()}, {"info", 8, special(t_struct(kLoopInfo64), "loop_info64")}, {"__reserved", 240, t_array(kHexLong, 8), Show::kNonZero}};
inline constexpr StructDef kLoopConfig{"loop_config", 304, kLoopConfigFields};

// ---- files ----------------------------------------------------------------------------------------------------------

inline constexpr Field kCloneRangeFields[] = {{"src_fd", 0, t_fd()}, {"src_offset", 8, t_uint(8)}, {"src_length", 16, t_uint(8)}, {"dest_offset", 24, t_uint(8)}};
inline constexpr StructDef kCloneRange{"file_clone_range", 32, kCloneRangeFields};
inline constexpr Field kTrimRangeFields[] = {{"start", 0, t_hex(8)}, {"len", 8, t_uint(8)}, {"minlen", 16, t_uint(8)}};
inline constexpr StructDef kTrimRange{"fstrim_range", 24, kTrimRangeFields};
inline constexpr Field kFsxattrGetFields[] = {
	{"fsx_xflags", 0, t_flags(fs_xflags)}, {"fsx_extsize", 4, t_uint()}, {"fsx_nextents", 8, t_uint()}, {"fsx_projid", 12, t_hex()}, {"fsx_cowextsize", 16, t_uint()}};
inline constexpr StructDef kFsxattrGet{"fsxattr", 28, kFsxattrGetFields};
inline constexpr Field kFsxattrSetFields[] = {
	{"fsx_xflags", 0, t_flags(fs_xflags)}, {"fsx_extsize", 4, t_uint()}, {"fsx_projid", 12, t_hex()}, {"fsx_cowextsize", 16, t_uint()}};
inline constexpr StructDef kFsxattrSet{"fsxattr", 28, kFsxattrSetFields};

// ---- real-time clocks -----------------------------------------------------------------------------------------------

inline constexpr Field kRtcTimeFields[] = {
	{"tm_sec", 0, t_int()}, {"tm_min", 4, t_int()}, {"tm_hour", 8, t_int()}, {"tm_mday", 12, t_int()}, {"tm_mon", 16, t_int()}, {"tm_year", 20, t_int()},
	{"tm_wday", 24, t_int(), Show::kVerbose}, {"tm_yday", 28, t_int(), Show::kVerbose}, {"tm_isdst", 32, t_int(), Show::kVerbose}};
inline constexpr StructDef kRtcTime{"rtc_time", 36, kRtcTimeFields};
inline constexpr Field kRtcAlarmFields[] = {{"enabled", 0, t_uint(1)}, {"pending", 1, t_uint(1)}, {"time", 4, t_struct(kRtcTime)}};
inline constexpr StructDef kRtcAlarm{"rtc_wkalrm", 40, kRtcAlarmFields};
inline constexpr Field kRtcPllFields[] = {
	{"pll_ctrl", 0, t_int()}, {"pll_value", 4, t_int()}, {"pll_max", 8, t_int()}, {"pll_min", 12, t_int()}, {"pll_posmult", 16, t_int()},
	{"pll_negmult", 20, t_int()}, {"pll_clock", 24, t_int(8)}};
inline constexpr StructDef kRtcPll{"rtc_pll_info", 32, kRtcPllFields};
inline constexpr Name kRtcVoltageNames[] = {
	{1, "RTC_VL_DATA_INVALID"}, {2, "RTC_VL_BACKUP_LOW"}, {4, "RTC_VL_BACKUP_EMPTY"}, {8, "RTC_VL_ACCURACY_LOW"}, {16, "RTC_VL_BACKUP_SWITCH"}};
inline constexpr Xlat kRtcVoltage = {"RTC_VL_???", kRtcVoltageNames};

// ---- userfaultfd ----------------------------------------------------------------------------------------------------

inline constexpr Field kUffdRangeFields[] = {{"start", 0, t_hex(8)}, {"len", 8, t_hex(8)}};
inline constexpr StructDef kUffdRange{"uffdio_range", 16, kUffdRangeFields};
inline constexpr Field kUffdCopyFields[] = {
	{"dst", 0, t_hex(8)}, {"src", 8, t_hex(8)}, {"len", 16, t_hex(8)}, {"mode", 24, t_flags(uffd_copy_flags, 8)}, {"copy", 32, t_hex(8), Show::kAfter}};
inline constexpr StructDef kUffdCopy{"uffdio_copy", 40, kUffdCopyFields};
inline constexpr Field kUffdRegisterFields[] = {
	{"range", 0, t_struct(kUffdRange)}, {"mode", 16, t_flags(uffd_register_mode_flags, 8)}, {"ioctls", 24, t_flags(uffd_register_ioctl_flags, 8), Show::kAfter}};
inline constexpr StructDef kUffdRegister{"uffdio_register", 32, kUffdRegisterFields};
inline constexpr Field kUffdZeropageFields[] = {
	{"range", 0, t_struct(kUffdRange)}, {"mode", 16, t_flags(uffd_zeropage_flags, 8)}, {"zeropage", 24, t_hex(8), Show::kAfter}};
inline constexpr StructDef kUffdZeropage{"uffdio_zeropage", 32, kUffdZeropageFields};
/// Printed by the function "uffd_api".
inline constexpr StructDef kUffdApi{"uffdio_api", 24, {}};

// clang-format on

} // namespace strobe::spec
