/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* trace.h - what a traced run remembers beside its flights, loads and airfields: what each flight
 * and load did or waited for, stretch by stretch, and who held what others may have waited for.
 *
 * Of holdings, of which other traffic may have any number, the first AB_TRACE_STATES_MAX are kept; as of
 * the states of airfields. */
#ifndef AB_MODEL_TRACE_H
#define AB_MODEL_TRACE_H

#include "model/state.h"

/* Forgets all, and takes room for the aircraft: before the first of a traced run. False when memory
 * is out. */
bool ab_trace_begin(struct ab_run *run);
void ab_trace_give(struct ab_run *run);

/* A flight, or a load, was in the state of its account until now. */
void ab_trace_add_stretch(struct ab_run *run, const struct ab_sortie_record *sortie);
void ab_trace_add_load_stretch(struct ab_run *run, int load);

/* An aircraft holds this of a thing from now on: an airfield, a fleet, a ceiling. What it held of the
 * kind at another it gives up; AB_NOBODY: it holds none. */
void ab_trace_add_hold(struct ab_run *run, int tail, enum ab_held held, int thing);

/* The same of other traffic, which is found by what it is of and its number. */
void ab_trace_visitor(struct ab_run *run, struct ab_visitor *visitor, enum ab_held held,
                      bool holds);

/* An aircraft had this until a moment that is known. */
void ab_trace_add_held(struct ab_run *run, int tail, enum ab_held held, int thing, ab_time begin,
                       ab_time end);

/* A state of an airfield or a holding is left out, since there are too many. */
static inline void ab_trace_leave_out(struct ab_run *run)
{
    run->untraced = run->untraced < ab_now(run) ? run->untraced : ab_now(run);
}

static inline void ab_trace_hold(struct ab_run *run, int tail, enum ab_held held, int thing)
{
    if (run->trace) {
        ab_trace_add_hold(run, tail, held, thing);
    }
}

static inline void ab_trace_held(struct ab_run *run, int tail, enum ab_held held, int thing,
                                 ab_time begin, ab_time end)
{
    if (run->trace) {
        ab_trace_add_held(run, tail, held, thing, begin, end);
    }
}

#endif
