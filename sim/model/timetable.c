/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* timetable.c - hours, dated closures, and changes that are known. */
#include "model/timetable.h"

#include "scenario/keys.h"

#include <string.h>

/* --- what an airfield will be ---------------------------------------------------------------- */

static bool is_dated(const struct ab_when *at)
{
    return at->kind == AB_WHEN_DATE || (at->kind == AB_WHEN_DELAY && at->delay.kind == AB_CONSTANT);
}

static ab_time date_of(const struct ab_when *at)
{
    return at->kind == AB_WHEN_DATE ? at->date : ab_time_round(at->delay.a);
}

/* Keeps the changes to come in the order in which they will be made. */
static void insert(struct ab_run *run, int change, ab_time date)
{
    struct ab_known_change *known = run->timetable.change;
    int place = run->timetable.changes++;
    for (; place > 0 && known[place - 1].date > date; place--) {
        known[place] = known[place - 1];
    }
    known[place] = (struct ab_known_change){.date = date, .change = change};
}

void ab_timetable_reset(struct ab_run *run)
{
    run->timetable.changes = 0;
    for (int i = 0; i < run->scenario->change_count; i++) {
        const struct ab_change *change = &run->scenario->change[i];
        if (change->section == AB_SECTION_AIRFIELD && change->foreseen && is_dated(&change->at)) {
            insert(run, i, date_of(&change->at));
            run->field[change->index].changes = true;
        }
    }
}

/* The airfield as it will be at `when`: itself, or `copy` with the changes made by then. *until is
 * the date of the next. */
static const struct ab_airfield *plan_at(const struct ab_run *run, int airfield, ab_time when,
                                         struct ab_airfield *copy, ab_time *until)
{
    const struct ab_airfield *plan = &run->scenario->airfield[airfield];
    *until = AB_TIME_NEVER;
    for (int i = 0; run->field[airfield].changes && i < run->timetable.changes; i++) {
        const struct ab_known_change *known = &run->timetable.change[i];
        const struct ab_change *change = &run->scenario->change[known->change];
        if (change->index != airfield || known->date <= ab_now(run)) {
            continue;
        }
        if (known->date > when) {
            *until = known->date;
            break;
        }
        if (plan != copy) {
            *copy = *plan;
            plan = copy;
        }
        memcpy((char *)copy + change->offset, change->bytes, change->size);
    }
    return plan;
}

/* --- hours of the local day ------------------------------------------------------------------ */

static bool are_always(const struct ab_hours *hours)
{
    return hours->from == hours->to || hours->to - hours->from >= AB_DAY;
}

/* Time into the local day. */
static ab_time local_time(const struct ab_run *run, const struct ab_airfield *plan, ab_time when)
{
    const ab_time local = run->scenario->general.start + when + ab_airfield_offset(plan, when);
    return local % AB_DAY < 0 ? local % AB_DAY + AB_DAY : local % AB_DAY;
}

static bool contain(const struct ab_hours *hours, ab_time local)
{
    return are_always(hours) || (local >= hours->from && local < hours->to) ||
           local + AB_DAY < hours->to;
}

/* From a local time to the next `clock` (which may lie beyond midnight), at least 1 ms. */
static ab_time until(ab_time local, ab_time clock)
{
    ab_time wait = (clock - local) % AB_DAY;
    if (wait <= 0) {
        wait += AB_DAY;
    }
    return wait;
}

/* When hours may next begin or end, or the local clock is put forward or back. */
static ab_time next_edge(const struct ab_run *run, const struct ab_airfield *plan,
                         const struct ab_hours *hours, ab_time when)
{
    const ab_time local = local_time(run, plan, when);
    const ab_time opening = until(local, hours->from), closing = until(local, hours->to);
    const ab_time edge = when + (opening < closing ? opening : closing);
    const ab_time shift = ab_airfield_next_shift(plan, when);
    return shift < edge ? shift : edge;
}

bool ab_timetable_within(const struct ab_run *run, int airfield, const struct ab_hours *hours)
{
    return contain(hours, local_time(run, &run->scenario->airfield[airfield], ab_now(run)));
}

/* From `when` on, the first moment within hours (or not within them). */
static ab_time when_within(const struct ab_run *run, const struct ab_airfield *plan,
                           const struct ab_hours *hours, bool within, ab_time when)
{
    while (contain(hours, local_time(run, plan, when)) != within) {
        when = next_edge(run, plan, hours, when);
    }
    return when;
}

ab_time ab_timetable_work_begin(const struct ab_run *run, int airfield, ab_time duration)
{
    const struct ab_airfield *plan = &run->scenario->airfield[airfield];
    const struct ab_hours *hours = &plan->working_hours;
    const ab_time now = ab_now(run);
    if (are_always(hours)) {
        return now;
    }
    if (!contain(hours, local_time(run, plan, now))) {
        return when_within(run, plan, hours, true, now);
    }
    const ab_time end = when_within(run, plan, hours, false, now);
    /* Work longer than a whole day's hours begins with the hours: it would never begin
     * otherwise. */
    const bool begins_day = local_time(run, plan, now) == hours->from % AB_DAY;
    return duration <= end - now || begins_day || plan->overrun == AB_OVERRUN_FINISH
               ? now
               : when_within(run, plan, hours, true, end);
}

/* --- open or shut ---------------------------------------------------------------------------- */

static void end_by(struct ab_outlook *outlook, ab_time moment)
{
    outlook->until = moment < outlook->until ? moment : outlook->until;
}

static void look_at_closures(struct ab_outlook *outlook, const struct ab_airfield *plan,
                             ab_time when)
{
    for (int i = 0; i < plan->closure_count; i++) {
        const struct ab_period *closure = &plan->closures[i];
        if (when < closure->from) {
            end_by(outlook, closure->from);
        } else if (when < closure->to) {
            outlook->cause = AB_CAUSE_CLOSED;
            end_by(outlook, closure->to);
        }
    }
}

static void look_at_hours(struct ab_outlook *outlook, const struct ab_run *run,
                          const struct ab_airfield *plan, const struct ab_hours *hours,
                          ab_time when)
{
    if (are_always(hours)) {
        return;
    }
    if (outlook->cause == AB_WORK && !contain(hours, local_time(run, plan, when))) {
        outlook->cause = AB_CAUSE_HOURS;
    }
    end_by(outlook, next_edge(run, plan, hours, when));
}

struct ab_outlook ab_timetable_at(const struct ab_run *run, int airfield, enum ab_movement way,
                                  ab_time when)
{
    struct ab_airfield copy;
    struct ab_outlook outlook = {.cause = AB_WORK};
    const struct ab_airfield *plan = plan_at(run, airfield, when, &copy, &outlook.until);
    if (!plan->open) {
        outlook.cause = AB_CAUSE_CLOSED;
        return outlook;
    }
    if (plan->closures_stop == AB_BOTH_MOVEMENTS || plan->closures_stop == way) {
        look_at_closures(&outlook, plan, when);
    }
    look_at_hours(&outlook, run, plan,
                  way == AB_LANDINGS ? &plan->landing_hours : &plan->takeoff_hours, when);
    return outlook;
}

bool ab_timetable_is_used(const struct ab_run *run, int airfield)
{
    struct ab_airfield copy;
    for (ab_time when = ab_now(run); when != AB_TIME_NEVER;) {
        if (plan_at(run, airfield, when, &copy, &when)->open) {
            return true;
        }
    }
    return false;
}
