/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* prescan.c - line by line through the content of a scenario file. */
#include "scenario/prescan.h"

#include "base/caseless.h"
#include "base/fold.h"
#include "base/limits.h"
#include "base/visible.h"
#include "scenario/keys.h"
#include "scenario/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A piece of the content. */
struct span {
    const char *text;
    size_t length;
};

struct scan {
    struct ab_prescan *result;
    const char *name;
    struct ab_arena *arena, *entries;
    struct ab_errors *errors;
    enum ab_status status;
    const char *bytes; /* the whole content */
    size_t at;         /* where the line begins in it */
    int line;
    int room;
    enum { BEFORE_SECTIONS, IN_SECTION, IN_LOST_SECTION } where;
    const char *section; /* IN_SECTION: its name */
};

/* ---- small tools ---- */

static struct span trim(struct span span)
{
    ab_text_trim(&span.text, &span.length);
    return span;
}

static struct span span_from(struct span span, size_t start)
{
    return (struct span){span.text + start, span.length - start};
}

/* How much of a span to quote in a message. */
static int shown(struct span span)
{
    return (int)ab_text_shown(span.text, span.length, 40);
}

/* Tells once that memory is out. */
static void tell_memory(struct scan *scan)
{
    if (!scan->result->out_of_memory) {
        scan->status = ab_errors_no_memory_for(scan->errors, scan->name);
    }
    scan->result->out_of_memory = true;
}

static char *copy_span(struct scan *scan, struct span span)
{
    char *copy = ab_arena_take(scan->arena, span.length + 1);
    if (copy == NULL) {
        tell_memory(scan);
    } else {
        memcpy(copy, span.text, span.length);
    }
    return copy;
}

/* The keys of the format string follow the line's section, if any. */
#define FAULT(scan, key, ...)                                                                      \
    ((scan)->status =                                                                              \
         ab_errors_add((scan)->errors, AB_BAD_SCENARIO, (scan)->name, (scan)->line,                \
                       (scan)->where == IN_SECTION ? (scan)->section : NULL, key, __VA_ARGS__))

/* ---- bytes ---- */

/* Complains of bytes that have no place in a line; false when there are any. */
static bool check_bytes(struct scan *scan, struct span line)
{
    size_t bad;
    if (!ab_text_is_utf8(line.text, line.length, &bad)) {
        FAULT(scan, NULL, "byte %zu of the line, 0x%02X, is not UTF-8; save the file as UTF-8",
              bad + 1, (unsigned char)line.text[bad]);
        return false;
    }
    for (size_t i = 0; i < line.length; i++) {
        const unsigned char c = (unsigned char)line.text[i];
        if ((c >= 0x20 && c != 0x7f) || c == '\t') {
            continue;
        }
        if (c == 0) {
            FAULT(scan, NULL, "byte %zu of the line is NUL", i + 1);
        } else if (c == '\r') {
            FAULT(scan, NULL,
                  "byte %zu of the line is a carriage return without a line feed; "
                  "lines end in LF or CRLF",
                  i + 1);
        } else {
            FAULT(scan, NULL, "byte %zu of the line is the control character 0x%02X", i + 1, c);
        }
        return false;
    }
    if (line.length > AB_LINE_BYTES_MAX) {
        FAULT(scan, NULL, "the line is too long: %zu bytes, allowed are %d", line.length,
              AB_LINE_BYTES_MAX);
        return false;
    }
    return true;
}

/* ---- entries ---- */

static void add_entry(struct scan *scan, const char *key, const char *value, const char *comment)
{
    struct ab_prescan *result = scan->result;
    assert(result->count < scan->room);
    result->entry[result->count++] =
        (struct ab_entry){scan->section, key, value, comment, scan->line, scan->at};
    result->sections += key == NULL;
    if (key == NULL && result->sections == AB_THINGS_MAX + 1) {
        FAULT(scan, NULL, "is one section too many: there may be %d in all", AB_THINGS_MAX);
    }
}

static void lose_section(struct scan *scan)
{
    scan->where = IN_LOST_SECTION;
    scan->result->lost_section = true;
}

static bool is_name(struct span span, const char *others)
{
    for (size_t i = 0; i < span.length; i++) {
        const char c = ab_lower(span.text[i]);
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr(others, c) != NULL)) {
            return false;
        }
    }
    return span.length > 0;
}

static bool has_upper_case(struct span span)
{
    for (size_t i = 0; i < span.length; i++) {
        if (span.text[i] >= 'A' && span.text[i] <= 'Z') {
            return true;
        }
    }
    return false;
}

