/* summary.c - statistics over replications, and whether milestones were met. */
#include <airbridge/study.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>

/* Type 7 of Hyndman and Fan: the order statistic at position share * (n - 1), counted from 0, with
 * linear interpolation. Written so that equal neighbours give exactly their value. */
static double percentile(const double *sorted, int n, double share)
{
    double position = share * (double)(n - 1);
    int below = (int)position;
    if (below >= n - 1) {
        return sorted[n - 1];
    }
    return sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
}

/* The mean is taken relative to the first value: the sum then loses nothing to a large offset, and
 * a constant has exactly its mean and no spread. */
static void moments(const double *value, int n, struct ab_summary *summary)
{
    double sum = 0, squares = 0;
    for (int i = 0; i < n; i++) {
        sum += value[i] - value[0];
    }
    summary->mean = value[0] + sum / n;
    if (n < 2) {
        return;
    }
    for (int i = 0; i < n; i++) {
        double deviation = value[i] - summary->mean;
        squares += deviation * deviation;
    }
    summary->sd = sqrt(squares / (n - 1));
    double half = gsl_cdf_tdist_Pinv(0.975, n - 1) * summary->sd / sqrt(n);
    summary->ci95_low = summary->mean - half;
    summary->ci95_high = summary->mean + half;
}

struct ab_summary ab_summarise(const double *value, int count, int stride, double *scratch)
{
    int n = 0;
    for (int i = 0; i < count; i++) {
        double x = value[(size_t)i * (size_t)stride];
        if (!isnan(x)) {
            scratch[n++] = x;
        }
    }
    double none = (double)NAN;
    struct ab_summary summary = {n, none, none, none, none, none, none, none, none, none};
    if (n == 0) {
        return summary;
    }
    moments(scratch, n, &summary);
    gsl_sort(scratch, 1, (size_t)n); /* in place, unlike the qsort of some C libraries */
    summary.min = scratch[0];
    summary.p10 = percentile(scratch, n, 0.1);
    summary.p50 = percentile(scratch, n, 0.5);
    summary.p90 = percentile(scratch, n, 0.9);
    summary.max = scratch[n - 1];
    return summary;
}

/* The means of `width` columns over the rows of a result, NANs left out; returns their sum. */
static double column_means(const struct ab_result *result, const double *value, int width,
                           double *mean)
{
    double total = 0;
    for (int i = 0; i < width; i++) {
        mean[i] = ab_summarise(value + i, result->replications, width, result->scratch).mean;
        total += mean[i];
    }
    return total;
}

double ab_result_waits(const struct ab_result *result, double *hours)
{
    return column_means(result, result->cause_h, AB_CAUSE_COUNT, hours);
}

double ab_result_chain(const struct ab_result *result, double *hours)
{
    return column_means(result, result->chain, AB_LINK_COUNT, hours);
}

const char *ab_verdict_name(enum ab_verdict verdict)
{
    switch (verdict) {
    case AB_WITHIN: return "within";
    case AB_EARLY: return "early";
    case AB_LATE: return "late";
    case AB_MISSING: break;
    }
    return "missing";
}

enum ab_verdict ab_milestone_verdict(const struct ab_milestone *milestone, double value)
{
    if (isnan(value)) {
        return AB_MISSING;
    }
    if (milestone->has_earliest && value < milestone->earliest - milestone->tolerance) {
        return AB_EARLY;
    }
    if (milestone->has_latest && value > milestone->latest + milestone->tolerance) {
        return AB_LATE;
    }
    return AB_WITHIN;
}

struct ab_milestone_result ab_result_milestone(const struct ab_result *result, int milestone)
{
    const struct ab_milestone *definition = &result->scenario->milestone[milestone];
    const int stride = result->scenario->milestone_count;
    const double *value = result->milestone + milestone;
    int within = 0;
    for (int row = 0; row < result->replications; row++) {
        double x = value[(size_t)row * (size_t)stride];
        within += ab_milestone_verdict(definition, x) == AB_WITHIN;
    }
    struct ab_milestone_result found;
    found.summary = ab_summarise(value, result->replications, stride, result->scratch);
    found.within_share = (double)within / result->replications;
    /* What rarely happens has no median: the verdict must not rest on a few lucky replications. */
    found.verdict = 2 * (int64_t)found.summary.n < result->replications
                        ? AB_MISSING
                        : ab_milestone_verdict(definition, found.summary.p50);
    found.failed = found.verdict != AB_WITHIN && definition->known_miss == NULL;
    return found;
}
