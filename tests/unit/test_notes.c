/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_notes.c - what `check` notes of scenarios that have no fault.
 *
 * Each case is a layer on top of the good scenario, which has no notes itself; the layer's own
 * lines begin in line 3. */
#include "support/examine.h"
#include "support/same_scenario.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include <stdlib.h>
#include <string.h>

/* Without notes: aircraft hold for half an hour, and go back where they came from. */
#define QUIET "[scenario]\nbase = good.ini\n[aircraft.il-76]\nholding_fuel = 30 min\n"
#define ENDS                                                                                       \
    "good.ini:1: note: [scenario] end: is not given, which means closed: a run ends when the "     \
    "force is in, and whoever is still to be flown out is not followed; say end = horizon to "     \
    "follow both\n"

#define SOUTH "[airfield.kant]\nlatitude = 42.85\nlongitude = 74.85\n"

/* Through a hub, 4 h and 1 h; it would be much longer if it were direct. */
#define ONWARD                                                                                     \
    SOUTH                                                                                          \
    "[leg.direct]\nfrom = chkalovsky\nto = almaty\nblock_time = 40 h\n"                            \
    "[leg.out]\nfrom = chkalovsky\nto = kant\nblock_time = 4 h\n"                                  \
    "[leg.on]\nfrom = kant\nto = almaty\nblock_time = 1 h\n[contingent.rifles]\nvia = kant\n"

/* A type that takes three times as much. */
#define LARGE                                                                                      \
    "[aircraft.an-124]\ncruise_speed = 800 km/h\npayload_range = 120 t: 5000 km\nseats = 88\n"     \
    "deck_length = 36 m\ndeck_width = 6 m\nholding_fuel = 1 h\n"                                   \
    "[fleet.heavy]\ntype = an-124\nnumber = 2\nhome = chkalovsky\n"

struct noted {
    const char *text, *notes; /* lines of the layer from 5 on; what is noted, "" for nothing */
};

