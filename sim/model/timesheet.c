/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* timesheet.c - the memory of a time sheet. */
#include "model/timesheet.h"

#include "base/memory.h"

#include <string.h>

bool ab_timesheet_take(struct ab_timesheet *sheet, int owners, int states)
{
    *sheet = (struct ab_timesheet){.owners = (size_t)owners};
    sheet->time = ab_memory_take((size_t)owners * (size_t)states, sizeof *sheet->time);
    sheet->met = ab_memory_take((size_t)owners, sizeof *sheet->met);
    return sheet->time && sheet->met;
}

void ab_timesheet_give(struct ab_timesheet *sheet)
{
    ab_memory_give(sheet->time);
    ab_memory_give(sheet->met);
}

void ab_timesheet_clear(struct ab_timesheet *sheet)
{
    memset(sheet->met, 0, sheet->owners * sizeof *sheet->met);
}
