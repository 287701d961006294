/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* supply.c - stock against consumption. */
#include "model/supply.h"

#include "model/milestone.h"
#include "model/outline.h"

static bool is_followed(const struct ab_run *run)
{
    return run->scenario->supply.consumption > 0;
}

/* Tonnes per millisecond. */
static double consumption(const struct ab_run *run)
{
    return (double)run->supply.people * run->scenario->supply.consumption / (double)AB_DAY;
}

void ab_supply_reset(struct ab_run *run)
{
    run->supply =
        (struct ab_supply_state){.stock_t = run->scenario->supply.stock, .review = AB_EVENT_NONE};
}

void ab_supply_settle(struct ab_run *run)
{
    struct ab_supply_state *supply = &run->supply;
    if (!is_followed(run)) {
        return;
    }
    const ab_time span = ab_now(run) - supply->settled;
    const double eaten = consumption(run) * (double)span;
    supply->settled = ab_now(run);
    if (eaten <= supply->stock_t) {
        supply->stock_t -= eaten;
        return;
    }
    supply->short_ms += ab_time_round((double)span * (1 - supply->stock_t / eaten));
    supply->stock_t = 0;
}

static void ask_for_loads(struct ab_run *run)
{
    const struct ab_supply *plan = &run->scenario->supply;
    struct ab_supply_state *supply = &run->supply;
    while (plan->contingent != AB_NOBODY && supply->stock_t + supply->coming_t <= plan->trigger) {
        const int chalk = ab_outline_add_sustainment(run, plan->contingent, plan->load);
        if (chalk == AB_NOBODY) {
            ab_run_out_of_memory(run);
            return;
        }
        supply->coming_t += plan->load;
        ab_simulation_resume(&run->simulation, (uint16_t)AB_EV_CHALK_READY, (uint32_t)chalk);
    }
}

static void schedule_review(struct ab_run *run, ab_time delay)
{
    const ab_time left = AB_TIME_NEVER - ab_now(run);
    run->supply.review =
        ab_simulation_plan(&run->simulation, delay < left ? ab_now(run) + delay : AB_TIME_NEVER,
                           AB_PRIORITY_NORMAL, (uint16_t)AB_EV_SUPPLY, 0);
}

/* Asks for loads if need be and schedules the next look. It may move run->chalk. */
static void review(struct ab_run *run)
{
    const struct ab_supply *plan = &run->scenario->supply;
    struct ab_supply_state *supply = &run->supply;
    const double rate = consumption(run);
    ab_simulation_cancel(&run->simulation, supply->review);
    supply->review = AB_EVENT_NONE;
    if (rate <= 0 || run->command.request == AB_TIME_NEVER) { /* nobody is asked before */
        return;
    }
    ask_for_loads(run);
    const double spare = supply->stock_t + supply->coming_t - plan->trigger;
    if (plan->contingent != AB_NOBODY && spare > 0 && supply->coming_t <= plan->trigger) {
        schedule_review(run, ab_time_round(spare / rate) + 1);
    }
}

void ab_supply_post_review(struct ab_run *run)
{
    struct ab_supply_state *supply = &run->supply;
    if (is_followed(run)) {
        ab_simulation_cancel(&run->simulation, supply->review);
        schedule_review(run, 0);
    }
}

void ab_supply_delivered(struct ab_run *run, int index)
{
    const struct ab_chalk *chalk = &run->chalk[index];
    ab_supply_settle(run);
    run->supply.stock_t += chalk->lot->cargo_t;
    run->supply.coming_t -= chalk->lot->cargo_t;
    run->supply.flights++;
    ab_milestone_note(run, AB_ON_SUSTAINMENT,
                      (struct ab_concern){chalk->lot->contingent,
                                          run->sortie[chalk->tail].destination, AB_NOBODY},
                      1);
    review(run);
}

void ab_supply_due(struct ab_run *run)
{
    ab_supply_settle(run);
    review(run);
}
