// SPDX-License-Identifier: BSD-2-Clause
// Constants of netlink messages.
//
// Index:
//   netlink_types, netlink_flags, netlink_get_flags, netlink_new_flags, netlink_delete_flags, netlink_ack_flags,
//   nlmsgerr_attrs, route_types, audit_types, sock_diag_types, netfilter_subsys_ids, xfrm_types, selinux_types,
//   crypto_types, rtnl_link_attrs, rtnl_addr_attrs, rtnl_route_attrs, rtnl_neigh_attrs, rtnl_rule_attrs,
//   rtnl_ifla_info_attrs, rtnl_rta_metrics_attrs, rtnl_tc_attrs, address_flags, routing_scopes, routing_table_ids,
//   routing_types, routing_protocols, routing_flags, neighbor_states, neighbor_flags, rule_actions,
//   inet_diag_attrs, inet_diag_req_attrs, unix_diag_attrs, unix_diag_show, netlink_diag_attrs, netlink_diag_show,
//   packet_diag_attrs, packet_diag_show
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat netlink_types;
extern const Xlat netlink_flags;
extern const Xlat netlink_get_flags;
extern const Xlat netlink_new_flags;
extern const Xlat netlink_delete_flags;
extern const Xlat netlink_ack_flags;
extern const Xlat nlmsgerr_attrs;
extern const Xlat route_types;
extern const Xlat audit_types;
extern const Xlat sock_diag_types;
extern const Xlat netfilter_subsys_ids;
extern const Xlat xfrm_types;
extern const Xlat selinux_types;
extern const Xlat crypto_types;
extern const Xlat rtnl_link_attrs;
extern const Xlat rtnl_addr_attrs;
extern const Xlat rtnl_route_attrs;
extern const Xlat rtnl_neigh_attrs;
extern const Xlat rtnl_rule_attrs;
extern const Xlat rtnl_ifla_info_attrs;
extern const Xlat rtnl_rta_metrics_attrs;
extern const Xlat rtnl_tc_attrs;
extern const Xlat address_flags;
extern const Xlat routing_scopes;
extern const Xlat routing_table_ids;
extern const Xlat routing_types;
extern const Xlat routing_protocols;
extern const Xlat routing_flags;
extern const Xlat neighbor_states;
extern const Xlat neighbor_flags;
extern const Xlat rule_actions;
extern const Xlat inet_diag_attrs;
extern const Xlat inet_diag_req_attrs;
extern const Xlat unix_diag_attrs;
extern const Xlat unix_diag_show;
extern const Xlat netlink_diag_attrs;
extern const Xlat netlink_diag_show;
extern const Xlat packet_diag_attrs;
extern const Xlat packet_diag_show;

} // namespace strobe::spec
