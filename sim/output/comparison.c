/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* comparison.c - what a change does, as a table for programs and one for people. */
#include "output/comparison.h"

#include "output/align.h"
#include "output/column.h"
#include "output/report.h"

#include <math.h>
#include <string.h>

static const char *name_of(const struct ab_comparison *comparison, int measure, char buffer[128])
{
    return ab_measure_name(comparison->compared[0].scenario, measure, buffer, 128);
}

/* ---- the table ---- */

/* What a row is of; its record is the pair. */
struct compared_row {
    struct ab_item item; /* first: accessors find the rest by it */
    const char *variant;
};

CELL(put_variant, ab_row_text, AS(struct compared_row)->variant)

static const struct ab_contrast *contrast_at(const struct ab_item *item, size_t at)
{
    return (const void *)((const char *)item->record + at);
}

static void put_share(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_contrast *contrast = contrast_at(item, at);
    ab_row_number(row, contrast->base_mean != 0
                           ? contrast->difference.mean / fabs(contrast->base_mean)
                           : (double)NAN);
}

static void put_resolved(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_contrast *contrast = contrast_at(item, at);
    if (contrast->difference.n > 0) {
        ab_row_boolean(row, contrast->resolved);
    } else {
        ab_row_empty(row);
    }
}

#define RECORD struct ab_paired
static void put_left_out(struct ab_row *row, const struct ab_item *item, size_t at)
{
    (void)at;
    if (THIS->of_time) {
        ab_row_integer(row, THIS->n - THIS->limited.difference.n);
    } else {
        ab_row_empty(row);
    }
}

static const struct ab_definition compare_columns[] = {
    TEXT("variant", "name of the variant's file, or what --with changes", BY(put_variant)),
    TEXT("measure", "name of the measure", BY(ab_cell_measure_name)),
    TEXT("unit", "unit of the measure", BY(ab_cell_measure_unit)),
    INTEGER("n", "replications", "replications in which there is such a thing in both", COUNT(n)),
    NUMBER("base_mean", PER_ROW, "mean of the base over these n; empty when some are beyond",
           REAL(plain.base_mean)),
    NUMBER("mean", PER_ROW, "mean of the variant over them; empty likewise", REAL(plain.mean)),
    NUMBER("difference", PER_ROW,
           "mean of variant minus base, replication by replication; empty likewise",
           REAL(plain.difference.mean)),
    NUMBER("sd", PER_ROW, "standard deviation of these differences" UNSEEN,
           REAL(plain.difference.sd)),
    NUMBER("ci95_low", PER_ROW,
           "lower end of the " INTERVAL("the mean difference") ", which holds by itself",
           REAL(plain.difference.ci95_low)),
    NUMBER("ci95_high", PER_ROW, "upper end of the same interval",
           REAL(plain.difference.ci95_high)),
    NUMBER("share", "1", "difference as a share of the base's mean; empty where that is 0",
           put_share, offsetof(RECORD, plain)),
    BOOLEAN("resolved", "1: the interval does not hold zero", put_resolved,
            offsetof(RECORD, plain)),
    INTEGER("base_beyond", "replications", "of n: it had not come about in the base when it ended",
            COUNT(base_beyond)),
    INTEGER("beyond", "replications", "of n: it had not come about in the variant when it ended",
            COUNT(beyond)),
    INTEGER("lower", "replications",
            "replications in which the variant has the lower value (of a time: is sooner)",
            COUNT(wins.lower)),
    INTEGER("higher", "replications",
            "replications in which the variant has the higher value, or alone is beyond",
            COUNT(wins.higher)),
    INTEGER("equal", "replications", "replications in which both have the same value",
            COUNT(wins.equal)),
    INTEGER("both_beyond", "replications", "replications in which it came about in neither",
            COUNT(wins.both_beyond)),
    NUMBER("sign_test_p", "1",
           "probability that lower and higher differ so much by chance (sign test); empty: neither",
           REAL(wins.p)),
    NUMBER(
        "base_restricted_mean", PER_ROW,
        "of hours from the request, or the withdrawal order: mean of the base over those of n in "
        "which that came in both, up to the horizon",
        REAL(limited.base_mean)),
    NUMBER("restricted_mean", PER_ROW, "mean of the variant, likewise", REAL(limited.mean)),
    NUMBER("restricted_difference", PER_ROW,
           "mean of variant minus base, replication by replication, each up to the horizon",
           REAL(limited.difference.mean)),
    NUMBER("restricted_sd", PER_ROW, "standard deviation of these differences",
           REAL(limited.difference.sd)),
    NUMBER("restricted_ci95_low", PER_ROW,
           "lower end of the 95 % confidence interval of this mean difference",
           REAL(limited.difference.ci95_low)),
    NUMBER("restricted_ci95_high", PER_ROW, "upper end of the same interval",
           REAL(limited.difference.ci95_high)),
    NUMBER("restricted_share", "1", "this difference as a share of the base's restricted mean",
           put_share, offsetof(RECORD, limited)),
    BOOLEAN("restricted_resolved", "1: this interval does not hold zero", put_resolved,
            offsetof(RECORD, limited)),
    INTEGER(
        "restricted_left_out", "replications",
        "of n: the restricted_ columns are not of these, as the request, or the withdrawal order, "
        "did not come in both; empty of what is no hours since them",
        BY(put_left_out)),
};
#undef RECORD

