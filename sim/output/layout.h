/* layout.h - what the tables of a result are called and what their columns mean.
 *
 * These definitions are the only ones: they make the header rows and the data package that
 * describes the tables to others (datapackage.h). */
#ifndef AB_OUTPUT_LAYOUT_H
#define AB_OUTPUT_LAYOUT_H

#include <airbridge/scenario.h>

enum ab_table {
    AB_TABLE_SUMMARY,
    AB_TABLE_REPLICATIONS,
    AB_TABLE_MILESTONES,
    AB_TABLE_CONTINGENTS,
    AB_TABLE_SITES,
    AB_TABLE_WAITS,
    AB_TABLE_CHAIN,
    AB_TABLE_CURVE,
    AB_TABLE_PLACES,
    AB_TABLE_SORTIES, /* this and the following ones: of the traced replication */
    AB_TABLE_CHALKS,
    AB_TABLE_AIRFIELDS,
    AB_TABLE_COUNT
};

enum ab_column_type {
    AB_COLUMN_TEXT,
    AB_COLUMN_INTEGER,
    AB_COLUMN_NUMBER,
    AB_COLUMN_INSTANT, /* ISO 8601, UTC */
    AB_COLUMN_BOOLEAN, /* 1 or 0 */
};

/* A column of a scenario's table. Every cell may be empty but those of the key. */
struct ab_column {
    char name[128];
    enum ab_column_type type;
    char unit[32]; /* "" of texts, instants and yes or no; "1" of shares and of what only numbers */
    char description[160]; /* a sentence without a full stop */
};

const char *ab_table_file(enum ab_table table); /* e.g. "summary.csv" */
const char *ab_table_description(enum ab_table table);
bool ab_table_is_traced(enum ab_table table);
int ab_table_key_columns(enum ab_table table); /* leading columns that identify a row */

/* Some columns are repeated per cause of waiting or per measure of the scenario. */
int ab_table_columns(enum ab_table table, const struct ab_scenario *scenario);
void ab_table_column(enum ab_table table, const struct ab_scenario *scenario, int index,
                     struct ab_column *column);

#endif
