/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* random_scenario.c - makes up a scenario, section by section, from tables of keys. */
#include "support/random_scenario.h"

#include "support/random_values.h"

/* ---- the whole ---- */

static void make_mood(struct maker *maker)
{
    const int share = random_pick(maker, 10, 90);
    for (int f = 0; f < FEATURES; f++) {
        maker->features |= random_chance(maker, share) ? 1u << f : 0;
    }
    maker->whole_hours = random_chance(maker, 35);
    maker->airfields = random_pick(maker, 2, 6);
    maker->types = random_pick(maker, 1, 3);
    maker->vehicles = random_pick(maker, 0, 2);
    maker->fleets = random_pick(maker, 1, 3);
    maker->contingents = random_pick(maker, 1, 3);
    maker->supplied = maker->holder = -1;
}

static void make_general(struct maker *maker)
{
    static const struct row general[] = {
        {ALWAYS, 50, "seed", NUMBER, 0, 1000, NULL},
        {ALWAYS, 8, "deterministic", FLAG, 0, 0, NULL},
        {ALWAYS, 30, "nth_delivery", NUMBER, 0, 30, NULL},
        {ALWAYS, 30, "spans", WORD, 0, 0, "hour day"},
        {ALWAYS, 40, "tasking", WORD, 0, 0, "greedy lookahead"},
        {ALWAYS, 40, "wind", NUMBER, -200, 200, " km/h"},
        {ALWAYS, 20, "person_mass", NUMBER, 0, 300, " kg"},
        {ALWAYS, 20, "route_factor", NUMBER, 1, 2, NULL},
        {WITHDRAWAL, 80, "end", WORD, 0, 0, "closed withdrawn horizon"},
    };
    static const struct row command[] = {
        {ALWAYS, 40, "consultation", TIME, 0, 600, NULL},
        {ALWAYS, 40, "decision", TIME, 0, 600, NULL},
        {ALWAYS, 40, "orders", TIME, 0, 600, NULL},
        {ALWAYS, 40, "headquarters_setup", TIME, 0, 300, NULL},
        {COMMAND, 12, "site_classes", WORD, 0, 0, "power,water power water"},
    };
    /* An operation has begun when it is in the middle at the start. */
    static const struct row request[] = {{ALWAYS, 50, "request", TIME, 0, 600, NULL}};
    static const struct row headquarters[] = {
        {ALWAYS, 100, "headquarters", CONTINGENT, 0, 0, NULL},
        {ALWAYS, 50, "headquarters_needed", FLAG, 0, 0, NULL},
    };
    static const struct row release[] = {
        {COMMAND, 100, "release", WORD, 0, 0, "both both both both both withdrawal"},
        {COMMAND, 70, "release_time", TIME, 0, 900, NULL},
        {COMMAND, 30, "release_from", WHEN, 0, 96, NULL},
        {COMMAND, 50, "release_one_by_one", FLAG, 0, 0, NULL},
    };
    static const struct row withdrawal[] = {
        {WITHDRAWAL, 100, "order", WHEN, 0, 96, NULL},
        {WITHDRAWAL, 60, "flights_per_day", NUMBER, 0, 6, NULL},
        {WITHDRAWAL, 40, "day_offset", NUMBER, -12, 12, " h"},
    };
    static const struct row after_order[] = {
        {WITHDRAWAL, 50, "handback", TIME, 0, 2880, NULL},
        {WITHDRAWAL, 50, "start", TIME, 0, 2880, NULL},
    };
    static const struct row dated[] = {
        {WITHDRAWAL, 50, "handback", DATE, 72, 144, NULL},
        {WITHDRAWAL, 50, "start", DATE, 72, 144, NULL},
    };
    static const struct row supply[] = {
        {SUPPLY, 95, "consumption", NUMBER, 0, 100, " kg"},
        {SUPPLY, 80, "stock", NUMBER, 0, 40, " t"},
    };
    static const struct row flown_in[] = {
        {SUPPLY, 80, "trigger", NUMBER, 0, 40, " t"},
        {SUPPLY, 80, "load", NUMBER, 1, 16, " t"},
    };
    (void)fprintf(maker->out, "[scenario]\nstart = 2022-01-05T00:00Z\nhorizon = 21 d\n"
                              "event_limit = 300000\n");
    SAY_ROWS(maker, general);
    (void)fprintf(maker->out, "[command]\n");
    if (!random_has(maker, MIDDLE) || random_chance(maker, 10)) {
        SAY_ROWS(maker, request);
    }
    SAY_ROWS(maker, command);
    if (random_chance(maker, 20)) {
        SAY_ROWS(maker, headquarters);
    }
    if (random_chance(maker, random_has(maker, WITHDRAWAL) ? 60 : 5)) {
        SAY_ROWS(maker, release);
    }
    (void)fprintf(maker->out, "[withdrawal]\n");
    SAY_ROWS(maker, withdrawal);
    if (random_chance(maker, 70)) {
        SAY_ROWS(maker, after_order);
    } else {
        SAY_ROWS(maker, dated);
    }
    (void)fprintf(maker->out, "[supply]\n");
    SAY_ROWS(maker, supply);
    if (random_has(maker, SUPPLY) && random_chance(maker, 90)) {
        maker->supplied = random_pick(maker, 0, maker->contingents - 1);
        (void)fprintf(maker->out, "contingent = c%d\n", maker->supplied);
        SAY_ROWS(maker, flown_in);
    }
}

/* ---- aircraft ---- */

