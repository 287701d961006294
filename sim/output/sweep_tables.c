/* sweep_tables.c - the tables of a sweep, in one pass over its journal. */
#include "output/sweep_tables.h"

#include "engine/simulation.h"
#include "output/csv.h"
#include "output/folder.h"
#include "output/manifest.h"

#include <airbridge/study.h>
#include <stdio.h>
#include <string.h>

enum { POINT_BYTES_MAX = 1 << 26, STATISTICS = 5 };

/* A table being written. */
struct table {
    struct ab_writer *writer; /* NULL: not wanted */
    struct ab_csv csv;
};

/* What the steps share. */
struct pass {
    const struct ab_sweep_output *output;
    struct ab_sweep_account *account;
    struct ab_errors *errors;
    struct ab_journal *journal;
    const struct ab_journal_head *head;
    struct table sweep, runs, failures;
    int block;                  /* measures of a point that fit into memory at a time */
    double *value;              /* [block][replications of a point] */
    double *scratch;            /* [replications of a point] */
    struct ab_summary *summary; /* [measures], of a point */
    struct ab_failure failure[AB_FAILURES_MAX];
    char text[AB_FAILURES_MAX][200]; /* the reasons of failure */
    int failures_found, failed;      /* at a point */
};

static enum ab_status out_of_memory(const struct pass *pass)
{
    return ab_errors_add(pass->errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "out of memory");
}

/* ---- headers ---- */

static enum ab_status open_table(struct pass *pass, struct table *table, const char *file)
{
    table->writer = ab_folder_open_file(pass->output->folder, file, pass->errors);
    if (table->writer == NULL) {
        return AB_IO_ERROR;
    }
    ab_csv_init(&table->csv, table->writer, 0);
    return AB_OK;
}

/* A key's column has its unit in the name, as in fleet.north.crew_rest_h, and numbers below it. */
static void put_key_names(struct ab_csv *csv, const struct ab_journal_head *head)
{
    for (int i = 0; i < head->keys; i++) {
        char name[256];
        const char *unit = head->key_unit[i];
        (void)snprintf(name, sizeof name, "%s%s%s", head->key[i], unit[0] != '\0' ? "_" : "", unit);
        ab_csv_text(csv, name);
    }
}

static void put_key_values(struct ab_csv *csv, const struct pass *pass)
{
    const char *const *value = ab_journal_point(pass->journal);
    for (int i = 0; i < pass->head->keys; i++) {
        char number[64];
        const size_t unit = strlen(pass->head->key_unit[i]), length = strlen(value[i]);
        if (unit == 0 || length <= unit || length - unit >= sizeof number) {
            ab_csv_text(csv, value[i]);
            continue;
        }
        size_t end = length - unit;
        while (end > 0 && value[i][end - 1] == ' ') {
            end--;
        }
        memcpy(number, value[i], end);
        number[end] = '\0';
        ab_csv_text(csv, number);
    }
}

static void put_sweep_header(struct ab_csv *csv, const struct ab_journal_head *head)
{
    static const char *const statistic[STATISTICS] = {"mean", "ci95", "p10", "p50", "p90"};
    ab_csv_text(csv, "scenario");
    ab_csv_text(csv, "point");
    put_key_names(csv, head);
    ab_csv_text(csv, "replications");
    ab_csv_text(csv, "failed");
    for (int i = 0; i < head->measures; i++) {
        for (int s = 0; s < STATISTICS; s++) {
            char name[160];
            (void)snprintf(name, sizeof name, "%s_%s", head->measure[i], statistic[s]);
            ab_csv_text(csv, name);
        }
    }
    ab_csv_end_row(csv);
}

static void put_runs_header(struct ab_csv *csv, const struct ab_journal_head *head)
{
    ab_csv_text(csv, "point");
    ab_csv_text(csv, "replication");
    put_key_names(csv, head);
    ab_csv_text(csv, "failed");
    for (int i = 0; i < head->measures; i++) {
        ab_csv_text(csv, head->measure[i]);
    }
    ab_csv_end_row(csv);
}

static void put_failures_header(struct ab_csv *csv)
{
    ab_csv_text(csv, "point");
    ab_csv_text(csv, "reason");
    ab_csv_text(csv, "replications");
    ab_csv_text(csv, "first");
    ab_csv_end_row(csv);
}

static enum ab_status open_tables(struct pass *pass)
{
    enum ab_status status = open_table(pass, &pass->sweep, AB_FILE_SWEEP);
    if (status == AB_OK) {
        status = open_table(pass, &pass->failures, AB_FILE_FAILURES);
    }
    if (status == AB_OK && pass->output->runs) {
        status = open_table(pass, &pass->runs, AB_FILE_SWEEP_RUNS);
    }
    if (status != AB_OK) {
        return status;
    }
    put_sweep_header(&pass->sweep.csv, pass->head);
    put_failures_header(&pass->failures.csv);
    if (pass->output->runs) {
        put_runs_header(&pass->runs.csv, pass->head);
    }
    return AB_OK;
}

