/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* site.c - relief in place. */
#include "model/site.h"

#include "base/memory.h"
#include "model/blackout.h"
#include "model/geography.h"
#include "model/luck.h"
#include "model/milestone.h"
#include "scenario/rules.h"

#include <assert.h>
#include <stdlib.h>

static const struct ab_site *plan_of(const struct ab_run *run, int site)
{
    return &run->scenario->site[site];
}

static ab_time draw(const struct ab_run *run, int site, const struct ab_distribution *distribution,
                    enum ab_site_purpose purpose)
{
    return ab_luck_time(run, distribution, ab_luck_stream(run, AB_OF_SITE, site, (int)purpose), 0);
}

static void schedule(struct ab_run *run, int site, ab_time delay, enum ab_kind kind)
{
    ab_simulation_after(&run->simulation, delay, (uint16_t)kind, (uint32_t)site);
}

static void note(struct ab_run *run, int site, enum ab_milestone_event event, int64_t amount)
{
    ab_milestone_note(run, event,
                      (struct ab_concern){run->site[site].record.contingent, AB_NOBODY, site},
                      amount);
}

/* --- who goes before whom --------------------------------------------------------------------- */

struct preferred {
    int64_t priority;
    int thing;
};

static int compare(const void *a, const void *b)
{
    const struct preferred *one = a, *other = b;
    return one->priority != other->priority ? (one->priority < other->priority ? -1 : 1)
                                            : one->thing - other->thing;
}

/* Takes memory for things, and puts them in order by priority, then number; false when memory is out. */
static bool prepare_row(struct ab_run *run, struct ab_by_preference *row,
                        const struct preferred *thing, int count)
{
    const size_t room = ab_tournament_room((size_t)count);
    int64_t *best = ab_arena_take(run->arena, room * sizeof *best);
    row->thing = ab_arena_take(run->arena, (size_t)count * sizeof *row->thing);
    row->place = ab_arena_take(run->arena, (size_t)count * sizeof *row->place);
    if (!best || !row->thing || !row->place) {
        return false;
    }
    ab_tournament_init(&row->row, best, (size_t)count);
    for (int i = 0; i < count; i++) {
        row->thing[i] = thing[i].thing;
        row->place[thing[i].thing] = i;
    }
    return true;
}

bool ab_site_prepare(struct ab_run *run)
{
    const struct ab_scenario *scenario = run->scenario;
    const int sites = scenario->site_count, contingents = scenario->contingent_count;
    if (sites == 0) {
        return true;
    }
    struct preferred *sorted =
        ab_memory_take((size_t)(sites > contingents ? sites : contingents) + 1, sizeof *sorted);
    if (!sorted) {
        return false;
    }
    for (int s = 0; s < sites; s++) {
        sorted[s] = (struct preferred){scenario->site[s].priority, s};
    }
    qsort(sorted, (size_t)sites, sizeof *sorted, compare);
    bool taken = prepare_row(run, &run->assignment.sites, sorted, sites);
    for (int c = 0; c < contingents; c++) {
        sorted[c] = (struct preferred){scenario->contingent[c].priority, c};
    }
    qsort(sorted, (size_t)contingents, sizeof *sorted, compare);
    taken = taken && prepare_row(run, &run->assignment.people, sorted, contingents);
    ab_memory_give(sorted);
    return taken;
}

void ab_site_reset(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->site_count; i++) {
        run->site[i] = (struct ab_site_state){
            .record = {.contingent = AB_NOBODY,
                       .requested = AB_TIME_NEVER,
                       .assigned = AB_TIME_NEVER,
                       .guarded = AB_TIME_NEVER,
                       .host_freed = AB_TIME_NEVER,
                       .handback = AB_TIME_NEVER,
                       .handed_back = AB_TIME_NEVER,
                       .request_known = AB_TIME_NEVER,
                       .guard_known = AB_TIME_NEVER,
                       .handback_known = AB_TIME_NEVER},
            .airfield = AB_NOBODY,
        };
    }
    run->count.sites_guarded = 0;
    run->count.host_relieved = 0;
    run->command.headquarters_up = false;
    run->assignment.posted = false;
    run->assignment.asking = AB_LIST_EMPTY;
    run->assignment.wanted = 0;
    run->assignment.kept = AB_NOBODY;
    run->assignment.in_doubt = false;
    if (run->scenario->site_count > 0) {
        ab_tournament_clear(&run->assignment.sites.row);
        ab_tournament_clear(&run->assignment.people.row);
    }
}

