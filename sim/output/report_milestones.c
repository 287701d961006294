/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report_milestones.c - milestones against history: all of them, or those that are missed. */
#include "output/report.h"

#include "base/format.h"
#include "base/memory.h"
#include "output/align.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A milestone takes two lines, or more when its name is long:
 *
 *   ID  NAME                                                            WITHIN  VERDICT
 *       EARLIEST .. LATEST  TOLERANCE  P10  P50  P90
 */
enum {
    ID_WIDTH_MAX = 24,
    NAME_WIDTH_LEAST = 30,
    INDENT = 4,
    MISSES_MAX = 6,
    BOUND_WIDTH = 11,
    VALUE_WIDTH = 12,
    TOLERANCE_WIDTH = 9
};
enum { WITHIN_WIDTH = 6, VERDICT_WIDTH = 20, GAP = 2 };

/* ---- the order of time ---- */

/* When a milestone is due by history, for the order of rows. */
static double due(const struct ab_result *result, int index)
{
    const struct ab_milestone *milestone = &result->scenario->milestone[index];
    if (milestone->is_amount) {
        return (double)milestone->by;
    }
    const double since = milestone->since != AB_NOBODY ? due(result, milestone->since) : 0;
    assert(milestone->has_earliest || milestone->has_latest);
    return since + (milestone->has_earliest ? milestone->earliest : milestone->latest);
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
        (void)snprintf(text, AB_CELL_SIZE, "%s", ab_figures(milestone->tolerance, 4).text);
    } else {
        (void)snprintf(text, AB_CELL_SIZE, "%s h",
                       ab_figures(milestone->tolerance / (double)AB_HOUR, 4).text);
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

/* Where the parts of a milestone stand: its name beside its verdict, and its values in a line, where
 * they have room; else below each other. */
struct shape {
    int id, name; /* columns */
    bool verdict_below, values_below;
    int bounds, value; /* where the second line begins; columns of a value */
};

static struct shape shape_for(const struct ab_scenario *scenario, const struct ab_result *result,
                              int width)
{
    const int values = result->replications > 1 ? 3 : 1;
    const int rest = WITHIN_WIDTH + VERDICT_WIDTH + 2 * GAP;
    const int bounds = 2 * BOUND_WIDTH + 4 + TOLERANCE_WIDTH;
    int longest = 0;
    struct shape shape = {.id = ab_sheet_columns("milestone"), .value = VALUE_WIDTH + GAP};
    for (int i = 0; i < scenario->milestone_count; i++) {
        const int own = ab_sheet_columns(scenario->milestone[i].named.id);
        const int name = ab_sheet_columns(
            scenario->milestone[i].name != NULL ? scenario->milestone[i].name : "");
        shape.id = own > shape.id ? own : shape.id;
        longest = name > longest ? name : longest;
    }
    shape.id = shape.id < ID_WIDTH_MAX ? shape.id : ID_WIDTH_MAX;
    const int usual = AB_SHEET_USUAL - shape.id - GAP - rest; /* more only where a name needs it */
    shape.name = width - shape.id - GAP - rest;
    if (width > AB_SHEET_USUAL) {
        const int most = longest > usual ? longest : usual;
        shape.name = most < shape.name ? most : shape.name;
    }
    shape.verdict_below = shape.name < NAME_WIDTH_LEAST;
    shape.name += shape.verdict_below ? rest : 0;
    shape.bounds = shape.id + GAP;
    if (shape.bounds + bounds + values * shape.value > width) {
        shape.bounds = INDENT;
        shape.value = VALUE_WIDTH + 1;
    }
    shape.values_below = shape.bounds + bounds + values * shape.value > width;
    return shape;
}

/* Begins the second line of values, where there is one. */
static int begin_values(struct ab_sheet *sheet, const struct shape *shape)
{
    if (!shape->values_below) {
        return shape->bounds + 2 * BOUND_WIDTH + 4 + TOLERANCE_WIDTH;
    }
    ab_sheet_end(sheet);
    return shape->bounds;
}

static void place_before(struct ab_sheet *sheet, int end, const char *text)
{
    if (text[0] != '\0') {
        ab_sheet_place(sheet, end - ab_sheet_columns(text), text);
    }
}

static void print_bounds(struct ab_sheet *sheet, const struct shape *shape, const char *earliest,
                         const char *latest, const char *tolerance)
{
    const int middle = shape->bounds + BOUND_WIDTH;
    place_before(sheet, middle, earliest);
    ab_sheet_place(sheet, middle + 1, "..");
    ab_sheet_place(sheet, middle + 4, latest);
    place_before(sheet, middle + 4 + BOUND_WIDTH + TOLERANCE_WIDTH, tolerance);
}

static void print_values(struct ab_sheet *sheet, const struct ab_result *result, int index,
                         const struct shape *shape)
{
    const struct ab_milestone *milestone = &result->scenario->milestone[index];
    char earliest[AB_CELL_SIZE], latest[AB_CELL_SIZE], tolerance[AB_CELL_SIZE];
    const double none = (double)NAN;
    double value[3];
    const int count = ab_report_percentiles(result, &result->milestone[index].summary, value);
    put_value(earliest, result, milestone, milestone->has_earliest ? milestone->earliest : none);
    put_value(latest, result, milestone, milestone->has_latest ? milestone->latest : none);
    put_tolerance(tolerance, milestone);
    print_bounds(sheet, shape, earliest, latest, tolerance);
    int end = begin_values(sheet, shape);
    for (int i = 0; i < count; i++) {
        char text[AB_CELL_SIZE];
        put_value(text, result, milestone, value[i]);
        end += shape->value;
        place_before(sheet, end, text);
    }
    ab_sheet_end(sheet);
}

static void place_verdict(struct ab_sheet *sheet, int column, const char *verdict, enum ab_ink ink)
{
    ab_sheet_ink(sheet, ink);
    ab_sheet_place(sheet, column, verdict);
    ab_sheet_ink(sheet, AB_INK_PLAIN);
}

/* What the outcome of a milestone is about: only misses stand out. */
static enum ab_ink ink_of(enum ab_milestone_outcome outcome)
{
    return outcome == AB_MISSED       ? AB_INK_BAD
           : outcome == AB_KNOWN_MISS ? AB_INK_CARE
                                      : AB_INK_PLAIN;
}

/* The first line of a row, or of the heading: `name` may go on in further lines. */
static void print_first(struct ab_sheet *sheet, const struct shape *shape, const char *id,
                        const char *name, const char *within, const char *verdict, enum ab_ink ink)
{
    const int behind = shape->id + GAP, verdict_at = behind + shape->name + WITHIN_WIDTH + 2 * GAP;
    const char *rest = name;
    ab_sheet_place(sheet, 0, id);
    if (ab_sheet_columns(id) > shape->id) {
        ab_sheet_end(sheet);
    }
    int line = 0;
    do {
        char text[512];
        rest = ab_align_line(text, sizeof text, rest, shape->name);
        ab_sheet_place(sheet, behind, text);
        if (line++ == 0 && !shape->verdict_below) {
            place_before(sheet, verdict_at - GAP, within);
            place_verdict(sheet, verdict_at, verdict, ink);
        }
        ab_sheet_end(sheet);
    } while (*rest != '\0');
    if (shape->verdict_below) {
        ab_sheet_place(sheet, behind, within);
        place_verdict(sheet, behind + WITHIN_WIDTH + GAP, verdict, ink);
        ab_sheet_end(sheet);
    }
}

static void print_row(struct ab_sheet *sheet, const struct ab_result *result, int index,
                      const struct shape *shape)
{
    const struct ab_milestone *milestone = &result->scenario->milestone[index];
    const struct ab_milestone_result *found = &result->milestone[index];
    char verdict[AB_CELL_SIZE], within[AB_CELL_SIZE];
    put_verdict(verdict, milestone, found);
    (void)snprintf(within, sizeof within, "%.*f %%", ab_align_share_decimals(found->within_share),
                   100 * found->within_share);
    print_first(sheet, shape, milestone->named.id, milestone->name, within, verdict,
                ink_of(found->outcome));
    print_values(sheet, result, index, shape);
}

static void print_heading(struct ab_sheet *sheet, const struct ab_result *result,
                          const struct shape *shape)
{
    static const char *const percentile[] = {"10 %", "50 %", "90 %"};
    print_first(sheet, shape, "milestone", "what", "within", "verdict", AB_INK_PLAIN);
    print_bounds(sheet, shape, "earliest", "latest", "tolerance");
    int end = begin_values(sheet, shape);
    for (int i = 0; i < (result->replications > 1 ? 3 : 1); i++) {
        end += shape->value;
        place_before(sheet, end, result->replications > 1 ? percentile[i] : "simulated");
    }
    ab_sheet_end(sheet);
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
static void print_count(struct ab_sheet *sheet, const int count[AB_OUTCOMES])
{
    ab_sheet_say(sheet, "%d inside", count[AB_INSIDE]);
    if (count[AB_BY_TOLERANCE] > 0) {
        ab_sheet_say(sheet, ", %d by %s tolerance", count[AB_BY_TOLERANCE],
                     count[AB_BY_TOLERANCE] == 1 ? "its" : "their");
    }
    if (count[AB_KNOWN_MISS] > 0) {
        ab_sheet_say(sheet, ", %d known miss%s", count[AB_KNOWN_MISS],
                     count[AB_KNOWN_MISS] == 1 ? "" : "es");
    }
    if (count[AB_MISSED] > 0) {
        ab_sheet_say(sheet, ", ");
        ab_sheet_ink(sheet, AB_INK_BAD);
        ab_sheet_say(sheet, "%d missed", count[AB_MISSED]);
        ab_sheet_ink(sheet, AB_INK_PLAIN);
    }
    ab_sheet_end(sheet);
}

/* All milestones, or the first of those that are missed. */
static void print_rows(struct ab_sheet *sheet, const struct ab_result *result, bool all)
{
    const struct shape shape = shape_for(result->scenario, result, sheet->width);
    struct dated *dated = sort_by_time(result);
    int missed = 0;
    print_heading(sheet, result, &shape);
    for (int i = 0; i < result->scenario->milestone_count; i++) {
        const int index = dated != NULL ? dated[i].index : i;
        const bool passed = result->milestone[index].verdict == AB_WITHIN;
        missed += !passed;
        if (all || (!passed && missed <= MISSES_MAX)) {
            print_row(sheet, result, index, &shape);
        }
    }
    if (!all && missed > MISSES_MAX) {
        ab_sheet_say(sheet, "and %d more, see milestones.csv", missed - MISSES_MAX);
        ab_sheet_end(sheet);
    }
    ab_memory_give(dated);
}

int ab_report_milestones(FILE *stream, int width, const struct ab_result *result)
{
    struct ab_sheet sheet = ab_sheet_on(stream, width);
    int count[AB_OUTCOMES];
    count_outcomes(result, count);
    if (result->scenario->milestone_count == 0) {
        return 0;
    }
    print_rows(&sheet, result, true);
    print_count(&sheet, count);
    return count[AB_MISSED];
}

void ab_report_misses(struct ab_sheet *sheet, const struct ab_result *result)
{
    int count[AB_OUTCOMES];
    count_outcomes(result, count);
    if (result->scenario->milestone_count == 0) {
        return;
    }
    ab_sheet_end(sheet);
    ab_sheet_say(sheet, "Milestones: ");
    print_count(sheet, count);
    if (count[AB_KNOWN_MISS] + count[AB_MISSED] > 0) {
        print_rows(sheet, result, false);
    }
}
