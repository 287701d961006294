/* report.c - the short result at the terminal. */
#include "output/report.h"

#include "output/align.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { WIDTH = 100, LABEL_WIDTH = 26, DATE_WIDTH = 17, NUMBER_WIDTH = 7, AMOUNT_WIDTH = 10 };
enum { LIST_LENGTH = 6, LIST_WIDTH = 46, CAUSE_WIDTH = 14, LINK_WIDTH = 32 };

/* Percentiles to show: the median alone says all of a single replication. */
struct percentiles {
    int count;
    double value[3];
};

static struct percentiles percentiles_of(const struct ab_result *result,
                                         const struct ab_summary *summary)
{
    if (result->replications == 1)
        return (struct percentiles){1, {summary->p50}};
    return (struct percentiles){3, {summary->p10, summary->p50, summary->p90}};
}

/* The summary of the measure called `name`; n is 0 when the scenario has none of this name. */
static struct ab_summary summary_of(const struct ab_result *result, const char *name)
{
    for (int measure = 0; measure < result->measures; measure++) {
        char known[128];
        if (strcmp(ab_measure_name(result->scenario, measure, known, sizeof known), name) == 0)
            return ab_summarise(result->measure + measure, result->replications, result->measures,
                                result->scratch);
    }
    return ab_summarise(NULL, 0, 1, NULL);
}

/* ---- dates ---- */

/* When help was asked for, since 1970. A random delay counts with its mean, so dates of a scenario
 * that has one are those of a request at the usual moment. */
static ab_time request_instant(const struct ab_scenario *scenario)
{
    const struct ab_when *request = &scenario->command.request;
    ab_time since_start = 0;
    if (request->kind == AB_WHEN_DATE)
        since_start = request->date;
    else if (request->kind == AB_WHEN_DELAY)
        since_start = ab_time_round(request->delay.mean);
    return scenario->general.start + since_start;
}

static void print_percentile_names(FILE *stream, int count, int width)
{
    static const char *const name[] = {"10 %", "50 %", "90 %"};
    for (int i = 0; i < count; i++)
        (void)fprintf(stream, "%*s", width, name[i]);
}

static void print_dates_header(FILE *stream, int percentiles)
{
    (void)fputs("UTC; hours after request", stream);
    if (percentiles > 1) {
        (void)fprintf(stream, "%*s", LABEL_WIDTH - 24, "");
        print_percentile_names(stream, percentiles, DATE_WIDTH);
        print_percentile_names(stream, percentiles, NUMBER_WIDTH);
    }
    (void)fputc('\n', stream);
}

/* Prints a moment given in hours after the request; nothing when it never came. Returns whether it
 * came in some replications only. */
static bool print_moment(FILE *stream, const struct ab_result *result, const char *label,
                         const struct ab_summary *summary)
{
    if (summary->n == 0)
        return false;
    const bool partial = summary->n < result->replications;
    const ab_time request = request_instant(result->scenario);
    const struct percentiles p = percentiles_of(result, summary);
    ab_align_text(stream, label, LABEL_WIDTH);
    for (int i = 0; i < p.count; i++) {
        char date[AB_CELL_SIZE];
        ab_align_date(date, request + ab_time_round(p.value[i] * (double)AB_HOUR));
        (void)fprintf(stream, "%*s", DATE_WIDTH, date);
    }
    for (int i = 0; i < p.count; i++)
        (void)fprintf(stream, "%*.1f", NUMBER_WIDTH, p.value[i]);
    (void)fputs(partial ? " !\n" : "\n", stream);
    return partial;
}

static bool print_closures(FILE *stream, const struct ab_result *result)
{
    bool partial = false;
    const struct ab_scenario *scenario = result->scenario;
    for (int i = 0; i < scenario->contingent_count; i++) {
        char name[128];
        (void)snprintf(name, sizeof name, "closure_h.%s", scenario->contingent[i].named.id);
        const struct ab_summary summary = summary_of(result, name);
        (void)snprintf(name, sizeof name, "  %s", scenario->contingent[i].named.id);
        if (print_moment(stream, result, name, &summary))
            partial = true;
    }
    return partial;
}

