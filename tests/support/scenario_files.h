/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* scenario_files.h - small scenario files for the tests of the reader, in a folder of their own. */
#ifndef TEST_SCENARIO_FILES_H
#define TEST_SCENARIO_FILES_H

#include "support/own_folder.h"

#include "scenario/scenario.h"

/* A scenario without faults, for others to inherit from: good.ini. */
#define GOOD_SCENARIO                                                                              \
    "[scenario]\n"                                                                                 \
    "start = 2022-01-05T00:00Z\n"                                                                  \
    "[aircraft.il-76]\n"                                                                           \
    "cruise_speed = 750 km/h\n"                                                                    \
    "payload_range = 47 t: 3700 km, 0 t: 7800 km\n"                                                \
    "seats = 140\n"                                                                                \
    "deck_length = 20 m\n"                                                                         \
    "deck_width = 3.4 m\n"                                                                         \
    "runway = 1700 m\n"                                                                            \
    "stands = 2\n"                                                                                 \
    "[vehicle.bmd-2]\n"                                                                            \
    "mass = 8.2 t\n"                                                                               \
    "length = 5.4 m\n"                                                                             \
    "width = 2.7 m\n"                                                                              \
    "[fleet.north]\n"                                                                              \
    "type = il-76\n"                                                                               \
    "number = 4\n"                                                                                 \
    "home = chkalovsky\n"                                                                          \
    "[airfield.chkalovsky]\n"                                                                      \
    "latitude = 55.8783\n"                                                                         \
    "longitude = 38.0595\n"                                                                        \
    "[airfield.almaty]\n"                                                                          \
    "latitude = 43.3557\n"                                                                         \
    "longitude = 77.0449\n"                                                                        \
    "parking_mog = 6\n"                                                                            \
    "[contingent.rifles]\n"                                                                        \
    "apoe = chkalovsky\n"                                                                          \
    "apod = almaty\n"                                                                              \
    "people = 100\n"                                                                               \
    "vehicles = bmd-2: 3\n"                                                                        \
    "[site.plant]\n"                                                                               \
    "road_time = 1 h\n"                                                                            \
    "guards = 30\n"                                                                                \
    "[milestone.first]\n"                                                                          \
    "event = landing\n"                                                                            \
    "latest = 2022-01-07T00:00Z\n"

/* More on top of it: another fleet, another contingent and what is about them. */
#define TWO_CONTINGENTS                                                                            \
    "[fleet.south]\ntype = il-76\nnumber = 2\nhome = chkalovsky\n"                                 \
    "[contingent.lancers]\napoe = chkalovsky\napod = almaty\npeople = 50\nfleets = south, north\n" \
    "[site.dam]\nroad_time = 1 h\nguards = 5\ncontingent = lancers\n"                              \
    "[milestone.a]\nevent = arrived\ncontingents = lancers\nlatest = 2022-01-07T00:00Z\n"          \
    "[milestone.b]\nevent = arrived\ncontingents = lancers, rifles\nlatest = 2022-01-07T00:00Z\n"  \
    "[milestone.c]\nevent = complete\nsince = a\nlatest = 3 h\n"                                   \
    "[milestone.d]\nevent = guarded\nsites = dam\nlatest = 2022-01-07T00:00Z\n"

/* One flight, whose load is off 4 h after the orders. */
#define ONE_FLIGHT                                                                                 \
    "[scenario]\nstart = 2022-01-01T00:00Z\nend = closed\nhorizon = 10 d\n"                        \
    "[aircraft.transport]\nonload_time = 1 h\noffload_time = 1 h\n"                                \
    "[airfield.home]\n[airfield.away]\n"                                                           \
    "[leg.home-away]\nfrom = home\nto = away\nblock_time = 2 h\n"                                  \
    "[fleet.shuttle]\ntype = transport\nnumber = 1\nhome = home\n"                                 \
    "[contingent.cargo]\napoe = home\napod = away\nloads = 1\n"

static void enter_folder(void)
{
    own_folder_enter();
    write_text("good.ini", GOOD_SCENARIO);
}

static void leave_folder(void)
{
    own_folder_leave();
}

/* Loads a file that must be good; the caller destroys the scenario. */
static inline struct ab_scenario *load_good(const char *name, const char *const *sets, int count)
{
    struct ab_scenario *scenario = NULL;
    const enum ab_status status = ab_scenario_load(&scenario, name, sets, count, &errors);
    if (status != AB_OK) {
        char *text = printed_faults();
        ck_abort_msg("%s", text);
    }
    ck_assert_ptr_nonnull(scenario);
    ck_assert_int_eq(errors.count, 0);
    return scenario;
}

static inline void assert_distribution(const struct ab_distribution *distribution,
                                       enum ab_distribution_kind kind, double a, double b, double c)
{
    ck_assert_int_eq(distribution->kind, kind);
    ck_assert_double_eq(distribution->a, a);
    ck_assert_double_eq(distribution->b, b);
    ck_assert_double_eq(distribution->c, c);
}

/* Writes "[scenario]\nbase = good.ini\n" and more to f.ini, and loads it. */
static inline struct ab_scenario *load_on_good(const char *text)
{
    char all[4000];
    (void)snprintf(all, sizeof all, "[scenario]\nbase = good.ini\n%s", text);
    write_text("f.ini", all);
    return load_good("f.ini", NULL, 0);
}

/* A mistake: text behind "[scenario]\nbase = good.ini\n" in f.ini, so that it begins in line 3, and
 * what is printed of it. */
struct fault {
    const char *text;
    const char *message;
};

/* Loads a file that must be refused with exactly this message. */
static inline void assert_refused(const char *name, const char *const *assignments, int count,
                                  enum ab_status expected, const char *message)
{
    struct ab_scenario *scenario = NULL;
    const enum ab_status status = ab_scenario_load(&scenario, name, assignments, count, &errors);
    char *text = printed_faults();
    ck_assert_str_eq(text, message);
    free(text);
    ck_assert_int_eq(status, expected);
    ck_assert_ptr_null(scenario);
}

static inline void assert_fault(const struct fault *fault)
{
    char text[2000];
    (void)snprintf(text, sizeof text, "[scenario]\nbase = good.ini\n%s", fault->text);
    write_text("f.ini", text);
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO, fault->message);
}

#endif
