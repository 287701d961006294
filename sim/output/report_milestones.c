/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report_milestones.c - milestones against history: all of them, or those that are missed. */
#include "output/report.h"

#include "base/memory.h"
#include "output/align.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A milestone takes two lines, or more when its name is long:
 *
 *   ID  NAME                                                            WITHIN  VERDICT
 *       EARLIEST .. LATEST  TOLERANCE  P10  P50  P90
 */
enum { ID_WIDTH_MAX = 24, MISSES_MAX = 6, BOUND_WIDTH = 11, VALUE_WIDTH = 12, TOLERANCE_WIDTH = 9 };
enum { WITHIN_WIDTH = 6, VERDICT_WIDTH = 20, GAP = 2 };

/* ---- the order of time ---- */

/* When a milestone is due, for the order of rows: by history, else as simulated. */
static double due(const struct ab_result *result, int index)
{
    const struct ab_milestone *milestone = &result->scenario->milestone[index];
    if (milestone->is_amount) {
        return (double)milestone->by;
    }
    const double since = milestone->since != AB_NOBODY ? due(result, milestone->since) : 0;
    return since + (milestone->has_earliest ? milestone->earliest
                    : milestone->has_latest ? milestone->latest
                                            : result->milestone[index].summary.p50);
}

struct dated {
    double due;
    int index;
};

static int compare_dated(const void *a, const void *b)
{
    const struct dated *one = a, *other = b;
    return one->due != other->due ? (one->due > other->due) - (one->due < other->due)
                                  : (one->index > other->index) - (one->index < other->index);
}

/* The milestones in the order of time, equals in that of their ids; without memory all are. */
static struct dated *sort_by_time(const struct ab_result *result)
{
    const int count = result->scenario->milestone_count;
    struct dated *dated = ab_memory_take((size_t)count, sizeof *dated);
    for (int i = 0; dated != NULL && i < count; i++) {
        dated[i] = (struct dated){due(result, i), i};
    }
    if (dated != NULL) {
        qsort(dated, (size_t)count, sizeof *dated, compare_dated);
    }
    return dated;
}

/* ---- cells ---- */

/* A value in the kind of its milestone: a date, hours or a count; "" for NAN, and what is beyond as
 * later than the end. */
static void put_value(char *text, const struct ab_result *result,
                      const struct ab_milestone *milestone, double value)
{
    const ab_time start = result->scenario->general.start;
    text[0] = '\0';
    if (isnan(value)) {
        return;
    }
    if (milestone->is_amount) {
        ab_align_number(text, value, 0);
    } else if (milestone->since != AB_NOBODY && ab_is_beyond(value)) {
        (void)snprintf(text, AB_CELL_SIZE, "beyond");
    } else if (milestone->since != AB_NOBODY) {
        (void)snprintf(text, AB_CELL_SIZE, "%.1f h", value / (double)AB_HOUR);
    } else if (ab_is_beyond(value)) {
        text[0] = '>';
        ab_align_short_date(text + 1, start + result->scenario->general.horizon);
    } else {
        ab_align_short_date(text, start + ab_time_round(value));
    }
}

static void put_tolerance(char *text, const struct ab_milestone *milestone)
{
    if (!(milestone->tolerance > 0)) {
        (void)snprintf(text, AB_CELL_SIZE, "none");
    } else if (milestone->is_amount) {
        (void)snprintf(text, AB_CELL_SIZE, "%.4g", milestone->tolerance);
    } else {
        (void)snprintf(text, AB_CELL_SIZE, "%.4g h", milestone->tolerance / (double)AB_HOUR);
    }
}

/* How it passed, and if not, in what way. Amounts are not early or late in words that read well. */
static void put_verdict(char *text, const struct ab_milestone *milestone,
                        const struct ab_milestone_result *found)
{
    const char *way = ab_verdict_name(found->verdict);
    if (milestone->is_amount && found->verdict == AB_EARLY) {
        way = "too few";
    } else if (milestone->is_amount && found->verdict == AB_LATE) {
        way = "too many";
    } else if (found->verdict == AB_MISSING) {
        way = "beyond";
    }
    const bool passed = found->verdict == AB_WITHIN;
    (void)snprintf(text, AB_CELL_SIZE, "%s%s%s", ab_outcome_name(found->outcome),
                   passed ? "" : ": ", passed ? "" : way);
}

/* ---- rows ---- */

static int name_width(int id)
{
    return AB_REPORT_WIDTH - id - WITHIN_WIDTH - VERDICT_WIDTH - 3 * GAP;
}

static int id_width(const struct ab_scenario *scenario)
{
    int width = ab_align_width("milestone");
    for (int i = 0; i < scenario->milestone_count; i++) {
        int own = ab_align_width(scenario->milestone[i].named.id);
        width = own > width ? own : width;
    }
    return width < ID_WIDTH_MAX ? width : ID_WIDTH_MAX;
}

