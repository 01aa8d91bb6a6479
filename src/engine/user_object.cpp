// SPDX-License-Identifier: BSD-2-Clause
#include "engine/user_object.h"

#include <algorithm>
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <cstring>
#include <set>

#include "base/harmless.h"
#include "engine/libbpf_log.h"
#include "engine/user_load.h"

namespace strobe::engine {

namespace {

/// An object may come from anywhere, and its names are shown.
std::string shown_name(const char* text) {
	return harmless(text ? text : "");
}

/// libbpf calls it "open_bpf.rodata": the first letters of the object's name stand before that of the section.
std::string name_of(const bpf_map* map) {
	std::string name = bpf_map__name(map);
	if (const size_t dot = name.find('.'); bpf_map__is_internal(map) && dot != std::string::npos) name.erase(0, dot);
	return harmless(name);
}

bool is_volatile(const struct btf* types, uint32_t id) {
	const btf_type* t = btf__type_by_id(types, id);
	for (unsigned depth = 0; t && depth < 16; depth++) {
		if (btf_is_volatile(t)) return true;
		if (!btf_is_mod(t) && !btf_is_array(t)) return false;
		t = btf__type_by_id(types, btf_is_array(t) ? btf_array(t)->type : t->type);
	}
	return false;
}

/// Names of sections that libbpf 1.1 does not know: newer ones, and those of older programs.
void settle_type(bpf_program* program) {
	const std::string_view section = bpf_program__section_name(program);
	if (bpf_program__type(program) != BPF_PROG_TYPE_UNSPEC) return;
	for (const std::string_view start : {"tc/", "tcx/", "tc_", "classifier"})
		if (section.starts_with(start)) bpf_program__set_type(program, BPF_PROG_TYPE_SCHED_CLS);
	if (section.starts_with("xdp")) bpf_program__set_type(program, BPF_PROG_TYPE_XDP);
}

/// A ring has neither keys nor values, a perf event array those of the kernel's own: a type that is declared all the
/// same tells what the records are.
void settle_ring(bpf_map* map) {
	if (bpf_map__type(map) == BPF_MAP_TYPE_RINGBUF) {
		bpf_map__set_key_size(map, 0);
		bpf_map__set_value_size(map, 0);
	} else if (bpf_map__type(map) == BPF_MAP_TYPE_PERF_EVENT_ARRAY) {
		bpf_map__set_key_size(map, sizeof(uint32_t));
		bpf_map__set_value_size(map, sizeof(uint32_t));
	}
}

} // namespace

bool UserMap::is_table() const {
	return is_array() || type == BPF_MAP_TYPE_HASH || type == BPF_MAP_TYPE_PERCPU_HASH ||
		   type == BPF_MAP_TYPE_LRU_HASH || type == BPF_MAP_TYPE_LRU_PERCPU_HASH || type == BPF_MAP_TYPE_LPM_TRIE;
}

bool UserMap::is_array() const {
	return !is_section && (type == BPF_MAP_TYPE_ARRAY || type == BPF_MAP_TYPE_PERCPU_ARRAY);
}

bool UserMap::is_per_cpu() const {
	return type == BPF_MAP_TYPE_PERCPU_HASH || type == BPF_MAP_TYPE_PERCPU_ARRAY ||
		   type == BPF_MAP_TYPE_LRU_PERCPU_HASH;
}

std::string UserMap::type_name() const {
	const char* known = libbpf_bpf_map_type_str(static_cast<bpf_map_type>(type));
	return known ? known : "type " + std::to_string(type);
}

bool UserMap::is_ring() const {
	return type == BPF_MAP_TYPE_RINGBUF;
}

bool UserMap::is_perf() const {
	return type == BPF_MAP_TYPE_PERF_EVENT_ARRAY;
}

Result<std::unique_ptr<UserObject>> UserObject::open(std::vector<uint8_t> bytes, std::string name) {
	std::unique_ptr<UserObject> user(new UserObject(std::move(bytes), std::move(name)));
	// the kernel shows the first 15 characters of it
	std::string short_name = user->name_.substr(user->name_.rfind('/') + 1);
	short_name = short_name.substr(0, short_name.find('.'));
	LIBBPF_OPTS(bpf_object_open_opts, options, .object_name = short_name.c_str());
	const LibbpfLog log;
	user->object_ = bpf_object__open_mem(user->bytes_.data(), user->bytes_.size(), &options);
	if (!user->object_) return open_error(user->name_, errno, log);
	user->list_programs();
	user->list_maps();
	user->list_variables();
	if (user->programs_.empty())
		return Error{user->name_ + " holds no programs", "a program is a function with SEC(\"...\") before it"};
	return user;
}

UserObject::~UserObject() {
	bpf_object__close(object_);
}

std::span<const uint8_t> UserObject::btf() const {
	uint32_t size = 0;
	const struct btf* types = bpf_object__btf(object_);
	const void* data = types ? btf__raw_data(types, &size) : nullptr;
	return {static_cast<const uint8_t*>(data), size};
}

void UserObject::list_programs() {
	bpf_program* program = nullptr;
	bpf_object__for_each_program(program, object_) {
		settle_type(program);
		programs_.push_back(
			{shown_name(bpf_program__name(program)), shown_name(bpf_program__section_name(program)), program});
	}
}

void UserObject::list_maps() {
	bpf_map* map = nullptr;
	bpf_object__for_each_map(map, object_) {
		maps_.push_back({.name = name_of(map),
						 .type = bpf_map__type(map),
						 .key_size = bpf_map__key_size(map),
						 .value_size = bpf_map__value_size(map),
						 .max_entries = bpf_map__max_entries(map),
						 .key_type = bpf_map__btf_key_type_id(map),
						 .value_type = bpf_map__btf_value_type_id(map),
						 .is_section = bpf_map__is_internal(map),
						 .map = map});
		settle_ring(map);
		bpf_map__set_pin_path(map,
							  nullptr); // LIBBPF_PIN_BY_NAME would leave it in /sys/fs/bpf; that is what --pin is for
	}
}

void UserObject::list_variables() {
	const struct btf* types = bpf_object__btf(object_);
	for (uint32_t id = 1; types && id < btf__type_cnt(types); id++) {
		const btf_type* section = btf__type_by_id(types, id);
		if (!btf_is_datasec(section)) continue;
		const std::string name = shown_name(btf__name_by_offset(types, section->name_off));
		const auto map = std::ranges::find_if(maps_, [&](const UserMap& m) { return m.is_section && m.name == name; });
		if (map == maps_.end()) continue;
		size_t room = 0;
		(void)bpf_map__initial_value(map->map, &room);
		for (uint32_t i = 0; i < btf_vlen(section); i++) {
			const btf_var_secinfo& place = btf_var_secinfos(section)[i];
			const btf_type* variable = btf__type_by_id(types, place.type);
			if (!variable || !btf_is_var(variable) || place.offset > room || place.size > room - place.offset) continue;
			variables_.push_back({.name = shown_name(btf__name_by_offset(types, variable->name_off)),
								  .section = name,
								  .map = static_cast<size_t>(map - maps_.begin()),
								  .offset = place.offset,
								  .size = place.size,
								  .type = variable->type,
								  .is_static = btf_var(variable)->linkage == BTF_VAR_STATIC,
								  .is_volatile = is_volatile(types, variable->type)});
		}
	}
}

const UserMap* UserObject::map(std::string_view name) const {
	const auto found = std::ranges::find(maps_, name, &UserMap::name);
	return found == maps_.end() ? nullptr : &*found;
}

std::vector<UserEntry> UserObject::entries(const UserMap& map) {
	std::vector<UserEntry> list;
	const int fd = bpf_map__fd(map.map);
	if (fd < 0 || !map.is_table()) return list;
	// of a map per CPU the kernel hands over a multiple of 8 bytes for each
	const size_t cpus = map.is_per_cpu() ? static_cast<size_t>(libbpf_num_possible_cpus()) : 1;
	const size_t step = map.is_per_cpu() ? (map.value_size + 7) / 8 * 8 : map.value_size;
	std::vector<uint8_t> key(map.key_size), next(map.key_size), values(step * cpus);
	std::set<std::vector<uint8_t>> seen; // a walk begins anew when the entry it stands on goes away
	const uint8_t* from = nullptr;
	while (bpf_map_get_next_key(fd, from, next.data()) == 0 && seen.size() <= map.max_entries) {
		key = next;
		from = key.data();
		if (!map.is_array() && !seen.insert(key).second) continue;
		if (bpf_map_lookup_elem(fd, key.data(), values.data()) != 0) continue;
		if (map.is_array() && std::ranges::all_of(values, [](uint8_t b) { return b == 0; })) continue;
		UserEntry entry{.key = key, .values = {}};
		for (size_t cpu = 0; cpu < cpus; cpu++) {
			const auto at = values.begin() + static_cast<ptrdiff_t>(step * cpu);
			entry.values.emplace_back(at, at + map.value_size);
		}
		list.push_back(std::move(entry));
	}
	return list;
}

const UserVariable* UserObject::variable(std::string_view name) const {
	const auto found = std::ranges::find(variables_, name, &UserVariable::name);
	return found == variables_.end() ? nullptr : &*found;
}

std::span<uint8_t> UserObject::initial(const UserVariable& variable) {
	size_t size = 0;
	// the interface is const for what is not: these bytes are what the load puts into the map
	auto* bytes = static_cast<uint8_t*>(const_cast<void*>(bpf_map__initial_value(maps_[variable.map].map, &size)));
	if (!bytes || variable.offset > size || variable.size > size - variable.offset) return {};
	return {bytes + variable.offset, variable.size};
}

std::vector<uint8_t> UserObject::current(const UserVariable& variable) const {
	const bpf_map* map = maps_[variable.map].map;
	std::vector<uint8_t> bytes(bpf_map__value_size(map));
	const uint32_t zero = 0;
	if (bpf_map__fd(map) < 0 || bpf_map_lookup_elem(bpf_map__fd(map), &zero, bytes.data()) != 0) return {};
	if (variable.offset > bytes.size() || variable.size > bytes.size() - variable.offset) return {};
	return {bytes.begin() + variable.offset, bytes.begin() + variable.offset + variable.size};
}

void UserObject::set(std::string_view name, uint64_t value) {
	const UserVariable* found = variable(name);
	if (!found) return;
	const std::span<uint8_t> bytes = initial(*found);
	std::memcpy(bytes.data(), &value, std::min(bytes.size(), sizeof value)); // little-endian
}

} // namespace strobe::engine
