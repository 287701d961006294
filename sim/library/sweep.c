/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep.c - sweeps for programs: a study at every point of a design.
 *
 * A point is the scenario bound anew and studied by itself, so that what a program is told of it is a
 * whole result, as soon as it is made. Tables are made of a journal, which goes on where it was
 * stopped but does not hold whole results: who wants both has the points made twice. */
#include "library/handle.h"

#include <stdio.h>
#include <string.h>

/* What a sweep goes with. */
struct tour {
    struct ab_study *study;
    const ab_sweep_options *asked;
    struct ab_design *design;
    struct ab_arena *arena; /* of one point */
    struct ab_errors *own;  /* faults of one point */
    struct ab_visit visit;
};

/* The values of the point that is visited, and, as assignments, those that change something.
 * *count gets how many these are; NULL when memory is out. */
static const char **values_of(struct tour *tour, int *count)
{
    const int keys = ab_design_keys(tour->design);
    struct ab_arena *arena = tour->arena;
    const char **set = ab_arena_take(arena, (size_t)keys * sizeof *set);
    tour->visit.value = ab_arena_take(arena, (size_t)keys * sizeof *tour->visit.value);
    *count = 0;
    for (int key = 0; set != NULL && tour->visit.value != NULL && key < keys; key++) {
        char text[AB_AXIS_TEXT_SIZE];
        const char *name = ab_design_key(tour->design, key);
        const char *value = ab_arena_copy_text(
            arena, ab_design_value(tour->design, tour->visit.number - 1, key, text));
        const size_t size = value != NULL ? strlen(name) + strlen(value) + 2 : 0;
        char *assignment = value != NULL ? ab_arena_take(arena, size) : NULL;
        if (assignment == NULL) {
            return NULL;
        }
        (void)snprintf(assignment, size, "%s=%s", name, value);
        tour->visit.value[key] = value;
        if (value[0] != '\0' && !ab_design_is_label(tour->design, key)) {
            set[(*count)++] = assignment;
        }
    }
    return tour->visit.value != NULL ? set : NULL;
}

/* Tells the program of the point. */
static enum ab_status tell(struct tour *tour, const struct ab_result *result)
{
    const ab_sweep_options *asked = tour->asked;
    tour->visit.fault = result == NULL ? tour->own->error[0].text : NULL;
    return asked->point == NULL || asked->point(asked->point_owner, &tour->visit, result) == 0
               ? AB_OK
               : AB_INTERRUPTED;
}

/* Studies the point that is visited. Its own faults are told to the program, and are AB_FAILED here;
 * any other status ends the tour. */
