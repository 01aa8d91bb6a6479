// SPDX-License-Identifier: BSD-2-Clause
// Video devices (V4L2): structures whose shape depends on a type inside them.
#include <linux/videodev2.h>

#include "decode/special.h"
#include "decode/terms.h"
#include "spec/structs_video.h"

namespace strobe::decode {

namespace {

// ---- scalars --------------------------------------------------------------------------------------------------------

/// v4l2_fourcc('Y', 'U', 'Y', 'V') /* V4L2_PIX_FMT_YUYV */
void pixel_format(Decoding& d, uint32_t fourcc, const spec::Xlat& names) {
	if (d.sink.xlat_style() == out::XlatStyle::kRaw) return d.sink.hexadecimal(fourcc);
	TextBuf& t = d.text();
	t.put("v4l2_fourcc(");
	for (unsigned i = 0; i < 4; ++i) {
		if (i > 0) t.put(", ");
		put_character(t, static_cast<uint8_t>(fourcc >> (8 * i)), false);
	}
	t.put(')');
	d.sink.plain(t.view());
	if (const string_view name = name_of(names, fourcc); !name.empty()) d.sink.comment(name);
}

void format_field(Decoding& d, string_view name, uint32_t fourcc, const spec::Xlat& names) {
	d.sink.field(name);
	pixel_format(d, fourcc, names);
}

void pixel_format_value(Decoding& d, const spec::Type&, uint64_t v) {
	pixel_format(d, static_cast<uint32_t>(v), spec::v4l2_pix_fmts);
}

void fraction(Decoding& d, const v4l2_fract& f) {
	TextBuf& t = d.text();
	t.udec(f.numerator);
	t.put('/');
	t.udec(f.denominator);
	d.sink.plain(t.view());
}

void fraction_field(Decoding& d, string_view name, const v4l2_fract& f) {
	d.sink.field(name);
	fraction(d, f);
}

void fraction_value(Decoding& d, const spec::Type&, uint64_t addr) {
	if (const auto f = d.load_or_address<v4l2_fract>(addr)) fraction(d, *f);
}

/// The name of a control, or its distance from its class: V4L2_CTRL_CLASS_USER+0x42.
void put_control(Terms& out, TextBuf& distance, uint32_t id) {
	string_view name = name_of(spec::v4l2_control_ids, id);
	const spec::Name* nearest = nullptr;
	for (const spec::Name& c : spec::v4l2_control_classes.names)
		if (c.value <= id && (!nearest || c.value > nearest->value)) nearest = &c;
	if (name.empty() && nearest && id - nearest->value < 0x10000) {
		distance.put(nearest->text);
		distance.put('+');
		if (id == nearest->value)
			distance.put('0');
		else
			distance.hex(id - nearest->value);
		name = distance.view();
	}
	out.constant(id, name, "V4L2_CID_???");
}

void control(Decoding& d, uint32_t id, uint32_t flags) {
	TextBuf distance;
	if (d.sink.xlat_style() == out::XlatStyle::kRaw) return d.sink.hexadecimal(id);
	Terms terms(d);
	if (id & flags) terms.flags(spec::v4l2_control_query_flags, id & flags).next();
	put_control(terms, distance, id & ~flags);
	terms.print(id);
}

void control_id_value(Decoding& d, const spec::Type&, uint64_t v) {
	control(d, static_cast<uint32_t>(v), 0);
}

void control_query_value(Decoding& d, const spec::Type&, uint64_t v) {
	control(d, static_cast<uint32_t>(v), V4L2_CTRL_FLAG_NEXT_CTRL | V4L2_CTRL_FLAG_NEXT_COMPOUND);
}

void buffer_flags(Decoding& d, uint32_t v) {
	if (d.sink.xlat_style() == out::XlatStyle::kRaw) return d.sink.hexadecimal(v);
	constexpr uint32_t kKinds = V4L2_BUF_FLAG_TIMESTAMP_MASK | V4L2_BUF_FLAG_TSTAMP_SRC_MASK;
	Terms terms(d);
	if (v & ~kKinds) terms.flags(spec::v4l2_buf_flags, v & ~kKinds).next();
	terms.choice(spec::v4l2_buf_flags_ts_type, v & V4L2_BUF_FLAG_TIMESTAMP_MASK).next();
	terms.choice(spec::v4l2_buf_flags_ts_src, v & V4L2_BUF_FLAG_TSTAMP_SRC_MASK);
	terms.print(v);
}

// ---- the structure as the call left it ------------------------------------------------------------------------------

template <class T>
std::optional<T> answer(Decoding& d, uint64_t addr) {
	if (!d.call.finished || d.call.failed()) return std::nullopt;
	d.look(Decoding::Image::kAfter);
	return d.load<T>(addr);
}

template <class T>
std::optional<T> question(Decoding& d, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	return d.load_or_address<T>(addr);
}

uint32_t request(const Decoding& d) {
	return static_cast<uint32_t>(d.call.args[1]);
}

// ---- formats --------------------------------------------------------------------------------------------------------

template <class T, size_t N>
void numbers(Decoding& d, const T (&array)[N], bool hex) {
	d.sink.begin_array();
	for (const T v : array) {
		d.sink.element();
		if (hex)
			d.sink.hexadecimal(v);
		else if constexpr (std::is_signed_v<T>)
			d.sink.integer(v);
		else
			d.sink.unsigned_integer(v);
	}
	d.sink.end_array(ArrayEnd::kComplete, 0);
}

void rectangle_field(Decoding& d, string_view name, const v4l2_rect& r) {
	d.sink.field(name);
	d.sink.begin_struct();
	d.int_field("left", r.left);
	d.int_field("top", r.top);
	d.uint_field("width", r.width);
	d.uint_field("height", r.height);
	d.sink.end_struct(false);
}

void print(Decoding& d, const v4l2_pix_format& p) {
	d.uint_field("width", p.width);
	d.uint_field("height", p.height);
	format_field(d, "pixelformat", p.pixelformat, spec::v4l2_pix_fmts);
	d.choice_field("field", spec::v4l2_fields, p.field);
	d.uint_field("bytesperline", p.bytesperline);
	d.uint_field("sizeimage", p.sizeimage);
	d.choice_field("colorspace", spec::v4l2_colorspaces, p.colorspace);
}

void print(Decoding& d, const v4l2_pix_format_mplane& p) {
	d.uint_field("width", p.width);
	d.uint_field("height", p.height);
	format_field(d, "pixelformat", p.pixelformat, spec::v4l2_pix_fmts);
	d.choice_field("field", spec::v4l2_fields, p.field);
	d.choice_field("colorspace", spec::v4l2_colorspaces, p.colorspace);
	d.sink.field("plane_fmt");
	d.sink.begin_array();
	for (unsigned i = 0; i < std::min<unsigned>(p.num_planes, VIDEO_MAX_PLANES); ++i) {
		d.sink.element();
		d.sink.begin_struct();
		d.uint_field("sizeimage", p.plane_fmt[i].sizeimage);
		d.uint_field("bytesperline", p.plane_fmt[i].bytesperline);
		d.sink.end_struct(false);
	}
	d.sink.end_array(ArrayEnd::kComplete, 0);
	d.uint_field("num_planes", p.num_planes);
}

void print(Decoding& d, const v4l2_window& p) {
	rectangle_field(d, "w", p.w);
	d.choice_field("field", spec::v4l2_fields, p.field);
	d.hex_field("chromakey", p.chromakey);
	d.sink.field("clips");
	d.array(spec::kVideoClipType, reinterpret_cast<uint64_t>(p.clips), p.clipcount);
	d.uint_field("clipcount", p.clipcount);
	d.addr_field("bitmap", reinterpret_cast<uint64_t>(p.bitmap));
	if (p.global_alpha) d.hex_field("global_alpha", p.global_alpha);
}

void print(Decoding& d, const v4l2_vbi_format& p) {
	d.uint_field("sampling_rate", p.sampling_rate);
	d.uint_field("offset", p.offset);
	d.uint_field("samples_per_line", p.samples_per_line);
	format_field(d, "sample_format", p.sample_format, spec::v4l2_pix_fmts);
	d.sink.field("start");
	numbers(d, p.start, false);
	d.sink.field("count");
	numbers(d, p.count, false);
	d.flags_field("flags", spec::v4l2_vbi_flags, p.flags);
}

void print(Decoding& d, const v4l2_sliced_vbi_format& p) {
	d.flags_field("service_set", spec::v4l2_sliced_flags, p.service_set);
	d.sink.field("service_lines");
	d.sink.begin_array();
	for (const auto& lines : p.service_lines) {
		d.sink.element();
		numbers(d, lines, true);
	}
	d.sink.end_array(ArrayEnd::kComplete, 0);
	d.uint_field("io_size", p.io_size);
}

void print(Decoding& d, const v4l2_sdr_format& p) {
	format_field(d, "pixelformat", p.pixelformat, spec::v4l2_sdr_fmts);
	if (p.buffersize) d.uint_field("buffersize", p.buffersize);
}

void print(Decoding& d, const v4l2_meta_format& p) {
	format_field(d, "dataformat", p.dataformat, spec::v4l2_meta_fmts);
	d.uint_field("buffersize", p.buffersize);
}

template <class T>
void part(Decoding& d, string_view name, const T& p) {
	d.sink.field(name);
	d.sink.begin_struct();
	print(d, p);
	d.sink.end_struct(false);
}

bool has_format(uint32_t type) {
	return type >= V4L2_BUF_TYPE_VIDEO_CAPTURE && type <= V4L2_BUF_TYPE_META_OUTPUT;
}

void format_of_type(Decoding& d, const v4l2_format& f) {
	switch (f.type) {
	case V4L2_BUF_TYPE_VIDEO_CAPTURE:
	case V4L2_BUF_TYPE_VIDEO_OUTPUT: return part(d, "fmt.pix", f.fmt.pix);
	case V4L2_BUF_TYPE_VIDEO_CAPTURE_MPLANE:
	case V4L2_BUF_TYPE_VIDEO_OUTPUT_MPLANE: return part(d, "fmt.pix_mp", f.fmt.pix_mp);
	case V4L2_BUF_TYPE_VIDEO_OUTPUT_OVERLAY:
	case V4L2_BUF_TYPE_VIDEO_OVERLAY: return part(d, "fmt.win", f.fmt.win);
	case V4L2_BUF_TYPE_VBI_CAPTURE:
	case V4L2_BUF_TYPE_VBI_OUTPUT: return part(d, "fmt.vbi", f.fmt.vbi);
	case V4L2_BUF_TYPE_SLICED_VBI_CAPTURE:
	case V4L2_BUF_TYPE_SLICED_VBI_OUTPUT: return part(d, "fmt.sliced", f.fmt.sliced);
	case V4L2_BUF_TYPE_SDR_OUTPUT:
	case V4L2_BUF_TYPE_SDR_CAPTURE: return part(d, "fmt.sdr", f.fmt.sdr);
	case V4L2_BUF_TYPE_META_OUTPUT:
	case V4L2_BUF_TYPE_META_CAPTURE: return part(d, "fmt.meta", f.fmt.meta);
	default: return;
	}
}

/// Asked for: {type=..., fmt.pix={...}}. Set: {type=..., fmt.pix={...}} => {fmt.pix={...}}.
void video_format_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto asked = question<v4l2_format>(d, addr);
	if (!asked) return;
	const bool get = request(d) == VIDIOC_G_FMT;
	d.sink.begin_struct();
	d.choice_field("type", spec::v4l2_buf_types, asked->type);
	if (!get) format_of_type(d, *asked);
	const auto now = get || has_format(asked->type) ? answer<v4l2_format>(d, addr) : std::nullopt;
	if (now && has_format(now->type)) {
		if (!get) {
			d.sink.end_struct(false);
			d.sink.after();
			d.sink.begin_struct();
		}
		format_of_type(d, *now);
	}
	d.sink.end_struct(false);
}

void create_buffers_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto b = d.load_or_address<v4l2_create_buffers>(addr);
	if (!b) return;
	d.sink.begin_struct();
	d.uint_field("count", b->count);
	d.choice_field("memory", spec::v4l2_memories, b->memory);
	d.sink.field("format");
	d.sink.begin_struct();
	d.choice_field("type", spec::v4l2_buf_types, b->format.type);
	format_of_type(d, b->format);
	d.sink.end_struct(false);
	d.sink.end_struct(false);
}

