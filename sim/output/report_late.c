/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report_late.c - the lines of a movement list that are late, the worst of them. */
#include "output/align.h"
#include "output/report.h"

#include <math.h>

enum { WORST = 5, LINE_WIDTH = 24 };

/* Whether a line is worse than another: late more often, then later in the median, then at all. */
static bool is_worse(const struct ab_line *a, const struct ab_line *b)
{
    if (a->late_share < b->late_share || a->late_share > b->late_share) {
        return a->late_share > b->late_share;
    }
    return a->lateness.p50 > b->lateness.p50;
}

static const struct ab_grid_column columns[] = {
    {.width = 6}, {.width = 11}, {.width = 13}, {.width = 7}, {.left = true, .line = true}};
static const struct ab_grid_form form = {
    .label = LINE_WIDTH + 2, .column = columns, .columns = sizeof columns / sizeof columns[0]};
enum { SHARE, MEDIAN, DUE, THERE, CAUSE };

/* The lines that are printed. */
struct list {
    const struct ab_result *result;
    const struct ab_line *line[WORST];
    int count;
};

/* By when the line was due, in UTC and there; nothing where that is another moment each time. */
static void put_due(struct ab_grid *grid, const struct ab_result *result, int contingent)
{
    const struct ab_scenario *scenario = result->scenario;
    const ab_time due = ab_result_moment(result, &scenario->contingent[contingent].latest_arrival);
    char text[AB_CELL_SIZE];
    if (due != AB_TIME_NEVER) {
        ab_align_short_date(text, scenario->general.start + due);
        ab_grid_cell(grid, DUE, text);
        ab_report_there(text, scenario, contingent, due);
        ab_grid_cell(grid, THERE, text);
    }
}

static void print_line(struct ab_grid *grid, const struct ab_result *result,
                       const struct ab_line *line)
{
    const struct ab_scenario *scenario = result->scenario;
    char text[AB_GRID_CELL_SIZE], name[128];
    (void)snprintf(name, sizeof name, "  %s", scenario->contingent[line->contingent].named.id);
    ab_grid_row(grid, name);
    (void)snprintf(text, sizeof text, "%.*f %%", ab_align_share_decimals(line->late_share),
                   100 * line->late_share);
    ab_grid_cell(grid, SHARE, text);
    if (ab_is_beyond(line->lateness.p50)) {
        ab_grid_cell(grid, MEDIAN, "not in");
    } else {
        (void)snprintf(text, sizeof text, "%.1f h", line->lateness.p50);
        ab_grid_cell(grid, MEDIAN, text);
    }
    put_due(grid, result, line->contingent);
    if (line->link != AB_NOBODY) {
        (void)snprintf(text, sizeof text, "%s, %.1f h", ab_link_name(line->link), line->link_h);
        ab_grid_cell(grid, CAUSE, text);
    }
    ab_grid_end(grid);
}

static void draw(struct ab_grid *grid, const void *of)
{
    const struct list *list = of;
    char text[AB_CELL_SIZE];
    bool there = false, dated = false;
    for (int i = 0; i < list->count; i++) {
        const int contingent = list->line[i]->contingent;
        const struct ab_scenario *scenario = list->result->scenario;
        const ab_time due =
            ab_result_moment(list->result, &scenario->contingent[contingent].latest_arrival);
        if (due != AB_TIME_NEVER) {
            ab_report_there(text, scenario, contingent, due);
            there = there || text[0] != '\0';
            dated = true;
        }
    }
    ab_grid_row(grid, "Late");
    ab_grid_cell(grid, SHARE, "share");
    ab_grid_cell(grid, MEDIAN, "median");
    ab_grid_cell(grid, DUE, dated ? "due, UTC" : "");
    ab_grid_cell(grid, THERE, there ? "there" : "");
    ab_grid_cell(grid, CAUSE, "what was waited for longest");
    ab_grid_end(grid);
    for (int i = 0; i < list->count; i++) {
        print_line(grid, list->result, list->line[i]);
    }
}

/* Of those who come at all: who is never called is neither late nor in. */
static void say_none_late(struct ab_sheet *sheet, int come, int lines)
{
    const bool all = come == lines;
    ab_sheet_end(sheet);
    if (come == 1) {
        ab_sheet_say(sheet, "The %scontingent with a latest arrival %sis in by then.",
                     all ? "" : "one ", all ? "" : "that comes ");
    } else {
        ab_sheet_say(sheet, "All %d contingents with a latest arrival %sare in by then.", come,
                     all ? "" : "that come ");
    }
    ab_sheet_end(sheet);
}

void ab_report_late(struct ab_sheet *sheet, const struct ab_result *result)
{
    struct list list = {.result = result};
    int late = 0, come = 0;
    for (int i = 0; i < result->lines; i++) {
        const struct ab_line *line = &result->line[i];
        come += line->lateness.n > 0;
        if (!(line->late_share > 0)) {
            continue;
        }
        late++;
        int place = list.count < WORST ? list.count++ : WORST;
        for (; place > 0 && is_worse(line, list.line[place - 1]); place--) {
            if (place < WORST) {
                list.line[place] = list.line[place - 1];
            }
        }
        if (place < WORST) {
            list.line[place] = line;
        }
    }
    if (come == 0) {
        return;
    }
    if (late == 0) {
        say_none_late(sheet, come, result->lines);
        return;
    }
    ab_sheet_end(sheet);
    ab_grid_print(sheet, &form, draw, &list);
    if (late > list.count) {
        ab_sheet_say(sheet, "  and %d more of %d, see late.csv", late - list.count, come);
        ab_sheet_end(sheet);
    }
}
