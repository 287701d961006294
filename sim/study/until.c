/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
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
    return ab_errors_refuse(errors, "--until '%.100s': %s", text, why);
}

/* The measures that there are: those of a scenario, or names. */
struct measures {
    const struct ab_scenario *scenario; /* NULL: they are `name` */
    const char *const *name;            /* [count] */
    int count;
};

static const char *name_of(const struct measures *measures, int i, char *buffer, size_t size)
{
    return measures->scenario != NULL ? ab_measure_name(measures->scenario, i, buffer, size)
                                      : measures->name[i];
}

/* The measure whose name is the first `length` bytes of text, or -1. */
static int find_measure(const struct measures *measures, const char *text, size_t length)
{
    char buffer[128];
    for (int i = 0; i < measures->count; i++) {
        const char *name = name_of(measures, i, buffer, sizeof buffer);
        if (strlen(name) == length && ab_caseless_begins(text, name)) {
            return i;
        }
    }
    return -1;
}

/* Refuses a name that is no measure, of `length` bytes, and tells the nearest one. */
static enum ab_status refuse_measure(const struct measures *measures, const char *text,
                                     size_t length, struct ab_errors *errors)
{
    char written[128], buffer[128], room[AB_NEAREST_SIZE], why[400];
    struct ab_nearest nearest;
    int best = -1;
    (void)snprintf(written, sizeof written, "%.*s", (int)length, text);
    ab_nearest_begin(&nearest, written);
    for (int i = 0; i < measures->count; i++) {
        if (ab_nearest_offer(&nearest, name_of(measures, i, buffer, sizeof buffer))) {
            best = i;
        }
    }
    const char *meant = best >= 0 ? name_of(measures, best, buffer, sizeof buffer) : NULL;
    (void)snprintf(why, sizeof why, "the scenario has no such measure%s",
                   ab_nearest_ask(room, "'", meant, "'?", "; summary.csv of any run lists them"));
    return refuse(errors, text, why);
}

static enum ab_status parse(struct ab_precision *precision, const struct measures *measures,
                            const char *text, struct ab_errors *errors)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL) {
        return refuse(errors, text, "it must be MEASURE=HALF, as in closure_h=0.5 or closure_h=2%");
    }
    precision->measure = find_measure(measures, text, (size_t)(equals - text));
    if (precision->measure < 0) {
        return refuse_measure(measures, text, (size_t)(equals - text), errors);
    }
    char buffer[128], *end;
    precision->is_share =
        ab_measure_is_yes_or_no(name_of(measures, precision->measure, buffer, sizeof buffer));
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

enum ab_status ab_precision_parse(struct ab_precision *precision,
                                  const struct ab_scenario *scenario, const char *text,
                                  struct ab_errors *errors)
{
    const struct measures measures = {.scenario = scenario, .count = ab_measure_count(scenario)};
    return parse(precision, &measures, text, errors);
}

enum ab_status ab_precision_parse_among(struct ab_precision *precision, const char *const *measure,
                                        int measures, const char *text, struct ab_errors *errors)
{
    const struct measures all = {.name = measure, .count = measures};
    return parse(precision, &all, text, errors);
}

bool ab_until_init(struct ab_until *until, const struct ab_study_options *options, int variants)
{
    const size_t watched = (size_t)variants * (size_t)options->precisions;
    *until = (struct ab_until){.options = options, .variants = variants};
    until->watch = ab_memory_take(watched, sizeof *until->watch);
    if (until->watch != NULL) {
        ab_until_restart(until);
    }
    return until->watch != NULL;
}

void ab_until_restart(struct ab_until *until)
{
    const struct ab_study_options *options = until->options;
    for (int i = 0; i < until->variants * options->precisions; i++) {
        until->watch[i] = (struct ab_watch){0};
    }
    until->look = options->least;
    until->estimate = options->precisions > 0 ? options->least : options->replications;
    until->reached = false;
    until->shortfall = (struct ab_shortfall){0};
}

void ab_until_clear(struct ab_until *until)
{
    ab_memory_give(until->watch);
}

