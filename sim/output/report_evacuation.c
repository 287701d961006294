/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report_evacuation.c - the account of evacuations: who was flown, who stayed, what they waited for. */
#include "output/align.h"
#include "output/report.h"

#include <math.h>

static const struct ab_summary *measure_of(const struct ab_result *result, const char *name,
                                           int evacuation)
{
    char whole[128];
    (void)snprintf(whole, sizeof whole, "%s.%s", name,
                   result->scenario->evacuation[evacuation].named.id);
    return &result->measure[ab_measure_find(result->scenario, whole)];
}

static void print_people(struct ab_sheet *sheet, double people)
{
    char number[AB_CELL_SIZE];
    ab_align_number(number, people, ab_align_decimals(&people, 1));
    ab_sheet_say(sheet, "%s", number);
}

/* Who left, and who is not aboard: the medians, and how many stay in the worst replication. */
static void print_who(struct ab_sheet *sheet, const struct ab_summary *flown,
                      const struct ab_summary *left)
{
    print_people(sheet, flown->p50);
    ab_sheet_say(sheet, " flown");
    if (left->max > 0) {
        ab_sheet_say(sheet, ", ");
        print_people(sheet, left->p50);
        ab_sheet_say(sheet, " left");
        if (left->max > left->p50) {
            ab_sheet_say(sheet, " and up to ");
            print_people(sheet, left->max);
        }
    } else {
        ab_sheet_say(sheet, ", nobody left");
    }
}

/* Hours that each of them waits, on average over all. */
static void print_wait(struct ab_sheet *sheet, const char *link, double hours, double people,
                       const char *what)
{
    if (hours > 0) {
        ab_sheet_say(sheet, "%s %.1f h %s", link, hours / people, what);
    }
}

void ab_report_evacuations(struct ab_sheet *sheet, const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    if (scenario->evacuation_count > 0) {
        ab_sheet_end(sheet);
        ab_sheet_say(sheet, "Evacuations");
        ab_sheet_end(sheet);
    }
    for (int e = 0; e < scenario->evacuation_count; e++) {
        const struct ab_summary *flown = measure_of(result, "evacuated", e);
        const struct ab_summary *left = measure_of(result, "left_behind", e);
        const double processing = measure_of(result, "processing_wait_h", e)->mean;
        const double boarding = measure_of(result, "boarding_wait_h", e)->mean;
        const double people = flown->mean + left->mean;
        sheet->hang = 4;
        ab_sheet_say(sheet, "  %s: ", scenario->evacuation[e].named.id);
        print_who(sheet, flown, left);
        ab_sheet_end(sheet);
        if (people > 0 && (processing > 0 || boarding > 0)) {
            sheet->hang = 6;
            ab_sheet_say(sheet, "    each waited");
            print_wait(sheet, "", processing, people, "to be cleared");
            print_wait(sheet, processing > 0 ? " and" : "", boarding, people, "to board");
            ab_sheet_end(sheet);
        }
    }
    sheet->hang = 0;
}
