/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_scenario_audit.c - values that are good one by one but not together: references,
 * contradictions and what cannot be carried, each with the exact words it is met with. */
#include "support/scenario_files.h"
#include "support/suite.h"

/* ---- references ---- */

static const struct fault references[] = {
    {"[contingent.rifles]\napod = almati\n",
     "f.ini:4: error: [contingent.rifles] apod: 'almati' refers to [airfield.almati], which is not "
     "there; did you mean 'almaty'?\n"},
    {"[fleet.north]\ntype = xx\n",
     "f.ini:4: error: [fleet.north] type: 'xx' refers to [aircraft.xx], which is not there\n"},
    {"[contingent.rifles]\nvehicles = bmd-3: 3\n",
     "f.ini:4: error: [contingent.rifles] vehicles: 'bmd-3: 3' refers to [vehicle.bmd-3], which is "
     "not there; did you mean 'bmd-2'?\n"},
    {"[site.plant]\ncontingent = rifle\n",
     "f.ini:4: error: [site.plant] contingent: 'rifle' refers to [contingent.rifle], which is not "
     "there; did you mean 'rifles'?\n"},
    {"[milestone.second]\nevent = landing\nsince = frist\nlatest = 3 h\n",
     "f.ini:5: error: [milestone.second] since: 'frist' refers to [milestone.frist], which is not "
     "there; did you mean 'first'?\n"},
    {"[fleet.south]\nnumber = 2\n", "f.ini:3: error: [fleet.south] type: is missing\n"
                                    "f.ini:3: error: [fleet.south] home: is missing\n"},
    {"[site.well]\nroad_time = 1 h\n", "f.ini:3: error: [site.well] guards: is missing\n"},
};

/* ---- prices ---- */

#define LONG             "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuv"
#define PRICE(key, more) "[price.p]\nkey = " key "\n" more
#define PRICE_KEY        "f.ini:4: error: [price.p] key: "

static const struct fault prices[] = {
    {PRICE("almaty", "per_unit = 1\n"),
     PRICE_KEY "'almaty' is not a key; keys are written airfield.almaty.working_mog\n"},
    {PRICE("airfield.working_mog", "per_unit = 1\n"), PRICE_KEY
     "'airfield.working_mog' is not a key; keys are written airfield.almaty.working_mog\n"},
    {PRICE("airfield." LONG "x.working_mog", "per_unit = 1\n"),
     PRICE_KEY "'airfield." LONG "x.working_mog' is not a key; keys are written "
               "airfield.almaty.working_mog\n"}, /* no id is so long */
    {PRICE("airfield." LONG ".working_mog", "per_unit = 1\n"),
     PRICE_KEY "'airfield." LONG ".working_mog': there is no [airfield." LONG "]\n"},
    {PRICE("airfield.almaty.parkin_mog", "per_unit = 1\n"),
     PRICE_KEY "'airfield.almaty.parkin_mog' is unknown; did you mean 'parking_mog'?\n"},
    {PRICE("airfield.almati.parking_mog", "per_unit = 1\n"),
     PRICE_KEY "'airfield.almati.parking_mog': there is no [airfield.almati]; did you mean "
               "'almaty'?\n"},
    {PRICE("airfield.almaty.latitude", "per_unit = 1\n"), PRICE_KEY
     "'airfield.almaty.latitude' is nothing that can be had for a price: that is a number "
     "of things, daily hours, a rate, or a time\n"},
    {PRICE("fleet.north.number", ""), "f.ini:3: error: [price.p] per_unit: is missing\n"},
    {"[price.p]\nper_unit = 3\n", "f.ini:3: error: [price.p] key: is missing\n"},
    {PRICE("fleet.north.number", "per_unit = dear\n"),
     "f.ini:5: error: [price.p] per_unit: 'dear' is not a number\n"},
    {PRICE("fleet.north.number", "per_unit = 0\n"),
     "f.ini:5: error: [price.p] per_unit: '0' is out of range; allowed is 1e-09 to "
     "1000000000000\n"},
    {"[price.o]\nkey = fleet.NORTH.number\nper_unit = 2\n" PRICE("fleet.north.number",
                                                                 "per_unit = 1\n"),
     "f.ini:7: error: [price.p] key: 'fleet.north.number' has a price already, that of "
     "[price.o]\n"},
};

/* ---- changes ---- */

#define CHANGE(key, value) "[change.c]\nat = 24 h\nkey = " key "\nvalue = " value "\n"
#define CHANGE_KEY         "f.ini:5: error: [change.c] key: "

