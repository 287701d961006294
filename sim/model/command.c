/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* command.c - from the request to the orders. */
#include "model/command.h"

#include "model/backhaul.h"
#include "model/contingent.h"
#include "model/fleet.h"
#include "model/luck.h"
#include "model/measure.h"
#include "model/milestone.h"
#include "model/site.h"

static const struct ab_concern nobody = {AB_NOBODY, AB_NOBODY, AB_NOBODY};

static ab_time step(const struct ab_run *run, const struct ab_when *when, ab_time base,
                    enum ab_command_purpose purpose)
{
    return ab_luck_when(run, when, base, ab_luck_stream(run, AB_OF_COMMAND, 0, (int)purpose));
}

void ab_command_reset(struct ab_run *run)
{
    run->request = run->decision = run->orders = AB_TIME_NEVER;
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
    run->request = ab_now(run);
    ab_measure_request(run);
    const ab_time consulted = step(run, &command->consultation, ab_now(run), AB_FOR_CONSULTATION);
    const ab_time decided = step(run, &command->decision, consulted, AB_FOR_DECISION);
    const ab_time ordered = step(run, &command->orders, decided, AB_FOR_ORDERS);
    ab_simulation_at(&run->simulation, decided, AB_PRIORITY_NORMAL, AB_EV_DECISION, 0);
    ab_simulation_at(&run->simulation, ordered, AB_PRIORITY_NORMAL, AB_EV_ORDERS, 0);
    ab_milestone_note(run, AB_ON_REQUEST, nobody, 1);
    ab_site_schedule_requests(run);
    ab_backhaul_schedule(run);
    alert(run, AB_ALERT_REQUEST);
}

void ab_command_decision(struct ab_run *run)
{
    run->decision = ab_now(run);
    ab_milestone_note(run, AB_ON_DECISION, nobody, 1);
    alert(run, AB_ALERT_DECISION);
}

void ab_command_orders(struct ab_run *run)
{
    run->orders = ab_now(run);
    ab_milestone_note(run, AB_ON_ORDERS, nobody, 1);
    alert(run, AB_ALERT_ORDERS);
}
