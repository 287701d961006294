/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep_tables.c - the tables of a sweep, in one pass over its journal. */
#include "output/sweep_tables.h"

#include "base/fold.h"
#include "engine/simulation.h"
#include "output/column.h"
#include "output/result_json.h"
#include "output/runs.h"
#include "study/moments.h"
#include "study/sample.h"

#include "study/study.h"
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- columns ---- */

/* A point as a row has it; its record are the statistics of the measures. */
struct point_row {
    struct ab_item item; /* first: accessors find the rest by it */
    int replications, failed;
};

CELL(put_name, ab_row_text, item->sweep->name)
CELL(put_replications, ab_row_integer, AS(struct point_row)->replications)
CELL(put_failed, ab_row_integer, AS(struct point_row)->failed)

/* The longer side of an interval. */
static void put_side(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_summary *s = (const void *)((const char *)item->record + at);
    ab_row_number(row, fmax(s->mean - s->ci95_low, s->ci95_high - s->mean));
}

#define RECORD struct ab_summary
#define OF_MEASURE(type, name, unit, description, ...)                                             \
    REPEATED(AB_PER_MEASURE, 6, sizeof(RECORD), type, "%_" name, unit, description ": %",          \
             __VA_ARGS__)
#define STATISTIC(name, description, ...)                                                          \
    OF_MEASURE(AB_COLUMN_NUMBER, name, "", description, __VA_ARGS__)
static const struct ab_definition sweep_columns[] = {
    TEXT("scenario", "name of the scenario's file", BY(put_name)),
    POINT,
    VARIED_KEYS,
    INTEGER("replications", "replications", "replications of the point", BY(put_replications)),
    INTEGER("failed", "replications", "of which did not reach the scenario's end", BY(put_failed)),
    STATISTIC("mean", "mean over the replications in which it exists; empty when some are beyond",
              REAL(mean)),
    STATISTIC("ci95", "longer side of the " INTERVAL_OF_MEASURE("the mean"), BY(put_side)),
    STATISTIC("p10", "10th percentile (Hyndman and Fan type 7); empty: it is beyond", REAL(p10)),
    STATISTIC("p50", "median; empty: it is beyond", REAL(p50)),
    STATISTIC("p90", "90th percentile; empty: it is beyond", REAL(p90)),
    OF_MEASURE(AB_COLUMN_INTEGER, "beyond", "replications",
               "of which had not come about at the end, later than all others", COUNT(beyond)),
};
#undef RECORD

#define RECORD struct ab_failure
static const struct ab_definition failures_columns[] = {
    POINT,
    TEXT("reason", "why replications of the point failed", STRING(reason)),
    INTEGER("replications", "replications", "how many failed so", COUNT(replications)),
    INTEGER("first", "1", "number of the first of them, from 1", COUNT(first)),
};
#undef RECORD

const struct ab_layout ab_layout_sweep =
    TABLE("sweep", "measures at each design point", sweep_columns, 2);
const struct ab_layout ab_layout_failures =
    TABLE("failures", "why runs failed, by design point", failures_columns, 2);

/* ---- the pass ---- */

/* What the steps share. */
struct pass {
    const struct ab_sweep_output *output;
    struct ab_sweep_account *account;
    struct ab_errors *errors;
    struct ab_journal *journal;
    const struct ab_journal_head *head;
    struct ab_store *store;
    struct ab_row *sweep, *failures, *wide; /* NULL: that table is not wanted */
    struct ab_runs *runs;                   /* of a database, else NULL */
    struct ab_series *series;
    struct ab_sample *sample;      /* [measures], of a point */
    struct ab_summary *statistics; /* [measures], the same */
    struct ab_known_limits limits; /* of yes or no */
    int closed; /* the measure that tells whether the force closed, or AB_NOBODY */
    struct ab_failure failure[AB_FAILURES_MAX];
    char text[AB_FAILURES_MAX][AB_REASON_SIZE]; /* the reasons of failure */
    int failures_found, failed;                 /* at a point */
};

/* Begins a table; *row is NULL when that fails. */
static enum ab_status begin_table(struct pass *pass, struct ab_row **row, enum ab_table table)
{
    *row = ab_store_begin(pass->store, table, pass->errors);
    return *row != NULL ? AB_OK : AB_IO_ERROR;
}

static enum ab_status begin_runs(struct pass *pass, const struct ab_subject *subject)
{
    const enum ab_status status = ab_runs_create(&pass->runs, pass->store, pass->errors);
    if (pass->runs == NULL) {
        return status;
    }
    pass->series = ab_series_begin(pass->runs, subject, pass->head->name, pass->errors);
    return pass->series != NULL ? AB_OK : AB_IO_ERROR;
}

