// SPDX-License-Identifier: BSD-2-Clause
// Constants of System V IPC, message queues, futexes, keys.
//
// Index:
//   ipc_keys, ipc_get_flags, shmget_flags, shmat_flags, msgctl_cmds, semctl_cmds, shmctl_cmds, semop_flags,
//   msg_op_flags, ipc_64_flag, ipc_calls, mq_attr_flags, futex_ops, futex_wake_ops, futex_wake_cmps,
//   futex_waiter_flags, futex_bitset, futex2_sizes, futex2_flags, keyctl_cmds, keyctl_move_flags, keyctl_pkey_ops,
//   key_perms, key_spec, key_reqkeys
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat ipc_keys;      ///< IPC_PRIVATE
extern const Xlat ipc_get_flags; ///< msgget, semget; the low nine bits are the mode
extern const Xlat shmget_flags;
extern const Xlat shmat_flags;
extern const Xlat msgctl_cmds;
extern const Xlat semctl_cmds;
extern const Xlat shmctl_cmds;
extern const Xlat semop_flags;
extern const Xlat msg_op_flags;
extern const Xlat ipc_64_flag;
extern const Xlat ipc_calls;
extern const Xlat mq_attr_flags;
extern const Xlat futex_ops;
extern const Xlat futex_wake_ops;
extern const Xlat futex_wake_cmps;
extern const Xlat futex_waiter_flags;
extern const Xlat futex_bitset;
extern const Xlat futex2_sizes;
extern const Xlat futex2_flags;
extern const Xlat keyctl_cmds;
extern const Xlat keyctl_move_flags;
extern const Xlat keyctl_pkey_ops;
extern const Xlat key_perms;
extern const Xlat key_spec; ///< special key serials
extern const Xlat key_reqkeys;

} // namespace strobe::spec
