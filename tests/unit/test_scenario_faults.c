/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_scenario_faults.c - mistakes in files, names, values and assignments, and the exact words
 * they are met with.
 *
 * Most cases are what-if files on top of a good scenario: two lines that inherit from it, then the
 * mistake, which so begins in line 3. */
#include "scenario/prescan.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include <sys/stat.h>
#include <unistd.h>

/* ---- names ---- */

static const struct fault names[] = {
    {"[airfeild.kant]\nlatitude = 1\n",
     "f.ini:3: error: [airfeild.kant]: unknown section; did you mean 'airfield'?\n"},
    {"[zzz]\nkey = 1\n",
     "f.ini:3: error: [zzz]: unknown section; `airbridge help scenario` lists them\n"},
    {"[airfield]\n", "f.ini:3: error: [airfield]: this section needs an id; write [airfield.ID]\n"},
    {"[command.x]\n", "f.ini:3: error: [command.x]: this section takes no id; write [command]\n"},
    {"[airfield.none]\n", "f.ini:3: error: [airfield.none]: the id 'none' is reserved: as a value "
                          "it means that there is none\n"},
    {"[airfield.almaty]\nparkin_mog = 5\n",
     "f.ini:4: error: [airfield.almaty] parkin_mog: unknown key; did you mean 'parking_mog'?\n"},
    {"[airfield.almaty]\nzzz = 5\n",
     "f.ini:4: error: [airfield.almaty] zzz: unknown key; `airbridge keys airfield` lists those of "
     "the section\n"},
    {"[Airfield.almaty]\n",
     "f.ini:3: error: the section name 'Airfield.almaty' has upper-case letters before its id; "
     "kinds of sections are lower case\n"},
    {"[airfield.None]\n", "f.ini:3: error: [airfield.None]: the id 'none' is reserved: as a value "
                          "it means that there is none\n"},
};

/* ---- values ---- */

#define DATES "dates are written 2022-01-06T01:20+03:00 or 2022-01-05T22:20Z\n"

