/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* visible.c - which bytes are characters (Unicode standard, table 3-7), and how a terminal may
 * show them. */
#include "base/visible.h"

#include "base/widths.h"

#include <string.h>

enum { ESCAPE_SIZE = 8 };

/* The code point of a well-formed character. */
static uint32_t code_of(const char *text, size_t length)
{
    static const unsigned char lead_bits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    uint32_t code = (unsigned char)text[0] & lead_bits[length];
    for (size_t i = 1; i < length; i++) {
        code = code << 6 | ((unsigned char)text[i] & 0x3f);
    }
    return code;
}

/* Whether a terminal obeys a character instead of showing it: Unicode's Cc, and its marks of
 * direction and of line ends (UAX 9, table 3; UAX 14). */
static bool is_obeyed(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code <= 0x9f) || code == 0x061c || code == 0x200e ||
           code == 0x200f || (code >= 0x2028 && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

/* Whether nobody sees a character, or not what it is: other blanks than the one on a keyboard, also those of Braille
 * and of Korean, a soft hyphen, a joint without width, a mark that says which byte comes first. Joiners within words
 * are left. */
static bool is_unseen(uint32_t code)
{
    return code == 0xa0 || code == 0xad || code == 0x1680 || (code >= 0x2000 && code <= 0x200b) ||
           code == 0x202f || (code >= 0x205f && code <= 0x2064) || code == 0x3000 ||
           code == 0xfeff || code == 0x2800 || code == 0x3164 || code == 0xffa0;
}

/* How a character is shown: its bytes, or an escape in `room`, of one that is unseen, too, if that is asked for.
 * Returns its length. */
static size_t show_all(const char *text, const char **shown, size_t *size, char room[ESCAPE_SIZE],
                       bool with_unseen)
{
    const size_t length = ab_utf8_length(text, strnlen(text, 4) + 1);
    *shown = room;
    if (length == 0 || (length == 1 && is_obeyed((unsigned char)*text))) {
        *size = (size_t)snprintf(room, ESCAPE_SIZE, "\\x%02x", (unsigned)(unsigned char)*text);
        return 1;
    }
    const uint32_t code = code_of(text, length);
    if (is_obeyed(code) || (with_unseen && is_unseen(code))) {
        *size = (size_t)snprintf(room, ESCAPE_SIZE, "\\u%04x", (unsigned)(code & 0xffff));
        return length;
    }
    *shown = text;
    *size = length;
    return length;
}

static size_t show(const char *text, const char **shown, size_t *size, char room[ESCAPE_SIZE])
{
    return show_all(text, shown, size, room, false);
}

uint32_t ab_visible_code(const char *text)
{
    return code_of(text, ab_utf8_length(text, strnlen(text, 4) + 1));
}

/* Whether one of some ranges, which are in order, holds a code point. */
static bool is_within(const struct range *range, size_t count, uint32_t code)
{
    size_t from = 0, to = count;
    while (from < to) {
        const size_t middle = from + (to - from) / 2;
        if (range[middle].last < code) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from < count && range[from].first <= code;
}

/* The columns of a character that is shown as it is. */
static int columns_of(uint32_t code)
{
    if (code < 0x300) {
        return 1;
    }
    return is_within(without_width, sizeof without_width / sizeof *without_width, code) ? 0
           : is_within(with_two, sizeof with_two / sizeof *with_two, code)              ? 2
                                                                                        : 1;
}

size_t ab_visible_length(const char *text, int *columns)
{
    char room[ESCAPE_SIZE];
    const char *shown;
    size_t size;
    const size_t length = show(text, &shown, &size, room);
    *columns = shown == text ? columns_of(code_of(text, length)) : (int)size;
    return length;
}

bool ab_visible_is(const char *text)
{
    while (*text != '\0') {
        char room[ESCAPE_SIZE];
        const char *shown;
        size_t size;
        const size_t length = show(text, &shown, &size, room);
        if (shown != text) {
            return false;
        }
        text += length;
    }
    return true;
}

static char *copy(char *room, size_t size, const char *text, bool with_unseen)
{
    size_t used = 0;
    while (*text != '\0') {
        char escape[ESCAPE_SIZE];
        const char *shown;
        size_t bytes;
        text += show_all(text, &shown, &bytes, escape, with_unseen);
        if (bytes >= size - used) {
            break;
        }
        memcpy(room + used, shown, bytes);
        used += bytes;
    }
    room[used] = '\0';
    return room;
}

char *ab_visible_copy(char *room, size_t size, const char *text)
{
    return copy(room, size, text, false);
}

char *ab_visible_copy_read(char *room, size_t size, const char *text)
{
    return copy(room, size, text, true);
}

void ab_visible_print_part(FILE *stream, const char *text, size_t size)
{
    for (const char *end = text + size; text < end;) {
        char escape[ESCAPE_SIZE];
        const char *shown;
        size_t bytes;
        text += show(text, &shown, &bytes, escape);
        (void)fwrite(shown, 1, bytes, stream);
    }
}

void ab_visible_print(FILE *stream, const char *text)
{
    ab_visible_print_part(stream, text, strlen(text));
}

/* --- which bytes are characters --------------------------------------------------------------- */

size_t ab_utf8_length(const char *bytes, size_t size)
{
    const unsigned char *byte = (const unsigned char *)bytes;
    const unsigned char lead = byte[0];
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xc2 || lead > 0xf4) {
        return 0;
    }
    const size_t length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (size < length) {
        return 0;
    }
    /* The bounds of the second byte exclude overlong forms, surrogates and the top. */
    const unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (byte[1] < low || byte[1] > high) {
        return 0;
    }
    for (size_t i = 2; i < length; i++) {
        if (byte[i] < 0x80 || byte[i] > 0xbf) {
            return 0;
        }
    }
    return length;
}

#define AB_OFFICE_FILE                                                                             \
    "the file is a workbook or document of an office program; save a list as CSV, a text as "      \
    "text, "                                                                                       \
    "both in UTF-8"

size_t ab_utf8_mark(const char *bytes, size_t size)
{
    return size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

const char *ab_utf8_foreign(const char *bytes, size_t size)
{
    static const struct {
        const char *begin;
        size_t size;
        const char *said;
    } foreign[] = {
        {"\xFF\xFE", 2, "the file is UTF-16; save it as UTF-8"},
        {"\xFE\xFF", 2, "the file is UTF-16; save it as UTF-8"},
        {"PK\x03\x04", 4, AB_OFFICE_FILE},       /* .xlsx, .ods, .docx */
        {"\xD0\xCF\x11\xE0", 4, AB_OFFICE_FILE}, /* .xls, .doc */
    };
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
        if (size >= foreign[i].size && memcmp(bytes, foreign[i].begin, foreign[i].size) == 0) {
            return foreign[i].said;
        }
    }
    return NULL;
}