static const struct fault changes[] = {
    {CHANGE("almaty", "no"),
     CHANGE_KEY "'almaty' is not a key; keys are written airfield.almaty.open\n"},
    {CHANGE("airfield.almaty.opne", "no"),
     CHANGE_KEY "'airfield.almaty.opne' is unknown; did you mean 'open'?\n"},
    {CHANGE("airfield.almaty.latitude", "5"),
     CHANGE_KEY "'airfield.almaty.latitude' cannot change while a run goes on (see `airbridge keys "
                "airfield`)\n"},
    {CHANGE("airfield.almati.open", "no"),
     CHANGE_KEY "'airfield.almati.open' is of [airfield.almati], which is not there; did you mean "
                "'almaty'?\n"},
    {CHANGE("site.plant.active", "no"),
     CHANGE_KEY "'site.plant.active' cannot change while a run goes on (see `airbridge keys "
                "site`)\n"},
    {CHANGE("fleet.south.active", "yes") "[fleet.south]\nactive = no\ntype = il-76\nnumber = 1\n"
                                         "home = almaty\n",
     CHANGE_KEY "'fleet.south.active' cannot change: [fleet.south] is inactive from the start "
                "(active = no)\n"},
    {CHANGE("airfield.almaty.parking_mog", "0"),
     "f.ini:6: error: [change.c] value: '0' is out of range; allowed is 1 to 1000000\n"},
};

/* ---- things that do not go together ---- */

