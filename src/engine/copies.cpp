// SPDX-License-Identifier: BSD-2-Clause
#include "engine/copies.h"

#include <algorithm>
#include <bit>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <cerrno>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "abi/probe.h"

namespace strobe::engine {

namespace {

constexpr size_t kLogSize = 64 * 1024;
constexpr uint8_t kLoadConstant = BPF_LD | BPF_IMM | BPF_DW; // of 64 bits, in two instructions

/// All that libbpf hands to the kernel with a program, relocated.
struct Original {
	std::vector<bpf_insn> code;
	std::vector<uint8_t> functions; ///< func_info
	bpf_prog_load_opts options{};
};

/// Where the number stands; nullptr: nowhere.
bpf_insn* find_number(std::vector<bpf_insn>& code) {
	constexpr auto kLow = static_cast<int32_t>(STROBE_OWN_NUMBER & 0xffffffff);
	constexpr auto kHigh = static_cast<int32_t>(STROBE_OWN_NUMBER >> 32);
	for (size_t i = 0; i + 1 < code.size(); i++)
		if (code[i].code == kLoadConstant && code[i].src_reg == 0 && code[i].imm == kLow && code[i + 1].imm == kHigh)
			return &code[i];
	return nullptr;
}

/// What the verifier says last, apart from its sums.
std::string reason_in(const std::string& log) {
	std::string reason;
	for (size_t at = 0; at < log.size();) {
		const size_t end = std::min(log.find('\n', at), log.size());
		const std::string_view line = std::string_view(log).substr(at, end - at);
		if (!line.empty() && !line.starts_with("processed ") && line[0] >= ' ') reason = line;
		at = end + 1;
	}
	return reason.empty() ? "" : "the kernel says: " + reason.substr(0, 120);
}

} // namespace

struct Copies::Impl {
	uint32_t target = 0;
	std::map<const bpf_program*, Original> originals;
	std::vector<int> handlers;

	void keep(const bpf_program* program, const bpf_prog_load_opts& options) {
		Original& o = originals[program];
		o.code.assign(bpf_program__insns(program), bpf_program__insns(program) + bpf_program__insn_cnt(program));
		const auto* functions = static_cast<const uint8_t*>(options.func_info);
		o.functions.assign(functions, functions + size_t{options.func_info_cnt} * options.func_info_rec_size);
		o.options.sz = sizeof o.options;
		o.options.prog_btf_fd = options.prog_btf_fd;
		o.options.func_info_cnt = options.func_info_cnt;
		o.options.func_info_rec_size = options.func_info_rec_size;
	}
	static int before_load(bpf_program* program, bpf_prog_load_opts* options, long self) {
		auto* copies = std::bit_cast<Impl*>(self);
		if (bpf_program__type(program) == BPF_PROG_TYPE_TRACING) options->attach_btf_id = copies->target;
		copies->keep(program, *options);
		return 0;
	}
};

// libbpf asks the handler of a section before it loads the section's programs.
Copies::Copies(uint32_t target) : impl_(std::make_unique<Impl>()) {
	impl_->target = target;
	LIBBPF_OPTS(libbpf_prog_handler_opts, opts, .cookie = std::bit_cast<long>(impl_.get()),
				.prog_prepare_load_fn = Impl::before_load);
	for (const auto& [section, type, attach] : {std::tuple("fentry", BPF_PROG_TYPE_TRACING, BPF_TRACE_FENTRY),
												std::tuple("fexit", BPF_PROG_TYPE_TRACING, BPF_TRACE_FEXIT),
												std::tuple("raw_tp", BPF_PROG_TYPE_RAW_TRACEPOINT, bpf_attach_type{})})
		impl_->handlers.push_back(libbpf_register_prog_handler(section, type, attach, &opts));
}

Copies::~Copies() {
	for (const int handler : impl_->handlers) libbpf_unregister_prog_handler(handler);
}

Result<UniqueFd> Copies::load(const bpf_program* program, uint32_t number, uint32_t target) const {
	const auto found = impl_->originals.find(program);
	if (found == impl_->originals.end()) return Error{"a program was not loaded"};
	Original copy = found->second;
	bpf_insn* const own = find_number(copy.code);
	if (!own) return Error{"a program has no place for its number"};
	own[0].imm = static_cast<int32_t>(number);
	own[1].imm = 0;
	bpf_prog_load_opts& opts = copy.options;
	opts.func_info = copy.functions.data();
	opts.expected_attach_type = bpf_program__expected_attach_type(program);
	opts.attach_btf_id = target;
	const auto load = [&] {
		return bpf_prog_load(bpf_program__type(program), bpf_program__name(program), "Dual BSD/GPL", copy.code.data(),
							 copy.code.size(), &opts);
	};
	int fd = load();
	if (fd >= 0) return UniqueFd(fd);
	const int error = -fd;
	std::string log(kLogSize, '\0');
	opts.log_level = 1;
	opts.log_buf = log.data();
	opts.log_size = static_cast<uint32_t>(log.size());
	fd = load();
	if (fd >= 0) return UniqueFd(fd);
	log.resize(std::strlen(log.c_str()));
	return errno_error("the kernel refuses the eBPF program", error, reason_in(log));
}

} // namespace strobe::engine
