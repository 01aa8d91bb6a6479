// SPDX-License-Identifier: BSD-2-Clause
// Names of the running kernel's numbers in events of the network.
#pragma once

#include <optional>
#include <unordered_map>

#include "decode/net_events.h"
#include "symbols/kernel.h"
#include "types/kernel_enum.h"

namespace strobe::front {

/// Of places in the kernel's code.
class KernelPlaces final : public spec::TypeSource {
public:
	[[nodiscard]] std::optional<spec::ProbeField> member(const spec::ProbeField&, std::string_view) const override {
		return std::nullopt;
	}
	[[nodiscard]] std::vector<std::string> members(const spec::ProbeField&) const override { return {}; }
	[[nodiscard]] std::string enumerator(const spec::ProbeField&, uint64_t address) const override {
		std::string& name = known_[address];
		if (name.empty()) name = symbols_.name(address);
		return name;
	}

private:
	const symbols::KernelSymbols symbols_ = symbols::KernelSymbols::running();
	mutable std::unordered_map<uint64_t, std::string> known_;
};

class KernelNames {
public:
	/// Reads them, which takes a few ms. What the kernel does not tell has no name.
	decode::NetNames read() {
		if (const auto types = types::Btf::of_kernel()) {
			reset_reasons_.emplace(**types, "sk_rst_reason", "SK_RST_REASON_");
			drop_reasons_.emplace(**types, "skb_drop_reason", "SKB_DROP_REASON_");
		}
		places_.emplace();
		return {reset_reasons_ ? &*reset_reasons_ : nullptr, drop_reasons_ ? &*drop_reasons_ : nullptr, &*places_};
	}
	[[nodiscard]] std::string drop_reason(uint64_t number) const {
		const std::string name = drop_reasons_ ? drop_reasons_->enumerator({}, number) : "";
		return name.empty() ? std::to_string(number) : name;
	}
	[[nodiscard]] std::string place(uint64_t address) const { return places_ ? places_->enumerator({}, address) : ""; }

private:
	std::optional<types::KernelEnum> reset_reasons_, drop_reasons_;
	std::optional<KernelPlaces> places_;
};

} // namespace strobe::front