static void make_type(struct maker *maker, int number)
{
    static const struct row aircraft[] = {
        {ALWAYS, 100, "cruise_speed", NUMBER, 400, 850, " km/h"},
        {ALWAYS, 70, "allowance", SPAN, 0, 60, NULL},
        {ALWAYS, 40, "block_factor", WORD, 0, 0, "1 triangular(0.9,1,1.3) exponential(1)"},
        {ALWAYS, 30, "cargo_limit", NUMBER, 14, 60, " t"},
        {ALWAYS, 97, "seats", NUMBER, 20, 180, NULL},
        {ALWAYS, 40, "seats_with_vehicles", NUMBER, 0, 40, NULL},
        {ALWAYS, 97, "deck_length", NUMBER, 8, 40, " m"},
        {ALWAYS, 100, "deck_width", NUMBER, 3, 6, " m"},
        {ALWAYS, 40, "runway", NUMBER, 800, 2400, " m"},
        {ALWAYS, 60, "onload_time", TIME, 0, 240, NULL},
        {ALWAYS, 60, "offload_time", TIME, 0, 240, NULL},
        {CONTENT, 60, "onload_per_vehicle", TIME, 0, 40, NULL},
        {CONTENT, 60, "onload_per_tonne", TIME, 0, 4, NULL},
        {CONTENT, 60, "onload_per_person", TIME, 0, 1, NULL},
        {CONTENT, 60, "offload_per_vehicle", TIME, 0, 40, NULL},
        {CONTENT, 60, "offload_per_tonne", TIME, 0, 4, NULL},
        {CONTENT, 60, "offload_per_person", TIME, 0, 1, NULL},
        {ALWAYS, 60, "servicing_time", TIME, 0, 180, NULL},
        {ALWAYS, 60, "maintenance_time", TIME, 0, 600, NULL},
        {FUEL, 80, "fuel_burn", NUMBER, 1, 12, " t/h"},
        {FUEL, 60, "fuel_capacity", NUMBER, 50, 250, " t"},
        {FUEL, 70, "fuel_reserve", SPAN, 0, 120, NULL},
        {ALWAYS, 50, "cost_per_hour", NUMBER, 0, 9000, NULL},
        {HOLDING, 80, "holding_fuel", SPAN, 0, 180, NULL},
        {CREWS, 80, "crew_duty", NUMBER, 8, 24, " h"},
        {CREWS, 60, "crew_duty_augmented", NUMBER, 12, 40, " h"},
        {RELIABILITY, 80, "departure_reliability", WORD, 0, 0, "0.9 0.6 0.02"},
        {RELIABILITY, 70, "repair_home", TIME, 0, 600, NULL},
        {RELIABILITY, 70, "repair_away", TIME, 0, 900, NULL},
    };
    static const char *const decks[] = {"bulk", "oversize", "outsize"};
    const int payload = random_pick(maker, 20, 90), range = random_pick(maker, 2500, 5000);
    const int further = range + random_pick(maker, 500, 4000);
    random_begin(maker, "aircraft", 't', number);
    if (random_chance(maker, 70)) {
        (void)fprintf(maker->out, "payload_range = %d t: %d km, %d t: %d km\n", payload, range,
                      number == 0 ? payload / 2 : 0, further);
    }
    maker->decks[number] = random_pick(maker, 0, 2);
    maker->stands[number] = random_chance(maker, 25) ? random_pick(maker, 1, 3) : 1;
    (void)fprintf(maker->out, "cargo_class = %s\nstands = %d\n", decks[maker->decks[number]],
                  maker->stands[number]);
    SAY_ROWS(maker, aircraft);
    if (number % 2 == 1) {
        (void)fprintf(maker->out, "seats_evacuation = %d\n", 2 * range / 25);
    }
}

static void make_fleet(struct maker *maker, int number)
{
    static const struct row fleet[] = {
        {ALWAYS, 3, "active", FLAG, 0, 0, NULL},
        {ALWAYS, 60, "alerted_by", WORD, 0, 0, "request decision orders"},
        {ALWAYS, 60, "available", TIME, 0, 1440, NULL},
        {CREWS, 50, "augmented", FLAG, 0, 0, NULL},
        {CREWS, 70, "crew_rest", TIME, 0, 1200, NULL},
    };
    const int home = random_chance(maker, 60) ? 0 : random_pick(maker, 0, maker->airfields - 1);
    static const struct row crews[] = {{CREWS, 80, "crews", WORD, 0, 0, "0.3 0.8 1 1.5 2 3"}};
    static const struct row enough[] = {{CREWS, 80, "crews", WORD, 0, 0, "1 1.5 2 3"}};
    const int stage = random_another(maker, home, 0),
              type = random_pick(maker, 0, maker->types - 1);
    const int aircraft = random_chance(maker, 4) ? 0 : random_pick(maker, 1, 5);
    const int most = aircraft < 2 ? 1 : 2;
    random_begin(maker, "fleet", 'f', number);
    (void)fprintf(maker->out, "home = a%d\ntype = t%d\nnumber = %d\n", home, type, aircraft);
    maker->flown[number] = type;
    maker->idle[number] = aircraft;
    SAY_ROWS(maker, fleet);
    if (aircraft < 4) {
        SAY_ROWS(maker, enough);
    } else {
        SAY_ROWS(maker, crews);
    }
    const int placed = random_pick(maker, 1, most), taken = placed * maker->stands[type];
    if (random_has(maker, MIDDLE) && placed <= aircraft && taken <= maker->parking[stage] &&
        random_chance(maker, 70)) {
        maker->parking[stage] -= taken;
        maker->idle[number] -= placed;
        (void)fprintf(maker->out, "positions = a%d: %d\n", stage, placed);
    }
    if (random_has(maker, CREWS) && random_chance(maker, 40)) {
        (void)fprintf(maker->out, "crew_stage = a%d: %d\n", stage, random_pick(maker, 1, 3));
    }
}

/* ---- airfields ---- */