/// ({index=0, count=4}): what the call has made.
void created_buffers_note(Decoding& d) {
	const auto b = answer<v4l2_create_buffers>(d, d.call.args[2]);
	if (!b) return;
	d.sink.begin_note();
	d.sink.begin_struct();
	d.uint_field("index", b->index);
	d.uint_field("count", b->count);
	d.sink.end_struct(false);
	d.sink.end_note();
}

// ---- buffers --------------------------------------------------------------------------------------------------------

void buffer_details(Decoding& d, const v4l2_buffer& b) {
	d.choice_field("memory", spec::v4l2_memories, b.memory);
	if (b.memory == V4L2_MEMORY_MMAP) d.hex_field("m.offset", b.m.offset);
	if (b.memory == V4L2_MEMORY_USERPTR) d.addr_field("m.userptr", b.m.userptr);
	d.uint_field("length", b.length);
	d.uint_field("bytesused", b.bytesused);
	d.sink.field("flags");
	buffer_flags(d, b.flags);
	if (request(d) != VIDIOC_DQBUF) return;
	d.sink.field("timestamp");
	d.sink.begin_struct();
	d.int_field("tv_sec", b.timestamp.tv_sec);
	d.int_field("tv_usec", b.timestamp.tv_usec);
	d.sink.end_struct(false);
}

