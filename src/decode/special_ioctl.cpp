// SPDX-License-Identifier: BSD-2-Clause
#include "decode/special.h"

namespace strobe::decode {

std::span<const Special> ioctl_specials() {
	return {};
}

} // namespace strobe::decode
