/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep.c - `airbridge sweep`: simulates every point of a design, or a part of them. */
#include "cli/sweep.h"

#include "base/clock.h"
#include "base/shell.h"
#include "base/visible.h"
#include "cli/simulate.h"
#include "output/result_json.h"
#include "output/store.h"

#include <inttypes.h>
#include <string.h>

enum { RUNS_ASKED_ABOUT = 1000000 };

/* What the steps of the command share. */
struct command {
    const struct ab_cli_arguments *arguments;
    struct ab_errors *errors;
    struct ab_cli_design sweep;
    struct ab_experiment experiment;
    struct ab_claim *claim; /* of the place where the result goes */
    struct ab_log *log;
    char *path;     /* of the journal */
    int64_t next;   /* the run that the journal lacks first */
    int64_t failed; /* runs that failed, as far as this process knows */
    double wall_s;
};

/* ---- the journal ---- */

/* Starts a journal with its head, in a folder that may be used. */
static enum ab_status start_journal(struct command *command)
{
    struct ab_journal_text text = {0};
    enum ab_status status = ab_log_open(&command->log, command->path, 0, command->errors);
    if (status != AB_OK) {
        return status;
    }
    ab_journal_put_head(&text, &command->experiment.head);
    status = text.failed ? ab_errors_out_of_memory(command->errors)
                         : ab_log_append(command->log, text.bytes, text.used, command->errors);
    ab_journal_text_clear(&text);
    command->next = command->experiment.head.first;
    return status;
}

/* Whether a journal is of the sweep, and the part of it, that is asked for. */
static enum ab_status check_head(const struct command *command, const struct ab_journal_head *head)
{
    const struct ab_journal_head *wanted = &command->experiment.head;
    const char *difference = ab_journal_difference(head, wanted);
    if (difference == NULL && (head->first != wanted->first || head->last != wanted->last)) {
        difference = "another part of the sweep";
    }
    if (difference == NULL) {
        return AB_OK;
    }
    return ab_errors_add(command->errors, AB_BAD_SCENARIO, command->path, 0, NULL, NULL,
                         "this journal is of %s; it is not resumed", difference);
}

/* Reads a journal to its end; *keep gets how much of it is good. */
static enum ab_status follow_journal(struct command *command, struct ab_journal *journal,
                                     uint64_t *keep)
{
    struct ab_journal_run run;
    enum ab_status status = check_head(command, ab_journal_head(journal));
    if (status != AB_OK) {
        return status;
    }
    while (ab_journal_next(journal, &run, &status, command->errors)) {
        command->failed += run.reason != NULL;
    }
    *keep = ab_journal_good_bytes(journal);
    command->next = ab_journal_next_run(journal);
    return status;
}

/* Goes on behind the runs of a journal that is there. */
static enum ab_status resume_journal(struct command *command)
{
    struct ab_journal *journal;
    uint64_t keep = 0;
    enum ab_status status = ab_journal_open(&journal, command->path, command->errors);
    if (status == AB_OK && journal == NULL) {
        return start_journal(command); /* it was torn before its first run */
    }
    if (status == AB_OK) {
        status = follow_journal(command, journal, &keep);
    }
    ab_journal_close(journal);
    return status == AB_OK ? ab_log_open(&command->log, command->path, keep, command->errors)
                           : status;
}

static enum ab_status open_journal(struct command *command)
{
    const struct ab_cli_arguments *arguments = command->arguments;
    command->path = ab_store_journal(arguments->output, command->errors);
    if (command->path == NULL) {
        return AB_IO_ERROR;
    }
    const enum ab_status claimed =
        ab_store_claim(&command->claim, arguments->output, command->errors);
    if (claimed != AB_OK) {
        return claimed;
    }
    const bool is_there = ab_file_exists(command->path);
    if (arguments->resume && is_there) {
        const enum ab_status usable = ab_store_prepare(arguments->output, true, command->errors);
        return usable == AB_OK ? resume_journal(command) : usable;
    }
    if (is_there && !arguments->force) {
        return ab_errors_add(
            command->errors, AB_BAD_SCENARIO, arguments->output, 0, NULL, NULL,
            "%s the journal of a sweep; give --resume to go on with it, --force to "
            "begin anew",
            ab_store_is_file(arguments->output) ? "beside this file lies" : "this folder holds");
    }
    (void)ab_cli_interruption(); /* files are written from here on */
    enum ab_status status = ab_store_prepare(arguments->output, arguments->force, command->errors);
    if (status == AB_OK && arguments->force) {
        status = ab_store_clear(arguments->output, command->errors);
    }
    return status == AB_OK ? start_journal(command) : status;
}

