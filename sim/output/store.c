/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* store.c - a result as a folder or a database: the tables, what they mean, then the manifest. */
#include "output/store.h"

#include "base/log.h"
#include "base/memory.h"
#include "base/path.h"
#include "output/column.h"
#include "output/database.h"
#include "output/folder.h"
#include "output/manifest.h"
#include "output/result_json.h"
#include "output/row.h"
#include "output/scenario_table.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { JOURNAL_NAME = 32, JOURNALS = AB_PLAN_INQUIRY + 1 };

struct ab_store {
    struct ab_store_options options;
    bool begun[AB_TABLE_COUNT];
    struct ab_database *database;       /* NULL: it is a folder */
    struct ab_csv *csv[AB_TABLE_COUNT]; /* of a folder */
};

/* ---- the place ---- */

bool ab_store_is_file(const char *path)
{
    return ab_database_is_named(path);
}

/* The name of a journal, or its draft. */
static void name_journal(char *name, size_t size, const char *path, enum ab_plan_kind kind,
                         bool draft)
{
    static const char *const word[JOURNALS] = {"run", "compare", "sweep", "inquiry"};
    (void)snprintf(name, size, "%s%c%s.journal%s", path, ab_database_is_named(path) ? '.' : '/',
                   word[kind], draft ? ".new" : "");
}

/* Does something about every journal that may be there but that of the result. Takes no memory: a
 * database may be there already. */
static enum ab_status for_journals(const char *path, const struct ab_store_options *but,
                                   enum ab_status (*act)(const char *path,
                                                         struct ab_errors *errors),
                                   struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    for (int i = 0; status == AB_OK && i < 2 * JOURNALS; i++) {
        const enum ab_plan_kind kind = (enum ab_plan_kind)(i / 2);
        char name[PATH_MAX + JOURNAL_NAME];
        if (but != NULL && but->journalled && kind == but->kind && i % 2 == 0) {
            continue;
        }
        name_journal(name, sizeof name, path, kind, i % 2 == 1);
        status = act(name, errors);
    }
    return status;
}

enum ab_status ab_store_claim(struct ab_claim **claim, const char *path, struct ab_errors *errors)
{
    const bool file = ab_database_is_named(path);
    char sweep[PATH_MAX + JOURNAL_NAME];
    *claim = NULL;
    name_journal(sweep, sizeof sweep, path, AB_PLAN_SWEEP, false);
    enum ab_status status = ab_log_check_free(sweep, errors);
    if (status == AB_OK) {
        status = file ? ab_database_make_folder(path, errors) : ab_folder_make(path, errors);
    }
    if (status == AB_OK) {
        status = file ? ab_claim_file(claim, path, errors) : ab_claim_folder(claim, path, errors);
    }
    if (status == AB_OK) {
        status = for_journals(path, NULL, ab_log_check_free, errors);
    }
    if (status != AB_OK) {
        ab_claim_release(*claim);
        *claim = NULL;
    }
    return status;
}

enum ab_status ab_store_prepare(const char *path, bool force, struct ab_errors *errors)
{
    return ab_database_is_named(path) ? ab_database_prepare(path, force, errors)
                                      : ab_folder_prepare(path, force, errors);
}

enum ab_status ab_store_check(const char *path, const struct ab_subject *subject,
                              struct ab_errors *errors)
{
    return ab_database_is_named(path) ? ab_database_check(path, AB_TABLE_SWEEP, subject, errors)
                                      : AB_OK;
}

char *ab_store_journal(const char *path, enum ab_plan_kind kind, bool draft,
                       struct ab_errors *errors)
{
    const size_t size = strlen(path) + JOURNAL_NAME;
    char *name = ab_memory_take(size, 1);
    if (name == NULL) {
        ab_errors_out_of_memory(errors);
    } else {
        name_journal(name, size, path, kind, draft);
    }
    return name;
}

enum ab_status ab_store_find_journal(char **journal, const char *path, struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    *journal = NULL;
    for (int kind = 0; status == AB_OK && kind < AB_PLAN_KINDS; kind++) {
        bool is_there = false;
        char *name = ab_store_journal(path, (enum ab_plan_kind)kind, false, errors);
        status = name != NULL ? ab_file_look(&is_there, name, errors) : AB_IO_ERROR;
        if (is_there) {
            *journal = name;
            break;
        }
        ab_memory_give(name);
    }
    return status;
}

