/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* result.c - the storage of a study's result. */
#include "study/result.h"

#include "base/memory.h"

#include <assert.h>
#include <string.h>

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
    const size_t rows = (size_t)result->curve_rows;

    result->measure = ab_memory_take((size_t)result->measures, sizeof *result->measure);
    result->milestone =
        ab_memory_take((size_t)scenario->milestone_count, sizeof *result->milestone);
    result->curve = ab_memory_take(rows * AB_CURVE_COUNT * AB_CURVE_STEPS, sizeof *result->curve);
    result->curve_rung = ab_memory_take(rows, sizeof *result->curve_rung);
    result->curve_ended = ab_memory_take(rows, sizeof *result->curve_ended);
    if (result->measure == NULL || result->milestone == NULL || result->curve == NULL ||
        result->curve_rung == NULL || result->curve_ended == NULL) {
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
    ab_memory_give(result->curve_ended);
    ab_memory_give(result->curve_rung);
    ab_memory_give(result->curve);
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
