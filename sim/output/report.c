/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report.c - the short result at the terminal. */
#include "output/report.h"

#include "base/visible.h"
#include "output/align.h"
#include "scenario/rules.h"
#include "study/moments.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { LABEL_WIDTH = 26, DATE_WIDTH = 17, NUMBER_WIDTH = 7 };

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

void ab_report_percentile_names(FILE *stream, const struct ab_result *result, int width)
{
    if (result->replications > 1) {
        (void)fprintf(stream, "%*s%*s%*s", width, "10 %", width, "50 %", width, "90 %");
    }
}

enum { RULE_OF_THREE_FROM = 20 };

void ab_unseen_print(FILE *stream, int runs)
{
    (void)fprintf(stream, "what was never seen in %d run%s may still happen in up to ", runs,
                  plural(runs));
    if (runs >= RULE_OF_THREE_FROM) {
        (void)fprintf(stream, "3 of %d", runs);
    } else {
        (void)fprintf(stream, "%.0f %% of runs", 100 * (1 - pow(0.05, 1.0 / runs)));
    }
}

/* ---- dates ---- */

/* When help was asked for, since 1970. Dates of a scenario whose request has a random delay are
 * those of a request at the usual moment. */
static ab_time request_instant(const struct ab_scenario *scenario)
{
    return scenario->general.start + ab_request_usual(scenario);
}

static void print_dates_header(FILE *stream, const struct ab_result *result)
{
    static const char what[] = "UTC, hours after request";
    (void)fputs(what, stream);
    if (result->replications > 1) {
        (void)fprintf(stream, "%*s", LABEL_WIDTH - (int)sizeof what + 1, "");
        ab_report_percentile_names(stream, result, DATE_WIDTH);
        ab_report_percentile_names(stream, result, NUMBER_WIDTH);
    }
    (void)fputc('\n', stream);
}

/* The horizon in hours after the request: what is beyond came later than that, or never. */
static double horizon_hours(const struct ab_scenario *scenario)
{
    return ab_time_hours(scenario->general.horizon - ab_request_usual(scenario));
}

/* Writes hours after the request as "88.6", or those beyond as ">720". */
static void put_hours(char *text, const struct ab_scenario *scenario, double hours)
{
    const double horizon = horizon_hours(scenario);
    if (ab_is_beyond(hours)) {
        text[0] = '>';
        ab_align_number(text + 1, horizon, ab_align_decimals(&horizon, 1));
    } else {
        ab_align_number(text, hours, 1);
    }
}

/* Writes the date so many hours after the request, or of the horizon behind ">". */
static void put_date(char *text, const struct ab_scenario *scenario, double hours)
{
    if (ab_is_beyond(hours)) {
        text[0] = '>';
        ab_align_short_date(text + 1, scenario->general.start + scenario->general.horizon);
    } else {
        ab_align_date(text, request_instant(scenario) + ab_time_round(hours * (double)AB_HOUR));
    }
}

/* Prints a moment given in hours after the request; nothing when the scenario has no such thing.
 * Returns whether something of it is beyond. */
static bool print_moment(FILE *stream, const struct ab_result *result, const char *label,
                         const struct ab_summary *summary)
{
    if (summary->n == 0) {
        return false;
    }
    double value[3];
    char text[AB_CELL_SIZE];
    const int count = ab_report_percentiles(result, summary, value);
    bool beyond = false;
    ab_align_text(stream, label, LABEL_WIDTH);
    for (int i = 0; i < count; i++) {
        put_date(text, result->scenario, value[i]);
        (void)fprintf(stream, "%*s", DATE_WIDTH, text);
    }
    for (int i = 0; i < count; i++) {
        put_hours(text, result->scenario, value[i]);
        (void)fprintf(stream, "%*s", NUMBER_WIDTH, text);
        beyond = beyond || ab_is_beyond(value[i]);
    }
    (void)fputc('\n', stream);
    return beyond;
}

