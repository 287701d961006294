/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* database.c - a result as one SQLite database. */
#include "output/database.h"

#include "base/file.h"
#include "base/format.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/memory.h"
#include "output/database_file.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* What marks a database as a result of this program, where SQLite's file format has room for it
 * (sqlite.org/fileformat2.html, offset 68): "abrg". */
enum { APPLICATION_ID = 0x61627267, HEADER_ID_AT = 68, HEADER_READ = HEADER_ID_AT + 4 };

/* Columns of a table, as SQLite is built by default and by Debian. */

struct database_table {
    struct ab_row row; /* first: the row format finds the table by it */
    struct ab_database *database;
    sqlite3_stmt *insert;
    enum ab_column_type *type; /* [columns] */
};

struct ab_database {
    sqlite3 *handle;
    struct ab_draft *draft;
    struct ab_database_file *file; /* the draft, as SQLite sees it */
    char *path;
    struct database_table *table[AB_TABLE_COUNT]; /* NULL: not begun */
    bool failed;
    char reason[200]; /* of the first failure */
};

/* ---- failures ---- */

/* Keeps why a call failed, unless one did before. */
static void keep_failure(struct ab_database *database, int code)
{
    if (database->failed) {
        return;
    }
    const char *text = code == SQLITE_NOMEM || database->handle == NULL
                           ? "out of memory"
                           : sqlite3_errmsg(database->handle);
    database->failed = true;
    (void)snprintf(database->reason, sizeof database->reason, "%s", text);
}

static void check(struct ab_database *database, int code)
{
    if (code != SQLITE_OK && code != SQLITE_DONE) {
        keep_failure(database, code);
    }
}

static void execute(struct ab_database *database, const char *sql)
{
    if (!database->failed) {
        check(database, sqlite3_exec(database->handle, sql, NULL, NULL, NULL));
    }
}

bool ab_database_has_failed(const struct ab_database *database)
{
    return database->failed;
}

enum ab_status ab_database_report(const struct ab_database *database, struct ab_errors *errors)
{
    const enum ab_status status = ab_draft_report(database->draft, errors);
    if (status != AB_OK || !database->failed) {
        return status; /* what the system said, if it is to blame */
    }
    return strcmp(database->reason, sqlite3_errstr(SQLITE_NOMEM)) == 0
               ? ab_errors_no_memory_for(errors, database->path)
               : ab_errors_add(errors, AB_IO_ERROR, database->path, 0, NULL, NULL,
                               "cannot write: %s", database->reason);
}

/* ---- the place ---- */

const char *ab_database_version(void)
{
    return sqlite3_libversion();
}

