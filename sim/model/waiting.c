/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* waiting.c - called loads that wait for an aircraft. */
#include "model/waiting.h"

#include "base/memory.h"
#include "model/contingent.h"
#include "model/outline.h"
#include "model/window.h"
#include "scenario/rules.h"

#include <stdlib.h>
#include <string.h>

/* --- which contingents allow the same fleets -------------------------------------------------- */

struct allowed {
    const struct ab_references *fleets;
    int place; /* in list_of */
};

static int compare_lists(const struct ab_references *a, const struct ab_references *b)
{
    if (a->count != b->count) {
        return a->count < b->count ? -1 : 1;
    }
    return a->count == 0 ? 0 : memcmp(a->index, b->index, (size_t)a->count * sizeof *a->index);
}

static int compare(const void *a, const void *b)
{
    return compare_lists(((const struct allowed *)a)->fleets, ((const struct allowed *)b)->fleets);
}

/* Contingents with equal lists follow each other. */
static void name_lists(struct ab_run *run, const struct allowed *allowed)
{
    static const struct ab_references all = {0, NULL};
    run->waiting.list[0] = (struct ab_fleet_list){&all, AB_NOBODY};
    run->waiting.lists = 1;
    for (int i = 0; i < AB_TIERS * ab_scenario_parties(run->scenario); i++) {
        const struct ab_fleet_list *latest = &run->waiting.list[run->waiting.lists - 1];
        if (compare_lists(allowed[i].fleets, latest->fleets) != 0) {
            run->waiting.list[run->waiting.lists++] =
                (struct ab_fleet_list){allowed[i].fleets, AB_NOBODY};
        }
        run->waiting.list_of[allowed[i].place] = run->waiting.lists - 1;
    }
}

static bool name_listings(struct ab_run *run)
{
    size_t count = 1;
    for (int l = 0; l < run->waiting.lists; l++) {
        count += (size_t)run->waiting.list[l].fleets->count;
    }
    run->waiting.listing = ab_arena_take(run->arena, count * sizeof *run->waiting.listing);
    for (int f = 0; f < run->scenario->fleet_count; f++) {
        run->waiting.listings_of[f] = AB_NOBODY;
    }
    int next = 0;
    for (int l = 0; run->waiting.listing && l < run->waiting.lists; l++) {
        const struct ab_references *fleets = run->waiting.list[l].fleets;
        for (int i = 0; i < fleets->count; i++) {
            int *head = &run->waiting.listings_of[fleets->index[i]];
            run->waiting.listing[next] = (struct ab_listing){.list = l, .next = *head};
            *head = next++;
        }
    }
    return run->waiting.listing != NULL;
}

bool ab_waiting_prepare(struct ab_run *run)
{
    const int places = AB_TIERS * ab_scenario_parties(run->scenario);
    struct allowed *allowed = ab_memory_take((size_t)places, sizeof *allowed);
    if (!allowed) {
        return false;
    }
    for (int i = 0; i < places; i++) {
        const struct ab_contingent *plan = &run->scenario->contingent[i / AB_TIERS];
        const bool goes_on = i % AB_TIERS == 1 && plan->via != AB_NOBODY;
        allowed[i] = (struct allowed){ab_contingent_fleets(plan, goes_on ? AB_ON : AB_IN), i};
    }
    qsort(allowed, (size_t)places, sizeof *allowed, compare);
    name_lists(run, allowed);
    ab_memory_give(allowed);
    return name_listings(run);
}

void ab_waiting_reset(struct ab_run *run)
{
    for (int i = 0; i < AB_DIRECTIONS * ab_scenario_parties(run->scenario); i++) {
        run->waiting.rows_of[i] = AB_NOBODY;
    }
    for (int l = 0; l < run->waiting.lists; l++) {
        run->waiting.list[l].demands = AB_NOBODY;
    }
    run->waiting.rows = run->waiting.demands = run->waiting.loads = 0;
    run->waiting.open = AB_NOBODY;
    run->waiting.in_doubt = false;
}

/* --- the order -------------------------------------------------------------------------------- */

static bool row_goes_before(const void *owner, int a, int b)
{
    const struct ab_run *run = owner;
    return ab_load_goes_before(run, run->waiting.row[a].first, run->waiting.row[b].first);
}

