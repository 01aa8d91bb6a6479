/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Buckets of histograms by powers of two, as abi/probe.h numbers them (STROBE_SCALE_LOG2). */
#ifndef STROBE_BUCKET_BPF_H
#define STROBE_BUCKET_BPF_H

#include "bpf/core_types.bpf.h"

static __always_inline __u64 log2_bucket(__u64 n) {
	__u64 bucket = 1;

	if (!n) return bucket;
	for (__u32 bits = 32; bits; bits /= 2)
		if (n >> bits) {
			n >>= bits;
			bucket += bits;
		}
	return bucket + 1;
}

#endif
