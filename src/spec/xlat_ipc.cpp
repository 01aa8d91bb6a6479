// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_ipc.h"

#include "spec/xlat_join.h"

namespace strobe::spec {

namespace {

constexpr Name kIpcKeys[] = {
	{0, "IPC_PRIVATE"},
};

constexpr Name kIpcGetFlags[] = {
	{0x200, "IPC_CREAT"},
	{0x400, "IPC_EXCL"},
	{0x800, "IPC_NOWAIT"},
};

constexpr Name kShmgetFlagsPlain[] = {
	{0x200, "IPC_CREAT"},
	{0x400, "IPC_EXCL"},
	{0x800, "SHM_HUGETLB"},
	{0x1000, "SHM_NORESERVE"},
};

constexpr auto kShmgetFlagsTexts = shifted_texts("<<SHM_HUGE_SHIFT");
constexpr auto kShmgetFlagsSizes = shifted_names(kShmgetFlagsTexts);
constexpr auto kShmgetFlags = join(kShmgetFlagsPlain, kShmgetFlagsSizes);

constexpr Name kShmatFlags[] = {
	{0x1000, "SHM_RDONLY"},
	{0x2000, "SHM_RND"},
	{0x4000, "SHM_REMAP"},
	{0x8000, "SHM_EXEC"},
};

constexpr Name kMsgctlCmds[] = {
	{0, "IPC_RMID"},  {1, "IPC_SET"},   {2, "IPC_STAT"},      {3, "IPC_INFO"},
	{11, "MSG_STAT"}, {12, "MSG_INFO"}, {13, "MSG_STAT_ANY"},
};

constexpr Name kSemctlCmds[] = {
	{0, "IPC_RMID"}, {1, "IPC_SET"},   {2, "IPC_STAT"},  {3, "IPC_INFO"},      {11, "GETPID"},
	{12, "GETVAL"},  {13, "GETALL"},   {14, "GETNCNT"},  {15, "GETZCNT"},      {16, "SETVAL"},
	{17, "SETALL"},  {18, "SEM_STAT"}, {19, "SEM_INFO"}, {20, "SEM_STAT_ANY"},
};

constexpr Name kShmctlCmds[] = {
	{0, "IPC_RMID"},    {1, "IPC_SET"},   {2, "IPC_STAT"},  {3, "IPC_INFO"},      {11, "SHM_LOCK"},
	{12, "SHM_UNLOCK"}, {13, "SHM_STAT"}, {14, "SHM_INFO"}, {15, "SHM_STAT_ANY"},
};

constexpr Name kSemopFlags[] = {
	{0x1000, "SEM_UNDO"},
	{0x800, "IPC_NOWAIT"},
};

constexpr Name kMsgOpFlags[] = {
	{0x1000, "MSG_NOERROR"},
	{0x2000, "MSG_EXCEPT"},
	{0x4000, "MSG_COPY"},
	{0x800, "IPC_NOWAIT"},
};

constexpr Name kIpc64Flag[] = {
	{0x100, "IPC_64"},
};

constexpr Name kIpcCalls[] = {
	{1, "SEMOP"},   {2, "SEMGET"},  {3, "SEMCTL"}, {4, "SEMTIMEDOP"}, {11, "MSGSND"}, {12, "MSGRCV"},
	{13, "MSGGET"}, {14, "MSGCTL"}, {21, "SHMAT"}, {22, "SHMDT"},     {23, "SHMGET"}, {24, "SHMCTL"},
};

constexpr Name kMqAttrFlags[] = {
	{0x800, "O_NONBLOCK"},
};

constexpr Name kFutexOps[] = {
	{0, "FUTEX_WAIT"},
	{1, "FUTEX_WAKE"},
	{2, "FUTEX_FD"},
	{3, "FUTEX_REQUEUE"},
	{4, "FUTEX_CMP_REQUEUE"},
	{5, "FUTEX_WAKE_OP"},
	{6, "FUTEX_LOCK_PI"},
	{7, "FUTEX_UNLOCK_PI"},
	{8, "FUTEX_TRYLOCK_PI"},
	{9, "FUTEX_WAIT_BITSET"},
	{0xa, "FUTEX_WAKE_BITSET"},
	{0xb, "FUTEX_WAIT_REQUEUE_PI"},
	{0xc, "FUTEX_CMP_REQUEUE_PI"},
	{0xd, "FUTEX_LOCK_PI2"},
	{0x80, "FUTEX_WAIT_PRIVATE"},
	{0x81, "FUTEX_WAKE_PRIVATE"},
	{0x82, "FUTEX_FD|FUTEX_PRIVATE_FLAG"},
	{0x83, "FUTEX_REQUEUE_PRIVATE"},
	{0x84, "FUTEX_CMP_REQUEUE_PRIVATE"},
	{0x85, "FUTEX_WAKE_OP_PRIVATE"},
	{0x86, "FUTEX_LOCK_PI_PRIVATE"},
	{0x87, "FUTEX_UNLOCK_PI_PRIVATE"},
	{0x88, "FUTEX_TRYLOCK_PI_PRIVATE"},
	{0x89, "FUTEX_WAIT_BITSET_PRIVATE"},
	{0x8a, "FUTEX_WAKE_BITSET_PRIVATE"},
	{0x8b, "FUTEX_WAIT_REQUEUE_PI_PRIVATE"},
	{0x8c, "FUTEX_CMP_REQUEUE_PI_PRIVATE"},
	{0x8d, "FUTEX_LOCK_PI2_PRIVATE"},
	{0x100, "FUTEX_WAIT|FUTEX_CLOCK_REALTIME"},
	{0x180, "FUTEX_WAIT_PRIVATE|FUTEX_CLOCK_REALTIME"},
	{0x109, "FUTEX_WAIT_BITSET|FUTEX_CLOCK_REALTIME"},
	{0x189, "FUTEX_WAIT_BITSET_PRIVATE|FUTEX_CLOCK_REALTIME"},
	{0x10b, "FUTEX_WAIT_REQUEUE_PI|FUTEX_CLOCK_REALTIME"},
	{0x18b, "FUTEX_WAIT_REQUEUE_PI_PRIVATE|FUTEX_CLOCK_REALTIME"},
};

constexpr Name kFutexWakeOps[] = {
	{0, "FUTEX_OP_SET"}, {1, "FUTEX_OP_ADD"}, {2, "FUTEX_OP_OR"}, {3, "FUTEX_OP_ANDN"}, {4, "FUTEX_OP_XOR"},
};

constexpr Name kFutexWakeCmps[] = {
	{0, "FUTEX_OP_CMP_EQ"}, {1, "FUTEX_OP_CMP_NE"}, {2, "FUTEX_OP_CMP_LT"},
	{3, "FUTEX_OP_CMP_LE"}, {4, "FUTEX_OP_CMP_GT"}, {5, "FUTEX_OP_CMP_GE"},
};

constexpr Name kFutexWaiterFlags[] = {
	{2, "FUTEX_32"},
	{0x80, "FUTEX_PRIVATE_FLAG"},
};

constexpr Name kFutexBitset[] = {
	{0xffffffff, "FUTEX_BITSET_MATCH_ANY"},
};

constexpr Name kFutex2Sizes[] = {
	{0, "FUTEX2_SIZE_U8"},
	{1, "FUTEX2_SIZE_U16"},
	{2, "FUTEX2_SIZE_U32"},
	{3, "FUTEX2_SIZE_U64"},
};

constexpr Name kFutex2Flags[] = {
	{4, "FUTEX2_NUMA"},
	{8, "FUTEX2_MPOL"},
	{0x80, "FUTEX2_PRIVATE"},
};

constexpr Name kKeyctlCmds[] = {
	{0, "KEYCTL_GET_KEYRING_ID"},
	{1, "KEYCTL_JOIN_SESSION_KEYRING"},
	{2, "KEYCTL_UPDATE"},
	{3, "KEYCTL_REVOKE"},
	{4, "KEYCTL_CHOWN"},
	{5, "KEYCTL_SETPERM"},
	{6, "KEYCTL_DESCRIBE"},
	{7, "KEYCTL_CLEAR"},
	{8, "KEYCTL_LINK"},
	{9, "KEYCTL_UNLINK"},
	{10, "KEYCTL_SEARCH"},
	{11, "KEYCTL_READ"},
	{12, "KEYCTL_INSTANTIATE"},
	{13, "KEYCTL_NEGATE"},
	{14, "KEYCTL_SET_REQKEY_KEYRING"},
	{15, "KEYCTL_SET_TIMEOUT"},
	{16, "KEYCTL_ASSUME_AUTHORITY"},
	{17, "KEYCTL_GET_SECURITY"},
	{18, "KEYCTL_SESSION_TO_PARENT"},
	{19, "KEYCTL_REJECT"},
	{20, "KEYCTL_INSTANTIATE_IOV"},
	{21, "KEYCTL_INVALIDATE"},
	{22, "KEYCTL_GET_PERSISTENT"},
	{23, "KEYCTL_DH_COMPUTE"},
	{24, "KEYCTL_PKEY_QUERY"},
	{25, "KEYCTL_PKEY_ENCRYPT"},
	{26, "KEYCTL_PKEY_DECRYPT"},
	{27, "KEYCTL_PKEY_SIGN"},
	{28, "KEYCTL_PKEY_VERIFY"},
	{29, "KEYCTL_RESTRICT_KEYRING"},
	{30, "KEYCTL_MOVE"},
	{31, "KEYCTL_CAPABILITIES"},
	{32, "KEYCTL_WATCH_KEY"},
};

constexpr Name kKeyctlMoveFlags[] = {
	{1, "KEYCTL_MOVE_EXCL"},
};

constexpr Name kKeyctlPkeyOps[] = {
	{1, "KEYCTL_SUPPORTS_ENCRYPT"},
	{2, "KEYCTL_SUPPORTS_DECRYPT"},
	{4, "KEYCTL_SUPPORTS_SIGN"},
	{8, "KEYCTL_SUPPORTS_VERIFY"},
};

constexpr Name kKeyPerms[] = {
	{0x1000000, "KEY_POS_VIEW"},   {0x2000000, "KEY_POS_READ"},  {0x4000000, "KEY_POS_WRITE"},
	{0x8000000, "KEY_POS_SEARCH"}, {0x10000000, "KEY_POS_LINK"}, {0x20000000, "KEY_POS_SETATTR"},
	{0x3f000000, "KEY_POS_ALL"},   {0x10000, "KEY_USR_VIEW"},    {0x20000, "KEY_USR_READ"},
	{0x40000, "KEY_USR_WRITE"},    {0x80000, "KEY_USR_SEARCH"},  {0x100000, "KEY_USR_LINK"},
	{0x200000, "KEY_USR_SETATTR"}, {0x3f0000, "KEY_USR_ALL"},    {0x100, "KEY_GRP_VIEW"},
	{0x200, "KEY_GRP_READ"},       {0x400, "KEY_GRP_WRITE"},     {0x800, "KEY_GRP_SEARCH"},
	{0x1000, "KEY_GRP_LINK"},      {0x2000, "KEY_GRP_SETATTR"},  {0x3f00, "KEY_GRP_ALL"},
	{1, "KEY_OTH_VIEW"},           {2, "KEY_OTH_READ"},          {4, "KEY_OTH_WRITE"},
	{8, "KEY_OTH_SEARCH"},         {0x10, "KEY_OTH_LINK"},       {0x20, "KEY_OTH_SETATTR"},
	{0x3f, "KEY_OTH_ALL"},
};

constexpr Name kKeySpec[] = {
	{0xffffffff, "KEY_SPEC_THREAD_KEYRING"},       {0xfffffffe, "KEY_SPEC_PROCESS_KEYRING"},
	{0xfffffffd, "KEY_SPEC_SESSION_KEYRING"},      {0xfffffffc, "KEY_SPEC_USER_KEYRING"},
	{0xfffffffb, "KEY_SPEC_USER_SESSION_KEYRING"}, {0xfffffffa, "KEY_SPEC_GROUP_KEYRING"},
	{0xfffffff9, "KEY_SPEC_REQKEY_AUTH_KEY"},      {0xfffffff8, "KEY_SPEC_REQUESTOR_KEYRING"},
};

constexpr Name kKeyReqkeys[] = {
	{0xffffffffffffffff, "KEY_REQKEY_DEFL_NO_CHANGE"},
	{0, "KEY_REQKEY_DEFL_DEFAULT"},
	{1, "KEY_REQKEY_DEFL_THREAD_KEYRING"},
	{2, "KEY_REQKEY_DEFL_PROCESS_KEYRING"},
	{3, "KEY_REQKEY_DEFL_SESSION_KEYRING"},
	{4, "KEY_REQKEY_DEFL_USER_KEYRING"},
	{5, "KEY_REQKEY_DEFL_USER_SESSION_KEYRING"},
	{6, "KEY_REQKEY_DEFL_GROUP_KEYRING"},
	{7, "KEY_REQKEY_DEFL_REQUESTOR_KEYRING"},
};

} // namespace

constinit const Xlat ipc_keys = {"", kIpcKeys};
constinit const Xlat ipc_get_flags = {"", kIpcGetFlags};
constinit const Xlat shmget_flags = {"", kShmgetFlags};
constinit const Xlat shmat_flags = {"SHM_???", kShmatFlags};
constinit const Xlat msgctl_cmds = {"MSG_???", kMsgctlCmds};
constinit const Xlat semctl_cmds = {"SEM_???", kSemctlCmds};
constinit const Xlat shmctl_cmds = {"SHM_???", kShmctlCmds};
constinit const Xlat semop_flags = {"SEM_???", kSemopFlags};
constinit const Xlat msg_op_flags = {"MSG_???", kMsgOpFlags};
constinit const Xlat ipc_64_flag = {"", kIpc64Flag};
constinit const Xlat ipc_calls = {"", kIpcCalls};
constinit const Xlat mq_attr_flags = {"O_???", kMqAttrFlags};
constinit const Xlat futex_ops = {"FUTEX_???", kFutexOps};
constinit const Xlat futex_wake_ops = {"FUTEX_OP_???", kFutexWakeOps};
constinit const Xlat futex_wake_cmps = {"FUTEX_OP_CMP_???", kFutexWakeCmps};
constinit const Xlat futex_waiter_flags = {"FUTEX_???", kFutexWaiterFlags};
constinit const Xlat futex_bitset = {"", kFutexBitset};
constinit const Xlat futex2_sizes = {"", kFutex2Sizes};
constinit const Xlat futex2_flags = {"FUTEX2_???", kFutex2Flags, 0x3, &futex2_sizes};
constinit const Xlat keyctl_cmds = {"KEYCTL_???", kKeyctlCmds};
constinit const Xlat keyctl_move_flags = {"KEYCTL_MOVE_???", kKeyctlMoveFlags};
constinit const Xlat keyctl_pkey_ops = {"KEYCTL_SUPPORTS_???", kKeyctlPkeyOps};
constinit const Xlat key_perms = {"KEY_???", kKeyPerms};
constinit const Xlat key_spec = {"", kKeySpec};
constinit const Xlat key_reqkeys = {"KEY_REQKEY_DEFL_???", kKeyReqkeys};

} // namespace strobe::spec
