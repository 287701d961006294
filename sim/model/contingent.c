/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* contingent.c - people on their way: where they are, what their loads wait for, who goes along. */
#include "model/contingent.h"

#include "model/airfield.h"
#include "model/authority.h"
#include "model/chain.h"
#include "model/cut.h"
#include "model/diary.h"
#include "model/fleet.h"
#include "model/flow.h"
#include "model/luck.h"
#include "model/milestone.h"
#include "model/notification.h"
#include "model/outline.h"
#include "model/preparation.h"
#include "model/site.h"
#include "model/stage.h"
#include "model/supply.h"
#include "model/window.h"
#include "scenario/rules.h"

#include <assert.h>

static struct ab_concern concern(int contingent, int airfield)
{
    return (struct ab_concern){contingent, airfield, AB_NOBODY};
}

/* --- at home --------------------------------------------------------------------------------- */

/* Loads become ready, and are called, one after another: the next of them stands for those behind.
 * It is so for whoever comes for it at the same moment. */
enum { PRIORITY_OF_LOADS = AB_PRIORITY_NORMAL / 2 };

static void post_load(struct ab_run *run, enum ab_kind kind, int chalk, ab_time time)
{
    if (time > ab_now(run)) {
        ab_simulation_at(&run->simulation, time, PRIORITY_OF_LOADS, (uint16_t)kind,
                         (uint32_t)chalk);
    } else {
        ab_simulation_resume(&run->simulation, (uint16_t)kind, (uint32_t)chalk);
    }
}

static void make_ready(struct ab_run *run, int index, ab_time ready)
{
    struct ab_chalk *chalk = &run->chalk[index];
    const struct ab_contingent *plan = &run->scenario->contingent[chalk->lot->contingent];
    chalk->ready = ready;
    chalk->called = ab_time_later(ready - plan->call_forward, ab_now(run));
    chalk->called_ahead = chalk->called < ready;
}

/* A load becomes ready behind the one before it. */
static void follow(struct ab_run *run, int index)
{
    const struct ab_chalk *chalk = &run->chalk[index];
    const struct ab_contingent *plan = &run->scenario->contingent[chalk->lot->contingent];
    const ab_time interval = ab_luck_time(
        run, chalk->lot->direction == AB_OUT ? plan->outload_interval : plan->load_interval,
        ab_luck_stream(run, AB_OF_CONTINGENT, chalk->lot->contingent, AB_FOR_INTERVAL),
        ab_luck_of_chalk(chalk));
    make_ready(run, index, run->chalk[index - 1].ready + interval);
}

/* The load that is called next is known to come when it comes; those behind it are not. */
void ab_contingent_foresee_anew(struct ab_run *run)
{
    for (int i = 1; i < run->chalk_count; i++) {
        const struct ab_chalk *before = &run->chalk[i - 1];
        if (before->is_followed && before->called >= ab_now(run) && !before->too_early &&
            !run->chalk[i].lot->has_lapsed) {
            follow(run, i);
        }
    }
}

void ab_contingent_schedule_loads(struct ab_run *run, int first, int count, ab_time ready)
{
    if (count == 0) {
        return;
    }
    const struct ab_chalk *head = &run->chalk[first];
    if (run->outload.load &&
        run->outload.takes[AB_DIRECTIONS * head->lot->contingent + (int)head->lot->direction]) {
        ab_preparation_expect(run, first, count, ready);
        return;
    }
    make_ready(run, first, ready);
    for (int i = first + 1; i < first + count; i++) {
        follow(run, i);
    }
    for (int i = first; i < first + count; i++) {
        run->chalk[i].is_followed = i + 1 < first + count;
    }
    post_load(run, AB_EV_CHALK_READY, first, head->ready);
    int ahead = first;
    while (ahead < first + count && !run->chalk[ahead].called_ahead) {
        ahead++;
    }
    if (ahead < first + count) {
        post_load(run, AB_EV_CHALK_CALLED, ahead, run->chalk[ahead].called);
    }
}

