// SPDX-License-Identifier: BSD-2-Clause
#include "json_lines.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <optional>
#include <regex>
#include <sstream>

#include "front/clock.h"
#include "front/trace_printer.h"
#include "out/text.h"

namespace strobe::golden {

using test::Json;

namespace {

std::string bytes_of(const std::string& hex) {
	std::string bytes;
	for (size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
	return bytes;
}

std::string seconds(uint64_t ns, unsigned digits, unsigned width) {
	TextBuf b;
	front::Clock::seconds(ns, digits, width, b);
	return std::string(b.view());
}

class Reader {
public:
	explicit Reader(const cli::Options& options) : options_(options) {}

	void read(const Json& o) {
		const std::string type = o["type"];
		if (type == "syscall") add(o, call(o));
		if (type == "signal") signal(o);
		if (type == "stopped") add(o, "--- stopped by " + name(o) + " ---");
		if (type == "exit") add(o, fmt::format("+++ exited with {} +++", o["status"].get<int>()));
		if (type == "killed") add(o, "+++ killed by " + name(o) + (o.contains("core") ? " (core dumped) +++" : " +++"));
		if (type == "exec" && o.contains("old_tid"))
			add(o, fmt::format("+++ superseded by execve in pid {} +++", o["old_tid"].get<int>()));
		if (type == "lost") {
			const int n = o["calls"];
			add(o, fmt::format("<{} event{} lost>", n, n == 1 ? "" : "s"));
		}
		if (type == "fork" && !options_.quiet[cli::kAttach])
			lines.push_back({"", fmt::format("strobe: Process {} attached", o["child_tid"].get<int>())});
	}

	std::vector<Line> lines;

private:
	static std::string name(const Json& o) { return o["signal"]["name"]; }

	void add(const Json& o, const std::string& text) {
		std::string stamp;
		if (options_.relative_digits) {
			const uint64_t time = o["time_ns"];
			stamp = seconds(previous_ && time > previous_ ? time - previous_ : 0, *options_.relative_digits, 6) + " ";
			previous_ = time;
		}
		lines.push_back({std::to_string(o["tid"].get<int>()), stamp + text});
	}

	void signal(const Json& o) {
		add(o, "--- " + name(o) + " " + value(o["info"]) + " ---");
		if (o.contains("stopped")) add(o, "--- stopped by " + name(o) + " ---");
	}

	std::string call(const Json& o) {
		std::string s;
		if (options_.syscall_number) s = fmt::format("[{:4}] ", o["number"].get<int>());
		const std::string name = o["name"];
		s += name + "(" + join(o["args"], ", ", name == "clone");
		if (o.contains("args_missing")) s += ",  <unfinished ...>";
		s += ") = " + result(o);
		if (o.contains("note")) s += " (" + join(o["note"], ", ", false) + ")";
		if (options_.syscall_time_digits)
			s += " <" + seconds(o.value("duration_ns", uint64_t{0}), *options_.syscall_time_digits, 1) + ">";
		return s;
	}

	std::string result(const Json& o) {
		const Json& r = o["result"];
		if (r.is_null()) return "?";
		if (!r.is_object() || !r.contains("errno")) return value(r);
		EXPECT_EQ(r["errno"].get<int64_t>(), -o["ret"].get<int64_t>());
		const std::string start = r.contains("restart") ? "? " : "-1 ";
		if (!r.contains("name")) return start + fmt::format("(errno {})", r["errno"].get<int>());
		return start + r["name"].get<std::string>() + " (" + r["text"].get<std::string>() + ")";
	}

	/// An entry, {"name": ..., "value": ...}, or a value by itself.
	std::string entry(const Json& e, bool with_name) {
		if (!e.is_object() || !e.contains("value") || e.contains("comment")) return value(e);
		const Json& v = e["value"];
		const bool whole = v.is_object() && v.contains("whole");
		return (with_name && e.contains("name") && !whole ? e["name"].get<std::string>() + "=" : "") + value(v);
	}

	std::string join(const Json& list, const std::string& separator, bool with_names) {
		std::string s;
		for (const Json& e : list) s += (&e == &list.front() ? "" : separator) + entry(e, with_names);
		return s;
	}

	std::string list(const Json& v, const char* key, std::string open, const std::string& separator, char close) {
		std::string s = std::move(open) + join(v[key], separator, true);
		if (v.contains("more")) s += (v[key].empty() ? "" : separator) + "...";
		if (v.contains("fault")) {
			const auto addr = v["fault"].get<uint64_t>();
			s += addr ? fmt::format(" /* {:#x} */", addr) : " /* NULL */";
		}
		return s + close;
	}

	std::string quoted(const std::string& bytes, const Json& v, bool hex) {
		TextBuf b;
		const std::string prefix = v.is_object() ? v.value("prefix", "") : "";
		const out::StringStyle style{.cut = v.is_object() && v.contains("cut"),
									 .hex = hex,
									 .no_quotes = v.is_object() && v.contains("bare"),
									 .prefix = prefix.empty() ? char{0} : prefix[0]};
		out::put_string(b, {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}, style,
						front::text_options(options_).hex_strings);
		return std::string(b.view());
	}

	/// A text that is just a number must be the number itself.
	static void check_raw(const Json& v) {
		const std::string text = v["text"];
		EXPECT_TRUE(text != "NULL" || v["raw"] == 0);
		static const std::regex kNumber("-?(0x[0-9a-f]+|[0-9]+)( /\\*.*)?");
		if (!std::regex_match(text, kNumber)) return;
		const auto number = text[0] == '-' ? static_cast<uint64_t>(std::stoll(text)) : std::stoull(text, nullptr, 0);
		const Json& raw = v["raw"];
		EXPECT_EQ(raw.is_number_unsigned() ? raw.get<uint64_t>() : static_cast<uint64_t>(raw.get<int64_t>()), number);
	}

	std::string value(const Json& v) {
		if (v.is_number_unsigned()) return std::to_string(v.get<uint64_t>());
		if (v.is_number()) return std::to_string(v.get<int64_t>());
		if (v.is_string()) return quoted(v, v, false);
		if (v.contains("raw")) check_raw(v);
		if (v.contains("whole")) return v["whole"];
		if (v.contains("text")) return v["text"];
		if (v.contains("string")) return quoted(v["string"], v, false);
		if (v.contains("bytes")) return quoted(bytes_of(v["bytes"]), v, false);
		if (v.contains("data")) return quoted(bytes_of(v["data"]), v, true);
		if (v.contains("struct")) return list(v, "struct", "{", ", ", '}');
		if (v.contains("array")) return list(v, "array", "[", ", ", ']');
		if (v.contains("set")) return list(v, "set", v.contains("inverted") ? "~[" : "[", " ", ']');
		if (v.contains("before")) return value(v["before"]) + " => " + value(v["after"]);
		if (v.contains("comment")) return value(v["value"]) + " /* " + v["comment"].get<std::string>() + " */";
		return join(v["parts"], "", false);
	}

	const cli::Options& options_;
	uint64_t previous_ = 0;
};

/// Calls that were interrupted by lines of other tasks.
class Joiner {
public:
	void add(Line line) {
		std::smatch m;
		if (std::regex_match(line.text, m, kCut)) {
			waiting_[m[2]].push_back({line.tid, m[1]});
		} else if (std::regex_match(line.text, m, kResumed)) {
			auto& same = waiting_[m[1]];
			ASSERT_FALSE(same.empty()) << line.text;
			line.text = same.back().text + m[2].str();
			same.pop_back();
			lines.push_back(std::move(line));
		} else {
			lines.push_back(std::move(line));
		}
	}

	std::vector<Line> lines;

private:
	// a call's own "<unfinished ...>) = ?" is not cut
	const std::regex kCut{R"(((\w+)\(.*) <(?:unfinished|pid changed to \d+) \.\.\.>)"};
	const std::regex kResumed{R"(<\.\.\. (\w+) resumed>(.*))"};
	std::map<std::string, std::vector<Line>> waiting_;
};

} // namespace

std::vector<Line> lines_of_json(const std::vector<Json>& objects, const cli::Options& options) {
	Reader reader(options);
	for (const Json& o : objects) reader.read(o);
	return reader.lines;
}

std::vector<Line> lines_of_text(const std::string& text) {
	static const std::regex kOwner(R"((?:\[pid +(\d+)\] |(\d+) +)([^ ].*))");
	Joiner joiner;
	std::istringstream in(text);
	for (std::string line; std::getline(in, line);) {
		std::smatch m;
		if (line.find("[ Process PID=") != std::string::npos) continue; // each object of a call names its ABI
		if (std::regex_match(line, m, kOwner))
			joiner.add({m[1].matched ? m[1] : m[2], m[3]});
		else
			joiner.add({"", line});
	}
	return joiner.lines;
}

} // namespace strobe::golden
