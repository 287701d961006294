/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* stage.h - what all stages of a sortie share: charging its time and going on. */
#ifndef AB_MODEL_STAGE_H
#define AB_MODEL_STAGE_H

#include "model/state.h"

static inline struct ab_tail *ab_stage_tail(struct ab_run *run,
                                            const struct ab_sortie_record *sortie)
{
    return &run->tail[sortie->tail];
}

/* The load that a flight is for: aboard, to be fetched, or brought before it flies empty. */
static inline const struct ab_chalk *ab_stage_served(const struct ab_run *run,
                                                     const struct ab_sortie_record *sortie)
{
    const int chalk =
        sortie->chalk != AB_NOBODY ? sortie->chalk : run->tail[sortie->tail].last_chalk;
    if (chalk != AB_NOBODY) {
        return &run->chalk[chalk];
    }
    /* It began away from home and goes there without ever having had a load. */
    return run->chalk_count > 0 ? &run->chalk[sortie->tail % run->chalk_count] : &run->no_load;
}

/* Whether its destination is the home of its aircraft, which needs no stand there. */
static inline bool ab_stage_ends_at_home(const struct ab_run *run,
                                         const struct ab_sortie_record *sortie)
{
    return run->tail[sortie->tail].home == sortie->destination;
}

/* What asks again whether it may leave the ground: at its origin, or at its alternate. */
static inline enum ab_kind ab_stage_again(const struct ab_sortie_record *sortie)
{
    return sortie->block_out == AB_TIME_NEVER ? AB_EV_PREPARED : AB_EV_ONWARD;
}

/* What is in the tanks beyond holding fuel is for the runway alone, and half an hour of it. */
enum { AB_FINAL_RESERVE = 30 * AB_MINUTE };

/* From now on the sortie, and the load that it carries or comes for, is in `state` (a cause, or
 * AB_WORK). */
void ab_stage_change(struct ab_run *run, struct ab_sortie_record *sortie, int state);
static inline void ab_stage_charge(struct ab_run *run, struct ab_sortie_record *sortie, int state)
{
    /* Then its load's state changes, though its own does not: ab_stage_of_load. */
    const bool has_arrived =
        sortie->purpose == AB_PURPOSE_POSITIONING && sortie->block_in != AB_TIME_NEVER;
    if (sortie->account.state != state || run->trace || has_arrived) {
        ab_stage_change(run, sortie, state);
    }
}

/* From now on a load is its aircraft's, and waits for nothing of its own any more. What its aircraft
 * waits for is then charged to it in traced runs only. */
void ab_stage_take_aboard(struct ab_run *run, struct ab_sortie_record *sortie);

/* What the flight waits for is not where it is, as is taken otherwise, but at this airfield. */
void ab_stage_blame(struct ab_run *run, struct ab_sortie_record *sortie, int airfield);

/* The same of the one without the other; -1: in none. */
void ab_stage_charge_flight(struct ab_run *run, struct ab_sortie_record *sortie, int state);
void ab_stage_charge_load(struct ab_run *run, int load, int state);

/* A load is cut: what it has waited for before counts now. */
void ab_stage_count_waits(struct ab_run *run, int load);

/* The state of the load that a sortie carries or comes for. What its aircraft waits for on the way
 * to it, the load waits for as well; an aircraft that works is on its way to it, or maintained at
 * its home before it can be loaded there: it is not free for it yet. */
int ab_stage_of_load(const struct ab_sortie_record *sortie);

/* Goes on with `kind` after a delay, or next at this instant. */
void ab_stage_after(struct ab_run *run, const struct ab_sortie_record *sortie, ab_time delay,
                    enum ab_kind kind);

/* Takes units of a resource: true when they were free. Otherwise waits in line, charged to
 * `cause`, to be resumed with `kind` as the owner of the units. */
bool ab_stage_wait(struct ab_run *run, struct ab_sortie_record *sortie,
                   struct ab_resource *resource, int32_t units, uint8_t priority,
                   enum ab_cause cause, enum ab_kind kind);

/* Whether an aircraft holds for so long and no more. */
static inline bool ab_stage_may_run_dry(const struct ab_run *run, int tail)
{
    return run->scenario->aircraft[run->tail[tail].type].holding_fuel != AB_TIME_NEVER;
}

/* How long an aircraft may be in the air that sets out now on a flight of this length: the flight,
 * its holding fuel, and the final reserve. */
ab_time ab_stage_endurance(const struct ab_run *run, const struct ab_sortie_record *sortie,
                           ab_time flight);

/* It does so now: its fuel lasts until then. */
void ab_stage_set_out(struct ab_run *run, const struct ab_sortie_record *sortie, ab_time flight);

/* How many stands its type takes. */
int32_t ab_stage_stands(const struct ab_run *run, const struct ab_sortie_record *sortie);

/* A tail holds its stands at this airfield from now on, or at none (AB_NOBODY). */
void ab_stage_stand_at(struct ab_run *run, struct ab_tail *tail, int airfield);

/* Gives up the stands that its aircraft holds, if any. */
void ab_stage_leave_stand(struct ab_run *run, const struct ab_sortie_record *sortie);

#endif