bool ab_contingent_goes_on(struct ab_run *run, enum ab_kind kind, int *index)
{
    do {
        if (!run->chalk[*index].is_followed) {
            return false;
        }
        ++*index;
    } while (run->chalk[*index].lot->has_lapsed);
    const struct ab_chalk *next = &run->chalk[*index];
    const ab_time time = kind == AB_EV_CHALK_READY ? next->ready : next->called;
    if (time > ab_now(run)) {
        post_load(run, kind, *index, time);
        return false;
    }
    return true;
}

ab_time ab_contingent_held_until(const struct ab_run *run, int contingent)
{
    const ab_time approved =
        ab_luck_when(run, &run->scenario->contingent[contingent].approval, run->command.request,
                     ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_APPROVAL));
    const ab_time released = ab_window_available(run, contingent);
    return ab_notification_allows(run, AB_PRECEDES_MOVEMENT,
                                  approved == AB_TIME_NEVER ? released
                                                            : ab_time_later(approved, released));
}

/* The contingent may go from `committed` on. */
static void begin_movement(struct ab_run *run, int contingent, ab_time forward, ab_time marched,
                           ab_time committed)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    struct ab_unit *unit = &run->unit[contingent];
    if (plan->after != AB_NOBODY && unit->order.came == AB_TIME_NEVER) {
        unit->order.waits = true;
        unit->order.marched = marched;
        unit->order.committed = committed;
        return;
    }
    committed = ab_time_later(committed, unit->order.came);
    const ab_time released = ab_time_later(committed, ab_contingent_held_until(run, contingent));
    if (!ab_contingent_comes(plan)) {
        const ab_time from = ab_time_later(ab_time_later(marched, released), ab_now(run));
        ab_simulation_at(&run->simulation, from, AB_PRIORITY_NORMAL, AB_EV_HOMEWARD,
                         (uint32_t)contingent);
        if (plan->mode_out == AB_MODE_AIR) {
            ab_contingent_schedule_loads(run, unit->first_chalk + unit->inbound_chalks,
                                         unit->outbound_chalks, from);
        }
        return;
    }
    if (ab_contingent_drives_in(plan)) {
        const ab_time road =
            ab_luck_time(run, plan->road_in_time,
                         ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_ROAD_IN), 0);
        unit->column_from = ab_time_later(marched, released);
        ab_simulation_at(&run->simulation, ab_time_later(unit->column_from + road, unit->earliest),
                         AB_PRIORITY_NORMAL, AB_EV_ROAD_IN, (uint32_t)contingent);
        return;
    }
    int forward_chalks = unit->begun;
    while (forward_chalks < unit->inbound_chalks &&
           run->chalk[unit->first_chalk + forward_chalks].lot->forward) {
        forward_chalks++;
    }
    ab_contingent_schedule_loads(run, unit->first_chalk + unit->begun, forward_chalks - unit->begun,
                                 ab_time_later(forward, released));
    ab_contingent_schedule_loads(run, unit->first_chalk + forward_chalks,
                                 unit->inbound_chalks - forward_chalks,
                                 ab_time_later(marched, released));
}

void ab_contingent_leads(struct ab_run *run, int contingent, enum ab_lead event)
{
    for (int c = run->unit[contingent].order.first; c != AB_NOBODY; c = run->unit[c].order.next) {
        const struct ab_contingent *plan = &run->scenario->contingent[c];
        struct ab_unit *unit = &run->unit[c];
        if (unit->order.came != AB_TIME_NEVER ||
            (plan->after_event != event && event != AB_LEAD_COMPLETE)) {
            continue;
        }
        unit->order.came =
            ab_now(run) + ab_luck_time(run, plan->after_delay,
                                       ab_luck_stream(run, AB_OF_CONTINGENT, c, AB_FOR_WINDOW),
                                       AB_WINDOW_PARTS);
        if (unit->order.waits) {
            unit->order.waits = false;
            begin_movement(run, c, unit->forward_from, unit->order.marched, unit->order.committed);
        }
    }
}

/* A standby waits to be committed, and for its release where that is needed. */
static void commit(struct ab_run *run, int contingent, ab_time marched)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    ab_time committed = 0;
    if (plan->standby) {
        committed = ab_luck_when(run, &plan->commit, marched,
                                 ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_COMMIT));
    }
    if (plan->standby && ab_authority_is_asked(run, AB_RELEASE_RESERVE)) {
        ab_simulation_at(&run->simulation, committed, AB_PRIORITY_NORMAL, AB_EV_COMMIT_DUE,
                         (uint32_t)contingent);
    } else {
        begin_movement(run, contingent, run->unit[contingent].forward_from, marched, committed);
    }
}