static const struct noted cases[] = {
    {"", ""},
    /* loads */
    {LARGE "[contingent.rifles]\nbulk = 500 t\n", ""}, /* they are cut for who takes them */
    {LARGE "[contingent.rifles]\nbulk = 500 t\npreparation_time = 1 h\n",
     "good.ini:26: note: [contingent.rifles] load_type: is not given: loads are planned for "
     "'il-76', "
     "the most numerous, and leave 'an-124', which may carry them, at 39 % of what it takes; name "
     "a load_type, or loads for both in load_plan\n"},
    {LARGE "[contingent.rifles]\nbulk = 500 t\nload_type = an-124\n", ""},
    /* of two that take as much the first is named, in whatever order the contingent lists them */
    {LARGE
     "[aircraft.an-125]\ncruise_speed = 800 km/h\npayload_range = 120 t: 5000 km\nseats = 88\n"
     "deck_length = 36 m\ndeck_width = 6 m\nholding_fuel = 1 h\n"
     "[fleet.later]\ntype = an-125\nnumber = 2\nhome = chkalovsky\n"
     "[contingent.rifles]\nbulk = 500 t\npreparation_time = 1 h\nfleets = later, heavy, north\n",
     "good.ini:26: note: [contingent.rifles] load_type: is not given: loads are planned for "
     "'il-76', "
     "the most numerous, and leave 'an-124', which may carry them, at 39 % of what it takes; name "
     "a load_type, or loads for both in load_plan\n"},
    {LARGE "[contingent.rifles]\nbulk = 500 t\nload_plan = an-124: 1\n", ""},
    {LARGE "[contingent.rifles]\nbulk = 500 t\nfleets = north\n",
     "f.ini:14: note: [fleet.heavy] number: there is no contingent that it may carry: it never "
     "flies\n"},
    {LARGE, ""}, /* all of it goes into one load anyway */
    {"[aircraft.an-24]\ncruise_speed = 450 km/h\npayload_range = 5 t: 500 km\nseats = 50\n"
     "deck_length = 9 m\ndeck_width = 2 m\nholding_fuel = 1 h\n"
     "[fleet.light]\ntype = an-24\nnumber = 2\nhome = chkalovsky\n",
     "f.ini:14: note: [fleet.light] number: there is no contingent that it may carry: it never "
     "flies\n"}, /* at the home of one that may: the way is too long for it alone */
    /* fleets and aircraft */
    {"[fleet.south]\ntype = il-76\nnumber = 0\nhome = chkalovsky\n", ""},
    {"departure_reliability = 0.9\n",
     "f.ini:5: note: [aircraft.il-76] departure_reliability: '0.9' changes nothing: repair_home "
     "and repair_away are zero\n"},
    {"departure_reliability = 0.9\nrepair_away = 2 h\n", ""},
    {"block_factor = 1.1\n[airfield.kant]\n[leg.way]\nfrom = chkalovsky\nto = almaty\nblock_time = "
     "5 h\n",
     "f.ini:5: note: [aircraft.il-76] block_factor: has no effect without a flight that is not by "
     "a "
     "leg's block_time\n"},
    {"block_factor = 1.1\n" SOUTH "[leg.way]\nfrom = chkalovsky\nto = almaty\nblock_time = 5 h\n",
     ""},
    /* what may differ has an effect then: an input that is switched off, or what is no key, may not */
    {"fuel_capacity = 50 t\n[vary.a]\nkey = rubbish\nvalues = 1, 2\n[uncertain.a]\nactive = "
     "no\nkey = aircraft.il-76.fuel_burn\nvalue = uniform(1 t/h, 2 t/h)\n",
     "f.ini:5: note: [aircraft.il-76] fuel_capacity: has no effect without fuel_burn\n"},
    {"fuel_capacity = 50 t\n[uncertain.a]\nkey = aircraft.il-76.fuel_burn\nvalue = uniform(0 t/h, "
     "2 t/h)\n",
     ""},
    {"crew_duty = 14 h\n[fleet.north]\ncrews = 2\n",
     "good.ini:15: note: [fleet.north] crew_rest: is zero: a crew at the end of its duty is fit "
     "again at once\n"},
    {"crew_duty = 14 h\n[fleet.north]\ncrews = 2\ncrew_rest = 12 h\n", ""},
    {"crew_duty = 14 h\n", ""}, /* there are always others */
    /* holding */
    {"holding_fuel = none\n", NULL},
    {"[airfield.almaty]\nalternate = kant\n" SOUTH, ""},
    {"[airfield.kant]\nlatitude = 42.85\nlongitude = 74.85\n[aircraft.an-124]\n", ""},
    /* places */
    {"[airfield.almaty]\nworking_mog = 4\n",
     "f.ini:6: note: [airfield.almaty] working_mog: '4' is more than the aircraft that find stands "
     "here at once, 3: the rest of the places is never used\n"},
    {"[airfield.almaty]\nworking_mog = 3\n", ""},
    {"[airfield.almaty]\nworking_mog = 4\n[change.more]\nat = 9 h\nkey = "
     "airfield.almaty.parking_mog\n"
     "value = 9\n",
     ""},
    {"[airfield.chkalovsky]\nworking_mog = 4\nparking_mog = 2\n", ""}, /* at home, own stands */
    /* the force */
    {"[contingent.rifles]\nstandby = yes\n",
     "good.ini:1: note: [scenario] end: no contingent comes: a run that waits for the force to "
     "close fails at the horizon; say end = horizon\n"
     "good.ini:17: note: [fleet.north] number: there is no contingent that it may carry: it never "
     "flies\n"
     "f.ini:6: note: [contingent.rifles] standby: 'yes' without `commit`: it is never committed, "
     "and never comes\n"},
    {"[contingent.rifles]\nstandby = yes\ncommit = 2 h\n", ""},
    {"[site.plant]\nguards = 101\n",
     "f.ini:6: note: [site.plant] guards: '101' are more people than any contingent that may guard "
     "it has, 100: it is never guarded, for a site is manned by one contingent\n"},
    {"[evacuation.p]\nairfield = almaty\npeople = 10\nto = chkalovsky\n", ENDS},
    {"[evacuation.p]\nairfield = almaty\npeople = 10\nto = chkalovsky\nfrom = "
     "2052-01-01T00:00Z\n",
     ENDS "f.ini:9: note: [evacuation.p] from: is behind the horizon: it never happens\n"},
    {"[withdrawal]\norder = 2052-01-01T00:00Z\n",
     "f.ini:6: note: [withdrawal] order: is behind the horizon: it never happens\n"},
    {"[withdrawal]\norder = 2052-01-01T00:00Z\n[change.now]\nat = 9 h\nkey = withdrawal.order\n"
     "value = 20 h\n",
     ""},
    {"[command]\nrequest = 2052-01-01T00:00Z\nconsultation = 9000 h\ndecision = 9000 h\n"
     "orders = 9000 h\n",
     "f.ini:6: note: [command] request: is behind the horizon: it never happens\n"
     "f.ini:7: note: [command] consultation: is behind the horizon: it never happens\n"
     "f.ini:8: note: [command] decision: is behind the horizon: it never happens\n"
     "f.ini:9: note: [command] orders: is behind the horizon: it never happens\n"},
    {"[withdrawal]\norder = 3 h\nhandback = 9000 h\nstart = 9000 h\n",
     "f.ini:7: note: [withdrawal] handback: is behind the horizon: it never happens\n"
     "f.ini:8: note: [withdrawal] start: is behind the horizon: it never happens\n"},
    {"[contingent.late]\napoe = chkalovsky\napod = almaty\npeople = 5\n"
     "joins = 2052-01-01T00:00Z\n"
     "[contingent.reserve]\napoe = chkalovsky\napod = almaty\npeople = 5\nstandby = yes\n"
     "commit = 9000 h\n",
     "f.ini:9: note: [contingent.late] joins: is behind the horizon: it never happens\n"
     "f.ini:15: note: [contingent.reserve] commit: is behind the horizon: it never happens\n"},
    {"[flow.f]\nflights = 1\nfrom = 9000 h\n[notification.n]\nat = 9000 h\n"
     "[traffic.t]\nairfield = almaty\ninterval = 1 h\nground_time = 1 h\nfrom = 9000 h\n"
     "[blackout.b]\ndelay = 1 h\nfrom = 9000 h\n"
     "[backhaul.h]\nfrom = almaty\npeople = 5\nready = 9000 h\n",
     "f.ini:7: note: [flow.f] from: is behind the horizon: it never happens\n"
     "f.ini:9: note: [notification.n] at: is behind the horizon: it never happens\n"
     "f.ini:14: note: [traffic.t] from: is behind the horizon: it never happens\n"
     "f.ini:17: note: [blackout.b] from: is behind the horizon: it never happens\n"
     "f.ini:21: note: [backhaul.h] ready: is behind the horizon: it never happens\n"},
    {"[site.plant]\nguards = 60\nroad_time = 1 h\nrequested = 9000 h\n",
     "f.ini:8: note: [site.plant] requested: is behind the horizon: it never happens\n"},
    {"[site.plant]\nguards = 60\nroad_time = 1 h\n[site.works]\nguards = 41\nroad_time = 1 h\n",
     "f.ini:9: note: [site.works] guards: 2 sites together take 101 people, and the force has "
     "100: not all are guarded\n"},
    {"[site.plant]\nguards = 60\nroad_time = 1 h\n[site.works]\nguards = 40\nroad_time = 1 h\n",
     ""},
    {"[traffic.civil]\nairfield = kant\ninterval = 1 h\nground_time = 1 h\n" SOUTH,
     "f.ini:6: note: [traffic.civil] airfield: no flight of the force comes to [airfield.kant]: "
     "only visitors use it\n"},
    {"[traffic.civil]\nairfield = almaty\ninterval = 1 h\nground_time = 1 h\n", ""},
    /* Of two that differ in how they go on alone, one flies there. */
    {ONWARD "[contingent.lancers]\napoe = chkalovsky\napod = almaty\npeople = 50\nvia = kant\n"
            "onward_mode = road\nonward_road_time = 9 h\n"
            "[traffic.civil]\nairfield = almaty\ninterval = 1 h\nground_time = 1 h\n",
     ""},
    {"[supply]\nconsumption = 3 kg\n",
     "f.ini:6: note: [supply] consumption: there is no stock, and no trigger that asks for "
     "sustainment: nobody is ever supplied\n"},
    {"[supply]\nconsumption = 3 kg\nstock = 9 t\n", ""},
    {"[supply]\nstock = 9 t\ntrigger = 5 t\ncontingent = rifles\n",
     "f.ini:6: note: [supply] stock: has no effect without consumption\n"
     "f.ini:7: note: [supply] trigger: has no effect without consumption\n"
     "f.ini:8: note: [supply] contingent: has no effect without consumption\n"},
    /* dates */
    {"[change.late]\nat = 2022-03-07T00:00Z\nkey = airfield.almaty.open\nvalue = no\n",
     "f.ini:6: note: [change.late] at: is behind the horizon: it never happens\n"},
    {"[change.late]\nat = uniform(1441 h, 1500 h)\nkey = airfield.almaty.open\nvalue = no\n",
     "f.ini:6: note: [change.late] at: is behind the horizon: it never happens\n"},
    {"[change.late]\nat = uniform(1439 h, 1500 h)\nkey = airfield.almaty.open\nvalue = no\n", ""},
    {"[airfield.almaty]\nclosures = 2022-01-06T00:00Z/2022-01-07T00:00Z\n", ""},
    {"[airfield.almaty]\nclosures = 2021-01-06T00:00Z/2021-01-07T00:00Z, "
     "2022-01-06T00:00Z/2022-01-07T00:00Z, 2023-01-06T00:00Z/2023-01-07T00:00Z\n",
     "f.ini:6: note: [airfield.almaty] closures: number 1 of them is over before the scenario "
     "starts: it shuts nothing\n"
     "f.ini:6: note: [airfield.almaty] closures: number 3 of them is behind the horizon: it shuts "
     "nothing\n"},
    {"[airfield.almaty]\nclosures = 2021-01-06T00:00Z/2023-01-07T00:00Z\nclosures_stop = "
     "takeoffs\nweather_open = 0 h\nweather_closed = 2 h\n",
     "f.ini:6: note: [airfield.almaty] closures: number 1 of them lasts from the start to the "
     "horizon: no take-off at all\n"
     "f.ini:8: note: [airfield.almaty] weather_open: is zero: no landing and no take-off but in "
     "the "
     "moment between two spells of weather_closed\n"},
    {"[milestone.never]\nevent = closed\nearliest = 2023-01-01T00:00Z\n",
     "f.ini:7: note: [milestone.never] earliest: is behind the horizon: no run can come so far\n"},
    {"[milestone.far]\nevent = closed\nlatest = 2022-03-08T00:00Z\n",
     "f.ini:7: note: [milestone.far] latest: is behind the horizon: what would come between the "
     "two "
     "counts as missed\n"},
    {"[milestone.near]\nevent = closed\nlatest = 2022-01-08T00:00Z\ntolerance = 80 d\n",
     "f.ini:7: note: [milestone.near] latest: is, with its tolerance, behind the horizon: what "
     "would come between the two counts as missed\n"},
    {"[milestone.near]\nevent = closed\nlatest = 2022-01-08T00:00Z\ntolerance = 1 d\n", ""},
    {"[milestone.amount]\nevent = people\nby = 2022-03-08T00:00Z\nearliest = 5\n",
     "f.ini:7: note: [milestone.amount] by: is behind the horizon, from where on nothing is "
     "counted\n"},
    /* windows */
    {"[contingent.rifles]\nlatest_arrival = 9 h\n", ""},
    {"[contingent.rifles]\nlatest_arrival = uniform(4 h, 9 h)\n", ""},
    {"[contingent.rifles]\nlatest_arrival = 9 h\navailable = 6 h\n",
     "f.ini:6: note: [contingent.rifles] latest_arrival: cannot be met: even an unhindered flight "
     "is 1.117 h late\n"},
    {"[contingent.rifles]\nlatest_arrival = 2022-03-08T00:00Z\n",
     "f.ini:6: note: [contingent.rifles] latest_arrival: is behind the horizon: what is not in by "
     "the horizon counts as late\n"},
    {"[contingent.rifles]\navailable = 2022-03-08T00:00Z\n",
     "f.ini:6: note: [contingent.rifles] available: is behind the horizon: nothing of it ever "
     "comes\n"},
    {ONWARD "latest_arrival = 5 h\n", ""},
    {ONWARD "latest_arrival = 4.5 h\n",
     "f.ini:22: note: [contingent.rifles] latest_arrival: cannot be met: even an unhindered flight "
     "is 0.5 h late\n"},
    {ONWARD "latest_arrival = 7 h\nonward_mode = road\nonward_road_time = 9 h\n",
     "f.ini:22: note: [contingent.rifles] latest_arrival: cannot be met: even an unhindered flight "
     "is 6 h late\n"},
    /* flows */
    {"[flow.q]\nflights = 3\n", ""},
    {"[flow.q]\nflights = 0\nuntil = 3 h\nairfields = almaty\n", ""},
    {"[flow.q]\nflights = 0\ncontingents = rifles\n",
     "f.ini:6: note: [flow.q] flights: '0' without `until` is a ground stop for ever\n"},
    {"[flow.q]\nflights = 3\nairfields = kant\n" SOUTH,
     "f.ini:6: note: [flow.q] flights: no flight with a load comes under this ceiling\n"},
    {"[flow.q]\nflights = 3\ndirection = out\n",
     "f.ini:6: note: [flow.q] flights: no flight with a load comes under this ceiling\n"},
    {"[flow.q]\nflights = 3\ndirection = out\nairfields = almaty\n[evacuation.e]\npeople = 5\n"
     "airfield = almaty\nto = chkalovsky\n",
     ENDS},
    /* normal */
    {"onload_time = normal(2 h, 30 min)\n", ""},
    {"onload_time = normal(2 h, 2 h)\n",
     "f.ini:5: note: [aircraft.il-76] onload_time: normal is cut at zero, which makes its mean "
     "28.8 % larger than was written; lognormal and gamma keep it\n"},
    {"onload_time = lognormal(2 h, 2 h)\n", ""},
    {"[contingent.rifles]\napproval = normal(2 h, 2 h)\n",
     "f.ini:6: note: [contingent.rifles] approval: normal is cut at zero, which makes its mean "
     "28.8 % larger than was written; lognormal and gamma keep it\n"},
    {"[contingent.rifles]\nnotice = mixture(1: 2 h, 1: mixture(1: 3 h, 1: normal(2 h, 2 h)))\n",
     "f.ini:6: note: [contingent.rifles] notice: normal is cut at zero, which makes its mean "
     "28.8 % larger than was written; lognormal and gamma keep it\n"},
    {"[change.slow]\nat = 9 h\nkey = airfield.almaty.runway_occupancy\nvalue = normal(0 min, 1 "
     "min)\n",
     "f.ini:8: note: [change.slow] value: normal is cut at zero, and a mean of zero becomes "
     "another "
     "one; exponential keeps what is written\n"},
    {"onload_time = normal(2 h, 2 h)\n[scenario2]\n", NULL},
    /* what has no effect */
    {"[contingent.rifles]\ncommit = 9 h\n",
     "f.ini:6: note: [contingent.rifles] commit: has no effect without standby = yes\n"},
    {"[contingent.rifles]\ncommit = 9 h\nstandby = yes\n", ""},
    {"[contingent.rifles]\ncommit = 9 h\n[vary.x]\nkey = contingent.rifles.standby\nvalues = yes, "
     "no\n",
     ""},
    {"[contingent.rifles]\nroad_in_time = 9 h\n",
     "f.ini:6: note: [contingent.rifles] road_in_time: has no effect without mode_in = road\n"},
    {"[contingent.rifles]\nroad_in_time = 0 min\n", ""},
    {"[contingent.rifles]\nroad_out_time = 9 h\n",
     "f.ini:6: note: [contingent.rifles] road_out_time: has no effect without mode_out = road\n"},
    {"[contingent.rifles]\nforward_assembly = 9 h\n",
     "f.ini:6: note: [contingent.rifles] forward_assembly: has no effect without forward_people\n"},
    {"[contingent.rifles]\nforward_assembly = 9 h\nforward_people = 5\n", ""},
    {"[contingent.rifles]\nafter_event = first_landing\n",
     "f.ini:6: note: [contingent.rifles] after_event: has no effect without after\n"},
    {"[contingent.rifles]\nairborne_time = 1 h\n",
     "f.ini:6: note: [contingent.rifles] airborne_time: has no effect without airborne\n"},
    {"[contingent.rifles]\nbatch_time = 1 h\n",
     "f.ini:6: note: [contingent.rifles] batch_time: has no effect without batch\n"},
    /* who goes by road */
    {"[withdrawal]\norder = 9 h\n[contingent.rifles]\nmode_in = road\nroad_in_time = 1 h\n"
     "mode_out = road\nroad_out_time = 1 h\nfleets = north\ncall_forward = 1 h\n"
     "preparation_time = 1 h\nload_interval = 1 h\nreturn_to = chkalovsky\n"
     "outload_interval = 1 h\n",
     "good.ini:17: note: [fleet.north] number: there is no contingent that it may carry: it never "
     "flies\n"
     "f.ini:12: note: [contingent.rifles] fleets: has no effect without a way by air, in or home\n"
     "f.ini:13: note: [contingent.rifles] call_forward: has no effect without a way by air, in or "
     "home\n"
     "f.ini:14: note: [contingent.rifles] preparation_time: has no effect without a way by air, in "
     "or home\n"
     "f.ini:15: note: [contingent.rifles] load_interval: has no effect without mode_in = air\n"
     "f.ini:16: note: [contingent.rifles] return_to: has no effect without mode_out = air\n"
     "f.ini:17: note: [contingent.rifles] outload_interval: has no effect without mode_out = "
     "air\n"},
    {"[withdrawal]\norder = 9 h\n[contingent.rifles]\nmode_in = road\nroad_in_time = 1 h\n"
     "fleets = north\ncall_forward = 1 h\npreparation_time = 1 h\nreturn_to = chkalovsky\n"
     "outload_interval = 1 h\n",
     ""},
    {"[contingent.rifles]\nmode_in = road\nroad_in_time = 1 h\nfleets = north\n[vary.x]\n"
     "key = contingent.rifles.mode_in\nvalues = road, air\n",
     "good.ini:17: note: [fleet.north] number: there is no contingent that it may carry: it never "
     "flies\n"},
    /* who never goes home; who is not ordered; who only leaves, or is ordered by a change of plans */
    {"[contingent.rifles]\njourney = stay\nbatch = 2\nwithdraw_after = 9 h\n"
     "[withdrawal]\norder = 9 h\n",
     "f.ini:7: note: [contingent.rifles] batch: has no effect without a journey that goes home\n"
     "f.ini:8: note: [contingent.rifles] withdraw_after: has no effect without a journey that goes "
     "home\n"},
    {"[contingent.rifles]\noutload_interval = 1 h\n",
     "f.ini:6: note: [contingent.rifles] outload_interval: has no effect without "
     "withdrawal.order\n"},
    {"[contingent.rifles]\noutload_interval = 1 h\n[withdrawal]\norder = 9 h\n", ""},
    {"[contingent.rifles]\noutload_interval = 1 h\n[vary.x]\nkey = withdrawal.order\nvalues = 9 h, "
     "10 h\n",
     ""},
    {"[fleet.north]\ncrew_rest = 12 h\n",
     "f.ini:6: note: [fleet.north] crew_rest: has no effect without crews, or a crew_duty of its "
     "type\n"},
    {"crew_duty_augmented = 14 h\n[fleet.north]\ncrew_rest = 12 h\n",
     "f.ini:7: note: [fleet.north] crew_rest: has no effect without crews, or a crew_duty of its "
     "type\n"},
    {"crew_duty_augmented = 14 h\n[fleet.north]\ncrew_rest = 12 h\naugmented = yes\n", ""},
    {"crew_duty = 14 h\n[fleet.north]\ncrew_rest = 12 h\n", ""},
    {"[fleet.north]\ncrew_rest = 12 h\ncrews = 2\n", ""}, /* they rest whenever they are home */
    {"[fleet.north]\ncrew_rest = 12 h\n[vary.x]\nkey = aircraft.il-76.crew_duty\nvalues = 9 h, 10 "
     "h\n",
     ""},
    {"[airfield.almaty]\nfuel = no\nfuel_mog = 2\n",
     "f.ini:7: note: [airfield.almaty] fuel_mog: has no effect without fuel = yes\n"},
    {"[airfield.almaty]\nfuel = no\nfuel_rate = 20 t/h\n",
     "f.ini:7: note: [airfield.almaty] fuel_rate: has no effect without fuel = yes\n"},
    {"[airfield.almaty]\nfuel = no\nfuel_stock = 20 t\n",
     "f.ini:7: note: [airfield.almaty] fuel_stock: has no effect without fuel = yes\n"},
    {"[airfield.almaty]\nfuel = no\nfuel_mog = 2\n[change.pumps]\nat = 9 h\nkey = "
     "airfield.almaty.fuel\nvalue = yes\n",
     ""},
    {"[airfield.chkalovsky]\nfuel = no\nfuel_mog = 2\n", ""},
    {"[airfield.almaty]\nfuel_interval = 9 h\n",
     "f.ini:6: note: [airfield.almaty] fuel_interval: has no effect without fuel_delivery\n"},
    {"[airfield.almaty]\nfuel_interval = 9 h\nfuel_delivery = 5 t\n",
     "f.ini:7: note: [airfield.almaty] fuel_delivery: has no effect without a fuel_stock that may "
     "run out\n"},
    {"fuel_burn = 5 t/h\n[airfield.almaty]\nfuel_interval = 9 h\nfuel_delivery = 5 t\nfuel_stock = "
     "9 t\n",
     ""},
    {"[airfield.almaty]\nfuel_mog = 2\n", "f.ini:6: note: [airfield.almaty] fuel_mog: has no "
                                          "effect without aircraft with a fuel_burn that "
                                          "are not at home there\n"},
    {"fuel_burn = 5 t/h\n[airfield.almaty]\nfuel_mog = 2\n", ""},
    {"fuel_burn = 5 t/h\n[airfield.chkalovsky]\nfuel_mog = 2\n",
     "f.ini:7: note: [airfield.chkalovsky] fuel_mog: has no effect without aircraft with a "
     "fuel_burn "
     "that are not at home there\n"},
    {"[airfield.almaty]\nweather_open = 9 h\n",
     "f.ini:6: note: [airfield.almaty] weather_open: has no effect without weather_closed\n"},
    {"[airfield.almaty]\nweather_open = 9 h\nweather_closed = 0 h\n[uncertain.fog]\nkey = "
     "airfield.almaty.weather_closed\nvalue = uniform(0 h, 3 h)\nsource = x\n",
     ""},
    {"[airfield.almaty]\nclosures_stop = landings\n",
     "f.ini:6: note: [airfield.almaty] closures_stop: has no effect without closures\n"},
    {"[airfield.almaty]\nworking_hours = 00:00-24:00\noverrun = wait\n",
     "f.ini:7: note: [airfield.almaty] overrun: has no effect without working_hours\n"},
    {"[fleet.south]\ntype = il-76\nnumber = 1\nhome = chkalovsky\n[contingent.rifles]\nfleets = "
     "north\n[evacuation.p]\nairfield = almaty\npeople = 10\nto = chkalovsky\nfleets = south\n",
     ENDS}, /* it flies for those who leave */
    {"[fleet.south]\ntype = il-76\nnumber = 1\nhome = chkalovsky\n[contingent.rifles]\nfleets = "
     "north\n[evacuation.p]\nairfield = almaty\npeople = 10\nto = chkalovsky\nfleets = north\n",
     ENDS "f.ini:7: note: [fleet.south] number: there is no contingent that it may carry: it never "
          "flies\n"},
    /* inputs */
    {"[uncertain.x]\nkey = contingent.rifles.notice\nvalue = uniform(3 h, 4 h)\nsource = x\n"
     "[contingent.rifles]\nnotice = 8 h\n",
     "f.ini:7: note: [uncertain.x] value: is 3 to 4 h, and the base value 8 is not among that: "
     "what is told of luck alone is then of something that is not thought possible\n"},
    {"[airfield.almaty]\noverrun = wait\n",
     "f.ini:6: note: [airfield.almaty] overrun: has no effect without working_hours\n"},
    /* A range that is said is flown, on tanks that hold less: 3,100 km there and back at 750 km/h. */
    {"fuel_burn = 9 t/h\nfuel_capacity = 70 t\n[airfield.almaty]\nfuel = no\n",
     "f.ini:6: note: [aircraft.il-76] fuel_capacity: '70 t' is less than chkalovsky - almaty - "
     "chkalovsky "
     "takes, without fuel between, 74.1099 t: it is flown all the same, for payload_range says how "
     "far "
     "it flies\n"},
    {"fuel_burn = 9 t/h\nfuel_capacity = 100 t\n[airfield.almaty]\nfuel = no\n", ""},
    {"fuel_burn = 9 t/h\nfuel_capacity = 70 t\n", ""},
    {"fuel_capacity = 90 t\n",
     "f.ini:5: note: [aircraft.il-76] fuel_capacity: has no effect without fuel_burn\n"},
    {"repair_away = 2 h\n", "f.ini:5: note: [aircraft.il-76] repair_away: has no effect without "
                            "departure_reliability below 1\n"},
    {"[command]\nheadquarters_setup = 2 h\n",
     "f.ini:6: note: [command] headquarters_setup: has no effect without headquarters\n"},
    {"[command]\nheadquarters_setup = 2 h\nheadquarters = rifles\n", ""},
    {"[withdrawal]\nflights_per_day = 4\n",
     "f.ini:6: note: [withdrawal] flights_per_day: has no effect without order\n"},
    {"[withdrawal]\nflights_per_day = 4\norder = 9 h\n", ""},
    {"[withdrawal]\nday_offset = 4 h\norder = 9 h\n",
     "f.ini:6: note: [withdrawal] day_offset: has no effect without flights_per_day\n"},
    {"[supply]\nload = 9 t\n", "f.ini:6: note: [supply] load: has no effect without trigger\n"},
    {"[flow.f]\nper = 6 h\ntogether = 2\n",
     "f.ini:6: note: [flow.f] per: has no effect without flights\n"},
    {"block_factor = 1.1\n", ""},
    {"block_factor = 1.1\n[leg.way]\nfrom = chkalovsky\nto = almaty\nblock_time = 4 h\n",
     "f.ini:5: note: [aircraft.il-76] block_factor: has no effect without a flight that is not by "
     "a "
     "leg's block_time\n"},
    {"block_factor = 1.1\n[leg.way]\nfrom = chkalovsky\nto = almaty\nblock_time = 4 h\nboth_ways = "
     "no\n",
     ""},
};

