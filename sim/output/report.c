/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report.c - the short result at the terminal. */
#include "output/report.h"

#include "output/align.h"
#include "scenario/rules.h"
#include "study/moments.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

/* On a sheet that is narrower, dates are without their year: the request's tells it. */
enum { LABEL_WIDTH = 26, WHOLE_DATES_FROM = 80 };

static const struct ab_grid_column date_columns[] = {
    {.width = 17}, {.width = 17}, {.width = 17}, {.width = 7, .line = true},
    {.width = 7},  {.width = 7},
};
static const struct ab_grid_form dates = {
    .label = LABEL_WIDTH, .column = date_columns, .columns = 6};
enum { HOURS = 3 }; /* the first column of hours */

static const char *const percentile[] = {"10 %", "50 %", "90 %"};

/* ---- what the parts share ---- */

static const char *plural(int number)
{
    return number == 1 ? "" : "s";
}

static struct ab_summary summary_of(const struct ab_result *result, const char *name)
{
    const int measure = ab_measure_find(result->scenario, name);
    if (measure != AB_NOBODY) {
        return result->measure[measure];
    }
    return ab_summarise(NULL, 0, 1, NULL);
}

int ab_report_percentiles(const struct ab_result *result, const struct ab_summary *summary,
                          double value[3])
{
    if (result->replications == 1) {
        value[0] = summary->p50;
        return 1;
    }
    value[0] = summary->p10;
    value[1] = summary->p50;
    value[2] = summary->p90;
    return 3;
}

enum { RULE_OF_THREE_FROM = 20 };

void ab_unseen_print(struct ab_sheet *sheet, int runs)
{
    ab_sheet_say(sheet, "what was never seen in %d run%s may still happen in up to ", runs,
                 plural(runs));
    if (runs >= RULE_OF_THREE_FROM) {
        ab_sheet_say(sheet, "3 of %d", runs);
    } else {
        ab_sheet_say(sheet, "%.0f %% of runs", 100 * (1 - pow(0.05, 1.0 / runs)));
    }
}

/* ---- dates ---- */

/* Whether help is asked for at another moment in each replication: so many hours after it are no date. */
static bool request_varies(const struct ab_result *result)
{
    ab_time request;
    return !ab_result_request(result, &request);
}

/* When help was asked for since the start, on average where that varies. */
static ab_time request_of(const struct ab_result *result)
{
    ab_time request;
    (void)ab_result_request(result, &request);
    return request;
}

static void print_dates_heading(struct ab_grid *grid, const struct ab_result *result)
{
    ab_grid_heading(grid, "UTC, hours after request");
    for (int i = 0; i < 3 && result->replications > 1; i++) {
        ab_grid_cell(grid, i, percentile[i]);
        ab_grid_cell(grid, HOURS + i, percentile[i]);
    }
    ab_grid_end(grid);
}

/* The horizon in hours after the request: what is beyond came later than that, or never. */
static double horizon_hours(const struct ab_result *result)
{
    return ab_time_hours(result->scenario->general.horizon - request_of(result));
}

/* Writes hours after the request as "88.6", or those beyond as ">720": where the request varies the
 * horizon is so many hours after it in no two replications, and it may lie before the request. */
static void put_hours(char *text, const struct ab_result *result, double hours)
{
    const double horizon = horizon_hours(result);
    if (ab_is_beyond(hours) && (request_varies(result) || horizon <= 0)) {
        (void)snprintf(text, AB_CELL_SIZE, "beyond");
    } else if (ab_is_beyond(hours)) {
        text[0] = '>';
        ab_align_number(text + 1, horizon, ab_align_decimals(&horizon, 1));
    } else {
        ab_align_number(text, hours, 1);
    }
}

const char *ab_report_ending(const struct ab_scenario *scenario, const char *measure)
{
    const bool evacuates = strncmp(measure, "evacuation_h.", 13) == 0;
    const bool closes = ab_scenario_has_force(scenario), empties = ab_scenario_empties(scenario);
    switch (scenario->general.end) {
    case AB_END_CLOSED: return closes && evacuates ? "closure" : NULL;
    case AB_END_WITHDRAWN: return empties && evacuates ? "the end of the withdrawal" : NULL;
    case AB_END_EVACUATED: return evacuates ? NULL : "the end of the evacuations";
    default: return NULL;
    }
}

/* Writes the date so many hours after the request, nothing where that varies, or of the horizon behind
 * ">". */
