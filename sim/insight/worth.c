/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* worth.c - what more of each thing would buy. */
#include "insight/worth.h"

#include "insight/race.h"
#include "insight/sift.h"
#include "insight/value.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Replications in which changes are sifted, and pairs are looked at; how many changes are tried at once; how
 * many are to be known to be the best, how many of these are tried with others, and in how many pairs. And of
 * those that moved nothing, or were left behind: replications in which each is looked at then. */
enum {
    SIFTED = 20,
    PAIRED = 60,
    PART = 100,
    BEST = 5,
    CONTEXT = 3,
    PAIRS_MAX = 24,
    WORST = 6,
    AGAIN = 12
};

/* What is less than this share of what the race is indifferent to is not looked for. */
static const double material = 0.25;

/* What the steps share. */
struct asking {
    struct ab_worth_answer *answer;
    struct ab_worth_result *result; /* of the answer */
    struct ab_inquiry *inquiry;
    const struct ab_worth_options *options;
    struct ab_errors *errors;
    enum ab_since since;
    double sign;      /* what improves the measure: -1 or 1 times a difference */
    int base;         /* the point of the scenario as it is */
    int most;         /* replications of each change */
    bool exact;       /* one is all there is to know */
    double tolerance; /* of the measure: what the race is indifferent to */
    int *number;      /* [most]: 1, 2, ... */
    int *order;       /* rows, the best first; and how many move anything */
    int ordered;
};

static enum ab_status out_of_memory(const struct asking *asking)
{
    (void)ab_errors_out_of_memory(asking->errors);
    return AB_IO_ERROR;
}

/* ---- pairs of runs ---- */

/* How much better a point is than another in a replication, in units of the measure: up to where both
 * were followed, from the later of their orders, or the one that there is. NAN where one has no value, or is
 * beyond and no time. */
static double gain_of(const struct asking *asking, int point, int than, int replication)
{
    const struct ab_inquiry *inquiry = asking->inquiry;
    const double before = ab_inquiry_value(inquiry, than, replication, 0);
    const double after = ab_inquiry_value(inquiry, point, replication, 0);
    const struct ab_followed before_of = ab_inquiry_followed(inquiry, than, replication);
    const struct ab_followed after_of = ab_inquiry_followed(inquiry, point, replication);
    const struct ab_pair_limit limit =
        ab_pairs_limit(asking->since, &before_of, &after_of, before, after);
    if (before > limit.hours && after > limit.hours) {
        return 0; /* in neither, as far as both were followed */
    }
    const double by = ab_pairs_difference(fmin(before, limit.hours), fmin(after, limit.hours));
    return isnan(before) || isnan(after) || !isfinite(by) ? (double)NAN : asking->sign * by;
}

/* Compares a point with the base as compare does; up to where both were followed as the gains above. */
static struct ab_paired pair_up(const struct asking *asking, int point, int n)
{
    const struct ab_inquiry *inquiry = asking->inquiry;
    struct ab_pairs pairs = {0};
    for (int k = 1; k <= n; k++) {
        const double before = ab_inquiry_value(inquiry, asking->base, k, 0);
        const double after = ab_inquiry_value(inquiry, point, k, 0);
        const struct ab_followed before_of = ab_inquiry_followed(inquiry, asking->base, k);
        const struct ab_followed after_of = ab_inquiry_followed(inquiry, point, k);
        struct ab_pair_limit limit =
            ab_pairs_limit(asking->since, &before_of, &after_of, before, after);
        limit.common = !isnan(limit.hours);
        ab_pairs_add(&pairs, before, after, limit);
    }
    return ab_pairs_tell(&pairs);
}

/* Fills in what the pairs say of a row whose replications were made. */
static void judge_row(const struct asking *asking, struct ab_worth_row *row, int point)
{
    row->paired = pair_up(asking, point, row->n);
    const struct ab_contrast *contrast =
        row->paired.plain.difference.n > 0 ? &row->paired.plain : &row->paired.limited;
    const struct ab_summary *difference = &contrast->difference;
    const bool less = asking->sign < 0;
    row->gain = asking->sign * difference->mean;
    row->low = asking->sign * (less ? difference->ci95_high : difference->ci95_low);
    row->high = asking->sign * (less ? difference->ci95_low : difference->ci95_high);
    if (asking->exact) {
        row->low = row->high = row->gain;
    }
}

/* ---- the list ---- */

static struct ab_worth_row *add_row(struct ab_worth_result *result, enum ab_worth_sort sort,
                                    const struct ab_what_if *what)
{
    struct ab_worth_row *row = &result->row[result->rows++];
    *row = (struct ab_worth_row){.sort = sort,
                                 .what = what,
                                 .key = what->key,
                                 .words = what->words,
                                 .other_key = "",
                                 .other_words = "",
                                 .reason = "",
                                 .assign = what->assign,
                                 .price = what->price,
                                 .gain = (double)NAN,
                                 .low = (double)NAN,
                                 .high = (double)NAN,
                                 .all_low = (double)NAN,
                                 .all_high = (double)NAN,
                                 .extra = (double)NAN,
                                 .extra_low = (double)NAN,
                                 .extra_high = (double)NAN};
    return row;
}

static enum ab_status point_of(const struct asking *asking, const struct ab_worth_row *row,
                               int *point)
{
    const struct ab_what_if *context[] = {row->other};
    const int member = 0;
    const struct ab_sift sift = {.inquiry = asking->inquiry,
                                 .list = row->what,
                                 .context = context,
                                 .contexts = row->other != NULL};
    return ab_sift_point(&sift, &member, 1, point, asking->errors);
}

