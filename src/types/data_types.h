// SPDX-License-Identifier: BSD-2-Clause
// The types of an eBPF object, from its BTF.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "spec/data_type.h"
#include "types/btf.h"

namespace strobe::types {

class DataTypes {
public:
	/// `raw`: BTF; empty is none, and then nothing is known.
	static Result<std::unique_ptr<DataTypes>> of(std::span<const uint8_t> raw);
	~DataTypes();
	DataTypes(const DataTypes&) = delete;
	DataTypes& operator=(const DataTypes&) = delete;

	/// Adds what the object's other debug information (DWARF) knows beyond that.
	void learn_from(std::span<const uint8_t> object);

	/// Lives as long as this; nullptr: void, or nothing that has bytes.
	const spec::DataType* type(uint32_t id);
	/// For bytes of which nothing but their number is known.
	const spec::DataType* plain(uint32_t size);
	/// The id of a struct, a union or a typedef of one: "event", "struct event", "event_t"; 0: there is none.
	[[nodiscard]] uint32_t named(std::string_view name) const;
	/// All structs and typedefs of such, by name: for hints and guesses.
	[[nodiscard]] std::vector<std::pair<std::string, uint32_t>> structures() const;
	/// Those that a program may send, each once: not those of strobe.bpf.h, nor of headers as far as learn_from()
	/// tells.
	[[nodiscard]] std::vector<uint32_t> own_structures() const;
	/// Behind typedefs and qualifiers.
	[[nodiscard]] uint32_t bare(uint32_t id) const;

private:
	explicit DataTypes(btf* types);
	void describe(uint32_t id, spec::DataType& to, unsigned depth);
	void describe_enum(const btf_type& from, spec::DataType& to) const;
	void describe_array(const btf_type& from, spec::DataType& to, unsigned depth);
	void add_members(const btf_type& from, uint32_t bit, std::vector<spec::DataMember>& to, unsigned depth);
	const spec::DataType* make(uint32_t id, unsigned depth);
	[[nodiscard]] std::string name_at(uint32_t offset) const;

	btf* raw_;           ///< of types_
	size_t members_ = 0; ///< that were looked at
	Btf types_;
	std::unordered_set<std::string> of_headers_; ///< names of structures
	std::unordered_map<uint32_t, std::unique_ptr<spec::DataType>> made_, plain_;
};

} // namespace strobe::types
