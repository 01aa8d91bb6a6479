// SPDX-License-Identifier: BSD-2-Clause
#include "symbols/process.h"

#include <cstring>
#include <cxxabi.h>
#include <elfutils/libdwfl.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <gelf.h>
#include <optional>
#include <unistd.h>
#include <unordered_map>

#include "base/unique_fd.h"
#include "symbols/registers.h"

namespace strobe::symbols {

namespace {

constexpr size_t kMostFrames = 127;

const Dwfl_Callbacks kFiles = {
	.find_elf = dwfl_linux_proc_find_elf,
	.find_debuginfo = dwfl_standard_find_debuginfo,
	.section_address = nullptr,
	.debuginfo_path = nullptr,
};

/// "/usr/lib/libc.so.6" -> "libc.so.6"
std::string_view file_name(std::string_view path) {
	return path.substr(path.find_last_of('/') + 1);
}

/// Without the version of a library's symbol: "exit@@GLIBC_2.2.5".
std::string demangled(const char* versioned) {
	const std::string name(versioned, std::strcspn(versioned, "@"));
	int status = 0;
	const std::unique_ptr<char, void (*)(void*)> text(abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status),
													  std::free);
	return status == 0 && text ? text.get() : name;
}

std::string source_of(Dwfl_Module* module, uint64_t address) {
	Dwfl_Line* line = dwfl_module_getsrc(module, address);
	int number = 0;
	const char* file = line ? dwfl_lineinfo(line, nullptr, &number, nullptr, nullptr, nullptr) : nullptr;
	return file ? fmt::format(" {}:{}", file_name(file), number) : "";
}

} // namespace