enum ab_status ab_store_look(bool *is_finished, const char *path, struct ab_errors *errors)
{
    *is_finished = false;
    if (ab_database_is_named(path)) {
        return ab_file_look(is_finished, path, errors);
    }
    char *manifest = ab_folder_path(path, AB_FILE_MANIFEST, errors);
    const enum ab_status status =
        manifest != NULL ? ab_file_look(is_finished, manifest, errors) : AB_IO_ERROR;
    ab_memory_give(manifest);
    return status;
}

enum ab_status ab_store_check_finished(const char *path, struct ab_errors *errors)
{
    bool is_there, is_finished = false;
    enum ab_status status = ab_file_look(&is_there, path, errors);
    if (status == AB_OK && is_there) {
        status = ab_store_look(&is_finished, path, errors);
    }
    if (status != AB_OK) {
        return status;
    }
    if (!is_there ||
        (!ab_database_is_named(path) && !ab_share_is_folder(path) && ab_path_is_absent(errno))) {
        return ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL,
                             is_there
                                 ? "this is a file, and no result; a scenario is simulated "
                                   "first, by `airbridge run SCENARIO -o DIR`, and then DIR is "
                                   "its result"
                                 : "there is no result of this name");
    }
    if (!is_finished) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                             "this is no finished result: it has no " AB_FILE_MANIFEST
                             "; what was stopped goes on with --resume");
    }
    return AB_OK;
}

static enum ab_status find_edition(struct ab_edition *edition, const char *path,
                                   struct ab_errors *errors)
{
    /* What is written last, and never changed in place. */
    char last[PATH_MAX + 1];
    struct stat found;
    const bool is_file = ab_database_is_named(path);
    (void)snprintf(last, sizeof last, "%s%s", path, is_file ? "" : "/" AB_FILE_MANIFEST);
    *edition = (struct ab_edition){{0}};
    if (ab_path_stat(last, &found) == 0) {
        *edition = (struct ab_edition){{(int64_t)found.st_dev, (int64_t)found.st_ino,
                                        (int64_t)found.st_size, (int64_t)found.st_mtim.tv_sec,
                                        (int64_t)found.st_mtim.tv_nsec}};
        return AB_OK;
    }
    return ab_path_is_absent(errno) ? AB_OK : ab_errors_fail(errors, last, errno, "look at");
}

enum ab_status ab_store_edition(struct ab_edition *edition, const char *path,
                                struct ab_errors *errors)
{
    const enum ab_status status = find_edition(edition, path, errors);
    return status == AB_OK ? ab_store_check_finished(path, errors) : status;
}

enum ab_status ab_store_check_edition(const struct ab_edition *before, const char *path,
                                      struct ab_errors *errors)
{
    struct ab_edition now;
    const enum ab_status status = find_edition(&now, path, errors);
    return status != AB_OK || memcmp(before, &now, sizeof now) == 0
               ? status
               : ab_errors_add(errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                               "it was written anew while it was read; try again");
}

/* Removes the files that make a folder a result. */
static enum ab_status remove_description(const char *folder, struct ab_errors *errors)
{
    const enum ab_status status = ab_folder_remove_file(folder, AB_FILE_MANIFEST, errors);
    return status == AB_OK ? ab_folder_remove_file(folder, AB_FILE_PACKAGE, errors) : status;
}

enum ab_status ab_store_withdraw(const char *path, struct ab_errors *errors)
{
    return ab_database_is_named(path) ? AB_OK : remove_description(path, errors);
}

/* Removes the tables that a store did not begin (all of them: NULL). */
static enum ab_status remove_tables(const char *folder, const struct ab_store *store,
                                    struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    for (int i = 0; status == AB_OK && i < AB_TABLE_COUNT; i++) {
        const enum ab_table table = (enum ab_table)i;
        if (!ab_table_is_of_database(table) && (store == NULL || !store->begun[table])) {
            status = ab_folder_remove_file(folder, ab_table_file(table), errors);
        }
    }
    return status;
}

enum ab_status ab_store_clear(const char *path, struct ab_errors *errors)
{
    enum ab_status status;
    if (ab_database_is_named(path)) {
        status = ab_file_remove(path, errors);
    } else {
        status = remove_description(path, errors);
        if (status == AB_OK) {
            status = remove_tables(path, NULL, errors);
        }
    }
    return status == AB_OK ? for_journals(path, NULL, ab_file_remove, errors) : status;
}

