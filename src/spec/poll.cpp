// SPDX-License-Identifier: BSD-2-Clause
// Waiting for descriptors, asynchronous input and output.
#include "spec/topics.h"
#include "spec/words.h"

namespace strobe::spec {

namespace {

constexpr Row kRows[] = {
	Row("poll", kDesc | kMayBlock, {"ufds", "nfds", "timeout_msecs"}),
	Row("ppoll", kDesc | kMayBlock, {"ufds", "nfds", "tsp", "sigmask", "sigsetsize"}),
	Row("select", kDesc | kMayBlock, {"n", "inp", "outp", "exp", "tvp"}),
	Row("pselect6", kDesc | kMayBlock, {"n", "inp", "outp", "exp", "tsp", "sig"}),
	Row("epoll_create", kDesc, {"size"}),
	Row("epoll_create1", kDesc, {"flags"}),
	Row("epoll_ctl", kDesc, {"epfd", "op", "fd", "event"}),
	Row("epoll_wait", kDesc | kMayBlock, {"epfd", "events", "maxevents", "timeout"}),
	Row("epoll_pwait", kDesc | kMayBlock, {"epfd", "events", "maxevents", "timeout", "sigmask", "sigsetsize"}),
	Row("epoll_pwait2", kDesc | kMayBlock, {"epfd", "events", "maxevents", "timeout", "sigmask", "sigsetsize"}),
	Row("eventfd", kDesc, {"count"}),
	Row("eventfd2", kDesc, {"count", "flags"}),
	Row("io_setup", kMemory, {"nr_events", "ctxp"}),
	Row("io_destroy", kMemory, {"ctx"}),
	Row("io_submit", 0, {"ctx_id", "nr", "iocbpp"}),
	Row("io_cancel", 0, {"ctx_id", "iocb", "result"}),
	Row("io_getevents", kMayBlock, {"ctx_id", "min_nr", "nr", "events", "timeout"}),
	Row("io_pgetevents", kMayBlock, {"ctx_id", "min_nr", "nr", "events", "timeout", "usig"}),
	Row("io_uring_setup", kDesc, {"entries", "params"}),
	Row("io_uring_enter", kDesc | kSignalClass | kMayBlock,
		{"fd", "to_submit", "min_complete", "flags", "argp", "argsz"}),
	Row("io_uring_register", kDesc | kMemory, {"fd", "opcode", "arg", "nr_args"}),
};

} // namespace

std::span<const Row> poll_rows() {
	return kRows;
}

} // namespace strobe::spec
