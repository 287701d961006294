/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tasking.c - which aircraft takes which load. */
#include "model/tasking.h"

#include "model/airfield.h"
#include "model/batch.h"
#include "model/clearance.h"
#include "model/contingent.h"
#include "model/fleet.h"
#include "model/fuel.h"
#include "model/geography.h"
#include "model/outline.h"
#include "model/service.h"
#include "model/sortie.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void ab_tasking_reset(struct ab_run *run)
{
    run->tasking.first = AB_NOBODY;
    run->tasking.last = AB_NOBODY;
    run->tasking.posted = false;
    run->tasking.held = false;
    run->tasking.held_in_doubt = false;
}

/* --- the list -------------------------------------------------------------------------------- */

static int64_t priority_of(const struct ab_run *run, const struct ab_chalk_record *chalk)
{
    const struct ab_contingent *contingent = &run->scenario->contingent[chalk->contingent];
    return chalk->outbound ? contingent->withdrawal_priority : contingent->priority;
}

static bool goes_before(const struct ab_run *run, int a, int b)
{
    const struct ab_chalk_record *first = &run->chalk[a], *second = &run->chalk[b];
    const int64_t pa = priority_of(run, first), pb = priority_of(run, second);
    if (pa != pb) {
        return pa < pb;
    }
    return first->ready != second->ready ? first->ready < second->ready : a < b;
}

static void put_in_list(struct ab_run *run, int chalk)
{
    struct ab_tasking_link *link = run->tasking.link;
    int before = run->tasking.last;
    while (before != AB_NOBODY && goes_before(run, chalk, before)) {
        before = link[before].previous;
    }
    const int after = before == AB_NOBODY ? run->tasking.first : link[before].next;
    link[chalk] = (struct ab_tasking_link){.next = after, .previous = before};
    *(before == AB_NOBODY ? &run->tasking.first : &link[before].next) = chalk;
    *(after == AB_NOBODY ? &run->tasking.last : &link[after].previous) = chalk;
}

static void take_from_list(struct ab_run *run, int chalk)
{
    struct ab_tasking_link *link = run->tasking.link;
    const int before = link[chalk].previous, after = link[chalk].next;
    *(before == AB_NOBODY ? &run->tasking.first : &link[before].next) = after;
    *(after == AB_NOBODY ? &run->tasking.last : &link[after].previous) = before;
}

static void call(struct ab_run *run, int chalk)
{
    put_in_list(run, chalk);
    ab_post_tasking(run);
}

void ab_tasking_ready(struct ab_run *run, int chalk)
{
    do {
        ab_contingent_chalk_ready(run, chalk);
        if (run->chalk[chalk].called == run->chalk[chalk].ready) {
            call(run, chalk);
        }
    } while (ab_contingent_goes_on(run, AB_EV_CHALK_READY, &chalk));
}

void ab_tasking_called(struct ab_run *run, int chalk)
{
    do {
        call(run, chalk);
    } while (ab_contingent_goes_on(run, AB_EV_CHALK_CALLED, &chalk));
}

/* --- the match ------------------------------------------------------------------------------- */

static int origin_of(const struct ab_run *run, const struct ab_chalk_record *chalk)
{
    return chalk->outbound ? ab_outline_leaves_from(run, chalk->contingent)
                           : run->scenario->contingent[chalk->contingent].apoe;
}

/* How long a free aircraft takes until a load can be put aboard, ms: its flight there and, when
 * that brings it home, its maintenance. */
static double time_to(const struct ab_run *run, const struct ab_tail *tail, int origin)
{
    const double flight = ab_geography_mean_block(run, tail->type, tail->at, origin);
    const bool comes_home = origin == tail->home && tail->at != origin;
    return comes_home ? flight + run->scenario->aircraft[tail->type].maintenance_time.mean : flight;
}

/* The free aircraft that can be there first, of those fleets that were not passed over, or
 * AB_NOBODY. */
