/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* chain.c - what held the closure back.
 *
 * Walks backwards from the last delivery to the request along the thing that was waited for: the
 * flight that brought the last load; before it, if the load was waiting for an aircraft, what that
 * aircraft did before (its flight home, its load before that, ...); else how the load came to be
 * ready. Every moment between request and closure belongs to exactly one link, so the hours of the
 * links add up to the closure time. */
#include "model/state.h"

#include <assert.h>
#include <math.h>

struct chain {
    const struct ab_run *run;
    ab_time spent[AB_LINK_COUNT];
};

static ab_time between(ab_time begin, ab_time end)
{
    return begin == AB_TIME_NEVER ? 0 : end - begin;
}

/* What a flight spent between its tasking and `until`, which is the end of its offload or its own
 * end. Work that is neither onload, flight nor offload is servicing: fuelling, a stop,
 * turn-round. */
static void add_flight(struct chain *chain, const struct ab_sortie_record *sortie, ab_time until)
{
    const ab_time onload = between(sortie->onload_begin, sortie->onload_end);
    const ab_time offload = between(sortie->offload_begin, sortie->offload_end);
    ab_time other = until - sortie->tasked - onload - offload - sortie->block_time;
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        chain->spent[cause] += sortie->account.spent[cause];
        other -= sortie->account.spent[cause];
    }
    chain->spent[AB_LINK_ONLOAD] += onload;
    chain->spent[AB_LINK_OFFLOAD] += offload;
    chain->spent[AB_LINK_FLIGHT] += sortie->block_time;
    chain->spent[AB_LINK_SERVICING] += other;
}

/* From the request to the alert of whoever was alerted at `alerted`. */
static void add_decision(struct chain *chain, ab_time alerted)
{
    chain->spent[AB_LINK_DECISION] += alerted - chain->run->command.request;
}

/* How a load had come as far as it was at `point`, its readiness at the latest: assembly and road
 * march up to its contingent's first load, then one load after the other. */
static void add_readiness(struct chain *chain, const struct ab_chalk_record *chalk, ab_time point)
{
    const struct ab_unit *unit = &chain->run->unit[chalk->contingent];
    if (chalk->sustainment) {
        chain->spent[AB_LINK_READINESS] += point - chain->run->command.request;
        return;
    }
    int first = unit->first_chalk;
    while (!chalk->forward && chain->run->chalk[first].forward) {
        first++;
    }
    const ab_time begun = chain->run->chalk[first].ready;
    const ab_time assembled = point < begun ? point : begun;
    chain->spent[AB_LINK_READINESS] += point - assembled;
    chain->spent[AB_LINK_ASSEMBLY] += assembled - unit->record.alerted;
    add_decision(chain, unit->record.alerted);
}

/* The flight made for the same load right before this one (to fetch it, or to a stop on the way),
 * or NULL. */
static const struct ab_sortie_record *flight_before(const struct ab_run *run,
                                                    const struct ab_sortie_record *sortie)
{
    if (sortie->previous == AB_NOBODY) {
        return NULL;
    }
    const struct ab_sortie_record *before = &run->sortie[sortie->previous];
    const bool same_load = before->purpose == AB_PURPOSE_POSITIONING || before->stops;
    return same_load && before->ended == sortie->tasked ? before : NULL;
}

/* When the aircraft that flew `sortie` became free for it. */
static ab_time freed(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    return sortie->previous != AB_NOBODY ? run->sortie[sortie->previous].ended
                                         : run->tail[sortie->tail].available;
}

/* The aircraft had not flown before: it was waited for until it was released to the operation. */
static void add_availability(struct chain *chain, const struct ab_sortie_record *first)
{
    const ab_time alerted = chain->run->tail[first->tail].alerted;
    chain->spent[AB_LINK_AVAILABILITY] += first->tasked - alerted;
    add_decision(chain, alerted);
}

/* What the aircraft did until it became free for the flight `first`: flights home, and the flight
 * with a load before that, which is returned. */
static const struct ab_sortie_record *add_previous(struct chain *chain,
                                                   const struct ab_sortie_record *first)
{
    const struct ab_run *run = chain->run;
    const struct ab_sortie_record *before = &run->sortie[first->previous];
    add_flight(chain, before, before->ended);
    while (before->chalk == AB_NOBODY) {
        before = &run->sortie[before->previous];
        add_flight(chain, before, before->ended);
    }
    return before;
}