static void make_airfield(struct maker *maker, int number)
{
    static const struct row airfield[] = {
        {ALWAYS, 100, "latitude", NUMBER, 40, 56, NULL},
        {ALWAYS, 100, "longitude", NUMBER, 38, 78, NULL},
        {ALWAYS, 30, "utc_offset", NUMBER, -11, 12, " h"},
        {ALWAYS, 30, "runway_length", NUMBER, 1900, 4000, " m"},
        {ALWAYS, 2, "open", FLAG, 0, 0, NULL},
        {ALWAYS, 70, "working_mog", NUMBER, 1, 4, NULL},
        {OUTLOAD, 60, "preparation_teams", NUMBER, 1, 4, NULL},
        {OUTLOAD, 50, "yard_loads", NUMBER, 1, 5, NULL},
        {RUNWAYS, 50, "runways", NUMBER, 1, 2, NULL},
        {RUNWAYS, 70, "runway_occupancy", TIME, 0, 20, NULL},
        {SLOTS, 40, "slot_control", FLAG, 0, 0, NULL},
        {FUEL, 40, "fuel", FLAG, 0, 0, NULL},
        {FUEL, 40, "fuel_mog", NUMBER, 1, 3, NULL},
        {FUEL, 40, "fuel_rate", NUMBER, 5, 100, " t/h"},
        {FUEL, 30, "fuel_stock", NUMBER, 0, 600, " t"},
        {FUEL, 50, "fuel_price", NUMBER, 0, 2000, NULL},
        {HOURS, 30, "landing_hours", CLOCK, 1, 0, NULL},
        {HOURS, 30, "takeoff_hours", CLOCK, 2, 0, NULL},
        {HOURS, 40, "working_hours", CLOCK, 4, 0, NULL},
        {HOURS, 40, "overrun", WORD, 0, 0, "finish wait"},
        {WEATHER, 40, "weather_stops", WORD, 0, 0, "both landings takeoffs"},
        {WEATHER, 40, "closures_stop", WORD, 0, 0, "both landings takeoffs"},
    };
    static const struct row banned[] = {{ALWAYS, 4, "banned", TYPE, 0, 0, NULL}};
    static const struct row deliveries[] = {
        {FUEL, 100, "fuel_delivery", NUMBER, 1, 200, " t"},
    };
    static const struct row weather[] = {
        {WEATHER, 100, "weather_open", TIME, 0, 2880, NULL},
        {WEATHER, 100, "weather_closed", TIME, 0, 900, NULL},
    };
    const int alternate = random_another(maker, number, 0);
    const int stands = random_pick(maker, random_chance(maker, 20) ? 1 : 3, 7);
    const bool is_small = random_chance(maker, 70);
    random_begin(maker, "airfield", 'a', number);
    maker->parking[number] = is_small ? stands : 100;
    if (is_small) {
        (void)fprintf(maker->out, "parking_mog = %d\n", stands);
    }
    if (maker->types > 1) {
        SAY_ROWS(maker, banned);
    }
    SAY_ROWS(maker, airfield);
    if (random_has(maker, HUBS) && !random_has(maker, OUTLOAD) && random_chance(maker, 60)) {
        (void)fprintf(maker->out, "yard_loads = %d\n", random_pick(maker, 1, 3));
    }
    if (random_has(maker, FUEL) && random_chance(maker, 30)) {
        SAY_ROWS(maker, deliveries);
        (void)fprintf(maker->out, "fuel_interval = ");
        random_say_distribution(maker, random_pick(maker, 20, 1440));
        (void)fputc('\n', maker->out);
    }
    if (random_chance(maker, 40)) {
        SAY_ROWS(maker, weather);
    }
    if (random_has(maker, HOLDING) && random_chance(maker, 60)) {
        (void)fprintf(maker->out, "alternate = a%d\noffload_at_alternate = %s\n", alternate,
                      random_chance(maker, 40) ? "yes" : "no");
    }
    if ((random_has(maker, WEATHER) || random_has(maker, HOURS)) && random_chance(maker, 40)) {
        const int from = random_pick(maker, 0, 90), length = random_pick(maker, 1, 30);
        (void)fprintf(maker->out, "closures = ");
        random_say_date(maker, from);
        (void)fputc('/', maker->out);
        random_say_date(maker, from + length);
        (void)fputc('\n', maker->out);
    }
}

static void make_leg(struct maker *maker)
{
    static const struct row leg[] = {
        {ALWAYS, 50, "both_ways", FLAG, 0, 0, NULL},
        {ALWAYS, 30, "block_time", TIME, 0, 400, NULL},
        {STOPS, 70, "stop_time", TIME, 0, 240, NULL},
    };
    const int from = random_pick(maker, 0, maker->airfields - 1),
              to = random_another(maker, from, 0);
    const int stop = random_another(maker, from, 0);
    random_begin(maker, "leg", 'l', 0);
    (void)fprintf(maker->out, "from = a%d\nto = a%d\n", from, to);
    SAY_ROWS(maker, leg);
    if (random_has(maker, STOPS) && stop != to) {
        (void)fprintf(maker->out, "stop = a%d\n", stop);
    }
}

/* A way over three airfields or more. */
static void make_route(struct maker *maker)
{
    static const char *const purposes[] = {"", " fuel", " crew", " customs", " crew fuel"};
    const int fields = random_pick(maker, 3, maker->airfields);
    const int first = random_pick(maker, 0, maker->airfields - 1);
    const int step = random_chance(maker, 50) ? 1 : maker->airfields - 1;
    random_begin(maker, "route", 'w', 0);
    (void)fprintf(maker->out, "legs = a%d", first);
    for (int i = 1; i < fields; i++) {
        (void)fprintf(maker->out, ", a%d", (first + i * step) % maker->airfields);
    }
    (void)fprintf(maker->out, "\nstops = ");
    for (int i = 1; i + 1 < fields; i++) {
        (void)fprintf(maker->out, "%sa%d: ", i > 1 ? ", " : "",
                      (first + i * step) % maker->airfields);
        random_say_distribution(maker, random_pick(maker, 0, 180));
        (void)fprintf(maker->out, "%s", purposes[random_pick(maker, 0, 4)]);
    }
    (void)fprintf(maker->out, "\nboth_ways = %s\n", random_chance(maker, 50) ? "yes" : "no");
}

/* ---- the force ---- */

/* The largest deck among those of one fleet, or of all. */
static int largest_deck(const struct maker *maker, int fleet)
{
    int largest = 0;
    for (int f = 0; f < maker->fleets; f++) {
        const int deck = maker->decks[maker->flown[f]];
        largest = (fleet < 0 || f == fleet) && deck > largest ? deck : largest;
    }
    return largest;
}