static void alert(struct ab_run *run, int contingent)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    struct ab_contingent_record *record = &run->unit[contingent].record;
    const ab_time notice = ab_luck_time(
        run, plan->notice, ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_NOTICE), 0);
    const ab_time assembly = ab_luck_time(
        run, plan->assembly, ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_ASSEMBLY), 0);
    const ab_time forward =
        ab_luck_time(run, plan->forward_assembly,
                     ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_FORWARD), 0);
    const ab_time march = ab_luck_time(
        run, plan->road_march, ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_MARCH), 0);
    record->alerted = ab_now(run);
    const ab_time assembled = ab_now(run) + notice + assembly;
    ab_simulation_at(&run->simulation, assembled, AB_PRIORITY_NORMAL, AB_EV_ASSEMBLED,
                     (uint32_t)contingent);
    ab_simulation_at(&run->simulation, assembled + march, AB_PRIORITY_NORMAL, AB_EV_MARCHED,
                     (uint32_t)contingent);
    run->unit[contingent].forward_from = ab_now(run) + notice + forward + march;
    if (record->committed) {
        commit(run, contingent, assembled + march);
    }
}

void ab_contingent_commit(struct ab_run *run, int contingent)
{
    const struct ab_unit *unit = &run->unit[contingent];
    begin_movement(run, contingent, unit->forward_from, unit->record.marched, ab_now(run));
}

static bool is_part(const struct ab_run *run, const struct ab_contingent *plan)
{
    return !plan->joins_later || plan->joins <= ab_now(run);
}

void ab_contingent_alert(struct ab_run *run, enum ab_alert signal)
{
    for (int i = 0; i < run->scenario->contingent_count; i++) {
        const struct ab_contingent *plan = &run->scenario->contingent[i];
        if (plan->alerted_by == signal && is_part(run, plan)) {
            alert(run, i);
        }
    }
}

/* Closure is open again until it is in, too. What was to follow from closure was set going. */
void ab_contingent_joined(struct ab_run *run, int contingent)
{
    const bool counts = run->unit[contingent].record.committed &&
                        ab_contingent_comes(&run->scenario->contingent[contingent]);
    ab_outline_count(run, contingent);
    run->command.joining -= counts;
    run->command.closed = counts ? AB_TIME_NEVER : run->command.closed;
    ab_contingent_begin_there(run, contingent);
    if (ab_fleet_is_signalled(run, run->scenario->contingent[contingent].alerted_by)) {
        alert(run, contingent);
    }
}

void ab_contingent_assembled(struct ab_run *run, int contingent)
{
    run->unit[contingent].record.assembled = ab_now(run);
}

/* --- where everybody is ---------------------------------------------------------------------- */

static void move_within(struct ab_unit *unit, enum ab_place from, enum ab_place to, int64_t people,
                        int64_t vehicles)
{
    assert(unit->people[from] >= people && unit->vehicles[from] >= vehicles);
    unit->people[from] -= people;
    unit->people[to] += people;
    unit->vehicles[from] -= vehicles;
    unit->vehicles[to] += vehicles;
}

/* The same, with the supply: it depends on how many are in the theatre. */
static void move(struct ab_run *run, struct ab_unit *unit, enum ab_place from, enum ab_place to,
                 int64_t people, int64_t vehicles)
{
    const bool consumers = from == AB_IN_THEATRE || to == AB_IN_THEATRE;
    if (consumers) {
        ab_supply_settle(run);
    }
    move_within(unit, from, to, people, vehicles);
    run->supply.people += (to == AB_IN_THEATRE ? people : 0) - (from == AB_IN_THEATRE ? people : 0);
    if (consumers) {
        ab_supply_post_review(run);
    }
}

/* What a load waits for when it stands ready: the same as its aircraft (which may be on its way,
 * wait for its crew, or begin with it at this very instant), else what holds it. */
