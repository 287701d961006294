/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report_amounts.c - how much of everything, and how full the busiest airfield was. */
#include "output/align.h"
#include "output/report_part.h"

#include <string.h>

enum { LABEL_WIDTH = 24, AMOUNT_WIDTH = 8, GAP = 3 };
enum { ID_WIDTH = 20, FUELLESS_MAX = 2 }; /* in the lines below the amounts */

struct line {
    const char *label, *measure;
};

/* What was lifted, and what became of it: two columns side by side. What never happens has no
 * line. */
static const struct line lifted[] = {
    {"People deployed", "deployed_people"},
    {"Vehicles deployed", "deployed_vehicles"},
    {"Tonnes delivered", "tonnes_delivered"},
    {"Inbound flights", "inbound_flights"},
    {"Supply flights", "sustainment_flights"},
    {"Outbound flights", "outbound_flights"},
    {"Flying hours", "flying_hours"},
    {"Aircraft used", "aircraft_used"},
    {"Hours per aircraft, day", "ute_h_per_day"},
};
static const struct line achieved[] = {
    {"Sites guarded", "sites_guarded"},
    {"Host personnel relieved", "host_relieved"},
    {"People flown out", "backhaul_people"},
    {"Hours without supplies", "supply_short_h"},
    {"Light for return fuel", "light_flights"},
    {"Most aircraft holding", "max_holding"},
    {"Diversions", "diversions"},
    {"Emergency landings", "emergencies"},
    {"Visitors turned away", "turned_away"},
};
enum {
    LIFTED = sizeof lifted / sizeof lifted[0],
    ACHIEVED = sizeof achieved / sizeof achieved[0],
    LINES_MAX = LIFTED > ACHIEVED ? LIFTED : ACHIEVED
};

/* The lines of a column that have something to tell. */
struct column {
    int count;
    const char *label[LINES_MAX];
    struct ab_summary summary[LINES_MAX];
};

static struct column column_of(const struct ab_result *result, const struct line *line, int lines)
{
    struct column column = {0};
    for (int i = 0; i < lines; i++) {
        const struct ab_summary summary = ab_report_summary_of(result, line[i].measure);
        if (summary.n == 0 || (summary.min == 0 && summary.max == 0)) {
            continue;
        }
        column.label[column.count] = line[i].label;
        column.summary[column.count++] = summary;
    }
    return column;
}

static void print_amount(FILE *stream, const struct ab_result *result, const char *label,
                         const struct ab_summary *summary)
{
    double value[3];
    const int count = ab_report_percentiles(result, summary, value);
    /* A quantity that is whole in its extremes is a count, though its percentiles may lie between
     * two whole numbers. */
    const double extreme[] = {summary->min, summary->max};
    const int decimals = ab_align_decimals(extreme, 2);
    ab_align_text(stream, label, LABEL_WIDTH);
    for (int i = 0; i < count; i++) {
        char number[AB_CELL_SIZE];
        ab_align_number(number, value[i], decimals);
        (void)fprintf(stream, "%*s", AMOUNT_WIDTH, number);
    }
}

static void print_header(FILE *stream, const struct ab_result *result, const struct column *right)
{
    (void)fputs("Amounts", stream);
    if (result->replications > 1) {
        (void)fprintf(stream, "%*s", LABEL_WIDTH - 7, "");
        ab_report_percentile_names(stream, result, AMOUNT_WIDTH);
        if (right->count > 0) {
            (void)fprintf(stream, "%*s", GAP + LABEL_WIDTH, "");
            ab_report_percentile_names(stream, result, AMOUNT_WIDTH);
        }
    }
    (void)fputc('\n', stream);
}

