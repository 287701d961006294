/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tables_late.c - the lines of a movement list: their windows, how late they are, and why. */
#include "output/column.h"

#include <math.h>

struct late {
    const char *id;
    ab_time available, earliest, latest;
    const char *cause;
    double share, p10, p50, p90, cause_share, cause_h;
    int n, beyond;
};

#define RECORD struct late
static const struct ab_definition late_columns[] = {
    TEXT("contingent", "id of the contingent with a latest arrival", STRING(id)),
    INSTANT(
        "available",
        "nothing of it is loaded before; empty, here and in the next two: it is not given, or at "
        "another moment in each replication",
        MOMENT(available)),
    INSTANT("earliest_arrival", "nothing of it lands before", MOMENT(earliest)),
    INSTANT("latest_arrival", "by then its last load should be off its aircraft", MOMENT(latest)),
    INTEGER("n", "replications", "replications in which it was to come", COUNT(n)),
    NUMBER("late_share", "1", "share of these in which its last load was late, or never came",
           REAL(share)),
    NUMBER(
        "lateness_p10_h", "h",
        "from its latest arrival until its last load was off, 10th percentile over replications; "
        "negative: before; empty: it is beyond",
        REAL(p10)),
    NUMBER("lateness_p50_h", "h", "the same, median", REAL(p50)),
    NUMBER("lateness_p90_h", "h", "the same, 90th percentile", REAL(p90)),
    INTEGER("beyond", "replications",
            "of which it was not all there when the replication ended: later than all others",
            COUNT(beyond)),
    TEXT(
        "cause",
        "what was most often the longest wait behind its last load when that was late; the longest "
        "work where nothing was waited for",
        STRING(cause)),
    NUMBER("cause_share", "1", "share of the late replications in which it was", REAL(cause_share)),
    NUMBER("cause_h", "h", "how long it was in these, mean", REAL(cause_h)),
};
#undef RECORD

static void put_late(struct ab_row *row, const struct ab_result *result)
{
    for (int i = 0; i < result->lines; i++) {
        const struct ab_line *line = &result->line[i];
        const struct ab_contingent *plan = &result->scenario->contingent[line->contingent];
        const struct late late = {
            .id = plan->named.id,
            .available = ab_result_moment(result, &plan->available),
            .earliest = ab_result_moment(result, &plan->earliest_arrival),
            .latest = ab_result_moment(result, &plan->latest_arrival),
            .n = line->lateness.n,
            .share = line->late_share,
            .p10 = line->lateness.p10,
            .p50 = line->lateness.p50,
            .p90 = line->lateness.p90,
            .beyond = line->lateness.beyond,
            .cause = line->link == AB_NOBODY ? NULL : ab_link_name(line->link),
            .cause_share = line->link_share,
            .cause_h = line->link_h,
        };
        const struct ab_item item = {.record = &late, .scenario = result->scenario};
        ab_row_put(row, &item);
    }
}

const struct ab_layout ab_layout_late =
    TABLE_OF("late", "contingents with a latest arrival: how late, and why", late_columns, 1,
             put_late, NULL);
