// SPDX-License-Identifier: BSD-2-Clause
#include "front/events.h"

#include <algorithm>

#include "front/json_printer.h"
#include "report/table.h"
#include "spec/nearest.h"

namespace strobe::front {

namespace {

constexpr std::string_view kNames[] = {"time", "event", "map"};
constexpr unsigned kMicroseconds = 6;

uint64_t now() {
	timespec t{};
	clock_gettime(CLOCK_MONOTONIC, &t);
	return static_cast<uint64_t>(t.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(t.tv_nsec);
}

/// "struct event" -> "event".
std::string_view short_name(const spec::DataType* type) {
	if (!type) return "?";
	std::string_view name = type->name;
	for (const std::string_view word : {"struct ", "union "})
		if (name.starts_with(word)) name.remove_prefix(word.size());
	return name;
}

void put_escaped(TextBuf& line, std::string_view bytes) {
	out::put_string(line, {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}, {.no_quotes = true},
					out::HexStrings::kNone);
}

class TextEvents : public EventOutput {
public:
	TextEvents(const EventTypes& types, const cli::RunOptions& options, out::Writer writer)
		: EventOutput(types, options, std::move(writer)), sink_(line_) {
		stamp_.timestamps = options.timestamps;
		several_ = types.streams() > 1 || (types.emits() && types.possible().size() > 1);
	}

	void event(const Event& event) override {
		begin(event.time);
		prepare(event);
		if (several_) {
			put_escaped(line_, event.emitted ? short_name(event.value.type) : event.map);
			line_.put(' ');
		}
		sink_.begin_arguments();
		if (event.value.type)
			decode::typed_fields(event.value, context_, sink_);
		else
			bytes(event, sink_);
		write();
	}
	void lost(std::string_view map, uint64_t events) override {
		line_.clear();
		line_.put('<');
		line_.udec(events);
		line_.put(events == 1 ? " event lost: " : " events lost: ");
		put_escaped(line_, map);
		line_.put('>');
		write();
	}
	/// Line by line, since what is in them may come from anywhere.
	void text(std::string_view, std::string_view text) override {
		while (!text.empty()) {
			const size_t end = std::min(text.find('\n'), text.size());
			line_.clear();
			const std::string_view one = text.substr(0, end);
			for (size_t at = 0; at <= one.size();) {
				const size_t tab = std::min(one.find('\t', at), one.size());
				put_escaped(line_, one.substr(at, tab - at));
				if (tab < one.size()) line_.put('\t');
				at = tab + 1;
			}
			write();
			text.remove_prefix(std::min(end + 1, text.size()));
		}
	}

	void results(const Results& results, bool timed) override {
		if (timed) {
			line_.clear();
			cli::Options stamp;
			stamp.timestamps = {cli::Clock::kTime, kMicroseconds};
			clock_.stamp(stamp, now(), line_);
			line_.truncate(line_.size() - 1); // the blank behind it
			write();
		}
		for (const MapResult& map : results.maps) {
			for (const MapDrawing& drawing : map.drawings) draw(map, drawing);
			if (!map.rows.empty()) table(map);
		}
		if (!results.globals.empty()) globals(results.globals);
		if (timed) writer_.put("\n");
	}

protected:
	void begin(uint64_t time) {
		line_.clear();
		if (stamp_.timestamps.clock != cli::Clock::kNone) clock_.stamp(stamp_, time, line_);
	}

private:
	std::string printed(const decode::Typed& value) {
		TextBuf text;
		out::TextSink sink(text);
		decode::typed(value, context_, sink);
		return std::string(text.view());
	}
	void title(std::string_view name, const std::string& more = {}) {
		line_.clear();
		put_escaped(line_, name);
		line_.put(more);
		line_.put(':');
		write();
	}
	/// A column for each member, or one.
	static report::Cells headings(const spec::DataType& type, const char* otherwise) {
		if (!type.is_composite() || type.members.empty()) return {otherwise};
		report::Cells cells;
		for (const spec::DataMember& m : type.members) cells.push_back(report::capitals(m.name));
		return cells;
	}
	report::Cells cells(const decode::Typed& value) {
		if (!value.type->is_composite() || value.type->members.empty()) return {printed(value)};
		report::Cells cells;
		for (const spec::DataMember& m : value.type->members) cells.push_back(printed(decode::member_of(value, m)));
		return cells;
	}
	void table(const MapResult& map) {
		title(map.name);
		report::Table table;
		table.add(headings(*map.value, "VALUE"), headings(*map.key, "KEY"));
		for (const MapRow& row : map.rows)
			table.add(cells({.type = map.value, .bytes = row.value}), cells({.type = map.key, .bytes = row.key}));
		writer_.put(table.text());
	}
	void draw(const MapResult& map, const MapDrawing& drawing) {
		const bool keyed = !drawing.key.empty();
		title(map.name, keyed ? " " + printed({.type = map.key, .bytes = drawing.key}) : "");
		writer_.put(report::drawn(slots(), drawing.buckets));
	}
	void globals(const std::vector<GlobalResult>& globals) {
		for (const GlobalResult& g : globals) {
			line_.clear();
			put_escaped(line_, g.name);
			line_.put(" = ");
			line_.put(printed({.type = g.type, .bytes = g.value}));
			write();
		}
	}

	cli::Options stamp_;
	out::TextSink sink_;
	bool several_ = false;
};

class TemplateEvents final : public TextEvents {
public:
	TemplateEvents(const EventTypes& types, const cli::RunOptions& options, out::Writer writer, Template format)
		: TextEvents(types, options, std::move(writer)), format_(std::move(format)), sink_(scratch_) {
		stamp_.timestamps = {cli::Clock::kTime, kMicroseconds};
	}

	void event(const Event& event) override {
		begin(event.time);
		prepare(event);
		for (const Template::Part& part : format_.parts())
			if (part.is_name)
				value(event, part.text);
			else
				line_.put(part.text);
		write();
	}

private:
	void value(const Event& event, std::string_view name) {
		const auto part = event.value.type ? decode::part_of(event.value, name) : std::nullopt;
		if (part) {
			scratch_.clear();
			sink_.begin_arguments();
			decode::typed(*part, context_, sink_);
			put_without_quotes(line_, scratch_.view());
		} else if (name == "event") {
			put_escaped(line_, short_name(event.value.type));
		} else if (name == "map") {
			put_escaped(line_, event.map);
		} else if (name == "time") {
			clock_.stamp(stamp_, event.time, line_);
			line_.truncate(line_.size() - 1); // the blank behind it
		} else {
			line_.put('?');
		}
	}

	Template format_;
	cli::Options stamp_;
	TextBuf scratch_;
	out::TextSink sink_; ///< writes to scratch_
};

class JsonEvents final : public EventOutput {
public:
	JsonEvents(const EventTypes& types, const cli::RunOptions& options, out::Writer writer)
		: EventOutput(types, options, std::move(writer)), members_(line_), sink_(line_) {
		context_.whole_arrays = true;
		writer_.put(json_header(options.command));
	}

	void event(const Event& event) override {
		line_.clear();
		prepare(event);
		members_.open("event").number("time_ns", event.time).number("wall_ns", clock_.wall(event.time));
		members_.text("map", event.map);
		if (event.value.type) members_.text("event", short_name(event.value.type));
		members_.key("args");
		sink_.begin_arguments();
		if (event.value.type)
			decode::typed_fields(event.value, context_, sink_);
		else
			bytes(event, sink_);
		sink_.end_arguments();
		members_.close();
		write();
	}
	void lost(std::string_view map, uint64_t events) override {
		line_.clear();
		members_.open("lost_events").text("map", map).number("events", events).close();
		write();
	}
	void results(const Results& results, bool) override {
		const uint64_t time = now();
		for (const MapResult& map : results.maps) {
			for (const MapRow& row : map.rows) {
				begin("map_entry", time, map.name);
				value("key", {.type = map.key, .bytes = row.key});
				value("value", {.type = map.value, .bytes = row.value});
				end();
			}
			for (const MapDrawing& drawing : map.drawings) {
				begin("map_histogram", time, map.name);
				if (!drawing.key.empty()) value("key", {.type = map.key, .bytes = drawing.key});
				members_.key("buckets");
				report::put_buckets(slots(), drawing.buckets, line_);
				end();
			}
		}
		for (const GlobalResult& g : results.globals) {
			line_.clear();
			members_.open("global").number("time_ns", time).number("wall_ns", clock_.wall(time)).text("name", g.name);
			value("value", {.type = g.type, .bytes = g.value});
			end();
		}
	}
	void text(std::string_view program, std::string_view text) override {
		line_.clear();
		members_.open("output").text("program", program).string("text", text).close();
		write();
	}

private:
	void begin(const char* type, uint64_t time, std::string_view map) {
		line_.clear();
		members_.open(type).number("time_ns", time).number("wall_ns", clock_.wall(time)).text("map", map);
	}
	void value(const char* name, const decode::Typed& value) {
		members_.key(name);
		sink_.begin_value();
		decode::typed(value, context_, sink_);
		sink_.end_value();
	}
	void end() {
		members_.close();
		write();
	}

	out::JsonMembers members_;
	out::JsonSink sink_;
};

Result<> check_name(const std::string& name, const EventTypes& types) {
	spec::Nearest nearest(name);
	std::string list;
	for (const std::string_view known : kNames) {
		if (name == known) return Ok{};
		nearest.offer(known);
	}
	for (const spec::DataType* type : types.possible()) {
		if (decode::part_of({.type = type}, name)) return Ok{};
		for (const spec::DataMember& m : type->members) {
			nearest.offer(m.name);
			list += (list.empty() ? "" : ", ") + m.name;
		}
	}
	std::string hint = "besides time, event and map there are " + (list.empty() ? "none" : list);
	if (!nearest.best().empty()) hint = "did you mean '{" + std::string(nearest.best()) + "}'?";
	return Error{"--format: no event has '" + name + "'", std::move(hint)};
}

} // namespace

EventOutput::EventOutput(const EventTypes& types, const cli::RunOptions& options, out::Writer writer)
	: types_(types), options_(options), writer_(std::move(writer)) {
	context_.time = [this](uint64_t ns) {
		cli::Options stamp;
		stamp.timestamps = {cli::Clock::kTime, kMicroseconds};
		TextBuf text;
		clock_.stamp(stamp, ns, text);
		return std::string(text.view().substr(0, text.size() - 1));
	};
}

void EventOutput::bytes(const Event& event, out::ValueSink& sink) {
	sink.argument("bytes");
	sink.string(event.value.bytes, {.hex = true});
}

void EventOutput::prepare(const Event& event) {
	context_.pid = 0;
	if (!event.value.type) return;
	for (const char* name : {"pid", "tgid"})
		if (const auto part = decode::part_of(event.value, name); part && context_.pid == 0)
			context_.pid = static_cast<int>(decode::number_of(*part).value_or(0));
}

Result<std::unique_ptr<EventOutput>> EventOutput::make(const EventTypes& types, const cli::RunOptions& options,
													   out::Writer writer) {
	std::unique_ptr<EventOutput> output;
	if (!options.format.empty()) {
		auto format = Template::parse(options.format, [&](const std::string& name) { return check_name(name, types); });
		if (!format) return format.error();
		output = std::make_unique<TemplateEvents>(types, options, std::move(writer), std::move(*format));
	} else if (options.json) {
		output = std::make_unique<JsonEvents>(types, options, std::move(writer));
	} else {
		output = std::make_unique<TextEvents>(types, options, std::move(writer));
	}
	return output;
}

} // namespace strobe::front