static void put_date(char *text, const struct ab_result *result, double hours)
{
    const struct ab_general *general = &result->scenario->general;
    if (ab_is_beyond(hours)) {
        text[0] = '>';
        ab_align_short_date(text + 1, general->start + general->horizon);
    } else if (request_varies(result)) {
        text[0] = '\0';
    } else {
        ab_align_date(text,
                      general->start + request_of(result) + ab_time_round(hours * (double)AB_HOUR));
    }
}

/* A row with one date, which has its year on any sheet. */
static void print_instant(struct ab_grid *grid, const char *label, ab_time instant)
{
    char date[AB_CELL_SIZE];
    ab_align_date(date, instant);
    ab_grid_row(grid, label);
    ab_grid_cell(grid, 0, date);
    ab_grid_end(grid);
}

/* What the rows of dates share. */
struct dates {
    const struct ab_result *result;
    const char *measure; /* of the kind of the next of them */
    bool beyond;         /* something of them is */
    const char *ending;  /* what else than the horizon may have come before it */
};

/* Prints a moment given in hours after the request; nothing when the scenario has no such thing. */
static void print_moment(struct ab_grid *grid, struct dates *of, const char *label,
                         const struct ab_summary *summary)
{
    if (summary->n == 0) {
        return;
    }
    double value[3];
    char text[AB_CELL_SIZE];
    const int count = ab_report_percentiles(of->result, summary, value);
    ab_grid_row(grid, label);
    for (int i = 0; i < count; i++) {
        put_date(text, of->result, value[i]);
        const char *year =
            grid->sheet->width < WHOLE_DATES_FROM && text[0] != '>' ? strchr(text, '-') : NULL;
        ab_grid_cell(grid, i, year != NULL ? year + 1 : text);
        put_hours(text, of->result, value[i]);
        ab_grid_cell(grid, HOURS + i, text);
        if (ab_is_beyond(value[i])) {
            of->beyond = true;
            of->ending = of->ending != NULL ? of->ending
                                            : ab_report_ending(of->result->scenario, of->measure);
        }
    }
    ab_grid_end(grid);
}

/* ---- when each contingent closes ---- */

enum { CLOSURES_ALL = 30, CLOSURES_LAST = 12 };

/* The last to close, in the order in which they do, by the median; equals in the order of their ids. */
struct closures {
    int forces, closing; /* contingents that are of the force, that ever come at all */
    int kept;
    int contingent[CLOSURES_ALL];
    const struct ab_summary *summary[CLOSURES_ALL];
};

/* Puts a contingent, which is behind the others by its id, in its place. */
static void keep(struct closures *closures, int contingent, const struct ab_summary *summary)
{
    int place = closures->kept;
    while (place > 0 && closures->summary[place - 1]->p50 > summary->p50) {
        place--;
    }
    closures->closing++;
    const int first =
        closures->kept == CLOSURES_ALL; /* all are moved down: the first is left out */
    if (place < first) {
        return;
    }
    for (int i = 0; first && i + 1 < place; i++) {
        closures->contingent[i] = closures->contingent[i + 1];
        closures->summary[i] = closures->summary[i + 1];
    }
    for (int i = closures->kept; !first && i > place; i--) {
        closures->contingent[i] = closures->contingent[i - 1];
        closures->summary[i] = closures->summary[i - 1];
    }
    closures->kept += !first;
    closures->contingent[place - first] = contingent;
    closures->summary[place - first] = summary;
}

/* When all of a contingent that changes aircraft are at its hub. */
static void print_hub(struct ab_grid *grid, struct dates *of, int contingent)
{
    const struct ab_scenario *scenario = of->result->scenario;
    const int hub = scenario->contingent[contingent].via;
    if (hub == AB_NOBODY) {
        return;
    }
    char name[128], label[128];
    (void)snprintf(name, sizeof name, "hub_complete_h.%s",
                   scenario->contingent[contingent].named.id);
    (void)snprintf(label, sizeof label, "    at its hub, %s", scenario->airfield[hub].named.id);
    const struct ab_summary complete = summary_of(of->result, name);
    print_moment(grid, of, label, &complete);
}

static struct closures find_closures(const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    struct closures closures = {.forces = 0};
    for (int c = 0, first = AB_NOBODY; c < scenario->contingent_count; c++) {
        if (c == 0) { /* those of the others follow */
            char name[128];
            (void)snprintf(name, sizeof name, "closure_h.%s", scenario->contingent[c].named.id);
            first = ab_measure_find(scenario, name);
        }
        const struct ab_summary *summary = &result->measure[first + c];
        if (!ab_contingent_is_force(&scenario->contingent[c])) {
            continue; /* who only leaves is no part of the closure */
        }
        closures.forces++;
        if (first != AB_NOBODY && summary->n > 0) {
            keep(&closures, c, summary);
        }
    }
    return closures;
}

