/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Whether a cgroup is another one or below it. */
#ifndef STROBE_CGROUP_BPF_H
#define STROBE_CGROUP_BPF_H

#include "bpf/core_types.bpf.h"

/* include/linux/cgroup-defs.h: a cgroup knows all those above it, and itself, by their depth. Of 6.1 (7f203bc89eb6). */
struct cgroup___ancestors {
	struct cgroup* ancestors[1];
} __attribute__((preserve_access_index));

#define CGROUP_DEPTH 32

static __always_inline bool is_in_cgroup(struct cgroup* c, __u64 id) {
	struct cgroup* above;
	int level;

	if (!c) return false;
	level = BPF_CORE_READ(c, level);
	for (int i = 0; i < CGROUP_DEPTH && i <= level; i++) {
		bpf_probe_read_kernel(&above, sizeof(above),
							  (char*)c + bpf_core_field_offset(struct cgroup___ancestors, ancestors) +
								  i * sizeof(above));
		if (BPF_CORE_READ(above, kn, id) == id) return true;
	}
	return false;
}

#endif
