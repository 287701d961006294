/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* flow.c - ceilings on loaded flights per period. */
#include "model/flow.h"

#include "model/airfield.h"
#include "model/cut.h"
#include "model/foresight.h"
#include "model/geography.h"
#include "model/luck.h"
#include "model/service.h"
#include "model/stage.h"
#include "model/trace.h"
#include "model/way.h"
#include "model/window.h"
#include "scenario/evacuation.h"
#include "scenario/rules.h"

/* --- what a ceiling says ---------------------------------------------------------------------- */

enum { OF_WITHDRAWAL = 0 }; /* its ceiling; those of sections follow */
static const uint64_t WITHDRAWAL = UINT64_C(1) << OF_WITHDRAWAL;

static const struct ab_ceiling *plan_of(const struct ab_run *run, int flow)
{
    return &run->scenario->flow[flow - 1];
}

/* Flights in a period. */
static int64_t most_of(const struct ab_run *run, int flow)
{
    if (flow != OF_WITHDRAWAL) {
        return plan_of(run, flow)->flights;
    }
    const int64_t daily = run->scenario->withdrawal.flights_per_day;
    return daily > 0 ? daily : AB_NO_LIMIT;
}

static ab_time length_of(const struct ab_run *run, int flow)
{
    return flow == OF_WITHDRAWAL ? AB_DAY : plan_of(run, flow)->per;
}

/* From a moment to the number of its period, and back to when that begins. */
static ab_time phase_of(const struct ab_run *run, int flow)
{
    return run->scenario->general.start + (flow == OF_WITHDRAWAL
                                               ? run->scenario->withdrawal.day_offset
                                               : plan_of(run, flow)->day_offset);
}

static int64_t period_at(const struct ab_run *run, int flow, ab_time when)
{
    const ab_time length = length_of(run, flow), shifted = when + phase_of(run, flow);
    return shifted / length - (shifted % length < 0);
}

static ab_time begin_of(const struct ab_run *run, int flow, int64_t period)
{
    return period * length_of(run, flow) - phase_of(run, flow);
}

/* Whether it binds at a moment, now or as is foreseen. */
static bool binds_at(const struct ab_run *run, int flow, ab_time when)
{
    const struct ab_quota *quota = &run->flows.quota[flow];
    const ab_time now = ab_now(run);
    const bool has_begun = when >= quota->from && (quota->knows_from || now >= quota->from);
    const bool has_ended = when >= quota->until && (quota->knows_until || now >= quota->until);
    return has_begun && !has_ended && most_of(run, flow) != AB_NO_LIMIT;
}

bool ab_flow_holds_now(const struct ab_run *run, int flow)
{
    const struct ab_quota *quota = &run->flows.quota[flow + 1];
    return ab_now(run) >= quota->from && ab_now(run) < quota->until;
}

/* Whether it is of flights in a direction. */
static bool goes(const struct ab_run *run, int flow, enum ab_direction direction)
{
    if (flow == OF_WITHDRAWAL) {
        return direction == AB_OUT;
    }
    const enum ab_flow_direction of = plan_of(run, flow)->direction;
    return of == AB_FLOW_BOTH || (of == AB_FLOW_OUT) == (direction == AB_OUT);
}

/* Whether it may matter to a flight; contingent and direction are looked at before. */
static bool applies(const struct ab_run *run, int flow, int from, int to)
{
    const struct ab_ceiling *plan = plan_of(run, flow);
    return plan->airfields.count == 0 || ab_references_name(&plan->airfields, from) ||
           ab_references_name(&plan->airfields, to);
}

/* The ceilings that a load may be under, wherever it flies. */
static inline uint64_t flows_for(const struct ab_run *run, const struct ab_lot *lot)
{
    return run->flows.any ? run->flows.of[lot->contingent] & run->flows.towards[(int)lot->direction]
                          : 0;
}

/* Those of a flight with it, a bit each. */
static inline uint64_t flows_of(const struct ab_run *run, const struct ab_chalk *chalk, int from,
                                int to)
{
    uint64_t flows = flows_for(run, chalk->lot);
    for (uint64_t left = flows & ~WITHDRAWAL; left != 0; left &= left - 1) {
        const int flow = __builtin_ctzll(left);
        flows &= ~((uint64_t)!applies(run, flow, from, to) << flow);
    }
    return flows;
}

static int origin_of(const struct ab_run *run, const struct ab_chalk *chalk)
{
    return ab_contingent_origin(&run->scenario->contingent[chalk->lot->contingent],
                                chalk->lot->direction);
}

/* Of a load that has an aircraft. */
static uint64_t flows_of_load(const struct ab_run *run, int load)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    return flows_of(run, chalk, origin_of(run, chalk), run->tail[chalk->tail].destination);
}

/* The lowest of some ceilings, taken out of them. */
static int take_flow(uint64_t *flows)
{
    const int flow = __builtin_ctzll(*flows);
    *flows &= *flows - 1;
    return flow;
}

/* --- room ------------------------------------------------------------------------------------- */

/* Flights that leave from now on until the end of a period, as they are booked, and have left in
 * this. */
