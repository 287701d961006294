/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* order.c - orders as points of an inquiry, and which of them is the best. */
#include "insight/order.h"

#include "base/memory.h"
#include "insight/value.h"
#include "study/moments.h"
#include "study/ranking.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All orders are tried up to so many; of more, a search tries no more than so many. How many go on then at
 * most, and after how many replications others are left behind. */
enum { ALL = 541, SEARCHED = 800, STARTS = 5, RACED = 40 };
static const int looks[] = {10, 30, 60, 150, 300, 1000};
enum { LOOKS = sizeof looks / sizeof looks[0] };
#define ALPHA 0.05

struct asking {
    const struct ab_order_question *question;
    struct ab_order_answer *answer;
    struct ab_errors *errors;
    enum ab_status status;
    int plan;        /* its point */
    int first;       /* replications of a search */
    int64_t *sorted; /* [parties]: the plan's priorities */
    double **loss;   /* [orders][replications]: what is to be little */
};

static void stop(struct asking *asking, enum ab_status status)
{
    asking->status = asking->status == AB_OK ? status : asking->status;
}

static void *take(struct asking *asking, size_t count, size_t size)
{
    void *memory = ab_arena_take(asking->answer->arena, count * size);
    if (memory == NULL) {
        stop(asking, ab_errors_out_of_memory(asking->errors));
    }
    return memory;
}

/* ---- values ---- */

/* Refuses a run that has no value. */
static void check(struct asking *asking, int point, int replication)
{
    const struct ab_order_question *question = asking->question;
    const struct ab_cell cell = {point, replication};
    double value;
    if (question->goals == 0) {
        if (!ab_insight_is_unbegun(question->inquiry, cell, question->measure)) {
            stop(asking, ab_insight_value(&value, question->inquiry, cell, question->measure,
                                          "an order makes no scenario that can be simulated",
                                          asking->errors));
        }
    } else if (ab_inquiry_hash(question->inquiry, point, replication) == 0) {
        stop(asking, ab_errors_refuse(asking->errors, "%s",
                                      ab_inquiry_reason(question->inquiry, point, replication)));
    }
}

/* Whether a replication misses a goal. */
static bool misses(const struct asking *asking, int point, int replication)
{
    const struct ab_order_question *question = asking->question;
    bool missed = false;
    for (int i = 0; i < question->goals; i++) {
        const double reached = ab_inquiry_value(question->inquiry, point, replication, i);
        missed = missed || !ab_goal_is_met(&question->goal[i], reached);
    }
    return missed;
}

/* What is to be little of a run that was made, and of the plan's: a replication that misses a goal is 1. False
 * where what hours are since had come in neither. */
static bool take_pair(const struct asking *asking, int point, int replication, double *plan,
                      double *loss)
{
    const struct ab_order_question *question = asking->question;
    const struct ab_cell cell = {point, replication};
    if (question->goals > 0) {
        *plan = misses(asking, asking->plan, replication);
        *loss = misses(asking, point, replication);
        return true;
    }
    const bool begun =
        ab_insight_pair(plan, loss, question->inquiry, cell, asking->plan, question->measure);
    *plan = ab_insight_loss(question->more_is_better, *plan);
    *loss = ab_insight_loss(question->more_is_better, *loss);
    return begun;
}

/* By that orders are ranked: what it is beside the plan's, which is 0 where its hours did not begin. */
static double loss_of(struct asking *asking, int point, int replication)
{
    double alone, plan, loss;
    check(asking, point, replication);
    if (asking->status != AB_OK) {
        return 0;
    }
    (void)take_pair(asking, asking->plan, replication, &alone, &loss);
    (void)take_pair(asking, point, replication, &plan, &loss);
    return plan == alone ? loss : alone + (loss - plan);
}

/* A column of hours since the request, no more than the run was followed: what never came counts so, too. NAN
 * where the request did not. */
static double hours_of(const struct ab_inquiry *inquiry, int point, int replication, int column)
{
    const struct ab_cell cell = {point, replication};
    const double hours = ab_inquiry_value(inquiry, point, replication, column);
    const double most = ab_insight_followed(inquiry, cell, AB_SINCE_REQUEST);
    return isnan(most) ? most : fmin(hours, most);
}

