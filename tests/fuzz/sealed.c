/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sealed.c - journals whose lines a fuzzer made up. */
#include "fuzz/sealed.h"

#include "base/fold.h"
#include "study/journal_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_COUNT = 9, COLUMNS_AT = 7, COUNTS_MAX = 1000, HEAD_SIZE = 1 << 10 };

/* Folds the texts that a line of the head has behind its letter, so many. */
static uint64_t fold_texts(uint64_t hash, const char *line, size_t length, int texts)
{
    char copy[HEAD_SIZE], text[HEAD_SIZE];
    if (length >= sizeof copy) {
        return hash;
    }
    memcpy(copy, line, length);
    copy[length] = '\0';
    const char *cursor = copy + 1;
    for (int i = 0; i < texts; i++) {
        char *to = text;
        if (*cursor == '\0' || !ab_journal_take_text(&cursor, &to)) {
            break;
        }
        hash = ab_fold_text(hash, text);
    }
    return hash;
}

/* The hash of a scenario, in its line: the fourth field. */
static uint64_t fold_source(uint64_t hash, uint64_t number, const char *line, size_t length)
{
    uint64_t of = 0;
    int field = 0;
    size_t i = 0;
    for (; i < length && field < 4; i++) {
        field += line[i] == ' ';
    }
    for (; i < length && line[i] != ' '; i++) {
        const char *digit = strchr("0123456789abcdef", line[i]);
        of = of << 4 |
             (digit != NULL && line[i] != '\0' ? (uint64_t)(digit - "0123456789abcdef") : 0);
    }
    return ab_fold_pair(hash, number, of);
}

/* What the lines of a head come to, as ab_journal_hash_columns does it. */
static uint64_t columns_of(const char *bytes, size_t size)
{
    uint64_t hash = AB_FOLD_START, sources = 0;
    const char *end = bytes + size;
    for (const char *line = bytes, *next; line < end; line = next + 1) {
        next = memchr(line, '\n', (size_t)(end - line));
        next = next != NULL ? next : end;
        const size_t length = (size_t)(next - line);
        if (line != bytes && length > 0 && (line[0] == 'k' || line[0] == 'm')) {
            hash = fold_texts(hash, line, length, 2);
        } else if (line != bytes && length > 0 && line[0] == 's') {
            hash = fold_source(hash, sources++, line, length);
        } else if (line != bytes && length > 0 && line[0] != 'n') {
            break;
        }
    }
    return hash;
}

/* Writes the hash of the columns into a first line; false when it counts too much. */
static bool mend_head(char *line, size_t length, uint64_t columns)
{
    int field = 0;
    long count = 0;
    for (size_t i = 0; i < length; i++) {
        field += line[i] == ' ';
        count =
            line[i] >= '0' && line[i] <= '9' && count < 1000000 ? 10 * count + line[i] - '0' : 0;
        if (field > FIRST_COUNT && count > COUNTS_MAX) {
            return false;
        }
        if (field == COLUMNS_AT && line[i] == ' ' && i + 17 <= length &&
            (i + 17 == length || line[i + 17] == ' ') && memchr(line + i + 1, ' ', 16) == NULL) {
            char hash[20];
            (void)snprintf(hash, sizeof hash, "%016llx", (unsigned long long)columns);
            memcpy(line + i + 1, hash, 16);
        }
    }
    return true;
}

/* What a line ends with in place of a checksum: those of lines below the head depend on the head. */
static const char seal[AB_JOURNAL_CHECKSUM_SIZE + 1] = " *-sealed-";

bool __real_ab_journal_check_line(char *line, size_t length, uint64_t key);
bool __wrap_ab_journal_check_line(char *line, size_t length, uint64_t key);

bool __wrap_ab_journal_check_line(char *line, size_t length, uint64_t key)
{
    const size_t size = AB_JOURNAL_CHECKSUM_SIZE;
    if (length < size || memcmp(line + length - size, seal, size) != 0) {
        return __real_ab_journal_check_line(line, length, key);
    }
    line[length - size] = '\0';
    return true;
}

bool sealed_put(struct shelf *shelf, const char *name, const char *bytes, size_t size)
{
    size_t lines = 1;
    for (size_t i = 0; i < size; i++) {
        lines += bytes[i] == '\n';
    }
    char *sealed = malloc(size + lines * sizeof seal + 1), *to = sealed;
    if (sealed == NULL) {
        abort();
    }
    const char *end = bytes + size;
    bool good = true;
    for (const char *line = bytes, *next; good && line < end; line = next + 1) {
        next = memchr(line, '\n', (size_t)(end - line));
        const bool torn = next == NULL, raw = *line == '!';
        next = next != NULL ? next : end;
        const size_t length = (size_t)(next - line) - raw;
        memcpy(to, line + raw, length);
        good = line != bytes || mend_head(to, length, columns_of(bytes, size));
        if (!raw && !torn) {
            memcpy(to + length, seal, sizeof seal);
            to += sizeof seal - 1;
        }
        to += length;
        if (!torn) {
            *to++ = '\n';
        }
    }
    if (good) {
        shelf_put(shelf, name, sealed, (size_t)(to - sealed));
    }
    free(sealed);
    return good;
}
