/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* command.c - from the request to the orders, and from the withdrawal order to the last flight
 * home. */
#include "model/command.h"

#include "model/authority.h"
#include "model/beginning.h"
#include "model/chain.h"
#include "model/contingent.h"
#include "model/evacuation.h"
#include "model/fleet.h"
#include "model/luck.h"
#include "model/measure.h"
#include "model/milestone.h"
#include "model/notification.h"
#include "model/site.h"
#include "model/supply.h"
#include "model/window.h"

#include <assert.h>

static const struct ab_concern nobody = {AB_NOBODY, AB_NOBODY, AB_NOBODY};

static ab_time step(const struct ab_run *run, const struct ab_when *when, ab_time base,
                    enum ab_command_purpose purpose)
{
    return ab_luck_when(run, when, base, ab_luck_stream(run, AB_OF_COMMAND, 0, (int)purpose));
}

/* --- request, decision, orders --------------------------------------------------------------- */

void ab_command_reset(struct ab_run *run)
{
    run->command.request = run->command.decision = run->command.orders = AB_TIME_NEVER;
    ab_simulation_at(&run->simulation,
                     step(run, &run->scenario->command.request, 0, AB_FOR_REQUEST),
                     AB_PRIORITY_NORMAL, AB_EV_REQUEST, 0);
}

static void alert(struct ab_run *run, enum ab_alert signal)
{
    ab_contingent_alert(run, signal);
    ab_fleet_alert(run, signal);
}

void ab_command_request(struct ab_run *run)
{
    const struct ab_command *command = &run->scenario->command;
    run->command.request = ab_now(run);
    ab_measure_request(run);
    ab_notification_schedule(run);
    ab_authority_open(run);
    const ab_time consulted = step(run, &command->consultation, ab_now(run), AB_FOR_CONSULTATION);
    const ab_time decided = ab_notification_allows(
        run, AB_PRECEDES_DECISION, step(run, &command->decision, consulted, AB_FOR_DECISION));
    const ab_time ordered = ab_notification_allows(
        run, AB_PRECEDES_ORDERS, step(run, &command->orders, decided, AB_FOR_ORDERS));
    ab_simulation_at(&run->simulation, decided, AB_PRIORITY_NORMAL, AB_EV_DECISION, 0);
    ab_simulation_at(&run->simulation, ordered, AB_PRIORITY_NORMAL, AB_EV_ORDERS, 0);
    ab_milestone_note(run, AB_ON_REQUEST, nobody, 1);
    ab_site_schedule_requests(run);
    ab_window_set(run);
    ab_evacuation_schedule(run);
    if (run->supply.people > 0 && ab_now(run) > 0) { /* they were there before */
        ab_supply_post_review(run);
    }
    ab_beginning_close(run);
    alert(run, AB_ALERT_REQUEST);
}

void ab_command_decision(struct ab_run *run)
{
    run->command.decision = ab_now(run);
    ab_milestone_note(run, AB_ON_DECISION, nobody, 1);
    alert(run, AB_ALERT_DECISION);
}

void ab_command_orders(struct ab_run *run)
{
    run->command.orders = ab_now(run);
    ab_milestone_note(run, AB_ON_ORDERS, nobody, 1);
    alert(run, AB_ALERT_ORDERS);
}

/* --- the way home ---------------------------------------------------------------------------- */

static const struct ab_withdrawal *plan_of(const struct ab_run *run)
{
    return &run->scenario->withdrawal;
}

static void schedule_order(struct ab_run *run, ab_time base)
{
    const ab_time order =
        ab_luck_when(run, &plan_of(run)->order, base,
                     ab_luck_stream(run, AB_OF_COMMAND, 0, AB_FOR_WITHDRAWAL_ORDER));
    run->withdrawal.coming = AB_EVENT_NONE;
    if (order != AB_TIME_NEVER) {
        run->withdrawal.coming =
            ab_simulation_plan(&run->simulation, ab_time_later(order, ab_now(run)),
                               AB_PRIORITY_NORMAL, AB_EV_WITHDRAWAL_ORDER, 0);
    }
}

static bool is_coming(const struct ab_run *run)
{
    return run->withdrawal.order != AB_TIME_NEVER || run->withdrawal.coming != AB_EVENT_NONE;
}

void ab_command_refresh_order(struct ab_run *run)
{
    const struct ab_when *order = &plan_of(run)->order;
    const ab_time base = order->kind == AB_WHEN_DATE ? 0 : run->command.closed;
    if (run->withdrawal.order == AB_TIME_NEVER) {
        (void)ab_simulation_cancel(&run->simulation, run->withdrawal.coming);
        schedule_order(run, base);
    }
}

void ab_command_reset_withdrawal(struct ab_run *run)
{
    run->withdrawal.coming = AB_EVENT_NONE;
    run->withdrawal.order = AB_TIME_NEVER;
    run->withdrawal.from = AB_TIME_NEVER;
    run->withdrawal.done = AB_TIME_NEVER;
    run->withdrawal.returned = 0;
    if (plan_of(run)->order.kind == AB_WHEN_DATE) {
        schedule_order(run, 0);
    }
}

/* --- order and release ----------------------------------------------------------------------- */

static bool is_at_hand(const struct ab_unit *unit)
{
    return unit->record.closed != AB_TIME_NEVER && unit->sites_held == 0 && unit->forming_up == 0 &&
           !unit->column_pending;
}

