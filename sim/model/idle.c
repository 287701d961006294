/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* idle.c - free aircraft, by their fleet and the field where they stand. */
#include "model/idle.h"

#include "model/diary.h"

#include <assert.h>

size_t ab_idle_most_groups(const struct ab_run *run)
{
    const uint64_t places =
        (uint64_t)run->scenario->fleet_count * (uint64_t)run->scenario->airfield_count;
    const uint64_t tails = (uint64_t)run->tail_count;
    return (size_t)(places < tails ? places : tails);
}

void ab_idle_reset(struct ab_run *run)
{
    for (int f = 0; f < run->scenario->fleet_count; f++) {
        run->idle.fleet[f].groups = run->idle.fleet[f].expected = AB_LIST_EMPTY;
        run->idle.fleet[f].is_fresh = false;
    }
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        run->idle.at[i] = AB_LIST_EMPTY;
    }
    run->idle.fleets = run->idle.away = run->idle.unused = AB_LIST_EMPTY;
    run->idle.groups = run->idle.expected = 0;
    run->idle.fresh = AB_NOBODY;
    run->tails_free = 0;
}

/* --- groups ----------------------------------------------------------------------------------- */

static struct ab_list_links of_fleet(const struct ab_run *run)
{
    return (struct ab_list_links){&run->idle.group[0].of_fleet, sizeof run->idle.group[0]};
}

static struct ab_list_links of_away(const struct ab_run *run)
{
    return (struct ab_list_links){&run->idle.group[0].of_away, sizeof run->idle.group[0]};
}

static struct ab_list_links of_field(const struct ab_run *run)
{
    return (struct ab_list_links){&run->idle.group[0].of_field, sizeof run->idle.group[0]};
}

static struct ab_list_links of_fleets(const struct ab_run *run)
{
    return (struct ab_list_links){&run->idle.fleet[0].link, sizeof run->idle.fleet[0]};
}

static int find_group(const struct ab_run *run, const struct ab_tail *tail)
{
    int group = run->idle.fleet[tail->fleet].groups.first;
    while (group != AB_NOBODY && run->idle.group[group].field != tail->at) {
        group = run->idle.group[group].of_fleet.next;
    }
    return group;
}

static int open_group(struct ab_run *run, const struct ab_tail *tail)
{
    struct ab_idle_fleet *own = &run->idle.fleet[tail->fleet];
    int group = run->idle.unused.first;
    if (group != AB_NOBODY) {
        ab_list_take(&run->idle.unused, of_fleet(run), group);
    } else {
        group = run->idle.groups++;
        assert((size_t)group < ab_idle_most_groups(run));
    }
    run->idle.group[group] =
        (struct ab_idle_group){.fleet = tail->fleet, .field = tail->at, .tails = AB_LIST_EMPTY};
    if (own->groups.first == AB_NOBODY) {
        ab_list_put(&run->idle.fleets, of_fleets(run), tail->fleet, AB_LIST_END);
    }
    ab_list_put(&own->groups, of_fleet(run), group, AB_LIST_END);
    ab_list_put(&run->idle.at[tail->at], of_field(run), group, AB_LIST_END);
    if (tail->at != tail->home) {
        ab_list_put(&run->idle.away, of_away(run), group, AB_LIST_END);
    }
    return group;
}

static void close_group(struct ab_run *run, int group, const struct ab_tail *last)
{
    struct ab_idle_fleet *own = &run->idle.fleet[last->fleet];
    if (last->at != last->home) {
        ab_list_take(&run->idle.away, of_away(run), group);
    }
    ab_list_take(&run->idle.at[last->at], of_field(run), group);
    ab_list_take(&own->groups, of_fleet(run), group);
    if (own->groups.first == AB_NOBODY) {
        ab_list_take(&run->idle.fleets, of_fleets(run), last->fleet);
    }
    ab_list_put(&run->idle.unused, of_fleet(run), group, AB_LIST_END);
}

/* --- tails ------------------------------------------------------------------------------------ */

static struct ab_list_links of_tails(const struct ab_run *run)
{
    return (struct ab_list_links){&run->tail[0].link, sizeof run->tail[0]};
}

/* What the fleet had to offer before is known; now there is more. */
static void note_fresh(struct ab_run *run, int fleet)
{
    struct ab_idle_fleet *own = &run->idle.fleet[fleet];
    if (!own->is_fresh) {
        own->is_fresh = true;
        own->next_fresh = run->idle.fresh;
        run->idle.fresh = fleet;
    }
}

void ab_idle_join(struct ab_run *run, int index)
{
    struct ab_tail *tail = &run->tail[index];
    const int found = find_group(run, tail);
    struct ab_list *tails =
        &run->idle.group[found != AB_NOBODY ? found : open_group(run, tail)].tails;
    tail->state = AB_TAIL_FREE;
    tail->free_since = ab_now(run);
    int before = tails->last; /* nobody became free later, though some perhaps now */
    while (before > index && run->tail[before].free_since == tail->free_since) {
        before = run->tail[before].link.previous;
    }
    ab_list_put(tails, of_tails(run), index, before);
    run->tails_free++;
    if (run->diary.is_kept) {
        ab_diary_fleet(run, tail->fleet, 0, 1);
    }
    note_fresh(run, tail->fleet);
}

void ab_idle_leave(struct ab_run *run, int index)
{
    const struct ab_tail *tail = &run->tail[index];
    const int found = find_group(run, tail);
    struct ab_list *tails = &run->idle.group[found].tails;
    assert(found != AB_NOBODY && tail->state == AB_TAIL_FREE);
    ab_list_take(tails, of_tails(run), index);
    run->tails_free--;
    if (run->diary.is_kept) {
        ab_diary_fleet(run, tail->fleet, 0, -1);
    }
    if (tails->first == AB_NOBODY) {
        close_group(run, found, tail);
    }
}

void ab_idle_expect(struct ab_run *run, int index)
{
    struct ab_list *expected = &run->idle.fleet[run->tail[index].fleet].expected;
    ab_list_put(expected, of_tails(run), index, expected->last);
    run->idle.expected++;
    run->tail[index].expected = true;
}

void ab_idle_expect_no_more(struct ab_run *run, int index)
{
    if (run->tail[index].expected) {
        ab_list_take(&run->idle.fleet[run->tail[index].fleet].expected, of_tails(run), index);
        run->idle.expected--;
        run->tail[index].expected = false;
    }
}

int ab_idle_first_at_home(const struct ab_run *run, int fleet)
{
    int group = run->idle.fleet[fleet].groups.first;
    while (group != AB_NOBODY && run->idle.group[group].field != run->scenario->fleet[fleet].home) {
        group = run->idle.group[group].of_fleet.next;
    }
    return group != AB_NOBODY ? run->idle.group[group].tails.first : AB_NOBODY;
}

int ab_idle_first_away(const struct ab_run *run)
{
    int first = AB_NOBODY;
    for (int g = run->idle.away.first; g != AB_NOBODY; g = run->idle.group[g].of_away.next) {
        const int tail = run->idle.group[g].tails.first;
        first = first == AB_NOBODY || tail < first ? tail : first;
    }
    return first;
}
