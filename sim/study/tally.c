/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tally.c - from replications to statistics. */
#include "study/tally.h"

#include "base/fold.h"
#include "base/memory.h"
#include "engine/simulation.h"
#include "scenario/rules.h"
#include "study/accounts.h"
#include "study/curve.h"
#include "study/deadline.h"
#include "study/lateness.h"
#include "study/moments.h"
#include "study/sample.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- the storage of a result ---- */

struct ab_result *ab_result_create(const struct ab_scenario *scenario, int replications)
{
    assert(replications >= 1);
    struct ab_result *result = ab_memory_take(1, sizeof *result);
    if (result == NULL) {
        return NULL;
    }
    result->scenario = scenario;
    result->replications = replications;
    result->measures = ab_measure_count(scenario);
    result->curve_rows = replications < AB_CURVE_ROWS ? replications : AB_CURVE_ROWS;

    result->measure = ab_memory_take((size_t)result->measures, sizeof *result->measure);
    result->milestone =
        ab_memory_take((size_t)scenario->milestone_count, sizeof *result->milestone);
    result->curves = ab_curve_rows_create(result->curve_rows);
    if (!ab_accounts_take(result) || result->measure == NULL || result->milestone == NULL ||
        result->curves == NULL) {
        ab_result_destroy(result);
        return NULL;
    }
    return result;
}

void ab_result_destroy(struct ab_result *result) /* NOLINT(misc-no-recursion): one deep */
{
    if (result == NULL) {
        return;
    }
    ab_memory_give(result->trace.sortie);
    ab_memory_give(result->trace.sortie_spent);
    ab_memory_give(result->trace.chalk);
    ab_memory_give(result->trace.chalk_spent);
    ab_memory_give(result->trace.airfield);
    ab_memory_give(result->trace.stretch);
    ab_memory_give(result->trace.load_stretch);
    ab_memory_give(result->trace.holding);
    ab_accounts_clear(result);
    ab_memory_give(result->deadline);
    ab_memory_give(result->line);
    ab_curve_rows_destroy(result->curves);
    ab_memory_give(result->split);
    ab_result_destroy(result->drawn);
    ab_memory_give(result->milestone);
    ab_memory_give(result->measure);
    ab_memory_give(result);
}

/* A copy of `count` records of a run, or NULL when memory is out. */
static void *copy_of(const void *records, int count, size_t size)
{
    void *copy = ab_memory_take((size_t)count, size);
    if (copy != NULL && count > 0) { /* of none, the source may be NULL */
        memcpy(copy, records, (size_t)count * size);
    }
    return copy;
}

/* A copy of states in the order of time, by airfield; NULL when memory is out. */
static struct ab_airfield_record *copy_by_airfield(const struct ab_airfield_record *record,
                                                   int count, int airfields)
{
    struct ab_airfield_record *copy = ab_memory_take((size_t)count, sizeof *copy);
    int *next = ab_memory_take((size_t)airfields + 1, sizeof *next); /* place of each one's next */
    if (copy == NULL || next == NULL) {
        ab_memory_give(copy);
        ab_memory_give(next);
        return NULL;
    }
    for (int i = 0; i < count; i++) {
        next[record[i].airfield + 1]++;
    }
    for (int i = 1; i < airfields; i++) {
        next[i] += next[i - 1];
    }
    for (int i = 0; i < count; i++) {
        copy[next[record[i].airfield]++] = record[i];
    }
    ab_memory_give(next);
    return copy;
}

/* A copy of stretches in the order of time, by flight or load, as of airfields. */
static struct ab_stretch_record *copy_by_owner(const struct ab_stretch_record *record, int count,
                                               int owners)
{
    struct ab_stretch_record *copy = ab_memory_take((size_t)count, sizeof *copy);
    int *next = ab_memory_take((size_t)owners + 1, sizeof *next); /* place of each one's next */
    for (int i = 0; copy != NULL && next != NULL && i < count; i++) {
        next[record[i].of + 1]++;
    }
    for (int i = 1; copy != NULL && next != NULL && i < owners; i++) {
        next[i] += next[i - 1];
    }
    for (int i = 0; copy != NULL && next != NULL && i < count; i++) {
        copy[next[record[i].of]++] = record[i];
    }
    const bool is_whole = next != NULL;
    ab_memory_give(next);
    if (!is_whole) {
        ab_memory_give(copy);
    }
    return is_whole ? copy : NULL;
}

