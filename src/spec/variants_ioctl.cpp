// SPDX-License-Identifier: BSD-2-Clause
// ioctl by its request.
#include "spec/variants.h"
#include "spec/words.h"

namespace strobe::spec {

constinit const Variants ioctl_variants = {.key = {"cmd", ""}, .list = {}};

} // namespace strobe::spec
