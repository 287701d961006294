/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* way.c - ways with stops, by their ends. */
#include "model/way.h"

size_t ab_way_most(const struct ab_scenario *scenario)
{
    size_t most = 2 * (size_t)scenario->itinerary_count;
    for (int i = 0; i < scenario->leg_count; i++) {
        most += scenario->leg[i].stop != AB_NOBODY ? 2 : 0;
    }
    return most;
}

/* The place of a way among those that are known, which are sorted by their ends: its own, or where
 * it would stand. */
static int place_of(const struct ab_run *run, int from, int to)
{
    int low = 0, high = run->ways.count;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        const struct ab_course *course = &run->ways.course[middle];
        if (course->from < from || (course->from == from && course->to < to)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool is_at(const struct ab_run *run, int place, int from, int to)
{
    return place < run->ways.count && run->ways.course[place].from == from &&
           run->ways.course[place].to == to;
}

static void add(struct ab_run *run, int from, int to)
{
    const int place = place_of(run, from, to);
    if (is_at(run, place, from, to)) {
        return;
    }
    for (int i = run->ways.count++; i > place; i--) {
        run->ways.course[i] = run->ways.course[i - 1];
    }
    run->ways.course[place] =
        (struct ab_course){from, to, ab_scenario_way(run->scenario, from, to)};
}

void ab_way_prepare(struct ab_run *run)
{
    const struct ab_scenario *scenario = run->scenario;
    run->ways.count = 0;
    for (int i = 0; i < scenario->itinerary_count; i++) {
        const struct ab_itinerary *route = &scenario->itinerary[i];
        const int from = route->legs.index[0], to = route->legs.index[route->legs.count - 1];
        add(run, from, to);
        if (route->both_ways) {
            add(run, to, from);
        }
    }
    for (int i = 0; i < scenario->leg_count; i++) {
        const struct ab_leg *leg = &scenario->leg[i];
        if (leg->stop != AB_NOBODY) {
            add(run, leg->from, leg->to);
        }
        if (leg->stop != AB_NOBODY && leg->both_ways) {
            add(run, leg->to, leg->from);
        }
    }
}

int ab_way_find(const struct ab_run *run, int from, int to)
{
    const int place = place_of(run, from, to);
    return is_at(run, place, from, to) ? place : AB_NOBODY;
}

void ab_way_set_out(struct ab_tail *tail, const struct ab_way *way)
{
    tail->way.by = way;
    tail->way.flown = 0;
}

void ab_way_go_on(struct ab_tail *tail)
{
    tail->way.flown++;
}

const struct ab_stopover *ab_way_next_stop(const struct ab_tail *tail)
{
    const struct ab_way *way = tail->way.by;
    return way && tail->way.flown + 1 < way->flights ? &way->stop[tail->way.flown] : NULL;
}

int ab_way_next(const struct ab_tail *tail)
{
    const struct ab_stopover *stop = ab_way_next_stop(tail);
    return stop ? stop->airfield : tail->destination;
}

const struct ab_stopover *ab_way_stop(const struct ab_tail *tail)
{
    return tail->way.by && tail->way.flown > 0 ? &tail->way.by->stop[tail->way.flown - 1] : NULL;
}
