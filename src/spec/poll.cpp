// SPDX-License-Identifier: BSD-2-Clause
// Waiting for descriptors, asynchronous input and output.
#include <linux/aio_abi.h>
#include <linux/io_uring.h>
#include <poll.h>
#include <sys/epoll.h>

#include "spec/structs_common.h"
#include "spec/topics.h"
#include "spec/words.h"
#include "spec/xlat_poll.h"

namespace strobe::spec {

namespace {

// clang-format off

constexpr Type kIntType = t_int();
constexpr Type kContextType = t_addr();

/// Every descriptor is looked at for what happened to it, however few are printed: as many as fit one piece.
constexpr uint32_t kMaxPolled = 4096;

// Printed by special functions, which know which fields there are.
constexpr Field kPollfdFields[] = {{"fd", offsetof(pollfd, fd), t_fd()}, {"events", offsetof(pollfd, events), t_flags(poll_events, 2)}};
constexpr StructDef kPollfd{"pollfd", sizeof(pollfd), kPollfdFields};
constexpr Type kPollfdType = t_struct(kPollfd);

constexpr Field kEpollEventFields[] = {
	{"events", offsetof(epoll_event, events), t_flags(epoll_events)},
	{"data", offsetof(epoll_event, data), special(t_uint(8), "epoll_data")},
};
constexpr StructDef kEpollEvent{"epoll_event", sizeof(epoll_event), kEpollEventFields};
constexpr Type kEpollEventType = t_struct(kEpollEvent);

/// pselect6 and io_pgetevents: a mask and its size behind one pointer.
constexpr Field kSizedSigsetFields[] = {
	{"sigmask", 0, {.kind = Kind::kSigset, .size = 0, .ptr = true, .len = by("sigsetsize")}},
	{"sigsetsize", 8, t_uint(8)},
};
constexpr StructDef kSizedSigset{"sigset", 16, kSizedSigsetFields};

/// More than any process has descriptors.
constexpr uint32_t kMaxSet = 32768;
constexpr Arg kFdSet(string_view name) { return in_bytes(name, bits("nfds")).inout().cap(kMaxSet).special("fd_set"); }
constexpr Arg kPollfds = in_array("fds", kPollfdType, by("nfds", kMaxPolled)).inout().special("poll");
constexpr Arg kEvents = out_array("events", kEpollEventType, by_ret());
constexpr Arg kMask = in_sigset("sigmask", by("sigsetsize"));
constexpr Arg kWaitMask = kMask.special("unless_failed");
constexpr Arg kMaskSize = size("sigsetsize");

// ---- asynchronous input and output ----------------------------------------------------------------------------------

/// The buffer is bytes or a vector, by the operation: both are copied.
constexpr Field kIocbFields[] = {
	{"aio_buf", offsetof(iocb, aio_buf), to_bytes(by("aio_nbytes"))},
	{"aio_buf", offsetof(iocb, aio_buf), to_array(kInIovecType, by("aio_nbytes"))},
	{"aio_nbytes", offsetof(iocb, aio_nbytes), t_uint(8)},
};
constexpr StructDef kIocb{"iocb", sizeof(iocb), kIocbFields};
constexpr Type kIocbPointer = special(to(t_struct(kIocb)), "iocb");

constexpr Field kIoEventFields[] = {
	{"data", offsetof(io_event, data), t_hex(8)}, {"obj", offsetof(io_event, obj), t_hex(8)},
	{"res", offsetof(io_event, res), t_int(8)}, {"res2", offsetof(io_event, res2), t_int(8)},
};
constexpr StructDef kIoEvent{"io_event", sizeof(io_event), kIoEventFields};
constexpr Type kIoEventType = t_struct(kIoEvent);

// ---- io_uring -------------------------------------------------------------------------------------------------------

constexpr StructDef kUringParams{"io_uring_params", sizeof(io_uring_params), {}};

constexpr Type kRingFdType = special(t_fd(), "uring_fd");
constexpr Type kTagType = t_hex(8);

constexpr Field kFilesUpdateFields[] = {{"fds", offsetof(io_uring_files_update, fds), to_array(kRingFdType, by("nr_args"))}};
constexpr StructDef kFilesUpdate{"io_uring_files_update", sizeof(io_uring_files_update), kFilesUpdateFields};

constexpr StructDef kRestriction{"io_uring_restriction", sizeof(io_uring_restriction), {}};
constexpr Type kRestrictionType = special(t_struct(kRestriction), "uring_restriction");

constexpr Field kFilesRegisterFields[] = {
	{"nr", offsetof(io_uring_rsrc_register, nr), t_uint()},
	{"data", offsetof(io_uring_rsrc_register, data), to_array(kIntType, by("nr"))},
	{"tags", offsetof(io_uring_rsrc_register, tags), to_array(kTagType, by("nr"))},
};
constexpr StructDef kFilesRegister{"io_uring_rsrc_register", sizeof(io_uring_rsrc_register), kFilesRegisterFields};
constexpr Field kBuffersRegisterFields[] = {
	{"nr", offsetof(io_uring_rsrc_register, nr), t_uint()},
	{"data", offsetof(io_uring_rsrc_register, data), to_array(kAddrIovecType, by("nr"))},
	{"tags", offsetof(io_uring_rsrc_register, tags), to_array(kTagType, by("nr"))},
};
constexpr StructDef kBuffersRegister{"io_uring_rsrc_register", sizeof(io_uring_rsrc_register), kBuffersRegisterFields};

constexpr Field kFilesUpdate2Fields[] = {
	{"data", offsetof(io_uring_rsrc_update2, data), to_array(kRingFdType, by("nr"))},
	{"tags", offsetof(io_uring_rsrc_update2, tags), to_array(kTagType, by("nr"))},
	{"nr", offsetof(io_uring_rsrc_update2, nr), t_uint()},
};
constexpr StructDef kFilesUpdate2{"io_uring_rsrc_update2", sizeof(io_uring_rsrc_update2), kFilesUpdate2Fields};
constexpr Field kBuffersUpdateFields[] = {
	{"data", offsetof(io_uring_rsrc_update2, data), to_array(kAddrIovecType, by("nr"))},
	{"tags", offsetof(io_uring_rsrc_update2, tags), to_array(kTagType, by("nr"))},
	{"nr", offsetof(io_uring_rsrc_update2, nr), t_uint()},
};
constexpr StructDef kBuffersUpdate{"io_uring_rsrc_update2", sizeof(io_uring_rsrc_update2), kBuffersUpdateFields};

constexpr StructDef kRingFd{"io_uring_rsrc_update", sizeof(io_uring_rsrc_update), {}};
constexpr Type kRingFdRegisterType = special(t_struct(kRingFd), "uring_ring_fd");
constexpr Type kRingFdUnregisterType = special(t_struct(kRingFd), "uring_ring_fd_gone");
constexpr StructDef kBufferRing{"io_uring_buf_reg", 40, {}};
constexpr Type kWorkersType = t_uint();

/// A structure whose size is argument nr_args.
constexpr Arg sized(const StructDef& s, string_view function) {
	Type t = to(t_struct(s));
	t.len = by("nr_args");
	return arg("arg", special(t, function));
}

// A probe is 16 bytes and 8 for each of up to 256 operations: what is not there is not missed.
constexpr uint32_t kProbeMax = 16 + 256 * 8;

constexpr Arg kUringFd = fd("fd");
constexpr Arg kOpcode = choice("opcode", uring_register_opcodes);
constexpr Arg kCount = unum("nr_args");
constexpr Arg fds() { return in_array("arg", kIntType, by("nr_args")); }

constexpr Variant kRegistrations[] = {
	{IORING_REGISTER_BUFFERS, ret_int(), {kUringFd, kOpcode, in_array("arg", kAddrIovecType, by("nr_args")), kCount}},
	{IORING_REGISTER_FILES, ret_int(), {kUringFd, kOpcode, fds(), kCount}},
	{IORING_REGISTER_EVENTFD, ret_int(), {kUringFd, kOpcode, fds(), kCount}},
	{IORING_REGISTER_EVENTFD_ASYNC, ret_int(), {kUringFd, kOpcode, fds(), kCount}},
	{IORING_REGISTER_FILES_UPDATE, ret_int(), {kUringFd, kOpcode, in_struct("arg", kFilesUpdate).special("uring_files_update"), kCount}},
	{IORING_REGISTER_PROBE, ret_int(), {kUringFd, kOpcode, in_bytes("arg", fixed(kProbeMax)).inout().special("uring_probe"), kCount}},
	{IORING_REGISTER_RESTRICTIONS, ret_int(), {kUringFd, kOpcode, in_array("arg", kRestrictionType, by("nr_args")), kCount}},
	{IORING_REGISTER_FILES2, ret_int(), {kUringFd, kOpcode, sized(kFilesRegister, "uring_register"), kCount}},
	{IORING_REGISTER_BUFFERS2, ret_int(), {kUringFd, kOpcode, sized(kBuffersRegister, "uring_register"), kCount}},
	{IORING_REGISTER_FILES_UPDATE2, ret_int(), {kUringFd, kOpcode, sized(kFilesUpdate2, "uring_update"), kCount}},
	{IORING_REGISTER_BUFFERS_UPDATE, ret_int(), {kUringFd, kOpcode, sized(kBuffersUpdate, "uring_update"), kCount}},
	{IORING_REGISTER_IOWQ_AFF, ret_int(), {kUringFd, kOpcode, in_bytes("arg", by("nr_args", 1024)).special("cpu_set"), kCount}},
	{IORING_REGISTER_IOWQ_MAX_WORKERS, ret_int(), {kUringFd, kOpcode, in_array("arg", kWorkersType, by("nr_args")).inout().special("uring_workers"), kCount}},
	{IORING_REGISTER_RING_FDS, ret_int(), {kUringFd, kOpcode, in_array("arg", kRingFdRegisterType, by("nr_args")), kCount}},
	{IORING_UNREGISTER_RING_FDS, ret_int(), {kUringFd, kOpcode, in_array("arg", kRingFdUnregisterType, by("nr_args")), kCount}},
	{IORING_REGISTER_PBUF_RING, ret_int(), {kUringFd, kOpcode, in_struct("arg", kBufferRing).special("uring_buffer_ring"), kCount}},
	{IORING_UNREGISTER_PBUF_RING, ret_int(), {kUringFd, kOpcode, in_struct("arg", kBufferRing).special("uring_buffer_ring"), kCount}},
};
constexpr Variants kRegisterVariants{{"opcode", ""}, ~0ull, kRegistrations};

// ---- calls ----------------------------------------------------------------------------------------------------------

constexpr Row kRows[] = {
	Row("poll", kDesc | kMayBlock, ret_by("poll"), {kPollfds, unum("nfds"), num("timeout")}),
	Row("ppoll", kDesc | kMayBlock, ret_by("poll"),
		{kPollfds, unum("nfds"), inout_struct("tmo_p", kTimespec).special("entry"), kMask, kMaskSize}),
	Row("select", kDesc | kMayBlock, ret_by("select"),
		{num("nfds"), kFdSet("readfds"), kFdSet("writefds"), kFdSet("exceptfds"), inout_struct("timeout", kTimeval).special("entry")}),
	Row("pselect6", kDesc | kMayBlock, ret_by("select"),
		{num("nfds"), kFdSet("readfds"), kFdSet("writefds"), kFdSet("exceptfds"), inout_struct("timeout", kTimespec).special("entry"),
		 in_struct("sigmask", kSizedSigset)}),
	Row("epoll_create", kDesc, ret_fd(), {num("size")}),
	Row("epoll_create1", kDesc, ret_fd(), {flags("flags", epoll_flags, 8)}),
	Row("epoll_ctl", kDesc, ret_int(),
		{fd("epfd"), choice("op", epoll_ctls), fd("fd"), in_struct("event", kEpollEvent).special("epoll_ctl_event")}),
	Row("epoll_wait", kDesc | kMayBlock, ret_int(), {fd("epfd"), kEvents, num("maxevents"), num("timeout")}),
	Row("epoll_pwait", kDesc | kMayBlock, ret_int(), {fd("epfd"), kEvents, num("maxevents"), num("timeout"), kWaitMask, kMaskSize}),
	Row("epoll_pwait2", kDesc | kMayBlock, ret_int(),
		{fd("epfd"), kEvents, num("maxevents"), in_struct("timeout", kTimespec).special("unless_failed"), kWaitMask, kMaskSize}),
	Row("eventfd", kDesc, ret_fd(), {unum("initval")}),
	Row("eventfd2", kDesc, ret_fd(), {unum("initval"), flags("flags", eventfd_flags, 8)}),
	Row("io_setup", kMemory, ret_int(), {unum("nr_events"), out_ref("ctx_idp", kContextType)}),
	Row("io_destroy", kMemory, ret_int(), {addr("ctx_id")}),
	Row("io_submit", 0, ret_int(), {addr("ctx_id"), lnum("nr"), in_array("iocbpp", kIocbPointer, by("nr")).special("iocbs")}),
	Row("io_cancel", 0, ret_int(), {addr("ctx_id"), in_struct("iocb", kIocb).special("iocb_header"), out_struct("result", kIoEvent)}),
	Row("io_getevents", kMayBlock, ret_int(),
		{addr("ctx_id"), lnum("min_nr"), lnum("nr"), out_array("events", kIoEventType, by_ret()), in_struct("timeout", kTimespec)}),
	Row("io_pgetevents", kMayBlock, ret_int(),
		{addr("ctx_id"), lnum("min_nr"), lnum("nr"), out_array("events", kIoEventType, by_ret()), in_struct("timeout", kTimespec),
		 in_struct("sig", kSizedSigset)}),
	Row("io_uring_setup", kDesc, ret_fd(), {unum("entries"), inout_struct("params", kUringParams).special("uring_params")}),
	Row("io_uring_enter", kDesc | kSignalClass | kMayBlock, ret_int(),
		{fd("fd"), unum("to_submit"), unum("min_complete"), flags("flags", uring_enter_flags), in_sigset("sig", by("sigsz")), size("sigsz")}),
	Row("io_uring_register", kDesc | kMemory, ret_int(), {kUringFd, kOpcode, addr("arg"), kCount}).with(kRegisterVariants),
};

// clang-format on

} // namespace

std::span<const Row> poll_rows() {
	return kRows;
}

} // namespace strobe::spec
