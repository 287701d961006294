/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* design_check.c - judges the values of a design one by one, before anything is simulated. */
#include "scenario/text.h"
#include "scenario/trial.h"
#include "study/cases.h"
#include "study/design.h"

#include <string.h>

static enum ab_status fault(const struct ab_design *design, int key, int64_t number,
                            const char *value, const struct ab_complaint *complaint,
                            struct ab_errors *errors)
{
    const char *name = ab_design_key(design, key);
    const struct ab_design_place place = ab_design_place(design, key, number);
    const int first = errors->count;
    const int shown = (int)ab_text_shown(value, strlen(value), 100);
    if (complaint->status == AB_IO_ERROR) {
        return ab_errors_add(errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "%s", complaint->text);
    }
    if (place.file == NULL) {
        return ab_errors_refuse(errors, "the values of %s: '%.*s' %s", name, shown, value,
                                complaint->text);
    }
    const char *dot = strrchr(name, '.'); /* a key that is judged has a section */
    char section[sizeof errors->error[0].section];
    (void)snprintf(section, sizeof section, "%.*s", (int)(dot - name), name);
    (void)ab_errors_add(errors, AB_BAD_SCENARIO, NULL, 0, section, dot + 1, "'%.*s' %s", shown,
                        value, complaint->text);
    ab_cases_tell_place(errors, first, place.file, place.line, place.column);
    return AB_BAD_SCENARIO;
}

/* What the steps of the check share. */
struct check {
    const struct ab_design *design;
    struct ab_trial *trial;
    struct ab_errors *errors;
    enum ab_status status;
};

static void check_value(struct check *check, int key, int64_t number)
{
    char text[AB_AXIS_TEXT_SIZE];
    struct ab_complaint complaint;
    const char *value = ab_design_key_value(check->design, key, number, text);
    if (value[0] != '\0' &&
        !ab_trial_accepts(check->trial, ab_design_key(check->design, key), value, &complaint)) {
        check->status = fault(check->design, key, number, value, &complaint, check->errors);
    }
}

/* Whether a key is a column of the table of cases. */
static bool is_case(const struct ab_design *design, int key)
{
    return ab_design_place(design, key, 0).file != NULL;
}

enum ab_status ab_design_check(const struct ab_design *design, struct ab_trial *trial,
                               struct ab_errors *errors)
{
    struct check check = {.design = design, .trial = trial, .errors = errors};
    int cases = 0; /* columns of the table, which come before all other keys */
    while (cases < ab_design_keys(design) && is_case(design, cases)) {
        cases++;
    }
    /* Line by line, as somebody mends them. */
    for (int64_t row = 0; cases > 0 && row < ab_design_key_values(design, 0); row++) {
        for (int key = 0; key < cases; key++) {
            check_value(&check, key, row);
        }
    }
    for (int key = cases; key < ab_design_keys(design); key++) {
        for (int64_t i = 0; i < ab_design_key_values(design, key); i++) {
            check_value(&check, key, i);
        }
    }
    return check.status;
}
