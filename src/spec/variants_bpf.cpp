// SPDX-License-Identifier: BSD-2-Clause
// bpf by its command.
#include "spec/structs_bpf.h"
#include "spec/variants.h"
#include "spec/words.h"

namespace strobe::spec {

namespace {

constexpr Arg command() {
	return choice("cmd", bpf_commands);
}

constexpr Type sized(const StructDef& s) {
	Type t = to(t_struct(s));
	t.len = by("size");
	return t;
}

/// Only read.
constexpr Variant in(uint64_t cmd, const StructDef& s, Ret ret = ret_int(), string_view function = "bpf_attr") {
	return {cmd, ret, {command(), arg("uattr", special(sized(s), function)), unum("size")}};
}
/// The kernel writes to the structure, also when the call fails; `function` shows what it changed.
constexpr Variant inout(uint64_t cmd, const StructDef& s, string_view function) {
	return {
		cmd, ret_int(), {command(), arg("uattr", special(sized(s), function)).inout().even_if_failed(), unum("size")}};
}

// clang-format off
constexpr Variant kBpf[] = {
	in(0 /* MAP_CREATE */, kBpfMapCreate, ret_fd()), in(1 /* MAP_LOOKUP_ELEM */, kBpfLookup), in(2 /* MAP_UPDATE_ELEM */, kBpfUpdate),
	in(3 /* MAP_DELETE_ELEM */, kBpfDelete), in(4 /* MAP_GET_NEXT_KEY */, kBpfNextKey), in(5 /* PROG_LOAD */, kBpfLoad, ret_fd()),
	in(6 /* OBJ_PIN */, kBpfPin), in(7 /* OBJ_GET */, kBpfPin, ret_fd()), in(8 /* PROG_ATTACH */, kBpfAttach), in(9 /* PROG_DETACH */, kBpfDetach),
	in(10 /* PROG_TEST_RUN */, kBpfTest), inout(11 /* PROG_GET_NEXT_ID */, kBpfNextId, "bpf_next_id"), inout(12 /* MAP_GET_NEXT_ID */, kBpfNextId, "bpf_next_id"),
	in(13 /* PROG_GET_FD_BY_ID */, kBpfProgById, ret_fd()), in(14 /* MAP_GET_FD_BY_ID */, kBpfMapById, ret_fd()), inout(15 /* OBJ_GET_INFO_BY_FD */, kBpfInfo, "bpf_info"),
	inout(16 /* PROG_QUERY */, kBpfQuery, "bpf_query"), in(17 /* RAW_TRACEPOINT_OPEN */, kBpfRawTracepoint, ret_fd()), in(18 /* BTF_LOAD */, kBpfBtfLoad, ret_fd()),
	in(19 /* BTF_GET_FD_BY_ID */, kBpfBtfById, ret_fd()), inout(20 /* TASK_FD_QUERY */, kBpfTaskFd, "bpf_task_fd"), in(21 /* MAP_LOOKUP_AND_DELETE_ELEM */, kBpfLookup),
	in(22 /* MAP_FREEZE */, kBpfFreeze), inout(23 /* BTF_GET_NEXT_ID */, kBpfNextId, "bpf_next_id"), inout(24 /* MAP_LOOKUP_BATCH */, kBpfLookupBatch, "bpf_batch"),
	inout(25 /* MAP_LOOKUP_AND_DELETE_BATCH */, kBpfLookupBatch, "bpf_batch"), inout(26 /* MAP_UPDATE_BATCH */, kBpfUpdateBatch, "bpf_batch"),
	inout(27 /* MAP_DELETE_BATCH */, kBpfDeleteBatch, "bpf_batch"), in(28 /* LINK_CREATE */, kBpfLinkCreate, ret_fd(), "bpf_link"), in(29 /* LINK_UPDATE */, kBpfLinkUpdate),
	in(30 /* LINK_GET_FD_BY_ID */, kBpfLinkById, ret_fd()), inout(31 /* LINK_GET_NEXT_ID */, kBpfNextId, "bpf_next_id"),
};
// clang-format on

} // namespace

constinit const Variants bpf_variants = {.key = {"cmd", ""}, .list = kBpf};

} // namespace strobe::spec