bool ab_database_is_named(const char *path)
{
    static const char *const ending[] = {".sqlite", ".sqlite3", ".db"};
    const size_t length = strlen(path);
    for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++) {
        const size_t size = strlen(ending[i]);
        /* A name that is nothing but the ending is a hidden folder. */
        if (length > size && path[length - size - 1] != '/' &&
            strcmp(path + length - size, ending[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether a file begins as SQLite and this program begin one; an empty one has nothing to lose. */
static enum ab_status check_own(const char *path, struct ab_errors *errors)
{
    static const char magic[] = "SQLite format 3", id[] = {0x61, 0x62, 0x72, 0x67};
    char bytes[HEADER_READ];
    size_t got;
    const enum ab_status status = ab_file_read_start(path, bytes, sizeof bytes, &got, errors);
    if (status != AB_OK || got == 0) {
        return status;
    }
    if (got == sizeof bytes && memcmp(bytes, magic, sizeof magic) == 0 &&
        memcmp(bytes + HEADER_ID_AT, id, sizeof id) == 0) {
        return AB_OK;
    }
    return ab_errors_add(errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                         "this file is no result of airbridge; it is not replaced");
}

enum ab_status ab_database_make_folder(const char *path, struct ab_errors *errors)
{
    const char *slash = strrchr(path, '/');
    char *folder = ab_memory_copy_text(slash == NULL ? "." : path);
    if (folder == NULL) {
        return ab_errors_no_memory_for(errors, path);
    }
    if (slash != NULL) {
        folder[slash == path ? 1 : slash - path] = '\0';
    }
    const enum ab_status status = ab_folder_prepare(folder, true, errors);
    ab_memory_give(folder);
    return status;
}

enum ab_status ab_database_prepare(const char *path, bool force, struct ab_errors *errors)
{
    bool is_there;
    const enum ab_status status = ab_file_look(&is_there, path, errors);
    if (status != AB_OK || !is_there) {
        return status;
    }
    if (!force) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                             "this file is there already; give --force to replace it");
    }
    return check_own(path, errors);
}

enum ab_status ab_database_check(const char *path, enum ab_table table,
                                 const struct ab_subject *subject, struct ab_errors *errors)
{
    const int columns = ab_table_columns(table, subject);
    if (columns <= AB_DATABASE_COLUMNS_MAX) {
        return AB_OK;
    }
    return ab_errors_add(errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                         "the table %s has %d columns and a database takes %d at most; write the "
                         "result to a folder",
                         ab_table_name(table), columns, AB_DATABASE_COLUMNS_MAX);
}

struct ab_database *ab_database_open(const char *path, struct ab_errors *errors)
{
    struct ab_database *database = ab_memory_take(1, sizeof *database);
    if (database != NULL) {
        database->path = ab_memory_copy_text(path);
    }
    if (database == NULL || database->path == NULL) {
        ab_errors_no_memory_for(errors, path);
        ab_database_abandon(database);
        return NULL;
    }
    database->draft = ab_draft_open(path, errors);
    if (database->draft == NULL) {
        ab_database_abandon(database);
        return NULL;
    }
    database->file = ab_database_file_create(database->draft);
    check(database, database->file != NULL
                        ? ab_database_file_open(database->file, &database->handle)
                        : SQLITE_NOMEM);
    execute(database, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                      "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000");
    char pragma[64];
    (void)snprintf(pragma, sizeof pragma, "PRAGMA application_id = %d", APPLICATION_ID);
    execute(database, pragma);
    execute(database, "BEGIN");
    if (database->failed) {
        (void)ab_database_report(database, errors);
        ab_database_abandon(database);
        return NULL;
    }
    return database;
}

/* ---- cells ---- */

static struct database_table *table_of(struct ab_row *row)
{
    return (struct database_table *)(void *)row;
}

static void put_text(struct ab_row *row, const char *text)
{
    struct database_table *table = table_of(row);
    check(table->database, sqlite3_bind_text(table->insert, row->cell, text, -1, SQLITE_TRANSIENT));
}

static void put_integer(struct ab_row *row, int64_t value)
{
    struct database_table *table = table_of(row);
    check(table->database, sqlite3_bind_int64(table->insert, row->cell, value));
}

static void put_boolean(struct ab_row *row, bool value)
{
    put_integer(row, value);
}

/* The digits are those of a CSV file: what is read back from either is the same. */
static void put_figure(struct ab_row *row, const char *digits)
{
    struct database_table *table = table_of(row);
    check(table->database, sqlite3_bind_double(table->insert, row->cell, strtod(digits, NULL)));
}

static void put_decimal(struct ab_row *row, int64_t scaled, int decimals)
{
    char digits[AB_FORMAT_SIZE];
    (void)ab_format_decimal(scaled, decimals, digits);
    put_figure(row, digits);
}

static void put_number(struct ab_row *row, double value)
{
    char digits[AB_FORMAT_SIZE];
    (void)ab_format_number(value, digits);
    put_figure(row, digits);
}

static void put_instant(struct ab_row *row, ab_time instant)
{
    char iso[AB_TIME_ISO_SIZE];
    (void)ab_row_put_iso(row, instant, iso);
    put_text(row, iso);
}

static void put_nothing(struct ab_row *row)
{
    struct database_table *table = table_of(row);
    check(table->database, sqlite3_bind_null(table->insert, row->cell));
}

static void end_row(struct ab_row *row)
{
    struct database_table *table = table_of(row);
    if (table->database->failed) {
        return;
    }
    check(table->database, sqlite3_step(table->insert));
    (void)sqlite3_reset(table->insert); /* which tells the same failure again */
}

static const struct ab_row_format format = {
    .text = put_text,
    .integer = put_integer,
    .decimal = put_decimal,
    .number = put_number,
    .figure = put_figure,
    .instant = put_instant,
    .boolean = put_boolean,
    .empty = put_nothing,
    .end = end_row,
};

/* ---- tables ---- */

static const char *sql_type(enum ab_column_type type)
{
    switch (type) {
    case AB_COLUMN_INTEGER:
    case AB_COLUMN_BOOLEAN: return "INTEGER";
    case AB_COLUMN_NUMBER: return "REAL";
    case AB_COLUMN_TEXT:
    case AB_COLUMN_INSTANT: break;
    }
    return "TEXT";
}

/* The statement that makes a table, to be freed by sqlite3_free; NULL when memory is out. Fills in
 * the types of its columns. */
static char *creation(struct database_table *into, enum ab_table table,
                      const struct ab_subject *subject)
{
    struct ab_column column;
    sqlite3_str *sql = sqlite3_str_new(into->database->handle);
    sqlite3_str_appendf(sql, "CREATE TABLE \"%w\" (", ab_table_name(table));
    for (int i = 0; i < into->row.columns; i++) {
        ab_table_column(table, subject, i, &column);
        into->type[i] = column.type;
        sqlite3_str_appendf(sql, "\"%w\" %s, ", column.name, sql_type(column.type));
    }
    sqlite3_str_appendall(sql, "PRIMARY KEY (");
    for (int i = 0; i < ab_table_key_columns(table); i++) {
        ab_table_column(table, subject, i, &column);
        sqlite3_str_appendf(sql, "%s\"%w\"", i > 0 ? ", " : "", column.name);
    }
    sqlite3_str_appendf(sql, ")) STRICT%s", ab_table_is_long(table) ? ", WITHOUT ROWID" : "");
    return sqlite3_str_finish(sql);
}

/* Prepares the statement that puts a row. */
static void prepare_insert(struct database_table *table, const char *name)
{
    sqlite3_str *sql = sqlite3_str_new(table->database->handle);
    sqlite3_str_appendf(sql, "INSERT INTO \"%w\" VALUES (?", name);
    for (int i = 1; i < table->row.columns; i++) {
        sqlite3_str_appendall(sql, ", ?");
    }
    sqlite3_str_appendall(sql, ")");
    char *text = sqlite3_str_finish(sql);
    check(table->database,
          text == NULL ? SQLITE_NOMEM
                       : sqlite3_prepare_v3(table->database->handle, text, -1,
                                            SQLITE_PREPARE_PERSISTENT, &table->insert, NULL));
    sqlite3_free(text);
}

static void create_table(struct database_table *into, enum ab_table table,
                         const struct ab_subject *subject)
{
    char *sql = creation(into, table, subject);
    if (sql == NULL) {
        keep_failure(into->database, SQLITE_NOMEM);
        return;
    }
    execute(into->database, sql);
    sqlite3_free(sql);
    if (!into->database->failed) {
        prepare_insert(into, ab_table_name(table));
    }
}

struct ab_row *ab_database_begin(struct ab_database *database, enum ab_table table,
                                 const struct ab_subject *subject, ab_time start,
                                 struct ab_errors *errors)
{
    enum ab_status status = ab_database_check(database->path, table, subject, errors);
    if (status != AB_OK) {
        return NULL;
    }
    const int columns = ab_table_columns(table, subject);
    struct database_table *begun = ab_memory_take(1, sizeof *begun);
    if (begun != NULL) {
        begun->type = ab_memory_take((size_t)columns, sizeof *begun->type);
    }
    if (begun == NULL || begun->type == NULL) {
        ab_memory_give(begun);
        ab_errors_no_memory_for(errors, database->path);
        return NULL;
    }
    ab_row_init(&begun->row, &format, columns, start);
    ab_row_belong(&begun->row, table, subject);
    begun->row.type = begun->type;
    begun->database = database;
    database->table[table] = begun;
    create_table(begun, table, subject);
    if (database->failed) {
        (void)ab_database_report(database, errors);
        return NULL;
    }
    return &begun->row;
}

void ab_database_put_manifest(struct ab_database *database, const char *json)
{
    sqlite3_stmt *insert = NULL;
    if (database->failed) {
        return;
    }
    check(database, sqlite3_prepare_v2(database->handle,
                                       "INSERT INTO meta SELECT key, value FROM json_each(?1)", -1,
                                       &insert, NULL));
    if (insert != NULL) {
        check(database, sqlite3_bind_text(insert, 1, json, -1, SQLITE_STATIC));
        check(database, sqlite3_step(insert));
    }
    (void)sqlite3_finalize(insert);
}

/* ---- the end ---- */

/* Closes SQLite's side of the file. */
static void close_handle(struct ab_database *database)
{
    for (int t = 0; t < AB_TABLE_COUNT; t++) {
        struct database_table *table = database->table[t];
        if (table != NULL) {
            (void)sqlite3_finalize(table->insert);
            ab_memory_give(table->type);
            ab_memory_give(table);
            database->table[t] = NULL;
        }
    }
    const int code = sqlite3_close(database->handle);
    if (code != SQLITE_OK) {
        keep_failure(database, code);
    }
    database->handle = NULL;
    ab_database_file_destroy(database->file);
    database->file = NULL;
}

enum ab_status ab_database_commit(struct ab_database *database, struct ab_errors *errors)
{
    execute(database, "COMMIT");
    close_handle(database);
    enum ab_status status = ab_database_report(database, errors);
    if (status == AB_OK) {
        status = ab_draft_commit(database->draft, errors);
        database->draft = NULL;
    }
    ab_database_abandon(database);
    return status;
}

void ab_database_abandon(struct ab_database *database)
{
    if (database == NULL) {
        return;
    }
    close_handle(database);
    ab_draft_abandon(database->draft);
    ab_memory_give(database->path);
    ab_memory_give(database);
}
