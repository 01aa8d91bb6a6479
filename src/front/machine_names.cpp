// SPDX-License-Identifier: BSD-2-Clause
#include "front/machine_names.h"

#include <algorithm>
#include <climits>
#include <cstring>
#include <fcntl.h>
#include <map>
#include <mntent.h>

#include "base/textbuf.h"
#include "base/unique_fd.h"
#include "decode/decoding.h"
#include "out/text.h"
#include "spec/registry.h"
#include "symbols/kernel.h"
#include "types/tracefs.h"

namespace strobe::front {

namespace {

class CodeNames final : public spec::NumberNames {
public:
	[[nodiscard]] std::string text(uint64_t value) const override {
		// the table is large: it is read for the first address that may be the kernel's
		return static_cast<int64_t>(value) < 0 ? symbols::KernelSymbols::running().code(value) : "";
	}
	[[nodiscard]] std::optional<uint64_t> number(std::string_view name) const override {
		return symbols::KernelSymbols::running().address(name);
	}
};

/// The id of a cgroup is what file handles of its directory hold.
struct Handle {
	file_handle head;
	uint64_t id;
};
constexpr int kKernfsHandle = 0xfe; // FILEID_KERNFS of include/linux/exportfs.h

UniqueFd open_cgroups() {
	FILE* mounts = setmntent("/proc/self/mounts", "re");
	if (!mounts) return {};
	UniqueFd fd;
	while (const mntent* m = getmntent(mounts))
		if (!fd && std::strcmp(m->mnt_type, "cgroup2") == 0)
			fd = UniqueFd(open(m->mnt_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	endmntent(mounts);
	return fd;
}

class CgroupNames final : public spec::NumberNames {
public:
	[[nodiscard]] std::string text(uint64_t value) const override {
		const auto [name, is_new] = names_.try_emplace(value);
		if (is_new) name->second = find(value);
		return name->second;
	}
	[[nodiscard]] std::optional<uint64_t> number(std::string_view name) const override {
		Handle h{.head = {.handle_bytes = sizeof(uint64_t), .handle_type = 0}, .id = 0};
		int mount = 0;
		if (name_to_handle_at(AT_FDCWD, std::string(name).c_str(), &h.head, &mount, 0) != 0 ||
			h.head.handle_type != kKernfsHandle)
			return std::nullopt;
		return h.id;
	}

private:
	[[nodiscard]] std::string find(uint64_t id) const {
		if (!root_) root_ = open_cgroups();
		Handle h{.head = {.handle_bytes = sizeof(uint64_t), .handle_type = kKernfsHandle}, .id = id};
		const UniqueFd dir(open_by_handle_at(root_.get(), &h.head, O_PATH | O_CLOEXEC));
		char path[PATH_MAX];
		const ssize_t n = readlink(("/proc/self/fd/" + std::to_string(dir.get())).c_str(), path, sizeof path);
		return dir && n > 0 ? out::name_text({path, static_cast<size_t>(n)}) : "";
	}

	mutable UniqueFd root_;
	mutable std::map<uint64_t, std::string> names_; ///< also of those that have been removed since
};

/// "S_IFREG|0644" of an i_mode, "0644" without a type.
class Modes final : public spec::NumberNames {
public:
	[[nodiscard]] std::string text(uint64_t value) const override {
		TextBuf text;
		decode::put_file_mode(value, text);
		return std::string(text.view());
	}
	[[nodiscard]] std::optional<uint64_t> number(std::string_view) const override { return std::nullopt; }
};

/// Of an argument in a row of system calls.
class ArgumentNames final : public spec::NumberNames {
public:
	ArgumentNames(const spec::Xlat& names, bool flags) : names_(names), flags_(flags) {}
	[[nodiscard]] std::string text(uint64_t value) const override {
		if (!flags_) return std::string(decode::name_of(names_, value));
		TextBuf text;
		decode::join_flags(names_, value, text);
		return std::string(text.view());
	}
	[[nodiscard]] std::optional<uint64_t> number(std::string_view name) const override {
		for (const spec::Xlat* x = &names_; x; x = x->part)
			if (const auto found = std::ranges::find(x->names, name, &spec::Name::text); found != x->names.end())
				return found->value;
		return std::nullopt;
	}
	[[nodiscard]] std::vector<std::string> list() const override {
		std::vector<std::string> list;
		for (const spec::Xlat* x = &names_; x; x = x->part)
			for (const spec::Name& n : x->names) list.emplace_back(n.text);
		return list;
	}
	[[nodiscard]] bool are_flags() const override { return flags_; }

private:
	const spec::Xlat& names_;
	const bool flags_;
};

constexpr std::string_view kEntry = "syscalls:sys_enter_";

/// Their format files have the arguments in the order of the call, behind its number.
std::shared_ptr<const spec::NumberNames> of_argument(const spec::ProbeField& field, const spec::ProbeRow& row) {
	const spec::Row* call = spec::row_named(std::string_view(row.name).substr(kEntry.size()));
	const auto at =
		static_cast<size_t>(std::ranges::find(row.fields, field.name, &spec::ProbeField::name) - row.fields.begin());
	if (!call || at < 1 || at > call->n_args) return nullptr;
	const spec::Type& type = call->args[at - 1].type;
	const bool flags = type.kind == spec::Kind::kFlags;
	if (type.ptr || !type.xlat || !type.special.empty() || (!flags && type.kind != spec::Kind::kEnum)) return nullptr;
	return std::make_shared<ArgumentNames>(*type.xlat, flags);
}

/// Those of gfp_t differ from kernel to kernel; a tracepoint that every kernel has knows them.
std::shared_ptr<const spec::NumberNames> allocation_flags() {
	const auto tracefs = types::Tracefs::open();
	const auto row = tracefs ? tracefs->row("kmem:kmalloc") : Result<spec::ProbeRow>(tracefs.error());
	const spec::ProbeField* field = row ? row->field("gfp_flags") : nullptr;
	return field && field->names ? field->names : std::make_shared<spec::ListedNames>(spec::ListedNames::List{}, true);
}

} // namespace

std::shared_ptr<const spec::NumberNames> code_names() {
	return std::make_shared<CodeNames>();
}

MachineNames::MachineNames()
	: code_(code_names()), cgroups_(std::make_shared<CgroupNames>()), modes_(std::make_shared<Modes>()) {}

std::shared_ptr<const spec::NumberNames> MachineNames::of(const spec::ProbeField& field,
														  const spec::ProbeRow& row) const {
	if (field.place == spec::Place::kKnown) return field.name == "cgroup" ? cgroups_ : nullptr;
	if (field.is_code || field.shape == spec::Shape::kPointer) return code_;
	if (field.type == "umode_t" || field.type == "mode_t") return modes_;
	if (field.type == "gfp_t") {
		if (!allocation_) allocation_ = allocation_flags();
		return allocation_;
	}
	return row.name.starts_with(kEntry) ? of_argument(field, row) : nullptr;
}

} // namespace strobe::front
