/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* text.c - UTF-8, and quotes. */
#include "scenario/text.h"

#include "base/visible.h"

#include <string.h>

bool ab_text_is_utf8(const char *bytes, size_t size, size_t *bad)
{
    for (size_t i = 0; i < size;) {
        if ((unsigned char)bytes[i] < 0x80) { /* what most bytes are */
            i++;
            continue;
        }
        const size_t length = ab_utf8_length(bytes + i, size - i);
        if (length == 0) {
            *bad = i;
            return false;
        }
        i += length;
    }
    return true;
}

size_t ab_text_shown(const char *bytes, size_t size, size_t limit)
{
    if (size <= limit) {
        return size;
    }
    while (limit > 0 && ((unsigned char)bytes[limit] & 0xc0) == 0x80) {
        limit--;
    }
    return limit;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

const char *ab_value_unwritable(const char *value)
{
    const size_t length = strlen(value);
    size_t bad;
    if (value[strspn(value, " \t")] == '\0') {
        return "is empty";
    }
    if (length > AB_VALUE_BYTES_MAX) {
        return "is too long";
    }
    if (!ab_text_is_utf8(value, length, &bad)) {
        return "is not UTF-8";
    }
    for (size_t i = 0; i < length; i++) {
        if (((unsigned char)value[i] < 0x20 && value[i] != '\t') || value[i] == 0x7f) {
            return "holds a control character";
        }
    }
    if (ab_value_quote(value) == '"' && strchr(value, '"') != NULL) {
        return "holds both kinds of quotes";
    }
    return NULL;
}

char ab_value_quote(const char *value)
{
    const size_t length = strlen(value);
    size_t doubles = 0;
    for (size_t i = 0; i < length; i++) {
        doubles += value[i] == '"';
    }
    const bool plain = strpbrk(value, ";#") == NULL && value[0] != '"' && value[0] != '\'' &&
                       doubles % 2 == 0 && !is_blank(value[0]) && !is_blank(value[length - 1]) &&
                       value[length - 1] != '\\';
    if (plain) {
        return 0;
    }
    return doubles > 0 && strchr(value, '\'') == NULL ? '\'' : '"';
}

void ab_text_unquote(const char **text, size_t *length)
{
    const char first = **text;
    if (*length >= 2 && (first == '"' || first == '\'') && (*text)[*length - 1] == first) {
        ++*text;
        *length -= 2;
    }
}

void ab_text_trim(const char **text, size_t *length)
{
    while (*length > 0 && is_blank(**text)) {
        ++*text;
        --*length;
    }
    while (*length > 0 && is_blank((*text)[*length - 1])) {
        --*length;
    }
}