static struct ab_summary closure_of(const struct ab_result *result, int contingent)
{
    char name[128];
    (void)snprintf(name, sizeof name, "closure_h.%s",
                   result->scenario->contingent[contingent].named.id);
    return summary_of(result, name);
}

/* The contingent that closes next, by the median, after one that closed at `hours` (equals in
 * their order); AB_NOBODY when there is none. */
static int next_to_close(const struct ab_result *result, int last, double hours)
{
    int next = AB_NOBODY;
    double soonest = 0;
    for (int i = 0; i < result->scenario->contingent_count; i++) {
        if (!ab_contingent_is_force(&result->scenario->contingent[i])) {
            continue; /* who only leaves is no part of the closure */
        }
        const struct ab_summary closure = closure_of(result, i);
        const bool later = closure.p50 > hours || (closure.p50 == hours && i > last);
        if (closure.n > 0 && later && (next == AB_NOBODY || closure.p50 < soonest)) {
            soonest = closure.p50;
            next = i;
        }
    }
    return next;
}

/* The contingents in the order in which they close; one alone is the force itself. */
static bool print_closures(FILE *stream, const struct ab_result *result)
{
    bool beyond = false;
    const struct ab_scenario *scenario = result->scenario;
    int forces = 0;
    for (int i = 0; i < scenario->contingent_count; i++) {
        forces += ab_contingent_is_force(&scenario->contingent[i]);
    }
    if (forces < 2) {
        return false;
    }
    double hours = -(double)INFINITY;
    for (int i = AB_NOBODY; (i = next_to_close(result, i, hours)) != AB_NOBODY;) {
        const struct ab_summary closure = closure_of(result, i);
        char name[128];
        (void)snprintf(name, sizeof name, "  %s", scenario->contingent[i].named.id);
        beyond = print_moment(stream, result, name, &closure) || beyond;
        hours = closure.p50;
    }
    return beyond;
}

/* When others are told, where that is no matter of chance. */
/* When nobody of an evacuation was left to fly, or it had ended. */
static bool print_evacuation(FILE *stream, const struct ab_result *result, int evacuation)
{
    char label[LABEL_WIDTH], name[128];
    const char *id = result->scenario->evacuation[evacuation].named.id;
    (void)snprintf(name, sizeof name, "evacuation_h.%s", id);
    (void)snprintf(label, sizeof label, "Evacuation %s", id);
    const struct ab_summary over = summary_of(result, name);
    return print_moment(stream, result, label, &over);
}

static void print_notifications(FILE *stream, const struct ab_scenario *scenario)
{
    for (int i = 0; i < scenario->notification_count; i++) {
        const struct ab_notification *notification = &scenario->notification[i];
        const struct ab_when *at = &notification->at;
        char name[128], date[AB_CELL_SIZE];
        if (at->kind == AB_WHEN_DELAY && at->delay->kind != AB_CONSTANT) {
            continue;
        }
        const ab_time instant = at->kind == AB_WHEN_DATE
                                    ? scenario->general.start + at->date
                                    : request_instant(scenario) + ab_time_round(at->delay->a);
        (void)snprintf(name, sizeof name, "  told: %s", notification->name);
        ab_align_date(date, instant);
        ab_align_text(stream, name, LABEL_WIDTH);
        (void)fprintf(stream, "%*s\n", DATE_WIDTH, date);
    }
}

/* Local time where the loads of the force land, when it is the same at all these airfields: at first
 * landing, as a rule. False when there is nothing to add to UTC. */
static bool theatre_offset(const struct ab_scenario *scenario, ab_time when, ab_time *offset)
{
    bool found = false, same = true;
    *offset = 0;
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        const struct ab_goals goals = ab_contingent_goals(contingent, AB_IN);
        for (int i = 0; ab_contingent_is_force(contingent) && i < goals.count; i++) {
            const ab_time own = ab_airfield_offset(&scenario->airfield[goals.airfield[i]], when);
            same = same && (!found || own == *offset);
            *offset = own;
            found = true;
        }
    }
    return found && same && *offset != 0;
}

