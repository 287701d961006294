/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* json.h - writes one JSON text (RFC 8259), indented, into a file, a stream or memory.
 *
 * Members are put in order; inside an array the key is NULL. Text that is not UTF-8 (a command
 * line may hold anything) has each ill-formed byte replaced by U+FFFD, so that the output always
 * is. */
#ifndef AB_OUTPUT_JSON_H
#define AB_OUTPUT_JSON_H

#include "base/file.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { AB_JSON_DEPTH = 8 };

struct ab_json {
    void (*put)(void *owner, const char *bytes, size_t size);
    void *owner; /* borrowed */
    int depth;
    int line_from;              /* what is at this depth or deeper stands on one line; 0: nothing */
    int members[AB_JSON_DEPTH]; /* put so far at each depth */
    char closing[AB_JSON_DEPTH];
};

/* Into a file, whose writer keeps failures. */
void ab_json_init(struct ab_json *json, struct ab_writer *writer);

/* Into a stream, which the caller checks. */
void ab_json_init_stream(struct ab_json *json, FILE *stream);

/* Into memory that grows: NUL-terminated bytes, which the caller gives back (ab_memory_give).
 * `failed`: memory ran out. */
struct ab_json_text {
    char *bytes;
    size_t used, room;
    bool failed;
};
void ab_json_init_text(struct ab_json *json, struct ab_json_text *text);

void ab_json_begin_object(struct ab_json *json, const char *key);
void ab_json_begin_line(struct ab_json *json); /* an object on one line, in an array */
void ab_json_begin_array(struct ab_json *json, const char *key);
void ab_json_end(struct ab_json *json); /* of the innermost object or array */

void ab_json_text(struct ab_json *json, const char *key, const char *text); /* NULL: null */
void ab_json_integer(struct ab_json *json, const char *key, int64_t value);
void ab_json_number(struct ab_json *json, const char *key, double value); /* not finite: null */
void ab_json_hash(struct ab_json *json, const char *key, uint64_t hash);  /* 16 hex digits */
void ab_json_boolean(struct ab_json *json, const char *key, bool value);
/* The digits of a number, as they are where JSON has them so. */
void ab_json_figure(struct ab_json *json, const char *key, const char *digits);
/* What is JSON already. */
void ab_json_raw(struct ab_json *json, const char *key, const char *text);

#endif