static int64_t load_until(const struct ab_quota *quota, int64_t now, int64_t period)
{
    int64_t load = quota->cleared + quota->due + (quota->period == now ? quota->left : 0);
    for (int64_t p = quota->period + 1; p <= period && p <= quota->period + AB_PERIODS; p++) {
        load += quota->booked[p % AB_PERIODS];
    }
    return load;
}

/* Whether one more may be booked to leave at a moment. */
static bool has_room(const struct ab_run *run, int flow, ab_time when)
{
    if (!binds_at(run, flow, when)) {
        return true;
    }
    const struct ab_quota *quota = &run->flows.quota[flow];
    const int64_t now = period_at(run, flow, ab_now(run)), period = period_at(run, flow, when);
    const int64_t most = most_of(run, flow);
    if (quota->from > ab_now(run)) { /* those before it begins do not count */
        return period == period_at(run, flow, quota->from)
                   ? quota->first < most
                   : period > quota->period + AB_PERIODS ||
                         quota->booked[period % AB_PERIODS] < most;
    }
    return load_until(quota, now, period) < most * (period - now + 1) &&
           (period == now || period > quota->period + AB_PERIODS ||
            quota->booked[period % AB_PERIODS] < most);
}

/* When a ceiling that binds and has no room may have some again. */
static ab_time next_chance(const struct ab_run *run, int flow, ab_time when)
{
    const struct ab_quota *quota = &run->flows.quota[flow];
    const ab_time end = quota->knows_until ? quota->until : AB_TIME_NEVER;
    const ab_time next = begin_of(run, flow, period_at(run, flow, when) + 1);
    return most_of(run, flow) == 0 || end < next ? end : next;
}

/* The first moment from `when` on at which all have room: AB_TIME_NEVER when none is known that whoever
 * begins by the horizon could use, as whoever begins now could that of `when`. */
static ab_time first_room(const struct ab_run *run, uint64_t flows, ab_time when)
{
    const ab_time last = when + (run->scenario->general.horizon - ab_now(run));
    uint64_t left = flows;
    while (left != 0 && when <= last) {
        const int flow = take_flow(&left);
        if (!has_room(run, flow, when)) {
            when = next_chance(run, flow, when);
            left = flows;
        }
    }
    return left == 0 ? when : AB_TIME_NEVER;
}

/* When the withdrawal's has room for one that leaves from now on: asked for every load that waits, so
 * it is kept until its period ends, its books are opened, or a change gives it another number. */
static ab_time withdrawal_room(const struct ab_run *run)
{
    struct ab_quota *quota = &run->flows.quota[OF_WITHDRAWAL];
    const ab_time now = ab_now(run);
    const int64_t most = most_of(run, OF_WITHDRAWAL);
    if (now >= quota->known_until || quota->known_under != most) {
        quota->room = first_room(run, WITHDRAWAL, now);
        quota->known_under = most;
        quota->known_until = begin_of(run, OF_WITHDRAWAL, period_at(run, OF_WITHDRAWAL, now) + 1);
    }
    return ab_time_later(quota->room, now);
}

/* Whether one more may be booked to leave now. */
static bool has_room_now(const struct ab_run *run, int flow)
{
    return flow == OF_WITHDRAWAL ? withdrawal_room(run) == ab_now(run)
                                 : has_room(run, flow, ab_now(run));
}

/* --- before a load has an aircraft ------------------------------------------------------------ */

/* When it would be aboard an aircraft of a type that is beside it and takes it to a destination. */
static ab_time aboard_at(const struct ab_run *run, const struct ab_chalk *chalk, int type, int to,
                         ab_time there)
{
    const struct ab_lot *lot = ab_cut_lot(run, chalk->lot, type, to);
    return ab_time_later(there, chalk->ready) +
           ab_service_mean_onload(run, type, lot ? lot : chalk->lot);
}

/* The same with one that comes now. */
static ab_time aboard_with(const struct ab_run *run, const struct ab_chalk *chalk, int to,
                           struct ab_comer comer)
{
    return aboard_at(run, chalk, comer.type, to, ab_now(run) + comer.lead);
}

/* How long it is to wait to leave for a destination: for the withdrawal's, by which it sets out, and for the
 * others, by which it would be aboard later. */
struct waits {
    ab_time today, aboard;
};

static struct waits waits_for(const struct ab_run *run, const struct ab_chalk *chalk, int to,
                              struct ab_comer comer)
{
    const uint64_t flows = flows_of(run, chalk, origin_of(run, chalk), to);
    const ab_time now = ab_now(run);
    const ab_time today = (flows & WITHDRAWAL) != 0 ? withdrawal_room(run) : now;
    if (today == AB_TIME_NEVER || (flows & ~WITHDRAWAL) == 0) {
        return (struct waits){today == AB_TIME_NEVER ? AB_TIME_NEVER : today - now, 0};
    }
    const ab_time aboard = aboard_with(run, chalk, to, comer);
    const ab_time leaves = ab_window_leaves(run, chalk, comer.type, to, aboard);
    const ab_time permit = first_room(run, flows & ~WITHDRAWAL, leaves);
    return (struct waits){today - now, permit == AB_TIME_NEVER ? AB_TIME_NEVER
                                       : permit > leaves       ? permit - aboard
                                                               : 0};
}

