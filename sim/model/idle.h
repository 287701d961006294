/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* idle.h - free aircraft, by their fleet and the field where they stand.
 *
 * Those of one group are of one type and home, and as far from every load: they differ in how long
 * they have been free, which decides among them, and in what is in their tanks. Each stands in its
 * group behind those that have been free longer, or as long and come before it in its fleet. There
 * are groups only where aircraft are free. */
#ifndef AB_MODEL_IDLE_H
#define AB_MODEL_IDLE_H

#include "model/state.h"

/* The most groups that there can be at once. */
size_t ab_idle_most_groups(const struct ab_run *run);

void ab_idle_reset(struct ab_run *run);

/* The tail is free where it stands from now on; it is not any more, and what it is then its caller
 * says. */
void ab_idle_join(struct ab_run *run, int tail);
void ab_idle_leave(struct ab_run *run, int tail);

/* Those of a fleet that come home for a load are expected there, who was tasked first first. They are
 * not free; the list is here because it shares the links.
 *
 * From now on the tail is on its way home for a load there; it is not any more. */
void ab_idle_expect(struct ab_run *run, int tail);
void ab_idle_expect_no_more(struct ab_run *run, int tail);

/* The first free tail of a fleet at its home, or AB_NOBODY. */
int ab_idle_first_at_home(const struct ab_run *run, int fleet);

/* The first of the tails that are free away from their homes, or AB_NOBODY. */
int ab_idle_first_away(const struct ab_run *run);

#endif
