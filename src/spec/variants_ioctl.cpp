// SPDX-License-Identifier: BSD-2-Clause
// ioctl by its request. Requests that are not here show their argument as a number.
#include <asm/ioctls.h>
#include <linux/blktrace_api.h>
#include <linux/fs.h>
#include <linux/loop.h>
#include <linux/nbd.h>
#include <linux/nsfs.h>
#include <linux/perf_event.h>
#include <linux/random.h>
#include <linux/rtc.h>
#include <linux/sockios.h>
#include <linux/userfaultfd.h>
#include <linux/watchdog.h>

#include <utility>

#include "spec/ioctl_console.h"
#include "spec/ioctl_device.h"
#include "spec/ioctl_input.h"
#include "spec/ioctl_storage.h"
#include "spec/ioctl_video.h"
#include "spec/ioctl_words.h"
#include "spec/structs_ioctl.h"
#include "spec/variants.h"
#include "spec/words.h"
#include "spec/xlat_ioctl.h"
#include "spec/xlat_process.h"
#include "spec/xlat_system.h"
#include "spec/xlat_term.h"

namespace strobe::spec {

namespace {

using namespace ioctl;

constexpr Type kInt = t_int();
constexpr Type kUnsigned = t_uint();
constexpr Type kShort = t_uint(2);
constexpr Type kLong = t_int(8);
constexpr Type kUnsignedLong = t_uint(8);
constexpr Type kModem = t_flags(modem_flags);
constexpr Type kInodeFlags = t_flags(fs_inode_flags);
constexpr Type kVoltage = t_flags(kRtcVoltage);
constexpr Type kOwner = t_uid();

// The kernel's struct termios and its relatives, without what glibc adds to them.
constexpr uint32_t kTermios = 36;
constexpr uint32_t kTermios2 = 44;
constexpr uint32_t kTermio = 18;

// Requests that the headers of the build may lack.
constexpr uint32_t kFsGetLabel = 0x81009431, kFsSetLabel = 0x41009432;
constexpr uint32_t kBlkGetDiskSeq = 0x80081280, kLoopConfigure = 0x4c0a, kTiocVhangup = 0x5437;
// Those that the kernel defines by structures of its own.
constexpr uint32_t kTcGets2 = 0x802c542a, kTcSets2 = 0x402c542b, kTcSetsw2 = 0x402c542c, kTcSetsf2 = 0x402c542d;
constexpr uint32_t kFsGetFlags32 = 0x80046601, kFsSetFlags32 = 0x40046602;

// clang-format off
constexpr Variant kCommon[] = {
	// terminals
	get(TCGETS, kTermios, "termios"), set(TCSETS, kTermios, "termios"), set(TCSETSW, kTermios, "termios"), set(TCSETSF, kTermios, "termios"),
	get(TIOCGLCKTRMIOS, kTermios, "termios"), set(TIOCSLCKTRMIOS, kTermios, "termios"),
	get(kTcGets2, kTermios2, "termios2"), set(kTcSets2, kTermios2, "termios2"), set(kTcSetsw2, kTermios2, "termios2"), set(kTcSetsf2, kTermios2, "termios2"),
	get(TCGETA, kTermio, "termio"), set(TCSETA, kTermio, "termio"), set(TCSETAW, kTermio, "termio"), set(TCSETAF, kTermio, "termio"),
	get(TIOCGWINSZ, kWinsize), set(TIOCSWINSZ, kWinsize),
	with(TCXONC, choice("arg", tcxonc_options, 8)), with(TCFLSH, choice("arg", tcflsh_options, 8)),
	value(TCSBRK), value(TCSBRKP), value(TIOCSCTTY),
	get(TIOCMGET, kModem), set(TIOCMBIS, kModem), set(TIOCMBIC, kModem), set(TIOCMSET, kModem),
	get(TIOCGPGRP, kInt), get(TIOCGSID, kInt), get(TIOCGETD, kInt), get(TIOCGSOFTCAR, kInt), get(TIOCGPTN, kInt), get(FIONREAD, kInt),
	get(TIOCOUTQ, kInt), get(TIOCGEXCL, kInt), get(TIOCGDEV, kInt),
	set(TIOCSPGRP, kInt), set(TIOCSETD, kInt), set(FIONBIO, kInt), set(FIOASYNC, kInt), set(TIOCPKT, kInt), set(TIOCSSOFTCAR, kInt), set(TIOCSPTLCK, kInt),
	with(TIOCSTI, in_bytes("arg", fixed(1))),
	bare(TIOCSBRK), bare(TIOCCBRK), bare(TIOCCONS), bare(TIOCNOTTY), bare(TIOCEXCL), bare(TIOCNXCL), bare(FIOCLEX), bare(FIONCLEX),
	bare(kTiocVhangup), bare(TIOCSSERIAL),

	// sockets and network interfaces
	with(SIOCGIFCONF, inout_struct("arg", kIfconf).special("ifconf")),
	with(SIOCBRADDBR, str("arg").cap(16)), with(SIOCBRDELBR, str("arg").cap(16)),
	get(FIOGETOWN, kInt), get(SIOCATMARK, kInt), get(SIOCGIFENCAP, kInt), get(SIOCGPGRP, kInt), get(SIOCOUTQNSD, kInt),
	set(FIOSETOWN, kInt), set(SIOCSIFENCAP, kInt), set(SIOCSPGRP, kInt),
	set(SIOCBRADDIF, kIfrBridge), set(SIOCBRDELIF, kIfrBridge),
	ask(SIOCGIFADDR, kIfrAddr), set(SIOCSIFADDR, kIfrAddr), ask(SIOCGIFDSTADDR, kIfrDstaddr), set(SIOCSIFDSTADDR, kIfrDstaddr),
	ask(SIOCGIFBRDADDR, kIfrBroadaddr), set(SIOCSIFBRDADDR, kIfrBroadaddr), ask(SIOCGIFNETMASK, kIfrNetmask), set(SIOCSIFNETMASK, kIfrNetmask),
	ask(SIOCGIFHWADDR, kIfrHwaddr), set(SIOCSIFHWADDR, kIfrHwaddr), set(SIOCSIFHWBROADCAST, kIfrHwaddr), set(SIOCADDMULTI, kIfrHwaddr), set(SIOCDELMULTI, kIfrHwaddr),
	ask(SIOCGIFFLAGS, kIfrFlags), set(SIOCSIFFLAGS, kIfrFlags), ask(SIOCGIFINDEX, kIfrIndex), ask(SIOCGIFNAME, kIfrNameOf), set(SIOCSIFNAME, kIfrNewname),
	ask(SIOCGIFMETRIC, kIfrMetric), set(SIOCSIFMETRIC, kIfrMetric), ask(SIOCGIFMTU, kIfrMtu), set(SIOCSIFMTU, kIfrMtu),
	ask(SIOCGIFSLAVE, kIfrSlave), set(SIOCSIFSLAVE, kIfrSlave), ask(SIOCGIFTXQLEN, kIfrQlen), set(SIOCSIFTXQLEN, kIfrQlen), ask(SIOCGIFMAP, kIfrMap), set(SIOCSIFMAP, kIfrMap),
	address(SIOCADDDLCI), address(SIOCADDRT), address(SIOCBONDCHANGEACTIVE), address(SIOCBONDENSLAVE), address(SIOCBONDINFOQUERY), address(SIOCBONDRELEASE),
	address(SIOCBONDSETHWADDR), address(SIOCBONDSLAVEINFOQUERY), address(SIOCDARP), address(SIOCDELDLCI), address(SIOCDELRT), address(SIOCDIFADDR),
	address(SIOCDRARP), address(SIOCETHTOOL), address(SIOCGARP), address(SIOCGHWTSTAMP), address(SIOCGIFBR), address(SIOCGIFCOUNT), address(SIOCGIFMEM),
	address(SIOCGIFPFLAGS), address(SIOCGIFVLAN), address(SIOCGMIIPHY), address(SIOCGMIIREG), address(SIOCGRARP), address(SIOCGSKNS), address(SIOCGSTAMP_OLD),
	address(0x80108906 /* SIOCGSTAMP_NEW */), address(SIOCGSTAMPNS_OLD), address(0x80108907 /* SIOCGSTAMPNS_NEW */), address(SIOCRTMSG), address(SIOCSARP),
	address(SIOCSHWTSTAMP), address(SIOCSIFBR), address(SIOCSIFLINK), address(SIOCSIFMEM), address(SIOCSIFPFLAGS), address(SIOCSIFVLAN), address(SIOCSMIIREG),
	address(SIOCSRARP), address(SIOCWANDEV),

	// files
	get(FS_IOC_GETFLAGS, kInodeFlags), set(FS_IOC_SETFLAGS, kInodeFlags), get(kFsGetFlags32, kInodeFlags), set(kFsSetFlags32, kInodeFlags),
	get(FS_IOC_FSGETXATTR, kFsxattrGet), set(FS_IOC_FSSETXATTR, kFsxattrSet), set(FITRIM, kTrimRange), bare(FIFREEZE), bare(FITHAW),
	value(FICLONE), set(FICLONERANGE, kCloneRange), get(kFsGetLabel, 256, "volume_label"), set(kFsSetLabel, 256, "volume_label"),

	// block devices
	size_value(BLKRASET), size_value(BLKFRASET), get(BLKSECTGET, kShort), get(BLKROTATIONAL, kShort),
	get(BLKROGET, kInt), get(BLKBSZGET, kInt), get(BLKSSZGET, kInt), get(BLKALIGNOFF, kInt), set(BLKROSET, kInt), set(BLKBSZSET, kInt),
	get(BLKPBSZGET, kUnsigned), get(BLKIOMIN, kUnsigned), get(BLKIOOPT, kUnsigned), get(BLKDISCARDZEROES, kUnsigned), get(0x80041284 /* BLKGETZONESZ */, kUnsigned),
	get(0x80041285 /* BLKGETNRZONES */, kUnsigned), get(BLKRAGET, kLong), get(BLKFRAGET, kLong), get(BLKGETSIZE, kUnsignedLong), get(BLKGETSIZE64, kUnsignedLong),
	get(kBlkGetDiskSeq, kUnsignedLong), pair(BLKDISCARD), pair(BLKSECDISCARD), pair(BLKZEROOUT), set(0x1269 /* BLKPG */, kBlkpg), ask(BLKTRACESETUP, kBlkTrace),
	bare(BLKRRPART), bare(BLKFLSBUF), bare(BLKTRACESTART), bare(BLKTRACESTOP), bare(BLKTRACETEARDOWN),
	with(LOOP_GET_STATUS, out_struct("arg", kLoopInfo).special("loop_info")), with(LOOP_SET_STATUS, in_struct("arg", kLoopInfo).special("loop_info")),
	with(LOOP_GET_STATUS64, out_struct("arg", kLoopInfo64).special("loop_info64")), with(LOOP_SET_STATUS64, in_struct("arg", kLoopInfo64).special("loop_info64")), set(kLoopConfigure, kLoopConfig),
	bare(LOOP_CLR_FD), bare(LOOP_SET_CAPACITY), bare(LOOP_CTL_GET_FREE), file(LOOP_SET_FD), file(LOOP_CHANGE_FD), value(LOOP_CTL_ADD), value(LOOP_CTL_REMOVE),
	size_value(LOOP_SET_DIRECT_IO), size_value(LOOP_SET_BLOCK_SIZE),
	bare(NBD_DISCONNECT), bare(NBD_CLEAR_SOCK), bare(NBD_DO_IT), bare(NBD_CLEAR_QUE), bare(NBD_PRINT_DEBUG), file(NBD_SET_SOCK), size_value(NBD_SET_BLKSIZE),
	size_value(NBD_SET_SIZE), size_value(NBD_SET_SIZE_BLOCKS), size_value(NBD_SET_TIMEOUT),

	// clocks, watchdogs, random numbers
	get(RTC_ALM_READ, kRtcTime), get(RTC_RD_TIME, kRtcTime), set(RTC_ALM_SET, kRtcTime), set(RTC_SET_TIME, kRtcTime), size_value(RTC_IRQP_SET), size_value(RTC_EPOCH_SET),
	get(RTC_IRQP_READ, kUnsignedLong), get(RTC_EPOCH_READ, kUnsignedLong), get(RTC_WKALM_RD, kRtcAlarm), set(RTC_WKALM_SET, kRtcAlarm), get(RTC_PLL_GET, kRtcPll),
	set(RTC_PLL_SET, kRtcPll), get(RTC_VL_READ, kVoltage), bare(RTC_AIE_ON), bare(RTC_AIE_OFF), bare(RTC_UIE_ON), bare(RTC_UIE_OFF), bare(RTC_PIE_ON), bare(RTC_PIE_OFF),
	bare(RTC_WIE_ON), bare(RTC_WIE_OFF), bare(RTC_VL_CLR),
	get(WDIOC_GETSTATUS, kInt), get(WDIOC_GETBOOTSTATUS, kInt), get(WDIOC_GETTEMP, kInt), get(WDIOC_GETTIMEOUT, kInt), get(WDIOC_GETPRETIMEOUT, kInt), get(WDIOC_GETTIMELEFT, kInt),
	set(WDIOC_SETTIMEOUT, kInt), set(WDIOC_SETPRETIMEOUT, kInt), bare(WDIOC_KEEPALIVE),
	get(RNDGETENTCNT, kInt), set(RNDADDTOENTCNT, kInt), set(RNDADDENTROPY, 4096, "entropy"), bare(RNDZAPENTCNT), bare(RNDCLEARPOOL), bare(RNDRESEEDCRNG),

	// userfaultfd
	with(UFFDIO_API, inout_struct("arg", kUffdApi).special("uffd_api")), ask(UFFDIO_COPY, kUffdCopy), ask(UFFDIO_REGISTER, kUffdRegister), ask(UFFDIO_ZEROPAGE, kUffdZeropage),
	set(UFFDIO_UNREGISTER, kUffdRange), set(UFFDIO_WAKE, kUffdRange),

	// performance counters
	with(PERF_EVENT_IOC_ENABLE, flags("arg", perf_ioctl_flags)), with(PERF_EVENT_IOC_DISABLE, flags("arg", perf_ioctl_flags)), with(PERF_EVENT_IOC_RESET, flags("arg", perf_ioctl_flags)),
	value(PERF_EVENT_IOC_REFRESH), set(PERF_EVENT_IOC_PERIOD, kUnsignedLong), file(PERF_EVENT_IOC_SET_OUTPUT), file(PERF_EVENT_IOC_SET_BPF), size_value(PERF_EVENT_IOC_PAUSE_OUTPUT),
	with(PERF_EVENT_IOC_SET_FILTER, str("arg")), get(PERF_EVENT_IOC_ID, kUnsignedLong), set(PERF_EVENT_IOC_MODIFY_ATTRIBUTES, 144, "perf_attr"),

	// the rest
	value(0x40044900 /* INOTIFY_IOC_SETNEXTWD */),
	{NS_GET_USERNS, ret_fd(), {descriptor(), request()}}, {NS_GET_PARENT, ret_fd(), {descriptor(), request()}},
	{NS_GET_NSTYPE, {.xlat = &setns_types, .special = "result_name"}, {descriptor(), request()}}, get(NS_GET_OWNER_UID, kOwner),
};
// clang-format on

constexpr std::span<const Variant> kTables[] = {kCommon, kVideo, kInput, kConsole, kStorage, kDevice};

consteval size_t count() {
	size_t n = 0;
	for (const auto& t : kTables) n += t.size();
	return n;
}

consteval const Variant& nth(size_t i) {
	const std::span<const Variant>* t = kTables;
	for (; i >= t->size(); ++t) i -= t->size();
	return (*t)[i];
}

template <size_t... I>
consteval auto together(std::index_sequence<I...>) {
	return std::array<Variant, sizeof...(I)>{nth(I)...};
}

constexpr auto kIoctl = together(std::make_index_sequence<count()>{});

} // namespace

constinit const Variants ioctl_variants = {.key = {"cmd", ""}, .list = kIoctl};

} // namespace strobe::spec