/* The contingents in the order in which they close, the last of them where they are many; one alone is
 * the force itself. */
static void print_closures(struct ab_grid *grid, struct dates *of)
{
    const struct ab_scenario *scenario = of->result->scenario;
    const struct closures closures = find_closures(of->result);
    if (closures.forces < 2) {
        for (int i = 0; i < closures.kept; i++) {
            print_hub(grid, of, closures.contingent[i]);
        }
        return;
    }
    const int listed = closures.closing > CLOSURES_ALL ? CLOSURES_LAST : closures.kept;
    struct ab_sheet *sheet = ab_grid_text(grid);
    if (listed < closures.closing && sheet != NULL) {
        ab_sheet_say(sheet, "  the last %d of %d contingents, for the others see summary.csv",
                     listed, closures.closing);
        ab_sheet_end(sheet);
    }
    for (int i = closures.kept - listed; i < closures.kept; i++) {
        char name[128];
        (void)snprintf(name, sizeof name, "  %s",
                       scenario->contingent[closures.contingent[i]].named.id);
        print_moment(grid, of, name, closures.summary[i]);
        print_hub(grid, of, closures.contingent[i]);
    }
}

/* ---- dates, all of them ---- */

/* When nobody of an evacuation was left to fly, or it had ended. */
static void print_evacuation(struct ab_grid *grid, struct dates *of, int evacuation)
{
    char label[128], name[128];
    const char *id = of->result->scenario->evacuation[evacuation].named.id;
    (void)snprintf(name, sizeof name, "evacuation_h.%s", id);
    (void)snprintf(label, sizeof label, "Evacuation %s", id);
    const struct ab_summary over = summary_of(of->result, name);
    print_moment(grid, of, label, &over);
}

/* When others are told, where that is no matter of chance. */
static void print_notifications(struct ab_grid *grid, const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    for (int i = 0; i < scenario->notification_count; i++) {
        const struct ab_notification *notification = &scenario->notification[i];
        const ab_time at = ab_result_moment(result, &notification->at);
        char name[1024];
        if (at != AB_TIME_NEVER) {
            (void)snprintf(name, sizeof name, "  told: %s", notification->name);
            print_instant(grid, name, scenario->general.start + at);
        }
    }
}

/* Local time minus UTC where loads of a contingent, or of all of the force, land, and until when that
 * stays so by the rules of time zones. False when it is not the same at all these airfields. */
struct there {
    ab_time offset, until;
};

static bool clocks_there(const struct ab_scenario *scenario, int of, ab_time when,
                         struct there *there)
{
    bool found = false, same = true;
    *there = (struct there){.until = AB_TIME_NEVER};
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        const struct ab_goals goals = ab_contingent_goals(contingent, AB_IN);
        const bool counts = of == AB_NOBODY ? ab_contingent_is_force(contingent) : c == of;
        for (int i = 0; counts && i < goals.count; i++) {
            const struct ab_airfield *airfield = &scenario->airfield[goals.airfield[i]];
            const ab_time own = ab_airfield_offset(airfield, when);
            const ab_time shift = ab_airfield_next_shift(airfield, when);
            same = same && (!found || own == there->offset);
            there->offset = own;
            there->until = shift < there->until ? shift : there->until;
            found = true;
        }
    }
    return found && same;
}

void ab_report_there(char *text, const struct ab_scenario *scenario, int contingent, ab_time when)
{
    struct there there;
    text[0] = '\0';
    assert(when != AB_TIME_NEVER);
    if (clocks_there(scenario, contingent, when, &there) && there.offset != 0) {
        char date[AB_CELL_SIZE];
        ab_align_short_date(date, scenario->general.start + when + there.offset);
        (void)snprintf(text, AB_CELL_SIZE, "%s", date + 6);
    }
}

static void say_offset(struct ab_sheet *sheet, ab_time offset)
{
    const ab_time minutes = (offset < 0 ? -offset : offset) / AB_MINUTE;
    ab_sheet_say(sheet, "UTC %c%d:%02d", offset < 0 ? '-' : '+', (int)(minutes / 60),
                 (int)(minutes % 60));
}

/* So many hours after the request, or the horizon, since the scenario's start. */
static ab_time moment_of(const struct ab_result *result, double hours)
{
    return ab_is_beyond(hours) ? result->scenario->general.horizon
                               : request_of(result) + ab_time_round(hours * (double)AB_HOUR);
}

