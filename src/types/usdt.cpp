// SPDX-License-Identifier: BSD-2-Clause
#include "types/usdt.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <fmt/format.h>
#include <optional>
#include <sys/types.h>

#include "types/machine.h"
#include "types/program.h"

namespace strobe::types {

namespace {

using spec::Place;
using spec::ProbeField;
using spec::Shape;

constexpr uint32_t kUsdtNote = 3;
constexpr std::string_view kOwner = "stapsdt";
constexpr size_t kMostPlaces = 65536, kMostArguments = 12;

uint32_t padded(uint32_t n) {
	return (n + 3) & ~3u;
}

/// Up to a NUL, which is taken as well; nullopt: there is none.
std::optional<std::string> take_text(std::string_view& bytes) {
	const size_t end = bytes.find('\0');
	if (end == std::string_view::npos) return std::nullopt;
	std::string text(bytes.substr(0, end));
	bytes.remove_prefix(end + 1);
	return text;
}

std::optional<UsdtPlace> parse_note(std::string_view bytes, uint64_t base) {
	uint64_t words[3];
	if (bytes.size() < sizeof words) return std::nullopt;
	std::memcpy(words, bytes.data(), sizeof words);
	bytes.remove_prefix(sizeof words);
	UsdtPlace place{.provider = {}, .name = {}, .address = words[0], .semaphore = words[2], .arguments = {}};
	auto provider = take_text(bytes), name = provider ? take_text(bytes) : std::nullopt,
		 arguments = name ? take_text(bytes) : std::nullopt;
	if (!arguments || provider->empty() || name->empty()) return std::nullopt;
	place.provider = std::move(*provider);
	place.name = std::move(*name);
	place.arguments = std::move(*arguments);
	if (base) { // what moves a file's sections (prelink) does not know of notes
		place.address += base - words[1];
		if (place.semaphore) place.semaphore += base - words[1];
	}
	return place;
}

template <class T>
bool take_number(std::string_view& text, T& v) {
	std::string_view rest = text;
	if (rest.starts_with('+')) rest.remove_prefix(1);
	const bool minus = rest.starts_with('-');
	const std::string_view digits = rest.substr(minus);
	const bool hex = digits.starts_with("0x");
	uint64_t n = 0;
	const char* const begin = digits.data() + (hex ? 2 : 0);
	const auto [end, error] = std::from_chars(begin, digits.data() + digits.size(), n, hex ? 16 : 10);
	if (error != std::errc{}) return false;
	v = static_cast<T>(minus ? -n : n);
	text = digits.substr(static_cast<size_t>(end - digits.data()));
	return true;
}

/// The words of the arguments. Operands may hold blanks where assemblers allow them: "8@[sp, 16]".
std::vector<std::string_view> words_of(std::string_view text) {
	std::vector<std::string_view> words;
	while (words.size() < kMostArguments) {
		while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
		if (text.empty()) break;
		size_t end = 0;
		for (unsigned depth = 0; end < text.size() && (depth || text[end] != ' '); end++)
			depth += text[end] == '[' ? 1u : text[end] == ']' && depth ? -1u : 0u;
		words.push_back(text.substr(0, end));
		text.remove_prefix(end);
	}
	return words;
}

/// Of 8 bytes, only what 32 bits with a sign hold.
void make_constant(ProbeField& f, int64_t v) {
	if (f.size == 8 && v != static_cast<int32_t>(v)) return;
	const unsigned above = 64 - 8 * f.size;
	if (f.shape == Shape::kSigned) v = static_cast<int64_t>(static_cast<uint64_t>(v) << above) >> above;
	f.place = Place::kConstant;
	f.offset = static_cast<uint32_t>(v);
}

void make_memory(ProbeField& f, const RegisterPart& base, int64_t displacement) {
	if (base.size != 8 || displacement != static_cast<int32_t>(displacement)) return;
	f.place = Place::kMemory;
	f.walk = {.at = base.offset, .steps = {static_cast<int32_t>(displacement)}, .user = true};
}

std::optional<uint64_t> address_named(std::string_view name, ElfFile* file) {
	if (!file) return std::nullopt;
	for (const Symbol& s : file->symbols())
		if (s.name == name && s.kind != Symbol::Kind::kImported) return s.address;
	return std::nullopt;
}

/// "name+4(%rip)": as far from the probe in memory as in the file.
void place_relative(std::string_view operand, const UsdtPlace& place, ElfFile* file, ProbeField& f) {
	std::string_view name = operand.substr(0, operand.find('('));
	int64_t more = 0;
	const size_t sign = name.find_last_of("+-");
	if (sign != std::string_view::npos && sign > 0) {
		std::string_view tail = name.substr(sign);
		if (!take_number(tail, more) || !tail.empty()) return;
		name = name.substr(0, sign);
	}
	const auto address = address_named(name, file);
	if (!address) return;
	make_memory(f, {machine().instruction, 8}, static_cast<int64_t>(*address - place.address) + more);
}

/// "$5", "%edi", "-16(%rbp)", "name(%rip)" of x86-64; "x0", "[sp, 16]", "5" of arm64. What is none of these stays
/// nowhere.
void place_operand(std::string_view operand, const UsdtPlace& place, ElfFile* file, ProbeField& f) {
	std::string_view rest = operand;
	int64_t v = 0;
	if (rest.starts_with('$')) rest.remove_prefix(1);
	if (take_number(rest, v) && rest.empty()) return make_constant(f, v);
	if (operand.starts_with('[') && operand.ends_with(']')) {
		rest = operand.substr(1, operand.size() - 2);
		const auto base = register_named(rest.substr(0, rest.find(',')));
		rest = rest.find(',') == std::string_view::npos ? "" : rest.substr(rest.find(',') + 1);
		while (rest.starts_with(' ') || rest.starts_with('#')) rest.remove_prefix(1);
		v = 0;
		if (base && (rest.empty() || (take_number(rest, v) && rest.empty()))) make_memory(f, *base, v);
		return;
	}
	if (operand.ends_with("(%rip)") && !std::isdigit(static_cast<unsigned char>(operand[0])))
		return place_relative(operand, place, file, f);
	if (operand.ends_with(')')) {
		rest = operand;
		v = 0;
		if (!rest.starts_with('(') && !take_number(rest, v)) return;
		if (!rest.starts_with("(%")) return;
		if (const auto base = register_named(rest.substr(2, rest.size() - 3))) make_memory(f, *base, v);
		return;
	}
	if (operand.starts_with('%')) operand.remove_prefix(1);
	const auto part = register_named(operand);
	if (!part) return;
	f.place = Place::kFixed;
	f.offset = part->offset;
	f.size = std::min(f.size, part->size);
}

/// "-4@%edi": size, negative when signed; without a size: that of a register.
ProbeField argument(std::string_view word, size_t number, const UsdtPlace& place, ElfFile* file) {
	ProbeField f{.name = "arg" + std::to_string(number), .place = Place::kNowhere};
	int size = 8;
	const size_t at = word.find('@');
	std::string_view head = word.substr(0, at == std::string_view::npos ? 0 : at);
	if (!head.empty() && !take_number(head, size)) size = 0;
	const int bytes = std::abs(size);
	f.size = static_cast<uint32_t>(bytes);
	f.type = fmt::format("{}{}", size < 0 ? 's' : 'u', 8 * bytes);
	f.shape = size < 0 ? Shape::kSigned : Shape::kUnsigned;
	f.hex = size == 8; // a pointer, most likely
	if (head == "f") f.type = bytes == 4 ? "float" : "double";
	if ((bytes != 1 && bytes != 2 && bytes != 4 && bytes != 8) || !head.empty()) return f;
	place_operand(word.substr(at == std::string_view::npos ? 0 : at + 1), place, file, f);
	return f;
}

} // namespace

std::vector<UsdtPlace> parse_usdt_notes(std::string_view section, uint64_t base) {
	std::vector<UsdtPlace> places;
	while (section.size() >= 12 && places.size() < kMostPlaces) {
		uint32_t head[3]; // sizes of name and contents, type
		std::memcpy(head, section.data(), sizeof head);
		section.remove_prefix(sizeof head);
		const uint64_t name = padded(head[0] & 0xffffff), contents = padded(head[1] & 0xffffff);
		if (head[0] > section.size() || name > section.size() || head[1] > section.size() - name) break;
		if (head[2] == kUsdtNote && section.substr(0, head[0]) == std::string_view("stapsdt\0", kOwner.size() + 1))
			if (auto place = parse_note(section.substr(name, head[1]), base)) places.push_back(std::move(*place));
		section.remove_prefix(std::min<size_t>(section.size(), name + contents));
	}
	return places;
}

std::vector<UsdtPlace> usdt_places(const ElfFile& file) {
	return parse_usdt_notes(file.section(".note.stapsdt"), file.section_address(".stapsdt.base"));
}

std::vector<ProbeField> usdt_arguments(const UsdtPlace& place, const std::vector<spec::Cast>& casts, ElfFile* file) {
	std::vector<ProbeField> fields;
	const auto words = words_of(place.arguments);
	for (size_t i = 0; i < words.size(); i++) {
		ProbeField f = argument(words[i], i, place, file);
		if (i < casts.size()) {
			if (casts[i].name == "_") continue;
			if (f.place == Place::kConstant && casts[i].type == "str") f.place = Place::kNowhere;
			const uint32_t known = f.size;
			f = cast_field(casts[i], f);
			if (f.shape != Shape::kText && f.place != Place::kConstant) f.size = std::min(f.size, known);
		} else if (!casts.empty()) {
			break;
		}
		fields.push_back(std::move(f));
	}
	return fields;
}

Result<spec::ProbeRow> usdt_row(const UsdtPlace& place, const std::vector<spec::Cast>& casts, ElfFile& file,
								const std::string& title) {
	spec::ProbeRow row{.name = fmt::format("usdt:{}:{}:{}", title, place.provider, place.name),
					   .fields = usdt_arguments(place, casts, &file),
					   .size = machine().size};
	const size_t known = words_of(place.arguments).size();
	if (casts.size() > known)
		return Error{fmt::format("{} has {} argument{}, not {}", row.name, known, known == 1 ? "" : "s", casts.size()),
					 known ? "strobe probe -l -v shows them" : "it has none to cast"};
	const auto offset = file.file_offset(place.address, true);
	if (!offset) return Error{fmt::format("{} is not in the code of {}", row.name, file.path()), "its notes are wrong"};
	row.hook = {.kind = spec::HookKind::kUprobe, .path = file.path(), .offset = *offset};
	if (place.semaphore) {
		const auto counter = file.file_offset(place.semaphore, false);
		if (!counter)
			return Error{fmt::format("the counter of {} is not in {}", row.name, file.path()), "its notes are wrong"};
		row.hook.reference = *counter;
	}
	return row;
}

} // namespace strobe::types
