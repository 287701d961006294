/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* from.c - `--from DIR --at DATE`: what a result says of itself, as assignments to [past]. */
#include "cli/simulate.h"

#include "base/memory.h"
#include "output/inspection.h"
#include "output/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { ASSIGNMENTS = 5 };

/* The scenario's own assignments, as one text; false when one cannot be part of it. */
static bool join(char *text, size_t size, const struct ab_journal_source *source)
{
    size_t used = 0;
    text[0] = '\0';
    for (int i = 0; i < source->set_count; i++) {
        if (strchr(source->set[i], ';') != NULL) {
            return false;
        }
        const int put =
            snprintf(text + used, size - used, "%s%s", i > 0 ? "; " : "", source->set[i]);
        if (put < 0 || (size_t)put >= size - used) {
            return false;
        }
        used += (size_t)put;
    }
    return true;
}

/* Puts the assignments before those that were written. */
static enum ab_status put(struct ab_cli_arguments *arguments, const struct ab_journal_head *head,
                          int64_t replication, struct ab_errors *errors)
{
    enum { ROOM = 1 << 13 };
    const struct ab_journal_source *source = head->source;
    char *past = ab_memory_take(ASSIGNMENTS, ROOM);
    const char **text = ab_memory_take((size_t)arguments->set.count + ASSIGNMENTS, sizeof *text);
    char *set = past != NULL ? past + 4 * (size_t)ROOM : NULL;
    arguments->past = past;
    if (past == NULL || text == NULL) {
        ab_memory_give(text);
        return ab_errors_out_of_memory(errors);
    }
    (void)snprintf(past, ROOM, "past.scenario=%s", source->path);
    (void)snprintf(past + ROOM, ROOM, "past.at=%s", arguments->at);
    (void)snprintf(past + 2 * (size_t)ROOM, ROOM, "past.seed=%" PRIu64, head->seed);
    (void)snprintf(past + 3 * (size_t)ROOM, ROOM, "past.replication=%" PRId64, replication);
    (void)snprintf(set, ROOM, "past.set=");
    for (int i = 0; i < ASSIGNMENTS; i++) {
        text[i] = past + (size_t)i * ROOM;
    }
    if (!join(set + strlen(set), ROOM - strlen(set), source)) {
        ab_memory_give(text);
        return ab_errors_refuse(errors, "--from: the result was made with a --set that has a "
                                        "semicolon in it, or with too many of them");
    }
    const int count = source->set_count > 0 ? ASSIGNMENTS : ASSIGNMENTS - 1;
    for (int i = 0; i < arguments->set.count; i++) {
        text[count + i] = arguments->set.text[i];
    }
    ab_memory_give(arguments->set.text);
    arguments->set = (struct ab_cli_list){text, count + arguments->set.count};
    return AB_OK;
}

static enum ab_status read_result(struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    const char *folder = arguments->from;
    struct ab_journal *journal = NULL;
    int64_t replication;
    enum ab_status status = ab_store_check_finished(folder, errors);
    if (status == AB_OK && ab_store_is_file(folder)) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, folder, 0, NULL, NULL,
                             "this is a database; --from goes on from a folder, as "
                             "`airbridge run SCENARIO --trace -o DIR` makes it");
    }
    if (status == AB_OK) {
        status = ab_folder_traced(&replication, folder, errors);
    }
    if (status == AB_OK && replication == 0) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, folder, 0, NULL, NULL,
                             "no replication was traced, so that nobody knows what happened in it: "
                             "make the result with --trace");
    }
    char *path = status == AB_OK ? ab_store_journal(folder, AB_PLAN_RUN, false, errors) : NULL;
    if (path != NULL) {
        status = ab_journal_open(&journal, path, errors);
    }
    ab_memory_give(path);
    if (journal == NULL) {
        return status != AB_OK ? status : AB_IO_ERROR;
    }
    const struct ab_journal_head *head = ab_journal_head(journal);
    struct ab_scenario *scenario = NULL;
    status = ab_cli_load_source(&scenario, head->source, errors);
    ab_scenario_destroy(scenario);
    if (status == AB_OK) {
        status = put(arguments, head, replication, errors);
    }
    ab_journal_close(journal);
    return status;
}

enum ab_status ab_cli_take_past(struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    ab_time at;
    if ((arguments->from != NULL) != (arguments->at != NULL)) {
        return ab_errors_refuse(errors, "--from DIR and --at DATE go together");
    }
    if (arguments->at != NULL && !ab_time_parse_iso(arguments->at, &at)) {
        return ab_cli_refuse_date("--at", arguments->at, errors);
    }
    return arguments->from != NULL ? read_result(arguments, errors) : AB_OK;
}
