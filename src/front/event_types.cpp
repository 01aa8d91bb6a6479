// SPDX-License-Identifier: BSD-2-Clause
#include "front/event_types.h"

#include <algorithm>
#include <cstring>
#include <unordered_set>

#include "spec/nearest.h"
#include "types/emitted.h"

namespace strobe::front {

namespace {

using spec::DataType;

constexpr std::string_view kEmitMap = "strobe_events";

/// strobe_event_head of include/strobe.bpf.h.
struct EventHead {
	uint64_t time;
	uint32_t type, cpu;
};
static_assert(sizeof(EventHead) == 16);

/// "events" -> "event", "rb_event" and the like: how programs call the structure that they send.
std::vector<std::string> usual_names(const std::string& map) {
	std::string one = map;
	if (one.ends_with('s')) one.pop_back();
	std::vector<std::string> names;
	for (const std::string& base : {map, one})
		for (const char* ending : {"_event", "", "_t", "_event_t"}) names.push_back(base + ending);
	for (const char* name : {"event", "event_t", "data_t", "data"}) names.emplace_back(name);
	return names;
}

Error unknown_map(const engine::UserObject& object, const std::string& name) {
	std::string list;
	spec::Nearest nearest(name);
	for (const engine::UserMap& map : object.maps()) {
		if (!map.is_ring() && !map.is_perf()) continue;
		nearest.offer(map.name);
		list += (list.empty() ? "" : ", ") + map.name;
	}
	std::string hint = list.empty() ? "it has none" : "it has " + list;
	if (!nearest.best().empty()) hint = "did you mean '" + std::string(nearest.best()) + "'?";
	return {"--event: " + object.name() + " has no ring buffer or perf event array '" + name + "'", std::move(hint)};
}

Error unknown_type(const types::DataTypes& types, const std::string& name) {
	spec::Nearest nearest(name.starts_with("struct ") ? name.substr(7) : name);
	const auto all = types.structures();
	for (const auto& [known, id] : all) nearest.offer(known);
	std::string hint = "the object's type information has no such structure";
	if (!nearest.best().empty()) hint = "did you mean '" + std::string(nearest.best()) + "'?";
	return {"--event: there is no struct '" + name + "'", std::move(hint)};
}

} // namespace

bool EventTypes::has(spec::Meaning meaning) const {
	std::unordered_set<const DataType*> seen; // types may share their parts
	const auto in = [&](const auto& self, const DataType* type) -> bool {
		return type && seen.insert(type).second &&
			   (type->meaning == meaning || self(self, type->element) ||
				std::ranges::any_of(type->members, [&](const spec::DataMember& m) { return self(self, m.type); }));
	};
	return std::ranges::any_of(possible_, [&](const DataType* type) { return in(in, type); });
}

void EventTypes::guess(const engine::UserMap& map, types::DataTypes& types, Stream& stream) const {
	for (const std::string& name : usual_names(map.name))
		if (const DataType* type = types.type(types.named(name));
			type && std::ranges::find(stream.sure, type) == stream.sure.end())
			stream.sure.push_back(type);
	if (!stream.sure.empty()) return;
	for (const uint32_t id : types.own_structures())
		if (const DataType* type = types.type(id)) stream.perhaps.push_back(type);
}

Result<> EventTypes::add_stream(const engine::UserMap& map, uint32_t number, types::DataTypes& types,
								const std::vector<std::pair<std::string, std::string>>& chosen) {
	Stream stream{.name = map.name, .heads = map.name == kEmitMap, .padded = map.is_perf()};
	const auto choice = std::ranges::find(chosen, map.name, &std::pair<std::string, std::string>::first);
	const DataType* declared = types.type(map.value_type);
	if (choice != chosen.end() && stream.heads)
		return Error{"--event: the events of " + map.name + " tell their types themselves", "leave the option out"};
	if (choice != chosen.end()) {
		const DataType* type = types.type(types.named(choice->second));
		if (!type) return unknown_type(types, choice->second);
		stream.sure = {type};
	} else if (declared && declared->is_composite()) {
		stream.sure = {declared};
	} else if (!stream.heads) {
		guess(map, types, stream);
	}
	if (stream.heads && emitted_.empty()) return Ok{};
	streams_.emplace(number, std::move(stream));
	return Ok{};
}

void EventTypes::collect_possible() {
	std::unordered_set<const DataType*> seen;
	const auto add = [&](const DataType* type) {
		if (seen.insert(type).second) possible_.push_back(type);
	};
	for (const auto& [id, type] : emitted_) add(type);
	for (const auto& [number, stream] : streams_) {
		std::ranges::for_each(stream.sure, add);
		std::ranges::for_each(stream.perhaps, add);
	}
}

Result<EventTypes> EventTypes::of(const engine::UserObject& object, types::DataTypes& types,
								  const std::vector<std::pair<std::string, std::string>>& chosen) {
	EventTypes all;
	for (const auto& [map, type] : chosen)
		if (const engine::UserMap* m = object.map(map); !m || !(m->is_ring() || m->is_perf()))
			return unknown_map(object, map);
	// what is sent through a map without a type may be known from elsewhere, and so may what --event names
	if (!chosen.empty() || std::ranges::any_of(object.maps(), [&](const engine::UserMap& m) {
			const DataType* declared = types.type(m.value_type);
			return (m.is_ring() || m.is_perf()) && m.name != kEmitMap && !(declared && declared->is_composite());
		}))
		types.learn_from(object.bytes());
	if (object.map(kEmitMap))
		for (const uint32_t id : types::emitted_types(object.bytes()))
			if (const DataType* type = types.type(id)) all.emitted_.emplace(id, type);
	for (uint32_t i = 0; i < object.maps().size(); i++) {
		const engine::UserMap& map = object.maps()[i];
		if (!map.is_ring() && !map.is_perf()) continue;
		if (auto ok = all.add_stream(map, i, types, chosen); !ok) return ok.error();
	}
	all.collect_possible();
	return all;
}

Event EventTypes::event(const engine::UserRings::Record& record) const {
	const auto found = streams_.find(record.map);
	Event event{.map = {}, .time = record.time, .value = {.type = nullptr, .bytes = record.bytes}};
	if (found == streams_.end()) return event;
	const Stream& stream = found->second;
	event.map = stream.name;
	if (stream.heads) {
		EventHead head{};
		if (record.bytes.size() < sizeof head) return event;
		std::memcpy(&head, record.bytes.data(), sizeof head);
		const auto type = emitted_.find(head.type);
		event.time = head.time;
		event.emitted = true;
		event.value = {.type = type == emitted_.end() ? nullptr : type->second,
					   .bytes = record.bytes.subspan(sizeof head)};
		return event;
	}
	const size_t size = record.bytes.size();
	const auto fits = [&](const DataType* t) {
		return t->size == size || (stream.padded && t->size < size && size - t->size < sizeof(uint64_t));
	};
	const auto sure = std::ranges::find_if(stream.sure, fits);
	if (sure != stream.sure.end()) {
		event.value.type = *sure;
	} else if (!stream.sure.empty()) {
		event.value.type = stream.sure.front();
	} else {
		// the only one of that size
		const auto one = std::ranges::find_if(stream.perhaps, fits);
		if (one != stream.perhaps.end() && std::find_if(one + 1, stream.perhaps.end(), fits) == stream.perhaps.end())
			event.value.type = *one;
	}
	if (event.value.type && event.value.type->size < size && !event.value.type->ends_flexible())
		event.value.bytes = record.bytes.first(event.value.type->size);
	return event;
}

std::string misfit(const Event& event, size_t record_size) {
	const DataType* type = event.value.type;
	if (!type || event.emitted || !type->is_composite() || type->members.empty()) return {};
	const spec::DataMember& last = type->members.back();
	const size_t begin = last.bit / 8, end = last.bits ? (last.bit + last.bits + 7) / 8 : begin + last.type->size;
	const bool is_array = last.type->kind == spec::DataKind::kArray || last.type->kind == spec::DataKind::kText;
	const size_t least = is_array ? begin : end;
	if (record_size >= least && (type->ends_flexible() || record_size < type->size + sizeof(uint64_t))) return {};
	return "records of " + std::string(event.map) + " have " + std::to_string(record_size) + " bytes, " + type->name +
		   " has " + std::to_string(type->size);
}

} // namespace strobe::front
