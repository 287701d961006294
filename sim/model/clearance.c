/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* clearance.c - the landing, and a stand for it, foreseen before the take-off. */
#include "model/clearance.h"

#include "model/batch.h"
#include "model/geography.h"
#include "model/service.h"
#include "model/stage.h"
#include "model/trace.h"
#include "model/window.h"

#include <math.h>

/* --- waiting for it -------------------------------------------------------------------------- */

static struct ab_list_links of_foreseeing(const struct ab_run *run)
{
    return (struct ab_list_links){&run->aside[0].landing.link, sizeof run->aside[0]};
}

/* The tail does not wait any more. */
static void stop_waiting(struct ab_run *run, int tail)
{
    if (run->tail[tail].waits_for_landing) {
        ab_list_take(&run->foreseeing, of_foreseeing(run), tail);
        run->tail[tail].waits_for_landing = false;
    }
}

bool ab_foresight_lets_go(struct ab_run *run, struct ab_sortie_record *sortie, ab_time flight)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    struct ab_outlook outlook =
        ab_foresight_at(run, tail->at, sortie->destination, flight, ab_now(run));
    const ab_time window = ab_window_opens(run, sortie);
    if (outlook.cause == AB_WORK && window > ab_now(run)) {
        outlook.cause = AB_CAUSE_WINDOW;
        outlook.until = window < outlook.until ? window : outlook.until;
    }
    stop_waiting(run, sortie->tail);
    if (outlook.cause == AB_WORK) {
        return true;
    }
    tail->waits_for_landing = true;
    ab_list_put(&run->foreseeing, of_foreseeing(run), sortie->tail, run->foreseeing.last);
    ab_stage_charge(run, sortie, outlook.cause);
    const bool lets_out = ab_timetable_at(run, tail->at, AB_TAKEOFFS, ab_now(run)).cause == AB_WORK;
    ab_stage_blame(run, sortie, lets_out ? sortie->destination : tail->at);
    run->aside[sortie->tail].landing.again =
        ab_simulation_plan(&run->simulation, outlook.until, AB_PRIORITY_NORMAL,
                           (uint16_t)ab_stage_again(sortie), (uint32_t)tail->sortie);
    return false;
}

void ab_foresight_review(struct ab_run *run, int airfield)
{
    for (int t = run->foreseeing.first, next; t != AB_NOBODY; t = next) {
        const struct ab_sortie_record *sortie = &run->sortie[run->tail[t].sortie];
        next = run->aside[t].landing.link.next;
        if (run->tail[t].at == airfield || sortie->destination == airfield) {
            ab_simulation_cancel(&run->simulation, run->aside[t].landing.again);
            stop_waiting(run, t);
            ab_simulation_resume(&run->simulation, (uint16_t)ab_stage_again(sortie),
                                 (uint32_t)sortie->tail);
        }
    }
}

/* --- slot control ----------------------------------------------------------------------------- */

static ab_time mean_block(const struct ab_run *run, const struct ab_sortie_record *sortie, int from)
{
    return ab_time_round(
        ab_geography_mean_block(run, run->tail[sortie->tail].type, from, sortie->destination));
}

/* When it will be there, leaving its origin as soon as the fields' hours allow. */
static ab_time planned_arrival(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const ab_time flight = ab_service_mean_flight(run, run->tail[sortie->tail].type, sortie->origin,
                                                  sortie->destination);
    const ab_time departure =
        ab_foresight_departure(run, sortie->origin, sortie->destination, flight, ab_now(run));
    return (departure == AB_TIME_NEVER ? ab_now(run) : departure) +
           mean_block(run, sortie, sortie->origin);
}

/* An aircraft that is later than foreseen, for want of a runway or a stand, is not foreseen to
 * leave until it has left: what is late now is taken to be in the way still. */
static bool is_in_the_way(const struct ab_run *run, int tail, ab_time moment)
{
    const ab_time until = run->aside[tail].slot.until;
    return until > moment || until <= ab_now(run);
}

