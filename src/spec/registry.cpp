// SPDX-License-Identifier: BSD-2-Clause
#include "spec/registry.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

#include "spec/abi_numbers.h"
#include "spec/nearest.h"
#include "spec/topics.h"

namespace strobe::spec {

namespace {

using Table = std::vector<const Row*>;
using ByName = std::unordered_map<string_view, const Row*>;

struct Registry {
	std::vector<const Row*> all;
	std::vector<const Row*> by_name; ///< sorted by name, among equals by id
	std::unordered_map<const Row*, unsigned> ids;
	std::array<Table, kAbis> tables;

	Registry();

private:
	void add(std::span<const Row> rows) {
		for (const Row& row : rows) {
			ids.emplace(&row, static_cast<unsigned>(all.size()));
			all.push_back(&row);
		}
	}
};

ByName index(std::span<const Row> rows) {
	ByName map;
	for (const Row& row : rows) map.emplace(row.name, &row);
	return map;
}

void fill(Table& table, std::span<const Number> numbers, const ByName& preferred, const ByName& names) {
	for (const Number& n : numbers) {
		if (table.size() <= n.nr) table.resize(n.nr + 1u, nullptr);
		const auto own = preferred.find(n.name);
		if (own != preferred.end()) {
			table[n.nr] = own->second;
		} else if (const auto shared = names.find(n.name); shared != names.end()) {
			table[n.nr] = shared->second;
		}
	}
}

Registry::Registry() {
	using Topic = std::span<const Row> (*)();
	constexpr Topic kTopics[] = {fs_rows,   net_rows,   mm_rows,    process_rows, signal_rows,  time_rows,     ipc_rows,
								 poll_rows, creds_rows, sched_rows, system_rows,  retired_rows, i386_only_rows};
	for (const Topic topic : kTopics) add(topic());
	ByName names;
	for (const Row* row : all) names.emplace(row->name, row);
	add(i386_form_rows());

	by_name = all;
	std::ranges::stable_sort(by_name, {}, &Row::name);

	fill(tables[static_cast<size_t>(Abi::kX86_64)], x86_64_numbers(), {}, names);
	fill(tables[static_cast<size_t>(Abi::kI386)], i386_numbers(), index(i386_form_rows()), names);
	Table& x32 = tables[static_cast<size_t>(Abi::kX32)];
	x32 = tables[static_cast<size_t>(Abi::kX86_64)];
	for (const uint16_t nr : not_on_x32()) x32.at(nr) = nullptr;
	fill(x32, x32_numbers(), {}, names);
}

const Registry& registry() {
	static const Registry instance;
	return instance;
}

struct ClassName {
	string_view name;
	uint64_t mask;
};

constexpr ClassName kClasses[] = {
	{"desc", kDesc},          {"file", kFile},   {"memory", kMemory},      {"network", kNetwork}, {"net", kNetwork},
	{"process", kProcess},    {"ipc", kIpc},     {"signal", kSignalClass}, {"creds", kCreds},     {"stat", kStat},
	{"lstat", kLstat},        {"fstat", kFstat}, {"%stat", kStatLike},     {"statfs", kStatfs},   {"fstatfs", kFstatfs},
	{"%statfs", kStatfsLike}, {"clock", kClock}, {"pure", kPure},
};

} // namespace

std::span<const Row* const> rows() {
	return registry().all;
}

std::span<const Row* const> table_of(Abi abi) {
	return registry().tables.at(static_cast<size_t>(abi));
}

const Row* row_of(Abi abi, uint64_t nr) {
	const auto table = table_of(abi);
	return nr < table.size() ? table[nr] : nullptr;
}

std::span<const Row* const> rows_named(string_view name) {
	const auto found = std::ranges::equal_range(registry().by_name, name, {}, &Row::name);
	return {found.begin(), found.end()};
}

const Row* row_named(string_view name) {
	const auto found = rows_named(name);
	return found.empty() ? nullptr : found.front();
}

unsigned row_id(const Row& row) {
	return registry().ids.at(&row);
}

uint64_t class_named(string_view name) {
	for (const ClassName& c : kClasses) {
		if (c.name == name) return c.mask;
	}
	return 0;
}

string_view nearest_syscall(string_view name) {
	Nearest nearest(name);
	for (const Row* row : rows()) nearest.offer(row->name);
	return nearest.best();
}

string_view nearest_class(string_view name) {
	Nearest nearest(name);
	for (const ClassName& c : kClasses) nearest.offer(c.name);
	return nearest.best();
}

} // namespace strobe::spec
