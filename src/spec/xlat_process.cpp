// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_process.h"

#include "spec/xlat_join.h"

namespace strobe::spec {

namespace {

constexpr Name kCloneFlags[] = {
	{0x100, "CLONE_VM"},
	{0x200, "CLONE_FS"},
	{0x400, "CLONE_FILES"},
	{0x800, "CLONE_SIGHAND"},
	{0x1000, "CLONE_PIDFD"},
	{0x2000, "CLONE_PTRACE"},
	{0x4000, "CLONE_VFORK"},
	{0x8000, "CLONE_PARENT"},
	{0x10000, "CLONE_THREAD"},
	{0x20000, "CLONE_NEWNS"},
	{0x40000, "CLONE_SYSVSEM"},
	{0x80000, "CLONE_SETTLS"},
	{0x100000, "CLONE_PARENT_SETTID"},
	{0x200000, "CLONE_CHILD_CLEARTID"},
	{0x800000, "CLONE_UNTRACED"},
	{0x1000000, "CLONE_CHILD_SETTID"},
	{0x2000000, "CLONE_NEWCGROUP"},
	{0x4000000, "CLONE_NEWUTS"},
	{0x8000000, "CLONE_NEWIPC"},
	{0x10000000, "CLONE_NEWUSER"},
	{0x20000000, "CLONE_NEWPID"},
	{0x40000000, "CLONE_NEWNET"},
	{0x80000000, "CLONE_IO"},
};

constexpr Name kClone3FlagsOnly[] = {
	{0x80, "CLONE_NEWTIME"},
	{0x100000000, "CLONE_CLEAR_SIGHAND"},
	{0x200000000, "CLONE_INTO_CGROUP"},
};

constexpr auto kClone3Flags = join(kCloneFlags, kClone3FlagsOnly);

constexpr Name kCloneSignalFlagsOnly[] = {
	{64, "SIGRT_32"},  {63, "SIGRT_31"}, {62, "SIGRT_30"},  {61, "SIGRT_29"}, {60, "SIGRT_28"}, {59, "SIGRT_27"},
	{58, "SIGRT_26"},  {57, "SIGRT_25"}, {56, "SIGRT_24"},  {55, "SIGRT_23"}, {54, "SIGRT_22"}, {53, "SIGRT_21"},
	{52, "SIGRT_20"},  {51, "SIGRT_19"}, {50, "SIGRT_18"},  {49, "SIGRT_17"}, {48, "SIGRT_16"}, {47, "SIGRT_15"},
	{46, "SIGRT_14"},  {45, "SIGRT_13"}, {44, "SIGRT_12"},  {43, "SIGRT_11"}, {42, "SIGRT_10"}, {41, "SIGRT_9"},
	{40, "SIGRT_8"},   {39, "SIGRT_7"},  {38, "SIGRT_6"},   {37, "SIGRT_5"},  {36, "SIGRT_4"},  {35, "SIGRT_3"},
	{34, "SIGRT_2"},   {33, "SIGRT_1"},  {32, "SIGRTMIN"},  {31, "SIGSYS"},   {30, "SIGPWR"},   {29, "SIGIO"},
	{28, "SIGWINCH"},  {27, "SIGPROF"},  {26, "SIGVTALRM"}, {25, "SIGXFSZ"},  {24, "SIGXCPU"},  {23, "SIGURG"},
	{22, "SIGTTOU"},   {21, "SIGTTIN"},  {20, "SIGTSTP"},   {19, "SIGSTOP"},  {18, "SIGCONT"},  {17, "SIGCHLD"},
	{16, "SIGSTKFLT"}, {15, "SIGTERM"},  {14, "SIGALRM"},   {13, "SIGPIPE"},  {12, "SIGUSR2"},  {11, "SIGSEGV"},
	{10, "SIGUSR1"},   {9, "SIGKILL"},   {8, "SIGFPE"},     {7, "SIGBUS"},    {6, "SIGABRT"},   {5, "SIGTRAP"},
	{4, "SIGILL"},     {3, "SIGQUIT"},   {2, "SIGINT"},     {1, "SIGHUP"},
};

constexpr auto kCloneSignalFlags = join(kCloneFlags, kCloneSignalFlagsOnly);

constexpr Name kUnshareFlags[] = {
	{0x80, "CLONE_NEWTIME"},      {0x100, "CLONE_VM"},          {0x200, "CLONE_FS"},
	{0x400, "CLONE_FILES"},       {0x800, "CLONE_SIGHAND"},     {0x10000, "CLONE_THREAD"},
	{0x20000, "CLONE_NEWNS"},     {0x40000, "CLONE_SYSVSEM"},   {0x2000000, "CLONE_NEWCGROUP"},
	{0x4000000, "CLONE_NEWUTS"},  {0x8000000, "CLONE_NEWIPC"},  {0x10000000, "CLONE_NEWUSER"},
	{0x20000000, "CLONE_NEWPID"}, {0x40000000, "CLONE_NEWNET"},
};

constexpr Name kSetnsTypes[] = {
	{0x80, "CLONE_NEWTIME"},      {0x20000, "CLONE_NEWNS"},     {0x2000000, "CLONE_NEWCGROUP"},
	{0x4000000, "CLONE_NEWUTS"},  {0x8000000, "CLONE_NEWIPC"},  {0x10000000, "CLONE_NEWUSER"},
	{0x20000000, "CLONE_NEWPID"}, {0x40000000, "CLONE_NEWNET"},
};

constexpr Name kWaitOptions[] = {
	{1, "WNOHANG"},         {4, "WEXITED"},           {2, "WSTOPPED"},        {8, "WCONTINUED"},
	{0x1000000, "WNOWAIT"}, {0x80000000, "__WCLONE"}, {0x40000000, "__WALL"}, {0x20000000, "__WNOTHREAD"},
};

constexpr Name kWaitidTypes[] = {
	{0, "P_ALL"},
	{1, "P_PID"},
	{2, "P_PGID"},
	{3, "P_PIDFD"},
};

constexpr Name kUsageWho[] = {
	{0, "RUSAGE_SELF"},
	{0xffffffff, "RUSAGE_CHILDREN"},
	{0xfffffffe, "RUSAGE_BOTH"},
	{1, "RUSAGE_THREAD"},
};

constexpr Name kResources[] = {
	{0, "RLIMIT_CPU"},       {1, "RLIMIT_FSIZE"}, {2, "RLIMIT_DATA"},    {3, "RLIMIT_STACK"},
	{4, "RLIMIT_CORE"},      {5, "RLIMIT_RSS"},   {6, "RLIMIT_NPROC"},   {7, "RLIMIT_NOFILE"},
	{8, "RLIMIT_MEMLOCK"},   {9, "RLIMIT_AS"},    {10, "RLIMIT_LOCKS"},  {11, "RLIMIT_SIGPENDING"},
	{12, "RLIMIT_MSGQUEUE"}, {13, "RLIMIT_NICE"}, {14, "RLIMIT_RTPRIO"}, {15, "RLIMIT_RTTIME"},
};

constexpr Name kKcmpTypes[] = {
	{0, "KCMP_FILE"},    {1, "KCMP_VM"}, {2, "KCMP_FILES"},   {3, "KCMP_FS"},
	{4, "KCMP_SIGHAND"}, {5, "KCMP_IO"}, {6, "KCMP_SYSVSEM"}, {7, "KCMP_EPOLL_TFD"},
};

constexpr Name kPidfdOpenFlags[] = {
	{0x800, "PIDFD_NONBLOCK"},
	{0x80, "PIDFD_THREAD"},
};

constexpr Name kPidfdSignalFlags[] = {
	{1, "PIDFD_SIGNAL_THREAD"},
	{2, "PIDFD_SIGNAL_THREAD_GROUP"},
	{4, "PIDFD_SIGNAL_PROCESS_GROUP"},
};

constexpr Name kPrctlOptions[] = {
	{1, "PR_SET_PDEATHSIG"},
	{2, "PR_GET_PDEATHSIG"},
	{3, "PR_GET_DUMPABLE"},
	{4, "PR_SET_DUMPABLE"},
	{5, "PR_GET_UNALIGN"},
	{6, "PR_SET_UNALIGN"},
	{7, "PR_GET_KEEPCAPS"},
	{8, "PR_SET_KEEPCAPS"},
	{9, "PR_GET_FPEMU"},
	{0xa, "PR_SET_FPEMU"},
	{0xb, "PR_GET_FPEXC"},
	{0xc, "PR_SET_FPEXC"},
	{0xd, "PR_GET_TIMING"},
	{0xe, "PR_SET_TIMING"},
	{0xf, "PR_SET_NAME"},
	{0x10, "PR_GET_NAME"},
	{0x13, "PR_GET_ENDIAN"},
	{0x14, "PR_SET_ENDIAN"},
	{0x15, "PR_GET_SECCOMP"},
	{0x16, "PR_SET_SECCOMP"},
	{0x17, "PR_CAPBSET_READ"},
	{0x18, "PR_CAPBSET_DROP"},
	{0x19, "PR_GET_TSC"},
	{0x1a, "PR_SET_TSC"},
	{0x1b, "PR_GET_SECUREBITS"},
	{0x1c, "PR_SET_SECUREBITS"},
	{0x1d, "PR_SET_TIMERSLACK"},
	{0x1e, "PR_GET_TIMERSLACK"},
	{0x1f, "PR_TASK_PERF_EVENTS_DISABLE"},
	{0x20, "PR_TASK_PERF_EVENTS_ENABLE"},
	{0x21, "PR_MCE_KILL"},
	{0x22, "PR_MCE_KILL_GET"},
	{0x23, "PR_SET_MM"},
	{0x24, "PR_SET_CHILD_SUBREAPER"},
	{0x25, "PR_GET_CHILD_SUBREAPER"},
	{0x26, "PR_SET_NO_NEW_PRIVS"},
	{0x27, "PR_GET_NO_NEW_PRIVS"},
	{0x28, "PR_GET_TID_ADDRESS"},
	{0x29, "PR_SET_THP_DISABLE"},
	{0x2a, "PR_GET_THP_DISABLE"},
	{0x2b, "PR_MPX_ENABLE_MANAGEMENT"},
	{0x2c, "PR_MPX_DISABLE_MANAGEMENT"},
	{0x2d, "PR_SET_FP_MODE"},
	{0x2e, "PR_GET_FP_MODE"},
	{0x2f, "PR_CAP_AMBIENT"},
	{0x32, "PR_SVE_SET_VL"},
	{0x33, "PR_SVE_GET_VL"},
	{0x34, "PR_GET_SPECULATION_CTRL"},
	{0x35, "PR_SET_SPECULATION_CTRL"},
	{0x36, "PR_PAC_RESET_KEYS"},
	{0x37, "PR_SET_TAGGED_ADDR_CTRL"},
	{0x38, "PR_GET_TAGGED_ADDR_CTRL"},
	{0x39, "PR_SET_IO_FLUSHER"},
	{0x3a, "PR_GET_IO_FLUSHER"},
	{0x3b, "PR_SET_SYSCALL_USER_DISPATCH"},
	{0x3c, "PR_PAC_SET_ENABLED_KEYS"},
	{0x3d, "PR_PAC_GET_ENABLED_KEYS"},
	{0x3e, "PR_SCHED_CORE"},
	{0x3f, "PR_SME_SET_VL"},
	{0x40, "PR_SME_GET_VL"},
	{0x53564d41, "PR_SET_VMA"},
	{0x59616d61, "PR_SET_PTRACER"},
	{0x41, "PR_SET_MDWE"},
	{0x42, "PR_GET_MDWE"},
	{0x43, "PR_SET_MEMORY_MERGE"},
	{0x44, "PR_GET_MEMORY_MERGE"},
	{0x45, "PR_RISCV_V_SET_CONTROL"},
	{0x46, "PR_RISCV_V_GET_CONTROL"},
	{0x47, "PR_RISCV_SET_ICACHE_FLUSH_CTX"},
	{0x48, "PR_PPC_GET_DEXCR"},
	{0x49, "PR_PPC_SET_DEXCR"},
	{0x4a, "PR_GET_SHADOW_STACK_STATUS"},
	{0x4b, "PR_SET_SHADOW_STACK_STATUS"},
	{0x4c, "PR_LOCK_SHADOW_STACK_STATUS"},
	{0x4d, "PR_TIMER_CREATE_RESTORE_IDS"},
	{0x4e, "PR_FUTEX_HASH"},
	{0x41555856, "PR_GET_AUXV"},
};

constexpr Name kPrCapAmbient[] = {
	{1, "PR_CAP_AMBIENT_IS_SET"},
	{2, "PR_CAP_AMBIENT_RAISE"},
	{3, "PR_CAP_AMBIENT_LOWER"},
	{4, "PR_CAP_AMBIENT_CLEAR_ALL"},
};

constexpr Name kPrDumpable[] = {
	{0, "SUID_DUMP_DISABLE"},
	{1, "SUID_DUMP_USER"},
	{2, "SUID_DUMP_ROOT"},
};

constexpr Name kPrFpMode[] = {
	{1, "PR_FP_MODE_FR"},
	{2, "PR_FP_MODE_FRE"},
};

constexpr Name kPrMceKill[] = {
	{0, "PR_MCE_KILL_CLEAR"},
	{1, "PR_MCE_KILL_SET"},
};

constexpr Name kPrMceKillPolicy[] = {
	{0, "PR_MCE_KILL_LATE"},
	{1, "PR_MCE_KILL_EARLY"},
	{2, "PR_MCE_KILL_DEFAULT"},
};

constexpr Name kPrSchedCoreCmds[] = {
	{0, "PR_SCHED_CORE_GET"},
	{1, "PR_SCHED_CORE_CREATE"},
	{2, "PR_SCHED_CORE_SHARE_TO"},
	{3, "PR_SCHED_CORE_SHARE_FROM"},
};

constexpr Name kPrSchedCorePidtypes[] = {
	{0, "PIDTYPE_PID"},
	{1, "PIDTYPE_TGID"},
	{2, "PIDTYPE_PGID"},
	{3, "PIDTYPE_SID"},
};

constexpr Name kPrSetMm[] = {
	{1, "PR_SET_MM_START_CODE"},  {2, "PR_SET_MM_END_CODE"},   {3, "PR_SET_MM_START_DATA"}, {4, "PR_SET_MM_END_DATA"},
	{5, "PR_SET_MM_START_STACK"}, {6, "PR_SET_MM_START_BRK"},  {7, "PR_SET_MM_BRK"},        {8, "PR_SET_MM_ARG_START"},
	{9, "PR_SET_MM_ARG_END"},     {10, "PR_SET_MM_ENV_START"}, {11, "PR_SET_MM_ENV_END"},   {12, "PR_SET_MM_AUXV"},
	{13, "PR_SET_MM_EXE_FILE"},   {14, "PR_SET_MM_MAP"},       {15, "PR_SET_MM_MAP_SIZE"},
};

constexpr Name kPrSetVma[] = {
	{0, "PR_SET_VMA_ANON_NAME"},
};

constexpr Name kPrSpecCmds[] = {
	{0, "PR_SPEC_STORE_BYPASS"},
	{1, "PR_SPEC_INDIRECT_BRANCH"},
	{2, "PR_SPEC_L1D_FLUSH"},
};

constexpr Name kPrSpecGetStoreBypassFlags[] = {
	{0, "PR_SPEC_NOT_AFFECTED"}, {1, "PR_SPEC_PRCTL"},         {2, "PR_SPEC_ENABLE"},
	{4, "PR_SPEC_DISABLE"},      {8, "PR_SPEC_FORCE_DISABLE"}, {16, "PR_SPEC_DISABLE_NOEXEC"},
};

constexpr Name kPrSpecSetStoreBypassFlags[] = {
	{2, "PR_SPEC_ENABLE"},
	{4, "PR_SPEC_DISABLE"},
	{8, "PR_SPEC_FORCE_DISABLE"},
	{16, "PR_SPEC_DISABLE_NOEXEC"},
};

constexpr Name kPrSudCmds[] = {
	{0, "PR_SYS_DISPATCH_OFF"},
	{1, "PR_SYS_DISPATCH_ON"},
};

constexpr Name kPrTsc[] = {
	{1, "PR_TSC_ENABLE"},
	{2, "PR_TSC_SIGSEGV"},
};

constexpr Name kPrUnalignFlags[] = {
	{1, "PR_UNALIGN_NOPRINT"},
	{2, "PR_UNALIGN_SIGBUS"},
};

constexpr Name kPrMdweFlags[] = {
	{1, "PR_MDWE_REFUSE_EXEC_GAIN"},
	{2, "PR_MDWE_NO_INHERIT"},
};

constexpr Name kSecurebits[] = {
	{1, "SECBIT_NOROOT"},
	{2, "SECBIT_NOROOT_LOCKED"},
	{4, "SECBIT_NO_SETUID_FIXUP"},
	{8, "SECBIT_NO_SETUID_FIXUP_LOCKED"},
	{0x10, "SECBIT_KEEP_CAPS"},
	{0x20, "SECBIT_KEEP_CAPS_LOCKED"},
	{0x40, "SECBIT_NO_CAP_AMBIENT_RAISE"},
	{0x80, "SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED"},
};

constexpr Name kArchPrctlCodes[] = {
	{0x1001, "ARCH_SET_GS"},
	{0x1002, "ARCH_SET_FS"},
	{0x1003, "ARCH_GET_FS"},
	{0x1004, "ARCH_GET_GS"},
	{0x1011, "ARCH_GET_CPUID"},
	{0x1012, "ARCH_SET_CPUID"},
	{0x1021, "ARCH_GET_XCOMP_SUPP"},
	{0x1022, "ARCH_GET_XCOMP_PERM"},
	{0x1023, "ARCH_REQ_XCOMP_PERM"},
	{0x1024, "ARCH_GET_XCOMP_GUEST_PERM"},
	{0x1025, "ARCH_REQ_XCOMP_GUEST_PERM"},
	{0x2001, "ARCH_MAP_VDSO_X32"},
	{0x2002, "ARCH_MAP_VDSO_32"},
	{0x2003, "ARCH_MAP_VDSO_64"},
	{0x4001, "ARCH_GET_UNTAG_MASK"},
	{0x4002, "ARCH_ENABLE_TAGGED_ADDR"},
	{0x4003, "ARCH_GET_MAX_TAG_BITS"},
	{0x4004, "ARCH_FORCE_TAGGED_SVA"},
	{0x5001, "ARCH_SHSTK_ENABLE"},
	{0x5002, "ARCH_SHSTK_DISABLE"},
	{0x5003, "ARCH_SHSTK_LOCK"},
	{0x5004, "ARCH_SHSTK_UNLOCK"},
	{0x5005, "ARCH_SHSTK_STATUS"},
};

constexpr Name kX86XfeatureBits[] = {
	{0, "XFEATURE_FP"},         {1, "XFEATURE_SSE"},         {2, "XFEATURE_YMM"},
	{3, "XFEATURE_BNDREGS"},    {4, "XFEATURE_BNDCSR"},      {5, "XFEATURE_OPMASK"},
	{6, "XFEATURE_ZMM_Hi256"},  {7, "XFEATURE_Hi16_ZMM"},    {8, "XFEATURE_PT_UNIMPLEMENTED_SO_FAR"},
	{9, "XFEATURE_PKRU"},       {10, "XFEATURE_PASID"},      {15, "XFEATURE_LBR"},
	{17, "XFEATURE_XTILE_CFG"}, {18, "XFEATURE_XTILE_DATA"},
};

constexpr Name kX86Xfeatures[] = {
	{3, "XFEATURE_MASK_FPSSE"},
	{1, "XFEATURE_MASK_FP"},
	{2, "XFEATURE_MASK_SSE"},
	{4, "XFEATURE_MASK_YMM"},
	{8, "XFEATURE_MASK_BNDREGS"},
	{0x10, "XFEATURE_MASK_BNDCSR"},
	{0xe0, "XFEATURE_MASK_AVX512"},
	{0x20, "XFEATURE_MASK_OPMASK"},
	{0x40, "XFEATURE_MASK_ZMM_Hi256"},
	{0x80, "XFEATURE_MASK_Hi16_ZMM"},
	{0x100, "XFEATURE_MASK_PT"},
	{0x200, "XFEATURE_MASK_PKRU"},
	{0x400, "XFEATURE_MASK_PASID"},
	{0x8000, "XFEATURE_MASK_LBR"},
	{0x60000, "XFEATURE_MASK_XTILE"},
	{0x20000, "XFEATURE_MASK_XTILE_CFG"},
	{0x40000, "XFEATURE_MASK_XTILE_DATA"},
};

constexpr Name kPtraceRequests[] = {
	{0, "PTRACE_TRACEME"},
	{1, "PTRACE_PEEKTEXT"},
	{2, "PTRACE_PEEKDATA"},
	{3, "PTRACE_PEEKUSER"},
	{4, "PTRACE_POKETEXT"},
	{5, "PTRACE_POKEDATA"},
	{6, "PTRACE_POKEUSER"},
	{7, "PTRACE_CONT"},
	{8, "PTRACE_KILL"},
	{9, "PTRACE_SINGLESTEP"},
	{0x10, "PTRACE_ATTACH"},
	{0x11, "PTRACE_DETACH"},
	{0x18, "PTRACE_SYSCALL"},
	{0x4200, "PTRACE_SETOPTIONS"},
	{0x4201, "PTRACE_GETEVENTMSG"},
	{0x4202, "PTRACE_GETSIGINFO"},
	{0x4203, "PTRACE_SETSIGINFO"},
	{0x4204, "PTRACE_GETREGSET"},
	{0x4205, "PTRACE_SETREGSET"},
	{0x4206, "PTRACE_SEIZE"},
	{0x4207, "PTRACE_INTERRUPT"},
	{0x4208, "PTRACE_LISTEN"},
	{0x4209, "PTRACE_PEEKSIGINFO"},
	{0x420a, "PTRACE_GETSIGMASK"},
	{0x420b, "PTRACE_SETSIGMASK"},
	{0x420c, "PTRACE_SECCOMP_GET_FILTER"},
	{0x420d, "PTRACE_SECCOMP_GET_METADATA"},
	{0x420e, "PTRACE_GET_SYSCALL_INFO"},
	{0x420f, "PTRACE_GET_RSEQ_CONFIGURATION"},
	{0xc, "PTRACE_GETREGS"},
	{0xd, "PTRACE_SETREGS"},
	{0xe, "PTRACE_GETFPREGS"},
	{0xf, "PTRACE_SETFPREGS"},
	{0x12, "PTRACE_GETFPXREGS"},
	{0x13, "PTRACE_SETFPXREGS"},
	{0x15, "PTRACE_OLDSETOPTIONS"},
	{0x19, "PTRACE_GET_THREAD_AREA"},
	{0x1a, "PTRACE_SET_THREAD_AREA"},
	{0x1f, "PTRACE_SYSEMU"},
	{0x20, "PTRACE_SYSEMU_SINGLESTEP"},
	{0x21, "PTRACE_SINGLEBLOCK"},
	{0x1e, "PTRACE_ARCH_PRCTL"},
	{0x4210, "PTRACE_SET_SYSCALL_USER_DISPATCH_CONFIG"},
	{0x4211, "PTRACE_GET_SYSCALL_USER_DISPATCH_CONFIG"},
	{0x4212, "PTRACE_SET_SYSCALL_INFO"},
};

constexpr Name kPtraceEvents[] = {
	{1, "PTRACE_EVENT_FORK"},       {2, "PTRACE_EVENT_VFORK"}, {3, "PTRACE_EVENT_CLONE"},   {4, "PTRACE_EVENT_EXEC"},
	{5, "PTRACE_EVENT_VFORK_DONE"}, {6, "PTRACE_EVENT_EXIT"},  {7, "PTRACE_EVENT_SECCOMP"}, {0x80, "PTRACE_EVENT_STOP"},
};

constexpr Name kPtraceOptions[] = {
	{1, "PTRACE_O_TRACESYSGOOD"},    {2, "PTRACE_O_TRACEFORK"},
	{4, "PTRACE_O_TRACEVFORK"},      {8, "PTRACE_O_TRACECLONE"},
	{0x10, "PTRACE_O_TRACEEXEC"},    {0x20, "PTRACE_O_TRACEVFORKDONE"},
	{0x40, "PTRACE_O_TRACEEXIT"},    {0x80, "PTRACE_O_TRACESECCOMP"},
	{0x100000, "PTRACE_O_EXITKILL"}, {0x200000, "PTRACE_O_SUSPEND_SECCOMP"},
};

constexpr Name kPtracePeeksiginfoFlags[] = {
	{1, "PTRACE_PEEKSIGINFO_SHARED"},
};

constexpr Name kPtraceSyscallInfoOps[] = {
	{0, "PTRACE_SYSCALL_INFO_NONE"},
	{1, "PTRACE_SYSCALL_INFO_ENTRY"},
	{2, "PTRACE_SYSCALL_INFO_EXIT"},
	{3, "PTRACE_SYSCALL_INFO_SECCOMP"},
};

constexpr Name kRegsets[] = {
	{1, "NT_PRSTATUS"},
	{2, "NT_FPREGSET"},
	{3, "NT_PRPSINFO"},
	{4, "NT_PRXREG"},
	{5, "NT_PLATFORM"},
	{6, "NT_AUXV"},
	{7, "NT_GWINDOWS"},
	{8, "NT_ASRS"},
	{0xa, "NT_PSTATUS"},
	{0xd, "NT_PSINFO"},
	{0xe, "NT_PRCRED"},
	{0xf, "NT_UTSNAME"},
	{0x10, "NT_LWPSTATUS"},
	{0x11, "NT_LWPSINFO"},
	{0x14, "NT_PRFPXREG"},
	{0x100, "NT_PPC_VMX"},
	{0x101, "NT_PPC_SPE"},
	{0x102, "NT_PPC_VSX"},
	{0x103, "NT_PPC_TAR"},
	{0x104, "NT_PPC_PPR"},
	{0x105, "NT_PPC_DSCR"},
	{0x106, "NT_PPC_EBB"},
	{0x107, "NT_PPC_PMU"},
	{0x108, "NT_PPC_TM_CGPR"},
	{0x109, "NT_PPC_TM_CFPR"},
	{0x10a, "NT_PPC_TM_CVMX"},
	{0x10b, "NT_PPC_TM_CVSX"},
	{0x10c, "NT_PPC_TM_SPR"},
	{0x10d, "NT_PPC_TM_CTAR"},
	{0x10e, "NT_PPC_TM_CPPR"},
	{0x10f, "NT_PPC_TM_CDSCR"},
	{0x110, "NT_PPC_PKEY"},
	{0x200, "NT_386_TLS"},
	{0x201, "NT_386_IOPERM"},
	{0x202, "NT_X86_XSTATE"},
	{0x300, "NT_S390_HIGH_GPRS"},
	{0x301, "NT_S390_TIMER"},
	{0x302, "NT_S390_TODCMP"},
	{0x303, "NT_S390_TODPREG"},
	{0x304, "NT_S390_CTRS"},
	{0x305, "NT_S390_PREFIX"},
	{0x306, "NT_S390_LAST_BREAK"},
	{0x307, "NT_S390_SYSTEM_CALL"},
	{0x308, "NT_S390_TDB"},
	{0x309, "NT_S390_VXRS_LOW"},
	{0x30a, "NT_S390_VXRS_HIGH"},
	{0x30b, "NT_S390_GS_CB"},
	{0x30c, "NT_S390_GS_BC"},
	{0x30d, "NT_S390_RI_CB"},
	{0x30e, "NT_S390_PV_CPU_DATA"},
	{0x400, "NT_ARM_VFP"},
	{0x401, "NT_ARM_TLS"},
	{0x402, "NT_ARM_HW_BREAK"},
	{0x403, "NT_ARM_HW_WATCH"},
	{0x404, "NT_ARM_SYSTEM_CALL"},
	{0x405, "NT_ARM_SVE"},
	{0x406, "NT_ARM_PAC_MASK"},
	{0x407, "NT_ARM_PACA_KEYS"},
	{0x408, "NT_ARM_PACG_KEYS"},
	{0x409, "NT_ARM_TAGGED_ADDR_CTRL"},
	{0x40a, "NT_ARM_PAC_ENABLED_KEYS"},
	{0x40b, "NT_ARM_SSVE"},
	{0x40c, "NT_ARM_ZA"},
	{0x500, "NT_METAG_CBUF"},
	{0x501, "NT_METAG_RPIPE"},
	{0x502, "NT_METAG_TLS"},
	{0x600, "NT_ARC_V2"},
	{0x700, "NT_VMCOREDD"},
	{0x800, "NT_MIPS_DSP"},
	{0x801, "NT_MIPS_FP_MODE"},
	{0x802, "NT_MIPS_MSA"},
	{0xa00, "NT_LOONGARCH_CPUCFG"},
	{0xa01, "NT_LOONGARCH_CSR"},
	{0xa02, "NT_LOONGARCH_LSX"},
	{0xa03, "NT_LOONGARCH_LASX"},
	{0xa04, "NT_LOONGARCH_LBT"},
	{0x46494c45, "NT_FILE"},
	{0x46e62b7f, "NT_PRXFPREG"},
	{0x53494749, "NT_SIGINFO"},
};

constexpr Name kSeccompOps[] = {
	{0, "SECCOMP_SET_MODE_STRICT"},
	{1, "SECCOMP_SET_MODE_FILTER"},
	{2, "SECCOMP_GET_ACTION_AVAIL"},
	{3, "SECCOMP_GET_NOTIF_SIZES"},
};

constexpr Name kSeccompFilterFlags[] = {
	{1, "SECCOMP_FILTER_FLAG_TSYNC"},        {2, "SECCOMP_FILTER_FLAG_LOG"},
	{4, "SECCOMP_FILTER_FLAG_SPEC_ALLOW"},   {8, "SECCOMP_FILTER_FLAG_NEW_LISTENER"},
	{16, "SECCOMP_FILTER_FLAG_TSYNC_ESRCH"}, {32, "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV"},
};

constexpr Name kSeccompModes[] = {
	{0, "SECCOMP_MODE_DISABLED"},
	{1, "SECCOMP_MODE_STRICT"},
	{2, "SECCOMP_MODE_FILTER"},
};

constexpr Name kSeccompActions[] = {
	{0x80000000, "SECCOMP_RET_KILL_PROCESS"}, {0, "SECCOMP_RET_KILL_THREAD"},         {0x30000, "SECCOMP_RET_TRAP"},
	{0x50000, "SECCOMP_RET_ERRNO"},           {0x7fc00000, "SECCOMP_RET_USER_NOTIF"}, {0x7ff00000, "SECCOMP_RET_TRACE"},
	{0x7ffc0000, "SECCOMP_RET_LOG"},          {0x7fff0000, "SECCOMP_RET_ALLOW"},
};

constexpr Name kPersonalityTypes[] = {
	{0, "PER_LINUX"},
	{0x800000, "PER_LINUX_32BIT"},
	{0x80000, "PER_LINUX_FDPIC"},
	{0x4100001, "PER_SVR4"},
	{0x5000002, "PER_SVR3"},
	{0x7000003, "PER_SCOSVR3"},
	{0x6000003, "PER_OSR5"},
	{0x5000004, "PER_WYSEV386"},
	{0x4000005, "PER_ISCR4"},
	{6, "PER_BSD"},
	{0x4000006, "PER_SUNOS"},
	{0x5000007, "PER_XENIX"},
	{8, "PER_LINUX32"},
	{0x8000008, "PER_LINUX32_3GB"},
	{0x4000009, "PER_IRIX32"},
	{0x400000a, "PER_IRIXN32"},
	{0x400000b, "PER_IRIX64"},
	{0xc, "PER_RISCOS"},
	{0x400000d, "PER_SOLARIS"},
	{0x410000e, "PER_UW7"},
	{0xf, "PER_OSF4"},
	{0x10, "PER_HPUX"},
	{0xff, "PER_MASK"},
};

constexpr Name kPersonalityFlags[] = {
	{0x20000, "UNAME26"},           {0x40000, "ADDR_NO_RANDOMIZE"},   {0x80000, "FDPIC_FUNCPTRS"},
	{0x100000, "MMAP_PAGE_ZERO"},   {0x200000, "ADDR_COMPAT_LAYOUT"}, {0x400000, "READ_IMPLIES_EXEC"},
	{0x800000, "ADDR_LIMIT_32BIT"}, {0x1000000, "SHORT_INODE"},       {0x2000000, "WHOLE_SECONDS"},
	{0x4000000, "STICKY_TIMEOUTS"}, {0x8000000, "ADDR_LIMIT_3GB"},
};

constexpr Name kRseqFlags[] = {
	{1, "RSEQ_FLAG_UNREGISTER"},
};

} // namespace

constinit const Xlat clone_flags = {"CLONE_???", kCloneFlags};
constinit const Xlat clone3_flags = {"CLONE_???", kClone3Flags};
constinit const Xlat clone_signal_flags = {"CLONE_???", kCloneSignalFlags};
constinit const Xlat unshare_flags = {"CLONE_???", kUnshareFlags};
constinit const Xlat setns_types = {"CLONE_NEW???", kSetnsTypes};
constinit const Xlat wait_options = {"W???", kWaitOptions};
constinit const Xlat waitid_types = {"P_???", kWaitidTypes};
constinit const Xlat usage_who = {"RUSAGE_???", kUsageWho};
constinit const Xlat resources = {"RLIMIT_???", kResources};
constinit const Xlat kcmp_types = {"KCMP_???", kKcmpTypes};
constinit const Xlat pidfd_open_flags = {"PIDFD_???", kPidfdOpenFlags};
constinit const Xlat pidfd_signal_flags = {"PIDFD_SIGNAL_???", kPidfdSignalFlags};
constinit const Xlat prctl_options = {"PR_???", kPrctlOptions};
constinit const Xlat pr_cap_ambient = {"PR_CAP_AMBIENT_???", kPrCapAmbient};
constinit const Xlat pr_dumpable = {"SUID_DUMP_???", kPrDumpable};
constinit const Xlat pr_fp_mode = {"PR_FP_MODE_???", kPrFpMode};
constinit const Xlat pr_mce_kill = {"PR_MCE_KILL_???", kPrMceKill};
constinit const Xlat pr_mce_kill_policy = {"PR_MCE_KILL_???", kPrMceKillPolicy};
constinit const Xlat pr_sched_core_cmds = {"PR_SCHED_CORE_???", kPrSchedCoreCmds};
constinit const Xlat pr_sched_core_pidtypes = {"PIDTYPE_???", kPrSchedCorePidtypes};
constinit const Xlat pr_set_mm = {"PR_SET_MM_???", kPrSetMm};
constinit const Xlat pr_set_vma = {"PR_SET_VMA_???", kPrSetVma};
constinit const Xlat pr_spec_cmds = {"PR_SPEC_???", kPrSpecCmds};
constinit const Xlat pr_spec_get_store_bypass_flags = {"", kPrSpecGetStoreBypassFlags};
constinit const Xlat pr_spec_set_store_bypass_flags = {"PR_SPEC_???", kPrSpecSetStoreBypassFlags};
constinit const Xlat pr_sud_cmds = {"PR_SYS_DISPATCH_???", kPrSudCmds};
constinit const Xlat pr_tsc = {"PR_TSC_???", kPrTsc};
constinit const Xlat pr_unalign_flags = {"PR_UNALIGN_???", kPrUnalignFlags};
constinit const Xlat pr_mdwe_flags = {"PR_MDWE_???", kPrMdweFlags};
constinit const Xlat securebits = {"SECBIT_???", kSecurebits};
constinit const Xlat arch_prctl_codes = {"ARCH_???", kArchPrctlCodes};
constinit const Xlat x86_xfeature_bits = {"", kX86XfeatureBits};
constinit const Xlat x86_xfeatures = {"", kX86Xfeatures};
constinit const Xlat ptrace_requests = {"PTRACE_???", kPtraceRequests};
constinit const Xlat ptrace_events = {"PTRACE_EVENT_???", kPtraceEvents};
constinit const Xlat ptrace_options = {"PTRACE_O_???", kPtraceOptions};
constinit const Xlat ptrace_peeksiginfo_flags = {"PTRACE_PEEKSIGINFO_???", kPtracePeeksiginfoFlags};
constinit const Xlat ptrace_syscall_info_ops = {"PTRACE_SYSCALL_INFO_???", kPtraceSyscallInfoOps};
constinit const Xlat regsets = {"NT_???", kRegsets};
constinit const Xlat seccomp_ops = {"SECCOMP_SET_MODE_???", kSeccompOps};
constinit const Xlat seccomp_filter_flags = {"SECCOMP_FILTER_FLAG_???", kSeccompFilterFlags};
constinit const Xlat seccomp_modes = {"SECCOMP_MODE_???", kSeccompModes};
constinit const Xlat seccomp_actions = {"SECCOMP_RET_???", kSeccompActions};
constinit const Xlat personality_types = {"PER_???", kPersonalityTypes};
constinit const Xlat personality_flags = {"", kPersonalityFlags, 0xff, &personality_types};
constinit const Xlat rseq_flags = {"RSEQ_FLAG_???", kRseqFlags};

} // namespace strobe::spec
