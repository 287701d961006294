/* report.c - the short result at the terminal. */
#include "output/report.h"

#include "output/align.h"
#include "output/report_part.h"
#include "output/unseen.h"

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

/* Prints a moment given in hours after the request; nothing when it never came. Returns whether it
 * came in some replications only. */
static bool print_moment(FILE *stream, const struct ab_result *result, const char *label,
                         const struct ab_summary *summary)
{
    if (summary->n == 0) {
        return false;
    }
    const bool partial = summary->n < result->replications;
    const ab_time request = request_instant(result->scenario);
    double value[3];
    const int count = ab_report_percentiles(result, summary, value);
    ab_align_text(stream, label, LABEL_WIDTH);
    for (int i = 0; i < count; i++) {
        char date[AB_CELL_SIZE];
        ab_align_date(date, request + ab_time_round(value[i] * (double)AB_HOUR));
        (void)fprintf(stream, "%*s", DATE_WIDTH, date);
    }
    for (int i = 0; i < count; i++) {
        (void)fprintf(stream, "%*.1f", NUMBER_WIDTH, value[i]);
    }
    (void)fputs(partial ? " !\n" : "\n", stream);
    return partial;
}

/* Something to bring: a contingent may also only lend its name to supplies. */
static bool is_force(const struct ab_contingent *contingent)
{
    return contingent->people.mean > 0 || contingent->vehicle_counts > 0 || contingent->bulk > 0 ||
           contingent->loads > 0;
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
    double soonest = (double)INFINITY;
    for (int i = 0; i < result->scenario->contingent_count; i++) {
        const struct ab_summary closure = closure_of(result, i);
        const bool later = closure.p50 > hours || (closure.p50 == hours && i > last);
        if (is_force(&result->scenario->contingent[i]) && closure.n > 0 && later &&
            closure.p50 < soonest) {
            soonest = closure.p50;
            next = i;
        }
    }
    return next;
}

/* The contingents in the order in which they close; one alone is the force itself. */
static bool print_closures(FILE *stream, const struct ab_result *result)
{
    bool partial = false;
    const struct ab_scenario *scenario = result->scenario;
    int forces = 0;
    for (int i = 0; i < scenario->contingent_count; i++) {
        forces += is_force(&scenario->contingent[i]);
    }
    if (forces < 2) {
        return false;
    }
    double hours = -(double)INFINITY;
    for (int i = AB_NOBODY; (i = next_to_close(result, i, hours)) != AB_NOBODY;) {
        const struct ab_summary closure = closure_of(result, i);
        char name[128];
        (void)snprintf(name, sizeof name, "  %s", scenario->contingent[i].named.id);
        partial = print_moment(stream, result, name, &closure) || partial;
        hours = closure.p50;
    }
    return partial;
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
    bool partial = print_moment(stream, result, "First landing", &landing);
    partial = print_moment(stream, result, "Closure", &closure) || partial;
    partial = print_closures(stream, result) || partial;
    partial = print_moment(stream, result, "Withdrawal complete", &result->home_h) || partial;
    if (partial) {
        (void)fputs("! over the replications in which it happened\n", stream);
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

/* The answer in a line: when the force closes, and how sure that is. */
static void print_answer(FILE *stream, const struct ab_result *result)
{
    const struct ab_summary closure = ab_report_summary_of(result, "closure_h");
    if (closure.n == 0) {
        (void)fprintf(stream, "The force does not close%s.\n\n",
                      result->replications > 1 ? " in any replication" : "");
        return;
    }
    char date[AB_CELL_SIZE];
    ab_align_date(date,
                  request_instant(result->scenario) + ab_time_round(closure.p50 * (double)AB_HOUR));
    (void)fprintf(stream, "The force closes after %.1f h, %s UTC", closure.p50, date);
    if (closure.n > 1 && closure.min < closure.max) {
        (void)fprintf(stream, "; 8 times in 10 between %.1f and %.1f h", closure.p10, closure.p90);
    } else if (closure.n > 1) {
        (void)fprintf(stream, ", in each of %d runs;\n", closure.n);
        ab_unseen_print(stream, closure.n);
    }
    (void)fputs(".\n", stream);
    if (closure.n < result->replications) {
        (void)fprintf(stream, "That is when it closes, in %d of %d replications.\n", closure.n,
                      result->replications);
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
        (void)fprintf(stream, "  %d, first number %d: %s\n", failure->replications, failure->first,
                      failure->reason);
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
