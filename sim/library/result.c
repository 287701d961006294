/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* result.c - what came of a study, for programs. */
#include "library/handle.h"

#include "output/comparison.h"
#include "output/report.h"
#include "output/result_json.h"

#include <string.h>

/* ---- single replications ---- */

int ab_replication_number(const ab_replication *replication)
{
    return replication->number;
}

int ab_replication_scenario(const ab_replication *replication)
{
    return replication->scenario;
}

double ab_replication_measure(const ab_replication *replication, int measure)
{
    return replication->measure[measure];
}

double ab_replication_milestone(const ab_replication *replication, int milestone)
{
    const struct ab_told *told = (const struct ab_told *)replication;
    const double value = replication->milestone[milestone];
    return told->of->milestone[milestone].is_amount ? value : value / (double)AB_HOUR;
}

const char *ab_replication_fault(const ab_replication *replication)
{
    return replication->outcome.reason;
}

uint64_t ab_replication_events(const ab_replication *replication)
{
    return replication->outcome.events;
}

uint64_t ab_replication_hash(const ab_replication *replication)
{
    return replication->outcome.hash;
}

/* ---- results ---- */

static void fill_statistics(ab_statistics *statistics, const struct ab_summary *summary)
{
    *statistics = (ab_statistics){.version = 1,
                                  .n = summary->n,
                                  .beyond = summary->beyond,
                                  .mean = summary->mean,
                                  .sd = summary->sd,
                                  .ci95_low = summary->ci95_low,
                                  .ci95_high = summary->ci95_high,
                                  .min = summary->min,
                                  .p10 = summary->p10,
                                  .p50 = summary->p50,
                                  .p90 = summary->p90,
                                  .max = summary->max,
                                  .mean_of_finished = summary->mean_of_finished};
}

int ab_result_replications(const ab_result *result)
{
    return result->replications;
}

int ab_result_failed(const ab_result *result)
{
    return result->failed;
}

uint64_t ab_result_seed(const ab_result *result)
{
    return result->seed;
}

uint64_t ab_result_events(const ab_result *result)
{
    return result->events;
}

uint64_t ab_result_hash(const ab_result *result)
{
    return result->hash;
}

/* The measure of a name, or AB_NOBODY with a fault. */
static int find_measure(const struct ab_scenario *scenario, const char *name,
                        struct ab_errors *errors)
{
    const int measure = ab_measure_find(scenario, name);
    if (measure == AB_NOBODY) {
        (void)ab_errors_refuse(errors, "the scenario has no measure '%.60s'", name);
    }
    return measure;
}

ab_status ab_result_measure(ab_statistics *statistics, const ab_result *result, const char *name,
                            ab_errors *errors)
{
    const enum ab_status status = ab_call_check(statistics->version, 1, "ab_statistics", errors);
    if (status != AB_OK) {
        return status;
    }
    const int measure = find_measure(result->scenario, name, errors);
    if (measure == AB_NOBODY) {
        return AB_BAD_SCENARIO;
    }
    fill_statistics(statistics, &result->measure[measure]);
    return AB_OK;
}

const char *ab_result_failure(const ab_result *result, int index, int *replications, int *first)
{
    if (index < 0 || index >= result->failures) {
        return NULL;
    }
    const struct ab_failure *failure = &result->failure[index];
    if (replications != NULL) {
        *replications = failure->replications;
    }
    if (first != NULL) {
        *first = failure->first;
    }
    return failure->reason;
}

ab_status ab_result_milestone(ab_milestone_of *milestone, const ab_result *result, int index)
{
    if (milestone->version != 1 || index < 0 || index >= result->scenario->milestone_count) {
        return AB_BAD_SCENARIO;
    }
    const struct ab_milestone_result *known = &result->milestone[index];
    milestone->within_share = known->within_share;
    milestone->verdict = ab_verdict_name(known->verdict);
    milestone->outcome = ab_outcome_name(known->outcome);
    fill_statistics(&milestone->value, &known->summary);
    if (!result->scenario->milestone[index].is_amount) { /* kept in milliseconds */
        double *const value[] = {&milestone->value.mean,     &milestone->value.sd,
                                 &milestone->value.ci95_low, &milestone->value.ci95_high,
                                 &milestone->value.min,      &milestone->value.p10,
                                 &milestone->value.p50,      &milestone->value.p90,
                                 &milestone->value.max,      &milestone->value.mean_of_finished};
        for (size_t i = 0; i < sizeof value / sizeof value[0]; i++) {
            *value[i] /= (double)AB_HOUR;
        }
    }
    return AB_OK;
}

int ab_causes(void)
{
    return AB_CAUSE_COUNT;
}

const char *ab_cause_called(int cause)
{
    return cause >= 0 && cause < AB_CAUSE_COUNT ? ab_cause_name((enum ab_cause)cause) : NULL;
}

double ab_result_waited(const ab_result *result, int cause, double *flights)
{
    const bool known = cause >= 0 && cause < AB_CAUSE_COUNT;
    if (flights != NULL) {
        *flights = known ? result->wait_flights[cause] : (double)NAN;
    }
    return known ? result->wait_h[cause] : (double)NAN;
}