const struct ab_layout ab_layout_comparison =
    TABLE("compare", "what each variant changes, measure by measure", compare_columns, 2);

void ab_comparison_put_rows(struct ab_row *row, const struct ab_comparison *comparison,
                            const char *const *name)
{
    for (int variant = 1; variant < comparison->scenarios; variant++) {
        struct compared_row of = {.item.scenario = comparison->compared[0].scenario,
                                  .variant = name[variant]};
        for (; of.item.index < comparison->measures; of.item.index++) {
            const struct ab_paired *paired = &comparison->compared[variant].paired[of.item.index];
            of.item.record = paired;
            if (paired->known) {
                ab_row_put(row, &of.item);
            }
        }
    }
}

/* ---- at the terminal ---- */

/* Base, variant, difference; its interval; whether that is without zero; of how many. */
static const struct ab_grid_column columns[] = {
    {.width = 12},  {.width = 12},
    {.width = 12},  {.width = 13, .line = true},
    {.width = 3},   {.width = 11, .over = 2},
    {.left = true}, {.left = true},
};
static const struct ab_grid_form form = {
    .indent = 2, .label = 22, .column = columns, .columns = sizeof columns / sizeof columns[0]};
enum { BASE, VARIANT, DIFFERENCE, LOW, TO, HIGH, RESOLVED, REMARK };

/* Puts a number with about four digits, "-" for NAN. */
static void put_number(struct ab_grid *grid, int column, double value, bool sign)
{
    const double size = fabs(value);
    const int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 || value == 0 ? 2 : 4;
    char text[AB_GRID_CELL_SIZE];
    if (isnan(value)) {
        (void)snprintf(text, sizeof text, "-");
    } else if (sign && value != 0) {
        (void)snprintf(text, sizeof text, "%+.*f", decimals, value);
    } else {
        (void)snprintf(text, sizeof text, "%.*f", decimals, value == 0 ? (double)0 : value);
    }
    ab_grid_cell(grid, column, text);
}

static bool is_without_spread(const struct ab_summary *difference)
{
    return difference->n > 1 && difference->min == difference->max;
}

/* Puts where the mean lies; where no spread was seen, that is not known. */
static void put_interval(struct ab_grid *grid, const struct ab_summary *difference)
{
    if (is_without_spread(difference)) {
        ab_grid_cell(grid, HIGH, "the same in each");
        return;
    }
    put_number(grid, LOW, difference->ci95_low, true);
    ab_grid_cell(grid, TO, "to");
    put_number(grid, HIGH, difference->ci95_high, true);
}

/* Puts the means of both sides and their difference, and ends the row. */
static void put_contrast(struct ab_grid *grid, const struct ab_contrast *contrast, int replications)
{
    const struct ab_summary *d = &contrast->difference;
    put_number(grid, BASE, contrast->base_mean, false);
    put_number(grid, VARIANT, contrast->mean, false);
    put_number(grid, DIFFERENCE, d->mean, true);
    put_interval(grid, d);
    ab_grid_cell(grid, RESOLVED, contrast->resolved ? "*" : "");
    if (d->n < replications) {
        char text[AB_GRID_CELL_SIZE];
        (void)snprintf(text, sizeof text, "(in %d of them)", d->n);
        ab_grid_cell(grid, REMARK, text);
    }
    ab_grid_end(grid);
}

/* Tells who is sooner, or has less, how often, and whether that may be chance. */
static void tell_wins(struct ab_sheet *sheet, const struct ab_wins *wins, bool of_time)
{
    if (sheet == NULL) {
        return;
    }
    sheet->hang = 6;
    ab_sheet_say(sheet, "    %s in %d, %s in %d, equal in %d, in neither in %d",
                 of_time ? "sooner" : "less", wins->lower, of_time ? "later" : "more", wins->higher,
                 wins->equal, wins->both_beyond);
    if (wins->p < 1e-99) {
        ab_sheet_say(sheet, "; sign test p < 1e-99");
    } else if (!isnan(wins->p)) {
        ab_sheet_say(sheet, wins->p < 0.001 ? "; sign test p %.0e" : "; sign test p %.3f", wins->p);
    }
    ab_sheet_end(sheet);
    sheet->hang = 0;
}