static bool demand_goes_before(const void *owner, int a, int b)
{
    const struct ab_run *run = owner;
    return row_goes_before(run, run->waiting.demand[a].rows, run->waiting.demand[b].rows);
}

static struct ab_pairing rows_in_order(const struct ab_run *run)
{
    return (struct ab_pairing){&run->waiting.row[0].node, sizeof run->waiting.row[0],
                               row_goes_before, run};
}

static struct ab_pairing demands_in_order(const struct ab_run *run)
{
    return (struct ab_pairing){&run->waiting.demand[0].node, sizeof run->waiting.demand[0],
                               demand_goes_before, run};
}

/* --- demands ---------------------------------------------------------------------------------- */

int ab_waiting_origin(const struct ab_run *run, const struct ab_chalk *chalk)
{
    return ab_contingent_origin(&run->scenario->contingent[chalk->lot->contingent],
                                chalk->lot->direction);
}

static uint64_t types_that_can_take(const struct ab_run *run, const struct ab_chalk *chalk)
{
    const struct ab_references *listed = ab_contingent_fleets(
        &run->scenario->contingent[chalk->lot->contingent], chalk->lot->direction);
    const int count = listed->count > 0 ? listed->count : run->scenario->fleet_count;
    uint64_t types = 0;
    for (int i = 0; i < count && types != chalk->lot->types; i++) {
        const int fleet = listed->count > 0 ? listed->index[i] : i;
        const uint64_t type = (uint64_t)1 << run->scenario->fleet[fleet].type;
        if ((chalk->lot->types & ~types & type) != 0 && ab_outline_can_take(run, chalk, fleet)) {
            types |= type;
        }
    }
    return types;
}

/* The demand of a load, or AB_NOBODY when memory is out. */
static int demand_of(struct ab_run *run, const struct ab_chalk *chalk)
{
    const uint64_t types = types_that_can_take(run, chalk);
    const int list = ab_list_of_fleets(run, chalk->lot);
    int *head = &run->waiting.list[list].demands;
    for (int d = *head; d != AB_NOBODY; d = run->waiting.demand[d].next) {
        const struct ab_demand *demand = &run->waiting.demand[d];
        if (demand->direction == chalk->lot->direction &&
            demand->evacuation == chalk->lot->evacuation && demand->types == types) {
            return d;
        }
    }
    if (!AB_EXTEND(run->waiting.demand, run->waiting.demand_room, run->waiting.demands)) {
        ab_run_out_of_memory(run);
        return AB_NOBODY;
    }
    run->waiting.demand[run->waiting.demands] =
        (struct ab_demand){.list = list,
                           .types = types,
                           .direction = chalk->lot->direction,
                           .evacuation = chalk->lot->evacuation,
                           .rows = AB_PAIRING_EMPTY,
                           .next = *head};
    *head = run->waiting.demands;
    return run->waiting.demands++;
}

static void open_demand(struct ab_run *run, int index)
{
    struct ab_demand *demand = &run->waiting.demand[index];
    if (!demand->is_open && demand->types != 0) {
        demand->is_open = true;
        demand->next_open = run->waiting.open;
        run->waiting.open = index;
    }
}

static void put_row(struct ab_run *run, int row)
{
    const struct ab_pairing rows = rows_in_order(run);
    struct ab_demand *demand = &run->waiting.demand[run->waiting.row[row].demand];
    demand->rows = ab_pairing_add(&rows, demand->rows, row);
}

/* --- rows ------------------------------------------------------------------------------------- */

/* Neither goes before the other, as masses. Those that are cut for their aircraft were alike before. */
static bool is_like(const struct ab_lot *a, const struct ab_lot *b)
{
    if (a->part_of != NULL || b->part_of != NULL) {
        return a->part_of == b->part_of;
    }
    return a->evacuation || /* both are: they have one party */
           (a->types == b->types && a->forward == b->forward && a->sustainment == b->sustainment &&
            !(a->mass_t < b->mass_t) && !(b->mass_t < a->mass_t));
}

/* Whether a load may stand behind the last of a row, or alone in one that is empty. Calls for more
 * people take longer to be put aboard: a ceiling may hold them, or not, where it does not hold, or
 * holds, those for fewer. */
static bool may_join(const struct ab_run *run, const struct ab_row *row, int load)
{
    const struct ab_lot *last = run->chalk[row->last].lot, *lot = run->chalk[load].lot;
    return is_like(last, lot) &&
           (row->first == AB_NOBODY || ((!lot->evacuation || last->people == lot->people) &&
                                        ab_load_goes_before(run, row->last, load)));
}