/* `sortie`, already added, carried a load: how it came to begin, back to the request. */
static void walk(struct chain *chain, const struct ab_sortie_record *sortie)
{
    const struct ab_run *run = chain->run;
    for (;;) {
        const struct ab_chalk_record *chalk = &run->chalk[sortie->chalk];
        const struct ab_sortie_record *first = sortie, *before;
        ab_time early = sortie->account.spent[AB_CAUSE_CARGO];
        while (early == 0 && (before = flight_before(run, first)) != NULL) {
            add_flight(chain, before, before->ended);
            first = before;
            early = first->chalk == AB_NOBODY ? 0 : first->account.spent[AB_CAUSE_CARGO];
        }
        if (early > 0) { /* the aircraft stood there: the load alone counts */
            chain->spent[AB_CAUSE_CARGO] -= early;
            add_readiness(chain, chalk, first->tasked + early);
            return;
        }
        ab_time point = first->tasked;
        if (chalk->called < point && freed(run, first) == point) { /* it waited for the aircraft */
            if (first->previous == AB_NOBODY) {
                add_availability(chain, first);
                return;
            }
            sortie = add_previous(chain, first);
            continue;
        }
        if (point > chalk->ready) {
            chain->spent[AB_CAUSE_CLOSED] += chalk->shut;
            chain->spent[AB_CAUSE_AIRCRAFT] += point - chalk->ready - chalk->shut;
            point = chalk->ready;
        }
        add_readiness(chain, chalk, point);
        return;
    }
}

/* A road column was the last to arrive. */
static void add_column(struct chain *chain)
{
    const struct ab_run *run = chain->run;
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const struct ab_contingent_record *record = &run->unit[c].record;
        if (record->closed == run->command.closed) {
            chain->spent[AB_LINK_ROAD] += record->closed - record->marched;
            chain->spent[AB_LINK_ASSEMBLY] += record->marched - record->alerted;
            add_decision(chain, record->alerted);
            return;
        }
    }
    assert(false && "closed by nobody");
}

void ab_run_chain(const struct ab_run *run, double *hours)
{
    struct chain chain = {.run = run};
    if (run->command.closed == AB_TIME_NEVER) {
        for (int i = 0; i < AB_LINK_COUNT; i++) {
            hours[i] = (double)NAN;
        }
        return;
    }
    const struct ab_sortie_record *last = NULL;
    for (int s = 0; s < run->sortie_count && !last; s++) {
        const struct ab_sortie_record *sortie = &run->sortie[s];
        if (sortie->offload_end == run->command.closed &&
            sortie->purpose == AB_PURPOSE_DEPLOYMENT) {
            last = sortie;
        }
    }
    if (last) {
        add_flight(&chain, last, last->offload_end);
        walk(&chain, last);
    } else {
        add_column(&chain);
    }
    for (int i = 0; i < AB_LINK_COUNT; i++) {
        hours[i] = ab_time_hours(chain.spent[i]);
    }
}

const char *ab_link_name(int link)
{
    static const char *const cause[AB_CAUSE_COUNT] = {
        [AB_CAUSE_CARGO] = "waiting: load not ready",
        [AB_CAUSE_AIRCRAFT] = "waiting: no aircraft",
        [AB_CAUSE_POSITIONING] = "waiting: aircraft on the way",
        [AB_CAUSE_STAND] = "waiting: stand",
        [AB_CAUSE_WORKING] = "waiting: working place",
        [AB_CAUSE_FUEL] = "waiting: fuel",
        [AB_CAUSE_CREW] = "waiting: crew",
        [AB_CAUSE_REPAIR] = "waiting: repair",
        [AB_CAUSE_SLOT] = "waiting: slot",
        [AB_CAUSE_RUNWAY] = "waiting: runway",
        [AB_CAUSE_WEATHER] = "waiting: weather",
        [AB_CAUSE_HOURS] = "waiting: opening hours",
        [AB_CAUSE_CLOSED] = "waiting: field closed",
        [AB_CAUSE_HOLDING] = "holding: no stand",
        [AB_CAUSE_DIVERSION] = "diversion",
    };
    static const char *const stretch[AB_LINK_COUNT - AB_STATE_COUNT] = {
        "decision",
        "notice, assembly, road march",
        "loads one after another",
        "aircraft released",
        "onload",
        "flight",
        "offload",
        "servicing",
        "road",
    };
    assert(link >= 0 && link < AB_LINK_COUNT);
    if (link < AB_CAUSE_COUNT) {
        return cause[link];
    }
    return link == AB_WORK ? "work" : stretch[link - AB_STATE_COUNT];
}
