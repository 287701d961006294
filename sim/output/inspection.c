/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* inspection.c - line by line through the files of a result: a row of a table is a line, since no
 * text of ours that is drawn has a line end. */
#include "output/inspection.h"

#include "base/limits.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/visible.h"
#include "output/column.h"
#include "output/folder.h"

#include "base/time.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static_assert(AB_DRAWN_BYTES_MAX <= 1023, "gnuplot has room for no more in a text");

/* A file that is read. */
struct reading {
    char *path;
    struct ab_lines *lines;
    int line;
    size_t text_max; /* bytes of a text */
    struct ab_errors *errors;
};

static enum ab_status refuse(const struct reading *reading, const char *column, const char *why)
{
    return ab_errors_add(reading->errors, AB_BAD_SCENARIO, reading->path, reading->line, NULL,
                         column, "%s", why);
}

/* The next line; NULL at the end, or with a fault in *status. Its bytes may be changed. */
static char *next_line(struct reading *reading, enum ab_status *status)
{
    size_t length;
    bool torn;
    char *line = (char *)ab_lines_next(reading->lines, &length, &torn, status, reading->errors);
    reading->line++;
    if (line == NULL) {
        return NULL;
    }
    if (torn && length > AB_LINE_SIZE_MAX) {
        *status = refuse(reading, NULL, "the line is too long");
    } else if (strlen(line) != length) {
        *status = refuse(reading, NULL, "the line holds a NUL byte");
    } else if (length > 0 && line[length - 1] == '\r') {
        line[length - 1] = '\0';
    }
    return *status == AB_OK ? line : NULL;
}

/* Whether a text is UTF-8 without control characters, but for tabs: names may hold them. */
static bool is_plain(const char *text)
{
    while (*text != '\0') {
        const size_t length = ab_utf8_length(text, strnlen(text, 4) + 1);
        if (length == 0 || ((unsigned char)*text < 0x20 && *text != '\t') || *text == 0x7f) {
            return false;
        }
        text += length;
    }
    return true;
}

/* ---- cells ---- */

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

static bool is_whole(const char *text)
{
    const char *from = text + (*text == '-');
    return digits(from) > 0 && from[digits(from)] == '\0';
}

/* Whether it is a decimal number that a double can hold. */
static bool is_number(const char *text)
{
    const char *c = text + (*text == '-');
    if (digits(c) == 0) {
        return false;
    }
    c += digits(c);
    if (c[0] == '.' && digits(c + 1) > 0) {
        c += 1 + digits(c + 1);
    }
    if (*c == 'e' || *c == 'E') {
        c += 1 + (c[1] == '-' || c[1] == '+');
        if (digits(c) == 0) {
            return false;
        }
        c += digits(c);
    }
    return *c == '\0' && isfinite(strtod(text, NULL));
}

/* NULL, or why a cell cannot be one of its column. */
static const char *fault_of(enum ab_column_type type, const char *cell)
{
    ab_time instant;
    if (cell[0] == '\0') {
        return NULL;
    }
    switch (type) {
    case AB_COLUMN_INTEGER: return is_whole(cell) ? NULL : "this is no whole number";
    case AB_COLUMN_NUMBER: return is_number(cell) ? NULL : "this is no number";
    case AB_COLUMN_INSTANT: return ab_time_parse_iso(cell, &instant) ? NULL : "this is no instant";
    case AB_COLUMN_BOOLEAN:
        return strcmp(cell, "0") == 0 || strcmp(cell, "1") == 0 ? NULL : "this is neither 1 nor 0";
    case AB_COLUMN_TEXT: break;
    }
    return is_plain(cell) ? NULL : "this text is not UTF-8 on one line";
}

/* Cuts the cell at *next out (RFC 4180) and moves behind its separator; NULL when it is none. */
static char *cut_cell(char **next, bool *last)
{
    char *cell = *next, *to = cell, *from = cell;
    if (*from == '"') {
        for (from++; from[0] != '"' || from[1] == '"'; *to++ = *from++) {
            if (*from == '\0') {
                return NULL;
            }
            from += *from == '"';
        }
        from++;
    } else {
        from += strcspn(from, ",\"");
        to = from;
    }
    if (*from != ',' && *from != '\0') {
        return NULL;
    }
    *last = *from == '\0';
    *next = from + !*last;
    *to = '\0';
    return cell;
}

/* ---- tables ---- */

