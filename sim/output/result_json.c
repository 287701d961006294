/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* result_json.c - a result in JSON. */
#include "output/result_json.h"

#include "base/format.h"
#include "base/memory.h"
#include "base/version.h"
#include "output/column.h"
#include "output/manifest.h"

/* ---- rows as objects ---- */

struct json_table {
    struct ab_row row; /* first: the row format finds the table by it */
    struct ab_json *json;
    struct ab_arena *arena;    /* holds what follows, */
    const char **name;         /* of each column, */
    enum ab_column_type *type; /* and its type */
};

/* The object of a row; *name is that of the member that the cell is. */
static struct ab_json *begin_cell(struct ab_row *row, const char **name)
{
    const struct json_table *table = (const struct json_table *)(const void *)row;
    if (row->cell == 1) {
        ab_json_begin_line(table->json);
    }
    *name = table->name[row->cell - 1];
    return table->json;
}

static void put_text(struct ab_row *row, const char *text)
{
    const char *name;
    struct ab_json *json = begin_cell(row, &name);
    ab_json_text(json, name, text);
}

static void put_integer(struct ab_row *row, int64_t value)
{
    const char *name;
    struct ab_json *json = begin_cell(row, &name);
    ab_json_integer(json, name, value);
}

static void put_boolean(struct ab_row *row, bool value)
{
    const char *name;
    struct ab_json *json = begin_cell(row, &name);
    ab_json_boolean(json, name, value);
}

static void put_figure(struct ab_row *row, const char *digits)
{
    const char *name;
    struct ab_json *json = begin_cell(row, &name);
    ab_json_figure(json, name, digits);
}

static void put_decimal(struct ab_row *row, int64_t scaled, int decimals)
{
    char digits[AB_FORMAT_SIZE];
    (void)ab_format_decimal(scaled, decimals, digits);
    put_figure(row, digits);
}

static void put_number(struct ab_row *row, double value)
{
    const char *name;
    struct ab_json *json = begin_cell(row, &name);
    ab_json_number(json, name, value);
}

static void put_instant(struct ab_row *row, ab_time instant)
{
    char iso[AB_TIME_ISO_SIZE];
    (void)ab_row_put_iso(row, instant, iso);
    put_text(row, iso);
}

static void put_nothing(struct ab_row *row)
{
    put_text(row, NULL);
}

