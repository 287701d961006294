/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* value.h - the value of a measure in a run of an inquiry, as a number in every run. */
#ifndef AB_INSIGHT_VALUE_H
#define AB_INSIGHT_VALUE_H

#include "insight/inquiry.h"

/* What a value that is beyond counts as: of hours to a moment those up to the horizon, for what came
 * later was not looked at; of other measures there is no such number, AB_BEYOND. */
double ab_insight_limit(const struct ab_scenario *scenario, int measure);

/* The value of a run in the first column of an inquiry, which is this measure, no larger than the limit.
 * A fault when the run's scenario is not good, told after `what` ("a denial makes no scenario that can be
 * simulated"), or the measure has no value there, or is beyond and has no limit. */
enum ab_status ab_insight_value(double *value, const struct ab_inquiry *inquiry,
                                struct ab_cell cell, int measure, double limit, const char *what,
                                struct ab_errors *errors);

/* Refuses a measure that is beyond in a replication, and no time. */
enum ab_status ab_insight_refuse_beyond(const char *measure, int replication,
                                        struct ab_errors *errors);

/* A loss of a value or a gain, and that of a loss: the other sign where more is better, and of 0 none. */
static inline double ab_insight_loss(bool more_is_better, double value)
{
    return more_is_better ? 0 - value : value;
}

#endif