namespace {

/// What is added to the addresses of the file where it is mapped like this.
std::optional<uint64_t> load_bias(const Mapping& m) {
	elf_version(EV_CURRENT);
	const UniqueFd fd(open(m.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
	if (!fd) return std::nullopt;
	const std::unique_ptr<Elf, int (*)(Elf*)> elf(elf_begin(fd.get(), ELF_C_READ_MMAP, nullptr), elf_end);
	size_t count = 0;
	if (!elf || elf_kind(elf.get()) != ELF_K_ELF || elf_getphdrnum(elf.get(), &count) != 0) return std::nullopt;
	for (size_t i = 0; i < count; i++) {
		GElf_Phdr p;
		if (!gelf_getphdr(elf.get(), static_cast<int>(i), &p) || p.p_type != PT_LOAD) continue;
		if (m.offset + m.length > p.p_offset && m.offset < p.p_offset + p.p_filesz)
			return m.start - m.offset + p.p_offset - p.p_vaddr;
	}
	return std::nullopt;
}

} // namespace

struct Process::Impl {
	int pid = 0;
	Dwfl* dwfl = nullptr;
	bool attached = false;
	const StackCopy* stack = nullptr; ///< that is being unwound
	std::unordered_map<uint64_t, std::string> names;

	void begin_report();
	bool report();
	void add(const Mapping& mapping);
	bool attach();
	[[nodiscard]] uint64_t stack_pointer() const { return stack->registers[kStackPointer]; }

	// of libdwfl
	static pid_t next_thread(Dwfl* dwfl, void* self, void** thread);
	static bool get_thread(Dwfl* dwfl, pid_t tid, void* self, void** thread);
	static bool read_word(Dwfl* dwfl, Dwarf_Addr address, Dwarf_Word* word, void* self);
	static bool set_registers(Dwfl_Thread* thread, void* self);
};

void Process::Impl::begin_report() {
	if (dwfl)
		dwfl_report_begin_add(dwfl);
	else
		dwfl = dwfl_begin(&kFiles);
}

/// False: it cannot be seen any more.
bool Process::Impl::report() {
	begin_report();
	if (!dwfl) return false;
	const bool seen = dwfl_linux_proc_report(dwfl, pid) == 0;
	dwfl_report_end(dwfl, nullptr, nullptr);
	return seen;
}

void Process::Impl::add(const Mapping& m) {
	if (m.path.empty() || m.path[0] != '/') return; // [vdso], anonymous memory
	const auto bias = load_bias(m);
	if (!bias) return;
	begin_report();
	if (!dwfl) return;
	dwfl_report_elf(dwfl, m.path.c_str(), m.path.c_str(), -1, *bias, true);
	dwfl_report_end(dwfl, nullptr, nullptr);
}

pid_t Process::Impl::next_thread(Dwfl*, void* self, void** thread) {
	if (*thread) return 0;
	*thread = self;
	return static_cast<Impl*>(self)->pid;
}

bool Process::Impl::get_thread(Dwfl*, pid_t, void* self, void** thread) {
	*thread = self;
	return true;
}

bool Process::Impl::read_word(Dwfl*, Dwarf_Addr address, Dwarf_Word* word, void* self) {
	const auto* const impl = static_cast<Impl*>(self);
	if (!impl->stack || address < impl->stack_pointer()) return false;
	const uint64_t at = address - impl->stack_pointer();
	const auto bytes = impl->stack->bytes;
	if (bytes.size() < sizeof *word || at > bytes.size() - sizeof *word) return false;
	std::memcpy(word, bytes.data() + at, sizeof *word);
	return true;
}

bool Process::Impl::set_registers(Dwfl_Thread* thread, void* self) {
	const auto* const impl = static_cast<Impl*>(self);
	Dwarf_Word words[kDwarfOrder.size()];
	for (size_t i = 0; i < kDwarfOrder.size(); i++) words[i] = impl->stack->registers[kDwarfOrder[i]];
	if (!dwfl_thread_state_registers(thread, 0, kDwarfOrder.size(), words)) return false;
#ifndef __x86_64__
	dwfl_thread_state_register_pc(thread, impl->stack->registers[kProgramCounter]);
#endif
	return true;
}

bool Process::Impl::attach() {
	static const Dwfl_Thread_Callbacks kThreads = {
		.next_thread = next_thread,
		.get_thread = get_thread,
		.memory_read = read_word,
		.set_initial_registers = set_registers,
		.detach = nullptr,
		.thread_detach = nullptr,
	};
	if (!attached && dwfl) attached = dwfl_attach_state(dwfl, nullptr, pid, &kThreads, this);
	return attached;
}

Process::Process(int pid, std::span<const Mapping> mappings) : impl_(std::make_unique<Impl>()) {
	impl_->pid = pid;
	if (impl_->report()) return;
	for (const Mapping& m : mappings) impl_->add(m);
}

void Process::add(const Mapping& mapping) {
	impl_->add(mapping);
}

Process::~Process() {
	if (impl_->dwfl) dwfl_end(impl_->dwfl);
}

void Process::refresh() {
	impl_->report();
}

std::string Process::name(uint64_t address, bool caller) {
	const auto known = impl_->names.find(address);
	if (known != impl_->names.end()) return known->second;
	const uint64_t inside = caller ? address - 1 : address;
	Dwfl_Module* module = impl_->dwfl ? dwfl_addrmodule(impl_->dwfl, inside) : nullptr;
	if (!module && impl_->dwfl) {
		refresh();
		module = dwfl_addrmodule(impl_->dwfl, inside);
	}
	if (!module) return fmt::format("{:#x}", address); // not kept: a file may be mapped there yet
	GElf_Off offset = 0;
	GElf_Sym symbol{};
	const char* function = dwfl_module_addrinfo(module, inside, &offset, &symbol, nullptr, nullptr, nullptr);
	Dwarf_Addr start = 0;
	const char* path = dwfl_module_info(module, nullptr, &start, nullptr, nullptr, nullptr, nullptr, nullptr);
	const uint64_t far = function ? offset + (address - inside) : address - start;
	std::string text =
		fmt::format("{}+{:#x} ({})", function ? demangled(function) : "", far, file_name(path ? path : "?"));
	text += source_of(module, inside);
	return impl_->names[address] = std::move(text);
}

std::vector<uint64_t> Process::unwind(const StackCopy& stack) {
	std::vector<uint64_t> frames;
	if (stack.registers.size() < kRegisters) return frames;
	const uint64_t innermost = stack.registers[kProgramCounter];
	impl_->stack = &stack;
	if (impl_->dwfl && !dwfl_addrmodule(impl_->dwfl, innermost)) refresh();
	const auto take = [](Dwfl_Frame* frame, void* list) -> int {
		auto& addresses = *static_cast<std::vector<uint64_t>*>(list);
		Dwarf_Addr pc = 0;
		bool activation = false;
		if (addresses.size() >= kMostFrames || !dwfl_frame_pc(frame, &pc, &activation)) return DWARF_CB_ABORT;
		addresses.push_back(pc);
		return DWARF_CB_OK;
	};
	// an error is how it ends where nothing more is known
	if (impl_->attach()) dwfl_getthread_frames(impl_->dwfl, impl_->pid, take, &frames);
	impl_->stack = nullptr;
	if (frames.empty()) frames.push_back(innermost);
	return frames;
}

} // namespace strobe::symbols
