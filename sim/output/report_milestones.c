/* report_milestones.c - the table of milestones against history. */
#include "output/report.h"

#include "output/align.h"

#include <math.h>

enum { ID_WIDTH_MAX = 24, WIDTH = 100 };
/* Columns: "  EARLIEST .. LATEST", "  P50", "  WITHIN", "  VERDICT". */
enum { BOUND_WIDTH = 11, SHARE_WIDTH = 6, VERDICT_WIDTH = 9 };
enum {
    FIXED_WIDTH = 2 + 2 * BOUND_WIDTH + 4 + 2 + BOUND_WIDTH + 2 + SHARE_WIDTH + 2 + VERDICT_WIDTH
};

/* A value in the kind of its milestone: a date, hours or an amount. */
static void put_value(char *text, const struct ab_result *result,
                      const struct ab_milestone *milestone, double value)
{
    if (milestone->is_amount || isnan(value)) {
        ab_align_number(text, value, ab_align_decimals(&value, 1));
    } else if (milestone->since != AB_NOBODY) {
        (void)snprintf(text, AB_CELL_SIZE, "%.1f h", value / (double)AB_HOUR);
    } else {
        ab_align_short_date(text, result->scenario->general.start + ab_time_round(value));
    }
}

static int id_width(const struct ab_scenario *scenario)
{
    int width = ab_align_width("milestone");
    for (int i = 0; i < scenario->milestone_count; i++) {
        int own = ab_align_width(scenario->milestone[i].named.id);
        width = own > width ? own : width;
    }
    return width < ID_WIDTH_MAX ? width : ID_WIDTH_MAX;
}

/* Amounts are not early or late in words that read well. */
static const char *verdict_words(const struct ab_milestone *milestone, enum ab_verdict verdict)
{
    if (milestone->is_amount && verdict == AB_EARLY)
        return "too few";
    if (milestone->is_amount && verdict == AB_LATE)
        return "too many";
    return ab_verdict_name(verdict);
}

static void print_row(FILE *stream, const struct ab_result *result, int index, int id,
                      const struct ab_milestone_result *found)
{
    const struct ab_milestone *milestone = &result->scenario->milestone[index];
    char earliest[AB_CELL_SIZE] = "", latest[AB_CELL_SIZE] = "", median[AB_CELL_SIZE];
    if (milestone->has_earliest)
        put_value(earliest, result, milestone, milestone->earliest);
    if (milestone->has_latest)
        put_value(latest, result, milestone, milestone->latest);
    put_value(median, result, milestone, found->summary.p50);
    ab_align_text(stream, milestone->named.id, id);
    (void)fputs("  ", stream);
    ab_align_text(stream, milestone->name, WIDTH - FIXED_WIDTH - id - 2);
    (void)fprintf(stream, "  %*s .. %-*s  %*s  %*.0f %%  %s%s\n", BOUND_WIDTH, earliest,
                  BOUND_WIDTH, latest, BOUND_WIDTH, median, SHARE_WIDTH - 2,
                  100 * found->within_share, verdict_words(milestone, found->verdict),
                  found->verdict != AB_WITHIN && !found->failed ? "*" : "");
}

int ab_report_milestones(FILE *stream, const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    const int id = id_width(scenario);
    int within = 0, failed = 0, known = 0;
    if (scenario->milestone_count == 0)
        return 0;
    ab_align_text(stream, "milestone", id);
    (void)fprintf(stream, "  %*s  %*s .. %-*s  %*s  %*s  %s\n", -(WIDTH - FIXED_WIDTH - id - 2), "",
                  BOUND_WIDTH, "earliest", BOUND_WIDTH, "latest", BOUND_WIDTH, "median",
                  SHARE_WIDTH, "within", "verdict");
    for (int i = 0; i < scenario->milestone_count; i++) {
        const struct ab_milestone_result found = ab_result_milestone(result, i);
        print_row(stream, result, i, id, &found);
        within += found.verdict == AB_WITHIN;
        failed += found.failed;
        known += found.verdict != AB_WITHIN && !found.failed;
    }
    (void)fprintf(stream, "%d of %d within their interval and its tolerance", within,
                  scenario->milestone_count);
    if (known > 0)
        (void)fprintf(stream, ", %d known not to be (*)", known);
    (void)fprintf(stream, ", %d failed\n", failed);
    return failed;
}