/* The bound on closure of a run, which does not depend on how far it was followed; NAN: no request came. */
static double bound_of(const struct asking *asking, int point, int replication)
{
    const struct ab_inquiry *inquiry = asking->question->inquiry;
    const struct ab_cell cell = {point, replication};
    const double most = ab_insight_followed(inquiry, cell, AB_SINCE_REQUEST);
    return isnan(most) ? most
                       : ab_inquiry_value(inquiry, point, replication, asking->question->bound);
}

/* What a loss is of: the measure itself, or the share that reaches the goals. */
static double told_of(const struct ab_order_question *question, double loss)
{
    return question->goals > 0 ? 1 - loss : ab_insight_loss(question->more_is_better, loss);
}

/* Pairs of the plan and an order. */
struct pairs {
    struct ab_moments before, then, gain;
    int left_out;
};

static void add_pair(struct pairs *pairs, double plan, double order)
{
    ab_moments_add(&pairs->before, plan);
    ab_moments_add(&pairs->then, order);
    ab_moments_add(&pairs->gain, plan - order);
}

/* What the pairs say; `alone`: there is no luck, and one is all there is to know. */
static struct ab_order_gain tell_pairs(const struct pairs *pairs, bool alone)
{
    struct ab_order_gain by = {.before = ab_moments_mean(&pairs->before),
                               .then = ab_moments_mean(&pairs->then),
                               .gain = ab_moments_mean(&pairs->gain),
                               .left_out = pairs->left_out};
    by.low = by.high = alone ? by.gain : (double)NAN;
    if (pairs->gain.n > 1) {
        const struct ab_interval interval = ab_moments_interval(&pairs->gain, ALPHA);
        by.low = interval.low;
        by.high = interval.high;
    }
    return by;
}

/* Compares an order with the plan in replications from .. from + n - 1. */
static struct ab_order_gain compare(const struct asking *asking, int point, int from, int n)
{
    struct pairs pairs = {0};
    for (int i = from; i < from + n; i++) {
        double plan, loss;
        if (take_pair(asking, point, i, &plan, &loss)) {
            add_pair(&pairs, plan, loss);
        } else {
            pairs.left_out++;
        }
    }
    return tell_pairs(&pairs, n == 1);
}

/* ---- orders ---- */

/* The priorities of a ranking: those of the plan, given out anew. */
static void give_priorities(const struct asking *asking, const int *rank, int64_t *priority)
{
    const int parties = asking->question->parties;
    int64_t given = INT64_MIN;
    for (int next = 0, place = 0; place < parties; next++) {
        const bool is_taken = given >= asking->sorted[place];
        given = is_taken ? given + 1 : asking->sorted[place];
        for (int i = 0; i < parties; i++) {
            if (rank[i] == next) {
                priority[i] = given;
                place++;
            }
        }
    }
}

/* Adds an order, as a point that says what is not as in the plan. */
static void add_order(struct asking *asking, const int *rank)
{
    const struct ab_order_question *question = asking->question;
    struct ab_order_answer *answer = asking->answer;
    const size_t parties = (size_t)question->parties;
    struct ab_override override[AB_INQUIRY_OVERRIDES_MAX];
    int *kept = take(asking, parties, sizeof *kept);
    int64_t *priority = take(asking, parties, sizeof *priority);
    char *text = take(asking, parties, 24);
    asking->loss[answer->orders] =
        take(asking, (size_t)question->replications, sizeof **asking->loss);
    if (asking->status != AB_OK) {
        return;
    }
    struct ab_order *order = &answer->order[answer->orders];
    *order = (struct ab_order){.rank = kept, .priority = priority};
    memcpy(kept, rank, parties * sizeof *rank);
    give_priorities(asking, rank, priority);
    for (int i = 0; i < question->parties; i++) {
        if (priority[i] != question->party[i].priority) {
            char *value = text + (size_t)i * 24;
            (void)snprintf(value, 24, "%lld", (long long)priority[i]);
            override[order->changes++] =
                (struct ab_override){.key = question->party[i].key, .value = value};
        }
    }
    stop(asking, ab_inquiry_point(question->inquiry, override, order->changes, &order->point,
                                  asking->errors));
    answer->orders++;
}