static void make_loads(struct maker *maker)
{
    static const struct row loads[] = {{ABSTRACT, 100, "loads", NUMBER, 1, 10, NULL}};
    SAY_ROWS(maker, loads);
}

static void make_cargo(struct maker *maker, int deck, bool has_forward)
{
    static const struct row cargo[] = {{ALWAYS, 50, "bulk", NUMBER, 1, 60, " t"}};
    static const struct row oversize[] = {{ALWAYS, 20, "oversize", NUMBER, 1, 60, " t"}};
    static const struct row outsize[] = {{ALWAYS, 20, "outsize", NUMBER, 1, 60, " t"}};
    const int people = random_pick(maker, 0, 300), vehicles = random_pick(maker, 1, 10);
    const int forward = random_pick(maker, 0, 40);
    const int least = random_chance(maker, 50) ? people : random_chance(maker, 20) ? 0 : people / 2;
    (void)fprintf(maker->out, "people = uniform(%d, %d)\n", least, people);
    if (has_forward && random_chance(maker, 25) && forward <= least) {
        (void)fprintf(maker->out, "forward_people = %d\n", forward);
    }
    if (maker->vehicles > 0 && random_chance(maker, 60)) {
        const int first = random_pick(maker, 0, maker->vehicles - 1);
        (void)fprintf(maker->out, "vehicles = v%d: %d", first, vehicles);
        if (maker->vehicles > 1 && random_chance(maker, 60)) {
            (void)fprintf(maker->out, ", v%d: %d\nvehicle_order = %s", 1 - first,
                          random_pick(maker, 1, 10),
                          random_chance(maker, 50) ? "listed" : "longest");
        }
        (void)fputc('\n', maker->out);
    }
    SAY_ROWS(maker, cargo);
    if (deck > 0) {
        SAY_ROWS(maker, oversize);
    }
    if (deck > 1) {
        SAY_ROWS(maker, outsize);
    }
}

/* How it goes on from a hub. */
static void say_hub(struct maker *maker, int hub)
{
    (void)fprintf(maker->out, "via = a%d\n", hub);
    if (random_chance(maker, 20)) {
        (void)fprintf(maker->out, "onward_mode = road\nonward_road_time = ");
        random_say_distribution(maker, random_pick(maker, 0, 900));
        (void)fputc('\n', maker->out);
    } else if (random_chance(maker, 40)) {
        (void)fprintf(maker->out, "onward_fleets = f%d\n",
                      random_pick(maker, 0, maker->fleets - 1));
    }
}

/* No more than a fleet has. */
static void make_airborne(struct maker *maker, int fleet)
{
    const int wanted = random_pick(maker, 1, 2);
    const int flown = wanted < maker->idle[fleet] ? wanted : maker->idle[fleet];
    if (flown > 0) {
        maker->idle[fleet] -= flown;
        (void)fprintf(maker->out, "airborne = f%d: %d\n", fleet, flown);
    }
}

