/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* diary.h - what goes on in each hour or day: flights by airfield, and the use of places and fleets.
 *
 * Kept while a replication runs, when its options ask for it, and packed as the hours pass. Spans are
 * hours or days of UTC, as [scenario] spans says; days too, or several, where a scenario has so many
 * places and so long a horizon that there would be more than a million of both. */
#ifndef AB_MODEL_DIARY_H
#define AB_MODEL_DIARY_H

#include "model/state.h"

/* Memory for it, once; false when it is out. */
bool ab_diary_prepare(struct ab_run *run);
void ab_diary_give(struct ab_run *run);

/* Begins anew, before anything can go on; and, when all places are there, follows them. */
void ab_diary_reset(struct ab_run *run);
void ab_diary_follow(struct ab_run *run);

/* A flight leaves its blocks at its origin, or is on blocks at its destination, with so much fuel taken
 * on or burnt. */
void ab_diary_flight(struct ab_run *run, const struct ab_sortie_record *sortie, enum ab_side side,
                     double fuel_t);

/* More aircraft of a fleet have a flight, or are free; fewer when negative. */
void ab_diary_fleet(struct ab_run *run, int fleet, int flying, int free);

/* More loads of a contingent wait for an aircraft. */
void ab_diary_load(struct ab_run *run, const struct ab_lot *lot, int waiting);

/* The replication is over. */
void ab_diary_close(struct ab_run *run);

#endif