/* Lets a contingent go that is complete, has no site left and all its people at hand. */
static void release(struct ab_run *run, int contingent)
{
    struct ab_unit *unit = &run->unit[contingent];
    if (unit->homeward || !unit->record.committed || !is_at_hand(unit) ||
        run->scenario->contingent[contingent].journey != AB_JOURNEY_RETURN) {
        return;
    }
    assert(unit->pool == unit->people[AB_IN_THEATRE]);
    ab_site_leave(run, contingent);
    const ab_time from =
        ab_time_later(ab_time_later(unit->release_from, run->withdrawal.from), ab_now(run));
    ab_simulation_at(&run->simulation, from, AB_PRIORITY_NORMAL, AB_EV_HOMEWARD,
                     (uint32_t)contingent);
}

static void order_withdrawal(struct ab_run *run)
{
    const struct ab_withdrawal *plan = plan_of(run);
    const ab_time now = ab_now(run);
    run->withdrawal.order = now;
    ab_milestone_note(run, AB_ON_WITHDRAWAL_ORDER, nobody, 1);
    run->withdrawal.from = ab_luck_when(
        run, &plan->start, now, ab_luck_stream(run, AB_OF_COMMAND, 0, AB_FOR_WITHDRAWAL_START));
    const ab_time handback =
        ab_luck_when(run, &plan->handback, now,
                     ab_luck_stream(run, AB_OF_COMMAND, 0, AB_FOR_WITHDRAWAL_HANDBACK));
    for (int s = 0; s < run->scenario->site_count; s++) {
        const ab_time own = ab_luck_when(run, &run->scenario->site[s].handback_after, now,
                                         ab_luck_stream(run, AB_OF_SITE, s, AB_FOR_HANDBACK_AFTER));
        ab_simulation_at(&run->simulation, ab_time_later(handback, own), AB_PRIORITY_NORMAL,
                         AB_EV_HANDBACK, (uint32_t)s);
    }
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        run->unit[c].release_from =
            ab_luck_when(run, &run->scenario->contingent[c].withdraw_after, now,
                         ab_luck_stream(run, AB_OF_CONTINGENT, c, AB_FOR_WITHDRAW_AFTER));
    }
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        release(run, c);
    }
}

void ab_command_withdrawal_order(struct ab_run *run)
{
    const ab_time allowed = ab_notification_allows(run, AB_PRECEDES_WITHDRAWAL, ab_now(run));
    const int request = ab_authority_withdrawal(run);
    run->withdrawal.coming = AB_EVENT_NONE;
    if (allowed > ab_now(run)) {
        run->withdrawal.coming = ab_simulation_plan(&run->simulation, allowed, AB_PRIORITY_NORMAL,
                                                    AB_EV_WITHDRAWAL_ORDER, 0);
    } else if (ab_authority_is_asked(run, AB_RELEASE_WITHDRAWAL) &&
               !run->authority.request[request].is_released) {
        ab_authority_ask(run, request);
    } else {
        order_withdrawal(run);
    }
}

void ab_command_commit_due(struct ab_run *run, int contingent)
{
    ab_authority_ask(run, contingent);
}

void ab_command_released(struct ab_run *run, int request)
{
    ab_authority_done(run, request);
    if (request != ab_authority_withdrawal(run)) {
        ab_contingent_commit(run, request);
    } else if (run->withdrawal.coming == AB_EVENT_NONE) {
        order_withdrawal(run);
    } /* else its date has changed meanwhile */
}

/* --- going ----------------------------------------------------------------------------------- */

void ab_command_homeward(struct ab_run *run, int contingent)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    struct ab_unit *unit = &run->unit[contingent];
    unit->record.released = ab_now(run);
    if (plan->mode_out == AB_MODE_AIR && unit->outbound_chalks > 0) {
        if (ab_contingent_comes(plan)) { /* else they are expected since it was alerted */
            ab_contingent_schedule_loads(run, unit->first_chalk + unit->inbound_chalks,
                                         unit->outbound_chalks, ab_now(run));
        }
        return;
    }
    ab_time road = 0;
    if (plan->mode_out == AB_MODE_ROAD) {
        ab_milestone_note(run, AB_ON_COLUMN, (struct ab_concern){contingent, AB_NOBODY, AB_NOBODY},
                          1);
        road = ab_luck_time(run, plan->road_out_time,
                            ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_ROAD_OUT), 0);
    }
    ab_simulation_after(&run->simulation, road, AB_EV_COLUMN_HOME, (uint32_t)contingent);
}

/* --- what has come to its end ---------------------------------------------------------------- */

void ab_command_assignment(struct ab_run *run)
{
    struct ab_list *asking = &run->assignment.asking;
    const struct ab_list_links links = {&run->unit[0].link, sizeof run->unit[0]};
    run->assignment.posted = false;
    ab_site_assign(run);
    for (int c; (c = asking->first) != AB_NOBODY;) {
        ab_list_take(asking, links, c);
        run->unit[c].asks = false;
        if (run->withdrawal.order != AB_TIME_NEVER) {
            release(run, c);
        }
    }
}

/* Those who only leave may be gone before those who come, and stay, are in. */
void ab_command_withdrawn(struct ab_run *run)
{
    const bool comes =
        run->command.leaving > 0 && run->command.units_closed < run->command.committed;
    if (run->scenario->general.end == AB_END_WITHDRAWN && !comes) {
        ab_simulation_stop(&run->simulation);
    }
}

void ab_command_closed(struct ab_run *run)
{
    run->command.closed = ab_now(run);
    ab_chain_close(run);
    ab_measure_deployment(run);
    ab_milestone_note(run, AB_ON_CLOSED, nobody, 1);
    if (plan_of(run)->order.kind == AB_WHEN_DELAY && !is_coming(run)) {
        schedule_order(run, ab_now(run));
    }
    if (run->scenario->general.end == AB_END_CLOSED && run->command.joining == 0) {
        ab_simulation_stop(&run->simulation);
    }
    if (run->withdrawal.done != AB_TIME_NEVER) {
        ab_command_withdrawn(run);
    }
}
