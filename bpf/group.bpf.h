/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Hits that are counted instead of recorded: the key of a hit's group, and what is kept of the group. */
#ifndef STROBE_GROUP_BPF_H
#define STROBE_GROUP_BPF_H

#include "bpf/bucket.bpf.h"
#include "bpf/predicate.bpf.h"

const volatile __u32 columns;   /* of each group, besides its count */
const volatile __u32 histogram; /* the last part of the key is a bucket */

struct group {
	__u64 count;
	__u64 column[STROBE_COLUMNS];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, STROBE_GROUPS);
	__uint(key_size, STROBE_KEY_MAX);         /* what the parts of the key take; set before load */
	__uint(value_size, sizeof(struct group)); /* up to the last column that is used; set before load */
} groups SEC(".maps");

static __always_inline void key_part(struct slot* s, const struct strobe_probe_plan* plan,
									 const struct strobe_key_part* k) {
	__u64 at = k->at;
	__u64* words;

	PIN(at, STROBE_KEY_MAX - 8);
	words = (void*)(s->key + at);
	if (k->value.source < STROBE_SRC_COMM) {
		*words = number_of(s, plan, &k->value);
		return;
	}
	/* cleared whole, since what follows the text is part of the key; what is behind this part is written after it */
	for (__u32 i = 0; i < STROBE_KEY_TEXT / 8; i++) words[i] = 0;
	copy_text(s, plan, &k->value, words, STROBE_KEY_TEXT);
}

static __always_inline __u64 linear_bucket(const struct strobe_histogram* h, __u64 n) {
	__u64 steps;

	/* as in compare(): signed numbers in unsigned order; there is no signed division */
	if (h->value.is_signed ? (__s64)n < h->low : h->low > 0 && n < (__u64)h->low) return 0;
	steps = (n - (__u64)h->low) / (h->step ?: 1);
	return 1 + (steps < h->steps ? steps : h->steps);
}

static __always_inline void key_bucket(struct slot* s, const struct strobe_probe_plan* plan) {
	const struct strobe_histogram* h = &plan->histogram;
	__u64 n = number_of(s, plan, &h->value), at = h->at, bucket;

	if (h->scale == STROBE_SCALE_LINEAR)
		bucket = linear_bucket(h, n);
	else
		bucket = h->value.is_signed && (__s64)n < 0 ? 0 : log2_bucket(n);
	PIN(at, 2 * STROBE_KEY_MAX - 8);
	*(__u64*)(s->key + at) = bucket;
}

/* Other hits on this CPU may come in between, and each of them costs one more try. */
static __always_inline void raise(__u64* word, __u64 n) {
	__u64 now = *word, seen;

	for (__u32 i = 0; i < STROBE_HIT_SLOTS && now < n; i++) {
		seen = __sync_val_compare_and_swap(word, now, n);
		if (seen == now) return;
		now = seen;
	}
}

static __always_inline void join_column(struct slot* s, const struct strobe_probe_plan* plan, __u32 i, __u64* word) {
	const struct strobe_column* c = &plan->column[i];
	__u64 n = number_of(s, plan, &c->value), ordered = c->is_signed ? n ^ (1ull << 63) : n;

	if (c->op == STROBE_COLUMN_SUM)
		__sync_fetch_and_add(word, n);
	else
		raise(word, c->op == STROBE_COLUMN_MIN ? ~ordered : ordered);
}

static __always_inline void join(struct slot* s, const struct strobe_probe_plan* plan, struct group* g) {
	__sync_fetch_and_add(&g->count, 1);
	for (__u32 i = 0; i < STROBE_COLUMNS; i++)
		if (i < columns) join_column(s, plan, i, &g->column[i]);
}

static __always_inline void count_hit(struct slot* s, struct strobe_probe_plan* plan) {
	struct group empty = {};
	struct group* g;

	for (__u32 i = 0; i < STROBE_KEYS; i++)
		if (i < plan->keys) key_part(s, plan, &plan->key[i]);
	if (histogram) key_bucket(s, plan);
	g = bpf_map_lookup_elem(&groups, s->key);
	if (!g) {
		/* fails when another CPU was faster, or when there is no room */
		bpf_map_update_elem(&groups, s->key, &empty, BPF_NOEXIST);
		g = bpf_map_lookup_elem(&groups, s->key);
	}
	if (g)
		join(s, plan, g);
	else
		count(STROBE_CNT_OTHER, 1);
}

#endif
