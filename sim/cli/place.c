/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* place.c - where the result of a study goes, with its journal: what is there, and going on. */
#include "cli/memory.h"
#include "cli/simulate.h"

#include "base/memory.h"
#include "base/shell.h"
#include "base/visible.h"
#include "output/result_json.h"
#include "output/store.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- parts ---- */

/* Reads a whole number of up to nine digits at the cursor; -1 when there is none. */
static int64_t take_number(const char **cursor)
{
    const size_t digits = strspn(*cursor, "0123456789");
    const int64_t number = digits > 0 && digits <= 9 ? strtoll(*cursor, NULL, 10) : -1;
    *cursor += digits;
    return number;
}

enum ab_status ab_cli_place_divide(struct ab_cli_place *place, const char *shard,
                                   struct ab_journal_head *head, struct ab_errors *errors)
{
    if (shard == NULL) {
        ab_place_divide(&place->at, 0, 0, head);
        return AB_OK;
    }
    const char *cursor = shard;
    const int64_t part = take_number(&cursor);
    const bool divided = *cursor == '/';
    cursor += divided;
    const int64_t parts = divided ? take_number(&cursor) : -1;
    if (part < 0 || parts < 1 || parts > AB_PARTS_MAX || part > parts || *cursor != '\0') {
        return ab_errors_refuse(
            errors,
            "--shard '%.40s': it must be K/N with K from 1 to N, as in 3/8, and N %d "
            "at most",
            shard, AB_PARTS_MAX);
    }
    ab_place_divide(&place->at, part == 0 ? (int)parts : (int)part, (int)parts, head);
    return AB_OK;
}

enum ab_status ab_cli_check_parts(const struct ab_cli_arguments *arguments, bool has_points,
                                  struct ab_errors *errors)
{
    const char *const option = arguments->plan != NULL    ? "--plan"
                               : arguments->shard != NULL ? "--shard"
                                                          : NULL;
    if (arguments->resume && arguments->force) {
        return ab_errors_refuse(errors, "--resume goes on with what is there and --force begins "
                                        "anew: give one of them");
    }
    if ((arguments->resume || option != NULL) && arguments->output == NULL) {
        return ab_errors_refuse(errors, "%s needs a folder: give -o DIR",
                                option != NULL ? option : "--resume");
    }
    if (option == NULL) {
        return AB_OK;
    }
    if (arguments->plan != NULL && arguments->json) {
        return ab_errors_refuse(errors, "--plan runs nothing: there is no result that --json "
                                        "could print");
    }
    if (ab_store_is_file(arguments->output)) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, arguments->output, 0, NULL, NULL,
                             "%s needs a folder; `airbridge merge` writes a database", option);
    }
    if (arguments->until.count > 0 && !has_points) {
        return ab_errors_refuse(
            errors, "%s divides a known number of replications: give -n, not --until", option);
    }
    if (arguments->trace != 0) {
        return ab_errors_refuse(errors,
                                "%s: parts have no tables, and so no trace; --only N --trace "
                                "makes that of one replication",
                                option);
    }
    return AB_OK;
}

/* ---- the journal ---- */

enum ab_status ab_cli_place_open(struct ab_cli_place *place, const struct ab_journal_head *head,
                                 const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    const struct ab_place_options options = {.path = arguments->output,
                                             .resume = arguments->resume,
                                             .force = arguments->force,
                                             .interrupted = ab_cli_interruption()};
    place->arguments = arguments;
    return ab_place_open(&place->at, head, &options, errors);
}

