/* until.c - when to stop replicating. */
#include "study/until.h"

#include "base/nearest.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum ab_status refuse(struct ab_errors *errors, const char *text, const char *why)
{
    return ab_errors_add(errors, AB_BAD_SCENARIO, NULL, 0, NULL, NULL, "--until '%.100s': %s", text,
                         why);
}

/* The measure whose name is the first `length` bytes of text, or -1. */
static int find_measure(const struct ab_scenario *scenario, const char *text, size_t length)
{
    char buffer[128];
    for (int i = 0; i < ab_measure_count(scenario); i++) {
        const char *name = ab_measure_name(scenario, i, buffer, sizeof buffer);
        if (strlen(name) == length && memcmp(name, text, length) == 0) {
            return i;
        }
    }
    return -1;
}

/* Refuses a name that is no measure, of `length` bytes, and tells the nearest one. */
static enum ab_status refuse_measure(const struct ab_scenario *scenario, const char *text,
                                     size_t length, struct ab_errors *errors)
{
    char written[128], buffer[128], why[256];
    struct ab_nearest nearest;
    int best = -1;
    (void)snprintf(written, sizeof written, "%.*s", (int)length, text);
    ab_nearest_begin(&nearest, written);
    for (int i = 0; i < ab_measure_count(scenario); i++) {
        if (ab_nearest_offer(&nearest, ab_measure_name(scenario, i, buffer, sizeof buffer))) {
            best = i;
        }
    }
    if (best < 0) {
        return refuse(errors, text,
                      "the scenario has no such measure; summary.csv of any run lists them");
    }
    (void)snprintf(why, sizeof why, "the scenario has no such measure; did you mean '%s'?",
                   ab_measure_name(scenario, best, buffer, sizeof buffer));
    return refuse(errors, text, why);
}

enum ab_status ab_precision_parse(struct ab_precision *precision,
                                  const struct ab_scenario *scenario, const char *text,
                                  struct ab_errors *errors)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL) {
        return refuse(errors, text, "it must be MEASURE=HALF, as in closure_h=0.5 or closure_h=2%");
    }
    precision->measure = find_measure(scenario, text, (size_t)(equals - text));
    if (precision->measure < 0) {
        return refuse_measure(scenario, text, (size_t)(equals - text), errors);
    }
    char *end;
    precision->half = strtod(equals + 1, &end);
    precision->of_mean = *end == '%';
    if (precision->of_mean) {
        precision->half /= 100;
    }
    /* strtod alone would also take blanks, hexadecimal and names of numbers. */
    const size_t plain = strspn(equals + 1, "0123456789.");
    if (plain == 0 || equals + 1 + plain != end || end[precision->of_mean] != '\0' ||
        !(precision->half > 0)) {
        return refuse(errors, text,
                      "the half width must be a positive number in the measure's own unit, which "
                      "is not written, or a percentage of the mean, as in 0.5 or 2%");
    }
    return AB_OK;
}

void ab_until_begin(struct ab_until *until, const struct ab_study_options *options)
{
    assert(options->precisions >= 1 && options->precisions <= AB_PRECISIONS_MAX);
    *until = (struct ab_until){.options = options, .excess = (double)INFINITY};
}

/* Welford's recurrence ("Note on a method for calculating corrected sums of squares and products",
 * Technometrics 4, 1962). */
static void add(struct ab_moments *moments, double value)
{
    if (isnan(value)) {
        return;
    }
    if (moments->n++ == 0) {
        moments->first = value;
    }
    const double x = value - moments->first;
    const double before = x - moments->mean;
    moments->mean += before / moments->n;
    moments->squares += before * (x - moments->mean);
}

/* The half width over what is asked for; at most 1: it holds. INFINITY when it is not known. */
static double excess_of(const struct ab_moments *moments, const struct ab_precision *precision)
{
    if (moments->n < 2) {
        return (double)INFINITY;
    }
    const double error = sqrt(moments->squares / (moments->n - 1) / moments->n);
    const double mean = fabs(moments->first + moments->mean);
    const double allowed = precision->of_mean ? precision->half * mean : precision->half;
    if (error <= 0) {
        return 0;
    }
    if (allowed <= 0) {
        return (double)INFINITY;
    }
    /* Student's quantile is above the normal one, and dear: only near the end does it decide. */
    const double normal = 1.95 * error / allowed;
    if (!(normal <= 1)) {
        return isnan(normal) ? (double)INFINITY : normal;
    }
    return gsl_cdf_tdist_Pinv(0.975, moments->n - 1) * error / allowed;
}

bool ab_until_follow(struct ab_until *until, const struct ab_result *result, int limit)
{
    const struct ab_study_options *options = until->options;
    while (until->rows < limit) {
        const double *value = result->measure + (size_t)until->rows * (size_t)result->measures;
        until->rows++;
        until->excess = 0;
        for (int i = 0; i < options->precisions; i++) {
            const struct ab_precision *precision = &options->until[i];
            add(&until->moments[i], value[precision->measure]);
            const double excess = excess_of(&until->moments[i], precision);
            until->excess = excess > until->excess ? excess : until->excess;
        }
        if (until->rows >= options->least && until->excess <= 1) {
            return true;
        }
    }
    return false;
}

int ab_until_next(const struct ab_until *until)
{
    /* The half width falls with the square root of the number. */
    const double needed = 1.05 * until->rows * until->excess * until->excess;
    const double doubled = 2.0 * until->rows;
    const double next =
        fmin(needed < doubled ? ceil(needed) + 1 : doubled, (double)until->options->replications);
    return (int)next;
}
