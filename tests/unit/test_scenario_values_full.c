/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_scenario_values_full.c - every key of fuel, crews, reliability, weather, hours, holding,
 * slots, other traffic, supply, back-haul, batches, stops and changes refuses bad values, with the
 * exact words it is met with. */
#include "support/scenario_files.h"
#include "support/suite.h"

/* A value given to a key of the good scenario, and what is said of it. */
struct value {
    const char *section, *key, *value, *complaint;
};

/* What a section that the good scenario does not have needs besides. */
static const struct {
    const char *section, *key, *text;
} needed[] = {
    {"leg.a", "from", "from = chkalovsky\n"},
    {"leg.a", "to", "to = almaty\n"},
    {"traffic.civil", "airfield", "airfield = almaty\n"},
    {"traffic.civil", "interval", "interval = 2 h\n"},
    {"traffic.civil", "ground_time", "ground_time = 1 h\n"},
    {"backhaul.people", "from", "from = almaty\n"},
    {"backhaul.people", "people", "people = 50\n"},
    {"change.c", "key", "key = airfield.almaty.open\n"},
    {"change.c", "at", "at = 3 h\n"},
    {"change.c", "value", "value = no\n"},
    {"evacuation.people", "airfield", "airfield = almaty\n"},
    {"milestone.first", "event", "event = closed\n"},
    {"milestone.first", "earliest", "earliest = 2022-01-07T00:00Z\n"},
};

static void assert_complaint(const struct value *value)
{
    char text[1000], message[1000];
    const bool general = strcmp(value->section, "scenario") == 0;
    int used =
        snprintf(text, sizeof text, "%s%s%s%s = %s\n", general ? "" : "[",
                 general ? "" : value->section, general ? "" : "]\n", value->key, value->value);
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        if (strcmp(needed[i].section, value->section) == 0 &&
            strcmp(needed[i].key, value->key) != 0) {
            used += snprintf(text + used, sizeof text - (size_t)used, "%s", needed[i].text);
        }
    }
    (void)snprintf(message, sizeof message, "f.ini:%d: error: [%s] %s: '%s' %s\n", general ? 3 : 4,
                   value->section, value->key, value->value, value->complaint);
    assert_fault(&(struct fault){text, message});
}

static const struct value operation[] = {
    {"scenario", "wind", "10 t",
     "has a unit of mass where a speed is needed; allowed are km/h, m/s, kt, kts"},
    {"scenario", "wind", "501 km/h", "is out of range; allowed is -500 km/h to 500 km/h"},
    {"supply", "consumption", "-1 kg", "is out of range; allowed is 0 t to 10 t"},
    {"supply", "consumption", "2 l",
     "has the unknown unit 'l'; a mass is given in kg, t, lb, ston"},
    {"supply", "stock", "some", "is not a number"},
    {"supply", "trigger", "-5 t", "is out of range; allowed is 0 t to 10000000 t"},
    {"supply", "load", "0 t", "is out of range; allowed is 0.1 t to 1000 t"},
    {"supply", "contingent", "rifle",
     "refers to [contingent.rifle], which is not there; did you mean 'rifles'?"},
    {"contingent.rifles", "batch", "-1", "is out of range; allowed is 0 to 1000000"},
    {"contingent.rifles", "batch", "all", "is not a whole number"},
    {"contingent.rifles", "batch_time", "1 m",
     "has a unit of length where a time is needed; allowed are ms, s, min, h, d, w"},
    {"leg.a", "stop_time", "1 km",
     "has a unit of length where a time is needed; allowed are ms, s, min, h, d, w"},
    {"leg.a", "stop", "kent", "refers to [airfield.kent], which is not there"},
    {"leg.a", "block_time", "never", "is neither a number nor a distribution"},
};

/* More than any number has. */
#define NOUGHTS "0000000000000000000000000000000000000000000000000000000000000001"

