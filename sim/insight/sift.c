/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sift.c - which of many changes alter a measure. */
#include "insight/sift.h"

#include <math.h>
#include <string.h>

/* So many overrides a group has at most. */
enum { OVERRIDES_MAX = 200 };

struct group {
    int from, count; /* of the members */
    int parent;      /* in the level before, AB_NOBODY: none */
    int point;
    bool differs;
};

/* What the steps share. */
struct work {
    struct ab_sift *sift;
    int *member; /* [members]: those that are not known to alter anything */
    int members;
    int base;                          /* the point without any of them */
    struct group *now, *next, *before; /* levels */
    int nows, nexts;
    struct ab_cell *cell; /* to be made */
    struct ab_errors *errors;
};

bool ab_sift_differs(const struct ab_sift *sift, int point, int other, int replication)
{
    const struct ab_inquiry *inquiry = sift->inquiry;
    if (sift->by_hash) {
        return ab_inquiry_hash(inquiry, point, replication) !=
               ab_inquiry_hash(inquiry, other, replication);
    }
    const double a = ab_inquiry_value(inquiry, point, replication, 0);
    const double b = ab_inquiry_value(inquiry, other, replication, 0);
    if (isnan(a) || isnan(b)) {
        return isnan(a) != isnan(b);
    }
    const double by = ab_pairs_difference(a, b);
    return fabs(by) > sift->tolerance; /* not a number: both are beyond */
}

/* Puts those that there is room for, and counts all. */
static int put_overrides(struct ab_override *to, int used, const struct ab_what_if *what)
{
    for (int i = 0; i < what->overrides; i++, used++) {
        if (used < AB_INQUIRY_OVERRIDES_MAX) {
            to[used] = what->override[i];
        }
    }
    return used;
}

enum ab_status ab_sift_point(const struct ab_sift *sift, const int *member, int members, int *point,
                             struct ab_errors *errors)
{
    struct ab_override override[AB_INQUIRY_OVERRIDES_MAX];
    int used = 0;
    for (int i = 0; i < sift->contexts; i++) {
        used = put_overrides(override, used, sift->context[i]);
    }
    for (int i = 0; i < members; i++) {
        used = put_overrides(override, used, &sift->list[member[i]]);
    }
    return ab_inquiry_point(sift->inquiry, override, used, point, errors);
}

/* ---- groups ---- */

static void add_group(struct work *work, int from, int count, int parent)
{
    work->next[work->nexts++] = (struct group){.from = from, .count = count, .parent = parent};
}

/* The first groups: as many members as a point can have overrides. */
static void begin(struct work *work)
{
    work->nexts = 0;
    for (int from = 0; from < work->members;) {
        int members = 0, overrides = 0;
        while (
            from + members < work->members &&
            (members == 0 || overrides + work->sift->list[work->member[from + members]].overrides <=
                                 OVERRIDES_MAX)) {
            overrides += work->sift->list[work->member[from + members++]].overrides;
        }
        add_group(work, from, members, AB_NOBODY);
        from += members;
    }
}

/* Takes the next groups, and makes points of them. */
static enum ab_status take_level(struct work *work)
{
    struct group *free_level = work->before;
    enum ab_status status = AB_OK;
    work->before = work->now;
    work->now = work->next;
    work->nows = work->nexts;
    work->next = free_level;
    work->nexts = 0;
    for (int g = 0; status == AB_OK && g < work->nows; g++) {
        struct group *group = &work->now[g];
        status = ab_sift_point(work->sift, work->member + group->from, group->count, &group->point,
                               work->errors);
    }
    return status;
}

/* Makes replications numbered `from` to before `to` at the points of a level, and of the base. */
static enum ab_status make_level(struct work *work, int from, int to)
{
    const struct ab_sift *sift = work->sift;
    int cells = 0;
    for (int g = -1; g < work->nows; g++) {
        for (int i = from; i < to; i++) {
            work->cell[cells++] =
                (struct ab_cell){g < 0 ? work->base : work->now[g].point, sift->replication[i]};
        }
    }
    return ab_inquiry_make_cells(sift->inquiry, work->cell, cells, work->errors);
}

/* ---- one replication ---- */

/* Notes a group that differs though its halves do not. */
static void note_joint(struct work *work, const struct group *parent)
{
    struct ab_sift *sift = work->sift;
    if (sift->joint_member != NULL && sift->joint_members == 0) {
        sift->joint_members = parent->count;
        memcpy(sift->joint_member, work->member + parent->from,
               (size_t)parent->count * sizeof *work->member);
    }
}

/* Groups of a level that differ are halved; a single member that does is one that moves. */
static void judge_level(struct work *work, bool *moves)
{
    for (int g = 0; g < work->nows; g++) {
        const struct group *group = &work->now[g];
        if (group->differs && group->count > 1) {
            const int half = group->count / 2;
            add_group(work, group->from, half, g);
            add_group(work, group->from + half, group->count - half, g);
        } else if (group->differs) {
            moves[work->member[group->from]] = true;
        } else if (group->parent != AB_NOBODY && g > 0 &&
                   work->now[g - 1].parent == group->parent && !work->now[g - 1].differs) {
            note_joint(work, &work->before[group->parent]);
        }
    }
}

