/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_scenario_rare.c - what scenarios seldom say: refused with the exact words, or taken. */
#include "support/scenario_files.h"
#include "support/suite.h"

/* ---- values ---- */

static const struct fault values[] = {
    {"[contingent.rifles]\nnotice = weibull(1 h, 1, 2, 3, 4)\n",
     "f.ini:4: error: [contingent.rifles] notice: 'weibull(1 h, 1, 2, 3, 4)' gives weibull 5 "
     "parameters; it takes 2 (scale, shape)\n"},
    {"[contingent.rifles]\nnotice = mixture(1: empirical(a b\n",
     "f.ini:4: error: [contingent.rifles] notice: 'mixture(1: empirical(a b' has no closing "
     "bracket\n"},
    {"[contingent.rifles]\nnotice = mixture(1: 2 h, 1: empirical a, 1: 3 h)\n",
     "f.ini:4: error: [contingent.rifles] notice: 'mixture(1: 2 h, 1: empirical a, 1: 3 h)' has "
     "the component 'empirical a', which is neither a number nor a distribution\n"},
    {"[contingent.rifles]\nnotice = exponential(1 h) abcdefghijklmnopqrstuvwxyz\n",
     "f.ini:4: error: [contingent.rifles] notice: 'exponential(1 h) abcdefghijklmnopqrstuvwxyz' "
     "has an unknown unit behind the bracket\n"},
    {"[contingent.rifles]\nnotice = mixture(1: exponential(1) h) min\n",
     "f.ini:4: error: [contingent.rifles] notice: 'mixture(1: exponential(1) h) min' has the "
     "component 'exponential(1) h', which has units both inside and behind the brackets\n"},
    {"[contingent.rifles]\nnotice = mixture(1: empirical(none.csv)) h\n",
     "f.ini:4: error: [contingent.rifles] notice: 'mixture(1: empirical(none.csv)) h' has the "
     "component 'empirical(none.csv)', which names a file of samples: cannot open: No such file or "
     "directory\n"},
    {"[contingent.rifles]\nnotice = empirical(none.csv\n",
     "f.ini:4: error: [contingent.rifles] notice: 'empirical(none.csv' has no closing bracket\n"},
    {"[contingent.rifles]\nnotice = 1 h..2 h\n",
     "f.ini:4: error: [contingent.rifles] notice: '1 h..2 h' is a range where one value is needed; "
     "only --vary and [vary.ID] take ranges\n"},
    {"[contingent.rifles]\nnotice = 2 h~\n",
     "f.ini:4: error: [contingent.rifles] notice: '2 h~' has more than a number and a unit\n"},
    {"[contingent.rifles]\nnotice = 2 h{\n",
     "f.ini:4: error: [contingent.rifles] notice: '2 h{' has more than a number and a unit\n"},
    {"[contingent.rifles]\nnotice = 2 H~\n",
     "f.ini:4: error: [contingent.rifles] notice: '2 H~' has more than a number and a unit\n"},
    {"[contingent.rifles]\nnotice = "
     "1111111111111111111111111111111111111111111111111111111111111111111111 h\n",
     "f.ini:4: error: [contingent.rifles] notice: "
     "'1111111111111111111111111111111111111111111111111111111111111111111111 h' is neither a "
     "number nor a distribution\n"},
    {"[contingent.rifles]\nnotice = empirical(a\342\200\256.csv) h\n",
     "f.ini:4: error: [contingent.rifles] notice: 'empirical(a\\u202e.csv) h' names a file with a "
     "character that cannot be seen\n"},
    {"[airfield.almaty]\nparking_mog = {5\n",
     "f.ini:4: error: [airfield.almaty] parking_mog: '{5' is not a whole number\n"},
    {"[airfield.almaty]\nparking_mog = 9223372036854775807\n",
     "f.ini:4: error: [airfield.almaty] parking_mog: '9223372036854775807' is not a whole "
     "number\n"},
    {"[contingent.rifles]\nvehicles = bmd-2: +3\n",
     "f.ini:4: error: [contingent.rifles] vehicles: 'bmd-2: +3' gives 'bmd-2' the number '+3', "
     "which may mean so much, or so much more: write the whole value, without the plus sign\n"},
    {"[change.a]\nat = 1 h\nkey = airfield.almaty.open\nvalue = maybe\n[airfield.almaty]\nopen = "
     "no\n",
     "f.ini:6: error: [change.a] value: 'maybe' is not a flag; allowed are yes and no\n"},
    {"deterministic = yes\n[uncertain.a]\nkey = contingent.rifles.notice\nvalue = uniform(1 h, 2 "
     "h)\n[uncertain.b]\nkey = contingent.rifles.nix\nvalue = uniform(1 h, 2 h)\n",
     "f.ini:8: error: [uncertain.b] key: 'contingent.rifles.nix' is unknown; `airbridge keys` "
     "lists "
     "all keys\n"},
    {"[contingent.rifles]\nnotice = weibull(1 h, 1, 2, 3)\n[uncertain.a]\nkey = "
     "contingent.rifles.notice\nfactor = uniform(0.5, 2)\n",
     "f.ini:4: error: [contingent.rifles] notice: 'weibull(1 h, 1, 2, 3)' gives weibull 4 "
     "parameters; it takes 2 (scale, shape)\n"},
    {"[contingent.lancers]\nAPOE = \1chkalovsky\napod = almaty\nloads = 1\n",
     "f.ini:3: error: [contingent.lancers] apoe: is missing for a contingent that comes by air\n"
     "f.ini:4: error: [contingent.lancers]: byte 8 of the line is the control character 0x01\n"},
    {"[contingent.rifles]\nkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk = \1\n",
     "f.ini:4: error: [contingent.rifles]: byte 64 of the line is the control character 0x01\n"},
    {"[contingent.rifles]\nvehicles = nix: 3, nix: 4\n",
     "f.ini:4: error: [contingent.rifles] vehicles: 'nix: 3, nix: 4' refers to [vehicle.nix], "
     "which is not there\n"},
    {"[airfield.kant]\nlatitude = 42\nlongitude = 74\n[route.r]\nlegs = chkalovsky, kant, "
     "almaty\nstops = ,\n",
     "f.ini:8: error: [route.r] stops: ',' is not a list of the form ID: TIME PURPOSE, as in b: 90 "
     "min fuel, c: 2 h crew\n"},
    {"[airfield.kant]\nlatitude = 42\nlongitude = 74\n[route.r]\nlegs = chkalovsky, kant, "
     "almaty\nstops = kant\n",
     "f.ini:8: error: [route.r] stops: 'kant' is not a list of the form ID: TIME PURPOSE, as in b: "
     "90 min fuel, c: 2 h crew\n"},
    {"[airfield.kant]\nlatitude = 42\nlongitude = 74\n[route.r]\nlegs = chkalovsky, kant, "
     "almaty\nstops = kant: 1 h, kant: 2 h\n",
     "f.ini:8: error: [route.r] stops: 'kant: 1 h, kant: 2 h' names 'kant' twice\n"},
    {"[airfield.kant]\nlatitude = 42\nlongitude = 74\n[route.r]\nlegs = chkalovsky, kant, "
     "almaty\nstops = nix: 1 h, nix: 2 h\n",
     "f.ini:8: error: [route.r] stops: 'nix: 1 h, nix: 2 h' refers to [airfield.nix], which is not "
     "there\n"},
    {"[airfield.kant]\nlatitude = 42\nlongitude = 74\n[route.r]\nlegs = nix, kant, nix\nstops = "
     "kant: 1 h\n",
     "f.ini:7: error: [route.r] legs: 'nix, kant, nix' refers to [airfield.nix], which is not "
     "there\n"},
    {"[airfield.kant]\nlatitude = 42\nlongitude = 74\nopen = no\n[route.r]\nlegs = chkalovsky, "
     "kant, almaty\nstops = kant: 1 h\n",
     "f.ini:8: error: [route.r] legs: [airfield.kant] is closed (open = no)\n"},
    {"[evacuation.p]\nairfield = almaty\nto = chkalovsky\narrivals = 0 h: 200, 1 h: 1000001\n",
     "f.ini:6: error: [evacuation.p] arrivals: '0 h: 200, 1 h: 1000001' has '1000001' people, "
     "which is out of range; allowed is 0 to 1000000\n"},
    /* No date is so long after the start that a duration could have been meant. */
    {"[milestone.first]\nevent = landing\nlatest = 90000000 h\n",
     "f.ini:5: error: [milestone.first] latest: '90000000 h' is not a date; dates are written "
     "2022-01-06T01:20+03:00 or 2022-01-05T22:20Z\n"},
    {"[contingent.rifles]\nnotice = uniform(1 h, 2 h, 3 h)\n[uncertain.u]\nkey = "
     "contingent.rifles.notice\nfactor = uniform(1, 2)\nsource = none\n",
     "f.ini:4: error: [contingent.rifles] notice: 'uniform(1 h, 2 h, 3 h)' gives uniform 3 "
     "parameters; it takes 2 (low, high)\n"},
    {"[evacuation.p]\nairfield = almaty\nto = chkalovsky\narrivals = curve\n",
     "f.ini:6: error: [evacuation.p] arrivals: 'curve' is not a list of the form TIME: PEOPLE, as "
     "in 0 h: 200, 12 h: 800\n"},
    {"[evacuation.p]\nairfield = almaty\nto = chkalovsky\narrivals = curve(\n",
     "f.ini:6: error: [evacuation.p] arrivals: 'curve(' is not a list of the form TIME: PEOPLE, as "
     "in 0 h: 200, 12 h: 800\n"},
    {"[evacuation.p]\nairfield = almaty\nto = chkalovsky\narrivals = curve()\n",
     "f.ini:6: error: [evacuation.p] arrivals: 'curve()' is not a list of the form TIME: PEOPLE, "
     "as in 0 h: 200, 12 h: 800\n"},
    {"[evacuation.p]\nairfield = almaty\nto = chkalovsky\narrivals = curve(a\342\200\256.csv)\n",
     "f.ini:6: error: [evacuation.p] arrivals: 'curve(a\\u202e.csv)' names a file with a character "
     "that cannot be seen\n"},
    {"[table.x]\nkind = airfield\nfile = a\342\200\256.csv\n",
     "f.ini:5: error: [table.x] file: 'a\\u202e.csv' names a file with a character that cannot be "
     "seen\n"},
    {"[milestone.first]\nevent = landing\nby = 2022-01-09T00:00Z\nlatest = 3\ntolerance = 5 %x\n",
     "f.ini:7: error: [milestone.first] tolerance: '5 %x' has the unit '%x' where a plain number "
     "is needed\n"},
    {"[milestone.first]\nevent = landing\nby = 2022-01-09T00:00Z\nlatest = 3\ntolerance = 5 %,\n",
     "f.ini:7: error: [milestone.first] tolerance: '5 %,' has a comma in its number; decimals have "
     "a point, and thousands no mark\n"},
    {"[milestone.first]\nevent = landing\nby = 2022-01-09T00:00Z\nlatest = 3\ntolerance = -5 %\n",
     "f.ini:7: error: [milestone.first] tolerance: '-5 %' is negative\n"},
    {"[airfield.s0]\nlatitude = 44\nlongitude = 76\n[airfield.s1]\nlatitude = 45\nlongitude = "
     "76\n[airfield.s2]\nlatitude = 46\nlongitude = 76\n[airfield.s3]\nlatitude = 47\nlongitude = "
     "76\n[airfield.s4]\nlatitude = 48\nlongitude = 76\n[airfield.s5]\nlatitude = 49\nlongitude = "
     "76\n[airfield.s6]\nlatitude = 50\nlongitude = 76\n[airfield.s7]\nlatitude = 51\nlongitude = "
     "76\n[airfield.s8]\nlatitude = 52\nlongitude = 76\n[airfield.s9]\nlatitude = 53\nlongitude = "
     "76\n[route.r]\nlegs = chkalovsky, s0, s1, s2, s3, s4, s5, s6, s7, s8, almaty\nstops = s0: 1 "
     "h, s1: 1 h, s2: 1 h, s3: 1 h, s4: 1 h, s5: 1 h, s6: 1 h, s7: 1 h, s8: 1 h\n",
     "f.ini:34: error: [route.r] legs: has more than 8 stops\n"},
    {"[contingent.rifles]\nload_plan = nix: 3\n",
     "f.ini:4: error: [contingent.rifles] load_plan: 'nix: 3' refers to [aircraft.nix], which is "
     "not there\n"},
    {"[airfield.almaty]\nclosures = "
     "222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222"
     "2222222222222222222222222222222222222/2022-01-13T09:00Z\n",
     "f.ini:4: error: [airfield.almaty] closures: "
     "'22222222222222222222222222222222222222222222222222222222222222222222222222222222222222222222"
     "22222222' has a period that is too long\n"},
};

