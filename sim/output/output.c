/* output.c - a result as a folder: the tables one by one, what they mean, then the manifest. */
#include "output/output.h"

#include "output/datapackage.h"
#include "output/folder.h"
#include "output/layout.h"
#include "output/manifest.h"
#include "output/rows.h"

static ab_rows *rows_of(enum ab_table table)
{
    static ab_rows *const rows[AB_TABLE_COUNT] = {
        [AB_TABLE_SUMMARY] = ab_rows_summary,       [AB_TABLE_REPLICATIONS] = ab_rows_replications,
        [AB_TABLE_MILESTONES] = ab_rows_milestones, [AB_TABLE_CONTINGENTS] = ab_rows_contingents,
        [AB_TABLE_SITES] = ab_rows_sites,           [AB_TABLE_WAITS] = ab_rows_waits,
        [AB_TABLE_CHAIN] = ab_rows_chain,           [AB_TABLE_CURVE] = ab_rows_curve,
        [AB_TABLE_PLACES] = ab_rows_places,         [AB_TABLE_SORTIES] = ab_rows_sorties,
        [AB_TABLE_CHALKS] = ab_rows_chalks,         [AB_TABLE_AIRFIELDS] = ab_rows_airfields,
    };
    return rows[table];
}

static void put_header(struct ab_csv *csv, enum ab_table table, const struct ab_scenario *scenario)
{
    const int columns = ab_table_columns(table, scenario);
    for (int i = 0; i < columns; i++) {
        struct ab_column column;
        ab_table_column(table, scenario, i, &column);
        ab_csv_text(csv, column.name);
    }
    ab_csv_end_row(csv);
}

static enum ab_status write_table(const char *folder, enum ab_table table,
                                  const struct ab_result *result, struct ab_errors *errors)
{
    struct ab_writer *writer = ab_folder_open_file(folder, ab_table_file(table), errors);
    if (writer == NULL) {
        return AB_IO_ERROR;
    }
    struct ab_csv csv;
    ab_csv_init(&csv, writer, result->scenario->general.start);
    put_header(&csv, table, result->scenario);
    rows_of(table)(&csv, result);
    ab_csv_flush(&csv);
    return ab_writer_commit(writer, errors);
}

static enum ab_status write_package(const char *folder, const struct ab_result *result,
                                    struct ab_errors *errors)
{
    struct ab_writer *writer = ab_folder_open_file(folder, AB_FILE_PACKAGE, errors);
    if (writer == NULL) {
        return AB_IO_ERROR;
    }
    ab_datapackage_write(writer, result);
    return ab_writer_commit(writer, errors);
}

static enum ab_status write_manifest(const struct ab_result *result,
                                     const struct ab_output_options *options,
                                     struct ab_errors *errors)
{
    struct ab_writer *writer = ab_folder_open_file(options->folder, AB_FILE_MANIFEST, errors);
    if (writer == NULL) {
        return AB_IO_ERROR;
    }
    ab_manifest_write(writer, result, options);
    return ab_writer_commit(writer, errors);
}

enum ab_status ab_output_write(const struct ab_result *result,
                               const struct ab_output_options *options, struct ab_errors *errors)
{
    const char *folder = options->folder;
    enum ab_status status = ab_folder_prepare(folder, options->force, errors);
    if (status == AB_OK) {
        status = ab_folder_clear(folder, errors);
    }
    for (int i = 0; status == AB_OK && i < AB_TABLE_COUNT; i++) {
        const enum ab_table table = (enum ab_table)i;
        if (result->trace.replication != 0 || !ab_table_is_traced(table)) {
            status = write_table(folder, table, result, errors);
        } else {
            status = ab_folder_remove_file(folder, ab_table_file(table), errors);
        }
    }
    if (status == AB_OK) {
        status = write_package(folder, result, errors);
    }
    return status == AB_OK ? write_manifest(result, options, errors) : status;
}

enum ab_status ab_output_clear(const char *folder, struct ab_errors *errors)
{
    enum ab_status status = ab_folder_clear(folder, errors);
    for (int i = 0; status == AB_OK && i < AB_TABLE_COUNT; i++) {
        status = ab_folder_remove_file(folder, ab_table_file((enum ab_table)i), errors);
    }
    return status;
}
