/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* outline.h - who goes and in which loads, both ways, laid out before anything moves.
 *
 * Headcounts are drawn at the start of a replication, and all loads planned then, or numbered that are
 * cut for their aircraft (cut.h): nobody is lost in the theatre, so the way home carries the same people
 * and vehicles (bulk is consumed). */
#ifndef AB_MODEL_OUTLINE_H
#define AB_MODEL_OUTLINE_H

#include "model/loadplan.h"
#include "model/state.h"

/* Computes the payloads that loads are planned with. They are those of the scenario at its start:
 * a change in mid-run alters what may fly, not how loads were packed. */
bool ab_outline_prepare(struct ab_run *run); /* false when memory is out */

/* The most loads a replication of this scenario can need; -1 when memory is out. */
int ab_outline_most_loads(struct ab_run *run);

/* Draws headcounts, puts everybody at home and plans all loads; false when memory is out. */
bool ab_outline_reset(struct ab_run *run);

/* The replication is over: completes the records of its loads, in a traced run. */
void ab_outline_keep_loads(struct ab_run *run);

/* Adds a load of supplies that stands ready now at the contingent's airfield of embarkation;
 * returns it, or AB_NOBODY when memory is out. */
int ab_outline_add_sustainment(struct ab_run *run, int contingent, double load_t);

/* The same of any load, which has this number; `lot` is borrowed for the replication. */
int ab_outline_add(struct ab_run *run, const struct ab_lot *lot, int number);
/* Plans loads of the second tier: fills run->planner with what is to go on of a contingent from its hub,
 * which `content` says but for people; returns how many loads, or -1 when memory is out. */
int ab_outline_plan_onward(struct ab_run *run, int contingent, const struct ab_contingent *content,
                           int64_t people);

/* Adds one of them, which stands ready there now; *lot becomes what it consists of. Returns it, or
 * AB_NOBODY when memory is out. */
int ab_outline_add_onward(struct ab_run *run, int contingent, const struct ab_load *load,
                          struct ab_lot *lot);

/* The payload that loads of a contingent are planned with on a type from its hub on; negative: none may
 * carry them. */
double ab_outline_payload(const struct ab_run *run, int contingent, int type);

/* Whether a load may go from one airfield to another on a tail, as things are now: both take it, a
 * stop on the way does, and the payload is enough. */
bool ab_outline_can_go(const struct ab_run *run, const struct ab_chalk *chalk,
                       const struct ab_tail *tail, int from, int to);

/* Whether it may go somewhere on an aircraft of a fleet. */
bool ab_outline_can_take(const struct ab_run *run, const struct ab_chalk *chalk, int fleet);

/* Where its homeward loads start, or AB_NOBODY when it has no airfield. */
int ab_outline_leaves_from(const struct ab_run *run, int contingent);

/* Counts a contingent among those that come, stay or only leave, when it becomes part of the force. */
void ab_outline_count(struct ab_run *run, int contingent);

#endif
