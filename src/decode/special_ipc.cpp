// SPDX-License-Identifier: BSD-2-Clause
// System V IPC: commands, flags with a mode in them, messages.
#include "decode/special.h"
#include "decode/terms.h"
#include "spec/xlat_ipc.h"

namespace strobe::decode {

namespace {

constexpr uint32_t kMode = 0777;

/// IPC_64|IPC_STAT
void ipc_command_value(Decoding& d, const spec::Type& t, uint64_t v) {
	constexpr uint64_t kIpc64 = 0x100;
	if (!(v & kIpc64)) return d.plain_value(t, v);
	Terms(d).flags(spec::ipc_64_flag, kIpc64).next().choice(*t.xlat, v & ~kIpc64).print(v);
}

/// IPC_CREAT|0600. Flags of which none is known run into the mode: 0x10000000.
void ipc_get_value(Decoding& d, const spec::Type& t, uint64_t v) {
	const uint64_t flags = v & ~uint64_t{kMode};
	Terms terms(d);
	if (flags != 0) terms.flags(*t.xlat, flags);
	TextBuf names;
	join_flags(*t.xlat, flags, names);
	if (d.sink.xlat_style() == out::XlatStyle::kRaw || !names.empty()) terms.next();
	terms.octal(v & kMode).print(v);
}

/// IPC_CREAT|21<<SHM_HUGE_SHIFT|0600
void shm_get_value(Decoding& d, const spec::Type& t, uint64_t v) {
	constexpr unsigned kShift = 26;
	const uint64_t huge = v >> kShift;
	const uint64_t flags = v & ((1ull << kShift) - 1) & ~uint64_t{kMode};
	Terms terms(d);
	if (flags != 0) terms.flags(*t.xlat, flags);
	if (huge != 0) terms.next().decimal(huge).put("<<").constant(kShift, "SHM_HUGE_SHIFT", {}, true);
	terms.next().octal(v & kMode).print(v);
}

/// {mtype=1, mtext="hello"}; the kernel's struct msgbuf is 16 bytes, all of which have to be there.
void message_value(Decoding& d, const spec::Type&, uint64_t addr) {
	struct Head {
		int64_t type;
		uint64_t text;
	};
	const auto head = d.load_or_address<Head>(addr);
	const auto size = d.index_of("msgsz");
	if (!head || !size) return;
	d.sink.begin_struct();
	d.int_field("mtype", head->type);
	d.sink.field("mtext");
	d.buffer(addr + sizeof head->type, d.number(*size));
	d.sink.end_struct(false);
}

constexpr Special kSpecials[] = {
	{.name = "ipc_command", .value = ipc_command_value},
	{.name = "ipc_get", .value = ipc_get_value},
	{.name = "shm_get", .value = shm_get_value},
	{.name = "message", .value = message_value},
};

} // namespace

std::span<const Special> ipc_specials() {
	return kSpecials;
}

} // namespace strobe::decode