/* From the first landing until all are in, or home; with each shift between them. */
static void print_local_time(struct ab_sheet *sheet, const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    const struct ab_summary landing = summary_of(result, "first_landing_h");
    const struct ab_summary closure = summary_of(result, "closure_h");
    const double last = result->home_h.n > 0 ? result->home_h.p50 : closure.p50;
    const ab_time until = moment_of(result, last);
    struct there there;
    if (landing.n == 0 || ab_is_beyond(landing.p50) ||
        !clocks_there(scenario, AB_NOBODY, moment_of(result, landing.p50), &there) ||
        (there.offset == 0 && there.until > until)) {
        return;
    }
    ab_sheet_say(sheet, "Where they land local time is ");
    say_offset(sheet, there.offset);
    while (there.until <= until) {
        const ab_time shift = there.until;
        char date[AB_CELL_SIZE];
        ab_align_short_date(date, scenario->general.start + shift);
        if (!clocks_there(scenario, AB_NOBODY, shift, &there)) {
            ab_sheet_say(sheet, ", until %s UTC", date);
            break;
        }
        ab_sheet_say(sheet, ", from %s UTC on ", date);
        say_offset(sheet, there.offset);
    }
    ab_sheet_end(sheet);
}

static void draw_dates(struct ab_grid *grid, const void *of)
{
    struct dates dates_of = {.result = of, .measure = "closure_h"};
    const struct ab_result *result = of;
    const struct ab_summary landing = summary_of(result, "first_landing_h");
    const struct ab_summary closure = summary_of(result, "closure_h");
    const struct ab_summary most = summary_of(result, "delivery_90_h");
    print_dates_heading(grid, result);
    print_instant(grid, request_varies(result) ? "Request, on average" : "Request",
                  result->scenario->general.start + request_of(result));
    print_notifications(grid, result);
    if (!ab_is_beyond(landing.p10) || closure.p90 > 0) { /* else all was in before it could land */
        print_moment(grid, &dates_of, "First landing", &landing);
    }
    if (most.p50 < closure.p50) {
        print_moment(grid, &dates_of, "Nine loads in ten are in", &most);
    }
    print_moment(grid, &dates_of, "Closure", &closure);
    print_closures(grid, &dates_of);
    dates_of.measure = "evacuation_h.";
    for (int e = 0; e < result->scenario->evacuation_count; e++) {
        print_evacuation(grid, &dates_of, e);
    }
    dates_of.measure = "withdrawal_h";
    print_moment(grid, &dates_of, "Withdrawal complete", &result->home_h);
    struct ab_sheet *sheet = ab_grid_text(grid);
    if (sheet == NULL) {
        return;
    }
    print_local_time(sheet, result);
    sheet->hang = 2;
    if (dates_of.beyond) {
        ab_sheet_say(sheet, "> it had not come by the horizon, %s",
                     result->broken_off > 0 ? "or by when its replication was broken off, " : "");
        if (dates_of.ending != NULL) {
            ab_sheet_say(sheet, "or by %s, which ends a replication, ", dates_of.ending);
        }
        ab_sheet_say(sheet, "and counts as later than all that had");
        ab_sheet_end(sheet);
    }
    sheet->hang = 0;
}

/* ---- two lists, beside each other where they have room ---- */

enum { SIDE_ROWS = 16, SIDE_CELLS = 3 };

/* A list; its first row is its title. */
struct side {
    int rows;
    int label, cell[SIDE_CELLS]; /* usual widths */
    char text[SIDE_ROWS][64];
    char value[SIDE_ROWS][SIDE_CELLS][AB_CELL_SIZE];
};

static void widen(struct side *side)
{
    for (int row = 0; row < side->rows; row++) {
        const int label = ab_sheet_columns(side->text[row]);
        side->label = row > 0 && label > side->label ? label : side->label;
        for (int c = 0; c < SIDE_CELLS; c++) {
            const int cell = ab_sheet_columns(side->value[row][c]) + 1;
            side->cell[c] = cell > 1 && cell > side->cell[c] ? cell : side->cell[c];
        }
    }
}

static int side_width(const struct side *side)
{
    return side->label + side->cell[0] + side->cell[1] + side->cell[2];
}

static void print_side(struct ab_sheet *sheet, const struct side *side, int row, int from)
{
    ab_sheet_place(sheet, from, side->text[row]);
    int end = from + side->label;
    for (int c = 0; c < SIDE_CELLS; c++) {
        const char *cell = side->value[row][c];
        end += side->cell[c];
        if (cell[0] != '\0') {
            ab_sheet_place(sheet, end - ab_sheet_columns(cell), cell);
        }
    }
}

