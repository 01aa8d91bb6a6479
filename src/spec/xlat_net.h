// SPDX-License-Identifier: BSD-2-Clause
// Constants of sockets.
//
// Index:
//   address_families, socket_bases, socket_types, accept_flags, inet_protocols, netlink_protocols, bt_protocols,
//   can_protocols, ethernet_protocols, shutdown_modes, msg_flags, cmsg_types, ip_cmsg_types, socket_levels,
//   so_options, so_options_set, so_options_get, ip_options, ip_options_set, ip_options_get, ipv6_options,
//   ipv6_options_set, ipv6_options_get, tcp_options, udp_options, netlink_options, packet_options, raw_options,
//   vsock_options, xdp_options, tls_options, sctp_options, can_raw_options, alg_options, bluetooth_options,
//   tipc_options, kcm_options, llc_options, icmp_filter_flags, packet_types, packet_versions, packet_mreq_types,
//   arp_hardware_types, interface_flags, vsock_flags, xdp_flags, xdp_sockaddr_flags, hci_channels, bdaddr_types,
//   sock_txrehash, tcp_states, vsock_cids, vsock_ports, socket_calls
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat address_families;
extern const Xlat socket_bases;
extern const Xlat socket_types;
extern const Xlat accept_flags; ///< accept4
extern const Xlat inet_protocols;
extern const Xlat netlink_protocols;
extern const Xlat bt_protocols;
extern const Xlat can_protocols;
extern const Xlat ethernet_protocols;
extern const Xlat shutdown_modes;
extern const Xlat msg_flags;
extern const Xlat cmsg_types;
extern const Xlat ip_cmsg_types;
extern const Xlat socket_levels;
extern const Xlat so_options;       ///< what both directions share
extern const Xlat so_options_set;   ///< setsockopt
extern const Xlat so_options_get;   ///< getsockopt
extern const Xlat ip_options;       ///< what both directions share
extern const Xlat ip_options_set;   ///< setsockopt
extern const Xlat ip_options_get;   ///< getsockopt
extern const Xlat ipv6_options;     ///< what both directions share
extern const Xlat ipv6_options_set; ///< setsockopt
extern const Xlat ipv6_options_get; ///< getsockopt
extern const Xlat tcp_options;
extern const Xlat udp_options;
extern const Xlat netlink_options;
extern const Xlat packet_options;
extern const Xlat raw_options;
extern const Xlat vsock_options;
extern const Xlat xdp_options;
extern const Xlat tls_options;
extern const Xlat sctp_options;
extern const Xlat can_raw_options;
extern const Xlat alg_options;
extern const Xlat bluetooth_options;
extern const Xlat tipc_options;
extern const Xlat kcm_options;
extern const Xlat llc_options;
extern const Xlat icmp_filter_flags;
extern const Xlat packet_types;
extern const Xlat packet_versions;
extern const Xlat packet_mreq_types;
extern const Xlat arp_hardware_types;
extern const Xlat interface_flags;
extern const Xlat vsock_flags;
extern const Xlat xdp_flags;
extern const Xlat xdp_sockaddr_flags;
extern const Xlat hci_channels;
extern const Xlat bdaddr_types;
extern const Xlat sock_txrehash;
extern const Xlat tcp_states;
extern const Xlat vsock_cids;
extern const Xlat vsock_ports;
extern const Xlat socket_calls;

} // namespace strobe::spec
