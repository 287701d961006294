/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* offers.h - a few typical values for a key: the ends of its range, each of its choices, an id of a
 * thing that is there, a list of two, a law, a date. Each is right by itself. */
#ifndef TEST_OFFERS_H
#define TEST_OFFERS_H

#include "scenario/keys.h"

enum { OFFERS_MAX = 24, OFFER_SIZE = 160, OFFER_KEY_SIZE = 160 };

struct offers {
    int count;
    char value[OFFERS_MAX][OFFER_SIZE];
};

/* Of a key of a section, in a scenario, whose things the values name. A count or a number of things goes up
 * to `most`. */
void offers_of(struct offers *offers, const struct ab_scenario *scenario, enum ab_section section,
               const struct ab_key *key, double most);

/* Writes SECTION.KEY or SECTION.ID.KEY of thing number `index` of a section. */
void offer_key(char path[OFFER_KEY_SIZE], const struct ab_scenario *scenario,
               enum ab_section section, int index, const struct ab_key *key);

#endif