/* Prints two lists, of which one may have no rows, at least `gap` columns from each other. */
static void print_sides(struct ab_sheet *sheet, struct side *left, struct side *right, int gap)
{
    widen(left);
    widen(right);
    const int behind = left->rows > 0 ? side_width(left) + gap : 0;
    const bool beside = behind + side_width(right) <= sheet->width;
    for (int row = 0; row < left->rows || (beside && row < right->rows); row++) {
        if (row < left->rows) {
            print_side(sheet, left, row, 0);
        }
        if (beside && row < right->rows) {
            print_side(sheet, right, row, behind);
        }
        ab_sheet_end(sheet);
    }
    for (int row = 0; !beside && row < right->rows; row++) {
        print_side(sheet, right, row, 0);
        ab_sheet_end(sheet);
    }
}

/* ---- what took the time ---- */

enum { LIST_LENGTH = 6, LINK_WIDTH = 28 };

struct part {
    const char *name;
    double hours;
};
typedef const char *naming(int index);

static const char *cause_name(int index)
{
    return ab_cause_words((enum ab_cause)index);
}

/* The indices of positive values, the largest first, equals in their order; returns how many. */
static int sort_down(const double *value, int count, int *index)
{
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (!(value[i] > 0)) {
            continue;
        }
        int place = kept++;
        for (; place > 0 && value[index[place - 1]] < value[i]; place--) {
            index[place] = index[place - 1];
        }
        index[place] = i;
    }
    return kept;
}

/* The largest parts; when there are more than the list is long, its last is all the others. */
static int list_of(struct part list[LIST_LENGTH], const double *value, int count, naming *name)
{
    int index[AB_LINK_COUNT];
    const int kept = sort_down(value, count, index);
    const int length = kept < LIST_LENGTH ? kept : LIST_LENGTH;
    for (int i = 0; i < length; i++) {
        list[i] = (struct part){name(index[i]), value[index[i]]};
    }
    if (kept > LIST_LENGTH) {
        struct part *others = &list[LIST_LENGTH - 1];
        others->name = "all others";
        for (int i = LIST_LENGTH; i < kept; i++) {
            others->hours += value[index[i]];
        }
    }
    return length;
}

static void list_parts(struct side *side, const char *title, int label, const struct part *part,
                       int parts, double total)
{
    *side = (struct side){.rows = parts > 0 ? parts + 1 : 0, .label = 2 + label, .cell = {11, 7}};
    (void)snprintf(side->text[0], sizeof side->text[0], "%s", title);
    for (int i = 0; i < parts; i++) {
        (void)snprintf(side->text[i + 1], sizeof side->text[0], "  %s", part[i].name);
        (void)snprintf(side->value[i + 1][0], AB_CELL_SIZE, "%.1f h", part[i].hours);
        (void)snprintf(side->value[i + 1][1], AB_CELL_SIZE, "%.0f %%", 100 * part[i].hours / total);
    }
}

/* Who is called up later waits for that as others do for the decision. */
static void name_joining(struct part *link, int links, const struct ab_scenario *scenario)
{
    bool joins = false;
    for (int c = 0; c < scenario->contingent_count; c++) {
        joins |= scenario->contingent[c].joins_later;
    }
    for (int i = 0; joins && i < links; i++) {
        if (strcmp(link[i].name, ab_link_name(AB_LINK_DECISION)) == 0) {
            link[i].name = "decision, or until it joins";
        }
    }
}

static void print_time(struct ab_sheet *sheet, const struct ab_result *result)
{
    struct part waits[LIST_LENGTH], links[LIST_LENGTH];
    struct side waited, linked;
    const int wait_count = list_of(waits, result->wait_h, AB_CAUSE_COUNT, cause_name);
    const int link_count = list_of(links, result->chain_h, AB_LINK_COUNT, ab_link_name);
    if (wait_count + link_count == 0) {
        return;
    }
    name_joining(links, link_count, result->scenario);
    char title[64] = "Why not sooner: last delivery, mean hours";
    if (result->closed < result->replications) {
        (void)snprintf(title, sizeof title, "Why not sooner, mean of the %d closed",
                       result->closed);
    }
    list_parts(&linked, title, LINK_WIDTH, links, link_count, result->closure_h);
    list_parts(&waited,
               result->scenario->withdrawal.order.kind == AB_WHEN_UNSET
                   ? "What all flights and loads waited for"
                   : "What all waited for, in and home again",
               AB_CAUSE_WORDS_WIDTH, waits, wait_count, result->waited_h);
    ab_sheet_end(sheet);
    print_sides(sheet, &linked, &waited, 2);
}

/* ---- how much of everything, and how full the busiest airfield was ---- */

