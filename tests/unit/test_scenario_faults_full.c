/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_scenario_faults_full.c - what the full model's keys must refuse: each bad value, and each
 * pair of features that contradict each other, with the exact words it is met with. */
#include "support/scenario_files.h"
#include "support/suite.h"

/* The good scenario has il-76 aircraft with a range of 7,800 km (3,700 km with 47 t), 3,100 km from
 * almaty. Its contingent stands in line 25, almaty in line 21, chkalovsky in line 18, the fleet in
 * line 14 and the aircraft in line 3 of good.ini. */

/* ---- who carries what ---- */

#define RETURNS "[withdrawal]\norder = 24 h\n"

static const struct fault carriage[] = {
    /* 2 x 4,000 km are more than 7,800. */
    {"[airfield.almaty]\nfuel = no\n[leg.far]\nfrom = chkalovsky\nto = almaty\ndistance = 4000 "
     "km\n",
     "good.ini:28: error: [contingent.rifles] apod: the leg chkalovsky - almaty, 4000 km, is out "
     "of "
     "range, even empty, for every aircraft that may carry this contingent, with the fuel for the "
     "way back: [airfield.almaty] has none\n"},
    {"[airfield.chkalovsky]\nfuel = no\n"
     "[leg.far]\nfrom = chkalovsky\nto = almaty\ndistance = 4000 km\n",
     "good.ini:28: error: [contingent.rifles] apod: the leg chkalovsky - almaty, 4000 km, is out "
     "of "
     "range, even empty, for every aircraft that may carry this contingent, with the fuel for the "
     "way back: [airfield.chkalovsky] has none\n"},
    /* 7,700 km there and back leave 1.1 t of payload. */
    {"[airfield.almaty]\nfuel = no\n[leg.far]\nfrom = chkalovsky\nto = almaty\ndistance = 3850 "
     "km\n",
     "good.ini:30: error: [contingent.rifles] vehicles: 'bmd-2' (8.2 t, 5.4 m long, 2.7 m wide) "
     "fits no aircraft that may carry it: 'il-76' takes 1.14634 t, 20 m, 3.4 m\n"},
    /* A load that is planned beforehand may go to either field, so it must be light enough for the
     * further one. */
    {"[contingent.rifles]\nload_type = il-76\napod = almaty, kant\n[airfield.kant]\n"
     "[leg.far]\nfrom = chkalovsky\nto = kant\ndistance = 7700 km\n"
     "[leg.home]\nfrom = kant\nto = almaty\ndistance = 200 km\n",
     "good.ini:30: error: [contingent.rifles] vehicles: 'bmd-2' (8.2 t, 5.4 m long, 2.7 m wide) "
     "fits no aircraft that may carry it: 'il-76' takes 1.14634 t to [airfield.kant], 20 m, 3.4 "
     "m\n"},
    {RETURNS "[leg.home]\nfrom = almaty\nto = chkalovsky\nboth_ways = no\ndistance = 7700 km\n",
     "good.ini:30: error: [contingent.rifles] vehicles: 'bmd-2' (8.2 t, 5.4 m long, 2.7 m wide) "
     "fits no aircraft that may carry it home: 'il-76' takes 1.14634 t, 20 m, 3.4 m\n"},
    {RETURNS "[contingent.tank]\nmode_in = road\npeople = 5\nwithdraw_from = almaty\n"
             "return_to = chkalovsky\n[aircraft.il-76]\nseats = 0\n[contingent.rifles]\n"
             "active = no\n",
     "f.ini:7: error: [contingent.tank] people: no aircraft that may carry this contingent home "
     "can "
     "take a person\n"},
    {"[contingent.rifles]\nbulk = 1000000 t\n[aircraft.il-76]\ncargo_limit = 9 t\n",
     "f.ini:4: error: [contingent.rifles] bulk: '1e+06 t' are more than 100000 loads: no aircraft "
     "that may carry this contingent takes more than 9 t\n"},
    {"[contingent.rifles]\napod = almaty, chkalovsky\n",
     "f.ini:4: error: [contingent.rifles] apod: names the airfield of embarkation\n"},
    {RETURNS "[contingent.rifles]\nreturn_to = almaty\n",
     "f.ini:6: error: [contingent.rifles] return_to: the way home ends where it begins\n"},
    {"[supply]\ncontingent = rifles\nload = 48 t\n",
     "f.ini:5: error: [supply] load: '48 t' fits no aircraft that may carry [contingent.rifles]: "
     "they take 47 t at most\n"},
    {"[contingent.rifles]\nmode_in = road\n[supply]\ncontingent = rifles\n",
     "f.ini:6: error: [supply] contingent: [contingent.rifles] comes by road, and sustainment "
     "flies "
     "with its aircraft\n"},
};

