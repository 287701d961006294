/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* told.c - reads a table of a result. */
#include "output/told.h"

#include "base/cells.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/visible.h"
#include "output/folder.h"
#include "output/store.h"

#include <errno.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REASON_SIZE = 300 };

enum ab_status ab_told_refuse(const struct ab_told *told, int row, int column, const char *why,
                              struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_BAD_SCENARIO, told->path, row >= 0 ? told->line[row] : 0, NULL,
                         column >= 0 ? told->name[column] : NULL, "%s", why);
}

/* Makes room for a row and gives its cells; NULL when memory is out. */
static const char **add_row(struct ab_told *told, int *room)
{
    if (told->rows == *room) {
        const int larger = *room == 0 ? 64 : 2 * *room;
        if (!AB_ENLARGE(told->cell, (size_t)larger * (size_t)told->columns) ||
            !AB_ENLARGE(told->line, larger)) {
            return NULL;
        }
        *room = larger;
    }
    return told->cell + (size_t)told->rows++ * (size_t)told->columns;
}

/* ---- of a folder ---- */

static enum ab_status refuse_cells(const struct ab_told *told, const struct ab_cells *cells,
                                   const char *why, struct ab_errors *errors)
{
    const int first = errors->count;
    (void)ab_errors_add(errors, AB_BAD_SCENARIO, told->path, cells->line, NULL, NULL, "%s",
                        cells->reason != NULL ? cells->reason : why);
    ab_errors_tell_column(errors, first, cells->reason != NULL ? cells->column : 0);
    return AB_BAD_SCENARIO;
}

/* Refuses what is larger than is read. */
static enum ab_status refuse_size(const struct ab_told *told, int line, const char *what, int most,
                                  struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_BAD_SCENARIO, told->path, line, NULL, NULL,
                         "the table has more than %d %s", most, what);
}

