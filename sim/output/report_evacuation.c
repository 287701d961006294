/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report_evacuation.c - the account of evacuations: who was flown, who stayed, what they waited for. */
#include "base/visible.h"
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

static void print_people(FILE *stream, double people)
{
    char number[AB_CELL_SIZE];
    ab_align_number(number, people, ab_align_decimals(&people, 1));
    (void)fputs(number, stream);
}

/* Who left, and who is not aboard: the medians, and how many stay in the worst replication. */
static void print_who(FILE *stream, const struct ab_summary *flown, const struct ab_summary *left)
{
    print_people(stream, flown->p50);
    (void)fputs(" flown", stream);
    if (left->max > 0) {
        (void)fputs(", ", stream);
        print_people(stream, left->p50);
        (void)fputs(" left", stream);
        if (left->max > left->p50) {
            (void)fputs(" and up to ", stream);
            print_people(stream, left->max);
        }
    } else {
        (void)fputs(", nobody left", stream);
    }
}

/* Hours that each of them waits, on average over all. */
static void print_wait(FILE *stream, const char *link, double hours, double people,
                       const char *what)
{
    if (hours > 0 && people > 0) {
        (void)fprintf(stream, "%s %.1f h %s", link, hours / people, what);
    }
}

void ab_report_evacuations(FILE *stream, const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    if (scenario->evacuation_count > 0) {
        (void)fputs("\nEvacuations\n", stream);
    }
    for (int e = 0; e < scenario->evacuation_count; e++) {
        const struct ab_summary *flown = measure_of(result, "evacuated", e);
        const struct ab_summary *left = measure_of(result, "left_behind", e);
        const double processing = measure_of(result, "processing_wait_h", e)->mean;
        const double boarding = measure_of(result, "boarding_wait_h", e)->mean;
        const double people = flown->mean + left->mean;
        (void)fputs("  ", stream);
        ab_visible_print(stream, scenario->evacuation[e].named.id);
        (void)fputs(": ", stream);
        print_who(stream, flown, left);
        (void)fputc('\n', stream);
        if (people > 0 && (processing > 0 || boarding > 0)) {
            (void)fputs("    each waited", stream);
            print_wait(stream, "", processing, people, "to be cleared");
            print_wait(stream, processing > 0 ? " and" : "", boarding, people, "to board");
            (void)fputc('\n', stream);
        }
    }
}