/* The fullest of all airfields, by the median of a measure; NULL when no airfield has a limit. */
static const char *fullest(const struct ab_result *result, const char *measure, double *share)
{
    const char *airfield = NULL;
    *share = 0;
    for (int i = 0; i < result->scenario->airfield_count; i++) {
        char name[128];
        const char *id = result->scenario->airfield[i].named.id;
        (void)snprintf(name, sizeof name, "%s.%s", measure, id);
        const struct ab_summary summary = ab_report_summary_of(result, name);
        if (summary.n > 0 && summary.p50 > *share) {
            *share = summary.p50;
            airfield = id;
        }
    }
    return airfield;
}

/* Prints an airfield's id, cut where it would break the line. */
static void print_id(FILE *stream, const char *id)
{
    const int width = ab_align_width(id);
    ab_align_text(stream, id, width < ID_WIDTH ? width : ID_WIDTH);
}

static void print_use(FILE *stream, const char *what, const char *airfield, double share)
{
    (void)fprintf(stream, " %s ", what);
    print_id(stream, airfield);
    (void)fprintf(stream, " %.0f %%", 100 * share);
}

static void print_fullest(FILE *stream, const struct ab_result *result)
{
    double working, parking;
    const char *const worked = fullest(result, "working_use", &working);
    const char *const parked = fullest(result, "parking_use", &parking);
    if (worked == NULL && parked == NULL) {
        return;
    }
    (void)fputs("Fullest from request to closure:", stream);
    if (worked != NULL) {
        print_use(stream, "working places of", worked, working);
    }
    if (worked != NULL && parked != NULL) {
        (void)fputc(',', stream);
    }
    if (parked != NULL) {
        print_use(stream, "stands of", parked, parking);
    }
    (void)fputc('\n', stream);
}

/* Landings that nobody plans for are not left to a number among others. */
static void print_emergencies(FILE *stream, const struct ab_result *result)
{
    const struct ab_summary emergencies = ab_report_summary_of(result, "emergencies");
    if (emergencies.n > 0 && emergencies.max > 0) {
        (void)fprintf(
            stream,
            "Out of fuel, with every alternate full or shut: %s%.0f emergency landing%s%s\n",
            result->replications > 1 ? "up to " : "", emergencies.max,
            emergencies.max == 1 ? "" : "s", result->replications > 1 ? " a replication" : "");
    }
}

/* Where the fuel for the way out must be brought along, when that costs load at all. */
static void print_fuelless(FILE *stream, const struct ab_result *result)
{
    const struct ab_summary light = ab_report_summary_of(result, "light_flights");
    int listed = 0;
    if (light.n == 0 || light.max == 0) {
        return;
    }
    for (int i = 0; i < result->scenario->airfield_count; i++) {
        const struct ab_airfield *airfield = &result->scenario->airfield[i];
        if (airfield->fuel) {
            continue;
        }
        if (listed++ < FUELLESS_MAX) {
            (void)fputs(listed == 1 ? "Fields without fuel: " : ", ", stream);
            print_id(stream, airfield->named.id);
        }
    }
    if (listed > FUELLESS_MAX) {
        (void)fprintf(stream, " and %d more", listed - FUELLESS_MAX);
    }
    if (listed > 0) {
        (void)fputc('\n', stream);
    }
}

void ab_report_amounts(FILE *stream, const struct ab_result *result)
{
    const struct column left = column_of(result, lifted, LIFTED);
    const struct column right = column_of(result, achieved, ACHIEVED);
    const int width = LABEL_WIDTH + AMOUNT_WIDTH * (result->replications > 1 ? 3 : 1);
    if (left.count + right.count == 0) {
        return;
    }
    (void)fputc('\n', stream);
    print_header(stream, result, &right);
    for (int i = 0; i < left.count || i < right.count; i++) {
        if (i < left.count) {
            print_amount(stream, result, left.label[i], &left.summary[i]);
        }
        if (i < right.count) {
            (void)fprintf(stream, "%*s", i < left.count ? GAP : width + GAP, "");
            print_amount(stream, result, right.label[i], &right.summary[i]);
        }
        (void)fputc('\n', stream);
    }
    print_fullest(stream, result);
    print_fuelless(stream, result);
    print_emergencies(stream, result);
}
