/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* answer.c - the result of an insight command. */
#include "insight/answer.h"

#include "output/result_json.h"

static void put_facts(struct ab_json *json, const void *owner)
{
    const struct ab_answer *answer = owner;
    const struct ab_inquiry *inquiry = answer->inquiry;
    ab_json_hash(json, "scenario_hash", ab_inquiry_scenario(inquiry)->hash);
    ab_json_text(json, "generator", "philox2x64-10");
    ab_json_integer(json, "seed", (int64_t)answer->seed);
    ab_json_integer(json, "runs", ab_inquiry_runs(inquiry));
    ab_json_integer(json, "failed", ab_inquiry_failed(inquiry));
    ab_json_integer(json, "traced_replication", 0);
    answer->facts(json, answer->owner);
}

void ab_answer_say_unseen(struct ab_sheet *sheet, int replications)
{
    if (replications > 3) {
        ab_sheet_say(sheet,
                     "What happens in fewer than 3 of %d replications may not have been seen.",
                     replications);
    } else {
        ab_sheet_put(sheet, "So few replications have not seen much of what may happen.");
    }
    ab_sheet_end(sheet);
}

enum ab_status ab_answer_write(const struct ab_answer *answer, struct ab_inquiry *inquiry,
                               const char *path, int argc, char *const *argv,
                               struct ab_errors *errors)
{
    const struct ab_scenario *scenario = ab_inquiry_scenario(inquiry);
    const struct ab_store_options options = {
        .path = path,
        .claim = ab_inquiry_claim(inquiry),
        .title = scenario->general.title,
        .subject = answer->subject,
        .said = scenario,
        .journalled = true,
        .kind = AB_PLAN_INQUIRY,
        .start = scenario->general.start,
        .argc = argc,
        .argv = argv,
    };
    enum ab_status status = ab_inquiry_finish(inquiry, errors);
    struct ab_store *store = status == AB_OK ? ab_store_open(&options, errors) : NULL;
    if (store == NULL) {
        return status != AB_OK ? status : AB_IO_ERROR;
    }
    for (int i = 0; i < answer->tables; i++) {
        struct ab_row *row = ab_store_begin(store, answer->table[i].table, errors);
        if (row == NULL) {
            ab_store_abandon(store);
            return AB_IO_ERROR;
        }
        answer->table[i].rows(row, answer->owner);
    }
    return ab_store_commit(store, put_facts, answer, errors);
}

enum ab_status ab_answer_print_json(FILE *stream, const struct ab_answer *answer,
                                    struct ab_errors *errors)
{
    const struct ab_scenario *scenario = ab_inquiry_scenario(answer->inquiry);
    struct ab_json json;
    ab_json_begin_result(&json, stream, answer->command, scenario->general.title);
    put_facts(&json, answer);
    for (int i = 0; i < answer->tables; i++) {
        struct ab_row *row = ab_json_begin_table(&json, answer->table[i].table, &answer->subject,
                                                 scenario->general.start, errors);
        if (row == NULL) {
            return AB_IO_ERROR;
        }
        answer->table[i].rows(row, answer->owner);
        ab_json_end_table(row, true);
    }
    ab_json_end(&json);
    return AB_OK;
}