static enum ab_status open_tables(struct pass *pass)
{
    const struct ab_store_options place = {
        .path = pass->output->path,
        .claim = pass->output->claim,
        .title = pass->head->name,
        .subject.sweep = pass->head,
        .journalled = true,
        .kind = AB_PLAN_SWEEP,
        .argc = pass->output->argc,
        .argv = pass->output->argv,
    };
    pass->store = ab_store_open(&place, pass->errors);
    enum ab_status status = pass->store != NULL ? AB_OK : AB_IO_ERROR;
    if (status == AB_OK) {
        status = begin_table(pass, &pass->sweep, AB_TABLE_SWEEP);
    }
    if (status == AB_OK) {
        status = begin_table(pass, &pass->failures, AB_TABLE_FAILURES);
    }
    if (status == AB_OK && pass->output->runs) {
        status = begin_table(pass, &pass->wide, AB_TABLE_RUNS);
    }
    return status == AB_OK ? begin_runs(pass, &place.subject) : status;
}

/* ---- rows ---- */

static void put_run(const struct pass *pass, const struct ab_journal_run *run)
{
    const struct ab_single_run single = {
        .point = run->point + 1,
        .replication = run->replication,
        .key = ab_journal_point(pass->journal),
        .reason = run->reason,
        .events = run->events,
        .hash = run->hash,
        .value = run->value,
    };
    if (pass->wide != NULL) {
        ab_runs_put_wide(pass->wide, pass->head, &single, pass->head->measures);
    }
    if (pass->series != NULL) {
        ab_series_put(pass->series, &single);
    }
}

/* Counts a failure among those of its point with the same reason; the last place is for all others
 * when there are very many. */
static void note_failure(struct pass *pass, const struct ab_journal_run *run)
{
    struct ab_sweep_account *account = pass->account;
    const int replication = run->replication;
    int i = 0;
    if (account->failed++ == 0) {
        account->first_failed = run->point;
        account->first_failed_replication = replication;
        (void)snprintf(account->reason, sizeof account->reason, "%s", run->reason);
    }
    pass->failed++;
    while (i < pass->failures_found &&
           strncmp(pass->text[i], run->reason, sizeof pass->text[i] - 1) != 0) {
        i++;
    }
    if (i == AB_FAILURES_MAX) {
        i--;
        (void)snprintf(pass->text[i], sizeof pass->text[i], "other reasons");
    } else if (i == pass->failures_found) {
        (void)snprintf(pass->text[i], sizeof pass->text[i], "%s", run->reason);
        pass->failure[i] = (struct ab_failure){.reason = pass->text[i], .first = replication};
        pass->failures_found++;
    }
    pass->failure[i].replications++;
}

static void put_failures(const struct pass *pass, int64_t point)
{
    struct ab_item item = {.point = point + 1};
    for (int i = 0; i < pass->failures_found; i++) {
        item.record = &pass->failure[i];
        ab_row_put(pass->failures, &item);
    }
}

static void put_point(struct pass *pass, int64_t point, int replications)
{
    const struct point_row of = {
        .item = {.record = pass->statistics,
                 .sweep = pass->head,
                 .key = ab_journal_point(pass->journal),
                 .point = point + 1},
        .replications = replications,
        .failed = pass->failed,
    };
    struct ab_student student = {0};
    for (int i = 0; i < pass->head->measures; i++) {
        struct ab_summary *s = &pass->statistics[i];
        *s = ab_sample_take_summary(&pass->sample[i], &student);
        if (ab_measure_is_yes_or_no(pass->head->measure[i])) {
            ab_proportion_take_limits(s, &pass->limits);
        }
    }
    ab_row_put(pass->sweep, &of.item);
}

/* ---- the pass ---- */

static enum ab_status incomplete(const struct pass *pass)
{
    return ab_errors_add(pass->errors, AB_IO_ERROR, pass->output->path, 0, NULL, NULL,
                         "the journal ends after %lld of %lld runs",
                         (long long)(ab_journal_next_run(pass->journal) - pass->head->first),
                         (long long)(pass->head->last - pass->head->first));
}

/* The number of a run in the hash of all: as if none was left out. */
static uint64_t hash_number(const struct ab_journal_head *head, const struct ab_journal_run *run)
{
    return (uint64_t)(run->point * head->replications + run->replication);
}

