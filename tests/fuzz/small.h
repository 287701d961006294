/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* small.h - a scenario with a little of much, for targets that need a good one. `seeds` runs it, too. */
#ifndef TEST_SMALL_H
#define TEST_SMALL_H

/* Ways, types and fields, on which others build, and that everybody goes home. */
#define SMALL_BEGINNING                                                                            \
    "[scenario]\n"                                                                                 \
    "start = 2022-01-01T00:00Z\n"                                                                  \
    "horizon = 9 d\n"                                                                              \
    "end = withdrawn\n"                                                                            \
    "[command]\n"                                                                                  \
    "request = 2 h\n"                                                                              \
    "[withdrawal]\n"                                                                               \
    "order = exponential(3 h)\n"                                                                   \
    "[aircraft.c]\n"                                                                               \
    "cruise_speed = 500 km/h\n"                                                                    \
    "payload_range = 20 t: 1000 km, 0 t: 2000 km\n"                                                \
    "seats = 60\n"                                                                                 \
    "onload_time = triangular(30 min, 1 h, 2 h)\n"                                                 \
    "offload_time = 1 h\n"                                                                         \
    "crew_duty = 12 h\n"                                                                           \
    "[airfield.a]\n"                                                                               \
    "latitude = 43\n"                                                                              \
    "longitude = 76\n"                                                                             \
    "[airfield.b]\n"                                                                               \
    "latitude = 45\n"                                                                              \
    "longitude = 70\n"                                                                             \
    "working_mog = 2\n"                                                                            \
    "[airfield.d]\n"                                                                               \
    "latitude = 41\n"                                                                              \
    "longitude = 69\n"                                                                             \
    "[airfield.e]\n"                                                                               \
    "latitude = 39\n"                                                                              \
    "longitude = 66\n"

#define SMALL_REST                                                                                 \
    "[fleet.f]\n"                                                                                  \
    "type = c\n"                                                                                   \
    "number = 2\n"                                                                                 \
    "home = a\n"                                                                                   \
    "[contingent.k]\n"                                                                             \
    "apoe = a\n"                                                                                   \
    "apod = b\n"                                                                                   \
    "people = 70\n"                                                                                \
    "bulk = 12 t\n"                                                                                \
    "notice = exponential(3 h)\n"                                                                  \
    "[contingent.l]\n"                                                                             \
    "apoe = a\n"                                                                                   \
    "apod = b\n"                                                                                   \
    "people = 20\n"                                                                                \
    "[site.s]\n"                                                                                   \
    "guards = 30\n"                                                                                \
    "road_time = 2 h\n"                                                                            \
    "[milestone.m]\n"                                                                              \
    "event = landing\n"                                                                            \
    "latest = 2022-01-02T00:00Z\n"                                                                 \
    "[uncertain.u]\n"                                                                              \
    "key = airfield.b.working_mog\n"                                                               \
    "value = uniform(1, 4)\n"

#define SMALL SMALL_BEGINNING SMALL_REST

#endif