/* ---- tables ---- */

struct ab_store *ab_store_open(const struct ab_store_options *options, struct ab_errors *errors)
{
    struct ab_store *store = ab_memory_take(1, sizeof *store);
    if (store == NULL) {
        ab_errors_out_of_memory(errors);
        return NULL;
    }
    store->options = *options;
    if (ab_database_is_named(options->path)) {
        store->database = ab_database_open(options->path, errors);
        if (store->database == NULL) {
            ab_memory_give(store);
            return NULL;
        }
    }
    return store;
}

bool ab_store_is_database(const struct ab_store *store)
{
    return store->database != NULL;
}

static void put_header(struct ab_row *row, enum ab_table table, const struct ab_subject *subject)
{
    for (int i = 0; i < row->columns; i++) {
        struct ab_column column;
        ab_table_column(table, subject, i, &column);
        ab_row_text(row, column.name);
    }
    ab_row_end(row);
}

/* Begins a table of a folder. */
static struct ab_row *begin_file(struct ab_store *store, enum ab_table table,
                                 struct ab_errors *errors)
{
    const struct ab_subject *subject = &store->options.subject;
    struct ab_csv *csv = ab_memory_resize(NULL, 1, sizeof *csv);
    if (csv == NULL) {
        ab_errors_out_of_memory(errors);
        return NULL;
    }
    struct ab_writer *writer =
        ab_folder_open_file(store->options.path, ab_table_file(table), errors);
    if (writer == NULL) {
        ab_memory_give(csv);
        return NULL;
    }
    ab_csv_init(csv, writer, ab_table_columns(table, subject), store->options.start);
    ab_row_belong(&csv->row, table, subject);
    put_header(&csv->row, table, subject);
    store->csv[table] = csv;
    return &csv->row;
}

struct ab_row *ab_store_begin(struct ab_store *store, enum ab_table table, struct ab_errors *errors)
{
    struct ab_row *row = store->database != NULL
                             ? ab_database_begin(store->database, table, &store->options.subject,
                                                 store->options.start, errors)
                             : begin_file(store, table, errors);
    store->begun[table] = row != NULL;
    return row;
}

bool ab_store_has_failed(const struct ab_store *store)
{
    bool failed = store->database != NULL && ab_database_has_failed(store->database);
    for (int t = 0; !failed && t < AB_TABLE_COUNT; t++) {
        failed = store->csv[t] != NULL && ab_writer_has_failed(store->csv[t]->writer);
    }
    return failed;
}

enum ab_status ab_store_report(const struct ab_store *store, struct ab_errors *errors)
{
    enum ab_status status =
        store->database != NULL ? ab_database_report(store->database, errors) : AB_OK;
    for (int t = 0; status == AB_OK && t < AB_TABLE_COUNT; t++) {
        if (store->csv[t] != NULL) {
            status = ab_writer_report(store->csv[t]->writer, errors);
        }
    }
    return status;
}

/* ---- the end of a folder ---- */

/* Commits every table, or what is left of them after a failure not at all. */
static enum ab_status commit_tables(struct ab_store *store, struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    for (int t = 0; t < AB_TABLE_COUNT; t++) {
        struct ab_csv *csv = store->csv[t];
        if (csv == NULL) {
            continue;
        }
        if (status == AB_OK) {
            status = ab_writer_commit(csv->writer, errors);
        } else {
            ab_writer_abandon(csv->writer);
        }
        csv->writer = NULL;
    }
    return status;
}

/* Writes the tables to their end. */
static enum ab_status settle_tables(const struct ab_store *store, struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    for (int t = 0; status == AB_OK && t < AB_TABLE_COUNT; t++) {
        if (store->csv[t] != NULL) {
            ab_csv_flush(store->csv[t]);
            status = ab_writer_sync(store->csv[t]->writer, errors);
        }
    }
    return status;
}

/* Writes a file to its end; NULL with a fault when that fails. */
static struct ab_writer *settle(struct ab_writer *writer, struct ab_errors *errors)
{
    if (ab_writer_sync(writer, errors) == AB_OK) {
        return writer;
    }
    ab_writer_abandon(writer);
    return NULL;
}

