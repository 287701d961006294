/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* lateness.c - lines of a movement list, from replications to statistics. */
#include "study/lateness.h"

#include "base/memory.h"

#include <math.h>

struct line {
    int contingent;
    int late;                    /* replications in which it was, or never came */
    int count[AB_LINK_COUNT];    /* those in which this was the longest behind its last load ... */
    double hours[AB_LINK_COUNT]; /* ... and how long it was in all of them */
};

struct ab_lines {
    int count;
    struct line *line;
    struct ab_sample *lateness;
};

static bool is_due(const struct ab_scenario *scenario, int contingent)
{
    return scenario->contingent[contingent].latest_arrival.kind != AB_WHEN_UNSET;
}

struct ab_lines *ab_lines_create(const struct ab_scenario *scenario)
{
    struct ab_lines *lines = ab_memory_take(1, sizeof *lines);
    if (lines == NULL) {
        return NULL;
    }
    for (int c = 0; c < scenario->contingent_count; c++) {
        lines->count += is_due(scenario, c);
    }
    lines->line = ab_memory_take((size_t)lines->count, sizeof *lines->line);
    lines->lateness = ab_samples_create(lines->count);
    if (lines->line == NULL || lines->lateness == NULL) {
        ab_lines_destroy(lines);
        return NULL;
    }
    for (int c = 0, next = 0; c < scenario->contingent_count; c++) {
        if (is_due(scenario, c)) {
            lines->line[next++].contingent = c;
        }
    }
    return lines;
}

void ab_lines_destroy(struct ab_lines *lines)
{
    if (lines != NULL) {
        ab_samples_destroy(lines->lateness, lines->count);
        ab_memory_give(lines->line);
        ab_memory_give(lines);
    }
}

/* Hours from the latest arrival until the last load is off; NAN of a standby that stays at home. */
static double lateness_of(const struct ab_contingent_record *record)
{
    if (!record->committed) {
        return (double)NAN;
    }
    return record->closed == AB_TIME_NEVER ? AB_BEYOND
                                           : ab_time_hours(record->closed - record->due);
}

bool ab_lines_add(struct ab_lines *lines, const struct ab_replication *replication)
{
    for (int i = 0; i < lines->count; i++) {
        struct line *line = &lines->line[i];
        const struct ab_contingent_record *record = &replication->contingent[line->contingent];
        const double lateness = lateness_of(record);
        const bool is_late = lateness > 0;
        line->late += is_late;
        if (is_late && !ab_is_beyond(lateness) && record->late_link != AB_NOBODY) {
            line->count[record->late_link]++;
            line->hours[record->late_link] += ab_time_hours(record->late_by);
        }
        if (!ab_sample_add(&lines->lateness[i], lateness)) {
            return false;
        }
    }
    return true;
}

/* What was the longest most often, of equals for more hours. */
static int main_link(const struct line *line)
{
    int most = AB_NOBODY;
    for (int link = 0; link < AB_LINK_COUNT; link++) {
        const int count = line->count[link];
        if (count > 0 && (most == AB_NOBODY || count > line->count[most] ||
                          (count == line->count[most] && line->hours[link] > line->hours[most]))) {
            most = link;
        }
    }
    return most;
}

bool ab_lines_finish(struct ab_lines *lines, struct ab_result *result, struct ab_student *student)
{
    result->line = ab_memory_take((size_t)lines->count, sizeof *result->line);
    if (result->line == NULL) {
        return false;
    }
    result->lines = lines->count;
    for (int i = 0; i < lines->count; i++) {
        const struct line *line = &lines->line[i];
        const int link = main_link(line);
        const struct ab_summary lateness = ab_sample_take_summary(&lines->lateness[i], student);
        result->line[i] = (struct ab_line){
            .contingent = line->contingent,
            .lateness = lateness,
            .late_share = lateness.n > 0 ? (double)line->late / lateness.n : (double)NAN,
            .link = link,
            .link_share = link == AB_NOBODY ? (double)NAN : (double)line->count[link] / line->late,
            .link_h = link == AB_NOBODY ? (double)NAN : line->hours[link] / line->count[link],
        };
    }
    return true;
}