static enum ab_status visit(struct tour *tour, struct ab_errors *errors)
{
    int count;
    struct ab_handle *bound = NULL;
    struct ab_result *result = NULL;
    ab_errors_clear(tour->own);
    ab_arena_destroy(tour->arena);
    tour->arena = ab_arena_create(0);
    const char **set = tour->arena != NULL ? values_of(tour, &count) : NULL;
    if (set == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    enum ab_status status = ab_handle_bind(&bound, tour->study->scenario, set, count, tour->own);
    if (status == AB_OK) {
        struct ab_study_options options = tour->study->options;
        const struct ab_scenario *const scenario = bound->scenario;
        options.trace = 0;
        tour->study->of = &scenario;
        status = ab_study_run(&result, scenario, &options, tour->own);
        tour->study->of = NULL;
    }
    if (result == NULL && atomic_load(&tour->study->interrupted)) {
        status = AB_INTERRUPTED;
    } else if (result == NULL && status == AB_IO_ERROR) {
        ab_errors_append(errors, tour->own);
    } else {
        const enum ab_status told = tell(tour, result);
        status = told != AB_OK ? told : status == AB_OK ? AB_OK : AB_FAILED;
    }
    ab_result_destroy(result);
    ab_scenario_free(bound);
    return status;
}

/* Visits every point. */
static enum ab_status visit_all(struct tour *tour, struct ab_errors *errors)
{
    int64_t failed = 0, first = 0;
    tour->visit.design = tour->design;
    tour->visit.total = ab_design_points(tour->design);
    for (int64_t number = 1; number <= tour->visit.total; number++) {
        tour->visit.number = number;
        const enum ab_status status = visit(tour, errors);
        if (status != AB_OK && status != AB_FAILED) {
            return status;
        }
        if (status == AB_FAILED && failed++ == 0) {
            first = number;
        }
    }
    return failed == 0
               ? AB_OK
               : ab_errors_add(errors, AB_FAILED, NULL, 0, NULL, NULL,
                               "%lld of %lld points have no result, or one with failed "
                               "replications; the first is point %lld",
                               (long long)failed, (long long)tour->visit.total, (long long)first);
}

/* Makes the design, and whatever else a tour needs. */
static enum ab_status prepare(struct tour *tour, struct ab_errors *errors)
{
    const ab_sweep_options *asked = tour->asked;
    const enum ab_status known = ab_call_check(asked->version, 2, "ab_sweep_options", errors);
    if (known != AB_OK) {
        return known;
    }
    struct ab_design_request request = {
        .vary = asked->vary,
        .vary_count = asked->vary_count,
        .cases = asked->cases,
        .files = ab_document_files(tour->study->scenario->origin->document),
        .seed = tour->study->options.seed};
    tour->arena = ab_arena_create(0);
    tour->own = ab_memory_take(1, sizeof *tour->own);
    if (tour->arena == NULL || tour->own == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    const enum ab_status status = ab_design_ask(&request, tour->study->scenario->scenario,
                                                asked->design, tour->arena, errors);
    return status == AB_OK ? ab_design_create(&tour->design, &request, errors) : status;
}

/* Makes the tables, if there are to be any, and tells the points to who wants to know. */
static enum ab_status make(struct tour *tour, struct ab_errors *errors)
{
    const ab_study_options *asked = &tour->study->asked;
    const bool told = tour->asked->point != NULL || asked->replication != NULL;
    if (asked->output == NULL) {
        return visit_all(tour, errors);
    }
    const bool runs = tour->asked->version > 1 && tour->asked->runs != 0;
    const enum ab_status status = ab_study_tabulate_sweep(tour->study, tour->design, runs, errors);
    const bool whole = status == AB_OK || status == AB_FAILED;
    const enum ab_status tour_status =
        whole && told && asked->shards == 0 ? visit_all(tour, errors) : AB_OK;
    return status != AB_OK ? status : tour_status;
}

ab_status ab_study_sweep(ab_study *study, const ab_sweep_options *sweep, ab_errors *errors)
{
    const ab_sweep_options usual = AB_SWEEP_OPTIONS_INIT;
    struct ab_call call;
    enum ab_status status = ab_call_begin(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    struct tour tour = {.study = study, .asked = sweep != NULL ? sweep : &usual};
    status = prepare(&tour, call.errors);
    if (status == AB_OK) {
        status = make(&tour, call.errors);
    }
    ab_design_destroy(tour.design);
    ab_memory_give(tour.own);
    ab_arena_destroy(tour.arena);
    return ab_call_end(&call, status);
}

/* ---- points ---- */

int64_t ab_point_number(const ab_point *point)
{
    return point->number;
}

int64_t ab_point_total(const ab_point *point)
{
    return point->total;
}

int ab_point_keys(const ab_point *point)
{
    return ab_design_keys(point->design);
}

static bool has_key(const ab_point *point, int index)
{
    return index >= 0 && index < ab_point_keys(point);
}

const char *ab_point_key(const ab_point *point, int index)
{
    return has_key(point, index) ? ab_design_key(point->design, index) : NULL;
}

const char *ab_point_value(const ab_point *point, int index)
{
    return has_key(point, index) ? point->value[index] : NULL;
}

const char *ab_point_fault(const ab_point *point)
{
    return point->fault;
}
