/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* key_text.h - what the table of keys says of a key, in words: for every reference that is made of
 * it (`airbridge keys`, the manual page). */
#ifndef AB_SCENARIO_KEY_TEXT_H
#define AB_SCENARIO_KEY_TEXT_H

#include "scenario/keys.h"

enum { AB_KEY_TEXT_SIZE = 800 }; /* the longest list of choices fits */

struct ab_key_text {
    char type[AB_KEY_TEXT_SIZE];   /* "random time" */
    char units[AB_KEY_TEXT_SIZE];  /* "ms, s, min, h, d, w"; "" when it has none */
    char preset[AB_KEY_TEXT_SIZE]; /* "0 h", "required", "none" */
    char range[AB_KEY_TEXT_SIZE];  /* "0 h to 24 h", the choices, or "" when anything goes */
};

void ab_key_describe(const struct ab_key *key, struct ab_key_text *text);

/* Writes a distribution as a scenario does, in the unit in which ranges are stated, into
 * room enough for any. */
void ab_distribution_text(const struct ab_distribution *distribution, enum ab_dimension dimension,
                          char text[AB_KEY_TEXT_SIZE]);

/* How values are written, with all distributions: lines for those who read the whole reference. */
enum { AB_KEY_NOTES_SIZE = 2000 };
const char *ab_key_notes(char text[AB_KEY_NOTES_SIZE]);

#endif
