// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_netlink.h"

namespace strobe::spec {

namespace {

constexpr Name kNetlinkTypes[] = {
	{1, "NLMSG_NOOP"},
	{2, "NLMSG_ERROR"},
	{3, "NLMSG_DONE"},
	{4, "NLMSG_OVERRUN"},
};

constexpr Name kNetlinkFlags[] = {
	{1, "NLM_F_REQUEST"}, {2, "NLM_F_MULTI"},      {4, "NLM_F_ACK"},
	{8, "NLM_F_ECHO"},    {16, "NLM_F_DUMP_INTR"}, {32, "NLM_F_DUMP_FILTERED"},
};

constexpr Name kNetlinkGetFlags[] = {
	{0x300, "NLM_F_DUMP"},
	{0x100, "NLM_F_ROOT"},
	{0x200, "NLM_F_MATCH"},
	{0x400, "NLM_F_ATOMIC"},
};

constexpr Name kNetlinkNewFlags[] = {
	{0x100, "NLM_F_REPLACE"},
	{0x200, "NLM_F_EXCL"},
	{0x400, "NLM_F_CREATE"},
	{0x800, "NLM_F_APPEND"},
};

constexpr Name kNetlinkDeleteFlags[] = {
	{0x100, "NLM_F_NONREC"},
	{0x200, "NLM_F_BULK"},
};

constexpr Name kNetlinkAckFlags[] = {
	{0x100, "NLM_F_CAPPED"},
	{0x200, "NLM_F_ACK_TLVS"},
};

constexpr Name kNlmsgerrAttrs[] = {
	{0, "NLMSGERR_ATTR_UNUSED"},    {1, "NLMSGERR_ATTR_MSG"},    {2, "NLMSGERR_ATTR_OFFS"},
	{3, "NLMSGERR_ATTR_COOKIE"},    {4, "NLMSGERR_ATTR_POLICY"}, {5, "NLMSGERR_ATTR_MISS_TYPE"},
	{6, "NLMSGERR_ATTR_MISS_NEST"},
};

constexpr Name kRouteTypes[] = {
	{0x10, "RTM_NEWLINK"},          {0x11, "RTM_DELLINK"},          {0x12, "RTM_GETLINK"},
	{0x13, "RTM_SETLINK"},          {0x14, "RTM_NEWADDR"},          {0x15, "RTM_DELADDR"},
	{0x16, "RTM_GETADDR"},          {0x18, "RTM_NEWROUTE"},         {0x19, "RTM_DELROUTE"},
	{0x1a, "RTM_GETROUTE"},         {0x1c, "RTM_NEWNEIGH"},         {0x1d, "RTM_DELNEIGH"},
	{0x1e, "RTM_GETNEIGH"},         {0x20, "RTM_NEWRULE"},          {0x21, "RTM_DELRULE"},
	{0x22, "RTM_GETRULE"},          {0x24, "RTM_NEWQDISC"},         {0x25, "RTM_DELQDISC"},
	{0x26, "RTM_GETQDISC"},         {0x28, "RTM_NEWTCLASS"},        {0x29, "RTM_DELTCLASS"},
	{0x2a, "RTM_GETTCLASS"},        {0x2c, "RTM_NEWTFILTER"},       {0x2d, "RTM_DELTFILTER"},
	{0x2e, "RTM_GETTFILTER"},       {0x30, "RTM_NEWACTION"},        {0x31, "RTM_DELACTION"},
	{0x32, "RTM_GETACTION"},        {0x34, "RTM_NEWPREFIX"},        {0x3a, "RTM_GETMULTICAST"},
	{0x3e, "RTM_GETANYCAST"},       {0x40, "RTM_NEWNEIGHTBL"},      {0x42, "RTM_GETNEIGHTBL"},
	{0x43, "RTM_SETNEIGHTBL"},      {0x44, "RTM_NEWNDUSEROPT"},     {0x48, "RTM_NEWADDRLABEL"},
	{0x49, "RTM_DELADDRLABEL"},     {0x4a, "RTM_GETADDRLABEL"},     {0x4e, "RTM_GETDCB"},
	{0x4f, "RTM_SETDCB"},           {0x50, "RTM_NEWNETCONF"},       {0x51, "RTM_DELNETCONF"},
	{0x52, "RTM_GETNETCONF"},       {0x54, "RTM_NEWMDB"},           {0x55, "RTM_DELMDB"},
	{0x56, "RTM_GETMDB"},           {0x58, "RTM_NEWNSID"},          {0x59, "RTM_DELNSID"},
	{0x5a, "RTM_GETNSID"},          {0x5c, "RTM_NEWSTATS"},         {0x5e, "RTM_GETSTATS"},
	{0x60, "RTM_NEWCACHEREPORT"},   {0x64, "RTM_NEWCHAIN"},         {0x65, "RTM_DELCHAIN"},
	{0x66, "RTM_GETCHAIN"},         {0x68, "RTM_NEWNEXTHOP"},       {0x69, "RTM_DELNEXTHOP"},
	{0x6a, "RTM_GETNEXTHOP"},       {0x6c, "RTM_NEWLINKPROP"},      {0x6d, "RTM_DELLINKPROP"},
	{0x6e, "RTM_GETLINKPROP"},      {0x70, "RTM_NEWVLAN"},          {0x71, "RTM_DELVLAN"},
	{0x72, "RTM_GETVLAN"},          {0x74, "RTM_NEWNEXTHOPBUCKET"}, {0x75, "RTM_DELNEXTHOPBUCKET"},
	{0x76, "RTM_GETNEXTHOPBUCKET"}, {0x38, "RTM_NEWMULTICAST"},     {0x39, "RTM_DELMULTICAST"},
	{0x3c, "RTM_NEWANYCAST"},       {0x3d, "RTM_DELANYCAST"},       {0x5f, "RTM_SETSTATS"},
	{0x78, "RTM_NEWTUNNEL"},        {0x79, "RTM_DELTUNNEL"},        {0x7a, "RTM_GETTUNNEL"},
};

constexpr Name kAuditTypes[] = {
	{0x3e8, "AUDIT_GET"},
	{0x3e9, "AUDIT_SET"},
	{0x3ea, "AUDIT_LIST"},
	{0x3eb, "AUDIT_ADD"},
	{0x3ec, "AUDIT_DEL"},
	{0x3ed, "AUDIT_USER"},
	{0x3ee, "AUDIT_LOGIN"},
	{0x3ef, "AUDIT_WATCH_INS"},
	{0x3f0, "AUDIT_WATCH_REM"},
	{0x3f1, "AUDIT_WATCH_LIST"},
	{0x3f2, "AUDIT_SIGNAL_INFO"},
	{0x3f3, "AUDIT_ADD_RULE"},
	{0x3f4, "AUDIT_DEL_RULE"},
	{0x3f5, "AUDIT_LIST_RULES"},
	{0x3f6, "AUDIT_TRIM"},
	{0x3f7, "AUDIT_MAKE_EQUIV"},
	{0x3f8, "AUDIT_TTY_GET"},
	{0x3f9, "AUDIT_TTY_SET"},
	{0x3fa, "AUDIT_SET_FEATURE"},
	{0x3fb, "AUDIT_GET_FEATURE"},
	{0x44c, "AUDIT_FIRST_USER_MSG"},
	{0x453, "AUDIT_USER_AVC"},
	{0x464, "AUDIT_USER_TTY"},
	{0x4af, "AUDIT_LAST_USER_MSG"},
	{0x4b0, "AUDIT_DAEMON_START"},
	{0x4b1, "AUDIT_DAEMON_END"},
	{0x4b2, "AUDIT_DAEMON_ABORT"},
	{0x4b3, "AUDIT_DAEMON_CONFIG"},
	{0x514, "AUDIT_SYSCALL"},
	{0x515, "AUDIT_FS_WATCH"},
	{0x516, "AUDIT_PATH"},
	{0x517, "AUDIT_IPC"},
	{0x518, "AUDIT_SOCKETCALL"},
	{0x519, "AUDIT_CONFIG_CHANGE"},
	{0x51a, "AUDIT_SOCKADDR"},
	{0x51b, "AUDIT_CWD"},
	{0x51d, "AUDIT_EXECVE"},
	{0x51f, "AUDIT_IPC_SET_PERM"},
	{0x520, "AUDIT_MQ_OPEN"},
	{0x521, "AUDIT_MQ_SENDRECV"},
	{0x522, "AUDIT_MQ_NOTIFY"},
	{0x523, "AUDIT_MQ_GETSETATTR"},
	{0x524, "AUDIT_KERNEL_OTHER"},
	{0x525, "AUDIT_FD_PAIR"},
	{0x526, "AUDIT_OBJ_PID"},
	{0x527, "AUDIT_TTY"},
	{0x528, "AUDIT_EOE"},
	{0x529, "AUDIT_BPRM_FCAPS"},
	{0x52a, "AUDIT_CAPSET"},
	{0x52b, "AUDIT_MMAP"},
	{0x52c, "AUDIT_NETFILTER_PKT"},
	{0x52d, "AUDIT_NETFILTER_CFG"},
	{0x52e, "AUDIT_SECCOMP"},
	{0x52f, "AUDIT_PROCTITLE"},
	{0x530, "AUDIT_FEATURE_CHANGE"},
	{0x531, "AUDIT_REPLACE"},
	{0x532, "AUDIT_KERN_MODULE"},
	{0x533, "AUDIT_FANOTIFY"},
	{0x534, "AUDIT_TIME_INJOFFSET"},
	{0x535, "AUDIT_TIME_ADJNTPVAL"},
	{0x536, "AUDIT_BPF"},
	{0x537, "AUDIT_EVENT_LISTENER"},
	{0x538, "AUDIT_URINGOP"},
	{0x539, "AUDIT_OPENAT2"},
	{0x53a, "AUDIT_DM_CTRL"},
	{0x53b, "AUDIT_DM_EVENT"},
	{0x578, "AUDIT_AVC"},
	{0x579, "AUDIT_SELINUX_ERR"},
	{0x57a, "AUDIT_AVC_PATH"},
	{0x57b, "AUDIT_MAC_POLICY_LOAD"},
	{0x57c, "AUDIT_MAC_STATUS"},
	{0x57d, "AUDIT_MAC_CONFIG_CHANGE"},
	{0x57e, "AUDIT_MAC_UNLBL_ALLOW"},
	{0x57f, "AUDIT_MAC_CIPSOV4_ADD"},
	{0x580, "AUDIT_MAC_CIPSOV4_DEL"},
	{0x581, "AUDIT_MAC_MAP_ADD"},
	{0x582, "AUDIT_MAC_MAP_DEL"},
	{0x583, "AUDIT_MAC_IPSEC_ADDSA"},
	{0x584, "AUDIT_MAC_IPSEC_DELSA"},
	{0x585, "AUDIT_MAC_IPSEC_ADDSPD"},
	{0x586, "AUDIT_MAC_IPSEC_DELSPD"},
	{0x587, "AUDIT_MAC_IPSEC_EVENT"},
	{0x588, "AUDIT_MAC_UNLBL_STCADD"},
	{0x589, "AUDIT_MAC_UNLBL_STCDEL"},
	{0x58a, "AUDIT_MAC_CALIPSO_ADD"},
	{0x58b, "AUDIT_MAC_CALIPSO_DEL"},
	{0x6a4, "AUDIT_ANOM_PROMISCUOUS"},
	{0x6a5, "AUDIT_ANOM_ABEND"},
	{0x6a6, "AUDIT_ANOM_LINK"},
	{0x6a7, "AUDIT_ANOM_CREAT"},
	{0x707, "AUDIT_LAST_KERN_ANOM_MSG"},
	{0x708, "AUDIT_INTEGRITY_DATA"},
	{0x709, "AUDIT_INTEGRITY_METADATA"},
	{0x70a, "AUDIT_INTEGRITY_STATUS"},
	{0x70b, "AUDIT_INTEGRITY_HASH"},
	{0x70c, "AUDIT_INTEGRITY_PCR"},
	{0x70d, "AUDIT_INTEGRITY_RULE"},
	{0x70e, "AUDIT_INTEGRITY_EVM_XATTR"},
	{0x70f, "AUDIT_INTEGRITY_POLICY_RULE"},
	{0x7d0, "AUDIT_KERNEL"},
	{0x834, "AUDIT_FIRST_USER_MSG2"},
	{0xbb7, "AUDIT_LAST_USER_MSG2"},
};

constexpr Name kSockDiagTypes[] = {
	{18, "TCPDIAG_GETSOCK"},
	{19, "DCCPDIAG_GETSOCK"},
	{20, "SOCK_DIAG_BY_FAMILY"},
	{21, "SOCK_DESTROY"},
};

constexpr Name kNetfilterSubsysIds[] = {
	{0, "NFNL_SUBSYS_NONE"},     {1, "NFNL_SUBSYS_CTNETLINK"}, {2, "NFNL_SUBSYS_CTNETLINK_EXP"},
	{3, "NFNL_SUBSYS_QUEUE"},    {4, "NFNL_SUBSYS_ULOG"},      {5, "NFNL_SUBSYS_OSF"},
	{6, "NFNL_SUBSYS_IPSET"},    {7, "NFNL_SUBSYS_ACCT"},      {8, "NFNL_SUBSYS_CTNETLINK_TIMEOUT"},
	{9, "NFNL_SUBSYS_CTHELPER"}, {10, "NFNL_SUBSYS_NFTABLES"}, {11, "NFNL_SUBSYS_NFT_COMPAT"},
	{12, "NFNL_SUBSYS_HOOK"},
};

constexpr Name kXfrmTypes[] = {
	{16, "XFRM_MSG_NEWSA"},      {17, "XFRM_MSG_DELSA"},       {18, "XFRM_MSG_GETSA"},      {19, "XFRM_MSG_NEWPOLICY"},
	{20, "XFRM_MSG_DELPOLICY"},  {21, "XFRM_MSG_GETPOLICY"},   {22, "XFRM_MSG_ALLOCSPI"},   {23, "XFRM_MSG_ACQUIRE"},
	{24, "XFRM_MSG_EXPIRE"},     {25, "XFRM_MSG_UPDPOLICY"},   {26, "XFRM_MSG_UPDSA"},      {27, "XFRM_MSG_POLEXPIRE"},
	{28, "XFRM_MSG_FLUSHSA"},    {29, "XFRM_MSG_FLUSHPOLICY"}, {30, "XFRM_MSG_NEWAE"},      {31, "XFRM_MSG_GETAE"},
	{32, "XFRM_MSG_REPORT"},     {33, "XFRM_MSG_MIGRATE"},     {34, "XFRM_MSG_NEWSADINFO"}, {35, "XFRM_MSG_GETSADINFO"},
	{36, "XFRM_MSG_NEWSPDINFO"}, {37, "XFRM_MSG_GETSPDINFO"},  {38, "XFRM_MSG_MAPPING"},    {39, "XFRM_MSG_SETDEFAULT"},
	{40, "XFRM_MSG_GETDEFAULT"},
};

constexpr Name kSelinuxTypes[] = {
	{16, "SELNL_MSG_SETENFORCE"},
	{17, "SELNL_MSG_POLICYLOAD"},
};

constexpr Name kCryptoTypes[] = {
	{16, "CRYPTO_MSG_NEWALG"}, {17, "CRYPTO_MSG_DELALG"}, {18, "CRYPTO_MSG_UPDATEALG"},
	{19, "CRYPTO_MSG_GETALG"}, {20, "CRYPTO_MSG_DELRNG"},
};

constexpr Name kRtnlLinkAttrs[] = {
	{0, "IFLA_UNSPEC"},
	{1, "IFLA_ADDRESS"},
	{2, "IFLA_BROADCAST"},
	{3, "IFLA_IFNAME"},
	{4, "IFLA_MTU"},
	{5, "IFLA_LINK"},
	{6, "IFLA_QDISC"},
	{7, "IFLA_STATS"},
	{8, "IFLA_COST"},
	{9, "IFLA_PRIORITY"},
	{10, "IFLA_MASTER"},
	{11, "IFLA_WIRELESS"},
	{12, "IFLA_PROTINFO"},
	{13, "IFLA_TXQLEN"},
	{14, "IFLA_MAP"},
	{15, "IFLA_WEIGHT"},
	{16, "IFLA_OPERSTATE"},
	{17, "IFLA_LINKMODE"},
	{18, "IFLA_LINKINFO"},
	{19, "IFLA_NET_NS_PID"},
	{20, "IFLA_IFALIAS"},
	{21, "IFLA_NUM_VF"},
	{22, "IFLA_VFINFO_LIST"},
	{23, "IFLA_STATS64"},
	{24, "IFLA_VF_PORTS"},
	{25, "IFLA_PORT_SELF"},
	{26, "IFLA_AF_SPEC"},
	{27, "IFLA_GROUP"},
	{28, "IFLA_NET_NS_FD"},
	{29, "IFLA_EXT_MASK"},
	{30, "IFLA_PROMISCUITY"},
	{31, "IFLA_NUM_TX_QUEUES"},
	{32, "IFLA_NUM_RX_QUEUES"},
	{33, "IFLA_CARRIER"},
	{34, "IFLA_PHYS_PORT_ID"},
	{35, "IFLA_CARRIER_CHANGES"},
	{36, "IFLA_PHYS_SWITCH_ID"},
	{37, "IFLA_LINK_NETNSID"},
	{38, "IFLA_PHYS_PORT_NAME"},
	{39, "IFLA_PROTO_DOWN"},
	{40, "IFLA_GSO_MAX_SEGS"},
	{41, "IFLA_GSO_MAX_SIZE"},
	{42, "IFLA_PAD"},
	{43, "IFLA_XDP"},
	{44, "IFLA_EVENT"},
	{45, "IFLA_NEW_NETNSID"},
	{46, "IFLA_IF_NETNSID"},
	{47, "IFLA_CARRIER_UP_COUNT"},
	{48, "IFLA_CARRIER_DOWN_COUNT"},
	{49, "IFLA_NEW_IFINDEX"},
	{50, "IFLA_MIN_MTU"},
	{51, "IFLA_MAX_MTU"},
	{52, "IFLA_PROP_LIST"},
	{53, "IFLA_ALT_IFNAME"},
	{54, "IFLA_PERM_ADDRESS"},
	{55, "IFLA_PROTO_DOWN_REASON"},
	{56, "IFLA_PARENT_DEV_NAME"},
	{57, "IFLA_PARENT_DEV_BUS_NAME"},
	{58, "IFLA_GRO_MAX_SIZE"},
	{59, "IFLA_TSO_MAX_SIZE"},
	{60, "IFLA_TSO_MAX_SEGS"},
	{61, "IFLA_ALLMULTI"},
	{62, "IFLA_DEVLINK_PORT"},
	{63, "IFLA_GSO_IPV4_MAX_SIZE"},
	{64, "IFLA_GRO_IPV4_MAX_SIZE"},
	{65, "IFLA_DPLL_PIN"},
	{66, "IFLA_MAX_PACING_OFFLOAD_HORIZON"},
	{67, "IFLA_NETNS_IMMUTABLE"},
	{68, "IFLA_HEADROOM"},
	{69, "IFLA_TAILROOM"},
};

constexpr Name kRtnlAddrAttrs[] = {
	{0, "IFA_UNSPEC"},    {1, "IFA_ADDRESS"},     {2, "IFA_LOCAL"},           {3, "IFA_LABEL"},
	{4, "IFA_BROADCAST"}, {5, "IFA_ANYCAST"},     {6, "IFA_CACHEINFO"},       {7, "IFA_MULTICAST"},
	{8, "IFA_FLAGS"},     {9, "IFA_RT_PRIORITY"}, {10, "IFA_TARGET_NETNSID"}, {11, "IFA_PROTO"},
};

constexpr Name kRtnlRouteAttrs[] = {
	{0, "RTA_UNSPEC"},      {1, "RTA_DST"},        {2, "RTA_SRC"},
	{3, "RTA_IIF"},         {4, "RTA_OIF"},        {5, "RTA_GATEWAY"},
	{6, "RTA_PRIORITY"},    {7, "RTA_PREFSRC"},    {8, "RTA_METRICS"},
	{9, "RTA_MULTIPATH"},   {10, "RTA_PROTOINFO"}, {11, "RTA_FLOW"},
	{12, "RTA_CACHEINFO"},  {13, "RTA_SESSION"},   {14, "RTA_MP_ALGO"},
	{15, "RTA_TABLE"},      {16, "RTA_MARK"},      {17, "RTA_MFC_STATS"},
	{18, "RTA_VIA"},        {19, "RTA_NEWDST"},    {20, "RTA_PREF"},
	{21, "RTA_ENCAP_TYPE"}, {22, "RTA_ENCAP"},     {23, "RTA_EXPIRES"},
	{24, "RTA_PAD"},        {25, "RTA_UID"},       {26, "RTA_TTL_PROPAGATE"},
	{27, "RTA_IP_PROTO"},   {28, "RTA_SPORT"},     {29, "RTA_DPORT"},
	{30, "RTA_NH_ID"},      {31, "RTA_FLOWLABEL"},
};

constexpr Name kRtnlNeighAttrs[] = {
	{0, "NDA_UNSPEC"},
	{1, "NDA_DST"},
	{2, "NDA_LLADDR"},
	{3, "NDA_CACHEINFO"},
	{4, "NDA_PROBES"},
	{5, "NDA_VLAN"},
	{6, "NDA_PORT"},
	{7, "NDA_VNI"},
	{8, "NDA_IFINDEX"},
	{9, "NDA_MASTER"},
	{10, "NDA_LINK_NETNSID"},
	{11, "NDA_SRC_VNI"},
	{12, "NDA_PROTOCOL"},
	{13, "NDA_NH_ID"},
	{14, "NDA_FDB_EXT_ATTRS"},
	{15, "NDA_FLAGS_EXT"},
	{16, "NDA_NDM_STATE_MASK"},
	{17, "NDA_NDM_FLAGS_MASK"},
};

constexpr Name kRtnlRuleAttrs[] = {
	{0, "FRA_UNSPEC"},
	{1, "FRA_DST"},
	{2, "FRA_SRC"},
	{3, "FRA_IIFNAME"},
	{4, "FRA_GOTO"},
	{5, "FRA_UNUSED2"},
	{6, "FRA_PRIORITY"},
	{7, "FRA_UNUSED3"},
	{8, "FRA_UNUSED4"},
	{9, "FRA_UNUSED5"},
	{10, "FRA_FWMARK"},
	{11, "FRA_FLOW"},
	{12, "FRA_TUN_ID"},
	{13, "FRA_SUPPRESS_IFGROUP"},
	{14, "FRA_SUPPRESS_PREFIXLEN"},
	{15, "FRA_TABLE"},
	{16, "FRA_FWMASK"},
	{17, "FRA_OIFNAME"},
	{18, "FRA_PAD"},
	{19, "FRA_L3MDEV"},
	{20, "FRA_UID_RANGE"},
	{21, "FRA_PROTOCOL"},
	{22, "FRA_IP_PROTO"},
	{23, "FRA_SPORT_RANGE"},
	{24, "FRA_DPORT_RANGE"},
};

constexpr Name kRtnlIflaInfoAttrs[] = {
	{0, "IFLA_INFO_UNSPEC"}, {1, "IFLA_INFO_KIND"},       {2, "IFLA_INFO_DATA"},
	{3, "IFLA_INFO_XSTATS"}, {4, "IFLA_INFO_SLAVE_KIND"}, {5, "IFLA_INFO_SLAVE_DATA"},
};

constexpr Name kRtnlRtaMetricsAttrs[] = {
	{0, "RTAX_UNSPEC"},     {1, "RTAX_LOCK"},      {2, "RTAX_MTU"},
	{3, "RTAX_WINDOW"},     {4, "RTAX_RTT"},       {5, "RTAX_RTTVAR"},
	{6, "RTAX_SSTHRESH"},   {7, "RTAX_CWND"},      {8, "RTAX_ADVMSS"},
	{9, "RTAX_REORDERING"}, {10, "RTAX_HOPLIMIT"}, {11, "RTAX_INITCWND"},
	{12, "RTAX_FEATURES"},  {13, "RTAX_RTO_MIN"},  {14, "RTAX_INITRWND"},
	{15, "RTAX_QUICKACK"},  {16, "RTAX_CC_ALGO"},  {17, "RTAX_FASTOPEN_NO_COOKIE"},
};

constexpr Name kRtnlTcAttrs[] = {
	{0, "TCA_UNSPEC"},
	{1, "TCA_KIND"},
	{2, "TCA_OPTIONS"},
	{3, "TCA_STATS"},
	{4, "TCA_XSTATS"},
	{5, "TCA_RATE"},
	{6, "TCA_FCNT"},
	{7, "TCA_STATS2"},
	{8, "TCA_STAB"},
	{9, "TCA_PAD"},
	{10, "TCA_DUMP_INVISIBLE"},
	{11, "TCA_CHAIN"},
	{12, "TCA_HW_OFFLOAD"},
	{13, "TCA_INGRESS_BLOCK"},
	{14, "TCA_EGRESS_BLOCK"},
	{15, "TCA_DUMP_FLAGS"},
};

constexpr Name kAddressFlags[] = {
	{1, "IFA_F_SECONDARY"},         {2, "IFA_F_NODAD"},          {4, "IFA_F_OPTIMISTIC"},
	{8, "IFA_F_DADFAILED"},         {0x10, "IFA_F_HOMEADDRESS"}, {0x20, "IFA_F_DEPRECATED"},
	{0x40, "IFA_F_TENTATIVE"},      {0x80, "IFA_F_PERMANENT"},   {0x100, "IFA_F_MANAGETEMPADDR"},
	{0x200, "IFA_F_NOPREFIXROUTE"}, {0x400, "IFA_F_MCAUTOJOIN"}, {0x800, "IFA_F_STABLE_PRIVACY"},
};

constexpr Name kRoutingScopes[] = {
	{0, "RT_SCOPE_UNIVERSE"}, {0xc8, "RT_SCOPE_SITE"},    {0xfd, "RT_SCOPE_LINK"},
	{0xfe, "RT_SCOPE_HOST"},  {0xff, "RT_SCOPE_NOWHERE"},
};

constexpr Name kRoutingTableIds[] = {
	{0, "RT_TABLE_UNSPEC"},  {0xfc, "RT_TABLE_COMPAT"}, {0xfd, "RT_TABLE_DEFAULT"},
	{0xfe, "RT_TABLE_MAIN"}, {0xff, "RT_TABLE_LOCAL"},
};

constexpr Name kRoutingTypes[] = {
	{0, "RTN_UNSPEC"},   {1, "RTN_UNICAST"},   {2, "RTN_LOCAL"},     {3, "RTN_BROADCAST"},
	{4, "RTN_ANYCAST"},  {5, "RTN_MULTICAST"}, {6, "RTN_BLACKHOLE"}, {7, "RTN_UNREACHABLE"},
	{8, "RTN_PROHIBIT"}, {9, "RTN_THROW"},     {10, "RTN_NAT"},      {11, "RTN_XRESOLVE"},
};

constexpr Name kRoutingProtocols[] = {
	{0, "RTPROT_UNSPEC"},   {1, "RTPROT_REDIRECT"}, {2, "RTPROT_KERNEL"},     {3, "RTPROT_BOOT"},
	{4, "RTPROT_STATIC"},   {8, "RTPROT_GATED"},    {9, "RTPROT_RA"},         {0xa, "RTPROT_MRT"},
	{0xb, "RTPROT_ZEBRA"},  {0xc, "RTPROT_BIRD"},   {0xd, "RTPROT_DNROUTED"}, {0xe, "RTPROT_XORP"},
	{0xf, "RTPROT_NTK"},    {0x10, "RTPROT_DHCP"},  {0x11, "RTPROT_MROUTED"}, {0x12, "RTPROT_KEEPALIVED"},
	{0x2a, "RTPROT_BABEL"}, {0x63, "RTPROT_OPENR"}, {0xba, "RTPROT_BGP"},     {0xbb, "RTPROT_ISIS"},
	{0xbc, "RTPROT_OSPF"},  {0xbd, "RTPROT_RIP"},   {0xc0, "RTPROT_EIGRP"},
};

constexpr Name kRoutingFlags[] = {
	{0x100, "RTM_F_NOTIFY"},   {0x200, "RTM_F_CLONED"},        {0x400, "RTM_F_EQUALIZE"},
	{0x800, "RTM_F_PREFIX"},   {0x1000, "RTM_F_LOOKUP_TABLE"}, {0x2000, "RTM_F_FIB_MATCH"},
	{0x4000, "RTM_F_OFFLOAD"}, {0x8000, "RTM_F_TRAP"},         {0x20000000, "RTM_F_OFFLOAD_FAILED"},
};

constexpr Name kNeighborStates[] = {
	{0, "NUD_NONE"},     {1, "NUD_INCOMPLETE"}, {2, "NUD_REACHABLE"}, {4, "NUD_STALE"},        {8, "NUD_DELAY"},
	{0x10, "NUD_PROBE"}, {0x20, "NUD_FAILED"},  {0x40, "NUD_NOARP"},  {0x80, "NUD_PERMANENT"},
};

constexpr Name kNeighborFlags[] = {
	{1, "NTF_USE"},          {2, "NTF_SELF"},      {4, "NTF_MASTER"},    {8, "NTF_PROXY"}, {0x10, "NTF_EXT_LEARNED"},
	{0x20, "NTF_OFFLOADED"}, {0x40, "NTF_STICKY"}, {0x80, "NTF_ROUTER"},
};

constexpr Name kRuleActions[] = {
	{0, "FR_ACT_UNSPEC"},    {1, "FR_ACT_TO_TBL"},      {2, "FR_ACT_GOTO"},
	{3, "FR_ACT_NOP"},       {4, "FR_ACT_RES3"},        {5, "FR_ACT_RES4"},
	{6, "FR_ACT_BLACKHOLE"}, {7, "FR_ACT_UNREACHABLE"}, {8, "FR_ACT_PROHIBIT"},
};

constexpr Name kInetDiagAttrs[] = {
	{0, "INET_DIAG_NONE"},       {1, "INET_DIAG_MEMINFO"},   {2, "INET_DIAG_INFO"},
	{3, "INET_DIAG_VEGASINFO"},  {4, "INET_DIAG_CONG"},      {5, "INET_DIAG_TOS"},
	{6, "INET_DIAG_TCLASS"},     {7, "INET_DIAG_SKMEMINFO"}, {8, "INET_DIAG_SHUTDOWN"},
	{9, "INET_DIAG_DCTCPINFO"},  {10, "INET_DIAG_PROTOCOL"}, {11, "INET_DIAG_SKV6ONLY"},
	{12, "INET_DIAG_LOCALS"},    {13, "INET_DIAG_PEERS"},    {14, "INET_DIAG_PAD"},
	{15, "INET_DIAG_MARK"},      {16, "INET_DIAG_BBRINFO"},  {17, "INET_DIAG_CLASS_ID"},
	{18, "INET_DIAG_MD5SIG"},    {19, "INET_DIAG_ULP_INFO"}, {20, "INET_DIAG_SK_BPF_STORAGES"},
	{21, "INET_DIAG_CGROUP_ID"}, {22, "INET_DIAG_SOCKOPT"},
};

constexpr Name kInetDiagReqAttrs[] = {
	{0, "INET_DIAG_REQ_NONE"},
	{1, "INET_DIAG_REQ_BYTECODE"},
	{2, "INET_DIAG_REQ_SK_BPF_STORAGES"},
	{3, "INET_DIAG_REQ_PROTOCOL"},
};

constexpr Name kUnixDiagAttrs[] = {
	{0, "UNIX_DIAG_NAME"},  {1, "UNIX_DIAG_VFS"},     {2, "UNIX_DIAG_PEER"},     {3, "UNIX_DIAG_ICONS"},
	{4, "UNIX_DIAG_RQLEN"}, {5, "UNIX_DIAG_MEMINFO"}, {6, "UNIX_DIAG_SHUTDOWN"}, {7, "UNIX_DIAG_UID"},
};

constexpr Name kUnixDiagShow[] = {
	{1, "UDIAG_SHOW_NAME"},   {2, "UDIAG_SHOW_VFS"},      {4, "UDIAG_SHOW_PEER"}, {8, "UDIAG_SHOW_ICONS"},
	{16, "UDIAG_SHOW_RQLEN"}, {32, "UDIAG_SHOW_MEMINFO"}, {64, "UDIAG_SHOW_UID"},
};

constexpr Name kNetlinkDiagAttrs[] = {
	{0, "NETLINK_DIAG_MEMINFO"}, {1, "NETLINK_DIAG_GROUPS"}, {2, "NETLINK_DIAG_RX_RING"},
	{3, "NETLINK_DIAG_TX_RING"}, {4, "NETLINK_DIAG_FLAGS"},
};

constexpr Name kNetlinkDiagShow[] = {
	{1, "NDIAG_SHOW_MEMINFO"},
	{2, "NDIAG_SHOW_GROUPS"},
	{4, "NDIAG_SHOW_RING_CFG"},
	{8, "NDIAG_SHOW_FLAGS"},
};

constexpr Name kPacketDiagAttrs[] = {
	{0, "PACKET_DIAG_INFO"},   {1, "PACKET_DIAG_MCLIST"}, {2, "PACKET_DIAG_RX_RING"}, {3, "PACKET_DIAG_TX_RING"},
	{4, "PACKET_DIAG_FANOUT"}, {5, "PACKET_DIAG_UID"},    {6, "PACKET_DIAG_MEMINFO"}, {7, "PACKET_DIAG_FILTER"},
};

constexpr Name kPacketDiagShow[] = {
	{1, "PACKET_SHOW_INFO"},   {2, "PACKET_SHOW_MCLIST"},   {4, "PACKET_SHOW_RING_CFG"},
	{8, "PACKET_SHOW_FANOUT"}, {16, "PACKET_SHOW_MEMINFO"}, {32, "PACKET_SHOW_FILTER"},
};

} // namespace

constinit const Xlat netlink_types = {"NLMSG_???", kNetlinkTypes};
constinit const Xlat netlink_flags = {"NLM_F_???", kNetlinkFlags};
constinit const Xlat netlink_get_flags = {"", kNetlinkGetFlags};
constinit const Xlat netlink_new_flags = {"", kNetlinkNewFlags};
constinit const Xlat netlink_delete_flags = {"", kNetlinkDeleteFlags};
constinit const Xlat netlink_ack_flags = {"", kNetlinkAckFlags};
constinit const Xlat nlmsgerr_attrs = {"NLMSGERR_ATTR_???", kNlmsgerrAttrs};
constinit const Xlat route_types = {"RTM_???", kRouteTypes};
constinit const Xlat audit_types = {"AUDIT_???", kAuditTypes};
constinit const Xlat sock_diag_types = {"SOCK_DIAG_???", kSockDiagTypes};
constinit const Xlat netfilter_subsys_ids = {"NFNL_SUBSYS_???", kNetfilterSubsysIds};
constinit const Xlat xfrm_types = {"XFRM_MSG_???", kXfrmTypes};
constinit const Xlat selinux_types = {"SELNL_MSG_???", kSelinuxTypes};
constinit const Xlat crypto_types = {"CRYPTO_MSG_???", kCryptoTypes};
constinit const Xlat rtnl_link_attrs = {"IFLA_???", kRtnlLinkAttrs};
constinit const Xlat rtnl_addr_attrs = {"IFA_???", kRtnlAddrAttrs};
constinit const Xlat rtnl_route_attrs = {"RTA_???", kRtnlRouteAttrs};
constinit const Xlat rtnl_neigh_attrs = {"NDA_???", kRtnlNeighAttrs};
constinit const Xlat rtnl_rule_attrs = {"FRA_???", kRtnlRuleAttrs};
constinit const Xlat rtnl_ifla_info_attrs = {"IFLA_INFO_???", kRtnlIflaInfoAttrs};
constinit const Xlat rtnl_rta_metrics_attrs = {"RTAX_???", kRtnlRtaMetricsAttrs};
constinit const Xlat rtnl_tc_attrs = {"TCA_???", kRtnlTcAttrs};
constinit const Xlat address_flags = {"IFA_F_???", kAddressFlags};
constinit const Xlat routing_scopes = {"", kRoutingScopes};
constinit const Xlat routing_table_ids = {"RT_TABLE_???", kRoutingTableIds};
constinit const Xlat routing_types = {"RTN_???", kRoutingTypes};
constinit const Xlat routing_protocols = {"RTPROT_???", kRoutingProtocols};
constinit const Xlat routing_flags = {"RTM_F_???", kRoutingFlags};
constinit const Xlat neighbor_states = {"NUD_???", kNeighborStates};
constinit const Xlat neighbor_flags = {"NTF_???", kNeighborFlags};
constinit const Xlat rule_actions = {"FR_ACT_???", kRuleActions};
constinit const Xlat inet_diag_attrs = {"INET_DIAG_???", kInetDiagAttrs};
constinit const Xlat inet_diag_req_attrs = {"INET_DIAG_REQ_???", kInetDiagReqAttrs};
constinit const Xlat unix_diag_attrs = {"UNIX_DIAG_???", kUnixDiagAttrs};
constinit const Xlat unix_diag_show = {"UDIAG_SHOW_???", kUnixDiagShow};
constinit const Xlat netlink_diag_attrs = {"NETLINK_DIAG_???", kNetlinkDiagAttrs};
constinit const Xlat netlink_diag_show = {"NDIAG_SHOW_???", kNetlinkDiagShow};
constinit const Xlat packet_diag_attrs = {"PACKET_DIAG_???", kPacketDiagAttrs};
constinit const Xlat packet_diag_show = {"PACKET_SHOW_???", kPacketDiagShow};

} // namespace strobe::spec
