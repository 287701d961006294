/* shell.c - words as a shell reads them. */
#include "base/shell.h"

#include "base/visible.h"

#include <stdio.h>
#include <string.h>

static bool is_visible(const char *text)
{
    bool plain = true;
    while (plain && *text != '\0') {
        text += ab_visible_length(text, &plain);
    }
    return plain;
}

/* A character between $' and '. */
static void put_escaped(ab_shell_put *put, void *owner, const char *text, size_t length, bool plain)
{
    if (plain && *text != '\'' && *text != '\\') {
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
    const bool visible = is_visible(word);
    const size_t size = strlen(word);
    if (size > 0 && strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "0123456789_-+=./,:@%") == size) {
        put(owner, word, size);
        return;
    }
    put(owner, visible ? "'" : "$'", visible ? 1 : 2);
    while (*word != '\0') {
        bool plain;
        const size_t length = ab_visible_length(word, &plain);
        if (!visible) {
            put_escaped(put, owner, word, length, plain);
        } else if (*word == '\'') {
            put(owner, "'\\''", 4);
        } else {
            put(owner, word, length);
        }
        word += length;
    }
    put(owner, "'", 1);
}