enum { CASES = sizeof cases / sizeof cases[0], TESTS = CASES + 6 };

/* Loads f.ini and returns what is noted of it. */
static char *notes_of(const char *const *sets, int count, enum ab_status expected)
{
    static struct ab_errors notes;
    struct ab_scenario *scenario = NULL;
    char *text = NULL;
    size_t size;
    ab_errors_clear(&notes);
    ck_assert_int_eq(examine(&scenario, "f.ini", sets, count, &notes, &errors), expected);
    FILE *stream = open_memstream(&text, &size);
    ab_errors_print_notes(&notes, stream);
    ck_assert_int_eq(fclose(stream), 0);
    ab_scenario_destroy(scenario);
    return text;
}

static void write_layer(const char *text)
{
    char layer[2000];
    (void)snprintf(layer, sizeof layer, "%s%s", QUIET, text);
    write_text("f.ini", layer);
}

START_TEST(what_may_surprise_is_noted)
{
    write_layer(cases[_i].text);
    if (cases[_i].notes == NULL) {
        char *none = notes_of(NULL, 0, AB_BAD_SCENARIO); /* nothing is noted beside faults */
        ck_assert_str_eq(none, "");
        free(none);
        return;
    }
    char *text = notes_of(NULL, 0, AB_OK);
    ck_assert_str_eq(text, cases[_i].notes);
    free(text);
}
END_TEST

