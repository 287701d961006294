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
#include <string.h>

static ab_time between(ab_time begin, ab_time end)
{
    return begin == AB_TIME_NEVER ? 0 : end - begin;
}

/* Begins anew at a moment: with how a load came as far as it was then, or, without one, with the
 * alert of the aircraft. */
static void begin_anew(struct ab_run *run, int tail, int load, ab_time time)
{
    ab_timesheet_forget(&run->chains.spent, tail);
    run->chains.chain[tail] = (struct ab_chain){.load = load, .begun = time};
}

/* A load is tasked, of whose flights this is the first, to an aircraft that it need not wait for. */
static void begin_with_load(struct ab_run *run, int tail, int load)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    if (!chalk->in_hand && ab_now(run) > chalk->ready) {
        const ab_time early = chalk->called > chalk->ready ? chalk->called - chalk->ready : 0;
        const struct ab_detention detention = ab_detention_of(run, chalk);
        begin_anew(run, tail, load, chalk->ready);
        ab_timesheet_add(&run->chains.spent, tail, AB_CAUSE_WINDOW, early);
        ab_timesheet_add(&run->chains.spent, tail, AB_CAUSE_CLOSED, detention.shut);
        ab_timesheet_add(&run->chains.spent, tail, AB_CAUSE_FLOW, detention.kept);
        ab_timesheet_add(&run->chains.spent, tail, AB_CAUSE_AIRCRAFT,
                         ab_now(run) - chalk->ready - early - detention.shut - detention.kept);
    } else {
        begin_anew(run, tail, load, ab_now(run));
    }
}

/* The aircraft has not flown before: it was waited for until it was released to the operation. */
static void begin_with_aircraft(struct ab_run *run, int tail)
{
    const ab_time alerted = run->tail[tail].alerted;
    begin_anew(run, tail, AB_NOBODY, alerted);
    ab_timesheet_add(&run->chains.spent, tail, AB_LINK_AVAILABILITY, ab_now(run) - alerted);
}

/* Whether the flight that an aircraft made last was for the load that it is to serve now: to fetch
 * it, or to a stop on the way. */
static bool goes_on(const struct ab_run *run, const struct ab_sortie_record *last)
{
    const bool fetched = last->purpose == AB_PURPOSE_POSITIONING && last->block_in != AB_TIME_NEVER;
    return (fetched || last->stops) && last->ended == ab_now(run);
}

void ab_chain_begin(struct ab_run *run, int index)
{
    const struct ab_tail *tail = &run->tail[index];
    const struct ab_sortie_record *last =
        tail->last_sortie != AB_NOBODY ? &run->sortie[index] : NULL;
    if (tail->chalk == AB_NOBODY && !last) {
        begin_with_aircraft(run, index); /* it began away from home, and goes there */
        return;
    }
    if (tail->chalk == AB_NOBODY || (last && goes_on(run, last))) {
        return; /* home, or on with its load */
    }
    const ab_time free = last ? last->ended : tail->available;
    const bool waited_for = run->chalk[tail->chalk].called < ab_now(run) && free == ab_now(run);
    if (!waited_for) {
        begin_with_load(run, index, tail->chalk);
    } else if (!last) {
        begin_with_aircraft(run, index);
    }
}

/* Of the time in which it stood there for its load the load alone counts. */
void ab_chain_load_ready(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const ab_time early = ab_now(run) - sortie->account.since;
    if (early > 0) {
        begin_anew(run, sortie->tail, sortie->chalk, sortie->tasked + early);
    }
}

/* How long a flight has waited for a cause, but for its load to be ready: for the rest of its batch. */
static ab_time waited_for(const struct ab_run *run, const struct ab_sortie_record *sortie,
                          int cause)
{
    const struct ab_chain *chain = &run->chains.chain[sortie->tail];
    const bool was_early = cause == AB_CAUSE_CARGO && chain->load != AB_NOBODY &&
                           chain->load == sortie->chalk && chain->begun > sortie->tasked;
    return ab_timesheet_time(&run->spent, sortie->tail, cause) -
           (was_early ? chain->begun - sortie->tasked : 0);
}

