// SPDX-License-Identifier: BSD-2-Clause
// ptrace: registers, sets of registers, the state of the tracee's call.
#include <elf.h>
#include <linux/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>

#include <algorithm>

#include "decode/special.h"
#include "spec/registry.h"
#include "spec/structs_process.h"

namespace strobe::decode {

namespace {

// ---- offsets in struct user -----------------------------------------------------------------------------------------

struct Place {
	uint64_t offset;
	string_view name;
};

// clang-format off
constexpr string_view kRegisterNames[] = {
	"R15", "R14", "R13", "R12", "RBP", "RBX", "R11", "R10", "R9", "R8", "RAX", "RCX", "RDX", "RSI", "RDI", "ORIG_RAX",
	"RIP", "CS", "EFL", "RSP", "SS",
};
constexpr Place kUserFields[] = {
	{offsetof(user, u_fpvalid), "offsetof(struct user, u_fpvalid)"},
	{offsetof(user, i387), "offsetof(struct user, i387)"},
	{offsetof(user, u_tsize), "offsetof(struct user, u_tsize)"},
	{offsetof(user, u_dsize), "offsetof(struct user, u_dsize)"},
	{offsetof(user, u_ssize), "offsetof(struct user, u_ssize)"},
	{offsetof(user, start_code), "offsetof(struct user, start_code)"},
	{offsetof(user, start_stack), "offsetof(struct user, start_stack)"},
	{offsetof(user, signal), "offsetof(struct user, signal)"},
	{offsetof(user, reserved), "offsetof(struct user, reserved)"},
	{offsetof(user, u_ar0), "offsetof(struct user, u_ar0)"},
	{offsetof(user, u_fpstate), "offsetof(struct user, u_fpstate)"},
	{offsetof(user, magic), "offsetof(struct user, magic)"},
	{offsetof(user, u_comm), "offsetof(struct user, u_comm)"},
	{offsetof(user, u_debugreg), "offsetof(struct user, u_debugreg)"},
	{sizeof(user), "sizeof(struct user)"},
};
// clang-format on

/// 8*RAX, 8*RAX+4, offsetof(struct user, u_debugreg)
void put_place(TextBuf& t, uint64_t offset) {
	constexpr uint64_t kWord = 8;
	uint64_t base = std::min<uint64_t>(offset / kWord, std::size(kRegisterNames) - 1) * kWord;
	const Place* field = nullptr;
	for (const Place& p : kUserFields)
		if (p.offset <= offset) field = &p;
	if (field) {
		base = field->offset;
		t.put(field->name);
	} else {
		t.put("8*");
		t.put(kRegisterNames[base / kWord]);
	}
	if (offset == base) return;
	t.put('+');
	t.udec(offset - base);
}

void user_offset_value(Decoding& d, const spec::Type&, uint64_t v) {
	TextBuf& t = d.text();
	if (v <= sizeof(user)) put_place(t, v);
	d.sink.constant(v, t.view(), {}, Radix::kHex);
}

// ---- registers ------------------------------------------------------------------------------------------------------

/// PTRACE_GETREGS and its like ignore their third argument.
Printed registers_call(Decoding& d, unsigned from) {
	constexpr unsigned kIgnored = 2, kData = 3;
	for (unsigned i = from; i < kIgnored; ++i) d.argument(i);
	if (d.needs_result(kData)) return {kData, false};
	d.argument(kData);
	return {kData + 1, true};
}

/// The fields of which at least the first byte is within `size`, the last array as far as it goes.
void registers(Decoding& d, const spec::StructDef& st, uint64_t addr, uint64_t size) {
	const uint64_t known = std::min<uint64_t>(size, st.size);
	if (size == 0 || size % 8 != 0 || !d.bytes(addr, known)) return d.sink.address(addr);
	uint8_t image[sizeof(user_fpregs_struct)] = {};
	const auto b = d.bytes(addr, known);
	std::copy(b->begin(), b->end(), image);
	d.sink.begin_struct();
	for (const spec::Field& f : st.fields) {
		if (f.offset >= known) break;
		d.sink.field(f.name);
		if (f.type.kind == Kind::kArray) {
			const uint64_t room = std::min(known - f.offset, size_in_memory(f.type));
			d.array(*f.type.elem, addr + f.offset, room / size_in_memory(*f.type.elem));
			continue;
		}
		uint64_t v = 0;
		std::memcpy(&v, image + f.offset, f.type.size);
		d.value(f.type, v);
	}
	d.sink.end_struct(size > st.size);
}

void register_set(Decoding& d, uint64_t addr, uint64_t size) {
	switch (static_cast<uint32_t>(d.call.args[2])) {
	case NT_PRSTATUS: return registers(d, spec::kRegisters, addr, size);
	case NT_FPREGSET: return registers(d, spec::kFpRegisters, addr, size);
	default: return d.sink.address(addr);
	}
}

/// {iov_base=..., iov_len=336 => 216}: the set as it came out.
void get_regset_value(Decoding& d, const spec::Type&, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	const auto before = d.load<iovec>(addr);
	d.look(Decoding::Image::kAfter);
	const auto after = d.load<iovec>(addr);
	if (!before || !after) return d.sink.address(addr);
	d.sink.begin_struct();
	d.sink.field("iov_base");
	if (d.call.failed())
		d.sink.address(reinterpret_cast<uint64_t>(after->iov_base));
	else
		register_set(d, reinterpret_cast<uint64_t>(after->iov_base), after->iov_len);
	d.uint_field("iov_len", before->iov_len);
	if (before->iov_len != after->iov_len) {
		d.sink.after();
		d.sink.unsigned_integer(after->iov_len);
	}
	d.sink.end_struct(false);
}

/// {iov_base=..., iov_len=336 => 216}: the set as it went in.
void set_regset_value(Decoding& d, const spec::Type&, uint64_t addr) {
	d.look(Decoding::Image::kBefore);
	const auto before = d.load<iovec>(addr);
	if (!before) return d.sink.address(addr);
	d.sink.begin_struct();
	d.sink.field("iov_base");
	register_set(d, reinterpret_cast<uint64_t>(before->iov_base), before->iov_len);
	d.uint_field("iov_len", before->iov_len);
	d.look(Decoding::Image::kAfter);
	const auto after = d.load<iovec>(addr);
	if (after && after->iov_len != before->iov_len) {
		d.sink.after();
		d.sink.unsigned_integer(after->iov_len);
	}
	d.sink.end_struct(false);
}

// ---- PTRACE_GET_SYSCALL_INFO ----------------------------------------------------------------------------------------

using SyscallInfo = ptrace_syscall_info;

void call_number_field(Decoding& d, uint32_t arch, uint64_t nr) {
	d.sink.field("nr");
	d.call_number(arch, nr);
}

void call_arguments_field(Decoding& d, uint64_t addr, uint64_t room) {
	constexpr spec::Type kWord{.kind = Kind::kHex, .size = 8};
	constexpr uint64_t kArgs = 6;
	const uint64_t n = std::min(room / kWord.size, kArgs);
	if (n == 0) return;
	d.sink.field("args");
	d.array(kWord, addr, n);
}

void call_stop(Decoding& d, const SyscallInfo& i, uint64_t addr, uint64_t size) {
	constexpr uint64_t kArguments = offsetof(SyscallInfo, entry.args), kData = offsetof(SyscallInfo, seccomp.ret_data);
	const bool filter = i.op == PTRACE_SYSCALL_INFO_SECCOMP;
	d.sink.field(filter ? "seccomp" : "entry");
	d.sink.begin_struct();
	call_number_field(d, i.arch, i.entry.nr);
	if (size > kArguments) call_arguments_field(d, addr + kArguments, size - kArguments);
	if (filter && size >= kData + sizeof i.seccomp.ret_data) d.uint_field("ret_data", i.seccomp.ret_data);
	d.sink.end_struct(false);
}

void return_stop(Decoding& d, const SyscallInfo& i, uint64_t size) {
	const bool flagged = size > offsetof(SyscallInfo, exit.is_error);
	d.sink.field("exit");
	d.sink.begin_struct();
	d.sink.field("rval");
	const auto number =
		static_cast<int>(-static_cast<uint64_t>(i.exit.rval)); // unsigned: the least number has no negative
	const string_view error = flagged && i.exit.is_error ? spec::errno_name(number) : "";
	TextBuf& t = d.text();
	if (!error.empty()) {
		t.put('-');
		t.put(error);
	}
	d.sink.constant(static_cast<uint64_t>(i.exit.rval), t.view(), {}, Radix::kDecimal);
	if (flagged) d.uint_field("is_error", i.exit.is_error);
	d.sink.end_struct(false);
}

void architecture_field(Decoding& d, uint32_t arch) {
	d.sink.field("arch");
	d.audit_arch(arch);
}

/// As much of the structure as the kernel had and the caller had room for.
void syscall_info_value(Decoding& d, const spec::Type&, uint64_t addr) {
	constexpr uint64_t kKnown = offsetof(SyscallInfo, seccomp.ret_data) + sizeof(uint32_t);
	const uint64_t size = std::min({d.call.args[2], static_cast<uint64_t>(d.call.ret), kKnown});
	const auto b = size ? d.bytes(addr, size) : std::nullopt;
	if (!b || !d.how.verbose) return d.sink.address(addr);
	SyscallInfo i{};
	std::memcpy(&i, b->data(), size);
	const auto reaches = [size](uint64_t offset, uint64_t width) { return size >= offset + width; };
	d.sink.begin_struct();
	d.choice_field("op", spec::ptrace_syscall_info_ops, i.op);
	const bool arch = reaches(offsetof(SyscallInfo, arch), 4);
	const bool ip = arch && reaches(offsetof(SyscallInfo, instruction_pointer), 8);
	const bool sp = ip && reaches(offsetof(SyscallInfo, stack_pointer), 8);
	if (arch) architecture_field(d, i.arch);
	if (ip) d.addr_field("instruction_pointer", i.instruction_pointer);
	if (sp) d.addr_field("stack_pointer", i.stack_pointer);
	if (sp && reaches(offsetof(SyscallInfo, entry.nr), 8)) {
		if (i.op == PTRACE_SYSCALL_INFO_ENTRY || i.op == PTRACE_SYSCALL_INFO_SECCOMP) call_stop(d, i, addr, size);
		if (i.op == PTRACE_SYSCALL_INFO_EXIT) return_stop(d, i, size);
	}
	d.sink.end_struct(false);
}

// ---- PTRACE_SECCOMP_GET_METADATA ------------------------------------------------------------------------------------

/// {filter_off=0, flags=SECCOMP_FILTER_FLAG_LOG}: the first field goes in, the second comes out.
void seccomp_metadata_value(Decoding& d, const spec::Type&, uint64_t addr) {
	constexpr uint64_t kField = 8;
	const uint64_t room = d.call.args[2];
	const auto offset = room < kField ? std::nullopt : d.call.before.number(addr, kField);
	if (!offset) return d.sink.address(addr);
	const uint64_t size = d.call.failed() ? 0 : static_cast<uint64_t>(d.call.ret);
	d.sink.begin_struct();
	d.uint_field("filter_off", *offset);
	const auto bits = d.call.after.number(addr + kField, kField);
	if (size >= 2 * kField && bits)
		d.flags_field("flags", spec::seccomp_filter_flags, *bits);
	else if (size > kField) {
		d.sink.field({});
		d.sink.plain("???");
	}
	d.sink.end_struct(size > 2 * kField && bits);
}

constexpr Special kSpecials[] = {
	{.name = "user_offset", .value = user_offset_value},
	{.name = "registers", .call = registers_call},
	{.name = "get_regset", .value = get_regset_value, .phase = Phase::kExit},
	{.name = "set_regset", .value = set_regset_value, .phase = Phase::kExit},
	{.name = "syscall_info", .value = syscall_info_value},
	{.name = "seccomp_metadata", .value = seccomp_metadata_value, .phase = Phase::kExit},
};

} // namespace

std::span<const Special> ptrace_specials() {
	return kSpecials;
}

} // namespace strobe::decode