enum { AMOUNT_LABEL_WIDTH = 24, AMOUNT_WIDTH = 8, FUELLESS_MAX = 2 };

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
    {"Fuel burnt, t", "fuel_t"},
    {"Cost", "cost"},
};
static const struct line achieved[] = {
    {"Sites guarded", "sites_guarded"},
    {"Host personnel relieved", "host_relieved"},
    {"People on return legs", "backhaul_people"},
    {"Hours without supplies", "supply_short_h"},
    {"Light for return fuel", "light_flights"},
    {"Most aircraft holding", "max_holding"},
    {"Diversions", "diversions"},
    {"Emergency landings", "emergencies"},
    {"Visitors turned away", "turned_away"},
};
enum { LIFTED = sizeof lifted / sizeof lifted[0], ACHIEVED = sizeof achieved / sizeof achieved[0] };
_Static_assert((int)LIFTED < (int)SIDE_ROWS && (int)ACHIEVED < (int)SIDE_ROWS,
               "each list of amounts has room for all");

/* What is too long for its column is told in thousands, millions or billions. */
static const char *shorten(struct ab_summary *summary, const char *label)
{
    static const char *const shortened[] = {"Cost, thousands", "Cost, millions", "Cost, billions"};
    int step = 0;
    for (; step < 3 && summary->max >= 1e6; step++) {
        double *const value[] = {&summary->min, &summary->p10, &summary->p50, &summary->p90,
                                 &summary->max};
        for (size_t i = 0; i < sizeof value / sizeof value[0]; i++) {
            *value[i] /= 1000;
        }
    }
    return step > 0 ? shortened[step - 1] : label;
}

static void list_amount(struct side *side, const struct ab_result *result, const char *label,
                        const struct ab_summary *summary)
{
    double value[3];
    const int row = side->rows++, count = ab_report_percentiles(result, summary, value);
    /* A quantity that is whole in its extremes is a count, though its percentiles may lie between
     * two whole numbers. */
    const double extreme[] = {summary->min, summary->max};
    const int decimals = ab_align_decimals(extreme, 2);
    (void)snprintf(side->text[row], sizeof side->text[0], "%s", label);
    for (int i = 0; i < count; i++) {
        ab_align_number(side->value[row][i], value[i], decimals);
    }
}

/* The lines that have something to tell, below a title with what the columns are. */
static void list_amounts(struct side *side, const struct ab_result *result, const char *title,
                         const struct line *line, int lines)
{
    const bool many = result->replications > 1;
    *side = (struct side){.rows = 1, .label = AMOUNT_LABEL_WIDTH};
    (void)snprintf(side->text[0], sizeof side->text[0], "%s", title);
    for (int i = 0; i < 3; i++) {
        side->cell[i] = many || i == 0 ? AMOUNT_WIDTH : 0;
        (void)snprintf(side->value[0][i], AB_CELL_SIZE, "%s", many ? percentile[i] : "");
    }
    for (int i = 0; i < lines; i++) {
        struct ab_summary summary = summary_of(result, line[i].measure);
        if (summary.n == 0 || (summary.min == 0 && summary.max == 0)) {
            continue;
        }
        const bool is_cost = strcmp(line[i].measure, "cost") == 0;
        list_amount(side, result, is_cost ? shorten(&summary, line[i].label) : line[i].label,
                    &summary);
    }
}

/* Landings that nobody plans for are not left to a number among others. */
static void print_emergencies(struct ab_sheet *sheet, const struct ab_result *result)
{
    const struct ab_summary emergencies = summary_of(result, "emergencies");
    if (emergencies.n > 0 && emergencies.max > 0) {
        ab_sheet_say(
            sheet,
            "Out of fuel, at an alternate that was full or shut: %s%.0f emergency landing%s%s",
            result->replications > 1 ? "up to " : "", emergencies.max,
            emergencies.max == 1 ? "" : "s", result->replications > 1 ? " a replication" : "");
        ab_sheet_end(sheet);
    }
}

/* Where the fuel for the way out must be brought along, when that costs load at all. */
static void print_fuelless(struct ab_sheet *sheet, const struct ab_result *result)
{
    const struct ab_summary light = summary_of(result, "light_flights");
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
            ab_sheet_say(sheet, "%s%s", listed == 1 ? "Fields without fuel: " : ", ",
                         airfield->named.id);
        }
    }
    if (listed > FUELLESS_MAX) {
        ab_sheet_say(sheet, " and %d more", listed - FUELLESS_MAX);
    }
    if (listed > 0) {
        ab_sheet_end(sheet);
    }
}

