// SPDX-License-Identifier: BSD-2-Clause
// An eBPF object that a user brings: what it holds, what of it can be set before it is loaded, and what it is made of
// in the kernel.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

struct bpf_map;
struct bpf_object;
struct bpf_program;

namespace strobe::engine {

/// Names with this prefix belong to strobe.bpf.h, not to the user.
inline constexpr std::string_view kOwnPrefix = "strobe_";

struct UserProgram {
	std::string name, section;
	bpf_program* program = nullptr;
};

struct UserMap {
	std::string name; ///< ".rodata" and the like for sections of variables
	uint32_t type = 0;
	uint32_t key_size = 0, value_size = 0, max_entries = 0;
	uint32_t key_type = 0, value_type = 0; ///< in the object's BTF; 0: unknown
	bool is_section = false;               ///< variables of the program
	bpf_map* map = nullptr;

	/// strobe.bpf.h's, or those that libbpf's usdt.bpf.h brings.
	[[nodiscard]] bool is_own() const { return name.starts_with(kOwnPrefix) || name.starts_with("__bpf_usdt_"); }
	/// Keys lead to values.
	[[nodiscard]] bool is_table() const;
	/// Keys are the numbers from 0 on, and always there.
	[[nodiscard]] bool is_array() const;
	/// A value for each processor.
	[[nodiscard]] bool is_per_cpu() const;
	[[nodiscard]] bool is_ring() const;
	[[nodiscard]] bool is_perf() const;
	/// "hash", "percpu_array": as bpftool calls it.
	[[nodiscard]] std::string type_name() const;
};

struct UserEntry {
	std::vector<uint8_t> key;
	std::vector<std::vector<uint8_t>> values; ///< one; of a map per CPU one for each processor
};

/// A global variable of the program.
struct UserVariable {
	std::string name, section;
	size_t map = 0; ///< of maps()
	uint32_t offset = 0, size = 0;
	uint32_t type = 0; ///< in the object's BTF

	bool is_static = false;   ///< of one file or function
	bool is_volatile = false; ///< the compiler leaves it alone

	[[nodiscard]] bool is_own() const { return name.starts_with(kOwnPrefix); }
	/// `const volatile`: made to be set before the load.
	[[nodiscard]] bool is_parameter() const {
		return section.starts_with(".rodata") && is_volatile && !is_static && !is_own();
	}
	/// Written by the program.
	[[nodiscard]] bool is_result() const {
		return (section.starts_with(".data") || section.starts_with(".bss")) && !is_static && !is_own();
	}
};

class UserObject {
public:
	/// `name`: what it is called in messages.
	static Result<std::unique_ptr<UserObject>> open(std::vector<uint8_t> bytes, std::string name);
	~UserObject();
	UserObject(const UserObject&) = delete;
	UserObject& operator=(const UserObject&) = delete;

	[[nodiscard]] const std::string& name() const { return name_; }
	[[nodiscard]] std::span<const uint8_t> bytes() const { return bytes_; }
	/// Raw BTF; empty: the object has none.
	[[nodiscard]] std::span<const uint8_t> btf() const;
	[[nodiscard]] std::span<const UserProgram> programs() const { return programs_; }
	[[nodiscard]] std::span<const UserMap> maps() const { return maps_; }
	[[nodiscard]] std::span<const UserVariable> variables() const { return variables_; }

	[[nodiscard]] const UserMap* map(std::string_view name) const;
	/// What is in a table after the load, in no order. Entries of arrays that are all zeros are left out.
	[[nodiscard]] static std::vector<UserEntry> entries(const UserMap& map);
	[[nodiscard]] const UserVariable* variable(std::string_view name) const;
	/// The bytes of a variable before the load.
	[[nodiscard]] std::span<uint8_t> initial(const UserVariable& variable);
	/// The bytes of a variable after the load; empty: they cannot be read.
	[[nodiscard]] std::vector<uint8_t> current(const UserVariable& variable) const;
	/// For numbers; a variable that the object lacks is none of its business.
	void set(std::string_view variable, uint64_t value);

	[[nodiscard]] bpf_object* object() { return object_; }
	/// What libbpf and the verifier said when the object was refused.
	[[nodiscard]] const std::string& log() const { return log_; }
	void keep_log(std::string text) { log_ = std::move(text); }

private:
	UserObject(std::vector<uint8_t> bytes, std::string name) : bytes_(std::move(bytes)), name_(std::move(name)) {}
	void list_programs();
	void list_maps();
	void list_variables();

	std::vector<uint8_t> bytes_;
	std::string name_;
	std::string log_;
	bpf_object* object_ = nullptr;
	std::vector<UserProgram> programs_;
	std::vector<UserMap> maps_;
	std::vector<UserVariable> variables_;
};

} // namespace strobe::engine
