/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* utf8.h - which bytes are characters. */
#ifndef AB_BASE_UTF8_H
#define AB_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* The number of bytes, 1 to 4, of the well-formed UTF-8 character at the start of the bytes; 0 when
 * there is none. Overlong forms, surrogates and what lies beyond U+10FFFF are not well-formed. NUL
 * is a character. `size` is at least 1; for a text that ends in NUL, strnlen(text, 4) + 1 will
 * do. */
size_t ab_utf8_length(const char *bytes, size_t size);

/* The length of the byte-order mark that some programs put before UTF-8, which means nothing; and
 * whether a file begins with one of UTF-16, which is another encoding. */
size_t ab_utf8_mark(const char *bytes, size_t size);
bool ab_utf8_is_utf16(const char *bytes, size_t size);

#endif