/* In the row of sites stands how many people one lacks, negative: the first that lacks no more is the
 * first with no less. */
static void want(struct ab_run *run, int site, bool wanted)
{
    struct ab_by_preference *sites = &run->assignment.sites;
    run->assignment.wanted += wanted - run->site[site].wanted;
    run->assignment.in_doubt |= wanted != run->site[site].wanted;
    run->site[site].wanted = wanted;
    ab_tournament_set(&sites->row, sites->place[site],
                      wanted ? -plan_of(run, site)->guards : AB_TOURNAMENT_NONE);
}

/* In the row of contingents stands how many people of one are at hand, unless they are kept. */
static void offer(struct ab_run *run, int contingent)
{
    struct ab_by_preference *people = &run->assignment.people;
    const struct ab_unit *unit = &run->unit[contingent];
    ab_tournament_set(&people->row, people->place[contingent],
                      unit->homeward ? AB_TOURNAMENT_NONE : unit->pool);
}

void ab_site_schedule_requests(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->site_count; i++) {
        if (run->site[i].record.requested != AB_TIME_NEVER) {
            continue; /* it is held from the start */
        }
        const ab_time requested =
            ab_luck_when(run, &plan_of(run, i)->requested, ab_now(run),
                         ab_luck_stream(run, AB_OF_SITE, i, AB_FOR_REQUESTED));
        ab_simulation_at(&run->simulation, requested, AB_PRIORITY_NORMAL, AB_EV_SITE_REQUESTED,
                         (uint32_t)i);
    }
}

void ab_site_requested(struct ab_run *run, int site)
{
    struct ab_site_record *record = &run->site[site].record;
    record->requested = ab_now(run);
    record->request_known = ab_blackout_known(run, site, AB_REPORT_REQUEST);
    if (record->request_known > ab_now(run)) {
        schedule(run, site, record->request_known - ab_now(run), AB_EV_REQUEST_KNOWN);
    } else {
        ab_site_request_known(run, site);
    }
}

void ab_site_request_known(struct ab_run *run, int site)
{
    want(run, site, !run->site[site].closed);
    ab_post_assignment(run);
}

void ab_site_headquarters_up(struct ab_run *run)
{
    run->command.headquarters_up = true;
    ab_milestone_note(
        run, AB_ON_HEADQUARTERS,
        (struct ab_concern){run->scenario->command.headquarters, AB_NOBODY, AB_NOBODY}, 1);
    ab_post_assignment(run);
}

/* --- giving people to sites ------------------------------------------------------------------ */

/* Whether a contingent could guard a site now or when all its people are in: those who guard others
 * come back only to go home, and who goes home offers nobody. */
static bool may_serve(const struct ab_run *run, int site, int contingent)
{
    const struct ab_scenario *scenario = run->scenario;
    const struct ab_site *plan = plan_of(run, site);
    const struct ab_unit *unit = &run->unit[contingent];
    assert(unit->record.committed);
    return unit->record.people - unit->people_at_sites >= plan->guards &&
           ab_contingent_may_guard(scenario, &scenario->contingent[contingent], plan);
}

/* The next contingent by preference, from a place on, that could guard a site and has so many people at
 * hand that are not kept. */
static int find_people(const struct ab_run *run, int site, int from, int64_t least)
{
    const struct ab_by_preference *people = &run->assignment.people;
    int place = ab_tournament_first(&people->row, from, least);
    while (place != AB_TOURNAMENT_NOBODY && !may_serve(run, site, people->thing[place])) {
        place = ab_tournament_first(&people->row, place + 1, least);
    }
    return place;
}

/* The fewest people that a site lacks. */
static int64_t least_lacking(const struct ab_run *run)
{
    return -ab_tournament_most(&run->assignment.sites.row);
}

/* Those that could serve a site later keep their people for it, if they have enough for any other. */
static void keep_people(struct ab_run *run, int site)
{
    struct ab_by_preference *people = &run->assignment.people;
    const int64_t least = least_lacking(run);
    for (int place = find_people(run, site, 0, least); place != AB_TOURNAMENT_NOBODY;
         place = find_people(run, site, place + 1, least)) {
        const int contingent = people->thing[place];
        ab_tournament_set(&people->row, place, AB_TOURNAMENT_NONE);
        run->unit[contingent].next_kept = run->assignment.kept;
        run->assignment.kept = contingent;
    }
}

