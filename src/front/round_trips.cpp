// SPDX-License-Identifier: BSD-2-Clause
#include "front/round_trips.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>

#include "out/text.h"

namespace strobe::front {

namespace {

constexpr std::string_view kRemote = "remote", kOwner = "owner";

bool has(const std::vector<std::string>& by, std::string_view name) {
	return std::ranges::find(by, name) != by.end();
}

std::string address_text(const strobe_rtt_key& key) {
	char text[INET6_ADDRSTRLEN] = "";
	return inet_ntop(static_cast<int>(key.family), key.addr, text, sizeof text) ? text : "?";
}

std::string owner_text(const strobe_rtt_key& key) {
	if (!key.pid) return "-";
	TextBuf b;
	const std::string_view comm = comm_of(key);
	out::put_string(b, {reinterpret_cast<const uint8_t*>(comm.data()), comm.size()}, {.no_quotes = true},
					out::HexStrings::kNone);
	return std::string(b.view()) + "/" + std::to_string(key.ns_pid ? key.ns_pid : key.pid);
}

} // namespace

bool RoundTrips::by_remote(const std::vector<std::string>& by) {
	return by.empty() || has(by, kRemote);
}

bool RoundTrips::by_owner(const std::vector<std::string>& by) {
	return has(by, kOwner);
}

Result<> RoundTrips::check(const std::vector<std::string>& by) {
	for (const std::string& name : by)
		if (name != kRemote && name != kOwner)
			return Error{"--by: rtt has no '" + name + "'", "there are remote and owner"};
	return Ok{};
}

RoundTrips::RoundTrips(const std::vector<std::string>& by) : by_remote_(by_remote(by)), by_owner_(by_owner(by)) {
	const auto key = [&](std::string name) {
		const auto at = static_cast<uint32_t>(keys_.size() * sizeof(uint64_t));
		keys_.push_back({.name = std::move(name), .is_probe = true, .at = at, .size = sizeof(uint64_t)});
	};
	key("measure");
	if (by_remote_) key(std::string(kRemote));
	if (by_owner_) key(std::string(kOwner));
	histogram_ = {
		.expression = "duration", .is_time = true, .at = static_cast<uint32_t>(keys_.size() * sizeof(uint64_t))};
}

uint64_t RoundTrips::number_of(std::string text) {
	const auto [found, is_new] = numbers_.try_emplace(std::move(text), texts_.size());
	if (is_new) texts_.push_back(found->first);
	return found->second;
}

void RoundTrips::add(const strobe_rtt_key& key, uint64_t count) {
	std::vector<uint64_t> words{number_of(key.measure == STROBE_RTT_HANDSHAKE ? "handshake" : "srtt")};
	if (by_remote_) words.push_back(number_of(address_text(key)));
	if (by_owner_) words.push_back(number_of(owner_text(key)));
	words.push_back(key.bucket);
	report::GroupRow row{.key = std::vector<uint8_t>(words.size() * sizeof(uint64_t)), .count = count};
	std::memcpy(row.key.data(), words.data(), row.key.size());
	rows_.push_back(std::move(row));
}

report::Groups RoundTrips::groups(size_t top) const {
	report::Groups groups{.keys = keys_, .probes = texts_, .rows = rows_, .histogram = &histogram_};
	report::join_buckets(groups);
	report::sort(groups, top);
	return groups;
}

} // namespace strobe::front