/* What the lines of a comparison share. */
struct scene {
    const struct ab_comparison *comparison;
    const char *const *name; /* of the scenarios */
    int variant, measure;    /* that it is about, or the measure of all variants */
};

/* A row of text behind a name. */
static void tell(struct ab_grid *grid, const char *name, const char *text)
{
    struct ab_sheet *sheet = ab_grid_text(grid);
    if (sheet == NULL) {
        return;
    }
    sheet->hang = 4;
    ab_sheet_say(sheet, "  ");
    ab_sheet_put(sheet, name);
    ab_sheet_settle(sheet);
    if (sheet->column < form.label) {
        ab_sheet_say(sheet, "%*s", form.label - sheet->column, "");
    }
    ab_sheet_say(sheet, "  %s", text);
    ab_sheet_end(sheet);
    sheet->hang = 0;
}

/* That there are no hours in common, since what they count from is in no replication on both sides. */
static const char *nothing_common(const struct ab_comparison *comparison, int measure)
{
    char buffer[128];
    return ab_measure_since(name_of(comparison, measure, buffer)) == AB_SINCE_ORDER
               ? "in no replication was the way home ordered in both"
               : "in no replication was help asked for in both";
}

/* Tells what there is to say when some values are beyond, so that there are no means. */
static void tell_beyond(struct ab_grid *grid, const struct ab_comparison *comparison, int variant,
                        const char *name, int measure)
{
    const struct ab_compared *compared = comparison->compared;
    const struct ab_paired *paired = &compared[variant].paired[measure];
    char text[160], buffer[128];
    const char *whole = name_of(comparison, measure, buffer);
    const bool ends = compared[0].broken_off + compared[variant].broken_off > 0 ||
                      ab_report_ending(compared[0].scenario, whole) != NULL ||
                      ab_report_ending(compared[variant].scenario, whole) != NULL;
    (void)snprintf(text, sizeof text, "not by the %s in %d of %d, with the variant in %d of %d",
                   ends ? "end of its run" : "horizon", paired->base_beyond, paired->n,
                   paired->beyond, paired->n);
    tell(grid, name, text);
    const char *until = ends ? "  as far as both ran" : "  up to the horizon";
    if (paired->limited.difference.n > 0) {
        ab_grid_row(grid, until);
        put_contrast(grid, &paired->limited, comparison->replications);
    } else if (paired->of_time) {
        tell(grid, until, nothing_common(comparison, measure));
    }
    tell_wins(ab_grid_text(grid), &paired->wins, paired->of_time);
}

/* Puts the comparison of a measure behind a name. */
static void put_row(struct ab_grid *grid, const struct ab_comparison *comparison, int variant,
                    const char *name, int measure)
{
    const struct ab_paired *paired = &comparison->compared[variant].paired[measure];
    if (paired->n == 0) {
        tell(grid, name,
             paired->only_variant == 0 ? "only the base has it"
             : paired->only_base == 0  ? "only the variant has it"
                                       : "in no replication do both have it");
    } else if (paired->base_beyond + paired->beyond > 0) {
        tell_beyond(grid, comparison, variant, name, measure);
    } else {
        ab_grid_row(grid, name);
        put_contrast(grid, &paired->plain, comparison->replications);
    }
}

/* Whether neither side has such a thing: no withdrawal, no limit on stands. */
static bool is_of_nothing(const struct ab_paired *paired)
{
    return !paired->known || paired->n + paired->only_base + paired->only_variant == 0;
}

static bool is_same(const struct ab_paired *paired)
{
    return paired->n > 0 && paired->wins.equal == paired->n;
}

/* Whether a row has the mark of a difference that is none by chance. */
static bool is_resolved(const struct ab_paired *paired)
{
    return !is_same(paired) &&
           (paired->base_beyond + paired->beyond > 0 ? paired->limited.resolved
                                                     : paired->n > 0 && paired->plain.resolved);
}

static void tell_resolved(struct ab_sheet *sheet, bool resolved)
{
    if (resolved) {
        ab_sheet_say(sheet, "  * the interval does not hold zero");
        ab_sheet_end(sheet);
    }
}

static void put_heading(struct ab_grid *grid, const char *label)
{
    ab_grid_row(grid, label);
    ab_grid_cell(grid, BASE, "base");
    ab_grid_cell(grid, VARIANT, "variant");
    ab_grid_cell(grid, DIFFERENCE, "difference");
    ab_grid_cell(grid, HIGH, "95 % interval");
    ab_grid_end(grid);
}