/* Makes replications 1 to n of some rows, and judges these. */
static enum ab_status extend(struct asking *asking, const int *row, int rows, int n)
{
    int *point = ab_memory_take((size_t)rows + 1, sizeof *point);
    enum ab_status status = AB_OK;
    if (point == NULL) {
        return out_of_memory(asking);
    }
    for (int i = 0; status == AB_OK && i < rows; i++) {
        status = point_of(asking, &asking->result->row[row[i]], &point[i]);
    }
    if (status == AB_OK) {
        point[rows] = asking->base;
        status = ab_inquiry_make(asking->inquiry, point, rows + 1, 1, n, asking->errors);
    }
    for (int i = 0; status == AB_OK && i < rows; i++) {
        struct ab_worth_row *one = &asking->result->row[row[i]];
        one->n = n;
        one->reason = isnan(ab_inquiry_value(asking->inquiry, point[i], 1, 0))
                          ? ab_inquiry_reason(asking->inquiry, point[i], 1)
                          : NULL;
        one->reason = one->reason != NULL ? one->reason : "";
        one->state = one->reason[0] != '\0' ? AB_WORTH_FAULTY : AB_WORTH_MOVED;
        judge_row(asking, one, point[i]);
    }
    ab_memory_give(point);
    return status;
}

/* ---- many changes at once ---- */

/* Replications in which some changes together move the measure most. */
struct noted {
    int room, count;
    int replication[AGAIN];
    double by[AGAIN];
};

static void note(struct noted *noted, int replication, double by)
{
    int at = noted->count;
    if (noted->count < noted->room) {
        noted->count++;
    } else if (by <= noted->by[--at]) {
        return;
    }
    for (; at > 0 && noted->by[at - 1] < by; at--) {
        noted->replication[at] = noted->replication[at - 1];
        noted->by[at] = noted->by[at - 1];
    }
    noted->replication[at] = replication;
    noted->by[at] = by;
}

/* How many of some changes, from the first on, are tried at once: a hundred, and no more overrides than a
 * point has. */
static int part_of(const struct ab_what_if *list, const int *member, int members)
{
    int taken = 0, overrides = 0;
    for (; taken < PART && taken < members; taken++) {
        overrides += list[member[taken]].overrides;
        if (taken > 0 && overrides > AB_INQUIRY_OVERRIDES_MAX) {
            break;
        }
    }
    return taken;
}

/* ---- sifting ---- */

/* What there is to a list that is sifted. */
struct sifting {
    struct ab_sift sift;
    int count;
    int *member; /* those that moved nothing; */
    int quiet;   /* so many */
    bool *moves, *same;
    struct noted worst; /* where all of these together move most */
};

/* Tries members[from .. from + members) together in all replications. */
static enum ab_status try_part(struct asking *asking, struct sifting *of, int from, int members,
                               struct ab_worth_together *together)
{
    struct ab_worth_row all = {.n = together->n};
    int point;
    enum ab_status status =
        ab_sift_point(&of->sift, of->member + from, members, &point, asking->errors);
    if (status == AB_OK) {
        status = ab_inquiry_make(asking->inquiry, &point, 1, 1, all.n, asking->errors);
    }
    if (status != AB_OK) {
        return status;
    }
    judge_row(asking, &all, point);
    for (int k = 1; k <= all.n; k++) {
        const double by = fabs(gain_of(asking, point, asking->base, k));
        if (isnan(by) || by > 0) {
            together->moved++;
            note(&of->worst, k, isnan(by) ? HUGE_VAL : by);
        }
    }
    if (together->parts++ == 0 || !(fabs(all.gain) <= fabs(together->gain))) {
        together->gain = all.gain;
        together->low = all.low;
        together->high = all.high;
    }
    return AB_OK;
}

/* Tries all that moved nothing together, in all replications. */
static enum ab_status try_together(struct asking *asking, struct sifting *of,
                                   struct ab_worth_together *together)
{
    enum ab_status status = AB_OK;
    of->quiet = 0;
    of->worst = (struct noted){.room = WORST};
    for (int i = 0; i < of->count; i++) {
        if (!of->moves[i]) {
            of->member[of->quiet++] = i;
        }
    }
    *together = (struct ab_worth_together){.count = of->quiet,
                                           .n = asking->most,
                                           .gain = (double)NAN,
                                           .low = (double)NAN,
                                           .high = (double)NAN};
    for (int from = 0, members; status == AB_OK && from < of->quiet; from += members) {
        members = part_of(of->sift.list, of->member + from, of->quiet - from);
        status = try_part(asking, of, from, members, together);
    }
    return status;
}

/* Does so; when that matters, looks in the replications in which it matters most for who does it. */
static enum ab_status sift_quiet(struct asking *asking, struct sifting *of,
                                 struct ab_worth_together *together)
{
    const double matters = material * asking->tolerance;
    bool *moves = ab_memory_take((size_t)of->count + 1, sizeof *moves), found = false;
    if (moves == NULL) {
        return out_of_memory(asking);
    }
    enum ab_status status = try_together(asking, of, together);
    if (status == AB_OK && together->moved > 0 && !(fabs(together->gain) <= matters)) {
        of->sift.replication = of->worst.replication;
        of->sift.replications = of->worst.count;
        of->sift.tolerance = matters;
        status = ab_sift_run(&of->sift, of->member, of->quiet, moves, asking->errors);
        for (int i = 0; status == AB_OK && i < of->quiet; i++) {
            of->moves[of->member[i]] |= moves[of->member[i]];
            found |= moves[of->member[i]];
        }
    }
    if (status == AB_OK && found) {
        status = try_together(asking, of, together);
    }
    ab_memory_give(moves);
    return status;
}

/* Finds out which of the things, not times, that moved nothing altered nothing at all: nobody waited for
 * them, and nobody looked at them. */