/* ---- things that do not go together, and names ---- */

static const struct fault contradictions[] = {
    {"[airfield.kant]\nlatitude = 42\nlongitude = 74\n[leg.a]\nfrom = almaty\nto = kant\nstop = "
     "chkalovsky\n[leg.b]\nfrom = chkalovsky\nto = kant\nboth_ways = no\nstop = kant\n",
     "f.ini:14: error: [leg.b] stop: is an end of the leg\n"},
    {"[vehicle.bmd-2]\nwidth = 9 m\n[fleet.south]\ntype = il-76\nnumber = 1\nhome = chkalovsky\n",
     "good.ini:30: error: [contingent.rifles] vehicles: 'bmd-2' (8.2 t, 5.4 m long, 9 m wide) fits "
     "no aircraft that may carry it: 'il-76' takes 47 t, 20 m, 3.4 m\n"},
    {"[table.x]\nkind = vehicle\nfile = none.csv\n[contingent.rifles]\nvehicles = a: 3, b: 4\n",
     "f.ini:5: error: [table.x] file: none.csv: cannot open: No such file or directory\n"},
    {"[table.x]\nkind = airfield\nfile = none.csv\n[route.r]\nlegs = a, b, c, d\n"
     "stops = b: 1 h, c: 1 h\n",
     "f.ini:5: error: [table.x] file: none.csv: cannot open: No such file or directory\n"},
    {"horizon = 5\ndeadline = 2023-01-01T00:00Z\n",
     "f.ini:3: error: [scenario] horizon: '5' has no unit; a time is given in ms, s, min, h, d, "
     "w\n"},
    {"[command]\nheadquarters_needed = yes\nrequest = x\n",
     "f.ini:5: error: [command] request: 'x' is neither a number nor a distribution; "
     "dates are written 2022-01-06T01:20+03:00 or 2022-01-05T22:20Z\n"},
    {"wind = 500 km/h\n[aircraft.il-76]\ncruise_speed = 400 km/h\n[aircraft.b]\ncruise_speed = 450 "
     "km/h\n",
     "f.ini:3: error: [scenario] wind: '500 km/h' is not below the cruise_speed of [aircraft.b], "
     "450 km/h\n"},
    {"[airfield.kant]\nlatitude = 1\n[table.x]\nkind = airfield\nfile = none.csv\n",
     "f.ini:7: error: [table.x] file: none.csv: cannot open: No such file or directory\n"},
    {"[airfield.kant]\nlatitude = 1\n[table.x]\nkind = airfield\nfile =\n",
     "f.ini:7: error: [table.x] file: the value is empty\n"},
    {"[airfield.kant]\n[leg.a]\nfrom = almaty\nto = chkalovsky\nblock_time = 4 h\n[leg.b]\nfrom = "
     "almaty\nto = kant\nblock_time = 4 h\n[leg.c]\nfrom = chkalovsky\nto = almaty\nboth_ways = "
     "no\nblock_time = 4 h\n[leg.d]\nfrom = kant\nto = almaty\nblock_time = 4 h\n[leg.e]\nfrom = "
     "chkalovsky\nto = kant\nblock_time = 1 h\n",
     "f.ini:17: error: [leg.d]: [leg.b] is the same leg\n"},
    {"[airfield.chkalovsky]\nrunway_length = 1 km\n",
     "good.ini:18: error: [fleet.north] home: [airfield.chkalovsky] has a runway of 1000 m, and "
     "'il-76' needs 1700 m\ngood.ini:28: error: [contingent.rifles] apod: the runway of "
     "[airfield.chkalovsky], 1000 m, is too short for every aircraft that may carry this "
     "contingent\n"},
    /* Too short both from the hub on and for the way home. */
    {"[airfield.kant]\nlatitude = 42\nlongitude = 74\n[contingent.rifles]\nvia = kant\n"
     "[airfield.almaty]\nrunway_length = 1 km\n[withdrawal]\norder = 1 d\n",
     "good.ini:28: error: [contingent.rifles] apod: the runway of [airfield.almaty], 1000 m, is "
     "too "
     "short for every aircraft that may carry this contingent\n"},
    {"[airfield.kant]\nlatitude = 42\nlongitude = 74\n[leg.a]\nfrom = almaty\nto = kant\nstop = "
     "kant\n",
     "f.ini:9: error: [leg.a] stop: is an end of the leg\n"},
    {"[airfield.kant]\nlatitude = 42\nlongitude = 74\n[leg.a]\nfrom = almaty\nto = kant\nstop = "
     "almaty\n",
     "f.ini:9: error: [leg.a] stop: is an end of the leg\n"},
    {"[airfield.kant]\nlatitude = 42\nlongitude = 74\n[leg.a]\nfrom = almaty\nto = "
     "chkalovsky\nstop = kant\n[leg.b]\nfrom = kant\nto = almaty\nboth_ways = no\nstop = "
     "chkalovsky\n",
     "f.ini:9: error: [leg.a] stop: leads round in a circle: the legs from stop to stop never "
     "arrive\nf.ini:14: error: [leg.b] stop: leads round in a circle: the legs from stop to stop "
     "never arrive\n"},
    {"[contingent.rifles]\nactive = no\n[fleet.north]\npositions = almaty: 1\n",
     "f.ini:6: error: [fleet.north] positions: there is no contingent to carry\n"},
    {"[fleet.south]\ntype = il-76\nnumber = 4\nhome = chkalovsky\npositions = almaty: "
     "4\n[fleet.west]\ntype = il-76\nnumber = 4\nhome = chkalovsky\npositions = almaty: 4\n",
     "f.ini:7: error: [fleet.south] positions: [airfield.almaty] has 6 stands, and the aircraft "
     "that are there at the start take 8\n"},
    {"[contingent.rifles]\nairborne = north: 1\n[command]\nrequest = 2022-01-06T00:00Z\n",
     "f.ini:4: error: [contingent.rifles] airborne: the scenario begins in the middle, and the "
     "request comes later: [command] request must be its start\n"},
    {"[contingent.rifles]\nairborne = north: 1\nstandby = yes\n",
     "f.ini:4: error: [contingent.rifles] airborne: it is no part of the force at the start\n"},
    {"[contingent.rifles]\ndelivered = 1\n[contingent.b]\napoe = chkalovsky\napod = almaty\nloads "
     "= 1\n[site.plant]\nheld_by = rifles\ncontingent = b\n",
     "f.ini:10: error: [site.plant] held_by: only [contingent.b] may guard this site\n"},
    {"[aircraft.il-76]\ncrew_duty = 3 h\n[leg.a]\nfrom = chkalovsky\nto = almaty\nstop = "
     "kant\n[airfield.kant]\nlatitude = 54\nlongitude = 39\n",
     "good.ini:28: error: [contingent.rifles] apod: the leg kant - almaty takes longer than the "
     "duty of any crew that may fly this contingent: 3.995 h against 3 h\n"},
    {"[aircraft.il-76]\ncruise_speed = 0 km/h\n[leg.a]\nfrom = chkalovsky\nto = almaty\nstop = "
     "kant\n[leg.b]\nfrom = chkalovsky\nto = kant\nblock_time = 1 h\n[airfield.kant]\nlatitude = "
     "42\nlongitude = 74\n",
     "good.ini:28: error: [contingent.rifles] apod: the leg kant - almaty has no block_time, and "
     "no aircraft that may carry this contingent has a cruise_speed\n"},
    {"[vehicle.bmd-2]\nwidth = 9 m\n[aircraft.t1]\ncruise_speed = 700 km/h\nseats = "
     "100\ndeck_width = 1 m\n[fleet.f1]\ntype = t1\nnumber = 1\nhome = "
     "chkalovsky\n[aircraft.t2]\ncruise_speed = 700 km/h\nseats = 100\ndeck_width = 2 "
     "m\n[fleet.f2]\ntype = t2\nnumber = 1\nhome = chkalovsky\n[aircraft.t3]\ncruise_speed = 700 "
     "km/h\nseats = 100\ndeck_width = 3 m\n[fleet.f3]\ntype = t3\nnumber = 1\nhome = "
     "chkalovsky\n[aircraft.t4]\ncruise_speed = 700 km/h\nseats = 100\ndeck_width = 4 "
     "m\n[fleet.f4]\ntype = t4\nnumber = 1\nhome = chkalovsky\n",
     "good.ini:30: error: [contingent.rifles] vehicles: 'bmd-2' (8.2 t, 5.4 m long, 9 m wide) fits "
     "no aircraft that may carry it: 't1' takes any mass, 0 m, 1 m; 't2' takes any mass, 0 m, 2 m; "
     "'t3' takes any mass, 0 m, 3 m\n"},
    {"[aircraft.t]\ncruise_speed = 700 km/h\ncargo_limit = 5 kg\n[fleet.f]\ntype = t\nnumber = "
     "1\nhome = chkalovsky\n[contingent.rifles]\nbulk = 600 t\n",
     "good.ini:26: error: [contingent.rifles] fleets: '600 t' of cargo may become more than 100000 "
     "loads: 't', which may carry this contingent, takes 0.005 t on one of its ways\n"},
    {"[aircraft.il-76]\nholding_fuel = 1 h\n[airfield.almaty]\nalternate = "
     "kant\n[airfield.kant]\n[leg.a]\nfrom = almaty\nto = kant\nboth_ways = no\nblock_time = 1 h\n",
     "f.ini:6: error: [airfield.almaty] alternate: [airfield.kant] cannot take 'il-76': its "
     "distance, there or back, is not known\n"},
    {"[aircraft.il-76]\nholding_fuel = 1 h\n[aircraft.b]\ncruise_speed = 700 km/h\nseats = "
     "9\nholding_fuel = 1 h\n[fleet.b]\ntype = b\nnumber = 1\nhome = "
     "chkalovsky\n[airfield.almaty]\nalternate = kant\n[airfield.kant]\nlatitude = 42\nlongitude = "
     "74\nrunway_length = 1 km\nparking_mog = 1\n",
     "f.ini:14: error: [airfield.almaty] alternate: [airfield.kant] cannot take 'il-76': its "
     "runway is too short\n"},
    {"[aircraft.il-76]\nholding_fuel = 1 "
     "h\n[airfield.kant]\n[airfield.severny]\n[fleet.north]\nhome = severny\n[leg.a]\nfrom = "
     "chkalovsky\nto = kant\nboth_ways = no\nblock_time = 4 h\n[leg.b]\nfrom = kant\nto = "
     "severny\nblock_time = 4 h\n[leg.c]\nfrom = severny\nto = chkalovsky\nblock_time = 1 "
     "h\n[contingent.rifles]\napod = kant\n[contingent.more]\napoe = chkalovsky\napod = "
     "kant\nloads = 3\npriority = 3\nfleets = north\n",
     "f.ini:4: error: [aircraft.il-76] holding_fuel: is limited, but [airfield.kant] has no "
     "alternate and the way back to [airfield.chkalovsky] is not known\n"},
    {"[evacuation.p]\nairfield = almaty\npeople = 10\nshares = almaty: 1, chkalovsky: 1\n",
     "f.ini:6: error: [evacuation.p] shares: names the airfield they leave\n"},
    {"[evacuation.p]\nairfield = almaty\npeople = 10\nto = chkalovsky\nfleets = "
     "south\n[fleet.south]\ntype = il-76\nnumber = 1\nactive = no\nhome = chkalovsky\n",
     "f.ini:7: error: [evacuation.p] fleets: all of these fleets are inactive (active = no); one "
     "must be active\n"},
    {"[price.a]\nper_unit = 3\n", "f.ini:3: error: [price.a] key: is missing\n"},
    {"[airfield.s0]\nlatitude = 44\nlongitude = 76\n[airfield.s1]\nlatitude = 45\nlongitude = "
     "76\n[airfield.s2]\nlatitude = 46\nlongitude = 76\n[airfield.s3]\nlatitude = 47\nlongitude = "
     "76\n[airfield.s4]\nlatitude = 48\nlongitude = 76\n[airfield.s5]\nlatitude = 49\nlongitude = "
     "76\n[airfield.s6]\nlatitude = 50\nlongitude = 76\n[airfield.s7]\nlatitude = 51\nlongitude = "
     "76\n[airfield.s8]\nlatitude = 52\nlongitude = 76\n[airfield.s9]\nlatitude = 53\nlongitude = "
     "76\n[leg.l0]\nfrom = chkalovsky\nto = almaty\nboth_ways = no\nstop = s0\n[leg.l1]\nfrom = "
     "s0\nto = almaty\nboth_ways = no\nstop = s1\n[leg.l2]\nfrom = s1\nto = almaty\nboth_ways = "
     "no\nstop = s2\n[leg.l3]\nfrom = s2\nto = almaty\nboth_ways = no\nstop = s3\n[leg.l4]\nfrom = "
     "s3\nto = almaty\nboth_ways = no\nstop = s4\n[leg.l5]\nfrom = s4\nto = almaty\nboth_ways = "
     "no\nstop = s5\n[leg.l6]\nfrom = s5\nto = almaty\nboth_ways = no\nstop = s6\n[leg.l7]\nfrom = "
     "s6\nto = almaty\nboth_ways = no\nstop = s7\n[leg.l8]\nfrom = s7\nto = almaty\nboth_ways = "
     "no\nstop = s8\n",
     "f.ini:37: error: [leg.l0] stop: begins a way of more than 8 stops\n"},
    {"[contingent.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]\napoe = chkalovsky\napod = "
     "almaty\nloads = 1\nafter = "
     "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n[contingent."
     "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb]\napoe = chkalovsky\napod = almaty\nloads = "
     "1\nafter = "
     "cccccccccccccccccccccccccccccccccccccccccccccccc\n[contingent."
     "cccccccccccccccccccccccccccccccccccccccccccccccc]\napoe = chkalovsky\napod = almaty\nloads = "
     "1\nafter = "
     "dddddddddddddddddddddddddddddddddddddddddddddddd\n[contingent."
     "dddddddddddddddddddddddddddddddddddddddddddddddd]\napoe = chkalovsky\napod = almaty\nloads = "
     "1\nafter = "
     "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee\n[contingent."
     "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee]\napoe = chkalovsky\napod = almaty\nloads = "
     "1\nafter = "
     "ffffffffffffffffffffffffffffffffffffffffffffffff\n[contingent."
     "ffffffffffffffffffffffffffffffffffffffffffffffff]\napoe = chkalovsky\napod = almaty\nloads = "
     "1\nafter = "
     "gggggggggggggggggggggggggggggggggggggggggggggggg\n[contingent."
     "gggggggggggggggggggggggggggggggggggggggggggggggg]\napoe = chkalovsky\napod = almaty\nloads = "
     "1\nafter = "
     "hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh\n[contingent."
     "hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh]\napoe = chkalovsky\napod = almaty\nloads = "
     "1\nafter = "
     "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii\n[contingent."
     "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii]\napoe = chkalovsky\napod = almaty\nloads = "
     "1\nafter = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
     "f.ini:7: error: [contingent.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa] after: leads "
     "round in a circle: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, after "
     "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, after "
     "cccccccccccccccccccccccccccccccccccccccccccccccc, after "
     "dddddddddddddddddddddddddddddddddddddddddddddddd, after "
     "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee, after "
     "ffffffffffffffffffffffffffffffffffffffffffffffff, after "
     "gggggggggggggggggggggggggggggggggggggggggggggggg, after hhhhhhh\n"},
    {"[kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk.x]\n",
     "f.ini:3: error: the section name 'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk...' is too long; "
     "a name may have 48 bytes\n"},
    {"[airfield.almaty]\nkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk = 1\n",
     "f.ini:4: error: [airfield.almaty]: the key 'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk...' is "
     "too long\n"},
    {"[airfield.x{]\n", "f.ini:3: error: the section name 'airfield.x{' is not KIND or KIND.ID; "
                        "names are made of letters a to z, digits and '-'\n"},
    {"[airfield.almaty]\nk{y = 1\n",
     "f.ini:4: error: [airfield.almaty]: 'k{y' is not a key; keys are made of a-z, 0-9 and '_'\n"},
    {"[airfield.almaty]\nname = a\177\n",
     "f.ini:4: error: [airfield.almaty]: byte 9 of the line is the control character 0x7F\n"},
    {"[change.a]\nat = 1 h\nvalue = no\n", "f.ini:3: error: [change.a] key: is missing\n"},
    {"[change.a]\nat = 1 h\nkey = airfield.open\nvalue = no\n",
     "f.ini:5: error: [change.a] key: 'airfield.open' is not a key; keys are written "
     "airfield.almaty.open\n"},
    {"[change.a]\nat = 1 h\nkey = contingent.rifles.assembly\nvalue = empirical(none.csv) h\n",
     "f.ini:5: error: [change.a] key: 'contingent.rifles.assembly' cannot change while a run goes "
     "on (see `airbridge keys contingent`)\n"},
    {"[vehicle.vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv]\nmass = 300 t\nlength = 5.4 "
     "m\nwidth = 9 m\n[contingent.rifles]\nvehicles = "
     "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv: 1\napod = almaty, "
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\nload_type = "
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n[airfield."
     "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk]\nlatitude = 40\nlongitude = "
     "70\n[aircraft.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]\ncruise_speed = 700 "
     "km/h\nseats = 100\npayload_range = 5 t: 2000 km, 0 t: 9000 km\ndeck_width = 1 "
     "m\n[fleet.f0]\ntype = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nnumber = 1\nhome = "
     "chkalovsky\n[aircraft.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb]\ncruise_speed = 700 "
     "km/h\nseats = 100\npayload_range = 5 t: 2000 km, 0 t: 9000 km\ndeck_width = 2 "
     "m\n[fleet.f1]\ntype = bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\nnumber = 1\nhome = "
     "chkalovsky\n[aircraft.cccccccccccccccccccccccccccccccccccccccccccccccc]\ncruise_speed = 700 "
     "km/h\nseats = 100\npayload_range = 5 t: 2000 km, 0 t: 9000 km\ndeck_width = 3 "
     "m\n[fleet.f2]\ntype = cccccccccccccccccccccccccccccccccccccccccccccccc\nnumber = 1\nhome = "
     "chkalovsky\n[aircraft.dddddddddddddddddddddddddddddddddddddddddddddddd]\ncruise_speed = 700 "
     "km/h\nseats = 100\npayload_range = 5 t: 2000 km, 0 t: 9000 km\ndeck_width = 4 "
     "m\n[fleet.f3]\ntype = dddddddddddddddddddddddddddddddddddddddddddddddd\nnumber = 1\nhome = "
     "chkalovsky\n",
     "f.ini:8: error: [contingent.rifles] vehicles: "
     "'vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv' (300 t, 5.4 m long, 9 m wide) fits no "
     "aircraft that may carry it: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' takes 4.22292 "
     "t to [airfield.almaty], 0 m, 1 m; 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb' takes "
     "4.22292 t to [airfield.almaty], 0 m, 2 m; 'cccccccccccccccccccccccccccccccccccccccccccccccc' "
     "takes 4.22292 t to [airfield.almaty], 0 m, 3 m\n"},
    {"[contingent.more]\napod = almaty\nloads = 1\n[withdrawal]\norder = 1 d\n",
     "f.ini:3: error: [contingent.more] apoe: is missing for a contingent that comes by air\n"},
    {"[contingent.more]\njourney = leave\nwithdraw_from = almaty\nreturn_to = chkalovsky\nvia = "
     "almaty\nloads = 1\n",
     "f.ini:7: error: [contingent.more] via: has no effect: this contingent only leaves (journey = "
     "leave)\n"},
    {"[airfield.far]\n[evacuation.p]\nairfield = almaty\npeople = 10\nto = far, chkalovsky\n",
     "f.ini:7: error: [evacuation.p] to: no fleet that may carry them can fly people from "
     "[airfield.almaty] to [airfield.far] and itself home again: by seats, payload, runways, "
     "stands "
     "or an unknown way\n"},
    {"[contingent.rifles]\nfleets = north\n[aircraft.h]\nholding_fuel = 1 h\n[fleet.h]\ntype = "
     "h\nnumber = 1\nhome = home\n[airfield.home]\n[airfield.from]\n[airfield.a]\n[airfield.b]\n"
     "[leg.1]\nfrom = home\nto = from\nblock_time = 1 h\n[leg.2]\nfrom = from\nto = a\nblock_time "
     "= 1 h\nboth_ways = no\n[leg.3]\nfrom = from\nto = b\nblock_time = 1 h\nboth_ways = no\n"
     "[leg.4]\nfrom = a\nto = home\nblock_time = 1 h\n[leg.5]\nfrom = b\nto = home\nblock_time = "
     "1 h\n[contingent.more]\napoe = from\napod = a, b\nloads = 2\nfleets = h\n",
     "f.ini:6: error: [aircraft.h] holding_fuel: is limited, but [airfield.a] has no alternate and "
     "the way back to [airfield.from] is not known\n"},
    {"[contingent.rifles]\nfleets = nix, north\nload_type = il-76\n",
     "f.ini:4: error: [contingent.rifles] fleets: 'nix, north' refers to [fleet.nix], which is not "
     "there\n"},
    {"[contingent.rifles]\nactive = no\n[milestone.m]\nevent = arrived\ncontingents = rifles, "
     "nix\nlatest = 2022-01-07T00:00Z\n",
     "f.ini:7: error: [milestone.m] contingents: 'rifles, nix' refers to [contingent.nix], which "
     "is not there\n"},
    {"[past]\nat = now\n", "f.ini:4: error: [past] at: 'now' is not a date; dates are written "
                           "2022-01-06T01:20+03:00 or 2022-01-05T22:20Z\n"},
    {"[past]\nat = 2022-01-06T00:00Z\n", "f.ini:4: error: [past] at: the scenario to go on from "
                                         "and from when on (at) are given together\n"},
    {"[past]\nscenario = good.ini\nat = 2032-01-06T00:00Z\n",
     "f.ini:5: error: [past] at: is behind the scenario's horizon\n"},
    {"[airfield.kant]\n[contingent.more]\napoe = chkalovsky\napod = nix\nloads = 1\n",
     "f.ini:6: error: [contingent.more] apod: 'nix' refers to [airfield.nix], which is not "
     "there\n"},
    {"[airfield.kant]\nlatitude = 42\nlongitude = 74\n[flow.a]\nflights = 9\ntogether = "
     "2\ncontingents = rifles\n[flow.b]\nflights = 9\ntogether = 3\n[contingent.more]\napoe = "
     "chkalovsky\napod = almaty\nloads = 5\n",
     "f.ini:12: error: [flow.b] together: 'a' says the same of [contingent.rifles]: give one or "
     "the other\n"},
    {"[contingent.rifles]\nload_plan = il-76: 3\nfleets = b\n[aircraft.b]\ncruise_speed = 700 "
     "km/h\n[fleet.b]\ntype = b\nnumber = 1\nhome = chkalovsky\n",
     "good.ini:29: error: [contingent.rifles] people: no aircraft that may carry this contingent "
     "can take a person\ngood.ini:30: error: [contingent.rifles] vehicles: 'bmd-2' (8.2 t, 5.4 m "
     "long, 2.7 m wide) fits no aircraft that may carry it: 'b' takes any mass, 0 m, 0 m\nf.ini:4: "
     "error: [contingent.rifles] load_plan: no fleet that may carry this contingent flies "
     "'il-76'\n"},
};

/* ---- curves of arrivals ---- */

#define CURVE "[evacuation.p]\nairfield = almaty\nto = chkalovsky\narrivals = curve(a.csv)\n"

/* What is in a.csv, and what is said of it. */
static const struct fault curves[] = {
    {"people,people,hour\n1,1,1\n",
     "a.csv:1: error: [evacuation.p] arrivals: there is a second column of people (column 2)\n"},
    {"hour,date,people\n1,1,1\n", "a.csv:1: error: [evacuation.p] arrivals: there is a second "
                                  "column of hours or dates (column 2)\n"},
    {"hour,x\n1,1\n", "a.csv:1: error: [evacuation.p] arrivals: the first row needs the headings "
                      "people, and hour or date\n"},
    {"hour,people\n3 h x,5\n", "a.csv:2: error: [evacuation.p] arrivals: the hour has more than a "
                               "number and a unit (column 1)\n"},
    {"hour,people\n1 h..3 h,5\n",
     "a.csv:2: error: [evacuation.p] arrivals: the hour is a range where one value is needed; only "
     "--vary and [vary.ID] take ranges (column 1)\n"},
    {"hour,people\n3 kg,5\n",
     "a.csv:2: error: [evacuation.p] arrivals: the hour has a unit of mass where a time is needed; "
     "allowed are ms, s, min, h, d, w (column 1)\n"},
    {"hour,people\n-3,5\n", "a.csv:2: error: [evacuation.p] arrivals: the hour is out of range; "
                            "allowed is 0 h to 87600 h (column 1)\n"},
    {"hour,people\n", "a.csv: error: [evacuation.p] arrivals: the file has no arrivals\n"},
};

/* ---- what goes ---- */

/* Beside each stands a case above, or elsewhere, that is refused. */
static const char *const taken[] = {
    "[airfield.chkalovsky]\nrunway_length = 1 km\n[change.a]\nat = 0 h\nkey = "
    "airfield.chkalovsky.runway_length\nvalue = 3 km\n",
    "[airfield.kant]\nlatitude = 42\nlongitude = 74\nopen = no\n[route.r]\nlegs = chkalovsky, "
    "kant, almaty\nstops = kant: 1 h\n[change.a]\nat = 0 h\nkey = airfield.kant.open\nvalue = "
    "yes\n",
    "[aircraft.empirical]\n[change.a]\nat = 1 h\nkey = airfield.almaty.banned\nvalue = il-76, "
    "empirical\n",
    "[site.plant]\nclass = water\n[contingent.rifles]\nsite_classes = power , water \t, rest\n",
    "[notification.n]\nat = 1 h\n[milestone.n]\nevent = notification\nnotifications = n\nlatest = "
    "2022-01-07T00:00Z\n",
    "[contingent.rifles]\nairborne = north: 1\n[command]\nrequest = 2022-01-05T00:00Z\n",
    "[contingent.rifles]\ndelivered = 1\n[site.plant]\nheld_by = rifles\ncontingent = rifles\n",
    "[flow.a]\nflights = 9\ntogether = 2\ncontingents = rifles\n[contingent.b]\napoe = "
    "chkalovsky\napod = almaty\nloads = 3\n[flow.b]\nflights = 9\ntogether = 3\ncontingents = b\n",
    "[airfield.almaty]\nbanned = b\n[aircraft.b]\ncruise_speed = 700 km/h\nstands = 3\nseats = "
    "100\n[fleet.b]\ntype = b\nnumber = 1\nhome = chkalovsky\n[change.a]\nat = 1 h\nkey = "
    "airfield.almaty.parking_mog\nvalue = 2\n",
    "[airfield.kant]\nlatitude = 42\nlongitude = 74\n[airfield.osh]\nlatitude = 40\nlongitude = "
    "73\n[route.a]\nlegs = chkalovsky, kant, almaty\nstops = kant: 1 h\n[route.b]\nlegs = "
    "chkalovsky, kant, osh\nstops = kant: 1 h\n[route.c]\nlegs = chkalovsky, almaty, kant\nstops = "
    "almaty: 1 h\n",
    "[airfield.kant]\nlatitude = 42\nlongitude = 74\n[leg.a]\nfrom = almaty\nto = kant\nstop = "
    "chkalovsky\n[leg.b]\nfrom = chkalovsky\nto = kant\nboth_ways = no\n",
    "[airfield.almaty]\nworking_hours = 00:00-24:00\noverrun = wait\n[aircraft.il-76]\nonload_time "
    "= 30 h\n",
    "[evacuation.p]\nairfield = almaty\npeople = 10\nto = chkalovsky\nfleets = "
    "south\n[fleet.south]\ntype = il-76\nnumber = 1\nhome = chkalovsky\n",
    "[evacuation.p]\nairfield = almaty\npeople = 10\nto = chkalovsky\n[milestone.m]\nevent = "
    "backhaul\nevacuations = p\nlatest = 2022-01-09T00:00Z\n",
    "[evacuation.p]\nairfield = almaty\npeople = 10\nto = chkalovsky\n[milestone.m]\nevent = "
    "backhaul_flight\nevacuations = p\nlatest = 2022-01-09T00:00Z\n",
    "[evacuation.p]\nairfield = almaty\npeople = 10\nto = chkalovsky\n[milestone.m]\nevent = "
    "evacuees\nevacuations = p\nlatest = 2022-01-09T00:00Z\n",
    "[evacuation.p]\nairfield = almaty\npeople = 10\nto = chkalovsky\n[milestone.m]\nevent = "
    "evacuation_flight\nevacuations = p\nlatest = 2022-01-09T00:00Z\n",
    "[evacuation.p]\nairfield = almaty\npeople = 10\nto = chkalovsky\n[milestone.m]\nevent = "
    "evacuated\nevacuations = p\nlatest = 2022-01-09T00:00Z\n",
    "[evacuation.p]\nairfield = almaty\npeople = 10\nto = chkalovsky\n[milestone.m]\nevent = "
    "evacuation_over\nevacuations = p\nlatest = 2022-01-09T00:00Z\n",
};

/* One scenario, written in two ways. */
static const char *const alike[][2] = {
    {"[contingent.rifles]\nnotice = empirical( hours.csv\t) h\n",
     "[contingent.rifles]\nnotice = empirical(hours.csv) h\n"},
    {"[contingent.rifles]\nnotice = exponential\t(1 h)\n",
     "[contingent.rifles]\nnotice = exponential(1 h)\n"},
    {"[contingent.rifles]\nnotice = mixture(1: exponential(60) min)\n",
     "[contingent.rifles]\nnotice = mixture(1: exponential(1 h))\n"},
    {"[contingent.rifles]\nnotice = -0:00\n", "[contingent.rifles]\nnotice = 0 h\n"},
    {"[airfield.almaty]\nutc_offset = +2 h\n", "[airfield.almaty]\nutc_offset = 120 min\n"},
    {"[airfield.almaty]\nworking_hours = 00:00-24:00\n",
     "[airfield.almaty]\nworking_hours = always\n"},
    {"[contingent.rifles]\napod = almaty\t, kant\n[airfield.kant]\nlatitude = 42\nlongitude = 74\n",
     "[contingent.rifles]\napod = almaty, kant\n[airfield.kant]\nlatitude = 42\nlongitude = 74\n"},
    {"[contingent.rifles]\nvehicles = bmd-2:\t3\t\n", "[contingent.rifles]\nvehicles = bmd-2: 3\n"},
    {"[milestone.first]\nevent = landing\nby = 2022-01-09T00:00Z\nlatest = 3\ntolerance = 5 %\n",
     "[milestone.first]\nevent = landing\nby = 2022-01-09T00:00Z\nlatest = 3\ntolerance = 0.15\n"},
    {"[evacuation.p]\nairfield = almaty\nto = chkalovsky\narrivals = curve(gaps.csv)\n",
     "[evacuation.p]\nairfield = almaty\nto = chkalovsky\narrivals = curve(b.csv)\n"},
};

enum {
    VALUES = sizeof values / sizeof values[0],
    CONTRADICTIONS = sizeof contradictions / sizeof contradictions[0],
    CURVES = sizeof curves / sizeof curves[0],
    TAKEN = sizeof taken / sizeof taken[0],
    ALIKE = sizeof alike / sizeof alike[0],
    TESTS = VALUES + CONTRADICTIONS + CURVES + TAKEN + ALIKE + 6
};

START_TEST(a_rare_value_is_refused)
{
    assert_fault(&values[_i]);
}
END_TEST

START_TEST(a_rare_contradiction_is_refused)
{
    assert_fault(&contradictions[_i]);
}
END_TEST

START_TEST(a_bad_curve_is_refused)
{
    const struct fault fault = {CURVE, curves[_i].message};
    write_text("a.csv", curves[_i].text);
    assert_fault(&fault);
}
END_TEST

START_TEST(what_is_rare_and_right_is_taken)
{
    ab_scenario_destroy(load_on_good(taken[_i]));
}
END_TEST

START_TEST(two_ways_to_write_a_scenario_are_one)
{
    uint64_t hash[2];
    write_text("gaps.csv", "hour,people\n,,\n\n1,5,\n");
    write_text("hours.csv", "1\n2\n");
    write_text("b.csv", "hour;people\n1;5\n");
    for (int i = 0; i < 2; i++) {
        struct ab_scenario *scenario = load_on_good(alike[_i][i]);
        hash[i] = scenario->hash;
        ab_scenario_destroy(scenario);
    }
    ck_assert_uint_eq(hash[0], hash[1]);
}
END_TEST

START_TEST(a_curve_in_another_encoding_is_refused)
{
    const struct fault fault = {
        CURVE, "a.csv: error: [evacuation.p] arrivals: the file is UTF-16; save it as UTF-8\n"};
    write_bytes("a.csv", "\xFF\xFEh\0", 4);
    assert_fault(&fault);
}
END_TEST

/* A key with a byte in it that ends no line is none: what it would give is missing besides. */
START_TEST(a_key_with_a_zero_in_it_is_none)
{
    static const char text[] =
        "[scenario]\nbase = good.ini\n[contingent.lancers]\nap\0oe = chkalovsky\n"
        "apod = almaty\nloads = 1\n";
    write_bytes("f.ini", text, sizeof text - 1);
    assert_refused(
        "f.ini", NULL, 0, AB_BAD_SCENARIO,
        "f.ini:3: error: [contingent.lancers] apoe: is missing for a contingent that "
        "comes by air\nf.ini:4: error: [contingent.lancers]: byte 3 of the line is NUL\n");
}
END_TEST

/* However much stands behind the last number that there is room for. */
START_TEST(a_distribution_of_very_many_numbers_is_not_unknown)
{
    char text[1400] = "[contingent.rifles]\nnotice = mixture(1: 1h";
    char message[300];
    for (int i = 0; i < 120; i++) {
        (void)strcat(text, ", 1: 2h");
    }
    const char *value = strstr(text, "mixture");
    (void)snprintf(message, sizeof message,
                   "f.ini:7: error: [uncertain.a] factor: what contingent.rifles.notice says, "
                   "'%.100s', has more than 64 numbers\n",
                   value);
    (void)strcat(text,
                 ")\n[uncertain.a]\nkey = contingent.rifles.notice\nfactor = uniform(0.5, 2)\n");
    assert_fault(&(struct fault){text, message});
}
END_TEST

/* A line of blanks is as long as any other. */
START_TEST(a_line_of_blanks_may_be_too_long)
{
    char text[1200];
    const struct fault fault = {
        text, "f.ini:3: error: [scenario]: the line is too long: 1100 bytes, allowed are 1022\n"};
    memset(text, ' ', 1100);
    memcpy(text + 1100, "\n", 2);
    assert_fault(&fault);
}
END_TEST

/* What one may carry on from a hub is asked of each that allows other fleets, and told of no other. */
START_TEST(who_goes_on_with_other_fleets_is_judged_alone)
{
    enum { CONTINGENTS = 7 };
    for (int odd = 0; odd < CONTINGENTS; odd++) {
        char text[2000] = "[airfield.hub]\nlatitude = 50\nlongitude = 60\n[aircraft.b]\n"
                          "cruise_speed = 700 km/h\n[contingent.rifles]\nfleets = north\n";
        size_t used = strlen(text);
        char message[200];
        for (int i = 0; i < CONTINGENTS; i++) {
            used += (size_t)snprintf(text + used, sizeof text - used,
                                     "[contingent.c%d]\napoe = chkalovsky\napod = almaty\nvia = "
                                     "hub\npeople = 10\nfleets = north\nonward_fleets = f%d\n"
                                     "[fleet.f%d]\ntype = %s\nnumber = 1\nhome = hub\n",
                                     i, i, i, i == odd ? "b" : "il-76");
        }
        (void)snprintf(message, sizeof message,
                       "f.ini:%d: error: [contingent.c%d] people: no aircraft that may carry this "
                       "contingent can take a person\n",
                       10 + 11 * odd + 4, odd);
        ab_errors_clear(&errors);
        assert_fault(&(struct fault){text, message});
    }
}
END_TEST

/* Nobody looks for the nearest name when nobody hears it any more. */
START_TEST(behind_so_many_faults_the_others_are_only_counted)
{
    static const char *const each[] = {
        "[uncertain.a%d]\nkey = airfield.almatty.runways\nvalue = 3\n",
        "[change.a%d]\nat = 1 h\nkey = airfield.almatty.runways\nvalue = 3\n", "[fleet.a%d]\n"};
    enum { MANY = 130 };
    for (size_t k = 0; k < sizeof each / sizeof each[0]; k++) {
        char text[16000] = "[scenario]\nbase = good.ini\n";
        size_t used = strlen(text);
        for (int i = 0; i < MANY; i++) {
            used += (size_t)snprintf(text + used, sizeof text - used, each[k], i);
        }
        write_text("f.ini", text);
        struct ab_scenario *scenario = NULL;
        ab_errors_clear(&errors);
        ck_assert_int_eq(ab_scenario_load(&scenario, "f.ini", NULL, 0, &errors), AB_BAD_SCENARIO);
        ck_assert_int_eq(errors.count, k == 2 ? 3 * MANY : MANY);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("scenario_rare");
    TCase *cases = tcase_create("rare");
    tcase_add_checked_fixture(cases, enter_folder, leave_folder);
    tcase_add_loop_test(cases, a_rare_value_is_refused, 0, VALUES);
    tcase_add_loop_test(cases, a_rare_contradiction_is_refused, 0, CONTRADICTIONS);
    tcase_add_loop_test(cases, a_bad_curve_is_refused, 0, CURVES);
    tcase_add_loop_test(cases, what_is_rare_and_right_is_taken, 0, TAKEN);
    tcase_add_loop_test(cases, two_ways_to_write_a_scenario_are_one, 0, ALIKE);
    tcase_add_test(cases, a_curve_in_another_encoding_is_refused);
    tcase_add_test(cases, a_key_with_a_zero_in_it_is_none);
    tcase_add_test(cases, a_distribution_of_very_many_numbers_is_not_unknown);
    tcase_add_test(cases, a_line_of_blanks_may_be_too_long);
    tcase_add_test(cases, who_goes_on_with_other_fleets_is_judged_alone);
    tcase_add_test(cases, behind_so_many_faults_the_others_are_only_counted);
    suite_add_tcase(suite, cases);

    return suite_run(suite, TESTS);
}