/* ---- what flying needs besides a way ---- */

#define AT_KANT "latitude = 42\nlongitude = 74\n"
#define KANT    "[airfield.kant]\n" AT_KANT

static const struct fault flying[] = {
    {"wind = 500 km/h\n[aircraft.il-76]\ncruise_speed = 500 km/h\n",
     "f.ini:3: error: [scenario] wind: '500 km/h' is not below the cruise_speed of "
     "[aircraft.il-76], 500 km/h\n"},
    {"wind = -500 km/h\n[aircraft.il-76]\ncruise_speed = 499 km/h\n",
     "f.ini:3: error: [scenario] wind: '-500 km/h' is not below the cruise_speed of "
     "[aircraft.il-76], 499 km/h\n"},
    {"[aircraft.il-76]\ncrew_duty = 4 h\n",
     "good.ini:28: error: [contingent.rifles] apod: the leg chkalovsky - almaty takes longer than "
     "the duty of any crew that may fly this contingent: 4.117 h against 4 h\n"},
    {"[aircraft.il-76]\ncrew_duty_augmented = 4 h\n[fleet.north]\naugmented = yes\n",
     "good.ini:28: error: [contingent.rifles] apod: the leg chkalovsky - almaty takes longer than "
     "the duty of any crew that may fly this contingent: 4.117 h against 4 h\n"},
    {"[aircraft.il-76]\nfuel_burn = 9 t/h\nfuel_capacity = 37 t\n",
     "f.ini:5: error: [aircraft.il-76] fuel_capacity: '37 t' is less than the leg chkalovsky - "
     "almaty takes, 37.0549 t\n"},
    {"[aircraft.il-76]\nfuel_burn = 9 t/h\nfuel_capacity = 37 t\n[airfield.almaty]\nlatitude = "
     "433\n",
     "f.ini:7: error: [airfield.almaty] latitude: '433' is out of range; allowed is -90 to 90\n"},
    {"[aircraft.il-76]\npayload_range = none\nfuel_burn = 9 t/h\nfuel_capacity = 74 t\n"
     "[airfield.almaty]\nfuel = no\n",
     "f.ini:6: error: [aircraft.il-76] fuel_capacity: '74 t' is less than chkalovsky - almaty - "
     "chkalovsky takes, without fuel between: 74.1099 t\n"},
    {"[aircraft.il-76]\npayload_range = none\nfuel_burn = 9 t/h\nfuel_capacity = 44 t\n"
     "[leg.a]\nfrom = chkalovsky\nto = kant\nblock_time = 3 h\n[leg.b]\nfrom = kant\nto = almaty\n"
     "block_time = 2 h\n[route.r]\nlegs = chkalovsky, kant, almaty\nstops = kant: 1 h crew\n" KANT,
     "f.ini:6: error: [aircraft.il-76] fuel_capacity: '44 t' is less than chkalovsky - kant - "
     "almaty takes, without fuel between: 45 t\n"},
    {"[fleet.north]\ncrews = 0.1\n",
     "f.ini:4: error: [fleet.north] crews: '0.1' for each of 4 aircraft is no crew at all\n"},
    {"[fleet.north]\ncrews = 0\n",
     "f.ini:4: error: [fleet.north] crews: '0' for each of 4 aircraft is no crew at all\n"},
    {"[fleet.north]\ncrew_stage = chkalovsky: 2\n",
     "f.ini:4: error: [fleet.north] crew_stage: [airfield.chkalovsky] is the home of the fleet: "
     "crews there are given by crews\n"},
    {"[aircraft.il-76]\nholding_fuel = 1 h\ncruise_speed = 0 km/h\n"
     "[leg.a]\nfrom = chkalovsky\nto = almaty\nblock_time = 4 h\n[airfield.almaty]\n"
     "alternate = kant\n" KANT,
     "f.ini:11: error: [airfield.almaty] alternate: [airfield.kant] cannot take 'il-76': its "
     "distance, there or back, is not known\n"},
    {"[aircraft.il-76]\nholding_fuel = 1 h\n[airfield.almaty]\nalternate = kant\n" KANT
     "parking_mog = 1\n",
     "f.ini:6: error: [airfield.almaty] alternate: [airfield.kant] cannot take 'il-76': its "
     "parking_mog is too small\n"},
    {"[aircraft.il-76]\nholding_fuel = 1 h\n[airfield.almaty]\nalternate = kant\n" KANT
     "runway_length = 1500 m\n",
     "f.ini:6: error: [airfield.almaty] alternate: [airfield.kant] cannot take 'il-76': its runway "
     "is too short\n"},
    /* There is a way to kant and a way from kant to the home of the fleet, but none back. */
    {"[aircraft.il-76]\nholding_fuel = 1 h\n[airfield.kant]\n[airfield.severny]\n"
     "[fleet.north]\nhome = severny\n"
     "[leg.a]\nfrom = chkalovsky\nto = kant\nboth_ways = no\nblock_time = 4 h\n"
     "[leg.b]\nfrom = kant\nto = severny\nblock_time = 4 h\n"
     "[leg.c]\nfrom = severny\nto = chkalovsky\nblock_time = 1 h\n"
     "[contingent.rifles]\napod = kant\n",
     "f.ini:4: error: [aircraft.il-76] holding_fuel: is limited, but [airfield.kant] has no "
     "alternate and the way back to [airfield.chkalovsky] is not known\n"},
    /* A load that is offloaded at the alternate may divert from there. */
    {"[aircraft.il-76]\nholding_fuel = 1 h\n[airfield.almaty]\nalternate = kant\n"
     "offload_at_alternate = yes\n" KANT "alternate = osh\n"
     "[airfield.osh]\nlatitude = 40\nlongitude = 73\nparking_mog = 1\n",
     "f.ini:11: error: [airfield.kant] alternate: [airfield.osh] cannot take 'il-76': its "
     "parking_mog is too small\n"},
    {"[aircraft.il-76]\nholding_fuel = 1 h\n[airfield.almaty]\nalternate = kant\n" KANT
     "[change.cut]\nat = 3 h\nkey = airfield.kant.parking_mog\nvalue = 1\n",
     "f.ini:13: error: [change.cut] value: '1' is less than 'il-76' takes, which may be on its way "
     "there: 2\n"},
    {"[change.cut]\nat = 3 h\nkey = airfield.almaty.parking_mog\nvalue = 1\n",
     "f.ini:6: error: [change.cut] value: '1' is less than 'il-76' takes, which may be on its way "
     "there: 2\n"},
    /* So with people who leave, whoever fetches them. */
    {"[evacuation.people]\nairfield = almaty\npeople = 10\nto = kant\n" KANT
     "[change.cut]\nat = 3 h\nkey = airfield.kant.parking_mog\nvalue = 1\n",
     "f.ini:13: error: [change.cut] value: '1' is less than 'il-76' takes, which may be on its way "
     "there: 2\n"},
    {"[backhaul.people]\nfrom = almaty\npeople = 10\nto = kant\n" KANT
     "[change.cut]\nat = 3 h\nkey = airfield.kant.parking_mog\nvalue = 1\n",
     "f.ini:13: error: [change.cut] value: '1' is less than 'il-76' takes, which may be on its way "
     "there: 2\n"},
    {RETURNS "[contingent.rifles]\nbatch = 5\n",
     "f.ini:6: error: [contingent.rifles] batch: '5' is more than the aircraft that may carry this "
     "contingent, 4\n"},
    {RETURNS "[contingent.rifles]\nbatch = 4\nreturn_to = kant\n" KANT "parking_mog = 7\n",
     "f.ini:6: error: [contingent.rifles] batch: '4' loads kept aboard may need 8 stands of "
     "[airfield.kant], which has 7\n"},
    /* So with loads that a flow keeps together. */
    {RETURNS "[flow.wave]\nflights = 9\ntogether = 5\n",
     "f.ini:7: error: [flow.wave] together: '5' is more than the aircraft that may carry this "
     "contingent, 4\n"},
    {RETURNS "[flow.wave]\nflights = 9\ntogether = 4\ndirection = out\n"
             "[contingent.rifles]\nreturn_to = kant\n" KANT "parking_mog = 7\n",
     "f.ini:7: error: [flow.wave] together: '4' loads kept aboard may need 8 stands of "
     "[airfield.kant], which has 7\n"},
    {"[flow.wave]\nflights = 9\ntogether = 2\n[flow.other]\nflights = 8\ntogether = 3\n",
     "f.ini:5: error: [flow.wave] together: 'other' says the same of [contingent.rifles]: give one "
     "or the other\n"},
    {RETURNS
     "[flow.wave]\nflights = 9\ntogether = 2\ndirection = out\n[contingent.rifles]\nbatch = 3\n",
     "f.ini:7: error: [flow.wave] together: 'batch' says the same of [contingent.rifles]: give one "
     "or the other\n"},
    {"[flow.wave]\nflights = 9\ntogether = 2\n[contingent.rifles]\napod = almaty, kant\n" KANT,
     "f.ini:5: error: [flow.wave] together: [contingent.rifles] may go to several airfields: its "
     "loads cannot wait for each other\n"},
    /* Ways to and from the home of the fleet. */
    {"[aircraft.il-76]\ncruise_speed = 0 km/h\n[fleet.north]\nhome = kant\n" KANT
     "[leg.a]\nfrom = chkalovsky\nto = almaty\nblock_time = 4 h\n",
     "f.ini:6: error: [fleet.north] home: the leg kant - chkalovsky has no block_time, and 'il-76' "
     "has no cruise_speed\n"},
    /* Stops. */
    {"[leg.a]\nfrom = chkalovsky\nto = almaty\nstop = kant\n" KANT "banned = il-76\n",
     "good.ini:28: error: [contingent.rifles] apod: every aircraft that may carry this contingent "
     "is banned from [airfield.kant]\n"},
    {"[leg.a]\nfrom = chkalovsky\nto = almaty\nstop = kant\n" KANT "parking_mog = 1\n",
     "good.ini:28: error: [contingent.rifles] apod: the parking_mog of [airfield.kant], 1, is too "
     "small for every aircraft that may carry this contingent\n"},
    {"[leg.a]\nfrom = chkalovsky\nto = almaty\nstop = kant\n" KANT "runway_length = 1 km\n",
     "good.ini:28: error: [contingent.rifles] apod: the runway of [airfield.kant], 1000 m, is too "
     "short for every aircraft that may carry this contingent\n"},
    {"[leg.a]\nfrom = chkalovsky\nto = almaty\nstop = kant\n[airfield.kant]\n",
     "good.ini:28: error: [contingent.rifles] apod: the leg chkalovsky - kant cannot be flown: the "
     "airfields have no positions and no [leg.ID] gives its distance or block_time\n"},
};