static int state_when_ready(struct ab_run *run, int index)
{
    const struct ab_chalk *chalk = &run->chalk[index];
    if (chalk->tasked == AB_TIME_NEVER) {
        /* Between what alters the ceiling and the round that follows it. */
        run->tasking.held_in_doubt |= ab_flow_in_doubt(run);
        return (int)ab_held_cause(run, chalk);
    }
    return ab_stage_of_load(&run->sortie[chalk->tail]);
}

/* --- what loads consist of --------------------------------------------------------------------- */

/* All is in loads: those of them that have no aircraft are not needed. */
static void lapse(struct ab_run *run, struct ab_uncut *uncut)
{
    for (int k = uncut->first; k < uncut->first + uncut->loads; k++) {
        struct ab_chalk *chalk = &run->chalk[k];
        if (chalk->lot != &uncut->token) {
            continue;
        }
        if (run->diary.is_kept && chalk->state == AB_CAUSE_AIRCRAFT) {
            ab_diary_load(run, chalk->lot, -1);
        }
        chalk->state = -1;
        chalk->lot = &uncut->lapsed;
        run->unit[uncut->contingent].lapsed[uncut->direction]++;
    }
    run->batches.in_doubt = true; /* others may have waited for them */
}

static bool cut(struct ab_run *run, int index, int type, int to, bool as_planned)
{
    struct ab_chalk *chalk = &run->chalk[index];
    struct ab_uncut *uncut = chalk->lot->part_of;
    const struct ab_lot *lot = ab_cut_take(run, chalk->lot, type, to, as_planned);
    if (!lot) {
        return false;
    }
    chalk->lot = lot;
    ab_stage_count_waits(run, index);
    if (lot->direction == AB_IN && chalk->state >= 0) { /* it stood ready before */
        move(run, &run->unit[lot->contingent], AB_AT_HOME, AB_WAITING, lot->people, lot->vehicles);
    }
    if (ab_cut_is_empty(uncut)) {
        lapse(run, uncut);
    }
    return true;
}

bool ab_contingent_cut(struct ab_run *run, int chalk, int type, int to)
{
    return cut(run, chalk, type, to, false);
}

/* For an aircraft of the type that loads are planned for, or the first that takes something, to the first of its
 * destinations that it flies to. */
static bool cut_for_any(struct ab_run *run, int index, bool as_planned)
{
    const struct ab_lot *token = run->chalk[index].lot;
    const struct ab_goals goals =
        ab_contingent_goals(&run->scenario->contingent[token->contingent], token->direction);
    bool is_cut = false;
    for (int t = -1; !is_cut && t < run->scenario->aircraft_count; t++) {
        const int type = t < 0 ? token->planned_type : t;
        for (int i = 0; (token->types >> type & 1) != 0 && !is_cut && i < goals.count; i++) {
            is_cut = cut(run, index, type, goals.airfield[i], as_planned);
        }
    }
    return is_cut;
}

/* Without an aircraft: as it could be, or was to be where none takes anything as things are. */
static void cut_for_nobody(struct ab_run *run, int index)
{
    if (!cut_for_any(run, index, false)) {
        (void)cut_for_any(run, index, true);
    }
}

void ab_contingent_cut_rest(struct ab_run *run)
{
    for (int k = 0; run->cuts.of && k < run->chalk_count; k++) {
        if (run->chalk[k].lot->is_uncut) {
            cut_for_nobody(run, k);
        }
    }
}

void ab_contingent_chalk_ready(struct ab_run *run, int index)
{
    struct ab_chalk *chalk = &run->chalk[index];
    struct ab_unit *unit = &run->unit[chalk->lot->contingent];
    if (chalk->lot->direction == AB_IN) {
        move(run, unit, AB_AT_HOME, AB_WAITING, chalk->lot->people, chalk->lot->vehicles);
    }
    if (chalk->in_hand) {
        chalk->in_hand = false;
        chalk->ready = ab_now(run);
        ab_stage_charge_load(run, index, state_when_ready(run, index));
    } else {
        chalk->since = ab_now(run);
        ab_chalk_enter(chalk, state_when_ready(run, index));
        if (run->diary.is_kept && chalk->state == AB_CAUSE_AIRCRAFT) {
            ab_diary_load(run, chalk->lot, 1);
        }
    }
    if (chalk->state == AB_CAUSE_CARGO) {
        ab_simulation_resume(&run->simulation, AB_EV_CARGO, (uint32_t)chalk->tail);
    }
}

