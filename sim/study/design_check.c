/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* design_check.c - judges the values of a design one by one, before anything is simulated. */
#include "base/caseless.h"
#include "scenario/build.h"
#include "scenario/key_text.h"
#include "scenario/text.h"
#include "study/cases.h"
#include "study/design.h"

#include <assert.h>
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
        return ab_complaint_tell_failure(complaint, errors);
    }
    if (place.file == NULL) {
        const struct ab_design_place axis = ab_design_axis_place(design, key);
        return ab_errors_add(errors, AB_BAD_SCENARIO, axis.file, axis.line, NULL, NULL,
                             "the values of %s: '%.*s' %s", name, shown, value, complaint->text);
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
    const struct ab_document *document;
    ab_time start;
    struct ab_errors *errors;
    enum ab_status status;
};

static void check_value(struct check *check, int key, int64_t number)
{
    char text[AB_AXIS_TEXT_SIZE];
    struct ab_complaint complaint;
    const char *value = ab_design_key_value(check->design, key, number, text);
    if (value[0] != '\0' && check->status != AB_IO_ERROR &&
        !ab_document_accepts(check->document, check->start, ab_design_key(check->design, key),
                             value, &complaint)) {
        check->status = fault(check->design, key, number, value, &complaint, check->errors);
    }
}

/* Whether a key is a column of the table of cases. */
static bool is_case(const struct ab_design *design, int key)
{
    return ab_design_place(design, key, 0).file != NULL;
}

enum ab_status ab_design_check(const struct ab_design *design, const struct ab_document *document,
                               ab_time start, struct ab_errors *errors)
{
    struct check check = {.design = design, .document = document, .start = start, .errors = errors};
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

/* ---- what was random ---- */

/* The thing of SECTION.ID.KEY or SECTION.KEY in a scenario; NULL when it is not there. */
static void *find_thing(const struct ab_scenario *scenario, enum ab_section section, const char *id)
{
    for (int i = 0; i < ab_scenario_thing_count(scenario, section); i++) {
        void *thing = ab_scenario_thing(scenario, section, i);
        const struct ab_named *named = thing;
        if (!ab_section_kind(section)->named || ab_caseless_equal(id, named->id)) {
            return thing;
        }
    }
    return NULL;
}

/* The distribution that a key has in the scenario; NULL when it is none, or always one value. */
static const struct ab_distribution *find_random(const struct ab_scenario *scenario,
                                                 const char *name, const struct ab_key **key)
{
    struct ab_key_path path;
    const bool is_key = ab_key_path(name, &path);
    assert(!is_key || path.key >= 0); /* see ab_axis_check_key */
    *key = is_key ? &ab_section_kind(path.section)->key[path.key] : NULL;
    void *thing = *key != NULL ? find_thing(scenario, path.section, path.id) : NULL;
    const struct ab_distribution *const *random =
        thing != NULL ? ab_value_random(*key, thing) : NULL;
    return random != NULL && (*random)->low < (*random)->high ? *random : NULL;
}

/* Whether a value is one that is always the same, and good. */
static bool is_constant(const struct ab_key *key, const char *value)
{
    struct ab_complaint complaint;
    double quantity;
    ab_complaint_clear(&complaint);
    return ab_quantity_parse(value, key->dimension, &quantity, &complaint);
}

void ab_design_note_constants(const struct ab_design *design, const struct ab_scenario *scenario,
                              struct ab_errors *notes)
{
    for (int i = 0; i < ab_design_keys(design); i++) {
        const struct ab_key *key;
        const char *name = ab_design_key(design, i);
        const struct ab_distribution *random = find_random(scenario, name, &key);
        for (int64_t v = 0; random != NULL && v < ab_design_key_values(design, i); v++) {
            char text[AB_AXIS_TEXT_SIZE], section[AB_SECTION_NAME_SIZE], said[AB_KEY_TEXT_SIZE];
            const char *value = ab_design_key_value(design, i, v, text);
            if (!is_constant(key, value)) {
                continue;
            }
            (void)snprintf(section, sizeof section, "%.*s", (int)(strrchr(name, '.') - name), name);
            ab_distribution_text(random, key->dimension, said);
            const struct ab_design_place axis = ab_design_axis_place(design, i);
            (void)ab_errors_add(notes, AB_BAD_SCENARIO, axis.file, axis.line, section, key->name,
                                "is random in the scenario, %s; a plain number such as %s makes it "
                                "constant. To vary it and keep its law, give a range to one "
                                "parameter, as in exponential(1 h..6 h step 1 h)",
                                said, value);
            break;
        }
    }
}
