/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* input.h - what is not known of a scenario: how to draw it, and how to ask for a run with it.
 *
 * Each active [uncertain.ID] whose keys nobody says anew above it is an input of the scenario: a value
 * that is drawn once per replication, from a stream of its own, named by its id. So replication k has the
 * same inputs whatever else differs and whoever runs it, and they have nothing to do with the
 * replication's luck: inputs and luck may be put together at will.
 *
 * A drawn scenario is nothing but the document with more statements on top, as a point of a sweep is. So
 * a run with inputs of one's own and the luck of replication r is
 *
 *     const int inputs = scenario->input_count;          (bound without overrides of their keys)
 *     double u[inputs], x[inputs];
 *     struct ab_override more[ab_inputs_statements(scenario)];
 *     ab_inputs_draw(scenario, seed, k, u);               (the quantiles of replication k, or one's own
 *     for (int i = 0; i < inputs; i++)                     in (0, 1), of a design)
 *         x[i] = ab_input_at(&scenario->input[i], u[i]);  (or values of one's own)
 *     ab_inputs_state(scenario, x, more, arena);          (after the overrides of a point)
 *     ab_document_bind(&drawn, document, more, ab_inputs_statements(scenario), errors);
 *     struct ab_run *run = ab_run_create(drawn);
 *     ab_run_replicate(run, &(struct ab_run_options){.seed = seed, .replication = r}, &outcome);
 *
 * (ab_inputs_bind does all but the last two lines for the inputs of a replication. The document of a
 * scenario that ab_scenario_load made is scenario->document.)
 *
 * A drawn scenario has the same measures, milestones and things as its base, and no inputs left. Where
 * `deterministic = yes` the base itself has the means of its inputs, and they may be drawn all the
 * same. */
#ifndef AB_SCENARIO_INPUT_H
#define AB_SCENARIO_INPUT_H

#include "base/memory.h"
#include "scenario/document.h"

/* A value as a scenario writes it: texts with numbers between, each of which is some number times that
 * of the input. */
struct ab_input_target {
    const char *key;      /* SECTION.ID.KEY */
    int numbers;          /* one or more */
    const char **text;    /* [numbers + 1]: before each, and behind the last */
    const double *number; /* [numbers]: what the input is multiplied with */
    bool is_whole;
    double least, most; /* what is written is moved into this range */
};

struct ab_input {
    const struct ab_uncertain *of;
    const struct ab_distribution *law; /* its values are in units of ... */
    double scale;                      /* ... so much of the unit */
    const char *unit;                  /* "h"; "" for counts and factors */
    bool is_whole;
    double base; /* its value where it is not drawn: what the first of its keys says, or 1 for a
                    factor; NAN: that is no number, such as a distribution, a date or a word */
    double least, most; /* values are moved into this range */
    int targets;
    const struct ab_input_target *target;
};

/* The value of an input at a quantile in (0, 1), in its unit; and at the mean. */
double ab_input_at(const struct ab_input *input, double quantile);
double ab_input_mean(const struct ab_input *input);

/* The quantiles of replication k, one per input of the scenario. */
void ab_inputs_draw(const struct ab_scenario *scenario, uint64_t seed, uint32_t replication,
                    double *quantile);

/* Statements that give each input its value: so many, whose texts live in the arena. False when memory
 * is out. */
int ab_inputs_statements(const struct ab_scenario *scenario);
bool ab_inputs_state(const struct ab_scenario *scenario, const double *value,
                     struct ab_override *statement, struct ab_arena *arena);

/* Binds the document, with `count` overrides as `scenario` was bound from it, with the inputs of
 * replication k. */
enum ab_status ab_inputs_bind(struct ab_scenario **drawn, const struct ab_document *document,
                              const struct ab_scenario *scenario,
                              const struct ab_override *override, int count, uint64_t seed,
                              uint32_t replication, struct ab_errors *errors);

/* Binds the document, with `count` overrides as `scenario` was bound from it, at extreme values of its
 * inputs, each alone and all together: whether a draw may make a scenario that is not good. Faults are
 * told where the input is. */
enum ab_status ab_inputs_try(const struct ab_document *document, const struct ab_scenario *scenario,
                             const struct ab_override *override, int count,
                             struct ab_errors *errors);

#endif
