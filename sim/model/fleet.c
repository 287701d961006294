/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* fleet.c - aircraft by tail. */
#include "model/fleet.h"

#include "model/luck.h"
#include "scenario/rules.h"

#include <assert.h>

int ab_fleet_count_tails(const struct ab_scenario *scenario)
{
    int64_t tails = 0;
    for (int i = 0; i < scenario->fleet_count; i++) {
        tails += ab_scenario_most_aircraft(scenario, i);
    }
    return (int)tails;
}

bool ab_fleet_may_carry(const struct ab_scenario *scenario, int contingent, int fleet)
{
    return ab_contingent_allows(&scenario->contingent[contingent], fleet);
}

uint64_t ab_fleet_types(const struct ab_scenario *scenario, int contingent)
{
    uint64_t types = 0;
    for (int i = 0; i < scenario->fleet_count; i++) {
        if (ab_scenario_most_aircraft(scenario, i) > 0 &&
            ab_fleet_may_carry(scenario, contingent, i)) {
            types |= (uint64_t)1 << scenario->fleet[i].type;
        }
    }
    return types;
}

int64_t ab_fleet_tails_of_type(const struct ab_scenario *scenario, int contingent, int type)
{
    int64_t tails = 0;
    for (int i = 0; i < scenario->fleet_count; i++) {
        if (scenario->fleet[i].type == type && ab_fleet_may_carry(scenario, contingent, i)) {
            tails += scenario->fleet[i].number;
        }
    }
    return tails;
}

bool ab_fleet_belongs(const struct ab_run *run, const struct ab_tail *tail)
{
    const struct ab_fleet *fleet = &run->scenario->fleet[tail->fleet];
    return fleet->active && tail->number <= fleet->number;
}

void ab_fleet_reset(struct ab_run *run)
{
    int next = 0;
    for (int i = 0; i < run->scenario->fleet_count; i++) {
        const struct ab_fleet *fleet = &run->scenario->fleet[i];
        const int64_t tails = ab_scenario_most_aircraft(run->original, i);
        for (int number = 1; number <= tails; number++) {
            run->tail[next++] = (struct ab_tail){
                .fleet = i,
                .number = number,
                .type = fleet->type,
                .home = fleet->home,
                .state = AB_TAIL_UNAVAILABLE,
                .at = fleet->home,
                .stand.at = AB_NOBODY,
                .stand.ahead = AB_NOBODY,
                .place_at = AB_NOBODY,
                .sortie = AB_NOBODY,
                .last_sortie = AB_NOBODY,
                .chalk = AB_NOBODY,
                .last_chalk = AB_NOBODY,
                .destination = AB_NOBODY,
                .slot.field = AB_NOBODY,
                .backhaul = AB_NOBODY,
                .slot.since = AB_TIME_NEVER,
                .available = AB_TIME_NEVER,
                .alerted = AB_TIME_NEVER,
            };
        }
    }
    run->tails_free = 0;
    run->batches.waiting = 0;
    run->batches.in_doubt = false;
}

static void alert_tail(struct ab_run *run, int index)
{
    struct ab_tail *tail = &run->tail[index];
    const struct ab_fleet *fleet = &run->scenario->fleet[tail->fleet];
    const ab_time delay = ab_luck_time(
        run, &fleet->available, ab_luck_stream(run, AB_OF_FLEET, tail->fleet, AB_FOR_AVAILABLE),
        (uint32_t)tail->number);
    tail->alerted = ab_now(run);
    ab_simulation_after(&run->simulation, delay, AB_EV_TAIL_AVAILABLE, (uint32_t)index);
}

void ab_fleet_alert(struct ab_run *run, enum ab_alert signal)
{
    for (int t = 0; t < run->tail_count; t++) {
        if (run->scenario->fleet[run->tail[t].fleet].alerted_by == signal &&
            ab_fleet_belongs(run, &run->tail[t])) {
            alert_tail(run, t);
        }
    }
}

static bool is_signalled(const struct ab_run *run, enum ab_alert signal)
{
    const ab_time given = signal == AB_ALERT_REQUEST    ? run->command.request
                          : signal == AB_ALERT_DECISION ? run->command.decision
                                                        : run->command.orders;
    return given != AB_TIME_NEVER;
}

/* Called away: a free aircraft at home leaves at once, the others when they come home. Called in:
 * one that never had its alert gets it now, one that had left is free again. */
void ab_fleet_refresh(struct ab_run *run)
{
    for (int t = 0; t < run->tail_count; t++) {
        struct ab_tail *tail = &run->tail[t];
        const bool wanted = ab_fleet_belongs(run, tail);
        if (!wanted && tail->state == AB_TAIL_FREE && tail->at == tail->home) {
            tail->state = AB_TAIL_UNAVAILABLE;
            run->tails_free--;
        } else if (wanted && tail->state == AB_TAIL_UNAVAILABLE) {
            if (tail->alerted != AB_TIME_NEVER && tail->available != AB_TIME_NEVER) {
                ab_fleet_release_tail(run, t);
            } else if (tail->alerted == AB_TIME_NEVER &&
                       is_signalled(run, run->scenario->fleet[tail->fleet].alerted_by)) {
                alert_tail(run, t);
            }
        }
    }
}

void ab_fleet_release_tail(struct ab_run *run, int index)
{
    struct ab_tail *tail = &run->tail[index];
    assert(tail->state != AB_TAIL_FREE);
    if (tail->available == AB_TIME_NEVER) {
        tail->available = ab_now(run);
    }
    if (!ab_fleet_belongs(run, tail) && tail->at == tail->home) {
        tail->state = AB_TAIL_UNAVAILABLE;
        run->batches.in_doubt = true; /* they may have waited for it */
        ab_post_tasking(run);
        return;
    }
    tail->state = AB_TAIL_FREE;
    tail->free_since = ab_now(run);
    run->tails_free++;
    ab_post_tasking(run);
}

bool ab_fleet_may_be_tasked(const struct ab_run *run, int tail)
{
    return run->tail[tail].state == AB_TAIL_FREE && ab_fleet_belongs(run, &run->tail[tail]);
}
