/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* layout_definition.h - how layout_tables.c defines tables, for layout.c and inspection.c. */
#ifndef AB_OUTPUT_LAYOUT_DEFINITION_H
#define AB_OUTPUT_LAYOUT_DEFINITION_H

#include "output/layout.h"

/* What a definition stands for: one column, or one per cause of waiting, measure or varied key.
 * Then the last % in its name and description is what that is called; type and unit are of that
 * too. */
enum ab_repeat { AB_ONCE, AB_PER_CAUSE, AB_PER_MEASURE, AB_PER_KEY };

struct ab_definition {
    const char *name;
    const char *unit;
    const char *description;
    enum ab_column_type type;
    enum ab_repeat repeat;
    int together; /* how many definitions are repeated together, this among them */
};

struct ab_layout {
    const char *name, *file;
    const char *description;
    const struct ab_definition *definition;
    int definitions;
    int keys; /* leading columns that identify a row */
};

extern const struct ab_layout ab_layouts[AB_TABLE_COUNT];

#endif
