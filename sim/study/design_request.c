/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* design_request.c - the request of a design, as a command line or a program writes it. */
#include "study/design.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Reads KIND:POINTS, or "zip". */
static enum ab_status take_shape(struct ab_design_request *request, const char *text,
                                 struct ab_errors *errors)
{
    if (strcmp(text, "zip") == 0) {
        request->kind = AB_DESIGN_ZIP;
        return AB_OK;
    }
    const char *number;
    if (strncmp(text, "lhs:", 4) == 0) {
        request->kind = AB_DESIGN_LHS;
        number = text + 4;
    } else if (strncmp(text, "sobol:", 6) == 0) {
        request->kind = AB_DESIGN_SOBOL;
        number = text + 6;
    } else {
        return ab_errors_refuse(errors,
                                "--design must be lhs:POINTS or sobol:POINTS, as in lhs:200");
    }
    const size_t digits = strspn(number, "0123456789");
    request->points =
        digits > 0 && digits <= 9 && number[digits] == '\0' ? strtoll(number, NULL, 10) : 0;
    return request->points >= 1
               ? AB_OK
               : ab_errors_refuse(errors,
                                  "--design: the points must be a whole number, as in lhs:200");
}

/* The [vary.ID] sections as KEY=VALUES; NULL when memory is out. */
static const char **texts_of(const struct ab_scenario *scenario, struct ab_arena *arena)
{
    const char **text = ab_arena_take(arena, (size_t)scenario->vary_count * sizeof *text);
    for (int i = 0; text != NULL && i < scenario->vary_count; i++) {
        const struct ab_vary *vary = &scenario->vary[i];
        const size_t size = strlen(vary->key) + strlen(vary->values) + 2;
        char *joined = ab_arena_take(arena, size);
        if (joined == NULL) {
            return NULL;
        }
        (void)snprintf(joined, size, "%s=%s", vary->key, vary->values);
        text[i] = joined;
    }
    return text;
}

/* What only shapes the design can also be given to the scenario's axes. */
enum ab_status ab_design_ask(struct ab_design_request *request, const struct ab_scenario *scenario,
                             const char *shape, struct ab_arena *arena, struct ab_errors *errors)
{
    if (request->vary_count == 0 && request->cases == NULL) {
        request->vary = texts_of(scenario, arena);
        if (request->vary == NULL) {
            return ab_errors_out_of_memory(errors);
        }
        request->vary_count = scenario->vary_count;
        request->said = scenario->vary;
        request->cases = scenario->sweep.cases;
        request->kind = scenario->sweep.design;
        request->points = scenario->sweep.points;
    }
    if (request->vary_count == 0 && request->cases[0] == '\0') {
        return ab_errors_refuse(errors,
                                "nothing is varied: give --vary KEY=VALUES or --cases FILE, or a "
                                "section [vary.ID] in the scenario");
    }
    return shape != NULL ? take_shape(request, shape, errors) : AB_OK;
}
