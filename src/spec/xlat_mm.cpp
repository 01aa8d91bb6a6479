// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_mm.h"

#include "spec/xlat_join.h"

namespace strobe::spec {

namespace {

constexpr Name kMmapProt[] = {
	{0, "PROT_NONE"},
	{1, "PROT_READ"},
	{2, "PROT_WRITE"},
	{4, "PROT_EXEC"},
	{8, "PROT_SEM"},
	{0x1000000, "PROT_GROWSDOWN"},
	{0x2000000, "PROT_GROWSUP"},
};

constexpr Name kMmapTypes[] = {
	{1, "MAP_SHARED"},
	{2, "MAP_PRIVATE"},
	{3, "MAP_SHARED_VALIDATE"},
	{8, "MAP_DROPPABLE"},
};

constexpr Name kMmapFlagsPlain[] = {
	{0x10, "MAP_FIXED"},        {0x20, "MAP_ANONYMOUS"},
	{0x40, "MAP_32BIT"},        {0x4000, "MAP_NORESERVE"},
	{0x8000, "MAP_POPULATE"},   {0x10000, "MAP_NONBLOCK"},
	{0x100, "MAP_GROWSDOWN"},   {0x800, "MAP_DENYWRITE"},
	{0x1000, "MAP_EXECUTABLE"}, {0x2000, "MAP_LOCKED"},
	{0x20000, "MAP_STACK"},     {0x40000, "MAP_HUGETLB"},
	{0x80000, "MAP_SYNC"},      {0x100000, "MAP_FIXED_NOREPLACE"},
};

constexpr auto kMmapFlagsTexts = shifted_texts("<<MAP_HUGE_SHIFT");
constexpr auto kMmapFlagsSizes = shifted_names(kMmapFlagsTexts);
constexpr auto kMmapFlags = join(kMmapFlagsPlain, kMmapFlagsSizes);

constexpr Name kMremapFlags[] = {
	{1, "MREMAP_MAYMOVE"},
	{2, "MREMAP_FIXED"},
	{4, "MREMAP_DONTUNMAP"},
};

constexpr Name kMadviseAdvice[] = {
	{0, "MADV_NORMAL"},
	{1, "MADV_RANDOM"},
	{2, "MADV_SEQUENTIAL"},
	{3, "MADV_WILLNEED"},
	{4, "MADV_DONTNEED"},
	{8, "MADV_FREE"},
	{9, "MADV_REMOVE"},
	{0xa, "MADV_DONTFORK"},
	{0xb, "MADV_DOFORK"},
	{0xc, "MADV_MERGEABLE"},
	{0xd, "MADV_UNMERGEABLE"},
	{0xe, "MADV_HUGEPAGE"},
	{0xf, "MADV_NOHUGEPAGE"},
	{0x10, "MADV_DONTDUMP"},
	{0x11, "MADV_DODUMP"},
	{0x12, "MADV_WIPEONFORK"},
	{0x13, "MADV_KEEPONFORK"},
	{0x14, "MADV_COLD"},
	{0x15, "MADV_PAGEOUT"},
	{0x16, "MADV_POPULATE_READ"},
	{0x17, "MADV_POPULATE_WRITE"},
	{0x18, "MADV_DONTNEED_LOCKED"},
	{0x19, "MADV_COLLAPSE"},
	{0x64, "MADV_HWPOISON"},
	{0x65, "MADV_SOFT_OFFLINE"},
	{0x66, "MADV_GUARD_INSTALL"},
	{0x67, "MADV_GUARD_REMOVE"},
};

constexpr Name kMsyncFlags[] = {
	{4, "MS_SYNC"},
	{1, "MS_ASYNC"},
	{2, "MS_INVALIDATE"},
};

constexpr Name kMlockFlags[] = {
	{1, "MLOCK_ONFAULT"},
};

constexpr Name kMlockallFlags[] = {
	{1, "MCL_CURRENT"},
	{2, "MCL_FUTURE"},
	{4, "MCL_ONFAULT"},
};

constexpr Name kMembarrierCmds[] = {
	{0, "MEMBARRIER_CMD_QUERY"},
	{1, "MEMBARRIER_CMD_GLOBAL"},
	{2, "MEMBARRIER_CMD_GLOBAL_EXPEDITED"},
	{4, "MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED"},
	{8, "MEMBARRIER_CMD_PRIVATE_EXPEDITED"},
	{0x10, "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED"},
	{0x20, "MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE"},
	{0x40, "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE"},
	{0x80, "MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ"},
	{0x100, "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_RSEQ"},
	{0x200, "MEMBARRIER_CMD_GET_REGISTRATIONS"},
};

constexpr Name kMembarrierFlags[] = {
	{1, "MEMBARRIER_CMD_FLAG_CPU"},
};

constexpr Name kMbindFlags[] = {
	{1, "MPOL_MF_STRICT"},
	{2, "MPOL_MF_MOVE"},
	{4, "MPOL_MF_MOVE_ALL"},
};

constexpr Name kMpolModes[] = {
	{0, "MPOL_DEFAULT"},
	{1, "MPOL_PREFERRED"},
	{2, "MPOL_BIND"},
	{3, "MPOL_INTERLEAVE"},
	{4, "MPOL_LOCAL"},
	{5, "MPOL_PREFERRED_MANY"},
	{6, "MPOL_WEIGHTED_INTERLEAVE"},
};

constexpr Name kMpolModeFlags[] = {
	{0x8000, "MPOL_F_STATIC_NODES"},
	{0x4000, "MPOL_F_RELATIVE_NODES"},
	{0x2000, "MPOL_F_NUMA_BALANCING"},
};

constexpr Name kGetMempolicyFlags[] = {
	{1, "MPOL_F_NODE"},
	{2, "MPOL_F_ADDR"},
	{4, "MPOL_F_MEMS_ALLOWED"},
};

constexpr Name kMovePagesFlags[] = {
	{2, "MPOL_MF_MOVE"},
	{4, "MPOL_MF_MOVE_ALL"},
};

constexpr Name kPkeyAccess[] = {
	{1, "PKEY_DISABLE_ACCESS"},
	{2, "PKEY_DISABLE_WRITE"},
	{4, "PKEY_DISABLE_EXECUTE"},
};

constexpr Name kShadowStackFlags[] = {
	{1, "SHADOW_STACK_SET_TOKEN"},
};

constexpr Name kUffdOpenFlags[] = {
	{1, "UFFD_USER_MODE_ONLY"},
	{0x800, "O_NONBLOCK"},
	{0x80000, "O_CLOEXEC"},
};

constexpr Name kUffdApiFeatures[] = {
	{1, "UFFD_FEATURE_PAGEFAULT_FLAG_WP"},
	{2, "UFFD_FEATURE_EVENT_FORK"},
	{4, "UFFD_FEATURE_EVENT_REMAP"},
	{8, "UFFD_FEATURE_EVENT_REMOVE"},
	{0x10, "UFFD_FEATURE_MISSING_HUGETLBFS"},
	{0x20, "UFFD_FEATURE_MISSING_SHMEM"},
	{0x40, "UFFD_FEATURE_EVENT_UNMAP"},
	{0x80, "UFFD_FEATURE_SIGBUS"},
	{0x100, "UFFD_FEATURE_THREAD_ID"},
	{0x200, "UFFD_FEATURE_MINOR_HUGETLBFS"},
	{0x400, "UFFD_FEATURE_MINOR_SHMEM"},
	{0x800, "UFFD_FEATURE_EXACT_ADDRESS"},
	{0x1000, "UFFD_FEATURE_WP_HUGETLBFS_SHMEM"},
};

constexpr Name kUffdApiFlags[] = {
	{1, "1<<_UFFDIO_REGISTER"},
	{2, "1<<_UFFDIO_UNREGISTER"},
	{0x8000000000000000, "1<<_UFFDIO_API"},
};

constexpr Name kUffdCopyFlags[] = {
	{1, "UFFDIO_COPY_MODE_DONTWAKE"},
	{2, "UFFDIO_COPY_MODE_WP"},
};

constexpr Name kUffdRegisterIoctlFlags[] = {
	{4, "1<<_UFFDIO_WAKE"},        {8, "1<<_UFFDIO_COPY"},
	{0x10, "1<<_UFFDIO_ZEROPAGE"}, {0x40, "1<<_UFFDIO_WRITEPROTECT"},
	{0x80, "1<<_UFFDIO_CONTINUE"},
};

constexpr Name kUffdRegisterModeFlags[] = {
	{1, "UFFDIO_REGISTER_MODE_MISSING"},
	{2, "UFFDIO_REGISTER_MODE_WP"},
	{4, "UFFDIO_REGISTER_MODE_MINOR"},
};

constexpr Name kUffdZeropageFlags[] = {
	{1, "UFFDIO_ZEROPAGE_MODE_DONTWAKE"},
};

} // namespace

constinit const Xlat mmap_prot = {"PROT_???", kMmapProt};
constinit const Xlat mmap_types = {"MAP_???", kMmapTypes};
constinit const Xlat mmap_flags = {"MAP_???", kMmapFlags, 0xf, &mmap_types};
constinit const Xlat mremap_flags = {"MREMAP_???", kMremapFlags};
constinit const Xlat madvise_advice = {"MADV_???", kMadviseAdvice};
constinit const Xlat msync_flags = {"MS_???", kMsyncFlags};
constinit const Xlat mlock_flags = {"MLOCK_???", kMlockFlags};
constinit const Xlat mlockall_flags = {"MCL_???", kMlockallFlags};
constinit const Xlat membarrier_cmds = {"MEMBARRIER_CMD_???", kMembarrierCmds};
constinit const Xlat membarrier_flags = {"MEMBARRIER_CMD_FLAG_???", kMembarrierFlags};
constinit const Xlat mbind_flags = {"MPOL_???", kMbindFlags};
constinit const Xlat mpol_modes = {"MPOL_???", kMpolModes};
constinit const Xlat mpol_mode_flags = {"MPOL_???", kMpolModeFlags};
constinit const Xlat get_mempolicy_flags = {"MPOL_???", kGetMempolicyFlags};
constinit const Xlat move_pages_flags = {"MPOL_???", kMovePagesFlags};
constinit const Xlat pkey_access = {"PKEY_???", kPkeyAccess};
constinit const Xlat mempolicy_modes = {"MPOL_???", kMpolModeFlags, 0xffff1fff, &mpol_modes};
constinit const Xlat shadow_stack_flags = {"SHADOW_STACK_???", kShadowStackFlags};
constinit const Xlat uffd_open_flags = {"UFFD_???", kUffdOpenFlags};
constinit const Xlat uffd_api_features = {"UFFD_FEATURE_???", kUffdApiFeatures};
constinit const Xlat uffd_api_flags = {"_UFFDIO_???", kUffdApiFlags};
constinit const Xlat uffd_copy_flags = {"UFFDIO_COPY_???", kUffdCopyFlags};
constinit const Xlat uffd_register_ioctl_flags = {"UFFDIO_???", kUffdRegisterIoctlFlags};
constinit const Xlat uffd_register_mode_flags = {"UFFDIO_REGISTER_MODE_???", kUffdRegisterModeFlags};
constinit const Xlat uffd_zeropage_flags = {"UFFDIO_ZEROPAGE_???", kUffdZeropageFlags};

} // namespace strobe::spec
