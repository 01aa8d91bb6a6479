// SPDX-License-Identifier: BSD-2-Clause
#include "plan/operand.h"

#include "spec/nearest.h"

namespace strobe::plan {

namespace {

using spec::Place;
using spec::ProbeField;
using spec::Shape;

struct Known {
	std::string_view name;
	strobe_source source;
	Shape shape;
};

constexpr Known kKnown[] = {
	{"pid", STROBE_SRC_PID, Shape::kUnsigned}, {"tid", STROBE_SRC_TID, Shape::kUnsigned},
	{"uid", STROBE_SRC_UID, Shape::kUnsigned}, {"cpu", STROBE_SRC_CPU, Shape::kUnsigned},
	{"comm", STROBE_SRC_COMM, Shape::kText},
};

constexpr std::string_view kArguments = "args.";

Error unknown(std::string_view name, const spec::ProbeRow& row) {
	spec::Nearest nearest(name);
	std::string list;
	for (const Known& k : kKnown) nearest.offer(k.name);
	for (const ProbeField& f : row.fields) {
		nearest.offer(f.name);
		list += (list.empty() ? "" : ", ") + f.name;
	}
	std::string hint = "its fields are " + list + "; besides there are pid, tid, uid, cpu, comm; a text needs quotes";
	if (!nearest.best().empty()) hint = "did you mean '" + std::string(nearest.best()) + "'?";
	return {row.name + " has no field '" + std::string(name) + "'", std::move(hint)};
}

strobe_source source_of(const ProbeField& f) {
	switch (f.place) {
	case Place::kDynamic: return STROBE_SRC_DYNAMIC;
	case Place::kRelative: return STROBE_SRC_RELATIVE;
	default: return f.shape == Shape::kText ? STROBE_SRC_CHARS : STROBE_SRC_FIELD;
	}
}

} // namespace

Result<Operand> operand(std::string_view name, const spec::ProbeRow& row) {
	const bool only_field = name.starts_with(kArguments);
	if (only_field) name.remove_prefix(kArguments.size());
	if (!only_field)
		for (const Known& k : kKnown)
			if (k.name == name) return Operand{{static_cast<uint8_t>(k.source), 0, 0, 0}, k.shape};
	const ProbeField* f = row.field(name);
	if (!f) return unknown(name, row);
	if (f->shape == Shape::kArray)
		return Error{"'" + f->name + "' of " + row.name + " is an array", "numbers and texts can be compared"};
	const strobe_value value{static_cast<uint8_t>(source_of(*f)), f->shape == Shape::kSigned,
							 static_cast<uint16_t>(f->size), f->offset};
	return Operand{value, f->shape};
}

} // namespace strobe::plan
