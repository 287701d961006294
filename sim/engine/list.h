/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* list.h - things of an array in an order of their own, without a place for each in another array.
 *
 * A list runs from its first element to its last by the links that the elements hold, so that one
 * joins it anywhere or leaves it in one step:
 *
 *     struct thing { struct ab_list_link link; ... } thing[100];
 *     const struct ab_list_links links = {&thing[0].link, sizeof thing[0]};
 *     ab_list_put(&list, links, 17, list.last);
 *     for (int i = list.first; i != AB_LIST_END; i = thing[i].link.next) ...
 */
#ifndef AB_ENGINE_LIST_H
#define AB_ENGINE_LIST_H

#include <stddef.h>

enum { AB_LIST_END = -1 };

struct ab_list_link {
    int next, previous; /* or AB_LIST_END */
};
struct ab_list {
    int first, last; /* AB_LIST_END when there is none */
};
#define AB_LIST_EMPTY ((struct ab_list){AB_LIST_END, AB_LIST_END})

/* Where the links are: that of the first element, and how far apart they lie. */
struct ab_list_links {
    struct ab_list_link *first;
    size_t stride;
};

static inline struct ab_list_link *ab_list_link_of(struct ab_list_links links, int index)
{
    return (struct ab_list_link *)(void *)((char *)links.first + (size_t)index * links.stride);
}

/* Puts an element that is in no list by these links behind another, or first (AB_LIST_END). */
static inline void ab_list_put(struct ab_list *list, struct ab_list_links links, int index,
                               int previous)
{
    int *link = previous == AB_LIST_END ? &list->first : &ab_list_link_of(links, previous)->next;
    const int next = *link;
    *ab_list_link_of(links, index) = (struct ab_list_link){next, previous};
    *link = index;
    *(next == AB_LIST_END ? &list->last : &ab_list_link_of(links, next)->previous) = index;
}

static inline void ab_list_take(struct ab_list *list, struct ab_list_links links, int index)
{
    const struct ab_list_link *link = ab_list_link_of(links, index);
    const int next = link->next, previous = link->previous;
    *(previous == AB_LIST_END ? &list->first : &ab_list_link_of(links, previous)->next) = next;
    *(next == AB_LIST_END ? &list->last : &ab_list_link_of(links, next)->previous) = previous;
}

#endif
