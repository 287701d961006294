/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* accounts.c - sums by contingent, airfield and type; flows and use by the hour. */
#include "study/accounts.h"

#include "base/memory.h"
#include "scenario/evacuation.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

static int things(const struct ab_scenario *scenario, int part)
{
    return part == AB_BY_CONTINGENT ? ab_scenario_owners(scenario)
           : part == AB_BY_AIRFIELD ? scenario->airfield_count
                                    : scenario->aircraft_count;
}

bool ab_accounts_take(struct ab_result *result)
{
    bool good = true;
    for (int part = 0; good && part < AB_PARTS; part++) {
        result->account[part] =
            ab_memory_take((size_t)things(result->scenario, part), sizeof *result->account[part]);
        good = result->account[part] != NULL;
    }
    for (int kind = 0; good && kind < AB_LIMIT_COUNT; kind++) {
        const int count = ab_limit_things(result->scenario, (enum ab_limit_kind)kind) + 1;
        result->bounded[kind] = ab_memory_take((size_t)count, sizeof *result->bounded[kind]);
        good = result->bounded[kind] != NULL;
    }
    result->diary_rows = result->curve_rows < AB_DIARY_ROWS ? result->curve_rows : AB_DIARY_ROWS;
    result->diary = ab_memory_take((size_t)result->diary_rows, sizeof *result->diary);
    return good && result->diary != NULL;
}

void ab_accounts_clear(struct ab_result *result)
{
    for (int part = 0; part < AB_PARTS; part++) {
        ab_memory_give(result->account[part]);
    }
    for (int kind = 0; kind < AB_LIMIT_COUNT; kind++) {
        ab_memory_give(result->bounded[kind]);
    }
    for (int i = 0; result->diary != NULL && i < result->diary_rows; i++) {
        ab_pack_clear(&result->diary[i].pack);
    }
    ab_memory_give(result->diary);
    ab_memory_give(result->flow);
    ab_memory_give(result->use);
    ab_memory_give(result->place);
    ab_memory_give(result->use_of_one);
}

/* ---- by thing ---- */

/* Adds what a journal says, which may be anything; false when the sum would be none. */
static bool add_up(int64_t *sum, int64_t value)
{
    if (value > 0 ? *sum > INT64_MAX - value : *sum < INT64_MIN - value) {
        return false;
    }
    *sum += value;
    return true;
}

/* Adds pairs of a number below `count` and a time, up to their end. */
static bool add_pairs(struct ab_unpack *rest, int64_t *sum, int count)
{
    int64_t index = 0, time;
    while (ab_unpack(rest, &index) && index != AB_PACK_END) {
        if (index < 0 || index >= count || !ab_unpack(rest, &time) || !add_up(&sum[index], time)) {
            return false;
        }
    }
    return index == AB_PACK_END;
}

static bool add_thing(struct ab_unpack *rest, struct ab_account_sum *sum, int part)
{
    int64_t flights, flown, delivered;
    double taken, burnt, cost;
    if (!ab_unpack(rest, &flights) || !ab_unpack(rest, &flown) || !ab_unpack_real(rest, &taken) ||
        !ab_unpack_real(rest, &burnt) || !ab_unpack_real(rest, &cost) ||
        !add_up(&sum->flights, flights) || !add_up(&sum->flown, flown)) {
        return false;
    }
    sum->taken_t += taken;
    sum->burnt_t += burnt;
    sum->cost += cost;
    if (part == AB_BY_TYPE) {
        return true;
    }
    if (!add_pairs(rest, sum->waited, AB_CAUSE_COUNT) || !ab_unpack(rest, &delivered)) {
        return false;
    }
    sum->delivered += delivered != 0;
    return delivered == 0 || add_pairs(rest, sum->chain, AB_LINK_COUNT);
}

void ab_accounts_add(struct ab_result *result, const struct ab_pack *pack)
{
    struct ab_unpack rest = ab_unpack_begin(pack);
    bool good = true;
    for (int part = 0; good && part < AB_PARTS; part++) {
        const int count = things(result->scenario, part);
        int64_t thing = 0;
        good = false;
        while (ab_unpack(&rest, &thing) && thing >= 0 && thing < count &&
               add_thing(&rest, &result->account[part][thing], part)) {
            continue;
        }
        good = thing == AB_PACK_END;
    }
    int64_t kind, thing;
    if (good && ab_unpack(&rest, &kind) && kind >= 0 && kind < AB_LIMIT_COUNT &&
        ab_unpack(&rest, &thing)) {
        const int things_of = ab_limit_things(result->scenario, (enum ab_limit_kind)kind);
        result->bounded[kind][thing >= 0 && thing < things_of ? thing : things_of]++;
    }
}

