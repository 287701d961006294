/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* run.h - one replication of a scenario.
 *
 * An ab_run holds all state of a replication. It is created once per thread, replays any number of
 * replications, and allocates nothing after the first. Replication k under a seed gives the same
 * records and the same trajectory hash whatever was run before. */
#ifndef AB_MODEL_RUN_H
#define AB_MODEL_RUN_H

#include "base/pack.h"
#include "model/record.h"
#include "scenario/scenario.h"
#include <math.h>
#include <stdatomic.h>

struct ab_run;

/* NULL when memory is out. The scenario is borrowed. */
struct ab_run *ab_run_create(const struct ab_scenario *scenario);
void ab_run_destroy(struct ab_run *run);

struct ab_run_options {
    uint64_t seed;
    uint32_t replication;           /* from 1, as in the tables */
    bool trace;                     /* keep records of flights, loads and airfields */
    bool diary;                     /* keep what goes on in each hour or day */
    bool accounts;                  /* keep what it comes to by contingent, airfield and type */
    bool bounds;                    /* find how soon the force could be in: bound.h */
    const atomic_bool *interrupted; /* true: stop soon; may be NULL */
};

/* Why a replication ended, as a static sentence; NULL when it reached the scenario's end. */
struct ab_run_outcome {
    bool complete;
    const char *reason; /* e.g. "the horizon was reached before everybody was home" */
    ab_time request;    /* when help was asked for, AB_TIME_NEVER: it was not */
    ab_time
        idle_from; /* nothing was left to happen until the horizon; AB_TIME_NEVER: something was */
    ab_time ended;
    /* Up to when it is known that nothing more came: when it ended, or the horizon when nothing was
     * left to happen before. */
    ab_time followed;
    ab_time ordered; /* when the withdrawal was; AB_TIME_NEVER: it was not */
    uint64_t events, hash;
};

/* Simulates one replication. False, and no outcome, when memory ran out or it was interrupted: within
 * one event, which takes some milliseconds at most. */
bool ab_run_replicate(struct ab_run *run, const struct ab_run_options *options,
                      struct ab_run_outcome *outcome);

/* A value of a replication is a number, or NAN: the scenario has no such thing; or it is beyond: what
 * is measured was to come and had not when the replication ended. That is no number, but it is known
 * to be later than every one: INFINITY, which sorts and compares so. */
#define AB_BEYOND ((double)INFINITY)
static inline bool ab_is_beyond(double value)
{
    return value >= AB_BEYOND;
}

/* The measures of the replication just run, in table order: values as above. The names depend on the
 * scenario alone. */
int ab_measure_count(const struct ab_scenario *scenario);
const char *ab_measure_name(const struct ab_scenario *scenario, int measure, char *buffer,
                            size_t size);
/* The measure of that name, or AB_NOBODY. */
int ab_measure_find(const struct ab_scenario *scenario, const char *name);
const char *ab_measure_unit(const struct ab_scenario *scenario, int measure);
/* What a measure of this name is, in words, in whatever scenario; of no measure, its name. */
const char *ab_measure_meaning(const char *name);
/* Whether a measure of this name is a yes or no, 1 or 0, so that its mean is a share; and whether it
 * is the hours from the request, or from the withdrawal order, to a moment, which may be beyond. */
bool ab_measure_is_yes_or_no(const char *name);
bool ab_measure_is_since_request(const char *name);
bool ab_measure_is_since_order(const char *name);
/* Whether more of it is better, as of what is delivered; of all others less is, as of times and losses. */
bool ab_measure_is_gain(const char *name);
/* Whether it takes a replication whose options ask for bounds. */
bool ab_measure_is_of_bounds(const char *name);
void ab_run_measures(const struct ab_run *run, double *value);

/* Milestone values of the replication just run: ms since start, ms after another milestone, or an
 * amount; beyond when it did not happen, or was to be the last and more was to come. One per
 * scenario milestone. */
void ab_run_milestones(const struct ab_run *run, double *value);

