// SPDX-License-Identifier: BSD-2-Clause
// Constants of requests of ioctl.
//
// Index:
//   ioctl_requests, ioctl_dirs
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat ioctl_requests; ///< in order of how common they are
extern const Xlat ioctl_dirs;

} // namespace strobe::spec