void ab_contingent_aboard(struct ab_run *run, int index)
{
    struct ab_chalk *chalk = &run->chalk[index];
    struct ab_unit *unit = &run->unit[chalk->lot->contingent];
    chalk->departed = ab_now(run);
    static const enum ab_place from[AB_DIRECTIONS] = {
        [AB_IN] = AB_WAITING, [AB_OUT] = AB_IN_THEATRE, [AB_ON] = AB_IN_YARD};
    move(run, unit, from[chalk->lot->direction], AB_ABOARD, chalk->lot->people,
         chalk->lot->vehicles);
    const bool is_first = chalk->lot->direction == AB_IN ||
                          !ab_contingent_comes(&run->scenario->contingent[chalk->lot->contingent]);
    if (is_first && unit->record.first_departure == AB_TIME_NEVER) {
        unit->record.first_departure = ab_now(run);
    }
}

/* --- in the theatre -------------------------------------------------------------------------- */

/* Its last load is off its aircraft, in the theatre or, of who only leaves, where it goes to;
 * AB_NOBODY: it came without. */
static void close_contingent(struct ab_run *run, int contingent, int load)
{
    struct ab_unit *unit = &run->unit[contingent];
    unit->record.closed = ab_now(run);
    if (unit->record.due < ab_now(run)) {
        ab_chain_late(run, contingent, load);
    }
    ab_milestone_note(run, AB_ON_COMPLETE, concern(contingent, unit->airfield), 1);
    ab_contingent_leads(run, contingent, AB_LEAD_COMPLETE);
    if (contingent == run->scenario->command.headquarters) {
        const ab_time setup =
            ab_luck_time(run, run->scenario->command.headquarters_setup,
                         ab_luck_stream(run, AB_OF_COMMAND, 0, AB_FOR_HEADQUARTERS), 0);
        ab_simulation_after(&run->simulation, setup, AB_EV_HEADQUARTERS_UP, 0);
    }
    if (ab_contingent_comes(&run->scenario->contingent[contingent]) &&
        ++run->command.units_closed == run->command.committed) {
        ab_simulation_resume(&run->simulation, AB_EV_CLOSED, 0);
    }
}

void ab_contingent_marched(struct ab_run *run, int contingent)
{
    struct ab_unit *unit = &run->unit[contingent];
    unit->record.marched = ab_now(run);
    const bool by_air = ab_contingent_flies_in(&run->scenario->contingent[contingent]);
    if (unit->record.committed && by_air && unit->record.closed == AB_TIME_NEVER &&
        unit->delivered == ab_loads_in(unit)) {
        close_contingent(run, contingent, AB_NOBODY); /* nobody and nothing to bring any more */
        ab_site_ask(run, contingent);                 /* it may go home at once */
    }
}

static void arrive(struct ab_run *run, int contingent, int airfield, int64_t people,
                   int64_t vehicles)
{
    run->unit[contingent].airfield = airfield;
    run->count.delivered_people += people;
    run->count.delivered_vehicles += vehicles;
    ab_milestone_note(run, AB_ON_PEOPLE, concern(contingent, airfield), people);
    ab_milestone_note(run, AB_ON_VEHICLES, concern(contingent, airfield), vehicles);
}

void ab_contingent_begin_with(struct ab_run *run, int index)
{
    struct ab_chalk *chalk = &run->chalk[index];
    const int contingent = chalk->lot->contingent;
    struct ab_unit *unit = &run->unit[contingent];
    if (chalk->lot->is_uncut) {
        cut_for_nobody(run, index);
    }
    chalk->called = chalk->ready = chalk->tasked = chalk->departed = chalk->landed =
        chalk->offloaded = ab_now(run);
    move(run, unit, AB_AT_HOME, AB_IN_THEATRE, chalk->lot->people, chalk->lot->vehicles);
    run->count.delivered_people += chalk->lot->people;
    run->count.delivered_vehicles += chalk->lot->vehicles;
    unit->pool += chalk->lot->people;
    unit->delivered++;
    unit->begun++;
    ab_site_ask(run, contingent);
}

