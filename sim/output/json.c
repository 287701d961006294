/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* json.c - writes one JSON text. */
#include "output/json.h"

#include "base/format.h"
#include "base/memory.h"
#include "base/visible.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_bytes(struct ab_json *json, const char *bytes, size_t size)
{
    json->put(json->owner, bytes, size);
}

static void put(struct ab_json *json, const char *text)
{
    put_bytes(json, text, strlen(text));
}

/* How many characters a text begins with that stand for themselves. */
static size_t count_plain(const char *text)
{
    size_t n = 0;
    while (text[n] >= ' ' && text[n] <= '~' && text[n] != '"' && text[n] != '\\') {
        n++;
    }
    return n;
}

/* What a terminal would obey is escaped, too, which means the same. */
static void put_quoted(struct ab_json *json, const char *text)
{
    put(json, "\"");
    while (*text != '\0') {
        const size_t plain = count_plain(text);
        put_bytes(json, text, plain);
        text += plain;
        if (*text == '\0') {
            break;
        }
        int columns;
        const size_t length = ab_visible_length(text, &columns);
        const unsigned char c = (unsigned char)*text;
        char escaped[16];
        if (length == 1 && c >= 0x80) {
            put(json, "\\ufffd");
        } else if (c == '"' || c == '\\') {
            (void)snprintf(escaped, sizeof escaped, "\\%c", c);
            put(json, escaped);
        } else if (columns >= AB_ESCAPE_COLUMNS) {
            (void)snprintf(escaped, sizeof escaped, "\\u%04x", (unsigned)ab_visible_code(text));
            put(json, escaped);
        } else {
            put_bytes(json, text, length);
        }
        text += length;
    }
    put(json, "\"");
}

static bool is_on_one_line(const struct ab_json *json)
{
    return json->line_from > 0 && json->depth >= json->line_from;
}

static void put_line(struct ab_json *json)
{
    put(json, "\n");
    for (int i = 0; i < json->depth; i++) {
        put(json, "  ");
    }
}

/* Separates from the member before, and names this one. */
static void begin_member(struct ab_json *json, const char *key)
{
    const bool on_one_line = is_on_one_line(json);
    if (json->members[json->depth]++ > 0) {
        put(json, on_one_line ? ", " : ",");
    }
    if (json->depth > 0 && !on_one_line) {
        put_line(json);
    }
    if (key != NULL) {
        put_quoted(json, key);
        put(json, ": ");
    }
}

static void put_to_file(void *owner, const char *bytes, size_t size)
{
    ab_writer_put(owner, bytes, size);
}

void ab_json_init(struct ab_json *json, struct ab_writer *writer)
{
    *json = (struct ab_json){.put = put_to_file, .owner = writer};
}

static void put_to_stream(void *owner, const char *bytes, size_t size)
{
    (void)fwrite(bytes, 1, size, owner);
}

void ab_json_init_stream(struct ab_json *json, FILE *stream)
{
    *json = (struct ab_json){.put = put_to_stream, .owner = stream};
}

static void put_to_text(void *owner, const char *bytes, size_t size)
{
    struct ab_json_text *text = owner;
    if (text->failed) {
        return;
    }
    if (text->room - text->used <= size) {
        const size_t room = 2 * (text->room + size) + 1;
        if (!AB_ENLARGE(text->bytes, room)) {
            text->failed = true;
            return;
        }
        text->room = room;
    }
    memcpy(text->bytes + text->used, bytes, size);
    text->used += size;
    text->bytes[text->used] = '\0';
}

void ab_json_init_text(struct ab_json *json, struct ab_json_text *text)
{
    *text = (struct ab_json_text){0};
    *json = (struct ab_json){.put = put_to_text, .owner = text};
}

static void begin_group(struct ab_json *json, const char *key, const char *opening, char closing)
{
    begin_member(json, key);
    put(json, opening);
    assert(json->depth + 1 < AB_JSON_DEPTH);
    json->depth++;
    json->members[json->depth] = 0;
    json->closing[json->depth] = closing;
}

void ab_json_begin_object(struct ab_json *json, const char *key)
{
    begin_group(json, key, "{", '}');
}

void ab_json_begin_line(struct ab_json *json)
{
    begin_group(json, NULL, "{", '}');
    json->line_from = json->depth;
}

void ab_json_begin_array(struct ab_json *json, const char *key)
{
    begin_group(json, key, "[", ']');
}

void ab_json_end(struct ab_json *json)
{
    assert(json->depth > 0);
    const char closing[2] = {json->closing[json->depth], '\0'};
    const bool broken = json->members[json->depth] > 0 && !is_on_one_line(json);
    json->depth--;
    if (broken) {
        put_line(json);
    }
    if (json->depth < json->line_from) {
        json->line_from = 0;
    }
    put(json, closing);
    if (json->depth == 0) {
        put(json, "\n");
    }
}

void ab_json_text(struct ab_json *json, const char *key, const char *text)
{
    begin_member(json, key);
    if (text != NULL) {
        put_quoted(json, text);
    } else {
        put(json, "null");
    }
}

void ab_json_integer(struct ab_json *json, const char *key, int64_t value)
{
    begin_member(json, key);
    char text[AB_FORMAT_SIZE];
    put_bytes(json, text, ab_format_integer(value, text));
}

/* Whether JSON has a number so: no sign but minus, no leading zero, digits round the point. */
static bool is_number(const char *text)
{
    static const char digits[] = "0123456789";
    text += *text == '-';
    size_t whole = strspn(text, digits);
    if (whole == 0 || (whole > 1 && *text == '0')) {
        return false;
    }
    text += whole;
    if (*text == '.') {
        const size_t decimals = strspn(text + 1, digits);
        text += decimals > 0 ? 1 + decimals : 0;
    }
    if (*text == 'e' || *text == 'E') {
        const size_t sign = text[1] == '-' || text[1] == '+';
        const size_t exponent = strspn(text + 1 + sign, digits);
        text += exponent > 0 ? 1 + sign + exponent : 0;
    }
    return *text == '\0';
}

void ab_json_figure(struct ab_json *json, const char *key, const char *digits)
{
    const double value = strtod(digits, NULL);
    if (isfinite(value) && is_number(digits)) {
        begin_member(json, key);
        put(json, digits);
    } else {
        ab_json_number(json, key, value);
    }
}

void ab_json_raw(struct ab_json *json, const char *key, const char *text)
{
    begin_member(json, key);
    put(json, text);
}

void ab_json_boolean(struct ab_json *json, const char *key, bool value)
{
    begin_member(json, key);
    put(json, value ? "true" : "false");
}

void ab_json_number(struct ab_json *json, const char *key, double value)
{
    char text[AB_FORMAT_SIZE];
    begin_member(json, key);
    if (isfinite(value)) {
        put_bytes(json, text, ab_format_number(value, text));
    } else {
        put(json, "null");
    }
}

void ab_json_hash(struct ab_json *json, const char *key, uint64_t hash)
{
    begin_member(json, key);
    char text[AB_FORMAT_SIZE];
    (void)snprintf(text, sizeof text, "\"%016" PRIx64 "\"", hash);
    put(json, text);
}
