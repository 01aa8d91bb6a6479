// SPDX-License-Identifier: BSD-2-Clause
// A type of C as the debug information of a program describes it: how to read bytes, down to their last member.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strobe::spec {

enum class DataKind : uint8_t {
	kSigned,
	kUnsigned,
	kBool,
	kFloat,
	kEnum,
	kPointer,
	kStruct,
	kUnion,
	kArray,
	kText,  ///< array of char
	kBytes, ///< of no known kind
};

/// What a number stands for, beyond its type.
enum class Meaning : uint8_t {
	kNone,
	kTime,     ///< CLOCK_MONOTONIC, ns
	kDuration, ///< ns
	kIp4,      ///< in the order of the network
	kIp6,      ///< likewise
	kPort,     ///< likewise
	kKernel,   ///< an address in the kernel
	kUser,     ///< an address in a process
	kError,    ///< negative: an errno
};

struct DataType;

struct DataMember {
	std::string name;
	const DataType* type = nullptr;
	uint32_t bit = 0;  ///< from the start of the structure
	uint32_t bits = 0; ///< of a bit-field; 0: it is none
};

struct DataType {
	DataKind kind = DataKind::kBytes;
	Meaning meaning = Meaning::kNone;
	std::string name; ///< as C spells it
	uint32_t size = 0;
	const DataType* element = nullptr;                    ///< of an array
	uint32_t count = 0;                                   ///< elements
	bool is_signed = false;                               ///< of an enum
	std::vector<DataMember> members{};                    ///< those of members without a name are among them
	std::vector<std::pair<int64_t, std::string>> names{}; ///< of the numbers of an enum

	/// An array without a size; as the last member of a structure it goes on to the end of the record.
	[[nodiscard]] bool is_flexible() const { return element && !count; }
	/// The last member is such an array.
	[[nodiscard]] bool ends_flexible() const {
		return is_composite() && !members.empty() && members.back().type->is_flexible();
	}
	[[nodiscard]] bool is_composite() const { return kind == DataKind::kStruct || kind == DataKind::kUnion; }
	[[nodiscard]] const DataMember* member(std::string_view wanted) const {
		const auto found = std::ranges::find(members, wanted, &DataMember::name);
		return found == members.end() ? nullptr : &*found;
	}
};

} // namespace strobe::spec