static enum ab_status sift_same(struct asking *asking, struct sifting *of)
{
    struct ab_sift sift = of->sift;
    int things = 0;
    for (int i = 0; i < of->count; i++) {
        const enum ab_worth worth = of->sift.list[i].worth;
        if (!of->moves[i] && worth != AB_WORTH_SHORTER) {
            of->member[things++] = i;
        }
    }
    bool *alters = ab_memory_take((size_t)of->count + 1, sizeof *alters);
    sift.by_hash = true;
    sift.joint_member = NULL;
    if (alters == NULL) {
        return out_of_memory(asking);
    }
    const enum ab_status status = ab_sift_run(&sift, of->member, things, alters, asking->errors);
    for (int i = 0; status == AB_OK && i < things; i++) {
        of->same[of->member[i]] = !alters[of->member[i]];
    }
    ab_memory_give(alters);
    return status;
}

/* Tells the rows of a list what came of it. */
static void tell_rows(struct asking *asking, const struct sifting *of, int first)
{
    for (int i = 0; i < of->count; i++) {
        struct ab_worth_row *row = &asking->result->row[first + i];
        row->state = of->moves[i] ? AB_WORTH_MOVED : of->same[i] ? AB_WORTH_SAME : AB_WORTH_UNMOVED;
        row->n = asking->most < SIFTED ? asking->most : SIFTED;
        if (!of->moves[i]) {
            judge_row(asking, row, asking->base);
        }
    }
}

/* Sifts a list, whose rows are told what moves the measure. joint[0 .. *joints) gets a group that does
 * though its halves do not; it has room for all. */
static enum ab_status sift_list(struct asking *asking, const struct ab_what_ifs *ifs, int first,
                                enum ab_worth_sort sort, int *joint, int *joints)
{
    const size_t count = (size_t)ifs->count + 1;
    struct sifting of = {.sift = {.inquiry = asking->inquiry,
                                  .list = ifs->list,
                                  .replication = asking->number,
                                  .replications = asking->most < SIFTED ? asking->most : SIFTED},
                         .count = ifs->count,
                         .member = ab_memory_take(count, sizeof *of.member),
                         .moves = ab_memory_take(count, sizeof *of.moves),
                         .same = ab_memory_take(count, sizeof *of.same)};
    enum ab_status status =
        of.member != NULL && of.moves != NULL && of.same != NULL ? AB_OK : out_of_memory(asking);
    for (int i = 0; status == AB_OK && i < ifs->count; i++) {
        of.member[i] = i;
    }
    if (status == AB_OK) {
        status = ab_sift_run(&of.sift, of.member, ifs->count, of.moves, asking->errors);
    }
    if (status == AB_OK && joint != NULL) {
        status = sift_same(asking, &of);
    }
    of.sift.joint_member = joint;
    status = status == AB_OK ? sift_quiet(asking, &of, &asking->result->together[sort]) : status;
    if (status == AB_OK) {
        tell_rows(asking, &of, first);
        *joints = of.sift.joint_members;
    }
    ab_memory_give(of.same);
    ab_memory_give(of.moves);
    ab_memory_give(of.member);
    return status;
}

/* ---- looking, and the race ---- */

/* What a row is ranked by: how much better it is, or that per unit of money. */
static double divisor_of(const struct asking *asking, const struct ab_worth_row *row)
{
    return asking->result->by_price && !isnan(row->price) ? row->price : 1;
}

/* The gains of some rows, [rows][n], as they are ranked. */
static enum ab_status take_gains(const struct asking *asking, const int *row, int rows, int n,
                                 double *gain)
{
    enum ab_status status = AB_OK;
    for (int i = 0; status == AB_OK && i < rows; i++) {
        const struct ab_worth_row *one = &asking->result->row[row[i]];
        int point;
        status = point_of(asking, one, &point);
        for (int k = 1; status == AB_OK && k <= n; k++) {
            const double by = gain_of(asking, point, asking->base, k);
            gain[(size_t)i * (size_t)n + (size_t)k - 1] =
                (isnan(by) ? 0 : by) / divisor_of(asking, one);
        }
    }
    return status;
}

/* Leaves out of rows[0 .. *count) those that others are better than; tells of each whether nothing is. */
static enum ab_status screen(struct asking *asking, int *row, int *count, int n)
{
    const size_t rows = (size_t)*count;
    double *gain = ab_memory_take(rows * (size_t)n, sizeof *gain);
    int *better = ab_memory_take(rows, sizeof *better);
    enum ab_status status = gain != NULL && better != NULL
                                ? take_gains(asking, row, *count, n, gain)
                                : out_of_memory(asking);
    if (status == AB_OK) {
        int kept = 0;
        const double alpha = 0.0125 / AB_RACE_LOOKS;
        ab_race_screen(gain, *count, n, alpha / BEST, better);
        for (int i = 0; i < *count; i++) {
            const double most = ab_race_most(gain + (size_t)i * (size_t)n, n, alpha / *count);
            asking->result->row[row[i]].first = better[i] == 0;
            if (better[i] < BEST && most >= asking->result->delta) {
                row[kept++] = row[i];
            }
        }
        *count = kept;
    }
    ab_memory_give(better);
    ab_memory_give(gain);
    return status;
}

/* ---- who was left behind ---- */

/* Those that are behind are tried together in so many replications; notes those in which they gain most. */
static enum ab_status note_gains(struct asking *asking, const int *behind, int count, int n,
                                 struct noted *noted)
{
    const struct ab_sift sift = {.inquiry = asking->inquiry, .list = asking->answer->more.list};
    enum ab_status status = AB_OK;
    for (int from = 0, members; status == AB_OK && from < count; from += members) {
        int point;
        members = part_of(sift.list, behind + from, count - from);
        status = ab_sift_point(&sift, behind + from, members, &point, asking->errors);
        if (status == AB_OK) {
            status = ab_inquiry_make(asking->inquiry, &point, 1, 1, n, asking->errors);
        }
        for (int k = 1; status == AB_OK && k <= n; k++) {
            const double by = gain_of(asking, point, asking->base, k);
            if (by > 0) {
                note(noted, k, by);
            }
        }
    }
    return status;
}