static int choose_tail(const struct ab_run *run, const struct ab_chalk_record *chalk, int origin)
{
    int best = AB_NOBODY;
    double soonest = (double)INFINITY;
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        if (!ab_fleet_may_be_tasked(run, t) || (chalk->types >> tail->type & 1) == 0 ||
            run->tasking.passed[tail->fleet] ||
            !ab_fleet_may_carry(run->scenario, chalk->contingent, tail->fleet) ||
            !ab_airfield_accepts(run, origin, tail->type, tail->home == origin) ||
            !ab_fuel_suffices(run, tail, origin)) {
            continue;
        }
        const double arrival = time_to(run, tail, origin);
        if (arrival < soonest || (best != AB_NOBODY && arrival <= soonest &&
                                  tail->free_since < run->tail[best].free_since)) {
            soonest = arrival;
            best = t;
        }
    }
    return best;
}

/* When an aircraft may leave for a candidate, as far as is foreseen, once the load is aboard. */
static ab_time departure_for(const struct ab_run *run, const struct ab_tail *tail, int origin,
                             int candidate)
{
    const double aboard =
        time_to(run, tail, origin) + run->scenario->aircraft[tail->type].onload_time.mean;
    return ab_foresight_departure(run, origin, candidate,
                                  ab_service_mean_flight(run, tail->type, origin, candidate),
                                  ab_now(run) + ab_time_round(aboard));
}

/* Where an inbound load goes: of the candidates that need not be waited for to open, or can be
 * reached first, the one with the fewest loaded aircraft bound for it per place, the earlier in the
 * list on ties; AB_NOBODY when none takes it. */
static int choose_apod(const struct ab_run *run, const struct ab_chalk_record *chalk,
                       const struct ab_tail *tail, int origin)
{
    const struct ab_references *apod = &run->scenario->contingent[chalk->contingent].apod;
    int best = AB_NOBODY;
    ab_time best_departure = 0;
    double best_share = 0;
    for (int i = 0; i < apod->count; i++) {
        const int candidate = apod->index[i];
        if (!ab_outline_can_go(run, chalk, tail, origin, candidate)) {
            continue;
        }
        const ab_time departure =
            apod->count > 1 ? departure_for(run, tail, origin, candidate) : AB_TIME_NEVER;
        const struct ab_airfield *airfield = &run->scenario->airfield[candidate];
        const int64_t places = airfield->working_mog < airfield->parking_mog
                                   ? airfield->working_mog
                                   : airfield->parking_mog;
        const double share = (double)(run->field[candidate].inbound + 1) / (double)places;
        if (best == AB_NOBODY || departure < best_departure ||
            (departure == best_departure && share < best_share)) {
            best = candidate;
            best_departure = departure;
            best_share = share;
        }
    }
    return best;
}

static int choose_destination(const struct ab_run *run, const struct ab_chalk_record *chalk,
                              const struct ab_tail *tail, int origin)
{
    if (!chalk->outbound) {
        return choose_apod(run, chalk, tail, origin);
    }
    const int home = ab_outline_returns_to(run, chalk->contingent);
    return ab_outline_can_go(run, chalk, tail, origin, home) ? home : AB_NOBODY;
}

static void load_to_the_full(const struct ab_run *run, struct ab_chalk_record *chalk, int type,
                             int from, int to)
{
    const double payload = ab_fuel_payload(run, type, from, to, &chalk->light);
    chalk->cargo_t = isfinite(payload) ? payload : 0;
}

static void assign(struct ab_run *run, int index, int tail_index, int origin, int destination)
{
    struct ab_chalk_record *chalk = &run->chalk[index];
    struct ab_tail *tail = &run->tail[tail_index];
    chalk->tasked = ab_now(run);
    chalk->tail = tail_index;
    if (chalk->mass_t < 0) {
        load_to_the_full(run, chalk, tail->type, origin, destination);
    }
    if (chalk->account.state >= 0) {
        ab_account_charge(&chalk->account, ab_now(run), AB_CAUSE_POSITIONING);
        chalk->held = chalk->account.spent[AB_CAUSE_SLOT];
        chalk->shut = chalk->account.spent[AB_CAUSE_CLOSED];
    }
    run->withdrawal.in_progress += chalk->outbound;
    if (!chalk->outbound && !chalk->sustainment) {
        run->field[destination].inbound++;
    }
    tail->state = AB_TAIL_BUSY;
    tail->used = true;
    tail->chalk = index;
    tail->last_chalk = index;
    tail->destination = destination;
    run->tails_free--;
    if (tail->at == origin) {
        ab_sortie_begin_loaded(run, tail_index);
    } else {
        ab_sortie_begin_empty(run, tail_index, origin, AB_PURPOSE_POSITIONING);
    }
}

