/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* foresight.c - when the hours and dated closures of two fields let a flight leave. */
#include "model/foresight.h"

enum { ALLOWANCE = 15 * AB_MINUTE };

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
    landing.until = takeoff.until < landing.until ? takeoff.until : landing.until;
    return landing;
}

ab_time ab_foresight_departure_between(const struct ab_run *run, int from, int to, ab_time flight,
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