ab_time ab_flow_wait(const struct ab_run *run, const struct ab_chalk *chalk, int to,
                     struct ab_comer comer)
{
    if (flows_for(run, chalk->lot) == 0) {
        return 0;
    }
    const struct waits waits = waits_for(run, chalk, to, comer);
    return ab_time_later(waits.today, waits.aboard);
}

/* When who comes sets out to be beside a load so much later than it could be now. It may be there no sooner for
 * setting out now, since the load is not ready or hours let it leave later: then it does when they would have it
 * there too late, if that is before. */
static ab_time sets_out(const struct ab_run *run, const struct ab_chalk *chalk,
                        struct ab_comer comer, ab_time wait)
{
    const int origin = origin_of(run, chalk);
    const ab_time now = ab_now(run), there = now + comer.lead;
    const ab_time target = ab_time_later(there, chalk->ready) + wait - comer.lead;
    if (!run->foresees_hours || comer.at == origin) {
        return target;
    }
    const ab_time flight =
        ab_time_round(ab_geography_mean_block(run, comer.type, comer.at, origin));
    ab_time leaves = ab_foresight_departure(run, comer.at, origin, flight, now);
    if (leaves == AB_TIME_NEVER) {
        return AB_TIME_NEVER;
    }
    const ab_time last = target + (leaves - now);
    assert(leaves < last && "it is asked where there is something to wait for");
    for (;;) {
        const ab_time edge = ab_foresight_at(run, comer.at, origin, flight, leaves).until;
        if (edge >= last) {
            return last;
        }
        leaves = ab_foresight_departure(run, comer.at, origin, flight, edge);
        if (leaves >= last) {
            return edge;
        }
    }
}

/* There is a review at a moment, or before. */
static void come_again(struct ab_run *run, ab_time when)
{
    if (when < run->flows.again_at) {
        ab_simulation_cancel(&run->simulation, run->flows.again);
        run->flows.again = ab_simulation_plan(&run->simulation, when, AB_PRIORITY_FIRST,
                                              (uint16_t)AB_EV_PERIOD, 0);
        run->flows.again_at = when;
    }
}

/* The ceilings that have no room for a load that may go to one of its destinations. */
static uint64_t in_the_way(const struct ab_run *run, const struct ab_chalk *chalk, int to,
                           struct ab_comer comer)
{
    uint64_t found = 0;
    for (uint64_t left = flows_of(run, chalk, origin_of(run, chalk), to); left != 0;) {
        const int flow = take_flow(&left);
        const bool has = flow == OF_WITHDRAWAL
                             ? has_room_now(run, flow)
                             : has_room(run, flow,
                                        ab_window_leaves(run, chalk, comer.type, to,
                                                         aboard_with(run, chalk, to, comer)));
        found |= (uint64_t)!has << flow;
    }
    return found;
}

bool ab_flow_holds_all(struct ab_run *run, int load)
{
    const struct ab_lot *lot = run->chalk[load].lot;
    if (run->flows.count != 1 || lot->direction != AB_OUT || lot->evacuation ||
        has_room_now(run, OF_WITHDRAWAL)) {
        return false;
    }
    come_again(run, withdrawal_room(run));
    run->flows.held |= WITHDRAWAL;
    return true;
}

ab_time ab_flow_look_again(struct ab_run *run, int load, struct ab_comer comer)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    const struct ab_goals goals = ab_contingent_goals(
        &run->scenario->contingent[chalk->lot->contingent], chalk->lot->direction);
    ab_time least = AB_TIME_NEVER;
    for (int i = 0; i < goals.count; i++) {
        const struct waits waits = waits_for(run, chalk, goals.airfield[i], comer);
        const ab_time wait = ab_time_later(waits.today, waits.aboard);
        least = wait < least ? wait : least;
        if (wait > 0 && wait != AB_TIME_NEVER) {
            const ab_time out =
                waits.aboard > 0 ? sets_out(run, chalk, comer, waits.aboard) : ab_now(run);
            come_again(run, ab_time_later(ab_now(run) + waits.today, out));
        }
    }
    return least;
}

void ab_flow_hold(struct ab_run *run, int load, struct ab_comer comer)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    const struct ab_goals goals = ab_contingent_goals(
        &run->scenario->contingent[chalk->lot->contingent], chalk->lot->direction);
    for (int i = 0; i < goals.count; i++) {
        run->flows.held |= in_the_way(run, chalk, goals.airfield[i], comer);
    }
    (void)ab_flow_look_again(run, load, comer);
}

