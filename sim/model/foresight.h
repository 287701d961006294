/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* foresight.h - nobody takes off toward a field that is known to be shut on arrival.
 *
 * Before every take-off, from the alternate too, the landing is foreseen by the mean time of the
 * flight and held against what is known of both fields (timetable.h): leaving must be allowed, and
 * the landing must fall into a time when the field is open, a quarter of an hour before it shuts
 * at the latest (within the first half of a time shorter than half an hour). Otherwise the aircraft
 * waits where it stands, for as long as it takes, charged to what is in the way, and asks again
 * when that ends or a change alters it. Weather and a full ramp are not known ahead; who meets
 * them, or is late, holds and diverts as ever. */
#ifndef AB_MODEL_FORESIGHT_H
#define AB_MODEL_FORESIGHT_H

#include "model/timetable.h"

/* Whether an aircraft may leave `from` at `when` to be over `to` `flight` later. */
struct ab_outlook ab_foresight_at(const struct ab_run *run, int from, int to, ab_time flight,
                                  ab_time when);

/* The first moment from `when` on at which it may; AB_TIME_NEVER when there is none up to the
 * horizon. */
ab_time ab_foresight_departure(const struct ab_run *run, int from, int to, ab_time flight,
                               ab_time when);

/* True when the aircraft may leave where it stands now. Otherwise its sortie waits for
 * ab_stage_again (stage.h), to ask once more. */
bool ab_foresight_lets_go(struct ab_run *run, struct ab_sortie_record *sortie, ab_time flight);

/* A change has altered what is known: all who wait ask again. */
void ab_foresight_review(struct ab_run *run);

#endif
