/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* change.h - keys that change while the run goes on.
 *
 * A run works on its own copies of the things that changes may alter. A change overwrites one field
 * of its copy; then whatever depends on any such field is brought up to date, aircraft in the air
 * and on the ground included: places beyond a smaller number stay in use until they are left, a
 * closed field turns landings away, aircraft called away leave the operation when they are home. */
#ifndef AB_MODEL_CHANGE_H
#define AB_MODEL_CHANGE_H

#include "model/state.h"

/* Takes memory for the copies from run->arena; false when there is none. */
bool ab_change_prepare(struct ab_run *run);

/* Copies the scenario afresh and schedules the changes. */
void ab_change_reset(struct ab_run *run);

/* The change number `change` takes effect. */
void ab_change_apply(struct ab_run *run, int change);

#endif