int ab_links(void)
{
    return AB_LINK_COUNT;
}

const char *ab_link_called(int link)
{
    return link >= 0 && link < AB_LINK_COUNT ? ab_link_name(link) : NULL;
}

double ab_result_chain(const ab_result *result, int link)
{
    return link >= 0 && link < AB_LINK_COUNT ? result->chain_h[link] : (double)NAN;
}

/* ---- curves ---- */

double ab_result_curve_step_h(const ab_result *result)
{
    ab_time step;
    (void)ab_result_curve_points(result, &step);
    return ab_time_hours(step);
}

ab_status ab_result_curve_at(ab_statistics *statistics, const ab_result *result, const char *curve,
                             int index)
{
    static const char *const name[AB_CURVE_COUNT] = {
        [AB_CURVE_LANDINGS] = "landings",
        [AB_CURVE_PEOPLE] = "people",
        [AB_CURVE_SITES] = "sites",
        [AB_CURVE_HOST] = "host",
        [AB_CURVE_OUT_DEPARTURES] = "departures",
        [AB_CURVE_EVACUEES_COME] = "evacuees_come",
        [AB_CURVE_EVACUEES_CLEARED] = "evacuees_cleared",
        [AB_CURVE_EVACUEES_OFF] = "evacuees_off",
    };
    ab_time step;
    int found = 0;
    while (found < AB_CURVE_COUNT && strcmp(name[found], curve) != 0) {
        found++;
    }
    if (statistics->version != 1 || found == AB_CURVE_COUNT || index < 0 ||
        index >= ab_result_curve_points(result, &step)) {
        return AB_BAD_SCENARIO;
    }
    const struct ab_summary summary = ab_result_curve(result, (enum ab_curve)found, index);
    fill_statistics(statistics, &summary);
    return AB_OK;
}

void ab_result_print(const ab_result *result, FILE *stream)
{
    struct ab_call call;
    if (ab_call_begin(&call, NULL) == AB_OK) {
        ab_report_print(stream, AB_SHEET_USUAL, result);
        (void)ab_call_end(&call, AB_OK);
    }
}

ab_status ab_result_json(const ab_result *result, FILE *stream, ab_errors *errors)
{
    struct ab_call call;
    enum ab_status status = ab_call_begin(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    status = ab_result_print_json(stream, "run", result, call.errors);
    return ab_call_end(&call, ab_call_printed(stream, status, call.errors));
}

/* ---- comparisons ---- */

int ab_comparison_replications(const ab_comparison *comparison)
{
    return comparison->made->replications;
}

uint64_t ab_comparison_hash(const ab_comparison *comparison, int scenario)
{
    return scenario >= 0 && scenario < comparison->made->scenarios
               ? comparison->made->compared[scenario].hash
               : 0;
}

ab_status ab_comparison_measure(ab_difference *difference, const ab_comparison *comparison,
                                int variant, const char *name, ab_errors *errors)
{
    const enum ab_status status = ab_call_check(difference->version, 1, "ab_difference", errors);
    if (status != AB_OK) {
        return status;
    }
    if (variant < 0 || variant + 1 >= comparison->made->scenarios) {
        return ab_errors_refuse(errors, "there is no variant %d, but variants 0 to %d", variant,
                                comparison->made->scenarios - 2);
    }
    const int measure = find_measure(comparison->made->compared[0].scenario, name, errors);
    if (measure == AB_NOBODY) {
        return AB_BAD_SCENARIO;
    }
    const struct ab_paired *paired = &comparison->made->compared[variant + 1].paired[measure];
    if (!paired->known) {
        return ab_errors_refuse(errors, "variant %d has no measure '%.60s'", variant, name);
    }
    *difference = (ab_difference){.version = 1,
                                  .n = paired->n,
                                  .base_beyond = paired->base_beyond,
                                  .beyond = paired->beyond,
                                  .base_mean = paired->plain.base_mean,
                                  .variant_mean = paired->plain.mean,
                                  .mean = paired->plain.difference.mean,
                                  .ci95_low = paired->plain.difference.ci95_low,
                                  .ci95_high = paired->plain.difference.ci95_high,
                                  .resolved = paired->plain.resolved,
                                  .lower = paired->wins.lower,
                                  .higher = paired->wins.higher,
                                  .equal = paired->wins.equal};
    return AB_OK;
}

ab_status ab_comparison_json(const ab_comparison *comparison, FILE *stream, ab_errors *errors)
{
    struct ab_call call;
    enum ab_status status = ab_call_begin(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    status = ab_comparison_print_json(stream, comparison->made, comparison->name, call.errors);
    return ab_call_end(&call, ab_call_printed(stream, status, call.errors));
}

const char *ab_comparison_called(const ab_comparison *comparison, int scenario)
{
    return scenario >= 0 && scenario < comparison->made->scenarios ? comparison->name[scenario]
                                                                   : NULL;
}