/* Adds what a flight spent between its tasking and `until`, which is the end of its offload or its own
 * end, but for its waits. Work that is neither onload, flight nor offload is servicing: fuelling, a
 * stop, turn-round. */
static void add_work(const struct ab_run *run, const struct ab_sortie_record *sortie, ab_time until,
                     struct ab_chain *chain)
{
    const ab_time onload = between(sortie->onload_begin, sortie->onload_end);
    const ab_time offload = between(sortie->offload_begin, sortie->offload_end);
    ab_time other = until - sortie->tasked - onload - offload - sortie->block_time;
    for (int cause = ab_timesheet_next(&run->spent, sortie->tail, 0); cause < AB_CAUSE_COUNT;
         cause = ab_timesheet_next(&run->spent, sortie->tail, cause + 1)) {
        other -= ab_timesheet_time(&run->spent, sortie->tail, cause);
    }
    chain->onload += onload;
    chain->flight += sortie->block_time;
    chain->offload += offload;
    chain->servicing += other;
}

void ab_chain_end(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const int tail = sortie->tail;
    add_work(run, sortie, sortie->ended, &run->chains.chain[tail]);
    for (int cause = ab_timesheet_next(&run->spent, tail, 0); cause < AB_CAUSE_COUNT;
         cause = ab_timesheet_next(&run->spent, tail, cause + 1)) {
        ab_timesheet_add(&run->chains.spent, tail, cause, waited_for(run, sortie, cause));
    }
}

/* --- the last delivery ------------------------------------------------------------------------ */

/* The chain behind a flight that brought a load, which may be over. */
static struct ab_closing chain_behind(const struct ab_run *run, const struct ab_sortie_record *last)
{
    struct ab_closing closing = {.by_air = true, .chain = run->chains.chain[last->tail]};
    struct ab_chain *chain = &closing.chain;
    ab_time *spent = closing.spent;
    for (int link = 0; link < AB_LINK_COUNT; link++) {
        spent[link] = ab_timesheet_time(&run->chains.spent, last->tail, link);
    }
    if (last->ended == AB_TIME_NEVER) {
        add_work(run, last, last->offload_end, chain);
        for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
            spent[cause] += waited_for(run, last, cause);
        }
    }
    spent[AB_LINK_ONLOAD] = chain->onload;
    spent[AB_LINK_FLIGHT] = chain->flight;
    spent[AB_LINK_OFFLOAD] = chain->offload;
    spent[AB_LINK_SERVICING] = chain->servicing;
    return closing;
}

struct ab_hindsight ab_chain_look_back(const struct ab_run *run,
                                       const struct ab_sortie_record *sortie)
{
    return (struct ab_hindsight){sortie->offload_end, chain_behind(run, sortie)};
}

void ab_chain_close(struct ab_run *run)
{
    const struct ab_sortie_record *last = NULL;
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_sortie_record *sortie = &run->sortie[t];
        const bool flew = run->tail[t].used;
        if (flew && sortie->offload_end == ab_now(run) &&
            sortie->purpose == AB_PURPOSE_DEPLOYMENT &&
            !ab_goes_to_hub(run, run->chalk[sortie->chalk].lot) &&
            (!last || sortie->number < last->number)) {
            last = sortie;
        }
    }
    run->closing = last ? chain_behind(run, last) : (struct ab_closing){.by_air = false};
}

/* From the request to the alert of whoever was alerted at `alerted`. */
static void add_decision(const struct ab_run *run, ab_time *spent, ab_time alerted)
{
    spent[AB_LINK_DECISION] += alerted - run->command.request;
}

/* The same, and how a contingent that was fit to go at `fit` came to go at `went`: who is not allowed to,
 * by approval, dates, others before it, a notification or a commitment, waits for that. */
static void add_assembly(const struct ab_run *run, ab_time *spent, const struct ab_unit *unit,
                         ab_time fit, ab_time went)
{
    const ab_time assembled = fit < went ? fit : went;
    spent[AB_LINK_RELEASE] += went - assembled;
    spent[AB_LINK_ASSEMBLY] += assembled - unit->record.alerted;
    add_decision(run, spent, unit->record.alerted);
}

