/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* invariant_fields.c - what is in use at airfields: teams, yards, stands, working places, runways; and what a trace says of it. */
#include "support/invariant_parts.h"

#include "model/airfield.h"
#include "model/contingent.h"
#include "scenario/rules.h"

/* --- teams and yards ----------------------------------------------------------------------------- */

/* The places of a yard that loads of a first tier hold: not all gone on, or being unloaded. */
static int64_t held_by_hubs(const struct ab_run *run, int airfield)
{
    int64_t held = 0;
    for (int c = 0; run->hub.transit && c < run->scenario->contingent_count; c++) {
        held += run->scenario->contingent[c].via == airfield ? run->hub.transit[c].yard.count : 0;
    }
    for (int t = 0; run->hub.transit && t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        const struct ab_sortie_record *sortie = &run->sortie[t];
        if (tail->sortie != AB_NOBODY && tail->at == airfield && tail->chalk != AB_NOBODY &&
            sortie->chalk == tail->chalk && !sortie->stops && sortie->block_in != AB_TIME_NEVER) {
            const struct ab_lot *lot = run->chalk[tail->chalk].lot;
            held += ab_goes_to_hub(run, lot) && !ab_recount_goes_on_by_road(run, lot) &&
                    !tail->waits_for_yard;
        }
    }
    return held;
}

static const char *check_yards(const struct ab_run *run)
{
    int waiting = 0;
    for (int t = 0; t < run->tail_count; t++) {
        waiting += run->tail[t].waits_for_yard;
    }
    for (int i = 0; run->simulation.resumed.count == 0 && i < run->scenario->airfield_count; i++) {
        int64_t held = held_by_hubs(run, i);
        for (int k = 0; run->outload.load && k < run->chalk_count; k++) {
            const struct ab_lot *lot = run->chalk[k].lot;
            held += run->outload.load[k].in_yard &&
                    ab_contingent_origin(&run->scenario->contingent[lot->contingent],
                                         lot->direction) == i;
        }
        if (held != run->field[i].yard.in_use) {
            return "loads stand in a yard without a place, or the other way round";
        }
    }
    return waiting != run->hub.waiting ? "the aircraft that wait for a yard do not add up" : NULL;
}

/* Loads at an airfield that wait for a team, are with one, are kept for want of room, and stand in the
 * yard, by their time stamps. */
struct outload {
    int waiting, with_team, kept, in_yard;
};

static struct outload count_outload(const struct ab_run *run, int airfield)
{
    struct outload count = {0};
    for (int k = 0; k < run->chalk_count; k++) {
        const struct ab_chalk *chalk = &run->chalk[k];
        const struct ab_prepared *load = &run->outload.load[k];
        const int field = ab_contingent_origin(&run->scenario->contingent[chalk->lot->contingent],
                                               chalk->lot->direction);
        if (field != airfield || load->brought == AB_TIME_NEVER) {
            continue;
        }
        const bool by_team =
            ab_contingent_is_prepared(&run->scenario->contingent[chalk->lot->contingent]);
        const bool taken_up = load->taken_up != AB_TIME_NEVER;
        count.waiting += by_team && !taken_up;
        count.with_team += taken_up && chalk->in_hand;
        count.kept += taken_up && chalk->in_hand && load->done != AB_TIME_NEVER;
        count.in_yard += load->in_yard;
    }
    return count;
}

/* No team is free while a load waits for one, and none keeps a load that has room. */
static const char *check_outload(const struct ab_run *run)
{
    for (int i = 0; run->outload.load && i < run->scenario->airfield_count; i++) {
        const struct ab_field *field = &run->field[i];
        const struct outload count = count_outload(run, i);
        if (run->simulation.resumed.count > 0) {
            return NULL;
        }
        if (count.with_team != field->teams.in_use || count.kept != field->teams.idle ||
            count.in_yard + held_by_hubs(run, i) != field->yard.in_use ||
            count.waiting != field->teams.in_line) {
            return "the teams, or the loads in a yard, do not add up";
        }
        if (count.waiting > 0 && !field->teams_posted &&
            field->teams.in_use < field->teams.capacity) {
            return "a load waits for a team while one is free";
        }
        if (count.kept > 0 && field->yard.in_use < field->yard.capacity) {
            return "a team keeps a load that the yard has room for";
        }
    }
    return NULL;
}

/* --- places -------------------------------------------------------------------------------------- */

/* Over its destination, waiting for an open field, a stand or the runway. */
static bool is_holding(const struct ab_tail *tail, const struct ab_sortie_record *sortie)
{
    const int state = sortie ? sortie->account.state : -1;
    return ab_recount_is_flying(sortie) && tail->at == AB_NOBODY &&
           sortie->takeoff != AB_TIME_NEVER && sortie->landing == AB_TIME_NEVER &&
           (state == AB_CAUSE_HOLDING || state == AB_CAUSE_RUNWAY || state == AB_CAUSE_WEATHER ||
            state == AB_CAUSE_HOURS || state == AB_CAUSE_CLOSED);
}