/* ---- other features that contradict each other ---- */

#define LEG(id, from, to, stop)                                                                    \
    "[leg." id "]\nfrom = " from "\nto = " to "\nboth_ways = no\nstop = " stop "\n"

/* Two hours of work a day, and a service that takes three. */
#define HOURS(airfield) "[airfield." airfield "]\nworking_hours = 08:00-10:00\noverrun = wait\n"
#define LONG(service)   "[aircraft.il-76]\n" service "_time = 3 h\n"
/* Whoever flies home empty takes them there. */
#define ANYWHERE                                                                                   \
    "[evacuation.e]\nairfield = almaty\ncalls_flights = no\nfills_returns = yes\npeople = 10\n"

static const struct fault contradictions[] = {
    /* What is on its way comes straight to its destination. */
    {"[contingent.rifles]\nvia = kant\ndelivered = 1\n" KANT,
     "f.ini:5: error: [contingent.rifles] delivered: is not for a contingent that goes through a "
     "hub (via)\n"},
    {"[contingent.rifles]\nvia = kant\nairborne = north: 1\n" KANT,
     "f.ini:5: error: [contingent.rifles] airborne: is not for a contingent that goes through a "
     "hub "
     "(via)\n"},
    {"[airfield.almaty]\nfuel_stock = 0 t\n",
     "f.ini:4: error: [airfield.almaty] fuel_stock: '0 t' without deliveries is no fuel for ever: "
     "say fuel = no\n"},
    {"[airfield.chkalovsky]\nworking_hours = 08:00-10:00\noverrun = wait\n[aircraft.il-76]\n"
     "onload_time = 3 h\n",
     "f.ini:4: error: [airfield.chkalovsky] working_hours: last 2 h, and the onload of 'il-76' "
     "takes 3 "
     "h on average: with overrun = wait it never fits\n"},
    /* Nothing is put aboard there but on the way home, or by an evacuation that says no time of its own. */
    {"[airfield.almaty]\nworking_hours = 08:00-10:00\noverrun = wait\n[aircraft.il-76]\n"
     "onload_time = 3 h\n" RETURNS,
     "f.ini:4: error: [airfield.almaty] working_hours: last 2 h, and the onload of 'il-76' takes 3 "
     "h on average: with overrun = wait it never fits\n"},
    {"[airfield.almaty]\nworking_hours = 08:00-10:00\noverrun = wait\n[aircraft.il-76]\n"
     "onload_time = 3 h\n[evacuation.e]\nairfield = almaty\nto = chkalovsky\npeople = 10\n",
     "f.ini:4: error: [airfield.almaty] working_hours: last 2 h, and the onload of 'il-76' takes 3 "
     "h on average: with overrun = wait it never fits\n"},
    {"[airfield.almaty]\nworking_hours = 22:00-01:00\noverrun = wait\n[aircraft.il-76]\n"
     "offload_time = exponential(3.5 h)\n",
     "f.ini:4: error: [airfield.almaty] working_hours: last 3 h, and the offload of 'il-76' takes "
     "3.5 h on average: with overrun = wait it never fits\n"},
    /* On the way through a hub, where others divert to, and at home, where those end who say no field. */
    {HOURS("kant") AT_KANT "[contingent.rifles]\nvia = kant\n" LONG("onload"),
     "f.ini:4: error: [airfield.kant] working_hours: last 2 h, and the onload of 'il-76' takes 3 h "
     "on average: with overrun = wait it never fits\n"},
    {HOURS("kant") AT_KANT
     "[airfield.almaty]\nalternate = kant\noffload_at_alternate = yes\n" LONG("offload"),
     "f.ini:4: error: [airfield.kant] working_hours: last 2 h, and the offload of 'il-76' takes 3 "
     "h "
     "on average: with overrun = wait it never fits\n"},
    {HOURS("chkalovsky") LONG("offload") ANYWHERE,
     "f.ini:4: error: [airfield.chkalovsky] working_hours: last 2 h, and the offload of 'il-76' "
     "takes 3 h on average: with overrun = wait it never fits\n"},
    {KANT LEG("a", "chkalovsky", "almaty", "kant") LEG("b", "kant", "almaty", "chkalovsky"),
     "f.ini:10: error: [leg.a] stop: leads round in a circle: the legs from stop to stop never "
     "arrive\n"
     "f.ini:15: error: [leg.b] stop: leads round in a circle: the legs from stop to stop never "
     "arrive\n"},
    {"[supply]\ncontingent = rifles\ntrigger = 500000 t\nload = 40 t\n",
     "f.ini:5: error: [supply] trigger: '500000 t' are more than 10000 loads of 40 t\n"},
    {"[command]\nrequest = 2022-01-06T00:00Z\nconsultation = 1 h\ndecision = 2022-01-05T23:59Z\n"
     "orders = 2022-01-05T12:00Z\n",
     "f.ini:6: error: [command] decision: is earlier than request\n"
     "f.ini:7: error: [command] orders: is earlier than decision\n"},
    {"[withdrawal]\norder = 2022-01-12T00:00Z\nhandback = 2022-01-11T00:00Z\n"
     "start = 2022-01-10T00:00Z\n",
     "f.ini:5: error: [withdrawal] handback: is earlier than order\n"
     "f.ini:6: error: [withdrawal] start: is earlier than order\n"},
};

