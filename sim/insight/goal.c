/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* goal.c - reading a bound on a measure. */
#include "insight/goal.h"

#include "base/caseless.h"
#include "base/format.h"
#include "base/nearest.h"
#include "scenario/text.h"
#include "scenario/units.h"
#include "study/compare.h"

#include <string.h>

static enum ab_status refuse(struct ab_errors *errors, const char *text, const char *why)
{
    return ab_errors_refuse(errors, "--goal '%.100s': %s", text, why);
}

enum ab_status ab_goal_find_measure(int *measure, const struct ab_scenario *scenario,
                                    const char *name, const char *option, const char *said,
                                    struct ab_errors *errors)
{
    char buffer[128], room[AB_NEAREST_SIZE];
    struct ab_nearest nearest;
    int best = AB_NOBODY;
    ab_nearest_begin(&nearest, name);
    for (int i = 0; i < ab_measure_count(scenario); i++) {
        const char *other = ab_measure_name(scenario, i, buffer, sizeof buffer);
        if (ab_caseless_equal(name, other)) {
            *measure = i;
            return AB_OK;
        }
        if (ab_nearest_offer(&nearest, other)) {
            best = i;
        }
    }
    const char *meant =
        best != AB_NOBODY ? ab_measure_name(scenario, best, buffer, sizeof buffer) : NULL;
    return ab_errors_refuse(
        errors, "%s '%.100s': the scenario has no such measure%s", option, said,
        ab_nearest_ask(room, "'", meant, "'?", "; summary.csv of any run lists them"));
}

/* Reads the bound behind the sign, in the unit of the measure. */
static bool read_bound(const char *text, const char *unit, double *bound)
{
    struct ab_measured measured;
    struct ab_complaint complaint;
    const char *cursor = text;
    ab_complaint_clear(&complaint);
    if (!ab_scan_measured(&cursor, &measured)) {
        return false;
    }
    ab_scan_blanks(&cursor);
    if (*cursor != '\0') {
        return false;
    }
    *bound = measured.number;
    if (strcmp(measured.unit, "%") == 0) {
        *bound /= 100;
        return strcmp(unit, "share") == 0;
    }
    if (measured.unit[0] == '\0' || strcmp(measured.unit, unit) == 0) {
        return true;
    }
    if (strcmp(unit, "h") == 0 &&
        ab_measured_convert(&measured, AB_DIMENSION_TIME, bound, &complaint)) {
        *bound /= ab_dimension_scale(AB_DIMENSION_TIME);
        return true;
    }
    return false;
}

enum ab_status ab_goal_parse(struct ab_goal *goal, const struct ab_scenario *scenario,
                             const char *text, struct ab_errors *errors)
{
    char name[128], why[200];
    const char *sign = strpbrk(text, "<>");
    size_t length = sign != NULL ? (size_t)(sign - text) : 0;
    const char *begin = text;
    ab_text_trim(&begin, &length);
    if (sign == NULL || sign[1] != '=' || length == 0 || length >= sizeof name) {
        return refuse(errors, text,
                      "it must be MEASURE <= NUMBER or MEASURE >= NUMBER, as in closure_h <= 72 or "
                      "on_time_share >= 95 %");
    }
    memcpy(name, begin, length);
    name[length] = '\0';
    const enum ab_status status =
        ab_goal_find_measure(&goal->measure, scenario, name, "--goal", text, errors);
    if (status != AB_OK) {
        return status;
    }
    goal->at_most = *sign == '<';
    const char *unit = ab_measure_unit(scenario, goal->measure);
    if (!read_bound(sign + 2, unit, &goal->bound)) {
        (void)snprintf(why, sizeof why, "the bound must be a number, of unit %s", unit);
        return refuse(errors, text, why);
    }
    const double horizon = ab_time_hours(scenario->general.horizon);
    if (ab_measure_since(name) != AB_SINCE_NOTHING && goal->bound > horizon) {
        (void)snprintf(
            why, sizeof why,
            "that is behind the horizon, %s h after the start: what has not come by then "
            "is not followed",
            ab_figures(horizon, 6).text);
        return refuse(errors, text, why);
    }
    return AB_OK;
}

bool ab_goal_is_met(const struct ab_goal *goal, double value)
{
    const double over = ab_pairs_difference(goal->bound, value);
    return goal->at_most ? over <= 0 : over >= 0;
}

void ab_goals_put(struct ab_json *json, const struct ab_scenario *scenario,
                  const struct ab_goal *goal, int goals)
{
    ab_json_begin_array(json, "goals");
    for (int i = 0; i < goals; i++) {
        char name[128];
        ab_json_begin_object(json, NULL);
        ab_json_text(json, "measure",
                     ab_measure_name(scenario, goal[i].measure, name, sizeof name));
        ab_json_text(json, "sign", goal[i].at_most ? "<=" : ">=");
        ab_json_number(json, "bound", goal[i].bound);
        ab_json_text(json, "unit", ab_measure_unit(scenario, goal[i].measure));
        ab_json_end(json);
    }
    ab_json_end(json);
}

void ab_goals_say(struct ab_sheet *sheet, const struct ab_scenario *scenario,
                  const struct ab_goal *goal, int goals)
{
    for (int i = 0; i < goals; i++) {
        char name[128];
        ab_sheet_say(sheet, "%s%s %s %s %s", i == 0 ? "" : " and ",
                     ab_measure_name(scenario, goal[i].measure, name, sizeof name),
                     goal[i].at_most ? "<=" : ">=", ab_figures(goal[i].bound, 6).text,
                     ab_measure_unit(scenario, goal[i].measure));
    }
}
