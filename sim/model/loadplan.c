/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* loadplan.c - first fit decreasing over decks, then seats, then bulk. */
#include "model/loadplan.h"

#include "base/memory.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void ab_load_planner_clear(struct ab_load_planner *planner)
{
    ab_memory_give(planner->load);
    ab_memory_give(planner->deck);
    ab_memory_give(planner->item);
    memset(planner, 0, sizeof *planner);
}

int64_t ab_load_vehicles(const struct ab_load_planner *planner, const struct ab_load *load,
                         int vehicle)
{
    int64_t count = 0;
    for (int i = load->first_item; i >= 0; i = planner->item[i].next) {
        count += planner->item[i].vehicle == vehicle;
    }
    return count;
}

struct ab_deck ab_load_deck(const struct ab_load_planner *planner,
                            const struct ab_scenario *scenario, const struct ab_load *load)
{
    struct ab_deck deck = {0};
    for (int i = load->first_item; i >= 0; i = planner->item[i].next) {
        ab_deck_place(&deck, &scenario->aircraft[load->type],
                      &scenario->vehicle[planner->item[i].vehicle]);
    }
    return deck;
}

/* --- opening loads --------------------------------------------------------------------------- */

static struct ab_load *open_load(struct ab_load_planner *planner, int type)
{
    if (planner->loads == planner->load_room) {
        const int room = planner->load_room ? 2 * planner->load_room : 64;
        if (!AB_ENLARGE(planner->load, room) || !AB_ENLARGE(planner->deck, room)) {
            planner->out_of_memory = true;
            return NULL;
        }
        planner->load_room = room;
    }
    struct ab_load *load = &planner->load[planner->loads++];
    memset(load, 0, sizeof *load);
    load->count = 1;
    load->type = type;
    load->first_item = -1;
    return load;
}

static bool is_allowed(const struct ab_load_request *request, int type)
{
    return (request->types >> type & 1) != 0 && request->payload_t[type] >= 0;
}

static bool fits_alone(const struct ab_load_request *request, int type,
                       const struct ab_vehicle_class *vehicle)
{
    return is_allowed(request, type) && ab_type_takes_vehicle(&request->scenario->aircraft[type],
                                                              vehicle, request->payload_t[type]);
}

/* The type the load number `number` is planned for, which begins with this vehicle: the load plan's
 * while it lasts, then the default; when that does not take it, the smallest allowed type that
 * does. */
static int choose_type(const struct ab_load_request *request, int number,
                       const struct ab_vehicle_class *vehicle)
{
    const struct ab_contingent *contingent = request->contingent;
    int type = request->default_type;
    for (int i = 0, planned = 0; i < contingent->load_plan_count; i++) {
        planned += (int)contingent->load_plan[i].count;
        if (number < planned && is_allowed(request, contingent->load_plan[i].index)) {
            type = contingent->load_plan[i].index;
            break;
        }
    }
    if (fits_alone(request, type, vehicle)) {
        return type;
    }
    int smallest = type;
    for (int t = 0; t < request->scenario->aircraft_count; t++) {
        if (fits_alone(request, t, vehicle) &&
            (smallest == type || request->payload_t[t] < request->payload_t[smallest])) {
            smallest = t;
        }
    }
    assert(smallest != type && "a vehicle that fits nothing passed the reader");
    return smallest;
}

/* Whether a vehicle that the payload refuses would go aboard if there were fuel everywhere. */
static bool would_take(const struct ab_load_request *request, const struct ab_load *load,
                       struct ab_deck deck, const struct ab_vehicle_class *vehicle)
{
    if (load->cargo_t + vehicle->mass > request->fuelled_payload_t[load->type] + AB_SLACK) {
        return false;
    }
    return ab_deck_place(&deck, &request->scenario->aircraft[load->type], vehicle);
}

/* --- vehicles -------------------------------------------------------------------------------- */

static bool add_vehicle(struct ab_load_planner *planner, struct ab_load *load, int vehicle,
                        double mass)
{
    if (!AB_EXTEND(planner->item, planner->item_room, planner->items)) {
        planner->out_of_memory = true;
        return false;
    }
    /* Appended at the end, so that the list keeps the order. */
    int *link = &load->first_item;
    while (*link >= 0) {
        link = &planner->item[*link].next;
    }
    *link = planner->items;
    planner->item[planner->items++] = (struct ab_load_item){vehicle, -1};
    load->vehicles++;
    load->cargo_t += mass;
    return true;
}

