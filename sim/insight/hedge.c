/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* hedge.c - what makes the worst denial less bad. */
#include "insight/hedge.h"

#include "base/memory.h"
#include "insight/race.h"
#include "insight/sift.h"
#include "insight/value.h"
#include "study/moments.h"

#include <math.h>
#include <stdlib.h>

enum { SIFTED_IN = 20, COMPARED_IN = 100 };

struct work {
    const struct ab_worst_question *question;
    const struct ab_worst *worst;
    struct ab_hedges *hedges;
    struct ab_errors *errors;
    int denial; /* the point of the denial alone */
    struct ab_sift sift;
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* ---- which changes matter while the denial lasts ---- */

static enum ab_status sift(struct work *work, int *member, bool *moves)
{
    struct ab_hedges *hedges = work->hedges;
    const int count = hedges->ifs.count;
    for (int i = 0; i < count; i++) {
        member[i] = i;
    }
    return ab_sift_run(&work->sift, member, count, moves, work->errors);
}

/* ---- how much they save ---- */

/* What a change saves in a replication, each up to where both were followed; NAN where that is not known. */
static double saved_in(const struct work *work, int point, int replication)
{
    const struct ab_cell without = {work->denial, replication};
    return ab_insight_loss(
        work->question->more_is_better,
        ab_insight_difference(work->question->inquiry, without, point, work->question->measure));
}

/* Gives a hedge what it saves in its replications, with intervals. Not where that is not known: with the change
 * the scenario is not good, or has no such measure. */
static bool measure(const struct work *work, struct ab_hedge *hedge)
{
    const int most = work->question->replications;
    const bool exact = ab_inquiry_scenario(work->question->inquiry)->general.deterministic;
    struct ab_moments moments = {0};
    for (int i = 1; i <= hedge->n; i++) {
        const double saved = saved_in(work, hedge->point, i);
        if (isnan(saved)) {
            return false;
        }
        ab_moments_add(&moments, saved);
    }
    const double alpha = ab_race_alpha(
        work->hedges->tried, ab_race_looks(least(COMPARED_IN, most), most), hedge->n == most);
    const struct ab_race_row row = ab_race_tell(&moments, exact, alpha);
    hedge->saved = row.mean;
    hedge->low = row.own.low;
    hedge->high = row.own.high;
    hedge->all_low = row.all.low;
    hedge->all_high = row.all.high;
    return true;
}

/* Compares a change with the denial alone, and keeps it when it saves something. */
static enum ab_status compare(struct work *work, int number)
{
    struct ab_hedges *hedges = work->hedges;
    struct ab_hedge hedge = {.what = &hedges->ifs.list[number]};
    const int most = work->question->replications;
    enum ab_status status = ab_sift_point(&work->sift, &number, 1, &hedge.point, work->errors);
    const int points[2] = {work->denial, hedge.point};
    bool known = true;
    do {
        hedge.n = hedge.n == 0 ? least(COMPARED_IN, most) : ab_race_next(hedge.n, most);
        if (status == AB_OK) {
            status = ab_inquiry_make(work->question->inquiry, points, 2, 1, hedge.n, work->errors);
        }
        known = status == AB_OK && measure(work, &hedge);
    } while (known && hedge.n < most && ab_race_is_open(hedge.saved, hedge.low, hedge.all_low));
    if (known && (isnan(hedge.low) ? hedge.saved : hedge.all_low) > 0) {
        hedges->by_price = hedges->by_price || !isnan(hedge.what->price);
        hedges->hedge[hedges->count++] = hedge;
    } else if (known) {
        hedges->open += hedge.low > 0;
    }
    return status;
}

/* ---- the whole ---- */

/* What a unit of money saves; what has no price comes behind what has one. */
static double worth_of(const struct ab_hedge *hedge)
{
    return isnan(hedge->what->price) ? -1 : hedge->saved / hedge->what->price;
}

static int compare_saved(const void *a, const void *b)
{
    const struct ab_hedge *left = a, *right = b;
    if (left->saved != right->saved) {
        return left->saved > right->saved ? -1 : 1;
    }
    return left->what < right->what ? -1 : 1;
}

static int compare_by_price(const void *a, const void *b)
{
    const double left = worth_of(a), right = worth_of(b);
    return left != right ? (left > right ? -1 : 1) : compare_saved(a, b);
}

static enum ab_status try_all(struct work *work)
{
    struct ab_hedges *hedges = work->hedges;
    const size_t count = (size_t)hedges->ifs.count + 1;
    int *member = ab_memory_take(count, sizeof *member);
    bool *moves = ab_memory_take(count, sizeof *moves);
    hedges->hedge = ab_memory_take(count, sizeof *hedges->hedge);
    enum ab_status status = member != NULL && moves != NULL && hedges->hedge != NULL
                                ? sift(work, member, moves)
                                : ab_errors_out_of_memory(work->errors);
    for (int i = 0; i < hedges->ifs.count && status == AB_OK; i++) {
        hedges->tried += moves[i];
    }
    for (int i = 0; i < hedges->ifs.count && status == AB_OK; i++) {
        if (moves[i]) {
            status = compare(work, i);
        }
    }
    if (status == AB_OK && hedges->count > 1) {
        qsort(hedges->hedge, (size_t)hedges->count, sizeof *hedges->hedge,
              hedges->by_price ? compare_by_price : compare_saved);
    }
    ab_memory_give(moves);
    ab_memory_give(member);
    return status;
}

enum ab_status ab_hedges_ask(struct ab_hedges *hedges, const struct ab_worst_question *question,
                             const struct ab_worst *worst, const struct ab_denial *denial,
                             const struct ab_document *document, struct ab_errors *errors)
{
    static const int replications[SIFTED_IN] = {1,  2,  3,  4,  5,  6,  7,  8,  9,  10,
                                                11, 12, 13, 14, 15, 16, 17, 18, 19, 20};
    struct ab_what_if denied = {0};
    const struct ab_what_if *const context[] = {&denied};
    struct work work = {.question = question,
                        .worst = worst,
                        .hedges = hedges,
                        .errors = errors,
                        .denial = denial->point};
    *hedges = (struct ab_hedges){0};
    denied.overrides = ab_denial_overrides(question, &worst->thing[denial->denied], denial->from,
                                           question->lasts, &denied.override, worst->arena);
    enum ab_status status =
        denied.overrides > 0
            ? ab_what_ifs_list(&hedges->ifs, document, ab_inquiry_scenario(question->inquiry), NULL,
                               false, worst->arena, errors)
            : ab_errors_out_of_memory(errors);
    work.sift = (struct ab_sift){
        .inquiry = question->inquiry,
        .list = hedges->ifs.list,
        .context = context,
        .contexts = 1,
        .replication = replications,
        .replications = least(SIFTED_IN, question->replications),
    };
    return status == AB_OK ? try_all(&work) : status;
}

void ab_hedges_clear(struct ab_hedges *hedges)
{
    ab_memory_give(hedges->ifs.list);
    ab_memory_give(hedges->hedge);
    *hedges = (struct ab_hedges){0};
}