/* Whether a section's name is KIND or KIND.ID; complains otherwise. */
static bool check_section_name(struct scan *scan, struct span name)
{
    const char *dot = memchr(name.text, '.', name.length);
    const size_t kind = dot != NULL ? (size_t)(dot - name.text) : name.length;
    if (name.length == 0) {
        FAULT(scan, NULL, "the section name is empty");
    } else if (!is_name((struct span){name.text, kind}, "-") ||
               (dot != NULL && !is_name(span_from(name, kind + 1), "-"))) {
        FAULT(scan, NULL,
              "the section name '%.*s' is not KIND or KIND.ID; "
              "names are made of letters a to z, digits and '-'",
              shown(name), name.text);
    } else if (has_upper_case((struct span){name.text, kind})) {
        FAULT(scan, NULL,
              "the section name '%.*s' has upper-case letters before its id; kinds of sections are "
              "lower case",
              shown(name), name.text);
    } else if (name.length - kind > AB_ID_LENGTH_MAX + 1 || kind > AB_ID_LENGTH_MAX) {
        FAULT(scan, NULL, "the section name '%.*s...' is too long; a name may have %d bytes",
              shown(name), name.text, AB_ID_LENGTH_MAX);
    } else {
        return true;
    }
    return false;
}

static void scan_header(struct scan *scan, struct span line)
{
    /* Faults of a header belong to no section. */
    scan->where = BEFORE_SECTIONS;
    const char *close = memchr(line.text, ']', line.length);
    if (close == NULL) {
        FAULT(scan, NULL, "the section header has no ']'");
        lose_section(scan);
        return;
    }
    const size_t end = (size_t)(close - line.text);
    const struct span name = {line.text + 1, end - 1};
    const struct span rest = trim(span_from(line, end + 1));
    if (!check_section_name(scan, name)) {
        lose_section(scan);
        return;
    }
    scan->section = copy_span(scan, name);
    if (scan->section == NULL) {
        lose_section(scan);
        return;
    }
    scan->where = IN_SECTION;
    if (rest.length > 0) {
        FAULT(scan, NULL, "'%.*s' behind the section header; not even a comment may stand there",
              shown(rest), rest.text);
    }
    add_entry(scan, NULL, NULL, NULL);
}

/* ---- values ---- */

/* The value between quotes; complains when they are not closed or something follows them. */
static bool scan_quoted(struct scan *scan, const char *key, struct span text, struct span *value)
{
    const char quote = text.text[0];
    const char *close = memchr(text.text + 1, quote, text.length - 1);
    if (close == NULL) {
        FAULT(scan, key, "the quote %c is not closed", quote);
        return false;
    }
    const size_t end = (size_t)(close - text.text);
    const struct span rest = trim(span_from(text, end + 1));
    *value = (struct span){text.text + 1, end - 1};
    if (rest.length > 0 && rest.text[0] != ';' && rest.text[0] != '#') {
        FAULT(scan, key, "'%.*s' behind the closing quote; there are no escapes in quotes",
              shown(rest), rest.text);
        return false;
    }
    return true;
}

/* The value up to a comment. A double quote in it must have its partner in it: the library would
 * cut the value at a ';' or '#' between them. (A single one may be an apostrophe.) */
static bool scan_unquoted(struct scan *scan, const char *key, struct span text, struct span *value)
{
    size_t end = 0, quotes = 0;
    for (; end < text.length && text.text[end] != ';' && text.text[end] != '#'; end++) {
        quotes += text.text[end] == '"';
    }
    *value = trim((struct span){text.text, end});
    if (value->length > 0 && value->text[value->length - 1] == '\\') {
        FAULT(scan, key, "the value ends in a backslash; put it in quotes");
        return false;
    }
    if (quotes % 2 != 0) {
        FAULT(scan, key, "the quote \" is not closed");
        return false;
    }
    return true;
}

static bool scan_value(struct scan *scan, const char *key, struct span text, struct span *value)
{
    const bool quoted = text.length > 0 && (text.text[0] == '"' || text.text[0] == '\'');
    if (!(quoted ? scan_quoted(scan, key, text, value) : scan_unquoted(scan, key, text, value))) {
        return false;
    }
    if (trim(*value).length == 0) {
        FAULT(scan, key,
              text.length == 0 ? "the value is empty"
                               : "the value is empty (an unquoted ';' or '#' begins a comment)");
        return false;
    }
    if (value->length > AB_VALUE_BYTES_MAX) {
        FAULT(scan, key, "the value is too long: %zu bytes, allowed are %d", value->length,
              AB_VALUE_BYTES_MAX);
        return false;
    }
    return true;
}