/* ---- what is told ---- */

/* Tells how to go on, when stopped. Behind `--` no word is an option. */
static void tell_resumption(const struct command *command)
{
    const struct ab_cli_arguments *arguments = command->arguments;
    const struct ab_journal_head *head = &command->experiment.head;
    bool told = false;
    (void)fprintf(stderr, "airbridge: %" PRId64 " of %" PRId64 " runs are done; go on with\n ",
                  command->next - head->first, head->last - head->first);
    for (int i = 0; i < arguments->argc; i++) {
        const char *word = arguments->argv[i];
        if (strcmp(word, "--resume") == 0 || strcmp(word, "--force") == 0) {
            continue;
        }
        if (!told && strcmp(word, "--") == 0) {
            (void)fputs(" --resume", stderr);
            told = true;
        }
        (void)fputc(' ', stderr);
        ab_shell_print_word(stderr, word);
    }
    (void)fputs(told ? "\n" : " --resume\n", stderr);
}

static enum ab_status report_failures(int64_t failed, int64_t runs, struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_FAILED, NULL, 0, NULL, NULL,
                         "%" PRId64 " of %" PRId64 " runs failed", failed, runs);
}

enum ab_status ab_cli_finish_sweep(const struct ab_cli_arguments *arguments,
                                   const struct ab_claim *claim, double wall_s,
                                   struct ab_errors *errors)
{
    struct ab_sweep_account account;
    const struct ab_sweep_output output = {
        .path = arguments->output,
        .claim = claim,
        .runs = arguments->runs,
        .argc = arguments->argc,
        .argv = arguments->argv,
        .wall_s = wall_s,
        .interrupted = ab_cli_interruption(),
    };
    enum ab_status status = ab_sweep_tables_write(&account, &output, errors);
    if (status == AB_OK && arguments->json) {
        status = ab_sweep_print_json(stdout, arguments->argv[1], &account, &output, errors);
    }
    if (status != AB_OK) {
        return status;
    }
    const int64_t replications = account.runs / account.points;
    const bool file = ab_store_is_file(arguments->output);
    if (!arguments->quiet && !arguments->json) {
        ab_visible_print(stdout, arguments->output);
        (void)printf("%s%s: %" PRId64 " points x %" PRId64 " replications\n", file ? "" : "/",
                     file ? "" : ab_table_file(AB_TABLE_SWEEP), account.points, replications);
        if (account.unclosed > 0) {
            (void)printf("the force did not close in %" PRId64 " of %" PRId64
                         " runs, which count as later than all others\n",
                         account.unclosed, account.runs);
        }
    }
    if (account.failed == 0) {
        return AB_OK;
    }
    return ab_errors_add(errors, AB_FAILED, NULL, 0, NULL, NULL,
                         "%" PRId64 " of %" PRId64 " runs failed (see %s); point %" PRId64
                         ", replication %" PRId64 ": %s",
                         account.failed, account.runs,
                         file ? "its table failures" : ab_table_file(AB_TABLE_FAILURES),
                         account.first_failed / replications + 1,
                         account.first_failed % replications + 1, account.reason);
}

/* ---- the command ---- */

/* A part is a journal, and a plan a folder of parts: neither can be a database. */
static enum ab_status check_place(const struct command *command)
{
    const struct ab_cli_arguments *arguments = command->arguments;
    if (!ab_store_is_file(arguments->output) ||
        (arguments->plan == NULL && arguments->shard == NULL)) {
        return AB_OK;
    }
    return ab_errors_add(command->errors, AB_BAD_SCENARIO, arguments->output, 0, NULL, NULL,
                         "%s needs a folder; `airbridge merge` writes a database",
                         arguments->plan != NULL ? "--plan" : "--shard");
}

static enum ab_status check_size(const struct command *command)
{
    const struct ab_cli_design *sweep = &command->sweep;
    const bool whole = command->arguments->plan != NULL;
    const int64_t runs = whole ? sweep->runs : sweep->last - sweep->first;
    if (command->arguments->resume && command->arguments->force) {
        return ab_errors_refuse(
            command->errors,
            "--resume goes on with what is there and --force begins anew: give one "
            "of them");
    }
    if (runs <= RUNS_ASKED_ABOUT || command->arguments->yes) {
        return AB_OK;
    }
    return ab_errors_refuse(command->errors,
                            "%" PRId64 " points x %" PRId64 " replications are %" PRId64
                            " runs; give --yes if that is meant",
                            ab_design_points(sweep->design), sweep->request.replications, runs);
}