void video_buffer_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto asked = question<v4l2_buffer>(d, addr);
	if (!asked) return;
	const bool dequeued = request(d) == VIDIOC_DQBUF;
	d.sink.begin_struct();
	d.choice_field("type", spec::v4l2_buf_types, asked->type);
	if (!dequeued) d.uint_field("index", asked->index);
	const auto now = answer<v4l2_buffer>(d, addr);
	if (now) {
		if (dequeued) d.uint_field("index", now->index);
		buffer_details(d, *now);
	}
	d.sink.end_struct(now.has_value());
}

// ---- parameters of streams ------------------------------------------------------------------------------------------

void capture_parameters(Decoding& d, const v4l2_captureparm& p) {
	d.sink.field("parm.capture");
	d.sink.begin_struct();
	d.flags_field("capability", spec::v4l2_streaming_capabilities, p.capability);
	d.flags_field("capturemode", spec::v4l2_capture_modes, p.capturemode);
	fraction_field(d, "timeperframe", p.timeperframe);
	d.hex_field("extendedmode", p.extendedmode);
	d.uint_field("readbuffers", p.readbuffers);
	d.sink.end_struct(false);
}

void output_parameters(Decoding& d, const v4l2_outputparm& p) {
	d.sink.field("parm.output");
	d.sink.begin_struct();
	d.flags_field("capability", spec::v4l2_streaming_capabilities, p.capability);
	d.flags_field("outputmode", spec::v4l2_capture_modes, p.outputmode);
	fraction_field(d, "timeperframe", p.timeperframe);
	d.hex_field("extendedmode", p.extendedmode);
	d.uint_field("writebuffers", p.writebuffers);
	d.sink.end_struct(false);
}