START_TEST(holding_without_end_is_noted_where_nobody_said_it)
{
    const char *limited[] = {"aircraft.il-76.holding_fuel=30 min"};
    const char *said[] = {"aircraft.il-76.holding_fuel=unlimited"};
    const char *slots[] = {"airfield.almaty.slot_control=yes"};
    const char *weather[] = {"airfield.almaty.slot_control=yes",
                             "airfield.almaty.weather_open=exponential(20 h)",
                             "airfield.almaty.weather_closed=exponential(2 h)"};
    const struct {
        const char *const *set;
        int count;
        const char *notes;
    } tries[] = {
        {NULL, 0,
         "good.ini:3: note: [aircraft.il-76] holding_fuel: is not given, which means without end, "
         "and [airfield.almaty], which may be full, has no alternate: it may hold there for "
         "days\n"},
        {limited, 1, ""},
        {said, 1, ""},
        {slots, 1, ""},
        {weather, 3,
         "good.ini:3: note: [aircraft.il-76] holding_fuel: is not given, which means without end, "
         "and [airfield.almaty], which may be shut by weather, has no alternate: it may hold there "
         "for days\n"},
    };
    write_text("f.ini", "[scenario]\nbase = good.ini\n");
    for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
        char *text = notes_of(tries[i].set, tries[i].count, AB_OK);
        ck_assert_str_eq(text, tries[i].notes);
        free(text);
    }
}
END_TEST