/* Makes each of them in these replications. */
static enum ab_status make_noted(struct asking *asking, const int *behind, int count,
                                 const struct noted *noted, int *point)
{
    struct ab_cell *cell = ab_memory_take((size_t)count * (size_t)noted->count + 1, sizeof *cell);
    enum ab_status status = cell != NULL ? AB_OK : out_of_memory(asking);
    int cells = 0;
    for (int i = 0; status == AB_OK && i < count; i++) {
        status = point_of(asking, &asking->result->row[behind[i]], &point[i]);
        for (int k = 0; k < noted->count; k++) {
            cell[cells++] = (struct ab_cell){point[i], noted->replication[k]};
        }
    }
    if (status == AB_OK) {
        status = ab_inquiry_make_cells(asking->inquiry, cell, cells, asking->errors);
    }
    ab_memory_give(cell);
    return status;
}

/* What the mean gain of n replications may be, as it is ranked: as so far, but for what these add. */
static double prospect_of(const struct asking *asking, const struct ab_worth_row *row, int point,
                          const struct noted *noted, int n)
{
    double gain = row->gain;
    for (int k = 0; k < noted->count; k++) {
        const double by = gain_of(asking, point, asking->base, noted->replication[k]);
        gain += noted->replication[k] > row->n && !isnan(by) ? (by - row->gain) / n : 0;
    }
    return gain / divisor_of(asking, row);
}

/* What those that go on are worth, down to the last that counts among the best; or what is looked for at all. */
static double bar_of(const struct asking *asking, const int *row, int count)
{
    double best[BEST] = {0};
    for (int i = 0; i < count; i++) {
        const struct ab_worth_row *one = &asking->result->row[row[i]];
        double gain = one->gain / divisor_of(asking, one);
        for (int k = 0; k < BEST; k++) {
            if (gain > best[k]) {
                const double less = best[k];
                best[k] = gain;
                gain = less;
            }
        }
    }
    return fmax(asking->result->delta, best[BEST - 1]);
}

/* Lets those go on again that were left behind before what they are worth was seen: it shows in few
 * replications, those in which all of them together gain most. all[0 .. alls) are those who began. */
static enum ab_status look_back(struct asking *asking, const int *all, int alls, int n, int *row,
                                int *count)
{
    struct noted noted = {.room = AGAIN};
    int *behind = ab_memory_take((size_t)alls + 1, sizeof *behind), behinds = 0;
    int *point = ab_memory_take((size_t)alls + 1, sizeof *point);
    enum ab_status status = behind != NULL && point != NULL ? AB_OK : out_of_memory(asking);
    for (int i = 0; status == AB_OK && i < alls; i++) {
        const struct ab_worth_row *one = &asking->result->row[all[i]];
        bool on = one->state != AB_WORTH_MOVED || isnan(one->gain);
        for (int k = 0; k < *count && !on; k++) {
            on = row[k] == all[i];
        }
        if (!on) {
            behind[behinds++] = all[i];
        }
    }
    const double bar = bar_of(asking, row, *count);
    status = status == AB_OK ? note_gains(asking, behind, behinds, n, &noted) : status;
    status = status == AB_OK ? make_noted(asking, behind, behinds, &noted, point) : status;
    for (int i = 0; status == AB_OK && i < behinds; i++) {
        const struct ab_worth_row *one = &asking->result->row[behind[i]];
        const double gain = one->gain / divisor_of(asking, one);
        const double more = prospect_of(asking, one, point[i], &noted, n) - gain;
        if (more > 0 && more >= (bar - gain) / 2) { /* not all of it may be in these replications */
            row[(*count)++] = behind[i];
        }
    }
    ab_memory_give(point);
    ab_memory_give(behind);
    return status;
}

enum { RACED = 50 };

/* Looks at the changes that move anything after so many replications; ever fewer go on, until before the
 * last look some come back. */
static enum ab_status look_at(struct asking *asking, const int *all, int alls, int *row, int *count)
{
    const int most = asking->most < AB_RACE_FIRST ? asking->most : AB_RACE_FIRST;
    enum ab_status status = AB_OK;
    for (int done = 0; status == AB_OK && done < most;) {
        const bool is_first = done == 0;
        done = ab_race_next(done, most);
        if (done == most && !is_first) {
            status = look_back(asking, all, alls, done, row, count);
        }
        status = status == AB_OK ? extend(asking, row, *count, done) : status;
        int good = 0;
        for (int k = 0; status == AB_OK && k < *count; k++) {
            if (asking->result->row[row[k]].state == AB_WORTH_MOVED) {
                row[good++] = row[k];
            }
        }
        *count = status == AB_OK ? good : *count;
        if (asking->most < 2 && !asking->exact) {
            break; /* one of them tells nothing for sure */
        }
        if (status == AB_OK && *count > 1) {
            status = screen(asking, row, count, done);
        } else if (status == AB_OK && *count == 1) {
            asking->result->row[row[0]].first = true;
        }
    }
    return status;
}

static enum ab_status look(struct asking *asking, int *row, int *count)
{
    const int alls = *count;
    int *all = ab_memory_take((size_t)alls + 1, sizeof *all);
    enum ab_status status = all != NULL ? AB_OK : out_of_memory(asking);
    if (status == AB_OK) {
        memcpy(all, row, (size_t)alls * sizeof *all);
        status = look_at(asking, all, alls, row, count);
    }
    ab_memory_give(all);
    return status;
}

