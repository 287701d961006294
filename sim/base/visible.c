/* visible.c - text from outside as it may be shown on a terminal. */
#include "base/visible.h"

#include "base/utf8.h"

#include <stdint.h>
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

size_t ab_visible_length(const char *text, bool *plain)
{
    const size_t length = ab_utf8_length(text, strnlen(text, 4) + 1);
    *plain = length > 0 && !is_obeyed(code_of(text, length));
    return length > 0 ? length : 1;
}

/* Writes how a character that is not plain is shown. */
static void escape(char room[ESCAPE_SIZE], const char *text, size_t length)
{
    if (length == 1) {
        (void)snprintf(room, ESCAPE_SIZE, "\\x%02x", (unsigned)(unsigned char)*text);
    } else {
        (void)snprintf(room, ESCAPE_SIZE, "\\u%04x", (unsigned)(code_of(text, length) & 0xffff));
    }
}

char *ab_visible_copy(char *room, size_t size, const char *text)
{
    size_t used = 0;
    while (*text != '\0') {
        bool plain;
        char escaped[ESCAPE_SIZE];
        const size_t length = ab_visible_length(text, &plain);
        const char *shown = text;
        size_t shown_size = length;
        if (!plain) {
            escape(escaped, text, length);
            shown = escaped;
            shown_size = strlen(escaped);
        }
        if (shown_size >= size - used) {
            break;
        }
        memcpy(room + used, shown, shown_size);
        used += shown_size;
        text += length;
    }
    room[used] = '\0';
    return room;
}

void ab_visible_print(FILE *stream, const char *text)
{
    while (*text != '\0') {
        bool plain;
        char escaped[ESCAPE_SIZE];
        const size_t length = ab_visible_length(text, &plain);
        if (plain) {
            (void)fwrite(text, 1, length, stream);
        } else {
            escape(escaped, text, length);
            (void)fputs(escaped, stream);
        }
        text += length;
    }
}