/* What a load that is prepared spent with it until `point`; returns when it came to the field. */
static ab_time add_preparation(const struct ab_prepared *load, ab_time *spent, ab_time point)
{
    const ab_time done = load->done < point ? load->done : point;
    const ab_time taken_up = load->taken_up < done ? load->taken_up : done;
    const ab_time brought = load->brought < taken_up ? load->brought : taken_up;
    spent[AB_CAUSE_YARD] += point - done;
    spent[AB_LINK_PREPARATION] += done - taken_up;
    spent[AB_CAUSE_PREPARATION] += taken_up - brought;
    return brought;
}

static bool is_prepared(const struct ab_run *run, int load)
{
    return run->outload.load && run->outload.load[load].brought != AB_TIME_NEVER;
}

/* Whether a load was there, or on its way, at the start. */
static bool began_on_its_way(const struct ab_run *run, const struct ab_chalk *chalk)
{
    const struct ab_unit *unit = &run->unit[chalk->lot->contingent];
    return chalk - run->chalk < unit->first_chalk + unit->begun;
}

/* Whether a load goes home again with a contingent that came. */
static bool goes_home(const struct ab_run *run, const struct ab_lot *lot)
{
    return lot->direction == AB_OUT &&
           ab_contingent_comes(&run->scenario->contingent[lot->contingent]);
}

/* Whether all of a contingent that is needed was there, or on its way, at the start. */
static bool began_whole(const struct ab_run *run, const struct ab_unit *unit)
{
    const int end = unit->first_chalk + unit->inbound_chalks;
    int next = unit->first_chalk + unit->begun;
    while (next < end && run->chalk[next].lot->has_lapsed) {
        next++;
    }
    return unit->begun > 0 && next == end;
}

/* How such a load had come as far: its contingent was free to go, whatever it had come for, and went one load
 * after the other. Who was there at the start was alerted later if at all. */
static void add_stay(const struct ab_run *run, ab_time *spent, const struct ab_unit *unit,
                     ab_time point)
{
    const ab_time freed = unit->record.released;
    spent[AB_LINK_READINESS] += point - freed;
    if (began_whole(run, unit)) {
        spent[AB_LINK_RELEASE] += freed - run->command.request;
    } else {
        add_assembly(run, spent, unit, unit->record.marched, freed);
    }
}

static void add_past(const struct ab_run *run, ab_time *spent, const struct ab_closing *past);

/* How a load had come as far as it was at `point`, its readiness at the latest: assembly and road
 * march up to its contingent's first load, then one load after the other, each prepared. */
static void add_readiness(const struct ab_run *run, ab_time *spent, const struct ab_chalk *chalk,
                          ab_time point)
{
    const struct ab_unit *unit = &run->unit[chalk->lot->contingent];
    if (chalk->lot->sustainment || chalk->lot->evacuation || began_on_its_way(run, chalk)) {
        spent[AB_LINK_READINESS] += point - run->command.request;
        return;
    }
    if (chalk->lot->direction == AB_ON) { /* what it waited for came to the hub then */
        const struct ab_passage *passage = (const struct ab_passage *)(const void *)chalk->lot;
        spent[AB_CAUSE_CARGO] += point - passage->past.time;
        add_past(run, spent, &passage->past.closing);
        return;
    }
    if (is_prepared(run, (int)(chalk - run->chalk))) {
        point = add_preparation(&run->outload.load[chalk - run->chalk], spent, point);
    }
    if (goes_home(run, chalk->lot)) {
        add_stay(run, spent, unit, point);
        return;
    }
    int first = unit->first_chalk + unit->begun;
    while (!chalk->lot->forward && run->chalk[first].lot->forward) {
        first++;
    }
    const ab_time begun =
        is_prepared(run, first) ? run->outload.load[first].brought : run->chalk[first].ready;
    const ab_time assembled = point < begun ? point : begun;
    spent[AB_LINK_READINESS] += point - assembled;
    add_assembly(run, spent, unit, chalk->lot->forward ? unit->forward_from : unit->record.marched,
                 assembled);
}

/* What came before the chain, back to the request. */
static void add_start(const struct ab_run *run, ab_time *spent, const struct ab_chain *chain)
{
    if (chain->load == AB_NOBODY) {
        add_decision(run, spent, chain->begun);
    } else {
        add_readiness(run, spent, &run->chalk[chain->load], chain->begun);
    }
}