void ab_until_look(struct ab_until *until, int variant, int precision, double value, double scale)
{
    struct ab_watch *watch = &until->watch[variant * until->options->precisions + precision];
    if (ab_is_beyond(value)) {
        watch->beyond++;
    } else if (!isnan(value)) {
        ab_moments_add(&watch->value, value);
        ab_moments_add(&watch->scale, scale);
    }
}

/* What two runs add up in another order differs in its last digits: that is no spread. */
static bool has_spread(const struct ab_moments *moments)
{
    return ab_moments_sd(moments) > 1e-12 * fabs(ab_moments_mean(moments));
}

/* Whether its limits are those of a share, which tell what was never seen: they are known without a spread. */
static bool is_of_limits(const struct ab_until *until, const struct ab_precision *precision)
{
    return precision->is_share && !until->of_differences;
}

/* The interval that is told of it in the end. */
static struct ab_interval interval_of(const struct ab_until *until,
                                      const struct ab_precision *precision,
                                      const struct ab_moments *moments, double alpha)
{
    struct ab_interval limits;
    if (!is_of_limits(until, precision)) {
        return ab_moments_interval(moments, alpha);
    }
    ab_proportion_limits_at(llround(ab_moments_mean(moments) * (double)moments->n), moments->n,
                            alpha, &limits.low, &limits.high);
    return limits;
}

/* What is left to be known of a quantity; *excess is the longer side of its interval over the one
 * allowed, INFINITY when that can't be said. */
static struct ab_shortfall shortfall_of(const struct ab_until *until, int index, double *excess)
{
    const struct ab_study_options *options = until->options;
    const struct ab_watch *watch = &until->watch[index];
    const struct ab_precision *precision = &options->until[index % options->precisions];
    struct ab_shortfall shortfall = {.variant = index / options->precisions,
                                     .precision = index % options->precisions,
                                     .values = (int)watch->value.n,
                                     .beyond = (int)watch->beyond};
    *excess = (double)INFINITY;
    if (watch->beyond > 0) {
        shortfall.lack = AB_LACKS_ENDS;
    } else if (watch->value.n < AB_UNTIL_LEAST) {
        shortfall.lack = AB_LACKS_VALUES;
    } else if (!is_of_limits(until, precision) && !has_spread(&watch->value)) {
        shortfall.lack = AB_LACKS_SPREAD;
    } else {
        const double alpha = 0.05 / (until->variants * options->precisions);
        const struct ab_interval interval = interval_of(until, precision, &watch->value, alpha);
        shortfall.side = ab_interval_side(&interval, ab_moments_mean(&watch->value));
        /* Of the true mean, which is smaller than what was found by as much as is allowed. */
        const double scale =
            precision->of_mean ? fabs(ab_moments_mean(&watch->scale)) / (1 + precision->half) : 1;
        const double allowed = precision->half * scale;
        *excess = allowed > 0 ? shortfall.side / allowed : *excess;
        shortfall.lack = *excess <= 1 ? AB_LACKS_NOTHING : AB_LACKS_PRECISION;
    }
    return shortfall;
}

/* Takes stock of all quantities; returns the largest excess. */
static double take_stock(struct ab_until *until)
{
    const int watched = until->variants * until->options->precisions;
    double largest = 0;
    until->shortfall = (struct ab_shortfall){.lack = AB_LACKS_NOTHING};
    for (int i = 0; i < watched; i++) {
        double excess;
        const struct ab_shortfall found = shortfall_of(until, i, &excess);
        if (until->shortfall.lack == AB_LACKS_NOTHING) {
            until->shortfall = found; /* the first that lacks something is the one to be told */
        }
        largest = excess > largest ? excess : largest;
    }
    return largest;
}

int ab_until_wanted(struct ab_until *until, int rows)
{
    const int most = until->options->replications;
    if (until->options->precisions == 0 || rows < until->look) {
        return until->estimate;
    }
    const double excess = take_stock(until);
    until->reached = until->shortfall.lack == AB_LACKS_NOTHING;
    if (until->reached || rows == most) {
        return rows;
    }
    const int64_t next = (int64_t)rows * 6 / 5;
    until->look = next < most ? (int)next : most;
    /* The side falls with the square root of the number. */
    until->estimate = (int)fmin(fmax(rows * excess * excess, until->look), most);
    return until->estimate;
}