static void offer_kept(struct ab_run *run)
{
    for (int c = run->assignment.kept; c != AB_NOBODY; c = run->unit[c].next_kept) {
        offer(run, c);
    }
    run->assignment.kept = AB_NOBODY;
}

/* Whether a site would get people of this contingent, if none of another: the first of those that it
 * could serve, for which it keeps its people if they do not do. */
static bool may_help(const struct ab_run *run, int contingent)
{
    const struct ab_by_preference *sites = &run->assignment.sites;
    const struct ab_unit *unit = &run->unit[contingent];
    const int64_t most = unit->record.people - unit->people_at_sites;
    if (unit->pool < least_lacking(run)) {
        return false;
    }
    int place = ab_tournament_first(&sites->row, 0, -most);
    while (place != AB_TOURNAMENT_NOBODY && !may_serve(run, sites->thing[place], contingent)) {
        place = ab_tournament_first(&sites->row, place + 1, -most);
    }
    return place != AB_TOURNAMENT_NOBODY && unit->pool >= plan_of(run, sites->thing[place])->guards;
}

/* Whether people for a site may be found who were not there at the latest round. */
static bool has_changed(const struct ab_run *run)
{
    bool changed = run->assignment.in_doubt;
    for (int c = run->assignment.asking.first; !changed && c != AB_NOBODY;
         c = run->unit[c].link.next) {
        changed = may_help(run, c);
    }
    return changed;
}

static void give_people(struct ab_run *run, int site, int contingent)
{
    struct ab_site_state *state = &run->site[site];
    struct ab_unit *unit = &run->unit[contingent];
    unit->pool -= plan_of(run, site)->guards;
    unit->sites_held++;
    unit->people_at_sites += plan_of(run, site)->guards;
    state->guard_out = true;
    want(run, site, false);
    offer(run, contingent);
    state->record.contingent = contingent;
    state->record.assigned = ab_now(run);
    state->airfield = unit->airfield;
}

static void send_guard(struct ab_run *run, int site, int contingent)
{
    const struct ab_site_state *state = &run->site[site];
    give_people(run, site, contingent);
    schedule(run, site,
             ab_geography_road(run, state->airfield, site,
                               ab_luck_stream(run, AB_OF_SITE, site, AB_FOR_ROAD)),
             AB_EV_GUARD_ARRIVED);
}

bool ab_site_begin_held(struct ab_run *run, int site)
{
    const struct ab_site *plan = plan_of(run, site);
    struct ab_site_state *state = &run->site[site];
    struct ab_unit *unit = &run->unit[plan->held_by];
    if (unit->pool < plan->guards) {
        return false;
    }
    give_people(run, site, plan->held_by);
    state->record.requested = state->record.guarded = state->record.host_freed = ab_now(run);
    state->record.request_known = state->record.guard_known = ab_now(run);
    state->record.host_relieved = plan->host_strength;
    state->on_guard = true;
    run->count.sites_guarded++;
    run->count.host_relieved += plan->host_strength;
    unit->record.on_task = ab_now(run);
    return true;
}

/* Gives people to the site at a place in their order, or keeps those that it will get later. */
static void serve(struct ab_run *run, int place)
{
    const int site = run->assignment.sites.thing[place];
    const int found = find_people(run, site, 0, plan_of(run, site)->guards);
    if (found != AB_TOURNAMENT_NOBODY) {
        send_guard(run, site, run->assignment.people.thing[found]);
    } else {
        keep_people(run, site);
    }
}

/* Sites are asked in their order for as long as somebody has enough people for any of them. */
void ab_site_assign(struct ab_run *run)
{
    if ((run->scenario->command.headquarters_needed && !run->command.headquarters_up) ||
        run->assignment.wanted == 0 || !has_changed(run)) {
        return;
    }
    const struct ab_tournament *sites = &run->assignment.sites.row;
    const int64_t any = AB_TOURNAMENT_NONE + 1;
    int place = ab_tournament_first(sites, 0, any);
    while (place != AB_TOURNAMENT_NOBODY &&
           ab_tournament_most(&run->assignment.people.row) >= least_lacking(run)) {
        serve(run, place);
        place = ab_tournament_first(sites, place + 1, any);
    }
    offer_kept(run);
    run->assignment.in_doubt = false;
}

