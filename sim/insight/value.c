/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* value.c - the value of a measure in a run of an inquiry. */
#include "insight/value.h"

#include "study/study.h"

#include <math.h>

double ab_insight_limit(const struct ab_scenario *scenario, int measure)
{
    char buffer[128];
    const char *name = ab_measure_name(scenario, measure, buffer, sizeof buffer);
    const bool is_hours = ab_measure_is_since_request(name) || ab_measure_is_since_order(name);
    return is_hours ? ab_time_hours(scenario->general.horizon - ab_request_usual(scenario))
                    : AB_BEYOND;
}

enum ab_status ab_insight_refuse_beyond(const char *measure, int replication,
                                        struct ab_errors *errors)
{
    return ab_errors_refuse(errors,
                            "--of %s: it had not come about when replication %d ended, and only "
                            "times count up to then; a longer scenario.horizon may let all end",
                            measure, replication);
}

enum ab_status ab_insight_value(double *value, const struct ab_inquiry *inquiry,
                                struct ab_cell cell, int measure, double limit, const char *what,
                                struct ab_errors *errors)
{
    *value = ab_inquiry_value(inquiry, cell.point, cell.replication, 0);
    if (ab_inquiry_hash(inquiry, cell.point, cell.replication) == 0) {
        return ab_errors_refuse(errors, "%s, in replication %d: %s", what, cell.replication,
                                ab_inquiry_reason(inquiry, cell.point, cell.replication));
    }
    char buffer[128];
    const char *name =
        ab_measure_name(ab_inquiry_scenario(inquiry), measure, buffer, sizeof buffer);
    if (isnan(*value)) {
        return ab_errors_refuse(errors, "--of %s: it has no value in replication %d", name,
                                cell.replication);
    }
    *value = fmin(*value, limit);
    if (ab_is_beyond(*value)) {
        return ab_insight_refuse_beyond(name, cell.replication, errors);
    }
    return AB_OK;
}
