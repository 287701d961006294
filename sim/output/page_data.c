/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* page_data.c - the tables of a result, and what its manifest and its data package say of them. */
#include "output/page_data.h"

#include "base/limits.h"
#include "base/memory.h"
#include "output/folder.h"
#include "output/inspection.h"
#include "output/store.h"
#include "output/told.h"

#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { REPLICATIONS_SHOWN = 2000 };

/* What is read, and what of it is known so far. */
struct reading {
    const char *result;
    bool is_database;
    char *manifest;       /* its JSON text */
    char *package;        /* of a folder: its data package */
    struct ab_told field; /* of a database: the same */
    int64_t traced;       /* replication, 0: none */
    sqlite3 *json;        /* knows JSON */
    struct ab_json told, values;
    struct ab_errors *errors;
};

/* ---- a kind of result: the table that only it has ---- */

static const struct kind {
    enum ab_table table;
    const char *name;
} kinds[] = {{AB_TABLE_COMPARISON, "compare"}, {AB_TABLE_SWEEP, "sweep"},
             {AB_TABLE_WORTH, "worth"},        {AB_TABLE_SIZE, "size"},
             {AB_TABLE_ORDERS, "order"},       {AB_TABLE_SENSITIVITY, "sensitivity"},
             {AB_TABLE_WORST, "worst"},        {AB_TABLE_CALIBRATION, "calibrate"},
             {AB_TABLE_SUMMARY, "run"}};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* ---- JSON that is there ---- */

/* Asks for the first column of the first row: *answer in new memory, NULL when there is none, or the text
 * is no JSON. Complains when memory is out. */
static enum ab_status ask_json(char **answer, struct reading *reading, const char *query,
                               const char *text)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(reading->json, query, -1, &statement, NULL);
    *answer = NULL;
    if (code == SQLITE_OK) {
        code = sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
    }
    if (code == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL) {
        const char *found = (const char *)sqlite3_column_text(statement, 0);
        *answer = found != NULL ? ab_memory_copy_text(found) : NULL;
        code = *answer != NULL ? SQLITE_ROW : SQLITE_NOMEM;
    }
    (void)sqlite3_finalize(statement);
    return code == SQLITE_NOMEM ? ab_errors_out_of_memory(reading->errors) : AB_OK;
}

static enum ab_status refuse(const struct reading *reading, const char *file, const char *why)
{
    return ab_errors_add(reading->errors, AB_BAD_SCENARIO, file, 0, NULL, NULL, "%s", why);
}

/* Reads a file of a folder that is to be JSON, and makes it one line of it. */
static enum ab_status read_json(char **json, struct reading *reading, const char *file)
{
    char *path = ab_folder_path(reading->result, file, reading->errors), *content = NULL;
    size_t size;
    if (path == NULL) {
        return reading->errors->status;
    }
    enum ab_status status = ab_file_read(path, AB_JSON_BYTES_MAX, &content, &size, reading->errors);
    if (status == AB_OK && strlen(content) == size) {
        status = ask_json(json, reading, "SELECT json(?1) WHERE json_type(?1) = 'object'", content);
    }
    if (status == AB_OK && *json == NULL) {
        status = refuse(reading, path, "this is no JSON object");
    }
    ab_memory_give(content);
    ab_memory_give(path);
    return status;
}

/* ---- a database: the same from its tables ---- */

/* Whether a member is a text even where that looks like a number. */
static bool is_text(const char *name)
{
    return strcmp(name, "title") == 0 || strcmp(name, "sources") == 0 ||
           strstr(name, "hash") != NULL;
}

/* Makes a manifest of the table that holds its members. */
static enum ab_status read_meta(struct reading *reading)
{
    struct ab_told meta;
    struct ab_json json;
    struct ab_json_text text;
    enum ab_status status = ab_told_read(&meta, reading->result, AB_TABLE_META, reading->errors);
    ab_json_init_text(&json, &text);
    ab_json_begin_object(&json, NULL);
    const bool is_there = status == AB_OK && meta.is_there && meta.columns == 2;
    for (int i = 0; is_there && status == AB_OK && i < meta.rows; i++) {
        const char *value = ab_told_cell(&meta, i, 1);
        char *plain = NULL;
        if (strchr("[{-0123456789", value[0]) != NULL) {
            status = ask_json(&plain, reading, "SELECT json(?1)", value);
        }
        if (plain != NULL && !is_text(ab_told_cell(&meta, i, 0))) {
            ab_json_raw(&json, ab_told_cell(&meta, i, 0), plain);
        } else {
            ab_json_text(&json, ab_told_cell(&meta, i, 0), value);
        }
        ab_memory_give(plain);
    }
    ab_json_end(&json);
    ab_told_clear(&meta);
    if (text.failed) {
        status = ab_errors_out_of_memory(reading->errors);
    } else if (status == AB_OK && !is_there) {
        status = refuse(reading, reading->result, "this database holds no result of airbridge");
    }
    reading->manifest = text.bytes;
    return status;
}

