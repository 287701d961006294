/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* shell.c - words as a shell reads them. */
#include "base/shell.h"

#include "base/visible.h"

#include <stdio.h>
#include <string.h>

/* A character between $' and '. */
static void put_escaped(ab_shell_put *put, void *owner, const char *text, size_t length,
                        int columns)
{
    if (columns == 1 && *text != '\'' && *text != '\\') {
        put(owner, text, length);
        return;
    }
    for (size_t i = 0; i < length; i++) {
        char octal[5];
        (void)snprintf(octal, sizeof octal, "\\%03o", (unsigned)(unsigned char)text[i]);
        put(owner, octal, 4);
    }
}

void ab_shell_put_word(ab_shell_put *put, void *owner, const char *word)
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
