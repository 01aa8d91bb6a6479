// SPDX-License-Identifier: BSD-2-Clause
// --format: a line for each hit as a template says, "{comm} {filename}".
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "front/hits.h"

namespace strobe::front {

/// Text, and names in braces; "{{" and "}}" are braces.
class Template {
public:
	/// `check`: whether a name means something.
	static Result<Template> parse(std::string_view text, const std::function<Result<>(const std::string&)>& check);
	/// `probes`: those whose hits it is for. Each name must mean something in all of them. `sockets`: they are events
	/// of sockets, which have owners.
	static Result<Template> parse(std::string_view text, std::span<const ShownProbe> probes, bool sockets = false);

	/// A literal, or a name.
	struct Part {
		bool is_name = false;
		std::string text;
	};
	[[nodiscard]] const std::vector<Part>& parts() const { return parts_; }

private:
	std::vector<Part> parts_;
};

/// A value as it is printed elsewhere, but a string without its quotes.
void put_without_quotes(TextBuf& line, std::string_view printed);

class TemplateHits final : public HitOutput {
public:
	TemplateHits(std::span<const ShownProbe> probes, out::Writer writer, Template format);
	void hit(const event::Record& record) override;
	void lost(uint64_t hits) override;
	void groups(const report::Groups&, bool) override {} // hits are not counted

private:
	void value(const ShownProbe& probe, std::string_view name, const event::Record& record);
	/// What all hits have.
	void known_value(const ShownProbe& probe, std::string_view name, const event::Record& record);
	/// Of the first owner; false: the name means something else.
	bool owner_value(std::string_view name);

	Template format_;
	cli::Options stamp_;
	TextBuf scratch_;
};

} // namespace strobe::front
