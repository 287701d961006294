/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* accounts.c - sums by contingent, airfield and type; flows and use by the hour. */
#include "study/accounts.h"

#include "base/memory.h"

#include <assert.h>
#include <string.h>

bool ab_accounts_take(struct ab_result *result)
{
    bool good = true;
    for (int part = 0; good && part < AB_PARTS; part++) {
        result->account[part] = ab_memory_take((size_t)ab_part_things(result->scenario, part),
                                               sizeof *result->account[part]);
        good = result->account[part] != NULL;
    }
    for (int kind = 0; good && kind < AB_LIMIT_COUNT; kind++) {
        const int count = ab_limit_things(result->scenario, (enum ab_limit_kind)kind) + 1;
        result->bounded[kind] = ab_memory_take((size_t)count, sizeof *result->bounded[kind]);
        good = result->bounded[kind] != NULL;
    }
    result->diary_rows = result->curve_rows < AB_DIARY_ROWS ? result->curve_rows : AB_DIARY_ROWS;
    result->diary_ended = ab_memory_take((size_t)result->diary_rows, sizeof *result->diary_ended);
    return good && result->diary_ended != NULL;
}

static void give_digest(struct ab_digest *digest);

void ab_accounts_clear(struct ab_result *result)
{
    for (int part = 0; part < AB_PARTS; part++) {
        ab_memory_give(result->account[part]);
    }
    for (int kind = 0; kind < AB_LIMIT_COUNT; kind++) {
        ab_memory_give(result->bounded[kind]);
    }
    give_digest(result->digest);
    ab_memory_give(result->diary_ended);
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
        const int count = ab_part_things(result->scenario, part);
        int64_t thing = 0;
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

/* What a place came to in a span over all replications. They may be of a journal that makes no sense: sums
 * without a sign are never out of range. */
struct used {
    uint64_t used_ms, line_ms, full_ms;
};

/* What flew in a cell in a span of one replication. */
struct flown {
    int64_t field[AB_FLOW_FIELDS];
    int place; /* cell and span */
};

/* What diaries say, by cell or meter and span: of places sums, of flights all, for their percentiles. Most
 * have something to tell for many spans or for none: those of one lie together. */
struct ab_digest {
    ab_time step;
    int spans, cells, meters;
    struct used *used; /* [meters * spans] */
    struct flown *flown;
    int *behind; /* [cells * spans]: how many flew there; then the end of those in ... */
    int *order;  /* ... this: all that flew, place by place */
    int flights, flight_room, flow_room, use_room;
};

static void give_digest(struct ab_digest *digest)
{
    if (digest != NULL) {
        ab_memory_give(digest->order);
        ab_memory_give(digest->behind);
        ab_memory_give(digest->flown);
        ab_memory_give(digest->used);
        ab_memory_give(digest);
    }
}

static struct ab_digest *take_digest(const struct ab_scenario *scenario)
{
    struct ab_digest *digest = ab_memory_take(1, sizeof *digest);
    if (digest == NULL) {
        return NULL;
    }
    digest->step = ab_diary_step(scenario);
    digest->spans = ab_diary_spans(scenario);
    digest->cells = 2 * scenario->airfield_count;
    digest->meters = ab_diary_meters(scenario);
    const size_t spans = (size_t)digest->spans;
    digest->used = ab_memory_take(spans * (size_t)digest->meters, sizeof *digest->used);
    digest->behind = ab_memory_take(spans * (size_t)digest->cells, sizeof *digest->behind);
    if (digest->used == NULL || digest->behind == NULL) {
        give_digest(digest);
        return NULL;
    }
    return digest;
}

/* Whether a number below `count` comes next. */
static inline bool is_next(const int64_t *at, const int64_t *end, int count)
{
    return at < end && (uint64_t)*at < (uint64_t)count;
}

/* How many numbers a flow has, and a use, by the first of them: see record.h. */
static inline int numbers_of_flow(int64_t first)
{
    return (first & 1) != 0 ? AB_DIARY_FLOW : 3;
}

static inline int numbers_of_use(int64_t first)
{
    return 2 + (int)(first >> 1 & 1) + (int)(first & 1);
}

/* Each of these adds what comes next of a span up to an end, and puts *at there, or before what makes no
 * sense. False when memory is out. */
static bool add_flows(struct ab_digest *digest, int span, const int64_t **at, const int64_t *end)
{
    for (; is_next(*at, end, 2 * digest->cells); *at += numbers_of_flow(**at)) {
        const int64_t *flow = *at;
        const int numbers = numbers_of_flow(*flow);
        int64_t all = 0;
        for (int i = 0; end - flow >= numbers && i < numbers; i++) {
            all |= flow[i];
        }
        if (end - flow < numbers || all < 0) {
            break;
        }
        if (digest->flights == digest->flight_room && /* no call otherwise */
            !AB_EXTEND(digest->flown, digest->flight_room, digest->flights)) {
            return false;
        }
        struct flown *flown = &digest->flown[digest->flights++];
        *flown =
            (struct flown){.field = {flow[1]}, .place = (int)(*flow >> 1) * digest->spans + span};
        if (numbers == AB_DIARY_FLOW) {
            memcpy(flown->field, flow + 1, sizeof flown->field);
        } else {
            flown->field[AB_FLOW_FIELDS - 1] = flow[2]; /* fuel */
        }
        digest->behind[flown->place]++;
    }
    return true;
}

/* Times are added whatever they say. */
static void add_uses(struct ab_digest *digest, int span, const int64_t **at, const int64_t *end)
{
    struct used *used = digest->used + span;
    const size_t spans = (size_t)digest->spans;
    const int kinds = 4 * digest->meters;
    const int64_t *use = *at;
    for (; is_next(use, end, kinds) && end - use >= AB_DIARY_USE; use += numbers_of_use(*use)) {
        __builtin_prefetch(&used[(size_t)(*use >> 2) * spans]);
    }
    for (use = *at; is_next(use, end, kinds) && end - use >= numbers_of_use(*use);
         use += numbers_of_use(*use)) {
        struct used *of = &used[(size_t)(*use >> 2) * spans];
        const int64_t *time = use + 1;
        of->used_ms += (uint64_t)ab_unpack_times(*time++, digest->step);
        if ((*use & 2) != 0) {
            of->line_ms += (uint64_t)ab_unpack_times(*time++, digest->step);
        }
        if ((*use & 1) != 0) {
            of->full_ms += (uint64_t)ab_unpack_times(*time, digest->step);
        }
    }
    *at = use;
}

static bool is_end(const int64_t **at, const int64_t *end)
{
    return *at < end && *(*at)++ == AB_PACK_END;
}

bool ab_diary_add(struct ab_result *result, int row, const struct ab_numbers *diary, ab_time ended)
{
    assert(row < result->diary_rows);
    result->diary_ended[row] = ended;
    if (result->digest == NULL) {
        result->digest = take_digest(result->scenario);
    }
    struct ab_digest *digest = result->digest;
    const int64_t *at = diary->number, *end = at != NULL ? at + diary->used : NULL;
    bool good = digest != NULL, makes_sense = at != NULL;
    while (good && makes_sense && is_next(at, end, digest->spans)) {
        const int span = (int)*at++;
        good = add_flows(digest, span, &at, end);
        makes_sense = is_end(&at, end);
        if (makes_sense) {
            add_uses(digest, span, &at, end);
            makes_sense = is_end(&at, end);
        }
    }
    return good;
}

/* What is not 0 of each field of what flew in a cell in a span, and the sums. */
struct gathered {
    double value[AB_FLOW_FIELDS][AB_DIARY_ROWS];
    int count[AB_FLOW_FIELDS];
    uint64_t sum[AB_FLOW_FIELDS];
};

static void gather(struct gathered *gathered, const struct ab_digest *digest, const int *order,
                   int count)
{
    memset(gathered->count, 0, sizeof gathered->count);
    memset(gathered->sum, 0, sizeof gathered->sum);
    for (int k = 0; k < count; k++) {
        const int64_t *field = digest->flown[order[k]].field;
        for (int i = 0; i < AB_FLOW_FIELDS; i++) { /* without a branch that nobody foresees */
            gathered->sum[i] += (uint64_t)field[i];
            gathered->value[i][gathered->count[i]] = (double)field[i];
            gathered->count[i] += field[i] != 0;
        }
    }
}

static bool put_flow(struct ab_result *result, int span, int cell)
{
    struct gathered gathered;
    const struct ab_digest *digest = result->digest;
    const int place = cell * digest->spans + span, rows = result->diary_rows;
    const int begin = place > 0 ? digest->behind[place - 1] : 0;
    const int all = digest->behind[place] - begin, flown = all < rows ? all : rows;
    if (all == 0) {
        return true;
    }
    if (!AB_EXTEND(result->flow, result->digest->flow_room, result->flows)) {
        return false;
    }
    struct ab_flow_summary *flow = &result->flow[result->flows++];
    *flow = (struct ab_flow_summary){.span = span, .airfield = cell / 2, .side = cell % 2};
    gather(&gathered, digest, digest->order + begin, flown);
    for (int i = 0; i < AB_FLOW_FIELDS; i++) {
        const int count = gathered.count[i];
        if (count > 0) {
            flow->mean[i] = (double)gathered.sum[i] / rows;
            flow->found[i] = ab_percentiles_with_zeros(gathered.value[i], count, rows - count);
        }
    }
    return true;
}

static bool put_use(struct ab_result *result, int span, int meter, double observed_ms)
{
    const struct ab_digest *digest = result->digest;
    const struct used *used = &digest->used[(size_t)meter * (size_t)digest->spans + (size_t)span];
    if ((used->used_ms | used->line_ms | used->full_ms) == 0) {
        return true;
    }
    if (!AB_EXTEND(result->use, result->digest->use_room, result->uses)) {
        return false;
    }
    if (observed_ms > 0) {
        result->use[result->uses++] = (struct ab_use_summary){
            .span = span,
            .meter = meter,
            .in_use = (double)used->used_ms / observed_ms,
            .waiting = (double)used->line_ms / observed_ms,
            .saturated = (double)used->full_ms / observed_ms,
        };
    }
    return true;
}

/* How long the replications went on within a span, in all. */
static double observed(const struct ab_result *result, int span)
{
    const ab_time step = ab_diary_step(result->scenario);
    const ab_time begin = ab_diary_begins(result->scenario) + span * step, end = begin + step;
    double sum = 0;
    for (int i = 0; i < result->diary_rows; i++) {
        const ab_time until = result->diary_ended[i] < end ? result->diary_ended[i] : end;
        const ab_time from = begin > 0 ? begin : 0;
        sum += until > from ? (double)(until - from) : 0;
    }
    return sum;
}

static bool put_span(struct ab_result *result, int span)
{
    const struct ab_digest *digest = result->digest;
    const double observed_ms = observed(result, span);
    bool good = true;
    for (int i = 0; good && i < digest->cells; i++) {
        good = put_flow(result, span, i);
    }
    for (int i = 0; good && i < digest->meters; i++) {
        good = put_use(result, span, i, observed_ms);
    }
    return good;
}

/* Puts what flew into the order of its places; false when memory is out. */
static bool put_in_order(struct ab_digest *digest)
{
    const int places = digest->cells * digest->spans;
    int begin = 0;
    digest->order = ab_memory_take((size_t)digest->flights, sizeof *digest->order);
    for (int i = 0; digest->order != NULL && i < places; i++) {
        const int count = digest->behind[i];
        digest->behind[i] = begin;
        begin += count;
    }
    for (int i = 0; digest->order != NULL && i < digest->flights; i++) {
        digest->order[digest->behind[digest->flown[i].place]++] = i;
    }
    return digest->order != NULL;
}

bool ab_diary_sum_up(struct ab_result *result)
{
    const size_t places = AB_PLACES * (size_t)result->scenario->airfield_count;
    const int spans = result->digest != NULL ? result->digest->spans : 0;
    bool good = spans == 0 || put_in_order(result->digest);
    for (int span = 0; good && span < spans; span++) {
        good = put_span(result, span);
    }
    give_digest(result->digest);
    result->digest = NULL;
    result->place = ab_memory_take(places, sizeof *result->place);
    result->use_of_one = ab_memory_take((size_t)result->uses, sizeof *result->use_of_one);
    return good && result->place != NULL && result->use_of_one != NULL;
}