START_TEST(an_alternate_that_nobody_flies_to_is_noted)
{
    write_text("f.ini", "[scenario]\nbase = good.ini\n[airfield.almaty]\nalternate = kant\n" SOUTH);
    char *text = notes_of(NULL, 0, AB_OK);
    ck_assert_str_eq(text, "f.ini:4: note: [airfield.almaty] alternate: is never used: the "
                           "holding_fuel of all that land here is unlimited\n");
    free(text);
}
END_TEST

/* A what-if takes away what is needed; both in one place is a slip. */
START_TEST(what_a_layer_above_takes_away_is_not_noted)
{
    write_text("f.ini", "[scenario]\nbase = good.ini\n[aircraft.il-76]\nholding_fuel = 30 min\n"
                        "[airfield.almaty]\nfuel_mog = 2\n");
    const char *sets[] = {"airfield.almaty.fuel=no", "airfield.almaty.fuel_mog=3"};
    char *text = notes_of(sets, 1, AB_OK);
    ck_assert_str_eq(text, "");
    free(text);
    text = notes_of(sets, 2, AB_OK);
    ck_assert_str_eq(text, "--set: note: [airfield.almaty] fuel_mog: has no effect without fuel = "
                           "yes\n");
    free(text);
    write_text("f.ini", "[scenario]\nbase = good.ini\n[aircraft.il-76]\nholding_fuel = 30 min\n"
                        "[contingent.rifles]\nbatch = 2\n[withdrawal]\norder = 9 h\n");
    const char *stays[] = {"withdrawal.order=none", "contingent.rifles.batch=3"};
    text = notes_of(stays, 1, AB_OK);
    ck_assert_str_eq(text, "");
    free(text);
    text = notes_of(stays, 2, AB_OK);
    ck_assert_str_eq(text, "--set: note: [contingent.rifles] batch: has no effect without "
                           "withdrawal.order\n");
    free(text);
}
END_TEST

