/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* visible.h - text from outside as it may be shown on a terminal.
 *
 * A name or a value may hold what a terminal obeys: control characters (C0 and C1), which move the
 * cursor or change what is shown, and marks of direction, which show text in another order than it
 * has. Those, and bytes that are no UTF-8, are shown as \x1b, \u202e or \xff; all other characters,
 * backslashes among them, as they are. */
#ifndef AB_BASE_VISIBLE_H
#define AB_BASE_VISIBLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* The length of the next character of a text, at least 1; *columns gets how many a terminal needs
 * for it: those of its escape, or, shown as it is, 1, of an East Asian one that is wide 2, of one that
 * combines with the character before it 0. */
size_t ab_visible_length(const char *text, int *columns);

enum { AB_ESCAPE_COLUMNS = 4 }; /* of an escape, at least; no character has as many */

/* The code point of the well-formed character at the start of a text. */
uint32_t ab_visible_code(const char *text);

/* Whether all of a text is shown as it is. */
bool ab_visible_is(const char *text);

/* Writes a text so into `room`, cut before the character, or its escape, that has no room; returns
 * `room`. */
char *ab_visible_copy(char *room, size_t size, const char *text);

/* The same of what was read and is at fault: a no-break space or a character without width would look as if all was
 * right, and is shown as \u00a0 or \u200b. */
char *ab_visible_copy_read(char *room, size_t size, const char *text);

/* Prints a text so, or its first `size` bytes, which are whole characters. */
void ab_visible_print(FILE *stream, const char *text);
void ab_visible_print_part(FILE *stream, const char *text, size_t size);

/* --- which bytes are characters --------------------------------------------------------------- */

/* The number of bytes, 1 to 4, of the well-formed UTF-8 character at the start of the bytes; 0 when
 * there is none. Overlong forms, surrogates and what lies beyond U+10FFFF are not well-formed. NUL
 * is a character. `size` is at least 1; for a text that ends in NUL, strnlen(text, 4) + 1 will
 * do. */
size_t ab_utf8_length(const char *bytes, size_t size);

/* The length of the byte-order mark that some programs put before UTF-8, which means nothing; and
 * what is said of a file that begins as no text in UTF-8 does: one of UTF-16, or the workbook or document
 * of an office program. NULL of all others. */
size_t ab_utf8_mark(const char *bytes, size_t size);
const char *ab_utf8_foreign(const char *bytes, size_t size);

#endif