void stream_parameters(Decoding& d, const v4l2_streamparm& s) {
	if (s.type == V4L2_BUF_TYPE_VIDEO_CAPTURE)
		capture_parameters(d, s.parm.capture);
	else
		output_parameters(d, s.parm.output);
}

void video_parameters_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto asked = question<v4l2_streamparm>(d, addr);
	if (!asked) return;
	const bool get = request(d) == VIDIOC_G_PARM;
	d.sink.begin_struct();
	d.choice_field("type", spec::v4l2_buf_types, asked->type);
	const bool known = asked->type == V4L2_BUF_TYPE_VIDEO_CAPTURE || asked->type == V4L2_BUF_TYPE_VIDEO_OUTPUT;
	if (known && !get) stream_parameters(d, *asked);
	const auto now = known ? answer<v4l2_streamparm>(d, addr) : std::nullopt;
	if (now && !get) {
		d.sink.end_struct(false);
		d.sink.after();
		d.sink.begin_struct();
	}
	if (now) stream_parameters(d, *now);
	d.sink.end_struct(false);
}

// ---- controls -------------------------------------------------------------------------------------------------------

/// {id=V4L2_CTRL_FLAG_NEXT_CTRL|... => V4L2_CID_BRIGHTNESS, type=..., name=...}
void video_query_value(Decoding& d, const spec::Type& t, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	const auto asked = d.bytes(addr, t.st->size);
	if (!asked) return d.sink.address(addr);
	const auto id = d.memory().number(addr, 4).value_or(0);
	d.sink.begin_struct();
	d.sink.field("id");
	control_query_value(d, t, id);
	bool more = false;
	if (d.call.finished && !d.call.failed()) {
		d.look(Decoding::Image::kAfter);
		const auto now = d.bytes(addr, t.st->size);
		if (const auto found = d.memory().number(addr, 4); found && *found != id) {
			d.sink.after();
			control(d, static_cast<uint32_t>(*found), 0);
		}
		const spec::StructDef rest{t.st->name, t.st->size, t.st->fields.subspan(1)};
		if (now) more = d.fields(rest, *now, addr);
	}
	d.sink.end_struct(more);
}

