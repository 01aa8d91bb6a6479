// SPDX-License-Identifier: BSD-2-Clause
#include "types/program.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fnmatch.h>
#include <set>
#include <tuple>

#include "spec/nearest.h"
#include "types/demangle.h"
#include "types/find_binary.h"
#include "types/machine.h"

namespace strobe::types {

namespace {

using spec::Place;
using spec::ProbeField;
using spec::Shape;
using Kind = Symbol::Kind;

constexpr uint32_t kLongestText = 4096;
constexpr size_t kRawArguments = 6;
// The context of a whole call (STROBE_PROBE_WHOLE): words of 8 bytes, the arguments and, behind eight of them, the
// result.
constexpr uint32_t kWords[] = {0, 8, 16, 24, 32, 40};
constexpr uint32_t kWordOfResult = 64;
// Names that an optimiser or an assembler has cut out of functions.
constexpr std::string_view kPieces[] = {".cold", ".part.", ".isra.", ".constprop."};

bool is_glob(std::string_view symbol) {
	return symbol.find_first_of("*?") != std::string_view::npos;
}

/// fnmatch knows brackets, which the names of C++ have.
bool matches_glob(const std::string& glob, const std::string& name) {
	std::string pattern;
	for (const char c : glob) {
		if (c == '[' || c == '\\') pattern += '\\';
		pattern += c;
	}
	return fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
}

std::optional<uint64_t> address_of(std::string_view text) {
	uint64_t v = 0;
	if (!text.starts_with("0x")) return std::nullopt;
	const auto [end, error] = std::from_chars(text.data() + 2, text.data() + text.size(), v, 16);
	return error == std::errc{} && end == text.data() + text.size() ? std::optional(v) : std::nullopt;
}

bool is_code(const Symbol& s) {
	return s.kind == Kind::kFunction || s.kind == Kind::kUntyped;
}

/// Of names of one address: the one that a program would call, then the one without decoration.
bool is_better(std::string_view a, std::string_view b) {
	const auto rank = [](std::string_view s) {
		const size_t underscores = std::min(s.find_first_not_of('_'), s.size());
		return std::tuple(underscores, s.size(), s);
	};
	return rank(a) < rank(b);
}

std::string shown(std::string_view name) {
	std::string text = demangled(name);
	return text.empty() ? std::string(name) : text;
}

/// The identifier that a mangled name of this function must hold; empty: it may be abbreviated.
std::string_view last_identifier(std::string_view wanted) {
	static constexpr std::string_view kAbbreviated[] = {"string",  "basic_string", "allocator",    "ostream",
														"istream", "iostream",     "basic_ostream"};
	wanted = wanted.substr(0, wanted.find('('));
	wanted = wanted.substr(0, wanted.find('<'));
	const size_t colon = wanted.rfind(':');
	if (colon != std::string_view::npos) wanted.remove_prefix(colon + 1);
	if (wanted.starts_with('~')) wanted.remove_prefix(1);
	const bool plain = std::ranges::all_of(wanted, [](unsigned char c) { return std::isalnum(c) || c == '_'; });
	return plain && !wanted.starts_with("operator") && std::ranges::find(kAbbreviated, wanted) == std::end(kAbbreviated)
			   ? wanted
			   : std::string_view{};
}

std::string base_name(const std::string& path) {
	return path.substr(path.rfind('/') + 1);
}

} // namespace

std::string_view word_of(FunctionProbe probe) {
	switch (probe) {
	case FunctionProbe::kEntry: return "uprobe";
	case FunctionProbe::kReturn: return "uretprobe";
	case FunctionProbe::kCall: return "ufunc";
	}
	return "";
}

ProbeField raw_word(std::string name, uint32_t offset) {
	return {
		.name = std::move(name), .type = "u64", .shape = Shape::kUnsigned, .offset = offset, .size = 8, .hex = true};
}

ProbeField cast_field(const spec::Cast& cast, const ProbeField& raw) {
	const spec::CastType& type = *spec::cast_type(cast.type);
	ProbeField f = raw;
	f.name = cast.name;
	f.type = cast.type;
	f.shape = type.shape;
	f.size = type.size;
	f.types = nullptr;
	f.type_id = 0;
	f.hex = cast.type == "hex";
	if (type.shape != Shape::kText || f.place == Place::kNowhere) return f;
	f.type = "char *";
	f.size = kLongestText;
	if (raw.place == Place::kMemory)
		f.walk.steps.push_back(0);
	else
		f.walk = {.at = raw.offset, .steps = {0}, .user = true};
	f.place = Place::kMemory;
	return f;
}

// ---- finding functions

Result<std::unique_ptr<Program>> Program::open(const std::string& path) {
	auto elf = ElfFile::open(path);
	if (!elf) return elf.error();
	return std::unique_ptr<Program>(new Program(std::move(*elf)));
}

DwarfTypes* Program::dwarf() {
	if (!dwarf_sought_ && !elf_->is_go()) dwarf_ = DwarfTypes::of(elf_->with_debug_info());
	dwarf_sought_ = true;
	return dwarf_.get();
}

/// A name may stand for several functions: static ones of several files, overloads.
std::vector<Function> Program::named(std::string_view name, std::string_view version) {
	std::vector<Function> found;
	std::set<uint64_t> addresses;
	const auto add = [&](const Symbol& s, std::string text) {
		if (is_code(s) && elf_->file_offset(s.address, true) && addresses.insert(s.address).second)
			found.push_back({std::move(text), s.address, s.size});
	};
	// an old version only where there is no other
	const bool has_new =
		std::ranges::any_of(elf_->symbols(), [&](const Symbol& s) { return s.name == name && !s.old_version; });
	for (const Symbol& s : elf_->symbols())
		if (s.name == name && (version.empty() ? s.old_version != has_new : s.version == version)) add(s, shown(name));
	if (!found.empty()) return found;
	const std::string_view identifier = last_identifier(name);
	for (const Symbol& s : elf_->symbols())
		if (s.name.starts_with("_Z") && is_code(s) && s.name.find(identifier) != std::string_view::npos)
			if (std::string text = demangled(s.name); names_function(text, name)) add(s, std::move(text));
	return found;
}

std::vector<Function> Program::matching(const std::string& glob) {
	std::map<uint64_t, Function> by_address;
	for (const Symbol& s : elf_->symbols()) {
		if (s.kind != Kind::kFunction || s.old_version || !elf_->file_offset(s.address, true)) continue;
		if (std::ranges::any_of(kPieces,
								[&](std::string_view piece) { return s.name.find(piece) != std::string_view::npos; }))
			continue;
		const std::string text = shown(s.name);
		if (!matches_glob(glob, text) && !matches_glob(glob, std::string(s.name))) continue;
		const auto [at, is_new] = by_address.try_emplace(s.address, Function{text, s.address, s.size});
		if (!is_new && is_better(text, at->second.name)) at->second.name = text;
	}
	std::vector<Function> found;
	found.reserve(by_address.size());
	for (auto& [address, function] : by_address) found.push_back(std::move(function));
	std::ranges::sort(found, {}, [](const Function& f) { return std::tie(f.name, f.address); });
	return found;
}

Result<std::vector<Function>> Program::find(const std::string& symbol) {
	if (const auto address = address_of(symbol)) {
		if (!elf_->file_offset(*address, true))
			return Error{fmt::format("{} has no code at {}", path(), symbol),
						 "addresses are those of the file: nm and objdump -d show them"};
		return std::vector{Function{symbol, *address, 0}};
	}
	const size_t at = symbol.find('@');
	const std::string name = at == 0 ? symbol : symbol.substr(0, at);
	const std::string version =
		at == std::string::npos || at == 0
			? ""
			: symbol.substr(symbol.find_first_not_of('@', at) == std::string::npos ? symbol.size()
																				   : symbol.find_first_not_of('@', at));
	auto found = named(name, version);
	if (found.empty() && is_glob(symbol)) found = matching(symbol);
	if (!found.empty()) return found;
	return no_function(symbol);
}

/// The library that has what this file imports.
std::string Program::imported_from(std::string_view name) {
	for (const std::string& soname : elf_->needed()) {
		const std::string path = find_library(soname);
		auto library = path.empty() ? Error{""} : ElfFile::open(path);
		if (!library) continue;
		for (const Symbol& s : (*library)->symbols())
			if (s.name == name && s.kind != Kind::kImported) return soname;
	}
	return {};
}

/// A symbol of that name exists, but cannot be probed.
std::optional<Error> Program::why_not(const std::string& name) {
	for (const Kind kind : {Kind::kIndirect, Kind::kImported, Kind::kData})
		for (const Symbol& s : elf_->symbols()) {
			if (s.name != name || s.kind != kind) continue;
			const std::string file = base_name(path());
			if (kind == Kind::kData)
				return Error{fmt::format("'{}' of {} is a variable", name, path()), "functions can be probed"};
			if (kind == Kind::kImported) {
				const std::string library = imported_from(name);
				return Error{fmt::format("'{}' is not in {}, which imports it", name, path()),
							 library.empty() ? "it is in one of the libraries: " +
												   fmt::format("{}", fmt::join(elf_->needed(), ", "))
											 : fmt::format("it is in a library: uprobe:{}:{}", library, name)};
			}
			std::string choices;
			const auto candidates = matching("__" + name + "_*");
			for (size_t i = 0; i < std::min<size_t>(candidates.size(), 3); i++)
				choices += (i ? ", " : "") + candidates[i].name;
			return Error{
				fmt::format("'{}' of {} is chosen among several functions when the program starts", name, path()),
				choices.empty() ? "with the library's debug symbols installed these could be probed by name"
								: fmt::format("probe them: uprobe:{}:__{}_*, such as {}", file, name, choices)};
		}
	return std::nullopt;
}

Error Program::no_function(const std::string& symbol) {
	if (auto reason = why_not(symbol.substr(0, symbol.find('@')))) return *reason;
	if (is_glob(symbol))
		return {fmt::format("no function of {} matches '{}'", path(), symbol), "patterns are globs: 'get*'"};
	if (elf_->symbols().empty())
		return {path() + " has no symbols", "install its debug symbols, or probe an address: 0x401136"};
	if (const std::string name = symbol.substr(0, symbol.find('(')); name != symbol && !named(name, "").empty())
		return {fmt::format("{} has no function '{}'", path(), symbol),
				"arguments need a type: " + name + "(x:u64); without a list of them all are shown"};
	spec::Nearest nearest(symbol);
	std::set<std::string> versions;
	for (const bool same_letter : {true, false}) // of those that are equally near
		for (const Symbol& s : elf_->symbols())
			if (is_code(s) && (s.name[0] == symbol[0]) == same_letter) nearest.offer(s.name);
	for (const Symbol& s : elf_->symbols()) {
		if (!s.version.empty() && s.name == symbol.substr(0, symbol.find('@'))) versions.insert(std::string(s.version));
	}
	if (!versions.empty())
		return {fmt::format("{} has no '{}'", path(), symbol),
				fmt::format("its versions are {}", fmt::join(versions, ", "))};
	std::string hint = nearest.best().empty()
						   ? fmt::format("strobe probe -l 'uprobe:{}:*' lists what there is", base_name(path()))
						   : "did you mean '" + std::string(nearest.best()) + "'?";
	return {fmt::format("{} has no function '{}'", path(), symbol), std::move(hint)};
}

// ---- rows

Result<> Program::add_fields(const Function& function, const FunctionWish& wish, spec::ProbeRow& row) {
	const Machine& m = machine();
	const bool at_entry = wish.probe == FunctionProbe::kEntry, inside = wish.offset || function.name.starts_with("0x");
	const bool whole = wish.probe == FunctionProbe::kCall;
	CallPlaces places{.arguments = elf_->is_go() ? m.go_arguments : m.arguments,
					  .stack = m.stack,
					  .first_on_stack = m.stack_arguments,
					  .result = m.result,
					  .result_takes_argument = m.result_takes_argument};
	if (whole)
		places = {.arguments = kWords, .result = kWordOfResult, .result_takes_argument = m.result_takes_argument};
	std::optional<DwarfTypes::Signature> known;
	if (!inside && dwarf()) known = dwarf()->signature(function.address, places);
	std::vector<ProbeField> arguments;
	for (size_t i = 0; !known && i < kRawArguments; i++)
		arguments.push_back(raw_word("arg" + std::to_string(i), places.arguments[i]));
	if (known) arguments = std::move(known->parameters);
	if (!wish.casts.empty()) {
		if (wish.casts.size() > places.arguments.size())
			return Error{fmt::format("{} casts more than {} arguments", row.name, places.arguments.size()),
						 "the others are not in registers"};
		std::vector<ProbeField> cast;
		for (size_t i = 0; i < wish.casts.size(); i++) {
			const ProbeField raw = raw_word("", places.arguments[i]);
			if (wish.casts[i].name != "_") cast.push_back(cast_field(wish.casts[i], raw));
		}
		arguments = std::move(cast);
	} else if (inside) {
		arguments.clear(); // the registers are in use
	}
	if (at_entry || whole) row.fields = std::move(arguments);
	if (at_entry) return Ok{};
	if (!wish.result.empty())
		row.fields.push_back(cast_field({"ret", wish.result}, raw_word("", places.result)));
	else if (!known)
		row.fields.push_back(raw_word("ret", places.result));
	else if (known->result)
		row.fields.push_back(std::move(*known->result));
	row.fields.push_back({.name = "duration",
						  .type = "ns",
						  .shape = Shape::kDuration,
						  .place = Place::kKnown,
						  .size = sizeof(uint64_t)});
	return Ok{};
}

Result<spec::ProbeRow> Program::row(const Function& function, const FunctionWish& wish, const std::string& title) {
	spec::ProbeRow row;
	row.name = fmt::format("{}:{}:{}", word_of(wish.probe), title, function.name);
	if (wish.offset) row.name += fmt::format("+{}", wish.offset);
	if (wish.probe != FunctionProbe::kEntry && elf_->is_go())
		return Error{fmt::format("{} is written in Go, whose functions cannot be probed at their return", path()),
					 fmt::format("Go moves stacks, and a changed return address would end the program; entries can be "
								 "probed: uprobe:{}:{}",
								 title, function.name)};
	if (wish.offset && wish.probe != FunctionProbe::kEntry)
		return Error{fmt::format("'{}' has an offset, but a return has no place in the function", row.name),
					 "offsets go with uprobe"};
	if (wish.offset && function.size && wish.offset >= function.size)
		return Error{fmt::format("'{}' of {} has only {} bytes", function.name, path(), function.size),
					 "the offset must be that of an instruction in the function"};
	const auto offset = elf_->file_offset(function.address + wish.offset, true);
	if (!offset) return Error{fmt::format("'{}' of {} is not in the file", function.name, path())};
	row.size = machine().size;
	row.hook = {.kind = wish.probe == FunctionProbe::kEntry ? spec::HookKind::kUprobe : spec::HookKind::kUprobeReturn,
				.path = path(),
				.offset = *offset,
				.timed = wish.probe != FunctionProbe::kEntry,
				.whole = wish.probe == FunctionProbe::kCall};
	if (auto ok = add_fields(function, wish, row); !ok) return ok.error();
	return row;
}

} // namespace strobe::types