void ab_site_ask(struct ab_run *run, int contingent)
{
    if (run->scenario->site_count > 0) {
        offer(run, contingent);
    }
    ab_post_assignment_of(run, contingent);
}

void ab_site_leave(struct ab_run *run, int contingent)
{
    run->unit[contingent].homeward = true;
    if (run->scenario->site_count > 0) {
        offer(run, contingent);
    }
}

void ab_site_guard_arrived(struct ab_run *run, int site)
{
    schedule(run, site, draw(run, site, plan_of(run, site)->handover, AB_FOR_HANDOVER),
             AB_EV_GUARDED);
}

void ab_site_guarded(struct ab_run *run, int site)
{
    struct ab_site_state *state = &run->site[site];
    struct ab_site_record *record = &state->record;
    record->guarded = ab_now(run);
    record->host_freed = ab_now(run);
    record->host_relieved = plan_of(run, site)->host_strength;
    state->on_guard = true;
    run->count.sites_guarded++;
    run->count.host_relieved += record->host_relieved;
    ab_time *on_task = &run->unit[record->contingent].record.on_task;
    if (*on_task == AB_TIME_NEVER) {
        *on_task = ab_now(run);
    }
    note(run, site, AB_ON_GUARDED, 1);
    note(run, site, AB_ON_HOST_RELIEVED, record->host_relieved);
    record->guard_known = ab_blackout_known(run, site, AB_REPORT_GUARDED);
    if (record->guard_known > ab_now(run)) {
        schedule(run, site, record->guard_known - ab_now(run), AB_EV_GUARD_KNOWN);
    } else {
        ab_site_guard_known(run, site);
    }
}

void ab_site_guard_known(struct ab_run *run, int site)
{
    struct ab_site_state *state = &run->site[site];
    state->reported = true;
    note(run, site, AB_ON_REPORTED, 1);
    if (state->closed) {
        ab_site_begin_handback(run, site);
    }
}

/* --- handback -------------------------------------------------------------------------------- */

void ab_site_begin_handback(struct ab_run *run, int site)
{
    struct ab_site_state *state = &run->site[site];
    state->closed = true;
    want(run, site, false);
    if (!state->on_guard || !state->reported) {
        return; /* nobody there, as far as is known; the report that the relief is over calls again */
    }
    state->record.handback = ab_now(run);
    note(run, site, AB_ON_HANDBACK, 1);
    schedule(run, site, draw(run, site, plan_of(run, site)->handback, AB_FOR_HANDBACK),
             AB_EV_HANDED_BACK);
}

void ab_site_handed_back(struct ab_run *run, int site)
{
    struct ab_site_state *state = &run->site[site];
    state->on_guard = false;
    state->record.handed_back = ab_now(run);
    state->record.handback_known = ab_blackout_known(run, site, AB_REPORT_HANDED_BACK);
    const ab_time road = ab_geography_road(run, state->airfield, site,
                                           ab_luck_stream(run, AB_OF_SITE, site, AB_FOR_ROAD_BACK));
    schedule(run, site, ab_time_later(road, state->record.handback_known - ab_now(run)),
             AB_EV_GUARD_BACK);
}

void ab_site_guard_back(struct ab_run *run, int site)
{
    const int contingent = run->site[site].record.contingent;
    struct ab_unit *unit = &run->unit[contingent];
    unit->pool += plan_of(run, site)->guards;
    unit->sites_held--;
    unit->people_at_sites -= plan_of(run, site)->guards;
    run->site[site].guard_out = false;
    ab_site_ask(run, contingent);
}

double ab_site_unguarded_hours(const struct ab_run *run)
{
    ab_time total = 0;
    for (int i = 0; i < run->scenario->site_count; i++) {
        const struct ab_site_record *record = &run->site[i].record;
        if (record->requested == AB_TIME_NEVER) {
            continue;
        }
        ab_time until = ab_now(run);
        if (record->guarded != AB_TIME_NEVER) {
            until = record->guarded;
        } else if (run->withdrawal.order != AB_TIME_NEVER) {
            until = run->withdrawal.order;
        }
        total += until > record->requested ? until - record->requested : 0;
    }
    return ab_time_hours(total);
}