/* Brings some orders to n replications. */
static void extend(struct asking *asking, const int *number, int count, int n)
{
    struct ab_order_answer *answer = asking->answer;
    int *point = ab_memory_take((size_t)count + 1, sizeof *point);
    if (point == NULL) {
        stop(asking, ab_errors_out_of_memory(asking->errors));
    }
    int points = 0, first = n + 1;
    for (int i = 0; i < count && asking->status == AB_OK; i++) {
        const struct ab_order *order = &answer->order[number[i]];
        if (order->n < n) {
            point[points++] = order->point;
            first = order->n + 1 < first ? order->n + 1 : first;
        }
    }
    if (asking->status == AB_OK && points > 0) {
        stop(asking,
             ab_inquiry_make(asking->question->inquiry, point, points, first, n, asking->errors));
    }
    for (int i = 0; i < count && asking->status == AB_OK; i++) {
        struct ab_order *order = &answer->order[number[i]];
        for (; order->n < n; order->n++) {
            asking->loss[number[i]][order->n] = loss_of(asking, order->point, order->n + 1);
        }
    }
    ab_memory_give(point);
}

static double mean_loss(const struct asking *asking, int number, int n)
{
    struct ab_moments moments = {0};
    for (int i = 0; i < n; i++) {
        ab_moments_add(&moments, asking->loss[number][i]);
    }
    return ab_moments_mean(&moments);
}

/* ---- the search ---- */

static bool cost(void *owner, const int *ranking, int count, double *cost)
{
    struct asking *asking = owner;
    const int parties = asking->question->parties, before = asking->answer->orders;
    int *number = ab_memory_take((size_t)count, sizeof *number);
    if (number == NULL) {
        stop(asking, ab_errors_out_of_memory(asking->errors));
    }
    for (int i = 0; i < count && asking->status == AB_OK; i++) {
        number[i] = before + i;
        add_order(asking, ranking + (size_t)i * (size_t)parties);
    }
    if (asking->status == AB_OK) {
        extend(asking, number, count, asking->first);
    }
    for (int i = 0; i < count && asking->status == AB_OK; i++) {
        cost[i] = mean_loss(asking, before + i, asking->first);
    }
    ab_memory_give(number);
    return asking->status == AB_OK;
}

/* When a contingent is in on average in the plan, as a sum over the replications of a search. */
static double hours_in_plan(const struct asking *asking, int point, int party)
{
    const struct ab_order_question *question = asking->question;
    double sum = 0;
    for (int i = 1; i <= asking->first && question->hours != AB_NOBODY; i++) {
        const double hours = hours_of(question->inquiry, point, i, question->hours + party);
        sum += isnan(hours) ? 0 : hours;
    }
    return sum;
}

/* Makes the plan's replications, of which a search looks at the first: 10 that have what hours are since, or
 * all. Refused where fewer than two have, or the one that there is. */
static void run_plan(struct asking *asking)
{
    const struct ab_order_question *question = asking->question;
    const int most = question->replications;
    int begun = 0, unbegun = 0; /* so many; the first that had not */
    stop(asking, ab_inquiry_point(question->inquiry, NULL, 0, &asking->plan, asking->errors));
    if (asking->status == AB_OK) {
        stop(asking, ab_inquiry_make(question->inquiry, &asking->plan, 1, 1, most, asking->errors));
    }
    for (int i = 1; i <= most && asking->status == AB_OK; i++) {
        double plan, loss;
        asking->first = begun < looks[0] ? i : asking->first;
        if (take_pair(asking, asking->plan, i, &plan, &loss)) {
            begun++;
        } else {
            unbegun = unbegun == 0 ? i : unbegun;
        }
    }
    if (asking->status == AB_OK && unbegun > 0 && begun < 2) {
        const struct ab_cell cell = {asking->plan, unbegun};
        double none;
        stop(asking, ab_insight_value(&none, question->inquiry, cell, question->measure, "",
                                      asking->errors));
    }
}