/* What it refuses does not bind it where it never takes any of that class. */
static void refuse(const struct ab_load_request *request, struct ab_load *load,
                   const struct ab_vehicle_class *vehicle, enum ab_bound bound)
{
    if (fits_alone(request, load->type, vehicle)) {
        load->bound = bound;
    }
}

static bool try_vehicle(struct ab_load_planner *planner, const struct ab_load_request *request,
                        int index, const struct ab_vehicle_class *vehicle)
{
    struct ab_load *load = &planner->load[index];
    struct ab_deck *deck = &planner->deck[index];
    if (load->vehicles == 0) {
        memset(deck, 0, sizeof *deck);
    }
    if (load->cargo_t + vehicle->mass > request->payload_t[load->type] + AB_SLACK) {
        refuse(request, load, vehicle, AB_BOUND_MASS);
        load->light = load->light || would_take(request, load, *deck, vehicle);
        return false;
    }
    if (!ab_deck_place(deck, &request->scenario->aircraft[load->type], vehicle)) {
        refuse(request, load, vehicle, AB_BOUND_DECK);
        return false;
    }
    return true;
}

/* Loads that refused one vehicle of a class refuse the next: `from` only moves forward. */
static void load_class(struct ab_load_planner *planner, const struct ab_load_request *request,
                       int first_load, const struct ab_number_of *wanted)
{
    const struct ab_vehicle_class *vehicle = &request->scenario->vehicle[wanted->index];
    int from = first_load;
    for (int64_t i = 0; i < wanted->count && !planner->out_of_memory; i++) {
        while (from < planner->loads && !try_vehicle(planner, request, from, vehicle)) {
            from++;
        }
        if (from == planner->loads) {
            if (!open_load(planner, choose_type(request, from - first_load, vehicle))) {
                return;
            }
            const bool placed = try_vehicle(planner, request, from, vehicle);
            assert(placed);
            (void)placed;
        }
        add_vehicle(planner, &planner->load[from], wanted->index, vehicle->mass);
    }
}

/* Classes as they are listed; or by falling length, then falling mass, then as the scenario orders
 * them. */
static bool goes_before(const struct ab_load_request *request, const struct ab_number_of *a,
                        const struct ab_number_of *b)
{
    const struct ab_vehicle_class *va = &request->scenario->vehicle[a->index];
    const struct ab_vehicle_class *vb = &request->scenario->vehicle[b->index];
    if (request->contingent->vehicle_order == AB_AS_LISTED) {
        return a < b;
    }
    if (va->length < vb->length || va->length > vb->length) {
        return va->length > vb->length;
    }
    if (va->mass < vb->mass || va->mass > vb->mass) {
        return va->mass > vb->mass;
    }
    return a->index < b->index;
}

static void load_vehicles(struct ab_load_planner *planner, const struct ab_load_request *request,
                          int first_load)
{
    const struct ab_contingent *contingent = request->contingent;
    const struct ab_number_of *done = NULL;
    for (int step = 0; step < contingent->vehicle_counts; step++) {
        const struct ab_number_of *next = NULL;
        for (int i = 0; i < contingent->vehicle_counts; i++) {
            const struct ab_number_of *candidate = &contingent->vehicles[i];
            if ((!done || goes_before(request, done, candidate)) &&
                (!next || goes_before(request, candidate, next))) {
                next = candidate;
            }
        }
        assert(next && "a vehicle class is named twice");
        load_class(planner, request, first_load, next);
        done = next;
    }
}

/* --- people and cargo ------------------------------------------------------------------------ */

static int64_t room_for_people(const struct ab_load_request *request, const struct ab_load *load,
                               const double *payload_t, enum ab_bound *bound)
{
    bool by_mass;
    const int64_t room = ab_type_takes_people(
        &request->scenario->aircraft[load->type], load->vehicles > 0,
        payload_t[load->type] - load->cargo_t, request->scenario->general.person_mass, &by_mass);
    *bound = by_mass ? AB_BOUND_MASS : AB_BOUND_SEATS;
    return room;
}

