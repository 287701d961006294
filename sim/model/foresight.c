/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* foresight.c - the landing, foreseen before the take-off. */
#include "model/foresight.h"

#include "model/stage.h"

enum { ALLOWANCE = 15 * AB_MINUTE };

/* --- what is foreseen ------------------------------------------------------------------------ */

/* When a field that is open at `when` shuts, and what shuts it; AB_WORK when it is open longer than
 * until `last`, and until when at least. */
static struct ab_outlook shutting(const struct ab_run *run, int airfield, ab_time when,
                                  ab_time last)
{
    struct ab_outlook outlook = {.cause = AB_WORK, .until = when};
    while (outlook.cause == AB_WORK && outlook.until <= last) {
        when = outlook.until;
        outlook = ab_timetable_at(run, airfield, AB_LANDINGS, when);
    }
    if (outlook.cause != AB_WORK) {
        outlook.until = when;
    }
    return outlook;
}

/* How long a field that shuts at `end` has been open by then, twice the allowance at most. */
static ab_time open_before(const struct ab_run *run, int airfield, ab_time end)
{
    ab_time begin = end - (ab_time)2 * ALLOWANCE;
    for (ab_time when = begin; when < end;) {
        const struct ab_outlook outlook = ab_timetable_at(run, airfield, AB_LANDINGS, when);
        when = outlook.until;
        begin = outlook.cause == AB_WORK ? begin : when;
    }
    return end - begin;
}

/* Whether a landing can be counted on at `when`. */
static struct ab_outlook landing_at(const struct ab_run *run, int airfield, ab_time when)
{
    const struct ab_outlook outlook = ab_timetable_at(run, airfield, AB_LANDINGS, when);
    if (outlook.cause != AB_WORK || outlook.until == AB_TIME_NEVER) {
        return outlook;
    }
    struct ab_outlook end = shutting(run, airfield, when, when + ALLOWANCE);
    if (end.cause == AB_WORK) {
        end.until -= end.until == AB_TIME_NEVER ? 0 : ALLOWANCE;
        return end;
    }
    const ab_time half = open_before(run, airfield, end.until) / 2;
    const ab_time latest = end.until - (half < ALLOWANCE ? half : ALLOWANCE);
    return when <= latest ? (struct ab_outlook){.cause = AB_WORK, .until = latest + 1} : end;
}

struct ab_outlook ab_foresight_at(const struct ab_run *run, int from, int to, ab_time flight,
                                  ab_time when)
{
    const struct ab_outlook takeoff = ab_timetable_at(run, from, AB_TAKEOFFS, when);
    if (takeoff.cause != AB_WORK) {
        return takeoff;
    }
    struct ab_outlook landing = landing_at(run, to, when + flight);
    landing.until -= landing.until == AB_TIME_NEVER ? 0 : flight;
    if (landing.cause == AB_WORK && takeoff.until < landing.until) {
        landing.until = takeoff.until;
    }
    return landing;
}

ab_time ab_foresight_departure(const struct ab_run *run, int from, int to, ab_time flight,
                               ab_time when)
{
    while (when <= run->scenario->general.horizon) {
        const struct ab_outlook outlook = ab_foresight_at(run, from, to, flight, when);
        if (outlook.cause == AB_WORK) {
            return when;
        }
        when = outlook.until;
    }
    return AB_TIME_NEVER;
}

/* --- waiting for it -------------------------------------------------------------------------- */

bool ab_foresight_lets_go(struct ab_run *run, struct ab_sortie_record *sortie, ab_time flight)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    const struct ab_outlook outlook =
        ab_foresight_at(run, tail->at, sortie->destination, flight, ab_now(run));
    tail->foresight.waits = outlook.cause != AB_WORK;
    if (!tail->foresight.waits) {
        return true;
    }
    ab_stage_charge(run, sortie, outlook.cause);
    tail->foresight.again =
        ab_simulation_at(&run->simulation, outlook.until, AB_PRIORITY_NORMAL,
                         (uint16_t)ab_stage_again(sortie), (uint32_t)tail->sortie);
    return false;
}

void ab_foresight_review(struct ab_run *run)
{
    for (int t = 0; t < run->tail_count; t++) {
        struct ab_tail *tail = &run->tail[t];
        if (tail->foresight.waits &&
            ab_simulation_cancel(&run->simulation, tail->foresight.again)) {
            tail->foresight.waits = false;
            ab_simulation_resume(&run->simulation,
                                 (uint16_t)ab_stage_again(&run->sortie[tail->sortie]),
                                 (uint32_t)tail->sortie);
        }
    }
}