bool ab_result_store_trace(struct ab_result *result, int replication, const struct ab_run *run)
{
    struct ab_trace *trace = &result->trace;
    const struct ab_sortie_record *sortie = ab_run_sorties(run, &trace->sorties);
    const struct ab_chalk_record *chalk = ab_run_chalks(run, &trace->chalks);
    const struct ab_airfield_record *airfield = ab_run_airfields(run, &trace->airfields);
    trace->replication = replication;
    trace->untraced = ab_run_untraced(run);
    trace->sortie = copy_of(sortie, trace->sorties, sizeof *sortie);
    trace->sortie_spent =
        copy_of(ab_run_sorties_spent(run), trace->sorties, sizeof *trace->sortie_spent);
    trace->chalk = copy_of(chalk, trace->chalks, sizeof *chalk);
    trace->chalk_spent =
        copy_of(ab_run_chalks_spent(run), trace->chalks, sizeof *trace->chalk_spent);
    trace->airfield =
        copy_by_airfield(airfield, trace->airfields, result->scenario->airfield_count);
    const struct ab_stretch_record *stretch = ab_run_stretches(run, &trace->stretches);
    trace->stretch = copy_by_owner(stretch, trace->stretches, trace->sorties);
    const struct ab_stretch_record *of_loads = ab_run_load_stretches(run, &trace->load_stretches);
    trace->load_stretch = copy_by_owner(of_loads, trace->load_stretches, trace->chalks);
    const struct ab_holding_record *holding = ab_run_holdings(run, &trace->holdings);
    trace->holding = copy_of(holding, trace->holdings, sizeof *holding);
    return trace->stretch != NULL && trace->load_stretch != NULL && trace->holding != NULL &&
           trace->sortie != NULL && trace->sortie_spent != NULL && trace->chalk != NULL &&
           trace->chalk_spent != NULL && trace->airfield != NULL;
}

/* ---- the tally ---- */

struct ab_tally {
    struct ab_result *result;
    int measures, milestones;
    struct ab_sample *measure;   /* [measures] */
    struct ab_sample *milestone; /* [milestones] */
    int *within;                 /* [milestones] */
    struct ab_sample home;
    struct ab_lines *lines;
    struct ab_deadlines *deadlines;
    struct ab_moments chain[AB_LINK_COUNT], wait[AB_CAUSE_COUNT];
    int64_t wait_flights[AB_CAUSE_COUNT];
};

struct ab_tally *ab_tally_create(const struct ab_scenario *scenario, int replications)
{
    struct ab_tally *tally = ab_memory_take(1, sizeof *tally);
    if (tally == NULL) {
        return NULL;
    }
    tally->measures = ab_measure_count(scenario);
    tally->milestones = scenario->milestone_count;
    tally->result = ab_result_create(scenario, replications);
    tally->measure = ab_samples_create(tally->measures);
    tally->milestone = ab_samples_create(tally->milestones);
    tally->within = ab_memory_take((size_t)tally->milestones, sizeof *tally->within);
    tally->lines = ab_lines_create(scenario);
    tally->deadlines = ab_deadlines_create(scenario);
    ab_sample_init(&tally->home, 0);
    if (tally->lines == NULL || tally->deadlines == NULL || tally->result == NULL ||
        tally->measure == NULL || tally->milestone == NULL || tally->within == NULL) {
        ab_tally_destroy(tally);
        return NULL;
    }
    tally->result->replications = 0; /* so far */
    return tally;
}

void ab_tally_destroy(struct ab_tally *tally)
{
    if (tally == NULL) {
        return;
    }
    ab_lines_destroy(tally->lines);
    ab_deadlines_destroy(tally->deadlines);
    ab_sample_clear(&tally->home);
    ab_memory_give(tally->within);
    ab_samples_destroy(tally->milestone, tally->milestones);
    ab_samples_destroy(tally->measure, tally->measures);
    ab_result_destroy(tally->result);
    ab_memory_give(tally);
}

