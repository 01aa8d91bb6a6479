// SPDX-License-Identifier: BSD-2-Clause
// Constants of poll, epoll, eventfd, aio, io_uring.
//
// Index:
//   poll_events, epoll_ctls, epoll_events, epoll_flags, eventfd_flags, aio_cmds, aio_iocb_flags, uring_setup_flags,
//   uring_setup_features, uring_enter_flags, uring_register_opcodes, uring_register_rsrc_flags,
//   uring_restriction_opcodes, uring_iowq_acct, uring_ops, uring_op_flags, uring_sqe_flags, uring_files_update_fds
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat poll_events;
extern const Xlat epoll_ctls;
extern const Xlat epoll_events;
extern const Xlat epoll_flags;
extern const Xlat eventfd_flags;
extern const Xlat aio_cmds;
extern const Xlat aio_iocb_flags;
extern const Xlat uring_setup_flags;
extern const Xlat uring_setup_features;
extern const Xlat uring_enter_flags;
extern const Xlat uring_register_opcodes;
extern const Xlat uring_register_rsrc_flags;
extern const Xlat uring_restriction_opcodes;
extern const Xlat uring_iowq_acct;
extern const Xlat uring_ops;
extern const Xlat uring_op_flags;
extern const Xlat uring_sqe_flags;
extern const Xlat uring_files_update_fds;

} // namespace strobe::spec
