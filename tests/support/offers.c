/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* offers.c - values by the type of their key; texts that mean something by its name. */
#include "support/offers.h"

#include "base/time.h"
#include "scenario/build.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void add(struct offers *offers, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void add(struct offers *offers, const char *format, ...)
{
    if (offers->count < OFFERS_MAX) {
        va_list arguments;
        va_start(arguments, format);
        (void)vsnprintf(offers->value[offers->count++], OFFER_SIZE, format, arguments);
        va_end(arguments);
    }
}

static const char *id_of(const struct ab_scenario *scenario, enum ab_section section, int index)
{
    const struct ab_named *named = ab_scenario_thing(scenario, section, index);
    return named->id;
}

void offer_key(char path[OFFER_KEY_SIZE], const struct ab_scenario *scenario,
               enum ab_section section, int index, const struct ab_key *key)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    const char *id = kind->named ? id_of(scenario, section, index) : "";
    (void)snprintf(path, OFFER_KEY_SIZE, "%s%s%s.%s", kind->name, kind->named ? "." : "", id,
                   key->name);
}

/* ---- numbers and times ---- */

static void add_numbers(struct offers *offers, const struct ab_key *key, double most)
{
    const char *unit = ab_dimension_unit(key->dimension);
    const double high = key->maximum < most ? key->maximum : most;
    const double some = key->minimum < 0 ? high / 3 : key->minimum + (high - key->minimum) / 16;
    add(offers, "%.15g %s", key->minimum, unit);
    add(offers, "%.15g %s", some, unit);
    add(offers, "%.15g %s", high, unit);
}

static void add_counts(struct offers *offers, const struct ab_key *key, double most)
{
    add(offers, "%.15g", key->minimum);
    add(offers, "%.15g", key->minimum < 2 ? 3 : key->minimum + 1);
    add(offers, "%.15g", key->maximum < most ? key->maximum : most);
}

/* A moment so many hours after the start. */
static void add_date(struct offers *offers, const struct ab_scenario *scenario, double hours)
{
    char text[40];
    (void)ab_time_format_iso(scenario->general.start + (ab_time)(hours * 3600e3), text,
                             sizeof text);
    add(offers, "%s", text);
}

static void add_times(struct offers *offers, const struct ab_key *key)
{
    const char *unit = ab_dimension_unit(key->dimension);
    add(offers, "%.15g %s", key->minimum, unit);
    if (key->dimension == AB_DIMENSION_TIME) {
        add(offers, "exponential(5 h)");
        add(offers, "%.15g %s", key->maximum, unit);
    } else {
        add(offers, "uniform(%.15g, %.15g)", key->minimum, key->minimum + 2);
    }
}

static void add_when(struct offers *offers, const struct ab_scenario *scenario)
{
    add(offers, "0 h");
    add(offers, "exponential(30 h)");
    add_date(offers, scenario, 0);
    add_date(offers, scenario, 30);
    add_date(offers, scenario, 24 * 90);
}

/* ---- things ---- */

static void add_things(struct offers *offers, const struct ab_scenario *scenario,
                       const struct ab_key *key)
{
    const int count = ab_scenario_thing_count(scenario, key->target);
    const bool one = key->type == AB_VALUE_REFERENCE, numbered = key->type == AB_VALUE_NUMBERS_OF;
    const char *number = numbered ? ": 1" : "";
    for (int i = 0; i < count && i < (one ? 6 : 3); i++) {
        add(offers, "%s%s", id_of(scenario, key->target, i), number);
    }
    if (count > 1 && !one) {
        add(offers, "%s%s, %s%s", id_of(scenario, key->target, count - 1), numbered ? ": 2" : "",
            id_of(scenario, key->target, 0), number);
    }
}

static void add_stops(struct offers *offers, const struct ab_scenario *scenario)
{
    for (int i = 0; i < scenario->airfield_count && i < 4; i++) {
        add(offers, "%s: 1 h fuel crew", id_of(scenario, AB_SECTION_AIRFIELD, i));
    }
}

static void add_choices(struct offers *offers, const struct ab_key *key)
{
    for (const struct ab_choice *choice = key->choice; choice->name != NULL; choice++) {
        add(offers, "%s", choice->name);
    }
}

/* ---- texts ---- */

