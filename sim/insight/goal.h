/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* goal.h - what a plan is to reach: a bound on a measure, as in "closure_h <= 72". */
#ifndef AB_INSIGHT_GOAL_H
#define AB_INSIGHT_GOAL_H

#include "base/sheet.h"
#include "model/run.h"
#include "output/json.h"

struct ab_goal {
    int measure; /* of the scenario */
    bool at_most;
    double bound; /* in the measure's unit */
};

/* Reads MEASURE <= NUMBER or MEASURE >= NUMBER. The number is in the measure's unit, which may stand
 * behind it; hours also in another unit of time, as in 3 d, and shares in per cent. More hours since
 * the request, or the order, than the horizon has are refused: runs are not followed so far. */
enum ab_status ab_goal_parse(struct ab_goal *goal, const struct ab_scenario *scenario,
                             const char *text, struct ab_errors *errors);

/* Finds the measure of that name, in whatever case; a fault with the nearest name when there is none,
 * of an option that says so. */
enum ab_status ab_goal_find_measure(int *measure, const struct ab_scenario *scenario,
                                    const char *name, const char *option, const char *said,
                                    struct ab_errors *errors);

/* Whether a value of the measure reaches it. What is beyond is later than all that is not; what there
 * is not (NAN) reaches nothing. */
bool ab_goal_is_met(const struct ab_goal *goal, double value);

/* Puts some goals as the array `goals`, and tells them in a sentence: "closure_h <= 72 h and ...". */
void ab_goals_put(struct ab_json *json, const struct ab_scenario *scenario,
                  const struct ab_goal *goal, int goals);
void ab_goals_say(struct ab_sheet *sheet, const struct ab_scenario *scenario,
                  const struct ab_goal *goal, int goals);

#endif