/* What goes on by road from a hub is delivered, and no flight brought it into the theatre. */
static void print_hubs(struct ab_sheet *sheet, const struct ab_result *result)
{
    for (int c = 0; c < result->scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &result->scenario->contingent[c];
        if (contingent->via != AB_NOBODY && ab_contingent_is_committed(contingent)) {
            ab_sheet_say(sheet, "Inbound flights are those to the theatre%s",
                         contingent->onward_mode == AB_MODE_ROAD
                             ? "; what goes on by road came to a hub"
                             : ", not those to a hub");
            ab_sheet_end(sheet);
            return;
        }
    }
}

static void print_amounts(struct ab_sheet *sheet, const struct ab_result *result)
{
    struct side left, right;
    list_amounts(&left, result, "Amounts", lifted, LIFTED);
    list_amounts(&right, result, "", achieved, ACHIEVED);
    if (left.rows + right.rows == 2) {
        return;
    }
    right.rows = right.rows > 1 ? right.rows : 0;
    ab_sheet_end(sheet);
    print_sides(sheet, &left, &right, 3);
    print_hubs(sheet, result);
    ab_report_fullest(sheet, result);
    print_fuelless(sheet, result);
    print_emergencies(sheet, result);
}

/* ---- the whole ---- */

static void print_title(struct ab_sheet *sheet, const struct ab_result *result)
{
    const char *title = result->scenario->general.title;
    if (title != NULL && title[0] != '\0') {
        ab_sheet_put(sheet, title);
        ab_sheet_end(sheet);
    }
    ab_sheet_say(sheet, "%d replication%s, seed %" PRIu64 ", trajectory %016" PRIx64,
                 result->replications, plural(result->replications), result->seed, result->hash);
    if (result->scenario->past.is_given) {
        char date[AB_CELL_SIZE];
        ab_align_date(date, result->scenario->general.start + result->scenario->past.at);
        ab_sheet_say(sheet, ", from %s UTC on", date);
    }
    ab_sheet_end(sheet);
    ab_sheet_end(sheet);
}

/* Prints how often the force closes at all, with the limits of that share. */
static void print_share_closed(struct ab_sheet *sheet, const struct ab_summary *closure)
{
    double low, high;
    const int closed = closure->n - closure->beyond;
    const double share = (double)closed / closure->n;
    ab_proportion_limits(closed, closure->n, &low, &high);
    ab_sheet_say(sheet, "Closed in %d of %d (%.*f %%, 95 %% interval %.*f to %.*f %%).", closed,
                 closure->n, ab_align_share_decimals(share), 100 * share,
                 ab_align_share_decimals(low), 100 * low, ab_align_share_decimals(high),
                 100 * high);
    ab_sheet_end(sheet);
}

/* That an end is not known, where replications were broken off before it. */
static void say_broken_off(struct ab_sheet *sheet, const struct ab_result *result)
{
    ab_sheet_say(sheet, " is not known: %d of %d replication%s %s broken off", result->broken_off,
                 result->replications, plural(result->replications),
                 result->broken_off == 1 ? "was" : "were");
}

/* When the force closes, by the median. */
static void print_median(struct ab_sheet *sheet, const struct ab_result *result,
                         const struct ab_summary *closure)
{
    const struct ab_scenario *scenario = result->scenario;
    char hours[AB_CELL_SIZE], date[AB_CELL_SIZE], there[AB_CELL_SIZE];
    put_hours(hours, result, closure->p50);
    put_date(date, result, closure->p50);
    if (ab_is_beyond(closure->p50) && result->broken_off > 0) {
        ab_sheet_say(sheet, "When the force closes");
        say_broken_off(sheet, result);
    } else if (ab_is_beyond(closure->p50)) {
        const char *ending = ab_report_ending(scenario, "closure_h");
        ab_sheet_say(sheet, "The force %s not close by ",
                     closure->beyond < closure->n ? "mostly does" : "does");
        if (ending != NULL) {
            ab_sheet_say(sheet, "%s, which ends a replication, or by ", ending);
        }
        ab_sheet_say(sheet, "the horizon, %s UTC", date + 1);
    } else {
        ab_report_there(there, scenario, AB_NOBODY, moment_of(result, closure->p50));
        ab_sheet_say(sheet, "The force closes after %s h", hours);
        if (date[0] != '\0') {
            ab_sheet_say(sheet, ", %s UTC", date);
        }
        if (date[0] != '\0' && there[0] != '\0') {
            ab_sheet_say(sheet, " (%s there)", there);
        }
    }
}