/* What is said behind a value of the line; empty when nothing is. */
static struct span comment_behind(struct span value, struct span line)
{
    const size_t end = (size_t)(value.text - line.text) + value.length;
    struct span rest = span_from(line, end);
    const bool quoted = rest.length > 0 && (rest.text[0] == '"' || rest.text[0] == '\'');
    rest = trim(quoted ? span_from(rest, 1) : rest);
    while (rest.length > 0 && (rest.text[0] == ';' || rest.text[0] == '#')) {
        rest = trim(span_from(rest, 1));
    }
    return rest;
}

/* Complains of a key's name and returns NULL, or returns a copy of it. */
static const char *scan_key(struct scan *scan, struct span key)
{
    if (key.length == 0) {
        FAULT(scan, NULL, "there is no key before '='");
    } else if (!is_name(key, "_")) {
        FAULT(scan, NULL, "'%.*s' is not a key; keys are made of a-z, 0-9 and '_'", shown(key),
              key.text);
    } else if (has_upper_case(key)) {
        FAULT(scan, NULL, "the key '%.*s' has upper-case letters; keys are lower case", shown(key),
              key.text);
    } else if (key.length > AB_ID_LENGTH_MAX) {
        FAULT(scan, NULL, "the key '%.*s...' is too long", shown(key), key.text);
    } else {
        return copy_span(scan, key);
    }
    return NULL;
}

static void scan_assignment(struct scan *scan, struct span line)
{
    const char *equals = memchr(line.text, '=', line.length);
    if (equals == NULL) {
        FAULT(scan, NULL, "'%.*s' is not a section, a key = value or a comment", shown(line),
              line.text);
        return;
    }
    const size_t at = (size_t)(equals - line.text);
    const char *key = scan_key(scan, trim((struct span){line.text, at}));
    if (key == NULL) {
        return;
    }
    if (scan->where == BEFORE_SECTIONS) {
        FAULT(scan, key, "this key stands before any section");
        return;
    }
    struct span span;
    const char *value = NULL, *comment = NULL;
    if (scan_value(scan, key, trim(span_from(line, at + 1)), &span)) {
        const struct span behind = comment_behind(span, line);
        value = copy_span(scan, span);
        comment = behind.length > 0 ? copy_span(scan, behind) : NULL;
        if (value == NULL || (behind.length > 0 && comment == NULL)) {
            return;
        }
    }
    if (scan->where == IN_SECTION) {
        add_entry(scan, key, value, comment);
    }
}

/* Adds what a line gives whose bytes are refused, so that it is not said to be missing. */
static void add_refused(struct scan *scan, struct span line)
{
    const char *equals = memchr(line.text, '=', line.length);
    const size_t length = equals != NULL ? (size_t)(equals - line.text) : 0;
    const struct span key = trim((struct span){line.text, length});
    if (scan->where != IN_SECTION || key.length > AB_ID_LENGTH_MAX || !is_name(key, "_") ||
        has_upper_case(key) || memchr(key.text, '\0', key.length) != NULL) {
        return;
    }
    const char *name = copy_span(scan, key);
    if (name != NULL) {
        add_entry(scan, name, NULL, NULL);
    }
}

/* ---- lines ---- */

static void scan_line(struct scan *scan, struct span line)
{
    const bool clean = check_bytes(scan, line);
    line = trim(line);
    if (!clean) {
        if (line.length > 0 && line.text[0] == '[') {
            lose_section(scan);
        } else {
            add_refused(scan, line);
        }
        return;
    }
    if (line.length == 0) {
        return;
    }
    if (line.text[line.length - 1] == '\\') {
        FAULT(scan, NULL, "the line ends in a backslash, which would join the next line to it");
        line = trim((struct span){line.text, line.length - 1});
    }
    if (line.length == 0 || line.text[0] == ';' || line.text[0] == '#') {
        return;
    }
    if (line.text[0] == '[') {
        scan_header(scan, line);
    } else {
        scan_assignment(scan, line);
    }
}

/* How many entries there can be at most: lines that hold what is no comment. */
static int count_entries(struct span content)
{
    int entries = 0;
    while (content.length > 0) {
        const char *feed = memchr(content.text, '\n', content.length);
        const size_t length = feed != NULL ? (size_t)(feed - content.text) : content.length;
        const struct span line = trim((struct span){content.text, length});
        content = span_from(content, feed != NULL ? length + 1 : length);
        entries += line.length > 0 && strchr(";#\r", line.text[0]) == NULL;
    }
    return entries;
}

/* By section, then headers before keys, then key, then line. */
static int compare_entries(const void *a, const void *b)
{
    const struct ab_entry *left = a, *right = b;
    int order = ab_caseless_compare(left->section, right->section);
    if (order == 0 && left->key != NULL && right->key != NULL) {
        order = strcmp(left->key, right->key);
    } else if (order == 0) {
        order = (left->key != NULL) - (right->key != NULL);
    }
    return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
}

