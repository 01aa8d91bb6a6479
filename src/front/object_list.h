// SPDX-License-Identifier: BSD-2-Clause
// --list and --help-program: what a user's eBPF object holds, without loading it.
#pragma once

#include <string>

#include "engine/user_object.h"
#include "front/event_types.h"
#include "types/data_types.h"

namespace strobe::front {

/// Programs, maps, types of events, parameters and globals.
std::string object_list(engine::UserObject& object, types::DataTypes& types, const EventTypes& events);

/// What --set can set.
std::string parameter_list(engine::UserObject& object, types::DataTypes& types);

} // namespace strobe::front