enum ab_cause ab_flow_cause(const struct ab_run *run, const struct ab_chalk *chalk)
{
    const struct ab_goals goals = ab_contingent_goals(
        &run->scenario->contingent[chalk->lot->contingent], chalk->lot->direction);
    enum ab_cause cause = AB_CAUSE_AIRCRAFT;
    for (int i = 0; run->flows.full != 0 && i < goals.count; i++) {
        const uint64_t full =
            run->flows.full & flows_of(run, chalk, origin_of(run, chalk), goals.airfield[i]);
        if (full == 0) {
            return AB_CAUSE_AIRCRAFT;
        }
        cause = (full & WITHDRAWAL) != 0 ? AB_CAUSE_SLOT : AB_CAUSE_FLOW;
    }
    return cause;
}

static uint64_t find_full(const struct ab_run *run)
{
    uint64_t full = 0;
    for (int i = 0; i < run->flows.count; i++) {
        full |= (uint64_t)!has_room_now(run, i) << i;
    }
    return full;
}

bool ab_flow_in_doubt(const struct ab_run *run)
{
    return run->flows.any && (find_full(run) & ~run->flows.full) != 0;
}

/* When the first period begins, of those to come, in which a ceiling may have no room then, since more are
 * booked for it. */
static ab_time fills_up(const struct ab_run *run, int flow)
{
    const struct ab_quota *quota = &run->flows.quota[flow];
    const int64_t now = period_at(run, flow, ab_now(run));
    for (int64_t p = now + 1; p <= quota->period + AB_PERIODS; p++) {
        const ab_time begin = begin_of(run, flow, p);
        if (quota->booked[p % AB_PERIODS] > 0 && load_until(quota, now, p) >= most_of(run, flow) &&
            binds_at(run, flow, begin)) {
            return begin;
        }
    }
    return AB_TIME_NEVER;
}

bool ab_flow_look(struct ab_run *run)
{
    if (!run->flows.any) {
        return false;
    }
    const uint64_t before = run->flows.full;
    run->flows.full = find_full(run) | run->flows.held;
    run->flows.held = 0;
    for (uint64_t left = run->flows.full; left != 0;) {
        come_again(run, next_chance(run, take_flow(&left), ab_now(run)));
    }
    for (int i = OF_WITHDRAWAL + 1; i < run->flows.count; i++) {
        if ((run->flows.full >> i & 1) == 0) {
            come_again(run, fills_up(run, i));
        }
    }
    return run->flows.full != before;
}

/* --- with an aircraft ------------------------------------------------------------------------- */

/* Opens the books of a ceiling, to be altered, at this period. */
static struct ab_quota *books_of(struct ab_run *run, int flow)
{
    struct ab_quota *quota = &run->flows.quota[flow];
    const int64_t now = period_at(run, flow, ab_now(run));
    for (int i = 0; i < AB_PERIODS && quota->period < now; i++) {
        int32_t *booked = &quota->booked[++quota->period % AB_PERIODS];
        quota->due += *booked;
        *booked = 0;
        quota->left = 0;
    }
    quota->period = now;
    quota->known_until = 0;
    return quota;
}

/* Enters a load in the books of its ceilings, or takes it out of them. */
static void enter(struct ab_run *run, uint64_t flows, ab_time when, int sign)
{
    while (flows != 0) {
        const int flow = take_flow(&flows);
        struct ab_quota *quota = books_of(run, flow);
        const int64_t period = period_at(run, flow, when);
        quota->tasked += sign;
        if (when >= quota->from && period == period_at(run, flow, quota->from)) {
            quota->first += sign;
        }
        if (period > quota->period) {
            quota->booked[period % AB_PERIODS] += sign;
        } else {
            quota->due += sign;
        }
    }
}

/* No further than to there the books of some ceilings go. */
static ab_time end_of_books(const struct ab_run *run, uint64_t flows)
{
    ab_time end = AB_TIME_NEVER;
    while (flows != 0) {
        const int flow = take_flow(&flows);
        const ab_time own = begin_of(run, flow, period_at(run, flow, ab_now(run)) + AB_PERIODS);
        end = own < end ? own : end;
    }
    return end;
}

/* The permit that a load waits for least, of other ceilings than the withdrawal's: when that lets its aircraft
 * come. */
static struct ab_permit next_permit(struct ab_run *run, int load, struct ab_comer comer)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    const struct ab_goals goals = ab_contingent_goals(
        &run->scenario->contingent[chalk->lot->contingent], chalk->lot->direction);
    struct ab_permit permit = {.when = AB_TIME_NEVER};
    for (int i = 0; i < goals.count; i++) {
        const int to = goals.airfield[i];
        const uint64_t flows = flows_of(run, chalk, origin_of(run, chalk), to);
        const ab_time comes = (flows & WITHDRAWAL) != 0 ? withdrawal_room(run) : ab_now(run);
        if ((flows & ~WITHDRAWAL) == 0 || comes == AB_TIME_NEVER) {
            continue;
        }
        const ab_time aboard = aboard_with(run, chalk, to, comer) + comes - ab_now(run);
        const ab_time leaves = ab_window_leaves(run, chalk, comer.type, to, aboard);
        const ab_time when = first_room(run, flows & ~WITHDRAWAL, leaves);
        if ((when > leaves || comes > ab_now(run)) && when < permit.when) {
            permit = (struct ab_permit){flows & ~WITHDRAWAL, when};
        }
    }
    return permit;
}

