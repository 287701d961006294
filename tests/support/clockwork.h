/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* clockwork.h - small deterministic scenarios, played in the process of the test and checked by the
 * random trials' rules. */
#ifndef TEST_CLOCKWORK_H
#define TEST_CLOCKWORK_H

#include "support/random_checks.h"
#include "support/replay.h"
#include "support/scenario_files.h"

/* One type, flown by the clock: 2 h from home to the theatre, 1 h onload and offload. */
#define CLOCKWORK                                                                                  \
    "[scenario]\nstart = 2022-01-01T00:00Z\nhorizon = 40 d\ndeterministic = yes\n"                 \
    "[aircraft.a]\nonload_time = 1 h\noffload_time = 1 h\n"                                        \
    "[airfield.home]\n[airfield.away]\n"                                                           \
    "[leg.l]\nfrom = home\nto = away\nblock_time = 2 h\n"                                          \
    "[fleet.f]\ntype = a\nhome = home\nnumber = 2\n"                                               \
    "[contingent.c]\napoe = home\napod = away\n"
/* The same, and home again. */
#define WITHDRAWN "[scenario]\nbase = clockwork.ini\nend = withdrawn\n"

static struct ab_scenario *scenario;
static struct ab_run *run;

static inline void setup(void)
{
    enter_folder();
    write_text("clockwork.ini", CLOCKWORK);
    write_text("withdrawn.ini", WITHDRAWN);
    scenario = NULL;
    run = NULL;
}

static inline void teardown(void)
{
    ab_run_destroy(run);
    ab_scenario_destroy(scenario);
    leave_folder();
}

/* Runs what `text` makes of a scenario to its end. */
static inline void play(const char *base, const char *text)
{
    char all[4000];
    teardown();
    setup();
    (void)snprintf(all, sizeof all, "[scenario]\nbase = %s\n%s", base, text);
    write_text("f.ini", all);
    scenario = load_good("f.ini", NULL, 0);
    run = ab_run_create(scenario);
    ck_assert_ptr_nonnull(run);
    struct ab_run_outcome outcome;
    const struct ab_run_options options = {.seed = 1, .replication = 1, .trace = true};
    ck_assert(ab_run_replicate(run, &options, &outcome));
    ck_assert_msg(outcome.complete, "%s", outcome.reason);
    const char *wrong = random_checks(run, &outcome);
    ck_assert_msg(wrong == NULL, "%s", wrong);
}

static inline double measure(const char *name)
{
    return replay_measure(scenario, run, name);
}

#endif
