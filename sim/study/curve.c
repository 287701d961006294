/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* curve.c - landings, people, sites and departures over time. */
#include "study/curve.h"

#include "base/memory.h"
#include "scenario/rules.h"
#include "study/moments.h"

#include <assert.h>
#include <stddef.h>
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

/* The first step at or after an instant. */
static int step_at(ab_time time, ab_time step)
{
    const ab_time index = ab_time_steps(time, step);
    return index < AB_CURVE_STEPS ? (int)index : AB_CURVE_STEPS - 1;
}

/* The curves of one replication while they are being filled: changes first, sums at the end. What
 * happens after the run's end is counted at its end: nothing does, but no row must be left. */
struct filling {
    struct ab_curves *curves;
    ab_time step;
};

static void note(const struct filling *filling, enum ab_curve curve, ab_time time, int64_t amount)
{
    struct ab_curves *curves = filling->curves;
    if (time == AB_TIME_NEVER) {
        return;
    }
    if ((curves->used & 1u << curve) == 0) {
        curves->used |= 1u << curve;
        memset(curves->value[curve], 0, (size_t)(curves->last + 1) * sizeof(int64_t));
    }
    const int at = step_at(time, filling->step);
    curves->value[curve][at < curves->last ? at : curves->last] += amount;
}

/* Supplies and evacuees are no part of the force: they count neither as landings nor as departures.
 * What ends at a hub goes on as other loads. */
static void note_loads(const struct filling *filling, const struct ab_run *run)
{
    const int loads = ab_run_loads(run);
    for (int i = 0; i < loads; i++) {
        const struct ab_carriage load = ab_run_carriage(run, i);
        if (load.sustainment || load.evacuation || load.ends_at_hub) {
            continue;
        }
        if (load.direction == AB_OUT) {
            note(filling, AB_CURVE_OUT_DEPARTURES, load.departed, 1);
        } else {
            note(filling, AB_CURVE_LANDINGS, load.landed, 1);
            note(filling, AB_CURVE_PEOPLE, load.offloaded, load.people);
        }
    }
}

/* Those who come by road have no loads. */
static void note_columns(const struct filling *filling, const struct ab_run *run,
                         const struct ab_scenario *scenario)
{
    for (int i = 0; i < scenario->contingent_count; i++) {
        if (ab_contingent_drives_in(&scenario->contingent[i])) {
            const struct ab_contingent_record *record = ab_run_contingent(run, i);
            note(filling, AB_CURVE_PEOPLE, record->closed, record->people);
        }
    }
}

static void note_sites(const struct filling *filling, const struct ab_run *run,
                       const struct ab_scenario *scenario)
{
    for (int i = 0; i < scenario->site_count; i++) {
        const struct ab_site_record *record = ab_run_site(run, i);
        note(filling, AB_CURVE_SITES, record->guarded, 1);
        note(filling, AB_CURVE_SITES, record->handed_back, -1);
        note(filling, AB_CURVE_HOST, record->host_freed, record->host_relieved);
    }
}

static void note_come(void *filling, ab_time time, int64_t people)
{
    note(filling, AB_CURVE_EVACUEES_COME, time, people);
}

static void note_cleared(void *filling, ab_time time, int64_t people)
{
    note(filling, AB_CURVE_EVACUEES_CLEARED, time, people);
}

static void note_off(void *filling, ab_time time, int64_t people)
{
    note(filling, AB_CURVE_EVACUEES_OFF, time, people);
}

void ab_curves_make(struct ab_curves *curves, const struct ab_scenario *scenario,
                    const struct ab_run *run, const struct ab_run_outcome *outcome)
{
    const int rung = rung_for(outcome->ended);
    struct filling filling = {.curves = curves, .step = step_of(rung)};
    curves->rung = rung;
    curves->ended = outcome->ended;
    curves->last = step_at(outcome->ended, filling.step);
    curves->used = 0;
    note_loads(&filling, run);
    note_columns(&filling, run, scenario);
    note_sites(&filling, run, scenario);
    if (scenario->evacuation_count + scenario->backhaul_count > 0) {
        ab_run_evacuees_come(run, filling.step, note_come, note_cleared, &filling);
        ab_run_evacuees_off(run, note_off, &filling);
    }
    for (int curve = 0; curve < AB_CURVE_COUNT; curve++) {
        int64_t *value = curves->value[curve], sum = 0;
        for (int i = 0; (curves->used & 1u << curve) != 0 && i <= curves->last; i++) {
            value[i] = sum += value[i];
        }
    }
}

void ab_curves_clear(struct ab_curves *curves)
{
    ab_numbers_clear(&curves->diary);
    ab_pack_clear(&curves->packed);
}

/* ---- of all replications ---- */

/* The values of some replications at one instant lie beside each other: percentiles need them of all,
 * and each replication writes them at all instants. */
enum { BESIDE = 8 };

struct curve_row {
    int rung, last; /* as of struct ab_curves */
    bool is_there;  /* not of a draw that made no scenario */
    ab_time ended;
};

struct ab_curve_rows {
    struct curve_row *row;
    unsigned used;  /* by any of them */
    int64_t *value; /* [rows / BESIDE][AB_CURVE_COUNT][AB_CURVE_STEPS][BESIDE] */
};

struct ab_curve_rows *ab_curve_rows_create(int rows)
{
    const size_t blocks = ((size_t)rows + BESIDE - 1) / BESIDE;
    struct ab_curve_rows *made = ab_memory_take(1, sizeof *made);
    if (made == NULL) {
        return NULL;
    }
    made->row = ab_memory_take((size_t)rows, sizeof *made->row);
    made->value =
        ab_memory_take(blocks * BESIDE * AB_CURVE_COUNT * AB_CURVE_STEPS, sizeof *made->value);
    if (made->row == NULL || made->value == NULL) {
        ab_curve_rows_destroy(made);
        return NULL;
    }
    return made;
}

