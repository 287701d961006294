/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* text.h - what the bytes of a scenario file may be, and how a value is written into one. */
#ifndef AB_SCENARIO_TEXT_H
#define AB_SCENARIO_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Leaves room for a key and quotes in a line when the value is written again. */
enum { AB_VALUE_BYTES_MAX = 900 };

/* Whether two texts are the same; those that begin otherwise, as most names of a table, cost no call. */
static inline bool ab_text_equal(const char *a, const char *b)
{
    return a[0] == b[0] && strcmp(a, b) == 0;
}

/* Whether bytes are well-formed UTF-8; *bad gets the offset of the first byte that is not. */
bool ab_text_is_utf8(const char *bytes, size_t size, size_t *bad);

/* The number of bytes, at most `limit`, that can be quoted in a message without half a character
 * at the end. */
size_t ab_text_shown(const char *bytes, size_t size, size_t limit);

/* Whether a value can be written into a file at all, in some form of quotes: NULL, or a predicate
 * that says why not ("holds both kinds of quotes"). */
const char *ab_value_unwritable(const char *value);

/* The quotes a value needs in a file: '"', '\'' or 0 for none. The value must be writable. */
char ab_value_quote(const char *value);

/* Leaves out the pair of quotes that a text of *length bytes stands in, if it does. */
void ab_text_unquote(const char **text, size_t *length);

/* Leaves out blanks and tabs at both ends. */
void ab_text_trim(const char **text, size_t *length);

#endif