struct ab_limit_sum ab_result_limit(const struct ab_result *result)
{
    struct ab_limit_sum most = {{AB_TIME_NEVER, AB_LIMIT_NOTHING, AB_NOBODY}, 0};
    for (int kind = AB_LIMIT_LOADS; kind < AB_LIMIT_COUNT; kind++) {
        const int count = ab_limit_things(result->scenario, (enum ab_limit_kind)kind);
        for (int i = 0; i <= count; i++) {
            if (result->bounded[kind][i] > most.replications) {
                most.limit.kind = kind;
                most.limit.thing = i < count ? i : AB_NOBODY;
                most.replications = result->bounded[kind][i];
            }
        }
    }
    return most;
}

/* ---- by the hour ---- */

bool ab_diary_store(struct ab_result *result, int row, const struct ab_pack *diary, ab_time ended)
{
    assert(row < result->diary_rows);
    result->diary[row].ended = ended;
    return ab_pack_copy(&result->diary[row].pack, diary);
}

enum { FIELDS = sizeof(struct ab_flow) / sizeof(int64_t) };

/* The flows of a cell in the span at hand: what is not 0 of each field, and the sums. */
struct gathered {
    double *value; /* [FIELDS][rows], taken when something is met */
    int count[FIELDS];
    int64_t sum[FIELDS];
    bool met;
};

struct metered {
    int64_t used_ms, line_ms, full_ms;
    bool met;
};

/* What is summed up, span by span. */
struct digest {
    struct ab_result *result;
    ab_time step;
    int rows, cells, meters;
    struct ab_unpack *rest; /* [rows], behind the number of the next span, */
    int *next;              /* [rows], which is this, or INT_MAX at the end */
    struct gathered *cell;  /* [cells] */
    struct metered *meter;  /* [meters] */
    int flow_room, use_room;
};

static bool take_digest(struct digest *digest, struct ab_result *result)
{
    *digest = (struct digest){
        .result = result,
        .step = ab_diary_step(result->scenario),
        .rows = result->diary_rows,
        .cells = 2 * result->scenario->airfield_count,
        .meters = ab_diary_meters(result->scenario),
    };
    digest->rest = ab_memory_take((size_t)digest->rows, sizeof *digest->rest);
    digest->next = ab_memory_take((size_t)digest->rows, sizeof *digest->next);
    digest->cell = ab_memory_take((size_t)digest->cells, sizeof *digest->cell);
    digest->meter = ab_memory_take((size_t)digest->meters, sizeof *digest->meter);
    return digest->rest != NULL && digest->next != NULL && digest->cell != NULL &&
           digest->meter != NULL;
}

static void give_digest(struct digest *digest)
{
    for (int i = 0; digest->cell != NULL && i < digest->cells; i++) {
        ab_memory_give(digest->cell[i].value);
    }
    ab_memory_give(digest->meter);
    ab_memory_give(digest->cell);
    ab_memory_give(digest->next);
    ab_memory_give(digest->rest);
}

/* Reads the number of a row's next span. */
static void look_ahead(struct digest *digest, int row)
{
    const int before = digest->next[row];
    if (!ab_unpack_index(&digest->rest[row], INT_MAX, &digest->next[row]) ||
        digest->next[row] < before) {
        digest->next[row] = INT_MAX;
    }
}

/* Notes what flew; false when memory is out. *good: it makes sense. */
static bool gather_flow(struct digest *digest, struct ab_unpack *rest, int cell, bool *good)
{
    struct gathered *gathered = &digest->cell[cell];
    if (gathered->value == NULL) {
        gathered->value =
            ab_memory_take((size_t)FIELDS * (size_t)digest->rows, sizeof *gathered->value);
    }
    for (int i = 0; gathered->value != NULL && *good && i < FIELDS; i++) {
        int64_t value;
        *good = ab_unpack(rest, &value) && value >= 0 && add_up(&gathered->sum[i], value);
        if (*good && value != 0 && gathered->count[i] < digest->rows) {
            gathered->value[i * digest->rows + gathered->count[i]++] = (double)value;
        }
    }
    gathered->met = true;
    return gathered->value != NULL;
}

static bool gather_use(struct digest *digest, struct ab_unpack *rest, int meter)
{
    struct metered *metered = &digest->meter[meter];
    int64_t used, line, full;
    if (!ab_unpack_times(rest, digest->step, &used) ||
        !ab_unpack_times(rest, digest->step, &line) ||
        !ab_unpack_times(rest, digest->step, &full) || !add_up(&metered->used_ms, used) ||
        !add_up(&metered->line_ms, line) || !add_up(&metered->full_ms, full)) {
        return false;
    }
    metered->met = true;
    return true;
}