void control_value(Decoding& d, uint64_t at) {
	const auto c = d.load_or_address<v4l2_ext_control>(at);
	if (!c) return;
	d.sink.begin_struct();
	d.choice_field("id", spec::v4l2_control_ids, c->id);
	d.uint_field("size", c->size);
	if (c->size > 0) {
		d.sink.field("string");
		d.buffer(reinterpret_cast<uint64_t>(c->string), c->size);
	} else {
		d.int_field("value", c->value);
		d.int_field("value64", c->value64);
	}
	d.sink.end_struct(false);
}

void control_list(Decoding& d, const v4l2_ext_controls& c) {
	d.sink.field("controls");
	d.elements(reinterpret_cast<uint64_t>(c.controls), c.count, sizeof(v4l2_ext_control),
			   [&](uint64_t at) { control_value(d, at); });
}

/// The controls of a failed call show, too, and which of them it failed at.
void video_controls_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto asked = question<v4l2_ext_controls>(d, addr);
	if (!asked) return;
	const bool get = request(d) == VIDIOC_G_EXT_CTRLS;
	d.sink.begin_struct();
	d.choice_field("ctrl_class", spec::v4l2_control_classes, asked->ctrl_class);
	d.uint_field("count", asked->count);
	const bool any = asked->count > 0;
	const uint64_t shown = d.how.abbrev ? std::min(asked->count, d.options.max_string) : asked->count;
	const auto list = reinterpret_cast<uint64_t>(asked->controls);
	const bool readable = d.bytes(list, shown * sizeof(v4l2_ext_control)).has_value();
	if (any && !get) control_list(d, *asked);
	d.look(Decoding::Image::kAfter);
	const auto now = any && d.call.finished && (get || readable) ? d.load<v4l2_ext_controls>(addr) : std::nullopt;
	if (now && !get) {
		d.sink.end_struct(false);
		d.sink.after();
		d.sink.begin_struct();
	}
	if (now) control_list(d, *now);
	if (now && d.call.failed()) d.uint_field("error_idx", now->error_idx);
	d.sink.end_struct(false);
}