static void end_row(struct ab_row *row)
{
    ab_json_end(((struct json_table *)(void *)row)->json);
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

/* Keeps the names and types of the columns; false when memory is out. */
static bool take_columns(struct json_table *into, enum ab_table table,
                         const struct ab_subject *subject)
{
    const size_t columns = (size_t)into->row.columns;
    into->arena = ab_arena_create(0);
    if (into->arena == NULL) {
        return false;
    }
    into->name = ab_arena_take(into->arena, columns * sizeof *into->name);
    into->type = ab_arena_take(into->arena, columns * sizeof *into->type);
    if (into->name == NULL || into->type == NULL) {
        return false;
    }
    for (size_t i = 0; i < columns; i++) {
        struct ab_column column;
        ab_table_column(table, subject, (int)i, &column);
        into->type[i] = column.type;
        into->name[i] = ab_arena_copy_text(into->arena, column.name);
        if (into->name[i] == NULL) {
            return false;
        }
    }
    into->row.type = into->type;
    return true;
}

struct ab_row *ab_json_begin_table(struct ab_json *json, enum ab_table table,
                                   const struct ab_subject *subject, ab_time start,
                                   struct ab_errors *errors)
{
    struct json_table *begun = ab_memory_take(1, sizeof *begun);
    if (begun == NULL) {
        (void)ab_errors_out_of_memory(errors);
        return NULL;
    }
    ab_row_init(&begun->row, &format, ab_table_columns(table, subject), start);
    ab_row_belong(&begun->row, table, subject);
    begun->json = json;
    if (!take_columns(begun, table, subject)) {
        (void)ab_errors_out_of_memory(errors);
        ab_json_end_table(&begun->row, false);
        return NULL;
    }
    ab_json_begin_array(json, ab_table_name(table));
    return &begun->row;
}

void ab_json_end_table(struct ab_row *row, bool whole)
{
    struct json_table *table = (struct json_table *)(void *)row;
    if (whole) {
        ab_json_end(table->json);
    }
    ab_arena_destroy(table->arena);
    ab_memory_give(table);
}

/* ---- the object ---- */

void ab_json_begin_result(struct ab_json *json, FILE *stream, const char *command,
                          const char *title)
{
    ab_json_init_stream(json, stream);
    ab_json_begin_object(json, NULL);
    ab_json_text(json, "program", "airbridge");
    ab_json_text(json, "version", AB_VERSION);
    ab_json_text(json, "sources", ab_version_sources());
    ab_json_text(json, "command", command);
    if (title != NULL) {
        ab_json_text(json, "title", title);
    }
}

enum ab_status ab_result_print_json(FILE *stream, const char *command,
                                    const struct ab_result *result, struct ab_errors *errors)
{
    const struct ab_scenario *scenario = result->scenario;
    const struct ab_subject subject = {.scenario = scenario};
    enum ab_status status = AB_OK;
    struct ab_json json;
    ab_json_begin_result(&json, stream, command, scenario->general.title);
    ab_manifest_put_facts(&json, result);
    for (int t = 0; status == AB_OK && t < AB_TABLE_SWEEP; t++) {
        const enum ab_table table = (enum ab_table)t;
        const struct ab_layout *layout = ab_layout_of(table);
        const bool untraced = result->trace.replication == 0 && ab_table_is_traced(table);
        if (untraced || layout->rows == NULL) {
            continue;
        }
        struct ab_row *row =
            ab_json_begin_table(&json, table, &subject, scenario->general.start, errors);
        if (row != NULL) {
            layout->rows(row, result);
            ab_json_end_table(row, true);
        } else {
            status = AB_IO_ERROR;
        }
    }
    if (status == AB_OK) {
        ab_json_end(&json);
    }
    return status;
}

/* ---- what the tables mean ---- */

static void put_list_of_one(struct ab_json *json, const char *key, const char *text)
{
    ab_json_begin_array(json, key);
    ab_json_text(json, NULL, text);
    ab_json_end(json);
}

static void put_field(struct ab_json *json, const struct ab_column *column)
{
    ab_json_begin_object(json, NULL);
    ab_json_text(json, "name", column->name);
    ab_json_text(json, "type", ab_column_type_name(column->type));
    if (column->type == AB_COLUMN_INSTANT) {
        ab_json_text(json, "format", "any"); /* the default has no milliseconds */
    }
    if (column->type == AB_COLUMN_BOOLEAN) {
        put_list_of_one(json, "trueValues", "1");
        put_list_of_one(json, "falseValues", "0");
    }
    ab_json_text(json, "unit", column->unit);
    ab_json_text(json, "description", column->description);
    ab_json_end(json);
}

static void put_schema(struct ab_json *json, enum ab_table table, const struct ab_subject *subject)
{
    struct ab_column column;
    const int columns = ab_table_columns(table, subject);
    ab_json_begin_object(json, "schema");
    ab_json_begin_array(json, "fields");
    for (int i = 0; i < columns; i++) {
        ab_table_column(table, subject, i, &column);
        put_field(json, &column);
    }
    ab_json_end(json);
    put_list_of_one(json, "missingValues", "");
    ab_json_begin_array(json, "primaryKey");
    for (int i = 0; i < ab_table_key_columns(table); i++) {
        ab_table_column(table, subject, i, &column);
        ab_json_text(json, NULL, column.name);
    }
    ab_json_end(json);
    ab_json_end(json);
}

void ab_json_begin_package(struct ab_json *json, struct ab_writer *writer, const char *title)
{
    ab_json_init(json, writer);
    ab_json_begin_object(json, NULL);
    ab_json_text(json, "profile", "tabular-data-package");
    ab_json_text(json, "name", "airbridge-result");
    if (title != NULL) {
        ab_json_text(json, "title", title);
    }
    ab_json_text(json, "description",
                 "a result of airbridge; instants are UTC, empty cells are what did not happen or "
                 "does not exist; run.json tells what made it");
    ab_json_begin_array(json, "resources");
}

void ab_json_put_package(struct ab_json *json, enum ab_table table,
                         const struct ab_subject *subject)
{
    ab_json_begin_object(json, NULL);
    ab_json_text(json, "profile", "tabular-data-resource");
    ab_json_text(json, "name", ab_table_name(table));
    ab_json_text(json, "path", ab_table_file(table));
    ab_json_text(json, "description", ab_table_description(table));
    ab_json_text(json, "format", "csv");
    ab_json_text(json, "mediatype", "text/csv");
    ab_json_text(json, "encoding", "utf-8");
    put_schema(json, table, subject);
    ab_json_end(json);
}

/* ---- what the members are ---- */

static const struct ab_fact facts[] = {
    {"program", "airbridge", true},
    {"version", "its release", true},
    {"sources", "the revision of its sources", true},
    {"compiler", "what it was built with", false},
    {"libraries", "releases of the libraries and of the time zones at work", false},
    {"command_line", "its words", false},
    {"command", "the command that printed it", true},
    {"title", "of the scenario; of a sweep, the name of its file", true},
    {"scenario_hash", "one number, in hexadecimal, over all keys of the scenario", true},
    {"design_hash", "of a sweep: over its keys and their values", true},
    {"generator", "the generator of random numbers", true},
    {"seed", "the luck of the replications", true},
    {"points", "of a sweep: its design points", true},
    {"replications",
     "how many there are, of each point or scenario; of a sweep with --until, the most of a "
     "point",
     true},
    {"only_replication", "the number of the only one that was made (--only)", true},
    {"runs", "of a sweep: the replications of all points", false},
    {"part", "of a sweep in parts (--shard): which part it is,", true},
    {"parts", "of how many", true},
    {"first_run", "the first run of the part, from 1", true},
    {"last_run", "its last run", true},
    {"only_replication", "with --only: the replication that alone was made", true},
    {"traced_replication", "the replication whose trace is there; 0: none", true},
    {"failed", "replications, or runs, that did not reach the scenario's end", true},
    {"failures", "of a run: why, as in the table failures", true},
    {"scenarios", "of a comparison: name, hashes and failures of the base and each variant", true},
    {"measure",
     "what `worth`, `sensitivity`, `worst` or `size --order` was asked of; its unit is in `unit`",
     true},
    {"unit", "of that measure", true},
    {"base_mean", "of `worth`: the measure's mean as the scenario is; null: some are beyond,",
     true},
    {"base_beyond", "as many as this", true},
    {"tried", "changes that were tried,", true},
    {"moved", "those of them that alter the measure,", true},
    {"pairs_tried", "pairs, and", true},
    {"spares_tried", "things of which one less was tried", true},
    {"unmoved_together", "what the others do together: changes, replications, gain, interval",
     true},
    {"spare_together", "the same of what can be given up", true},
    {"by_price", "whether the order is by what a unit of money buys", true},
    {"raced", "whether the first place was raced for,", true},
    {"may_be_first", "how many may have it, and", true},
    {"indifference", "to what difference that is indifferent", true},
    {"goals", "of `size`: measure, sign and bound of each", true},
    {"confidence", "share of replications that are to reach them", true},
    {"price_from",
     "what prices of mixes are more than: those of the plan, or of the least of everything", true},
    {"order",
     "of `size --order`: orders that were tried, whether they are all, whether one is better for "
     "sure, and of the best: fresh replications, how many of those compared were left out, means "
     "before and then, gain and interval, the "
     "bound "
     "that no plan beats, and the share that is left at most",
     true},
    {"rows", "of `sensitivity`: rows of its design", true},
    {"rows_left_out",
     "of `sensitivity`: rows that are left out, as the request, or order, that hours are since had "
     "not come in some run",
     true},
    {"mean", "mean of the measure; of `worst` in the plan", true},
    {"variance", "its variance over luck and inputs", true},
    {"beyond", "runs that count as the horizon", true},
    {"denial_h", "of `worst`: how long something is denied,", true},
    {"unforeseen", "and whether nobody knew beforehand of a way that is", true},
    {"draws", "of `calibrate`: draws of the inputs,", true},
    {"accepted", "and those that fit every calibration milestone", true},
    {"tail", "of `explain`: the aircraft that is told of,", true},
    {"contingent", "or the contingent,", true},
    {"chalk", "or the load,", true},
    {"first_chalk", "the load that the chain behind its delivery begins with,", true},
    {"request", "when it begins, if that is known,", true},
    {"offloaded", "and when it ends,", true},
    {"hours", "from the first of its pieces to the last,", true},
    {"pieces", "begin, end, class (of), what went on, and the flight, without a gap,", true},
    {"waited_h", "hours by cause in its flights", true},
    {"files",
     "of check: path, whether it is good, and its faults and notes with file, line, section, "
     "key and text",
     true},
    {"keys", "of keys: every key of a scenario", true},
    {"trajectory_hash", "one number, in hexadecimal, over all events of all replications", true},
    {"events", "events that were simulated", true},
    {"wall_s", "seconds that took", false},
    {"events_per_s", "events per second", false},
    {"threads", "threads at work", false},
    {"tables", "the tables of the result", false},
    {"written", "when it was written, UTC", false},
};

const struct ab_fact *ab_facts(int *count)
{
    *count = (int)(sizeof facts / sizeof facts[0]);
    return facts;
}
