// SPDX-License-Identifier: BSD-2-Clause
// Which types an eBPF object hands to strobe_emit() of strobe.bpf.h.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace strobe::types {

/// Numbers in the object's BTF, each once: those that the object asks for at run time (CO-RE relocations of local type
/// ids).
std::vector<uint32_t> emitted_types(std::span<const uint8_t> object);

} // namespace strobe::types