static void make_contingent(struct maker *maker, int number)
{
    static const struct row contingent[] = {
        {ALWAYS, 80, "priority", NUMBER, 1, 3, NULL},
        {ALWAYS, 60, "alerted_by", WORD, 0, 0, "request decision orders"},
        {ALWAYS, 15, "mode_out", WORD, 0, 0, "air road"},
        {ALWAYS, 60, "notice", TIME, 0, 300, NULL},
        {ALWAYS, 60, "assembly", TIME, 0, 900, NULL},
        {ALWAYS, 60, "road_march", TIME, 0, 300, NULL},
        {ALWAYS, 60, "forward_assembly", TIME, 0, 300, NULL},
        {ALWAYS, 60, "load_interval", TIME, 0, 180, NULL},
        {ALWAYS, 40, "call_forward", SPAN, 0, 900, NULL},
        {OUTLOAD, 80, "preparation_time", TIME, 0, 180, NULL},
        {OUTLOAD, 40, "preparation_per_vehicle", TIME, 0, 60, NULL},
        {OUTLOAD, 40, "preparation_per_tonne", TIME, 0, 6, NULL},
        {OUTLOAD, 40, "preparation_per_person", TIME, 0, 2, NULL},
        {ALWAYS, 60, "form_up", TIME, 0, 240, NULL},
        {ALWAYS, 30, "approval", WHEN, 0, 48, NULL},
        {WINDOWS, 30, "available", WHEN, 0, 72, NULL},
        {WINDOWS, 50, "earliest_arrival", WHEN, 0, 96, NULL},
        {WINDOWS, 50, "latest_arrival", WHEN, 90, 240, NULL},
        {ALWAYS, 40, "commit", WHEN, 0, 72, NULL},
        {ALWAYS, 60, "road_in_time", TIME, 0, 2000, NULL},
        {ALWAYS, 60, "road_out_time", TIME, 0, 2000, NULL},
        {WITHDRAWAL, 15, "withdraw_from", APOD, 0, 0, NULL},
        {WITHDRAWAL, 20, "journey", WORD, 0, 0, "return stay"},
        {WITHDRAWAL, 80, "withdrawal_priority", NUMBER, 1, 3, NULL},
        {WITHDRAWAL, 40, "withdraw_after", WHEN, 0, 72, NULL},
        {WITHDRAWAL, 60, "outload_interval", TIME, 0, 180, NULL},
        {BATCHES, 60, "batch", NUMBER, 0, 4, NULL},
        {BATCHES, 60, "batch_time", TIME, 0, 300, NULL},
    };
    static const struct row by_road[] = {{ALWAYS, 15, "mode_in", WORD, 0, 0, "air road"}};
    static const struct row outside[] = {{ALWAYS, 10, "joins", DATE, 0, 120, NULL},
                                         {ALWAYS, 15, "standby", FLAG, 0, 0, NULL}};
    static const struct row delivered[] = {{MIDDLE, 100, "delivered", NUMBER, 1, 2, NULL},
                                           {MIDDLE, 60, "airborne_time", TIME, 0, 300, NULL}};
    static const struct row sites[] = {
        {COMMAND, 20, "site_classes", WORD, 0, 0, "power,water power water"}};
    static const struct row behind[] = {
        {ALWAYS, 50, "after_event", WORD, 0, 0, "complete first_landing"},
        {ALWAYS, 50, "after_delay", TIME, 0, 1200, NULL},
    };
    const int theatre = (maker->airfields + 1) / 2;
    const int apoe = random_pick(maker, 0, theatre - 1),
              apod = random_pick(maker, theatre, maker->airfields - 1);
    const int second = random_another(maker, apod, theatre);
    random_begin(maker, "contingent", 'c', number);
    (void)fprintf(maker->out, "apoe = a%d\napod = a%d", apoe, apod);
    if (random_chance(maker, 40) && second >= theatre) {
        (void)fprintf(maker->out, ", a%d", second);
    }
    (void)fputc('\n', maker->out);
    const int hub = random_another(maker, apoe, 0);
    const bool is_supplied = number == maker->supplied;
    const bool by_hub = random_has(maker, HUBS) && hub != apod && hub != second &&
                        random_chance(maker, is_supplied ? 5 : 70);
    const bool is_there = random_has(maker, MIDDLE) && !by_hub && random_chance(maker, 70);
    const bool is_abstract = !by_hub && random_has(maker, ABSTRACT) && random_chance(maker, 40);
    const int any = random_pick(maker, 0, maker->fleets - 1);
    const int own = random_chance(maker, 12) ? any : -1;
    if (by_hub) {
        say_hub(maker, hub);
    }
    if (own >= 0) {
        (void)fprintf(maker->out, "fleets = f%d\n", own);
    }
    if (is_abstract) {
        make_loads(maker);
    } else {
        make_cargo(maker, largest_deck(maker, own), true);
    }
    SAY_ROWS(maker, contingent);
    if (!is_there && !is_abstract && !is_supplied) {
        SAY_ROWS(maker, by_road);
    }
    if (!is_there && !is_supplied) {
        SAY_ROWS(maker, outside);
    }
    if (number > 0) {
        SAY_ROWS(maker, sites);
    }
    if (is_there) {
        maker->holder = is_abstract ? maker->holder : number; /* loads have no people */
        SAY_ROWS(maker, delivered);
        if (random_chance(maker, 60)) {
            make_airborne(maker, any);
        }
    }
    if (random_chance(maker, 15)) {
        (void)fprintf(maker->out, "load_type = t%d\n", maker->flown[any]);
    }
    if (random_chance(maker, 15)) {
        (void)fprintf(maker->out, "load_plan = t%d: %d\n", maker->flown[any],
                      random_pick(maker, 1, 3));
    }
    if (random_has(maker, WITHDRAWAL) && random_chance(maker, 15)) {
        (void)fprintf(maker->out, "return_to = a%d\n", random_pick(maker, 0, theatre - 1));
    }
    if (random_has(maker, WINDOWS) && number > 0 && random_chance(maker, 40)) {
        (void)fprintf(maker->out, "after = c%d\n", random_pick(maker, 0, number - 1));
        SAY_ROWS(maker, behind);
    }
}

/* It is there at the start, and only leaves. */
static void make_leaver(struct maker *maker, int number)
{
    static const struct row leaver[] = {
        {ALWAYS, 50, "alerted_by", WORD, 0, 0, "request decision orders"},
        {ALWAYS, 15, "mode_out", WORD, 0, 0, "air road"},
        {ALWAYS, 60, "notice", TIME, 0, 900, NULL},
        {ALWAYS, 40, "assembly", TIME, 0, 900, NULL},
        {ALWAYS, 40, "road_march", TIME, 0, 300, NULL},
        {ALWAYS, 60, "outload_interval", TIME, 0, 180, NULL},
        {ALWAYS, 30, "call_forward", SPAN, 0, 900, NULL},
        {OUTLOAD, 60, "preparation_time", TIME, 0, 180, NULL},
        {ALWAYS, 20, "approval", WHEN, 0, 48, NULL},
        {ALWAYS, 30, "available", WHEN, 0, 72, NULL},
        {ALWAYS, 30, "latest_arrival", WHEN, 90, 240, NULL},
        {ALWAYS, 60, "withdrawal_priority", NUMBER, 1, 3, NULL},
        {ALWAYS, 30, "road_out_time", TIME, 0, 2000, NULL},
        {ALWAYS, 40, "batch", NUMBER, 0, 4, NULL},
        {ALWAYS, 40, "batch_time", TIME, 0, 300, NULL},
        {ALWAYS, 10, "joins", DATE, 0, 120, NULL},
        {ALWAYS, 15, "standby", FLAG, 0, 0, NULL},
        {ALWAYS, 40, "commit", WHEN, 0, 72, NULL},
    };
    static const struct row behind[] = {
        {ALWAYS, 50, "after_event", WORD, 0, 0, "complete first_landing"},
        {ALWAYS, 50, "after_delay", TIME, 0, 1200, NULL},
    };
    const int from = random_pick(maker, 0, maker->airfields - 1);
    const int lead = random_pick(maker, 0, number - 1);
    random_begin(maker, "contingent", 'c', number);
    (void)fprintf(maker->out, "journey = leave\nwithdraw_from = a%d\nreturn_to = a%d\n", from,
                  random_another(maker, from, 0));
    if (random_has(maker, ABSTRACT) && random_chance(maker, 20)) {
        make_loads(maker);
    } else {
        make_cargo(maker, largest_deck(maker, -1), false);
    }
    SAY_ROWS(maker, leaver);
    if (random_chance(maker, 40)) {
        (void)fprintf(maker->out, "after = c%d\n", lead);
        SAY_ROWS(maker, behind);
    }
}

