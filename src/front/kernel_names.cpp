// SPDX-License-Identifier: BSD-2-Clause
#include "front/kernel_names.h"

#include "front/machine_names.h"
#include "types/btf.h"

namespace strobe::front {

decode::NetNames kernel_names() {
	const auto types = types::Btf::of_kernel();
	if (!types) return {.code = code_names()};
	return {(*types)->names_of_enum("sk_rst_reason", "SK_RST_REASON_"),
			(*types)->names_of_enum("skb_drop_reason", "SKB_DROP_REASON_"), code_names()};
}

} // namespace strobe::front
