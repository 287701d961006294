/* store.c - a result as a folder: the tables, what they mean, then the manifest. */
#include "output/store.h"

#include "base/memory.h"
#include "output/csv.h"
#include "output/datapackage.h"
#include "output/folder.h"
#include "output/manifest.h"

struct ab_store {
    struct ab_store_options options;
    struct ab_csv *table[AB_TABLE_COUNT]; /* NULL: not begun */
};

/* ---- the place ---- */

enum ab_status ab_store_prepare(const char *path, bool force, struct ab_errors *errors)
{
    return ab_folder_prepare(path, force, errors);
}

char *ab_store_journal(const char *path, struct ab_errors *errors)
{
    return ab_folder_path(path, AB_FILE_JOURNAL, errors);
}

/* Removes the files that make a folder a result. */
static enum ab_status remove_description(const char *folder, struct ab_errors *errors)
{
    const enum ab_status status = ab_folder_remove_file(folder, AB_FILE_MANIFEST, errors);
    return status == AB_OK ? ab_folder_remove_file(folder, AB_FILE_PACKAGE, errors) : status;
}

/* Removes the tables that a store did not begin (all of them: NULL), and the journal unless it is
 * of the same sweep. */
static enum ab_status remove_others(const char *folder, const struct ab_store *store,
                                    struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    for (int t = 0; status == AB_OK && t < AB_TABLE_COUNT; t++) {
        if (store == NULL || store->table[t] == NULL) {
            status = ab_folder_remove_file(folder, ab_table_file((enum ab_table)t), errors);
        }
    }
    if (status == AB_OK && (store == NULL || store->options.subject.sweep == NULL)) {
        status = ab_folder_remove_file(folder, AB_FILE_JOURNAL, errors);
    }
    return status;
}

enum ab_status ab_store_clear(const char *path, struct ab_errors *errors)
{
    const enum ab_status status = remove_description(path, errors);
    return status == AB_OK ? remove_others(path, NULL, errors) : status;
}

/* ---- tables ---- */

struct ab_store *ab_store_open(const struct ab_store_options *options, struct ab_errors *errors)
{
    struct ab_store *store = ab_memory_take(1, sizeof *store);
    if (store == NULL) {
        ab_errors_add(errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "out of memory");
        return NULL;
    }
    store->options = *options;
    return store;
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

struct ab_row *ab_store_begin(struct ab_store *store, enum ab_table table, struct ab_errors *errors)
{
    const struct ab_subject *subject = &store->options.subject;
    struct ab_csv *csv = ab_memory_resize(NULL, 1, sizeof *csv);
    if (csv == NULL) {
        ab_errors_add(errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "out of memory");
        return NULL;
    }
    struct ab_writer *writer =
        ab_folder_open_file(store->options.path, ab_table_file(table), errors);
    if (writer == NULL) {
        ab_memory_give(csv);
        return NULL;
    }
    ab_csv_init(csv, writer, ab_table_columns(table, subject), store->options.start);
    put_header(&csv->row, table, subject);
    store->table[table] = csv;
    return &csv->row;
}

bool ab_store_has_failed(const struct ab_store *store)
{
    bool failed = false;
    for (int t = 0; t < AB_TABLE_COUNT; t++) {
        failed |= store->table[t] != NULL && ab_writer_has_failed(store->table[t]->writer);
    }
    return failed;
}

enum ab_status ab_store_report(const struct ab_store *store, struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    for (int t = 0; status == AB_OK && t < AB_TABLE_COUNT; t++) {
        if (store->table[t] != NULL) {
            status = ab_writer_report(store->table[t]->writer, errors);
        }
    }
    return status;
}

/* ---- the end ---- */

/* Commits every table, or what is left of them after a failure not at all. */
static enum ab_status commit_tables(struct ab_store *store, struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    for (int t = 0; t < AB_TABLE_COUNT; t++) {
        struct ab_csv *csv = store->table[t];
        if (csv == NULL) {
            continue;
        }
        if (status == AB_OK) {
            ab_csv_flush(csv);
            status = ab_writer_commit(csv->writer, errors);
        } else {
            ab_writer_abandon(csv->writer);
        }
        csv->writer = NULL;
    }
    return status;
}

static enum ab_status write_package(const struct ab_store *store, struct ab_errors *errors)
{
    struct ab_writer *writer = ab_folder_open_file(store->options.path, AB_FILE_PACKAGE, errors);
    if (writer == NULL) {
        return AB_IO_ERROR;
    }
    struct ab_datapackage package;
    ab_datapackage_begin(&package, writer, store->options.title);
    for (int t = 0; t < AB_TABLE_COUNT; t++) {
        if (store->table[t] != NULL) {
            ab_datapackage_put(&package, (enum ab_table)t, &store->options.subject);
        }
    }
    ab_datapackage_end(&package);
    return ab_writer_commit(writer, errors);
}

static void put_tables(struct ab_json *json, const struct ab_store *store)
{
    ab_json_begin_array(json, "tables");
    for (int t = 0; t < AB_TABLE_COUNT; t++) {
        if (store->table[t] != NULL) {
            ab_json_text(json, NULL, ab_table_file((enum ab_table)t));
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

static enum ab_status write_manifest(const struct ab_store *store, ab_store_facts *facts,
                                     const void *owner, struct ab_errors *errors)
{
    struct ab_json json;
    struct ab_writer *writer = ab_folder_open_file(store->options.path, AB_FILE_MANIFEST, errors);
    if (writer == NULL) {
        return AB_IO_ERROR;
    }
    ab_json_init(&json, writer);
    put_manifest(&json, store, facts, owner);
    return ab_writer_commit(writer, errors);
}

enum ab_status ab_store_commit(struct ab_store *store, ab_store_facts *facts, const void *owner,
                               struct ab_errors *errors)
{
    enum ab_status status = remove_description(store->options.path, errors);
    if (status == AB_OK) {
        status = commit_tables(store, errors);
    }
    if (status == AB_OK) {
        status = remove_others(store->options.path, store, errors);
    }
    if (status == AB_OK) {
        status = write_package(store, errors);
    }
    if (status == AB_OK) {
        status = write_manifest(store, facts, owner, errors);
    }
    ab_store_abandon(store);
    return status;
}

void ab_store_abandon(struct ab_store *store)
{
    for (int t = 0; store != NULL && t < AB_TABLE_COUNT; t++) {
        if (store->table[t] != NULL) {
            ab_writer_abandon(store->table[t]->writer);
            ab_memory_give(store->table[t]);
        }
    }
    ab_memory_give(store);
}