/* The header of a table, and what its columns are of. */
struct header {
    int columns;
    char *text; /* the header row, cut into names */
    const char **name;
    enum ab_column_type *type;
};

/* The column that follows the keys that a sweep varies; NULL when a table has none of these. */
static const struct ab_definition *end_of_keys(const struct ab_layout *layout)
{
    for (int i = 0; i + 1 < layout->definitions; i++) {
        if (layout->definition[i].repeat == AB_PER_KEY) {
            return &layout->definition[i + 1];
        }
    }
    return NULL;
}

/* The column of a table with this name; NULL when it is none, or one that the table repeats. */
static const struct ab_definition *definition_of(const struct ab_layout *layout, const char *name)
{
    for (int i = 0; i < layout->definitions; i++) {
        const struct ab_definition *definition = &layout->definition[i];
        if (definition->repeat == AB_ONCE && strcmp(definition->name, name) == 0) {
            return definition;
        }
    }
    return NULL;
}

/* The type of a column that is not in the table's definition. What a table repeats are numbers, but
 * keys. */
static enum ab_column_type type_of_repeated(const struct ab_layout *layout, bool among_keys)
{
    bool repeats = false;
    for (int i = 0; i < layout->definitions; i++) {
        repeats |= layout->definition[i].repeat != AB_ONCE;
    }
    return repeats && !among_keys ? AB_COLUMN_NUMBER : AB_COLUMN_TEXT;
}

static enum ab_status read_header(struct header *header, struct reading *reading,
                                  const struct ab_layout *layout)
{
    enum ab_status status;
    const char *line = next_line(reading, &status);
    if (line == NULL) {
        return status == AB_OK ? refuse(reading, NULL, "the table has no header") : status;
    }
    size_t room = 1;
    for (const char *comma = line; (comma = strchr(comma, ',')) != NULL; comma++) {
        room++;
    }
    header->text = ab_memory_copy_text(line);
    header->name = ab_memory_take(room, sizeof *header->name);
    header->type = ab_memory_take(room, sizeof *header->type);
    if (header->text == NULL || header->name == NULL || header->type == NULL) {
        return ab_errors_out_of_memory(reading->errors);
    }
    const struct ab_definition *behind_keys = end_of_keys(layout);
    bool last = false, is_ours = false;
    for (char *next = header->text; !last;) {
        const char *name = cut_cell(&next, &last);
        if (name == NULL || !is_plain(name)) {
            return refuse(reading, NULL, "the header is not UTF-8 text between commas");
        }
        if (behind_keys != NULL && strcmp(name, behind_keys->name) == 0) {
            behind_keys = NULL;
        }
        const struct ab_definition *definition = definition_of(layout, name);
        is_ours |= definition != NULL;
        header->name[header->columns] = name;
        header->type[header->columns++] =
            definition != NULL ? definition->type : type_of_repeated(layout, behind_keys != NULL);
    }
    /* Any other file may stand there under the name of a table: none of it is drawn or quoted. */
    return is_ours ? AB_OK
                   : refuse(reading, NULL, "no column has a name that one of this table has");
}

static enum ab_status inspect_row(const struct header *header, const struct reading *reading,
                                  char *next)
{
    bool last = false;
    int column = 0;
    for (; !last && column < header->columns; column++) {
        const char *cell = cut_cell(&next, &last);
        if (cell == NULL) {
            return refuse(reading, header->name[column], "a quote is not closed on its line");
        }
        const char *fault = fault_of(header->type[column], cell);
        char too_long[96];
        if (fault == NULL && strlen(cell) > reading->text_max) {
            (void)snprintf(too_long, sizeof too_long, "this text has %zu bytes, allowed are %zu",
                           strlen(cell), reading->text_max);
            fault = too_long;
        }
        if (fault != NULL) {
            return refuse(reading, header->name[column], fault);
        }
    }
    return last && column == header->columns
               ? AB_OK
               : refuse(reading, NULL, "the row has not as many cells as the header");
}

static enum ab_status inspect_table(struct reading *reading, const struct ab_layout *layout)
{
    struct header header = {0};
    enum ab_status status = read_header(&header, reading, layout);
    while (status == AB_OK) {
        char *line = next_line(reading, &status);
        if (line == NULL) {
            break;
        }
        status = inspect_row(&header, reading, line);
    }
    ab_memory_give(header.text);
    ab_memory_give(header.name);
    ab_memory_give(header.type);
    return status;
}

