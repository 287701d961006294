/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report_part.c - what the parts of the report at the terminal share. */
#include "output/report_part.h"

struct ab_summary ab_report_summary_of(const struct ab_result *result, const char *name)
{
    const int measure = ab_measure_find(result->scenario, name);
    if (measure != AB_NOBODY) {
        return result->measure[measure];
    }
    return ab_summarise(NULL, 0, 1, NULL);
}

int ab_report_percentiles(const struct ab_result *result, const struct ab_summary *summary,
                          double value[3])
{
    if (result->replications == 1) {
        value[0] = summary->p50;
        return 1;
    }
    value[0] = summary->p10;
    value[1] = summary->p50;
    value[2] = summary->p90;
    return 3;
}

void ab_report_percentile_names(FILE *stream, const struct ab_result *result, int width)
{
    if (result->replications > 1) {
        (void)fprintf(stream, "%*s%*s%*s", width, "10 %", width, "50 %", width, "90 %");
    }
}
