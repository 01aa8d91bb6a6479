// SPDX-License-Identifier: BSD-2-Clause
#include "front/common_run.h"

#include <unistd.h>

#include "front/template.h"

namespace strobe::front {

namespace {

bool is_stdout(const std::string& name) {
	return name.empty() || name == "-";
}

} // namespace

Result<out::Writer> open_output(const std::string& name) {
	if (is_stdout(name)) return out::Writer::to_fd(STDOUT_FILENO, "standard output");
	return out::Writer::to_file(name, false);
}

Scope scope_of(const cli::ScopeOptions& options, const std::string& output_name) {
	return {.command = options.command,
			.pids = options.pids,
			.system_wide = options.system_wide,
			.output_fd = is_stdout(output_name) ? STDOUT_FILENO : -1};
}

Result<std::unique_ptr<HitOutput>> hit_output(const cli::OutputOptions& options, std::span<const ShownProbe> shown,
											  std::span<const ShownProbe> of_template, bool sockets,
											  const std::vector<std::string>& command, out::Writer writer) {
	if (!options.format.empty()) {
		auto format = Template::parse(options.format, of_template, sockets);
		if (!format) return format.error();
		return std::unique_ptr<HitOutput>(std::make_unique<TemplateHits>(shown, std::move(writer), std::move(*format)));
	}
	if (options.json) return std::unique_ptr<HitOutput>(std::make_unique<JsonHits>(shown, std::move(writer), command));
	return std::unique_ptr<HitOutput>(std::make_unique<TextHits>(shown, std::move(writer)));
}

} // namespace strobe::front
