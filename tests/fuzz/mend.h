// SPDX-License-Identifier: BSD-2-Clause
// Mutations of records that stay records: a changed byte of a length would end nearly every input at the first check.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace strobe::fuzz {

/// What stands before the records of an input: choices of the target. Eight bytes, so that records stay aligned.
constexpr size_t kChoices = 8;

/// Makes the bytes a sequence of records: kinds that exist, sizes and piece lengths that fit. Content stays.
void mend(std::span<uint8_t> records);

/// The body of LLVMFuzzerCustomMutator: mutates, then mends; one in eight stays broken.
size_t mutate(uint8_t* data, size_t size, size_t max_size, unsigned seed);

} // namespace strobe::fuzz