/* Keys that others name: of each section some that may change, or are numbers. */
static void add_paths(struct offers *offers, const struct ab_scenario *scenario)
{
    static const char *const named[] = {
        "fleet.number",         "fleet.active",          "airfield.open",
        "airfield.working_mog", "airfield.fuel",         "airfield.banned",
        "flow.flights",         "evacuation.until",      "contingent.notice",
        "contingent.people",    "withdrawal.order",      "airfield.landing_hours",
        "withdrawal.start",     "scenario.route_factor", "evacuation.fills_returns",
    };
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
        struct ab_key_path path;
        char text[OFFER_KEY_SIZE];
        const struct ab_key *key = ab_key_named(named[i]);
        if (key != NULL && ab_key_path(named[i], &path) &&
            ab_scenario_thing_count(scenario, path.section) > 0) {
            offer_key(text, scenario, path.section, 0, key);
            add(offers, "%s", text);
        }
    }
}

static void add_texts(struct offers *offers, const struct ab_scenario *scenario,
                      enum ab_section section, const struct ab_key *key)
{
    if (strcmp(key->name, "key") == 0) {
        add_paths(offers, scenario);
    } else if (section == AB_SECTION_UNCERTAIN && strcmp(key->name, "value") == 0) {
        add(offers, "uniform(2, 5)");
        add(offers, "triangular(1 h, 2 h, 30 h)");
        add(offers, "exponential(uniform(1 h, 6 h))");
    } else if (section == AB_SECTION_CHANGE && strcmp(key->name, "value") == 0) {
        add(offers, "no");
        add(offers, "2");
        add(offers, "20 h");
        add(offers, "none");
        add(offers, "06:00-12:00");
    } else if (strcmp(key->name, "values") == 0) {
        add(offers, "2, 4, 8");
        add(offers, "1 h..3 h");
    } else if (strstr(key->name, "class") != NULL) {
        add(offers, "power");
        add(offers, "water, none of these");
    } else {
        add(offers, "some words");
    }
}

/* ---- any ---- */

static void add_special(struct offers *offers, const struct ab_scenario *scenario,
                        enum ab_section section, const struct ab_key *key)
{
    switch (key->type) {
    case AB_VALUE_PAYLOAD_RANGE:
        add(offers, "20 t: 500 km, 0 t: 900 km");
        add(offers, "90 t: 9000 km, 0 t: 20000 km");
        return;
    case AB_VALUE_ARRIVALS:
        add(offers, "0 h: 0, 10 h: 40");
        add(offers, "5 h: 30");
        return;
    case AB_VALUE_DAY_HOURS:
        add(offers, "08:00-09:00");
        add(offers, "22:00-03:00");
        return;
    case AB_VALUE_PERIODS:
        add(offers, "%s", "2020-01-01T00:00Z/2021-01-01T00:00Z");
        add(offers, "%s", "2000-01-01T00:00Z/2050-01-01T00:00Z");
        return;
    case AB_VALUE_ZONE:
        add(offers, "Europe/Paris");
        add(offers, "UTC");
        return;
    case AB_VALUE_BOUND:
        add(offers, "5");
        add(offers, "5 h");
        add_date(offers, scenario, 30);
        return;
    case AB_VALUE_TOLERANCE:
        add(offers, "5");
        add(offers, "5 h");
        add(offers, "20 %%");
        return;
    case AB_VALUE_START:
    case AB_VALUE_DATE:
        add_date(offers, scenario, -30);
        add_date(offers, scenario, 30);
        add_date(offers, scenario, 24 * 15);
        return;
    case AB_VALUE_TEXT: add_texts(offers, scenario, section, key); return;
    default: return;
    }
}

void offers_of(struct offers *offers, const struct ab_scenario *scenario, enum ab_section section,
               const struct ab_key *key, double most)
{
    offers->count = 0;
    switch (key->type) {
    case AB_VALUE_FLAG:
        add(offers, "no");
        add(offers, "yes");
        break;
    case AB_VALUE_COUNT: add_counts(offers, key, most); break;
    case AB_VALUE_NUMBER:
    case AB_VALUE_HOURS:
    case AB_VALUE_DURATION: add_numbers(offers, key, most); break;
    case AB_VALUE_CHOICE: add_choices(offers, key); break;
    case AB_VALUE_DISTRIBUTION: add_times(offers, key); break;
    case AB_VALUE_COUNT_DISTRIBUTION:
        add_counts(offers, key, most);
        add(offers, "uniform(%.15g, 50)", key->minimum);
        break;
    case AB_VALUE_WHEN: add_when(offers, scenario); break;
    case AB_VALUE_REFERENCE:
    case AB_VALUE_REFERENCES:
    case AB_VALUE_NUMBERS_OF: add_things(offers, scenario, key); break;
    case AB_VALUE_STOPS: add_stops(offers, scenario); break;
    default: add_special(offers, scenario, section, key); break;
    }
    if (key->word != NULL) {
        add(offers, "%s", key->word);
    }
    if (key->preset == NULL && key->type != AB_VALUE_BASE) {
        add(offers, "none");
    }
}