/* Takes the names of columns from the first row. */
static enum ab_status read_header(struct ab_told *told, struct ab_cells *cells, const char **found,
                                  struct ab_errors *errors)
{
    int count;
    if (!ab_cells_row(cells, found, AB_TOLD_COLUMNS_MAX, &count)) {
        return refuse_cells(told, cells, "the table has no header", errors);
    }
    if (count > AB_TOLD_COLUMNS_MAX) {
        return refuse_size(told, cells->line, "columns", AB_TOLD_COLUMNS_MAX, errors);
    }
    told->name = ab_memory_take((size_t)count, sizeof *told->name);
    if (told->name == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    told->columns = count;
    memcpy(told->name, found, (size_t)count * sizeof *found);
    return AB_OK;
}

static enum ab_status read_rows(struct ab_told *told, struct ab_cells *cells,
                                struct ab_errors *errors)
{
    const char **found = ab_memory_take(AB_TOLD_COLUMNS_MAX, sizeof *found);
    if (found == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    int count, room = 0;
    enum ab_status status = read_header(told, cells, found, errors);
    while (status == AB_OK && ab_cells_row(cells, found, AB_TOLD_COLUMNS_MAX, &count)) {
        if (told->rows == AB_TOLD_ROWS_MAX) {
            status = refuse_size(told, cells->line, "rows", AB_TOLD_ROWS_MAX, errors);
            break;
        }
        const char **row = count == told->columns ? add_row(told, &room) : NULL;
        if (row == NULL) {
            status = count != told->columns
                         ? refuse_cells(told, cells, "the row has not as many cells as the header",
                                        errors)
                         : ab_errors_out_of_memory(errors);
        } else {
            memcpy(row, found, (size_t)count * sizeof *row);
            told->line[told->rows - 1] = cells->line;
        }
    }
    if (status == AB_OK && cells->reason != NULL) {
        status = refuse_cells(told, cells, NULL, errors);
    }
    ab_memory_give(found);
    return status;
}

static enum ab_status read_file(struct ab_told *told, const char *folder, enum ab_table table,
                                struct ab_errors *errors)
{
    size_t size;
    told->path = ab_folder_path(folder, ab_table_file(table), errors);
    if (told->path == NULL) {
        return errors->status;
    }
    enum ab_status status = ab_file_look(&told->is_there, told->path, errors);
    if (status != AB_OK || !told->is_there) {
        return status;
    }
    struct ab_cells cells = {0};
    status = ab_file_read(told->path, AB_TOLD_BYTES_MAX, &told->content, &size, errors);
    if (status != AB_OK) {
        return status;
    }
    return ab_cells_begin(&cells, told->content, size, false)
               ? read_rows(told, &cells, errors)
               : refuse_cells(told, &cells, NULL, errors);
}

/* ---- of a database ---- */

static enum ab_status refuse_database(const struct ab_told *told, sqlite3 *handle,
                                      struct ab_errors *errors)
{
    const int code = handle != NULL ? sqlite3_errcode(handle) : SQLITE_NOMEM;
    int error = handle != NULL ? sqlite3_system_errno(handle) : ENOMEM;
    if (code == SQLITE_NOMEM) {
        return ab_errors_no_memory_for(errors, told->path);
    }
    if (code == SQLITE_CORRUPT && /* for which SQLite takes EIO, too */
        sqlite3_file_control(handle, NULL, SQLITE_FCNTL_LAST_ERRNO, &error) != SQLITE_OK) {
        error = 0;
    }
    if ((code == SQLITE_IOERR || code == SQLITE_CANTOPEN || code == SQLITE_CORRUPT) && error != 0) {
        return ab_errors_fail(errors, told->path, error, "read");
    }
    char reason[REASON_SIZE]; /* in which SQLite quotes whatever stands there */
    return ab_errors_add(errors, AB_BAD_SCENARIO, told->path, 0, NULL, NULL,
                         "this is no database that can be read: %s",
                         ab_visible_copy(reason, sizeof reason, sqlite3_errmsg(handle)));
}

/* Finds out whether there is a table of this name: one that is stored, no view, which may be anything.
 * False where SQLite cannot tell. */
static bool look_for_table(bool *found, sqlite3 *handle, const char *name)
{
    sqlite3_stmt *statement = NULL;
    int step = SQLITE_ERROR;
    if (sqlite3_prepare_v2(handle,
                           "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1 AND "
                           "rootpage > 0",
                           -1, &statement, NULL) == SQLITE_OK) {
        (void)sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
        step = sqlite3_step(statement);
    }
    (void)sqlite3_finalize(statement);
    *found = step == SQLITE_ROW;
    return step == SQLITE_ROW || step == SQLITE_DONE;
}

/* A cell in memory of its own, empty where there is nothing; NULL when memory is out. */
static const char *keep_cell(struct ab_told *told, sqlite3_stmt *statement, int column)
{
    const bool nothing = sqlite3_column_type(statement, column) == SQLITE_NULL;
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return nothing ? "" : text == NULL ? NULL : ab_arena_copy_text(told->memory, text);
}

static enum ab_status take_rows(struct ab_told *told, sqlite3 *handle, sqlite3_stmt *statement,
                                struct ab_errors *errors)
{
    int step, room = 0;
    told->memory = ab_arena_create(0);
    told->columns = sqlite3_column_count(statement);
    told->name = ab_memory_take((size_t)told->columns, sizeof *told->name);
    bool failed = told->memory == NULL || told->name == NULL;
    for (int i = 0; !failed && i < told->columns; i++) {
        const char *name = sqlite3_column_name(statement, i);
        told->name[i] = name != NULL ? ab_arena_copy_text(told->memory, name) : NULL;
        failed = told->name[i] == NULL;
    }
    while (!failed && (step = sqlite3_step(statement)) == SQLITE_ROW &&
           told->rows < AB_TOLD_ROWS_MAX) {
        const char **row = add_row(told, &room);
        failed = row == NULL;
        for (int i = 0; !failed && i < told->columns; i++) {
            row[i] = keep_cell(told, statement, i);
            failed = row[i] == NULL;
        }
        if (!failed) {
            told->line[told->rows - 1] = 0;
        }
    }
    return failed                ? ab_errors_out_of_memory(errors)
           : step == SQLITE_DONE ? AB_OK
           : step == SQLITE_ROW  ? refuse_size(told, 0, "rows", AB_TOLD_ROWS_MAX, errors)
                                 : refuse_database(told, handle, errors);
}

static enum ab_status read_database(struct ab_told *told, const char *path, enum ab_table table,
                                    struct ab_errors *errors)
{
    char query[128];
    sqlite3 *handle = NULL;
    sqlite3_stmt *statement = NULL;
    told->path = ab_memory_copy_text(path);
    if (told->path == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    enum ab_status status = AB_OK;
    (void)snprintf(query, sizeof query, "SELECT * FROM main.\"%s\"", ab_table_name(table));
    if (sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) != SQLITE_OK ||
        sqlite3_exec(handle, "SELECT 1 FROM sqlite_master", NULL, NULL, NULL) != SQLITE_OK ||
        !look_for_table(&told->is_there, handle, ab_table_name(table))) {
        status = refuse_database(told, handle, errors);
    } else if (told->is_there) {
        status = sqlite3_prepare_v2(handle, query, -1, &statement, NULL) == SQLITE_OK
                     ? take_rows(told, handle, statement, errors)
                     : refuse_database(told, handle, errors);
    }
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(handle);
    return status;
}

enum ab_status ab_told_read(struct ab_told *told, const char *result, enum ab_table table,
                            struct ab_errors *errors)
{
    *told = (struct ab_told){0};
    return ab_store_is_file(result) ? read_database(told, result, table, errors)
                                    : read_file(told, result, table, errors);
}

void ab_told_clear(struct ab_told *told)
{
    ab_memory_give(told->path);
    ab_memory_give(told->name);
    ab_memory_give(told->cell);
    ab_memory_give(told->line);
    ab_memory_give(told->content);
    ab_arena_destroy(told->memory);
    *told = (struct ab_told){0};
}

/* ---- cells ---- */

int ab_told_column(const struct ab_told *told, const char *name, struct ab_errors *errors)
{
    for (int i = 0; i < told->columns; i++) {
        if (strcmp(told->name[i], name) == 0) {
            return i;
        }
    }
    (void)ab_errors_add(
        errors, AB_BAD_SCENARIO, told->path, 0, NULL, name,
        "the table has no such column; was it made by another release, or by hand?");
    return -1;
}

const char *ab_told_cell(const struct ab_told *told, int row, int column)
{
    return told->cell[(size_t)row * (size_t)told->columns + (size_t)column];
}

static enum ab_status instant_of(ab_time *instant, const struct ab_told *told, int row, int column,
                                 struct ab_errors *errors)
{
    const char *cell = ab_told_cell(told, row, column);
    *instant = AB_TIME_NEVER;
    return cell[0] == '\0' || ab_time_parse_iso(cell, instant)
               ? AB_OK
               : ab_told_refuse(told, row, column, "this is no instant", errors);
}

static enum ab_status number_of(double *number, const struct ab_told *told, int row, int column,
                                struct ab_errors *errors)
{
    const char *cell = ab_told_cell(told, row, column);
    char *end = NULL;
    *number = cell[0] != '\0' ? strtod(cell, &end) : 0;
    return cell[0] == '\0' || (end != cell && *end == '\0' && fabs(*number) < 1e9)
               ? AB_OK
               : ab_told_refuse(told, row, column, "this is no number, or too large", errors);
}

/* ---- rows ---- */

static int row_column(struct ab_told_row *row, const char *column)
{
    const int found = row->status == AB_OK ? ab_told_column(row->told, column, row->errors) : -1;
    if (found < 0 && row->status == AB_OK) {
        row->status = AB_BAD_SCENARIO;
    }
    return found;
}

const char *ab_told_row_text(struct ab_told_row *row, const char *column)
{
    const int found = row_column(row, column);
    return found >= 0 ? ab_told_cell(row->told, row->row, found) : "";
}

double ab_told_row_number(struct ab_told_row *row, const char *column)
{
    double number = 0;
    const int found = row_column(row, column);
    if (found >= 0) {
        row->status = number_of(&number, row->told, row->row, found, row->errors);
    }
    return number;
}

ab_time ab_told_row_instant(struct ab_told_row *row, const char *column)
{
    ab_time instant = AB_TIME_NEVER;
    const int found = row_column(row, column);
    if (found >= 0) {
        row->status = instant_of(&instant, row->told, row->row, found, row->errors);
    }
    return instant;
}
