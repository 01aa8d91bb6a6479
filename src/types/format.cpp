// SPDX-License-Identifier: BSD-2-Clause
#include "types/format.h"

#include <charconv>
#include <optional>

namespace strobe::types {

namespace {

using spec::Place;
using spec::ProbeField;
using spec::Shape;

// A tracepoint's record is a page at most; what claims more is no format file.
constexpr uint32_t kLargestRecord = 1 << 16;
constexpr uint32_t kOwnBytes = 8; // of the kernel, before the first field
constexpr size_t kMostFields = 512;
constexpr uint32_t kPointerSize = 8, kLongestText = 4095;
constexpr std::string_view kCallEntry = "syscalls:sys_enter_"; // its pointers are the program's

std::string_view trimmed(std::string_view s) {
	while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
	while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
	return s;
}

std::optional<uint32_t> number(std::string_view s) {
	uint32_t v = 0;
	const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), v);
	if (error != std::errc{} || end != s.data() + s.size() || v > kLargestRecord) return std::nullopt;
	return v;
}

/// The value behind "key:" among parts that end in semicolons.
std::optional<std::string_view> part(std::string_view line, std::string_view key) {
	while (!line.empty()) {
		const size_t end = line.find(';');
		const std::string_view one = trimmed(line.substr(0, end));
		if (one.starts_with(key)) return trimmed(one.substr(key.size()));
		line = end == std::string_view::npos ? "" : line.substr(end + 1);
	}
	return std::nullopt;
}

struct Known {
	std::string_view type;
	uint8_t size;
	bool is_signed;
};

/// Types of C and of the kernel whose width does not hang on what the format file says: arguments of system calls stand
/// in words of 8 bytes, of which an int is the lower half.
constexpr Known kKnown[] = {
	{"char", 1, true},
	{"signed char", 1, true},
	{"unsigned char", 1, false},
	{"short", 2, true},
	{"unsigned short", 2, false},
	{"int", 4, true},
	{"unsigned int", 4, false},
	{"unsigned", 4, false},
	{"uint", 4, false},
	{"long", 8, true},
	{"unsigned long", 8, false},
	{"long long", 8, true},
	{"unsigned long long", 8, false},
	{"bool", 1, false},
	{"s8", 1, true},
	{"u8", 1, false},
	{"__s8", 1, true},
	{"__u8", 1, false},
	{"int8_t", 1, true},
	{"uint8_t", 1, false},
	{"s16", 2, true},
	{"u16", 2, false},
	{"__s16", 2, true},
	{"__u16", 2, false},
	{"int16_t", 2, true},
	{"uint16_t", 2, false},
	{"s32", 4, true},
	{"u32", 4, false},
	{"__s32", 4, true},
	{"__u32", 4, false},
	{"int32_t", 4, true},
	{"uint32_t", 4, false},
	{"s64", 8, true},
	{"u64", 8, false},
	{"__s64", 8, true},
	{"__u64", 8, false},
	{"int64_t", 8, true},
	{"uint64_t", 8, false},
	{"size_t", 8, false},
	{"ssize_t", 8, true},
	{"loff_t", 8, true},
	{"off_t", 8, true},
	{"pid_t", 4, true},
	{"uid_t", 4, false},
	{"gid_t", 4, false},
	{"qid_t", 4, false},
	{"umode_t", 2, false},
	{"key_t", 4, true},
	{"key_serial_t", 4, true},
	{"timer_t", 4, true},
	{"clockid_t", 4, true},
	{"mqd_t", 4, true},
	{"rwf_t", 4, true},
};

const Known* known(std::string_view type) {
	for (std::string_view qualifier : {"const ", "volatile "})
		if (type.starts_with(qualifier)) type.remove_prefix(qualifier.size());
	for (const Known& k : kKnown)
		if (k.type == type) return &k;
	return nullptr;
}

bool is_char(std::string_view type) {
	return type == "char" || type == "const char";
}

/// "__data_loc char[] filename": the type is char. Leaves the name in `declaration`, true when it was one.
bool take_location(std::string_view& declaration, ProbeField& f) {
	if (declaration.starts_with("__data_loc "))
		f.place = Place::kDynamic;
	else if (declaration.starts_with("__rel_loc "))
		f.place = Place::kRelative;
	else
		return false;
	declaration = trimmed(declaration.substr(declaration.find(' ')));
	return true;
}

void make_array(ProbeField& f, std::string_view element, uint32_t count) {
	const Known* k = known(element);
	f.shape = is_char(element) ? Shape::kText : Shape::kArray;
	f.element = k ? k->size : 1;
	f.signed_element = k && k->is_signed;
	if (count && f.size % count == 0 &&
		std::string_view("\1\2\4\10").find(static_cast<char>(f.size / count)) != std::string_view::npos)
		f.element = f.size / count;
	if (f.place == Place::kFixed && f.size % f.element) f.element = 1;
}

