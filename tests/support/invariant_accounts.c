/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* invariant_accounts.c - work and waits, and bounds, at the end of a replication. */
#include "support/invariant.h"

#include "model/contingent.h"
#include "scenario/rules.h"

static ab_time total(const struct ab_spent *spent)
{
    ab_time total = 0;
    for (int state = 0; state < AB_STATE_COUNT; state++) {
        total += spent->in[state];
    }
    return total;
}

/* Every stage of work as its own time stamps say. */
static ab_time work_of(const struct ab_sortie_record *sortie)
{
    ab_time work = sortie->fuelling + sortie->block_time;
    if (sortie->onload_end != AB_TIME_NEVER) {
        work += sortie->onload_end - sortie->onload_begin;
    }
    if (sortie->offload_end != AB_TIME_NEVER) {
        work += sortie->offload_end - sortie->offload_begin;
        work += sortie->ended - sortie->offload_end;
    } else if (sortie->block_in != AB_TIME_NEVER) {
        work += sortie->ended - sortie->block_in; /* a stop, or servicing */
    } /* or it never left: those whom it came for were left behind */
    return work;
}

/* What was waited for, by the records of a traced run: all of the flights', and of the loads' what
 * came before or without an aircraft at work. */
static const char *check_waits(const struct ab_run *run)
{
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        const bool loads = cause == AB_CAUSE_AIRCRAFT || cause == AB_CAUSE_POSITIONING ||
                           cause == AB_CAUSE_PREPARATION ||
                           (cause == AB_CAUSE_YARD && run->hub.transit == NULL);
        const bool some = cause == AB_CAUSE_SLOT || cause == AB_CAUSE_CLOSED ||
                          cause == AB_CAUSE_WINDOW || cause == AB_CAUSE_FLOW || /* untasked ones */
                          (cause == AB_CAUSE_YARD && run->hub.transit != NULL);
        ab_time waited = 0;
        int waits = 0;
        for (int s = 0; s < run->sortie_count; s++) {
            waited += run->flights.spent[s].in[cause];
            waits += run->flights.spent[s].in[cause] > 0;
        }
        for (int k = 0; loads && k < run->chalk_count; k++) {
            const struct ab_lot *lot =
                run->chalk[k].lot; /* those that are not needed do not count */
            const ab_time spent =
                lot->is_uncut || lot->has_lapsed ? 0 : run->loads.spent[k].in[cause];
            waited += spent;
            waits += spent > 0;
        }
        if (some ? waited > run->count.waited[cause] || waits > run->count.waits[cause]
                 : waited != run->count.waited[cause] || waits != run->count.waits[cause]) {
            return "the waits of all flights and loads do not add up";
        }
    }
    return NULL;
}

/* When a load became ready, or was brought to be prepared. */
static ab_time account_begun(const struct ab_run *run, int load)
{
    const bool brought = run->outload.load && run->outload.load[load].brought != AB_TIME_NEVER;
    return brought ? run->outload.load[load].brought : run->chalk[load].ready;
}

/* Nobody is in sooner than any plan could have it. */
static const char *check_bounds(const struct ab_run *run)
{
    static const char *const sooner[AB_LIMIT_COUNT] = {
        [AB_LIMIT_NOTHING] = "in sooner than it begins",
        [AB_LIMIT_LOADS] = "in sooner than its loads can be",
        [AB_LIMIT_ROAD] = "in sooner than by road",
        [AB_LIMIT_TEAMS] = "in sooner than teams can prepare it",
        [AB_LIMIT_WORKING] = "in sooner than working places can handle it",
        [AB_LIMIT_STANDS] = "in sooner than stands can hold its aircraft",
        [AB_LIMIT_RUNWAY] = "in sooner than runways can take its aircraft",
        [AB_LIMIT_AIRCRAFT] = "in sooner than aircraft can bring it",
        [AB_LIMIT_FLOW] = "in sooner than a ceiling lets it",
    };
    const struct ab_limit *force = &run->limit;
    if (force->time != AB_TIME_NEVER && force->time > run->command.closed) {
        return sooner[force->kind];
    }
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const struct ab_contingent_record *record = &run->unit[c].record;
        if (record->limit.time != AB_TIME_NEVER && record->limit.time > record->closed) {
            return sooner[record->limit.kind];
        }
    }
    return NULL;
}

const char *ab_invariant_broken_at_end(const struct ab_run *run)
{
    const char *broken = check_bounds(run);
    if (broken) {
        return broken;
    }
    for (int s = 0; run->trace && s < run->sortie_count; s++) {
        const struct ab_sortie_record *sortie = &run->flights.record[s];
        if (sortie->ended == AB_TIME_NEVER) {
            continue;
        }
        if (total(&run->flights.spent[s]) != sortie->ended - sortie->tasked) {
            return "work plus waits differ from the elapsed time of a sortie";
        }
        if (run->flights.spent[s].in[AB_WORK] != work_of(sortie)) {
            return "the work of a sortie is not the work of its stages";
        }
    }
    for (int k = 0; run->trace && k < run->chalk_count; k++) {
        const struct ab_chalk *chalk = &run->chalk[k];
        if (chalk->offloaded != AB_TIME_NEVER &&
            total(&run->loads.spent[k]) != chalk->offloaded - account_begun(run, k)) {
            return "work plus waits differ from the elapsed time of a chalk";
        }
    }
    return run->trace ? check_waits(run) : NULL;
}