/* Whether a measure tells what came of one evacuation. */
static bool is_of_evacuation(const char *name)
{
    static const char *const row[] = {"evacuation_h.", "evacuated.", "left_behind."};
    bool is = false;
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        is = is || strncmp(name, row[i], strlen(row[i])) == 0;
    }
    return is;
}

/* The paired values of a measure of the whole or of an evacuation, not of single contingents and fields;
 * NULL when it is none of these, or of nothing. */
static const struct ab_paired *told(const struct scene *scene, int measure, const char **name,
                                    char buffer[128])
{
    const struct ab_paired *paired = &scene->comparison->compared[scene->variant].paired[measure];
    *name = name_of(scene->comparison, measure, buffer);
    const bool is_of_one = strchr(*name, '.') != NULL && !is_of_evacuation(*name);
    return is_of_one || is_of_nothing(paired) ? NULL : paired;
}

static void draw_measures(struct ab_grid *grid, const void *of)
{
    const struct scene *scene = of;
    const char *name;
    char buffer[128];
    put_heading(grid, "measure");
    for (int measure = 0; measure < scene->comparison->measures; measure++) {
        const struct ab_paired *paired = told(scene, measure, &name, buffer);
        if (paired != NULL && !is_same(paired)) {
            put_row(grid, scene->comparison, scene->variant, name, measure);
        }
    }
}

void ab_comparison_print(struct ab_sheet *sheet, const char *const *name,
                         const struct ab_comparison *comparison, int variant)
{
    const struct scene scene = {comparison, name, variant, AB_NOBODY};
    const int replications = comparison->replications;
    int same = 0;
    bool certain = false, resolved = false;
    ab_sheet_put(sheet, name[variant]);
    ab_sheet_say(sheet, " against ");
    ab_sheet_put(sheet, name[0]);
    ab_sheet_say(sheet, ", %d replication%s of the same luck each", replications,
                 replications == 1 ? "" : "s");
    ab_sheet_end(sheet);
    ab_grid_print(sheet, &form, draw_measures, &scene);
    for (int measure = 0; measure < comparison->measures; measure++) {
        const char *measure_name;
        char buffer[128];
        const struct ab_paired *paired = told(&scene, measure, &measure_name, buffer);
        same += paired != NULL && is_same(paired);
        certain = certain || (paired != NULL && is_without_spread(&paired->plain.difference));
        resolved = resolved || (paired != NULL && is_resolved(paired));
    }
    tell_resolved(sheet, resolved);
    sheet->hang = 4;
    if (same > 0) {
        ab_sheet_say(sheet, "  %d measure%s the same in each replication", same,
                     same == 1 ? " was" : "s were");
        ab_sheet_end(sheet);
    }
    if (certain) {
        ab_sheet_say(sheet, "  ");
        ab_unseen_print(sheet, replications);
        ab_sheet_end(sheet);
    }
    sheet->hang = 0;
}

/* The measure of that name, AB_NOBODY when no variant can be compared by it. */
static int find_measure(const struct ab_comparison *comparison, const char *name)
{
    char buffer[128];
    for (int measure = 0; measure < comparison->measures; measure++) {
        if (strcmp(name_of(comparison, measure, buffer), name) != 0) {
            continue;
        }
        for (int variant = 1; variant < comparison->scenarios; variant++) {
            if (comparison->compared[variant].paired[measure].n > 0) {
                return measure;
            }
        }
    }
    return AB_NOBODY;
}

static void draw_variants(struct ab_grid *grid, const void *of)
{
    const struct scene *scene = of;
    put_heading(grid, "variant");
    for (int variant = 1; variant < scene->comparison->scenarios; variant++) {
        put_row(grid, scene->comparison, variant, scene->name[variant], scene->measure);
    }
}

void ab_comparison_print_overview(struct ab_sheet *sheet, const struct ab_comparison *comparison,
                                  const char *const *name)
{
    static const char *const preferred[] = {"closure_h", "tonnes_delivered"};
    struct scene scene = {comparison, name, AB_NOBODY, AB_NOBODY};
    for (size_t i = 0; i < 2 && scene.measure == AB_NOBODY; i++) {
        scene.measure = find_measure(comparison, preferred[i]);
    }
    if (scene.measure == AB_NOBODY) {
        return; /* in no replication do both sides make a scenario */
    }
    char buffer[128];
    ab_sheet_say(sheet, "%s of all variants", name_of(comparison, scene.measure, buffer));
    ab_sheet_end(sheet);
    ab_grid_print(sheet, &form, draw_variants, &scene);
    bool resolved = false;
    for (int variant = 1; variant < comparison->scenarios; variant++) {
        const struct ab_paired *paired = &comparison->compared[variant].paired[scene.measure];
        resolved = resolved || is_resolved(paired);
    }
    tell_resolved(sheet, resolved);
}
