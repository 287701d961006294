/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* invariant_parts.h - the parts of what is recounted (invariant.h), each NULL or what does not hold. */
#ifndef TEST_INVARIANT_PARTS_H
#define TEST_INVARIANT_PARTS_H

#include "model/state.h"

const char *ab_recount_people(const struct ab_run *run);
const char *ab_recount_aircraft(const struct ab_run *run);
const char *ab_recount_fields(const struct ab_run *run);
const char *ab_recount_waiting(const struct ab_run *run);

/* Whether loads of a lot go on from a hub by road. */
bool ab_recount_goes_on_by_road(const struct ab_run *run, const struct ab_lot *lot);

/* The flight that an aircraft makes, or NULL; whether it flies, is on the ground at an alternate in
 * mid-flight, and is worked on at an airfield. */
const struct ab_sortie_record *ab_recount_sortie(const struct ab_run *run,
                                                 const struct ab_tail *tail);
bool ab_recount_is_flying(const struct ab_sortie_record *sortie);
bool ab_recount_is_parked(const struct ab_tail *tail, const struct ab_sortie_record *sortie);
bool ab_recount_is_working(const struct ab_sortie_record *sortie, int airfield);

#endif