void ab_contingent_begin_there(struct ab_run *run, int contingent)
{
    struct ab_unit *unit = &run->unit[contingent];
    if (!ab_contingent_comes(&run->scenario->contingent[contingent])) {
        move(run, unit, AB_AT_HOME, AB_IN_THEATRE, unit->people[AB_AT_HOME],
             unit->vehicles[AB_AT_HOME]);
    }
}

void ab_contingent_at_hub(struct ab_run *run, int index)
{
    const struct ab_lot *lot = run->chalk[index].lot;
    struct ab_unit *unit = &run->unit[lot->contingent];
    if (unit->unloaded++ == 0) {
        unit->record.hub_first = ab_now(run);
    }
    if (unit->unloaded == ab_loads_in(unit)) {
        unit->record.hub_complete = ab_now(run);
    }
    if (ab_contingent_has_second_tier(&run->scenario->contingent[lot->contingent])) {
        move(run, unit, AB_ABOARD, AB_IN_YARD, lot->people, lot->vehicles);
    }
}

/* Whether all that is to come has: from a hub in as many loads as it was cut into. */
static bool is_all_in(const struct ab_run *run, int contingent)
{
    const struct ab_unit *unit = &run->unit[contingent];
    return ab_contingent_has_second_tier(&run->scenario->contingent[contingent])
               ? unit->unloaded == ab_loads_in(unit) && !unit->uncut &&
                     unit->delivered == unit->onward_chalks
               : unit->delivered == ab_loads_in(unit);
}

void ab_contingent_begun(struct ab_run *run, int contingent)
{
    ab_contingent_leads(run, contingent, AB_LEAD_FIRST_LANDING); /* before the start */
    assert(run->unit[contingent].record.committed);
    if (is_all_in(run, contingent)) {
        close_contingent(run, contingent, AB_NOBODY);
        ab_site_ask(run, contingent); /* it may go home at once */
    }
}

/* A load is in the theatre. */
static void bring_in(struct ab_run *run, int index, int airfield, bool by_air)
{
    const struct ab_chalk *chalk = &run->chalk[index];
    const int contingent = chalk->lot->contingent;
    struct ab_unit *unit = &run->unit[contingent];
    move(run, unit, AB_ABOARD, AB_IN_THEATRE, chalk->lot->people, chalk->lot->vehicles);
    arrive(run, contingent, airfield, chalk->lot->people, chalk->lot->vehicles);
    unit->forming_up++;
    const ab_time form_up = ab_luck_time(
        run, run->scenario->contingent[contingent].form_up,
        ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_FORM_UP), (uint32_t)chalk->number);
    if (form_up == 0) {
        ab_contingent_formed_up(run, index);
    } else {
        ab_simulation_after(&run->simulation, form_up, AB_EV_FORMED_UP, (uint32_t)index);
    }
    unit->delivered++;
    if (is_all_in(run, contingent)) {
        close_contingent(run, contingent, by_air ? index : AB_NOBODY);
    }
}

void ab_contingent_landed(struct ab_run *run, int index)
{
    bring_in(run, index, run->sortie[run->chalk[index].tail].destination, true);
}

void ab_contingent_came_on(struct ab_run *run, int index)
{
    const int contingent = run->chalk[index].lot->contingent;
    const int airfield = run->scenario->contingent[contingent].apod.index[0];
    struct ab_contingent_record *record = &run->unit[contingent].record;
    if (record->first_landing == AB_TIME_NEVER) {
        record->first_landing = ab_now(run);
        ab_milestone_note(run, AB_ON_ARRIVED, concern(contingent, airfield), 1);
        ab_contingent_leads(run, contingent, AB_LEAD_FIRST_LANDING);
    }
    bring_in(run, index, airfield, false);
}

