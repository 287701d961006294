/* report_part.c - what the parts of the report at the terminal share. */
#include "output/report_part.h"

#include <string.h>

struct ab_summary ab_report_summary_of(const struct ab_result *result, const char *name)
{
    for (int measure = 0; measure < result->measures; measure++) {
        char known[128];
        if (strcmp(ab_measure_name(result->scenario, measure, known, sizeof known), name) == 0) {
            return result->measure[measure];
        }
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
