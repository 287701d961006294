/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* chain.c - what held the closure back.
 *
 * The chain leads from the last delivery back to the request along what was waited for: the flight
 * that brought the last load; before it, if the load was waiting for an aircraft, what that aircraft
 * did before (its flight home, its load before that, ...); else how the load came to be ready. Every
 * moment between request and closure belongs to exactly one link, so the hours of the links add up
 * to the closure time.
 *
 * Each aircraft carries its own forward, flight by flight, so that no flight need be remembered: it
 * grows while loads wait for the aircraft, and begins anew with a load that did not. */
#include "model/chain.h"

#include <assert.h>
#include <math.h>

static ab_time between(ab_time begin, ab_time end)
{
    return begin == AB_TIME_NEVER ? 0 : end - begin;
}

/* Begins anew at a moment: with how a load came as far as it was then, or, without one, with the
 * alert of the aircraft. */
static void begin_anew(struct ab_chain *chain, int load, ab_time begun)
{
    *chain = (struct ab_chain){.load = load, .begun = begun};
}

/* A load is tasked, of whose flights this is the first, to an aircraft that it need not wait for. */
static void begin_with_load(const struct ab_run *run, struct ab_chain *chain, int load)
{
    const struct ab_chalk_record *chalk = &run->chalk[load];
    if (ab_now(run) > chalk->ready) {
        begin_anew(chain, load, chalk->ready);
        chain->spent[AB_CAUSE_CLOSED] = chalk->shut;
        chain->spent[AB_CAUSE_AIRCRAFT] = ab_now(run) - chalk->ready - chalk->shut;
    } else {
        begin_anew(chain, load, ab_now(run));
    }
}

/* The aircraft has not flown before: it was waited for until it was released to the operation. */
static void begin_with_aircraft(const struct ab_run *run, struct ab_chain *chain, ab_time alerted)
{
    begin_anew(chain, AB_NOBODY, alerted);
    chain->spent[AB_LINK_AVAILABILITY] = ab_now(run) - alerted;
}

/* Whether the flight that an aircraft made last was for the load that it is to serve now: to fetch
 * it, or to a stop on the way. */
static bool goes_on(const struct ab_run *run, const struct ab_sortie_record *last)
{
    const bool same_load = last->purpose == AB_PURPOSE_POSITIONING || last->stops;
    return same_load && last->ended == ab_now(run);
}

void ab_chain_begin(struct ab_run *run, int index)
{
    const struct ab_tail *tail = &run->tail[index];
    const struct ab_sortie_record *last =
        tail->last_sortie != AB_NOBODY ? &run->sortie[index] : NULL;
    if (tail->chalk == AB_NOBODY || (last && goes_on(run, last))) {
        return; /* home, or on with its load */
    }
    const ab_time free = last ? last->ended : tail->available;
    const bool waited_for = run->chalk[tail->chalk].called < ab_now(run) && free == ab_now(run);
    if (!waited_for) {
        begin_with_load(run, &run->chain[index], tail->chalk);
    } else if (!last) {
        begin_with_aircraft(run, &run->chain[index], tail->alerted);
    }
}

/* What a flight spent between its tasking and `until`, which is the end of its offload or its own
 * end. Work that is neither onload, flight nor offload is servicing: fuelling, a stop,
 * turn-round. */
static void add_flight(struct ab_chain *chain, const struct ab_sortie_record *sortie, ab_time until)
{
    const ab_time early = sortie->chalk != AB_NOBODY ? sortie->account.spent[AB_CAUSE_CARGO] : 0;
    if (early > 0) { /* the aircraft stood there: the load alone counts */
        begin_anew(chain, sortie->chalk, sortie->tasked + early);
        chain->spent[AB_CAUSE_CARGO] = -early;
    }
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

void ab_chain_end(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    add_flight(&run->chain[sortie->tail], sortie, sortie->ended);
}

/* --- the last delivery ------------------------------------------------------------------------ */

void ab_chain_close(struct ab_run *run)
{
    const struct ab_sortie_record *last = NULL;
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_sortie_record *sortie = &run->sortie[t];
        const bool flew = run->tail[t].used;
        if (flew && sortie->offload_end == ab_now(run) &&
            sortie->purpose == AB_PURPOSE_DEPLOYMENT && (!last || sortie->number < last->number)) {
            last = sortie;
        }
    }
    run->closing.by_air = last != NULL;
    if (last) {
        run->closing.chain = run->chain[last->tail];
    }
    if (last && last->ended == AB_TIME_NEVER) {
        add_flight(&run->closing.chain, last, last->offload_end);
    }
}

/* From the request to the alert of whoever was alerted at `alerted`. */
static void add_decision(const struct ab_run *run, struct ab_chain *chain, ab_time alerted)
{
    chain->spent[AB_LINK_DECISION] += alerted - run->command.request;
}

/* How a load had come as far as it was at `point`, its readiness at the latest: assembly and road
 * march up to its contingent's first load, then one load after the other. */
static void add_readiness(const struct ab_run *run, struct ab_chain *chain,
                          const struct ab_chalk_record *chalk, ab_time point)
{
    const struct ab_unit *unit = &run->unit[chalk->contingent];
    if (chalk->sustainment) {
        chain->spent[AB_LINK_READINESS] += point - run->command.request;
        return;
    }
    int first = unit->first_chalk;
    while (!chalk->forward && run->chalk[first].forward) {
        first++;
    }
    const ab_time begun = run->chalk[first].ready;
    const ab_time assembled = point < begun ? point : begun;
    chain->spent[AB_LINK_READINESS] += point - assembled;
    chain->spent[AB_LINK_ASSEMBLY] += assembled - unit->record.alerted;
    add_decision(run, chain, unit->record.alerted);
}

/* A road column was the last to arrive. */
static void add_column(const struct ab_run *run, struct ab_chain *chain)
{
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const struct ab_contingent_record *record = &run->unit[c].record;
        if (record->closed == run->command.closed) {
            chain->spent[AB_LINK_ROAD] += record->closed - record->marched;
            chain->spent[AB_LINK_ASSEMBLY] += record->marched - record->alerted;
            add_decision(run, chain, record->alerted);
            return;
        }
    }
    assert(false && "closed by nobody");
}

void ab_run_chain(const struct ab_run *run, double *hours)
{
    struct ab_chain chain = {.load = AB_NOBODY};
    if (run->command.closed == AB_TIME_NEVER) {
        for (int i = 0; i < AB_LINK_COUNT; i++) {
            hours[i] = (double)NAN;
        }
        return;
    }
    if (run->closing.by_air) {
        chain = run->closing.chain;
    }
    if (!run->closing.by_air) {
        add_column(run, &chain);
    } else if (chain.load == AB_NOBODY) {
        add_decision(run, &chain, chain.begun);
    } else {
        add_readiness(run, &chain, &run->chalk[chain.load], chain.begun);
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
