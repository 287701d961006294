/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report.c - the short result at the terminal. */
#include "output/report.h"

#include "base/visible.h"
#include "output/align.h"
#include "output/report_part.h"
#include "output/unseen.h"
#include "scenario/rules.h"
#include "study/proportion.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { LABEL_WIDTH = 26, DATE_WIDTH = 17, NUMBER_WIDTH = 7 };

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
    return ab_report_summary_of(result, name);
}

/* The contingent that closes next, by the median, after one that closed at `hours` (equals in
 * their order); AB_NOBODY when there is none. */
static int next_to_close(const struct ab_result *result, int last, double hours)
{
    int next = AB_NOBODY;
    double soonest = 0;
    for (int i = 0; i < result->scenario->contingent_count; i++) {
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

static void print_dates(FILE *stream, const struct ab_result *result)
{
    const struct ab_summary landing = ab_report_summary_of(result, "first_landing_h");
    const struct ab_summary closure = ab_report_summary_of(result, "closure_h");
    char date[AB_CELL_SIZE];
    print_dates_header(stream, result);
    ab_align_date(date, request_instant(result->scenario));
    ab_align_text(stream, "Request", LABEL_WIDTH);
    (void)fprintf(stream, "%*s\n", DATE_WIDTH, date);
    bool beyond = print_moment(stream, result, "First landing", &landing);
    beyond = print_moment(stream, result, "Closure", &closure) || beyond;
    beyond = print_closures(stream, result) || beyond;
    beyond = print_moment(stream, result, "Withdrawal complete", &result->home_h) || beyond;
    if (beyond && result->broken_off > 0) {
        (void)fputs("> it had not come by the horizon, or by when its replication was broken off,\n"
                    "  and counts as later than all that had\n",
                    stream);
    } else if (beyond) {
        (void)fputs("> it had not come by the horizon, and counts as later than all that had\n",
                    stream);
    }
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
                  result->replications, result->replications == 1 ? "" : "s", result->seed,
                  result->hash);
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
    const struct ab_summary closure = ab_report_summary_of(result, "closure_h");
    char p10[AB_CELL_SIZE], p50[AB_CELL_SIZE], p90[AB_CELL_SIZE], date[AB_CELL_SIZE];
    if (closure.n == 0) {
        (void)fputs("The scenario has no force to bring in.\n\n", stream);
        return;
    }
    put_hours(p10, scenario, closure.p10);
    put_hours(p50, scenario, closure.p50);
    put_hours(p90, scenario, closure.p90);
    put_date(date, scenario, closure.p50);
    if (ab_is_beyond(closure.p50) && result->broken_off > 0) {
        (void)fprintf(stream,
                      "When the force closes is not known: %d of %d replications were broken off",
                      result->broken_off, result->replications);
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
    (void)fprintf(stream, "\n%d of %d replications failed\n", result->failed, result->replications);
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
    ab_report_time(stream, result);
    ab_report_amounts(stream, result);
    ab_report_misses(stream, result);
    print_failures(stream, result);
}
