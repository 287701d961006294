/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* soon.c - aircraft that are foreseen to be free. */
#include "model/soon.h"

#include "model/idle.h"

#include <assert.h>

void ab_soon_reset(struct ab_run *run)
{
    for (int f = 0; f < run->scenario->fleet_count; f++) {
        run->idle.fleet[f].soon = AB_LIST_EMPTY;
    }
    run->soon.fleets = run->soon.unused = AB_LIST_EMPTY;
    run->soon.groups = 0;
    run->soon.round = 1;
}

/* --- groups ----------------------------------------------------------------------------------- */

static struct ab_list_links of_fleet(const struct ab_run *run)
{
    return (struct ab_list_links){&run->soon.group[0].of_fleet, sizeof run->soon.group[0]};
}

static struct ab_list_links of_fleets(const struct ab_run *run)
{
    return (struct ab_list_links){&run->idle.fleet[0].soon_link, sizeof run->idle.fleet[0]};
}

static struct ab_list_links of_tails(const struct ab_run *run)
{
    return (struct ab_list_links){&run->aside[0].soon.link, sizeof run->aside[0]};
}

static int open_group(struct ab_run *run, int fleet, int field)
{
    struct ab_list *own = &run->idle.fleet[fleet].soon;
    int group = run->soon.unused.first;
    if (group != AB_NOBODY) {
        ab_list_take(&run->soon.unused, of_fleet(run), group);
    } else {
        group = run->soon.groups++;
        assert((size_t)group < ab_idle_most_groups(run));
    }
    run->soon.group[group] =
        (struct ab_soon_group){.fleet = fleet, .field = field, .tails = AB_LIST_EMPTY};
    if (own->first == AB_NOBODY) {
        ab_list_put(&run->soon.fleets, of_fleets(run), fleet, AB_LIST_END);
    }
    ab_list_put(own, of_fleet(run), group, AB_LIST_END);
    return group;
}

static void close_group(struct ab_run *run, int group)
{
    const int fleet = run->soon.group[group].fleet;
    struct ab_list *own = &run->idle.fleet[fleet].soon;
    ab_list_take(own, of_fleet(run), group);
    if (own->first == AB_NOBODY) {
        ab_list_take(&run->soon.fleets, of_fleets(run), fleet);
    }
    ab_list_put(&run->soon.unused, of_fleet(run), group, AB_LIST_END);
}

static int group_of(struct ab_run *run, int fleet, int field)
{
    int group = run->idle.fleet[fleet].soon.first;
    while (group != AB_NOBODY && run->soon.group[group].field != field) {
        group = run->soon.group[group].of_fleet.next;
    }
    return group != AB_NOBODY ? group : open_group(run, fleet, field);
}

/* --- tails ------------------------------------------------------------------------------------ */

/* Aircraft are tasked about in the order in which they will be free: so many are looked at that may be
 * later than one that is tasked after them. Were there more, they would count as before it. */
enum { LATER_MAX = 32 };

void ab_soon_forget(struct ab_run *run, int index)
{
    struct ab_tail *tail = &run->tail[index];
    const int group = tail->soon_group;
    if (group != AB_NOBODY) {
        ab_list_take(&run->soon.group[group].tails, of_tails(run), index);
        tail->soon_group = AB_NOBODY;
        if (run->soon.group[group].tails.first == AB_NOBODY) {
            close_group(run, group);
        }
    }
}

/* Whether a load may wait for a tail at another time than it is foreseen from now on. */
static bool is_promised_for(const struct ab_run *run, int index, ab_time at)
{
    const struct ab_tail_aside *aside = &run->aside[index];
    return run->tail[index].soon_group != AB_NOBODY && aside->soon.promised == run->soon.round &&
           aside->soon.at != at;
}

void ab_soon_expect(struct ab_run *run, int index, int field, ab_time at)
{
    struct ab_tail *tail = &run->tail[index];
    if (is_promised_for(run, index, at)) {
        ab_post_tasking(run);
    }
    ab_soon_forget(run, index);
    if (at == AB_TIME_NEVER) {
        return;
    }
    const int group = group_of(run, tail->fleet, field);
    struct ab_list *tails = &run->soon.group[group].tails;
    int before = tails->last;
    for (int i = 0; i < LATER_MAX && before != AB_NOBODY && run->aside[before].soon.at > at; i++) {
        before = run->aside[before].soon.link.previous;
    }
    ab_list_put(tails, of_tails(run), index, before);
    tail->soon_group = group;
    run->aside[index].soon.at = at;
    run->aside[index].soon.promised = 0;
}

int ab_soon_first(struct ab_run *run, int group)
{
    int next;
    for (int t = run->soon.group[group].tails.first; t != AB_NOBODY; t = next) {
        next = run->aside[t].soon.link.next;
        if (run->aside[t].soon.at <= ab_now(run)) {
            ab_soon_forget(run, t);
        } else if (run->aside[t].soon.promised != run->soon.round) {
            return t;
        }
    }
    return AB_NOBODY;
}

void ab_soon_promise(struct ab_run *run, int index, bool promised)
{
    run->aside[index].soon.promised = promised ? run->soon.round : 0;
}
