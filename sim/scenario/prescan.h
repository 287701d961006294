/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* prescan.h - the structure of a scenario file, looked at before the INI library reads it.
 *
 * iniparser gives no line numbers, and it passes in silence much that is surely a mistake: it
 * merges duplicate sections, lets the last of duplicate keys win, drops what follows a closing
 * quote, glues lines that end in a backslash. The pre-scan accepts a narrower language that both
 * read alike, remembers where every section and key stands, and names every fault with its line:
 *
 *     ; a comment, or # a comment, on a line of its own or behind a value
 *     [kind] or [kind.id]           letters, digits and '-', nothing behind it; kinds are lower
 *                                   case, ids are told apart without case
 *     key = value                   keys of lower case letters, digits and '_'
 *     key = "value; with # signs"   or in single quotes; there are no escapes
 *
 * Lines end in LF or CRLF; text is UTF-8, and a byte-order mark before it is passed over. An
 * unquoted value ends at the first ';' or '#'. */
#ifndef AB_SCENARIO_PRESCAN_H
#define AB_SCENARIO_PRESCAN_H

#include "base/memory.h"

#include "base/error.h"
#include <stdbool.h>

enum {
    AB_FILE_BYTES_MAX = 1 << 28, /* so that places in it fit an int */
    AB_LINE_BYTES_MAX = 1022,    /* the library's line buffer, less line end and NUL */
};

/* A section header (key is NULL) or an assignment. An assignment whose value was refused is there
 * with value NULL, so that nobody calls it missing. */
struct ab_entry {
    const char *section;
    const char *key;
    const char *value;   /* as iniparser will give it: without quotes, comment and outer blanks */
    const char *comment; /* behind the value, without outer blanks; NULL: there is none */
    int line;
    size_t at; /* where the line begins in the content */
};

struct ab_prescan {
    int count;
    struct ab_entry *entry; /* in the order of the file */
    int sections;           /* how many of them are headers */
    size_t begin;           /* of the text in the content, behind a byte-order mark */
    bool out_of_memory;     /* told among the faults, too */
    bool lost_section;      /* a part could not be read: what seems to be missing may be there */
};

/* Scans a file's content; texts are copied to the arena, the entries stand in another, which may be
 * given back sooner. Every fault is added to errors under
 * `name`. What could be read in spite of faults is there too, so that its values can be checked in
 * the same pass. Returns AB_OK only when there was no fault. */
enum ab_status ab_prescan(struct ab_prescan *prescan, const char *name, const char *bytes,
                          size_t size, struct ab_arena *arena, struct ab_arena *entries,
                          struct ab_errors *errors);

#endif