/* They have dice of their own, so that the rest of a scenario is what it was before there were any. */
static void make_leavers(const struct maker *maker, uint64_t seed)
{
    struct maker own = *maker;
    own.state = seed ^ UINT64_C(0x6c65617665);
    const int count = random_chance(&own, 30) ? random_pick(&own, 1, 2) : 0;
    for (int i = 0; i < count; i++) {
        make_leaver(&own, maker->contingents + i);
    }
}

static void make_site(struct maker *maker, int number)
{
    static const struct row site[] = {
        {ALWAYS, 97, "class", WORD, 0, 0, "power water power"},
        {ALWAYS, 80, "host_strength", NUMBER, 0, 80, NULL},
        {ALWAYS, 60, "priority", NUMBER, 1, 3, NULL},
        {ALWAYS, 100, "latitude", NUMBER, 42, 44, NULL},
        {ALWAYS, 100, "longitude", NUMBER, 70, 78, NULL},
        {ALWAYS, 50, "road_time", TIME, 0, 300, NULL},
        {ALWAYS, 40, "requested", WHEN, 0, 72, NULL},
        {ALWAYS, 60, "handover", TIME, 0, 300, NULL},
        {ALWAYS, 60, "handback", TIME, 0, 300, NULL},
        {ALWAYS, 40, "handback_after", WHEN, 0, 48, NULL},
    };
    static const struct row guarded[] = {{ALWAYS, 100, "guards", NUMBER, 1, 120, NULL},
                                         {ALWAYS, 20, "contingent", CONTINGENT, 0, 0, NULL}};
    static const struct row held[] = {{ALWAYS, 100, "guards", NUMBER, 1, 25, NULL}};
    random_begin(maker, "site", 's', number);
    SAY_ROWS(maker, site);
    if (maker->holder >= 0 && random_chance(maker, 30)) {
        (void)fprintf(maker->out, "held_by = c%d\n", maker->holder);
        SAY_ROWS(maker, held);
    } else {
        SAY_ROWS(maker, guarded);
    }
}

static void make_blackout(struct maker *maker, int number)
{
    static const struct row blackout[] = {
        {ALWAYS, 100, "delay", TIME, 0, 2000, NULL},
        {ALWAYS, 60, "from", WHEN, 0, 96, NULL},
        {ALWAYS, 60, "until", WHEN, 97, 240, NULL},
    };
    random_begin(maker, "blackout", 'k', number);
    SAY_ROWS(maker, blackout);
    if (random_chance(maker, 40)) {
        (void)fprintf(maker->out, "sites = s0\n");
    }
}

static void make_notification(struct maker *maker, int number)
{
    static const struct row notification[] = {
        {ALWAYS, 100, "at", WHEN, 0, 96, NULL},
        {ALWAYS, 3, "active", FLAG, 0, 0, NULL},
    };
    static const struct row before[] = {{WITHDRAWAL, 100, "before", WORD, 0, 0, "withdrawal"}};
    static const struct row earlier[] = {
        {ALWAYS, 70, "before", WORD, 0, 0, "nothing decision orders movement"}};
    random_begin(maker, "notification", 'n', number);
    SAY_ROWS(maker, notification);
    if (random_chance(maker, 20)) {
        SAY_ROWS(maker, before);
    } else {
        SAY_ROWS(maker, earlier);
    }
}

/* ---- other users ---- */

static void make_traffic(struct maker *maker, int number)
{
    static const struct row traffic[] = {
        {ALWAYS, 100, "airfield", AIRFIELD, 0, 0, NULL},
        {ALWAYS, 100, "ground_time", TIME, 0, 300, NULL},
        {ALWAYS, 20, "stands", NUMBER, 1, 3, NULL},
        {ALWAYS, 50, "handled", FLAG, 0, 0, NULL},
        {ALWAYS, 40, "from", WHEN, 0, 48, NULL},
        {ALWAYS, 40, "until", WHEN, 0, 300, NULL},
        {ALWAYS, 30, "hours", CLOCK, 1, 0, NULL},
    };
    random_begin(maker, "traffic", 'x', number);
    (void)fprintf(maker->out, "interval = ");
    random_say_distribution(maker, 60 * random_pick(maker, 1, 12));
    (void)fputc('\n', maker->out);
    SAY_ROWS(maker, traffic);
}

static void make_backhaul(struct maker *maker, int number)
{
    static const struct row backhaul[] = {
        {ALWAYS, 100, "from", APOD, 0, 0, NULL},
        {ALWAYS, 100, "people", NUMBER, 0, 400, NULL},
        {ALWAYS, 30, "to", AIRFIELD, 0, 0, NULL},
        {ALWAYS, 50, "per_flight", NUMBER, 1, 150, NULL},
        {ALWAYS, 40, "ready", WHEN, 0, 72, NULL},
        {ALWAYS, 60, "onload_time", TIME, 0, 120, NULL},
        {ALWAYS, 60, "offload_time", TIME, 0, 120, NULL},
    };
    random_begin(maker, "backhaul", 'b', number);
    SAY_ROWS(maker, backhaul);
}

/* People come all at once, by a curve or in groups; and go to one field, to any of two, or are shared
 * out between two. */
