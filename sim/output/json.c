/* json.c - writes one JSON text. */
#include "output/json.h"

#include "base/utf8.h"
#include "output/format.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

static void put(struct ab_json *json, const char *text)
{
    ab_writer_put(json->writer, text, strlen(text));
}

static void put_quoted(struct ab_json *json, const char *text)
{
    put(json, "\"");
    while (*text != '\0') {
        size_t length = ab_utf8_length(text, strnlen(text, 4) + 1);
        unsigned char c = (unsigned char)*text;
        if (length == 0) {
            put(json, "\\ufffd");
        } else if (c == '"' || c == '\\') {
            ab_writer_printf(json->writer, "\\%c", c);
        } else if (c < 0x20) {
            ab_writer_printf(json->writer, "\\u%04x", c);
        } else {
            ab_writer_put(json->writer, text, length);
        }
        text += length == 0 ? 1 : length;
    }
    put(json, "\"");
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
    if (json->members[json->depth]++ > 0) {
        put(json, ",");
    }
    if (json->depth > 0) {
        put_line(json);
    }
    if (key != NULL) {
        put_quoted(json, key);
        put(json, ": ");
    }
}

void ab_json_init(struct ab_json *json, struct ab_writer *writer)
{
    memset(json, 0, sizeof *json);
    json->writer = writer;
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

void ab_json_begin_array(struct ab_json *json, const char *key)
{
    begin_group(json, key, "[", ']');
}

void ab_json_end(struct ab_json *json)
{
    assert(json->depth > 0);
    const char closing[2] = {json->closing[json->depth], '\0'};
    bool empty = json->members[json->depth] == 0;
    json->depth--;
    if (!empty) {
        put_line(json);
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
    ab_writer_printf(json->writer, "%" PRId64, value);
}

void ab_json_number(struct ab_json *json, const char *key, double value)
{
    char text[AB_FORMAT_SIZE];
    begin_member(json, key);
    if (isfinite(value)) {
        ab_writer_put(json->writer, text, ab_format_number(value, text));
    } else {
        put(json, "null");
    }
}

void ab_json_hash(struct ab_json *json, const char *key, uint64_t hash)
{
    begin_member(json, key);
    ab_writer_printf(json->writer, "\"%016" PRIx64 "\"", hash);
}
