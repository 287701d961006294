/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* foresight.h - when the hours and dated closures of two fields let a flight leave, as far as they are known ahead:
 * what clearance.h holds a take-off against, and what aircraft and loads are chosen by. */
#ifndef AB_MODEL_FORESIGHT_H
#define AB_MODEL_FORESIGHT_H

#include "model/airfield.h"
#include "model/state.h"

/* Whether an aircraft may leave `from` at `when` to be over `to` `flight` later. */
struct ab_outlook ab_foresight_at(const struct ab_run *run, int from, int to, ab_time flight,
                                  ab_time when);

/* The first moment from `when` on at which it may; AB_TIME_NEVER when there is none up to the
 * horizon. The one is for fields that may shut, the other for all. */
ab_time ab_foresight_departure_between(const struct ab_run *run, int from, int to, ab_time flight,
                                       ab_time when);
static inline ab_time ab_foresight_departure(const struct ab_run *run, int from, int to,
                                             ab_time flight, ab_time when)
{
    const bool are_open = run->field[from].takeoffs.for_good && run->field[to].landings.for_good;
    return are_open && when <= run->scenario->general.horizon
               ? when
               : ab_foresight_departure_between(run, from, to, flight, when);
}

#endif