/* Gathers the span that comes next of a row; false when memory is out. */
static bool gather(struct digest *digest, int row)
{
    struct ab_unpack *rest = &digest->rest[row];
    int64_t index = 0;
    bool good = true;
    while (good && ab_unpack(rest, &index) && index >= 0 && index < digest->cells) {
        if (!gather_flow(digest, rest, (int)index, &good)) {
            return false;
        }
    }
    good = good && index == AB_PACK_END;
    while (good && ab_unpack(rest, &index) && index >= 0 && index < digest->meters) {
        good = gather_use(digest, rest, (int)index);
    }
    if (good && index == AB_PACK_END) {
        look_ahead(digest, row);
    } else {
        digest->next[row] = INT_MAX;
    }
    return true;
}

/* Room for one more; false when memory is out. */
static bool reserve(void **array, int *room, int count, size_t size)
{
    if (count < *room) {
        return true;
    }
    const int larger = 2 * *room + 256;
    void *grown = ab_memory_resize(*array, (size_t)larger, size);
    if (grown == NULL) {
        return false;
    }
    *array = grown;
    *room = larger;
    return true;
}

static bool put_flow(struct digest *digest, int span, int cell)
{
    struct ab_result *result = digest->result;
    struct gathered *gathered = &digest->cell[cell];
    void *array = result->flow;
    const bool good = reserve(&array, &digest->flow_room, result->flows, sizeof *result->flow);
    result->flow = array;
    if (!good) {
        return false;
    }
    struct ab_flow_summary *flow = &result->flow[result->flows++];
    *flow = (struct ab_flow_summary){.span = span, .airfield = cell / 2, .side = cell % 2};
    for (int i = 0; i < FIELDS; i++) {
        if (gathered->count[i] > 0) {
            flow->mean[i] = (double)gathered->sum[i] / digest->rows;
            flow->found[i] =
                ab_percentiles_with_zeros(gathered->value + i * digest->rows, gathered->count[i],
                                          digest->rows - gathered->count[i]);
        }
        gathered->count[i] = 0;
        gathered->sum[i] = 0;
    }
    gathered->met = false;
    return true;
}

static bool put_use(struct digest *digest, int span, int meter, double observed_ms)
{
    struct ab_result *result = digest->result;
    const struct metered *metered = &digest->meter[meter];
    void *array = result->use;
    const bool good = reserve(&array, &digest->use_room, result->uses, sizeof *result->use);
    result->use = array;
    if (good && observed_ms > 0) {
        result->use[result->uses++] = (struct ab_use_summary){
            .span = span,
            .meter = meter,
            .in_use = (double)metered->used_ms / observed_ms,
            .waiting = (double)metered->line_ms / observed_ms,
            .saturated = (double)metered->full_ms / observed_ms,
        };
    }
    digest->meter[meter] = (struct metered){0};
    return good;
}

/* How long the replications went on within a span, in all. */
static double observed(const struct ab_result *result, int span)
{
    const ab_time step = ab_diary_step(result->scenario);
    const ab_time begin = ab_diary_begins(result->scenario) + span * step, end = begin + step;
    double sum = 0;
    for (int i = 0; i < result->diary_rows; i++) {
        const ab_time until = result->diary[i].ended < end ? result->diary[i].ended : end;
        const ab_time from = begin > 0 ? begin : 0;
        sum += until > from ? (double)(until - from) : 0;
    }
    return sum;
}

static bool put_span(struct digest *digest, int span)
{
    const double observed_ms = observed(digest->result, span);
    bool good = true;
    for (int i = 0; good && i < digest->cells; i++) {
        good = !digest->cell[i].met || put_flow(digest, span, i);
    }
    for (int i = 0; good && i < digest->meters; i++) {
        good = !digest->meter[i].met || put_use(digest, span, i, observed_ms);
    }
    return good;
}

static bool sum_up(struct digest *digest)
{
    bool good = true;
    for (int i = 0; i < digest->rows; i++) {
        digest->rest[i] = ab_unpack_begin(&digest->result->diary[i].pack);
        look_ahead(digest, i);
    }
    while (good) {
        int span = INT_MAX;
        for (int i = 0; i < digest->rows; i++) {
            span = digest->next[i] < span ? digest->next[i] : span;
        }
        if (span == INT_MAX) {
            break;
        }
        for (int i = 0; good && i < digest->rows; i++) {
            good = digest->next[i] != span || gather(digest, i);
        }
        good = good && put_span(digest, span);
    }
    return good;
}

bool ab_diary_sum_up(struct ab_result *result)
{
    struct digest digest;
    const bool good = take_digest(&digest, result) && sum_up(&digest);
    const size_t places = AB_PLACES * (size_t)result->scenario->airfield_count;
    give_digest(&digest);
    result->place = ab_memory_take(places, sizeof *result->place);
    result->use_of_one = ab_memory_take((size_t)result->uses, sizeof *result->use_of_one);
    return good && result->place != NULL && result->use_of_one != NULL;
}