static const struct fault values[] = {
    {"[airfield.almaty]\nparking_mog = six\n",
     "f.ini:4: error: [airfield.almaty] parking_mog: 'six' is neither a whole number nor "
     "'unlimited'\n"},
    {"[airfield.almaty]\nrunways = 1.5\n",
     "f.ini:4: error: [airfield.almaty] runways: '1.5' is not a whole number\n"},
    {"[airfield.almaty]\nrunways = 0x2\n",
     "f.ini:4: error: [airfield.almaty] runways: '0x2' is not a whole number\n"},
    {"[airfield.almaty]\nparking_mog = 0\n", "f.ini:4: error: [airfield.almaty] parking_mog: '0' "
                                             "is out of range; allowed is 1 to 1000000\n"},
    {"[airfield.almaty]\nlatitude = north\n",
     "f.ini:4: error: [airfield.almaty] latitude: 'north' is not a number\n"},
    {"[airfield.almaty]\nlatitude = nan\n",
     "f.ini:4: error: [airfield.almaty] latitude: 'nan' is not a number\n"},
    {"[airfield.almaty]\nlatitude = 43,5\n",
     "f.ini:4: error: [airfield.almaty] latitude: '43,5' has a comma in its number; "
     "decimals have a point, and thousands no mark\n"},
    {"[airfield.almaty]\nlatitude = 91\n",
     "f.ini:4: error: [airfield.almaty] latitude: '91' is out of range; allowed is -90 to 90\n"},
    {"[airfield.almaty]\nelevation = 700\n",
     "f.ini:4: error: [airfield.almaty] elevation: '700' has no unit; a length is given in mm, cm, "
     "m, km, ft, in\n"},
    {"[airfield.almaty]\nelevation = 700 kg\n",
     "f.ini:4: error: [airfield.almaty] elevation: '700 kg' has a unit of mass where a length is "
     "needed; allowed are mm, cm, m, km, ft, in\n"},
    {"[airfield.almaty]\nelevation = 700 parsecs\n",
     "f.ini:4: error: [airfield.almaty] elevation: '700 parsecs' has the unknown unit 'parsecs'; a "
     "length is given in mm, cm, m, km, ft, in\n"},
    {"[airfield.almaty]\nutc_offset = 15 h\n",
     "f.ini:4: error: [airfield.almaty] utc_offset: '15 h' is out of range; allowed is -14 h to 14 "
     "h\n"},
    {"[airfield.almaty]\nopen = On\n",
     "f.ini:4: error: [airfield.almaty] open: 'On' is not a flag; allowed are yes and no\n"},
    {"[airfield.almaty]\nopen = true1\n",
     "f.ini:4: error: [airfield.almaty] open: 'true1' is not a flag; allowed are yes and no\n"},
    {"[contingent.rifles]\nmode_in = aair\n",
     "f.ini:4: error: [contingent.rifles] mode_in: 'aair' is not a choice; did you mean 'air'?\n"},
    {"[contingent.rifles]\nmode_in = swim\n", "f.ini:4: error: [contingent.rifles] mode_in: 'swim' "
                                              "is not a choice; allowed are air, road\n"},
    {"[command]\ndecision = 2022-01-06\n",
     "f.ini:4: error: [command] decision: '2022-01-06' is not a date; " DATES},
    {"[command]\ndecision = 2022-02-30T00:00Z\n",
     "f.ini:4: error: [command] decision: '2022-02-30T00:00Z' is not a date: February 2022 has 28 "
     "days; " DATES},
    {"[command]\ndecision = 2024-13-01T00:00Z\n",
     "f.ini:4: error: [command] decision: '2024-13-01T00:00Z' is not a date: there is no month "
     "13; " DATES},
    {"[milestone.first]\nlatest = 3 h\n",
     "f.ini:4: error: [milestone.first] latest: '3 h' is a duration where a date is "
     "needed: 2022-01-05T03:00:00.000Z is so long after the start; or let `since` name the "
     "milestone that it counts from\n"},
    {"[milestone.first]\nby = 2022-01-09T00:00Z\nlatest = 3 h\n",
     "f.ini:5: error: [milestone.first] latest: '3 h' is a duration where a number is needed: with "
     "`by` the bounds say how much has happened by then\n"},
    {"[milestone.first]\nby = 2022-01-09T00:00Z\nlatest = 2022-01-07T00:00Z\n",
     "f.ini:5: error: [milestone.first] latest: '2022-01-07T00:00Z' has more than a number and a "
     "unit\n"},
    {"[milestone.first]\ntolerance = 25 %\n", "f.ini:4: error: [milestone.first] tolerance: '25 %' "
                                              "has the unknown unit '%'; a time is given "
                                              "in ms, s, min, h, d, w\n"},
    {"[milestone.first]\nnth = first\n",
     "f.ini:4: error: [milestone.first] nth: 'first' is neither a whole number nor 'last'\n"},
    {"[aircraft.il-76]\npayload_range = 47 t 3700 km\n",
     "f.ini:4: error: [aircraft.il-76] payload_range: '47 t 3700 km' is not a list of the form "
     "PAYLOAD: RANGE, as in 47 t: 3700 km, 0 t: 7800 km\n"},
    {"[aircraft.il-76]\npayload_range = 47 km: 3700 km\n",
     "f.ini:4: error: [aircraft.il-76] payload_range: '47 km: 3700 km' has the payload '47 km', "
     "which has a unit of length where a mass is needed; allowed are kg, t, lb, ston\n"},
    {"[aircraft.il-76]\npayload_range = 20 t: 3700 km, 47 t: 7300 km\n",
     "f.ini:4: error: [aircraft.il-76] payload_range: '20 t: 3700 km, 47 t: 7300 km' is not a "
     "payload-range curve: from point to point the payload must fall and the range rise\n"},
    {"[aircraft.il-76]\npayload_range = 47 t: 7300 km, 20 t: 3700 km\n",
     "f.ini:4: error: [aircraft.il-76] payload_range: '47 t: 7300 km, 20 t: 3700 km' is not a "
     "payload-range curve: from point to point the payload must fall and the range rise\n"},
    {"[contingent.rifles]\nvehicles = 30\n",
     "f.ini:4: error: [contingent.rifles] vehicles: '30' does not say of which vehicle; the form "
     "is "
     "ID: NUMBER, as in bmd-2: 30, with ids of [vehicle.ID]\n"},
    {"[contingent.rifles]\nvehicles = bmd-2\n",
     "f.ini:4: error: [contingent.rifles] vehicles: 'bmd-2' is not a list of the form ID: NUMBER, "
     "ID: NUMBER\n"},
    {"[contingent.rifles]\nvehicles = bmd-2: many\n",
     "f.ini:4: error: [contingent.rifles] vehicles: 'bmd-2: many' gives 'bmd-2' the number 'many', "
     "which is not a whole number\n"},
    {"[contingent.rifles]\nvehicles = bmd-2: 3, bmd-2: 4\n",
     "f.ini:4: error: [contingent.rifles] vehicles: 'bmd-2: 3, bmd-2: 4' names 'bmd-2' twice\n"},
    {"[contingent.rifles]\napod = almaty, almaty\n",
     "f.ini:4: error: [contingent.rifles] apod: 'almaty, almaty' names 'almaty' twice\n"},
    {"[contingent.rifles]\napod = almaty,, chkalovsky\n",
     "f.ini:4: error: [contingent.rifles] apod: 'almaty,, chkalovsky' has an empty place in its "
     "list\n"},
};

/* ---- distributions ---- */

#define NOTICE "f.ini:4: error: [contingent.rifles] notice: "