/* Whether more people would find room in a load if there were fuel everywhere. */
static bool has_more_room(const struct ab_load_request *request, const struct ab_load *load)
{
    enum ab_bound bound;
    return room_for_people(request, load, request->fuelled_payload_t, &bound) >
           room_for_people(request, load, request->payload_t, &bound);
}

/* Spreads people evenly over the loads from `first` on; returns how many found no seat. */
static int64_t spread_people(struct ab_load_planner *planner, const struct ab_load_request *request,
                             int first, int64_t people)
{
    for (int pass = 0; pass < 2 && people > 0; pass++) {
        for (int i = first; i < planner->loads && people > 0; i++) {
            struct ab_load *load = &planner->load[i];
            const int64_t left = planner->loads - i;
            enum ab_bound bound;
            const int64_t room =
                room_for_people(request, load, request->payload_t, &bound) - load->people;
            const int64_t share = pass == 0 ? (people + left - 1) / left : people;
            const int64_t taken = share < room ? share : room > 0 ? room : 0;
            if (taken < share && load->vehicles == 0) {
                load->bound = bound;
            }
            load->light = load->light || (taken < share && has_more_room(request, load));
            load->people += taken;
            people -= taken;
        }
    }
    return people;
}

/* What a type takes of people alone, or of cargo of a class. */
static double takes_people(const struct ab_load_request *request, int type,
                           enum ab_cargo_class none)
{
    enum ab_bound bound;
    (void)none;
    return (double)room_for_people(request, &(struct ab_load){.type = type}, request->payload_t,
                                   &bound);
}

static double takes_cargo(const struct ab_load_request *request, int type,
                          enum ab_cargo_class cargo_class)
{
    return request->scenario->aircraft[type].cargo_class >= cargo_class ? request->payload_t[type]
                                                                        : -1;
}

/* The type that loads without vehicles are planned for: the default, or when that takes nothing of
 * the kind, the allowed type that takes most. */
static int type_that_takes(const struct ab_load_request *request, enum ab_cargo_class cargo_class,
                           double (*takes)(const struct ab_load_request *request, int type,
                                           enum ab_cargo_class cargo_class))
{
    int best = request->default_type;
    double most = takes(request, best, cargo_class);
    if (most > 0) {
        return best;
    }
    for (int t = 0; t < request->scenario->aircraft_count; t++) {
        if (is_allowed(request, t) && takes(request, t, cargo_class) > most) {
            best = t;
            most = takes(request, t, cargo_class);
        }
    }
    return best;
}

/* Opens as many loads of people only as they need and spreads them evenly. Fewer loads would all be
 * larger. */
static void load_people(struct ab_load_planner *planner, const struct ab_load_request *request,
                        int64_t people, bool forward)
{
    if (people <= 0) {
        return;
    }
    const int first = planner->loads;
    const struct ab_load empty = {.type = type_that_takes(request, AB_CARGO_BULK, takes_people)};
    enum ab_bound bound, other;
    const int64_t more = room_for_people(request, &empty, request->fuelled_payload_t, &other);
    const int64_t room = room_for_people(request, &empty, request->payload_t, &bound);
    assert(room > 0 && "a type without seats passed the reader");
    const int64_t loads = (people + room - 1) / room;
    for (int64_t i = 1; i <= loads; i++) {
        struct ab_load *load = open_load(planner, empty.type);
        if (!load) {
            return;
        }
        load->forward = forward;
        load->bound = i < loads ? bound : AB_BOUND_NOTHING;
        load->light = more > room && (people + more - 1) / more < loads;
    }
    spread_people(planner, request, first, people);
}

/* Puts as much cargo of a class into a load as it has room for; returns what is left. */
static double add_cargo(const struct ab_load_request *request, struct ab_load *load,
                        enum ab_cargo_class cargo_class, double left)
{
    const double spare = request->payload_t[load->type] - load->cargo_t -
                         (double)load->people * request->scenario->general.person_mass;
    const double taken = spare < left ? spare : left;
    if (taken > 0) {
        load->cargo_t += taken;
        load->bulk_t += taken;
        load->oversize_t += cargo_class == AB_CARGO_OVERSIZE ? taken : 0;
        load->outsize_t += cargo_class == AB_CARGO_OUTSIZE ? taken : 0;
        load->cargo_class = cargo_class > load->cargo_class ? cargo_class : load->cargo_class;
        left -= taken;
    }
    if (left > AB_SLACK) {
        load->bound = AB_BOUND_MASS;
    }
    return left;
}