/* ---- columns ---- */

/* What a description says of one. */
struct described {
    const char *type, *unit, *meaning;
};

static void put_column(struct reading *reading, const char *name, const struct described *column)
{
    ab_json_begin_object(&reading->told, NULL);
    ab_json_text(&reading->told, "name", name);
    ab_json_text(&reading->told, "type", column->type);
    ab_json_text(&reading->told, "unit", column->unit);
    ab_json_text(&reading->told, "meaning", column->meaning);
    ab_json_end(&reading->told);
}

/* The types by the names that they have in a data package. */
static const struct {
    const char *name, *shown;
    enum ab_column_type type;
} types[] = {{"string", "text", AB_COLUMN_TEXT},
             {"integer", "integer", AB_COLUMN_INTEGER},
             {"number", "number", AB_COLUMN_NUMBER},
             {"datetime", "time", AB_COLUMN_INSTANT},
             {"boolean", "yes or no", AB_COLUMN_BOOLEAN}};
enum { TYPES = sizeof types / sizeof types[0] };

static enum ab_status take_column(struct reading *reading, const struct ab_told *table, int index,
                                  struct described *column, enum ab_column_type *type)
{
    for (int i = 0; column->type != NULL && i < TYPES; i++) {
        if (strcmp(types[i].name, column->type) == 0) {
            column->type = types[i].shown;
            *type = types[i].type;
            put_column(reading, table->name[index], column);
            return AB_OK;
        }
    }
    return ab_told_refuse(table, -1, index, "the column has no type that is known",
                          reading->errors);
}

static enum ab_status put_package_columns(struct reading *reading, const struct ab_told *table,
                                          enum ab_table which, enum ab_column_type *type)
{
    static const char query[] =
        "SELECT json_extract(f.value, '$.name'), json_extract(f.value, '$.type'), "
        "json_extract(f.value, '$.unit'), json_extract(f.value, '$.description') "
        "FROM json_each(?1, '$.resources') r, json_each(r.value, '$.schema.fields') f "
        "WHERE json_extract(r.value, '$.name') = ?2 ORDER BY f.id";
    sqlite3_stmt *row = NULL;
    enum ab_status status = AB_OK;
    int count = 0;
    if (sqlite3_prepare_v2(reading->json, query, -1, &row, NULL) != SQLITE_OK ||
        sqlite3_bind_text(row, 1, reading->package, -1, SQLITE_STATIC) != SQLITE_OK ||
        sqlite3_bind_text(row, 2, ab_table_name(which), -1, SQLITE_STATIC) != SQLITE_OK) {
        (void)sqlite3_finalize(row);
        return ab_errors_out_of_memory(reading->errors);
    }
    for (; status == AB_OK && sqlite3_step(row) == SQLITE_ROW; count++) {
        const char *name = (const char *)sqlite3_column_text(row, 0);
        struct described column = {(const char *)sqlite3_column_text(row, 1),
                                   (const char *)sqlite3_column_text(row, 2),
                                   (const char *)sqlite3_column_text(row, 3)};
        if (sqlite3_errcode(reading->json) == SQLITE_NOMEM) {
            break;
        }
        status = count < table->columns && name != NULL && strcmp(name, table->name[count]) == 0
                     ? take_column(reading, table, count, &column, &type[count])
                     : ab_told_refuse(table, -1, -1,
                                      "its columns are not those that " AB_FILE_PACKAGE " tells",
                                      reading->errors);
    }
    const bool failed = sqlite3_errcode(reading->json) == SQLITE_NOMEM;
    if ((sqlite3_finalize(row) == SQLITE_NOMEM || failed) && status == AB_OK) {
        status = ab_errors_out_of_memory(reading->errors);
    }
    return status != AB_OK || count == table->columns
               ? status
               : ab_told_refuse(table, -1, count,
                                AB_FILE_PACKAGE " does not tell what this column is",
                                reading->errors);
}

