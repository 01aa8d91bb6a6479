// SPDX-License-Identifier: BSD-2-Clause
// --set: values of a user's global variables before the program starts.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "engine/user_object.h"
#include "types/data_types.h"

namespace strobe::front {

/// `name` may go on to members and elements: "filter.pid", "ports[0]". Values: numbers, names of an enum's numbers,
/// true and false, texts for arrays of char; addresses, ports and durations as they print. Refuses what is not there or
/// does not fit.
Result<> set_parameter(engine::UserObject& object, types::DataTypes& types, const std::string& name,
					   const std::string& value);

} // namespace strobe::front
