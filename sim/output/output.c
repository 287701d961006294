/* output.c - the tables of a run, one by one. */
#include "output/output.h"

#include "output/manifest.h"
#include "output/rows.h"
#include "output/store.h"

static ab_rows *rows_of(enum ab_table table)
{
    static ab_rows *const rows[AB_TABLE_SWEEP] = {
        [AB_TABLE_SUMMARY] = ab_rows_summary,       [AB_TABLE_REPLICATIONS] = ab_rows_replications,
        [AB_TABLE_MILESTONES] = ab_rows_milestones, [AB_TABLE_CONTINGENTS] = ab_rows_contingents,
        [AB_TABLE_SITES] = ab_rows_sites,           [AB_TABLE_WAITS] = ab_rows_waits,
        [AB_TABLE_CHAIN] = ab_rows_chain,           [AB_TABLE_CURVE] = ab_rows_curve,
        [AB_TABLE_PLACES] = ab_rows_places,         [AB_TABLE_SORTIES] = ab_rows_sorties,
        [AB_TABLE_CHALKS] = ab_rows_chalks,         [AB_TABLE_AIRFIELDS] = ab_rows_airfields,
    };
    return rows[table];
}

static void put_facts(struct ab_json *json, const void *owner)
{
    ab_manifest_put_result(json, owner);
}

static enum ab_status put_tables(struct ab_store *store, const struct ab_result *result,
                                 struct ab_errors *errors)
{
    for (int t = 0; t < AB_TABLE_SWEEP; t++) {
        const enum ab_table table = (enum ab_table)t;
        if (result->trace.replication == 0 && ab_table_is_traced(table)) {
            continue;
        }
        struct ab_row *row = ab_store_begin(store, table, errors);
        if (row == NULL) {
            return AB_IO_ERROR;
        }
        rows_of(table)(row, result);
    }
    return AB_OK;
}

enum ab_status ab_output_write(const struct ab_result *result,
                               const struct ab_output_options *options, struct ab_errors *errors)
{
    const struct ab_store_options place = {
        .path = options->path,
        .title = result->scenario->general.title,
        .subject.scenario = result->scenario,
        .start = result->scenario->general.start,
        .argc = options->argc,
        .argv = options->argv,
    };
    enum ab_status status = ab_store_prepare(options->path, options->force, errors);
    if (status != AB_OK) {
        return status;
    }
    struct ab_store *store = ab_store_open(&place, errors);
    status = store != NULL ? put_tables(store, result, errors) : AB_IO_ERROR;
    if (status == AB_OK) {
        return ab_store_commit(store, put_facts, result, errors);
    }
    ab_store_abandon(store);
    return status;
}
