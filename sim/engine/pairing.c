/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* pairing.c - a pairing heap of things that are numbered. */
#include "engine/pairing.h"

static struct ab_pairing_node *node_of(const struct ab_pairing *pairing, int element)
{
    return (struct ab_pairing_node *)(void *)((char *)pairing->first +
                                              (size_t)element * pairing->stride);
}

/* Of two heaps one: the first of them in front, the other as its youngest child. */
static int meld(const struct ab_pairing *pairing, int a, int b)
{
    if (a == AB_PAIRING_EMPTY || b == AB_PAIRING_EMPTY) {
        return a == AB_PAIRING_EMPTY ? b : a;
    }
    const bool swap = pairing->goes_before(pairing->owner, b, a);
    const int first = swap ? b : a, other = swap ? a : b;
    node_of(pairing, other)->sibling = node_of(pairing, first)->child;
    node_of(pairing, first)->child = other;
    return first;
}

int ab_pairing_add(const struct ab_pairing *pairing, int heap, int element)
{
    *node_of(pairing, element) =
        (struct ab_pairing_node){.child = AB_PAIRING_EMPTY, .sibling = AB_PAIRING_EMPTY};
    return meld(pairing, heap, element);
}

/* The children are melded in pairs from the youngest on, then the pairs, the last first. */
int ab_pairing_take(const struct ab_pairing *pairing, int heap)
{
    int pairs = AB_PAIRING_EMPTY;
    for (int next = node_of(pairing, heap)->child; next != AB_PAIRING_EMPTY;) {
        const int a = next, b = node_of(pairing, a)->sibling;
        next = b == AB_PAIRING_EMPTY ? b : node_of(pairing, b)->sibling;
        const int pair = meld(pairing, a, b);
        node_of(pairing, pair)->sibling = pairs;
        pairs = pair;
    }
    int left = AB_PAIRING_EMPTY;
    while (pairs != AB_PAIRING_EMPTY) {
        const int pair = pairs;
        pairs = node_of(pairing, pair)->sibling;
        left = meld(pairing, left, pair);
    }
    return left;
}
