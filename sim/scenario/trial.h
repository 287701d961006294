/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* trial.h - whether single values would do for keys of a scenario, without loading it for each.
 *
 * A value is judged by itself: its form, unit and range, and whether what it refers to is there.
 * Values that are good one by one may still not go together; loading the scenario with all of them
 * tells. */
#ifndef AB_SCENARIO_TRIAL_H
#define AB_SCENARIO_TRIAL_H

#include "scenario/complaint.h"

#include "base/time.h"

struct ab_trial;

/* Reads a scenario with the assignments (SECTION.KEY=VALUE), whose dates count from `start`. The
 * caller destroys the trial. */
enum ab_status ab_trial_create(struct ab_trial **trial, const char *path,
                               const char *const *assignments, int count, ab_time start,
                               struct ab_errors *errors);
void ab_trial_destroy(struct ab_trial *trial);

/* Whether SECTION.KEY may have the value; false with a complaint when not. Not judged: a key or a
 * section that the scenario does not have, and a milestone's bound and tolerance, whose meaning
 * other keys decide. */
bool ab_trial_accepts(struct ab_trial *trial, const char *key, const char *value,
                      struct ab_complaint *complaint);

#endif