static void print_local_time(FILE *stream, const struct ab_result *result)
{
    const struct ab_summary landing = summary_of(result, "first_landing_h");
    ab_time offset;
    if (landing.n == 0 || ab_is_beyond(landing.p50) ||
        !theatre_offset(result->scenario,
                        ab_request_usual(result->scenario) +
                            ab_time_round(landing.p50 * (double)AB_HOUR),
                        &offset)) {
        return;
    }
    const ab_time minutes = (offset < 0 ? -offset : offset) / AB_MINUTE;
    (void)fprintf(stream, "Where they land local time is UTC %c%d:%02d\n", offset < 0 ? '-' : '+',
                  (int)(minutes / 60), (int)(minutes % 60));
}

static void print_dates(FILE *stream, const struct ab_result *result)
{
    const struct ab_summary landing = summary_of(result, "first_landing_h");
    const struct ab_summary closure = summary_of(result, "closure_h");
    char date[AB_CELL_SIZE];
    print_dates_header(stream, result);
    ab_align_date(date, request_instant(result->scenario));
    ab_align_text(stream, "Request", LABEL_WIDTH);
    (void)fprintf(stream, "%*s\n", DATE_WIDTH, date);
    print_notifications(stream, result->scenario);
    const struct ab_summary most = summary_of(result, "delivery_90_h");
    bool beyond = print_moment(stream, result, "First landing", &landing);
    if (most.p50 < closure.p50) {
        beyond = print_moment(stream, result, "Nine loads in ten are in", &most) || beyond;
    }
    beyond = print_moment(stream, result, "Closure", &closure) || beyond;
    beyond = print_closures(stream, result) || beyond;
    for (int e = 0; e < result->scenario->evacuation_count; e++) {
        beyond = print_evacuation(stream, result, e) || beyond;
    }
    beyond = print_moment(stream, result, "Withdrawal complete", &result->home_h) || beyond;
    print_local_time(stream, result);
    if (beyond && result->broken_off > 0) {
        (void)fputs("> it had not come by the horizon, or by when its replication was broken off,\n"
                    "  and counts as later than all that had\n",
                    stream);
    } else if (beyond) {
        (void)fputs("> it had not come by the horizon, and counts as later than all that had\n",
                    stream);
    }
}

/* ---- what took the time: two lists side by side ---- */

enum { LIST_LENGTH = 6, LINK_WIDTH = 28, PART_GAP = 2, PART_WIDTH = 2 + 11 + 7 };

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

static void print_part(FILE *stream, const struct part *part, int width, double total)
{
    (void)fputs("  ", stream);
    ab_align_text(stream, part->name, width);
    (void)fprintf(stream, "%9.1f h%5.0f %%", part->hours, 100 * part->hours / total);
}

static void print_time(FILE *stream, const struct ab_result *result)
{
    struct part waits[LIST_LENGTH], links[LIST_LENGTH];
    const int wait_count = list_of(waits, result->wait_h, AB_CAUSE_COUNT, cause_name);
    const int link_count = list_of(links, result->chain_h, AB_LINK_COUNT, ab_link_name);
    const int left = link_count > 0 ? PART_WIDTH + LINK_WIDTH + PART_GAP : 0;
    if (wait_count + link_count == 0) {
        return;
    }
    (void)fputc('\n', stream);
    if (link_count > 0) {
        char title[64] = "Why not sooner: behind the last delivery";
        if (result->closed < result->replications) {
            (void)snprintf(title, sizeof title, "Why not sooner, in the %d that closed",
                           result->closed);
        }
        (void)fprintf(stream, "%-*s", wait_count > 0 ? left : 0, title);
    }
    const char *waited = result->scenario->withdrawal.order.kind == AB_WHEN_UNSET
                             ? "What all flights and loads waited for"
                             : "What all waited for, in and home again";
    (void)fprintf(stream, "%s\n", wait_count > 0 ? waited : "");
    for (int i = 0; i < wait_count || i < link_count; i++) {
        if (i < link_count) {
            print_part(stream, &links[i], LINK_WIDTH, result->closure_h);
        }
        if (i < wait_count) {
            (void)fprintf(stream, "%*s", i < link_count ? PART_GAP : left, "");
            print_part(stream, &waits[i], AB_CAUSE_WORDS_WIDTH, result->waited_h);
        }
        (void)fputc('\n', stream);
    }
}

