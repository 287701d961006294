/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* evacuation.h - people who leave: they come to an airfield, are cleared, wait, and fly on aircraft
 * that are called for them or on empty legs.
 *
 * Nothing happens person by person: a walk along them (struct ab_walk) tells when each comes and is
 * cleared, and is taken as far as it is asked for. A look comes when enough are cleared to call an
 * aircraft. A call is a load like any other, for so many people of a family, but who goes is decided
 * when it is put aboard: as many as wait then and the aircraft may seat, but for those who are
 * promised to others.
 *
 * Example: 1,000 people, cleared 100 an hour, 50 seats: a call every half hour; an aircraft that comes
 * two hours later finds 250 people, 50 of whom board and are cleared longest. */
#ifndef AB_MODEL_EVACUATION_H
#define AB_MODEL_EVACUATION_H

#include "model/state.h"

/* Made once per run: families, and what may carry them; false when memory is out. */
bool ab_evacuation_prepare(struct ab_run *run);

/* The most loads that may be called, as long as none is in vain. */
int ab_evacuation_most_loads(const struct ab_run *run);

/* Draws who will come; nobody does before the request. */
void ab_evacuation_reset(struct ab_run *run);

/* At the request: says when each begins and ends. */
void ab_evacuation_schedule(struct ab_run *run);

/* A change has altered one of its keys, at this offset. */
void ab_evacuation_changed(struct ab_run *run, int evacuation, size_t offset);

/* Calls aircraft for those who are cleared by now. */
void ab_evacuation_look(struct ab_run *run, int evacuation);

/* It has ended: who is not aboard stays. */
void ab_evacuation_end(struct ab_run *run, int evacuation);

/* --- called loads ----------------------------------------------------------------------------- */

/* Whether a call still has people; else it lapses. */
bool ab_evacuation_stands(struct ab_run *run, int load);

/* An aircraft of this type has been tasked for a call, to fly it to an airfield: who will go for
 * certain. */
void ab_evacuation_promise(struct ab_run *run, int load, int type, int to);

/* The aircraft is there: they board. */
void ab_evacuation_board(struct ab_run *run, int load, int type, int to);

/* Nobody asks for an aircraft for a load any more that is none. */
void ab_evacuation_forget(struct ab_run *run, int load);

/* Whether a load that an aircraft was tasked for is none any more. */
static inline bool ab_evacuation_is_void(const struct ab_chalk *chalk)
{
    return chalk->lot->evacuation && chalk->lot->people == 0;
}

/* --- people aboard, of called flights and return legs ----------------------------------------- */

/* An empty leg begins: takes as many of those who wait at its origin and wish to go where it goes
 * as it has seats for (sortie->passengers, tail->family). They go on aircraft that fly home, even if
 * to fetch a load there, and on any to a field they name. */
void ab_evacuation_fill_return(struct ab_run *run, struct ab_sortie_record *sortie);

/* The people of a load, or of a return leg, take off; are off their aircraft. */
void ab_evacuation_took_off(struct ab_run *run, const struct ab_sortie_record *sortie);
void ab_evacuation_delivered(struct ab_run *run, const struct ab_sortie_record *sortie);

/* --- when it is over -------------------------------------------------------------------------- */

/* Brings the waits of those who are still there up to the end of the replication. */
void ab_evacuation_settle(struct ab_run *run);

/* Of an evacuation: who was off the aircraft, and who is aboard. */
struct ab_evacuation_count {
    int64_t cleared, aboard, delivered;
};
struct ab_evacuation_count ab_evacuation_count(const struct ab_run *run, int evacuation);

#endif