/* Races those that are left for the first place. */
static enum ab_status race(struct asking *asking, int *row, int count)
{
    struct ab_worth_result *result = asking->result;
    if (asking->most < AB_RACE_FIRST || count < 2) {
        return AB_OK;
    }
    const struct ab_race race = {.systems = count, .alpha = 0.025, .delta = result->delta};
    enum ab_status status = AB_OK;
    int runners = count;
    for (int n = AB_RACE_FIRST; status == AB_OK; n += RACED) {
        n = n < asking->most ? n : asking->most;
        status = extend(asking, row, runners, n);
        double *gain = ab_memory_take((size_t)runners * (size_t)n, sizeof *gain);
        if (status == AB_OK && gain == NULL) {
            status = out_of_memory(asking);
        }
        if (status == AB_OK) {
            status = take_gains(asking, row, runners, n, gain);
        }
        if (status == AB_OK) {
            runners = ab_race_step(&race, gain, row, runners, n);
        }
        ab_memory_give(gain);
        if (runners == 1 || n == asking->most) {
            break;
        }
    }
    for (int i = 0; status == AB_OK && i < count; i++) {
        /* The others stand behind these; nor is one back of which a look found another to be better. */
        result->row[row[i]].first = i < runners && (runners == 1 || result->row[row[i]].first);
    }
    result->raced = status == AB_OK;
    result->left = runners;
    return status;
}

/* ---- order ---- */

static int order_rows(const void *a, const void *b, void *owner)
{
    const struct asking *asking = owner;
    const struct ab_worth_row *row = asking->result->row;
    const struct ab_worth_row *left = &row[*(const int *)a], *right = &row[*(const int *)b];
    const bool by_price = asking->result->by_price;
    if (by_price && isnan(left->price) != isnan(right->price)) {
        return isnan(left->price) ? 1 : -1;
    }
    const double l = left->gain / divisor_of(asking, left);
    const double r = right->gain / divisor_of(asking, right);
    if (isnan(l) != isnan(r)) { /* of which nothing is known comes last */
        return isnan(l) ? 1 : -1;
    }
    if (!isnan(l) && l != r) {
        return l > r ? -1 : 1;
    }
    return *(const int *)a - *(const int *)b;
}

/* Ranks rows from `first` to before `end` that move anything. */
static void rank(struct asking *asking, int first, int end)
{
    asking->ordered = 0;
    for (int i = first; i < end; i++) {
        if (asking->result->row[i].state == AB_WORTH_MOVED) {
            asking->order[asking->ordered++] = i;
        }
    }
    qsort_r(asking->order, (size_t)asking->ordered, sizeof *asking->order, order_rows, asking);
    for (int i = 0; i < asking->ordered; i++) {
        asking->result->row[asking->order[i]].rank = i + 1;
    }
}

/* ---- pairs ---- */

/* No pair comes twice: each is of two that moved something, of two that did not, or of one of both. */
static enum ab_status add_pair(struct asking *asking, int first, const struct ab_what_if *a,
                               const struct ab_what_if *b)
{
    struct ab_worth_result *result = asking->result;
    if (result->rows - first >= PAIRS_MAX) {
        return AB_OK;
    }
    struct ab_worth_row *row = add_row(result, AB_WORTH_PAIR, a);
    const size_t size = strlen(a->assign) + strlen(b->assign) + 2;
    char *assign = ab_arena_take(asking->answer->arena, size);
    if (assign == NULL) {
        return out_of_memory(asking);
    }
    (void)snprintf(assign, size, "%s;%s", b->assign, a->assign); /* as its point has them */
    row->assign = assign;
    row->other = b;
    row->other_key = b->key;
    row->other_words = b->words;
    row->price = a->price + b->price;
    return AB_OK;
}

/* Whom the first of the list bring to life: sifted changes that matter on top of them. */
static enum ab_status find_woken(struct asking *asking, int first, const int *quiet, int quiets)
{
    struct ab_worth_result *result = asking->result;
    const struct ab_what_if *context[CONTEXT];
    struct ab_sift sift = {.inquiry = asking->inquiry,
                           .list = asking->answer->more.list,
                           .tolerance = material * asking->tolerance,
                           .context = context,
                           .replication = asking->number,
                           .replications = asking->most < SIFTED ? asking->most : SIFTED};
    for (int i = 0; i < asking->ordered && sift.contexts < CONTEXT; i++) {
        const struct ab_worth_row *row = &result->row[asking->order[i]];
        if (row->low > 0) {
            context[sift.contexts++] = row->what;
        }
    }
    const size_t count = (size_t)asking->answer->more.count + 1;
    bool *moves = ab_memory_take(count, sizeof *moves);
    enum ab_status status = moves != NULL ? AB_OK : out_of_memory(asking);
    if (status == AB_OK && sift.contexts > 0) {
        status = ab_sift_run(&sift, quiet, quiets, moves, asking->errors);
    }
    for (int i = 0; status == AB_OK && i < quiets; i++) {
        for (int c = 0; status == AB_OK && moves[quiet[i]] && c < sift.contexts; c++) {
            status = add_pair(asking, first, context[c], &asking->answer->more.list[quiet[i]]);
        }
    }
    ab_memory_give(moves);
    return status;
}

/* Which two of a group alter the measure together, though its halves did not. */
static enum ab_status find_joint(struct asking *asking, int first, int *joint, int joints)
{
    const struct ab_sift sift = {.inquiry = asking->inquiry,
                                 .list = asking->answer->more.list,
                                 .tolerance = material * asking->tolerance};
    int all;
    if (joints < 2) {
        return AB_OK;
    }
    enum ab_status status = ab_sift_point(&sift, joint, joints, &all, asking->errors);
    int differing = 0;
    for (int k = 1; status == AB_OK && differing == 0; k++) {
        assert(k <= asking->most); /* in one of these it did when it was sifted */
        status = ab_inquiry_make(asking->inquiry, &all, 1, k, k, asking->errors);
        if (status == AB_OK && ab_sift_differs(&sift, asking->base, all, k)) {
            differing = k;
        }
    }
    if (status == AB_OK) {
        status = ab_sift_shrink(&sift, joint, &joints, differing, asking->errors);
    }
    return status == AB_OK && joints == 2
               ? add_pair(asking, first, &asking->answer->more.list[joint[0]],
                          &asking->answer->more.list[joint[1]])
               : status;
}