START_TEST(an_input_of_what_is_said_above_it_is_noted_with_where_that_is)
{
    write_text("g.ini",
               QUIET "[uncertain.a]\nkey = contingent.rifles.notice\nvalue = uniform(1 h, 2 h)\n");
    write_text("f.ini", "[scenario]\nbase = g.ini\n[contingent.rifles]\nnotice = 3 h\n");
    char *text = notes_of(NULL, 0, AB_OK);
    ck_assert_str_eq(text,
                     "g.ini:6: note: [uncertain.a] key: contingent.rifles.notice is said above "
                     "it (f.ini:4), and so is known: the input does not touch it\n");
    free(text);
    const char *sets[] = {"contingent.rifles.notice=4 h"};
    text = notes_of(sets, 1, AB_OK);
    ck_assert_str_eq(text,
                     "g.ini:6: note: [uncertain.a] key: contingent.rifles.notice is said above "
                     "it (--set), and so is known: the input does not touch it\n");
    free(text);
}
END_TEST

START_TEST(a_scenario_of_visitors_only_is_noted)
{
    write_text("f.ini", "[scenario]\nstart = 2022-01-01T00:00Z\n[airfield.a]\nparking_mog = 3\n"
                        "[traffic.x]\nairfield = a\ninterval = 1 h\nground_time = 2 h\n");
    char *text = notes_of(NULL, 0, AB_OK);
    ck_assert_str_eq(text,
                     "f.ini:1: note: [scenario] end: no contingent comes, only visitors do: a run "
                     "that waits for the force to close fails at the horizon; say end = horizon\n");
    free(text);
    const char *sets[] = {"scenario.end=horizon"};
    text = notes_of(sets, 1, AB_OK);
    ck_assert_str_eq(text, "");
    free(text);
}
END_TEST