void ab_flow_keep(struct ab_run *run, int load, int most, struct ab_comer comer)
{
    for (int i = load; i != AB_NOBODY && most > 0 && run->flows.kept_count < run->tails_free;
         i = run->waiting.next[i], most--) {
        const struct ab_permit permit = next_permit(run, i, comer);
        if (permit.when >= end_of_books(run, permit.flows)) {
            return;
        }
        enter(run, permit.flows, permit.when, 1);
        run->flows.kept[run->flows.kept_count++] = permit;
    }
}

void ab_flow_keep_no_more(struct ab_run *run, int than)
{
    while (run->flows.kept_count > than) {
        const struct ab_permit *permit = &run->flows.kept[--run->flows.kept_count];
        enter(run, permit->flows, permit->when, -1);
    }
}

/* When the hours of both fields, as far as they are known ahead, let a flight leave that may from a moment on: on
 * a way with stops that to the first of them. */
static ab_time let_go(const struct ab_run *run, const struct ab_chalk *chalk,
                      const struct ab_tail *tail, ab_time when)
{
    const int origin = origin_of(run, chalk);
    if (!run->foresees_hours || when > run->scenario->general.horizon) {
        return when;
    }
    const struct ab_way *way = ab_way_of(run, ab_way_find(run, origin, tail->destination));
    const int to = way != NULL ? way->flight[0].to : tail->destination;
    const ab_time flight = ab_time_round(ab_geography_mean_block(run, tail->type, origin, to));
    const ab_time leaves = ab_foresight_departure(run, origin, to, flight, when);
    return leaves == AB_TIME_NEVER ? when : leaves;
}

/* When a flight that may leave from `when` on is to: its ceilings have room, and hours let it. No later than to
 * there the books go. */
static ab_time foresee(const struct ab_run *run, const struct ab_chalk *chalk,
                       const struct ab_tail *tail, uint64_t flows, ab_time when)
{
    const ab_time last = end_of_books(run, flows) - 1;
    while (when < last) {
        const ab_time room = first_room(run, flows & ~WITHDRAWAL, when);
        if (room == when) {
            return when;
        }
        when = room == AB_TIME_NEVER ? last : let_go(run, chalk, tail, room);
    }
    return last;
}

/* Books a load that has an aircraft, to leave at a moment; takes it out of the books, where it was booked for one. */
static void book(struct ab_run *run, int load, uint64_t flows, ab_time when)
{
    run->aside[run->chalk[load].tail].booked = when;
    enter(run, flows & WITHDRAWAL, ab_now(run), 1);
    enter(run, flows & ~WITHDRAWAL, when, 1);
}

static void unbook(struct ab_run *run, uint64_t flows, ab_time booked)
{
    enter(run, flows & WITHDRAWAL, ab_now(run), -1);
    enter(run, flows & ~WITHDRAWAL, booked, -1);
}

void ab_flow_book(struct ab_run *run, int load, ab_time there)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    const struct ab_tail *tail = &run->tail[chalk->tail];
    const uint64_t flows = flows_of_load(run, load);
    if (flows == 0) {
        return;
    }
    const ab_time aboard = aboard_at(run, chalk, tail->type, tail->destination, there);
    const ab_time leaves = let_go(
        run, chalk, tail, ab_window_leaves(run, chalk, tail->type, tail->destination, aboard));
    book(run, load, flows, foresee(run, chalk, tail, flows, leaves));
}

void ab_flow_take_over(struct ab_run *run, int from, int load)
{
    if (run->flows.any) {
        const uint64_t flows = flows_of_load(run, load);
        unbook(run, flows, run->aside[from].booked);
        ab_flow_book(run, load, ab_now(run));
        if (flows != 0) { /* there is room for another then */
            ab_post_tasking(run);
        }
    }
}

void ab_flow_forget(struct ab_run *run, int load)
{
    if (run->flows.any) {
        const uint64_t flows = flows_of_load(run, load);
        unbook(run, flows, run->aside[run->chalk[load].tail].booked);
        if (flows != 0) { /* there is room for another */
            ab_post_tasking(run);
        }
    }
}

/* The ceilings of a flight that is to leave its origin. */
static uint64_t flows_of_flight(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    return !run->flows.any || sortie->chalk == AB_NOBODY ||
                   run->chalk[sortie->chalk].departed != AB_TIME_NEVER
               ? 0
               : flows_of_load(run, sortie->chalk);
}

/* A flight is in the books of its ceilings no more, and has no permits. */
static void take_out(struct ab_run *run, const struct ab_sortie_record *sortie, uint64_t flows)
{
    struct ab_tail *tail = &run->tail[sortie->tail];
    if (!tail->departure.permitted) {
        unbook(run, flows, run->aside[sortie->tail].booked);
        return;
    }
    tail->departure.permitted = false;
    while (flows != 0) {
        books_of(run, take_flow(&flows))->cleared--;
    }
}

static void book_anew(struct ab_run *run, const struct ab_sortie_record *sortie, uint64_t flows,
                      ab_time when)
{
    take_out(run, sortie, flows);
    book(run, sortie->chalk, flows, when);
}

