// SPDX-License-Identifier: BSD-2-Clause
// Structures of System V IPC, message queues, futexes, keys and the machine, as x86-64 lays them out.
#pragma once

#include "spec/structs_common.h"
#include "spec/xlat_ipc.h"

namespace strobe::spec {

// clang-format off

// ---- System V IPC ---------------------------------------------------------------------------------------------------

inline constexpr Field kIpcPermFields[] = {
	{"uid", 4, t_uid()}, {"gid", 8, t_uid()}, {"mode", 20, t_mode()}, {"key", 0, t_uint()}, {"cuid", 12, t_uid()}, {"cgid", 16, t_uid()}};
inline constexpr StructDef kIpcPerm{"ipc64_perm", 48, kIpcPermFields};
/// What IPC_SET reads of it.
inline constexpr Field kIpcPermSetFields[] = {{"uid", 4, t_uid()}, {"gid", 8, t_uid()}, {"mode", 20, t_mode()}};
inline constexpr StructDef kIpcPermSet{"ipc64_perm", 48, kIpcPermSetFields};

inline constexpr Field kMsqidFields[] = {
	{"msg_perm", 0, t_struct(kIpcPerm)}, {"msg_stime", 48, t_uint(8)}, {"msg_rtime", 56, t_uint(8)}, {"msg_ctime", 64, t_uint(8)},
	{"msg_qnum", 80, t_uint(8)}, {"msg_qbytes", 88, t_uint(8)}, {"msg_lspid", 96, t_pid()}, {"msg_lrpid", 100, t_pid()}};
inline constexpr StructDef kMsqid{"msqid64_ds", 120, kMsqidFields};
inline constexpr Field kMsqidSetFields[] = {{"msg_perm", 0, t_struct(kIpcPermSet)}, {"msg_qbytes", 88, t_uint(8)}};
inline constexpr StructDef kMsqidSet{"msqid64_ds", 120, kMsqidSetFields};

inline constexpr Field kMsginfoFields[] = {
	{"msgpool", 0, t_int()}, {"msgmap", 4, t_int()}, {"msgmax", 8, t_int()}, {"msgmnb", 12, t_int()}, {"msgmni", 16, t_int()},
	{"msgssz", 20, t_int()}, {"msgtql", 24, t_int()}, {"msgseg", 28, t_uint(2)}};
inline constexpr StructDef kMsginfo{"msginfo", 32, kMsginfoFields};

inline constexpr Field kSemidFields[] = {
	{"sem_perm", 0, t_struct(kIpcPerm)}, {"sem_otime", 48, t_uint(8)}, {"sem_ctime", 64, t_uint(8)}, {"sem_nsems", 80, t_uint(8)}};
inline constexpr StructDef kSemid{"semid64_ds", 104, kSemidFields};
inline constexpr Field kSemidSetFields[] = {{"sem_perm", 0, t_struct(kIpcPermSet)}};
inline constexpr StructDef kSemidSet{"semid64_ds", 104, kSemidSetFields};

inline constexpr Field kSeminfoFields[] = {
	{"semmap", 0, t_int()}, {"semmni", 4, t_int()}, {"semmns", 8, t_int()}, {"semmnu", 12, t_int()}, {"semmsl", 16, t_int()},
	{"semopm", 20, t_int()}, {"semume", 24, t_int()}, {"semusz", 28, t_int()}, {"semvmx", 32, t_int()}, {"semaem", 36, t_int()}};
inline constexpr StructDef kSeminfo{"seminfo", 40, kSeminfoFields};

inline constexpr Field kSembufFields[] = {{"sem_num", 0, t_uint(2)}, {"sem_op", 2, t_int(2)}, {"sem_flg", 4, t_flags(semop_flags, 2)}};
inline constexpr StructDef kSembuf{"sembuf", 6, kSembufFields};
inline constexpr Type kSembufType = t_struct(kSembuf);

inline constexpr Field kShmidFields[] = {
	{"shm_perm", 0, t_struct(kIpcPerm)}, {"shm_segsz", 48, t_uint(8)}, {"shm_cpid", 80, t_pid()}, {"shm_lpid", 84, t_pid()},
	{"shm_nattch", 88, t_uint(8)}, {"shm_atime", 56, t_uint(8)}, {"shm_dtime", 64, t_uint(8)}, {"shm_ctime", 72, t_uint(8)}};
inline constexpr StructDef kShmid{"shmid64_ds", 112, kShmidFields};
inline constexpr Field kShmidSetFields[] = {{"shm_perm", 0, t_struct(kIpcPermSet)}};
inline constexpr StructDef kShmidSet{"shmid64_ds", 112, kShmidSetFields};

inline constexpr Field kShminfoFields[] = {
	{"shmmax", 0, t_uint(8)}, {"shmmin", 8, t_uint(8)}, {"shmmni", 16, t_uint(8)}, {"shmseg", 24, t_uint(8)}, {"shmall", 32, t_uint(8)}};
inline constexpr StructDef kShminfo{"shminfo64", 72, kShminfoFields};

inline constexpr Field kShmUsageFields[] = {
	{"used_ids", 0, t_int()}, {"shm_tot", 8, t_uint(8)}, {"shm_rss", 16, t_uint(8)}, {"shm_swp", 24, t_uint(8)},
	{"swap_attempts", 32, t_uint(8)}, {"swap_successes", 40, t_uint(8)}};
inline constexpr StructDef kShmUsage{"shm_info", 48, kShmUsageFields};

// ---- POSIX message queues -------------------------------------------------------------------------------------------

inline constexpr Field kMqAttrFields[] = {
	{"mq_flags", 0, t_flags(mq_attr_flags, 8)}, {"mq_maxmsg", 8, t_int(8)}, {"mq_msgsize", 16, t_int(8)}, {"mq_curmsgs", 24, t_int(8)}};
inline constexpr StructDef kMqAttr{"mq_attr", 64, kMqAttrFields};
/// As mq_open takes it: the flags are not looked at.
inline constexpr Field kMqNewAttrFields[] = {
	{"mq_flags", 0, t_hex(8)}, {"mq_maxmsg", 8, t_int(8)}, {"mq_msgsize", 16, t_int(8)}, {"mq_curmsgs", 24, t_int(8)}};
inline constexpr StructDef kMqNewAttr{"mq_attr", 64, kMqNewAttrFields};

// ---- futexes --------------------------------------------------------------------------------------------------------

inline constexpr Field kFutexWaiterFields[] = {
	{"val", 0, t_hex(8)}, {"uaddr", 8, t_addr()}, {"flags", 16, t_flags(futex_waiter_flags)}, {"__reserved", 20, t_hex(), Show::kNonZero}};
inline constexpr StructDef kFutexWaiter{"futex_waitv", 24, kFutexWaiterFields};
inline constexpr Type kFutexWaiterType = t_struct(kFutexWaiter);

// ---- keys -----------------------------------------------------------------------------------------------------------

inline constexpr Type kKeySerial = special(t_int(), "key_serial");
inline constexpr Field kDhParamsFields[] = {{"private", 0, kKeySerial}, {"prime", 4, kKeySerial}, {"base", 8, kKeySerial}};
inline constexpr StructDef kDhParams{"keyctl_dh_params", 12, kDhParamsFields};

inline constexpr Type kHexInt = t_hex();
inline constexpr Field kKdfParamsFields[] = {
	{"hashname", 0, to_str()}, {"otherinfo", 8, special(to_bytes(by("otherinfolen")), "bytes_if_any")}, {"otherinfolen", 16, t_uint()},
	{"__spare", 20, t_array(kHexInt, 8), Show::kNonZero}};
inline constexpr StructDef kKdfParams{"keyctl_kdf_params", 56, kKdfParamsFields};

inline constexpr Field kPkeyQueryFields[] = {
	{"supported_ops", 0, t_flags(keyctl_pkey_ops)}, {"key_size", 4, t_uint()}, {"max_data_size", 8, t_uint(2)}, {"max_sig_size", 10, t_uint(2)},
	{"max_enc_size", 12, t_uint(2)}, {"max_dec_size", 14, t_uint(2)}, {"__spare", 16, t_array(kHexInt, 10), Show::kNonZero}};
inline constexpr StructDef kPkeyQuery{"keyctl_pkey_query", 56, kPkeyQueryFields};

inline constexpr Field kPkeyOutFields[] = {
	{"key_id", 0, kKeySerial}, {"in_len", 4, t_uint()}, {"out_len", 8, t_uint()}, {"__spare", 12, t_array(kHexInt, 7), Show::kNonZero}};
inline constexpr StructDef kPkeyOut{"keyctl_pkey_params", 40, kPkeyOutFields};
inline constexpr Field kPkeyIn2Fields[] = {
	{"key_id", 0, kKeySerial}, {"in_len", 4, t_uint()}, {"in2_len", 8, t_uint()}, {"__spare", 12, t_array(kHexInt, 7), Show::kNonZero}};
inline constexpr StructDef kPkeyIn2{"keyctl_pkey_params", 40, kPkeyIn2Fields};

// ---- the machine ----------------------------------------------------------------------------------------------------

inline constexpr Field kUtsnameFields[] = {
	{"sysname", 0, t_chars(65)}, {"nodename", 65, t_chars(65)}, {"release", 130, t_chars(65), Show::kVerbose},
	{"version", 195, t_chars(65), Show::kVerbose}, {"machine", 260, t_chars(65), Show::kVerbose}, {"domainname", 325, t_chars(65), Show::kVerbose}};
inline constexpr StructDef kUtsname{"utsname", 390, kUtsnameFields};

inline constexpr Type kLoad = t_uint(8);
inline constexpr Field kSysinfoFields[] = {
	{"uptime", 0, t_uint(8)}, {"loads", 8, t_array(kLoad, 3)}, {"totalram", 32, t_uint(8)}, {"freeram", 40, t_uint(8)},
	{"sharedram", 48, t_uint(8)}, {"bufferram", 56, t_uint(8)}, {"totalswap", 64, t_uint(8)}, {"freeswap", 72, t_uint(8)},
	{"procs", 80, t_uint(2)}, {"totalhigh", 88, t_uint(8)}, {"freehigh", 96, t_uint(8)}, {"mem_unit", 104, t_uint()}};
inline constexpr StructDef kSysinfo{"sysinfo", 112, kSysinfoFields};

inline constexpr Field kKexecSegmentFields[] = {{"buf", 0, t_addr()}, {"bufsz", 8, t_uint(8)}, {"mem", 16, t_addr()}, {"memsz", 24, t_uint(8)}};
inline constexpr StructDef kKexecSegment{"kexec_segment", 32, kKexecSegmentFields};
inline constexpr Type kKexecSegmentType = t_struct(kKexecSegment);

// clang-format on

} // namespace strobe::spec
