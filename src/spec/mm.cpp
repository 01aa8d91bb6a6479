// SPDX-License-Identifier: BSD-2-Clause
// Memory.
#include "spec/topics.h"
#include "spec/words.h"

namespace strobe::spec {

namespace {

constexpr Row kRows[] = {
	Row("mmap", kDesc | kMemory, {"addr", "len", "prot", "flags", "fd", "off"}),
	Row("munmap", kMemory, {"addr", "len"}),
	Row("mprotect", kMemory, {"start", "len", "prot"}),
	Row("mremap", kMemory, {"addr", "old_len", "new_len", "flags", "new_addr"}),
	Row("brk", kMemory, {"brk"}),
	Row("madvise", kMemory, {"start", "len_in", "behavior"}),
	Row("process_madvise", kDesc, {"pidfd", "vec", "vlen", "behavior", "flags"}),
	Row("msync", kMemory | kMayBlock, {"start", "len", "flags"}),
	Row("mincore", kMemory, {"start", "len", "vec"}),
	Row("mlock", kMemory, {"start", "len"}),
	Row("mlock2", kMemory, {"start", "len", "flags"}),
	Row("munlock", kMemory, {"start", "len"}),
	Row("mlockall", kMemory, {"flags"}),
	Row("munlockall", kMemory, {}),
	Row("remap_file_pages", kMemory, {"start", "size", "prot", "pgoff", "flags"}),
	Row("pkey_mprotect", kMemory, {"start", "len", "prot", "pkey"}),
	Row("pkey_alloc", 0, {"flags", "init_val"}),
	Row("pkey_free", 0, {"pkey"}),
	Row("mbind", kMemory, {"start", "len", "mode", "nmask", "maxnode", "flags"}),
	Row("set_mempolicy", kMemory, {"mode", "nmask", "maxnode"}),
	Row("get_mempolicy", kMemory, {"policy", "nmask", "maxnode", "addr", "flags"}),
	Row("set_mempolicy_home_node", kMemory, {"start", "len", "home_node", "flags"}),
	Row("migrate_pages", kMemory, {"pid", "maxnode", "old_nodes", "new_nodes"}),
	Row("move_pages", kMemory, {"pid", "nr_pages", "pages", "nodes", "status", "flags"}),
	Row("map_shadow_stack", kMemory, {"addr", "size", "flags"}),
	Row("mseal", kMemory, {"start", "len", "flags"}),
	Row("membarrier", 0, {"cmd", "flags", "cpu_id"}),
	Row("process_vm_readv", 0, {"pid", "lvec", "liovcnt", "rvec", "riovcnt", "flags"}),
	Row("process_vm_writev", 0, {"pid", "lvec", "liovcnt", "rvec", "riovcnt", "flags"}),
	Row("process_mrelease", kDesc, {"pidfd", "flags"}),
	Row("userfaultfd", kDesc, {"flags"}),
};

} // namespace

std::span<const Row> mm_rows() {
	return kRows;
}

} // namespace strobe::spec