/* Whether a flight needs a slot at an airfield, and has none. */
static bool needs_slot(const struct ab_run *run, const struct ab_sortie_record *sortie,
                       int airfield)
{
    const struct ab_tail *tail = &run->tail[sortie->tail];
    return sortie->destination == airfield && tail->slot_at != airfield && tail->home != airfield;
}

/* Whether a flight yields its permit to another: its field is shut and not that of the other, or it waits for a slot
 * that the other does not need. When a slot comes, or the weather changes, nobody knows: then it keeps it to the end
 * of its period, unless the other has a slot there, which may be the one that it waits for. */
static bool yields(const struct ab_run *run, int tail, int flow,
                   const struct ab_sortie_record *other)
{
    const struct ab_sortie_record *sortie = &run->sortie[tail];
    if (!run->tail[tail].departure.permitted || (flows_of_flight(run, sortie) >> flow & 1) == 0) {
        return false;
    }
    const struct ab_gate *gate = &run->field[sortie->origin].takeoffs;
    const bool is_of_now =
        period_at(run, flow, run->aside[tail].booked) == period_at(run, flow, ab_now(run));
    if (run->tail[tail].waits_for_slot) {
        return !needs_slot(run, other, sortie->destination) &&
               (!is_of_now || run->tail[other->tail].slot_at == sortie->destination);
    }
    return sortie->origin != other->origin &&
           (is_of_now ? gate->shut_by != AB_WORK : !ab_gate_is_open(gate));
}

struct yielders {
    int64_t count;
    int last; /* whose load goes last */
};

static struct yielders yielders_to(const struct ab_run *run, int flow,
                                   const struct ab_sortie_record *other)
{
    struct yielders all = {0, AB_NOBODY};
    for (int t = 0; t < run->tail_count && run->flows.quota[flow].cleared > 0; t++) {
        if (yields(run, t, flow, other)) {
            const bool is_last =
                all.last == AB_NOBODY ||
                ab_load_goes_before(run, run->tail[all.last].chalk, run->tail[t].chalk);
            all.last = is_last ? t : all.last;
            all.count++;
        }
    }
    return all;
}

/* Whether one more flight may leave, besides so many that have permits. */
static bool has_permit(struct ab_run *run, int flow, int64_t cleared)
{
    const struct ab_quota *quota = books_of(run, flow);
    return !binds_at(run, flow, ab_now(run)) || quota->left + cleared < most_of(run, flow);
}

/* Whether a flight may have one: it is free, or somebody yields it. */
static bool may_have(struct ab_run *run, const struct ab_sortie_record *sortie, int flow)
{
    const int64_t cleared = run->flows.quota[flow].cleared;
    return has_permit(run, flow, cleared) ||
           (has_permit(run, flow, 0) &&
            has_permit(run, flow, cleared - yielders_to(run, flow, sortie).count));
}

static bool may_have_all(struct ab_run *run, const struct ab_sortie_record *sortie, uint64_t flows)
{
    bool may = true;
    while (may && flows != 0) {
        may = may_have(run, sortie, take_flow(&flows));
    }
    return may;
}

/* From when on a flight that yields its permits may have others: nobody knows how long it waits for a slot or for the
 * weather, but hours may keep it as well. */
static ab_time may_leave_from(const struct ab_run *run, const struct ab_sortie_record *sortie,
                              uint64_t flows)
{
    const struct ab_chalk *chalk = &run->chalk[sortie->chalk];
    const struct ab_tail *tail = &run->tail[sortie->tail];
    const ab_time leaves = let_go(run, chalk, tail, ab_now(run));
    return tail->waits_for_slot || leaves == ab_now(run) ? end_of_books(run, flows) - 1
                                                         : foresee(run, chalk, tail, flows, leaves);
}

/* Somebody yields it unless it is free: whether others may have what he had besides. */
static bool free_permit(struct ab_run *run, int flow, const struct ab_sortie_record *sortie)
{
    bool yielded = false;
    while (!has_permit(run, flow, run->flows.quota[flow].cleared)) {
        const struct ab_sortie_record *from = &run->sortie[yielders_to(run, flow, sortie).last];
        const uint64_t flows = flows_of_flight(run, from);
        book_anew(run, from, flows, may_leave_from(run, from, flows));
        yielded = yielded || (flows & (flows - 1)) != 0;
    }
    return yielded;
}

/* Gives a flight its permits: whether somebody has yielded others than those. */
static bool clear(struct ab_run *run, const struct ab_sortie_record *sortie, uint64_t flows)
{
    bool yielded = false;
    const ab_time booked = run->aside[sortie->tail].booked;
    take_out(run, sortie, flows);
    while (flows != 0) {
        const int flow = take_flow(&flows);
        struct ab_quota *quota = &run->flows.quota[flow];
        yielded |= free_permit(run, flow, sortie);
        quota->cleared++;
        const bool is_before = ab_now(run) < quota->from && booked >= quota->from;
        if (flow != OF_WITHDRAWAL && (is_before || period_at(run, flow, booked) > quota->period)) {
            ab_post_tasking(run); /* there is less room now, and more then */
        }
    }
    run->aside[sortie->tail].booked = ab_now(run);
    run->tail[sortie->tail].departure.permitted = true;
    return yielded;
}