/* What the aircraft use at an airfield, by the time stamps of their flights. */
struct use {
    int64_t stands, working, idle, runway;
    int64_t beyond; /* stands taken in emergencies */
    int holding, held, waiting, inbound;
};

static bool is_on_runway(const struct ab_sortie_record *sortie, int airfield)
{
    const bool leaving = sortie->block_out != AB_TIME_NEVER && sortie->takeoff == AB_TIME_NEVER &&
                         sortie->origin == airfield;
    const bool landing = sortie->landing != AB_TIME_NEVER && sortie->block_in == AB_TIME_NEVER &&
                         sortie->destination == airfield;
    return leaving || landing;
}

static struct use count_use(const struct ab_run *run, int airfield)
{
    struct use use = {0};
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        const struct ab_sortie_record *sortie = ab_recount_sortie(run, tail);
        const int64_t stands = run->scenario->aircraft[tail->type].stands;
        use.stands += tail->stand.at == airfield ? stands : 0;
        use.stands += tail->stand.ahead == airfield ? stands : 0;
        use.beyond += tail->stand.at == airfield && tail->stand.beyond ? stands : 0;
        use.working += tail->place_at == airfield;
        use.inbound += tail->chalk != AB_NOBODY &&
                       run->chalk[tail->chalk].lot->direction != AB_OUT &&
                       !run->chalk[tail->chalk].lot->sustainment && tail->destination == airfield;
        if (sortie) {
            use.idle += tail->place_at == airfield && !ab_recount_is_working(sortie, airfield);
            use.runway += is_on_runway(sortie, airfield);
            use.holding += is_holding(tail, sortie) && sortie->destination == airfield;
            use.held += ab_recount_is_flying(sortie) &&
                        (tail->holds_in == &run->field[airfield].stands ||
                         tail->holds_in == &run->field[airfield].landings.way) &&
                        tail->at == AB_NOBODY && sortie->destination == airfield;
            use.waiting += sortie->account.state == AB_CAUSE_WORKING && tail->at == airfield;
        }
    }
    for (uint32_t v = 0; v < run->traffic.visitors; v++) {
        const struct ab_visitor *visitor = &run->traffic.visitor[v];
        if (visitor->traffic != AB_NOBODY &&
            run->scenario->traffic[visitor->traffic].airfield == airfield) {
            use.stands += visitor->stands;
            use.working += visitor->working;
            use.runway += visitor->on_runway;
        }
    }
    return use;
}

static const char *check_field(const struct ab_run *run, int airfield)
{
    const struct ab_field *field = &run->field[airfield];
    const struct use use = count_use(run, airfield);
    const int64_t runway = field->has_runway_queue ? use.runway : 0;
    /* Places handed over at this instant belong to aircraft that have not gone on yet. */
    const bool settled = run->simulation.resumed.count == 0;
    if (use.stands > field->stands.in_use || use.working > field->places.in_use ||
        runway > field->runway.in_use) {
        return "an aircraft uses a stand, working place or runway that it does not hold";
    }
    if (settled && (use.stands != field->stands.in_use || use.working != field->places.in_use ||
                    runway != field->runway.in_use)) {
        return "a stand, working place or runway is held by nobody";
    }
    if (settled && use.idle != field->places.idle) {
        return "a working place counts as used without work, or the other way round";
    }
    /* A change may take places away that are still in use. */
    if (run->scenario->change_count == 0 &&
        (field->stands.in_use - use.beyond > field->stands.capacity ||
         field->places.in_use > field->places.capacity ||
         field->fuel.places.in_use > field->fuel.places.capacity ||
         field->runway.in_use > field->runway.capacity)) {
        return "more places are in use than there are";
    }
    if (field->fuel.stock_t < 0) {
        return "an airfield gave fuel that it did not have";
    }
    if (use.holding != field->overhead.count || use.held != field->overhead.in_line ||
        use.waiting != field->waiting || use.inbound != field->inbound) {
        return "the aircraft that hold, wait or are bound for an airfield do not add up";
    }
    return NULL;
}

/* What a trace says that an aircraft holds now, or AB_NOBODY. */
static int traced(const struct ab_run *run, int tail, enum ab_held held)
{
    const int open = run->holdings.open[AB_HELD_COUNT * tail + (int)held];
    return open == AB_NOBODY ? AB_NOBODY : run->holdings.record[open].thing;
}

