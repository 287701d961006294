/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* window.h - when loads may be loaded and may land, and by when they should be off their aircraft.
 *
 * A contingent's window holds for its way in. It is set at the request, from when dates and delays
 * count. Supplies that fly in its name have none. */
#ifndef AB_MODEL_WINDOW_H
#define AB_MODEL_WINDOW_H

#include "model/state.h"

/* The draws of a contingent's stream of that name; what follows is for others. */
enum { AB_WINDOW_PARTS = 3 };

/* Finds out whether there are any; and, at the request, sets earliest and latest arrivals. */
void ab_window_prepare(struct ab_run *run);
void ab_window_set(struct ab_run *run);

/* From when on a contingent may be loaded; 0 when any time will do. */
ab_time ab_window_available(const struct ab_run *run, int contingent);

/* Until when a load should be off its aircraft, or AB_TIME_NEVER. */
static inline ab_time ab_window_due(const struct ab_run *run, const struct ab_chalk *chalk)
{
    const struct ab_lot *lot = chalk->lot;
    return !run->is_due || lot->sustainment ||
                   (lot->direction == AB_OUT &&
                    ab_contingent_comes(&run->scenario->contingent[lot->contingent]))
               ? AB_TIME_NEVER
               : run->unit[lot->contingent].record.due;
}

/* When a load may land; 0 at any time. Windows are of the theatre, not of a hub. */
static inline ab_time ab_window_earliest(const struct ab_run *run, const struct ab_lot *lot)
{
    return !run->opens || lot->direction == AB_OUT || lot->sustainment || ab_goes_to_hub(run, lot)
               ? 0
               : run->unit[lot->contingent].earliest;
}

/* No aircraft is called for a load before: that of the nearest fleet would land too early. Call
 * forward comes off that; 0 when there is nothing to wait for. */
ab_time ab_window_call(const struct ab_run *run, const struct ab_chalk *chalk);

/* When a flight may leave, first or from a stop, to land when its load may by the mean time of its
 * way; and by how much it is too early overhead. 0 when there is nothing to wait for. */
ab_time ab_window_opens(const struct ab_run *run, const struct ab_sortie_record *sortie);
ab_time ab_window_early(const struct ab_run *run, const struct ab_sortie_record *sortie);

/* When a load that is aboard at a moment may leave with an aircraft of a type, not to land too early. */
ab_time ab_window_leaves(const struct ab_run *run, const struct ab_chalk *chalk, int type, int to,
                         ab_time aboard);

/* Whether a load goes before another: by priority, then latest arrival, then readiness, then
 * contingent and number. */
bool ab_load_goes_before(const struct ab_run *run, int a, int b);

/* A load is off its aircraft, of so much mass. */
void ab_window_delivered(struct ab_run *run, int load, double mass_t);

/* Loads with a latest arrival, a road column being one; how many of them were late, or are not there
 * at all; and their mass. */
struct ab_lateness {
    int64_t loads, late;
    double late_t;
};
struct ab_lateness ab_window_lateness(const struct ab_run *run);

#endif