/* Takes account of a run. */
static enum ab_status add_run(struct pass *pass, const struct ab_journal_run *run)
{
    bool good = true;
    for (int i = 0; good && pass->sweep != NULL && i < pass->head->measures; i++) {
        good = ab_sample_add(&pass->sample[i], run->value[i]);
    }
    if (pass->closed != AB_NOBODY) {
        pass->account->unclosed += run->value[pass->closed] == 0;
    }
    pass->account->runs++;
    pass->account->events += run->events;
    pass->account->hash =
        ab_fold_pair(pass->account->hash, hash_number(pass->head, run), run->hash);
    if (run->reason != NULL) {
        note_failure(pass, run);
    }
    put_run(pass, run);
    return good ? AB_OK : ab_errors_out_of_memory(pass->errors);
}

/* Takes account of how many replications a point has. */
static void note_size(struct pass *pass, int64_t point, int replications, bool reached)
{
    struct ab_sweep_account *account = pass->account;
    account->fewest = point == 0 || replications < account->fewest ? replications : account->fewest;
    account->most = replications > account->most ? replications : account->most;
    if (!reached && account->short_points++ == 0) {
        account->first_short = point;
    }
}

static enum ab_status follow_point(struct pass *pass, int64_t point)
{
    const struct ab_journal_head *head = pass->head;
    const int64_t each = head->replications - head->before;
    enum ab_status status = AB_OK;
    struct ab_journal_run run;
    int made = 0;
    bool ended = false;
    pass->failures_found = pass->failed = 0;
    while (status == AB_OK && !ended) {
        if (!ab_journal_next(pass->journal, &run, &status, pass->errors) || run.point != point) {
            return status != AB_OK ? status : incomplete(pass);
        }
        if (run.ended == 0) {
            status = add_run(pass, &run);
            made++;
        }
        ended = head->rule != 0 ? run.ended > 0 : made == each;
    }
    note_size(pass, point, made, head->rule == 0 || run.reached);
    if (status == AB_OK && pass->sweep != NULL) {
        put_point(pass, point, made);
    }
    if (status == AB_OK && pass->failures != NULL) {
        put_failures(pass, point);
    }
    return status;
}

static enum ab_status follow_points(struct pass *pass)
{
    enum ab_status status = AB_OK;
    for (int64_t point = 0; point < pass->head->points && status == AB_OK; point++) {
        status = follow_point(pass, point);
        if (status == AB_OK && pass->store != NULL && ab_store_has_failed(pass->store)) {
            status = ab_store_report(pass->store, pass->errors);
        }
    }
    pass->account->points = pass->head->points;
    return status;
}

static void put_facts(struct ab_json *json, const void *owner)
{
    const struct pass *pass = owner;
    const struct ab_sweep_account *account = pass->account;
    ab_json_hash(json, "scenario_hash", pass->head->scenario);
    ab_json_hash(json, "design_hash", pass->head->design);
    ab_json_text(json, "generator", "philox2x64-10");
    ab_json_integer(json, "seed", (int64_t)pass->head->seed);
    ab_json_integer(json, "points", account->points);
    ab_json_integer(json, "replications", account->most);
    if (pass->head->before > 0) {
        ab_json_integer(json, "only_replication", pass->head->replications);
    }
    if (pass->store != NULL) { /* else a table has this name */
        ab_json_integer(json, "runs", account->runs);
    }
    ab_json_integer(json, "failed", account->failed);
    ab_json_hash(json, "trajectory_hash", account->hash);
    ab_json_integer(json, "events", (int64_t)account->events);
    if (pass->store != NULL) {
        ab_json_number(json, "wall_s", pass->output->wall_s);
    }
    ab_json_integer(json, "traced_replication", 0);
}

static enum ab_status open_journal(struct pass *pass)
{
    char *path = ab_store_journal(pass->output->path, AB_PLAN_SWEEP, false, pass->errors);
    if (path == NULL) {
        return AB_IO_ERROR;
    }
    enum ab_status status = ab_journal_open(&pass->journal, path, pass->errors);
    if (status == AB_OK && pass->journal == NULL) {
        status = ab_errors_add(pass->errors, AB_IO_ERROR, path, 0, NULL, NULL,
                               "the journal has no head");
    }
    ab_memory_give(path);
    if (status != AB_OK) {
        return status;
    }
    ab_journal_heed(pass->journal, pass->output->interrupted);
    pass->head = ab_journal_head(pass->journal);
    pass->closed = AB_NOBODY;
    for (int i = 0; i < pass->head->measures; i++) {
        pass->closed = strcmp(pass->head->measure[i], "closed") == 0 ? i : pass->closed;
    }
    return pass->head->first == 0 && pass->head->last == ab_journal_runs(pass->head)
               ? AB_OK
               : incomplete(pass);
}

