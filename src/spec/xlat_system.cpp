// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_system.h"

namespace strobe::spec {

namespace {

constexpr Name kRebootMagic1[] = {
	{0xfee1dead, "LINUX_REBOOT_MAGIC1"},
};

constexpr Name kRebootMagic2[] = {
	{0x28121969, "LINUX_REBOOT_MAGIC2"},
	{0x5121996, "LINUX_REBOOT_MAGIC2A"},
	{0x16041998, "LINUX_REBOOT_MAGIC2B"},
	{0x20112000, "LINUX_REBOOT_MAGIC2C"},
};

constexpr Name kRebootCmds[] = {
	{0x1234567, "LINUX_REBOOT_CMD_RESTART"},     {0xcdef0123, "LINUX_REBOOT_CMD_HALT"},
	{0x89abcdef, "LINUX_REBOOT_CMD_CAD_ON"},     {0, "LINUX_REBOOT_CMD_CAD_OFF"},
	{0x4321fedc, "LINUX_REBOOT_CMD_POWER_OFF"},  {0xa1b2c3d4, "LINUX_REBOOT_CMD_RESTART2"},
	{0xd000fce2, "LINUX_REBOOT_CMD_SW_SUSPEND"}, {0x45584543, "LINUX_REBOOT_CMD_KEXEC"},
};

constexpr Name kSyslogActions[] = {
	{0, "SYSLOG_ACTION_CLOSE"},       {1, "SYSLOG_ACTION_OPEN"},         {2, "SYSLOG_ACTION_READ"},
	{3, "SYSLOG_ACTION_READ_ALL"},    {4, "SYSLOG_ACTION_READ_CLEAR"},   {5, "SYSLOG_ACTION_CLEAR"},
	{6, "SYSLOG_ACTION_CONSOLE_OFF"}, {7, "SYSLOG_ACTION_CONSOLE_ON"},   {8, "SYSLOG_ACTION_CONSOLE_LEVEL"},
	{9, "SYSLOG_ACTION_SIZE_UNREAD"}, {10, "SYSLOG_ACTION_SIZE_BUFFER"},
};

constexpr Name kSyslogLevels[] = {
	{0, "LOGLEVEL_EMERG"}, {1, "LOGLEVEL_ALERT"},   {2, "LOGLEVEL_CRIT"},
	{3, "LOGLEVEL_ERR"},   {4, "LOGLEVEL_WARNING"}, {5, "LOGLEVEL_NOTICE"},
	{6, "LOGLEVEL_INFO"},  {7, "LOGLEVEL_DEBUG"},   {8, "LOGLEVEL_DEBUG+1"},
};

constexpr Name kModuleInitFlags[] = {
	{1, "MODULE_INIT_IGNORE_MODVERSIONS"},
	{2, "MODULE_INIT_IGNORE_VERMAGIC"},
	{4, "MODULE_INIT_COMPRESSED_FILE"},
};

constexpr Name kDeleteModuleFlags[] = {
	{0x800, "O_NONBLOCK"},
	{0x200, "O_TRUNC"},
};

constexpr Name kKexecArch[] = {
	{0, "KEXEC_ARCH_DEFAULT"},           {0x30000, "KEXEC_ARCH_386"},      {0x40000, "KEXEC_ARCH_68K"},
	{0xf0000, "KEXEC_ARCH_PARISC"},      {0x3e0000, "KEXEC_ARCH_X86_64"},  {0x140000, "KEXEC_ARCH_PPC"},
	{0x150000, "KEXEC_ARCH_PPC64"},      {0x320000, "KEXEC_ARCH_IA_64"},   {0x280000, "KEXEC_ARCH_ARM"},
	{0x160000, "KEXEC_ARCH_S390"},       {0x2a0000, "KEXEC_ARCH_SH"},      {0xa0000, "KEXEC_ARCH_MIPS_LE"},
	{0x80000, "KEXEC_ARCH_MIPS"},        {0xb70000, "KEXEC_ARCH_AARCH64"}, {0xf30000, "KEXEC_ARCH_RISCV"},
	{0x1020000, "KEXEC_ARCH_LOONGARCH"},
};

constexpr Name kKexecLoadFlags[] = {
	{1, "KEXEC_ON_CRASH"},
	{2, "KEXEC_PRESERVE_CONTEXT"},
	{4, "KEXEC_UPDATE_ELFCOREHDR"},
	{8, "KEXEC_CRASH_HOTPLUG_SUPPORT"},
};

constexpr Name kKexecFileLoadFlags[] = {
	{1, "KEXEC_FILE_UNLOAD"}, {2, "KEXEC_FILE_ON_CRASH"}, {4, "KEXEC_FILE_NO_INITRAMFS"},
	{8, "KEXEC_FILE_DEBUG"},  {16, "KEXEC_FILE_NO_CMA"},
};

constexpr Name kGetrandomFlags[] = {
	{1, "GRND_NONBLOCK"},
	{2, "GRND_RANDOM"},
	{4, "GRND_INSECURE"},
};

constexpr Name kBpfCommands[] = {
	{0, "BPF_MAP_CREATE"},
	{1, "BPF_MAP_LOOKUP_ELEM"},
	{2, "BPF_MAP_UPDATE_ELEM"},
	{3, "BPF_MAP_DELETE_ELEM"},
	{4, "BPF_MAP_GET_NEXT_KEY"},
	{5, "BPF_PROG_LOAD"},
	{6, "BPF_OBJ_PIN"},
	{7, "BPF_OBJ_GET"},
	{8, "BPF_PROG_ATTACH"},
	{9, "BPF_PROG_DETACH"},
	{10, "BPF_PROG_TEST_RUN"},
	{11, "BPF_PROG_GET_NEXT_ID"},
	{12, "BPF_MAP_GET_NEXT_ID"},
	{13, "BPF_PROG_GET_FD_BY_ID"},
	{14, "BPF_MAP_GET_FD_BY_ID"},
	{15, "BPF_OBJ_GET_INFO_BY_FD"},
	{16, "BPF_PROG_QUERY"},
	{17, "BPF_RAW_TRACEPOINT_OPEN"},
	{18, "BPF_BTF_LOAD"},
	{19, "BPF_BTF_GET_FD_BY_ID"},
	{20, "BPF_TASK_FD_QUERY"},
	{21, "BPF_MAP_LOOKUP_AND_DELETE_ELEM"},
	{22, "BPF_MAP_FREEZE"},
	{23, "BPF_BTF_GET_NEXT_ID"},
	{24, "BPF_MAP_LOOKUP_BATCH"},
	{25, "BPF_MAP_LOOKUP_AND_DELETE_BATCH"},
	{26, "BPF_MAP_UPDATE_BATCH"},
	{27, "BPF_MAP_DELETE_BATCH"},
	{28, "BPF_LINK_CREATE"},
	{29, "BPF_LINK_UPDATE"},
	{30, "BPF_LINK_GET_FD_BY_ID"},
	{31, "BPF_LINK_GET_NEXT_ID"},
	{32, "BPF_ENABLE_STATS"},
	{33, "BPF_ITER_CREATE"},
	{34, "BPF_LINK_DETACH"},
	{35, "BPF_PROG_BIND_MAP"},
	{36, "BPF_TOKEN_CREATE"},
	{37, "BPF_PROG_STREAM_READ_BY_FD"},
};

constexpr Name kBpfMapTypes[] = {
	{0, "BPF_MAP_TYPE_UNSPEC"},
	{1, "BPF_MAP_TYPE_HASH"},
	{2, "BPF_MAP_TYPE_ARRAY"},
	{3, "BPF_MAP_TYPE_PROG_ARRAY"},
	{4, "BPF_MAP_TYPE_PERF_EVENT_ARRAY"},
	{5, "BPF_MAP_TYPE_PERCPU_HASH"},
	{6, "BPF_MAP_TYPE_PERCPU_ARRAY"},
	{7, "BPF_MAP_TYPE_STACK_TRACE"},
	{8, "BPF_MAP_TYPE_CGROUP_ARRAY"},
	{9, "BPF_MAP_TYPE_LRU_HASH"},
	{10, "BPF_MAP_TYPE_LRU_PERCPU_HASH"},
	{11, "BPF_MAP_TYPE_LPM_TRIE"},
	{12, "BPF_MAP_TYPE_ARRAY_OF_MAPS"},
	{13, "BPF_MAP_TYPE_HASH_OF_MAPS"},
	{14, "BPF_MAP_TYPE_DEVMAP"},
	{15, "BPF_MAP_TYPE_SOCKMAP"},
	{16, "BPF_MAP_TYPE_CPUMAP"},
	{17, "BPF_MAP_TYPE_XSKMAP"},
	{18, "BPF_MAP_TYPE_SOCKHASH"},
	{19, "BPF_MAP_TYPE_CGROUP_STORAGE"},
	{20, "BPF_MAP_TYPE_REUSEPORT_SOCKARRAY"},
	{21, "BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE"},
	{22, "BPF_MAP_TYPE_QUEUE"},
	{23, "BPF_MAP_TYPE_STACK"},
	{24, "BPF_MAP_TYPE_SK_STORAGE"},
	{25, "BPF_MAP_TYPE_DEVMAP_HASH"},
	{26, "BPF_MAP_TYPE_STRUCT_OPS"},
	{27, "BPF_MAP_TYPE_RINGBUF"},
	{28, "BPF_MAP_TYPE_INODE_STORAGE"},
	{29, "BPF_MAP_TYPE_TASK_STORAGE"},
	{30, "BPF_MAP_TYPE_BLOOM_FILTER"},
	{31, "BPF_MAP_TYPE_USER_RINGBUF"},
	{32, "BPF_MAP_TYPE_CGRP_STORAGE"},
	{33, "BPF_MAP_TYPE_ARENA"},
};

constexpr Name kBpfProgTypes[] = {
	{0, "BPF_PROG_TYPE_UNSPEC"},
	{1, "BPF_PROG_TYPE_SOCKET_FILTER"},
	{2, "BPF_PROG_TYPE_KPROBE"},
	{3, "BPF_PROG_TYPE_SCHED_CLS"},
	{4, "BPF_PROG_TYPE_SCHED_ACT"},
	{5, "BPF_PROG_TYPE_TRACEPOINT"},
	{6, "BPF_PROG_TYPE_XDP"},
	{7, "BPF_PROG_TYPE_PERF_EVENT"},
	{8, "BPF_PROG_TYPE_CGROUP_SKB"},
	{9, "BPF_PROG_TYPE_CGROUP_SOCK"},
	{10, "BPF_PROG_TYPE_LWT_IN"},
	{11, "BPF_PROG_TYPE_LWT_OUT"},
	{12, "BPF_PROG_TYPE_LWT_XMIT"},
	{13, "BPF_PROG_TYPE_SOCK_OPS"},
	{14, "BPF_PROG_TYPE_SK_SKB"},
	{15, "BPF_PROG_TYPE_CGROUP_DEVICE"},
	{16, "BPF_PROG_TYPE_SK_MSG"},
	{17, "BPF_PROG_TYPE_RAW_TRACEPOINT"},
	{18, "BPF_PROG_TYPE_CGROUP_SOCK_ADDR"},
	{19, "BPF_PROG_TYPE_LWT_SEG6LOCAL"},
	{20, "BPF_PROG_TYPE_LIRC_MODE2"},
	{21, "BPF_PROG_TYPE_SK_REUSEPORT"},
	{22, "BPF_PROG_TYPE_FLOW_DISSECTOR"},
	{23, "BPF_PROG_TYPE_CGROUP_SYSCTL"},
	{24, "BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE"},
	{25, "BPF_PROG_TYPE_CGROUP_SOCKOPT"},
	{26, "BPF_PROG_TYPE_TRACING"},
	{27, "BPF_PROG_TYPE_STRUCT_OPS"},
	{28, "BPF_PROG_TYPE_EXT"},
	{29, "BPF_PROG_TYPE_LSM"},
	{30, "BPF_PROG_TYPE_SK_LOOKUP"},
	{31, "BPF_PROG_TYPE_SYSCALL"},
	{32, "BPF_PROG_TYPE_NETFILTER"},
};

constexpr Name kBpfAttachTypes[] = {
	{0, "BPF_CGROUP_INET_INGRESS"},
	{1, "BPF_CGROUP_INET_EGRESS"},
	{2, "BPF_CGROUP_INET_SOCK_CREATE"},
	{3, "BPF_CGROUP_SOCK_OPS"},
	{4, "BPF_SK_SKB_STREAM_PARSER"},
	{5, "BPF_SK_SKB_STREAM_VERDICT"},
	{6, "BPF_CGROUP_DEVICE"},
	{7, "BPF_SK_MSG_VERDICT"},
	{8, "BPF_CGROUP_INET4_BIND"},
	{9, "BPF_CGROUP_INET6_BIND"},
	{10, "BPF_CGROUP_INET4_CONNECT"},
	{11, "BPF_CGROUP_INET6_CONNECT"},
	{12, "BPF_CGROUP_INET4_POST_BIND"},
	{13, "BPF_CGROUP_INET6_POST_BIND"},
	{14, "BPF_CGROUP_UDP4_SENDMSG"},
	{15, "BPF_CGROUP_UDP6_SENDMSG"},
	{16, "BPF_LIRC_MODE2"},
	{17, "BPF_FLOW_DISSECTOR"},
	{18, "BPF_CGROUP_SYSCTL"},
	{19, "BPF_CGROUP_UDP4_RECVMSG"},
	{20, "BPF_CGROUP_UDP6_RECVMSG"},
	{21, "BPF_CGROUP_GETSOCKOPT"},
	{22, "BPF_CGROUP_SETSOCKOPT"},
	{23, "BPF_TRACE_RAW_TP"},
	{24, "BPF_TRACE_FENTRY"},
	{25, "BPF_TRACE_FEXIT"},
	{26, "BPF_MODIFY_RETURN"},
	{27, "BPF_LSM_MAC"},
	{28, "BPF_TRACE_ITER"},
	{29, "BPF_CGROUP_INET4_GETPEERNAME"},
	{30, "BPF_CGROUP_INET6_GETPEERNAME"},
	{31, "BPF_CGROUP_INET4_GETSOCKNAME"},
	{32, "BPF_CGROUP_INET6_GETSOCKNAME"},
	{33, "BPF_XDP_DEVMAP"},
	{34, "BPF_CGROUP_INET_SOCK_RELEASE"},
	{35, "BPF_XDP_CPUMAP"},
	{36, "BPF_SK_LOOKUP"},
	{37, "BPF_XDP"},
	{38, "BPF_SK_SKB_VERDICT"},
	{39, "BPF_SK_REUSEPORT_SELECT"},
	{40, "BPF_SK_REUSEPORT_SELECT_OR_MIGRATE"},
	{41, "BPF_PERF_EVENT"},
	{42, "BPF_TRACE_KPROBE_MULTI"},
	{43, "BPF_LSM_CGROUP"},
	{44, "BPF_STRUCT_OPS"},
	{45, "BPF_NETFILTER"},
	{46, "BPF_TCX_INGRESS"},
	{47, "BPF_TCX_EGRESS"},
	{48, "BPF_TRACE_UPROBE_MULTI"},
	{49, "BPF_CGROUP_UNIX_CONNECT"},
	{50, "BPF_CGROUP_UNIX_SENDMSG"},
	{51, "BPF_CGROUP_UNIX_RECVMSG"},
	{52, "BPF_CGROUP_UNIX_GETPEERNAME"},
	{53, "BPF_CGROUP_UNIX_GETSOCKNAME"},
	{54, "BPF_NETKIT_PRIMARY"},
	{55, "BPF_NETKIT_PEER"},
	{56, "BPF_TRACE_KPROBE_SESSION"},
	{57, "BPF_TRACE_UPROBE_SESSION"},
};

constexpr Name kBpfAttachFlags[] = {
	{1, "BPF_F_ALLOW_OVERRIDE"},
	{2, "BPF_F_ALLOW_MULTI"},
	{4, "BPF_F_REPLACE"},
};

constexpr Name kBpfMapFlags[] = {
	{1, "BPF_F_NO_PREALLOC"},    {2, "BPF_F_NO_COMMON_LRU"},  {4, "BPF_F_NUMA_NODE"},
	{8, "BPF_F_RDONLY"},         {0x10, "BPF_F_WRONLY"},      {0x20, "BPF_F_STACK_BUILD_ID"},
	{0x40, "BPF_F_ZERO_SEED"},   {0x80, "BPF_F_RDONLY_PROG"}, {0x100, "BPF_F_WRONLY_PROG"},
	{0x200, "BPF_F_CLONE"},      {0x400, "BPF_F_MMAPABLE"},   {0x800, "BPF_F_PRESERVE_ELEMS"},
	{0x1000, "BPF_F_INNER_MAP"},
};

constexpr Name kBpfMapUpdateElemFlags[] = {
	{0, "BPF_ANY"},
	{1, "BPF_NOEXIST"},
	{2, "BPF_EXIST"},
	{4, "BPF_F_LOCK"},
};

constexpr Name kBpfMapLookupElemFlags[] = {
	{0, "BPF_ANY"},
	{4, "BPF_F_LOCK"},
};

constexpr Name kBpfProgFlags[] = {
	{1, "BPF_F_STRICT_ALIGNMENT"}, {2, "BPF_F_ANY_ALIGNMENT"}, {4, "BPF_F_TEST_RND_HI32"},
	{8, "BPF_F_TEST_STATE_FREQ"},  {16, "BPF_F_SLEEPABLE"},
};

constexpr Name kBpfQueryFlags[] = {
	{1, "BPF_F_QUERY_EFFECTIVE"},
};

constexpr Name kBpfTestRunFlags[] = {
	{1, "BPF_F_TEST_RUN_ON_CPU"},
	{2, "BPF_F_TEST_XDP_LIVE_FRAMES"},
};

constexpr Name kBpfFileModeFlags[] = {
	{8, "BPF_F_RDONLY"},
	{16, "BPF_F_WRONLY"},
};

constexpr Name kBpfTaskFdTypes[] = {
	{0, "BPF_FD_TYPE_RAW_TRACEPOINT"}, {1, "BPF_FD_TYPE_TRACEPOINT"}, {2, "BPF_FD_TYPE_KPROBE"},
	{3, "BPF_FD_TYPE_KRETPROBE"},      {4, "BPF_FD_TYPE_UPROBE"},     {5, "BPF_FD_TYPE_URETPROBE"},
};

constexpr Name kPerfEventOpenFlags[] = {
	{1, "PERF_FLAG_FD_NO_GROUP"},
	{2, "PERF_FLAG_FD_OUTPUT"},
	{4, "PERF_FLAG_PID_CGROUP"},
	{8, "PERF_FLAG_FD_CLOEXEC"},
};

constexpr Name kPerfTypes[] = {
	{0, "PERF_TYPE_HARDWARE"}, {1, "PERF_TYPE_SOFTWARE"}, {2, "PERF_TYPE_TRACEPOINT"},
	{3, "PERF_TYPE_HW_CACHE"}, {4, "PERF_TYPE_RAW"},      {5, "PERF_TYPE_BREAKPOINT"},
};

constexpr Name kPerfHwIds[] = {
	{0, "PERF_COUNT_HW_CPU_CYCLES"},
	{1, "PERF_COUNT_HW_INSTRUCTIONS"},
	{2, "PERF_COUNT_HW_CACHE_REFERENCES"},
	{3, "PERF_COUNT_HW_CACHE_MISSES"},
	{4, "PERF_COUNT_HW_BRANCH_INSTRUCTIONS"},
	{5, "PERF_COUNT_HW_BRANCH_MISSES"},
	{6, "PERF_COUNT_HW_BUS_CYCLES"},
	{7, "PERF_COUNT_HW_STALLED_CYCLES_FRONTEND"},
	{8, "PERF_COUNT_HW_STALLED_CYCLES_BACKEND"},
	{9, "PERF_COUNT_HW_REF_CPU_CYCLES"},
};

constexpr Name kPerfSwIds[] = {
	{0, "PERF_COUNT_SW_CPU_CLOCK"},        {1, "PERF_COUNT_SW_TASK_CLOCK"},
	{2, "PERF_COUNT_SW_PAGE_FAULTS"},      {3, "PERF_COUNT_SW_CONTEXT_SWITCHES"},
	{4, "PERF_COUNT_SW_CPU_MIGRATIONS"},   {5, "PERF_COUNT_SW_PAGE_FAULTS_MIN"},
	{6, "PERF_COUNT_SW_PAGE_FAULTS_MAJ"},  {7, "PERF_COUNT_SW_ALIGNMENT_FAULTS"},
	{8, "PERF_COUNT_SW_EMULATION_FAULTS"}, {9, "PERF_COUNT_SW_DUMMY"},
	{10, "PERF_COUNT_SW_BPF_OUTPUT"},      {11, "PERF_COUNT_SW_CGROUP_SWITCHES"},
};

constexpr Name kPerfHwCacheIds[] = {
	{0, "PERF_COUNT_HW_CACHE_L1D"},  {1, "PERF_COUNT_HW_CACHE_L1I"},  {2, "PERF_COUNT_HW_CACHE_LL"},
	{3, "PERF_COUNT_HW_CACHE_DTLB"}, {4, "PERF_COUNT_HW_CACHE_ITLB"}, {5, "PERF_COUNT_HW_CACHE_BPU"},
	{6, "PERF_COUNT_HW_CACHE_NODE"},
};

constexpr Name kPerfHwCacheOps[] = {
	{0, "PERF_COUNT_HW_CACHE_OP_READ"},
	{1, "PERF_COUNT_HW_CACHE_OP_WRITE"},
	{2, "PERF_COUNT_HW_CACHE_OP_PREFETCH"},
};

constexpr Name kPerfHwCacheResults[] = {
	{0, "PERF_COUNT_HW_CACHE_RESULT_ACCESS"},
	{1, "PERF_COUNT_HW_CACHE_RESULT_MISS"},
};

constexpr Name kPerfSampleFormats[] = {
	{1, "PERF_SAMPLE_IP"},
	{2, "PERF_SAMPLE_TID"},
	{4, "PERF_SAMPLE_TIME"},
	{8, "PERF_SAMPLE_ADDR"},
	{0x10, "PERF_SAMPLE_READ"},
	{0x20, "PERF_SAMPLE_CALLCHAIN"},
	{0x40, "PERF_SAMPLE_ID"},
	{0x80, "PERF_SAMPLE_CPU"},
	{0x100, "PERF_SAMPLE_PERIOD"},
	{0x200, "PERF_SAMPLE_STREAM_ID"},
	{0x400, "PERF_SAMPLE_RAW"},
	{0x800, "PERF_SAMPLE_BRANCH_STACK"},
	{0x1000, "PERF_SAMPLE_REGS_USER"},
	{0x2000, "PERF_SAMPLE_STACK_USER"},
	{0x4000, "PERF_SAMPLE_WEIGHT"},
	{0x8000, "PERF_SAMPLE_DATA_SRC"},
	{0x10000, "PERF_SAMPLE_IDENTIFIER"},
	{0x20000, "PERF_SAMPLE_TRANSACTION"},
	{0x40000, "PERF_SAMPLE_REGS_INTR"},
	{0x80000, "PERF_SAMPLE_PHYS_ADDR"},
	{0x100000, "PERF_SAMPLE_AUX"},
	{0x200000, "PERF_SAMPLE_CGROUP"},
	{0x400000, "PERF_SAMPLE_DATA_PAGE_SIZE"},
	{0x800000, "PERF_SAMPLE_CODE_PAGE_SIZE"},
	{0x1000000, "PERF_SAMPLE_WEIGHT_STRUCT"},
};

constexpr Name kPerfReadFormats[] = {
	{1, "PERF_FORMAT_TOTAL_TIME_ENABLED"},
	{2, "PERF_FORMAT_TOTAL_TIME_RUNNING"},
	{4, "PERF_FORMAT_ID"},
	{8, "PERF_FORMAT_GROUP"},
	{16, "PERF_FORMAT_LOST"},
};

constexpr Name kPerfBranchSampleTypes[] = {
	{1, "PERF_SAMPLE_BRANCH_USER"},
	{2, "PERF_SAMPLE_BRANCH_KERNEL"},
	{4, "PERF_SAMPLE_BRANCH_HV"},
	{8, "PERF_SAMPLE_BRANCH_ANY"},
	{0x10, "PERF_SAMPLE_BRANCH_ANY_CALL"},
	{0x20, "PERF_SAMPLE_BRANCH_ANY_RETURN"},
	{0x40, "PERF_SAMPLE_BRANCH_IND_CALL"},
	{0x80, "PERF_SAMPLE_BRANCH_ABORT_TX"},
	{0x100, "PERF_SAMPLE_BRANCH_IN_TX"},
	{0x200, "PERF_SAMPLE_BRANCH_NO_TX"},
	{0x400, "PERF_SAMPLE_BRANCH_COND"},
	{0x800, "PERF_SAMPLE_BRANCH_CALL_STACK"},
	{0x1000, "PERF_SAMPLE_BRANCH_IND_JUMP"},
	{0x2000, "PERF_SAMPLE_BRANCH_CALL"},
	{0x4000, "PERF_SAMPLE_BRANCH_NO_FLAGS"},
	{0x8000, "PERF_SAMPLE_BRANCH_NO_CYCLES"},
	{0x10000, "PERF_SAMPLE_BRANCH_TYPE_SAVE"},
	{0x20000, "PERF_SAMPLE_BRANCH_HW_INDEX"},
	{0x40000, "PERF_SAMPLE_BRANCH_PRIV_SAVE"},
};

constexpr Name kPerfBreakpointTypes[] = {
	{0, "HW_BREAKPOINT_EMPTY"}, {1, "HW_BREAKPOINT_R"}, {2, "HW_BREAKPOINT_W"},
	{3, "HW_BREAKPOINT_RW"},    {4, "HW_BREAKPOINT_X"},
};

constexpr Name kPerfAttrSizes[] = {
	{0x40, "PERF_ATTR_SIZE_VER0"}, {0x48, "PERF_ATTR_SIZE_VER1"}, {0x50, "PERF_ATTR_SIZE_VER2"},
	{0x60, "PERF_ATTR_SIZE_VER3"}, {0x68, "PERF_ATTR_SIZE_VER4"}, {0x70, "PERF_ATTR_SIZE_VER5"},
	{0x78, "PERF_ATTR_SIZE_VER6"}, {0x80, "PERF_ATTR_SIZE_VER7"},
};

constexpr Name kPerfIoctlFlags[] = {
	{1, "PERF_IOC_FLAG_GROUP"},
};

} // namespace

constinit const Xlat reboot_magic1 = {"LINUX_REBOOT_MAGIC_???", kRebootMagic1};
constinit const Xlat reboot_magic2 = {"LINUX_REBOOT_MAGIC_???", kRebootMagic2};
constinit const Xlat reboot_cmds = {"LINUX_REBOOT_CMD_???", kRebootCmds};
constinit const Xlat syslog_actions = {"SYSLOG_ACTION_???", kSyslogActions};
constinit const Xlat syslog_levels = {"LOGLEVEL_???", kSyslogLevels};
constinit const Xlat module_init_flags = {"MODULE_INIT_???", kModuleInitFlags};
constinit const Xlat delete_module_flags = {"O_???", kDeleteModuleFlags};
constinit const Xlat kexec_arch = {"KEXEC_ARCH_???", kKexecArch};
constinit const Xlat kexec_load_flags = {"KEXEC_???", kKexecLoadFlags};
constinit const Xlat kexec_file_load_flags = {"KEXEC_FILE_???", kKexecFileLoadFlags};
constinit const Xlat getrandom_flags = {"GRND_???", kGetrandomFlags};
constinit const Xlat bpf_commands = {"BPF_???", kBpfCommands};
constinit const Xlat bpf_map_types = {"BPF_MAP_TYPE_???", kBpfMapTypes};
constinit const Xlat bpf_prog_types = {"BPF_PROG_TYPE_???", kBpfProgTypes};
constinit const Xlat bpf_attach_types = {"BPF_???", kBpfAttachTypes};
constinit const Xlat bpf_attach_flags = {"BPF_F_???", kBpfAttachFlags};
constinit const Xlat bpf_map_flags = {"BPF_F_???", kBpfMapFlags};
constinit const Xlat bpf_map_update_elem_flags = {"BPF_???", kBpfMapUpdateElemFlags};
constinit const Xlat bpf_map_lookup_elem_flags = {"BPF_???", kBpfMapLookupElemFlags};
constinit const Xlat bpf_prog_flags = {"BPF_F_???", kBpfProgFlags};
constinit const Xlat bpf_query_flags = {"BPF_F_QUERY_???", kBpfQueryFlags};
constinit const Xlat bpf_test_run_flags = {"BPF_F_???", kBpfTestRunFlags};
constinit const Xlat bpf_file_mode_flags = {"BPF_F_???", kBpfFileModeFlags};
constinit const Xlat bpf_task_fd_types = {"BPF_FD_TYPE_???", kBpfTaskFdTypes};
constinit const Xlat perf_event_open_flags = {"PERF_FLAG_???", kPerfEventOpenFlags};
constinit const Xlat perf_types = {"PERF_TYPE_???", kPerfTypes};
constinit const Xlat perf_hw_ids = {"PERF_COUNT_HW_???", kPerfHwIds};
constinit const Xlat perf_sw_ids = {"PERF_COUNT_SW_???", kPerfSwIds};
constinit const Xlat perf_hw_cache_ids = {"PERF_COUNT_HW_CACHE_???", kPerfHwCacheIds};
constinit const Xlat perf_hw_cache_ops = {"PERF_COUNT_HW_CACHE_OP_???", kPerfHwCacheOps};
constinit const Xlat perf_hw_cache_results = {"PERF_COUNT_HW_CACHE_RESULT_???", kPerfHwCacheResults};
constinit const Xlat perf_sample_formats = {"PERF_SAMPLE_???", kPerfSampleFormats};
constinit const Xlat perf_read_formats = {"PERF_FORMAT_???", kPerfReadFormats};
constinit const Xlat perf_branch_sample_types = {"PERF_SAMPLE_BRANCH_???", kPerfBranchSampleTypes};
constinit const Xlat perf_breakpoint_types = {"HW_BREAKPOINT_???", kPerfBreakpointTypes};
constinit const Xlat perf_attr_sizes = {"PERF_ATTR_SIZE_???", kPerfAttrSizes};
constinit const Xlat perf_ioctl_flags = {"PERF_IOC_FLAG_???", kPerfIoctlFlags};

} // namespace strobe::spec