static const struct fault distributions[] = {
    {"[contingent.rifles]\nnotice = soon\n",
     NOTICE "'soon' is neither a number nor a distribution\n"},
    {"[contingent.rifles]\nnotice = 5\n",
     NOTICE "'5' has no unit; a time is given in ms, s, min, h, d, w\n"},
    {"[contingent.rifles]\nnotice = 2:15 h\n",
     NOTICE "'2:15 h' has more than a number and a unit; hours and minutes are written 2:15, "
            "without a unit\n"},
    {"[contingent.rifles]\nnotice = 1h30\n",
     NOTICE "'1h30' is a time in two parts; times are written 52.5 h, 3150 min or 52:30\n"},
    {"[contingent.rifles]\nnotice = 2 d 4 h\n",
     NOTICE "'2 d 4 h' is a time in two parts; times are written 52.5 h, 3150 min or 52:30\n"},
    /* What could not be read contradicts nothing. */
    {"[contingent.rifles]\nearliest_arrival = 30 h\nlatest_arrival = day 3\n",
     "f.ini:5: error: [contingent.rifles] latest_arrival: 'day 3' is neither a number nor a "
     "distribution; dates are written 2022-01-06T01:20+03:00 or 2022-01-05T22:20Z\n"},
    {"[contingent.rifles]\nnotice = 2 h x\n", NOTICE "'2 h x' has more than a number and a unit\n"},
    {"[contingent.rifles]\nnotice = -5 h\n",
     NOTICE "'-5 h' is out of range; allowed is 0 h to 87600 h\n"},
    {"[contingent.rifles]\nnotice = trianglar(1 h, 2 h, 3 h)\n",
     NOTICE "'trianglar(1 h, 2 h, 3 h)' names the unknown distribution 'trianglar'; did you mean "
            "'triangular'?\n"},
    {"[contingent.rifles]\nnotice = zipf(1 h)\n", NOTICE
     "'zipf(1 h)' names the unknown distribution 'zipf'; allowed are constant, uniform, "
     "triangular, pert, normal, lognormal, exponential, gamma, weibull, empirical, mixture\n"},
    {"[contingent.rifles]\nnotice = triangular(1 h, 2 h)\n",
     NOTICE "'triangular(1 h, 2 h)' gives triangular 2 parameters; it takes 3 (low, mode, high)\n"},
    {"[contingent.rifles]\nnotice = exponential()\n",
     NOTICE "'exponential()' gives exponential 0 parameters; it takes 1 (mean)\n"},
    {"[contingent.rifles]\nnotice = uniform(1 h, 2 h\n",
     NOTICE "'uniform(1 h, 2 h' has no closing bracket\n"},
    {"[contingent.rifles]\nnotice = uniform(1 h, x)\n",
     NOTICE "'uniform(1 h, x)' has a parameter that is not a number\n"},
    {"[contingent.rifles]\nnotice = uniform(1 h 2 h)\n",
     NOTICE "'uniform(1 h 2 h)' has a parameter that is more than a number and a unit\n"},
    {"[contingent.rifles]\nnotice = uniform(1 h, 2 h,)\n",
     NOTICE "'uniform(1 h, 2 h,)' has an empty parameter\n"},
    {"[contingent.rifles]\nnotice = uniform(1 h, 2 t)\n", NOTICE
     "'uniform(1 h, 2 t)' has a unit of mass where a time is needed; allowed are ms, s, min, "
     "h, d, w\n"},
    {"[contingent.rifles]\nnotice = uniform(1, 2)\n",
     NOTICE "'uniform(1, 2)' has no unit; a time is given in ms, s, min, h, d, w\n"},
    {"[contingent.rifles]\nnotice = uniform(1 h, 2) min\n",
     NOTICE "'uniform(1 h, 2) min' has units both inside and behind the brackets\n"},
    {"[contingent.rifles]\nnotice = uniform(1, 2) h x\n",
     NOTICE "'uniform(1, 2) h x' has more than a unit behind the bracket\n"},
    {"[contingent.rifles]\nnotice = weibull(2 h, 1.5 h)\n",
     NOTICE "'weibull(2 h, 1.5 h)' has the unit 'h' where a plain number is needed\n"},
    {"[contingent.rifles]\nnotice = exponential(0 h)\n",
     NOTICE "'exponential(0 h)' has a mean of zero; write 0 instead\n"},
    {"[contingent.rifles]\npeople = lognormal(100, 10)\n",
     "f.ini:4: error: [contingent.rifles] people: 'lognormal(100, 10)' is not allowed for a number "
     "of people; allowed are constant, uniform, triangular, pert, mixture\n"},
    {"[contingent.rifles]\npeople = 100.5\n",
     "f.ini:4: error: [contingent.rifles] people: '100.5' is not made of whole numbers\n"},
    {"[contingent.rifles]\nnotice = empirical()\n",
     NOTICE "'empirical()' names no file: empirical(FILE.csv)\n"},
    {"[contingent.rifles]\nnotice = empirical(nix.csv) h\n",
     NOTICE "'empirical(nix.csv) h' names a file of samples: cannot open: No such file or "
            "directory\n"},
    {"[contingent.rifles]\nnotice = empirical(words.csv) h\n",
     "words.csv:3: error: [contingent.rifles] notice: the cell is not a number\n"},
    {"[contingent.rifles]\nnotice = empirical(good.csv)\n",
     "good.csv:1: error: [contingent.rifles] notice: the number '1' has no unit; a "
     "time is given in ms, s, min, h, d, w\n"},
    {"[contingent.rifles]\nnotice = empirical(negative.csv) h\n",
     "negative.csv:2: error: [contingent.rifles] notice: the number '-1' is out of "
     "range; allowed is 0 h to 87600 h\n"},
    {"[contingent.rifles]\nnotice = empirical(empty.csv) h\n",
     "empty.csv: error: [contingent.rifles] notice: the file has no numbers\n"},
};