/* Stands of an airfield that aircraft hold or will hold at `moment`. Other traffic on the ground
 * now is taken to be gone when its mean ground time has passed. */
static int64_t foreseen(const struct ab_run *run, int airfield, ab_time moment)
{
    int64_t stands = 0;
    for (int t = run->field[airfield].slot.expected.first; t != AB_NOBODY;
         t = run->aside[t].slot.link.next) {
        const struct ab_tail *tail = &run->tail[t];
        if (tail->home != airfield && is_in_the_way(run, t, moment)) {
            stands += run->scenario->aircraft[tail->type].stands;
        }
    }
    for (int i = 0; i < run->scenario->traffic_count; i++) {
        const struct ab_traffic *traffic = &run->scenario->traffic[i];
        if (traffic->airfield == airfield &&
            moment - ab_now(run) < ab_time_round(traffic->ground_time->mean)) {
            const int64_t others = run->field[airfield].stands.in_use - run->field[airfield].ours;
            stands += others > 0 ? others : 0;
            break;
        }
    }
    return stands;
}

/* A tail is expected at an airfield from now on, or nowhere (AB_NOBODY). */
static void expect_at(struct ab_run *run, int index, int airfield)
{
    const struct ab_list_links links = {&run->aside[0].slot.link, sizeof run->aside[0]};
    int *at = &run->tail[index].slot_at;
    if (*at != airfield) {
        if (*at != AB_NOBODY) {
            ab_list_take(&run->field[*at].slot.expected, links, index);
        }
        if (airfield != AB_NOBODY) {
            ab_list_put(&run->field[airfield].slot.expected, links, index, AB_LIST_END);
        }
        *at = airfield;
        ab_trace_hold(run, index, AB_HELD_SLOT, airfield);
    }
}

static void expect(struct ab_run *run, const struct ab_sortie_record *sortie, ab_time arrival)
{
    expect_at(run, sortie->tail, sortie->destination);
    run->aside[sortie->tail].slot.until = arrival + ab_service_mean_stay(run, sortie);
}

/* A slot is a visit that is expected before the aircraft has left. */
static bool has_slot(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    return run->tail[sortie->tail].slot_at == sortie->destination;
}

void ab_slot_depart(struct ab_run *run, const struct ab_sortie_record *sortie, int from)
{
    if (!run->field[sortie->destination].has_slots) {
        expect_at(run, sortie->tail, AB_NOBODY);
    } else if (!has_slot(run, sortie)) {
        expect(run, sortie, ab_now(run) + mean_block(run, sortie, from));
    }
}

void ab_slot_postpone(struct ab_run *run, const struct ab_sortie_record *sortie, ab_time departure)
{
    if (has_slot(run, sortie) && departure != AB_TIME_NEVER) {
        expect(run, sortie, departure + mean_block(run, sortie, sortie->origin));
    }
}

static bool grant(struct ab_run *run, struct ab_sortie_record *sortie)
{
    const ab_time arrival = planned_arrival(run, sortie);
    if (foreseen(run, sortie->destination, arrival) + ab_stage_stands(run, sortie) >
        run->scenario->airfield[sortie->destination].parking_mog) {
        return false;
    }
    expect(run, sortie, arrival);
    return true;
}

static struct ab_list_links of_line(const struct ab_run *run)
{
    return (struct ab_list_links){&run->tail[0].link, sizeof run->tail[0]};
}

static struct ab_list *line_of(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    struct ab_field *field = &run->field[sortie->destination];
    return run->tail[sortie->tail].stand.at == AB_NOBODY ? &field->slot.at_home
                                                         : &field->slot.abroad;
}

static void stand_in_line(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    struct ab_list *line = line_of(run, sortie);
    int before = line->last;
    while (before > sortie->tail && run->aside[before].slot.since == ab_now(run)) {
        before = run->tail[before].link.previous;
    }
    ab_list_put(line, of_line(run), sortie->tail, before);
    run->tail[sortie->tail].waits_for_slot = true;
    run->aside[sortie->tail].slot.since = ab_now(run);
}