#define QUICK             "[aircraft.quick]\ncruise_speed = 700 km/h\nseats = 140\n"
#define SOUTH(type, home) "[fleet.south]\ntype = " type "\nnumber = 1\nhome = " home "\n"

/* Work for which a day's hours are too short, which nobody does there. */
static const char *const fitting[] = {
    HOURS("chkalovsky")
        LONG("offload") "[contingent.more]\napoe = chkalovsky\napod = almaty\nloads = 1\n",
    HOURS("chkalovsky") LONG("offload") ANYWHERE "offload_time = 1 h\n",
    HOURS("chkalovsky") LONG("offload") ANYWHERE "fleets = south\n" SOUTH("quick", "chkalovsky")
        QUICK,
    HOURS("chkalovsky") LONG("offload") ANYWHERE "fleets = south\n" SOUTH("il-76", "kant") KANT,
    HOURS("almaty") LONG("offload") "[contingent.rifles]\nmode_in = road\n",
    HOURS("almaty") LONG("offload") "[contingent.rifles]\nvehicles = none\nfleets = south\n" SOUTH(
        "quick", "chkalovsky") QUICK,
    HOURS("kant")
        AT_KANT LONG("onload") "[contingent.rifles]\nvehicles = none\nvia = kant\nonward_fleets = "
                               "south\n" SOUTH("quick", "kant") QUICK,
};

