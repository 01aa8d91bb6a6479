// SPDX-License-Identifier: BSD-2-Clause
// What the numbers of a field are called: values of an enum, flags, addresses of functions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strobe::spec {

class NumberNames {
public:
	virtual ~NumberNames() = default;
	/// "TCP_CLOSE", "GFP_KERNEL|__GFP_ZERO"; empty: it has no name.
	[[nodiscard]] virtual std::string text(uint64_t value) const = 0;
	/// The number of a name; nullopt: it is none of these.
	[[nodiscard]] virtual std::optional<uint64_t> number(std::string_view name) const = 0;
	/// The names there are, for hints; empty, too, when there are too many.
	[[nodiscard]] virtual std::vector<std::string> list() const { return {}; }
	/// Without a name, it is a number of bits.
	[[nodiscard]] virtual bool are_flags() const { return false; }
};

class ListedNames final : public NumberNames {
public:
	using List = std::vector<std::pair<uint64_t, std::string>>;

	/// `flags`: a number is a sum of them. Of a flag with several bits the others that it holds come later.
	explicit ListedNames(List list, bool flags = false) : list_(std::move(list)), flags_(flags) {}

	[[nodiscard]] std::string text(uint64_t value) const override;
	[[nodiscard]] std::optional<uint64_t> number(std::string_view name) const override;
	[[nodiscard]] std::vector<std::string> list() const override;
	[[nodiscard]] bool are_flags() const override { return flags_; }

private:
	List list_;
	bool flags_;
};

struct Xlat;

/// Of a table: one name for each number.
std::shared_ptr<const NumberNames> choice_of(const Xlat& names);

} // namespace strobe::spec