static const struct fault contradictions[] = {
    {"[site.plant]\nclass = water\n[contingent.rifles]\nsite_classes = power, telecom\n",
     "f.ini:4: error: [site.plant] class: 'water' may be given to nobody who comes: see "
     "site_classes\n"},
    {"[site.plant]\nclass = water\n[command]\nsite_classes = power\n",
     "f.ini:4: error: [site.plant] class: 'water' may be given to nobody who comes: see "
     "site_classes\n"},
    {"[site.plant]\npriority = 1\n[command]\nsite_classes = power\n",
     "good.ini:31: error: [site.plant] class: a site without a class may be given to nobody who "
     "comes: "
     "see site_classes\n"},
    {"[site.plant]\nclass = Power\n[contingent.rifles]\nsite_classes = power\n[site.well]\n"
     "class = water\nroad_time = 1 h\nguards = 5\ncontingent = rifles\n",
     "f.ini:8: error: [site.well] class: 'water' may be given to nobody who comes: see "
     "site_classes\n"},
    {"[command]\nrelease_time = 3 h\n",
     "f.ini:4: error: [command] release_time: needs the key release: what is released\n"},
    {"[command]\nrelease_one_by_one = yes\n",
     "f.ini:4: error: [command] release_one_by_one: needs the key release: what is released\n"},
    {"[command]\nrelease = withdrawal\n", "f.ini:4: error: [command] release: 'withdrawal' needs "
                                          "one: [withdrawal] order is not given\n"},
    {"[command]\nrelease = reserve\n",
     "f.ini:4: error: [command] release: 'reserve' needs one: no contingent on standby has a "
     "`commit`\n"},
    {"[command]\ndecision = 2022-01-05T12:00Z\n[notification.un]\nat = 2022-01-06T00:00Z\n"
     "before = decision\n",
     "f.ini:6: error: [notification.un] at: is later than [command] decision, which it precedes\n"},
    {"[notification.un]\nat = 3 h\nbefore = withdrawal\n",
     "f.ini:5: error: [notification.un] before: 'withdrawal' needs one: [withdrawal] order is not "
     "given\n"},
    {"[blackout.lines]\ndelay = 3 h\nfrom = 2022-01-06T00:00Z\nuntil = 2022-01-06T00:00Z\n",
     "f.ini:6: error: [blackout.lines] until: does not come after from\n"},
    {"[blackout.lines]\ndelay = 3 h\nfrom = 5 h\nuntil = uniform(3 h, 5 h)\n",
     "f.ini:6: error: [blackout.lines] until: does not come after from\n"},
    {"[blackout.lines]\ndelay = 3 h\n[site.plant]\nactive = no\n",
     "f.ini:3: error: [blackout.lines]: there is no site that it could cut off\n"},
    {"[milestone.first]\nnotifications = un\n[notification.un]\nat = 3 h\n",
     "f.ini:4: error: [milestone.first] notifications: needs event = notification: nothing else "
     "happens to them\n"},
    {"end = withdrawn\n", "f.ini:3: error: [scenario] end: 'withdrawn' needs a withdrawal: "
                          "[withdrawal] order is not given\n"},
    {"[command]\nheadquarters_needed = yes\n",
     "f.ini:4: error: [command] headquarters_needed: 'yes' needs an active contingent named by the "
     "key headquarters\n"},
    /* Hours count from the request, dates do not: 13 h after the start against 12 h. */
    {"[command]\nrequest = 10 h\n[contingent.rifles]\nearliest_arrival = 3 h\n"
     "latest_arrival = 2022-01-05T12:00Z\n",
     "f.ini:7: error: [contingent.rifles] latest_arrival: is earlier than earliest_arrival\n"},
    {"[contingent.rifles]\nearliest_arrival = 3 h\nlatest_arrival = 2 h\n",
     "f.ini:5: error: [contingent.rifles] latest_arrival: is earlier than earliest_arrival\n"},
    {"[contingent.rifles]\navailable = 2022-01-07T00:00Z\nlatest_arrival = uniform(1 h, 2 h)\n",
     "f.ini:5: error: [contingent.rifles] latest_arrival: is earlier than available\n"},
    {"[contingent.rifles]\nafter = lancers\n[contingent.lancers]\napoe = chkalovsky\napod = "
     "almaty\n"
     "people = 5\nafter = rifles\n",
     "f.ini:9: error: [contingent.lancers] after: leads round in a circle: lancers, after rifles, "
     "after lancers\n"},
    {"[contingent.rifles]\nafter_delay = 2 h\n",
     "f.ini:4: error: [contingent.rifles] after_delay: needs `after`: whom it goes after\n"},
    {"[contingent.rifles]\nafter = nobody\nafter_delay = 2 h\n",
     "f.ini:4: error: [contingent.rifles] after: 'nobody' refers to [contingent.nobody], which is "
     "not there\n"},
    {"[contingent.lancers]\njourney = leave\nwithdraw_from = almaty\nreturn_to = "
     "chkalovsky\npeople = "
     "5\napod = almaty\nearliest_arrival = 3 h\nload_interval = 0 h\n",
     "f.ini:8: error: [contingent.lancers] apod: has no effect: this contingent only leaves "
     "(journey "
     "= leave); give withdraw_from, where it is\n"
     "f.ini:9: error: [contingent.lancers] earliest_arrival: has no effect: this contingent only "
     "leaves (journey = leave); give available\n"},
    {"[contingent.lancers]\njourney = leave\nwithdraw_from = almaty\nreturn_to = chkalovsky\n"
     "people = 5\nairborne = north:1\ndelivered = 1\n",
     "f.ini:8: error: [contingent.lancers] airborne: has no effect: this contingent only leaves "
     "(journey = leave)\n"
     "f.ini:9: error: [contingent.lancers] delivered: has no effect: this contingent only leaves "
     "(journey = leave)\n"},
    {"[contingent.lancers]\njourney = leave\nwithdraw_from = almaty\npeople = 5\n",
     "f.ini:3: error: [contingent.lancers] return_to: is missing for a contingent that leaves by "
     "air\n"},
    /* Where a fleet is in doubt that is not judged, nor where they would fly to. */
    {"[contingent.lancers]\njourney = leave\nwithdraw_from = almaty\npeople = 5\n[fleet.bad]\ntype "
     "= "
     "nothing\nnumber = 1\nhome = chkalovsky\n",
     "f.ini:8: error: [fleet.bad] type: 'nothing' refers to [aircraft.nothing], which is not "
     "there\n"},
    {"[contingent.lancers]\njourney = leave\npeople = 5\n",
     "f.ini:3: error: [contingent.lancers] withdraw_from: is missing for a contingent that leaves "
     "by "
     "air\n"
     "f.ini:3: error: [contingent.lancers] return_to: is missing for a contingent that leaves by "
     "air\n"},
    {"[contingent.lancers]\njourney = leave\nwithdraw_from = almaty\nreturn_to = "
     "chkalovsky\npeople = "
     "5\n[command]\nheadquarters = lancers\n[site.plant]\ncontingent = lancers\n",
     "f.ini:9: error: [command] headquarters: [contingent.lancers] only leaves (journey = leave)\n"
     "f.ini:11: error: [site.plant] contingent: [contingent.lancers] only leaves (journey = "
     "leave)\n"},
    {"[flow.q]\nflights = 3\nfrom = 2022-01-07T00:00Z\nuntil = 2022-01-07T00:00Z\n",
     "f.ini:6: error: [flow.q] until: does not come after from\n"},
    {"[flow.q]\nflights = 3\nfrom = 5 h\nuntil = uniform(3 h, 4 h)\n",
     "f.ini:6: error: [flow.q] until: does not come after from\n"},
    {"[flow.q]\nper = 2 h\n", "f.ini:3: error: [flow.q] flights: is missing; so is together\n"},
    {"[flow.q]\nflights = 2\ntogether_time = 2 h\n",
     "f.ini:5: error: [flow.q] together_time: needs together: how many wait\n"},
    {"[airfield.kant]\nlatitude = 42.85\n",
     "f.ini:3: error: [airfield.kant] longitude: is missing beside latitude\n"},
    {"[airfield.kant]\nlongitude = 74.85\n",
     "f.ini:3: error: [airfield.kant] latitude: is missing beside longitude\n"},
    {"[leg.a]\nfrom = almaty\nto = almaty\n",
     "f.ini:5: error: [leg.a] to: is the airfield that the leg comes from\n"},
    {"[leg.a]\nfrom = almaty\nto = chkalovsky\n[leg.b]\nfrom = chkalovsky\nto = almaty\n",
     "f.ini:6: error: [leg.b]: [leg.a] is the same leg\n"},
    {"[fleet.north]\nhome = kant\n[airfield.kant]\nlatitude = 42\nlongitude = 74\nopen = no\n",
     "f.ini:4: error: [fleet.north] home: [airfield.kant] is closed (open = no)\n"},
    {"[fleet.north]\nhome = kant\n[airfield.kant]\nlatitude = 42\nlongitude = 74\nopen = no\n"
     "[change.stays]\nat = 5 h\nkey = airfield.kant.open\nvalue = no\n",
     "f.ini:4: error: [fleet.north] home: [airfield.kant] is closed (open = no)\n"},
    {"[fleet.north]\nhome = kant\n[airfield.kant]\nlatitude = 42\nlongitude = 74\n"
     "runway_length = 1500 m\n",
     "f.ini:4: error: [fleet.north] home: [airfield.kant] has a runway of 1500 m, and 'il-76' "
     "needs "
     "1700 m\n"},
    {"[site.well]\nguards = 5\n",
     "f.ini:3: error: [site.well] road_time: is missing (or latitude and longitude)\n"},
    {"[site.well]\nguards = 5\nlatitude = 43\n",
     "f.ini:3: error: [site.well] longitude: is missing beside latitude\n"},
    {"[milestone.first]\nearliest = 2022-01-08T00:00Z\n",
     "good.ini:36: error: [milestone.first] latest: is earlier than earliest\n"},
    {"[milestone.second]\nevent = people\nby = 2022-01-08T00:00Z\nearliest = 9\nlatest = 8\n",
     "f.ini:7: error: [milestone.second] latest: is less than earliest\n"},
    {"[milestone.second]\nevent = landing\n",
     "f.ini:3: error: [milestone.second] earliest: is missing (or latest)\n"},
    {"[milestone.second]\nevent = landing\nsince = first\nby = 2022-01-08T00:00Z\nlatest = 8\n",
     "f.ini:5: error: [milestone.second] since: does not go with `by`: a milestone is a moment or "
     "an amount\n"},
    {"[milestone.first]\nfrom = 2022-01-06T00:00Z\n",
     "f.ini:4: error: [milestone.first] from: needs `by`: it begins the time of an amount\n"},
    {"[milestone.second]\nevent = people\nfrom = 2022-01-09T00:00Z\nby = 2022-01-08T00:00Z\n"
     "latest = 8\n",
     "f.ini:6: error: [milestone.second] by: does not come after from\n"},
    {"[milestone.second]\nevent = people\nby = 2022-01-04T00:00Z\nlatest = 8\n",
     "f.ini:5: error: [milestone.second] by: does not come after the start of the scenario\n"},
    {"[milestone.second]\nevent = landing\nsince = third\nlatest = 8 h\n"
     "[milestone.third]\nevent = landing\nsince = second\nlatest = 8 h\n",
     "f.ini:5: error: [milestone.second] since: is circular: it leads back to this one\n"
     "f.ini:9: error: [milestone.third] since: is circular: it leads back to this one\n"},
};