static struct ab_list_links of_line(const struct ab_run *run)
{
    return (struct ab_list_links){&run->tail[0].link, sizeof run->tail[0]};
}

/* Charges it to the first of its ceilings that keeps it, and comes again when one of them may not. */
static void wait(struct ab_run *run, struct ab_sortie_record *sortie, uint64_t flows)
{
    int cause = -1;
    for (uint64_t left = flows; left != 0;) {
        const int flow = take_flow(&left);
        if (!may_have(run, sortie, flow)) {
            cause = cause >= 0 ? cause : flow == OF_WITHDRAWAL ? AB_CAUSE_SLOT : AB_CAUSE_FLOW;
            come_again(run, next_chance(run, flow, ab_now(run)));
        }
    }
    ab_stage_charge(run, sortie, cause);
}

/* Stands behind those whose loads go first. */
static void line_up(struct ab_run *run, int tail)
{
    int before = run->flows.waiting.last;
    while (before != AB_NOBODY &&
           ab_load_goes_before(run, run->tail[tail].chalk, run->tail[before].chalk)) {
        before = run->tail[before].link.previous;
    }
    ab_list_put(&run->flows.waiting, of_line(run), tail, before);
}

bool ab_flow_clear(struct ab_run *run, struct ab_sortie_record *sortie)
{
    const uint64_t flows = flows_of_flight(run, sortie);
    if (flows == 0 || run->tail[sortie->tail].departure.permitted) {
        return true;
    }
    if (may_have_all(run, sortie, flows)) {
        if (clear(run, sortie, flows)) {
            ab_flow_grant(run);
        }
        return true;
    }
    line_up(run, sortie->tail);
    wait(run, sortie, flows);
    return false;
}

void ab_flow_line_up_anew(struct ab_run *run)
{
    int t = run->flows.waiting.first;
    run->flows.waiting = AB_LIST_EMPTY;
    for (int next; t != AB_NOBODY; t = next) {
        next = run->tail[t].link.next;
        line_up(run, t);
    }
}

bool ab_flow_lets_go(struct ab_run *run, struct ab_sortie_record *sortie)
{
    const uint64_t flows = flows_of_flight(run, sortie);
    bool may = flows == 0 || run->tail[sortie->tail].departure.permitted;
    for (uint64_t left = flows; may && left != 0;) {
        may = has_permit(run, take_flow(&left), 0);
    }
    if (!may && run->tail[sortie->tail].departure.permitted) {
        book_anew(run, sortie, flows, ab_now(run));
        ab_flow_grant(run); /* of others of its ceilings */
    }
    return may;
}

void ab_flow_postpone(struct ab_run *run, const struct ab_sortie_record *sortie, ab_time departure)
{
    const uint64_t flows = flows_of_flight(run, sortie);
    const struct ab_tail *tail = &run->tail[sortie->tail];
    const bool had = flows != 0 && tail->departure.permitted;
    const bool is_sooner =
        (flows & ~WITHDRAWAL) != 0 && run->aside[sortie->tail].booked < departure;
    if (!had && !is_sooner) {
        return;
    }
    take_out(run, sortie, flows);
    book(run, sortie->chalk, flows,
         foresee(run, &run->chalk[sortie->chalk], tail, flows, departure));
    if (had) {
        ab_flow_grant(run);
    }
    ab_post_tasking(run);
}

void ab_flow_left(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    for (uint64_t flows = flows_of_flight(run, sortie); flows != 0;) {
        const int flow = take_flow(&flows);
        struct ab_quota *quota = books_of(run, flow);
        quota->cleared--;
        const bool binds = binds_at(run, flow, ab_now(run));
        quota->left += binds;
        if (binds && run->trace) {
            ab_trace_add_held(run, sortie->tail, AB_HELD_FLOW,
                              flow == OF_WITHDRAWAL ? AB_NOBODY : flow - 1, ab_now(run),
                              begin_of(run, flow, period_at(run, flow, ab_now(run)) + 1));
        }
    }
    run->tail[sortie->tail].departure.permitted = false;
}

void ab_flow_grant(struct ab_run *run)
{
    for (int t = run->flows.waiting.first, next; t != AB_NOBODY; t = next) {
        struct ab_sortie_record *sortie = &run->sortie[t];
        const uint64_t flows = flows_of_load(run, sortie->chalk);
        next = run->tail[t].link.next;
        if (may_have_all(run, sortie, flows)) {
            ab_list_take(&run->flows.waiting, of_line(run), t);
            if (clear(run, sortie, flows)) {
                next = run->flows.waiting.first; /* who goes before it may have them */
            }
            ab_simulation_resume(&run->simulation, AB_EV_PREPARED, (uint32_t)sortie->tail);
        } else {
            wait(run, sortie, flows);
        }
    }
}

void ab_flow_opening(struct ab_run *run, int airfield)
{
    ab_gate_opening(run, airfield);
    ab_flow_grant(run);
}