void ab_contingent_road_in(struct ab_run *run, int contingent)
{
    struct ab_unit *unit = &run->unit[contingent];
    const int64_t people = unit->people[AB_AT_HOME], vehicles = unit->vehicles[AB_AT_HOME];
    move(run, unit, AB_AT_HOME, AB_IN_THEATRE, people, vehicles);
    unit->record.first_landing = ab_now(run);
    ab_contingent_leads(run, contingent, AB_LEAD_FIRST_LANDING);
    arrive(run, contingent, ab_outline_leaves_from(run, contingent), people, vehicles);
    ab_milestone_note(run, AB_ON_ARRIVED, concern(contingent, AB_NOBODY), 1);
    unit->column_pending = true;
    const ab_time form_up =
        ab_luck_time(run, run->scenario->contingent[contingent].form_up,
                     ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_FORM_UP), 0);
    ab_simulation_after(&run->simulation, form_up, AB_EV_COLUMN_FORMED_UP, (uint32_t)contingent);
    close_contingent(run, contingent, AB_NOBODY);
}

void ab_contingent_formed_up(struct ab_run *run, int index)
{
    const struct ab_chalk *chalk = &run->chalk[index];
    struct ab_unit *unit = &run->unit[chalk->lot->contingent];
    unit->pool += chalk->lot->people;
    unit->forming_up--;
    ab_site_ask(run, chalk->lot->contingent);
}

void ab_contingent_column_formed_up(struct ab_run *run, int contingent)
{
    struct ab_unit *unit = &run->unit[contingent];
    unit->pool += unit->people[AB_IN_THEATRE];
    unit->column_pending = false;
    ab_site_ask(run, contingent);
}

/* --- home again ------------------------------------------------------------------------------ */

/* With its last load off its aircraft, or without. */
static void return_contingent(struct ab_run *run, int contingent, int load)
{
    run->unit[contingent].record.withdrawn = ab_now(run);
    if (!ab_contingent_comes(&run->scenario->contingent[contingent])) {
        close_contingent(run, contingent, load);
    }
    ab_milestone_note(run, AB_ON_RETURNED, concern(contingent, AB_NOBODY), 1);
    if (++run->withdrawal.returned ==
        run->command.committed - run->command.staying + run->command.leaving) {
        run->withdrawal.done = ab_now(run);
        ab_milestone_note(run, AB_ON_WITHDRAWN, concern(AB_NOBODY, AB_NOBODY), 1);
        ab_simulation_resume(&run->simulation, AB_EV_WITHDRAWN, 0);
    }
}

void ab_contingent_home(struct ab_run *run, int index)
{
    const struct ab_chalk *chalk = &run->chalk[index];
    struct ab_unit *unit = &run->unit[chalk->lot->contingent];
    move(run, unit, AB_ABOARD, AB_RETURNED, chalk->lot->people, chalk->lot->vehicles);
    if (++unit->returned == ab_loads_out(unit)) {
        return_contingent(run, chalk->lot->contingent, index);
    }
}

void ab_contingent_column_home(struct ab_run *run, int contingent)
{
    struct ab_unit *unit = &run->unit[contingent];
    move(run, unit, AB_IN_THEATRE, AB_RETURNED, unit->people[AB_IN_THEATRE],
         unit->vehicles[AB_IN_THEATRE]);
    if (!ab_contingent_comes(&run->scenario->contingent[contingent])) {
        unit->record.first_landing = ab_now(run);
        ab_contingent_leads(run, contingent, AB_LEAD_FIRST_LANDING);
    }
    return_contingent(run, contingent, AB_NOBODY);
}

/* --- loads before they are tasked ------------------------------------------------------------- */

/* Whether the airfield that it leaves from, or all that it may go to, are not used any more. */
static bool is_held_by_closure(const struct ab_run *run, const struct ab_chalk *chalk)
{
    const struct ab_contingent *plan = &run->scenario->contingent[chalk->lot->contingent];
    const struct ab_goals goals = ab_contingent_goals(plan, chalk->lot->direction);
    bool used = false;
    for (int i = 0; !used && i < goals.count; i++) {
        used = ab_timetable_is_used(run, goals.airfield[i]);
    }
    return !used || !ab_timetable_is_used(run, ab_contingent_origin(plan, chalk->lot->direction));
}

enum ab_cause ab_held_cause(const struct ab_run *run, const struct ab_chalk *chalk)
{
    if (chalk->too_early) {
        return AB_CAUSE_WINDOW;
    }
    if (is_held_by_closure(run, chalk)) {
        return AB_CAUSE_CLOSED;
    }
    return ab_flow_cause(run, chalk);
}
