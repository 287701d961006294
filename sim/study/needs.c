/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* needs.c - adds up what the parts of a study take. */
#include "study/needs.h"

#include "base/limits.h"
#include "model/needs.h"
#include "study/order.h"
#include "study/study.h"

enum {
    PROGRAM = 12 << 20, /* with its libraries and what is printed and written */
    READING = 3,        /* halves of what is kept of a document are there while it is read */
    RING = 1 << 25,  /* of replications that wait to be told, see executor.c: no more than this */
    SLOTS = 64,      /* or than so many; a thread has two at least, and text as long */
    STACK = 1 << 18, /* that a thread touches */
    CURVE = AB_CURVE_COUNT * AB_CURVE_STEPS * 8,
    SAMPLE = 160,    /* of a quantity, without values */
    SKETCH = 3 << 17 /* of one of more values than AB_SAMPLE_LIMIT, with these before */
};

/* The values of a quantity over replications, whose room is doubled. */
static int64_t sample_bytes(int64_t replications)
{
    int64_t room = 16;
    if (replications > AB_SAMPLE_LIMIT) {
        return SAMPLE + SKETCH;
    }
    while (room < replications) {
        room *= 2;
    }
    return SAMPLE + room * 3 / 2 * (int64_t)sizeof(double);
}

/* What is told of a replication, and the text that a journal has of it. */
static int64_t told_bytes(const struct ab_scenario *scenario, int loads)
{
    enum { OWNER = 160, CELL = 12, LOAD = 16 };
    const int64_t values = ab_measure_count(scenario) + scenario->milestone_count;
    const int64_t things = scenario->contingent_count + scenario->airfield_count;
    return values * (int64_t)sizeof(double) +
           scenario->contingent_count * (int64_t)sizeof(struct ab_contingent_record) +
           scenario->site_count * (int64_t)sizeof(struct ab_site_record) + things * OWNER +
           (int64_t)loads * LOAD + 4096;
}

/* What is kept of the diaries of so many replications: sums by span, and what flew in each. */
static int64_t diary_bytes(const struct ab_scenario *scenario, int loads, int64_t rows)
{
    enum {
        SUMS = 24,   /* struct used of accounts.c */
        BEHIND = 4,  /* int */
        FLOWN = 60,  /* struct flown of accounts.c, and its place in the order */
        OF_LOAD = 6, /* spans in which a load's flights are seen at either end: most, by trying */
    };
    const int64_t spans = ab_diary_spans(scenario), cells = 2 * spans * scenario->airfield_count;
    const int64_t usual = OF_LOAD * (int64_t)loads;
    return spans * ab_diary_meters(scenario) * SUMS + cells * BEHIND +
           rows * (usual < cells ? usual : cells) * FLOWN * 3 / 2;
}

static int64_t statistics_bytes(const struct ab_scenario *scenario, int loads,
                                const struct ab_needs_of *of)
{
    enum { ACCOUNT = 512, PAIRS = 2 };
    const int64_t n = of->replications, contingents = scenario->contingent_count;
    const int64_t quantities = ab_measure_count(scenario) + scenario->milestone_count +
                               (scenario->general.has_deadline ? 2 : 1) * contingents;
    const int64_t samples = quantities * sample_bytes(n) * (of->points > 1 ? PAIRS : 1);
    if (of->by_points) {
        return samples;
    }
    const int64_t curves = n < AB_CURVE_ROWS ? n : AB_CURVE_ROWS;
    const int64_t diary = n < AB_DIARY_ROWS ? n : AB_DIARY_ROWS;
    const int64_t accounts = (contingents + scenario->airfield_count + 64) * ACCOUNT;
    return samples + curves * CURVE + diary_bytes(scenario, loads, diary) + accounts;
}

static void add_point(struct ab_needs *needs, const struct ab_needs_of *of,
                      const struct ab_scenario *scenario, const struct ab_run_needs *run)
{
    const int64_t told = told_bytes(scenario, run->loads);
    const int64_t ring = told * SLOTS < RING ? told * SLOTS : RING;
    const bool is_bound = of->by_points || scenario->input_count > 0;
    const int bands = !of->by_points && of->points == 1 && scenario->input_count > 0 ? 2 : 1;
    needs->scenario += (int64_t)ab_scenario_bytes(scenario) * READING / 2;
    needs->thread +=
        bands * (run->bytes + 4 * told) + (is_bound ? (int64_t)ab_scenario_bytes(scenario) : 0);
    needs->statistics += bands * (statistics_bytes(scenario, run->loads, of) + ring);
    needs->trace = of->traced && run->trace > needs->trace ? run->trace : needs->trace;
    needs->loads = run->loads > needs->loads ? run->loads : needs->loads;
}

enum ab_status ab_needs_find(struct ab_needs *needs, const struct ab_needs_of *of,
                             struct ab_errors *errors)
{
    *needs = (struct ab_needs){.scenario =
                                   PROGRAM + (int64_t)ab_document_bytes(of->document) * READING / 2,
                               .thread = STACK};
    for (int i = 0; i < of->points; i++) {
        struct ab_run *run = ab_run_create(of->scenario[i]);
        if (run == NULL) {
            return ab_errors_out_of_memory(errors);
        }
        const struct ab_run_needs of_run = ab_run_needs(run);
        ab_run_destroy(run);
        if (of_run.loads > AB_LOADS_MAX) {
            return ab_errors_refuse(errors, "the scenario comes to more than %d loads",
                                    AB_LOADS_MAX);
        }
        add_point(needs, of, of->scenario[i], &of_run);
    }
    return AB_OK;
}

int64_t ab_needs_total(const struct ab_needs *needs, int threads)
{
    return needs->scenario + needs->statistics + needs->trace + needs->thread * threads;
}

int ab_needs_threads(const struct ab_needs *needs, int64_t bytes)
{
    const int64_t left = bytes - ab_needs_total(needs, 0);
    const int64_t threads = left > 0 ? left / needs->thread : 0;
    return threads < AB_THREADS_MAX ? (int)threads : AB_THREADS_MAX;
}