static void leave_line(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    ab_list_take(line_of(run, sortie), of_line(run), sortie->tail);
    run->tail[sortie->tail].waits_for_slot = false;
    ab_simulation_resume(&run->simulation, AB_EV_PREPARED, (uint32_t)sortie->tail);
}

/* The next moment at which somebody is expected to leave, seen from the arrival of the first in
 * line, or at which that could not leave any more to arrive as early as it could now. */
static void schedule_review(struct ab_run *run, int airfield, const struct ab_sortie_record *sortie)
{
    const ab_time flight = mean_block(run, sortie, sortie->origin);
    ab_time next = ab_now(run) + 15 * AB_MINUTE; /* when only other traffic is in the way */
    bool found = false;
    for (int t = run->field[airfield].slot.expected.first; t != AB_NOBODY;
         t = run->aside[t].slot.link.next) {
        const ab_time leaves = run->aside[t].slot.until - flight;
        if (run->tail[t].home != airfield && leaves > ab_now(run) && (!found || leaves < next)) {
            next = leaves;
            found = true;
        }
    }
    const struct ab_outlook now = ab_foresight_at(
        run, sortie->origin, airfield,
        ab_service_mean_flight(run, run->tail[sortie->tail].type, sortie->origin, airfield),
        ab_now(run));
    next = now.cause == AB_WORK && now.until < next ? now.until : next;
    struct ab_field *field = &run->field[airfield];
    ab_simulation_cancel(&run->simulation, field->slot.review);
    field->slot.review = ab_simulation_plan(&run->simulation, next, AB_PRIORITY_NORMAL,
                                            (uint16_t)AB_EV_SLOT_REVIEW, (uint32_t)airfield);
}

/* Whoever holds a stand that others wait for, round in a circle, goes without a slot and holds: the
 * lowest tail of them. */
static bool let_one_give_way(struct ab_run *run, int airfield)
{
    const struct ab_list *line = &run->field[airfield].slot.abroad;
    if (line->first == AB_NOBODY || !ab_lock_is_on(run, airfield)) {
        return false;
    }
    int lowest = line->first;
    for (int t = lowest; t != AB_NOBODY; t = run->tail[t].link.next) {
        lowest = t < lowest ? t : lowest;
    }
    const struct ab_sortie_record *sortie = &run->sortie[run->tail[lowest].sortie];
    leave_line(run, sortie);
    expect(run, sortie, planned_arrival(run, sortie));
    return true;
}

void ab_slot_review(struct ab_run *run, int airfield)
{
    for (int t; (t = ab_airfield_first_for_slot(run, airfield)) != AB_NOBODY;) {
        struct ab_sortie_record *sortie = &run->sortie[run->tail[t].sortie];
        const bool controlled = run->scenario->airfield[airfield].slot_control;
        if (controlled && !grant(run, sortie)) {
            if (let_one_give_way(run, airfield)) {
                continue;
            }
            schedule_review(run, airfield, sortie);
            return;
        }
        leave_line(run, sortie);
    }
}

void ab_slot_left(struct ab_run *run, int airfield)
{
    if (run->scenario->airfield[airfield].slot_control) {
        ab_slot_review(run, airfield);
    }
}

void ab_slot_give_up(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    expect_at(run, sortie->tail, AB_NOBODY);
    ab_slot_left(run, sortie->destination);
}

bool ab_slot_obtain(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = &run->tail[sortie->tail];
    const int airfield = sortie->destination;
    if (!run->scenario->airfield[airfield].slot_control || tail->home == airfield ||
        has_slot(run, sortie)) {
        return true;
    }
    if (ab_airfield_first_for_slot(run, airfield) == AB_NOBODY && grant(run, sortie)) {
        return true;
    }
    stand_in_line(run, sortie);
    ab_stage_charge(run, sortie, AB_CAUSE_SLOT);
    ab_stage_blame(run, sortie, airfield);
    ab_slot_review(run, airfield);
    return false;
}