static const struct value aircraft[] = {
    {"aircraft.il-76", "payload_range", "47 t: 3700 km, " NOUGHTS " t: 7800 km",
     "has a number that is too long"},
    {"aircraft.il-76", "payload_range", "47 t: 3700 km, 0 t: " NOUGHTS " km",
     "has a number that is too long"},
    {"aircraft.il-76", "payload_range", "47 t: 3700 km,, 0 t: 7800 km",
     "has an empty place in its list"},
    {"aircraft.il-76", "fuel_burn", "9 t",
     "has a unit of mass where a mass rate is needed; allowed are t/h, kg/h, kg/min, ston/h, lb/h, "
     "lb/min"},
    {"aircraft.il-76", "fuel_burn", "101 t/h", "is out of range; allowed is 0 t/h to 100 t/h"},
    {"aircraft.il-76", "fuel_capacity", "0 t", "is out of range; allowed is 0.1 t to 1000 t"},
    {"aircraft.il-76", "fuel_capacity", "none at all", "is neither a mass nor 'unlimited'"},
    {"aircraft.il-76", "fuel_reserve", "25 h", "is out of range; allowed is 0 h to 24 h"},
    {"aircraft.il-76", "holding_fuel", "-1 min", "is out of range; allowed is 0 h to 24 h"},
    {"aircraft.il-76", "holding_fuel", "1 t",
     "has a unit of mass where a time is needed; allowed are ms, s, min, h, d, w"},
    {"aircraft.il-76", "crew_duty", "0 h", "is out of range; allowed is 0.1 h to 100 h"},
    {"aircraft.il-76", "crew_duty", "16", "has no unit; a time is given in ms, s, min, h, d, w"},
    {"aircraft.il-76", "crew_duty_augmented", "101 h",
     "is out of range; allowed is 0.1 h to 100 h"},
    {"aircraft.il-76", "departure_reliability", "0", "is out of range; allowed is 0.001 to 1"},
    {"aircraft.il-76", "departure_reliability", "1.01", "is out of range; allowed is 0.001 to 1"},
    {"aircraft.il-76", "departure_reliability", "90 %",
     "has the unit '%' where a plain number is needed"},
    {"aircraft.il-76", "repair_home", "triangular(3 h, 2 h, 4 h)",
     "is not a distribution: the mode must lie between low and high"},
    {"aircraft.il-76", "repair_away", "soon", "is neither a number nor a distribution"},
    {"aircraft.il-76", "onload_per_vehicle", "-3 min",
     "is out of range; allowed is 0 h to 87600 h"},
    {"aircraft.il-76", "onload_per_tonne", "3 min/t",
     "has the unknown unit 'min/t'; a time is given in ms, s, min, h, d, w"},
    {"aircraft.il-76", "offload_per_person", "uniform(1 s)",
     "gives uniform 1 parameter; it takes 2 (low, high)"},
    {"fleet.north", "crews", "two", "is neither a number nor 'unlimited'"},
    {"fleet.north", "crews", "-1", "is out of range; allowed is 0 to 100"},
    {"fleet.north", "augmented", "perhaps", "is not a flag; allowed are yes and no"},
    {"fleet.north", "crew_rest", "-2 h", "is out of range; allowed is 0 h to 87600 h"},
    {"fleet.north", "crew_stage", "almaty", "is not a list of the form ID: NUMBER, ID: NUMBER"},
    {"fleet.north", "crew_stage", "almati: 2",
     "refers to [airfield.almati], which is not there; did you mean 'almaty'?"},
    {"fleet.north", "crew_stage", "almaty: 0",
     "gives 'almaty' the number '0', which is out of range; allowed is 1 to 1000000"},
};

