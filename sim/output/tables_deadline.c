/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tables_deadline.c - how probable it is that all are in by a deadline. */
#include "output/column.h"

#include <math.h>

struct row_of_deadline {
    const char *band, *kind, *id;
    int n, in_by, in_time;
    double share, low, high;
    ab_time met, met_limit;
    double share_in_time, in_time_low, in_time_high;
};

CELL(put_by, ab_row_instant, item->scenario->general.deadline)

#define RECORD struct row_of_deadline
static const struct ab_definition deadlines_columns[] = {
    TEXT("band", "luck: inputs at their base values; drawn: with drawn inputs", STRING(band)),
    TEXT("kind", "force, or contingent", STRING(kind)),
    TEXT("id", "id of the contingent; force for the whole force", STRING(id)),
    INSTANT("by", "the deadline, scenario.deadline or --by", BY(put_by)),
    INTEGER("n", "replications", "in which it was to come", COUNT(n)),
    INTEGER("in_by", "replications",
            "of these in which all of it is in by the deadline; those that "
            "ended before do not count as in",
            COUNT(in_by)),
    NUMBER("share", "1", "share of these: the probability to be in by then", REAL(share)),
    NUMBER("ci95_low", "1", "lower end of its 95 % interval (Clopper and Pearson)", REAL(low)),
    NUMBER("ci95_high", "1", "upper end of the same interval", REAL(high)),
    INSTANT("met_90", "by then it is in in nine of ten replications; empty: not within the horizon",
            MOMENT(met)),
    INSTANT("met_90_limit",
            "upper 97.5 % limit of that date, an order statistic; empty: beyond the horizon, or "
            "fewer than 36 replications",
            MOMENT(met_limit)),
    NUMBER("in_time_share", "1",
           "probability to be in by its own latest arrival; empty where it has none",
           REAL(share_in_time)),
    NUMBER("in_time_low", "1", "lower end of its 95 % interval", REAL(in_time_low)),
    NUMBER("in_time_high", "1", "upper end of the same interval", REAL(in_time_high)),
};
#undef RECORD

static void put_band(struct ab_row *row, const struct ab_result *result, const char *band)
{
    const double none = (double)NAN;
    struct row_of_deadline of;
    const struct ab_item item = {.scenario = result->scenario, .record = &of};
    for (int i = 0; i < result->deadlines; i++) {
        const struct ab_deadline *from = &result->deadline[i];
        const bool is_force = from->contingent == AB_NOBODY, is_due = from->is_due && from->n > 0;
        const char *id =
            is_force ? "force" : result->scenario->contingent[from->contingent].named.id;
        of = (struct row_of_deadline){
            .band = band,
            .kind = is_force ? "force" : "contingent",
            .id = id,
            .n = from->n,
            .in_by = from->in_by,
            .share = from->n > 0 ? (double)from->in_by / from->n : none,
            .low = from->n > 0 ? from->low : none,
            .high = from->n > 0 ? from->high : none,
            .met = from->met,
            .met_limit = from->met_limit,
            .share_in_time = is_due ? (double)from->in_time / from->n : none,
            .in_time_low = is_due ? from->in_time_low : none,
            .in_time_high = is_due ? from->in_time_high : none,
        };
        ab_row_put(row, &item);
    }
}

static void put_deadlines(struct ab_row *row, const struct ab_result *result)
{
    put_band(row, result, "luck");
    if (result->drawn != NULL) {
        put_band(row, result->drawn, "drawn");
    }
}

const struct ab_layout ab_layout_deadlines =
    TABLE_OF("deadlines", "how probable it is that force and contingents are in by a deadline",
             deadlines_columns, 3, put_deadlines, NULL);