/* Behind `--` no word is an option. */
void ab_cli_print_resumption(const struct ab_cli_arguments *arguments)
{
    bool told = false;
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

void ab_cli_place_tell(const struct ab_cli_place *place, const struct ab_study_options *options,
                       enum ab_status status)
{
    if (place->at.ledger == NULL || place->is_joint || place->arguments->unkept ||
        (status != AB_INTERRUPTED && status != AB_IO_ERROR)) {
        return;
    }
    const struct ab_journal_head *head = place->at.head;
    const int64_t all = head->last - head->first, done = ab_ledger_count(place->at.ledger);
    const char *what = head->kind == AB_PLAN_RUN && head->points == 1 ? "replications" : "runs";
    if (status == AB_IO_ERROR &&
        (done == 0 || done >= all || !ab_ledger_is_there(place->at.ledger))) {
        return;
    }
    if (options->precisions > 0 || head->rule != 0) {
        (void)fprintf(stderr, "airbridge: %" PRId64 " %s are done; go on with\n ", done, what);
    } else {
        (void)fprintf(stderr, "airbridge: %" PRId64 " of %" PRId64 " %s are done; go on with\n ",
                      done, all, what);
    }
    ab_cli_print_resumption(place->arguments);
}

void ab_cli_tell_damage(const char *path, int line)
{
    enum { ROOM = 200 };
    if (line == 0) {
        return;
    }
    const size_t size = strlen(path) + ROOM;
    char *text = ab_memory_take(size, 1);
    if (text != NULL) {
        (void)snprintf(text, size,
                       "airbridge: note: line %d of %s was damaged; what stood from there on is "
                       "made again",
                       line, path);
        ab_sheet_message(stderr, text);
    }
    ab_memory_give(text);
}

enum ab_status ab_cli_place_finish(struct ab_cli_place *place, int64_t replications,
                                   struct ab_errors *errors)
{
    ab_cli_tell_damage(ab_ledger_path(place->at.ledger), ab_ledger_damaged_line(place->at.ledger));
    const enum ab_status status = ab_place_finish(&place->at, replications, errors);
    ab_cli_place_tell(place, &(const struct ab_study_options){0}, status);
    return status;
}

/* A part has no tables: what it is of, and where it lies, is all there is to print. */
static void print_part(const struct ab_cli_place *place, int64_t failed)
{
    const struct ab_journal_head *head = place->at.head;
    struct ab_json json;
    ab_json_begin_result(&json, stdout, place->arguments->argv[1], head->name);
    ab_json_hash(&json, "scenario_hash", head->scenario);
    if (head->kind == AB_PLAN_SWEEP) {
        ab_json_hash(&json, "design_hash", head->design);
    }
    ab_json_integer(&json, "seed", (int64_t)head->seed);
    ab_json_integer(&json, "points", head->points);
    ab_json_integer(&json, "replications", head->replications - head->before);
    ab_json_integer(&json, "part", place->at.part);
    ab_json_integer(&json, "parts", place->at.parts);
    ab_json_integer(&json, "first_run", head->first + 1);
    ab_json_integer(&json, "last_run", head->last);
    ab_json_integer(&json, "failed", failed);
    ab_json_end(&json);
}

/* Says which part lies there. */
static void tell_part(const struct ab_place *at, const char *path)
{
    const struct ab_journal_head *head = at->head;
    const char *what = head->rule != 0 ? "points" : "runs";
    const int64_t unit = head->rule != 0 ? head->replications : 1;
    struct ab_sheet sheet = ab_cli_sheet();
    ab_sheet_put(&sheet, path);
    ab_sheet_say(&sheet, ": part %d of %d, ", at->part, at->parts);
    if (head->first == head->last) { /* there are more parts than that */
        ab_sheet_say(&sheet, "none of %" PRId64 " %s", at->runs / unit, what);
    } else {
        ab_sheet_say(&sheet, "%s %" PRId64 " to %" PRId64 " of %" PRId64, what,
                     head->first / unit + 1, head->last / unit, at->runs / unit);
    }
    ab_sheet_end(&sheet);
}

enum ab_status ab_cli_place_finish_part(struct ab_cli_place *place, int64_t failed,
                                        struct ab_errors *errors)
{
    const struct ab_cli_arguments *arguments = place->arguments;
    const enum ab_status status = ab_cli_place_finish(place, 0, errors);
    if (status != AB_OK) {
        return status;
    }
    const struct ab_journal_head *head = place->at.head;
    if (arguments->json) {
        print_part(place, failed);
    } else if (!arguments->quiet) {
        char *path = ab_store_journal(arguments->output, head->kind, false, errors);
        tell_part(&place->at, path != NULL ? path : arguments->output);
        ab_memory_give(path);
    }
    return ab_place_report(&place->at, failed, errors);
}

/* Makes a part of a run or a comparison, which has no tables. */
static enum ab_status run_part(struct ab_cli_place *place,
                               const struct ab_scenario *const *scenario,
                               struct ab_cli_study *study, struct ab_errors *errors)
{
    int64_t failed;
    study->options.ledger = place->at.ledger;
    ab_cli_begin_progress(&study->progress, place->arguments);
    const enum ab_status status =
        ab_study_run_part(place->at.head, scenario, &study->options, &failed, errors);
    ab_progress_end(&study->progress);
    ab_cli_place_tell(place, &study->options, status);
    return status == AB_OK ? ab_cli_place_finish_part(place, failed, errors) : status;
}

enum ab_status ab_cli_place_begin(struct ab_cli_place *place, struct ab_journal_head *head,
                                  struct ab_cli_study *study, const struct ab_needs_of *of,
                                  const struct ab_cli_arguments *arguments, bool *is_done,
                                  struct ab_errors *errors)
{
    enum ab_status status = ab_cli_place_divide(place, arguments->shard, head, errors);
    *is_done = status != AB_OK || arguments->plan != NULL;
    if (*is_done) {
        const struct ab_cli_parts parts = {
            .runs = place->at.runs, .replications = head->replications, .seed = head->seed};
        return status == AB_OK ? ab_cli_plan(&parts, arguments, errors) : status;
    }
    status = ab_cli_check_memory(of, head->last - head->first, arguments, errors);
    if (status == AB_OK && arguments->output != NULL) {
        status = ab_cli_place_open(place, head, arguments, errors);
    }
    *is_done = status != AB_OK || place->at.parts > 0;
    return status == AB_OK && *is_done ? run_part(place, of->scenario, study, errors) : status;
}