static enum ab_status put_field_columns(struct reading *reading, const struct ab_told *table,
                                        enum ab_table which, enum ab_column_type *type)
{
    enum { TABLE, POSITION, NAME, TYPE, UNIT, MEANING, COLUMNS };
    const struct ab_told *field = &reading->field;
    enum ab_status status = AB_OK;
    int count = 0;
    for (int i = 0; status == AB_OK && field->columns == COLUMNS && i < field->rows; i++) {
        if (strcmp(ab_told_cell(field, i, TABLE), ab_table_name(which)) != 0) {
            continue;
        }
        struct described column = {ab_told_cell(field, i, TYPE), ab_told_cell(field, i, UNIT),
                                   ab_told_cell(field, i, MEANING)};
        status =
            count < table->columns && strcmp(ab_told_cell(field, i, NAME), table->name[count]) == 0
                ? take_column(reading, table, count, &column, &type[count])
                : ab_told_refuse(table, -1, -1,
                                 "its columns are not those that the table `field` tells",
                                 reading->errors);
        count++;
    }
    return status != AB_OK || count == table->columns
               ? status
               : ab_told_refuse(table, -1, count, "the table `field` does not tell what this is",
                                reading->errors);
}

/* ---- values ---- */

static enum ab_status put_cell(struct reading *reading, const struct ab_told *table, int row,
                               int column, enum ab_column_type type)
{
    struct ab_json *json = &reading->values;
    const char *cell = ab_told_cell(table, row, column);
    ab_time instant;
    char *end;
    if (cell[0] == '\0' && type != AB_COLUMN_TEXT) {
        ab_json_text(json, NULL, NULL);
        return AB_OK;
    }
    switch (type) {
    case AB_COLUMN_TEXT: ab_json_text(json, NULL, cell[0] != '\0' ? cell : NULL); return AB_OK;
    case AB_COLUMN_INSTANT:
        if (!ab_time_parse_iso(cell, &instant)) {
            break;
        }
        ab_json_integer(json, NULL, instant);
        return AB_OK;
    case AB_COLUMN_BOOLEAN:
    case AB_COLUMN_INTEGER:
    case AB_COLUMN_NUMBER:
        if (!isfinite(strtod(cell, &end)) || *end != '\0') {
            break;
        }
        ab_json_figure(json, NULL, cell);
        return AB_OK;
    }
    return ab_told_refuse(table, row, column, "this is not of its column's type", reading->errors);
}

/* Whether a table has rows for every replication, and which of them are shown: those of one
 * replication, or the first. */
static bool is_shown(const struct reading *reading, const struct ab_told *table,
                     enum ab_table which, int row)
{
    const bool of_one = which == AB_TABLE_CONTINGENTS || which == AB_TABLE_SITES;
    if (!of_one && which != AB_TABLE_REPLICATIONS && which != AB_TABLE_RUNS) {
        return true;
    }
    if (!of_one) {
        return row < REPLICATIONS_SHOWN;
    }
    const char *wanted = ab_told_cell(table, 0, 0);
    char traced[24];
    if (reading->traced > 0) {
        (void)snprintf(traced, sizeof traced, "%lld", (long long)reading->traced);
        wanted = traced;
    }
    return strcmp(ab_told_cell(table, row, 0), wanted) == 0;
}

static enum ab_status put_values(struct reading *reading, const struct ab_told *table,
                                 enum ab_table which, const enum ab_column_type *type)
{
    enum ab_status status = AB_OK;
    ab_json_begin_array(&reading->values, ab_table_name(which));
    for (int column = 0; column < table->columns; column++) {
        ab_json_begin_array(&reading->values, NULL);
        for (int row = 0; status == AB_OK && row < table->rows; row++) {
            if (is_shown(reading, table, which, row)) {
                status = put_cell(reading, table, row, column, type[column]);
            }
        }
        ab_json_end(&reading->values);
    }
    ab_json_end(&reading->values);
    return status;
}

static enum ab_status put_table(struct reading *reading, const struct ab_told *table,
                                enum ab_table which)
{
    int shown = 0;
    for (int row = 0; row < table->rows; row++) {
        shown += is_shown(reading, table, which, row);
    }
    enum ab_column_type *type = ab_memory_take((size_t)table->columns, sizeof *type);
    if (type == NULL) {
        return ab_errors_out_of_memory(reading->errors);
    }
    ab_json_begin_object(&reading->told, ab_table_name(which));
    ab_json_integer(&reading->told, "rows", shown);
    ab_json_integer(&reading->told, "of", table->rows);
    ab_json_begin_array(&reading->told, "columns");
    enum ab_status status = (reading->is_database ? put_field_columns : put_package_columns)(
        reading, table, which, type);
    ab_json_end(&reading->told);
    ab_json_end(&reading->told);
    if (status == AB_OK) {
        status = put_values(reading, table, which, type);
    }
    ab_memory_give(type);
    return status;
}