/* The row that a load may stand in as the last, a new one if need be; AB_NOBODY when memory is
 * out. Loads come in the order in which they are ready; one that does not begins another row. */
static int row_for(struct ab_run *run, int load)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    int *head =
        &run->waiting.rows_of[AB_DIRECTIONS * chalk->lot->contingent + (int)chalk->lot->direction];
    for (int r = *head; r != AB_NOBODY; r = run->waiting.row[r].next) {
        if (may_join(run, &run->waiting.row[r], load)) {
            return r;
        }
    }
    if (!AB_EXTEND(run->waiting.row, run->waiting.row_room, run->waiting.rows)) {
        ab_run_out_of_memory(run);
        return AB_NOBODY;
    }
    run->waiting.row[run->waiting.rows] =
        (struct ab_row){.first = AB_NOBODY, .last = load, .next = *head, .demand = AB_NOBODY};
    *head = run->waiting.rows;
    return run->waiting.rows++;
}

void ab_waiting_add(struct ab_run *run, int load)
{
    const int found = row_for(run, load);
    if (found == AB_NOBODY) {
        return;
    }
    struct ab_row *row = &run->waiting.row[found];
    if (row->demand == AB_NOBODY) {
        row->demand = demand_of(run, &run->chalk[load]);
    }
    if (row->demand == AB_NOBODY) {
        return;
    }
    run->waiting.next[load] = AB_NOBODY;
    if (row->first == AB_NOBODY) {
        row->first = load;
        put_row(run, found);
    } else {
        run->waiting.next[row->last] = load;
    }
    row->last = load;
    run->waiting.loads++;
    open_demand(run, row->demand);
}

/* --- rounds ----------------------------------------------------------------------------------- */

/* Whatever can be taken by other types than before has another demand. What stood in a row that is empty
 * now was filled since, and tells nothing of what will: its demand is found when a load stands there. */
static void review(struct ab_run *run)
{
    for (int d = 0; d < run->waiting.demands; d++) {
        run->waiting.demand[d].rows = AB_PAIRING_EMPTY;
    }
    for (int r = 0; r < run->waiting.rows; r++) {
        run->waiting.row[r].demand = AB_NOBODY;
        if (run->waiting.row[r].first == AB_NOBODY) {
            continue;
        }
        struct ab_chalk like = run->chalk[run->waiting.row[r].first];
        like.lot = like.lot->part_of != NULL ? &like.lot->part_of->token : like.lot;
        const int demand = demand_of(run, &like);
        if (demand == AB_NOBODY) {
            return;
        }
        run->waiting.row[r].demand = demand;
        put_row(run, r);
        open_demand(run, demand);
    }
    run->waiting.in_doubt = false;
}

static void open_list(struct ab_run *run, int list, int type)
{
    for (int d = run->waiting.list[list].demands; d != AB_NOBODY; d = run->waiting.demand[d].next) {
        if ((run->waiting.demand[d].types >> type & 1) != 0) {
            open_demand(run, d);
        }
    }
}

/* Whoever may use what has become free. */
static void open_to_fresh(struct ab_run *run)
{
    for (int f = run->idle.fresh; f != AB_NOBODY; f = run->idle.fleet[f].next_fresh) {
        const int type = run->scenario->fleet[f].type;
        run->idle.fleet[f].is_fresh = false;
        open_list(run, 0, type);
        for (int i = run->waiting.listings_of[f]; i != AB_NOBODY;
             i = run->waiting.listing[i].next) {
            open_list(run, run->waiting.listing[i].list, type);
        }
    }
    run->idle.fresh = AB_NOBODY;
}

static void put_demand(struct ab_run *run, int demand)
{
    const struct ab_pairing demands = demands_in_order(run);
    if (run->waiting.demand[demand].rows != AB_PAIRING_EMPTY) {
        run->waiting.round = ab_pairing_add(&demands, run->waiting.round, demand);
    }
}

/* Takes the demand that is asked out of the round. */
static int take_demand(struct ab_run *run)
{
    const struct ab_pairing demands = demands_in_order(run);
    const int demand = run->waiting.round;
    run->waiting.round = ab_pairing_take(&demands, demand);
    return demand;
}