/* Finds out who it is in replication number `at`, in which the groups at hand were made; leaves them out
 * of the members. */
static enum ab_status descend(struct work *work, int at, bool *moves)
{
    const int replication = work->sift->replication[at];
    enum ab_status status = AB_OK;
    while (status == AB_OK && work->nows > 0) {
        for (int g = 0; g < work->nows; g++) {
            work->now[g].differs =
                ab_sift_differs(work->sift, work->base, work->now[g].point, replication);
        }
        judge_level(work, moves);
        status = take_level(work);
        if (status == AB_OK) {
            status = make_level(work, at, at + 1);
        }
    }
    int kept = 0;
    for (int i = 0; i < work->members; i++) {
        if (!moves[work->member[i]]) {
            work->member[kept++] = work->member[i];
        }
    }
    work->members = kept;
    return status;
}

/* ---- all of them ---- */

/* The first replication from number `at` on in which a group at hand differs. */
static int find_differing(const struct work *work, int at)
{
    for (; at < work->sift->replications; at++) {
        for (int g = 0; g < work->nows; g++) {
            if (ab_sift_differs(work->sift, work->base, work->now[g].point,
                                work->sift->replication[at])) {
                return at;
            }
        }
    }
    return at;
}

static enum ab_status sift_all(struct work *work, bool *moves)
{
    const int all = work->sift->replications;
    enum ab_status status = AB_OK;
    for (int at = 0; status == AB_OK && at < all && work->members > 0; at++) {
        begin(work);
        status = take_level(work);
        /* In the first replication many are found; then few, and most replications are the same. */
        if (status == AB_OK) {
            status = make_level(work, at, at == 0 ? 1 : all);
        }
        if (status != AB_OK) {
            break;
        }
        const int differing = find_differing(work, at);
        if (at == 0 && differing > 0) { /* not in the first, and no further ones were made */
            status = make_level(work, 0, all);
            at = status == AB_OK ? find_differing(work, 0) : at;
        } else {
            at = differing;
        }
        if (status == AB_OK && at < all) {
            status = descend(work, at, moves);
        }
    }
    return status;
}

enum ab_status ab_sift_run(struct ab_sift *sift, const int *member, int count, bool *moves,
                           struct ab_errors *errors)
{
    struct work work = {.sift = sift, .members = count, .errors = errors};
    const size_t groups = (size_t)count + 2;
    struct group *level = ab_memory_take(3 * groups, sizeof *level);
    work.cell = ab_memory_take((groups + 1) * (size_t)sift->replications, sizeof *work.cell);
    work.member = ab_memory_take(groups, sizeof *work.member);
    sift->joint_members = 0;
    enum ab_status status = AB_OK;
    if (level == NULL || work.cell == NULL || work.member == NULL) {
        status = ab_errors_out_of_memory(errors);
    } else if (count > 0) {
        memcpy(work.member, member, (size_t)count * sizeof *member);
        for (int i = 0; i < count; i++) {
            moves[member[i]] = false;
        }
        work.now = level;
        work.next = level + groups;
        work.before = level + 2 * groups;
        status = ab_sift_point(sift, NULL, 0, &work.base, errors);
        status = status == AB_OK ? sift_all(&work, moves) : status;
    }
    ab_memory_give(work.member);
    ab_memory_give(work.cell);
    ab_memory_give(level);
    return status;
}

/* ---- what alters only together ---- */

enum ab_status ab_sift_shrink(const struct ab_sift *sift, int *member, int *count, int replication,
                              struct ab_errors *errors)
{
    int base;
    int *rest = ab_memory_take((size_t)*count, sizeof *rest);
    if (rest == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    enum ab_status status = ab_sift_point(sift, NULL, 0, &base, errors);
    for (int size = *count / 2; status == AB_OK && size > 0; size /= 2) {
        for (int from = 0; status == AB_OK && from < *count;) {
            const int left_out = from + size < *count ? size : *count - from;
            const int kept = *count - left_out;
            int point;
            memcpy(rest, member, (size_t)from * sizeof *rest);
            memcpy(rest + from, member + from + left_out,
                   (size_t)(*count - from - left_out) * sizeof *rest);
            status = ab_sift_point(sift, rest, kept, &point, errors);
            if (status == AB_OK) {
                status =
                    ab_inquiry_make(sift->inquiry, &point, 1, replication, replication, errors);
            }
            if (status == AB_OK && ab_sift_differs(sift, base, point, replication)) {
                memcpy(member, rest, (size_t)kept * sizeof *rest);
                *count = kept;
            } else {
                from += left_out;
            }
        }
    }
    ab_memory_give(rest);
    return status;
}