/* When everybody who went was home again, in hours after the request. */
static struct ab_summary summarise_withdrawal(const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    const ab_time request = request_instant(scenario) - scenario->general.start;
    const struct ab_contingent_record *record = result->contingent;
    for (int row = 0; row < result->replications; row++) {
        ab_time last = INT64_MIN;
        for (int i = 0; i < scenario->contingent_count; i++, record++) {
            if (record->committed && record->withdrawn > last)
                last = record->withdrawn;
        }
        bool home = last != INT64_MIN && last != AB_TIME_NEVER;
        result->scratch[row] = home ? ab_time_hours(last - request) : (double)NAN;
    }
    return ab_summarise(result->scratch, result->replications, 1, result->scratch);
}

static void print_dates(FILE *stream, const struct ab_result *result)
{
    const struct ab_summary landing = summary_of(result, "first_landing_h");
    const struct ab_summary closure = summary_of(result, "closure_h");
    const struct ab_summary withdrawal = summarise_withdrawal(result);
    char date[AB_CELL_SIZE];
    print_dates_header(stream, result->replications == 1 ? 1 : 3);
    ab_align_date(date, request_instant(result->scenario));
    ab_align_text(stream, "Request", LABEL_WIDTH);
    (void)fprintf(stream, "%*s\n", DATE_WIDTH, date);
    bool partial = print_moment(stream, result, "First landing", &landing);
    partial = print_moment(stream, result, "Closure", &closure) || partial;
    partial = print_closures(stream, result) || partial;
    partial = print_moment(stream, result, "Withdrawal complete", &withdrawal) || partial;
    if (partial)
        (void)fputs("! over the replications in which it happened\n", stream);
}

/* ---- amounts ---- */

static void print_amount(FILE *stream, const struct ab_result *result, const char *label,
                         const char *measure)
{
    const struct ab_summary summary = summary_of(result, measure);
    if (summary.n == 0 || (summary.min == 0 && summary.max == 0))
        return; /* what never happens needs no line */
    const struct percentiles p = percentiles_of(result, &summary);
    /* A quantity that is whole in its extremes is a count, though its percentiles may lie between
     * two whole numbers. */
    const double extreme[] = {summary.min, summary.max};
    const int decimals = ab_align_decimals(extreme, 2);
    ab_align_text(stream, label, LABEL_WIDTH);
    for (int i = 0; i < p.count; i++) {
        char number[AB_CELL_SIZE];
        ab_align_number(number, p.value[i], decimals);
        (void)fprintf(stream, "%*s", i == 0 ? DATE_WIDTH : AMOUNT_WIDTH, number);
    }
    (void)fputc('\n', stream);
}

static void print_amounts(FILE *stream, const struct ab_result *result)
{
    static const struct {
        const char *label, *measure;
    } line[] = {
        {"People deployed", "deployed_people"},   {"Vehicles deployed", "deployed_vehicles"},
        {"Tonnes delivered", "tonnes_delivered"}, {"Inbound flights", "inbound_flights"},
        {"Outbound flights", "outbound_flights"}, {"Flying hours", "flying_hours"},
        {"Aircraft used", "aircraft_used"},       {"Most aircraft holding", "max_holding"},
        {"Sites guarded", "sites_guarded"},       {"Host personnel relieved", "host_relieved"},
    };
    (void)fputs("Amounts", stream);
    if (result->replications > 1)
        (void)fprintf(stream, "%*s%*s%*s", LABEL_WIDTH - 7 + DATE_WIDTH, "10 %", AMOUNT_WIDTH,
                      "50 %", AMOUNT_WIDTH, "90 %");
    (void)fputc('\n', stream);
    for (size_t i = 0; i < sizeof line / sizeof line[0]; i++)
        print_amount(stream, result, line[i].label, line[i].measure);
}

