// SPDX-License-Identifier: BSD-2-Clause
// The kernel's own types (BTF): what a field is, which members it has, what the numbers of an enum are called.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "spec/probe.h"

struct btf;
struct btf_type;

namespace strobe::types {

class Btf final : public spec::TypeSource {
public:
	/// Of the running kernel, without its modules.
	static Result<std::unique_ptr<Btf>> of_kernel();
	/// Of a module, beside those of the kernel, which must outlive it.
	static Result<std::unique_ptr<Btf>> of_module(const std::string& module, const Btf& kernel);
	/// For tests: takes it over.
	explicit Btf(btf* types) : types_(types) {}
	~Btf() override;
	Btf(const Btf&) = delete;
	Btf& operator=(const Btf&) = delete;

	[[nodiscard]] std::optional<spec::ProbeField> member(const spec::ProbeField& field,
														 std::string_view name) const override;
	[[nodiscard]] std::vector<std::string> members(const spec::ProbeField& field) const override;
	[[nodiscard]] std::optional<uint64_t> constant(std::string_view name) const override;

	/// Shape, size and type of a field of this type, which stays where it is.
	void describe(uint32_t type, spec::ProbeField& field) const;
	/// A constant pointer to char is shown as the text it points to.
	void follow_text(spec::ProbeField& field) const;

	/// Names of an enum's numbers, without the prefix; nullptr: there is none of that name.
	[[nodiscard]] std::shared_ptr<const spec::NumberNames> names_of_enum(std::string_view name,
																		 std::string_view prefix) const;

	/// "const struct sock *" -> a pointer type of this BTF; 0: there is none.
	[[nodiscard]] uint32_t pointer_named(std::string_view text) const;

	/// Id of a function or a typedef; 0: none.
	[[nodiscard]] uint32_t function(std::string_view name) const;
	[[nodiscard]] uint32_t type_definition(std::string_view name) const;
	/// All of them, with their ids.
	using Names = std::unordered_map<std::string_view, uint32_t>;
	[[nodiscard]] const Names& functions() const;
	[[nodiscard]] const Names& type_definitions() const;

	/// What a function, or a pointer to one, takes and gives back.
	struct Parameter {
		std::string_view name;
		uint32_t type = 0; ///< 0: void, or "..."
	};
	struct Prototype {
		std::vector<Parameter> parameters;
		uint32_t result = 0; ///< 0: void
	};
	[[nodiscard]] std::optional<Prototype> prototype(uint32_t type) const;
	/// Bytes; 0: unknown.
	[[nodiscard]] uint32_t size_of(uint32_t type) const;
	[[nodiscard]] bool is_struct(uint32_t type) const;
	/// As C spells it.
	[[nodiscard]] std::string text(uint32_t type, unsigned depth = 0) const;

private:
	/// Behind typedefs and qualifiers.
	[[nodiscard]] uint32_t bare(uint32_t type) const;
	[[nodiscard]] const btf_type* at(uint32_t type) const;
	[[nodiscard]] std::string_view name(const btf_type* type) const;
	[[nodiscard]] bool is_const_char(uint32_t type) const;
	void describe_array(uint32_t type, spec::ProbeField& field) const;

	struct Enumerator {
		uint64_t value;
		std::string_view name;
	};
	[[nodiscard]] Enumerator enumerator(const btf_type* type, uint32_t number) const;
	[[nodiscard]] std::shared_ptr<const spec::NumberNames> names_of_enum(const btf_type* type,
																		 std::string_view prefix = {}) const;

	/// Where a member is: bits from the start of the structure.
	struct Found {
		uint32_t type = 0, bit = 0, bits = 0;
	};
	[[nodiscard]] std::optional<Found> find(uint32_t structure, std::string_view wanted, uint32_t bit,
											unsigned depth = 0) const;
	void collect(uint32_t structure, std::vector<std::string>& names, unsigned depth = 0) const;
	/// The structure that a field is or points to; 0: neither.
	[[nodiscard]] uint32_t structure_of(const spec::ProbeField& field, bool& pointer) const;
	const Names& names_of(uint32_t kind, Names& names) const;

	btf* types_;
	mutable Names functions_, type_definitions_; ///< made when they are asked for
};

/// For fields of which only the text of a type is known, such as those of format files: reads the kernel's BTF when the
/// first member is asked for.
class NamedTypes final : public spec::TypeSource {
public:
	/// For tests: another BTF.
	explicit NamedTypes(std::unique_ptr<Btf> types = nullptr) : types_(std::move(types)) {}

	[[nodiscard]] std::optional<spec::ProbeField> member(const spec::ProbeField& field,
														 std::string_view name) const override;
	[[nodiscard]] std::vector<std::string> members(const spec::ProbeField& field) const override;
	[[nodiscard]] std::optional<uint64_t> constant(std::string_view name) const override;

private:
	[[nodiscard]] bool load() const;
	/// The field with its type in the BTF; nullopt: it has none there.
	[[nodiscard]] std::optional<spec::ProbeField> typed(const spec::ProbeField& field) const;

	mutable std::unique_ptr<Btf> types_;
};

} // namespace strobe::types