/* Tries to give a load an aircraft; false when none of the types it can fly on is to be had. A
 * fleet that no destination takes as things are now, because its type is banned say, or too large
 * for any but its home, leaves the load to the others; a load that none may carry stays in the
 * list. */
static bool task(struct ab_run *run, int index)
{
    const struct ab_chalk_record *chalk = &run->chalk[index];
    const int origin = origin_of(run, chalk);
    bool passed = false;
    int tail;
    memset(run->tasking.passed, 0,
           (size_t)run->scenario->fleet_count * sizeof *run->tasking.passed);
    while ((tail = choose_tail(run, chalk, origin)) != AB_NOBODY) {
        const int destination = choose_destination(run, chalk, &run->tail[tail], origin);
        if (destination != AB_NOBODY) {
            take_from_list(run, index);
            assign(run, index, tail, origin, destination);
            return true;
        }
        run->tasking.passed[run->tail[tail].fleet] = true;
        passed = true;
    }
    return passed;
}

/* Home, or where it came from when what is in its tanks at a field without fuel does not do. */
static int way_home(const struct ab_run *run, const struct ab_tail *tail)
{
    if (ab_fuel_suffices(run, tail, tail->home) || tail->last_sortie == AB_NOBODY) {
        return tail->home;
    }
    const int origin = run->sortie[tail - run->tail].origin;
    const bool known = !isnan(ab_geography_mean_block(run, tail->type, tail->at, origin));
    return run->scenario->airfield[origin].fuel && known ? origin : tail->home;
}

static void send_home(struct ab_run *run)
{
    for (int t = 0; t < run->tail_count && run->tails_free > 0; t++) {
        struct ab_tail *tail = &run->tail[t];
        if (tail->state == AB_TAIL_FREE && tail->at != tail->home) {
            tail->state = AB_TAIL_BUSY;
            run->tails_free--;
            ab_sortie_begin_empty(run, t, way_home(run, tail), AB_PURPOSE_RETURN);
        }
    }
}

/* Charges the loads that wait to what holds them from now on, when that is not what held them
 * before. Whatever changes it is followed by a round at the same instant, and a load that becomes
 * ready begins with what holds it then. */
static void charge_waiting(struct ab_run *run)
{
    const bool held = ab_held_by_ceiling(run);
    if (held == run->tasking.held && !run->tasking.held_in_doubt) {
        return;
    }
    run->tasking.held = held;
    run->tasking.held_in_doubt = false;
    for (int i = run->tasking.first; i != AB_NOBODY; i = run->tasking.link[i].next) {
        struct ab_chalk_record *chalk = &run->chalk[i];
        if (chalk->account.state >= 0) {
            ab_account_charge(&chalk->account, ab_now(run), (int)ab_held_cause(run, chalk));
        }
    }
}

void ab_tasking_round(struct ab_run *run)
{
    run->tasking.posted = false;
    memset(run->tasking.failed, 0,
           2 * (size_t)run->scenario->contingent_count * sizeof *run->tasking.failed);
    for (int i = run->tasking.first; i != AB_NOBODY && run->tails_free > 0;) {
        const struct ab_chalk_record *chalk = &run->chalk[i];
        const int next = run->tasking.link[i].next;
        const bool held = chalk->outbound && ab_held_by_ceiling(run);
        uint64_t *failed = &run->tasking.failed[2 * chalk->contingent + chalk->outbound];
        if (!held && (chalk->types & ~*failed) != 0 && !task(run, i)) {
            *failed |= chalk->types;
        }
        i = next;
    }
    charge_waiting(run);
    send_home(run);
    if (run->batches.in_doubt) {
        ab_batch_review(run);
    }
}