static void load_cargo_of(struct ab_load_planner *planner, const struct ab_load_request *request,
                          int first, enum ab_cargo_class cargo_class, double left)
{
    for (int i = first; left > AB_SLACK; i++) {
        if (i == planner->loads &&
            !open_load(planner, type_that_takes(request, cargo_class, takes_cargo))) {
            return;
        }
        struct ab_load *load = &planner->load[i];
        if (request->scenario->aircraft[load->type].cargo_class >= cargo_class) {
            left = add_cargo(request, load, cargo_class, left);
        }
    }
}

/* The larger classes first, which fewer take. */
static void load_cargo(struct ab_load_planner *planner, const struct ab_load_request *request,
                       int first)
{
    load_cargo_of(planner, request, first, AB_CARGO_OUTSIZE, request->outsize_t);
    load_cargo_of(planner, request, first, AB_CARGO_OVERSIZE, request->oversize_t);
    load_cargo_of(planner, request, first, AB_CARGO_BULK, request->bulk_t);
}

/* --- which types can fly a load -------------------------------------------------------------- */

static bool flies_on(const struct ab_load_planner *planner, const struct ab_load_request *request,
                     const struct ab_load *load, int t)
{
    const struct ab_aircraft_type *type = &request->scenario->aircraft[t];
    if (!is_allowed(request, t) || load->mass_t > request->payload_t[t] + AB_SLACK ||
        type->cargo_class < load->cargo_class) {
        return false;
    }
    if (load->people > ab_type_seats(type, load->vehicles > 0)) {
        return false;
    }
    struct ab_deck deck = {0};
    for (int i = load->first_item; i >= 0; i = planner->item[i].next) {
        if (!ab_deck_place(&deck, type, &request->scenario->vehicle[planner->item[i].vehicle])) {
            return false;
        }
    }
    return true;
}

static void finish_loads(struct ab_load_planner *planner, const struct ab_load_request *request)
{
    for (int i = 0; i < planner->loads; i++) {
        struct ab_load *load = &planner->load[i];
        load->mass_t =
            load->cargo_t + (double)load->people * request->scenario->general.person_mass;
        for (int t = 0; t < request->scenario->aircraft_count; t++) {
            if (flies_on(planner, request, load, t)) {
                load->types |= (uint64_t)1 << t;
            }
        }
        assert((load->types >> load->type & 1) != 0);
        const double payload = request->payload_t[load->type];
        load->light = load->light || (load->mass_t >= payload - AB_SLACK &&
                                      request->fuelled_payload_t[load->type] > payload + AB_SLACK);
    }
}

static void plan_full_loads(struct ab_load_planner *planner, const struct ab_load_request *request)
{
    struct ab_load *load = open_load(planner, request->default_type);
    if (!load) {
        return;
    }
    load->count = (int)request->contingent->loads;
    load->mass_t = load->cargo_t = -1;
    for (int t = 0; t < request->scenario->aircraft_count; t++) {
        if (is_allowed(request, t)) {
            load->types |= (uint64_t)1 << t;
        }
    }
}

int ab_load_plan(struct ab_load_planner *planner, const struct ab_load_request *request)
{
    planner->loads = 0;
    planner->items = 0;
    planner->out_of_memory = false;
    if (request->contingent->loads > 0) {
        plan_full_loads(planner, request);
        return planner->out_of_memory ? -1 : (int)request->contingent->loads;
    }
    const int64_t forward =
        request->forward_people < request->people ? request->forward_people : request->people;
    load_people(planner, request, forward, true);
    const int main_body = planner->loads;
    load_vehicles(planner, request, main_body);
    const int64_t left = spread_people(planner, request, main_body, request->people - forward);
    load_people(planner, request, left, false);
    load_cargo(planner, request, main_body);
    if (planner->out_of_memory) {
        return -1;
    }
    finish_loads(planner, request);
    return planner->loads;
}
