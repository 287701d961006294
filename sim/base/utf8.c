/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* utf8.c - well-formed UTF-8 (Unicode standard, table 3-7). */
#include "base/utf8.h"

#include <string.h>

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

size_t ab_utf8_mark(const char *bytes, size_t size)
{
    return size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

bool ab_utf8_is_utf16(const char *bytes, size_t size)
{
    return size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
}