START_TEST(notes_change_nothing)
{
    static struct ab_errors notes;
    struct ab_scenario *plain = load_good("good.ini", NULL, 0), *noted = NULL;
    ab_errors_clear(&notes);
    ck_assert_int_eq(examine(&noted, "good.ini", NULL, 0, &notes, &errors), AB_OK);
    ck_assert_int_eq(errors.count, 0);
    ck_assert_int_eq(notes.count, 1);
    ck_assert_ptr_null(difference_of(plain, noted));
    ab_scenario_destroy(plain);
    ab_scenario_destroy(noted);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("notes");
    TCase *notes = tcase_create("notes");
    tcase_add_checked_fixture(notes, enter_folder, leave_folder);
    tcase_add_loop_test(notes, what_may_surprise_is_noted, 0, CASES);
    tcase_add_test(notes, holding_without_end_is_noted_where_nobody_said_it);
    tcase_add_test(notes, an_alternate_that_nobody_flies_to_is_noted);
    tcase_add_test(notes, what_a_layer_above_takes_away_is_not_noted);
    tcase_add_test(notes, an_input_of_what_is_said_above_it_is_noted_with_where_that_is);
    tcase_add_test(notes, a_scenario_of_visitors_only_is_noted);
    tcase_add_test(notes, notes_change_nothing);
    suite_add_tcase(suite, notes);

    return suite_run(suite, TESTS);
}