/* A full trace leaves out what is held from then on. */
static bool is_full(const struct ab_run *run)
{
    return run->holdings.count == AB_TRACE_STATES_MAX;
}

static bool tail_holds(const struct ab_run *run, int tail, enum ab_held held, int thing)
{
    const int known = traced(run, tail, held);
    return known == thing || (known == AB_NOBODY && is_full(run));
}

static bool visitor_holds(const struct ab_run *run, const struct ab_visitor *visitor,
                          enum ab_held held, bool holds)
{
    if (!holds) {
        return true;
    }
    if (visitor->holding[held] == AB_NOBODY) {
        return is_full(run);
    }
    const struct ab_holding_record *holding = &run->holdings.record[visitor->holding[held]];
    return holding->held == held && holding->traffic == visitor->traffic &&
           holding->end == AB_TIME_NEVER;
}

/* A trace tells who holds what as the state has it. */
static const char *check_trace(const struct ab_run *run)
{
    int fuelling = 0;
    if (!run->trace || run->out_of_memory) {
        return NULL;
    }
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        const bool has_crew =
            tail->crew_aboard &&
            run->crews.pool[run->crews.first[tail->fleet]].capacity != AB_UNLIMITED;
        if (!tail_holds(run, t, AB_HELD_STAND, tail->stand.at) ||
            !tail_holds(run, t, AB_HELD_AHEAD, tail->stand.ahead) ||
            !tail_holds(run, t, AB_HELD_WORKING, tail->place_at) ||
            !tail_holds(run, t, AB_HELD_SLOT, tail->slot_at) ||
            !tail_holds(run, t, AB_HELD_CREW, has_crew ? tail->fleet : AB_NOBODY)) {
            return "the trace of who holds what is not so";
        }
        fuelling += traced(run, t, AB_HELD_FUELLING) != AB_NOBODY;
    }
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        fuelling -= run->field[i].fuel.places.in_use;
    }
    for (uint32_t v = 0; v < run->traffic.visitors; v++) {
        const struct ab_visitor *visitor = &run->traffic.visitor[v];
        if (visitor->traffic != AB_NOBODY &&
            (!visitor_holds(run, visitor, AB_HELD_STAND, visitor->stands > 0) ||
             !visitor_holds(run, visitor, AB_HELD_WORKING, visitor->working) ||
             !visitor_holds(run, visitor, AB_HELD_RUNWAY, visitor->on_runway))) {
            return "the trace of what other traffic holds is not so";
        }
    }
    return fuelling != 0 && !is_full(run) && run->simulation.resumed.count == 0
               ? "the trace of who is fuelled is not so"
               : NULL;
}

static bool is_as_recorded(const struct ab_field *field, const struct ab_airfield_record *record)
{
    return record->parking_mog == field->stands.capacity &&
           record->working_mog == field->places.capacity &&
           record->preparation_teams == field->teams.capacity &&
           record->yard_loads == field->yard.capacity &&
           record->on_ground == field->stands.in_use && record->working == field->places.in_use &&
           record->preparing == field->teams.in_use && record->in_yard == field->yard.in_use &&
           record->holding == field->overhead.count && record->waiting == field->waiting &&
           record->open == ab_gate_is_open(&field->landings) &&
           record->fuelling == field->fuel.places.in_use &&
           !(record->fuel_t < field->fuel.stock_t) && !(record->fuel_t > field->fuel.stock_t);
}

/* The latest rows of a trace tell of each airfield what is so now, once all is done that happens at
 * this instant. */
enum { ROWS_LOOKED_AT = 100 };

static const char *check_rows(const struct ab_run *run)
{
    if (!run->trace || run->out_of_memory || run->simulation.resumed.count > 0 ||
        run->untraced != AB_TIME_NEVER) {
        return NULL;
    }
    uint64_t seen = 0; /* of the first 64 airfields */
    for (int i = run->airfields.count - 1; i >= 0 && i >= run->airfields.count - ROWS_LOOKED_AT;
         i--) {
        const struct ab_airfield_record *record = &run->airfields.record[i];
        if (record->airfield < 64 && (seen >> record->airfield & 1) == 0 &&
            !is_as_recorded(&run->field[record->airfield], record)) {
            return "the latest row of an airfield does not tell what is so";
        }
        seen |= record->airfield < 64 ? (uint64_t)1 << record->airfield : 0;
    }
    return NULL;
}

const char *ab_recount_fields(const struct ab_run *run)
{
    const char *broken = NULL;
    for (int i = 0; !broken && i < run->scenario->airfield_count; i++) {
        broken = check_field(run, i);
    }
    broken = broken ? broken : check_trace(run);
    broken = broken ? broken : check_rows(run);
    broken = broken ? broken : check_yards(run);
    return broken ? broken : check_outload(run);
}
