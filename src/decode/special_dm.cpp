// SPDX-License-Identifier: BSD-2-Clause
// Device mapper: a header, and behind it lists whose members say where the next one is.
#include <linux/dm-ioctl.h>
#include <linux/ioctl.h>

#include "decode/special.h"
#include "spec/xlat_storage.h"

namespace strobe::decode {

namespace {

// The kernel's structures end in arrays without a size, which C++ does not copy: their fixed parts.
struct DepsHead {
	uint32_t count, padding;
};
struct NameHead {
	uint64_t dev;
	uint32_t next, padding;
};
struct VersionsHead {
	uint32_t next, version[3];
};
struct MessageHead {
	uint64_t sector;
};

/// One dm_ioctl, with the offsets of what follows it.
struct Request {
	uint32_t code;
	uint64_t addr;
	dm_ioctl head;
	bool after; ///< as the call left it
};

template <size_t N>
void version_field(Decoding& d, const uint32_t (&version)[N]) {
	d.sink.field("version");
	d.sink.begin_array();
	for (const uint32_t v : version) {
		d.sink.element();
		d.sink.unsigned_integer(v);
	}
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

/// A string that ends at its NUL, or where the data ends.
void text_field(Decoding& d, string_view name, uint64_t addr, uint64_t room) {
	const uint64_t most = d.options.max_string;
	d.sink.field(name);
	const auto b = d.bytes(addr, std::min(room, most + 1));
	if (!b) return d.sink.address(addr);
	const auto nul = std::find(b->begin(), b->end(), 0);
	const auto n = std::min<uint64_t>(static_cast<uint64_t>(nul - b->begin()), most);
	d.sink.string(b->first(n), {.cut = room > 0 && (nul == b->end() || n < static_cast<uint64_t>(nul - b->begin()))});
}

void chars_field(Decoding& d, string_view name, uint64_t addr, uint32_t size) {
	d.sink.field(name);
	d.value_at({.kind = Kind::kStr, .size = 0, .len = {.n = size}}, addr);
}

void misplaced(Decoding& d, string_view what) {
	d.sink.plain("???");
	d.sink.comment(what);
}

// ---- the header -----------------------------------------------------------------------------------------------------

bool has_data(uint32_t code) {
	switch (code) {
	case DM_VERSION:
	case DM_REMOVE_ALL:
	case DM_DEV_CREATE:
	case DM_DEV_REMOVE:
	case DM_DEV_SUSPEND:
	case DM_DEV_STATUS:
	case DM_TABLE_CLEAR:
	case DM_DEV_ARM_POLL: return false;
	default: return true;
	}
}

void device(Decoding& d, const Request& r) {
	if (r.code == DM_REMOVE_ALL || r.code == DM_LIST_DEVICES || r.code == DM_LIST_VERSIONS) return;
	if (r.head.dev) {
		d.sink.field("dev");
		d.device(r.head.dev);
	}
	if (r.head.name[0]) chars_field(d, "name", r.addr + offsetof(dm_ioctl, name), sizeof r.head.name);
	if (r.head.uuid[0]) chars_field(d, "uuid", r.addr + offsetof(dm_ioctl, uuid), sizeof r.head.uuid);
}

void values_before(Decoding& d, const Request& r) {
	switch (r.code) {
	case DM_TABLE_LOAD: return d.uint_field("target_count", r.head.target_count);
	case DM_DEV_SUSPEND:
		if (r.head.flags & DM_SUSPEND_FLAG) return;
		[[fallthrough]];
	case DM_DEV_RENAME:
	case DM_DEV_REMOVE:
	case DM_DEV_WAIT: return d.uint_field("event_nr", r.head.event_nr);
	default: return;
	}
}

void values_after(Decoding& d, const Request& r) {
	switch (r.code) {
	case DM_DEV_CREATE:
	case DM_DEV_RENAME:
	case DM_DEV_SUSPEND:
	case DM_DEV_STATUS:
	case DM_DEV_WAIT:
	case DM_TABLE_LOAD:
	case DM_TABLE_CLEAR:
	case DM_TABLE_DEPS:
	case DM_TABLE_STATUS:
	case DM_TARGET_MSG:
		d.uint_field("target_count", r.head.target_count);
		d.uint_field("open_count", static_cast<uint32_t>(r.head.open_count));
		d.uint_field("event_nr", r.head.event_nr);
		return;
	default: return;
	}
}

/// False: what follows cannot be trusted.
bool header(Decoding& d, const Request& r) {
	version_field(d, r.head.version);
	if (r.head.version[0] != DM_VERSION_MAJOR) {
		d.sink.comment("unsupported device mapper ABI version");
		return false;
	}
	d.uint_field("data_size", r.head.data_size);
	if (r.head.data_size < offsetof(dm_ioctl, data)) {
		d.sink.comment("data_size too small");
		return false;
	}
	if (has_data(r.code)) d.uint_field("data_start", r.head.data_start);
	device(d, r);
	if (!r.after)
		values_before(d, r);
	else if (!d.call.failed())
		values_after(d, r);
	d.flags_field("flags", spec::dm_flags, r.head.flags);
	return true;
}

// ---- what follows it ------------------------------------------------------------------------------------------------

/// Where a member of a list begins and its text: both within the data, and behind the member before.
struct Place {
	uint32_t offset, text;
	bool first = true;

	/// False: it would lie in front of the one before, or behind the end.
	bool settle(uint32_t size, uint32_t limit) {
		if (!first && offset <= text) return false;
		first = false;
		text = offset + size;
		return text > offset && text <= limit;
	}
};

void targets(Decoding& d, const Request& r) {
	if (d.how.abbrev && r.head.target_count == 0) return;
	Place at{r.head.data_start, 0};
	for (uint32_t i = 0; i < r.head.target_count; ++i) {
		d.sink.element();
		if (d.how.abbrev) return d.sink.plain("...");
		if (!at.settle(sizeof(dm_target_spec), r.head.data_size))
			return misplaced(d, "misplaced struct dm_target_spec");
		if (i >= d.options.max_string) return d.sink.plain("...");
		const uint64_t here = r.addr + at.offset;
		const auto s = d.load_or_address<dm_target_spec>(here);
		if (!s) return;
		d.sink.begin_struct();
		d.uint_field("sector_start", s->sector_start);
		d.uint_field("length", s->length);
		if (r.after) d.int_field("status", s->status);
		chars_field(d, "target_type", here + offsetof(dm_target_spec, target_type), sizeof s->target_type);
		text_field(d, "string", r.addr + at.text, r.head.data_size - at.text);
		d.sink.end_struct(false);
		at.offset = (r.after ? r.head.data_start : at.offset) + s->next;
	}
}

void dependencies(Decoding& d, const Request& r) {
	if (r.head.data_start == r.head.data_size) return;
	d.sink.element();
	if (d.how.abbrev) return d.sink.plain("...");
	Place at{r.head.data_start, 0};
	constexpr std::string_view kMisplaced = "misplaced struct dm_target_deps";
	if (!at.settle(offsetof(dm_target_deps, dev), r.head.data_size)) return misplaced(d, kMisplaced);
	const auto s = d.load_or_address<DepsHead>(r.addr + at.offset);
	if (!s) return;
	if (s->count > (r.head.data_size - at.text) / sizeof(uint64_t)) return misplaced(d, kMisplaced);
	d.sink.begin_struct();
	d.uint_field("count", s->count);
	d.sink.field("deps");
	constexpr spec::Type kDevice{.kind = Kind::kDev, .size = 8};
	d.array(kDevice, r.addr + at.text, s->count);
	d.sink.end_struct(false);
}

/// Newer versions put a number behind the name, at the next multiple of eight.
void event_of_name(Decoding& d, const Request& r, const Place& at, uint32_t next) {
	constexpr uint32_t kSince = 37;
	if (r.head.version[1] < kSince) return;
	const uint64_t text = r.addr + at.text;
	const auto name = d.memory().string(text, std::min<uint64_t>(r.head.data_size - at.text, DM_NAME_LEN));
	if (!name || !name->terminated) return;
	const uint64_t where = (text + name->bytes.size() + 1 + 7) & ~7ull;
	if (where + sizeof(uint32_t) > r.addr + at.offset + next) return;
	if (const auto event = d.memory().number(where, sizeof(uint32_t))) d.uint_field("event_nr", *event);
}

template <class T, class F>
void names(Decoding& d, const Request& r, uint32_t text_offset, std::string_view complaint, F&& print) {
	if (r.head.data_start == r.head.data_size) return;
	Place at{r.head.data_start, 0};
	for (uint32_t i = 0;; ++i) {
		d.sink.element();
		if (d.how.abbrev) return d.sink.plain("...");
		if (!at.settle(text_offset, r.head.data_size)) return misplaced(d, complaint);
		if (i >= d.options.max_string) return d.sink.plain("...");
		const auto s = d.load_or_address<T>(r.addr + at.offset);
		if (!s) return;
		d.sink.begin_struct();
		print(*s, at);
		d.sink.end_struct(false);
		if (!s->next) return;
		at.offset += s->next;
	}
}

void message(Decoding& d, const Request& r) {
	if (r.head.data_start == r.head.data_size) return;
	d.sink.element();
	if (d.how.abbrev) return d.sink.plain("...");
	Place at{r.head.data_start, 0};
	if (!at.settle(offsetof(dm_target_msg, message), r.head.data_size))
		return misplaced(d, "misplaced struct dm_target_msg");
	const auto s = d.load_or_address<MessageHead>(r.addr + at.offset);
	if (!s) return;
	d.sink.begin_struct();
	d.uint_field("sector", s->sector);
	text_field(d, "message", r.addr + at.text, r.head.data_size - at.text);
	d.sink.end_struct(false);
}

void string_of(Decoding& d, const Request& r) {
	d.sink.element();
	if (d.how.abbrev) return d.sink.plain("...");
	if (r.head.data_start > r.head.data_size) return misplaced(d, "misplaced string");
	d.sink.begin_struct();
	text_field(d, "string", r.addr + r.head.data_start, r.head.data_size - r.head.data_start);
	d.sink.end_struct(false);
}

void data_before(Decoding& d, const Request& r) {
	switch (r.code) {
	case DM_TABLE_LOAD: return targets(d, r);
	case DM_TARGET_MSG: return message(d, r);
	case DM_DEV_RENAME:
	case DM_DEV_SET_GEOMETRY: return string_of(d, r);
	default: return;
	}
}

void data_after(Decoding& d, const Request& r) {
	const uint64_t room = r.head.data_size;
	switch (r.code) {
	case DM_DEV_WAIT:
	case DM_TABLE_STATUS: return targets(d, r);
	case DM_TABLE_DEPS: return dependencies(d, r);
	case DM_LIST_DEVICES:
		return names<NameHead>(d, r, offsetof(dm_name_list, name), "misplaced struct dm_name_list",
							   [&](const NameHead& s, const Place& at) {
								   d.sink.field("dev");
								   d.device(s.dev);
								   text_field(d, "name", r.addr + at.text, room - at.text);
								   event_of_name(d, r, at, s.next);
							   });
	case DM_LIST_VERSIONS:
		return names<VersionsHead>(d, r, offsetof(dm_target_versions, name), "misplaced struct dm_target_versions",
								   [&](const VersionsHead& s, const Place& at) {
									   text_field(d, "name", r.addr + at.text, room - at.text);
									   version_field(d, s.version);
								   });
	case DM_TARGET_MSG:
		if (r.head.flags & DM_DATA_OUT_FLAG) string_of(d, r);
		return;
	default: return;
	}
}

void print(Decoding& d, const Request& r) {
	d.sink.begin_array();
	d.sink.element();
	d.sink.begin_struct();
	const bool known = header(d, r);
	d.sink.end_struct(false);
	if (known && !r.after) data_before(d, r);
	if (known && r.after && !d.call.failed()) data_after(d, r);
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

/// The header is read up to where data may begin in it.
std::optional<dm_ioctl> load_header(Decoding& d, uint64_t addr) {
	const auto b = d.bytes(addr, offsetof(dm_ioctl, data));
	if (!b || !d.how.verbose) return std::nullopt;
	dm_ioctl head{};
	std::memcpy(&head, b->data(), b->size());
	return head;
}

bool changed(const dm_ioctl& a, const dm_ioctl& b) {
	return !std::equal(a.version, a.version + 3, b.version) || a.data_size != b.data_size ||
		   a.data_start != b.data_start || a.flags != b.flags;
}

void device_mapper_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto code = static_cast<uint32_t>(d.call.args[1]);
	d.look(Decoding::Image::kBefore);
	const auto asked = load_header(d, addr);
	if (!asked || asked->data_size < offsetof(dm_ioctl, data_size)) return d.sink.address(addr);
	print(d, {code, addr, *asked, false});
	d.look(Decoding::Image::kAfter);
	const auto now = d.call.finished ? load_header(d, addr) : std::nullopt;
	if (!now || (d.call.failed() && !changed(*asked, *now))) return;
	d.sink.after();
	print(d, {code, addr, *now, true});
}

constexpr Special kSpecials[] = {
	{.name = "device_mapper", .value = device_mapper_value, .phase = Phase::kExit},
};

} // namespace

std::span<const Special> dm_specials() {
	return kSpecials;
}

} // namespace strobe::decode