#define MIXED(text)   "[contingent.rifles]\nnotice = mixture(" text "\n"
#define MIXTURE(text) NOTICE "'mixture(" text "' "

static const struct fault mixtures[] = {
    {MIXED("3 h, 1: 2 h)"),
     MIXTURE("3 h, 1: 2 h)") "has a component without a weight, a number and a colon before it: "
                             "mixture(3: 1 h, 1: exponential(6 h))\n"},
    {MIXED(")"), MIXTURE(")") "has a component without a weight, a number and a colon before it: "
                              "mixture(3: 1 h, 1: exponential(6 h))\n"},
    {MIXED("1: 2 h,)"),
     MIXTURE("1: 2 h,)") "has a component without a weight, a number and a colon before it: "
                         "mixture(3: 1 h, 1: exponential(6 h))\n"},
    {MIXED("1 h: 2 h)"),
     MIXTURE("1 h: 2 h)") "has a component without a weight, a number and a colon before it: "
                          "mixture(3: 1 h, 1: exponential(6 h))\n"},
    {MIXED("0: 1 h, 1: 2 h)"),
     MIXTURE("0: 1 h, 1: 2 h)") "is not a distribution: a weight must be above zero, and 1e15 at "
                                "most\n"},
    {MIXED("-1: 1 h, 2: 2 h)"),
     MIXTURE("-1: 1 h, 2: 2 h)") "is not a distribution: a weight must be above zero, and 1e15 at "
                                 "most\n"},
    {MIXED("1e-10: 1 h, 1: 2 h)"),
     MIXTURE("1e-10: 1 h, 1: 2 h)") "is not a distribution: a weight is less than a billionth of "
                                    "all\n"},
    {MIXED("1: gamma(1 h), 1: 2 h)"),
     MIXTURE("1: gamma(1 h), 1: 2 h)") "has the component 'gamma(1 h)', which gives gamma 1 "
                                       "parameter; it takes 2 (mean, sd)\n"},
    {MIXED("1: gama(1 h, 1 h))"),
     MIXTURE("1: gama(1 h, 1 h))") "has the component 'gama(1 h, 1 h)', which names the unknown "
                                   "distribution 'gama'; did you mean 'gamma'?\n"},
    {MIXED("1: 3, 1: 2 h)"), MIXTURE("1: 3, 1: 2 h)") "has the component '3', which has no unit; a "
                                                      "time is given in ms, s, min, h, d, w\n"},
    {MIXED("1: 3 h, 1: 2) h"),
     MIXTURE("1: 3 h, 1: 2) h") "has the component '3 h', which has units both inside and behind "
                                "the brackets\n"},
    {MIXED("1: 87601 h)"), MIXTURE("1: 87601 h)") "has the component '87601 h', which is out of "
                                                  "range; allowed is 0 h to 87600 h\n"},
    {MIXED("1: 2 h"), MIXTURE("1: 2 h") "has no closing bracket\n"},
    {MIXED("1: 2) h x"), MIXTURE("1: 2) h x") "has more than a unit behind the bracket\n"},
    {MIXED("1: empirical(words.csv) h)"),
     "words.csv:3: error: [contingent.rifles] notice: the cell is not a number\n"},
    {MIXED("1: empirical(w) h)"), /* the shortest name that there is */
     "w:3: error: [contingent.rifles] notice: the cell is not a number\n"},
    {MIXED("1: empirical(nix.csv) h)"),
     MIXTURE("1: empirical(nix.csv) h)") "has the component 'empirical(nix.csv) h', which names a "
                                         "file of samples: cannot open: No such file or "
                                         "directory\n"},
    {MIXED("1: mixture(1: mixture(1: mixture(1: mixture(1: mixture(1: 2 h))))))"),
     MIXTURE(
         "1: mixture(1: mixture(1: mixture(1: mixture(1: mixture(1: 2 h))))))") "has brackets "
                                                                                "more than 5 deep; "
                                                                                "the weights of "
                                                                                "mixtures "
                                                                                "multiply, so that "
                                                                                "they can be "
                                                                                "written as one\n"},
    {"[contingent.rifles]\npeople = mixture(1: 10, 1: gamma(3, 1))\n",
     "f.ini:4: error: [contingent.rifles] people: 'mixture(1: 10, 1: gamma(3, 1))' has the "
     "component 'gamma(3, 1)', which is not allowed for a number of people; allowed are constant, "
     "uniform, triangular, pert, mixture\n"},
    {"[contingent.rifles]\npeople = mixture(1: 10.5, 1: 3)\n",
     "f.ini:4: error: [contingent.rifles] people: 'mixture(1: 10.5, 1: 3)' has the component "
     "'10.5', which is not made of whole numbers\n"},
};

