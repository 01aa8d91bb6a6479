// SPDX-License-Identifier: BSD-2-Clause
// Constants of capabilities, landlock, security modules.
//
// Index:
//   capabilities, cap_versions, cap_mask0, cap_mask1, landlock_create_ruleset_flags, landlock_rule_types,
//   landlock_access_fs, landlock_access_net, landlock_scopes, landlock_restrict_self_flags, lsm_attrs, lsm_ids,
//   lsm_flags
#pragma once

#include "spec/model.h"

namespace strobe::spec {

extern const Xlat capabilities;
extern const Xlat cap_versions;
extern const Xlat cap_mask0;
extern const Xlat cap_mask1;
extern const Xlat landlock_create_ruleset_flags;
extern const Xlat landlock_rule_types;
extern const Xlat landlock_access_fs;
extern const Xlat landlock_access_net;
extern const Xlat landlock_scopes;
extern const Xlat landlock_restrict_self_flags;
extern const Xlat lsm_attrs;
extern const Xlat lsm_ids;
extern const Xlat lsm_flags;

} // namespace strobe::spec
