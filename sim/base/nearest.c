/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* nearest.c - edit distance between names, for "did you mean". */
#include "base/nearest.h"

#include "base/caseless.h"

#include <stdio.h>
#include <string.h>

enum { LENGTH_MAX = 63, PREFIX_MIN = 3 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* A name in lower case, without an end; its length. */
static size_t lower(char to[LENGTH_MAX], const char *name)
{
    const size_t length = strnlen(name, LENGTH_MAX);
    for (size_t i = 0; i < length; i++) {
        to[i] = ab_lower(name[i]);
    }
    return length;
}

size_t ab_name_distance(const char *first, const char *second, size_t limit)
{
    char a[LENGTH_MAX], b[LENGTH_MAX];
    const size_t rows = lower(a, first), columns = lower(b, second);
    /* Three rows of the table of prefix distances: the row being filled and the two before it. */
    size_t row[3][LENGTH_MAX + 1], nearest_above = 0;
    for (size_t j = 0; j <= columns; j++) {
        row[0][j] = j;
    }
    for (size_t i = 1; i <= rows; i++) {
        size_t *now = row[i % 3], nearest = i;
        const size_t *above = row[(i - 1) % 3], *two_above = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= columns; j++) {
            const size_t change = a[i - 1] != b[j - 1];
            now[j] = least(above[j - 1] + change, least(above[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = least(now[j], two_above[j - 2] + 1);
            }
            nearest = least(nearest, now[j]);
        }
        if (least(nearest, nearest_above) >= limit) { /* all below come from these two rows */
            return limit;
        }
        nearest_above = nearest;
    }
    return least(row[rows % 3][columns], limit);
}

void ab_nearest_begin(struct ab_nearest *nearest, const char *written)
{
    size_t tolerated = strnlen(written, LENGTH_MAX) / 3;
    nearest->written = written;
    nearest->best = NULL;
    nearest->distance = (tolerated > 0 ? tolerated : 1) + 1;
    nearest->is_beginning = false;
}

static bool is_mark(char c)
{
    return c == '-' || c == '_' || c == '.' || c == ' ';
}

/* Whether a name begins with what was written, marks between words apart: IL76 is of il-76md. */
static bool begins_but_for_marks(const char *known, const char *written)
{
    for (;;) {
        known += is_mark(*known);
        written += is_mark(*written);
        if (*written == '\0') {
            return true;
        }
        if (ab_lower(*known++) != ab_lower(*written++)) {
            return false;
        }
    }
}

/* Whether names are so unlike in length alone that they are as far apart as that. */
static bool differ_by_length(const char *a, const char *b, size_t distance)
{
    const size_t of_a = strnlen(a, LENGTH_MAX), of_b = strnlen(b, LENGTH_MAX);
    return (of_a > of_b ? of_a - of_b : of_b - of_a) >= distance;
}

bool ab_nearest_offer(struct ab_nearest *nearest, const char *known)
{
    const size_t limit = nearest->distance + nearest->is_beginning;
    size_t distance = limit;
    bool is_beginning = false;
    if (!differ_by_length(nearest->written, known, distance)) {
        distance = ab_name_distance(nearest->written, known, distance);
    }
    if (distance > 1 && strnlen(nearest->written, PREFIX_MIN) == PREFIX_MIN &&
        begins_but_for_marks(known, nearest->written)) {
        distance = 1;
        is_beginning = true;
    }
    if (distance >= (is_beginning ? nearest->distance : limit)) {
        return false;
    }
    nearest->best = known;
    nearest->distance = distance;
    nearest->is_beginning = is_beginning;
    return true;
}

const char *ab_nearest_found(const struct ab_nearest *nearest)
{
    return nearest->best;
}

const char *ab_nearest_in(const char *written, const void *rows, size_t size, int count)
{
    struct ab_nearest nearest;
    ab_nearest_begin(&nearest, written);
    for (int i = 0; i < count; i++) {
        const char *name;
        memcpy(&name, (const char *)rows + (size_t)i * size, sizeof name);
        ab_nearest_offer(&nearest, name);
    }
    return ab_nearest_found(&nearest);
}

const char *ab_nearest_ask(char room[AB_NEAREST_SIZE], const char *before, const char *meant,
                           const char *behind, const char *otherwise)
{
    (void)snprintf(room, AB_NEAREST_SIZE, "%s%s%s%s", meant != NULL ? "; did you mean " : "",
                   meant != NULL ? before : "", meant != NULL ? meant : otherwise,
                   meant != NULL ? behind : "");
    return room;
}