/* How sure that is: where eight replications in ten lie. */
static void print_spread(struct ab_sheet *sheet, const struct ab_result *result,
                         const struct ab_summary *hours)
{
    char p10[AB_CELL_SIZE], p90[AB_CELL_SIZE];
    put_hours(p10, result, hours->p10);
    put_hours(p90, result, hours->p90);
    if (!ab_is_beyond(hours->p10) && hours->min < hours->max) {
        const bool is_open = ab_is_beyond(hours->p90) && request_varies(result);
        char text[80];
        (void)snprintf(text, sizeof text,
                       is_open ? "8 times in 10 between %s h and %s the horizon"
                               : "8 times in 10 between %s and %s h",
                       p10, p90);
        ab_sheet_say(sheet, ";");
        ab_sheet_settle(sheet);
        if (sheet->column + 1 + ab_sheet_columns(text) + 1 > sheet->width) {
            ab_sheet_end(sheet); /* together */
        }
        ab_sheet_say(sheet, "%s%s", sheet->column > 0 ? " " : "", text);
    } else if (hours->n > 1 && hours->beyond == 0) {
        ab_sheet_say(sheet, ", in each of %d runs;", hours->n);
        ab_sheet_end(sheet);
        ab_unseen_print(sheet, hours->n);
    }
    ab_sheet_say(sheet, ".");
    ab_sheet_end(sheet);
}

/* Where there is no force, the answer is when the evacuations are over. */
static void print_evacuated(struct ab_sheet *sheet, const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    for (int e = 0; e < scenario->evacuation_count; e++) {
        char name[128], hours[AB_CELL_SIZE], date[AB_CELL_SIZE];
        const char *id = scenario->evacuation[e].named.id;
        (void)snprintf(name, sizeof name, "evacuation_h.%s", id);
        const struct ab_summary over = summary_of(result, name);
        put_hours(hours, result, over.p50);
        put_date(date, result, over.p50);
        if (ab_is_beyond(over.p50) && result->broken_off > 0) {
            ab_sheet_say(sheet, "When the evacuation %s is over", id);
            say_broken_off(sheet, result);
        } else if (ab_is_beyond(over.p50)) {
            ab_sheet_say(sheet, "The evacuation %s is %snot over by the horizon, %s UTC", id,
                         over.beyond < over.n ? "mostly " : "", date + 1);
        } else {
            ab_sheet_say(sheet, "The evacuation %s is over after %s h%s%s%s", id, hours,
                         date[0] != '\0' ? ", " : "", date, date[0] != '\0' ? " UTC" : "");
        }
        print_spread(sheet, result, &over);
    }
    if (scenario->evacuation_count > 0) {
        ab_sheet_end(sheet);
    }
}

/* The answer in a line: when the force closes, and how sure that is. */
static void print_answer(struct ab_sheet *sheet, const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    const struct ab_summary closure = summary_of(result, "closure_h");
    if (closure.n == 0) {
        if (scenario->evacuation_count == 0) {
            ab_sheet_say(sheet, "The scenario has no force to bring in.");
            ab_sheet_end(sheet);
            ab_sheet_end(sheet);
        }
        print_evacuated(sheet, result);
        return;
    }
    print_median(sheet, result, &closure);
    print_spread(sheet, result, &closure);
    if (closure.beyond > 0 && closure.n > 1) {
        print_share_closed(sheet, &closure);
    }
    ab_sheet_end(sheet);
}

static void print_failures(struct ab_sheet *sheet, const struct ab_result *result)
{
    if (result->failures == 0) {
        return;
    }
    ab_sheet_end(sheet);
    ab_sheet_say(sheet, "%d of %d replication%s failed", result->failed, result->replications,
                 plural(result->replications));
    ab_sheet_end(sheet);
    sheet->hang = 4;
    for (int i = 0; i < result->failures; i++) {
        const struct ab_failure *failure = &result->failure[i];
        ab_sheet_say(sheet, "  %d, first number %d: ", failure->replications, failure->first);
        ab_sheet_put(sheet, failure->reason);
        ab_sheet_end(sheet);
    }
    sheet->hang = 0;
}

void ab_report_print(FILE *stream, int width, const struct ab_result *result)
{
    struct ab_sheet sheet = ab_sheet_on(stream, width);
    print_title(&sheet, result);
    print_answer(&sheet, result);
    ab_report_deadline(&sheet, result);
    ab_report_bands(&sheet, result);
    ab_grid_print(&sheet, &dates, draw_dates, result);
    print_time(&sheet, result);
    ab_report_bound(&sheet, result);
    ab_report_late(&sheet, result);
    print_amounts(&sheet, result);
    ab_report_evacuations(&sheet, result);
    ab_report_misses(&sheet, result);
    print_failures(&sheet, result);
}
