// SPDX-License-Identifier: BSD-2-Clause
// Protocols and options of the address families that few programs use.
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat ax25_protocols;
extern const Xlat isdn_protocols;
extern const Xlat phonet_protocols;
extern const Xlat caif_protocols;
extern const Xlat nfc_protocols;
extern const Xlat kcm_protocols;
extern const Xlat smc_protocols;

extern const Xlat ipx_options;
extern const Xlat ax25_options;
extern const Xlat irda_options;
extern const Xlat dccp_options;
extern const Xlat rxrpc_options;
extern const Xlat pppol2tp_options;
extern const Xlat phonet_options;
extern const Xlat rds_options;
extern const Xlat iucv_options;
extern const Xlat caif_options;
extern const Xlat nfc_options;

// Socket addresses.
extern const Xlat l2cap_psms;
extern const Xlat l2cap_cids;
extern const Xlat rxrpc_services;
extern const Xlat ieee802154_addr_types;
extern const Xlat ieee802154_addrs;
extern const Xlat ieee802154_pan_ids;
extern const Xlat alg_sockaddr_flags;
extern const Xlat nfc_saps;
extern const Xlat nfc_sockaddr_protocols;
extern const Xlat qipcrtr_nodes;
extern const Xlat qipcrtr_ports;
extern const Xlat mctp_addrs;
extern const Xlat mctp_nets;

// Classic BPF.
extern const Xlat bpf_classes;
extern const Xlat bpf_misc_ops;
extern const Xlat bpf_modes;
extern const Xlat bpf_alu_ops;
extern const Xlat bpf_jump_ops;
extern const Xlat bpf_rvals;
extern const Xlat bpf_sizes;
extern const Xlat bpf_sources;
extern const Xlat bpf_ancillary;

} // namespace strobe::spec
