/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The only code of this side that depends on the architecture: registers and ABI of a system call, and of a function.
 */
#ifndef STROBE_ARCH_BPF_H
#define STROBE_ARCH_BPF_H

#include "abi/event.h"
#include "abi/limits.h"
#include "bpf/core_types.bpf.h"

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct pt_regs___x86 {
	unsigned long bp, bx, r10, r9, r8, ax, cx, dx, si, di, orig_ax, sp;
};

#pragma clang attribute pop

/* arch/x86/include/asm/thread_info.h: set by the 32-bit entry points, int $0x80 from 64-bit code included, and still
 * set at sys_exit. */
#define TS_COMPAT 0x0002u

#define X32_BIT 0x40000000ul

static __always_inline __u8 arch_abi(struct task_struct* task, __s64 nr) {
	if (task->thread_info.status & TS_COMPAT) return STROBE_ABI_I386;
	return nr >= 0 && (nr & X32_BIT) ? STROBE_ABI_X32 : STROBE_ABI_X86_64;
}

/* Numbers of x32 are looked up without their marker bit. */
static __always_inline __u64 arch_nr(__u8 abi, __s64 nr) {
	return abi == STROBE_ABI_X32 ? (__u64)nr & ~X32_BIT : (__u64)nr;
}

/* `regs` is a pointer that the verifier knows, so members are plain loads. The kernel keeps i386 arguments in the low
 * half. */
static __always_inline void arch_args(__u64* args, struct pt_regs* regs, __u8 abi) {
	struct pt_regs___x86* r = (void*)regs;

	if (abi == STROBE_ABI_I386) {
		args[0] = (__u32)r->bx;
		args[1] = (__u32)r->cx;
		args[2] = (__u32)r->dx;
		args[3] = (__u32)r->si;
		args[4] = (__u32)r->di;
		args[5] = (__u32)r->bp;
		return;
	}
	args[0] = r->di;
	args[1] = r->si;
	args[2] = r->dx;
	args[3] = r->r10;
	args[4] = r->r8;
	args[5] = r->r9;
}

/* Of the current task. */
static __always_inline __u64 arch_stack(void) {
	struct pt_regs___x86* r = (void*)bpf_task_pt_regs(bpf_get_current_task_btf());

	return r->sp;
}

/* Number of the call a task is in, or -1 when it came from user mode otherwise. */
static __always_inline __s64 arch_orig_nr(struct pt_regs* regs) {
	struct pt_regs___x86* r = (void*)regs;

	return (__s64)r->orig_ax;
}

/* Arguments of a function, where it begins: `words` has room for STROBE_CALL_ARGS. */
static __always_inline void arch_call_args(__u64* words, struct pt_regs* regs) {
	struct pt_regs___x86* r = (void*)regs;

	words[0] = r->di;
	words[1] = r->si;
	words[2] = r->dx;
	words[3] = r->cx;
	words[4] = r->r8;
	words[5] = r->r9;
	words[6] = words[7] = 0;
}

/* Its result, where it returns. */
static __always_inline __u64 arch_call_result(struct pt_regs* regs) {
	struct pt_regs___x86* r = (void*)regs;

	return r->ax;
}

static __always_inline __u64 arch_stack_pointer(struct pt_regs* regs) {
	struct pt_regs___x86* r = (void*)regs;

	return r->sp;
}

/* Words of struct pt_regs, and which of them is the stack pointer. */
#ifdef __TARGET_ARCH_x86
#define ARCH_REGISTERS 21
#define ARCH_REGISTER_SP 19
#else
#define ARCH_REGISTERS 34
#define ARCH_REGISTER_SP 31
#endif

#endif
