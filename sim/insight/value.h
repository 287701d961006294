/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* value.h - the value of a measure in a run of an inquiry, as a number in every run. */
#ifndef AB_INSIGHT_VALUE_H
#define AB_INSIGHT_VALUE_H

#include "insight/inquiry.h"

/* For how many hours since its request, or order, a run was followed: what hours that are beyond count as,
 * for what came later was not looked at. NAN where that had not come, and of what is no time. */
double ab_insight_followed(const struct ab_inquiry *inquiry, struct ab_cell cell,
                           enum ab_since since);

/* Whether the hours of a run are since a request, or order, that had not come when it ended. */
bool ab_insight_is_unbegun(const struct ab_inquiry *inquiry, struct ab_cell cell, int measure);

/* What the hours of a measure are since, in words: "request", "withdrawal order". */
const char *ab_insight_since(const struct ab_inquiry *inquiry, int measure);

/* The value of a run in the first column of an inquiry, which is this measure; what is beyond counts as
 * above. A fault when the run's scenario is not good, told after `what` ("a denial makes no scenario that
 * can be simulated"), or the measure has no value there, or is beyond and counts as nothing. */
enum ab_status ab_insight_value(double *value, const struct ab_inquiry *inquiry,
                                struct ab_cell cell, int measure, const char *what,
                                struct ab_errors *errors);

/* What it is at another point in the same replication, and what here, each up to where both were followed, from
 * the later of their requests, or orders, or the one that there is. False, both being 0, where that had come in
 * neither. NAN is what is not known. */
bool ab_insight_pair(double *before, double *after, const struct ab_inquiry *inquiry,
                     struct ab_cell cell, int than, int measure);

/* How much more that is here: NAN where that is not known. */
double ab_insight_difference(const struct ab_inquiry *inquiry, struct ab_cell cell, int than,
                             int measure);

/* Refuses a measure that is beyond in a replication, and no time. */
enum ab_status ab_insight_refuse_beyond(const char *measure, int replication,
                                        struct ab_errors *errors);

/* A loss of a value or a gain, and that of a loss: the other sign where more is better, and of 0 none. */
static inline double ab_insight_loss(bool more_is_better, double value)
{
    return more_is_better ? 0 - value : value;
}

#endif