/* How much more a pair brings than its two alone, with an interval; *sure: it does at 95 % over so many pairs. */
static enum ab_status judge_pair(const struct asking *asking, struct ab_worth_row *row, int pairs,
                                 bool *sure)
{
    const struct ab_worth_row first = {.what = row->what}, second = {.what = row->other};
    struct ab_moments extra = {0};
    int both = 0, one = 0, other = 0;
    enum ab_status status = point_of(asking, row, &both);
    status = status == AB_OK ? point_of(asking, &first, &one) : status;
    status = status == AB_OK ? point_of(asking, &second, &other) : status;
    const int points[] = {both, one, other, asking->base};
    if (status == AB_OK) {
        status = ab_inquiry_make(asking->inquiry, points, 4, 1, row->n, asking->errors);
    }
    for (int k = 1; status == AB_OK && k <= row->n; k++) {
        const double by = gain_of(asking, both, asking->base, k) -
                          gain_of(asking, one, asking->base, k) -
                          gain_of(asking, other, asking->base, k);
        if (!isnan(by)) {
            ab_moments_add(&extra, fabs(by) < 1e-9 ? 0 : by);
        }
    }
    if (status == AB_OK && extra.n > 0) {
        row->extra = row->extra_low = row->extra_high = ab_moments_mean(&extra);
        *sure = row->extra > 0;
        if (extra.n > 1) {
            const struct ab_interval interval = ab_moments_interval(&extra, 0.05);
            row->extra_low = interval.low;
            row->extra_high = interval.high;
            *sure = ab_moments_interval(&extra, ab_race_alpha(pairs, 1, true)).low > 0;
        }
    }
    return status;
}

/* Looks at a pair, one of so many, in some replications; *more: it brings what matters, more than the two alone. */
static enum ab_status look_at_pair(struct asking *asking, int row, int replications, int pairs,
                                   bool *more)
{
    bool sure = false;
    const int n = asking->most < replications ? asking->most : replications;
    struct ab_worth_row *pair = &asking->result->row[row];
    enum ab_status status = extend(asking, &row, 1, n);
    if (status == AB_OK) {
        status = judge_pair(asking, pair, pairs, &sure);
    }
    *more = pair->low > 0 && sure && pair->extra > material * asking->tolerance;
    return status;
}

/* Keeps the pairs from row `first` on that bring more together. */
static enum ab_status keep_pairs(struct asking *asking, int first)
{
    struct ab_worth_result *result = asking->result;
    const int last = result->rows;
    int kept = first;
    enum ab_status status = AB_OK;
    for (int i = first; status == AB_OK && i < last; i++) {
        bool more;
        status = look_at_pair(asking, i, AB_RACE_LOOK, 1, &more);
        if (status == AB_OK && more) {
            status = look_at_pair(asking, i, PAIRED, last - first, &more);
        }
        if (more) {
            result->row[kept++] = result->row[i];
        }
    }
    result->tried[AB_WORTH_PAIR] = last - first;
    result->rows = kept;
    return status;
}

/* Tries pairs: which may bring more together. */
static enum ab_status try_pairs(struct asking *asking, int *joint, int joints)
{
    struct ab_worth_result *result = asking->result;
    const int first = result->rows;
    int *quiet = ab_memory_take((size_t)asking->answer->more.count + 1, sizeof *quiet), quiets = 0;
    enum ab_status status = quiet != NULL ? AB_OK : out_of_memory(asking);
    for (int i = 0; status == AB_OK && i < asking->answer->more.count; i++) {
        if (result->row[i].state == AB_WORTH_UNMOVED || result->row[i].state == AB_WORTH_SAME) {
            quiet[quiets++] = i;
        }
    }
    status = status == AB_OK ? find_joint(asking, first, joint, joints) : status;
    status = status == AB_OK ? find_woken(asking, first, quiet, quiets) : status;
    for (int i = 0; status == AB_OK && i < asking->ordered && i < BEST; i++) {
        const struct ab_worth_row *row = &result->row[asking->order[i]];
        for (int k = 0; status == AB_OK && row->low > 0 && k < i; k++) {
            status = add_pair(asking, first, result->row[asking->order[k]].what, row->what);
        }
    }
    ab_memory_give(quiet);
    return status == AB_OK ? keep_pairs(asking, first) : status;
}

/* ---- the whole ---- */

/* What more of each thing buys: rows 0 to before more.count. */
static enum ab_status ask_more(struct asking *asking, int *joint, int *joints)
{
    struct ab_worth_result *result = asking->result;
    const int count = asking->answer->more.count;
    enum ab_status status =
        sift_list(asking, &asking->answer->more, 0, AB_WORTH_MORE, joint, joints);
    int *row = ab_memory_take((size_t)count + 1, sizeof *row), rows = 0;
    if (status == AB_OK && row == NULL) {
        status = out_of_memory(asking);
    }
    for (int i = 0; status == AB_OK && i < count; i++) {
        if (result->row[i].state == AB_WORTH_MOVED) {
            row[rows++] = i;
        }
    }
    ab_inquiry_expect(asking->inquiry, ab_inquiry_runs(asking->inquiry) +
                                           (int64_t)rows * AB_RACE_LOOK +
                                           (int64_t)BEST * asking->most + 1000);
    /* What has no price is no rival of what has one. */
    int priced = 0;
    double dearest = 0;
    for (int i = 0; i < rows && result->by_price; i++) {
        if (!isnan(result->row[row[i]].price)) {
            const int one = row[i];
            memmove(row + priced + 1, row + priced, (size_t)(i - priced) * sizeof *row);
            row[priced++] = one;
            dearest = fmax(dearest, result->row[one].price);
        }
    }
    int others = rows - priced, *other = row + priced;
    int *first = priced > 0 ? row : other, *firsts = priced > 0 ? &priced : &others;
    status = status == AB_OK && others > 0 ? look(asking, other, &others) : status;
    if (status == AB_OK && priced > 0) {
        for (int i = 0; i < count; i++) {
            result->row[i].first = false; /* the first is one that has a price */
        }
        result->delta /= dearest;
        status = look(asking, row, &priced);
    }
    status = status == AB_OK ? race(asking, first, *firsts) : status;
    ab_memory_give(row);
    rank(asking, 0, count);
    result->moved[AB_WORTH_MORE] = asking->ordered;
    return status;
}