/* From where a search goes down: the plan, all together, who is in last there going first, who is in
 * first going first, and the plan's order the other way round. */
static void make_starts(struct asking *asking, int *start)
{
    const struct ab_order_question *question = asking->question;
    const int parties = question->parties;
    double *number = take(asking, (size_t)parties, sizeof *number);
    for (int s = 0; s < STARTS && asking->status == AB_OK; s++) {
        for (int i = 0; i < parties; i++) {
            const double priority = (double)question->party[i].priority;
            const double hours = hours_in_plan(asking, asking->plan, i);
            const double of[STARTS] = {priority, 0, -hours, hours, -priority};
            number[i] = of[s];
        }
        ab_ranking_of(start + (size_t)s * (size_t)parties, number, parties);
    }
}

/* Tries the plan, and then what the search comes by. */
static void search(struct asking *asking)
{
    struct ab_order_answer *answer = asking->answer;
    const int parties = asking->question->parties, count = ab_ranking_count(parties, ALL);
    const int room = count <= ALL ? count : SEARCHED;
    int *start = take(asking, (size_t)STARTS * (size_t)parties, sizeof *start);
    answer->order = take(asking, (size_t)room, sizeof *answer->order);
    asking->loss = take(asking, (size_t)room, sizeof *asking->loss);
    if (asking->status != AB_OK) {
        return;
    }
    ab_inquiry_expect(asking->question->inquiry, (int64_t)room * asking->first);
    make_starts(asking, start);
    struct ab_ranking_answer found = {0};
    const struct ab_ranking ranking = {.parties = parties,
                                       .start = start,
                                       .starts = STARTS,
                                       .all = ALL,
                                       .most = SEARCHED,
                                       .cost = cost,
                                       .owner = asking};
    if (asking->status == AB_OK && ab_ranking_search(&found, &ranking) == AB_RANKING_NO_MEMORY) {
        stop(asking, ab_errors_out_of_memory(asking->errors));
    }
    answer->all = found.all;
    ab_ranking_answer_clear(&found);
}

/* ---- the race ---- */

/* Whether an order is worse than another for sure, both after n replications. */
static bool is_worse(const struct asking *asking, int one, int other, int n, double t)
{
    struct ab_moments difference = {0};
    for (int i = 0; i < n; i++) {
        ab_moments_add(&difference, asking->loss[one][i] - asking->loss[other][i]);
    }
    return ab_moments_mean(&difference) > t * ab_moments_sd(&difference) / sqrt(n);
}

/* Leaves behind those that are worse for sure than the best. Returns how many go on, which come first in
 * number[0 .. count). */
static int leave_behind(struct asking *asking, int *number, int count, int n)
{
    assert(count > 0); /* the plan's own is always there */
    int best = number[0], left = 0;
    for (int i = 1; i < count; i++) {
        best = mean_loss(asking, number[i], n) < mean_loss(asking, best, n) ? number[i] : best;
    }
    const double t =
        n > 1 && count > 1 ? gsl_cdf_tdist_Pinv(1 - ALPHA / LOOKS / (count - 1), n - 1) : 0;
    for (int i = 0; i < count; i++) {
        struct ab_order *order = &asking->answer->order[number[i]];
        order->is_finalist = number[i] == best || !is_worse(asking, number[i], best, n, t);
        if (order->is_finalist) {
            number[left++] = number[i];
        }
    }
    return left;
}

/* Whether two orders are the same in the replications of a search: by their flights and what counts. The
 * flights may be the same while other loads are aboard. */
static bool is_same(const struct asking *asking, int one, int other)
{
    const struct ab_order *order = asking->answer->order;
    bool same = true;
    for (int i = 1; i <= asking->first && same; i++) {
        same = asking->loss[one][i - 1] == asking->loss[other][i - 1] &&
               ab_inquiry_hash(asking->question->inquiry, order[one].point, i) ==
                   ab_inquiry_hash(asking->question->inquiry, order[other].point, i);
    }
    return same;
}

