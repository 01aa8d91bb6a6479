// SPDX-License-Identifier: BSD-2-Clause
#include "spec/xlat_net_rare.h"

namespace strobe::spec {

namespace {

// clang-format off

constexpr Name kAx25Protocols[] = {
	{0x01, "AX25_P_ROSE"}, {0x06, "AX25_P_VJCOMP"}, {0x07, "AX25_P_VJUNCOMP"}, {0x08, "AX25_P_SEGMENT"},
	{0xc3, "AX25_P_TEXNET"}, {0xc4, "AX25_P_LQ"}, {0xca, "AX25_P_ATALK"}, {0xcb, "AX25_P_ATALK_ARP"},
	{0xcc, "AX25_P_IP"}, {0xcd, "AX25_P_ARP"}, {0xce, "AX25_P_FLEXNET"}, {0xcf, "AX25_P_NETROM"},
	{0xf0, "AX25_P_TEXT"},
};
constexpr Name kIsdnProtocols[] = {
	{0, "ISDN_P_BASE"}, {1, "ISDN_P_TE_S0"}, {2, "ISDN_P_NT_S0"}, {3, "ISDN_P_TE_E1"}, {4, "ISDN_P_NT_E1"},
	{0x10, "ISDN_P_LAPD_TE"}, {0x11, "ISDN_P_LAPD_NT"}, {0x21, "ISDN_P_B_RAW"}, {0x22, "ISDN_P_B_HDLC"},
	{0x23, "ISDN_P_B_X75SLP"}, {0x24, "ISDN_P_B_L2DTMF"}, {0x25, "ISDN_P_B_L2DSP"}, {0x26, "ISDN_P_B_L2DSPHDLC"},
};
constexpr Name kPhonetProtocols[] = {{0, "PN_PROTO_TRANSPORT"}, {1, "PN_PROTO_PHONET"}, {2, "PN_PROTO_PIPE"}};
constexpr Name kCaifProtocols[] = {
	{0, "CAIFPROTO_AT"}, {1, "CAIFPROTO_DATAGRAM"}, {2, "CAIFPROTO_DATAGRAM_LOOP"}, {3, "CAIFPROTO_UTIL"},
	{4, "CAIFPROTO_RFM"}, {5, "CAIFPROTO_DEBUG"},
};
constexpr Name kNfcProtocols[] = {{0, "NFC_SOCKPROTO_RAW"}, {1, "NFC_SOCKPROTO_LLCP"}};
constexpr Name kKcmProtocols[] = {{0, "KCMPROTO_CONNECTED"}};
constexpr Name kSmcProtocols[] = {{0, "SMCPROTO_SMC"}, {1, "SMCPROTO_SMC6"}};

constexpr Name kIpxOptions[] = {{1, "IPX_TYPE"}};
constexpr Name kAx25Options[] = {
	{1, "AX25_WINDOW"}, {2, "AX25_T1"}, {3, "AX25_N2"}, {4, "AX25_T3"}, {5, "AX25_T2"}, {6, "AX25_BACKOFF"},
	{7, "AX25_EXTSEQ"}, {8, "AX25_PIDINCL"}, {9, "AX25_IDLE"}, {10, "AX25_PACLEN"}, {12, "AX25_IAMDIGI"},
	{25, "SO_BINDTODEVICE"},
};
constexpr Name kIrdaOptions[] = {
	{1, "IRLMP_ENUMDEVICES"}, {2, "IRLMP_IAS_SET"}, {3, "IRLMP_IAS_QUERY"}, {4, "IRLMP_HINTS_SET"},
	{5, "IRLMP_QOS_SET"}, {6, "IRLMP_QOS_GET"}, {7, "IRLMP_MAX_SDU_SIZE"}, {8, "IRLMP_IAS_GET"},
	{9, "IRLMP_IAS_DEL"}, {10, "IRLMP_HINT_MASK_SET"}, {11, "IRLMP_WAITDEVICE"},
};
constexpr Name kDccpOptions[] = {
	{1, "DCCP_SOCKOPT_PACKET_SIZE"}, {2, "DCCP_SOCKOPT_SERVICE"}, {3, "DCCP_SOCKOPT_CHANGE_L"},
	{4, "DCCP_SOCKOPT_CHANGE_R"}, {5, "DCCP_SOCKOPT_GET_CUR_MPS"}, {6, "DCCP_SOCKOPT_SERVER_TIMEWAIT"},
	{10, "DCCP_SOCKOPT_SEND_CSCOV"}, {11, "DCCP_SOCKOPT_RECV_CSCOV"}, {12, "DCCP_SOCKOPT_AVAILABLE_CCIDS"},
	{13, "DCCP_SOCKOPT_CCID"}, {14, "DCCP_SOCKOPT_TX_CCID"}, {15, "DCCP_SOCKOPT_RX_CCID"},
	{16, "DCCP_SOCKOPT_QPOLICY_ID"}, {17, "DCCP_SOCKOPT_QPOLICY_TXQLEN"}, {128, "DCCP_SOCKOPT_CCID_RX_INFO"},
	{192, "DCCP_SOCKOPT_CCID_TX_INFO"},
};
constexpr Name kRxrpcOptions[] = {
	{1, "RXRPC_SECURITY_KEY"}, {2, "RXRPC_SECURITY_KEYRING"}, {3, "RXRPC_EXCLUSIVE_CONNECTION"},
	{4, "RXRPC_MIN_SECURITY_LEVEL"}, {5, "RXRPC_UPGRADEABLE_SERVICE"}, {6, "RXRPC_SUPPORTED_CMSG"},
};
constexpr Name kPppol2tpOptions[] = {
	{1, "PPPOL2TP_SO_DEBUG"}, {2, "PPPOL2TP_SO_RECVSEQ"}, {3, "PPPOL2TP_SO_SENDSEQ"}, {4, "PPPOL2TP_SO_LNSMODE"},
	{5, "PPPOL2TP_SO_REORDERTO"},
};
constexpr Name kPhonetOptions[] = {
	{1, "PNPIPE_ENCAP"}, {2, "PNPIPE_IFINDEX"}, {3, "PNPIPE_HANDLE"}, {4, "PNPIPE_INITSTATE"},
};
constexpr Name kRdsOptions[] = {
	{1, "RDS_CANCEL_SENT_TO"}, {2, "RDS_GET_MR"}, {3, "RDS_FREE_MR"}, {4, "RDS_BARRIER"}, {5, "RDS_RECVERR"},
	{6, "RDS_CONG_MONITOR"}, {7, "RDS_GET_MR_FOR_DEST"}, {8, "SO_RDS_TRANSPORT"}, {10, "SO_RDS_MSG_RXPATH_LATENCY"},
	{29, "SO_TIMESTAMP_OLD"}, {10000, "RDS_INFO_COUNTERS"}, {10001, "RDS_INFO_CONNECTIONS"},
	{10002, "RDS_INFO_FLOWS"}, {10003, "RDS_INFO_SEND_MESSAGES"}, {10004, "RDS_INFO_RETRANS_MESSAGES"},
	{10005, "RDS_INFO_RECV_MESSAGES"}, {10006, "RDS_INFO_SOCKETS"}, {10007, "RDS_INFO_TCP_SOCKETS"},
	{10008, "RDS_INFO_IB_CONNECTIONS"}, {10009, "RDS_INFO_CONNECTION_STATS"}, {10010, "RDS_INFO_IWARP_CONNECTIONS"},
};
constexpr Name kIucvOptions[] = {{0x80, "SO_IPRMDATA_MSG"}, {0x1000, "SO_MSGLIMIT"}, {0x800, "SO_MSGSIZE"}};
constexpr Name kCaifOptions[] = {
	{127, "CAIFSO_LINK_SELECT"}, {128, "CAIFSO_REQ_PARAM"}, {129, "CAIFSO_RSP_PARAM"},
};
constexpr Name kNfcOptions[] = {
	{0, "NFC_LLCP_RW"}, {1, "NFC_LLCP_MIUX"}, {2, "NFC_LLCP_REMOTE_MIU"}, {3, "NFC_LLCP_REMOTE_LTO"},
	{4, "NFC_LLCP_REMOTE_RW"},
};

constexpr Name kL2capPsms[] = {
	{0x0001, "L2CAP_PSM_SDP"}, {0x0003, "L2CAP_PSM_RFCOMM"}, {0x0021, "L2CAP_PSM_3DSP"}, {0x0023, "L2CAP_PSM_IPSP"},
	{0x0080, "L2CAP_PSM_LE_DYN_START"}, {0x00ff, "L2CAP_PSM_LE_DYN_END"}, {0x1001, "L2CAP_PSM_DYN_START"},
	{0x10ff, "L2CAP_PSM_AUTO_END"}, {0xffff, "L2CAP_PSM_DYN_END"},
};
constexpr Name kL2capCids[] = {
	{0x0001, "L2CAP_CID_SIGNALING"}, {0x0002, "L2CAP_CID_CONN_LESS"}, {0x0003, "L2CAP_CID_A2MP"},
	{0x0004, "L2CAP_CID_ATT"}, {0x0005, "L2CAP_CID_LE_SIGNALING"}, {0x0006, "L2CAP_CID_SMP"},
	{0x0007, "L2CAP_CID_SMP_BREDR"}, {0x0040, "L2CAP_CID_DYN_START"}, {0x007f, "L2CAP_CID_LE_DYN_END"},
	{0xffff, "L2CAP_CID_DYN_END"},
};
constexpr Name kRxrpcServices[] = {
	{1, "CM_SERVICE"}, {2500, "YFS_FS_SERVICE"}, {2501, "YFS_CM_SERVICE"}, {2503, "YFS_VL_SERVICE"},
};
constexpr Name kIeee802154AddrTypes[] = {
	{0, "IEEE802154_ADDR_NONE"}, {2, "IEEE802154_ADDR_SHORT"}, {3, "IEEE802154_ADDR_LONG"},
};
constexpr Name kIeee802154Addrs[] = {{0xfffe, "IEEE802154_ADDR_UNDEF"}, {0xffff, "IEEE802154_ADDR_BROADCAST"}};
constexpr Name kIeee802154PanIds[] = {{0xffff, "IEEE802154_PANID_BROADCAST"}};
constexpr Name kAlgSockaddrFlags[] = {{0x1000, "CRYPTO_ALG_KERN_DRIVER_ONLY"}};
constexpr Name kNfcSaps[] = {
	{0x1, "LLCP_SAP_SDP"}, {0x2, "LLCP_SAP_IP"}, {0x3, "LLCP_SAP_OBEX"}, {0x4, "LLCP_SAP_SNEP"}, {0xff, "LLCP_SAP_MAX"},
};
constexpr Name kNfcSockaddrProtocols[] = {
	{1, "NFC_PROTO_JEWEL"}, {2, "NFC_PROTO_MIFARE"}, {3, "NFC_PROTO_FELICA"}, {4, "NFC_PROTO_ISO14443"},
	{5, "NFC_PROTO_NFC_DEP"}, {6, "NFC_PROTO_ISO14443_B"}, {7, "NFC_PROTO_ISO15693"},
};
constexpr Name kQipcrtrNodes[] = {{0xffffffff, "QRTR_NODE_BCAST"}};
constexpr Name kQipcrtrPorts[] = {{0xfffffffe, "QRTR_PORT_CTRL"}};
constexpr Name kMctpAddrs[] = {{0x00, "MCTP_ADDR_NULL"}, {0xff, "MCTP_ADDR_ANY"}};
constexpr Name kMctpNets[] = {{0x0, "MCTP_NET_ANY"}};

constexpr Name kBpfClasses[] = {
	{0, "BPF_LD"}, {1, "BPF_LDX"}, {2, "BPF_ST"}, {3, "BPF_STX"}, {4, "BPF_ALU"}, {5, "BPF_JMP"}, {6, "BPF_RET"},
	{7, "BPF_MISC"},
};
constexpr Name kBpfMiscOps[] = {{0x00, "BPF_TAX"}, {0x80, "BPF_TXA"}};
constexpr Name kBpfModes[] = {
	{0x00, "BPF_IMM"}, {0x20, "BPF_ABS"}, {0x40, "BPF_IND"}, {0x60, "BPF_MEM"}, {0x80, "BPF_LEN"}, {0xa0, "BPF_MSH"},
	{0xc0, "BPF_XADD"},
};
constexpr Name kBpfAluOps[] = {
	{0x00, "BPF_ADD"}, {0x10, "BPF_SUB"}, {0x20, "BPF_MUL"}, {0x30, "BPF_DIV"}, {0x40, "BPF_OR"}, {0x50, "BPF_AND"},
	{0x60, "BPF_LSH"}, {0x70, "BPF_RSH"}, {0x80, "BPF_NEG"}, {0x90, "BPF_MOD"}, {0xa0, "BPF_XOR"},
	{0xb0, "BPF_MOV"}, {0xc0, "BPF_ARSH"}, {0xd0, "BPF_END"},
};
constexpr Name kBpfJumpOps[] = {
	{0x00, "BPF_JA"}, {0x10, "BPF_JEQ"}, {0x20, "BPF_JGT"}, {0x30, "BPF_JGE"}, {0x40, "BPF_JSET"},
	{0x50, "BPF_JNE"}, {0x60, "BPF_JSGT"}, {0x70, "BPF_JSGE"}, {0x80, "BPF_CALL"}, {0x90, "BPF_EXIT"}, {0xa0, "BPF_JLT"},
	{0xb0, "BPF_JLE"}, {0xc0, "BPF_JSLT"}, {0xd0, "BPF_JSLE"},
};
constexpr Name kBpfRvals[] = {{0x00, "BPF_K"}, {0x08, "BPF_X"}, {0x10, "BPF_A"}};
constexpr Name kBpfSizes[] = {{0x00, "BPF_W"}, {0x08, "BPF_H"}, {0x10, "BPF_B"}, {0x18, "BPF_DW"}};
constexpr Name kBpfSources[] = {{0x00, "BPF_K"}, {0x08, "BPF_X"}};
constexpr Name kBpfAncillary[] = {
	{0, "SKF_AD_PROTOCOL"}, {4, "SKF_AD_PKTTYPE"}, {8, "SKF_AD_IFINDEX"}, {12, "SKF_AD_NLATTR"},
	{16, "SKF_AD_NLATTR_NEST"}, {20, "SKF_AD_MARK"}, {24, "SKF_AD_QUEUE"}, {28, "SKF_AD_HATYPE"},
	{32, "SKF_AD_RXHASH"}, {36, "SKF_AD_CPU"}, {40, "SKF_AD_ALU_XOR_X"}, {44, "SKF_AD_VLAN_TAG"},
	{48, "SKF_AD_VLAN_TAG_PRESENT"}, {52, "SKF_AD_PAY_OFFSET"}, {56, "SKF_AD_RANDOM"}, {60, "SKF_AD_VLAN_TPID"},
};

// clang-format on

} // namespace

constinit const Xlat ax25_protocols = {"AX25_P_???", kAx25Protocols};
constinit const Xlat isdn_protocols = {"ISDN_P_???", kIsdnProtocols};
constinit const Xlat phonet_protocols = {"PN_PROTO_???", kPhonetProtocols};
constinit const Xlat caif_protocols = {"CAIFPROTO_???", kCaifProtocols};
constinit const Xlat nfc_protocols = {"NFC_SOCKPROTO_???", kNfcProtocols};
constinit const Xlat kcm_protocols = {"KCMPROTO_???", kKcmProtocols};
constinit const Xlat smc_protocols = {"SMCPROTO_???", kSmcProtocols};

constinit const Xlat ipx_options = {"IPX_???", kIpxOptions};
constinit const Xlat ax25_options = {"AX25_???", kAx25Options};
constinit const Xlat irda_options = {"IRLMP_???", kIrdaOptions};
constinit const Xlat dccp_options = {"DCCP_SOCKOPT_???", kDccpOptions};
constinit const Xlat rxrpc_options = {"RXRPC_???", kRxrpcOptions};
constinit const Xlat pppol2tp_options = {"PPPOL2TP_SO_???", kPppol2tpOptions};
constinit const Xlat phonet_options = {"PNPIPE_???", kPhonetOptions};
constinit const Xlat rds_options = {"RDS_???", kRdsOptions};
constinit const Xlat iucv_options = {"SO_???", kIucvOptions};
constinit const Xlat caif_options = {"CAIFSO_???", kCaifOptions};
constinit const Xlat nfc_options = {"NFC_LLCP_???", kNfcOptions};

constinit const Xlat l2cap_psms = {"L2CAP_PSM_???", kL2capPsms};
constinit const Xlat l2cap_cids = {"L2CAP_CID_???", kL2capCids};
constinit const Xlat rxrpc_services = {"???_SERVICE", kRxrpcServices};
constinit const Xlat ieee802154_addr_types = {"IEEE802154_ADDR_???", kIeee802154AddrTypes};
constinit const Xlat ieee802154_addrs = {"", kIeee802154Addrs};
constinit const Xlat ieee802154_pan_ids = {"", kIeee802154PanIds};
constinit const Xlat alg_sockaddr_flags = {"CRYPTO_ALG_???", kAlgSockaddrFlags};
constinit const Xlat nfc_saps = {"", kNfcSaps};
constinit const Xlat nfc_sockaddr_protocols = {"NFC_PROTO_???", kNfcSockaddrProtocols};
constinit const Xlat qipcrtr_nodes = {"", kQipcrtrNodes};
constinit const Xlat qipcrtr_ports = {"", kQipcrtrPorts};
constinit const Xlat mctp_addrs = {"", kMctpAddrs};
constinit const Xlat mctp_nets = {"", kMctpNets};

constinit const Xlat bpf_classes = {"BPF_???", kBpfClasses};
constinit const Xlat bpf_misc_ops = {"BPF_???", kBpfMiscOps};
constinit const Xlat bpf_modes = {"BPF_???", kBpfModes};
constinit const Xlat bpf_alu_ops = {"BPF_???", kBpfAluOps};
constinit const Xlat bpf_jump_ops = {"BPF_???", kBpfJumpOps};
constinit const Xlat bpf_rvals = {"BPF_???", kBpfRvals};
constinit const Xlat bpf_sizes = {"BPF_???", kBpfSizes};
constinit const Xlat bpf_sources = {"BPF_???", kBpfSources};
constinit const Xlat bpf_ancillary = {"SKF_AD_???", kBpfAncillary};

} // namespace strobe::spec