/* ---- the command line ---- */

static const struct fault sets[] = {
    {"nonsense", "--set: error: 'nonsense' is not SECTION.KEY=VALUE, as in "
                 "airfield.almaty.parking_mog=6\n"},
    {"seed=1",
     "--set: error: 'seed=1' is not SECTION.KEY=VALUE, as in airfield.almaty.parking_mog=6\n"},
    {"=", "--set: error: '=' is not SECTION.KEY=VALUE, as in airfield.almaty.parking_mog=6\n"},
    {"airfield.al_maty.parking_mog=6",
     "--set: error: 'airfield.al_maty' is not a section name; names are KIND or KIND.ID of letters "
     "a to z, digits and '-'\n"},
    {"airfield.a..runways=6",
     "--set: error: 'airfield.a.' is not a section name; names are KIND or KIND.ID of letters a to "
     "z, digits and '-'\n"},
    {"airfield..open=no",
     "--set: error: 'airfield.' is not a section name; names are KIND or KIND.ID of letters a to "
     "z, digits and '-'\n"},
    {"airfield.a.b.runways=6",
     "--set: error: 'airfield.a.b' is not a section name; names are KIND or KIND.ID of letters a "
     "to z, digits and '-'\n"},
    {".runways=6", "--set: error: '' is not a section name; names are KIND or KIND.ID of letters "
                   "a to z, digits and '-'\n"},
    {"airfield.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.runways=6",
     "--set: error: 'airfield.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' is not a section "
     "name; names are KIND or KIND.ID of letters a to z, digits and '-'\n"},
    {"airfield.almaty.name=a\x7f",
     "--set: error: [airfield.almaty] name: the value holds a control character\n"},
    {"Airfield.almaty.parking_mog=6",
     "--set: error: [Airfield.almaty]: unknown section; did you mean 'airfield'?\n"},
    {"airfeild.almaty.parking_mog=6",
     "--set: error: [airfeild.almaty]: unknown section; did you mean 'airfield'?\n"},
    {"airfield.parking_mog=6",
     "--set: error: [airfield]: this section needs an id; write [airfield.ID]\n"},
    {"airfield.almaty.parkin_mog=6",
     "--set: error: [airfield.almaty] parkin_mog: unknown key; did you mean 'parking_mog'?\n"},
    {"airfield.almaty.parking_mog=",
     "--set: error: [airfield.almaty] parking_mog: the value is empty\n"},
    {"airfield.almaty.parking_mog=0", "--set: error: [airfield.almaty] parking_mog: '0' is out of "
                                      "range; allowed is 1 to 1000000\n"},
    {"scenario.title=it's \"x\"; y",
     "--set: error: [scenario] title: the value holds both kinds of quotes\n"},
    {"scenario.title=a\nb",
     "--set: error: [scenario] title: the value holds a control character\n"},
    {"scenario.base=other.ini", "--set: error: [scenario] base: the value stands only in a file\n"},
    {"airfield.almatty.parking_mog=6",
     "--set: error: [airfield.almatty]: there is no such section; did you mean 'almaty'?\n"},
    {"airfield.zzz.parking_mog=6", "--set: error: [airfield.zzz]: there is no such section, and "
                                   "nothing refers to a new one\n"},
    {"fleet.nort.number=6",
     "--set: error: [fleet.nort] type: is missing; did you mean [fleet.north]?\n"
     "--set: error: [fleet.nort] home: is missing; did you mean [fleet.north]?\n"},
    {"contingent.rifle.priority=1",
     "--set: error: [contingent.rifle]: there is nothing to carry: give people, vehicles, cargo or "
     "loads\n"
     "--set: error: [contingent.rifle] apoe: is missing for a contingent that comes by air; did "
     "you "
     "mean [contingent.rifles]?\n"
     "--set: error: [contingent.rifle] apod: is missing for a contingent that comes by air; did "
     "you "
     "mean [contingent.rifles]?\n"},
};

