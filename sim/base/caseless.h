/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* caseless.h - names without regard to ASCII case, whatever the locale.
 *
 * Ids are written as people write them (UAAA, uaaa), and two that differ only by case are one. */
#ifndef AB_BASE_CASELESS_H
#define AB_BASE_CASELESS_H

#include <stdbool.h>

static inline char ab_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The order of two texts, as strcmp gives it for both in lower case. */
static inline int ab_caseless_compare(const char *a, const char *b)
{
    while (*a != '\0' && ab_lower(*a) == ab_lower(*b)) {
        a++;
        b++;
    }
    return (unsigned char)ab_lower(*a) - (unsigned char)ab_lower(*b);
}

/* Whether a text begins with another. */
static inline bool ab_caseless_begins(const char *text, const char *beginning)
{
    while (*beginning != '\0' && ab_lower(*text) == ab_lower(*beginning)) {
        text++;
        beginning++;
    }
    return *beginning == '\0';
}

static inline bool ab_caseless_equal(const char *a, const char *b)
{
    return ab_caseless_compare(a, b) == 0;
}

#endif
