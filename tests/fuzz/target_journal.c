/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* target_journal.c - a journal as --resume and merge read it, whoever wrote it.
 *
 * Its lines are sealed first (sealed.h). Whatever they say: runs come in their order, the bytes that are
 * good are within the file, what is copied is good again, and replications of a scenario that we know are
 * summed up. */
#include "fuzz/sealed.h"
#include "fuzz/small.h"
#include "fuzz/targets.h"
#include "scenario/rules.h"
#include "study/accounts.h"
#include "study/curve.h"
#include "study/tally.h"

/* Room for what a line of a head may count, and what is known of the scenario. */
struct room {
    struct ab_replication replication;
    struct ab_curves curves;
    struct ab_document *document;
    struct ab_scenario *scenario;
};

static void *take(size_t count, size_t size)
{
    void *memory = calloc(count + 1, size);
    require(memory != NULL);
    return memory;
}

static void take_room(struct room *room, const struct ab_journal_head *head)
{
    struct ab_replication *replication = &room->replication;
    *replication = (struct ab_replication){
        .measure = take((size_t)head->measures, sizeof(double)),
        .milestone = take((size_t)head->milestones, sizeof(double)),
        .chain_h = take(AB_LINK_COUNT, sizeof(double)),
        .wait_h = take(AB_CAUSE_COUNT, sizeof(double)),
        .wait_flights = take(AB_CAUSE_COUNT, sizeof(int)),
        .contingent = take((size_t)head->contingents, sizeof *replication->contingent),
        .site = take((size_t)head->sites, sizeof *replication->site),
    };
}

static void give_room(struct room *room)
{
    struct ab_replication *replication = &room->replication;
    free(replication->measure);
    free(replication->milestone);
    free(replication->chain_h);
    free(replication->wait_h);
    free(replication->wait_flights);
    free(replication->contingent);
    free(replication->site);
    ab_pack_clear(&replication->accounts);
    ab_curves_clear(&room->curves);
}

/* The scenario that runs may be of; it stays, as the room does. */
static struct room *room_of_all(struct ab_errors *errors)
{
    static struct room room;
    if (room.scenario == NULL) {
        room.document = fuzz_load(NULL, SMALL, NULL, 0, errors);
        require(ab_document_bind(&room.scenario, room.document, NULL, 0, errors) == AB_OK);
    }
    return &room;
}

/* Whether runs of a journal may be of the scenario. */
static bool is_of(const struct ab_journal_head *head, const struct ab_scenario *scenario)
{
    return head->kind == AB_PLAN_RUN && head->measures == ab_measure_count(scenario) &&
           head->source[0].measures == head->measures &&
           head->milestones == scenario->milestone_count &&
           head->contingents == scenario->contingent_count && head->sites == scenario->site_count;
}

enum { ROWS = 4 };

/* Adds a replication as a study does; false when there is no more room. */
static bool add(struct ab_tally *tally, struct ab_replication *replication, int number)
{
    struct ab_result *result = ab_tally_result(tally);
    if (number >= ROWS) {
        return false;
    }
    if (replication->curves != NULL) {
        ab_curves_store(result, number, replication->curves);
    }
    if (replication->diary != NULL && number < result->diary_rows) {
        require(ab_diary_add(result, number, replication->diary, replication->outcome.ended));
    }
    ab_accounts_add(result, &replication->accounts);
    replication->number = number + 1;
    require(ab_tally_add(tally, replication));
    return true;
}

static void finish(struct ab_tally *tally, int count)
{
    struct ab_result *result = count > 0 ? ab_tally_finish(tally) : NULL;
    require(count == 0 || result != NULL);
    ab_result_destroy(result);
    ab_tally_destroy(tally);
}

/* Reads all runs that come in order, then those that are held. */
static void read_runs(struct ab_journal *journal, struct room *room, uint64_t size,
                      struct ab_errors *errors)
{
    const struct ab_journal_head *head = ab_journal_head(journal);
    const struct ab_scenario *scenario = room->scenario;
    struct ab_tally *tally = is_of(head, scenario) ? ab_tally_create(scenario, ROWS) : NULL;
    struct ab_journal_text copy = {0};
    struct ab_journal_run run;
    enum ab_status status;
    int64_t before = -1;
    int count = 0, growths = 0;
    while (ab_journal_next(journal, &run, &status, errors)) {
        before = ab_journal_growths(journal) == growths ? before : -1;
        growths = ab_journal_growths(journal);
        if (run.ended > 0) {
            continue;
        }
        require(run.run > before && run.point >= 0 && run.point < head->points);
        before = run.run;
        ab_journal_copy_run(journal, &copy);
        require(!copy.failed && copy.used > 0 && copy.bytes[copy.used - 1] == '\n');
        if (ab_journal_take_replication(&run, head, &room->replication, &room->curves) == AB_OK &&
            tally != NULL && run.point == AB_POINT_BASE) {
            count += add(tally, &room->replication, count);
        }
    }
    require((status == AB_OK) == (errors->count == 0));
    require(ab_journal_good_bytes(journal) <= size);
    if (status == AB_OK && ab_journal_held(journal) > 0) {
        bool held;
        (void)ab_journal_take_held(journal, ab_journal_last_held(journal), &run, &held);
        require(held);
    }
    ab_journal_text_clear(&copy);
    if (tally != NULL) {
        finish(tally, count);
    }
}

void fuzz_journal(const uint8_t *data, size_t size)
{
    static struct ab_errors errors;
    struct shelf shelf = {0};
    struct ab_journal *journal = NULL;
    ab_errors_clear(&errors);
    struct room *room = room_of_all(&errors);
    if (!sealed_put(&shelf, "j", (const char *)data, size)) {
        return;
    }
    shelf_open(&shelf);
    const enum ab_status status = ab_journal_open(&journal, "j", &errors);
    require_faults(status, &errors);
    if (journal != NULL) {
        take_room(room, ab_journal_head(journal));
        read_runs(journal, room, shelf.file[0].size, &errors);
        give_room(room);
    }
    ab_journal_close(journal);
    shelf_open(NULL);
    shelf_clear(&shelf);
}