/* ---- airfields and ways ---- */

#define KANT    "[airfield.kant]\nlatitude = 42\nlongitude = 74\n"
#define TRAFFIC "[traffic.civil]\nairfield = almaty\nground_time = 1 h\n"

static const struct fault airfields[] = {
    {"[airfield.almaty]\nalternate = almaty\n",
     "f.ini:4: error: [airfield.almaty] alternate: is the airfield itself\n"},
    {"[airfield.almaty]\nalternate = kant\n" KANT "open = no\n",
     "f.ini:4: error: [airfield.almaty] alternate: [airfield.kant] is closed (open = no)\n"},
    {"[airfield.almaty]\nalternate = kant\n[airfield.kant]\n",
     "f.ini:4: error: [airfield.almaty] alternate: the way to [airfield.kant] is not known: give "
     "positions, or a [leg.ID] with distance or block_time\n"},
    {"[airfield.almaty]\noffload_at_alternate = yes\n",
     "f.ini:4: error: [airfield.almaty] offload_at_alternate: 'yes' needs an alternate\n"},
    {"[airfield.almaty]\nfuel_delivery = 40 t\n",
     "good.ini:22: error: [airfield.almaty] fuel_interval: must be more than zero when there are "
     "deliveries\n"},
    {"[airfield.almaty]\nweather_closed = 3 h\n",
     "f.ini:4: error: [airfield.almaty] weather_closed: needs weather_open\n"},
    {"[airfield.almaty]\nweather_open = 0\n",
     "f.ini:4: error: [airfield.almaty] weather_open: must be more than zero, or weather_closed "
     "must\n"},
    {TRAFFIC "interval = 0 h\n",
     "f.ini:6: error: [traffic.civil] interval: must be more than zero\n"},
    {TRAFFIC "interval = 2 h\nstands = 7\n",
     "f.ini:7: error: [traffic.civil] stands: '7' is more than the parking_mog of "
     "[airfield.almaty], 6\n"},
    {TRAFFIC "interval = 2 h\nfrom = 2022-01-07T00:00Z\nuntil = 2022-01-06T00:00Z\n",
     "f.ini:8: error: [traffic.civil] until: does not come after from\n"},
    {TRAFFIC "interval = 2 h\nfrom = 5 h\nuntil = 4 h\n",
     "f.ini:8: error: [traffic.civil] until: does not come after from\n"},
    {"[leg.a]\nfrom = chkalovsky\nto = almaty\nstop = almaty\n",
     "f.ini:6: error: [leg.a] stop: is an end of the leg\n"},
    {"[leg.a]\nfrom = chkalovsky\nto = almaty\nstop = kant\n" KANT "open = no\n",
     "f.ini:6: error: [leg.a] stop: [airfield.kant] is closed (open = no)\n"},
    {"[supply]\ntrigger = 10 t\n",
     "f.ini:4: error: [supply] trigger: needs an active contingent named by the key contingent\n"},
};