static bool same_name(const struct ab_entry *a, const struct ab_entry *b)
{
    return ab_caseless_equal(a->section, b->section) && (a->key == NULL) == (b->key == NULL) &&
           (a->key == NULL || strcmp(a->key, b->key) == 0);
}

/* Whether two entries may have the same name: whether two folds of names are the same. */
static bool may_have_duplicates(struct scan *scan)
{
    const struct ab_prescan *result = scan->result;
    size_t room = 16;
    while (room < 2 * (size_t)result->count) {
        room *= 2;
    }
    uint64_t section = 0, *seen = ab_arena_take(scan->entries, room * sizeof *seen);
    if (seen == NULL) {
        tell_memory(scan);
        return false;
    }
    for (int i = 0; i < result->count; i++) {
        const struct ab_entry *entry = &result->entry[i];
        section = entry->key == NULL ? ab_fold_name(AB_FOLD_START, entry->section) : section;
        const char *key = entry->key != NULL ? entry->key : "";
        const uint64_t fold = ab_fold_spread(ab_fold_text(ab_fold_byte(section, 0), key)) | 1;
        size_t at = (size_t)fold & (room - 1);
        for (; seen[at] != 0 && seen[at] != fold; at = (at + 1) & (room - 1)) {
        }
        if (seen[at] == fold) {
            return true;
        }
        seen[at] = fold;
    }
    return false;
}

/* Complains of sections and keys that are there twice: the library would merge the sections, and
 * the last of the keys would win. */
static void tell_duplicates(struct scan *scan)
{
    const struct ab_prescan *result = scan->result;
    const size_t count = (size_t)result->count;
    struct ab_entry *sorted = ab_arena_take(scan->entries, (count + 1) * sizeof *sorted);
    if (sorted == NULL) {
        tell_memory(scan);
        return;
    }
    memcpy(sorted, result->entry, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_entries);
    const struct ab_entry *first = sorted;
    for (size_t i = 1; i < count; i++) {
        const struct ab_entry *entry = &sorted[i];
        if (!same_name(first, entry)) {
            first = entry;
            continue;
        }
        const bool same = strcmp(first->section, entry->section) == 0;
        scan->status = ab_errors_add(
            scan->errors, AB_BAD_SCENARIO, scan->name, entry->line, entry->section, entry->key,
            "duplicate %s; the first is in line %d%s", entry->key == NULL ? "section" : "key",
            first->line, same ? "" : " (ids that differ only by case are one)");
    }
}

/* Cuts the content into lines and scans them. */
static void scan_lines(struct scan *scan, struct span content)
{
    while (content.length > 0) {
        const char *feed = memchr(content.text, '\n', content.length);
        const size_t length = feed != NULL ? (size_t)(feed - content.text) : content.length;
        struct span line = {content.text, length};
        content = span_from(content, feed != NULL ? length + 1 : length);
        if (feed != NULL && line.length > 0 && line.text[line.length - 1] == '\r') {
            line.length--;
        }
        scan->line++;
        scan->at = (size_t)(line.text - scan->bytes);
        scan_line(scan, line);
    }
}

enum ab_status ab_prescan(struct ab_prescan *prescan, const char *name, const char *bytes,
                          size_t size, struct ab_arena *arena, struct ab_arena *entries,
                          struct ab_errors *errors)
{
    struct scan scan = {.result = prescan,
                        .name = name,
                        .arena = arena,
                        .entries = entries,
                        .errors = errors,
                        .bytes = bytes};
    struct span content = {bytes, size};
    *prescan = (struct ab_prescan){0};
    prescan->lost_section = size > AB_FILE_BYTES_MAX;
    if (size > AB_FILE_BYTES_MAX) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, name, 0, NULL, NULL,
                             "the file is too large: %zu bytes, allowed are %d", size,
                             AB_FILE_BYTES_MAX);
    }
    const char *const foreign = ab_utf8_foreign(bytes, size);
    if (foreign != NULL) {
        prescan->lost_section = true;
        return ab_errors_add(errors, AB_BAD_SCENARIO, name, 0, NULL, NULL, "%s", foreign);
    }
    prescan->begin = ab_utf8_mark(bytes, size);
    content = span_from(content, prescan->begin);
    scan.room = count_entries(content);
    prescan->entry = ab_arena_take(entries, (size_t)scan.room * sizeof *prescan->entry);
    if (prescan->entry == NULL) {
        tell_memory(&scan);
        return scan.status;
    }
    scan_lines(&scan, content);
    if (may_have_duplicates(&scan)) {
        tell_duplicates(&scan);
    }
    return scan.status;
}