struct ab_result *ab_tally_result(struct ab_tally *tally)
{
    return tally->result;
}

ab_time ab_request_usual(const struct ab_scenario *scenario)
{
    const struct ab_when *request = &scenario->command.request;
    switch (request->kind) {
    case AB_WHEN_DATE: return request->date;
    case AB_WHEN_DELAY: return ab_time_round(request->delay->mean);
    case AB_WHEN_UNSET: break;
    }
    return 0;
}

bool ab_result_request(const struct ab_result *result, ab_time *request)
{
    const struct ab_bracket range = ab_scenario_request(result->scenario);
    const bool came = result->requests > 0;
    const bool is_one = came && result->requests == result->replications
                            ? result->request_first == result->request_last
                            : !(range.low < range.high);
    *request = is_one && came ? result->request_first : ab_request_usual(result->scenario);
    return is_one;
}

ab_time ab_result_moment(const struct ab_result *result, const struct ab_when *when)
{
    ab_time request;
    const bool is_one = ab_result_request(result, &request);
    if (when->kind != AB_WHEN_DELAY) {
        return when->kind == AB_WHEN_DATE ? when->date : AB_TIME_NEVER;
    }
    return is_one && !(when->delay->low < when->delay->high)
               ? request + ab_time_round(when->delay->mean)
               : AB_TIME_NEVER;
}

/* ---- adding ---- */

static void add_request(struct ab_result *result, ab_time request)
{
    if (request == AB_TIME_NEVER) {
        return;
    }
    if (result->requests++ == 0) {
        result->request_first = result->request_last = request;
    }
    result->request_first = request < result->request_first ? request : result->request_first;
    result->request_last = request > result->request_last ? request : result->request_last;
}

/* Counts a failure among those with the same reason; the last place is for all others when there
 * are very many. */
static void note_failure(struct ab_result *result, const struct ab_replication *replication)
{
    const char *reason = replication->outcome.reason;
    const size_t size = sizeof result->reason[0];
    int i = 0;
    result->failed++;
    while (i < result->failures && strncmp(result->failure[i].reason, reason, size - 1) != 0) {
        i++;
    }
    if (i == AB_FAILURES_MAX) {
        i--;
        (void)snprintf(result->reason[i], size, "other reasons");
    } else if (i == result->failures) {
        (void)snprintf(result->reason[i], size, "%s", reason);
        result->failure[i] = (struct ab_failure){result->reason[i], 0, replication->number};
        result->failures++;
    }
    result->failure[i].replications++;
}

static void note_outcome(struct ab_result *result, const struct ab_replication *replication)
{
    const struct ab_run_outcome *outcome = &replication->outcome;
    result->replications = replication->number - result->before;
    result->events += outcome->events;
    if (outcome->idle_from != AB_TIME_NEVER) {
        const bool first = result->idle++ == 0;
        result->idle_from = first || outcome->idle_from < result->idle_from ? outcome->idle_from
                                                                            : result->idle_from;
    }
    result->hash = ab_fold_pair(result->hash, (uint64_t)replication->number, outcome->hash);
    if (!outcome->complete) {
        note_failure(result, replication);
        result->broken_off += outcome->followed < result->scenario->general.horizon;
    }
}

/* Hours from the request until everybody who went was home again; beyond when somebody is not, NAN
 * when nobody is to be. */
static double home_hours(const struct ab_scenario *scenario,
                         const struct ab_replication *replication)
{
    ab_time last = INT64_MIN;
    if (!ab_scenario_empties(scenario)) {
        return (double)NAN;
    }
    for (int i = 0; i < scenario->contingent_count; i++) {
        const struct ab_contingent_record *record = &replication->contingent[i];
        if (record->committed && scenario->contingent[i].journey != AB_JOURNEY_STAY &&
            record->withdrawn > last) {
            last = record->withdrawn;
        }
    }
    assert(last != INT64_MIN); /* a scenario that empties has somebody who leaves */
    return last != AB_TIME_NEVER ? ab_time_hours(last - replication->outcome.request) : AB_BEYOND;
}

