/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Every cap of the capture path, with its reason. */
#ifndef STROBE_ABI_LIMITS_H
#define STROBE_ABI_LIMITS_H

/* Payload of one record, bytes. strace's own tests print lines of up to 16 KiB; nothing seen needs more than 64 KiB. */
#define STROBE_PAYLOAD_MAX (64u * 1024u)

/* Scratch per CPU, bytes: header and payload, and slack for the verifier, which adds the largest single read to the
 * largest offset. A power of two. */
#define STROBE_SCRATCH_SIZE (256u * 1024u)

/* Largest single piece, bytes: fits a u16 mask with one bit to spare. */
#define STROBE_PIECE_MAX (32u * 1024u)

/* PATH_MAX of linux/limits.h: what the kernel itself reads of a path, terminating NUL included. */
#define STROBE_PATH_MAX 4096u

/* Operations of one plan. clone3 and mmsg, the widest, use 7. */
#define STROBE_PLAN_OPS 16u

/* Steps the interpreter may take for one record: ops, and one per pointer followed. */
#define STROBE_FETCH_STEPS 2048u

/* Pages one piece can span, plus one for an unaligned start. */
#define STROBE_PIECE_PAGES (STROBE_PIECE_MAX / 4096u + 1u)

/* Call numbers with a plan of their own, per ABI; 6.18 ends at 469. Larger numbers share the last slot. */
#define STROBE_NR_MAX 512u

/* Plans that are chosen by the value of an argument (fcntl, ioctl, prctl ...). */
#define STROBE_VARIANT_PLANS 1024u

/* Plans in all: three ABIs, then the variants. */
#define STROBE_PLANS (3u * STROBE_NR_MAX + STROBE_VARIANT_PLANS)

/* Inputs of one call that wait for its outcome: of execve, 12 KiB of environment, a path, and argv. */
#define STROBE_HELD_MAX (24u * 1024u)

/* Calls whose inputs wait at once: threads in flight. */
#define STROBE_HELD_CALLS 4096u

/* Probes of one run. --force lifts the limit on what one pattern may match up to here. */
#define STROBE_PROBES 4096u

/* Captures of one probe: its fixed fields are one, each field of variable length is another; 6.18 has at most 8. */
#define STROBE_PROBE_CAPTURES 16u

/* Ways through memory of one probe, and pointers followed on one of them. */
#define STROBE_WALKS 16u
#define STROBE_WALK_STEPS 6u

/* Calls of probed functions that have begun, one for each task and probe. */
#define STROBE_ENTRIES 65536u

/* Calls of one function inside of each other that are timed: a file system on top of another one makes two. */
#define STROBE_NESTED_CALLS 4u

/* Arguments of a function in registers: 6 on x86-64, 8 on aarch64. Its result is the word behind them. */
#define STROBE_CALL_ARGS 8u
#define STROBE_CALL_RESULT STROBE_CALL_ARGS

/* Bytes of one capture. The ring of perf events, for which tracepoints were made, takes 8 KiB; paths need 4 KiB. */
#define STROBE_CAPTURE_MAX 4096u

/* Payload of one hit, and the slack behind it that the largest capture needs. Values of per-CPU maps end at 32 KiB. */
#define STROBE_HIT_PAYLOAD (8u * 1024u)

/* Hits at once on one CPU: a task, a task that preempted it, an interrupt, and one in reserve. */
#define STROBE_HIT_SLOTS 4u

/* Instructions of one predicate, and values it may hold at once. */
#define STROBE_INSNS 64u
#define STROBE_STACK 8u

/* Patterns of one predicate, and bytes of one, NUL included. */
#define STROBE_PATTERNS 8u
#define STROBE_PATTERN_LEN 64u

/* Steps a predicate may take: its instructions, and those of matching a path of 4 KiB with a pattern. */
#define STROBE_PREDICATE_STEPS (64u * 1024u)

/* Parts of the key by which hits are grouped, bytes of a text in it, and bytes of the whole. */
#define STROBE_KEYS 4u
#define STROBE_KEY_TEXT 128u
#define STROBE_KEY_MAX (STROBE_KEYS * STROBE_KEY_TEXT)

/* Frames of a stack: what the kernel's own limit (kernel.perf_event_max_stack) is. */
#define STROBE_FRAMES 127u

/* Different stacks of one run; the kernel keeps them by hash, and what meets another of the same hash is counted with
 * what finds no room. */
#define STROBE_STACKS 16384u

/* Registers of a task in user mode: arm64 has 34, x86-64 21. */
#define STROBE_REGISTERS 34u

/* Bytes of a user stack that are copied to be unwound later. Copying 16 KiB costs what a walk along frame pointers
 * does. */
#define STROBE_STACK_BYTES (16u * 1024u)

/* Columns of a table besides the count: what fits the width of a terminal. */
#define STROBE_COLUMNS 4u

/* Groups of hits; what finds no room is counted together. Each takes its key and 8 bytes per column and CPU. */
#define STROBE_GROUPS 16384u

/* Bytes copied of one packet: more than a frame of 9000 bytes. What is longer is made of such frames. A power
 * of two. */
#define STROBE_SNAPLEN_MAX (16u * 1024u)

/* Packets copied at once on one CPU: one that a process sends, what interrupts that, and one in reserve. */
#define STROBE_PACKET_SLOTS 3u

/* Extension headers of IPv6 that are skipped on the way to the ports: RFC 8200 names six, each at most once. */
#define STROBE_EXTENSIONS 6u

/* Flows; what finds no room is counted together. */
#define STROBE_FLOWS 16384u

/* Highest errno of the kernel, ERESTART codes included (MAX_ERRNO of include/linux/err.h). */
#define STROBE_ERRNO_MAX 4095u

/* TASK_COMM_LEN of include/linux/sched.h. */
#define STROBE_COMM_LEN 16u

#endif