/* ---- what cannot be carried ---- */

#define BY_AIR " for a contingent that comes by air\n"

static const struct fault carriage[] = {
    {"[contingent.rifles]\nloads = 5\n", "f.ini:4: error: [contingent.rifles] loads: stands "
                                         "instead of people, vehicles and cargo; give "
                                         "one or the other\n"},
    {"[contingent.ghosts]\napoe = chkalovsky\napod = almaty\n",
     "f.ini:3: error: [contingent.ghosts]: there is nothing to carry: give people, vehicles, cargo "
     "or loads\n"},
    {"[contingent.ghosts]\nmode_in = road\nloads = 5\n",
     "f.ini:5: error: [contingent.ghosts] loads: are aircraft loads, and this contingent comes by "
     "road\n"},
    {"[contingent.rifles]\npeople = uniform(50, 100)\nforward_people = 51\n",
     "f.ini:5: error: [contingent.rifles] forward_people: '51' is more than the least number of "
     "people, 50\n"},
    {"[contingent.second]\npeople = 10\n",
     "f.ini:3: error: [contingent.second] apoe: is missing" BY_AIR
     "f.ini:3: error: [contingent.second] apod: is missing" BY_AIR},
    {"[airfield.almaty]\nopen = no\n",
     "good.ini:28: error: [contingent.rifles] apod: all of these airfields are closed (open = no); "
     "one must be open\n"},
    {"[contingent.rifles]\napoe = kant\n[airfield.kant]\nlatitude = 42\nlongitude = 74\nopen = "
     "no\n",
     "f.ini:4: error: [contingent.rifles] apoe: [airfield.kant] is closed (open = no)\n"},
    {"[fleet.north]\nactive = no\n",
     "good.ini:26: error: [contingent.rifles] fleets: nothing may carry this contingent: there is "
     "no fleet with aircraft\n"},
    {"[fleet.north]\nnumber = 0\n",
     "good.ini:26: error: [contingent.rifles] fleets: nothing may carry this contingent: there is "
     "no fleet with aircraft\n"},
    {"[fleet.north]\nactive = no\n[contingent.rifles]\nfleets = north\n",
     "f.ini:6: error: [contingent.rifles] fleets: all of these fleets are inactive (active = no); "
     "one must be active\n"},
    {"[aircraft.an-124]\n[contingent.rifles]\nload_plan = an-124: 1\nload_type = an-124\n",
     "f.ini:5: error: [contingent.rifles] load_plan: no fleet that may carry this contingent flies "
     "'an-124'\n"
     "f.ini:6: error: [contingent.rifles] load_type: no fleet that may carry this contingent flies "
     "'an-124'\n"},
    {"[airfield.kant]\n[contingent.rifles]\napod = kant\n",
     "f.ini:5: error: [contingent.rifles] apod: the leg chkalovsky - kant cannot be flown: the "
     "airfields have no positions and no [leg.ID] gives its distance or block_time\n"},
    {"[fleet.north]\nhome = kant\n[airfield.kant]\n",
     "f.ini:4: error: [fleet.north] home: the leg kant - chkalovsky cannot be flown: the airfields "
     "have no positions and no [leg.ID] gives its distance or block_time\n"},
    {"[leg.far]\nfrom = chkalovsky\nto = almaty\ndistance = 8000 km\n",
     "good.ini:28: error: [contingent.rifles] apod: the leg chkalovsky - almaty, 8000 km, is out "
     "of "
     "range, even empty, for every aircraft that may carry this contingent\n"},
    {"[aircraft.il-76]\ncruise_speed = 0\n",
     "good.ini:28: error: [contingent.rifles] apod: the leg chkalovsky - almaty has no block_time, "
     "and no aircraft that may carry this contingent has a cruise_speed\n"},
    {"[airfield.almaty]\nrunway_length = 1699 m\n",
     "good.ini:28: error: [contingent.rifles] apod: the runway of [airfield.almaty], 1699 m, is "
     "too "
     "short for every aircraft that may carry this contingent\n"},
    {"[airfield.almaty]\nparking_mog = 1\n",
     "good.ini:28: error: [contingent.rifles] apod: the parking_mog of [airfield.almaty], 1, is "
     "too "
     "small for every aircraft that may carry this contingent\n"},
    {"[airfield.almaty]\nbanned = il-76\n", "good.ini:28: error: [contingent.rifles] apod: every "
                                            "aircraft that may carry this contingent is "
                                            "banned from [airfield.almaty]\n"},
    {"[vehicle.bmd-2]\nmass = 48 t\n",
     "good.ini:30: error: [contingent.rifles] vehicles: 'bmd-2' (48 t, 5.4 m long, 2.7 m wide) "
     "fits "
     "no aircraft that may carry it: 'il-76' takes 47 t, 20 m, 3.4 m\n"},
    {"[vehicle.bmd-2]\nlength = 20.1 m\n",
     "good.ini:30: error: [contingent.rifles] vehicles: 'bmd-2' (8.2 t, 20.1 m long, 2.7 m wide) "
     "fits no aircraft that may carry it: 'il-76' takes 47 t, 20 m, 3.4 m\n"},
    {"[vehicle.bmd-2]\nwidth = 3.5 m\n",
     "good.ini:30: error: [contingent.rifles] vehicles: 'bmd-2' (8.2 t, 5.4 m long, 3.5 m wide) "
     "fits no aircraft that may carry it: 'il-76' takes 47 t, 20 m, 3.4 m\n"},
    /* Loads that are planned beforehand may go to any candidate: the far one makes it impossible. Those
     * that are cut for where they go fly to the other, unless that is too far as well. */
    {"[vehicle.bmd-2]\nmass = 48 t\n[airfield.far]\n[leg.far]\nfrom = chkalovsky\nto = far\n"
     "distance = 5750 km\n[contingent.rifles]\napod = far, almaty\n",
     "good.ini:30: error: [contingent.rifles] vehicles: 'bmd-2' (48 t, 5.4 m long, 2.7 m wide) "
     "fits "
     "no aircraft that may carry it: 'il-76' takes 47 t to [airfield.almaty], 20 m, 3.4 m\n"},
    {"[vehicle.bmd-2]\nmass = 30 t\n[airfield.far]\n[leg.far]\nfrom = chkalovsky\nto = far\n"
     "distance = 5750 km\n[contingent.rifles]\napod = almaty, far\nload_type = il-76\n",
     "good.ini:30: error: [contingent.rifles] vehicles: 'bmd-2' (30 t, 5.4 m long, 2.7 m wide) "
     "fits "
     "no aircraft that may carry it: 'il-76' takes 23.5 t to [airfield.far], 20 m, 3.4 m\n"},
    {"[contingent.rifles]\nvehicles = none\nload_type = il-76\napod = almaty, far\n[airfield.far]\n"
     "[leg.far]\n"
     "from = chkalovsky\nto = far\ndistance = 7799 km\n",
     "good.ini:29: error: [contingent.rifles] people: no aircraft that may carry this contingent "
     "can take a person to [airfield.far]\n"},
    {"[aircraft.il-76]\nseats = 0\n",
     "good.ini:29: error: [contingent.rifles] people: no aircraft that may carry this contingent "
     "can take a person\n"},
    {"[aircraft.il-76]\ncargo_limit = 0\nseats = 0\n[contingent.freight]\napoe = chkalovsky\n"
     "apod = almaty\nbulk = 5 t\n[contingent.rifles]\nactive = no\n",
     "f.ini:9: error: [contingent.freight] bulk: no aircraft that may carry this contingent can "
     "take cargo\n"},
    {"[contingent.freight]\napoe = chkalovsky\napod = almaty\noversize = 5 t\noutsize = 5 t\n",
     "f.ini:6: error: [contingent.freight] oversize: no aircraft that may carry this contingent "
     "takes oversize cargo: that needs a cargo_class of oversize or outsize, and payload left\n"
     "f.ini:7: error: [contingent.freight] outsize: no aircraft that may carry this contingent "
     "takes outsize cargo: that needs a cargo_class of outsize, and payload left\n"},
    {"[withdrawal]\norder = 24 h\n[contingent.tank]\nmode_in = road\nvehicles = bmd-2: 1\n",
     "f.ini:5: error: [contingent.tank] withdraw_from: is missing for a contingent that leaves by "
     "air\n"
     "f.ini:5: error: [contingent.tank] return_to: is missing for a contingent that leaves by "
     "air\n"},
    {"[withdrawal]\norder = 24 h\n[contingent.rifles]\nreturn_to = kant\n[airfield.kant]\n",
     "f.ini:6: error: [contingent.rifles] return_to: the leg almaty - kant cannot be flown: the "
     "airfields have no positions and no [leg.ID] gives its distance or block_time\n"},
};