/* ---- the manifest ---- */

/* The number that a line says if it is about this member of the outermost object, else NULL. */
static const char *value_of(char *line, const char *member)
{
    const size_t length = strlen(member);
    if (strncmp(line, "  \"", 3) != 0 || strncmp(line + 3, member, length) != 0 ||
        strncmp(line + 3 + length, "\": ", 3) != 0) {
        return NULL;
    }
    char *value = line + 3 + length + 3;
    const size_t end = strlen(value);
    if (end > 0 && value[end - 1] == ',') {
        value[end - 1] = '\0';
    }
    return value;
}

enum { SEED, REPLICATIONS, TRACED, NUMBERS };

/* Reads the numbers of a manifest; each stands on a line of its own. */
static enum ab_status read_manifest(struct reading *reading, int64_t number[NUMBERS])
{
    static const struct member {
        const char *name;
        size_t digits;
    } members[NUMBERS] = {{"seed", 20}, {"replications", 9}, {"traced_replication", 9}};
    bool found[NUMBERS] = {false};
    enum ab_status status = AB_OK;
    for (char *line; (line = next_line(reading, &status)) != NULL;) {
        for (int i = 0; i < NUMBERS; i++) {
            const char *value = value_of(line, members[i].name);
            if (value == NULL) {
                continue;
            }
            if (digits(value) != strlen(value) || value[0] == '\0' ||
                strlen(value) > members[i].digits) {
                return refuse(reading, members[i].name, "this is no whole number");
            }
            number[i] = strtoll(value, NULL, 10);
            found[i] = true;
        }
    }
    reading->line = 0;
    for (int i = 0; status == AB_OK && i < NUMBERS; i++) {
        if (!found[i]) {
            status =
                refuse(reading, members[i].name, "this number is not there, on a line of its own");
        }
    }
    return status;
}

static enum ab_status inspect_manifest(struct reading *reading, const struct ab_layout *layout)
{
    int64_t number[NUMBERS];
    (void)layout;
    return read_manifest(reading, number);
}

/* ---- the folder ---- */

typedef enum ab_status inspect_file(struct reading *reading, const struct ab_layout *layout);

static enum ab_status inspect(const char *folder, const char *file, inspect_file *file_is_right,
                              const struct ab_layout *layout, size_t text_max,
                              struct ab_errors *errors)
{
    struct reading reading = {
        .path = ab_folder_path(folder, file, errors), .text_max = text_max, .errors = errors};
    bool is_there = false;
    enum ab_status status =
        reading.path != NULL ? ab_file_look(&is_there, reading.path, errors) : AB_IO_ERROR;
    if (status == AB_OK && is_there) {
        status = ab_lines_open(&reading.lines, reading.path, errors);
        if (status == AB_OK) {
            status = file_is_right(&reading, layout);
        }
    }
    ab_lines_close(reading.lines);
    ab_memory_give(reading.path);
    return status;
}

enum ab_status ab_folder_traced(int64_t *replication, const char *folder, struct ab_errors *errors)
{
    struct reading reading = {.path = ab_folder_path(folder, AB_FILE_MANIFEST, errors),
                              .errors = errors};
    int64_t number[NUMBERS];
    enum ab_status status = reading.path != NULL ? AB_OK : AB_IO_ERROR;
    if (status == AB_OK) {
        status = ab_lines_open(&reading.lines, reading.path, errors);
    }
    if (status == AB_OK) {
        status = read_manifest(&reading, number);
    }
    ab_lines_close(reading.lines);
    ab_memory_give(reading.path);
    *replication = status == AB_OK ? number[TRACED] : 0;
    return status;
}

enum ab_status ab_folder_inspect(const char *folder, bool is_drawn, struct ab_errors *errors)
{
    const size_t text_max = is_drawn ? AB_DRAWN_BYTES_MAX : SIZE_MAX;
    enum ab_status status =
        inspect(folder, AB_FILE_MANIFEST, inspect_manifest, NULL, text_max, errors);
    for (int t = 0; status == AB_OK && t < AB_TABLE_COUNT; t++) {
        /* No picture shows values of the scenario, which may be longer. */
        if (!ab_table_is_of_database((enum ab_table)t) && t != AB_TABLE_SCENARIO) {
            status = inspect(folder, ab_table_file((enum ab_table)t), inspect_table,
                             ab_layout_of((enum ab_table)t), text_max, errors);
        }
    }
    return status;
}
