/* result.c - the rows of a study: storage, and how a replication is put into its row. */
#include "study/result.h"

#include "base/memory.h"
#include "engine/simulation.h"
#include "study/curve.h"

#include <assert.h>
#include <string.h>

static size_t rows_of(const struct ab_result *result, int width)
{
    return (size_t)result->replications * (size_t)width;
}

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
    size_t measures = rows_of(result, result->measures);
    size_t milestones = rows_of(result, scenario->milestone_count);
    size_t contingents = rows_of(result, scenario->contingent_count);
    size_t sites = rows_of(result, scenario->site_count);
    size_t links = rows_of(result, AB_LINK_COUNT), causes = rows_of(result, AB_CAUSE_COUNT);
    size_t rows = (size_t)replications;
    result->curve_rows = replications < AB_CURVE_ROWS ? replications : AB_CURVE_ROWS;
    size_t curve_rows = (size_t)result->curve_rows;

    result->measure = ab_memory_take(measures, sizeof *result->measure);
    result->milestone = ab_memory_take(milestones, sizeof *result->milestone);
    result->chain = ab_memory_take(links, sizeof *result->chain);
    result->cause_h = ab_memory_take(causes, sizeof *result->cause_h);
    result->cause_sorties = ab_memory_take(causes, sizeof *result->cause_sorties);
    result->contingent = ab_memory_take(contingents, sizeof *result->contingent);
    result->site = ab_memory_take(sites, sizeof *result->site);
    result->outcome = ab_memory_take(rows, sizeof *result->outcome);
    result->curve =
        ab_memory_take(curve_rows * AB_CURVE_COUNT * AB_CURVE_STEPS, sizeof *result->curve);
    result->curve_rung = ab_memory_take(curve_rows, sizeof *result->curve_rung);
    result->scratch = ab_memory_take(rows, sizeof *result->scratch);
    if (result->measure == NULL || result->milestone == NULL || result->chain == NULL ||
        result->cause_h == NULL || result->cause_sorties == NULL || result->contingent == NULL ||
        result->site == NULL || result->outcome == NULL || result->curve == NULL ||
        result->curve_rung == NULL || result->scratch == NULL) {
        ab_result_destroy(result);
        return NULL;
    }
    return result;
}

void ab_result_destroy(struct ab_result *result)
{
    if (result == NULL) {
        return;
    }
    ab_memory_give(result->trace.sortie);
    ab_memory_give(result->trace.chalk);
    ab_memory_give(result->trace.airfield);
    ab_memory_give(result->scratch);
    ab_memory_give(result->curve_rung);
    ab_memory_give(result->curve);
    ab_memory_give(result->outcome);
    ab_memory_give(result->site);
    ab_memory_give(result->contingent);
    ab_memory_give(result->cause_sorties);
    ab_memory_give(result->cause_h);
    ab_memory_give(result->chain);
    ab_memory_give(result->milestone);
    ab_memory_give(result->measure);
    ab_memory_give(result);
}

/* memcpy whose source may be NULL when there is nothing to copy. */
static void copy_records(void *to, const void *from, size_t count, size_t size)
{
    if (count > 0) {
        memcpy(to, from, count * size);
    }
}

void ab_result_store(struct ab_result *result, int row, const struct ab_run *run,
                     const struct ab_run_outcome *outcome)
{
    assert(row >= 0 && row < result->replications);
    const struct ab_scenario *scenario = result->scenario;
    size_t r = (size_t)row;
    size_t contingents = (size_t)scenario->contingent_count, sites = (size_t)scenario->site_count;
    ab_run_measures(run, result->measure + r * (size_t)result->measures);
    ab_run_milestones(run, result->milestone + r * (size_t)scenario->milestone_count);
    ab_run_chain(run, result->chain + r * AB_LINK_COUNT);
    copy_records(result->contingent + r * contingents, ab_run_contingents(run), contingents,
                 sizeof *result->contingent);
    copy_records(result->site + r * sites, ab_run_sites(run), sites, sizeof *result->site);
    ab_run_waits(run, result->cause_h + r * AB_CAUSE_COUNT,
                 result->cause_sorties + r * AB_CAUSE_COUNT);
    result->outcome[row] = *outcome;
    if (row < result->curve_rows) {
        ab_curve_store(result, row, run, outcome);
    }
}

/* A copy of `count` records of a run, or NULL when memory is out. */
static void *copy_of(const void *records, int count, size_t size)
{
    void *copy = ab_memory_take((size_t)count, size);
    if (copy != NULL) {
        copy_records(copy, records, (size_t)count, size);
    }
    return copy;
}

bool ab_result_store_trace(struct ab_result *result, int replication, const struct ab_run *run)
{
    struct ab_trace *trace = &result->trace;
    assert(trace->replication == 0);
    const struct ab_sortie_record *sortie = ab_run_sorties(run, &trace->sorties);
    const struct ab_chalk_record *chalk = ab_run_chalks(run, &trace->chalks);
    const struct ab_airfield_record *airfield = ab_run_airfields(run, &trace->airfields);
    trace->replication = replication;
    trace->sortie = copy_of(sortie, trace->sorties, sizeof *sortie);
    trace->chalk = copy_of(chalk, trace->chalks, sizeof *chalk);
    trace->airfield = copy_of(airfield, trace->airfields, sizeof *airfield);
    return trace->sortie != NULL && trace->chalk != NULL && trace->airfield != NULL;
}

void ab_result_cut(struct ab_result *result, int replications)
{
    assert(replications >= 1 && replications <= result->replications);
    result->replications = replications;
    if (result->curve_rows > replications) {
        result->curve_rows = replications;
    }
}

void ab_result_total(struct ab_result *result)
{
    result->events = 0;
    result->hash = 0;
    result->failed = 0;
    for (int row = 0; row < result->replications; row++) {
        const struct ab_run_outcome *outcome = &result->outcome[row];
        result->events += outcome->events;
        result->hash = ab_trajectory_fold(result->hash, (uint64_t)row + 1, outcome->hash);
        result->failed += !outcome->complete;
    }
}

int ab_result_failures(const struct ab_result *result, struct ab_failure failure[AB_FAILURES_MAX])
{
    int reasons = 0;
    for (int row = 0; row < result->replications && result->failed > 0; row++) {
        const struct ab_run_outcome *outcome = &result->outcome[row];
        if (outcome->complete) {
            continue;
        }
        int i = 0;
        while (i < reasons && strcmp(failure[i].reason, outcome->reason) != 0) {
            i++;
        }
        if (i == AB_FAILURES_MAX) {
            i--;
            failure[i].reason = "other reasons";
        } else if (i == reasons) {
            failure[i] = (struct ab_failure){outcome->reason, 0, row + 1};
            reasons++;
        }
        failure[i].replications++;
    }
    return reasons;
}
