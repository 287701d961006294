/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* lock.h - aircraft that wait for each other's stands.
 *
 * An aircraft may stand at one airfield and wait there for a stand at another: diverted to an
 * alternate, or held by slot control. When those who hold the stands of its destination wait in the
 * same way for the stands of others, round in a circle, nobody would ever leave. Then the one who
 * closes the circle gives way: it leaves without the stand that it waited for. */
#ifndef AB_MODEL_LOCK_H
#define AB_MODEL_LOCK_H

#include "model/state.h"

/* The airfield whose stands a tail waits for, overhead, at an alternate or for a slot, or
 * AB_NOBODY. */
int ab_lock_goal(const struct ab_run *run, const struct ab_tail *tail);

/* Whether the first who waits for a stand of this airfield will never get it, unless somebody gives
 * way. */
bool ab_lock_is_on(struct ab_run *run, int airfield);

/* Finds the airfields for which that is so, or is unless aircraft that wait for the rest of their
 * batch are let go: run->lock tells them until an aircraft moves. */
void ab_lock_find_by_batches(struct ab_run *run);

#endif
