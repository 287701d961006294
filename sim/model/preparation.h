/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* preparation.h - loads are marshalled, weighed and inspected by teams of the field that they leave
 * from, and stand in its yard until they are put aboard.
 *
 * A load comes to the field, waits for a team (AB_CAUSE_PREPARATION), is prepared, waits with its team
 * if the yard is full (AB_CAUSE_YARD), and is ready. All that leave from a field share its teams. A
 * load that an aircraft waits for, or comes for, while it is kept, goes aboard from where it stands:
 * so nobody waits for a load that a full yard holds back. */
#ifndef AB_MODEL_PREPARATION_H
#define AB_MODEL_PREPARATION_H

#include "model/state.h"

/* Room for what is prepared, where anything is; false when memory is out. Once per run, when the
 * loads have their room. */
bool ab_preparation_prepare(struct ab_run *run);

/* The loads first .. first + count - 1 (of one contingent and direction, and all of them of the forward
 * element or none) come to the field one after another, the first at `from`. */
void ab_preparation_expect(struct ab_run *run, int first, int count, ab_time from);

void ab_preparation_brought(struct ab_run *run, int load);
void ab_preparation_call(struct ab_run *run, int load);
void ab_preparation_done(struct ab_run *run, int load);
void ab_preparation_in_yard(struct ab_run *run, int load);

/* Teams may be free at a field, or there are others: whoever goes first is taken up, after all else
 * that happens at this instant. */
void ab_preparation_post(struct ab_run *run, int airfield);
void ab_preparation_round(struct ab_run *run, int airfield);

/* An aircraft has come for a load in hand: if that only waits for room, it is ready. */
void ab_preparation_fetch(struct ab_run *run, int load);

/* The onload of a load begins. */
void ab_preparation_leave_yard(struct ab_run *run, int load);

#endif
