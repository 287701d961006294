/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* changes.h - every small change of a scenario that may be worth something: one more of each number of
 * things, an hour more of opening, a tenth more of each rate, a tenth less of each time; or one less of
 * what there is a number of. Which keys these are, the table of keys says (scenario/keys.h).
 *
 * A change is a few overrides: of the key, and of every [change.ID] that alters it while the run goes
 * on, so that one more is one more throughout. What is unlimited, always open, zero or a date is
 * left as it is: there is no more of it to have. */
#ifndef AB_INSIGHT_CHANGES_H
#define AB_INSIGHT_CHANGES_H

#include "base/memory.h"
#include "scenario/document.h"
#include "scenario/keys.h"

struct ab_what_if {
    const char *key;    /* airfield.almaty.working_mog */
    const char *words;  /* "one more working place at Almaty International" */
    const char *assign; /* the overrides as compare --with takes them, "KEY=VALUE;KEY=VALUE" */
    struct ab_override *override;
    int overrides;
    enum ab_worth worth;
    double units; /* how much more it is, or hours less: of what a price is per unit */
    double price; /* of all of it, NAN: it has none */
};

struct ab_what_ifs {
    struct ab_what_if *list;
    int count, room;
};

/* What one more, or a tenth less, of a key is whose value is this text, of a fleet of so many aircraft:
 * into text[size]. False when there is no more of it to have. */
bool ab_what_if_value(char *to, size_t size, const struct ab_key *key, double aircraft,
                      const char *text);

/* Lists the changes of a scenario that was bound from a document without overrides, in the order of the
 * table of keys, things in the order of the scenario. `only` (NULL: all) names some by commas: a key,
 * SECTION.ID, SECTION.KEY, SECTION, or the name of a key alone; a name of none of them is a fault.
 * `less`: the other direction, without times. All of it lives in the arena but for the list, which the
 * caller gives back. */
enum ab_status ab_what_ifs_list(struct ab_what_ifs *ifs, const struct ab_document *document,
                                const struct ab_scenario *scenario, const char *only, bool less,
                                struct ab_arena *arena, struct ab_errors *errors);

#endif
