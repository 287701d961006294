/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* shell.c - words as a shell reads them. */
#include "base/shell.h"

#include "base/visible.h"

#include <stdio.h>
#include <string.h>

/* Takes bytes of what is put. */
typedef void put_bytes(void *owner, const char *bytes, size_t size);

/* A character between $' and '. */
static void put_escaped(put_bytes *put, void *owner, const char *text, size_t length, int columns)
{
    if (columns < AB_ESCAPE_COLUMNS && *text != '\'' && *text != '\\') {
        put(owner, text, length);
        return;
    }
    for (size_t i = 0; i < length; i++) {
        char octal[5];
        (void)snprintf(octal, sizeof octal, "\\%03o", (unsigned)(unsigned char)text[i]);
        put(owner, octal, 4);
    }
}

static void put_word(put_bytes *put, void *owner, const char *word)
{
    const bool visible = ab_visible_is(word);
    const size_t size = strlen(word);
    if (size > 0 && strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "0123456789_-+=./,:@%") == size) {
        put(owner, word, size);
        return;
    }
    put(owner, visible ? "'" : "$'", visible ? 1 : 2);
    while (*word != '\0') {
        int columns;
        const size_t length = ab_visible_length(word, &columns);
        if (!visible) {
            put_escaped(put, owner, word, length, columns);
        } else if (*word == '\'') {
            put(owner, "'\\''", 4);
        } else {
            put(owner, word, length);
        }
        word += length;
    }
    put(owner, "'", 1);
}

static void put_in_writer(void *writer, const char *bytes, size_t size)
{
    ab_writer_put(writer, bytes, size);
}

static void put_in_stream(void *stream, const char *bytes, size_t size)
{
    (void)fwrite(bytes, 1, size, stream);
}

void ab_shell_write_word(struct ab_writer *writer, const char *word)
{
    put_word(put_in_writer, writer, word);
}

void ab_shell_print_word(FILE *stream, const char *word)
{
    put_word(put_in_stream, stream, word);
}