enum {
    NAMES = sizeof names / sizeof names[0],
    VALUES = sizeof values / sizeof values[0],
    DISTRIBUTIONS = sizeof distributions / sizeof distributions[0],
    MIXTURES = sizeof mixtures / sizeof mixtures[0],
    SETS = sizeof sets / sizeof sets[0],
    TESTS = NAMES + VALUES + DISTRIBUTIONS + MIXTURES + SETS + 18
};

START_TEST(an_unknown_name_is_refused)
{
    assert_fault(&names[_i]);
}
END_TEST

START_TEST(a_bad_value_is_refused)
{
    assert_fault(&values[_i]);
}
END_TEST

START_TEST(a_bad_distribution_is_refused)
{
    write_text("good.csv", "1\n2.5\n");
    write_text("words.csv", "hours\n1\nmany\n");
    write_text("negative.csv", "hours,day\n-1,2\n");
    write_text("empty.csv", "hours\n\n");
    assert_fault(&distributions[_i]);
}
END_TEST

START_TEST(a_bad_mixture_is_refused)
{
    write_text("words.csv", "hours\n1\nmany\n");
    write_text("w", "hours\n1\nmany\n");
    assert_fault(&mixtures[_i]);
}
END_TEST

START_TEST(a_bad_assignment_is_refused)
{
    assert_refused("good.ini", &sets[_i].text, 1, AB_BAD_SCENARIO, sets[_i].message);
}
END_TEST

/* The reasons are the engine's; that they arrive is ours. */
START_TEST(parameters_out_of_order_are_refused)
{
    write_text("f.ini", "[scenario]\nbase = good.ini\n[contingent.rifles]\n"
                        "notice = uniform(5 h, 2 h)\n");
    struct ab_distribution distribution;
    char message[400];
    const char *reason =
        ab_distribution_compile(&distribution, AB_UNIFORM, 5, 2, 0, NULL, 0, NULL, NULL);
    ck_assert_ptr_nonnull(reason);
    (void)snprintf(message, sizeof message,
                   NOTICE "'uniform(5 h, 2 h)' is not a distribution: %s\n", reason);
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO, message);
}
END_TEST

/* ---- files ---- */

START_TEST(a_missing_file_is_an_input_error)
{
    assert_refused("nix.ini", NULL, 0, AB_IO_ERROR,
                   "nix.ini: error: cannot open: No such file or directory\n");
}
END_TEST

START_TEST(a_folder_is_not_a_scenario)
{
    ck_assert_int_eq(mkdir("d.ini", 0777), 0);
    assert_refused("d.ini", NULL, 0, AB_IO_ERROR,
                   "d.ini: error: cannot read: it is a folder, not a file\n");
}
END_TEST

START_TEST(a_device_or_a_pipe_is_not_a_scenario)
{
    assert_refused("/dev/null", NULL, 0, AB_IO_ERROR,
                   "/dev/null: error: cannot read: it is not a regular file\n");
    ab_errors_clear(&errors);
    ck_assert_int_eq(mkfifo("p.ini", 0666), 0);
    assert_refused("p.ini", NULL, 0, AB_IO_ERROR,
                   "p.ini: error: cannot read: it is not a regular file\n");
}
END_TEST

START_TEST(an_empty_file_lacks_a_start)
{
    write_text("f.ini", "");
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini: error: [scenario] start: is missing\n");
}
END_TEST

START_TEST(a_file_too_large_is_refused)
{
    write_text("f.ini", "");
    ck_assert_int_eq(truncate("f.ini", (off_t)AB_FILE_BYTES_MAX + 1), 0);
    assert_refused("f.ini", NULL, 0, AB_IO_ERROR,
                   "f.ini: error: cannot read: it is larger than 268435456 bytes\n");
}
END_TEST

START_TEST(a_base_that_is_not_there_is_refused_where_it_is_named)
{
    write_text("f.ini", "[scenario]\nbase = nix.ini\n[contingent.rifles]\napod = almaty\n");
    ck_assert_int_eq(setenv("AIRBRIDGE_SCENARIOS", "/nowhere", 1), 0);
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini:2: error: [scenario] base: 'nix.ini' is neither there as nix.ini nor as "
                   "/nowhere/nix.ini; AIRBRIDGE_SCENARIOS names another folder\n");
    ab_errors_clear(&errors);
    write_text("f.ini", "[scenario]\nbase = ./nix.ini\n[contingent.rifles]\napod = almaty\n");
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini:2: error: [scenario] base: './nix.ini' cannot be read: No such file or "
                   "directory\n");
}
END_TEST

START_TEST(a_base_that_is_the_file_itself_is_refused)
{
    write_text("f.ini", "[scenario]\nbase = ./f.ini\n");
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini:2: error: [scenario] base: './f.ini' is circular: it leads back to "
                   "f.ini\n");
}
END_TEST