static const struct value airfields[] = {
    {"airfield.almaty", "banned", "il-67",
     "refers to [aircraft.il-67], which is not there; did you mean 'il-76'?"},
    {"airfield.almaty", "slot_control", "1", "is not a flag; allowed are yes and no"},
    {"airfield.almaty", "alternate", "almati",
     "refers to [airfield.almati], which is not there; did you mean 'almaty'?"},
    {"airfield.almaty", "offload_at_alternate", "maybe", "is not a flag; allowed are yes and no"},
    {"airfield.almaty", "fuel", "90 t", "is not a flag; allowed are yes and no"},
    {"airfield.almaty", "fuel_mog", "0", "is out of range; allowed is 1 to 1000000"},
    {"airfield.almaty", "fuel_mog", "1.5", "is not a whole number"},
    {"airfield.almaty", "fuel_rate", "0 t/h", "is out of range; allowed is 0.1 t/h to 10000 t/h"},
    {"airfield.almaty", "fuel_rate", "60 t",
     "has a unit of mass where a mass rate is needed; allowed are t/h, kg/h, kg/min, ston/h, lb/h, "
     "lb/min"},
    {"airfield.almaty", "fuel_stock", "-1 t", "is out of range; allowed is 0 t to 1000000000 t"},
    {"airfield.almaty", "fuel_delivery", "1e7 t", "is out of range; allowed is 0 t to 1000000 t"},
    {"airfield.almaty", "fuel_interval", "1 t",
     "has a unit of mass where a time is needed; allowed are ms, s, min, h, d, w"},
    {"airfield.almaty", "landing_hours", "8-21",
     "is not a span of hours; they are written 08:00-21:00, or 'always'"},
    {"airfield.almaty", "landing_hours", "08:00-08:00", "never opens: it ends when it begins"},
    {"airfield.almaty", "takeoff_hours", "08:60-21:00",
     "is not a span of hours; they are written 08:00-21:00, or 'always'"},
    {"airfield.almaty", "takeoff_hours", "08:00-24:01",
     "is not a span of hours; they are written 08:00-21:00, or 'always'"},
    {"airfield.almaty", "working_hours", "never",
     "is not a span of hours; they are written 08:00-21:00, or 'always'"},
    {"airfield.almaty", "landing_hours", "08:00+21:00",
     "is not a span of hours; they are written 08:00-21:00, or 'always'"},
    {"airfield.almaty", "landing_hours", "08:00-21:00 daily",
     "is not a span of hours; they are written 08:00-21:00, or 'always'"},
    {"airfield.almaty", "overrun", "stop", "is not a choice; allowed are finish, wait"},
    {"airfield.almaty", "weather_open", "-1 h", "is out of range; allowed is 0 h to 87600 h"},
    {"airfield.almaty", "weather_closed", "fog", "is neither a number nor a distribution"},
    {"airfield.almaty", "weather_stops", "landing", "is not a choice; did you mean 'landings'?"},
    {"airfield.almaty", "closures", "2022-01-13T03:00Z",
     "is not a list of periods; they are written 2022-01-13T03:00Z/2022-01-13T09:00Z, separated by "
     "commas"},
    {"airfield.almaty", "closures", "2022-01-13T09:00Z/2022-01-13T03:00Z",
     "has a period that ends before it begins"},
    {"airfield.almaty", "closures",
     "2022-01-13T03:00Z/2022-01-13T09:00Z, 2022-01-13T08:00Z/2022-01-13T10:00Z",
     "has periods that overlap or are not in order"},
    {"airfield.almaty", "closures", "2022-06-30T03:00Z/2022-06-31T09:00Z",
     "is not a list of periods: June 2022 has 30 days; they are written "
     "2022-01-13T03:00Z/2022-01-13T09:00Z, separated by commas"},
    {"airfield.almaty", "closures", "2022-02-30T03:00Z/2022-02-31T09:00Z",
     "is not a list of periods: February 2022 has 28 days; they are written "
     "2022-01-13T03:00Z/2022-01-13T09:00Z, separated by commas"},
    {"airfield.almaty", "closures", "13 January/14 January",
     "is not a list of periods; they are written 2022-01-13T03:00Z/2022-01-13T09:00Z, separated by "
     "commas"},
    {"airfield.almaty", "closures_stop", "all",
     "is not a choice; allowed are both, landings, takeoffs"},
};

