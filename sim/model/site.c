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

/* Who may be given which site, where classes are said at all; false when memory is out. */
static bool prepare_posture(struct ab_run *run)
{
    const struct ab_scenario *scenario = run->scenario;
    if (!ab_scenario_has_posture(scenario)) {
        return true;
    }
    const size_t contingents = (size_t)scenario->contingent_count;
    bool *may = ab_arena_take(run->arena, (size_t)scenario->site_count * contingents * sizeof *may);
    for (int s = 0; may && s < scenario->site_count; s++) {
        for (size_t c = 0; c < contingents; c++) {
            may[(size_t)s * contingents + c] =
                ab_contingent_may_guard(scenario, &scenario->contingent[c], &scenario->site[s]);
        }
    }
    run->may_guard = may;
    return may != NULL;
}

bool ab_site_prepare(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->site_count; i++) {
        int place = i;
        while (place > 0 &&
               plan_of(run, run->site_order[place - 1])->priority > plan_of(run, i)->priority) {
            run->site_order[place] = run->site_order[place - 1];
            place--;
        }
        run->site_order[place] = i;
    }
    return prepare_posture(run);
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
    run->assignment.in_doubt = false;
}

static void want(struct ab_run *run, int site, bool wanted)
{
    run->assignment.wanted += wanted - run->site[site].wanted;
    run->assignment.in_doubt |= wanted != run->site[site].wanted;
    run->site[site].wanted = wanted;
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
        if (requested != AB_TIME_NEVER) {
            ab_simulation_at(&run->simulation, requested, AB_PRIORITY_NORMAL, AB_EV_SITE_REQUESTED,
                             (uint32_t)i);
        }
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
 * come back only to go home. */
static bool may_serve(const struct ab_run *run, int site, int contingent)
{
    const struct ab_site *plan = plan_of(run, site);
    const struct ab_unit *unit = &run->unit[contingent];
    return (plan->contingent == AB_NOBODY || plan->contingent == contingent) &&
           (!run->may_guard ||
            run->may_guard[(ptrdiff_t)site * run->scenario->contingent_count + contingent]) &&
           unit->record.committed && !unit->homeward &&
           unit->record.people - unit->people_at_sites >= plan->guards;
}

/* The contingent of the best priority with enough people at hand; those that could serve the site
 * later keep their people for it. */
static int find_guard(struct ab_run *run, int site)
{
    int best = AB_NOBODY;
    const struct ab_contingent *contingent = run->scenario->contingent;
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        if (may_serve(run, site, c) && !run->unit[c].reserved &&
            run->unit[c].pool >= plan_of(run, site)->guards &&
            (best == AB_NOBODY || contingent[c].priority < contingent[best].priority)) {
            best = c;
        }
    }
    for (int c = 0; best == AB_NOBODY && c < run->scenario->contingent_count; c++) {
        if (may_serve(run, site, c)) {
            run->unit[c].reserved = true;
        }
    }
    return best;
}

/* Whether a site would get people of this contingent, if none of another: the first of those that it
 * could serve, for which it keeps its people if they do not do. */
static bool may_help(const struct ab_run *run, int contingent)
{
    int i = 0;
    while (i < run->scenario->site_count && !(run->site[run->site_order[i]].wanted &&
                                              may_serve(run, run->site_order[i], contingent))) {
        i++;
    }
    return i < run->scenario->site_count &&
           run->unit[contingent].pool >= plan_of(run, run->site_order[i])->guards;
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

void ab_site_assign(struct ab_run *run)
{
    if ((run->scenario->command.headquarters_needed && !run->command.headquarters_up) ||
        run->assignment.wanted == 0 || !has_changed(run)) {
        return;
    }
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        run->unit[c].reserved = false;
    }
    for (int i = 0; i < run->scenario->site_count; i++) {
        const int site = run->site_order[i];
        if (run->site[site].wanted) {
            const int contingent = find_guard(run, site);
            if (contingent != AB_NOBODY) {
                send_guard(run, site, contingent);
            }
        }
    }
    run->assignment.in_doubt = false;
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
    ab_post_assignment_of(run, contingent);
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
