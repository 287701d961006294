/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report_bands.c - luck alone beside luck with what is not known, in the account. */
#include "output/align.h"
#include "output/report.h"

#include <assert.h>
#include <math.h>

enum { SPLIT = 6 };
static const struct ab_grid_column columns[] = {
    {.width = 8, .line = true},
    {.width = 8},
    {.width = 8, .over = 2},
    {.width = 10, .line = true},
    {.width = 8},
    {.width = 8, .over = 2},
    {.width = 3, .left = true, .line = true},
};
static const struct ab_grid_form form = {.label = 24, .column = columns, .columns = SPLIT + 1};

/* The measures that are told, as far as the scenario has them. */
static const struct told {
    const char *measure, *label;
    double scale;
    int decimals;
} told[] = {
    {"first_landing_h", "  first landing, h", 1, 1},
    {"closure_h", "  closure, h", 1, 1},
    {"withdrawal_h", "  withdrawal, h", 1, 1},
    {"on_time_share", "  on time, %", 100, 1},
    {"tonnes_delivered", "  delivered, t", 1, 0},
    {"flying_hours", "  flown, h", 1, 0},
    {"ute_h_per_day", "  per aircraft, h/d", 1, 2},
    {"unguarded_site_h", "  sites unguarded, h", 1, 0},
};

static void put_value(struct ab_grid *grid, int column, double value, const struct told *as)
{
    char text[AB_CELL_SIZE] = "never";
    if (!ab_is_beyond(value)) {
        ab_align_number(text, as->scale * value, as->decimals);
    }
    ab_grid_cell(grid, column, text);
}

static void put_band(struct ab_grid *grid, int column, const struct ab_summary *summary,
                     const struct told *as)
{
    put_value(grid, column, summary->p10, as);
    put_value(grid, column + 1, summary->p50, as);
    put_value(grid, column + 2, summary->p90, as);
}

/* How much of the variance the inputs are; where pairs tell none, at most how much they may be. */
static void put_split(struct ab_grid *grid, const struct ab_split *split)
{
    char text[AB_GRID_CELL_SIZE];
    if (isnan(split->share)) {
        return;
    }
    if (split->share <= 0 || split->low <= 0) {
        (void)snprintf(text, sizeof text, "none seen, at most %.0f %%", 100 * fmax(split->high, 0));
    } else {
        (void)snprintf(text, sizeof text, "%.0f %% (%.0f to %.0f)", 100 * split->share,
                       100 * split->low, 100 * split->high);
    }
    ab_grid_cell(grid, SPLIT, text);
}

/* Whether a measure differs between replications, by luck or by what is not known. */
static bool varies(const struct ab_result *result, const char *name)
{
    const int measure = ab_measure_find(result->scenario, name);
    assert(measure != AB_NOBODY);
    if (result->measure[measure].n == 0 || result->drawn->measure[measure].n == 0) {
        return false;
    }
    const struct ab_summary *luck = &result->measure[measure];
    const struct ab_summary *drawn = &result->drawn->measure[measure];
    return drawn->min != drawn->max || luck->min != luck->max;
}

static void put_measure(struct ab_grid *grid, const struct ab_result *result, const struct told *as)
{
    if (!varies(result, as->measure)) {
        return;
    }
    const int measure = ab_measure_find(result->scenario, as->measure);
    ab_grid_row(grid, as->label);
    put_band(grid, 0, &result->measure[measure], as);
    put_band(grid, 3, &result->drawn->measure[measure], as);
    if (result->split != NULL) {
        put_split(grid, &result->split[measure]);
    }
    ab_grid_end(grid);
}

