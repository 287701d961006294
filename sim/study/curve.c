/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* curve.c - landings, people, sites and departures over time. */
#include "study/curve.h"

#include <assert.h>
#include <string.h>

/* The rungs of the ladder: each divides the next. Above a day, steps double without end. */
static ab_time step_of(int rung)
{
    static const ab_time step[] = {AB_MINUTE, 5 * AB_MINUTE, 10 * AB_MINUTE, 30 * AB_MINUTE,
                                   AB_HOUR,   2 * AB_HOUR,   6 * AB_HOUR,    12 * AB_HOUR};
    const int fine = (int)(sizeof step / sizeof step[0]);
    return rung < fine ? step[rung] : AB_DAY << (rung - fine);
}

static int rung_for(ab_time length)
{
    int rung = 0;
    while (length > (AB_CURVE_STEPS - 1) * step_of(rung)) {
        rung++;
    }
    return rung;
}

/* The first step at or after an instant. What happens after the run's end is counted at its end:
 * nothing does, but a row must never be left. */
static int step_at(ab_time time, ab_time step)
{
    const ab_time index = time <= 0 ? 0 : (time - 1) / step + 1;
    return index < AB_CURVE_STEPS ? (int)index : AB_CURVE_STEPS - 1;
}

/* The curves of one replication while they are being filled: changes first, sums at the end. */
struct filling {
    int64_t *value; /* [AB_CURVE_COUNT][AB_CURVE_STEPS] */
    ab_time step;
};

static void note(const struct filling *filling, enum ab_curve curve, ab_time time, int64_t amount)
{
    if (time != AB_TIME_NEVER) {
        filling->value[(int)curve * AB_CURVE_STEPS + step_at(time, filling->step)] += amount;
    }
}

/* Supplies are no part of the force: they count neither as landings nor as departures. */
static void note_loads(const struct filling *filling, const struct ab_run *run)
{
    int count;
    const struct ab_chalk_record *chalk = ab_run_chalks(run, &count);
    for (int i = 0; i < count; i++, chalk++) {
        if (chalk->sustainment) {
            continue;
        }
        if (chalk->outbound) {
            note(filling, AB_CURVE_OUT_DEPARTURES, chalk->departed, 1);
        } else {
            note(filling, AB_CURVE_LANDINGS, chalk->landed, 1);
            note(filling, AB_CURVE_PEOPLE, chalk->offloaded, chalk->people);
        }
    }
}

/* Those who come by road have no loads. */
static void note_columns(const struct filling *filling, const struct ab_run *run,
                         const struct ab_scenario *scenario)
{
    const struct ab_contingent_record *record = ab_run_contingents(run);
    for (int i = 0; i < scenario->contingent_count; i++) {
        if (scenario->contingent[i].mode_in == AB_MODE_ROAD) {
            note(filling, AB_CURVE_PEOPLE, record[i].closed, record[i].people);
        }
    }
}

static void note_sites(const struct filling *filling, const struct ab_run *run,
                       const struct ab_scenario *scenario)
{
    const struct ab_site_record *record = ab_run_sites(run);
    for (int i = 0; i < scenario->site_count; i++) {
        note(filling, AB_CURVE_SITES, record[i].guarded, 1);
        note(filling, AB_CURVE_SITES, record[i].handed_back, -1);
        note(filling, AB_CURVE_HOST, record[i].host_freed, record[i].host_relieved);
    }
}

void ab_curves_make(struct ab_curves *curves, const struct ab_scenario *scenario,
                    const struct ab_run *run, const struct ab_run_outcome *outcome)
{
    *curves = (struct ab_curves){.rung = rung_for(outcome->ended), .ended = outcome->ended};
    const struct filling filling = {.value = curves->value[0], .step = step_of(curves->rung)};
    note_loads(&filling, run);
    note_columns(&filling, run, scenario);
    note_sites(&filling, run, scenario);
    for (int curve = 0; curve < AB_CURVE_COUNT; curve++) {
        int64_t *value = curves->value[curve];
        for (int i = 1; i < AB_CURVE_STEPS; i++) {
            value[i] += value[i - 1];
        }
    }
}

void ab_curves_store(struct ab_result *result, int row, const struct ab_curves *curves)
{
    assert(row >= 0 && row < result->curve_rows);
    memcpy(result->curve + (size_t)row * AB_CURVE_COUNT * AB_CURVE_STEPS, curves->value,
           sizeof curves->value);
    result->curve_rung[row] = curves->rung;
    result->curve_ended[row] = curves->ended;
}

/* The coarsest rung that a replication took. */
static int common_rung(const struct ab_result *result)
{
    int rung = 0;
    for (int row = 0; row < result->curve_rows; row++) {
        rung = result->curve_rung[row] > rung ? result->curve_rung[row] : rung;
    }
    return rung;
}

int ab_result_curve_points(const struct ab_result *result, ab_time *step)
{
    *step = step_of(common_rung(result));
    int points = 1;
    for (int row = 0; row < result->curve_rows; row++) {
        const int needed = step_at(result->curve_ended[row], *step) + 1;
        points = needed > points ? needed : points;
    }
    return points;
}

struct ab_summary ab_result_curve(const struct ab_result *result, enum ab_curve curve, int point)
{
    const ab_time time = point * step_of(common_rung(result));
    double now[AB_CURVE_ROWS];
    for (int row = 0; row < result->curve_rows; row++) {
        const int64_t *value =
            result->curve + ((size_t)row * AB_CURVE_COUNT + (size_t)curve) * AB_CURVE_STEPS;
        /* A replication that has ended keeps its last values. */
        now[row] = (double)value[step_at(time, step_of(result->curve_rung[row]))];
    }
    return ab_summarise(now, result->curve_rows, 1, now);
}