/* Puts an order among those that go on, the best first and the plan before its equals; of those that are the
 * same, the one that changes least. Returns how many there are then. */
static int put_among(const struct asking *asking, int *number, int count, int order)
{
    const struct ab_order *of = asking->answer->order;
    for (int i = 0; i < count; i++) {
        if (is_same(asking, number[i], order)) {
            number[i] = of[order].changes < of[number[i]].changes ? order : number[i];
            return count;
        }
    }
    int place = count < RACED ? count : RACED;
    const double mean = mean_loss(asking, order, asking->first);
    for (; place > 0 && mean < mean_loss(asking, number[place - 1], asking->first); place--) {
        number[place] = number[place - 1]; /* there is room for one more */
    }
    number[place] = order;
    return count < RACED ? count + 1 : RACED;
}

/* Those that go on after the search, each different from the others. */
static int list_racers(struct asking *asking, int number[RACED + 1])
{
    struct ab_order_answer *answer = asking->answer;
    int count = 0;
    for (int i = 0; i < answer->orders; i++) {
        count = put_among(asking, number, count, i);
        answer->order[i].is_finalist = false;
    }
    return count;
}

static void race(struct asking *asking)
{
    const struct ab_order_question *question = asking->question;
    const int plan = 0;
    int number[RACED + 1], count = list_racers(asking, number);
    for (int i = 0, n = 0; n < question->replications; i++) {
        n = i < LOOKS && looks[i] < question->replications ? looks[i] : question->replications;
        n = n > asking->first ? n : asking->first;
        if (asking->status == AB_OK) {
            ab_inquiry_expect(question->inquiry, ab_inquiry_runs(question->inquiry) +
                                                     (int64_t)count * (n - asking->first));
            extend(asking, number, count, n);
            extend(asking, &plan, 1, n);
        }
        count = asking->status == AB_OK ? leave_behind(asking, number, count, n) : count;
    }
}

/* Finalists first, each by its gain, of equals the one that changes less. */
static int compare_orders(const void *a, const void *b)
{
    const struct ab_order *left = a, *right = b;
    if (left->is_finalist != right->is_finalist) {
        return left->is_finalist ? -1 : 1;
    }
    if (left->by.gain != right->by.gain) {
        return left->by.gain > right->by.gain ? -1 : 1;
    }
    return left->changes != right->changes ? left->changes - right->changes
                                           : left->point - right->point;
}

/* Tells all orders against the plan, the best first. */
static void rank_orders(struct asking *asking)
{
    struct ab_order_answer *answer = asking->answer;
    for (int i = 0; i < answer->orders; i++) {
        struct ab_order *order = &answer->order[i];
        order->by = compare(asking, order->point, 1, order->n);
    }
    const int plan = answer->order[0].point;
    qsort(answer->order, (size_t)answer->orders, sizeof *answer->order, compare_orders);
    answer->plan = 0;
    while (answer->order[answer->plan].point != plan) {
        answer->plan++;
    }
    answer->best = answer->order[0].by.gain > 0 ? 0 : answer->plan;
}

/* ---- fresh luck ---- */

/* A column of hours in replications from .. from + n - 1 of the plan and the best, compared. */
static struct ab_order_gain compare_column(const struct asking *asking, int column, int from, int n)
{
    const struct ab_order_answer *answer = asking->answer;
    const struct ab_inquiry *inquiry = asking->question->inquiry;
    struct pairs pairs = {0};
    for (int i = from; i < from + n; i++) {
        const double plan = hours_of(inquiry, asking->plan, i, column);
        const double best = hours_of(inquiry, answer->order[answer->best].point, i, column);
        if (isnan(plan) || isnan(best)) {
            pairs.left_out++;
        } else {
            add_pair(&pairs, plan, best);
        }
    }
    return tell_pairs(&pairs, n == 1);
}

/* Whether a run ended before the force was in, for which it was asked. */
static bool is_cut_short(const struct ab_inquiry *inquiry, int point, int replication)
{
    const struct ab_cell cell = {point, replication};
    return !isnan(ab_insight_followed(inquiry, cell, AB_SINCE_REQUEST)) &&
           !(ab_inquiry_value(inquiry, point, replication, 0) < AB_BEYOND);
}