/* A chain as a whole, and what came before it. */
static void add_past(const struct ab_run *run, ab_time *spent, const struct ab_closing *past)
{
    for (int link = 0; link < AB_LINK_COUNT; link++) {
        spent[link] += past->spent[link];
    }
    add_start(run, spent, &past->chain);
}

/* The road column of a contingent, or the load of it that came on by road from its hub last; or its
 * march, when it had nothing to bring. Nothing is behind who was in when help was asked for. */
static void add_column(const struct ab_run *run, ab_time *spent, int contingent)
{
    const struct ab_contingent_record *record = &run->unit[contingent].record;
    if (run->unit[contingent].unloaded > 0) {
        const struct ab_hindsight *past =
            &run->hub.passage[run->hub.transit[contingent].latest]->past;
        spent[AB_LINK_ROAD] += record->closed - past->time;
        add_past(run, spent, &past->closing);
        return;
    }
    if (record->closed < record->marched) {
        return;
    }
    const struct ab_unit *unit = &run->unit[contingent];
    const ab_time went = unit->column_from != AB_TIME_NEVER ? unit->column_from : record->marched;
    spent[AB_LINK_ROAD] += record->closed - went;
    add_assembly(run, spent, unit, record->marched, went);
}

/* Adds what came before the chain, back to the request; `contingent` is whose column came last, if
 * no load did. */
static void add_beginning(const struct ab_run *run, struct ab_closing *closing, int contingent)
{
    if (closing->by_air) {
        add_start(run, closing->spent, &closing->chain);
    } else {
        add_column(run, closing->spent, contingent);
    }
}

void ab_chain_behind(const struct ab_run *run, const struct ab_sortie_record *sortie,
                     ab_time spent[AB_LINK_COUNT])
{
    struct ab_closing closing = chain_behind(run, sortie);
    add_beginning(run, &closing, AB_NOBODY);
    memcpy(spent, closing.spent, sizeof closing.spent);
}

void ab_chain_note(const struct ab_run *run, const struct ab_sortie_record *last,
                   struct ab_chain *chain, struct ab_timesheet *sheet, int owner)
{
    const struct ab_timesheet *before = &run->chains.spent, *now = &run->spent;
    const int tail = last->tail;
    *chain = run->chains.chain[tail];
    assert(last->ended == AB_TIME_NEVER);
    ab_timesheet_forget(sheet, owner);
    for (int link = ab_timesheet_next(before, tail, 0); link < AB_LINK_COUNT;
         link = ab_timesheet_next(before, tail, link + 1)) {
        ab_timesheet_add(sheet, owner, link, ab_timesheet_time(before, tail, link));
    }
    for (int cause = ab_timesheet_next(now, tail, 0); cause < AB_CAUSE_COUNT;
         cause = ab_timesheet_next(now, tail, cause + 1)) {
        ab_timesheet_add(sheet, owner, cause, waited_for(run, last, cause));
    }
    add_work(run, last, last->offload_end, chain);
}

void ab_chain_complete(const struct ab_run *run, const struct ab_chain *chain,
                       struct ab_timesheet *sheet, int owner)
{
    struct ab_closing closing = {.by_air = true, .chain = *chain};
    add_beginning(run, &closing, AB_NOBODY);
    closing.spent[AB_LINK_ONLOAD] += chain->onload;
    closing.spent[AB_LINK_FLIGHT] += chain->flight;
    closing.spent[AB_LINK_OFFLOAD] += chain->offload;
    closing.spent[AB_LINK_SERVICING] += chain->servicing;
    for (int link = 0; link < AB_LINK_COUNT; link++) {
        ab_timesheet_add(sheet, owner, link, closing.spent[link]);
    }
}

void ab_chain_of_column(const struct ab_run *run, int contingent, ab_time spent[AB_LINK_COUNT])
{
    memset(spent, 0, AB_LINK_COUNT * sizeof *spent);
    add_column(run, spent, contingent);
}

