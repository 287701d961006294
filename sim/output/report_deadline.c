/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report_deadline.c - how probable it is that all are in by a deadline, in the account. */
#include "output/align.h"
#include "output/report.h"

enum { SHARE, INTERVAL, DATE, LIMIT, OWN, LISTED = 12 };
static const struct ab_grid_column columns[] = {
    [SHARE] = {.width = 9, .line = true}, [INTERVAL] = {.width = 17},
    [DATE] = {.width = 18, .line = true}, [LIMIT] = {.width = 18},
    [OWN] = {.width = 14, .line = true},
};
static const struct ab_grid_form form = {.label = 22, .column = columns, .columns = OWN + 1};

static void write_share(char *text, size_t size, double share)
{
    (void)snprintf(text, size, "%.*f %%", ab_align_share_decimals(share), 100 * share);
}

static void put_date(struct ab_grid *grid, int column, const struct ab_scenario *scenario,
                     ab_time when)
{
    char text[AB_CELL_SIZE];
    if (when == AB_TIME_NEVER) {
        ab_grid_cell(grid, column, "not by horizon");
        return;
    }
    ab_align_date(text, scenario->general.start + when);
    ab_grid_cell(grid, column, text);
}

static void put_deadline(struct ab_grid *grid, const struct ab_result *result,
                         const struct ab_deadline *deadline, const char *label)
{
    char text[AB_GRID_CELL_SIZE];
    if (deadline->n == 0) {
        return;
    }
    ab_grid_row(grid, label);
    write_share(text, sizeof text, (double)deadline->in_by / deadline->n);
    ab_grid_cell(grid, SHARE, text);
    (void)snprintf(text, sizeof text, "%.*f to %.*f %%", ab_align_share_decimals(deadline->low),
                   100 * deadline->low, ab_align_share_decimals(deadline->high),
                   100 * deadline->high);
    ab_grid_cell(grid, INTERVAL, text);
    put_date(grid, DATE, result->scenario, deadline->met);
    if (deadline->has_limit) {
        put_date(grid, LIMIT, result->scenario, deadline->met_limit);
    }
    if (deadline->is_due) {
        write_share(text, sizeof text, (double)deadline->in_time / deadline->n);
        ab_grid_cell(grid, OWN, text);
    }
    ab_grid_end(grid);
}

/* Whether any contingent has a date of its own. */
static bool has_due(const struct ab_result *result)
{
    bool has = false;
    for (int i = 0; i < result->deadlines; i++) {
        has = has || result->deadline[i].is_due;
    }
    return has;
}

static void draw(struct ab_grid *grid, const void *of)
{
    const struct ab_result *result = of;
    char by[AB_CELL_SIZE], label[AB_GRID_CELL_SIZE];
    ab_align_date(by, result->scenario->general.start + result->scenario->general.deadline);
    (void)snprintf(label, sizeof label, "By %s", by);
    ab_grid_row(grid, label);
    ab_grid_cell(grid, SHARE, "in");
    ab_grid_cell(grid, INTERVAL, "95 % interval");
    ab_grid_cell(grid, DATE, "9 in 10 by, UTC");
    ab_grid_cell(grid, LIMIT, "97.5 % limit");
    ab_grid_cell(grid, OWN, has_due(result) ? "by its own" : "");
    ab_grid_end(grid);
    put_deadline(grid, result, &result->deadline[0], "  the force");
    if (result->drawn != NULL) {
        put_deadline(grid, result->drawn, &result->drawn->deadline[0], "  with ignorance");
    }
    for (int i = 1; i < result->deadlines && result->deadlines <= LISTED + 1; i++) {
        const int contingent = result->deadline[i].contingent;
        char name[128];
        (void)snprintf(name, sizeof name, "  %s",
                       result->scenario->contingent[contingent].named.id);
        put_deadline(grid, result, &result->deadline[i], name);
    }
}

void ab_report_deadline(struct ab_sheet *sheet, const struct ab_result *result)
{
    if (result->deadlines == 0) {
        return;
    }
    if (result->deadline[0].n == 0) {
        ab_sheet_say(sheet, "--by asks for a force or relief that comes in: there is none here.");
        ab_sheet_end(sheet);
    } else {
        ab_grid_print(sheet, &form, draw, result);
    }
    if (result->deadlines > LISTED + 1) {
        ab_sheet_say(sheet, "  of each of %d contingents, see deadlines.csv",
                     result->deadlines - 1);
        ab_sheet_end(sheet);
    }
    ab_sheet_end(sheet);
}
