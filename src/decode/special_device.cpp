// SPDX-License-Identifier: BSD-2-Clause
// GPIO attributes, whose meaning depends on their id; and maps of the extents of a file.
#include <linux/fiemap.h>
#include <linux/gpio.h>

#include "decode/special.h"
#include "spec/xlat_device.h"
#include "spec/xlat_fs.h"

namespace strobe::decode {

namespace {

// ---- GPIO -----------------------------------------------------------------------------------------------------------

bool known(const gpio_v2_line_attribute& a) {
	return a.padding == 0 && (a.id == GPIO_V2_LINE_ATTR_ID_FLAGS || a.id == GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES ||
							  a.id == GPIO_V2_LINE_ATTR_ID_DEBOUNCE);
}

void attribute_fields(Decoding& d, const gpio_v2_line_attribute& a) {
	if (!known(a)) {
		d.uint_field("id", a.id);
		if (a.padding) d.hex_field("padding", a.padding);
		return d.hex_field("data", a.values);
	}
	if (a.id == GPIO_V2_LINE_ATTR_ID_FLAGS)
		d.flags_field("flags", spec::gpio_v2_line_flags, a.flags);
	else if (a.id == GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES)
		d.hex_field("values", a.values);
	else
		d.uint_field("debounce_period_us", a.debounce_period_us);
}

void gpio_attribute_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto a = d.load_or_address<gpio_v2_line_attribute>(addr);
	if (!a) return;
	d.sink.begin_struct();
	attribute_fields(d, *a);
	d.sink.end_struct(false);
}

/// {flags=GPIO_V2_LINE_FLAG_OUTPUT, mask=0x1}; what is not known stands apart: {attr={id=9, data=0x1}, mask=0x1}
void gpio_config_attribute_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto a = d.load_or_address<gpio_v2_line_config_attribute>(addr);
	if (!a) return;
	d.sink.begin_struct();
	if (known(a->attr)) {
		attribute_fields(d, a->attr);
	} else {
		d.sink.field("attr");
		d.sink.begin_struct();
		attribute_fields(d, a->attr);
		d.sink.end_struct(false);
	}
	d.hex_field("mask", a->mask);
	d.sink.end_struct(false);
}

// ---- FS_IOC_FIEMAP --------------------------------------------------------------------------------------------------

// struct fiemap without the extents, which C++ cannot copy.
struct MapHead {
	uint64_t start, length;
	uint32_t flags, mapped_extents, extent_count, reserved;
};

void extent(Decoding& d, uint64_t addr) {
	const auto e = d.load<fiemap_extent>(addr).value_or(fiemap_extent{});
	d.sink.begin_struct();
	d.uint_field("fe_logical", e.fe_logical);
	d.uint_field("fe_physical", e.fe_physical);
	d.uint_field("fe_length", e.fe_length);
	d.flags_field("fe_flags", spec::fiemap_extent_flags, e.fe_flags);
	d.sink.end_struct(false);
}

/// {fm_start=0, fm_length=4096, fm_flags=0, fm_extent_count=1} => {fm_flags=0, fm_mapped_extents=1, ...}
void fiemap_value(Decoding& d, const spec::Type&, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	const auto asked = d.load_or_address<MapHead>(addr);
	if (!asked) return;
	d.sink.begin_struct();
	d.uint_field("fm_start", asked->start);
	d.uint_field("fm_length", asked->length);
	d.flags_field("fm_flags", spec::fiemap_flags, asked->flags);
	d.uint_field("fm_extent_count", asked->extent_count);
	d.sink.end_struct(false);
	if (!d.call.finished || d.call.failed()) return;
	d.look(Decoding::Image::kAfter);
	d.sink.after();
	const auto now = d.load_or_address<MapHead>(addr);
	if (!now) return;
	d.sink.begin_struct();
	d.flags_field("fm_flags", spec::fiemap_flags, now->flags);
	d.uint_field("fm_mapped_extents", now->mapped_extents);
	if (!d.how.abbrev) {
		d.sink.field("fm_extents");
		d.elements(addr + sizeof(MapHead), now->mapped_extents, sizeof(fiemap_extent),
				   [&](uint64_t at) { extent(d, at); });
	}
	d.sink.end_struct(d.how.abbrev);
}

constexpr Special kSpecials[] = {
	{.name = "gpio_attribute", .value = gpio_attribute_value},
	{.name = "gpio_config_attribute", .value = gpio_config_attribute_value},
	{.name = "fiemap", .value = fiemap_value, .phase = Phase::kExit},
};

} // namespace

std::span<const Special> device_specials() {
	return kSpecials;
}

} // namespace strobe::decode
