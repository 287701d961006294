/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* zone.h - local time by the rules of a time zone, from the system's tables (RFC 9636, TZif).
 *
 * A zone is read once, as the list of its shifts (summer time begins, summer time ends, a country
 * changes its mind) over the years that a scenario can last, so that a run asks no file and no
 * clock. The tables lie in $TZDIR, or in /usr/share/zoneinfo as Debian's tzdata has them. */
#ifndef AB_SCENARIO_ZONE_H
#define AB_SCENARIO_ZONE_H

#include "scenario/value.h"

/* Reads the zone of that name ("Europe/Paris"). False with a complaint when it has no such name,
 * cannot be read, or is no table that this program understands. */
bool ab_zone_read(struct ab_conversion *conversion, const char *name, struct ab_zone **zone);

/* Writes the release of the tables ("2025b"), or "unknown". */
enum { AB_ZONE_RELEASE_SIZE = 32 };
void ab_zone_release(char release[AB_ZONE_RELEASE_SIZE]);

/* The rule that holds after the last shift of a table, in the notation of POSIX
 * ("CET-1CEST,M3.5.0,M10.5.0/3"): an offset, or two that alternate through the year. */
struct ab_zone_moment { /* of a year: a day, and a local time on it */
    enum { AB_ZONE_WEEKDAY, AB_ZONE_JULIAN, AB_ZONE_DAY } kind;
    int month, week, day; /* weekday: 1..12, 1..5 (5: the last), 0..6; otherwise only day */
    ab_time time;
};
struct ab_zone_rule {
    bool alternates;
    ab_time standard, summer; /* local time minus UTC */
    struct ab_zone_moment begin, end;
};
bool ab_zone_parse_rule(const char *text, struct ab_zone_rule *rule);

/* When summer time begins and ends in a year of the local calendar: since 1970, UTC. */
ab_time ab_zone_begin(const struct ab_zone_rule *rule, int64_t year);
ab_time ab_zone_end(const struct ab_zone_rule *rule, int64_t year);

#endif
