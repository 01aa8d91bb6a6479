// SPDX-License-Identifier: BSD-2-Clause
// Scheduling.
#include "spec/structs_common.h"
#include "spec/topics.h"
#include "spec/words.h"
#include "spec/xlat_sched.h"

namespace strobe::spec {

namespace {

constexpr Type kPriority = t_int();
constexpr Type kNumber = t_uint();

/// Decoded by functions: its first field says how long it is.
constexpr StructDef kSchedAttr{"sched_attr", 56, {}};

constexpr Arg cpu_set(string_view n, Len l, Dir dir) {
	Arg a = in_bytes(n, l).special("cpu_set");
	a.dir = dir;
	return a;
}

// clang-format off
constexpr Row kRows[] = {
	Row("sched_yield", 0, ret_int(), {}),
	Row("sched_setparam", 0, ret_int(), {pid("pid"), in_ref("param", kPriority)}),
	Row("sched_getparam", 0, ret_int(), {pid("pid"), out_ref("param", kPriority)}),
	Row("sched_setscheduler", 0, ret_int(), {pid("pid"), choice("policy", schedulers), in_ref("param", kPriority)}),
	Row("sched_getscheduler", 0, {RetKind::kInt, &schedulers, "name"}, {pid("pid")}),
	Row("sched_setattr", 0, ret_int(),
		{pid("pid"), inout_struct("attr", kSchedAttr).special("sched_attr_in").even_if_failed(), unum("flags")}),
	Row("sched_getattr", 0, ret_int(),
		{pid("pid"), out_struct("attr", kSchedAttr).special("sched_attr_out").len(by("size", 56)), unum("size"), unum("flags")}),
	Row("sched_get_priority_max", 0, ret_int(), {choice("policy", schedulers)}),
	Row("sched_get_priority_min", 0, ret_int(), {choice("policy", schedulers)}),
	Row("sched_rr_get_interval", 0, ret_int(), {pid("pid"), out_struct("tp", kTimespec)}),
	Row("sched_setaffinity", 0, ret_int(), {pid("pid"), unum("cpusetsize"), cpu_set("mask", by("cpusetsize"), Dir::kIn)}),
	Row("sched_getaffinity", 0, ret_int(), {pid("pid"), unum("cpusetsize"), cpu_set("mask", by_ret(), Dir::kOut)}),
	Row("getpriority", 0, ret_int(), {choice("which", priority_which), num("who")}),
	Row("setpriority", 0, ret_int(), {choice("which", priority_which), num("who"), num("prio")}),
	Row("ioprio_set", 0, ret_int(), {choice("which", ioprio_who), num("who"), hex("ioprio", 4).special("ioprio")}),
	Row("ioprio_get", 0, ret_by("ioprio"), {choice("which", ioprio_who), num("who")}),
	Row("getcpu", 0, ret_int(), {out_ref("cpu", kNumber), out_ref("node", kNumber), addr("tcache")}),
};
// clang-format on

} // namespace

std::span<const Row> sched_rows() {
	return kRows;
}

} // namespace strobe::spec