/* Adds what is summed up by its mean alone. */
static void add_to_means(struct ab_moments *moments, const double *value, int count)
{
    for (int i = 0; i < count; i++) {
        if (!isnan(value[i])) {
            ab_moments_add(&moments[i], value[i]);
        }
    }
}

bool ab_tally_add(struct ab_tally *tally, const struct ab_replication *replication)
{
    const struct ab_scenario *scenario = tally->result->scenario;
    assert(replication->number == tally->result->before + tally->result->replications + 1);
    bool good = ab_sample_add(&tally->home, home_hours(scenario, replication)) &&
                ab_lines_add(tally->lines, replication) &&
                ab_deadlines_add(tally->deadlines, replication);
    for (int i = 0; good && i < tally->measures; i++) {
        good = ab_sample_add(&tally->measure[i], replication->measure[i]);
    }
    for (int i = 0; good && i < tally->milestones; i++) {
        const double value = replication->milestone[i];
        tally->within[i] += ab_milestone_verdict(&scenario->milestone[i], value) == AB_WITHIN;
        good = ab_sample_add(&tally->milestone[i], value);
    }
    add_request(tally->result, replication->outcome.request);
    add_to_means(tally->chain, replication->chain_h, AB_LINK_COUNT);
    add_to_means(tally->wait, replication->wait_h, AB_CAUSE_COUNT);
    for (int i = 0; i < AB_CAUSE_COUNT; i++) {
        tally->wait_flights[i] += replication->wait_flights[i];
    }
    if (replication->scenario == AB_POINT_BASE) {
        ab_accounts_add(tally->result, &replication->accounts);
    }
    note_outcome(tally->result, replication);
    return good;
}

/* ---- the result ---- */

static struct ab_milestone_result judge(const struct ab_milestone *milestone,
                                        struct ab_sample *sample, int within, int replications,
                                        struct ab_student *student)
{
    struct ab_milestone_result found = {.summary = ab_sample_take_summary(sample, student)};
    found.within_share = (double)within / replications;
    found.verdict = ab_milestone_verdict(milestone, found.summary.p50);
    found.outcome = ab_milestone_outcome_of(milestone, found.summary.p50);
    return found;
}

/* Writes means and returns their sum. */
static double take_means(double *mean, const struct ab_moments *moments, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++) {
        mean[i] = ab_moments_mean(&moments[i]);
        sum += mean[i];
    }
    return sum;
}

struct ab_result *ab_tally_finish(struct ab_tally *tally)
{
    struct ab_result *result = tally->result;
    struct ab_student student = {0};
    struct ab_known_limits limits = {{{0}}};
    assert(result->replications >= 1);
    for (int i = 0; i < tally->measures; i++) {
        char name[128];
        result->measure[i] = ab_sample_take_summary(&tally->measure[i], &student);
        if (ab_measure_is_yes_or_no(ab_measure_name(result->scenario, i, name, sizeof name))) {
            ab_proportion_take_limits(&result->measure[i], &limits);
        }
    }
    for (int i = 0; i < tally->milestones; i++) {
        result->milestone[i] = judge(&result->scenario->milestone[i], &tally->milestone[i],
                                     tally->within[i], result->replications, &student);
    }
    result->home_h = ab_sample_take_summary(&tally->home, &student);
    result->closed = (int)tally->chain[0].n;
    result->closure_h = take_means(result->chain_h, tally->chain, AB_LINK_COUNT);
    result->waited_h = take_means(result->wait_h, tally->wait, AB_CAUSE_COUNT);
    for (int i = 0; i < AB_CAUSE_COUNT; i++) {
        result->wait_flights[i] = (double)tally->wait_flights[i] / result->replications;
    }
    if (result->curve_rows > result->replications) {
        result->curve_rows = result->replications;
    }
    if (result->diary_rows > result->replications) {
        result->diary_rows = result->replications;
    }
    ab_deadlines_finish(tally->deadlines, result);
    if (!ab_lines_finish(tally->lines, result, &student) || !ab_diary_sum_up(result)) {
        return NULL;
    }
    tally->result = NULL;
    return result;
}
