// SPDX-License-Identifier: BSD-2-Clause
// Memory.
#include "spec/structs_common.h"
#include "spec/topics.h"
#include "spec/words.h"
#include "spec/xlat_mm.h"

namespace strobe::spec {

namespace {

constexpr Arg protection(string_view n) {
	return flags(n, mmap_prot, 8);
}
constexpr Arg mapping(string_view n) {
	return flags(n, mmap_flags, 8).special("mmap_flags");
}

/// A set of NUMA nodes: `bits` names the argument that holds its width, plus one.
constexpr Arg nodes(string_view n, string_view width) {
	return in_bytes(n, bits(width)).special("nodes");
}

constexpr Type kAddrType = t_addr();
constexpr Type kIntType = t_int();
constexpr Type kPolicyType = t_enum(mpol_modes);
constexpr Type kStatusType = special(t_int(), "negative_errno");

constexpr uint64_t kMoveFixed = 3; // MREMAP_MAYMOVE | MREMAP_FIXED
constexpr uint64_t kOneCpu = 1;    // MEMBARRIER_CMD_FLAG_CPU
constexpr uint32_t kPagesCaptured = 4096;

// MEMBARRIER_CMD_QUERY alone answers with a set of commands.
constexpr Variant kMembarrierQuery[] = {
	{0,
	 {.kind = RetKind::kHex, .xlat = &membarrier_cmds, .special = "commands"},
	 {choice("cmd", membarrier_cmds), flags("flags", membarrier_flags), num("cpu_id").only_if("flags", kOneCpu)}},
};
constexpr Variants kMembarrierVariants = {.key = {"cmd", ""}, .list = kMembarrierQuery};

constexpr Row kRows[] = {
	Row("mmap", kDesc | kMemory, ret_hex(),
		{addr("addr"), size("len"), protection("prot"), mapping("flags"), fd("fd"), hex("off")}),
	Row("munmap", kMemory, ret_int(), {addr("addr"), size("len")}),
	Row("mprotect", kMemory, ret_int(), {addr("start"), size("len"), protection("prot")}),
	Row("mremap", kMemory, ret_hex(),
		{addr("addr"), size("old_len"), size("new_len"), flags("flags", mremap_flags, 8),
		 addr("new_addr").only_if_all("flags", kMoveFixed)}),
	Row("brk", kMemory, ret_hex(), {addr("brk")}),
	Row("madvise", kMemory, ret_int(), {addr("start"), size("len_in"), choice("behavior", madvise_advice)}),
	Row("process_madvise", kDesc, ret_int(),
		{fd("pidfd"), in_array("vec", kAddrIovecType, by("vlen")), size("vlen"), choice("behavior", madvise_advice),
		 hex("flags", 4)}),
	Row("msync", kMemory | kMayBlock, ret_int(), {addr("start"), size("len"), flags("flags", msync_flags)}),
	Row("mincore", kMemory, ret_int(),
		{addr("start"), size("len"), out_bytes("vec", by("len", kPagesCaptured)).special("residency")}),
	Row("mlock", kMemory, ret_int(), {addr("start"), size("len")}),
	Row("mlock2", kMemory, ret_int(), {addr("start"), size("len"), flags("flags", mlock_flags)}),
	Row("munlock", kMemory, ret_int(), {addr("start"), size("len")}),
	Row("mlockall", kMemory, ret_int(), {flags("flags", mlockall_flags)}),
	Row("munlockall", kMemory, ret_int(), {}),
	Row("remap_file_pages", kMemory, ret_int(),
		{addr("start"), size("size"), protection("prot"), ulnum("pgoff"), mapping("flags")}),
	Row("pkey_mprotect", kMemory, ret_int(), {addr("start"), size("len"), protection("prot"), num("pkey")}),
	Row("pkey_alloc", 0, ret_int(), {hex("flags"), flags("init_val", pkey_access, 8)}),
	Row("pkey_free", 0, ret_int(), {num("pkey")}),
	Row("mbind", kMemory, ret_int(),
		{addr("start"), size("len"), flags("mode", mempolicy_modes, 8).special("memory_policy"),
		 nodes("nmask", "maxnode"), size("maxnode"), flags("flags", mbind_flags)}),
	Row("set_mempolicy", kMemory, ret_int(),
		{flags("mode", mempolicy_modes).special("memory_policy"), nodes("nmask", "maxnode"), size("maxnode")}),
	Row("get_mempolicy", kMemory, ret_int(),
		{out_ref("policy", kPolicyType), nodes("nmask", "maxnode").special("nodes_out").out(), size("maxnode"),
		 addr("addr"), flags("flags", get_mempolicy_flags, 8)}),
	Row("set_mempolicy_home_node", kMemory, ret_int(), {addr("start"), size("len"), size("home_node"), hex("flags")}),
	Row("migrate_pages", kMemory, ret_int(),
		{pid("pid"), size("maxnode"), nodes("old_nodes", "maxnode"), nodes("new_nodes", "maxnode")}),
	Row("move_pages", kMemory, ret_int(),
		{pid("pid"), size("nr_pages"), in_array("pages", kAddrType, by("nr_pages")),
		 in_array("nodes", kIntType, by("nr_pages")), out_array("status", kStatusType, by("nr_pages")),
		 flags("flags", move_pages_flags)}),
	Row("map_shadow_stack", kMemory, ret_hex(), {addr("addr"), size("size"), flags("flags", shadow_stack_flags)}),
	Row("mseal", kMemory, ret_int(), {addr("start"), size("len"), hex("flags")}),
	Row("membarrier", 0, ret_int(),
		{choice("cmd", membarrier_cmds), flags("flags", membarrier_flags), num("cpu_id").only_if("flags", kOneCpu)})
		.with(kMembarrierVariants),
	Row("process_vm_readv", 0, ret_int(),
		{pid("pid"), out_array("lvec", kOutIovecType, by("liovcnt")).even_if_failed(), size("liovcnt"),
		 in_array("rvec", kAddrIovecType, by("riovcnt")), size("riovcnt"), ulnum("flags")}),
	Row("process_vm_writev", 0, ret_int(),
		{pid("pid"), in_array("lvec", kInIovecType, by("liovcnt")), size("liovcnt"),
		 in_array("rvec", kAddrIovecType, by("riovcnt")), size("riovcnt"), ulnum("flags")}),
	Row("process_mrelease", kDesc, ret_int(), {fd("pidfd"), hex("flags", 4)}),
	Row("userfaultfd", kDesc, ret_fd(), {flags("flags", uffd_open_flags)}),
};

} // namespace

std::span<const Row> mm_rows() {
	return kRows;
}

} // namespace strobe::spec
