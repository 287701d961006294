/* fleet.c - aircraft by tail. */
#include "model/fleet.h"

#include "model/luck.h"

#include <assert.h>

int ab_fleet_count_tails(const struct ab_scenario *scenario)
{
    int64_t tails = 0;
    for (int i = 0; i < scenario->fleet_count; i++) {
        tails += scenario->fleet[i].number;
    }
    return (int)tails;
}

bool ab_fleet_may_carry(const struct ab_scenario *scenario, int contingent, int fleet)
{
    const struct ab_references *fleets = &scenario->contingent[contingent].fleets;
    if (fleets->count == 0) {
        return true;
    }
    for (int i = 0; i < fleets->count; i++) {
        if (fleets->index[i] == fleet) {
            return true;
        }
    }
    return false;
}

uint64_t ab_fleet_types(const struct ab_scenario *scenario, int contingent)
{
    uint64_t types = 0;
    for (int i = 0; i < scenario->fleet_count; i++) {
        if (scenario->fleet[i].number > 0 && ab_fleet_may_carry(scenario, contingent, i)) {
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

void ab_fleet_reset(struct ab_run *run)
{
    int next = 0;
    for (int i = 0; i < run->scenario->fleet_count; i++) {
        const struct ab_fleet *fleet = &run->scenario->fleet[i];
        for (int number = 1; number <= fleet->number; number++) {
            run->tail[next++] = (struct ab_tail){
                .fleet = i,
                .number = number,
                .type = fleet->type,
                .home = fleet->home,
                .state = AB_TAIL_UNAVAILABLE,
                .at = fleet->home,
                .sortie = AB_NOBODY,
                .last_sortie = AB_NOBODY,
                .chalk = AB_NOBODY,
                .last_chalk = AB_NOBODY,
                .destination = AB_NOBODY,
                .available = AB_TIME_NEVER,
            };
        }
    }
    run->tails_free = 0;
}

void ab_fleet_alert(struct ab_run *run, enum ab_alert signal)
{
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        const struct ab_fleet *fleet = &run->scenario->fleet[tail->fleet];
        if (fleet->alerted_by == signal) {
            const ab_time delay = ab_luck_time(run, &fleet->available,
                                               ab_luck_fleet(run, tail->fleet, AB_FOR_AVAILABLE),
                                               (uint32_t)tail->number);
            ab_simulation_after(&run->simulation, delay, AB_EV_TAIL_AVAILABLE, (uint32_t)t);
        }
    }
}

void ab_fleet_release_tail(struct ab_run *run, int index)
{
    struct ab_tail *tail = &run->tail[index];
    assert(tail->state != AB_TAIL_FREE);
    tail->state = AB_TAIL_FREE;
    tail->free_since = ab_now(run);
    if (tail->available == AB_TIME_NEVER) {
        tail->available = ab_now(run);
    }
    run->tails_free++;
    ab_post_tasking(run);
}
