/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* yard.h - where loads stand at an airfield that are neither at home nor aboard.
 *
 * A yard holds so many loads (airfield.yard_loads). A load takes its place before it comes to stand
 * there: prepared at an airfield of embarkation, or unloaded at a hub; and gives it back when it is
 * put aboard, at a hub when the last of it is. Whoever finds the yard full waits in line, first come,
 * first served, charged to AB_CAUSE_YARD. */
#ifndef AB_MODEL_YARD_H
#define AB_MODEL_YARD_H

#include "model/state.h"

void ab_yard_reset(struct ab_run *run);

/* Takes a place in a yard: true when there was one. Otherwise `kind` follows for the subject, when a
 * place is its own; *place (if not NULL) allows to leave the line. */
bool ab_yard_enter(struct ab_run *run, int airfield, enum ab_kind kind, int subject,
                   ab_wait_handle *place);

/* A load has left: whoever is next in line has its place. */
void ab_yard_leave(struct ab_run *run, int airfield);

/* A change has altered how many a yard holds. */
void ab_yard_refresh(struct ab_run *run, int airfield);

#endif
