/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* target_uncertain.c - what is not known: [uncertain.ID] and [vary.ID] behind a good scenario.
 *
 * What is accepted can be drawn, at its ends too, and what is drawn makes a good scenario unless a fault is
 * told. */
#include "fuzz/small.h"
#include "fuzz/targets.h"
#include "scenario/input.h"

#include <math.h>

static void draw(const struct ab_document *document, const struct ab_scenario *scenario,
                 struct ab_errors *errors)
{
    static const double at[] = {1e-6, 0.001, 0.5, 0.999, 1 - 1e-6};
    struct ab_scenario *drawn = NULL;
    for (int i = 0; i < scenario->input_count; i++) {
        const struct ab_input *input = &scenario->input[i];
        require(input->targets >= 1 && !isnan(ab_input_mean(input)));
        double before = -(double)INFINITY;
        for (size_t k = 0; k < sizeof at / sizeof at[0]; k++) {
            const double value = ab_input_at(input, at[k]);
            require(value >= before && value >= input->least && value <= input->most);
            before = value;
        }
    }
    const enum ab_status status = ab_inputs_bind(&drawn, document, scenario, NULL, 0, 1, 1, errors);
    require_faults(status, errors);
    require((status == AB_OK) == (drawn != NULL));
    require(drawn == NULL || drawn->input_count == 0);
    ab_scenario_destroy(drawn);
}

void fuzz_uncertain(const uint8_t *data, size_t size)
{
    static struct ab_errors errors;
    struct shelf shelf = {0};
    struct ab_document *document;
    struct ab_scenario *scenario = fuzz_bind_behind(&document, &shelf, SMALL, data, size, &errors);
    if (scenario != NULL && scenario->input_count > 0) {
        draw(document, scenario, &errors);
    }
    ab_scenario_destroy(scenario);
    ab_document_destroy(document);
    shelf_clear(&shelf);
}