enum {
    REFERENCES = sizeof references / sizeof references[0],
    PRICES = sizeof prices / sizeof prices[0],
    CHANGES = sizeof changes / sizeof changes[0],
    CONTRADICTIONS = sizeof contradictions / sizeof contradictions[0],
    AIRFIELDS = sizeof airfields / sizeof airfields[0],
    CARRIAGE = sizeof carriage / sizeof carriage[0],
    TESTS = REFERENCES + PRICES + CHANGES + CONTRADICTIONS + AIRFIELDS + CARRIAGE + 5
};

START_TEST(a_reference_to_nothing_is_refused)
{
    assert_fault(&references[_i]);
}
END_TEST

START_TEST(a_price_of_nothing_is_refused)
{
    assert_fault(&prices[_i]);
}
END_TEST

START_TEST(a_change_of_what_cannot_change_is_refused)
{
    assert_fault(&changes[_i]);
}
END_TEST

START_TEST(a_contradiction_is_refused)
{
    assert_fault(&contradictions[_i]);
}
END_TEST

START_TEST(what_cannot_go_on_at_an_airfield_is_refused)
{
    assert_fault(&airfields[_i]);
}
END_TEST

START_TEST(what_cannot_be_carried_is_refused)
{
    assert_fault(&carriage[_i]);
}
END_TEST

