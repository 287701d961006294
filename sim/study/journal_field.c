/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_field.c - reads the fields of a journal's lines. */
#include "study/journal_line.h"

#include "model/run.h"
#include <string.h>

bool ab_journal_check_line(char *line, size_t length)
{
    if (length < AB_JOURNAL_CHECKSUM_SIZE) {
        return false;
    }
    length -= AB_JOURNAL_CHECKSUM_SIZE;
    uint32_t told = 0;
    if (line[length] != ' ' || line[length + 1] != '*') {
        return false;
    }
    for (int i = 2; i < AB_JOURNAL_CHECKSUM_SIZE; i++) {
        const char *digits = "0123456789abcdef", c = line[length + (size_t)i];
        const char *digit = c != '\0' ? strchr(digits, c) : NULL;
        if (digit == NULL) {
            return false;
        }
        told = told << 4 | (uint32_t)(digit - digits);
    }
    if (told != ab_journal_checksum(line, length)) {
        return false;
    }
    line[length] = '\0';
    return true;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool take_hex(const char **cursor, int digits, uint64_t *value)
{
    *value = 0;
    for (int i = 0; i < digits; i++, (*cursor)++) {
        const int digit = hex_digit(**cursor);
        if (digit < 0) {
            return false;
        }
        *value = *value << 4 | (uint64_t)digit;
    }
    return true;
}

static bool take_decimal(const char **cursor, uint64_t *value)
{
    const char *start = *cursor;
    for (*value = 0; **cursor >= '0' && **cursor <= '9'; (*cursor)++) {
        *value = *value * 10 + (uint64_t)(**cursor - '0');
    }
    return *cursor > start && *cursor - start <= 20;
}

static bool take_blank(const char **cursor)
{
    return *(*cursor)++ == ' ';
}

bool ab_journal_take_number(const char **cursor, uint64_t *value)
{
    return take_blank(cursor) && take_decimal(cursor, value);
}

bool ab_journal_take_count(const char **cursor, int64_t *value)
{
    uint64_t number;
    if (!ab_journal_take_number(cursor, &number) || number > INT64_MAX) {
        return false;
    }
    *value = (int64_t)number;
    return true;
}

bool ab_journal_take_hash(const char **cursor, uint64_t *value)
{
    return take_blank(cursor) && take_hex(cursor, 16, value);
}

bool ab_journal_take_measure(const char **cursor, double *value)
{
    uint64_t number;
    if (!take_blank(cursor)) {
        return false;
    }
    if (**cursor == 'x') {
        ++*cursor;
        if (!take_hex(cursor, 16, &number)) {
            return false;
        }
        memcpy(value, &number, sizeof *value);
        return true;
    }
    if (**cursor == '>') {
        ++*cursor;
        *value = AB_BEYOND;
        return true;
    }
    const bool minus = **cursor == '-';
    *cursor += minus;
    if (minus && (**cursor == ' ' || **cursor == '\0')) {
        const uint64_t none = UINT64_C(0x7ff8000000000000); /* a quiet NAN */
        memcpy(value, &none, sizeof *value);
        return true;
    }
    if (!take_decimal(cursor, &number)) {
        return false;
    }
    *value = minus ? -(double)number : (double)number;
    return true;
}

bool ab_journal_take_text(const char **cursor, char **to)
{
    uint64_t byte;
    if (!take_blank(cursor)) {
        return false;
    }
    if ((*cursor)[0] == '%' && ((*cursor)[1] == ' ' || (*cursor)[1] == '\0')) {
        ++*cursor; /* the empty text */
    }
    while (**cursor != ' ' && **cursor != '\0') {
        byte = (unsigned char)*(*cursor)++;
        if (byte == '%' && !take_hex(cursor, 2, &byte)) {
            return false;
        }
        *(*to)++ = (char)byte;
    }
    *(*to)++ = '\0';
    return true;
}
