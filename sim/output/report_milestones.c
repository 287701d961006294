/* report_milestones.c - milestones against history: all of them, or those that are missed. */
#include "output/report.h"

#include "output/align.h"
#include "output/report_part.h"

#include <math.h>

enum { ID_WIDTH_MAX = 24, MISSES_MAX = 6 };
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

static int name_width(int id)
{
    return AB_REPORT_WIDTH - FIXED_WIDTH - id - 2;
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
    if (milestone->is_amount && verdict == AB_EARLY) {
        return "too few";
    }
    if (milestone->is_amount && verdict == AB_LATE) {
        return "too many";
    }
    return ab_verdict_name(verdict);
}

static void print_row(FILE *stream, const struct ab_result *result, int index, int id,
                      const struct ab_milestone_result *found)
{
    const struct ab_milestone *milestone = &result->scenario->milestone[index];
    char earliest[AB_CELL_SIZE] = "", latest[AB_CELL_SIZE] = "", median[AB_CELL_SIZE];
    if (milestone->has_earliest) {
        put_value(earliest, result, milestone, milestone->earliest);
    }
    if (milestone->has_latest) {
        put_value(latest, result, milestone, milestone->latest);
    }
    put_value(median, result, milestone, found->summary.p50);
    ab_align_text(stream, milestone->named.id, id);
    (void)fputs("  ", stream);
    const char *rest = ab_align_line(stream, milestone->name, name_width(id), true);
    (void)fprintf(stream, "  %*s .. %-*s  %*s  %*.0f %%  %s%s\n", BOUND_WIDTH, earliest,
                  BOUND_WIDTH, latest, BOUND_WIDTH, median, SHARE_WIDTH - 2,
                  100 * found->within_share, verdict_words(milestone, found->verdict),
                  found->verdict != AB_WITHIN && !found->failed ? "*" : "");
    while (*rest != '\0') {
        (void)fprintf(stream, "%*s", id + 2, "");
        rest = ab_align_line(stream, rest, name_width(id), false);
        (void)fputc('\n', stream);
    }
}

static void print_header(FILE *stream, int id)
{
    ab_align_text(stream, "milestone", id);
    (void)fprintf(stream, "  %*s  %*s .. %-*s  %*s  %*s  %s\n", name_width(id), "", BOUND_WIDTH,
                  "earliest", BOUND_WIDTH, "latest", BOUND_WIDTH, "median", SHARE_WIDTH, "within",
                  "verdict");
}

/* How many are within, known not to be, and failed. */
struct count {
    int within, known, failed;
};

static struct count count_verdicts(const struct ab_result *result)
{
    struct count count = {0};
    for (int i = 0; i < result->scenario->milestone_count; i++) {
        const struct ab_milestone_result found = result->milestone[i];
        count.within += found.verdict == AB_WITHIN;
        count.failed += found.failed;
        count.known += found.verdict != AB_WITHIN && !found.failed;
    }
    return count;
}

static void print_count(FILE *stream, const struct ab_result *result, const struct count *count)
{
    (void)fprintf(stream, "%d of %d within their interval and its tolerance", count->within,
                  result->scenario->milestone_count);
    if (count->known > 0) {
        (void)fprintf(stream, ", %d known not to be (*)", count->known);
    }
    (void)fprintf(stream, ", %d failed\n", count->failed);
}

/* All milestones, or the first of those that are missed. */
static void print_rows(FILE *stream, const struct ab_result *result, bool all)
{
    const int id = id_width(result->scenario);
    int missed = 0;
    print_header(stream, id);
    for (int i = 0; i < result->scenario->milestone_count; i++) {
        const struct ab_milestone_result found = result->milestone[i];
        missed += found.verdict != AB_WITHIN;
        if (all || (found.verdict != AB_WITHIN && missed <= MISSES_MAX)) {
            print_row(stream, result, i, id, &found);
        }
    }
    if (!all && missed > MISSES_MAX) {
        (void)fprintf(stream, "and %d more, see milestones.csv\n", missed - MISSES_MAX);
    }
}

int ab_report_milestones(FILE *stream, const struct ab_result *result)
{
    const struct count count = count_verdicts(result);
    if (result->scenario->milestone_count == 0) {
        return 0;
    }
    print_rows(stream, result, true);
    print_count(stream, result, &count);
    return count.failed;
}

void ab_report_misses(FILE *stream, const struct ab_result *result)
{
    const struct count count = count_verdicts(result);
    if (result->scenario->milestone_count == 0) {
        return;
    }
    (void)fputs("\nMilestones: ", stream);
    print_count(stream, result, &count);
    if (count.known + count.failed > 0) {
        print_rows(stream, result, false);
    }
}