static enum ab_status simulate(struct command *command)
{
    struct ab_progress progress;
    const double begun = ab_clock_seconds();
    int64_t failed;
    ab_cli_begin_progress(&progress, command->arguments);
    const struct ab_experiment_options options = {
        .threads = (int)command->arguments->threads,
        .interrupted = ab_cli_interruption(),
        .progress = ab_progress_show,
        .progress_owner = &progress,
    };
    const enum ab_status status = ab_experiment_run(
        &command->experiment, &command->next, command->log, &options, &failed, command->errors);
    ab_progress_end(&progress);
    command->failed += failed;
    command->wall_s = ab_clock_seconds() - begun;
    return status;
}

/* A part has no tables: what it is of, and where it lies, is all there is to print. */
static void print_part(const struct command *command)
{
    const struct ab_cli_design *sweep = &command->sweep;
    const struct ab_journal_head *head = &command->experiment.head;
    struct ab_json json;
    ab_json_begin_result(&json, stdout, command->arguments->argv[1], head->name);
    ab_json_hash(&json, "scenario_hash", head->scenario);
    ab_json_hash(&json, "design_hash", head->design);
    ab_json_integer(&json, "seed", (int64_t)head->seed);
    ab_json_integer(&json, "points", head->points);
    ab_json_integer(&json, "replications", head->replications);
    ab_json_integer(&json, "part", sweep->part);
    ab_json_integer(&json, "parts", sweep->parts);
    ab_json_integer(&json, "first_run", sweep->first + 1);
    ab_json_integer(&json, "last_run", sweep->last);
    ab_json_integer(&json, "failed", command->failed);
    ab_json_end(&json);
}

/* Ends a part, which has no tables. */
static enum ab_status finish_part(const struct command *command)
{
    const struct ab_cli_design *sweep = &command->sweep;
    if (command->arguments->json) {
        print_part(command);
    } else if (!command->arguments->quiet) {
        ab_visible_print(stdout, command->path);
        (void)printf(": part %d of %d, runs %" PRId64 " to %" PRId64 " of %" PRId64 "\n",
                     sweep->part, sweep->parts, sweep->first + 1, sweep->last, sweep->runs);
    }
    return command->failed == 0
               ? AB_OK
               : report_failures(command->failed, sweep->last - sweep->first, command->errors);
}

static enum ab_status run_sweep(struct command *command)
{
    command->experiment.head.first = command->sweep.first;
    command->experiment.head.last = command->sweep.last;
    const struct ab_subject subject = {.sweep = &command->experiment.head};
    enum ab_status status =
        ab_store_check(command->arguments->output, AB_TABLE_SWEEP, &subject, command->errors);
    if (status == AB_OK) {
        status = open_journal(command);
    }
    if (status == AB_OK) {
        status = simulate(command);
    }
    if (status == AB_OK) {
        status = command->sweep.parts > 0 ? finish_part(command)
                                          : ab_cli_finish_sweep(command->arguments, command->claim,
                                                                command->wall_s, command->errors);
    }
    if (status == AB_INTERRUPTED) {
        tell_resumption(command);
    }
    ab_log_close(command->log);
    ab_claim_release(command->claim); /* nobody else begins anew while the tables are made */
    ab_memory_give(command->path);
    return status;
}

enum ab_status ab_cli_sweep(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    struct command command = {.arguments = arguments, .errors = errors};
    enum ab_status status = ab_cli_design_take(&command.sweep, arguments, errors);
    if (status == AB_OK) {
        status = check_place(&command);
    }
    if (status == AB_OK) {
        status = check_size(&command);
    }
    if (status == AB_OK) { /* before a plan too: a thousand tasks must not find the same fault */
        status = ab_experiment_prepare(&command.experiment, &command.sweep.request, errors);
    }
    if (status == AB_OK) {
        status = arguments->plan != NULL ? ab_cli_plan(&command.sweep, arguments, errors)
                                         : run_sweep(&command);
    }
    ab_experiment_clear(&command.experiment);
    ab_cli_design_clear(&command.sweep);
    return status;
}