static void print_values(FILE *stream, const struct ab_result *result, int index, int id)
{
    const struct ab_milestone *milestone = &result->scenario->milestone[index];
    char earliest[AB_CELL_SIZE], latest[AB_CELL_SIZE], tolerance[AB_CELL_SIZE];
    const double none = (double)NAN;
    double value[3];
    const int count = ab_report_percentiles(result, &result->milestone[index].summary, value);
    put_value(earliest, result, milestone, milestone->has_earliest ? milestone->earliest : none);
    put_value(latest, result, milestone, milestone->has_latest ? milestone->latest : none);
    put_tolerance(tolerance, milestone);
    (void)fprintf(stream, "%*s%*s .. %-*s%*s", id + GAP, "", BOUND_WIDTH, earliest, BOUND_WIDTH,
                  latest, TOLERANCE_WIDTH, tolerance);
    for (int i = 0; i < count; i++) {
        char text[AB_CELL_SIZE];
        put_value(text, result, milestone, value[i]);
        (void)fprintf(stream, "%*s", VALUE_WIDTH + GAP, text);
    }
    (void)fputc('\n', stream);
}

static void print_row(FILE *stream, const struct ab_result *result, int index, int id)
{
    const struct ab_milestone *milestone = &result->scenario->milestone[index];
    const struct ab_milestone_result *found = &result->milestone[index];
    char verdict[AB_CELL_SIZE];
    put_verdict(verdict, milestone, found);
    ab_align_text(stream, milestone->named.id, id);
    (void)fprintf(stream, "%*s", GAP, "");
    const char *rest = ab_align_line(stream, milestone->name, name_width(id), true);
    (void)fprintf(stream, "%*s%*.0f %%%*s%s\n", GAP, "", WITHIN_WIDTH - 2,
                  100 * found->within_share, GAP, "", verdict);
    while (*rest != '\0') {
        (void)fprintf(stream, "%*s", id + GAP, "");
        rest = ab_align_line(stream, rest, name_width(id), false);
        (void)fputc('\n', stream);
    }
    print_values(stream, result, index, id);
}

static void print_header(FILE *stream, const struct ab_result *result, int id)
{
    ab_align_text(stream, "milestone", id);
    (void)fprintf(stream, "%*s%-*s%*s%*s%*sverdict\n", GAP, "", name_width(id), "what", GAP, "",
                  WITHIN_WIDTH, "within", GAP, "");
    (void)fprintf(stream, "%*s%*s .. %-*s%*s", id + GAP, "", BOUND_WIDTH, "earliest", BOUND_WIDTH,
                  "latest", TOLERANCE_WIDTH, "tolerance");
    ab_report_percentile_names(stream, result, VALUE_WIDTH + GAP);
    (void)fprintf(stream, "%*s\n", result->replications > 1 ? 0 : VALUE_WIDTH + GAP,
                  result->replications > 1 ? "" : "simulated");
}

/* ---- how many ---- */

static void count_outcomes(const struct ab_result *result, int count[AB_OUTCOMES])
{
    memset(count, 0, AB_OUTCOMES * sizeof *count);
    for (int i = 0; i < result->scenario->milestone_count; i++) {
        count[result->milestone[i].outcome]++;
    }
}

/* "32 inside, 7 by their tolerance, 1 known miss"; what there is none of is left out, but for the
 * first. */
static void print_count(FILE *stream, const int count[AB_OUTCOMES])
{
    (void)fprintf(stream, "%d inside", count[AB_INSIDE]);
    if (count[AB_BY_TOLERANCE] > 0) {
        (void)fprintf(stream, ", %d by %s tolerance", count[AB_BY_TOLERANCE],
                      count[AB_BY_TOLERANCE] == 1 ? "its" : "their");
    }
    if (count[AB_KNOWN_MISS] > 0) {
        (void)fprintf(stream, ", %d known miss%s", count[AB_KNOWN_MISS],
                      count[AB_KNOWN_MISS] == 1 ? "" : "es");
    }
    if (count[AB_MISSED] > 0) {
        (void)fprintf(stream, ", %d missed", count[AB_MISSED]);
    }
    (void)fputc('\n', stream);
}

/* All milestones, or the first of those that are missed. */
static void print_rows(FILE *stream, const struct ab_result *result, bool all)
{
    const int id = id_width(result->scenario);
    struct dated *dated = sort_by_time(result);
    int missed = 0;
    print_header(stream, result, id);
    for (int i = 0; i < result->scenario->milestone_count; i++) {
        const int index = dated != NULL ? dated[i].index : i;
        const bool passed = result->milestone[index].verdict == AB_WITHIN;
        missed += !passed;
        if (all || (!passed && missed <= MISSES_MAX)) {
            print_row(stream, result, index, id);
        }
    }
    if (!all && missed > MISSES_MAX) {
        (void)fprintf(stream, "and %d more, see milestones.csv\n", missed - MISSES_MAX);
    }
    ab_memory_give(dated);
}

int ab_report_milestones(FILE *stream, const struct ab_result *result)
{
    int count[AB_OUTCOMES];
    count_outcomes(result, count);
    if (result->scenario->milestone_count == 0) {
        return 0;
    }
    print_rows(stream, result, true);
    print_count(stream, count);
    return count[AB_MISSED];
}

void ab_report_misses(FILE *stream, const struct ab_result *result)
{
    int count[AB_OUTCOMES];
    count_outcomes(result, count);
    if (result->scenario->milestone_count == 0) {
        return;
    }
    (void)fputs("\nMilestones: ", stream);
    print_count(stream, count);
    if (count[AB_KNOWN_MISS] + count[AB_MISSED] > 0) {
        print_rows(stream, result, false);
    }
}