void ab_flow_weather(struct ab_run *run, int airfield)
{
    ab_gate_weather(run, airfield);
    ab_flow_grant(run);
}

void ab_flow_review(struct ab_run *run)
{
    run->flows.again = AB_EVENT_NONE;
    run->flows.again_at = AB_TIME_NEVER;
    ab_flow_grant(run);
    ab_post_tasking(run);
}

void ab_flow_edge(struct ab_run *run)
{
    ab_flow_grant(run);
    run->batches.in_doubt = true; /* loads may have waited for others under it */
    ab_post_tasking(run);
}

/* --- in vain ---------------------------------------------------------------------------------- */

void ab_flow_find_used_up(struct ab_run *run,
                          bool (*is_held)(struct ab_run *run, const struct ab_tail *tail))
{
    run->flows.used_up = 0;
    for (int i = 0; i < run->flows.count; i++) {
        const int64_t most = most_of(run, i);
        int64_t held = 0;
        if (!binds_at(run, i, ab_now(run)) || run->flows.quota[i].tasked < most ||
            (most == 0 && next_chance(run, i, ab_now(run)) != AB_TIME_NEVER)) {
            continue;
        }
        for (int t = 0; t < run->tail_count && held < most; t++) {
            const int load = run->tail[t].chalk;
            held += load != AB_NOBODY && is_held(run, &run->tail[t]) &&
                    (flows_of_load(run, load) >> i & 1) != 0;
        }
        run->flows.used_up |= (uint64_t)(held >= most) << i;
    }
}

bool ab_flow_is_used_up(const struct ab_run *run, const struct ab_chalk *chalk, int from, int to)
{
    return run->flows.used_up != 0 && (run->flows.used_up & flows_of(run, chalk, from, to)) != 0;
}

/* --- the run ---------------------------------------------------------------------------------- */

int ab_flow_count(const struct ab_scenario *scenario)
{
    bool withdraws = scenario->withdrawal.order.kind != AB_WHEN_UNSET;
    for (int c = 0; !withdraws && c < scenario->contingent_count; c++) {
        withdraws = ab_contingent_leaves(scenario, &scenario->contingent[c]);
    }
    const bool is_ceiling = scenario->withdrawal.flights_per_day > 0 || scenario->change_count > 0;
    return scenario->flow_count > 0 || (withdraws && is_ceiling) ? scenario->flow_count + 1 : 0;
}

void ab_flow_prepare(struct ab_run *run)
{
    run->flows.count = ab_flow_count(run->scenario);
    run->flows.any = run->flows.count > 0;
    for (int d = 0; d < AB_DIRECTIONS; d++) {
        run->flows.towards[d] = 0;
        for (int i = 0; i < run->flows.count; i++) {
            run->flows.towards[d] |= (uint64_t)goes(run, i, (enum ab_direction)d) << i;
        }
    }
    const int parties = ab_scenario_parties(run->original);
    for (int c = 0; run->flows.any && c < parties; c++) { /* those of evacuations are behind */
        run->flows.of[c] = c < run->scenario->contingent_count ? WITHDRAWAL : 0;
        for (int i = 1; i < run->flows.count; i++) {
            const struct ab_references *named = &plan_of(run, i)->contingents;
            const bool is_meant = named->count == 0 || ab_references_name(named, c);
            run->flows.of[c] |= (uint64_t)is_meant << i;
        }
    }
}

static ab_time edge(struct ab_run *run, int flow, const struct ab_when *when,
                    enum ab_flow_purpose purpose, bool *is_known)
{
    const ab_time at =
        ab_luck_when(run, when, 0, ab_luck_stream(run, AB_OF_FLOW, flow - 1, (int)purpose));
    *is_known = when->kind != AB_WHEN_DELAY || when->delay->kind == AB_CONSTANT;
    return at;
}

void ab_flow_reset(struct ab_run *run)
{
    run->flows.waiting = AB_LIST_EMPTY;
    run->flows.again = AB_EVENT_NONE;
    run->flows.again_at = AB_TIME_NEVER;
    run->flows.full = run->flows.held = 0;
    for (int i = 0; i < run->flows.count; i++) {
        struct ab_quota *quota = &run->flows.quota[i];
        *quota = (struct ab_quota){.until = AB_TIME_NEVER, .knows_from = true};
        quota->period = period_at(run, i, 0);
        if (i != OF_WITHDRAWAL) {
            const struct ab_ceiling *plan = plan_of(run, i);
            quota->from = edge(run, i, &plan->from, AB_FOR_FLOW_FROM, &quota->knows_from);
            quota->until = edge(run, i, &plan->until, AB_FOR_FLOW_UNTIL, &quota->knows_until);
            const ab_time edges[] = {quota->from, quota->until};
            for (int e = 0; e < 2; e++) {
                if (edges[e] > 0 && edges[e] != AB_TIME_NEVER) {
                    ab_simulation_at(&run->simulation, edges[e], AB_PRIORITY_FIRST,
                                     (uint16_t)AB_EV_FLOW_EDGE, 0);
                }
            }
        }
    }
}