/* ---- how much of everything, and how full the busiest airfield was ---- */

enum { AMOUNT_LABEL_WIDTH = 24, AMOUNT_WIDTH = 8, AMOUNT_GAP = 3 };
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
    {"Fuel burnt, t", "fuel_t"},
    {"Cost", "cost"},
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

static struct column column_of(const struct ab_result *result, const struct line *line, int lines)
{
    struct column column = {0};
    for (int i = 0; i < lines; i++) {
        struct ab_summary summary = summary_of(result, line[i].measure);
        if (summary.n == 0 || (summary.min == 0 && summary.max == 0)) {
            continue;
        }
        column.label[column.count] = line[i].label;
        if (strcmp(line[i].measure, "cost") == 0) {
            column.label[column.count] = shorten(&summary, line[i].label);
        }
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
    ab_align_text(stream, label, AMOUNT_LABEL_WIDTH);
    for (int i = 0; i < count; i++) {
        char number[AB_CELL_SIZE];
        ab_align_number(number, value[i], decimals);
        (void)fprintf(stream, "%*s", AMOUNT_WIDTH, number);
    }
}

static void print_amounts_header(FILE *stream, const struct ab_result *result,
                                 const struct column *right)
{
    (void)fputs("Amounts", stream);
    if (result->replications > 1) {
        (void)fprintf(stream, "%*s", AMOUNT_LABEL_WIDTH - 7, "");
        ab_report_percentile_names(stream, result, AMOUNT_WIDTH);
        if (right->count > 0) {
            (void)fprintf(stream, "%*s", AMOUNT_GAP + AMOUNT_LABEL_WIDTH, "");
            ab_report_percentile_names(stream, result, AMOUNT_WIDTH);
        }
    }
    (void)fputc('\n', stream);
}

/* Prints an airfield's id, cut where it would break the line. */
static void print_id(FILE *stream, const char *id)
{
    const int width = ab_align_width(id);
    ab_align_text(stream, id, width < ID_WIDTH ? width : ID_WIDTH);
}

/* Landings that nobody plans for are not left to a number among others. */
static void print_emergencies(FILE *stream, const struct ab_result *result)
{
    const struct ab_summary emergencies = summary_of(result, "emergencies");
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

static void print_amounts(FILE *stream, const struct ab_result *result)
{
    const struct column left = column_of(result, lifted, LIFTED);
    const struct column right = column_of(result, achieved, ACHIEVED);
    const int width = AMOUNT_LABEL_WIDTH + AMOUNT_WIDTH * (result->replications > 1 ? 3 : 1);
    if (left.count + right.count == 0) {
        return;
    }
    (void)fputc('\n', stream);
    print_amounts_header(stream, result, &right);
    for (int i = 0; i < left.count || i < right.count; i++) {
        if (i < left.count) {
            print_amount(stream, result, left.label[i], &left.summary[i]);
        }
        if (i < right.count) {
            (void)fprintf(stream, "%*s", i < left.count ? AMOUNT_GAP : width + AMOUNT_GAP, "");
            print_amount(stream, result, right.label[i], &right.summary[i]);
        }
        (void)fputc('\n', stream);
    }
    ab_report_fullest(stream, result);
    print_fuelless(stream, result);
    print_emergencies(stream, result);
}

/* ---- the whole ---- */

static void print_title(FILE *stream, const struct ab_result *result)
{
    const char *title = result->scenario->general.title;
    if (title != NULL && title[0] != '\0') {
        const int width = ab_align_width(title);
        ab_align_text(stream, title, width < AB_REPORT_WIDTH ? width : AB_REPORT_WIDTH);
        (void)fputc('\n', stream);
    }
    (void)fprintf(stream, "%d replication%s, seed %" PRIu64 ", trajectory %016" PRIx64 "\n\n",
                  result->replications, plural(result->replications), result->seed, result->hash);
}

/* Decimals of a share in per cent: near none and near all, whole ones would say it is that. */
static int share_decimals(double share)
{
    return share > 0 && share < 1 && (share < 0.01 || share > 0.99) ? 2 : 0;
}

/* Prints how often the force closes at all, with the limits of that share. */
static void print_share_closed(FILE *stream, const struct ab_summary *closure)
{
    double low, high;
    const int closed = closure->n - closure->beyond;
    const double share = (double)closed / closure->n;
    ab_proportion_limits(closed, closure->n, &low, &high);
    (void)fprintf(stream, "Closed in %d of %d (%.*f %%, 95 %% interval %.*f to %.*f %%).\n", closed,
                  closure->n, share_decimals(share), 100 * share, share_decimals(low), 100 * low,
                  share_decimals(high), 100 * high);
}

/* The answer in a line: when the force closes, and how sure that is. */
static void print_answer(FILE *stream, const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    const struct ab_summary closure = summary_of(result, "closure_h");
    char p10[AB_CELL_SIZE], p50[AB_CELL_SIZE], p90[AB_CELL_SIZE], date[AB_CELL_SIZE];
    if (closure.n == 0) {
        (void)fputs(scenario->evacuation_count > 0 ? ""
                                                   : "The scenario has no force to bring in.\n\n",
                    stream);
        return;
    }
    put_hours(p10, scenario, closure.p10);
    put_hours(p50, scenario, closure.p50);
    put_hours(p90, scenario, closure.p90);
    put_date(date, scenario, closure.p50);
    if (ab_is_beyond(closure.p50) && result->broken_off > 0) {
        (void)fprintf(stream,
                      "When the force closes is not known: %d of %d replication%s %s broken off",
                      result->broken_off, result->replications, plural(result->replications),
                      result->broken_off == 1 ? "was" : "were");
    } else if (ab_is_beyond(closure.p50)) {
        (void)fprintf(stream, "The force %s not close by the horizon, %s UTC",
                      closure.beyond < closure.n ? "mostly does" : "does", date + 1);
    } else {
        (void)fprintf(stream, "The force closes after %s h, %s UTC", p50, date);
    }
    if (!ab_is_beyond(closure.p10) && closure.min < closure.max) {
        (void)fprintf(stream, "; 8 times in 10 between %s and %s h", p10, p90);
    } else if (closure.n > 1 && closure.beyond == 0) {
        (void)fprintf(stream, ", in each of %d runs;\n", closure.n);
        ab_unseen_print(stream, closure.n);
    }
    (void)fputs(".\n", stream);
    if (closure.beyond > 0 && closure.n > 1) {
        print_share_closed(stream, &closure);
    }
    (void)fputc('\n', stream);
}

static void print_failures(FILE *stream, const struct ab_result *result)
{
    if (result->failures == 0) {
        return;
    }
    (void)fprintf(stream, "\n%d of %d replication%s failed\n", result->failed, result->replications,
                  plural(result->replications));
    for (int i = 0; i < result->failures; i++) {
        const struct ab_failure *failure = &result->failure[i];
        (void)fprintf(stream, "  %d, first number %d: ", failure->replications, failure->first);
        ab_visible_print(stream, failure->reason);
        (void)fputc('\n', stream);
    }
}

void ab_report_print(FILE *stream, const struct ab_result *result)
{
    print_title(stream, result);
    print_answer(stream, result);
    print_dates(stream, result);
    print_time(stream, result);
    ab_report_late(stream, result);
    print_amounts(stream, result);
    ab_report_evacuations(stream, result);
    ab_report_misses(stream, result);
    print_failures(stream, result);
}
