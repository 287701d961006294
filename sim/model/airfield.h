/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* airfield.h - stands, working places and the runway of every airfield.
 *
 * Parking MOG bounds the visiting aircraft on the ground; aircraft at their own home field stand on
 * their own dispersal and take no visitor's stand. Working MOG bounds how many are loaded or
 * unloaded at once, visitors and residents alike. */
#ifndef AB_MODEL_AIRFIELD_H
#define AB_MODEL_AIRFIELD_H

#include "model/state.h"

/* Priorities in the line for a runway: landings go first. */
enum { AB_RUNWAY_EMERGENCY = 32, AB_RUNWAY_LANDING = 64, AB_RUNWAY_TAKEOFF = 128 };

void ab_airfield_reset(struct ab_run *run);

/* Whether hours, closures or weather may ever shut it, or it is not open. */
bool ab_airfield_may_shut(const struct ab_airfield *airfield);

/* An aircraft over an airfield stands in this line from now on, or in none (NULL). */
void ab_airfield_hold(struct ab_run *run, int airfield, struct ab_tail *tail,
                      struct ab_resource *line);

/* The most that waited there for a stand or for the field to open at one moment so far. What lasts
 * for no time at all is no moment. */
int ab_airfield_most_holding(const struct ab_run *run, int airfield);

/* Who waits for a slot there longest, the lower tail on ties; AB_NOBODY when nobody does. */
int ab_airfield_first_for_slot(const struct ab_run *run, int airfield);

/* Records the state of an airfield, in traced runs, as long as there is room. */
void ab_airfield_record(struct ab_run *run, int airfield);
static inline void ab_airfield_trace(struct ab_run *run, int airfield)
{
    if (run->trace) {
        ab_airfield_record(run, airfield);
    }
}

/* --- the timetable ---------------------------------------------------------------------------- */

/* When an airfield is open, as far as that is known beforehand.
 *
 * Known are the hours of the local day, dated closures, whether the airfield is open at all, and
 * changes of these whose date is no matter of chance (with deterministic = yes none is), unless
 * they say foreseen = no. Weather is not known ahead, nor is a full ramp. What an airfield is now and what it will be are asked here, and nowhere else.
 *
 *     struct ab_outlook outlook = ab_timetable_at(run, airfield, AB_LANDINGS, when);
 *     if (outlook.cause == AB_WORK) ... it is open, at least until outlook.until
 */

struct ab_outlook {
    int cause;     /* AB_WORK: open; else what shuts it, AB_CAUSE_CLOSED or AB_CAUSE_HOURS */
    ab_time until; /* nothing that is known changes it before; AB_TIME_NEVER: for good */
};

/* Notes which changes of airfields have a known date; the fields must be reset. */
void ab_timetable_reset(struct ab_run *run);

/* Whether an airfield is open for landings or take-offs at `when`, now or later. */
struct ab_outlook ab_timetable_at(const struct ab_run *run, int airfield, enum ab_movement way,
                                  ab_time when);

/* Whether it is used at all in this operation, now or after a change that is known. */
bool ab_timetable_opens(const struct ab_run *run, int airfield);
static inline bool ab_timetable_is_used(const struct ab_run *run, int airfield)
{
    return run->scenario->airfield[airfield].open ||
           (run->field[airfield].changes && ab_timetable_opens(run, airfield));
}

/* Whether a type may be sent to an airfield now: it is open or will be, as far as is known, long
 * enough, does not ban the type, and has stands enough for it unless that is at home there. Judged
 * once for a type, until the airfield changes. */
void ab_airfield_judge(const struct ab_run *run, int airfield, int type, bool at_home);
static inline bool ab_airfield_accepts(const struct ab_run *run, int airfield, int type,
                                       bool at_home)
{
    const struct ab_field *field = &run->field[airfield];
    if ((field->types[at_home].known >> type & 1) == 0) {
        ab_airfield_judge(run, airfield, type, at_home);
    }
    return (field->types[at_home].takes >> type & 1) != 0 && ab_timetable_is_used(run, airfield);
}

/* Whether now lies within hours of the local day. */
bool ab_timetable_within(const struct ab_run *run, int airfield, const struct ab_hours *hours);

/* From `when` on, the first moment within such hours, by the local time as it was at the start: what
 * asks for the past again gets the same answer. */
ab_time ab_timetable_next(const struct ab_run *run, int airfield, const struct ab_hours *hours,
                          ab_time when);

/* When work of this length may begin at an airfield: now, or when its working hours allow. */
ab_time ab_timetable_work_begin(const struct ab_run *run, int airfield, ab_time duration);

/* --- the gates -------------------------------------------------------------------------------- */

/* Whether an airfield is open now: weather, and what is known beforehand (ab_timetable_at).
 *
 * An airfield has a gate for landings and one for take-offs. Whoever comes to a shut gate waits in
 * line and goes on when it opens. */

/* Opens and shuts all gates for time zero and schedules what will change them. */
void ab_gate_reset(struct ab_run *run);

static inline bool ab_gate_is_open(const struct ab_gate *gate)
{
    return !gate->weather && gate->shut_by == AB_WORK;
}

/* What shuts it: AB_CAUSE_CLOSED or AB_CAUSE_HOURS, else AB_CAUSE_WEATHER. */
enum ab_cause ab_gate_cause(const struct ab_gate *gate);

/* Waits at a gate that is shut, to be resumed as (kind, subject), which must call ab_gate_passed. The
 * place in the line gate->way, to leave it. */
ab_wait_handle ab_gate_wait(struct ab_gate *gate, enum ab_kind kind, uint32_t subject);
void ab_gate_passed(struct ab_gate *gate);

/* The other spell of weather begins. */
void ab_gate_weather(struct ab_run *run, int airfield);

/* Something that was known opens or shuts it, or a change has altered its keys. */
void ab_gate_opening(struct ab_run *run, int airfield);

#endif
