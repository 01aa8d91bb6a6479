// SPDX-License-Identifier: BSD-2-Clause
// A probe as a row that is built at run time: what the kernel offers at a hook point, by name and type. Unlike rows of
// system calls it owns its texts.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strobe::spec {

/// What a field is, as C prints it.
enum class Shape : uint8_t {
	kSigned,
	kUnsigned,
	kPointer,
	kText,  ///< characters up to a NUL
	kArray, ///< of numbers
};

/// Where its bytes are.
enum class Place : uint8_t {
	kFixed,    ///< at the offset
	kDynamic,  ///< where the word at the offset says (__data_loc)
	kRelative, ///< likewise, counted from behind that word (__rel_loc)
};

struct ProbeField {
	std::string name;
	std::string type; ///< as the kernel spells it
	Shape shape = Shape::kUnsigned;
	Place place = Place::kFixed;
	uint32_t offset = 0;
	uint32_t size = 0;           ///< bytes of the whole field; 0 when it is not fixed
	uint32_t element = 0;        ///< bytes of one element of an array
	bool signed_element = false; ///< likewise

	[[nodiscard]] bool is_number() const {
		return shape == Shape::kSigned || shape == Shape::kUnsigned || shape == Shape::kPointer;
	}
};

struct ProbeRow {
	std::string name; ///< "sched:sched_process_exec"
	std::vector<ProbeField> fields;
	uint32_t size = 0; ///< bytes of all fixed fields, counted from the start of the context

	[[nodiscard]] const ProbeField* field(std::string_view wanted) const {
		const auto found = std::ranges::find(fields, wanted, &ProbeField::name);
		return found == fields.end() ? nullptr : &*found;
	}
};

/// A part of the key under which hits are counted.
struct GroupKey {
	std::string name;
	bool is_probe = false; ///< the number of a probe, rather than a value
	Shape shape = Shape::kUnsigned;
	uint32_t at = 0, size = 0; ///< in the key; numbers take 8 bytes, texts end at a NUL
};

} // namespace strobe::spec
