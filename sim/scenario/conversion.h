/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* conversion.h - what converting the texts of a scenario has at hand. */
#ifndef AB_SCENARIO_CONVERSION_H
#define AB_SCENARIO_CONVERSION_H

#include "scenario/layers.h"

/* What the bounds of a milestone are: it depends on its other keys. */
enum ab_meaning { AB_MEANS_DATE, AB_MEANS_DURATION, AB_MEANS_AMOUNT };

/* What a text may refer to, and where results and complaints go. */
struct ab_conversion {
    struct ab_layers *layers; /* the names that references may use */
    struct ab_arena *arena;   /* of the scenario */
    struct ab_files *files;   /* of the document */
    ab_time start;            /* the scenario's, for dates */
    enum ab_meaning meaning;  /* AB_VALUE_BOUND, AB_VALUE_TOLERANCE */
    const char *folder;       /* what relative file names start from */
    struct ab_complaint complaint;
};

/* Memory of the scenario; NULL with a complaint when there is none left. */
void *ab_conversion_take(struct ab_conversion *conversion, size_t size);

#endif
