// SPDX-License-Identifier: BSD-2-Clause
#include "front/map_results.h"

#include <algorithm>
#include <cstring>

#include "spec/nearest.h"

namespace strobe::front {

namespace {

using decode::Typed;
using spec::DataKind;
using spec::DataType;

constexpr uint64_t kFirstSlot = 2; // the bucket of 2^0, which has what is less as well

bool is_integer(const DataType& t) {
	return t.kind == DataKind::kSigned || t.kind == DataKind::kUnsigned;
}

/// Types may share their parts, so that some hundred of them have more members than anyone can count.
class Budget {
public:
	bool spend() {
		if (!left_) return false;
		left_--;
		return true;
	}

private:
	size_t left_ = 256 * 1024; // a value of one processor has at most 32 KiB, which may all be bit-fields
};

/// Numbers that make sense together.
bool adds_up(const DataType& t) {
	return is_integer(t) && (t.meaning == spec::Meaning::kNone || t.meaning == spec::Meaning::kDuration);
}

void put_number(std::span<uint8_t> bytes, const Typed& place, uint64_t n) {
	if (!place.bits) {
		std::memcpy(bytes.data(), &n, std::min(bytes.size(), sizeof n)); // little-endian
		return;
	}
	for (uint32_t i = 0; i < place.bits && (place.first_bit + i) / 8 < bytes.size(); i++) {
		const uint32_t bit = place.first_bit + i;
		const auto mask = static_cast<uint8_t>(1u << bit % 8);
		uint8_t& byte = bytes[bit / 8];
		byte = static_cast<uint8_t>(n >> i & 1 ? byte | mask : byte & ~mask);
	}
}

/// Adds what another processor has counted: numbers add up, wherever in the value; of anything else the first that is
/// there stays.
void add_up(std::span<uint8_t> sum, const Typed& part, Budget& budget) {
	const DataType& type = *part.type;
	const Typed so_far{.type = &type, .bytes = sum, .first_bit = part.first_bit, .bits = part.bits};
	const auto a = decode::number_of(so_far), b = decode::number_of(part);
	if (!budget.spend() || sum.size() != part.bytes.size()) return;
	if (type.kind == DataKind::kStruct && type.meaning == spec::Meaning::kNone) {
		for (const spec::DataMember& m : type.members) {
			const Typed place = decode::member_of(part, m);
			if (!place.bytes.empty()) add_up(sum.subspan(m.bit / 8, place.bytes.size()), place, budget);
		}
	} else if (type.kind == DataKind::kArray && type.element->size &&
			   (!is_integer(*type.element) || adds_up(*type.element))) { // a stack is one thing
		const size_t step = type.element->size;
		for (size_t at = 0; at + step <= sum.size(); at += step)
			add_up(sum.subspan(at, step), {.type = type.element, .bytes = part.bytes.subspan(at, step)}, budget);
	} else if (a && b) {
		if (adds_up(type) || !*a) put_number(sum, part, adds_up(type) ? *a + *b : *b);
	} else if (std::ranges::all_of(sum, [](uint8_t byte) { return byte == 0; })) {
		std::ranges::copy(part.bytes, sum.begin());
	}
}

std::vector<uint8_t> whole(const engine::UserEntry& entry, const DataType& type) {
	std::vector<uint8_t> sum = entry.values.front();
	for (size_t i = 1; i < entry.values.size(); i++) {
		Budget budget;
		add_up(sum, {.type = &type, .bytes = entry.values[i]}, budget);
	}
	return sum;
}

/// The first number in a value: what rows are sorted by.
std::optional<Typed> leading_number(const Typed& v) {
	if (is_integer(*v.type)) return v;
	if (v.type->kind == DataKind::kStruct)
		for (const spec::DataMember& m : v.type->members)
			if (is_integer(*m.type)) return decode::member_of(v, m);
	return std::nullopt;
}

/// Numbers as numbers, member by member; anything else by its bytes. Negative: a first.
int compare(const Typed& a, const Typed& b, Budget& budget) {
	if (!budget.spend()) return 0;
	if (a.type->kind == DataKind::kStruct) {
		for (const spec::DataMember& m : a.type->members)
			if (const int order = compare(decode::member_of(a, m), decode::member_of(b, m), budget)) return order;
		return 0;
	}
	const auto x = decode::number_of(a), y = decode::number_of(b);
	if (x && y) {
		if (a.type->kind == DataKind::kSigned) {
			const auto s = static_cast<int64_t>(*x), t = static_cast<int64_t>(*y);
			return s < t ? -1 : s > t;
		}
		return *x < *y ? -1 : *x > *y;
	}
	const auto order =
		std::lexicographical_compare_three_way(a.bytes.begin(), a.bytes.end(), b.bytes.begin(), b.bytes.end());
	return order < 0 ? -1 : order > 0;
}

int compare(const Typed& a, const Typed& b) {
	Budget budget;
	return compare(a, b, budget);
}

/// The counts of a value that is a histogram: it is an array of integers, or has one named "slots".
std::optional<Typed> slots_in(const DataType& type, std::span<const uint8_t> bytes) {
	const auto counts = [](const DataType& t) { return t.kind == DataKind::kArray && is_integer(*t.element); };
	const Typed value{.type = &type, .bytes = bytes};
	if (counts(type)) return value;
	if (!type.is_composite()) return std::nullopt;
	if (const spec::DataMember* slots = type.member("slots"); slots && counts(*slots->type))
		return decode::member_of(value, *slots);
	for (const spec::DataMember& m : type.members)
		if (counts(*m.type)) return decode::member_of(value, m);
	return std::nullopt;
}

report::Buckets buckets_of(const Typed& counts) {
	report::Buckets buckets;
	for (uint32_t i = 0; i < counts.type->count; i++) {
		const auto part = decode::part_of(counts, "[" + std::to_string(i) + "]");
		const uint64_t n = part ? decode::number_of(*part).value_or(0) : 0;
		if (n && i < 64) buckets[i + kFirstSlot] = n;
	}
	return buckets;
}

Error no_such_map(const engine::UserObject& object, const std::string& option, const std::string& name) {
	spec::Nearest nearest(name);
	std::string list;
	for (const engine::UserMap& map : object.maps()) {
		if (!map.is_table() || map.is_own() || map.is_section) continue;
		nearest.offer(map.name);
		list += (list.empty() ? "" : ", ") + map.name;
	}
	std::string hint = list.empty() ? "it has none" : "it has " + list;
	if (!nearest.best().empty()) hint = "did you mean '" + std::string(nearest.best()) + "'?";
	return {option + ": " + object.name() + " has no map '" + name + "' with keys and values", std::move(hint)};
}

} // namespace

const spec::Histogram& slots() {
	static const spec::Histogram histogram{.expression = "slots", .zero_with_one = true};
	return histogram;
}

Result<MapResults> MapResults::of(const engine::UserObject& object, types::DataTypes& types,
								  const cli::RunOptions& options) {
	MapResults results(object, options);
	const auto has = [](const std::vector<std::string>& names, const std::string& name) {
		return std::ranges::find(names, name) != names.end();
	};
	const bool none = has(options.maps, "none");
	for (const auto& [option, names] : {std::pair("--map", &options.maps), std::pair("--hist", &options.histograms)})
		for (const std::string& name : *names)
			if (const engine::UserMap* map = object.map(name); name != "none" && !(map && map->is_table()))
				return no_such_map(object, option, name);
	if (!options.shows_maps()) return results;
	for (const engine::UserMap& map : object.maps()) {
		const bool drawn = has(options.histograms, map.name);
		const bool asked = drawn || (options.maps.empty() ? !map.is_own() : has(options.maps, map.name));
		if (!map.is_table() || map.is_section || !asked || (none && !drawn)) continue;
		Wanted wanted{.map = &map, .key = types.type(map.key_type), .value = types.type(map.value_type)};
		if (!wanted.key || wanted.key->size != map.key_size) wanted.key = types.plain(map.key_size);
		if (!wanted.value || wanted.value->size != map.value_size) wanted.value = types.plain(map.value_size);
		const bool has_slots = slots_in(*wanted.value, {}).has_value();
		if (drawn && !has_slots && !(map.is_array() && is_integer(*wanted.value)))
			return Error{"--hist: the map '" + map.name + "' holds no counts",
						 "it must be an array of integers, or its values must have an array of integers"};
		const DataType* value = wanted.value;
		wanted.is_histogram = drawn || (value->is_composite() && value->member("slots") && has_slots);
		results.maps_.push_back(wanted);
	}
	if (!none && options.maps.empty())
		for (const engine::UserVariable& variable : object.variables())
			if (variable.is_result())
				if (const DataType* type = types.type(variable.type)) results.globals_.emplace_back(&variable, type);
	return results;
}

MapResult MapResults::read(const Wanted& wanted) const {
	MapResult result{.name = wanted.map->name, .key = wanted.key, .value = wanted.value};
	for (const engine::UserEntry& entry : engine::UserObject::entries(*wanted.map))
		result.rows.push_back({entry.key, whole(entry, *wanted.value)});
	std::ranges::sort(result.rows, [&](const MapRow& a, const MapRow& b) {
		const auto x = leading_number({.type = wanted.value, .bytes = a.value}),
				   y = leading_number({.type = wanted.value, .bytes = b.value});
		const int order = x && y && !wanted.map->is_array() ? compare(*x, *y) : 0;
		if (order) return order > 0; // the largest first
		return compare({.type = wanted.key, .bytes = a.key}, {.type = wanted.key, .bytes = b.key}) < 0;
	});
	if (!wanted.is_histogram) {
		if (options_.top && result.rows.size() > *options_.top) result.rows.resize(*options_.top);
		return result;
	}
	MapDrawing all; // of a map whose slots are its entries
	for (const MapRow& row : result.rows) {
		if (const auto counts = slots_in(*wanted.value, row.value)) {
			const bool only = wanted.map->is_array() && wanted.map->max_entries == 1;
			result.drawings.push_back({only ? std::vector<uint8_t>{} : row.key, buckets_of(*counts)});
			continue;
		}
		const auto slot = decode::number_of({.type = wanted.key, .bytes = row.key});
		const auto n = decode::number_of({.type = wanted.value, .bytes = row.value});
		if (slot && n && *slot < 64) all.buckets[*slot + kFirstSlot] = *n;
	}
	if (!all.buckets.empty()) result.drawings.push_back(std::move(all));
	if (options_.top && result.drawings.size() > *options_.top) result.drawings.resize(*options_.top);
	result.rows.clear();
	return result;
}

Results MapResults::read() const {
	Results results;
	for (const Wanted& wanted : maps_) {
		MapResult one = read(wanted);
		if (!one.rows.empty() || !one.drawings.empty()) results.maps.push_back(std::move(one));
	}
	for (const auto& [variable, type] : globals_)
		results.globals.push_back({variable->name, type, object_.current(*variable)});
	return results;
}

} // namespace strobe::front
