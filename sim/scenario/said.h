/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* said.h - every value of a scenario, where it was said, and what is written behind it there. */
#ifndef AB_SCENARIO_SAID_H
#define AB_SCENARIO_SAID_H

#include "scenario/scenario.h"

struct ab_said {
    const char *section, *id, *key; /* id "": of a section without, or any that doesn't say it */
    const char *value;              /* as it was written; "": it is not given */
    const char *file;    /* seen from the scenario's file, "--set", or "": it is the default */
    int line;            /* 0: none */
    const char *comment; /* "": none */
    const char *meaning; /* of the key; "" where another row has told it */
};

/* Tells them: of each kind of section first what holds where nothing is said, once, then what is said
 * of each thing. What only says where others are said (bases, tables of things) is left out. */
typedef void ab_said_tell(void *owner, const struct ab_said *said);
void ab_scenario_tell_said(const struct ab_scenario *scenario, ab_said_tell *tell, void *owner);

#endif