static int closed_last(const struct ab_run *run)
{
    int c = 0;
    while (run->unit[c].record.closed != run->command.closed ||
           !ab_contingent_comes(&run->scenario->contingent[c])) {
        c++;
        assert(c < run->scenario->contingent_count && "closed by nobody");
    }
    return c;
}

void ab_run_chain(const struct ab_run *run, double *hours)
{
    struct ab_closing closing = run->closing;
    const bool has_closed = run->command.closed != AB_TIME_NEVER;
    if (has_closed) {
        add_beginning(run, &closing, closing.by_air ? AB_NOBODY : closed_last(run));
    }
    for (int i = 0; i < AB_LINK_COUNT; i++) {
        hours[i] = has_closed ? ab_time_hours(closing.spent[i]) : (double)NAN;
    }
}

/* What takes its time however well all goes. */
static bool is_work(int link)
{
    return link == AB_LINK_ONLOAD || link == AB_LINK_FLIGHT || link == AB_LINK_OFFLOAD ||
           link == AB_LINK_SERVICING || link == AB_LINK_ROAD;
}

/* Where the time of a load that has come went since the request: how it came to be ready, what it
 * waited for until it had an aircraft beside it, and its last flight. */
static void follow_load(const struct ab_run *run, const struct ab_chalk *chalk, ab_time *spent)
{
    const struct ab_sortie_record *sortie = &run->sortie[chalk->tail];
    const ab_time window = chalk->called > chalk->ready ? chalk->called - chalk->ready : 0;
    const struct ab_detention detention = ab_detention_of(run, chalk);
    const ab_time waited = chalk->tasked - chalk->ready - window - detention.shut - detention.kept;
    const ab_time there = ab_time_later(chalk->tasked, chalk->ready);
    add_readiness(run, spent, chalk, chalk->ready);
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        spent[cause] += ab_timesheet_time(&run->spent, sortie->tail, cause);
    }
    spent[AB_CAUSE_WINDOW] += window;
    spent[AB_CAUSE_CLOSED] += detention.shut;
    spent[AB_CAUSE_FLOW] += detention.kept;
    spent[AB_CAUSE_AIRCRAFT] += waited > 0 ? waited : 0;
    spent[AB_CAUSE_POSITIONING] += sortie->tasked > there ? sortie->tasked - there : 0;
    spent[AB_LINK_ONLOAD] += between(sortie->onload_begin, sortie->onload_end);
    spent[AB_LINK_FLIGHT] += sortie->block_time;
    spent[AB_LINK_OFFLOAD] += between(sortie->offload_begin, sortie->offload_end);
}

void ab_chain_late(struct ab_run *run, int contingent, int load)
{
    struct ab_contingent_record *record = &run->unit[contingent].record;
    ab_time spent[AB_LINK_COUNT] = {0};
    int longest = AB_NOBODY;
    if (load != AB_NOBODY) {
        follow_load(run, &run->chalk[load], spent);
    } else {
        add_column(run, spent, contingent);
    }
    for (int link = 0; link < AB_LINK_COUNT; link++) {
        const bool is_more = longest == AB_NOBODY ? spent[link] > 0
                             : is_work(link) == is_work(longest)
                                 ? spent[link] > spent[longest]
                                 : is_work(longest) && spent[link] > 0;
        longest = is_more ? link : longest;
    }
    record->late_link = longest;
    record->late_by = longest != AB_NOBODY ? spent[longest] : 0;
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
        [AB_CAUSE_YARD] = "waiting: yard full",
        [AB_CAUSE_PREPARATION] = "waiting: preparation team",
        [AB_CAUSE_WINDOW] = "waiting: earliest arrival",
        [AB_CAUSE_FLOW] = "waiting: flight ceiling",
    };
    static const char *const stretch[AB_LINK_COUNT - AB_STATE_COUNT] = {
        "decision",
        "notice, assembly, road march",
        "approval or release",
        "loads one after another",
        "aircraft released",
        "onload",
        "flight",
        "offload",
        "servicing",
        "road",
        "preparation",
    };
    assert(link >= 0 && link < AB_LINK_COUNT);
    if (link < AB_CAUSE_COUNT) {
        return cause[link];
    }
    return link == AB_WORK ? "work" : stretch[link - AB_STATE_COUNT];
}
