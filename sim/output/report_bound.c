/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report_bound.c - how far from the best: before when no plan can be in. */
#include "output/report.h"

static const struct ab_summary *summary_of(const struct ab_result *result, const char *name)
{
    const int measure = ab_measure_find(result->scenario, name);
    return measure != AB_NOBODY && result->measure[measure].n > 0 ? &result->measure[measure]
                                                                  : NULL;
}

/* What it is, in words in front of the thing that it is of, and without one. */
static const struct {
    const char *of, *alone;
} words[AB_LIMIT_COUNT] = {
    [AB_LIMIT_NOTHING] = {"", ""},
    [AB_LIMIT_LOADS] = {"when the loads of %s come, and what each takes",
                        "when loads come, and what each takes"},
    [AB_LIMIT_ROAD] = {"the way of %s by road", "the way by road"},
    [AB_LIMIT_TEAMS] = {"the preparation teams of %s", "the preparation teams"},
    [AB_LIMIT_WORKING] = {"the working places of %s", "the working places of several fields"},
    [AB_LIMIT_STANDS] = {"the stands of %s", "the stands of several fields"},
    [AB_LIMIT_RUNWAY] = {"the runway of %s", "the runways of several fields"},
    [AB_LIMIT_AIRCRAFT] = {"the aircraft of %s", "the aircraft that there are"},
    [AB_LIMIT_FLOW] = {"the ceiling %s", "a ceiling on flights"},
};

static void say_what(struct ab_sheet *sheet, const struct ab_result *result,
                     const struct ab_limit_sum *most)
{
    const char *thing = ab_limit_thing(result->scenario, &most->limit);
    if (most->replications == 0) {
        return;
    }
    ab_sheet_put(sheet, " What bounds it: ");
    if (thing != NULL) {
        ab_sheet_say(sheet, words[most->limit.kind].of, thing);
    } else {
        ab_sheet_put(sheet, words[most->limit.kind].alone);
    }
    if (most->replications < result->replications) {
        ab_sheet_say(sheet, ", in %d of %d", most->replications, result->replications);
    }
    ab_sheet_put(sheet, ".");
}

/* By the median, as the closure that it stands below. */
void ab_report_bound(struct ab_sheet *sheet, const struct ab_result *result)
{
    const struct ab_summary *bound = summary_of(result, "bound_h");
    const struct ab_summary *gap = summary_of(result, "gap");
    const struct ab_limit_sum most = ab_result_limit(result);
    if (bound == NULL) {
        return;
    }
    ab_sheet_end(sheet);
    sheet->hang = 2;
    ab_sheet_say(sheet, "No plan for these loads can close before %.1f h under the same luck",
                 bound->p50);
    if (gap != NULL && gap->beyond == 0) {
        const double per_cent = 100 * gap->mean;
        if (per_cent >= 9.95) {
            ab_sheet_say(sheet,
                         ": this one closes %.0f %% later; how much of it a better plan would gain "
                         "is not known.",
                         per_cent);
        } else {
            ab_sheet_say(
                sheet, gap->max > 0 ? ": this one is within %.1f %% of any." : ": none is sooner.",
                per_cent);
        }
    } else {
        ab_sheet_put(sheet, ".");
    }
    say_what(sheet, result, &most);
    ab_sheet_end(sheet);
    sheet->hang = 0;
}
