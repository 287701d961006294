/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* bounds.c - what is found of a bound, part by part. */
#include "model/bounds.h"

bool ab_bounds_flies(const struct ab_bounds *bounds, int contingent)
{
    return bounds->plan[contingent].types != 0;
}

static void raise(struct ab_limit *limit, ab_time time, enum ab_limit_kind kind, int thing)
{
    if (time != AB_LEAST_NONE && (limit->time == AB_TIME_NEVER || time > limit->time)) {
        *limit = (struct ab_limit){time, (int)kind, thing};
    }
}

void ab_bounds_raise_force(struct ab_run *run, ab_time time, enum ab_limit_kind kind, int thing)
{
    raise(&run->limit, time, kind, thing);
}

void ab_bounds_raise(struct ab_run *run, int contingent, ab_time time, enum ab_limit_kind kind,
                     int thing)
{
    raise(&run->unit[contingent].record.limit, time, kind, thing);
    raise(&run->limit, time, kind, thing);
}

int ab_bounds_compare_times(const void *a, const void *b)
{
    const ab_time first = *(const ab_time *)a, second = *(const ab_time *)b;
    return (first > second) - (first < second);
}