/* Writes what the tables mean; NULL with a fault when that fails. */
static struct ab_writer *write_package(const struct ab_store *store, struct ab_errors *errors)
{
    struct ab_writer *writer = ab_folder_open_file(store->options.path, AB_FILE_PACKAGE, errors);
    if (writer == NULL) {
        return NULL;
    }
    struct ab_json package;
    ab_json_begin_package(&package, writer, store->options.title);
    for (int t = 0; t < AB_TABLE_COUNT; t++) {
        if (store->csv[t] != NULL) {
            ab_json_put_package(&package, (enum ab_table)t, &store->options.subject);
        }
    }
    ab_json_end(&package);
    ab_json_end(&package);
    return settle(writer, errors);
}

/* ---- the manifest ---- */

static void put_tables(struct ab_json *json, const struct ab_store *store)
{
    ab_json_begin_array(json, "tables");
    for (int t = 0; t < AB_TABLE_COUNT; t++) {
        if (store->begun[t]) {
            ab_json_text(json, NULL,
                         store->database != NULL ? ab_table_name((enum ab_table)t)
                                                 : ab_table_file((enum ab_table)t));
        }
    }
    ab_json_end(json);
}

static void put_manifest(struct ab_json *json, const struct ab_store *store, ab_store_facts *facts,
                         const void *owner)
{
    ab_json_begin_object(json, NULL);
    ab_manifest_put_program(json);
    ab_manifest_put_command_line(json, store->options.argc, store->options.argv);
    ab_json_text(json, "title", store->options.title);
    facts(json, owner);
    put_tables(json, store);
    ab_manifest_put_written(json);
    ab_json_end(json);
}

static struct ab_writer *write_manifest(const struct ab_store *store, ab_store_facts *facts,
                                        const void *owner, struct ab_errors *errors)
{
    struct ab_json json;
    struct ab_writer *writer = ab_folder_open_file(store->options.path, AB_FILE_MANIFEST, errors);
    if (writer == NULL) {
        return NULL;
    }
    ab_json_init(&json, writer);
    put_manifest(&json, store, facts, owner);
    return settle(writer, errors);
}

/* Gives everything its name, in place of what an earlier result left: the manifest goes first and comes
 * last. */
static enum ab_status name_files(struct ab_store *store, struct ab_writer *package,
                                 struct ab_writer *manifest, struct ab_errors *errors)
{
    const char *folder = store->options.path;
    enum ab_status status = remove_description(folder, errors);
    if (status == AB_OK) {
        status = commit_tables(store, errors);
    }
    if (status == AB_OK) {
        status = remove_tables(folder, store, errors);
    }
    if (status == AB_OK) {
        status = for_journals(folder, &store->options, ab_file_remove, errors);
    }
    if (status != AB_OK) {
        ab_writer_abandon(package);
        ab_writer_abandon(manifest);
        return status;
    }
    status = ab_writer_commit(package, errors);
    if (status != AB_OK) {
        ab_writer_abandon(manifest);
        return status;
    }
    return ab_writer_commit(manifest, errors);
}

/* All files are written to their end before the first of an earlier result is touched. */
static enum ab_status finish_folder(struct ab_store *store, ab_store_facts *facts,
                                    const void *owner, struct ab_errors *errors)
{
    const enum ab_status status = settle_tables(store, errors);
    if (status != AB_OK) {
        return status;
    }
    struct ab_writer *package = write_package(store, errors);
    struct ab_writer *manifest =
        package != NULL ? write_manifest(store, facts, owner, errors) : NULL;
    if (manifest == NULL) {
        ab_writer_abandon(package);
        return AB_IO_ERROR;
    }
    return name_files(store, package, manifest, errors);
}

/* ---- the end of a database ---- */

/* A column as a row describes it; its record is the column. */
struct field_row {
    struct ab_item item; /* first: accessors find the rest by it */
    enum ab_table table;
};

#define RECORD struct ab_column
CELL(put_table_name, ab_row_text, ab_table_name(AS(struct field_row)->table))
CELL(put_position, ab_row_integer, item->index + 1)
CELL(put_type, ab_row_text, ab_column_type_name(THIS->type))