/* Begins a pass, which is ended in any case. */
static enum ab_status begin_pass(struct pass **begun, struct ab_sweep_account *account,
                                 const struct ab_sweep_output *output, struct ab_errors *errors)
{
    struct pass *pass = *begun = ab_memory_take(1, sizeof *pass);
    *account = (struct ab_sweep_account){.first_failed = -1};
    if (pass == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    pass->output = output;
    pass->account = account;
    pass->errors = errors;
    const enum ab_status status = open_journal(pass);
    if (status != AB_OK) {
        return status;
    }
    pass->sample = ab_samples_create(pass->head->measures);
    pass->statistics = ab_memory_take((size_t)pass->head->measures, sizeof(struct ab_summary));
    return pass->sample != NULL && pass->statistics != NULL ? AB_OK
                                                            : ab_errors_out_of_memory(errors);
}

static void end_pass(struct pass *pass)
{
    if (pass != NULL) {
        ab_samples_destroy(pass->sample, pass->head != NULL ? pass->head->measures : 0);
        ab_memory_give(pass->statistics);
        ab_journal_close(pass->journal);
        ab_memory_give(pass);
    }
}

enum ab_status ab_sweep_tables_write(struct ab_sweep_account *account,
                                     const struct ab_sweep_output *output, struct ab_errors *errors)
{
    struct pass *pass;
    enum ab_status status = begin_pass(&pass, account, output, errors);
    if (status == AB_OK) {
        status = open_tables(pass);
    }
    if (status == AB_OK) {
        status = follow_points(pass);
    }
    if (pass != NULL) {
        ab_runs_destroy(pass->runs);
        if (status == AB_OK) {
            status = ab_store_commit(pass->store, put_facts, pass, errors);
        } else {
            ab_store_abandon(pass->store);
        }
    }
    end_pass(pass);
    return status;
}

/* ---- as JSON ---- */

/* Prints a table of a pass that has begun. */
static enum ab_status print_table(struct pass *pass, struct ab_json *json, enum ab_table table)
{
    const struct ab_subject subject = {.sweep = pass->head};
    struct ab_row *row = ab_json_begin_table(json, table, &subject, 0, pass->errors);
    if (row == NULL) {
        return AB_IO_ERROR;
    }
    pass->sweep = table == AB_TABLE_SWEEP ? row : NULL;
    pass->failures = table == AB_TABLE_FAILURES ? row : NULL;
    pass->wide = table == AB_TABLE_RUNS ? row : NULL;
    const enum ab_status status = follow_points(pass);
    ab_json_end_table(row, status == AB_OK);
    return status;
}

enum ab_status ab_sweep_print_json(FILE *stream, const char *command,
                                   const struct ab_sweep_account *account,
                                   const struct ab_sweep_output *output, struct ab_errors *errors)
{
    static const enum ab_table table[] = {AB_TABLE_SWEEP, AB_TABLE_FAILURES, AB_TABLE_RUNS};
    const int tables = output->runs ? 3 : 2;
    struct ab_json json = {0};
    enum ab_status status = AB_OK;
    for (int i = 0; status == AB_OK && i < tables; i++) {
        struct pass *pass;
        struct ab_sweep_account again;
        status = begin_pass(&pass, &again, output, errors);
        if (status == AB_OK && i == 0) {
            again = *account;
            ab_json_begin_result(&json, stream, command, pass->head->name);
            put_facts(&json, pass);
        }
        if (status == AB_OK) {
            status = print_table(pass, &json, table[i]);
        }
        end_pass(pass);
    }
    if (status == AB_OK) {
        ab_json_end(&json);
    }
    return status;
}

enum ab_status ab_sweep_report_short(int64_t points, int64_t all, int64_t first, int64_t most,
                                     struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_FAILED, NULL, 0, NULL, NULL,
                         "what --until asks for is not reached at %" PRId64 " of %" PRId64
                         " point%s, first at point %" PRId64 ", after %" PRId64
                         " replications; a larger --max may reach it",
                         points, all, all == 1 ? "" : "s", first + 1, most);
}

enum ab_status ab_sweep_report_failures(const struct ab_sweep_account *account, const char *path,
                                        struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    if (account->short_points > 0) {
        status = ab_sweep_report_short(account->short_points, account->points, account->first_short,
                                       account->most, errors);
    }
    if (account->failed == 0) {
        return status;
    }
    return ab_errors_add(
        errors, AB_FAILED, NULL, 0, NULL, NULL,
        "%" PRId64 " of %" PRId64 " runs failed (see %s); point %" PRId64 ", replication %d: %s",
        account->failed, account->runs,
        path == NULL || ab_store_is_file(path) ? "its table failures"
                                               : ab_table_file(AB_TABLE_FAILURES),
        account->first_failed + 1, account->first_failed_replication, account->reason);
}
