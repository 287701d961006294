/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* pairing.h - a pairing heap of things that are numbered: which of them goes first.
 *
 * A heap is the number of its first element, or AB_PAIRING_EMPTY. An element, and a whole heap, is
 * added in one step; the first is taken in O(log n) steps on average. Elements are those of an array
 * and hold their nodes; many heaps may share it.
 *
 * M. Fredman, R. Sedgewick, D. Sleator, R. Tarjan: The pairing heap, Algorithmica 1 (1986). */
#ifndef AB_ENGINE_PAIRING_H
#define AB_ENGINE_PAIRING_H

#include <stdbool.h>
#include <stddef.h>

enum { AB_PAIRING_EMPTY = -1 };

struct ab_pairing_node {
    int child, sibling; /* or AB_PAIRING_EMPTY */
};
typedef bool ab_goes_before(const void *owner, int a, int b);
struct ab_pairing {
    struct ab_pairing_node *first; /* the node of the first element, and how far apart they lie */
    size_t stride;
    ab_goes_before *goes_before; /* a total order, of elements that are in heaps */
    const void *owner;
};

/* Adds an element that is in no heap; returns the heap. */
int ab_pairing_add(const struct ab_pairing *pairing, int heap, int element);

/* Takes the first element, which is `heap` itself; returns what is left. */
int ab_pairing_take(const struct ab_pairing *pairing, int heap);

#endif
