// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_poll.h"

namespace strobe::spec {

namespace {

constexpr Name kPollEvents[] = {
	{1, "POLLIN"},         {2, "POLLPRI"},
	{4, "POLLOUT"},        {8, "POLLERR"},
	{0x10, "POLLHUP"},     {0x20, "POLLNVAL"},
	{0x40, "POLLRDNORM"},  {0x80, "POLLRDBAND"},
	{0x100, "POLLWRNORM"}, {0x200, "POLLWRBAND"},
	{0x400, "POLLMSG"},    {0x1000, "POLLREMOVE"},
	{0x2000, "POLLRDHUP"}, {0x8000, "POLL_BUSY_LOOP"},
};

constexpr Name kEpollCtls[] = {
	{1, "EPOLL_CTL_ADD"},
	{2, "EPOLL_CTL_DEL"},
	{3, "EPOLL_CTL_MOD"},
};

constexpr Name kEpollEvents[] = {
	{1, "EPOLLIN"},
	{2, "EPOLLPRI"},
	{4, "EPOLLOUT"},
	{8, "EPOLLERR"},
	{0x10, "EPOLLHUP"},
	{0x20, "EPOLLNVAL"},
	{0x40, "EPOLLRDNORM"},
	{0x80, "EPOLLRDBAND"},
	{0x100, "EPOLLWRNORM"},
	{0x200, "EPOLLWRBAND"},
	{0x400, "EPOLLMSG"},
	{0x2000, "EPOLLRDHUP"},
	{0x10000000, "EPOLLEXCLUSIVE"},
	{0x20000000, "EPOLLWAKEUP"},
	{0x40000000, "EPOLLONESHOT"},
	{0x80000000, "EPOLLET"},
};

constexpr Name kEpollFlags[] = {
	{0x80000, "EPOLL_CLOEXEC"},
};

constexpr Name kEventfdFlags[] = {
	{1, "EFD_SEMAPHORE"},
	{0x80000, "EFD_CLOEXEC"},
	{0x800, "EFD_NONBLOCK"},
};

constexpr Name kAioCmds[] = {
	{0, "IOCB_CMD_PREAD"},  {1, "IOCB_CMD_PWRITE"}, {2, "IOCB_CMD_FSYNC"},
	{3, "IOCB_CMD_FDSYNC"}, {4, "IOCB_CMD_PREADX"}, {5, "IOCB_CMD_POLL"},
	{6, "IOCB_CMD_NOOP"},   {7, "IOCB_CMD_PREADV"}, {8, "IOCB_CMD_PWRITEV"},
};

constexpr Name kAioIocbFlags[] = {
	{1, "IOCB_FLAG_RESFD"},
	{2, "IOCB_FLAG_IOPRIO"},
};

constexpr Name kUringSetupFlags[] = {
	{1, "IORING_SETUP_IOPOLL"},
	{2, "IORING_SETUP_SQPOLL"},
	{4, "IORING_SETUP_SQ_AFF"},
	{8, "IORING_SETUP_CQSIZE"},
	{0x10, "IORING_SETUP_CLAMP"},
	{0x20, "IORING_SETUP_ATTACH_WQ"},
	{0x40, "IORING_SETUP_R_DISABLED"},
	{0x80, "IORING_SETUP_SUBMIT_ALL"},
	{0x100, "IORING_SETUP_COOP_TASKRUN"},
	{0x200, "IORING_SETUP_TASKRUN_FLAG"},
	{0x400, "IORING_SETUP_SQE128"},
	{0x800, "IORING_SETUP_CQE32"},
	{0x1000, "IORING_SETUP_SINGLE_ISSUER"},
	{0x2000, "IORING_SETUP_DEFER_TASKRUN"},
	{0x4000, "IORING_SETUP_NO_MMAP"},
	{0x8000, "IORING_SETUP_REGISTERED_FD_ONLY"},
	{0x10000, "IORING_SETUP_NO_SQARRAY"},
	{0x20000, "IORING_SETUP_HYBRID_IOPOLL"},
	{0x40000, "IORING_SETUP_CQE_MIXED"},
};

constexpr Name kUringSetupFeatures[] = {
	{1, "IORING_FEAT_SINGLE_MMAP"},        {2, "IORING_FEAT_NODROP"},
	{4, "IORING_FEAT_SUBMIT_STABLE"},      {8, "IORING_FEAT_RW_CUR_POS"},
	{0x10, "IORING_FEAT_CUR_PERSONALITY"}, {0x20, "IORING_FEAT_FAST_POLL"},
	{0x40, "IORING_FEAT_POLL_32BITS"},     {0x80, "IORING_FEAT_SQPOLL_NONFIXED"},
	{0x100, "IORING_FEAT_EXT_ARG"},        {0x200, "IORING_FEAT_NATIVE_WORKERS"},
	{0x400, "IORING_FEAT_RSRC_TAGS"},      {0x800, "IORING_FEAT_CQE_SKIP"},
	{0x1000, "IORING_FEAT_LINKED_FILE"},
};

constexpr Name kUringEnterFlags[] = {
	{1, "IORING_ENTER_GETEVENTS"},      {2, "IORING_ENTER_SQ_WAKEUP"},          {4, "IORING_ENTER_SQ_WAIT"},
	{8, "IORING_ENTER_EXT_ARG"},        {0x10, "IORING_ENTER_REGISTERED_RING"}, {0x20, "IORING_ENTER_ABS_TIMER"},
	{0x40, "IORING_ENTER_EXT_ARG_REG"}, {0x80, "IORING_ENTER_NO_IOWAIT"},
};

constexpr Name kUringRegisterOpcodes[] = {
	{0, "IORING_REGISTER_BUFFERS"},         {1, "IORING_UNREGISTER_BUFFERS"},
	{2, "IORING_REGISTER_FILES"},           {3, "IORING_UNREGISTER_FILES"},
	{4, "IORING_REGISTER_EVENTFD"},         {5, "IORING_UNREGISTER_EVENTFD"},
	{6, "IORING_REGISTER_FILES_UPDATE"},    {7, "IORING_REGISTER_EVENTFD_ASYNC"},
	{8, "IORING_REGISTER_PROBE"},           {9, "IORING_REGISTER_PERSONALITY"},
	{10, "IORING_UNREGISTER_PERSONALITY"},  {11, "IORING_REGISTER_RESTRICTIONS"},
	{12, "IORING_REGISTER_ENABLE_RINGS"},   {13, "IORING_REGISTER_FILES2"},
	{14, "IORING_REGISTER_FILES_UPDATE2"},  {15, "IORING_REGISTER_BUFFERS2"},
	{16, "IORING_REGISTER_BUFFERS_UPDATE"}, {17, "IORING_REGISTER_IOWQ_AFF"},
	{18, "IORING_UNREGISTER_IOWQ_AFF"},     {19, "IORING_REGISTER_IOWQ_MAX_WORKERS"},
	{20, "IORING_REGISTER_RING_FDS"},       {21, "IORING_UNREGISTER_RING_FDS"},
	{22, "IORING_REGISTER_PBUF_RING"},      {23, "IORING_UNREGISTER_PBUF_RING"},
	{24, "IORING_REGISTER_SYNC_CANCEL"},    {25, "IORING_REGISTER_FILE_ALLOC_RANGE"},
	{26, "IORING_REGISTER_PBUF_STATUS"},    {27, "IORING_REGISTER_NAPI"},
	{28, "IORING_UNREGISTER_NAPI"},         {29, "IORING_REGISTER_CLOCK"},
	{30, "IORING_REGISTER_CLONE_BUFFERS"},  {31, "IORING_REGISTER_SEND_MSG_RING"},
	{32, "IORING_REGISTER_ZCRX_IFQ"},       {33, "IORING_REGISTER_RESIZE_RINGS"},
	{34, "IORING_REGISTER_MEM_REGION"},     {35, "IORING_REGISTER_QUERY"},
};

constexpr Name kUringRegisterRsrcFlags[] = {
	{1, "IORING_RSRC_REGISTER_SPARSE"},
};

constexpr Name kUringRestrictionOpcodes[] = {
	{0, "IORING_RESTRICTION_REGISTER_OP"},
	{1, "IORING_RESTRICTION_SQE_OP"},
	{2, "IORING_RESTRICTION_SQE_FLAGS_ALLOWED"},
	{3, "IORING_RESTRICTION_SQE_FLAGS_REQUIRED"},
};

constexpr Name kUringIowqAcct[] = {
	{0, "IO_WQ_BOUND"},
	{1, "IO_WQ_UNBOUND"},
};

constexpr Name kUringOps[] = {
	{0, "IORING_OP_NOP"},
	{1, "IORING_OP_READV"},
	{2, "IORING_OP_WRITEV"},
	{3, "IORING_OP_FSYNC"},
	{4, "IORING_OP_READ_FIXED"},
	{5, "IORING_OP_WRITE_FIXED"},
	{6, "IORING_OP_POLL_ADD"},
	{7, "IORING_OP_POLL_REMOVE"},
	{8, "IORING_OP_SYNC_FILE_RANGE"},
	{9, "IORING_OP_SENDMSG"},
	{10, "IORING_OP_RECVMSG"},
	{11, "IORING_OP_TIMEOUT"},
	{12, "IORING_OP_TIMEOUT_REMOVE"},
	{13, "IORING_OP_ACCEPT"},
	{14, "IORING_OP_ASYNC_CANCEL"},
	{15, "IORING_OP_LINK_TIMEOUT"},
	{16, "IORING_OP_CONNECT"},
	{17, "IORING_OP_FALLOCATE"},
	{18, "IORING_OP_OPENAT"},
	{19, "IORING_OP_CLOSE"},
	{20, "IORING_OP_FILES_UPDATE"},
	{21, "IORING_OP_STATX"},
	{22, "IORING_OP_READ"},
	{23, "IORING_OP_WRITE"},
	{24, "IORING_OP_FADVISE"},
	{25, "IORING_OP_MADVISE"},
	{26, "IORING_OP_SEND"},
	{27, "IORING_OP_RECV"},
	{28, "IORING_OP_OPENAT2"},
	{29, "IORING_OP_EPOLL_CTL"},
	{30, "IORING_OP_SPLICE"},
	{31, "IORING_OP_PROVIDE_BUFFERS"},
	{32, "IORING_OP_REMOVE_BUFFERS"},
	{33, "IORING_OP_TEE"},
	{34, "IORING_OP_SHUTDOWN"},
	{35, "IORING_OP_RENAMEAT"},
	{36, "IORING_OP_UNLINKAT"},
	{37, "IORING_OP_MKDIRAT"},
	{38, "IORING_OP_SYMLINKAT"},
	{39, "IORING_OP_LINKAT"},
	{40, "IORING_OP_MSG_RING"},
	{41, "IORING_OP_FSETXATTR"},
	{42, "IORING_OP_SETXATTR"},
	{43, "IORING_OP_FGETXATTR"},
	{44, "IORING_OP_GETXATTR"},
	{45, "IORING_OP_SOCKET"},
	{46, "IORING_OP_URING_CMD"},
	{47, "IORING_OP_SEND_ZC"},
	{48, "IORING_OP_SENDMSG_ZC"},
	{49, "IORING_OP_READ_MULTISHOT"},
	{50, "IORING_OP_WAITID"},
	{51, "IORING_OP_FUTEX_WAIT"},
	{52, "IORING_OP_FUTEX_WAKE"},
	{53, "IORING_OP_FUTEX_WAITV"},
	{54, "IORING_OP_FIXED_FD_INSTALL"},
	{55, "IORING_OP_FTRUNCATE"},
	{56, "IORING_OP_BIND"},
	{57, "IORING_OP_LISTEN"},
	{58, "IORING_OP_RECV_ZC"},
	{59, "IORING_OP_EPOLL_WAIT"},
	{60, "IORING_OP_READV_FIXED"},
	{61, "IORING_OP_WRITEV_FIXED"},
	{62, "IORING_OP_PIPE"},
};

constexpr Name kUringOpFlags[] = {
	{1, "IO_URING_OP_SUPPORTED"},
};

constexpr Name kUringSqeFlags[] = {
	{1, "IOSQE_FIXED_FILE"}, {2, "IOSQE_IO_DRAIN"},       {4, "IOSQE_IO_LINK"},           {8, "IOSQE_IO_HARDLINK"},
	{16, "IOSQE_ASYNC"},     {32, "IOSQE_BUFFER_SELECT"}, {64, "IOSQE_CQE_SKIP_SUCCESS"},
};

constexpr Name kUringFilesUpdateFds[] = {
	{0xfffffffffffffffe, "IORING_REGISTER_FILES_SKIP"},
};

} // namespace

constinit const Xlat poll_events = {"POLL???", kPollEvents};
constinit const Xlat epoll_ctls = {"EPOLL_CTL_???", kEpollCtls};
constinit const Xlat epoll_events = {"EPOLL???", kEpollEvents};
constinit const Xlat epoll_flags = {"EPOLL_???", kEpollFlags};
constinit const Xlat eventfd_flags = {"EFD_???", kEventfdFlags};
constinit const Xlat aio_cmds = {"IOCB_CMD_???", kAioCmds};
constinit const Xlat aio_iocb_flags = {"IOCB_FLAG_???", kAioIocbFlags};
constinit const Xlat uring_setup_flags = {"IORING_SETUP_???", kUringSetupFlags};
constinit const Xlat uring_setup_features = {"IORING_FEAT_???", kUringSetupFeatures};
constinit const Xlat uring_enter_flags = {"IORING_ENTER_???", kUringEnterFlags};
constinit const Xlat uring_register_opcodes = {"IORING_REGISTER_???", kUringRegisterOpcodes};
constinit const Xlat uring_register_rsrc_flags = {"IORING_RSRC_REGISTER_???", kUringRegisterRsrcFlags};
constinit const Xlat uring_restriction_opcodes = {"IORING_RESTRICTION_???", kUringRestrictionOpcodes};
constinit const Xlat uring_iowq_acct = {"IO_WQ_???", kUringIowqAcct};
constinit const Xlat uring_ops = {"IORING_OP_???", kUringOps};
constinit const Xlat uring_op_flags = {"IO_URING_OP_???", kUringOpFlags};
constinit const Xlat uring_sqe_flags = {"IOSQE_???", kUringSqeFlags};
constinit const Xlat uring_files_update_fds = {"", kUringFilesUpdateFds};

} // namespace strobe::spec
