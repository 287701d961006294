/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* past.h - a scenario that goes on from a replication of another.
 *
 * What happened before is known: it is the other scenario's. What this one says otherwise holds from
 * then on. So what is simulated is this scenario with what the other said, and a change for each key
 * that differs: whatever may change while a run goes on may be planned anew. What is new comes in
 * then. All of that is said as overrides are, with the place of the statement that asks for it. */
#ifndef AB_SCENARIO_PAST_H
#define AB_SCENARIO_PAST_H

#include "scenario/build.h"

struct ab_past_plan {
    struct ab_override *override;
    int count, room;
};

/* What a scenario and its past have in common, as overrides of the first, in its arena. Both are
 * converted and complete: nothing inactive was left out yet. Every difference that cannot be is a
 * fault. */
void ab_past_compare(struct ab_past_plan *plan, struct ab_build *now, const struct ab_build *then);

/* Takes the assignments of a past apart; NULL when memory is out. */
char **ab_past_assignments(const struct ab_past *past, struct ab_arena *arena, int *count);

/* Complains of a past that is said in parts. */
void ab_past_audit(struct ab_build *build);

#endif
