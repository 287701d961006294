/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* value.c - the value of a measure in a run of an inquiry. */
#include "insight/value.h"

#include <math.h>

double ab_insight_followed(const struct ab_inquiry *inquiry, struct ab_cell cell,
                           enum ab_since since)
{
    const struct ab_followed of = ab_inquiry_followed(inquiry, cell.point, cell.replication);
    const ab_time from = since == AB_SINCE_ORDER ? of.ordered : of.request;
    return since != AB_SINCE_NOTHING && from < of.followed ? ab_time_hours(of.followed - from)
                                                           : (double)NAN;
}

static enum ab_since since_of(const struct ab_inquiry *inquiry, int measure)
{
    char buffer[128];
    return ab_measure_since(
        ab_measure_name(ab_inquiry_scenario(inquiry), measure, buffer, sizeof buffer));
}

const char *ab_insight_since(const struct ab_inquiry *inquiry, int measure)
{
    return since_of(inquiry, measure) == AB_SINCE_ORDER ? "withdrawal order" : "request";
}

bool ab_insight_is_unbegun(const struct ab_inquiry *inquiry, struct ab_cell cell, int measure)
{
    const enum ab_since since = since_of(inquiry, measure);
    return since != AB_SINCE_NOTHING &&
           ab_is_beyond(ab_inquiry_value(inquiry, cell.point, cell.replication, 0)) &&
           isnan(ab_insight_followed(inquiry, cell, since));
}

enum ab_status ab_insight_refuse_beyond(const char *measure, int replication,
                                        struct ab_errors *errors)
{
    return ab_errors_refuse(errors,
                            "--of %s: it had not come about when replication %d ended, and only "
                            "times count up to then; a longer scenario.horizon may let all end",
                            measure, replication);
}

/* Refuses hours since what had not come. */
static enum ab_status refuse_unbegun(const char *name, const char *since, int replication,
                                     struct ab_errors *errors)
{
    return ab_errors_refuse(
        errors,
        "--of %s: its hours are those since the %s, which had not come when "
        "replication %d ended; a longer scenario.horizon may let it come in all",
        name, since, replication);
}

enum ab_status ab_insight_value(double *value, const struct ab_inquiry *inquiry,
                                struct ab_cell cell, int measure, const char *what,
                                struct ab_errors *errors)
{
    char buffer[128];
    const char *name =
        ab_measure_name(ab_inquiry_scenario(inquiry), measure, buffer, sizeof buffer);
    const enum ab_since since = ab_measure_since(name);
    *value = ab_inquiry_value(inquiry, cell.point, cell.replication, 0);
    if (ab_inquiry_hash(inquiry, cell.point, cell.replication) == 0) {
        return ab_errors_refuse(errors, "%s, in replication %d: %s", what, cell.replication,
                                ab_inquiry_reason(inquiry, cell.point, cell.replication));
    }
    if (isnan(*value)) {
        return ab_errors_refuse(errors, "--of %s: it has no value in replication %d", name,
                                cell.replication);
    }
    if (!ab_is_beyond(*value)) {
        return AB_OK;
    }
    *value = ab_insight_followed(inquiry, cell, since);
    return since == AB_SINCE_NOTHING ? ab_insight_refuse_beyond(name, cell.replication, errors)
           : isnan(*value)
               ? refuse_unbegun(name, ab_insight_since(inquiry, measure), cell.replication, errors)
               : AB_OK;
}

bool ab_insight_pair(double *before, double *after, const struct ab_inquiry *inquiry,
                     struct ab_cell cell, int than, int measure)
{
    const struct ab_cell other = {than, cell.replication};
    const struct ab_followed before_of = ab_inquiry_followed(inquiry, than, cell.replication);
    const struct ab_followed after_of = ab_inquiry_followed(inquiry, cell.point, cell.replication);
    *before = ab_inquiry_value(inquiry, than, cell.replication, 0);
    *after = ab_inquiry_value(inquiry, cell.point, cell.replication, 0);
    const struct ab_pair_limit limit =
        ab_pairs_limit(since_of(inquiry, measure), &before_of, &after_of, *before, *after);
    const bool begun = !ab_insight_is_unbegun(inquiry, other, measure) ||
                       !ab_insight_is_unbegun(inquiry, cell, measure);
    *before = isnan(*before) ? *before : fmin(*before, limit.hours);
    *after = isnan(*after) ? *after : fmin(*after, limit.hours);
    return begun;
}

double ab_insight_difference(const struct ab_inquiry *inquiry, struct ab_cell cell, int than,
                             int measure)
{
    double before, after;
    (void)ab_insight_pair(&before, &after, inquiry, cell, than, measure);
    const double by = ab_pairs_difference(before, after);
    return isfinite(by) ? by : (double)NAN;
}
