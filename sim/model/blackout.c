/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* blackout.c - reports that are late. */
#include "model/blackout.h"

#include "model/luck.h"

void ab_blackout_reset(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->blackout_count; i++) {
        const struct ab_blackout *plan = &run->scenario->blackout[i];
        run->blackout[i] = (struct ab_period){
            .from = ab_luck_when(run, &plan->from, 0,
                                 ab_luck_stream(run, AB_OF_BLACKOUT, i, AB_FOR_BLACKOUT_FROM)),
            .to = ab_luck_when(run, &plan->until, 0,
                               ab_luck_stream(run, AB_OF_BLACKOUT, i, AB_FOR_BLACKOUT_UNTIL)),
        };
    }
    run->count.report_delay = 0;
}

/* A stream for what a blackout does to reports of a site, whatever other sites there are. */
static uint64_t stream_of(const struct ab_run *run, int blackout, int site)
{
    return ab_luck_stream(run, AB_OF_BLACKOUT, blackout, AB_FOR_REPORT) +
           run->stream_of[AB_OF_SITE][site];
}

ab_time ab_blackout_known(struct ab_run *run, int site, enum ab_report report)
{
    ab_time known = ab_now(run);
    for (int i = 0; i < run->scenario->blackout_count; i++) {
        const struct ab_blackout *plan = &run->scenario->blackout[i];
        const struct ab_period *period = &run->blackout[i];
        if (ab_now(run) < period->from || ab_now(run) >= period->to ||
            !(plan->sites.count == 0 || ab_references_name(&plan->sites, site))) {
            continue;
        }
        const ab_time through =
            ab_now(run) + ab_luck_time(run, plan->delay, stream_of(run, i, site), (uint32_t)report);
        known = ab_time_later(known, through < period->to ? through : period->to);
    }
    run->count.report_delay += known - ab_now(run);
    return known;
}
