// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_net.h"

#include "spec/xlat_join.h"

namespace strobe::spec {

namespace {

constexpr Name kAddressFamilies[] = {
	{0, "AF_UNSPEC"},    {1, "AF_UNIX"},        {2, "AF_INET"},     {3, "AF_AX25"},     {4, "AF_IPX"},
	{5, "AF_APPLETALK"}, {6, "AF_NETROM"},      {7, "AF_BRIDGE"},   {8, "AF_ATMPVC"},   {9, "AF_X25"},
	{10, "AF_INET6"},    {11, "AF_ROSE"},       {12, "AF_DECnet"},  {13, "AF_NETBEUI"}, {14, "AF_SECURITY"},
	{15, "AF_KEY"},      {16, "AF_NETLINK"},    {17, "AF_PACKET"},  {18, "AF_ASH"},     {19, "AF_ECONET"},
	{20, "AF_ATMSVC"},   {21, "AF_RDS"},        {22, "AF_SNA"},     {23, "AF_IRDA"},    {24, "AF_PPPOX"},
	{25, "AF_WANPIPE"},  {26, "AF_LLC"},        {27, "AF_IB"},      {28, "AF_MPLS"},    {29, "AF_CAN"},
	{30, "AF_TIPC"},     {31, "AF_BLUETOOTH"},  {32, "AF_IUCV"},    {33, "AF_RXRPC"},   {34, "AF_ISDN"},
	{35, "AF_PHONET"},   {36, "AF_IEEE802154"}, {37, "AF_CAIF"},    {38, "AF_ALG"},     {39, "AF_NFC"},
	{40, "AF_VSOCK"},    {41, "AF_KCM"},        {42, "AF_QIPCRTR"}, {43, "AF_SMC"},     {44, "AF_XDP"},
	{45, "AF_MCTP"},
};

constexpr Name kSocketBases[] = {
	{1, "SOCK_STREAM"},    {2, "SOCK_DGRAM"}, {3, "SOCK_RAW"},     {4, "SOCK_RDM"},
	{5, "SOCK_SEQPACKET"}, {6, "SOCK_DCCP"},  {10, "SOCK_PACKET"},
};

constexpr Name kSocketTypes[] = {
	{0x80000, "SOCK_CLOEXEC"},
	{0x800, "SOCK_NONBLOCK"},
};

constexpr Name kInetProtocols[] = {
	{0, "IPPROTO_IP"},         {1, "IPPROTO_ICMP"},        {2, "IPPROTO_IGMP"},       {4, "IPPROTO_IPIP"},
	{6, "IPPROTO_TCP"},        {8, "IPPROTO_EGP"},         {0xc, "IPPROTO_PUP"},      {0x11, "IPPROTO_UDP"},
	{0x16, "IPPROTO_IDP"},     {0x1d, "IPPROTO_TP"},       {0x21, "IPPROTO_DCCP"},    {0x29, "IPPROTO_IPV6"},
	{0x2b, "IPPROTO_ROUTING"}, {0x2c, "IPPROTO_FRAGMENT"}, {0x2e, "IPPROTO_RSVP"},    {0x2f, "IPPROTO_GRE"},
	{0x32, "IPPROTO_ESP"},     {0x33, "IPPROTO_AH"},       {0x3a, "IPPROTO_ICMPV6"},  {0x3b, "IPPROTO_NONE"},
	{0x3c, "IPPROTO_DSTOPTS"}, {0x5c, "IPPROTO_MTP"},      {0x5e, "IPPROTO_BEETPH"},  {0x62, "IPPROTO_ENCAP"},
	{0x67, "IPPROTO_PIM"},     {0x6c, "IPPROTO_COMP"},     {0x73, "IPPROTO_L2TP"},    {0x84, "IPPROTO_SCTP"},
	{0x87, "IPPROTO_MH"},      {0x88, "IPPROTO_UDPLITE"},  {0x89, "IPPROTO_MPLS"},    {0x8f, "IPPROTO_ETHERNET"},
	{0xff, "IPPROTO_RAW"},     {0x106, "IPPROTO_MPTCP"},   {0x90, "IPPROTO_AGGFRAG"}, {0x100, "IPPROTO_SMC"},
};

constexpr Name kNetlinkProtocols[] = {
	{0, "NETLINK_ROUTE"},       {1, "NETLINK_UNUSED"},
	{2, "NETLINK_USERSOCK"},    {3, "NETLINK_FIREWALL"},
	{4, "NETLINK_SOCK_DIAG"},   {5, "NETLINK_NFLOG"},
	{6, "NETLINK_XFRM"},        {7, "NETLINK_SELINUX"},
	{8, "NETLINK_ISCSI"},       {9, "NETLINK_AUDIT"},
	{10, "NETLINK_FIB_LOOKUP"}, {11, "NETLINK_CONNECTOR"},
	{12, "NETLINK_NETFILTER"},  {13, "NETLINK_IP6_FW"},
	{14, "NETLINK_DNRTMSG"},    {15, "NETLINK_KOBJECT_UEVENT"},
	{16, "NETLINK_GENERIC"},    {18, "NETLINK_SCSITRANSPORT"},
	{19, "NETLINK_ECRYPTFS"},   {20, "NETLINK_RDMA"},
	{21, "NETLINK_CRYPTO"},     {22, "NETLINK_SMC"},
};

constexpr Name kBtProtocols[] = {
	{0, "BTPROTO_L2CAP"}, {1, "BTPROTO_HCI"},  {2, "BTPROTO_SCO"},  {3, "BTPROTO_RFCOMM"},
	{4, "BTPROTO_BNEP"},  {5, "BTPROTO_CMTP"}, {6, "BTPROTO_HIDP"}, {7, "BTPROTO_AVDTP"},
};

constexpr Name kCanProtocols[] = {
	{1, "CAN_RAW"},   {2, "CAN_BCM"},   {3, "CAN_TP16"},  {4, "CAN_TP20"},
	{5, "CAN_MCNET"}, {6, "CAN_ISOTP"}, {7, "CAN_J1939"},
};

constexpr Name kEthernetProtocols[] = {
	{1, "ETH_P_802_3"},          {2, "ETH_P_AX25"},          {3, "ETH_P_ALL"},           {4, "ETH_P_802_2"},
	{5, "ETH_P_SNAP"},           {6, "ETH_P_DDCMP"},         {7, "ETH_P_WAN_PPP"},       {8, "ETH_P_PPP_MP"},
	{9, "ETH_P_LOCALTALK"},      {0xc, "ETH_P_CAN"},         {0xd, "ETH_P_CANFD"},       {0xe, "ETH_P_CANXL"},
	{0x10, "ETH_P_PPPTALK"},     {0x11, "ETH_P_TR_802_2"},   {0x15, "ETH_P_MOBITEX"},    {0x16, "ETH_P_CONTROL"},
	{0x17, "ETH_P_IRDA"},        {0x18, "ETH_P_ECONET"},     {0x19, "ETH_P_HDLC"},       {0x1a, "ETH_P_ARCNET"},
	{0x1b, "ETH_P_DSA"},         {0x1c, "ETH_P_TRAILER"},    {0x60, "ETH_P_LOOP"},       {0xf5, "ETH_P_PHONET"},
	{0xf6, "ETH_P_IEEE802154"},  {0xf7, "ETH_P_CAIF"},       {0xf8, "ETH_P_XDSA"},       {0xf9, "ETH_P_MAP"},
	{0xfa, "ETH_P_MCTP"},        {0x200, "ETH_P_PUP"},       {0x201, "ETH_P_PUPAT"},     {0x600, "ETH_P_802_3_MIN"},
	{0x800, "ETH_P_IP"},         {0x805, "ETH_P_X25"},       {0x806, "ETH_P_ARP"},       {0x8ff, "ETH_P_BPQ"},
	{0xa00, "ETH_P_IEEEPUP"},    {0xa01, "ETH_P_IEEEPUPAT"}, {0x22eb, "ETH_P_ERSPAN2"},  {0x22f0, "ETH_P_TSN"},
	{0x4305, "ETH_P_BATMAN"},    {0x6000, "ETH_P_DEC"},      {0x6001, "ETH_P_DNA_DL"},   {0x6002, "ETH_P_DNA_RC"},
	{0x6003, "ETH_P_DNA_RT"},    {0x6004, "ETH_P_LAT"},      {0x6005, "ETH_P_DIAG"},     {0x6006, "ETH_P_CUST"},
	{0x6007, "ETH_P_SCA"},       {0x6558, "ETH_P_TEB"},      {0x8035, "ETH_P_RARP"},     {0x809b, "ETH_P_ATALK"},
	{0x80f3, "ETH_P_AARP"},      {0x8100, "ETH_P_8021Q"},    {0x8137, "ETH_P_IPX"},      {0x86dd, "ETH_P_IPV6"},
	{0x8808, "ETH_P_PAUSE"},     {0x8809, "ETH_P_SLOW"},     {0x883e, "ETH_P_WCCP"},     {0x8847, "ETH_P_MPLS_UC"},
	{0x8848, "ETH_P_MPLS_MC"},   {0x884c, "ETH_P_ATMMPOA"},  {0x8863, "ETH_P_PPP_DISC"}, {0x8864, "ETH_P_PPP_SES"},
	{0x886c, "ETH_P_LINK_CTL"},  {0x8884, "ETH_P_ATMFATE"},  {0x888e, "ETH_P_PAE"},      {0x8899, "ETH_P_REALTEK"},
	{0x88a2, "ETH_P_AOE"},       {0x88a8, "ETH_P_8021AD"},   {0x88b5, "ETH_P_802_EX1"},  {0x88be, "ETH_P_ERSPAN"},
	{0x88c7, "ETH_P_PREAUTH"},   {0x88ca, "ETH_P_TIPC"},     {0x88cc, "ETH_P_LLDP"},     {0x88e3, "ETH_P_MRP"},
	{0x88e5, "ETH_P_MACSEC"},    {0x88e7, "ETH_P_8021AH"},   {0x88f5, "ETH_P_MVRP"},     {0x88f7, "ETH_P_1588"},
	{0x88f8, "ETH_P_NCSI"},      {0x88fb, "ETH_P_PRP"},      {0x8902, "ETH_P_CFM"},      {0x8906, "ETH_P_FCOE"},
	{0x890d, "ETH_P_TDLS"},      {0x8914, "ETH_P_FIP"},      {0x8915, "ETH_P_IBOE"},     {0x8917, "ETH_P_80221"},
	{0x892f, "ETH_P_HSR"},       {0x894f, "ETH_P_NSH"},      {0x9000, "ETH_P_LOOPBACK"}, {0x9100, "ETH_P_QINQ1"},
	{0x9200, "ETH_P_QINQ2"},     {0x9300, "ETH_P_QINQ3"},    {0xdada, "ETH_P_EDSA"},     {0xdadb, "ETH_P_DSA_8021Q"},
	{0xe001, "ETH_P_DSA_A5PSW"}, {0xed3e, "ETH_P_IFE"},      {0xfbfb, "ETH_P_AF_IUCV"},
};

constexpr Name kShutdownModes[] = {
	{0, "SHUT_RD"},
	{1, "SHUT_WR"},
	{2, "SHUT_RDWR"},
};

constexpr Name kMsgFlags[] = {
	{1, "MSG_OOB"},
	{2, "MSG_PEEK"},
	{4, "MSG_DONTROUTE"},
	{8, "MSG_CTRUNC"},
	{0x10, "MSG_PROBE"},
	{0x20, "MSG_TRUNC"},
	{0x40, "MSG_DONTWAIT"},
	{0x80, "MSG_EOR"},
	{0x100, "MSG_WAITALL"},
	{0x200, "MSG_FIN"},
	{0x400, "MSG_SYN"},
	{0x800, "MSG_CONFIRM"},
	{0x1000, "MSG_RST"},
	{0x2000, "MSG_ERRQUEUE"},
	{0x4000, "MSG_NOSIGNAL"},
	{0x8000, "MSG_MORE"},
	{0x10000, "MSG_WAITFORONE"},
	{0x20000, "MSG_SENDPAGE_NOTLAST"},
	{0x40000, "MSG_BATCH"},
	{0x80000, "MSG_NO_SHARED_FRAGS"},
	{0x4000000, "MSG_ZEROCOPY"},
	{0x20000000, "MSG_FASTOPEN"},
	{0x40000000, "MSG_CMSG_CLOEXEC"},
	{0x80000000, "MSG_CMSG_COMPAT"},
};

constexpr Name kCmsgTypes[] = {
	{1, "SCM_RIGHTS"},
	{2, "SCM_CREDENTIALS"},
	{3, "SCM_SECURITY"},
	{41, "SO_WIFI_STATUS"},
	{61, "SO_TXTIME"},
	{29, "SO_TIMESTAMP_OLD"},
	{35, "SO_TIMESTAMPNS_OLD"},
	{37, "SO_TIMESTAMPING_OLD"},
	{63, "SO_TIMESTAMP_NEW"},
	{64, "SO_TIMESTAMPNS_NEW"},
	{65, "SO_TIMESTAMPING_NEW"},
	{54, "SCM_TIMESTAMPING_OPT_STATS"},
	{58, "SCM_TIMESTAMPING_PKTINFO"},
	{4, "SCM_PIDFD"},
	{78, "SO_DEVMEM_LINEAR"},
	{79, "SO_DEVMEM_DMABUF"},
	{81, "SCM_TS_OPT_ID"},
	{84, "SCM_INQ"},
};

constexpr Name kIpCmsgTypes[] = {
	{1, "IP_TOS"},      {2, "IP_TTL"},          {6, "IP_RECVOPTS"},  {7, "IP_RETOPTS"},   {8, "IP_PKTINFO"},
	{11, "IP_RECVERR"}, {20, "IP_ORIGDSTADDR"}, {23, "IP_CHECKSUM"}, {3, "SCM_SECURITY"},
};

constexpr Name kSocketLevels[] = {
	{0, "SOL_IP"},         {1, "SOL_SOCKET"},       {6, "SOL_TCP"},           {0x11, "SOL_UDP"},
	{0x28, "AF_VSOCK"},    {0x29, "SOL_IPV6"},      {0x3a, "SOL_ICMPV6"},     {0x64, "SOL_CAN_BASE"},
	{0x65, "SOL_CAN_RAW"}, {0x84, "SOL_SCTP"},      {0x88, "SOL_UDPLITE"},    {0xff, "SOL_RAW"},
	{0x100, "SOL_IPX"},    {0x101, "SOL_AX25"},     {0x102, "SOL_ATALK"},     {0x103, "SOL_NETROM"},
	{0x104, "SOL_ROSE"},   {0x105, "SOL_DECNET"},   {0x106, "SOL_X25"},       {0x107, "SOL_PACKET"},
	{0x108, "SOL_ATM"},    {0x109, "SOL_AAL"},      {0x10a, "SOL_IRDA"},      {0x10b, "SOL_NETBEUI"},
	{0x10c, "SOL_LLC"},    {0x10d, "SOL_DCCP"},     {0x10e, "SOL_NETLINK"},   {0x10f, "SOL_TIPC"},
	{0x110, "SOL_RXRPC"},  {0x111, "SOL_PPPOL2TP"}, {0x112, "SOL_BLUETOOTH"}, {0x113, "SOL_PNPIPE"},
	{0x114, "SOL_RDS"},    {0x115, "SOL_IUCV"},     {0x116, "SOL_CAIF"},      {0x117, "SOL_ALG"},
	{0x118, "SOL_NFC"},    {0x119, "SOL_KCM"},      {0x11a, "SOL_TLS"},       {0x11b, "SOL_XDP"},
};

constexpr Name kSoOptions[] = {
	{1, "SO_DEBUG"},
	{2, "SO_REUSEADDR"},
	{3, "SO_TYPE"},
	{4, "SO_ERROR"},
	{5, "SO_DONTROUTE"},
	{6, "SO_BROADCAST"},
	{7, "SO_SNDBUF"},
	{8, "SO_RCVBUF"},
	{9, "SO_KEEPALIVE"},
	{10, "SO_OOBINLINE"},
	{11, "SO_NO_CHECK"},
	{12, "SO_PRIORITY"},
	{13, "SO_LINGER"},
	{14, "SO_BSDCOMPAT"},
	{15, "SO_REUSEPORT"},
	{16, "SO_PASSCRED"},
	{17, "SO_PEERCRED"},
	{18, "SO_RCVLOWAT"},
	{19, "SO_SNDLOWAT"},
	{20, "SO_RCVTIMEO_OLD"},
	{21, "SO_SNDTIMEO_OLD"},
	{22, "SO_SECURITY_AUTHENTICATION"},
	{23, "SO_SECURITY_ENCRYPTION_TRANSPORT"},
	{24, "SO_SECURITY_ENCRYPTION_NETWORK"},
	{25, "SO_BINDTODEVICE"},
	{27, "SO_DETACH_FILTER"},
	{28, "SO_PEERNAME"},
	{29, "SO_TIMESTAMP_OLD"},
	{30, "SO_ACCEPTCONN"},
	{31, "SO_PEERSEC"},
	{32, "SO_SNDBUFFORCE"},
	{33, "SO_RCVBUFFORCE"},
	{34, "SO_PASSSEC"},
	{35, "SO_TIMESTAMPNS_OLD"},
	{36, "SO_MARK"},
	{37, "SO_TIMESTAMPING_OLD"},
	{38, "SO_PROTOCOL"},
	{39, "SO_DOMAIN"},
	{40, "SO_RXQ_OVFL"},
	{41, "SO_WIFI_STATUS"},
	{42, "SO_PEEK_OFF"},
	{43, "SO_NOFCS"},
	{44, "SO_LOCK_FILTER"},
	{45, "SO_SELECT_ERR_QUEUE"},
	{46, "SO_BUSY_POLL"},
	{47, "SO_MAX_PACING_RATE"},
	{48, "SO_BPF_EXTENSIONS"},
	{49, "SO_INCOMING_CPU"},
	{50, "SO_ATTACH_BPF"},
	{51, "SO_ATTACH_REUSEPORT_CBPF"},
	{52, "SO_ATTACH_REUSEPORT_EBPF"},
	{53, "SO_CNX_ADVICE"},
	{55, "SO_MEMINFO"},
	{56, "SO_INCOMING_NAPI_ID"},
	{57, "SO_COOKIE"},
	{59, "SO_PEERGROUPS"},
	{60, "SO_ZEROCOPY"},
	{61, "SO_TXTIME"},
	{62, "SO_BINDTOIFINDEX"},
	{63, "SO_TIMESTAMP_NEW"},
	{64, "SO_TIMESTAMPNS_NEW"},
	{65, "SO_TIMESTAMPING_NEW"},
	{66, "SO_RCVTIMEO_NEW"},
	{67, "SO_SNDTIMEO_NEW"},
	{68, "SO_DETACH_REUSEPORT_BPF"},
	{69, "SO_PREFER_BUSY_POLL"},
	{70, "SO_BUSY_POLL_BUDGET"},
	{71, "SO_NETNS_COOKIE"},
	{72, "SO_BUF_LOCK"},
	{73, "SO_RESERVE_MEM"},
	{74, "SO_TXREHASH"},
	{75, "SO_RCVMARK"},
	{76, "SO_PASSPIDFD"},
	{77, "SO_PEERPIDFD"},
	{78, "SO_DEVMEM_LINEAR"},
	{79, "SO_DEVMEM_DMABUF"},
	{80, "SO_DEVMEM_DONTNEED"},
	{82, "SO_RCVPRIORITY"},
	{83, "SO_PASSRIGHTS"},
	{84, "SO_INQ"},
};

constexpr Name kSoOptionsSetOnly[] = {
	{26, "SO_ATTACH_FILTER"},
};

constexpr auto kSoOptionsSet = join(kSoOptionsSetOnly, kSoOptions);

constexpr Name kSoOptionsGetOnly[] = {
	{26, "SO_GET_FILTER"},
};

constexpr auto kSoOptionsGet = join(kSoOptionsGetOnly, kSoOptions);

constexpr Name kIpOptions[] = {
	{1, "IP_TOS"},
	{2, "IP_TTL"},
	{3, "IP_HDRINCL"},
	{4, "IP_OPTIONS"},
	{5, "IP_ROUTER_ALERT"},
	{6, "IP_RECVOPTS"},
	{7, "IP_RETOPTS"},
	{8, "IP_PKTINFO"},
	{9, "IP_PKTOPTIONS"},
	{10, "IP_MTU_DISCOVER"},
	{11, "IP_RECVERR"},
	{12, "IP_RECVTTL"},
	{13, "IP_RECVTOS"},
	{14, "IP_MTU"},
	{15, "IP_FREEBIND"},
	{16, "IP_IPSEC_POLICY"},
	{17, "IP_XFRM_POLICY"},
	{18, "IP_PASSSEC"},
	{19, "IP_TRANSPARENT"},
	{20, "IP_ORIGDSTADDR"},
	{21, "IP_MINTTL"},
	{22, "IP_NODEFRAG"},
	{23, "IP_CHECKSUM"},
	{24, "IP_BIND_ADDRESS_NO_PORT"},
	{25, "IP_RECVFRAGSIZE"},
	{26, "IP_RECVERR_RFC4884"},
	{32, "IP_MULTICAST_IF"},
	{33, "IP_MULTICAST_TTL"},
	{34, "IP_MULTICAST_LOOP"},
	{35, "IP_ADD_MEMBERSHIP"},
	{36, "IP_DROP_MEMBERSHIP"},
	{37, "IP_UNBLOCK_SOURCE"},
	{38, "IP_BLOCK_SOURCE"},
	{39, "IP_ADD_SOURCE_MEMBERSHIP"},
	{40, "IP_DROP_SOURCE_MEMBERSHIP"},
	{41, "IP_MSFILTER"},
	{42, "MCAST_JOIN_GROUP"},
	{43, "MCAST_BLOCK_SOURCE"},
	{44, "MCAST_UNBLOCK_SOURCE"},
	{45, "MCAST_LEAVE_GROUP"},
	{46, "MCAST_JOIN_SOURCE_GROUP"},
	{47, "MCAST_LEAVE_SOURCE_GROUP"},
	{48, "MCAST_MSFILTER"},
	{49, "IP_MULTICAST_ALL"},
	{50, "IP_UNICAST_IF"},
	{51, "IP_LOCAL_PORT_RANGE"},
	{52, "IP_PROTOCOL"},
};

constexpr Name kIpOptionsSetOnly[] = {
	{0x60, "ARPT_SO_SET_REPLACE"},       {0x61, "ARPT_SO_SET_ADD_COUNTERS"}, {0x80, "EBT_SO_SET_ENTRIES"},
	{0x81, "EBT_SO_SET_COUNTERS"},       {0x480, "IP_VS_SO_SET_NONE"},       {0x481, "IP_VS_SO_SET_INSERT"},
	{0x482, "IP_VS_SO_SET_ADD"},         {0x483, "IP_VS_SO_SET_EDIT"},       {0x484, "IP_VS_SO_SET_DEL"},
	{0x485, "IP_VS_SO_SET_FLUSH"},       {0x486, "IP_VS_SO_SET_LIST"},       {0x487, "IP_VS_SO_SET_ADDDEST"},
	{0x488, "IP_VS_SO_SET_DELDEST"},     {0x489, "IP_VS_SO_SET_EDITDEST"},   {0x48a, "IP_VS_SO_SET_TIMEOUT"},
	{0x48b, "IP_VS_SO_SET_STARTDAEMON"}, {0x48c, "IP_VS_SO_SET_STOPDAEMON"}, {0x48d, "IP_VS_SO_SET_RESTORE"},
	{0x48e, "IP_VS_SO_SET_SAVE"},        {0x48f, "IP_VS_SO_SET_ZERO"},       {0x40, "IPT_SO_SET_REPLACE"},
	{0x41, "IPT_SO_SET_ADD_COUNTERS"},
};

constexpr auto kIpOptionsSet = join(kIpOptionsSetOnly, kIpOptions);

constexpr Name kIpOptionsGetOnly[] = {
	{0x60, "ARPT_SO_GET_INFO"},
	{0x61, "ARPT_SO_GET_ENTRIES"},
	{0x63, "ARPT_SO_GET_REVISION_TARGET"},
	{0x80, "EBT_SO_GET_INFO"},
	{0x81, "EBT_SO_GET_ENTRIES"},
	{0x82, "EBT_SO_GET_INIT_INFO"},
	{0x83, "EBT_SO_GET_INIT_ENTRIES"},
	{0x480, "IP_VS_SO_GET_VERSION"},
	{0x481, "IP_VS_SO_GET_INFO"},
	{0x482, "IP_VS_SO_GET_SERVICES"},
	{0x483, "IP_VS_SO_GET_SERVICE"},
	{0x484, "IP_VS_SO_GET_DESTS"},
	{0x485, "IP_VS_SO_GET_DEST"},
	{0x486, "IP_VS_SO_GET_TIMEOUT"},
	{0x487, "IP_VS_SO_GET_DAEMON"},
	{0x40, "IPT_SO_GET_INFO"},
	{0x41, "IPT_SO_GET_ENTRIES"},
	{0x42, "IPT_SO_GET_REVISION_MATCH"},
	{0x43, "IPT_SO_GET_REVISION_TARGET"},
};

constexpr auto kIpOptionsGet = join(kIpOptionsGetOnly, kIpOptions);

constexpr Name kIpv6Options[] = {
	{1, "IPV6_ADDRFORM"},
	{2, "IPV6_2292PKTINFO"},
	{3, "IPV6_2292HOPOPTS"},
	{4, "IPV6_2292DSTOPTS"},
	{5, "IPV6_2292RTHDR"},
	{6, "IPV6_2292PKTOPTIONS"},
	{7, "IPV6_CHECKSUM"},
	{8, "IPV6_2292HOPLIMIT"},
	{9, "IPV6_NEXTHOP"},
	{10, "IPV6_AUTHHDR"},
	{11, "IPV6_FLOWINFO"},
	{16, "IPV6_UNICAST_HOPS"},
	{17, "IPV6_MULTICAST_IF"},
	{18, "IPV6_MULTICAST_HOPS"},
	{19, "IPV6_MULTICAST_LOOP"},
	{20, "IPV6_ADD_MEMBERSHIP"},
	{21, "IPV6_DROP_MEMBERSHIP"},
	{22, "IPV6_ROUTER_ALERT"},
	{23, "IPV6_MTU_DISCOVER"},
	{24, "IPV6_MTU"},
	{25, "IPV6_RECVERR"},
	{26, "IPV6_V6ONLY"},
	{27, "IPV6_JOIN_ANYCAST"},
	{28, "IPV6_LEAVE_ANYCAST"},
	{29, "IPV6_MULTICAST_ALL"},
	{30, "IPV6_ROUTER_ALERT_ISOLATE"},
	{31, "IPV6_RECVERR_RFC4884"},
	{32, "IPV6_FLOWLABEL_MGR"},
	{33, "IPV6_FLOWINFO_SEND"},
	{34, "IPV6_IPSEC_POLICY"},
	{35, "IPV6_XFRM_POLICY"},
	{36, "IPV6_HDRINCL"},
	{42, "MCAST_JOIN_GROUP"},
	{43, "MCAST_BLOCK_SOURCE"},
	{44, "MCAST_UNBLOCK_SOURCE"},
	{45, "MCAST_LEAVE_GROUP"},
	{46, "MCAST_JOIN_SOURCE_GROUP"},
	{47, "MCAST_LEAVE_SOURCE_GROUP"},
	{48, "MCAST_MSFILTER"},
	{49, "IPV6_RECVPKTINFO"},
	{50, "IPV6_PKTINFO"},
	{51, "IPV6_RECVHOPLIMIT"},
	{52, "IPV6_HOPLIMIT"},
	{53, "IPV6_RECVHOPOPTS"},
	{54, "IPV6_HOPOPTS"},
	{55, "IPV6_RTHDRDSTOPTS"},
	{56, "IPV6_RECVRTHDR"},
	{57, "IPV6_RTHDR"},
	{58, "IPV6_RECVDSTOPTS"},
	{59, "IPV6_DSTOPTS"},
	{60, "IPV6_RECVPATHMTU"},
	{61, "IPV6_PATHMTU"},
	{62, "IPV6_DONTFRAG"},
	{63, "IPV6_USE_MIN_MTU"},
	{66, "IPV6_RECVTCLASS"},
	{67, "IPV6_TCLASS"},
	{70, "IPV6_AUTOFLOWLABEL"},
	{72, "IPV6_ADDR_PREFERENCES"},
	{73, "IPV6_MINHOPCOUNT"},
	{74, "IPV6_ORIGDSTADDR"},
	{75, "IPV6_TRANSPARENT"},
	{76, "IPV6_UNICAST_IF"},
	{77, "IPV6_RECVFRAGSIZE"},
	{78, "IPV6_FREEBIND"},
};

constexpr Name kIpv6OptionsSetOnly[] = {
	{64, "IP6T_SO_SET_REPLACE"},
	{65, "IP6T_SO_SET_ADD_COUNTERS"},
};

constexpr auto kIpv6OptionsSet = join(kIpv6OptionsSetOnly, kIpv6Options);

constexpr Name kIpv6OptionsGetOnly[] = {
	{64, "IP6T_SO_GET_INFO"},
	{65, "IP6T_SO_GET_ENTRIES"},
	{68, "IP6T_SO_GET_REVISION_MATCH"},
	{69, "IP6T_SO_GET_REVISION_TARGET"},
};

constexpr auto kIpv6OptionsGet = join(kIpv6OptionsGetOnly, kIpv6Options);

constexpr Name kTcpOptions[] = {
	{1, "TCP_NODELAY"},
	{2, "TCP_MAXSEG"},
	{3, "TCP_CORK"},
	{4, "TCP_KEEPIDLE"},
	{5, "TCP_KEEPINTVL"},
	{6, "TCP_KEEPCNT"},
	{7, "TCP_SYNCNT"},
	{8, "TCP_LINGER2"},
	{9, "TCP_DEFER_ACCEPT"},
	{10, "TCP_WINDOW_CLAMP"},
	{11, "TCP_INFO"},
	{12, "TCP_QUICKACK"},
	{13, "TCP_CONGESTION"},
	{14, "TCP_MD5SIG"},
	{15, "TCP_COOKIE_TRANSACTIONS"},
	{16, "TCP_THIN_LINEAR_TIMEOUTS"},
	{17, "TCP_THIN_DUPACK"},
	{18, "TCP_USER_TIMEOUT"},
	{19, "TCP_REPAIR"},
	{20, "TCP_REPAIR_QUEUE"},
	{21, "TCP_QUEUE_SEQ"},
	{22, "TCP_REPAIR_OPTIONS"},
	{23, "TCP_FASTOPEN"},
	{24, "TCP_TIMESTAMP"},
	{25, "TCP_NOTSENT_LOWAT"},
	{26, "TCP_CC_INFO"},
	{27, "TCP_SAVE_SYN"},
	{28, "TCP_SAVED_SYN"},
	{29, "TCP_REPAIR_WINDOW"},
	{30, "TCP_FASTOPEN_CONNECT"},
	{31, "TCP_ULP"},
	{32, "TCP_MD5SIG_EXT"},
	{33, "TCP_FASTOPEN_KEY"},
	{34, "TCP_FASTOPEN_NO_COOKIE"},
	{35, "TCP_ZEROCOPY_RECEIVE"},
	{36, "TCP_INQ"},
	{37, "TCP_TX_DELAY"},
	{38, "TCP_AO_ADD_KEY"},
	{39, "TCP_AO_DEL_KEY"},
	{40, "TCP_AO_INFO"},
	{41, "TCP_AO_GET_KEYS"},
	{42, "TCP_AO_REPAIR"},
	{43, "TCP_IS_MPTCP"},
	{44, "TCP_RTO_MAX_MS"},
	{45, "TCP_RTO_MIN_US"},
	{46, "TCP_DELACK_MAX_US"},
};

constexpr Name kUdpOptions[] = {
	{1, "UDP_CORK"},       {0x64, "UDP_ENCAP"}, {0x65, "UDP_NO_CHECK6_TX"}, {0x66, "UDP_NO_CHECK6_RX"},
	{0x67, "UDP_SEGMENT"}, {0x68, "UDP_GRO"},
};

constexpr Name kNetlinkOptions[] = {
	{1, "NETLINK_ADD_MEMBERSHIP"},  {2, "NETLINK_DROP_MEMBERSHIP"}, {3, "NETLINK_PKTINFO"},
	{4, "NETLINK_BROADCAST_ERROR"}, {5, "NETLINK_NO_ENOBUFS"},      {6, "NETLINK_RX_RING"},
	{7, "NETLINK_TX_RING"},         {8, "NETLINK_LISTEN_ALL_NSID"}, {9, "NETLINK_LIST_MEMBERSHIPS"},
	{10, "NETLINK_CAP_ACK"},        {11, "NETLINK_EXT_ACK"},        {12, "NETLINK_GET_STRICT_CHK"},
};

constexpr Name kPacketOptions[] = {
	{1, "PACKET_ADD_MEMBERSHIP"}, {2, "PACKET_DROP_MEMBERSHIP"},
	{3, "PACKET_RECV_OUTPUT"},    {5, "PACKET_RX_RING"},
	{6, "PACKET_STATISTICS"},     {7, "PACKET_COPY_THRESH"},
	{8, "PACKET_AUXDATA"},        {9, "PACKET_ORIGDEV"},
	{10, "PACKET_VERSION"},       {11, "PACKET_HDRLEN"},
	{12, "PACKET_RESERVE"},       {13, "PACKET_TX_RING"},
	{14, "PACKET_LOSS"},          {15, "PACKET_VNET_HDR"},
	{16, "PACKET_TX_TIMESTAMP"},  {17, "PACKET_TIMESTAMP"},
	{18, "PACKET_FANOUT"},        {19, "PACKET_TX_HAS_OFF"},
	{20, "PACKET_QDISC_BYPASS"},  {21, "PACKET_ROLLOVER_STATS"},
	{22, "PACKET_FANOUT_DATA"},   {23, "PACKET_IGNORE_OUTGOING"},
};

constexpr Name kRawOptions[] = {
	{1, "ICMP_FILTER"},
};

constexpr Name kVsockOptions[] = {
	{0, "SO_VM_SOCKETS_BUFFER_SIZE"},     {1, "SO_VM_SOCKETS_BUFFER_MIN_SIZE"},
	{2, "SO_VM_SOCKETS_BUFFER_MAX_SIZE"}, {3, "SO_VM_SOCKETS_PEER_HOST_VM_ID"},
	{5, "SO_VM_SOCKETS_TRUSTED"},         {6, "SO_VM_SOCKETS_CONNECT_TIMEOUT_OLD"},
	{7, "SO_VM_SOCKETS_NONBLOCK_TXRX"},   {8, "SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW"},
};

constexpr Name kXdpOptions[] = {
	{1, "XDP_MMAP_OFFSETS"}, {2, "XDP_RX_RING"},        {3, "XDP_TX_RING"},
	{4, "XDP_UMEM_REG"},     {5, "XDP_UMEM_FILL_RING"}, {6, "XDP_UMEM_COMPLETION_RING"},
	{7, "XDP_STATISTICS"},   {8, "XDP_OPTIONS"},
};

constexpr Name kTlsOptions[] = {
	{1, "TLS_TX"},
	{2, "TLS_RX"},
};

constexpr Name kSctpOptions[] = {
	{0, "SCTP_RTOINFO"},
	{1, "SCTP_ASSOCINFO"},
	{2, "SCTP_INITMSG"},
	{3, "SCTP_NODELAY"},
	{4, "SCTP_AUTOCLOSE"},
	{5, "SCTP_SET_PEER_PRIMARY_ADDR"},
	{6, "SCTP_PRIMARY_ADDR"},
	{7, "SCTP_ADAPTATION_LAYER"},
	{8, "SCTP_DISABLE_FRAGMENTS"},
	{9, "SCTP_PEER_ADDR_PARAMS"},
	{0xa, "SCTP_DEFAULT_SEND_PARAM"},
	{0xb, "SCTP_EVENTS"},
	{0xc, "SCTP_I_WANT_MAPPED_V4_ADDR"},
	{0xd, "SCTP_MAXSEG"},
	{0xe, "SCTP_STATUS"},
	{0xf, "SCTP_GET_PEER_ADDR_INFO"},
	{0x10, "SCTP_DELAYED_SACK"},
	{0x11, "SCTP_CONTEXT"},
	{0x12, "SCTP_FRAGMENT_INTERLEAVE"},
	{0x13, "SCTP_PARTIAL_DELIVERY_POINT"},
	{0x14, "SCTP_MAX_BURST"},
	{0x15, "SCTP_AUTH_CHUNK"},
	{0x16, "SCTP_HMAC_IDENT"},
	{0x17, "SCTP_AUTH_KEY"},
	{0x18, "SCTP_AUTH_ACTIVE_KEY"},
	{0x19, "SCTP_AUTH_DELETE_KEY"},
	{0x1a, "SCTP_PEER_AUTH_CHUNKS"},
	{0x1b, "SCTP_LOCAL_AUTH_CHUNKS"},
	{0x1c, "SCTP_GET_ASSOC_NUMBER"},
	{0x1d, "SCTP_GET_ASSOC_ID_LIST"},
	{0x1e, "SCTP_AUTO_ASCONF"},
	{0x1f, "SCTP_PEER_ADDR_THLDS"},
	{0x20, "SCTP_RECVRCVINFO"},
	{0x21, "SCTP_RECVNXTINFO"},
	{0x22, "SCTP_DEFAULT_SNDINFO"},
	{0x23, "SCTP_AUTH_DEACTIVATE_KEY"},
	{0x24, "SCTP_REUSE_PORT"},
	{0x25, "SCTP_PEER_ADDR_THLDS_V2"},
	{0x64, "SCTP_SOCKOPT_BINDX_ADD"},
	{0x65, "SCTP_SOCKOPT_BINDX_REM"},
	{0x66, "SCTP_SOCKOPT_PEELOFF"},
	{0x67, "SCTP_GET_PEER_ADDRS_NUM_OLD"},
	{0x68, "SCTP_GET_PEER_ADDRS_OLD"},
	{0x69, "SCTP_GET_LOCAL_ADDRS_NUM_OLD"},
	{0x6a, "SCTP_GET_LOCAL_ADDRS_OLD"},
	{0x6b, "SCTP_SOCKOPT_CONNECTX_OLD"},
	{0x6c, "SCTP_GET_PEER_ADDRS"},
	{0x6d, "SCTP_GET_LOCAL_ADDRS"},
	{0x6e, "SCTP_SOCKOPT_CONNECTX"},
	{0x6f, "SCTP_SOCKOPT_CONNECTX3"},
	{0x70, "SCTP_GET_ASSOC_STATS"},
	{0x71, "SCTP_PR_SUPPORTED"},
	{0x72, "SCTP_DEFAULT_PRINFO"},
	{0x73, "SCTP_PR_ASSOC_STATUS"},
	{0x74, "SCTP_PR_STREAM_STATUS"},
	{0x75, "SCTP_RECONFIG_SUPPORTED"},
	{0x76, "SCTP_ENABLE_STREAM_RESET"},
	{0x77, "SCTP_RESET_STREAMS"},
	{0x78, "SCTP_RESET_ASSOC"},
	{0x79, "SCTP_ADD_STREAMS"},
	{0x7a, "SCTP_SOCKOPT_PEELOFF_FLAGS"},
	{0x7b, "SCTP_STREAM_SCHEDULER"},
	{0x7c, "SCTP_STREAM_SCHEDULER_VALUE"},
	{0x7d, "SCTP_INTERLEAVING_SUPPORTED"},
	{0x7e, "SCTP_SENDMSG_CONNECT"},
	{0x7f, "SCTP_EVENT"},
	{0x80, "SCTP_ASCONF_SUPPORTED"},
	{0x81, "SCTP_AUTH_SUPPORTED"},
	{0x82, "SCTP_ECN_SUPPORTED"},
	{0x83, "SCTP_EXPOSE_POTENTIALLY_FAILED_STATE"},
	{0x84, "SCTP_REMOTE_UDP_ENCAPS_PORT"},
	{0x85, "SCTP_PLPMTUD_PROBE_INTERVAL"},
};

constexpr Name kCanRawOptions[] = {
	{1, "CAN_RAW_FILTER"},        {2, "CAN_RAW_ERR_FILTER"}, {3, "CAN_RAW_LOOPBACK"},
	{4, "CAN_RAW_RECV_OWN_MSGS"}, {5, "CAN_RAW_FD_FRAMES"},  {6, "CAN_RAW_JOIN_FILTERS"},
};

constexpr Name kAlgOptions[] = {
	{1, "ALG_SET_KEY"},           {2, "ALG_SET_IV"},           {3, "ALG_SET_OP"}, {4, "ALG_SET_AEAD_ASSOCLEN"},
	{5, "ALG_SET_AEAD_AUTHSIZE"}, {6, "ALG_SET_DRBG_ENTROPY"},
};

constexpr Name kBluetoothOptions[] = {
	{4, "BT_SECURITY"},        {7, "BT_DEFER_SETUP"}, {8, "BT_FLUSHABLE"}, {9, "BT_POWER"},
	{10, "BT_CHANNEL_POLICY"}, {11, "BT_VOICE"},      {12, "BT_SNDMTU"},   {13, "BT_RCVMTU"},
};

constexpr Name kTipcOptions[] = {
	{0x7f, "TIPC_IMPORTANCE"},      {0x80, "TIPC_SRC_DROPPABLE"},    {0x81, "TIPC_DEST_DROPPABLE"},
	{0x82, "TIPC_CONN_TIMEOUT"},    {0x83, "TIPC_NODE_RECVQ_DEPTH"}, {0x84, "TIPC_SOCK_RECVQ_DEPTH"},
	{0x85, "TIPC_MCAST_BROADCAST"}, {0x86, "TIPC_MCAST_REPLICAST"},  {0x87, "TIPC_GROUP_JOIN"},
	{0x88, "TIPC_GROUP_LEAVE"},     {0x89, "TIPC_SOCK_RECVQ_USED"},  {0x8a, "TIPC_NODELAY"},
};

constexpr Name kKcmOptions[] = {
	{1, "KCM_RECV_DISABLE"},
};

constexpr Name kLlcOptions[] = {
	{0, "LLC_OPT_UNKNOWN"},   {1, "LLC_OPT_RETRY"},       {2, "LLC_OPT_SIZE"},         {3, "LLC_OPT_ACK_TMR_EXP"},
	{4, "LLC_OPT_P_TMR_EXP"}, {5, "LLC_OPT_REJ_TMR_EXP"}, {6, "LLC_OPT_BUSY_TMR_EXP"}, {7, "LLC_OPT_TX_WIN"},
	{8, "LLC_OPT_RX_WIN"},    {9, "LLC_OPT_PKTINFO"},
};

constexpr Name kIcmpFilterFlags[] = {
	{0, "ICMP_ECHOREPLY"},      {3, "ICMP_DEST_UNREACH"}, {4, "ICMP_SOURCE_QUENCH"},
	{5, "ICMP_REDIRECT"},       {8, "ICMP_ECHO"},         {11, "ICMP_TIME_EXCEEDED"},
	{12, "ICMP_PARAMETERPROB"}, {13, "ICMP_TIMESTAMP"},   {14, "ICMP_TIMESTAMPREPLY"},
	{15, "ICMP_INFO_REQUEST"},  {16, "ICMP_INFO_REPLY"},  {17, "ICMP_ADDRESS"},
	{18, "ICMP_ADDRESSREPLY"},
};

constexpr Name kPacketTypes[] = {
	{0, "PACKET_HOST"},     {1, "PACKET_BROADCAST"}, {2, "PACKET_MULTICAST"}, {3, "PACKET_OTHERHOST"},
	{4, "PACKET_OUTGOING"}, {5, "PACKET_LOOPBACK"},  {6, "PACKET_USER"},      {7, "PACKET_KERNEL"},
};

constexpr Name kPacketVersions[] = {
	{0, "TPACKET_V1"},
	{1, "TPACKET_V2"},
	{2, "TPACKET_V3"},
};

constexpr Name kPacketMreqTypes[] = {
	{0, "PACKET_MR_MULTICAST"},
	{1, "PACKET_MR_PROMISC"},
	{2, "PACKET_MR_ALLMULTI"},
	{3, "PACKET_MR_UNICAST"},
};

constexpr Name kArpHardwareTypes[] = {
	{0, "ARPHRD_NETROM"},
	{1, "ARPHRD_ETHER"},
	{2, "ARPHRD_EETHER"},
	{3, "ARPHRD_AX25"},
	{4, "ARPHRD_PRONET"},
	{5, "ARPHRD_CHAOS"},
	{6, "ARPHRD_IEEE802"},
	{7, "ARPHRD_ARCNET"},
	{8, "ARPHRD_APPLETLK"},
	{0xf, "ARPHRD_DLCI"},
	{0x13, "ARPHRD_ATM"},
	{0x17, "ARPHRD_METRICOM"},
	{0x18, "ARPHRD_IEEE1394"},
	{0x1b, "ARPHRD_EUI64"},
	{0x20, "ARPHRD_INFINIBAND"},
	{0x100, "ARPHRD_SLIP"},
	{0x101, "ARPHRD_CSLIP"},
	{0x102, "ARPHRD_SLIP6"},
	{0x103, "ARPHRD_CSLIP6"},
	{0x104, "ARPHRD_RSRVD"},
	{0x108, "ARPHRD_ADAPT"},
	{0x10e, "ARPHRD_ROSE"},
	{0x10f, "ARPHRD_X25"},
	{0x110, "ARPHRD_HWX25"},
	{0x118, "ARPHRD_CAN"},
	{0x122, "ARPHRD_MCTP"},
	{0x200, "ARPHRD_PPP"},
	{0x201, "ARPHRD_CISCO"},
	{0x204, "ARPHRD_LAPB"},
	{0x205, "ARPHRD_DDCMP"},
	{0x206, "ARPHRD_RAWHDLC"},
	{0x207, "ARPHRD_RAWIP"},
	{0x300, "ARPHRD_TUNNEL"},
	{0x301, "ARPHRD_TUNNEL6"},
	{0x302, "ARPHRD_FRAD"},
	{0x303, "ARPHRD_SKIP"},
	{0x304, "ARPHRD_LOOPBACK"},
	{0x305, "ARPHRD_LOCALTLK"},
	{0x306, "ARPHRD_FDDI"},
	{0x307, "ARPHRD_BIF"},
	{0x308, "ARPHRD_SIT"},
	{0x309, "ARPHRD_IPDDP"},
	{0x30a, "ARPHRD_IPGRE"},
	{0x30b, "ARPHRD_PIMREG"},
	{0x30c, "ARPHRD_HIPPI"},
	{0x30d, "ARPHRD_ASH"},
	{0x30e, "ARPHRD_ECONET"},
	{0x30f, "ARPHRD_IRDA"},
	{0x310, "ARPHRD_FCPP"},
	{0x311, "ARPHRD_FCAL"},
	{0x312, "ARPHRD_FCPL"},
	{0x313, "ARPHRD_FCFABRIC"},
	{0x320, "ARPHRD_IEEE802_TR"},
	{0x321, "ARPHRD_IEEE80211"},
	{0x322, "ARPHRD_IEEE80211_PRISM"},
	{0x323, "ARPHRD_IEEE80211_RADIOTAP"},
	{0x324, "ARPHRD_IEEE802154"},
	{0x325, "ARPHRD_IEEE802154_MONITOR"},
	{0x334, "ARPHRD_PHONET"},
	{0x335, "ARPHRD_PHONET_PIPE"},
	{0x336, "ARPHRD_CAIF"},
	{0x337, "ARPHRD_IP6GRE"},
	{0x338, "ARPHRD_NETLINK"},
	{0x339, "ARPHRD_6LOWPAN"},
	{0x33a, "ARPHRD_VSOCKMON"},
	{0xfffe, "ARPHRD_NONE"},
	{0xffff, "ARPHRD_VOID"},
};

constexpr Name kInterfaceFlags[] = {
	{1, "IFF_UP"},
	{2, "IFF_BROADCAST"},
	{4, "IFF_DEBUG"},
	{8, "IFF_LOOPBACK"},
	{0x10, "IFF_POINTOPOINT"},
	{0x20, "IFF_NOTRAILERS"},
	{0x40, "IFF_RUNNING"},
	{0x80, "IFF_NOARP"},
	{0x100, "IFF_PROMISC"},
	{0x200, "IFF_ALLMULTI"},
	{0x400, "IFF_MASTER"},
	{0x800, "IFF_SLAVE"},
	{0x1000, "IFF_MULTICAST"},
	{0x2000, "IFF_PORTSEL"},
	{0x4000, "IFF_AUTOMEDIA"},
	{0x8000, "IFF_DYNAMIC"},
	{0x10000, "IFF_LOWER_UP"},
	{0x20000, "IFF_DORMANT"},
	{0x40000, "IFF_ECHO"},
};

constexpr Name kVsockFlags[] = {
	{1, "VMADDR_FLAG_TO_HOST"},
};

constexpr Name kXdpFlags[] = {
	{14, "XDP_FLAGS_MODES"},   {1, "XDP_FLAGS_UPDATE_IF_NOEXIST"}, {2, "XDP_FLAGS_SKB_MODE"},
	{4, "XDP_FLAGS_DRV_MODE"}, {8, "XDP_FLAGS_HW_MODE"},           {16, "XDP_FLAGS_REPLACE"},
};

constexpr Name kXdpSockaddrFlags[] = {
	{1, "XDP_SHARED_UMEM"},
	{2, "XDP_COPY"},
	{4, "XDP_ZEROCOPY"},
	{8, "XDP_USE_NEED_WAKEUP"},
};

constexpr Name kHciChannels[] = {
	{0, "HCI_CHANNEL_RAW"},     {1, "HCI_CHANNEL_USER"},    {2, "HCI_CHANNEL_MONITOR"},
	{3, "HCI_CHANNEL_CONTROL"}, {4, "HCI_CHANNEL_LOGGING"},
};

constexpr Name kBdaddrTypes[] = {
	{0, "BDADDR_BREDR"},
	{1, "BDADDR_LE_PUBLIC"},
	{2, "BDADDR_LE_RANDOM"},
};

constexpr Name kSockTxrehash[] = {
	{0, "SOCK_TXREHASH_DISABLED"},
	{1, "SOCK_TXREHASH_ENABLED"},
	{0xff, "SOCK_TXREHASH_DEFAULT"},
};

constexpr Name kTcpStates[] = {
	{1, "TCP_ESTABLISHED"}, {2, "TCP_SYN_SENT"},  {3, "TCP_SYN_RECV"}, {4, "TCP_FIN_WAIT1"},
	{5, "TCP_FIN_WAIT2"},   {6, "TCP_TIME_WAIT"}, {7, "TCP_CLOSE"},    {8, "TCP_CLOSE_WAIT"},
	{9, "TCP_LAST_ACK"},    {10, "TCP_LISTEN"},   {11, "TCP_CLOSING"}, {12, "TCP_NEW_SYN_RECV"},
};

constexpr Name kVsockCids[] = {
	{0, "VMADDR_CID_HYPERVISOR"},
	{1, "VMADDR_CID_LOCAL"},
	{2, "VMADDR_CID_HOST"},
	{0xffffffff, "VMADDR_CID_ANY"},
};

constexpr Name kVsockPorts[] = {
	{0xffffffff, "VMADDR_PORT_ANY"},
};

constexpr Name kSocketCalls[] = {
	{1, "SYS_SOCKET"},    {2, "SYS_BIND"},        {3, "SYS_CONNECT"},     {4, "SYS_LISTEN"},
	{5, "SYS_ACCEPT"},    {6, "SYS_GETSOCKNAME"}, {7, "SYS_GETPEERNAME"}, {8, "SYS_SOCKETPAIR"},
	{9, "SYS_SEND"},      {10, "SYS_RECV"},       {11, "SYS_SENDTO"},     {12, "SYS_RECVFROM"},
	{13, "SYS_SHUTDOWN"}, {14, "SYS_SETSOCKOPT"}, {15, "SYS_GETSOCKOPT"}, {16, "SYS_SENDMSG"},
	{17, "SYS_RECVMSG"},  {18, "SYS_ACCEPT4"},    {19, "SYS_RECVMMSG"},   {20, "SYS_SENDMMSG"},
};

} // namespace

constinit const Xlat address_families = {"AF_???", kAddressFamilies};
constinit const Xlat socket_bases = {"", kSocketBases};
constinit const Xlat socket_types = {"SOCK_???", kSocketTypes, 0xf, &socket_bases};
constinit const Xlat accept_flags = {"SOCK_???", kSocketTypes};
constinit const Xlat inet_protocols = {"IPPROTO_???", kInetProtocols};
constinit const Xlat netlink_protocols = {"NETLINK_???", kNetlinkProtocols};
constinit const Xlat bt_protocols = {"BTPROTO_???", kBtProtocols};
constinit const Xlat can_protocols = {"CAN_???", kCanProtocols};
constinit const Xlat ethernet_protocols = {"ETH_P_???", kEthernetProtocols};
constinit const Xlat shutdown_modes = {"SHUT_???", kShutdownModes};
constinit const Xlat msg_flags = {"MSG_???", kMsgFlags};
constinit const Xlat cmsg_types = {"SCM_???", kCmsgTypes};
constinit const Xlat ip_cmsg_types = {"IP_???", kIpCmsgTypes};
constinit const Xlat socket_levels = {"SOL_???", kSocketLevels};
constinit const Xlat so_options = {"SO_???", kSoOptions};
constinit const Xlat so_options_set = {"SO_???", kSoOptionsSet};
constinit const Xlat so_options_get = {"SO_???", kSoOptionsGet};
constinit const Xlat ip_options = {"IP_???", kIpOptions};
constinit const Xlat ip_options_set = {"IP_???", kIpOptionsSet};
constinit const Xlat ip_options_get = {"IP_???", kIpOptionsGet};
constinit const Xlat ipv6_options = {"IPV6_???", kIpv6Options};
constinit const Xlat ipv6_options_set = {"IPV6_???", kIpv6OptionsSet};
constinit const Xlat ipv6_options_get = {"IPV6_???", kIpv6OptionsGet};
constinit const Xlat tcp_options = {"TCP_???", kTcpOptions};
constinit const Xlat udp_options = {"UDP_???", kUdpOptions};
constinit const Xlat netlink_options = {"NETLINK_???", kNetlinkOptions};
constinit const Xlat packet_options = {"PACKET_???", kPacketOptions};
constinit const Xlat raw_options = {"RAW_???", kRawOptions};
constinit const Xlat vsock_options = {"SO_VM_???", kVsockOptions};
constinit const Xlat xdp_options = {"XDP_???", kXdpOptions};
constinit const Xlat tls_options = {"TLS_???", kTlsOptions};
constinit const Xlat sctp_options = {"SCTP_???", kSctpOptions};
constinit const Xlat can_raw_options = {"CAN_RAW_???", kCanRawOptions};
constinit const Xlat alg_options = {"ALG_???", kAlgOptions};
constinit const Xlat bluetooth_options = {"BT_???", kBluetoothOptions};
constinit const Xlat tipc_options = {"TIPC_???", kTipcOptions};
constinit const Xlat kcm_options = {"KCM_???", kKcmOptions};
constinit const Xlat llc_options = {"LLC_OPT_???", kLlcOptions};
constinit const Xlat icmp_filter_flags = {"ICMP_???", kIcmpFilterFlags};
constinit const Xlat packet_types = {"PACKET_???", kPacketTypes};
constinit const Xlat packet_versions = {"TPACKET_???", kPacketVersions};
constinit const Xlat packet_mreq_types = {"PACKET_MR_???", kPacketMreqTypes};
constinit const Xlat arp_hardware_types = {"ARPHRD_???", kArpHardwareTypes};
constinit const Xlat interface_flags = {"IFF_???", kInterfaceFlags};
constinit const Xlat vsock_flags = {"VMADDR_FLAG_???", kVsockFlags};
constinit const Xlat xdp_flags = {"XDP_FLAGS_???", kXdpFlags};
constinit const Xlat xdp_sockaddr_flags = {"XDP_???", kXdpSockaddrFlags};
constinit const Xlat hci_channels = {"HCI_CHANNEL_???", kHciChannels};
constinit const Xlat bdaddr_types = {"BDADDR_???", kBdaddrTypes};
constinit const Xlat sock_txrehash = {"SOCK_TXREHASH_???", kSockTxrehash};
constinit const Xlat tcp_states = {"TCP_???", kTcpStates};
constinit const Xlat vsock_cids = {"", kVsockCids};
constinit const Xlat vsock_ports = {"", kVsockPorts};
constinit const Xlat socket_calls = {"", kSocketCalls};

} // namespace strobe::spec