/* Takes the mean bound on closure of the order that is told, and how many of its runs are cut short. */
static void take_bound(struct asking *asking, int point, int from, int n)
{
    struct ab_moments bound = {0};
    for (int i = from; i < from + n; i++) {
        const double one = bound_of(asking, point, i);
        if (!isnan(one)) {
            ab_moments_add(&bound, one);
        }
        asking->answer->unclosed += is_cut_short(asking->question->inquiry, point, i);
    }
    asking->answer->bound = ab_moments_mean(&bound);
}

/* Compares the best with the plan once more, where it was not chosen. */
static void confirm(struct asking *asking)
{
    const struct ab_order_question *question = asking->question;
    struct ab_order_answer *answer = asking->answer;
    const int n = question->replications,
              point[2] = {asking->plan, answer->order[answer->best].point};
    answer->fresh = n > 1 && answer->best != answer->plan ? n : 0;
    const int from = answer->fresh > 0 ? n + 1 : 1;
    answer->bound = (double)NAN;
    answer->hours = question->hours != AB_NOBODY
                        ? take(asking, (size_t)question->parties, sizeof *answer->hours)
                        : NULL;
    if (asking->status == AB_OK) {
        stop(asking,
             ab_inquiry_make(question->inquiry, point, 2, from, from + n - 1, asking->errors));
    }
    for (int i = 0; i < 2 * n && asking->status == AB_OK; i++) {
        check(asking, point[i % 2], from + i / 2);
    }
    if (asking->status != AB_OK) {
        return;
    }
    answer->by = compare(asking, point[1], from, n);
    for (int i = 0; i < question->parties && answer->hours != NULL; i++) {
        answer->hours[i] = compare_column(asking, question->hours + i, from, n);
    }
    if (question->bound != AB_NOBODY) {
        take_bound(asking, point[ab_order_is_better(answer)], from, n);
    }
}

/* ---- the whole ---- */

/* Turns means of losses into what they are of. */
static void tell(const struct ab_order_question *question, struct ab_order_gain *by)
{
    by->before = told_of(question, by->before);
    by->then = told_of(question, by->then);
}

static int compare_whole(const void *a, const void *b)
{
    const int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

enum ab_status ab_order_ask(struct ab_order_answer *answer,
                            const struct ab_order_question *question, struct ab_errors *errors)
{
    struct asking asking = {.question = question, .answer = answer, .errors = errors};
    *answer = (struct ab_order_answer){.arena = ab_arena_create(0)};
    if (answer->arena == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    asking.sorted = take(&asking, (size_t)question->parties, sizeof *asking.sorted);
    for (int i = 0; i < question->parties && asking.sorted != NULL; i++) {
        asking.sorted[i] = question->party[i].priority;
    }
    if (asking.status == AB_OK) {
        qsort(asking.sorted, (size_t)question->parties, sizeof *asking.sorted, compare_whole);
        run_plan(&asking);
    }
    if (asking.status == AB_OK) {
        search(&asking);
    }
    if (asking.status == AB_OK) {
        race(&asking);
    }
    if (asking.status == AB_OK) {
        rank_orders(&asking);
        confirm(&asking);
    }
    for (int i = 0; i < answer->orders && asking.status == AB_OK; i++) {
        tell(question, &answer->order[i].by);
    }
    tell(question, &answer->by);
    return asking.status;
}

void ab_order_answer_clear(struct ab_order_answer *answer)
{
    ab_arena_destroy(answer->arena);
    *answer = (struct ab_order_answer){0};
}

bool ab_order_is_better(const struct ab_order_answer *answer)
{
    return answer->by.low > 0; /* the plan is no better than itself */
}

double ab_order_told(const struct ab_order_answer *answer)
{
    return ab_order_is_better(answer) ? answer->by.then : answer->by.before;
}

double ab_order_left(const struct ab_order_answer *answer)
{
    const double told = ab_order_told(answer);
    return isnan(answer->bound) || answer->unclosed > 0 ? (double)NAN
                                                        : fmax(0, (told - answer->bound) / told);
}