void follow_text(ProbeField& f, bool user) {
	f.walk = {.at = f.offset, .steps = {0}, .user = user};
	f.place = Place::kMemory;
	f.shape = Shape::kText;
	f.size = kLongestText;
}

/// "const char *buf, size_t count": what a size follows is no text.
void keep_address(ProbeField& f) {
	f.walk = {.user = f.walk.user};
	f.place = Place::kFixed;
	f.shape = Shape::kPointer;
	f.size = kPointerSize;
}

void make_scalar(ProbeField& f, bool is_signed) {
	const Known* k = known(f.type);
	if (f.type.find('*') != std::string::npos && f.size == kPointerSize) {
		f.shape = Shape::kPointer;
		return;
	}
	if (k && k->size <= f.size) {
		f.size = k->size;
		is_signed = k->is_signed;
	}
	f.shape = is_signed ? Shape::kSigned : Shape::kUnsigned;
	if (f.size != 1 && f.size != 2 && f.size != 4 && f.size != 8) make_array(f, "unsigned char", 0); // a structure
}

bool is_name(std::string_view s) {
	const auto good = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
	return !s.empty() && s.size() <= 64 && std::ranges::all_of(s, good) && !(s[0] >= '0' && s[0] <= '9');
}

/// "const char * filename", "__u8 saddr[4]", "__data_loc char[] name" with offset, size and sign.
bool take_field(std::string_view line, ProbeField& f) {
	auto declaration = part(line, "field:");
	const auto offset = part(line, "offset:"), size = part(line, "size:"), sign = part(line, "signed:");
	if (!declaration || !offset || !size) return false;
	const auto at = number(*offset), bytes = number(*size);
	if (!at || !bytes) return false;
	f.offset = *at;
	f.size = *bytes;
	const bool dynamic = take_location(*declaration, f);
	uint32_t count = 0;
	bool array = dynamic;
	if (declaration->ends_with(']')) { // the number may be the name of a constant
		const size_t bracket = declaration->rfind('[');
		if (bracket == std::string_view::npos) return false;
		count = number(declaration->substr(bracket + 1, declaration->size() - bracket - 2)).value_or(0);
		*declaration = trimmed(declaration->substr(0, bracket));
		array = true;
	}
	const size_t blank = declaration->find_last_of(" *");
	if (blank == std::string_view::npos) return false;
	f.name = declaration->substr(blank + 1);
	f.type = trimmed(declaration->substr(0, blank + 1));
	if (!is_name(f.name) || f.type.empty() || f.size == 0) return false;
	if (dynamic) {
		if (f.type.ends_with("[]")) f.type.resize(f.type.size() - 2);
		f.type = trimmed(f.type);
		f.size = 0;
	}
	if (array)
		make_array(f, f.type, count);
	else
		make_scalar(f, sign && *sign == "1");
	return true;
}

Error nonsense(std::string_view name, std::string_view line) {
	return {"the format of " + std::string(name) + " makes no sense: '" + std::string(line.substr(0, 80)) + "'",
			"this kernel describes the tracepoint in a way that strobe does not know"};
}

} // namespace

Result<spec::ProbeRow> parse_format(std::string_view text, std::string_view name) {
	spec::ProbeRow row{.name = std::string(name), .fields = {}};
	bool any = false;
	while (!text.empty()) {
		const size_t end = text.find('\n');
		const std::string_view line = trimmed(text.substr(0, end));
		text = end == std::string_view::npos ? "" : text.substr(end + 1);
		if (line.starts_with("print fmt:")) break;
		if (!line.starts_with("field:")) continue;
		any = true;
		ProbeField f;
		if (row.fields.size() >= kMostFields || !take_field(line, f)) return nonsense(name, line);
		if (f.offset < kOwnBytes && f.name.starts_with("common_")) continue;
		const uint32_t bytes = f.place == Place::kFixed ? f.size : 4;
		if (f.offset < kOwnBytes || f.offset + bytes > kLargestRecord) return nonsense(name, line);
		row.size = std::max(row.size, f.offset + bytes);
		if (f.shape == Shape::kPointer && f.type == "const char *") follow_text(f, name.starts_with(kCallEntry));
		if (f.type == "size_t" && !row.fields.empty() && row.fields.back().place == Place::kMemory)
			keep_address(row.fields.back());
		row.fields.push_back(std::move(f));
	}
	if (!any) return nonsense(name, "");
	return row;
}

} // namespace strobe::types