static const struct value others[] = {
    {"contingent.rifles", "vehicles", "bmd-2: 4,, bmd-2: 2", "has an empty place in its list"},
    {"contingent.rifles", "vehicles", "bmd-2: " NOUGHTS, "has a number that is too long"},
    {"evacuation.people", "arrivals", "0 h: 200, " NOUGHTS " h: 800",
     "has a number that is too long"},
    {"evacuation.people", "arrivals", "0 h: 200, 12 h: " NOUGHTS, "has a number that is too long"},
    {"evacuation.people", "arrivals", "0 h: 200,, 12 h: 800", "has an empty place in its list"},
    {"evacuation.people", "arrivals", "0 h: 200, 87600.1 h: 800",
     "has the time '87600.1 h', which is out of range; allowed is 0 h to 87600 h"},
    {"evacuation.people", "arrivals", "curve(people.csv) h",
     "has more than a file in its brackets"},
    {"milestone.first", "tolerance", "-5 h", "is negative"},
    {"milestone.first", "tolerance", "5 h x", "has more than a number and a unit"},
    {"traffic.civil", "airfield", "almati",
     "refers to [airfield.almati], which is not there; did you mean 'almaty'?"},
    {"traffic.civil", "interval", "-1 h", "is out of range; allowed is 0 h to 87600 h"},
    {"traffic.civil", "interval", "exponential(0)", "has a mean of zero; write 0 instead"},
    {"traffic.civil", "ground_time", "1 t",
     "has a unit of mass where a time is needed; allowed are ms, s, min, h, d, w"},
    {"traffic.civil", "stands", "0", "is out of range; allowed is 1 to 100"},
    {"traffic.civil", "stands", "101", "is out of range; allowed is 1 to 100"},
    {"traffic.civil", "handled", "both", "is not a flag; allowed are yes and no"},
    {"traffic.civil", "from", "tomorrow",
     "is neither a number nor a distribution; "
     "dates are written 2022-01-06T01:20+03:00 or 2022-01-05T22:20Z"},
    {"traffic.civil", "from", "5 kg",
     "has a unit of mass where a time is needed; allowed are ms, s, min, h, d, w"},
    {"traffic.civil", "until", "2022-01-32T00:00Z",
     "is not a date: January 2022 has 31 days; dates are written 2022-01-06T01:20+03:00 or "
     "2022-01-05T22:20Z"},
    {"traffic.civil", "hours", "08.00-21.00",
     "is not a span of hours; they are written 08:00-21:00, or 'always'"},
    {"backhaul.people", "from", "almati",
     "refers to [airfield.almati], which is not there; did you mean 'almaty'?"},
    {"backhaul.people", "to", "chkalovski",
     "refers to [airfield.chkalovski], which is not there; did you mean 'chkalovsky'?"},
    {"backhaul.people", "people", "-5", "is out of range; allowed is 0 to 1000000"},
    {"backhaul.people", "people", "uniform(1.5, 3)", "is not made of whole numbers"},
    {"backhaul.people", "per_flight", "0", "is out of range; allowed is 1 to 1000000"},
    {"backhaul.people", "ready", "2022-01-10",
     "is not a date; dates are written 2022-01-06T01:20+03:00 or 2022-01-05T22:20Z"},
    {"backhaul.people", "onload_time", "1 kg",
     "has a unit of mass where a time is needed; allowed are ms, s, min, h, d, w"},
    {"backhaul.people", "offload_time", "-1 h", "is out of range; allowed is 0 h to 87600 h"},
    {"backhaul.people", "active", "on", "is not a flag; allowed are yes and no"},
    {"change.c", "at", "-1 h", "is out of range; allowed is 0 h to 87600 h"},
    {"change.c", "at", "8/1/2022",
     "has more than a number and a unit; "
     "dates are written 2022-01-06T01:20+03:00 or 2022-01-05T22:20Z"},
    {"change.c", "value", "9", "is not a flag; allowed are yes and no"},
};

enum {
    OPERATION = sizeof operation / sizeof operation[0],
    AIRCRAFT = sizeof aircraft / sizeof aircraft[0],
    AIRFIELDS = sizeof airfields / sizeof airfields[0],
    OTHERS = sizeof others / sizeof others[0],
    TESTS = OPERATION + AIRCRAFT + AIRFIELDS + OTHERS
};

START_TEST(a_bad_value_of_the_operation_is_refused)
{
    assert_complaint(&operation[_i]);
}
END_TEST

START_TEST(a_bad_value_of_aircraft_or_fleets_is_refused)
{
    assert_complaint(&aircraft[_i]);
}
END_TEST

START_TEST(a_bad_value_of_airfields_is_refused)
{
    assert_complaint(&airfields[_i]);
}
END_TEST

START_TEST(a_bad_value_of_other_traffic_backhaul_or_changes_is_refused)
{
    assert_complaint(&others[_i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("scenario_values_full");
    TCase *cases = tcase_create("values");
    tcase_add_checked_fixture(cases, enter_folder, leave_folder);
    tcase_add_loop_test(cases, a_bad_value_of_the_operation_is_refused, 0, OPERATION);
    tcase_add_loop_test(cases, a_bad_value_of_aircraft_or_fleets_is_refused, 0, AIRCRAFT);
    tcase_add_loop_test(cases, a_bad_value_of_airfields_is_refused, 0, AIRFIELDS);
    tcase_add_loop_test(cases, a_bad_value_of_other_traffic_backhaul_or_changes_is_refused, 0,
                        OTHERS);
    suite_add_tcase(suite, cases);

    return suite_run(suite, TESTS);
}