/* When evacuations are over, of a scenario with nothing else to be in. */
static void put_evacuations(struct ab_grid *grid, const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    const int closure = ab_measure_find(scenario, "closure_h");
    assert(closure != AB_NOBODY);
    const bool alone = result->measure[closure].n == 0;
    for (int e = 0; alone && e < scenario->evacuation_count; e++) {
        char measure[128], label[128];
        const char *id = scenario->evacuation[e].named.id;
        (void)snprintf(measure, sizeof measure, "evacuation_h.%s", id);
        (void)snprintf(label, sizeof label, "  evacuation %s, h", id);
        put_measure(grid, result, &(struct told){measure, label, 1, 1});
    }
}

/* Whether there is anything to tell: of one replication there is not. */
static bool any_varies(const struct ab_result *result)
{
    bool any = false;
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        any |= varies(result, told[i].measure);
    }
    for (int e = 0; e < result->scenario->evacuation_count; e++) {
        char measure[128];
        (void)snprintf(measure, sizeof measure, "evacuation_h.%s",
                       result->scenario->evacuation[e].named.id);
        any |= varies(result, measure);
    }
    return any;
}

static void draw(struct ab_grid *grid, const void *of)
{
    const struct ab_result *result = of;
    static const char *const names[] = {"p10", "p50", "p90", "p10", "p50", "p90", "ignorance"};
    char label[40];
    ab_grid_row(grid, "What is not known");
    ab_grid_cell(grid, 2, "luck alone");
    ab_grid_cell(grid, 5, "luck and ignorance");
    ab_grid_cell(grid, SPLIT, result->split != NULL ? "of the variance" : "");
    ab_grid_end(grid);
    (void)snprintf(label, sizeof label, "  in %d input%s", result->scenario->input_count,
                   result->scenario->input_count == 1 ? "" : "s");
    ab_grid_row(grid, label);
    for (int i = 0; i < SPLIT + (result->split != NULL); i++) {
        ab_grid_cell(grid, i, names[i]);
    }
    ab_grid_end(grid);
    put_evacuations(grid, result);
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        put_measure(grid, result, &told[i]);
    }
}

static void say_shares(struct ab_sheet *sheet, const struct ab_result *result)
{
    double luck = 0, drawn = 0;
    int medians = 0;
    const int count = result->scenario->milestone_count;
    if (count == 0) {
        return;
    }
    for (int i = 0; i < count; i++) {
        luck += result->milestone[i].within_share;
        drawn += result->drawn->milestone[i].within_share;
        medians += result->drawn->milestone[i].verdict == AB_WITHIN;
    }
    luck /= count;
    drawn /= count;
    ab_sheet_say(sheet,
                 "Milestones are within in %.*f %% of replications on average, with ignorance in "
                 "%.*f %%; the medians of %d of %d are within then (milestone_bands.csv).",
                 ab_align_share_decimals(luck), 100 * luck, ab_align_share_decimals(drawn),
                 100 * drawn, medians, count);
    ab_sheet_end(sheet);
}

/* Where there is no luck there are no bands, and inputs hold by their means. */
static void say_means(struct ab_sheet *sheet, const struct ab_scenario *scenario)
{
    if (scenario->general.deterministic && scenario->input_count > 0) {
        ab_sheet_say(sheet,
                     "What is not known has its mean here, in %d input%s: deterministic = yes. "
                     "--inputs both draws it.",
                     scenario->input_count, scenario->input_count == 1 ? "" : "s");
        ab_sheet_end(sheet);
        ab_sheet_end(sheet);
    }
}

void ab_report_bands(struct ab_sheet *sheet, const struct ab_result *result)
{
    if (result->drawn == NULL) {
        say_means(sheet, result->scenario);
        return;
    }
    if (any_varies(result)) {
        ab_grid_print(sheet, &form, draw, result);
    }
    say_shares(sheet, result);
    ab_sheet_end(sheet);
}

void ab_report_shares_within(FILE *stream, int width, const struct ab_result *result)
{
    struct ab_sheet sheet = ab_sheet_on(stream, width);
    if (result->drawn != NULL) {
        say_shares(&sheet, result);
    }
}