enum {
    FITTING = sizeof fitting / sizeof fitting[0],
    CARRIAGE = sizeof carriage / sizeof carriage[0],
    FLYING = sizeof flying / sizeof flying[0],
    CONTRADICTIONS = sizeof contradictions / sizeof contradictions[0],
    TESTS = CARRIAGE + FLYING + CONTRADICTIONS + FITTING + 1
};

START_TEST(what_cannot_be_carried_is_refused)
{
    assert_fault(&carriage[_i]);
}
END_TEST

START_TEST(what_cannot_be_flown_is_refused)
{
    assert_fault(&flying[_i]);
}
END_TEST

START_TEST(a_contradiction_is_refused)
{
    assert_fault(&contradictions[_i]);
}
END_TEST

START_TEST(hours_are_too_short_only_for_work_that_is_done_there)
{
    ab_scenario_destroy(load_on_good(fitting[_i]));
}
END_TEST

/* Sets of types are kept as bits: 64 types go, the 65th does not. */
START_TEST(more_aircraft_types_than_there_are_bits_are_refused)
{
    char text[4000] = "[scenario]\nbase = good.ini\n";
    size_t used = strlen(text);
    for (int t = 1; t < 64; t++) {
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "[aircraft.t%02d]\nseats = 1\n", t);
    }
    write_text("f.ini", text);
    ab_scenario_destroy(load_good("f.ini", NULL, 0));
    (void)snprintf(text + used, sizeof text - used, "[aircraft.t64]\nseats = 1\n");
    write_text("f.ini", text);
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini:129: error: [aircraft.t64]: is one aircraft type too many: there may be "
                   "64\n");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("scenario_faults_full");
    TCase *cases = tcase_create("faults");
    tcase_add_checked_fixture(cases, enter_folder, leave_folder);
    tcase_add_loop_test(cases, what_cannot_be_carried_is_refused, 0, CARRIAGE);
    tcase_add_loop_test(cases, what_cannot_be_flown_is_refused, 0, FLYING);
    tcase_add_loop_test(cases, a_contradiction_is_refused, 0, CONTRADICTIONS);
    tcase_add_loop_test(cases, hours_are_too_short_only_for_work_that_is_done_there, 0, FITTING);
    tcase_add_test(cases, more_aircraft_types_than_there_are_bits_are_refused);
    suite_add_tcase(suite, cases);

    return suite_run(suite, TESTS);
}
