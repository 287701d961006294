/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report_fullest.c - the places that were full when it mattered, and when that was. */
#include "base/memory.h"
#include "output/align.h"
#include "output/report.h"

#include <math.h>
#include <stdlib.h>

enum { LISTED_MAX = 3 };

/* A stretch of spans, [from, to). */
struct stretch {
    int from, to;
    double waited, full; /* within it */
};

static int compare(const void *a, const void *b)
{
    const struct ab_place_sum *one = a, *other = b;
    const double difference =
        one->waited != other->waited ? other->waited - one->waited : other->full - one->full;
    return difference > 0 ? 1 : difference < 0 ? -1 : one->meter - other->meter;
}

/* What counts of a span: waiting where somebody waited at all, else the time in which it was full. */
static double weight(const struct ab_use_summary *use, const struct ab_place_sum *candidate)
{
    return candidate->waited > 0 ? use->waiting : use->saturated;
}

/* The shortest stretch with nine tenths of what counts of a place, the first of several. */
static struct stretch shortest(const struct ab_result *result, const struct ab_place_sum *candidate,
                               const int *mine, int count)
{
    struct stretch best = {.from = 0, .to = 0};
    double all = 0, within = 0;
    for (int i = 0; i < count; i++) {
        all += weight(&result->use[mine[i]], candidate);
    }
    for (int first = 0, last = 0; last < count; last++) {
        within += weight(&result->use[mine[last]], candidate);
        while (within - weight(&result->use[mine[first]], candidate) >= 0.9 * all) {
            within -= weight(&result->use[mine[first++]], candidate);
        }
        const int from = result->use[mine[first]].span, to = result->use[mine[last]].span + 1;
        if (within >= 0.9 * all && (best.to == 0 || to - from < best.to - best.from)) {
            best = (struct stretch){.from = from, .to = to};
        }
    }
    for (int i = 0; i < count; i++) {
        const struct ab_use_summary *use = &result->use[mine[i]];
        const bool inside = use->span >= best.from && use->span < best.to;
        best.waited += inside ? use->waiting / (best.to - best.from) : 0;
        best.full += inside ? use->saturated / (best.to - best.from) : 0;
    }
    return best;
}

/* Begin and end of a stretch, in UTC and as the clocks there say, where they say something else. */
static void print_stretch(struct ab_sheet *sheet, const struct ab_scenario *scenario,
                          const struct stretch *stretch, int airfield)
{
    const ab_time step = ab_diary_step(scenario), begins = ab_diary_begins(scenario);
    const ab_time from = begins + stretch->from * step, to = begins + stretch->to * step;
    const struct ab_airfield *there = &scenario->airfield[airfield];
    const ab_time shift = ab_airfield_offset(there, from), later = ab_airfield_offset(there, to);
    char begin[AB_CELL_SIZE], end[AB_CELL_SIZE];
    ab_align_date(begin, scenario->general.start + from);
    ab_align_short_date(end, scenario->general.start + to);
    ab_sheet_say(sheet, "    %s to %s UTC", begin, end);
    if (shift != 0 || later != 0) {
        ab_align_short_date(begin, scenario->general.start + from + shift);
        ab_align_short_date(end, scenario->general.start + to + later);
        ab_sheet_say(sheet, ", %s to %s there", begin + 6, end + 6);
    }
    ab_sheet_end(sheet);
}

static void print_place(struct ab_sheet *sheet, const struct ab_result *result,
                        const struct ab_place_sum *candidate, int *mine)
{
    const struct ab_scenario *scenario = result->scenario;
    const struct ab_metered metered = ab_diary_metered(scenario, candidate->meter);
    int count = 0;
    for (int i = 0; i < result->uses; i++) {
        if (result->use[i].meter == candidate->meter) {
            mine[count++] = i;
        }
    }
    const struct stretch stretch = shortest(result, candidate, mine, count);
    sheet->hang = 6;
    ab_sheet_say(sheet, "  %s of %s", ab_metered_name(metered.place),
                 scenario->airfield[metered.airfield].named.id);
    ab_sheet_say(sheet, ", %.0f %% of the time", 100 * stretch.full);
    if (stretch.waited >= 0.05) {
        ab_sheet_say(sheet, ", %.1f waiting", stretch.waited);
    }
    ab_sheet_end(sheet);
    print_stretch(sheet, scenario, &stretch, metered.airfield);
    sheet->hang = 0;
}

/* Sums up the places of airfields; returns how many ever kept somebody waiting or were full. */
static int list_candidates(const struct ab_result *result, struct ab_place_sum *candidate,
                           int meters)
{
    int count = 0;
    for (int i = 0; i < meters; i++) {
        candidate[i] = (struct ab_place_sum){.meter = i};
    }
    for (int i = 0; i < result->uses; i++) {
        const struct ab_use_summary *use = &result->use[i];
        if (use->meter < meters) {
            candidate[use->meter].waited += use->waiting;
            candidate[use->meter].full += use->saturated;
        }
    }
    qsort(candidate, (size_t)meters, sizeof *candidate, compare);
    while (count < meters && (candidate[count].waited > 0 || candidate[count].full > 0)) {
        count++;
    }
    return count;
}

void ab_report_fullest(struct ab_sheet *sheet, const struct ab_result *result)
{
    const int count =
        list_candidates(result, result->place, AB_PLACES * result->scenario->airfield_count);
    const double least = count > 0 ? 0.05 * result->place[0].waited : 0;
    for (int i = 0; i < count && i < LISTED_MAX; i++) {
        if (i > 0 && result->place[i].waited < least) {
            break;
        }
        if (i == 0) {
            ab_sheet_say(sheet, "Fullest, in the hours in which it mattered");
            ab_sheet_end(sheet);
        }
        print_place(sheet, result, &result->place[i], result->use_of_one);
    }
}