/* What can be given up: rows from `first` on. */
static enum ab_status ask_less(struct asking *asking, int first)
{
    struct ab_worth_result *result = asking->result;
    const int count = asking->answer->less.count;
    int joints = 0, rows = 0;
    int *row = ab_memory_take((size_t)count + 1, sizeof *row);
    enum ab_status status = row != NULL ? AB_OK : out_of_memory(asking);
    if (status == AB_OK) {
        status = sift_list(asking, &asking->answer->less, first, AB_WORTH_SPARE, NULL, &joints);
    }
    for (int i = first; status == AB_OK && i < first + count; i++) {
        if (result->row[i].state == AB_WORTH_MOVED) {
            row[rows++] = i;
        }
    }
    if (status == AB_OK) {
        status =
            extend(asking, row, rows, asking->most < AB_RACE_LOOK ? asking->most : AB_RACE_LOOK);
    }
    ab_memory_give(row);
    rank(asking, first, first + count);
    result->moved[AB_WORTH_SPARE] = asking->ordered;
    return status;
}

static enum ab_status list(struct asking *asking, const struct ab_document *document)
{
    struct ab_worth_result *result = asking->result;
    const struct ab_scenario *scenario = ab_inquiry_scenario(asking->inquiry);
    enum ab_status status =
        ab_what_ifs_list(&asking->answer->more, document, scenario, asking->options->only, false,
                         asking->answer->arena, asking->errors);
    if (status == AB_OK) {
        status = ab_what_ifs_list(&asking->answer->less, document, scenario, asking->options->only,
                                  true, asking->answer->arena, asking->errors);
    }
    const size_t rows =
        (size_t)asking->answer->more.count + PAIRS_MAX + (size_t)asking->answer->less.count;
    result->row = ab_memory_take(rows, sizeof *result->row);
    asking->order = ab_memory_take(rows, sizeof *asking->order);
    asking->number = ab_memory_take((size_t)asking->most, sizeof *asking->number);
    if (status == AB_OK &&
        (result->row == NULL || asking->order == NULL || asking->number == NULL)) {
        status = out_of_memory(asking);
    }
    for (int i = 0; status == AB_OK && i < asking->answer->more.count; i++) {
        (void)add_row(result, AB_WORTH_MORE, &asking->answer->more.list[i]);
        result->by_price |= !isnan(asking->answer->more.list[i].price);
    }
    for (int i = 0; status == AB_OK && i < asking->most; i++) {
        asking->number[i] = i + 1;
    }
    result->tried[AB_WORTH_MORE] = asking->answer->more.count;
    result->tried[AB_WORTH_SPARE] = asking->answer->less.count;
    return status;
}

/* Makes the scenario as it is, which all is compared with. */
static enum ab_status ask_base(struct asking *asking)
{
    struct ab_worth_result *result = asking->result;
    enum ab_status status =
        ab_inquiry_point(asking->inquiry, NULL, 0, &asking->base, asking->errors);
    if (status == AB_OK) {
        status =
            ab_inquiry_make(asking->inquiry, &asking->base, 1, 1, asking->most, asking->errors);
    }
    if (status != AB_OK) {
        return status;
    }
    const struct ab_paired self = pair_up(asking, asking->base, asking->most);
    for (int k = asking->most; k >= 1; k--) {
        const char *reason = ab_inquiry_reason(asking->inquiry, asking->base, k);
        if (reason != NULL) {
            result->failed++;
            result->first_failed = k;
            result->reason = reason;
        }
    }
    result->base_mean = self.plain.base_mean;
    result->base_beyond = self.base_beyond;
    const double about =
        isnan(self.plain.base_mean) ? self.limited.base_mean : self.plain.base_mean;
    result->delta = isnan(about) ? 0 : 0.005 * fabs(about);
    asking->tolerance = result->delta;
    result->replications = asking->most;
    for (int k = 1; asking->since == AB_SINCE_NOTHING && k <= asking->most; k++) {
        if (ab_is_beyond(ab_inquiry_value(asking->inquiry, asking->base, k, 0))) {
            return ab_insight_refuse_beyond(asking->options->of, k, asking->errors);
        }
    }
    return self.n > 0 ? AB_OK
                      : ab_errors_refuse(asking->errors,
                                         "--of: %s has no value in any replication: the scenario "
                                         "has no such thing",
                                         asking->options->of);
}

/* After how many numbers of replications a row may have gone no further. */
static int count_looks(int most)
{
    int looks = ab_race_looks(AB_RACE_LOOK, most < AB_RACE_FIRST ? most : AB_RACE_FIRST);
    for (int n = AB_RACE_FIRST; n < most; n += RACED) {
        looks++;
    }
    return looks;
}

/* Gives a row an interval of its gain at this alpha. */
static enum ab_status widen(const struct asking *asking, struct ab_worth_row *row, double alpha)
{
    struct ab_moments moments = {0};
    int point;
    const enum ab_status status = point_of(asking, row, &point);
    for (int k = 1; status == AB_OK && k <= row->n; k++) {
        const double by = gain_of(asking, point, asking->base, k);
        if (!isnan(by)) {
            ab_moments_add(&moments, by);
        }
    }
    if (status == AB_OK && moments.n > 1) {
        const struct ab_interval interval = ab_moments_interval(&moments, alpha);
        row->all_low = fmin(interval.low, row->low);
        row->all_high = fmax(interval.high, row->high);
    }
    return status;
}

