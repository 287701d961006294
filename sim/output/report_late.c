/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report_late.c - the lines of a movement list that are late, the worst of them. */
#include "output/align.h"
#include "output/report.h"

#include <math.h>

enum { WORST = 5, LINE_WIDTH = 24 };

/* Whether a line is worse than another: late more often, then later in the median, then at all. */
static bool is_worse(const struct ab_line *a, const struct ab_line *b)
{
    if (a->late_share < b->late_share || a->late_share > b->late_share) {
        return a->late_share > b->late_share;
    }
    return a->lateness.p50 > b->lateness.p50;
}

static void print_line(FILE *stream, const struct ab_result *result, const struct ab_line *line)
{
    const struct ab_contingent *plan = &result->scenario->contingent[line->contingent];
    (void)fputs("  ", stream);
    ab_align_text(stream, plan->named.id, LINE_WIDTH);
    (void)fprintf(stream, "%4.0f %%", 100 * line->late_share);
    if (ab_is_beyond(line->lateness.p50)) {
        (void)fprintf(stream, "%11s", "not in");
    } else {
        (void)fprintf(stream, "%9.1f h", line->lateness.p50);
    }
    if (line->link != AB_NOBODY) {
        (void)fprintf(stream, "  %s, %.1f h", ab_link_name(line->link), line->link_h);
    }
    (void)fputc('\n', stream);
}

void ab_report_late(FILE *stream, const struct ab_result *result)
{
    const struct ab_line *worst[WORST];
    int kept = 0, late = 0;
    for (int i = 0; i < result->lines; i++) {
        const struct ab_line *line = &result->line[i];
        if (!(line->late_share > 0)) {
            continue;
        }
        late++;
        int place = kept < WORST ? kept++ : WORST;
        for (; place > 0 && is_worse(line, worst[place - 1]); place--) {
            if (place < WORST) {
                worst[place] = worst[place - 1];
            }
        }
        if (place < WORST) {
            worst[place] = line;
        }
    }
    if (result->lines > 0 && late == 0) {
        (void)fprintf(stream, "\nAll %d contingents with a latest arrival are in by then.\n",
                      result->lines);
    } else if (late > 0) {
        (void)fprintf(stream, "\n%-*s%6s%11s  %s\n", LINE_WIDTH + 2, "Late", "share", "median",
                      "what was waited for longest");
        for (int i = 0; i < kept; i++) {
            print_line(stream, result, worst[i]);
        }
        if (late > kept) {
            (void)fprintf(stream, "  and %d more of %d, see late.csv\n", late - kept,
                          result->lines);
        }
    }
}