static enum ab_status put_tables(struct reading *reading, bool is_there[AB_TABLE_COUNT])
{
    enum ab_status status = AB_OK;
    ab_json_begin_object(&reading->told, "tables");
    ab_json_begin_object(&reading->values, NULL);
    for (int t = 0; status == AB_OK && t < AB_TABLE_COUNT; t++) {
        const enum ab_table which = (enum ab_table)t;
        struct ab_told table;
        if (ab_table_is_of_database(which)) {
            continue;
        }
        status = ab_told_read(&table, reading->result, which, reading->errors);
        is_there[t] = table.is_there;
        if (status == AB_OK && table.is_there) {
            status = put_table(reading, &table, which);
        }
        ab_told_clear(&table);
    }
    ab_json_end(&reading->values);
    ab_json_end(&reading->told);
    return status;
}

/* ---- the whole ---- */

static enum ab_status put_all(struct reading *reading)
{
    bool is_there[AB_TABLE_COUNT] = {false};
    int kind = 0;
    ab_json_begin_object(&reading->told, NULL);
    ab_json_integer(&reading->told, "format", 1);
    ab_json_raw(&reading->told, "run", reading->manifest);
    const enum ab_status status = put_tables(reading, is_there);
    while (kind < KINDS && !is_there[kinds[kind].table]) {
        kind++;
    }
    ab_json_text(&reading->told, "kind", kind < KINDS ? kinds[kind].name : NULL);
    ab_json_end(&reading->told);
    return status != AB_OK || kind < KINDS
               ? status
               : refuse(reading, reading->result,
                        "there is no table in it that a page could be made of; parts of a result "
                        "are put together by `airbridge merge`");
}

static enum ab_status read_descriptions(struct reading *reading)
{
    if (reading->is_database) {
        const enum ab_status status = read_meta(reading);
        return status == AB_OK
                   ? ab_told_read(&reading->field, reading->result, AB_TABLE_FIELD, reading->errors)
                   : status;
    }
    enum ab_status status = read_json(&reading->manifest, reading, AB_FILE_MANIFEST);
    if (status == AB_OK) {
        status = ab_folder_inspect(reading->result, false, reading->errors);
    }
    return status == AB_OK ? read_json(&reading->package, reading, AB_FILE_PACKAGE) : status;
}

enum ab_status ab_page_data_read(struct ab_page_data *data, const char *result,
                                 struct ab_errors *errors)
{
    struct reading reading = {
        .result = result, .is_database = ab_store_is_file(result), .errors = errors};
    *data = (struct ab_page_data){0};
    struct ab_edition edition;
    enum ab_status status = ab_store_edition(&edition, result, errors);
    if (status != AB_OK) {
        return status;
    }
    ab_json_init_text(&reading.told, &data->told);
    ab_json_init_text(&reading.values, &data->values);
    reading.told.line_from = reading.values.line_from = 1;
    if (sqlite3_open(":memory:", &reading.json) != SQLITE_OK) {
        status = ab_errors_out_of_memory(errors);
    }
    if (status == AB_OK) {
        status = read_descriptions(&reading);
    }
    if (status == AB_OK) {
        char *traced;
        status = ask_json(&traced, &reading, "SELECT json_extract(?1, '$.traced_replication')",
                          reading.manifest);
        reading.traced = traced != NULL ? strtoll(traced, NULL, 10) : 0;
        ab_memory_give(traced);
    }
    if (status == AB_OK) {
        status = put_all(&reading);
    }
    if (status == AB_OK) {
        status = ab_store_check_edition(&edition, result, errors);
    }
    if (status == AB_OK && (data->told.failed || data->values.failed)) {
        status = ab_errors_out_of_memory(errors);
    }
    ab_memory_give(reading.manifest);
    ab_memory_give(reading.package);
    ab_told_clear(&reading.field);
    (void)sqlite3_close(reading.json);
    return status;
}

void ab_page_data_clear(struct ab_page_data *data)
{
    ab_memory_give(data->told.bytes);
    ab_memory_give(data->values.bytes);
    *data = (struct ab_page_data){0};
}
