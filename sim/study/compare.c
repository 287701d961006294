/* compare.c - paired differences. */
#include "study/compare.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* The measure of that name, or AB_NOBODY; the guess is mostly right. */
static int find_measure(const struct ab_result *result, const char *name, int guess)
{
    char buffer[128];
    for (int tried = 0; tried < result->measures; tried++) {
        const int measure = (guess + tried) % result->measures;
        if (strcmp(ab_measure_name(result->scenario, measure, buffer, sizeof buffer), name) == 0) {
            return measure;
        }
    }
    return AB_NOBODY;
}

static double value_of(const struct ab_result *result, int row, int measure)
{
    return result->measure[(size_t)row * (size_t)result->measures + (size_t)measure];
}

/* What two runs add up in another order differs in the last digits: that is no difference. */
static double difference(double before, double after)
{
    const double by = after - before;
    return fabs(by) <= 1e-12 * fmax(fabs(before), fabs(after)) ? 0 : by;
}

bool ab_compare(struct ab_paired *paired, const struct ab_result *base,
                const struct ab_result *other, int measure)
{
    assert(base->replications == other->replications);
    char buffer[128];
    const char *name = ab_measure_name(base->scenario, measure, buffer, sizeof buffer);
    const int same = find_measure(other, name, measure);
    if (same == AB_NOBODY) {
        return false;
    }
    double base_sum = 0, sum = 0;
    int pairs = 0;
    for (int row = 0; row < base->replications; row++) {
        const double before = value_of(base, row, measure), after = value_of(other, row, same);
        base->scratch[row] = difference(before, after); /* NAN when either is */
        if (isnan(base->scratch[row])) {
            continue;
        }
        base_sum += before;
        sum += after;
        pairs++;
    }
    paired->base_mean = pairs > 0 ? base_sum / pairs : (double)NAN;
    paired->mean = pairs > 0 ? sum / pairs : (double)NAN;
    paired->difference = ab_summarise(base->scratch, base->replications, 1, base->scratch);
    paired->resolved = paired->difference.ci95_low > 0 || paired->difference.ci95_high < 0;
    return true;
}