/* ---- what took the time: two lists side by side ---- */

/* The `room` largest positive values, largest first, equals in their order; returns how many. */
static int largest(const double *value, int count, int *index, int room)
{
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (!(value[i] > 0))
            continue;
        int place = kept < room ? kept++ : room;
        for (; place > 0 && value[index[place - 1]] < value[i]; place--) {
            if (place < room)
                index[place] = index[place - 1];
        }
        if (place < room)
            index[place] = i;
    }
    return kept;
}

static void print_part(FILE *stream, const char *name, int width, double hours, double total)
{
    (void)fputs("  ", stream);
    ab_align_text(stream, name, width);
    (void)fprintf(stream, "%9.1f h%5.0f %%", hours, 100 * hours / total);
}

static void print_time(FILE *stream, const struct ab_result *result)
{
    double wait[AB_CAUSE_COUNT], chain[AB_LINK_COUNT];
    int cause[LIST_LENGTH], link[LIST_LENGTH];
    const double waited = ab_result_waits(result, wait);
    const double closure = ab_result_chain(result, chain);
    const int causes = largest(wait, AB_CAUSE_COUNT, cause, LIST_LENGTH);
    const int links = largest(chain, AB_LINK_COUNT, link, LIST_LENGTH);
    const int part = 2 + 11 + 7; /* what print_part adds to a name */
    if (causes == 0 && links == 0)
        return;
    (void)fprintf(stream, "\n%-*s%s\n", links > 0 ? LIST_WIDTH : 0,
                  "Waiting by cause, all flights and loads",
                  links > 0 ? "Why not sooner: behind the last delivery" : "");
    for (int i = 0; i < causes || i < links; i++) {
        if (i < causes)
            print_part(stream, ab_cause_name((enum ab_cause)cause[i]), CAUSE_WIDTH, wait[cause[i]],
                       waited);
        if (i < links) {
            (void)fprintf(stream, "%*s", i < causes ? LIST_WIDTH - part - CAUSE_WIDTH : LIST_WIDTH,
                          "");
            print_part(stream, ab_link_name(link[i]), LINK_WIDTH, chain[link[i]], closure);
        }
        (void)fputc('\n', stream);
    }
}

/* ---- the whole ---- */

static void print_title(FILE *stream, const struct ab_result *result)
{
    const char *title = result->scenario->general.title;
    if (title != NULL && title[0] != '\0') {
        const int width = ab_align_width(title);
        ab_align_text(stream, title, width < WIDTH ? width : WIDTH);
        (void)fputc('\n', stream);
    }
    (void)fprintf(stream, "%d replication%s, seed %" PRIu64 ", trajectory %016" PRIx64 "\n\n",
                  result->replications, result->replications == 1 ? "" : "s", result->seed,
                  result->hash);
}

static void print_failures(FILE *stream, const struct ab_result *result)
{
    struct ab_failure failure[AB_FAILURES_MAX];
    const int reasons = ab_result_failures(result, failure);
    if (reasons == 0)
        return;
    (void)fprintf(stream, "\n%d of %d replications failed\n", result->failed, result->replications);
    for (int i = 0; i < reasons; i++)
        (void)fprintf(stream, "  %d, first number %d: %s\n", failure[i].replications,
                      failure[i].first, failure[i].reason);
}

void ab_report_print(FILE *stream, const struct ab_result *result)
{
    print_title(stream, result);
    print_dates(stream, result);
    (void)fputc('\n', stream);
    print_amounts(stream, result);
    print_time(stream, result);
    if (result->scenario->milestone_count > 0) {
        (void)fputc('\n', stream);
        (void)ab_report_milestones(stream, result);
    }
    print_failures(stream, result);
}
