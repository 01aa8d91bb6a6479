// SPDX-License-Identifier: BSD-2-Clause
// System V IPC, POSIX message queues, futexes, keys.
#include "spec/structs_sys.h"
#include "spec/structs_time.h"
#include "spec/topics.h"
#include "spec/variants.h"
#include "spec/words.h"
#include "spec/xlat_fs.h"
#include "spec/xlat_ipc.h"
#include "spec/xlat_time.h"

namespace strobe::spec {

namespace {

// ---- System V IPC ---------------------------------------------------------------------------------------------------

constexpr uint64_t kWithoutIpc64 = ~0x100ull; // the flag that 32-bit programs put into a command
constexpr uint32_t kMessageCaptured = 4096;   // a message's type and as much text as -s asks for in all but odd cases

constexpr Type kPriority = t_uint();

constexpr Arg key(string_view n) {
	return choice(n, ipc_keys);
}
constexpr Arg command(string_view n, const Xlat& x) {
	return choice(n, x).special("ipc_command");
}
constexpr Arg get_flags(string_view n) {
	return flags(n, ipc_get_flags).special("ipc_get");
}
constexpr Arg message(string_view n) {
	return in_bytes(n, fixed(kMessageCaptured)).special("message");
}

constexpr Variant kMsgctl[] = {
	{1, ret_int(), {num("msqid"), command("cmd", msgctl_cmds), in_struct("buf", kMsqidSet)}},
	{2, ret_int(), {num("msqid"), command("cmd", msgctl_cmds), out_struct("buf", kMsqid)}},
	{3, ret_int(), {num("msqid"), command("cmd", msgctl_cmds), out_struct("buf", kMsginfo)}},
	{11, ret_int(), {num("msqid"), command("cmd", msgctl_cmds), out_struct("buf", kMsqid)}},
	{12, ret_int(), {num("msqid"), command("cmd", msgctl_cmds), out_struct("buf", kMsginfo)}},
	{13, ret_int(), {num("msqid"), command("cmd", msgctl_cmds), out_struct("buf", kMsqid)}},
};
constexpr Variants kMsgctlVariants = {.key = {"cmd", ""}, .mask = kWithoutIpc64, .list = kMsgctl};

constexpr Variant kSemctl[] = {
	{1, ret_int(), {num("semid"), num("semnum"), command("cmd", semctl_cmds), in_struct("arg", kSemidSet)}},
	{2, ret_int(), {num("semid"), num("semnum"), command("cmd", semctl_cmds), out_struct("arg", kSemid)}},
	{3, ret_int(), {num("semid"), num("semnum"), command("cmd", semctl_cmds), out_struct("arg", kSeminfo)}},
	{18, ret_int(), {num("semid"), num("semnum"), command("cmd", semctl_cmds), out_struct("arg", kSemid)}},
	{19, ret_int(), {num("semid"), num("semnum"), command("cmd", semctl_cmds), out_struct("arg", kSeminfo)}},
	{20, ret_int(), {num("semid"), num("semnum"), command("cmd", semctl_cmds), out_struct("arg", kSemid)}},
};
constexpr Variants kSemctlVariants = {.key = {"cmd", ""}, .mask = kWithoutIpc64, .list = kSemctl};

constexpr Variant kShmctl[] = {
	{1, ret_int(), {num("shmid"), command("cmd", shmctl_cmds), in_struct("buf", kShmidSet)}},
	{2, ret_int(), {num("shmid"), command("cmd", shmctl_cmds), out_struct("buf", kShmid)}},
	{3, ret_int(), {num("shmid"), command("cmd", shmctl_cmds), out_struct("buf", kShminfo)}},
	{13, ret_int(), {num("shmid"), command("cmd", shmctl_cmds), out_struct("buf", kShmid)}},
	{14, ret_int(), {num("shmid"), command("cmd", shmctl_cmds), out_struct("buf", kShmUsage)}},
	{15, ret_int(), {num("shmid"), command("cmd", shmctl_cmds), out_struct("buf", kShmid)}},
};
constexpr Variants kShmctlVariants = {.key = {"cmd", ""}, .mask = kWithoutIpc64, .list = kShmctl};

// ---- futexes --------------------------------------------------------------------------------------------------------

constexpr uint64_t kFutexCommand = 127; // without FUTEX_PRIVATE_FLAG and FUTEX_CLOCK_REALTIME

constexpr Arg futex_op() {
	return choice("op", futex_ops);
}
constexpr Arg timeout(string_view n) {
	return in_struct(n, kTimespec);
}
constexpr Arg bitset(string_view n) {
	return choice(n, futex_bitset);
}

constexpr Variant kFutex[] = {
	{0 /* WAIT */, ret_int(), {addr("uaddr"), futex_op(), unum("val"), timeout("utime")}},
	{1 /* WAKE */, ret_int(), {addr("uaddr"), futex_op(), unum("val")}},
	{2 /* FD */, ret_int(), {addr("uaddr"), futex_op(), unum("val")}},
	{3 /* REQUEUE */, ret_int(), {addr("uaddr"), futex_op(), unum("val"), unum("val2"), addr("uaddr2")}},
	{4 /* CMP_REQUEUE */,
	 ret_int(),
	 {addr("uaddr"), futex_op(), unum("val"), unum("val2"), addr("uaddr2"), unum("val3")}},
	{5 /* WAKE_OP */,
	 ret_int(),
	 {addr("uaddr"), futex_op(), unum("val"), unum("val2"), addr("uaddr2"), hex("val3", 4).special("futex_wake_op")}},
	{6 /* LOCK_PI */, ret_int(), {addr("uaddr"), futex_op(), unused("val"), timeout("utime")}},
	{7 /* UNLOCK_PI */, ret_int(), {addr("uaddr"), futex_op()}},
	{8 /* TRYLOCK_PI */, ret_int(), {addr("uaddr"), futex_op()}},
	{9 /* WAIT_BITSET */,
	 ret_int(),
	 {addr("uaddr"), futex_op(), unum("val"), timeout("utime"), unused("uaddr2"), bitset("val3")}},
	{10 /* WAKE_BITSET */,
	 ret_int(),
	 {addr("uaddr"), futex_op(), unum("val"), unused("utime"), unused("uaddr2"), bitset("val3")}},
	{11 /* WAIT_REQUEUE_PI */, ret_int(), {addr("uaddr"), futex_op(), unum("val"), timeout("utime"), addr("uaddr2")}},
	{12 /* CMP_REQUEUE_PI */,
	 ret_int(),
	 {addr("uaddr"), futex_op(), unum("val"), unum("val2"), addr("uaddr2"), unum("val3")}},
	{13 /* LOCK_PI2 */, ret_int(), {addr("uaddr"), futex_op(), unused("val"), timeout("utime")}},
};
constexpr Variants kFutexVariants = {.key = {"op", ""}, .mask = kFutexCommand, .list = kFutex};

// ---- keys -----------------------------------------------------------------------------------------------------------

constexpr Arg serial(string_view n) {
	return arg(n, kKeySerial);
}

constexpr Row kRows[] = {
	Row("shmget", kIpc, ret_int(), {key("key"), size("size"), flags("shmflg", shmget_flags).special("shm_get")}),
	Row("shmat", kMemory | kIpc, ret_hex(), {num("shmid"), addr("shmaddr"), flags("shmflg", shmat_flags)}),
	Row("shmctl", kIpc, ret_int(), {num("shmid"), command("cmd", shmctl_cmds), addr("buf")}).with(kShmctlVariants),
	Row("shmdt", kMemory | kIpc, ret_int(), {addr("shmaddr")}),
	Row("semget", kIpc, ret_int(), {key("key"), num("nsems"), get_flags("semflg")}),
	Row("semop", kIpc | kMayBlock, ret_int(),
		{num("semid"), in_array("tsops", kSembufType, by("nsops")), unum("nsops")}),
	Row("semtimedop", kIpc | kMayBlock, ret_int(),
		{num("semid"), in_array("tsops", kSembufType, by("nsops")), unum("nsops"), timeout("timeout")}),
	Row("semctl", kIpc, ret_int(), {num("semid"), num("semnum"), command("cmd", semctl_cmds), addr("arg")})
		.with(kSemctlVariants),
	Row("msgget", kIpc, ret_int(), {key("key"), get_flags("msgflg")}),
	Row("msgsnd", kIpc | kMayBlock, ret_int(),
		{num("msqid"), message("msgp"), size("msgsz"), flags("msgflg", msg_op_flags)}),
	Row("msgrcv", kIpc | kMayBlock, ret_int(),
		{num("msqid"), message("msgp").out(), size("msgsz"), lnum("msgtyp"), flags("msgflg", msg_op_flags)}),
	Row("msgctl", kIpc, ret_int(), {num("msqid"), command("cmd", msgctl_cmds), addr("buf")}).with(kMsgctlVariants),
	Row("mq_open", kDesc, ret_fd(),
		{path("u_name"), flags("oflag", open_flags), mode("mode").only_if("oflag", 0x40),
		 in_struct("u_attr", kMqNewAttr)}),
	Row("mq_unlink", 0, ret_int(), {path("u_name")}),
	Row("mq_timedsend", kDesc | kMayBlock, ret_int(),
		{fd("mqdes"), in_bytes("u_msg_ptr", by("msg_len")), size("msg_len"), unum("msg_prio"),
		 timeout("u_abs_timeout")}),
	Row("mq_timedreceive", kDesc | kMayBlock, ret_int(),
		{fd("mqdes"), out_bytes("u_msg_ptr", by_ret()), size("msg_len"), out_ref("u_msg_prio", kPriority),
		 timeout("u_abs_timeout")}),
	Row("mq_notify", kDesc, ret_int(), {fd("mqdes"), in_struct("u_notification", kSigevent).special("sigevent")}),
	Row("mq_getsetattr", kDesc, ret_int(),
		{fd("mqdes"), in_struct("u_mqstat", kMqAttr), out_struct("u_omqstat", kMqAttr)}),
	Row("futex", kMayBlock, ret_int(),
		{addr("uaddr"), futex_op(), unum("val"), addr("utime"), addr("uaddr2"), hex("val3", 4)})
		.with(kFutexVariants),
	Row("futex_waitv", kMayBlock, ret_int(),
		{in_array("waiters", kFutexWaiterType, by("nr_futexes")).special("futex_waiters"), unum("nr_futexes"),
		 hex("flags", 4), timeout("timeout"), choice("clockid", clock_ids)}),
	Row("futex_wake", 0, ret_int(), {addr("uaddr"), hex("mask"), num("nr"), flags("flags", futex2_flags)}),
	Row("futex_wait", kMayBlock, ret_int(),
		{addr("uaddr"), hex("val"), hex("mask"), flags("flags", futex2_flags), timeout("timeout"),
		 choice("clockid", clock_ids)}),
	Row("futex_requeue", 0, ret_int(),
		{in_array("waiters", kFutexWaiterType, fixed(2)), hex("flags", 4), num("nr_wake"), num("nr_requeue")}),
	Row("add_key", 0, ret_int(),
		{str("_type"), str("_description"), in_bytes("_payload", by("plen")), size("plen"), serial("ringid")}),
	Row("request_key", 0, ret_int(), {str("_type"), str("_description"), str("_callout_info"), serial("destringid")}),
	Row("keyctl", 0, ret_int(), {choice("option", keyctl_cmds), hex("arg2"), hex("arg3"), hex("arg4"), hex("arg5")})
		.with(keyctl_variants),
};

} // namespace

std::span<const Row> ipc_rows() {
	return kRows;
}

} // namespace strobe::spec