/* By the alternate's alternate too, but not by one that nobody can fly on to, or when all come back. */
START_TEST(a_site_needs_alternates_to_be_reached_from)
{
    static const char *const beyond[] = {"airfield.kant.latitude=43",
                                         "airfield.kant.longitude=75",
                                         "airfield.kant.alternate=beyond",
                                         "leg.c.block_time=1 h",
                                         "leg.c.from=kant",
                                         "leg.c.to=beyond",
                                         "leg.b.block_time=2 h",
                                         "leg.b.from=almaty",
                                         "leg.b.to=beyond"};
    static const char *const back[] = {"airfield.almaty.offload_at_alternate=no"};
    write_text("f.ini", "[scenario]\nbase = good.ini\n"
                        "[airfield.kant]\n"
                        "[airfield.beyond]\n"
                        "[leg.a]\nfrom = almaty\nto = kant\nblock_time = 1 h\n"
                        "[leg.home]\nfrom = kant\nto = chkalovsky\nblock_time = 4 h\n"
                        "[airfield.almaty]\nalternate = kant\noffload_at_alternate = yes\n"
                        "[site.well]\nguards = 5\nlatitude = 43\nlongitude = 77\n");
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini:16: error: [site.well]: the way from [airfield.kant] is not known: that "
                   "has no position, and this has no road_time\n");
    ab_errors_clear(&errors);
    assert_refused(
        "f.ini", beyond, 9, AB_BAD_SCENARIO,
        "f.ini:16: error: [site.well]: the way from [airfield.beyond] is not known: that "
        "has no position, and this has no road_time\n");
    ab_errors_clear(&errors);
    ab_scenario_destroy(load_good("f.ini", beyond, 6));
    ab_scenario_destroy(load_good("f.ini", back, 1));
}
END_TEST

START_TEST(a_site_needs_airfields_to_be_reached_from)
{
    write_text("f.ini", "[scenario]\nbase = good.ini\n"
                        "[airfield.kant]\n"
                        "[leg.a]\nfrom = chkalovsky\nto = kant\nblock_time = 4 h\n"
                        "[contingent.rifles]\napod = kant\n"
                        "[site.well]\nguards = 5\nlatitude = 43\nlongitude = 77\n");
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini:10: error: [site.well]: the way from [airfield.kant] is not known: that "
                   "has no position, and this has no road_time\n");
}
END_TEST

