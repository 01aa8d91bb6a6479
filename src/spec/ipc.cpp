// SPDX-License-Identifier: BSD-2-Clause
// System V IPC, POSIX message queues, futexes, keys.
#include "spec/topics.h"
#include "spec/words.h"

namespace strobe::spec {

namespace {

constexpr Row kRows[] = {
	Row("shmget", kIpc, {"key", "size", "shmflg"}),
	Row("shmat", kMemory | kIpc, {"shmid", "shmaddr", "shmflg"}),
	Row("shmctl", kIpc, {"shmid", "cmd", "buf"}),
	Row("shmdt", kMemory | kIpc, {"shmaddr"}),
	Row("semget", kIpc, {"key", "nsems", "semflg"}),
	Row("semop", kIpc | kMayBlock, {"semid", "tsops", "nsops"}),
	Row("semtimedop", kIpc | kMayBlock, {"semid", "tsops", "nsops", "timeout"}),
	Row("semctl", kIpc, {"semid", "semnum", "cmd", "arg"}),
	Row("msgget", kIpc, {"key", "msgflg"}),
	Row("msgsnd", kIpc | kMayBlock, {"msqid", "msgp", "msgsz", "msgflg"}),
	Row("msgrcv", kIpc | kMayBlock, {"msqid", "msgp", "msgsz", "msgtyp", "msgflg"}),
	Row("msgctl", kIpc, {"msqid", "cmd", "buf"}),
	Row("mq_open", kDesc, {"u_name", "oflag", "mode", "u_attr"}),
	Row("mq_unlink", 0, {"u_name"}),
	Row("mq_timedsend", kDesc | kMayBlock, {"mqdes", "u_msg_ptr", "msg_len", "msg_prio", "u_abs_timeout"}),
	Row("mq_timedreceive", kDesc | kMayBlock, {"mqdes", "u_msg_ptr", "msg_len", "u_msg_prio", "u_abs_timeout"}),
	Row("mq_notify", kDesc, {"mqdes", "u_notification"}),
	Row("mq_getsetattr", kDesc, {"mqdes", "u_mqstat", "u_omqstat"}),
	Row("futex", kMayBlock, {"uaddr", "op", "val", "utime", "uaddr2", "val3"}),
	Row("futex_waitv", kMayBlock, {"waiters", "nr_futexes", "flags", "timeout", "clockid"}),
	Row("futex_wake", 0, {"uaddr", "mask", "nr", "flags"}),
	Row("futex_wait", kMayBlock, {"uaddr", "val", "mask", "flags", "timeout", "clockid"}),
	Row("futex_requeue", 0, {"waiters", "flags", "nr_wake", "nr_requeue"}),
	Row("add_key", 0, {"_type", "_description", "_payload", "plen", "ringid"}),
	Row("request_key", 0, {"_type", "_description", "_callout_info", "destringid"}),
	Row("keyctl", 0, {"option", "arg2", "arg3", "arg4", "arg5"}),
};

} // namespace

std::span<const Row> ipc_rows() {
	return kRows;
}

} // namespace strobe::spec
