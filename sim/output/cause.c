/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* cause.c - causes of waiting in words. */
#include "output/cause.h"

#include <assert.h>

const char *ab_cause_words(enum ab_cause cause)
{
    static const char *const words[AB_CAUSE_COUNT] = {
        [AB_CAUSE_CARGO] = "load not ready, batch gate",
        [AB_CAUSE_AIRCRAFT] = "no aircraft free",
        [AB_CAUSE_POSITIONING] = "aircraft on its way",
        [AB_CAUSE_STAND] = "stand ahead, on the ground",
        [AB_CAUSE_WORKING] = "working place",
        [AB_CAUSE_FUEL] = "fuel",
        [AB_CAUSE_CREW] = "crew, or its rest",
        [AB_CAUSE_REPAIR] = "repair",
        [AB_CAUSE_SLOT] = "slot, or daily ceiling",
        [AB_CAUSE_RUNWAY] = "runway",
        [AB_CAUSE_WEATHER] = "weather",
        [AB_CAUSE_HOURS] = "opening hours",
        [AB_CAUSE_CLOSED] = "field closed",
        [AB_CAUSE_HOLDING] = "stand, holding in the air",
        [AB_CAUSE_DIVERSION] = "diversion",
    };
    assert((int)cause >= 0 && cause < AB_CAUSE_COUNT);
    return words[cause];
}
