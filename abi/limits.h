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

/* Highest errno of the kernel, ERESTART codes included (MAX_ERRNO of include/linux/err.h). */
#define STROBE_ERRNO_MAX 4095u

/* TASK_COMM_LEN of include/linux/sched.h. */
#define STROBE_COMM_LEN 16u

#endif
