/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* comparison.c - what a change does, as a table for programs and one for people. */
#include "output/comparison.h"

#include "base/visible.h"
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
    NUMBER("base_restricted_mean", PER_ROW,
           "of hours from the request: mean of the base over all n, up to the horizon",
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

enum { NAME_WIDTH_MAX = 48 };

/* Prints a number in `width` columns with about four digits, "-" for NAN. */
static void print_number(FILE *stream, double value, int width, bool sign)
{
    const double size = fabs(value);
    const int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 || value == 0 ? 2 : 4;
    if (isnan(value)) {
        (void)fprintf(stream, "%*s", width, "-");
    } else if (sign && value != 0) {
        (void)fprintf(stream, "%+*.*f", width, decimals, value);
    } else {
        (void)fprintf(stream, "%*.*f", width, decimals, value == 0 ? (double)0 : value);
    }
}

static bool is_without_spread(const struct ab_summary *difference)
{
    return difference->n > 1 && difference->min == difference->max;
}

/* Prints where the mean lies; where no spread was seen, that is not known. */
static void print_interval(FILE *stream, const struct ab_summary *difference)
{
    if (is_without_spread(difference)) {
        (void)fprintf(stream, "%27s", "the same in each");
        return;
    }
    (void)fputs("   ", stream);
    print_number(stream, difference->ci95_low, 10, true);
    (void)fputs(" to ", stream);
    print_number(stream, difference->ci95_high, 10, true);
}

/* Prints the means of both sides and their difference. */
static void print_contrast(FILE *stream, const struct ab_contrast *contrast, int replications)
{
    const struct ab_summary *d = &contrast->difference;
    print_number(stream, contrast->base_mean, 12, false);
    print_number(stream, contrast->mean, 12, false);
    print_number(stream, d->mean, 12, true);
    print_interval(stream, d);
    (void)fputs(contrast->resolved ? "  *" : "", stream);
    if (d->n < replications) {
        (void)fprintf(stream, "%s  (in %d of them)", contrast->resolved ? "" : "   ", d->n);
    }
    (void)fputc('\n', stream);
}

/* Prints who is sooner how often, and whether that may be chance. */
static void print_wins(FILE *stream, const struct ab_wins *wins)
{
    (void)fprintf(stream, "    sooner in %d, later in %d, equal in %d, in neither in %d",
                  wins->lower, wins->higher, wins->equal, wins->both_beyond);
    if (wins->p < 1e-99) {
        (void)fputs("; sign test p < 1e-99", stream);
    } else if (!isnan(wins->p)) {
        (void)fprintf(stream, wins->p < 0.001 ? "; sign test p %.0e" : "; sign test p %.3f",
                      wins->p);
    }
    (void)fputc('\n', stream);
}

/* What the lines of a comparison of one variant share. */
struct scene {
    FILE *stream;
    int replications;
    bool broken_off; /* some were not followed up to the horizon */
};

static struct scene scene_of(FILE *stream, const struct ab_comparison *comparison, int variant)
{
    const struct ab_compared *compared = comparison->compared;
    return (struct scene){stream, comparison->replications,
                          compared[0].broken_off + compared[variant].broken_off > 0};
}

/* Prints what there is to say when some values are beyond, so that there are no means. */
static void print_beyond(const struct scene *scene, int width, const struct ab_paired *paired)
{
    (void)fprintf(scene->stream, "  not by the %s in %d of %d, with the variant in %d of %d\n",
                  scene->broken_off ? "end of its run" : "horizon", paired->base_beyond, paired->n,
                  paired->beyond, paired->n);
    if (paired->limited.difference.n > 0) {
        (void)fprintf(scene->stream, "    %-*s", width - 2,
                      scene->broken_off ? "as far as both ran" : "up to the horizon");
        print_contrast(scene->stream, &paired->limited, scene->replications);
    }
    print_wins(scene->stream, &paired->wins);
}

/* Prints a comparison behind a name, which gets `width` columns, or a line if it is longer. */
static void print_row(const struct scene *scene, const char *name, int width,
                      const struct ab_paired *paired)
{
    FILE *stream = scene->stream;
    const int length = ab_align_width(name);
    (void)fputs("  ", stream);
    ab_align_text(stream, name, length > width ? length : width);
    if (length > width) {
        (void)fprintf(stream, "\n  %*s", width, "");
    }
    if (paired->n == 0) {
        (void)fprintf(stream, "  %s\n",
                      paired->only_variant == 0 ? "only the base has it"
                      : paired->only_base == 0  ? "only the variant has it"
                                                : "in no replication do both have it");
    } else if (paired->base_beyond + paired->beyond > 0) {
        print_beyond(scene, width, paired);
    } else {
        print_contrast(stream, &paired->plain, scene->replications);
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

void ab_comparison_print(FILE *stream, const char *base_name, const char *name,
                         const struct ab_comparison *comparison, int variant)
{
    const struct scene scene = scene_of(stream, comparison, variant);
    const int replications = comparison->replications;
    int same = 0;
    bool certain = false;
    ab_visible_print(stream, name);
    (void)fputs(" against ", stream);
    ab_visible_print(stream, base_name);
    (void)fprintf(stream, ", %d replication%s of the same luck each\n", replications,
                  replications == 1 ? "" : "s");
    (void)fprintf(stream, "  %-20s%12s%12s%12s   %s\n", "measure", "base", "variant", "difference",
                  "95 % interval (* without zero)");
    for (int measure = 0; measure < comparison->measures; measure++) {
        const struct ab_paired *paired = &comparison->compared[variant].paired[measure];
        char buffer[128];
        const char *measure_name = name_of(comparison, measure, buffer);
        if (strchr(measure_name, '.') != NULL || is_of_nothing(paired)) {
            continue;
        }
        certain = certain || is_without_spread(&paired->plain.difference);
        if (is_same(paired)) {
            same++;
        } else {
            print_row(&scene, measure_name, 20, paired);
        }
    }
    if (same > 0) {
        (void)fprintf(stream, "  %d measure%s the same in each replication\n", same,
                      same == 1 ? " was" : "s were");
    }
    if (certain) {
        (void)fputs("  ", stream);
        ab_unseen_print(stream, replications);
        (void)fputc('\n', stream);
    }
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

void ab_comparison_print_overview(FILE *stream, const struct ab_comparison *comparison,
                                  const char *const *name)
{
    static const char *const preferred[] = {"closure_h", "tonnes_delivered"};
    int measure = AB_NOBODY;
    int widest = 20;
    for (size_t i = 0; i < 2 && measure == AB_NOBODY; i++) {
        measure = find_measure(comparison, preferred[i]);
    }
    if (measure == AB_NOBODY) {
        return;
    }
    for (int variant = 1; variant < comparison->scenarios; variant++) {
        const int length = ab_align_width(name[variant]);
        widest = length > widest && length <= NAME_WIDTH_MAX ? length : widest;
    }
    char buffer[128];
    (void)fprintf(stream, "%s of all variants\n  %-*s%12s%12s%12s   %s\n",
                  name_of(comparison, measure, buffer), widest, "variant", "base", "variant",
                  "difference", "95 % interval (* without zero)");
    for (int variant = 1; variant < comparison->scenarios; variant++) {
        const struct ab_paired *paired = &comparison->compared[variant].paired[measure];
        const struct scene scene = scene_of(stream, comparison, variant);
        print_row(&scene, name[variant], widest, paired);
    }
}