static void make_evacuation(struct maker *maker, int number)
{
    static const struct row people[] = {
        {ALWAYS, 100, "people", NUMBER, 0, 600, NULL},
        {ALWAYS, 40, "from", WHEN, 0, 72, NULL},
        {ALWAYS, 25, "until", TIME, 0, 6000, NULL},
        {ALWAYS, 30, "person_mass", NUMBER, 0, 200, " kg"},
        {ALWAYS, 40, "per_flight", NUMBER, 1, 150, NULL},
    };
    static const struct row groups[] = {
        {ALWAYS, 100, "interval", TIME, 0, 120, NULL},
        {ALWAYS, 80, "group", WORD, 0, 0, "1 7 60 uniform(1,40)"},
    };
    static const struct row clearing[] = {
        {ALWAYS, 100, "processing_rate", NUMBER, 5, 300, NULL},
        {ALWAYS, 40, "processing_hours", CLOCK, 4, 0, NULL},
    };
    static const struct row calls[] = {
        {ALWAYS, 50, "priority", NUMBER, 98, 102, NULL},
        {ALWAYS, 50, "longest_wait", SPAN, 0, 2000, NULL},
        {ALWAYS, 50, "fills_returns", FLAG, 0, 0, NULL},
        {ALWAYS, 30, "call_size", NUMBER, 1, 250, NULL},
    };
    static const struct row times[] = {
        {ALWAYS, 100, "onload_time", TIME, 0, 120, NULL},
        {ALWAYS, 50, "onload_per_person", TIME, 0, 2, NULL},
        {ALWAYS, 100, "offload_time", TIME, 0, 120, NULL},
        {ALWAYS, 50, "offload_per_person", TIME, 0, 2, NULL},
    };
    const int from = random_pick(maker, 0, maker->airfields - 1);
    const int to = random_another(maker, from, 0), other = random_another(maker, from, 0);
    const int way = random_pick(maker, 0, 2), way_in = random_pick(maker, 0, 2);
    const int share = random_pick(maker, 1, 9);
    random_begin(maker, "evacuation", 'e', number);
    (void)fprintf(maker->out, "airfield = a%d\n", from);
    SAY_ROWS(maker, people);
    if (way_in == 1) {
        const int first = random_pick(maker, 0, 100), second = random_pick(maker, 1, 500);
        (void)fprintf(maker->out, "arrivals = %d h: %d, %d h: %d\n", first / 10, first,
                      first / 10 + 1 + second / 20, first + second);
    } else if (way_in == 2) {
        SAY_ROWS(maker, groups);
    }
    if (to == other || way == 0) {
        (void)fprintf(maker->out, "to = a%d\n", to);
    } else if (way == 1) {
        (void)fprintf(maker->out, "to = a%d, a%d\n", to, other);
    } else {
        (void)fprintf(maker->out, "shares = a%d: %d, a%d: 3\n", to, share, other);
    }
    if (random_chance(maker, 60)) {
        SAY_ROWS(maker, clearing);
    }
    if (random_chance(maker, 40)) {
        SAY_ROWS(maker, times);
    }
    if (random_chance(maker, 80)) {
        SAY_ROWS(maker, calls);
    } else {
        (void)fprintf(maker->out, "calls_flights = no\n");
    }
}

static void say_change_of(struct maker *maker, const char *thing, const struct row *row, int count)
{
    const struct row *chosen = &row[random_pick(maker, 0, count - 1)];
    (void)fprintf(maker->out, "key = %s.%s\nvalue = ", thing, chosen->key);
    random_say_value(maker, chosen);
    (void)fputc('\n', maker->out);
}

/* It changes in mid-run: how fast its people are cleared, when it ends, who goes first. */
static void make_evacuation_change(struct maker *maker, int number, int evacuations)
{
    static const struct row changed[] = {
        {ALWAYS, 0, "processing_rate", NUMBER, 5, 300, NULL},
        {ALWAYS, 0, "processing_rate", WORD, 0, 0, "unlimited 0.1"},
        {ALWAYS, 0, "until", WHEN, 0, 150, NULL},
        {ALWAYS, 0, "priority", NUMBER, 98, 102, NULL},
        {ALWAYS, 0, "longest_wait", SPAN, 0, 2000, NULL},
        {ALWAYS, 0, "fills_returns", FLAG, 0, 0, NULL},
    };
    static const struct row at[] = {{ALWAYS, 100, "at", WHEN, 0, 120, NULL}};
    char thing[40];
    random_begin(maker, "change", 'e', number);
    SAY_ROWS(maker, at);
    (void)snprintf(thing, sizeof thing, "evacuation.e%d", random_pick(maker, 0, evacuations - 1));
    say_change_of(maker, thing, changed, COUNT(changed));
}

/* They have dice of their own, so that the rest of a scenario is what it was before there were any. */
static void make_evacuations(const struct maker *maker, uint64_t seed)
{
    struct maker own = *maker;
    own.state = ~seed;
    const int count = random_chance(&own, 45) ? random_pick(&own, 1, 3) : 0;
    for (int i = 0; i < count; i++) {
        make_evacuation(&own, i);
    }
    const int changes = count > 0 && random_chance(&own, 50) ? random_pick(&own, 1, 4) : 0;
    for (int i = 0; i < changes; i++) {
        make_evacuation_change(&own, i, count);
    }
}

static void make_flow(struct maker *maker, int number)
{
    static const struct row flow[] = {
        {ALWAYS, 80, "direction", WORD, 0, 0, "in out both"},
        {ALWAYS, 30, "contingents", CONTINGENT, 0, 0, NULL},
        {ALWAYS, 30, "airfields", AIRFIELD, 0, 0, NULL},
        {ALWAYS, 60, "per", NUMBER, 1, 48, " h"},
        {ALWAYS, 30, "day_offset", NUMBER, -12, 12, " h"},
        {ALWAYS, 40, "from", WHEN, 0, 72, NULL},
        {ALWAYS, 40, "until", WHEN, 73, 240, NULL},
    };
    random_begin(maker, "flow", 'w', number);
    (void)fprintf(maker->out, "flights = %d\n",
                  random_pick(maker, random_chance(maker, 10) ? 0 : 1, 6));
    SAY_ROWS(maker, flow);
}

/* Loads that wait for each other; it has dice of its own, as evacuations do. */
static void make_together(const struct maker *maker, uint64_t seed)
{
    static const struct row together[] = {
        {ALWAYS, 100, "together", NUMBER, 2, 4, NULL},
        {ALWAYS, 60, "together_time", TIME, 0, 300, NULL},
        {ALWAYS, 80, "direction", WORD, 0, 0, "in in out both"},
        {ALWAYS, 40, "contingents", CONTINGENT, 0, 0, NULL},
        {ALWAYS, 20, "airfields", AIRFIELD, 0, 0, NULL},
        {ALWAYS, 20, "flights", NUMBER, 1, 6, NULL},
        {ALWAYS, 20, "from", WHEN, 0, 72, NULL},
        {ALWAYS, 20, "until", WHEN, 73, 240, NULL},
    };
    struct maker own = *maker;
    own.state = seed ^ UINT64_C(0x746f67);
    if (random_chance(&own, 15)) {
        random_begin(&own, "flow", 't', 0);
        SAY_ROWS(&own, together);
    }
}