/* What one of them says. */
enum ab_verdict { AB_WITHIN, AB_EARLY, AB_LATE, AB_MISSING };
/* Within is from earliest - tolerance to latest + tolerance, both included; a bound that is not
 * given does not bind; beyond is missing. For amounts, "early" means too few and "late" too
 * many. */
enum ab_verdict ab_milestone_verdict(const struct ab_milestone *milestone, double value);

/* The chain behind the last delivery, hours per link (AB_LINK_COUNT values): their sum is the
 * time from the request to closure. All NAN when the force did not close. */
void ab_run_chain(const struct ab_run *run, double *hours);

/* Waiting hours by cause over all flights (AB_CAUSE_COUNT values), and how many flights waited for
 * it. Waiting for an aircraft, for one under way, to be prepared, and under the daily ceiling before an
 * aircraft is tasked, is the loads' waiting; every other is the aircraft's, so that no hour counts twice. */
void ab_run_waits(const struct ab_run *run, double *hours, int *flights);

/* What it came to by contingent, airfield and type, packed as record.h says; empty when the options
 * did not ask for it. Borrowed until the next replication. */
const struct ab_pack *ab_run_accounts(const struct ab_run *run);

/* What went on in each span, likewise, but not packed. Spans are so long, and the first begins so much from
 * the start, at which it has begun already; how many there may be; and what its meters are of. */
const struct ab_numbers *ab_run_diary(const struct ab_run *run);
ab_time ab_diary_step(const struct ab_scenario *scenario);
ab_time ab_diary_begins(const struct ab_scenario *scenario);
int ab_diary_spans(const struct ab_scenario *scenario);
int ab_diary_meters(const struct ab_scenario *scenario);
struct ab_metered ab_diary_metered(const struct ab_scenario *scenario, int meter);

/* When each load of the replication just run moved, and each that went on by road from a hub;
 * AB_TIME_NEVER: it did not. */
struct ab_carriage {
    enum ab_direction direction;
    bool sustainment, evacuation, ends_at_hub; /* the last: it goes on from there as others */
    int64_t people;
    ab_time departed, landed, offloaded;
};
int ab_run_loads(const struct ab_run *run);
struct ab_carriage ab_run_carriage(const struct ab_run *run, int load);

/* People of the evacuations and back-hauls of the replication just run, some at a time: when they came
 * and were cleared, up to its end; and when they were off their aircraft. Many who come one by one are
 * told of together, with the time of the first, where all are of one step: later than a multiple of it,
 * and not than the next. */
typedef void ab_evacuees_told(void *owner, ab_time time, int64_t people);
void ab_run_evacuees_come(const struct ab_run *run, ab_time step, ab_evacuees_told *come,
                          ab_evacuees_told *cleared, void *owner);
void ab_run_evacuees_off(const struct ab_run *run, ab_evacuees_told *off, void *owner);

/* Records of the replication just run, borrowed until the next one; of flights, loads and airfields
 * in a traced run only. */
const struct ab_sortie_record *ab_run_sorties(const struct ab_run *run, int *count);
const struct ab_chalk_record *ab_run_chalks(const struct ab_run *run, int *count);
const struct ab_spent *ab_run_sorties_spent(const struct ab_run *run);
const struct ab_spent *ab_run_chalks_spent(const struct ab_run *run);
const struct ab_contingent_record *ab_run_contingent(const struct ab_run *run, int contingent);
const struct ab_site_record *ab_run_site(const struct ab_run *run, int site);
const struct ab_airfield_record *ab_run_airfields(const struct ab_run *run, int *count);
/* In the order in which they ended, and in which they began. */
const struct ab_stretch_record *ab_run_stretches(const struct ab_run *run, int *count);
const struct ab_stretch_record *ab_run_load_stretches(const struct ab_run *run, int *count);
const struct ab_holding_record *ab_run_holdings(const struct ab_run *run, int *count);
/* Since when some states of airfields, or of who held what, are left out: they were too many. */
ab_time ab_run_untraced(const struct ab_run *run);

#endif