/* Who is there at the start, or comes by road, is where he leaves from; who may not guard needs no way. */
START_TEST(a_site_needs_a_way_from_where_its_guards_are)
{
    static const char *const there[] = {"contingent.rifles.delivered=1"};
    static const char *const by_road[] = {"contingent.rifles.mode_in=road",
                                          "contingent.rifles.road_in_time=3 h"};
    static const char *const by_others[] = {
        "contingent.rifles.mode_in=road",      "contingent.rifles.road_in_time=3 h",
        "contingent.rifles.site_classes=wide", "contingent.others.apoe=chkalovsky",
        "contingent.others.apod=almaty",       "contingent.others.people=50"};
    static const char *const held[] = {
        "contingent.rifles.delivered=1",     "contingent.rifles.site_classes=wide",
        "contingent.others.apoe=chkalovsky", "contingent.others.apod=almaty",
        "contingent.others.people=50",       "site.well.held_by=rifles"};
    static const char told[] = "f.ini:8: error: [site.well]: the way from [airfield.kant] is not "
                               "known: that has no position, and this has no road_time\n";
    write_text("f.ini", "[scenario]\nbase = good.ini\n"
                        "[airfield.kant]\n"
                        "[leg.a]\nfrom = chkalovsky\nto = kant\nblock_time = 4 h\n"
                        "[site.well]\nguards = 5\nlatitude = 43\nlongitude = 77\n"
                        "[withdrawal]\norder = 2022-01-20T00:00Z\n"
                        "[contingent.rifles]\nwithdraw_from = kant\n");
    ab_scenario_destroy(load_good("f.ini", NULL, 0));
    assert_refused("f.ini", there, 1, AB_BAD_SCENARIO, told);
    ab_errors_clear(&errors);
    assert_refused("f.ini", by_road, 2, AB_BAD_SCENARIO, told);
    ab_errors_clear(&errors);
    ab_scenario_destroy(load_good("f.ini", by_others, 6));
    assert_refused("f.ini", held, 6, AB_BAD_SCENARIO, told);
}
END_TEST

/* The way on from a hub makes the fleet's way home doubtful: of the withdrawal by the same fleet nothing is
 * told, since it cannot be judged. */
START_TEST(a_fleet_that_cannot_go_home_from_beyond_a_hub_is_told_once)
{
    write_text("f.ini", "[scenario]\nstart = 2022-01-01T00:00Z\n[withdrawal]\norder = 5 d\n"
                        "[aircraft.t]\ncargo_limit = 10 t\n"
                        "[airfield.a]\n[airfield.h]\n[airfield.b]\n"
                        "[leg.ah]\nfrom = a\nto = h\nblock_time = 2 h\n"
                        "[leg.hb]\nfrom = h\nto = b\nblock_time = 2 h\n"
                        "[fleet.f]\ntype = t\nnumber = 1\nhome = a\n"
                        "[contingent.c]\napoe = a\napod = b\nvia = h\nbulk = 20 t\n"
                        "fleets = f\nonward_fleets = f\n");
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini:21: error: [fleet.f] home: the leg b - a cannot be flown: the airfields "
                   "have no positions and no [leg.ID] gives its distance or block_time\n");
}
END_TEST

/* Not where the base begins the section, who did no wrong. */
START_TEST(half_a_position_is_told_where_it_is_given)
{
    const char *const sets[] = {"airfield.kant.latitude=42.85"};
    write_text("kant.ini", "[scenario]\nbase = good.ini\n[airfield.kant]\n");
    write_text("f.ini", "[scenario]\nbase = kant.ini\n[airfield.kant]\nlongitude = 74.85\n");
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini:4: error: [airfield.kant] latitude: is missing beside longitude\n");
    ab_errors_clear(&errors);
    assert_refused("kant.ini", sets, 1, AB_BAD_SCENARIO,
                   "--set: error: [airfield.kant] longitude: is missing beside latitude\n");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("scenario_audit");
    TCase *cases = tcase_create("audit");
    tcase_add_checked_fixture(cases, enter_folder, leave_folder);
    tcase_add_loop_test(cases, a_reference_to_nothing_is_refused, 0, REFERENCES);
    tcase_add_loop_test(cases, a_price_of_nothing_is_refused, 0, PRICES);
    tcase_add_loop_test(cases, a_change_of_what_cannot_change_is_refused, 0, CHANGES);
    tcase_add_loop_test(cases, a_contradiction_is_refused, 0, CONTRADICTIONS);
    tcase_add_loop_test(cases, what_cannot_go_on_at_an_airfield_is_refused, 0, AIRFIELDS);
    tcase_add_loop_test(cases, what_cannot_be_carried_is_refused, 0, CARRIAGE);
    tcase_add_test(cases, a_site_needs_airfields_to_be_reached_from);
    tcase_add_test(cases, a_site_needs_a_way_from_where_its_guards_are);
    tcase_add_test(cases, a_fleet_that_cannot_go_home_from_beyond_a_hub_is_told_once);
    tcase_add_test(cases, a_site_needs_alternates_to_be_reached_from);
    tcase_add_test(cases, half_a_position_is_told_where_it_is_given);
    suite_add_tcase(suite, cases);

    return suite_run(suite, TESTS);
}
