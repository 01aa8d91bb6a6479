// SPDX-License-Identifier: BSD-2-Clause
// A probe as a row that is built at run time: what the kernel offers at a hook point, by name and type. Unlike rows of
// system calls it owns its texts.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "spec/number_names.h"

namespace strobe::spec {

/// What a field is, as C prints it.
enum class Shape : uint8_t {
	kSigned,
	kUnsigned,
	kPointer,
	kText,     ///< characters up to a NUL
	kArray,    ///< of numbers
	kBytes,    ///< of no known kind
	kStruct,   ///< of C: its members are values, it is none
	kDuration, ///< ns
	kEndpoint, ///< address and port, as strobe_endpoint of abi/net.h has them
};

/// Where its bytes are.
enum class Place : uint8_t {
	kFixed,    ///< at the offset
	kDynamic,  ///< where the word at the offset says (__data_loc)
	kRelative, ///< likewise, counted from behind that word (__rel_loc)
	kMemory,   ///< at the end of a way through memory
	kKnown,    ///< known of every hit: pid, comm, duration ..., by the field's name
	kConstant, ///< the same in every hit: the offset is its value (strobe_constant() of abi/probe.h)
	kNowhere,  ///< where the kernel side cannot read it: in registers of floating point, spread over several
};

/// A way through memory: the pointer at `at` of the context, a step added to it; before each further step the pointer
/// there is followed.
struct Walk {
	uint32_t at = 0;
	std::vector<int32_t> steps{}; ///< bytes
	bool user = false;            ///< through the memory of the process; else each address tells which memory it is of
};

struct ProbeField;

/// Where the members of a field's type are known, so that "->name" can be followed.
class TypeSource {
public:
	virtual ~TypeSource() = default;
	/// The member `name` of what the field is, or points to; nullopt: it has none of that name.
	[[nodiscard]] virtual std::optional<ProbeField> member(const ProbeField& field, std::string_view name) const = 0;
	/// The names it has, for hints.
	[[nodiscard]] virtual std::vector<std::string> members(const ProbeField& field) const = 0;
	/// The number of any constant of the program or the kernel that has this name.
	[[nodiscard]] virtual std::optional<uint64_t> constant(std::string_view) const { return std::nullopt; }
};

struct ProbeField {
	std::string name;
	std::string type; ///< as the kernel spells it
	Shape shape = Shape::kUnsigned;
	Place place = Place::kFixed;
	uint32_t offset = 0;
	uint32_t size = 0;                 ///< bytes of the whole field; 0 when it is not fixed
	uint32_t element = 0;              ///< bytes of one element of an array
	bool signed_element = false;       ///< likewise
	Walk walk{};                       ///< of Place::kMemory
	const TypeSource* types = nullptr; ///< lives as long as the row; nullptr: nothing is known of the type but its text
	uint32_t type_id = 0;              ///< of that source
	std::shared_ptr<const NumberNames> names{}; ///< of its values; nullptr: they have none
	std::optional<uint64_t> unknown{};          ///< this number means that it is not known
	bool is_code = false;                       ///< of a number: the address of a function of the kernel
	bool is_result = false;                     ///< a negative number may be an error
	bool hex = false;                           ///< numbers and bytes print in hexadecimal
	uint8_t bits = 0, first_bit = 0;            ///< a bit field: part of the number that stands there

	[[nodiscard]] bool is_text() const { return shape == Shape::kText; }
	[[nodiscard]] bool is_number() const {
		return shape == Shape::kSigned || shape == Shape::kUnsigned || shape == Shape::kPointer ||
			   shape == Shape::kDuration;
	}
};

/// How a probe is attached.
enum class HookKind : uint8_t {
	kTracepoint,     ///< category, name
	kFunction,       ///< of the kernel: name, offset
	kFunctionReturn, ///< likewise
	kUprobe,         ///< path, offset in the file
	kUprobeReturn,   ///< likewise
	kRawTracepoint,  ///< name
	kFentry,         ///< the kernel's function `type_id`
	kFexit,          ///< likewise
	kInterval,       ///< period
	kProfile,        ///< frequency
};

struct Hook {
	HookKind kind = HookKind::kTracepoint;
	std::string category{}, name{};
	std::string path{};
	uint64_t offset = 0;    ///< bytes
	uint64_t reference = 0; ///< of uprobes: where the file counts who watches; 0: nowhere
	uint64_t period = 0;    ///< ns
	uint64_t frequency = 0; ///< Hz
	bool timed = false;     ///< of returns: the entry is probed as well, and the time between is known
	bool whole = false;     ///< of returns of programs: arguments and result are words of 8 bytes
	uint32_t type_id = 0;   ///< of a function, in the kernel's BTF

	bool operator==(const Hook&) const = default;
};

struct ProbeRow;

/// What the machine knows of numbers of any field, and the row does not.
class FieldNames {
public:
	virtual ~FieldNames() = default;
	/// nullptr: nothing.
	[[nodiscard]] virtual std::shared_ptr<const NumberNames> of(const ProbeField& field, const ProbeRow& row) const = 0;
};

struct ProbeRow {
	std::string name; ///< "sched:sched_process_exec"
	std::vector<ProbeField> fields;
	uint32_t size = 0; ///< bytes of all fixed fields, counted from the start of the context
	Hook hook{};
	const FieldNames* names = nullptr; ///< outlives the row

	[[nodiscard]] const ProbeField* field(std::string_view wanted) const {
		const auto found = std::ranges::find(fields, wanted, &ProbeField::name);
		return found == fields.end() ? nullptr : &*found;
	}
};

enum class StackKind : uint8_t { kNone, kKernel, kUser };

/// A part of the key under which hits are counted.
struct GroupKey {
	std::string name;
	bool is_probe = false; ///< the number of a probe, rather than a value
	StackKind stack =
		StackKind::kNone; ///< likewise the number of a stack; of a user stack with the pid in its high half
	Shape shape = Shape::kUnsigned;
	/// Of its values: one for all probes or, where `probe` is part of the key, one for each; nullptr: they have none.
	std::vector<std::shared_ptr<const NumberNames>> names{};
	uint32_t hex = 0;          ///< it prints in hexadecimal, a number as so many bytes; 0: it does not
	uint32_t at = 0, size = 0; ///< in the key; numbers take 8 bytes, texts end at a NUL
};

} // namespace strobe::spec