static enum ab_status commit_table(struct pass *pass, struct table *table, enum ab_status status)
{
    struct ab_writer *writer = table->writer;
    table->writer = NULL;
    if (writer == NULL || status != AB_OK) {
        ab_writer_abandon(writer);
        return status;
    }
    ab_csv_flush(&table->csv);
    return ab_writer_commit(writer, pass->errors);
}

/* ---- rows ---- */

static void put_run(struct pass *pass, const struct ab_journal_run *run)
{
    struct ab_csv *csv = &pass->runs.csv;
    ab_csv_integer(csv, run->run / pass->head->replications + 1);
    ab_csv_integer(csv, run->run % pass->head->replications + 1);
    put_key_values(csv, pass);
    ab_csv_boolean(csv, run->reason != NULL);
    for (int i = 0; i < pass->head->measures; i++) {
        ab_csv_number(csv, run->value[i]);
    }
    ab_csv_end_row(csv);
}

/* Counts a failure among those of its point with the same reason; the last place is for all others
 * when there are very many. */
static void note_failure(struct pass *pass, const struct ab_journal_run *run)
{
    struct ab_sweep_account *account = pass->account;
    const int replication = (int)(run->run % pass->head->replications) + 1;
    int i = 0;
    if (account->failed++ == 0) {
        account->first_failed = run->run;
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

static void put_failures(struct pass *pass, int64_t point)
{
    struct ab_csv *csv = &pass->failures.csv;
    for (int i = 0; i < pass->failures_found; i++) {
        ab_csv_integer(csv, point + 1);
        ab_csv_text(csv, pass->failure[i].reason);
        ab_csv_integer(csv, pass->failure[i].replications);
        ab_csv_integer(csv, pass->failure[i].first);
        ab_csv_end_row(csv);
    }
}

static void put_point(struct pass *pass, int64_t point)
{
    struct ab_csv *csv = &pass->sweep.csv;
    ab_csv_text(csv, pass->head->name);
    ab_csv_integer(csv, point + 1);
    put_key_values(csv, pass);
    ab_csv_integer(csv, pass->head->replications);
    ab_csv_integer(csv, pass->failed);
    for (int i = 0; i < pass->head->measures; i++) {
        const struct ab_summary *s = &pass->summary[i];
        ab_csv_number(csv, s->mean);
        ab_csv_number(csv, (s->ci95_high - s->ci95_low) / 2);
        ab_csv_number(csv, s->p10);
        ab_csv_number(csv, s->p50);
        ab_csv_number(csv, s->p90);
    }
    ab_csv_end_row(csv);
}

/* ---- the pass ---- */

static enum ab_status incomplete(const struct pass *pass)
{
    return ab_errors_add(pass->errors, AB_IO_ERROR, pass->output->folder, 0, NULL, NULL,
                         "the journal ends after %lld of %lld runs",
                         (long long)(ab_journal_next_run(pass->journal) - pass->head->first),
                         (long long)(pass->head->last - pass->head->first));
}

/* Reads the runs of a point, keeps the measures from `measure` on and summarises them. The first
 * reading also takes account of every run. */
static enum ab_status read_point(struct pass *pass, int measure)
{
    const int64_t replications = pass->head->replications;
    const int left = pass->head->measures - measure;
    const int block = left < pass->block ? left : pass->block;
    enum ab_status status;
    for (int64_t r = 0; r < replications; r++) {
        struct ab_journal_run run;
        if (!ab_journal_next(pass->journal, &run, &status, pass->errors)) {
            return status != AB_OK ? status : incomplete(pass);
        }
        for (int i = 0; i < block; i++) {
            pass->value[i * replications + r] = run.value[measure + i];
        }
        if (measure > 0) {
            continue;
        }
        pass->account->events += run.events;
        pass->account->hash =
            ab_trajectory_fold(pass->account->hash, (uint64_t)run.run + 1, run.hash);
        if (run.reason != NULL) {
            note_failure(pass, &run);
        }
        if (pass->output->runs) {
            put_run(pass, &run);
        }
    }
    for (int i = 0; i < block; i++) {
        pass->summary[measure + i] =
            ab_summarise(pass->value + i * replications, (int)replications, 1, pass->scratch);
    }
    return AB_OK;
}

static enum ab_status follow_points(struct pass *pass)
{
    enum ab_status status = AB_OK;
    for (int64_t point = 0; point < pass->head->points && status == AB_OK; point++) {
        const struct ab_journal_place place = ab_journal_place(pass->journal);
        pass->failures_found = pass->failed = 0;
        for (int measure = 0; measure < pass->head->measures && status == AB_OK;
             measure += pass->block) {
            if (measure > 0) {
                status = ab_journal_return(pass->journal, &place, pass->errors);
            }
            if (status == AB_OK) {
                status = read_point(pass, measure);
            }
        }
        if (status == AB_OK) {
            put_point(pass, point);
            put_failures(pass, point);
        }
    }
    pass->account->points = pass->head->points;
    pass->account->runs = pass->head->last;
    return status;
}

static bool take_room(struct pass *pass)
{
    const size_t replications = (size_t)pass->head->replications;
    const size_t measures = (size_t)pass->head->measures;
    size_t block = POINT_BYTES_MAX / sizeof *pass->value / replications;
    block = block < 1 ? 1 : block > measures ? measures : block;
    pass->block = (int)block;
    pass->value = ab_memory_take(block * replications, sizeof *pass->value);
    pass->scratch = ab_memory_take(replications, sizeof *pass->scratch);
    pass->summary = ab_memory_take(measures, sizeof *pass->summary);
    return pass->value != NULL && pass->scratch != NULL && pass->summary != NULL;
}

static enum ab_status write_manifest(const struct pass *pass)
{
    const struct ab_sweep_account *account = pass->account;
    struct ab_json json;
    struct ab_writer *writer =
        ab_folder_open_file(pass->output->folder, AB_FILE_MANIFEST, pass->errors);
    if (writer == NULL) {
        return AB_IO_ERROR;
    }
    ab_json_init(&json, writer);
    ab_json_begin_object(&json, NULL);
    ab_manifest_put_program(&json);
    ab_manifest_put_command_line(&json, pass->output->argc, pass->output->argv);
    ab_json_text(&json, "title", pass->head->name);
    ab_json_hash(&json, "scenario_hash", pass->head->scenario);
    ab_json_hash(&json, "design_hash", pass->head->design);
    ab_json_text(&json, "generator", "philox4x32-10");
    ab_json_integer(&json, "seed", (int64_t)pass->head->seed);
    ab_json_integer(&json, "points", account->points);
    ab_json_integer(&json, "replications", pass->head->replications);
    ab_json_integer(&json, "runs", account->runs);
    ab_json_integer(&json, "failed", account->failed);
    ab_json_hash(&json, "trajectory_hash", account->hash);
    ab_json_integer(&json, "events", (int64_t)account->events);
    ab_json_number(&json, "wall_s", pass->output->wall_s);
    ab_json_integer(&json, "traced_replication", 0);
    ab_json_begin_array(&json, "tables");
    ab_json_text(&json, NULL, AB_FILE_SWEEP);
    ab_json_text(&json, NULL, AB_FILE_FAILURES);
    if (pass->output->runs) {
        ab_json_text(&json, NULL, AB_FILE_SWEEP_RUNS);
    }
    ab_json_end(&json);
    ab_manifest_put_written(&json);
    ab_json_end(&json);
    return ab_writer_commit(writer, pass->errors);
}

static enum ab_status open_journal(struct pass *pass)
{
    char *path = ab_folder_path(pass->output->folder, AB_FILE_JOURNAL, pass->errors);
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
    pass->head = ab_journal_head(pass->journal);
    return pass->head->first == 0 &&
                   pass->head->last == pass->head->points * pass->head->replications
               ? AB_OK
               : incomplete(pass);
}

enum ab_status ab_sweep_tables_write(struct ab_sweep_account *account,
                                     const struct ab_sweep_output *output, struct ab_errors *errors)
{
    *account = (struct ab_sweep_account){.first_failed = -1};
    struct pass *pass = ab_memory_take(1, sizeof *pass);
    if (pass == NULL) {
        return ab_errors_add(errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "out of memory");
    }
    pass->output = output;
    pass->account = account;
    pass->errors = errors;
    enum ab_status status = open_journal(pass);
    if (status == AB_OK && !take_room(pass)) {
        status = out_of_memory(pass);
    }
    if (status == AB_OK) {
        status = open_tables(pass);
    }
    if (status == AB_OK) {
        status = follow_points(pass);
    }
    status = commit_table(pass, &pass->sweep, status);
    status = commit_table(pass, &pass->failures, status);
    status = commit_table(pass, &pass->runs, status);
    if (status == AB_OK && !output->runs) {
        status = ab_folder_remove_file(output->folder, AB_FILE_SWEEP_RUNS, errors);
    }
    if (status == AB_OK) {
        status = write_manifest(pass);
    }
    ab_journal_close(pass->journal);
    ab_memory_give(pass->summary);
    ab_memory_give(pass->scratch);
    ab_memory_give(pass->value);
    ab_memory_give(pass);
    return status;
}