/* ---- changes ---- */

static void make_change(struct maker *maker, int number)
{
    static const struct row airfield[] = {
        {ALWAYS, 0, "open", FLAG, 0, 0, NULL},
        {ALWAYS, 0, "runway_length", NUMBER, 1500, 3000, " m"},
        {ALWAYS, 0, "runways", NUMBER, 1, 2, NULL},
        {ALWAYS, 0, "runway_occupancy", TIME, 0, 20, NULL},
        {ALWAYS, 0, "parking_mog", NUMBER, 1, 6, NULL},
        {ALWAYS, 0, "working_mog", NUMBER, 1, 4, NULL},
        {ALWAYS, 0, "preparation_teams", NUMBER, 1, 4, NULL},
        {ALWAYS, 0, "yard_loads", NUMBER, 1, 4, NULL},
        {ALWAYS, 0, "banned", TYPE, 0, 0, NULL},
        {ALWAYS, 0, "slot_control", FLAG, 0, 0, NULL},
        {ALWAYS, 0, "fuel", FLAG, 0, 0, NULL},
        {ALWAYS, 0, "fuel_mog", NUMBER, 1, 3, NULL},
        {ALWAYS, 0, "fuel_rate", NUMBER, 5, 100, " t/h"},
        {ALWAYS, 0, "landing_hours", CLOCK, 4, 0, NULL},
        {ALWAYS, 0, "takeoff_hours", CLOCK, 4, 0, NULL},
        {ALWAYS, 0, "working_hours", CLOCK, 4, 0, NULL},
    };
    static const struct row fleet[] = {
        {ALWAYS, 0, "number", NUMBER, 0, 7, NULL},
        {ALWAYS, 0, "active", FLAG, 0, 0, NULL},
    };
    static const struct row withdrawal[] = {
        {ALWAYS, 0, "flights_per_day", NUMBER, 0, 6, NULL},
        {ALWAYS, 0, "order", WHEN, 0, 200, NULL},
        {ALWAYS, 0, "handback", WHEN, 0, 48, NULL},
        {ALWAYS, 0, "start", WHEN, 0, 48, NULL},
    };
    static const struct row at[] = {
        {ALWAYS, 100, "at", WHEN, 0, 120, NULL},
        {ALWAYS, 20, "foreseen", FLAG, 0, 0, NULL},
    };
    char thing[40];
    const int kind = random_pick(maker, 0, 9), index = random_pick(maker, 0, 5);
    random_begin(maker, "change", 'g', number);
    SAY_ROWS(maker, at);
    static const struct row flow[] = {
        {ALWAYS, 0, "flights", NUMBER, 0, 6, NULL},
    };
    if (kind == 9 && maker->flows > 0) {
        (void)snprintf(thing, sizeof thing, "flow.w%d", index % maker->flows);
        say_change_of(maker, thing, flow, COUNT(flow));
    } else if (kind == 0) {
        say_change_of(maker, "withdrawal", withdrawal, COUNT(withdrawal));
    } else if (kind < 4) {
        (void)snprintf(thing, sizeof thing, "fleet.f%d", index % maker->fleets);
        say_change_of(maker, thing, fleet, COUNT(fleet));
    } else {
        (void)snprintf(thing, sizeof thing, "airfield.a%d", index % maker->airfields);
        say_change_of(maker, thing, airfield, COUNT(airfield));
    }
}

/* ---- all of it ---- */

static void make_some(struct maker *maker, enum feature feature, int most,
                      void (*make)(struct maker *maker, int number))
{
    const int count = random_has(maker, feature) ? random_pick(maker, 1, most) : 0;
    for (int i = 0; i < count; i++) {
        make(maker, i);
    }
}

static void make_all(struct maker *maker, int count, void (*make)(struct maker *maker, int number))
{
    for (int i = 0; i < count; i++) {
        make(maker, i);
    }
}

static void make_vehicle(struct maker *maker, int number)
{
    static const struct row vehicle[] = {
        {ALWAYS, 100, "mass", NUMBER, 1, 11, " t"},
        {ALWAYS, 100, "length", NUMBER, 4, 9, " m"},
        {ALWAYS, 100, "width", NUMBER, 2, 3, " m"},
    };
    random_begin(maker, "vehicle", 'v', number);
    SAY_ROWS(maker, vehicle);
}

void random_scenario_write(FILE *stream, uint64_t seed)
{
    struct maker made = {.out = stream, .state = seed};
    struct maker *maker = &made;
    make_mood(maker);
    make_general(maker);
    make_all(maker, maker->types, make_type);
    make_all(maker, maker->vehicles, make_vehicle);
    make_all(maker, maker->airfields, make_airfield);
    make_all(maker, maker->fleets, make_fleet);
    make_leg(maker);
    if (random_has(maker, STOPS) && maker->airfields > 2) {
        make_route(maker);
    }
    make_all(maker, maker->contingents, make_contingent);
    make_leavers(maker, seed);
    make_some(maker, SITES, 4, make_site);
    if (random_has(maker, SITES)) {
        make_some(maker, COMMAND, 2, make_blackout);
    }
    make_some(maker, COMMAND, 2, make_notification);
    make_some(maker, TRAFFIC, 3, make_traffic);
    make_some(maker, BACKHAUL, 2, make_backhaul);
    make_evacuations(maker, seed);
    maker->flows = random_has(maker, FLOWS) ? random_pick(maker, 1, 3) : 0;
    make_all(maker, maker->flows, make_flow);
    make_together(maker, seed);
    make_some(maker, CHANGES, 6, make_change);
}
