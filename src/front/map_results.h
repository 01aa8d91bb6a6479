// SPDX-License-Identifier: BSD-2-Clause
// What a user's programs have left in their maps and global variables.
#pragma once

#include <string>
#include <vector>

#include "cli/run_options.h"
#include "decode/typed.h"
#include "engine/user_object.h"
#include "report/histogram.h"
#include "types/data_types.h"

namespace strobe::front {

struct MapRow {
	std::vector<uint8_t> key, value;
};

struct MapDrawing {
	std::vector<uint8_t> key; ///< empty: the whole map is one histogram
	report::Buckets buckets{};
};

struct MapResult {
	std::string name;
	const spec::DataType *key = nullptr, *value = nullptr;
	std::vector<MapRow> rows{};         ///< sorted
	std::vector<MapDrawing> drawings{}; ///< in their place
};

struct GlobalResult {
	std::string name;
	const spec::DataType* type = nullptr;
	std::vector<uint8_t> value{};
};

struct Results {
	std::vector<MapResult> maps{};
	std::vector<GlobalResult> globals{};
};

/// What the slots of programs' histograms stand for: [0, 2), [2, 4), [4, 8) ...
const spec::Histogram& slots();

class MapResults {
public:
	/// Refuses names that the object does not have.
	static Result<MapResults> of(const engine::UserObject& object, types::DataTypes& types,
								 const cli::RunOptions& options);

	/// What is there now; maps without entries are left out.
	[[nodiscard]] Results read() const;

private:
	struct Wanted {
		const engine::UserMap* map = nullptr;
		const spec::DataType *key = nullptr, *value = nullptr;
		bool is_histogram = false;
	};
	MapResults(const engine::UserObject& object, const cli::RunOptions& options) : object_(object), options_(options) {}
	[[nodiscard]] MapResult read(const Wanted& wanted) const;

	const engine::UserObject& object_;
	const cli::RunOptions& options_;
	std::vector<Wanted> maps_;
	std::vector<std::pair<const engine::UserVariable*, const spec::DataType*>> globals_;
};

} // namespace strobe::front
