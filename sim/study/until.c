/* until.c - when to stop replicating. */
#include "study/until.h"

#include "base/caseless.h"
#include "base/memory.h"
#include "base/nearest.h"

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
        if (strlen(name) == length && ab_caseless_begins(text, name)) {
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

bool ab_until_init(struct ab_until *until, const struct ab_study_options *options, int variants)
{
    const size_t watched = (size_t)variants * (size_t)options->precisions;
    *until = (struct ab_until){.options = options, .variants = variants};
    until->watch = ab_memory_take(watched, sizeof *until->watch);
    return until->watch != NULL;
}

void ab_until_clear(struct ab_until *until)
{
    ab_memory_give(until->watch);
}

void ab_until_look(struct ab_until *until, int variant, int precision, double value, double scale)
{
    struct ab_watch *watch = &until->watch[variant * until->options->precisions + precision];
    if (!isnan(value)) {
        ab_moments_add(&watch->value, value);
        ab_moments_add(&watch->scale, scale);
    }
}

/* The half width over what is asked for; at most 1: it holds. INFINITY when it is not known. */
static double excess_of(const struct ab_watch *watch, const struct ab_precision *precision)
{
    const struct ab_moments *moments = &watch->value;
    if (moments->n < 2) {
        return (double)INFINITY;
    }
    const double sd = ab_moments_sd(moments), error = sd / sqrt((double)moments->n);
    const double mean = fabs(ab_moments_mean(&watch->scale));
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
    return ab_student_half(sd, moments->n) / allowed;
}

/* The largest ratio of half width and precision; INFINITY: one is not known. */
static double largest_excess(const struct ab_until *until)
{
    const int precisions = until->options->precisions;
    double largest = 0;
    for (int i = 0; i < until->variants * precisions; i++) {
        const double excess = excess_of(&until->watch[i], &until->options->until[i % precisions]);
        largest = excess > largest ? excess : largest;
    }
    return largest;
}

int ab_until_wanted(struct ab_until *until, int rows)
{
    const struct ab_study_options *options = until->options;
    if (options->precisions == 0) {
        return options->replications;
    }
    const double excess = largest_excess(until);
    if (rows >= options->least && excess <= 1) {
        until->reached = true;
        return rows;
    }
    /* The half width falls with the square root of the number. */
    const double needed = ceil(1.05 * rows * excess * excess) + 1;
    const double wanted = fmin(fmax(needed, options->least), 2.0 * rows + options->least);
    return (int)fmin(fmax(wanted, rows + 1.0), options->replications);
}