START_TEST(a_base_that_leads_back_through_others_is_refused_even_by_another_name)
{
    write_text("a.ini", "[scenario]\nbase = b.ini\n");
    write_text("b.ini", "[scenario]\nbase = c.ini\n");
    ck_assert_int_eq(symlink("a.ini", "link.ini"), 0);
    write_text("c.ini", "[scenario]\nbase = link.ini\n");
    assert_refused("a.ini", NULL, 0, AB_BAD_SCENARIO,
                   "c.ini:2: error: [scenario] base: 'link.ini' is circular: it leads back to "
                   "a.ini\n");
}
END_TEST

START_TEST(a_chain_of_bases_has_an_end)
{
    for (int i = 0; i < 17; i++) {
        char name[32], text[64];
        (void)snprintf(name, sizeof name, "f%d.ini", i);
        (void)snprintf(text, sizeof text, "[scenario]\nbase = f%d.ini\n", i + 1);
        write_text(name, text);
    }
    assert_refused("f0.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f15.ini:2: error: [scenario] base: 'f16.ini' is base number 16 of the chain; "
                   "allowed are 15\n");
}
END_TEST

START_TEST(faults_of_a_base_name_the_base)
{
    write_text("b.ini", "[scenario]\nbase = good.ini\n[airfield.almaty]\nopen = perhaps\n");
    write_text("f.ini", "[scenario]\nbase = b.ini\n");
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "b.ini:4: error: [airfield.almaty] open: 'perhaps' is not a flag; allowed are "
                   "yes and no\n");
}
END_TEST

START_TEST(all_faults_are_found_in_one_pass_in_the_order_of_the_files)
{
    const char *assignments[] = {"airfield.almaty.runways=0"};
    write_text("f.ini", "[scenario]\n"
                        "base = good.ini\n"
                        "horizon = 60\n"
                        "[milestone.first]\n"
                        "event = landin\n"
                        "[contingent.rifles]\n"
                        "people = \"100\n"
                        "standby = maybe\n"
                        "aped = almaty\n"
                        "[vehicle.bmd-2]\n"
                        "width = 9 m\n"
                        "[site.well]\n"
                        "[fleet.north]\n"
                        "home = nowhere\n");
    assert_refused(
        "f.ini", assignments, 1, AB_BAD_SCENARIO,
        "f.ini:3: error: [scenario] horizon: '60' has no unit; a time is given in ms, s, min, h, "
        "d, "
        "w\n"
        "f.ini:5: error: [milestone.first] event: 'landin' is not a choice; did you mean "
        "'landing'?\n"
        "f.ini:7: error: [contingent.rifles] people: the quote \" is not closed\n"
        "f.ini:8: error: [contingent.rifles] standby: 'maybe' is not a flag; allowed are yes and "
        "no\n"
        "f.ini:9: error: [contingent.rifles] aped: unknown key; did you mean 'apod'?\n"
        "f.ini:12: error: [site.well] guards: is missing\n"
        "f.ini:14: error: [fleet.north] home: 'nowhere' refers to [airfield.nowhere], which is not "
        "there\n"
        "--set: error: [airfield.almaty] runways: '0' is out of range; allowed is 1 to 100\n");
}
END_TEST

START_TEST(a_lost_section_makes_nothing_else_look_missing)
{
    write_text("f.ini", "[scenario\nstart = 2022-01-05T00:00Z\n[fleet.x]\ntype = il-76\n");
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini:1: error: the section header has no ']'\n");
}
END_TEST

/* No section of it is one of a scenario, or it is no text: then that is said. */
START_TEST(a_file_that_is_no_scenario_is_one_fault)
{
    char many[4000] = "";
    write_text("f.ini", "[zzz]\nk = 1\n");
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini:1: error: this is no scenario: no line of the file begins a section of "
                   "one, such as [scenario]\n");
    ab_errors_clear(&errors);
    write_bytes("f.ini", "\xFF\xFE[\0", 4);
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini: error: the file is UTF-16; save it as UTF-8\n");
    ab_errors_clear(&errors);
    for (int i = 0; i < 110; i++) {
        const size_t used = strlen(many);
        (void)snprintf(many + used, sizeof many - used, "nothing %d\n", i);
    }
    write_text("b.ini", many);
    write_text("f.ini", "[scenario]\nbase = good.ini, b.ini\n");
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "b.ini:1: error: this is no scenario: no line of the file begins a section of "
                   "one, such as [scenario]\n");
    struct ab_scenario *scenario = NULL; /* behind so many faults its line is not kept */
    memmove(many + 11, many, strlen(many) + 1);
    memcpy(many, "[scenario]\n", 11);
    write_text("b.ini", many);
    write_text("c.ini", "nothing\n");
    write_text("f.ini", "[scenario]\nbase = good.ini, b.ini, c.ini\n");
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_scenario_load(&scenario, "f.ini", NULL, 0, &errors), AB_BAD_SCENARIO);
    ck_assert_int_eq(errors.count, 111);
}
END_TEST

