/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_line.h - what the writer and the reader of journals share. */
#ifndef AB_STUDY_JOURNAL_LINE_H
#define AB_STUDY_JOURNAL_LINE_H

#include "base/fold.h"
#include "study/journal.h"

#include <stdbool.h>

#define AB_JOURNAL_MAGIC "airbridge-journal 9"

/* The kinds of values, as a line of the head calls them; in the order of the enumeration. */
static const char *const ab_journal_kinds[AB_VALUE_KINDS] = {"text", "number", "integer"};

/* And the kinds of plans. */
static const char *const ab_plan_words[AB_PLAN_KINDS] = {"run", "compare", "sweep"};

/* " *" and eight hexadecimal digits end every line. */
enum { AB_JOURNAL_CHECKSUM_SIZE = 10 };

/* The checksum of a line, in 32 bits; the key says of which study the line is, 0: of a head. */
static inline uint32_t ab_journal_checksum(uint64_t key, const char *bytes, size_t size)
{
    const uint64_t hash = ab_fold_block(AB_FOLD_START ^ key, bytes, size);
    return (uint32_t)(hash ^ (hash >> 32));
}

/* Whether a line's checksum is right; cuts it off. */
bool ab_journal_check_line(char *line, size_t length, uint64_t key);

/* Each of these reads a blank and a field and moves the cursor behind it; false when the line has
 * no such field there. A measure that has no value is NAN,
 * one that had not come about AB_BEYOND; a signed number that is - is AB_TIME_NEVER. A text is decoded into *to, which has
 * room for it and is moved behind its NUL. */
bool ab_journal_take_number(const char **cursor, uint64_t *value);
bool ab_journal_take_count(const char **cursor, int64_t *value);
bool ab_journal_take_hash(const char **cursor, uint64_t *value);
bool ab_journal_take_measure(const char **cursor, double *value);
bool ab_journal_take_text(const char **cursor, char **to);

#endif