void ab_curve_rows_destroy(struct ab_curve_rows *rows)
{
    if (rows != NULL) {
        ab_memory_give(rows->value);
        ab_memory_give(rows->row);
        ab_memory_give(rows);
    }
}

/* The values of a replication, BESIDE apart. */
static int64_t *values_of(const struct ab_curve_rows *rows, int row, int curve)
{
    const size_t block = (size_t)row / BESIDE * AB_CURVE_COUNT + (size_t)curve;
    return rows->value + block * AB_CURVE_STEPS * BESIDE + row % BESIDE;
}

void ab_curves_store(struct ab_result *result, int row, const struct ab_curves *curves)
{
    assert(row >= 0 && row < result->curve_rows);
    result->curves->row[row] = (struct curve_row){
        .rung = curves->rung, .last = curves->last, .is_there = true, .ended = curves->ended};
    result->curves->used |= curves->used;
    for (int curve = 0; curve < AB_CURVE_COUNT; curve++) {
        int64_t *to = values_of(result->curves, row, curve);
        for (int i = 0; (curves->used & 1u << curve) != 0 && i <= curves->last; i++) {
            to[(ptrdiff_t)i * BESIDE] = curves->value[curve][i];
        }
    }
}

/* The coarsest rung that a replication took. */
static int common_rung(const struct ab_result *result)
{
    int rung = 0;
    for (int row = 0; row < result->curve_rows; row++) {
        rung = result->curves->row[row].rung > rung ? result->curves->row[row].rung : rung;
    }
    return rung;
}

int ab_result_curve_points(const struct ab_result *result, ab_time *step)
{
    *step = step_of(common_rung(result));
    int points = 1;
    for (int row = 0; row < result->curve_rows; row++) {
        const int needed = step_at(result->curves->row[row].ended, *step) + 1;
        points = needed > points ? needed : points;
    }
    return points;
}

/* The values of all replications at a moment, and the least and the most of them. */
struct moment {
    int count;
    int64_t value[AB_CURVE_ROWS], least, most;
};

/* Gathers them. A replication that has ended keeps its last value; one in which nothing happened on a
 * curve has 0 there. */
static void gather(struct moment *now, const struct ab_result *result, enum ab_curve curve,
                   ab_time time)
{
    const struct curve_row *row = result->curves->row, *end = row + result->curve_rows;
    int64_t least = INT64_MAX, most = INT64_MIN, *to = now->value;
    int rung = -1, at = 0;
    for (int block = 0; row < end; block += BESIDE) {
        const int64_t *value = values_of(result->curves, block, (int)curve);
        for (int i = 0; i < BESIDE && row < end; i++, row++) {
            if (!row->is_there) {
                continue;
            }
            if (row->rung != rung) {
                rung = row->rung;
                at = step_at(time, step_of(rung));
            }
            const int64_t found = value[(at < row->last ? at : row->last) * BESIDE + i];
            least = found < least ? found : least;
            most = found > most ? found : most;
            *to++ = found;
        }
    }
    now->count = (int)(to - now->value);
    now->least = least;
    now->most = most;
}

struct ab_summary ab_result_curve(const struct ab_result *result, enum ab_curve curve, int point)
{
    struct moment now;
    double value[AB_CURVE_ROWS];
    gather(&now, result, curve, point * step_of(common_rung(result)));
    for (int i = 0; i < now.count; i++) {
        value[i] = (double)now.value[i];
    }
    return ab_summarise(value, now.count, 1, value);
}

/* A percentile of n numbers, two at least, of which so many are `least`, one more, and so on; as of
 * ab_percentiles_of. */
static double percentile(const int *count, int64_t least, int n, double share)
{
    const double position = share * (double)(n - 1);
    const int below = (int)position;
    int at = 0, next, seen = count[0];
    for (; seen <= below; seen += count[at]) {
        at++;
    }
    for (next = at; seen <= below + 1; seen += count[next]) {
        next++;
    }
    return ab_order_between((double)(least + at), (double)(least + next), position - below);
}

/* Numbers that are near each other are counted; of others each percentile is looked for. */
static struct ab_percentiles percentiles_of(const struct moment *now)
{
    const int n = now->count;
    double value[AB_CURVE_ROWS];
    int count[4 * AB_CURVE_ROWS];
    const uint64_t range = (uint64_t)now->most - (uint64_t)now->least;
    if (range == 0) {
        const double all = (double)now->least;
        return (struct ab_percentiles){all, all, all};
    }
    if (range >= 4 * (uint64_t)n) {
        for (int i = 0; i < n; i++) {
            value[i] = (double)now->value[i];
        }
        return ab_percentiles_of(value, n, 0);
    }
    memset(count, 0, ((size_t)range + 1) * sizeof *count);
    for (int i = 0; i < n; i++) {
        count[now->value[i] - now->least]++;
    }
    return (struct ab_percentiles){percentile(count, now->least, n, 0.1),
                                   percentile(count, now->least, n, 0.5),
                                   percentile(count, now->least, n, 0.9)};
}

struct ab_percentiles ab_result_curve_percentiles(const struct ab_result *result,
                                                  enum ab_curve curve, ab_time time)
{
    struct moment now;
    if ((result->curves->used & 1u << curve) == 0) {
        return (struct ab_percentiles){0, 0, 0};
    }
    gather(&now, result, curve, time);
    return percentiles_of(&now);
}