// ---- frame sizes and intervals --------------------------------------------------------------------------------------

void frame_size(Decoding& d, const v4l2_frmsizeenum& s) {
	d.choice_field("type", spec::v4l2_framesize_types, s.type);
	if (s.type == V4L2_FRMSIZE_TYPE_DISCRETE) {
		d.sink.field("discrete");
		d.sink.begin_struct();
		d.uint_field("width", s.discrete.width);
		d.uint_field("height", s.discrete.height);
		d.sink.end_struct(false);
	} else if (s.type == V4L2_FRMSIZE_TYPE_STEPWISE) {
		d.sink.field("stepwise");
		d.sink.begin_struct();
		d.uint_field("min_width", s.stepwise.min_width);
		d.uint_field("max_width", s.stepwise.max_width);
		d.uint_field("step_width", s.stepwise.step_width);
		d.uint_field("min_height", s.stepwise.min_height);
		d.uint_field("max_height", s.stepwise.max_height);
		d.uint_field("step_height", s.stepwise.step_height);
		d.sink.end_struct(false);
	}
}

void frame_size_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto asked = question<v4l2_frmsizeenum>(d, addr);
	if (!asked) return;
	d.sink.begin_struct();
	d.uint_field("index", asked->index);
	format_field(d, "pixel_format", asked->pixel_format, spec::v4l2_pix_fmts);
	if (const auto now = answer<v4l2_frmsizeenum>(d, addr)) frame_size(d, *now);
	d.sink.end_struct(false);
}

void frame_interval(Decoding& d, const v4l2_frmivalenum& f) {
	d.choice_field("type", spec::v4l2_frameinterval_types, f.type);
	if (f.type == V4L2_FRMIVAL_TYPE_DISCRETE) fraction_field(d, "discrete", f.discrete);
	if (f.type != V4L2_FRMIVAL_TYPE_STEPWISE && f.type != V4L2_FRMIVAL_TYPE_CONTINUOUS) return;
	d.sink.field("stepwise");
	d.sink.begin_struct();
	fraction_field(d, "min", f.stepwise.min);
	fraction_field(d, "max", f.stepwise.max);
	fraction_field(d, "step", f.stepwise.step);
	d.sink.end_struct(false);
}

void frame_interval_value(Decoding& d, const spec::Type&, uint64_t addr) {
	const auto asked = question<v4l2_frmivalenum>(d, addr);
	if (!asked) return;
	d.sink.begin_struct();
	d.uint_field("index", asked->index);
	format_field(d, "pixel_format", asked->pixel_format, spec::v4l2_pix_fmts);
	d.uint_field("width", asked->width);
	d.uint_field("height", asked->height);
	if (const auto now = answer<v4l2_frmivalenum>(d, addr)) frame_interval(d, *now);
	d.sink.end_struct(false);
}

constexpr Special kSpecials[] = {
	{.name = "pixel_format", .value = pixel_format_value},
	{.name = "fraction", .value = fraction_value},
	{.name = "control_id", .value = control_id_value},
	{.name = "control_query", .value = control_query_value},
	{.name = "video_format", .value = video_format_value, .phase = Phase::kExit},
	{.name = "create_buffers", .value = create_buffers_value, .phase = Phase::kEntry},
	{.name = "created_buffers", .note = created_buffers_note},
	{.name = "video_buffer", .value = video_buffer_value, .phase = Phase::kExit},
	{.name = "video_parameters", .value = video_parameters_value, .phase = Phase::kExit},
	{.name = "video_query", .value = video_query_value, .phase = Phase::kExit},
	{.name = "video_controls", .value = video_controls_value, .phase = Phase::kExit},
	{.name = "frame_size", .value = frame_size_value, .phase = Phase::kExit},
	{.name = "frame_interval", .value = frame_interval_value, .phase = Phase::kExit},
};

} // namespace

std::span<const Special> video_specials() {
	return kSpecials;
}

} // namespace strobe::decode