/* Takes a demand's first row out of it. */
static int take_row(struct ab_run *run, int demand)
{
    const struct ab_pairing rows = rows_in_order(run);
    const int row = run->waiting.demand[demand].rows;
    run->waiting.demand[demand].rows = ab_pairing_take(&rows, row);
    return row;
}

void ab_waiting_begin_round(struct ab_run *run)
{
    if (run->waiting.in_doubt) {
        review(run);
    }
    open_to_fresh(run);
    run->waiting.round = AB_PAIRING_EMPTY;
    run->waiting.aside = AB_NOBODY;
    for (int d = run->waiting.open; d != AB_NOBODY; d = run->waiting.demand[d].next_open) {
        run->waiting.demand[d].is_open = false;
        put_demand(run, d);
    }
    run->waiting.open = AB_NOBODY;
}

int ab_waiting_first(const struct ab_run *run, const struct ab_demand *demand)
{
    return run->waiting.row[demand->rows].first;
}

/* Whether the demand that is asked, and its first row, have nobody beside them to go before. */
static bool is_alone(const struct ab_run *run)
{
    const struct ab_demand *demand = &run->waiting.demand[run->waiting.round];
    return demand->node.child == AB_PAIRING_EMPTY &&
           run->waiting.row[demand->rows].node.child == AB_PAIRING_EMPTY;
}

void ab_waiting_take(struct ab_run *run)
{
    int *asked = &run->waiting.row[run->waiting.demand[run->waiting.round].rows].first;
    const int next = run->waiting.next[*asked];
    run->waiting.loads--;
    if (next != AB_NOBODY && is_alone(run)) {
        *asked = next;
        return;
    }
    const int demand = take_demand(run), row = take_row(run, demand);
    *asked = next;
    if (next != AB_NOBODY) {
        put_row(run, row);
    }
    put_demand(run, demand);
}

/* Those that are not needed any more are not asked for: all of a row lapse at once. */
static void pass_over_lapsed(struct ab_run *run)
{
    while (run->waiting.round != AB_PAIRING_EMPTY &&
           run->chalk[ab_waiting_first(run, &run->waiting.demand[run->waiting.round])]
               .lot->has_lapsed) {
        ab_waiting_take(run);
    }
}

const struct ab_demand *ab_waiting_ask(struct ab_run *run)
{
    if (run->cuts.of != NULL) {
        pass_over_lapsed(run);
    }
    return run->waiting.round == AB_PAIRING_EMPTY ? NULL : &run->waiting.demand[run->waiting.round];
}

void ab_waiting_hold(struct ab_run *run, bool alike)
{
    if (alike) { /* so are the other rows of the demand */
        open_demand(run, run->waiting.round);
        ab_waiting_refuse_demand(run);
    } else {
        run->waiting.demand[run->waiting.round].is_held = true;
        ab_waiting_refuse_row(run);
    }
}

void ab_waiting_refuse_row(struct ab_run *run)
{
    const int demand = take_demand(run), row = take_row(run, demand);
    run->waiting.row[row].node.sibling = run->waiting.aside;
    run->waiting.aside = row;
    put_demand(run, demand);
}

void ab_waiting_put_off_row(struct ab_run *run)
{
    open_demand(run, run->waiting.round);
    ab_waiting_refuse_row(run);
}

void ab_waiting_refuse_demand(struct ab_run *run)
{
    (void)take_demand(run);
}

void ab_waiting_end_round(struct ab_run *run)
{
    for (int row = run->waiting.aside; row != AB_NOBODY;) {
        const int next = run->waiting.row[row].node.sibling;
        const int demand = run->waiting.row[row].demand;
        put_row(run, row);
        if (run->waiting.demand[demand].is_held) {
            run->waiting.demand[demand].is_held = false;
            open_demand(run, demand);
        }
        row = next;
    }
}

bool ab_waiting_is_stranded(const struct ab_run *run)
{
    bool is_stranded = false;
    for (int r = 0; !is_stranded && r < run->waiting.rows; r++) {
        const struct ab_row *row = &run->waiting.row[r];
        const struct ab_lot *lot = row->first != AB_NOBODY ? run->chalk[row->first].lot : NULL;
        is_stranded = lot != NULL && !lot->sustainment && !lot->evacuation && !lot->has_lapsed &&
                      run->waiting.demand[row->demand].types == 0;
    }
    return is_stranded;
}