/* Every kind of key is looked through for a new name. */
START_TEST(a_new_airfield_that_no_route_names_is_refused)
{
    static const char *const set[] = {"airfield.osh.runways=2"};
    write_text("f.ini", "[scenario]\nbase = good.ini\n[airfield.kant]\nlatitude = 42\n"
                        "longitude = 74\n[route.r]\nlegs = chkalovsky, kant, almaty\n"
                        "stops = kant: 1 h\n");
    assert_refused(
        "f.ini", set, 1, AB_BAD_SCENARIO,
        "--set: error: [airfield.osh]: there is no such section, and nothing refers to a "
        "new one\n");
}
END_TEST

START_TEST(faults_of_one_scenario_follow_those_of_another)
{
    struct ab_scenario *scenario = NULL;
    write_text("f.ini", "");
    ck_assert_int_eq(ab_scenario_load(&scenario, "nix.ini", NULL, 0, &errors), AB_IO_ERROR);
    ck_assert_int_eq(ab_scenario_load(&scenario, "f.ini", NULL, 0, &errors), AB_BAD_SCENARIO);
    ck_assert_int_eq(errors.count, 2);
    ck_assert_int_eq(errors.status, AB_IO_ERROR);
    ck_assert_str_eq(errors.error[1].file, "f.ini");
}
END_TEST

START_TEST(more_faults_than_there_is_room_for_are_counted)
{
    char text[8000] = "[scenario]\nbase = good.ini\n";
    for (int i = 0; i < 150; i++) {
        char line[32];
        (void)snprintf(line, sizeof line, "qqq%d = 1\n", i);
        strncat(text, line, sizeof text - strlen(text) - 1);
    }
    write_text("f.ini", text);
    struct ab_scenario *scenario = NULL;
    ck_assert_int_eq(ab_scenario_load(&scenario, "f.ini", NULL, 0, &errors), AB_BAD_SCENARIO);
    ck_assert_int_eq(errors.count, 150);
}
END_TEST

START_TEST(a_value_that_is_long_is_quoted_in_part)
{
    char text[400] = "[scenario]\nbase = good.ini\nhorizon = ";
    for (int i = 0; i < 60; i++) {
        strncat(text, "\xE2\x82\xAC", sizeof text - strlen(text) - 1);
    }
    write_text("f.ini", text);
    struct ab_scenario *scenario = NULL;
    ck_assert_int_eq(ab_scenario_load(&scenario, "f.ini", NULL, 0, &errors), AB_BAD_SCENARIO);
    ck_assert_int_eq(errors.count, 1);
    /* 33 whole characters of three bytes. */
    ck_assert_ptr_nonnull(strstr(errors.error[0].text, "\xE2\x82\xAC' is not a number"));
    ck_assert_uint_eq(strlen(errors.error[0].text), 1 + 99 + strlen("' is not a number"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("scenario_faults");
    TCase *cases = tcase_create("faults");
    tcase_add_checked_fixture(cases, enter_folder, leave_folder);
    tcase_add_loop_test(cases, an_unknown_name_is_refused, 0, NAMES);
    tcase_add_loop_test(cases, a_bad_value_is_refused, 0, VALUES);
    tcase_add_loop_test(cases, a_bad_distribution_is_refused, 0, DISTRIBUTIONS);
    tcase_add_loop_test(cases, a_bad_mixture_is_refused, 0, MIXTURES);
    tcase_add_loop_test(cases, a_bad_assignment_is_refused, 0, SETS);
    tcase_add_test(cases, parameters_out_of_order_are_refused);
    tcase_add_test(cases, a_missing_file_is_an_input_error);
    tcase_add_test(cases, a_folder_is_not_a_scenario);
    tcase_add_test(cases, a_device_or_a_pipe_is_not_a_scenario);
    tcase_add_test(cases, an_empty_file_lacks_a_start);
    tcase_add_test(cases, a_file_too_large_is_refused);
    tcase_add_test(cases, a_base_that_is_not_there_is_refused_where_it_is_named);
    tcase_add_test(cases, a_base_that_is_the_file_itself_is_refused);
    tcase_add_test(cases, a_base_that_leads_back_through_others_is_refused_even_by_another_name);
    tcase_add_test(cases, a_chain_of_bases_has_an_end);
    tcase_add_test(cases, faults_of_a_base_name_the_base);
    tcase_add_test(cases, all_faults_are_found_in_one_pass_in_the_order_of_the_files);
    tcase_add_test(cases, a_lost_section_makes_nothing_else_look_missing);
    tcase_add_test(cases, a_file_that_is_no_scenario_is_one_fault);
    tcase_add_test(cases, a_new_airfield_that_no_route_names_is_refused);
    tcase_add_test(cases, faults_of_one_scenario_follow_those_of_another);
    tcase_add_test(cases, more_faults_than_there_is_room_for_are_counted);
    tcase_add_test(cases, a_value_that_is_long_is_quoted_in_part);
    suite_add_tcase(suite, cases);

    return suite_run(suite, TESTS);
}