/* Gives a row its interval that holds for all at once. */
static enum ab_status hold(const struct asking *asking, struct ab_worth_row *row)
{
    row->all_low = row->low;
    row->all_high = row->high;
    if (row->state != AB_WORTH_MOVED || asking->exact) {
        return AB_OK;
    }
    const int looks = count_looks(asking->most);
    return widen(asking, row, ab_race_alpha(asking->result->held, looks, row->n == asking->most));
}

/* Takes the changes that help by their own interval, but may be luck, to n replications. */
static enum ab_status look_again(struct asking *asking, int *row, int n)
{
    struct ab_worth_result *result = asking->result;
    int rows = 0;
    for (int i = 0; i < asking->answer->more.count; i++) {
        const struct ab_worth_row *one = &result->row[i];
        if (one->state == AB_WORTH_MOVED && one->n < n &&
            ab_race_is_open(one->gain, one->low, one->all_low)) {
            row[rows++] = i;
        }
    }
    enum ab_status status = rows > 0 ? extend(asking, row, rows, n) : AB_OK;
    for (int i = 0; status == AB_OK && i < rows; i++) {
        status = hold(asking, &result->row[row[i]]);
    }
    return status;
}

/* Gives the rows intervals that hold for all at once, of pairs that were dropped, too, as there might have been
 * some; and looks again at the changes of which these tell too little. */
static enum ab_status hold_all(struct asking *asking)
{
    struct ab_worth_result *result = asking->result;
    const int count = asking->answer->more.count;
    int *row = ab_memory_take((size_t)count + 1, sizeof *row);
    enum ab_status status = row != NULL ? AB_OK : out_of_memory(asking);
    result->held = result->tried[AB_WORTH_PAIR] - result->moved[AB_WORTH_PAIR];
    for (int i = 0; i < result->rows; i++) {
        result->held += result->row[i].state == AB_WORTH_MOVED;
    }
    for (int i = 0; i < result->rows && status == AB_OK; i++) {
        status = hold(asking, &result->row[i]);
    }
    for (int n = AB_RACE_LOOK; n < asking->most && status == AB_OK;) {
        n = ab_race_next(n, asking->most);
        status = look_again(asking, row, n);
    }
    ab_memory_give(row);
    rank(asking, 0, count);
    return status;
}

/* Sorts the rows: by sort, then those that have a rank, then as listed. */
static int order_all(const void *a, const void *b)
{
    const struct ab_worth_row *left = a, *right = b;
    if (left->sort != right->sort) {
        return left->sort < right->sort ? -1 : 1;
    }
    if (left->rank != right->rank) {
        return left->rank == 0 ? 1 : right->rank == 0 ? -1 : left->rank - right->rank;
    }
    return (left->what > right->what) - (left->what < right->what);
}

/* Numbers the rows of each sort. */
static void place_rows(struct ab_worth_result *result)
{
    int place[AB_WORTH_SORTS] = {0};
    qsort(result->row, (size_t)result->rows, sizeof *result->row, order_all);
    for (int i = 0; i < result->rows; i++) {
        result->row[i].place = ++place[result->row[i].sort];
    }
}

static enum ab_status ask(struct asking *asking, const struct ab_document *document)
{
    struct ab_worth_result *result = asking->result;
    int joints = 0, *joint = NULL;
    enum ab_status status = list(asking, document);
    if (status == AB_OK) {
        joint = ab_memory_take((size_t)asking->answer->more.count + 1, sizeof *joint);
        status = joint != NULL ? ask_base(asking) : out_of_memory(asking);
    }
    status = status == AB_OK ? ask_more(asking, joint, &joints) : status;
    if (status == AB_OK) {
        const int first = result->rows;
        status = try_pairs(asking, joint, joints);
        rank(asking, first, result->rows);
        result->moved[AB_WORTH_PAIR] = result->rows - first;
    }
    const int first = result->rows;
    for (int i = 0; status == AB_OK && i < asking->answer->less.count; i++) {
        (void)add_row(result, AB_WORTH_SPARE, &asking->answer->less.list[i]);
    }
    status = status == AB_OK ? ask_less(asking, first) : status;
    status = status == AB_OK ? hold_all(asking) : status;
    if (status == AB_OK) {
        place_rows(result);
        result->runs = ab_inquiry_runs(asking->inquiry);
    }
    ab_memory_give(joint);
    return status;
}

enum ab_status ab_worth_ask(struct ab_worth_answer *answer, struct ab_inquiry *inquiry,
                            const struct ab_document *document,
                            const struct ab_worth_options *options, struct ab_errors *errors)
{
    const struct ab_scenario *scenario = ab_inquiry_scenario(inquiry);
    const bool luck = !scenario->general.deterministic;
    struct asking asking = {.answer = answer,
                            .result = &answer->told,
                            .inquiry = inquiry,
                            .options = options,
                            .errors = errors,
                            .since = ab_measure_since(options->of),
                            .sign = ab_measure_is_gain(options->of) ? 1 : -1,
                            .most = luck ? options->replications : 1,
                            .exact = !luck};
    const int measure = ab_measure_find(scenario, options->of);
    *answer = (struct ab_worth_answer){.told = {.scenario = scenario,
                                                .of = options->of,
                                                .unit = ab_measure_unit(scenario, measure)},
                                       .arena = ab_arena_create(0)};
    const enum ab_status status =
        answer->arena != NULL ? ask(&asking, document) : out_of_memory(&asking);
    ab_memory_give(asking.number);
    ab_memory_give(asking.order);
    return status;
}

void ab_worth_clear(struct ab_worth_answer *answer)
{
    ab_memory_give(answer->told.row);
    ab_memory_give(answer->more.list);
    ab_memory_give(answer->less.list);
    ab_arena_destroy(answer->arena);
    *answer = (struct ab_worth_answer){0};
}
