/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tables_bands.c - what is not known, and what it does to the measures: both bands. */
#include "output/column.h"

#include "scenario/input.h"

#include <math.h>

/* ---- inputs ---- */

struct row_of_input {
    const char *id, *key, *unit, *source;
    bool is_factor;
    double base, mean, p10, p50, p90;
};

#define RECORD struct row_of_input
static const struct ab_definition inputs_columns[] = {
    TEXT("input", "id of the [uncertain.ID]", STRING(id)),
    TEXT("key", "what is not known: one key, or several with commas", STRING(key)),
    BOOLEAN("factor", "1: the values below are factors on what the keys say", FLAG(is_factor)),
    TEXT("unit", "unit of the values; empty of counts and factors", STRING(unit)),
    NUMBER("base", PER_ROW,
           "what holds where inputs are not drawn; empty when that is a distribution or a date",
           REAL(base)),
    NUMBER("mean", PER_ROW, "mean of what it is drawn from", REAL(mean)),
    NUMBER("p10", PER_ROW, "10th percentile of what it is drawn from", REAL(p10)),
    NUMBER("p50", PER_ROW, "median", REAL(p50)),
    NUMBER("p90", PER_ROW, "90th percentile", REAL(p90)),
    TEXT("source", "where the range is from", STRING(source)),
};
#undef RECORD

static void put_inputs(struct ab_row *row, const struct ab_result *result)
{
    struct row_of_input of;
    const struct ab_item item = {.record = &of};
    for (int i = 0; i < result->scenario->input_count; i++) {
        const struct ab_input *input = &result->scenario->input[i];
        of = (struct row_of_input){.id = input->of->named.id,
                                   .key = input->of->key,
                                   .unit = input->unit,
                                   .source = input->of->source,
                                   .is_factor = input->of->has_factor,
                                   .base = input->base,
                                   .mean = ab_input_mean(input),
                                   .p10 = ab_input_at(input, 0.1),
                                   .p50 = ab_input_at(input, 0.5),
                                   .p90 = ab_input_at(input, 0.9)};
        ab_row_put(row, &item);
    }
}

const struct ab_layout ab_layout_inputs = TABLE_OF(
    "inputs", "what is not known, and what it is drawn from", inputs_columns, 1, put_inputs, NULL);

/* ---- bands ---- */

struct band {
    struct ab_summary luck, drawn;
    struct ab_split split;
};

#define RECORD struct band
static const struct ab_definition bands_columns[] = {
    TEXT("measure", "name of the measure, as in summary.csv", BY(ab_cell_measure_name)),
    TEXT("unit", "unit of the measure", BY(ab_cell_measure_unit)),
    NUMBER("luck_mean", PER_ROW, "mean under luck alone, inputs at their base values",
           REAL(luck.mean)),
    NUMBER("luck_p10", PER_ROW, "10th percentile under luck alone; empty: it is beyond",
           REAL(luck.p10)),
    NUMBER("luck_p50", PER_ROW, "median under luck alone", REAL(luck.p50)),
    NUMBER("luck_p90", PER_ROW, "90th percentile under luck alone", REAL(luck.p90)),
    INTEGER("luck_beyond", "replications",
            "that ended before it had come about, under luck alone; they count as later than all",
            COUNT(luck.beyond)),
    INTEGER("n", "replications", "with drawn inputs, in which there is such a thing",
            COUNT(drawn.n)),
    NUMBER("mean", PER_ROW, "mean with drawn inputs: luck and ignorance", REAL(drawn.mean)),
    NUMBER("ci95_low", PER_ROW, "lower end of the " INTERVAL_OF_MEASURE("that mean"),
           REAL(drawn.ci95_low)),
    NUMBER("ci95_high", PER_ROW, "upper end of the same interval", REAL(drawn.ci95_high)),
    NUMBER("p10", PER_ROW, "10th percentile with drawn inputs; empty: it is beyond",
           REAL(drawn.p10)),
    NUMBER("p50", PER_ROW, "median with drawn inputs", REAL(drawn.p50)),
    NUMBER("p90", PER_ROW, "90th percentile with drawn inputs", REAL(drawn.p90)),
    INTEGER("beyond", "replications", "that ended before it had come about, with drawn inputs",
            COUNT(drawn.beyond)),
    NUMBER("variance_luck", "1",
           "in the square of the unit: what luck does, on average over the inputs; empty without "
           "--inputs split, and where a value is missing",
           REAL(split.luck)),
    NUMBER("variance_ignorance", "1", "likewise: what the inputs do, on average over luck",
           REAL(split.ignorance)),
    NUMBER("ignorance_share", "1",
           "share of the inputs in both; one that comes out at or below 0 says that none was seen",
           REAL(split.share)),
    NUMBER("ignorance_share_low", "1",
           "lower end of its 95 % interval, the wider of a bootstrap over pairs and of Fisher's "
           "interval for pairs",
           REAL(split.low)),
    NUMBER("ignorance_share_high", "1", "upper end of the same interval", REAL(split.high)),
};
#undef RECORD

static void put_bands(struct ab_row *row, const struct ab_result *result)
{
    static const struct ab_split none = {(double)NAN, (double)NAN, (double)NAN, (double)NAN,
                                         (double)NAN};
    struct band band;
    struct ab_item item = {.scenario = result->scenario, .record = &band};
    const int measures = result->drawn != NULL ? result->measures : 0;
    for (; item.index < measures; item.index++) {
        band.luck = result->measure[item.index];
        band.drawn = result->drawn->measure[item.index];
        band.split = result->split != NULL ? result->split[item.index] : none;
        ab_row_put(row, &item);
    }
}

const struct ab_layout ab_layout_bands = TABLE_OF(
    "bands", "measures under luck alone and with drawn inputs; no rows when none were drawn",
    bands_columns, 1, put_bands, NULL);