static const struct ab_definition field_columns[] = {
    TEXT("table_name", "name of a table", BY(put_table_name)),
    INTEGER("position", "1", "number of a column of it, from 1", BY(put_position)),
    TEXT("field", "name of the column", CHARACTERS(name)),
    TEXT("type", "string, integer, number, datetime (ISO 8601, UTC) or boolean (1 or 0)",
         BY(put_type)),
    TEXT("unit", "unit of a number; 1: it only numbers, or is a share", CHARACTERS(unit)),
    TEXT("description", "what it is", CHARACTERS(description)),
};
#undef RECORD

/* The database fills it from the manifest (ab_database_put_manifest). */
static const struct ab_definition meta_columns[] = {
    TEXT("key", "what is told of the whole result: a member of a folder's run.json", BY(NULL)),
    TEXT("value", "text, number, or JSON of several", BY(NULL)),
};

const struct ab_layout ab_layout_field =
    TABLE("field", "columns of all tables, and what they mean", field_columns, 2);
const struct ab_layout ab_layout_meta = TABLE("meta", "what made the result", meta_columns, 1);

/* Describes a table, column by column. */
static void put_fields(struct ab_row *row, enum ab_table table, const struct ab_subject *subject)
{
    struct ab_column column;
    struct field_row of = {.item.record = &column, .table = table};
    const int columns = ab_table_columns(table, subject);
    for (; of.item.index < columns; of.item.index++) {
        ab_table_column(table, subject, of.item.index, &column);
        ab_row_put(row, &of.item);
    }
}

static enum ab_status write_meta(struct ab_store *store, ab_store_facts *facts, const void *owner,
                                 struct ab_errors *errors)
{
    struct ab_json json;
    struct ab_json_text text;
    ab_json_init_text(&json, &text);
    put_manifest(&json, store, facts, owner);
    enum ab_status status = AB_OK;
    if (text.failed) {
        status = ab_errors_out_of_memory(errors);
    } else {
        ab_database_put_manifest(store->database, text.bytes);
    }
    ab_memory_give(text.bytes);
    return status;
}

static enum ab_status finish_database(struct ab_store *store, ab_store_facts *facts,
                                      const void *owner, struct ab_errors *errors)
{
    struct ab_row *field = ab_store_begin(store, AB_TABLE_FIELD, errors);
    if (field == NULL || ab_store_begin(store, AB_TABLE_META, errors) == NULL) {
        return AB_IO_ERROR;
    }
    for (int t = 0; t < AB_TABLE_COUNT; t++) {
        if (store->begun[t]) {
            put_fields(field, (enum ab_table)t, &store->options.subject);
        }
    }
    enum ab_status status = write_meta(store, facts, owner, errors);
    if (status == AB_OK) {
        status = ab_database_commit(store->database, errors);
        store->database = NULL;
    }
    return status == AB_OK
               ? for_journals(store->options.path, &store->options, ab_file_remove, errors)
               : status;
}

/* ---- either ---- */

/* Puts the table of what was simulated. */
static enum ab_status put_said(struct ab_store *store, struct ab_errors *errors)
{
    if (store->options.said == NULL || store->options.said->layers == NULL) {
        return AB_OK; /* a scenario that was made by hand was said nowhere */
    }
    struct ab_row *row = ab_store_begin(store, AB_TABLE_SCENARIO, errors);
    if (row == NULL) {
        return AB_IO_ERROR;
    }
    ab_scenario_table_put(row, store->options.said);
    return AB_OK;
}

enum ab_status ab_store_commit(struct ab_store *store, ab_store_facts *facts, const void *owner,
                               struct ab_errors *errors)
{
    enum ab_status status = ab_claim_check(store->options.claim, errors);
    if (status == AB_OK) {
        status = put_said(store, errors);
    }
    if (status == AB_OK) {
        status = store->database != NULL ? finish_database(store, facts, owner, errors)
                                         : finish_folder(store, facts, owner, errors);
    }
    ab_store_abandon(store);
    return status;
}

void ab_store_abandon(struct ab_store *store)
{
    if (store == NULL) {
        return;
    }
    for (int t = 0; t < AB_TABLE_COUNT; t++) {
        if (store->csv[t] != NULL) {
            ab_writer_abandon(store->csv[t]->writer);
            ab_memory_give(store->csv[t]);
        }
    }
    ab_database_abandon(store->database);
    ab_memory_give(store);
}
