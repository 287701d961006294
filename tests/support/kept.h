/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* kept.h - replications kept for tests: told by a study, or made by hand and added up to a
 * result. */
#ifndef TEST_KEPT_H
#define TEST_KEPT_H

#include "base/memory.h"
#include "study/tally.h"

#include <check.h>
#include <string.h>

struct kept {
    const struct ab_scenario *scenario;
    int count, room;
    struct ab_replication *row; /* [room], of which `count` are kept */
    struct ab_arena *arena;     /* holds all of it */
};

/* Room for some replications, all zero, none kept. */
static inline void kept_make(struct kept *kept, const struct ab_scenario *scenario, int room)
{
    *kept = (struct kept){.scenario = scenario, .room = room, .arena = ab_arena_create(0)};
    ck_assert_ptr_nonnull(kept->arena);
    kept->row = ab_arena_take(kept->arena, (size_t)room * sizeof *kept->row);
    for (int i = 0; i < room; i++) {
        struct ab_replication *row = &kept->row[i];
        const size_t measures = (size_t)ab_measure_count(scenario);
        const size_t milestones = (size_t)scenario->milestone_count;
        const size_t contingents = (size_t)scenario->contingent_count;
        const size_t sites = (size_t)scenario->site_count;
        row->number = i + 1;
        row->measure = ab_arena_take(kept->arena, measures * sizeof *row->measure);
        row->milestone = ab_arena_take(kept->arena, milestones * sizeof *row->milestone);
        row->chain_h = ab_arena_take(kept->arena, AB_LINK_COUNT * sizeof *row->chain_h);
        row->wait_h = ab_arena_take(kept->arena, AB_CAUSE_COUNT * sizeof *row->wait_h);
        row->wait_flights = ab_arena_take(kept->arena, AB_CAUSE_COUNT * sizeof *row->wait_flights);
        row->contingent = ab_arena_take(kept->arena, contingents * sizeof *row->contingent);
        row->site = ab_arena_take(kept->arena, sites * sizeof *row->site);
    }
}

static inline void kept_clear(struct kept *kept)
{
    ab_arena_destroy(kept->arena);
    *kept = (struct kept){0};
}

static inline void kept_copy(void *to, const void *from, int count, size_t size)
{
    if (count > 0) {
        memcpy(to, from, (size_t)count * size);
    }
}

/* A sink of a study. Replications must come in order; those that there is no room for are not
 * kept. */
static inline bool kept_put(void *owner, const struct ab_replication *told)
{
    struct kept *kept = owner;
    if (kept->count == kept->room) {
        return true;
    }
    struct ab_replication *row = &kept->row[kept->count++];
    ck_assert_int_eq(told->number, kept->count);
    row->outcome = told->outcome;
    kept_copy(row->measure, told->measure, ab_measure_count(kept->scenario), sizeof(double));
    kept_copy(row->milestone, told->milestone, kept->scenario->milestone_count, sizeof(double));
    kept_copy(row->chain_h, told->chain_h, AB_LINK_COUNT, sizeof(double));
    kept_copy(row->wait_h, told->wait_h, AB_CAUSE_COUNT, sizeof(double));
    kept_copy(row->wait_flights, told->wait_flights, AB_CAUSE_COUNT, sizeof(int));
    kept_copy(row->contingent, told->contingent, kept->scenario->contingent_count,
              sizeof *row->contingent);
    kept_copy(row->site, told->site, kept->scenario->site_count, sizeof *row->site);
    return true;
}

/* The result of what is kept. */
static inline struct ab_result *kept_result(const struct kept *kept)
{
    struct ab_tally *tally = ab_tally_create(kept->scenario, kept->count);
    ck_assert_ptr_nonnull(tally);
    for (int i = 0; i < kept->count; i++) {
        ck_assert(ab_tally_add(tally, &kept->row[i]));
    }
    struct ab_result *result = ab_tally_finish(tally);
    ab_tally_destroy(tally);
    return result;
}

#endif
