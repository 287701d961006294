/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* airbridge.h - the simulator of rapid deployments by air, for programs in C and C++.
 *
 * A scenario is read once, checked, and never changes. A study asks something of it: what happens
 * (ab_study_simulate), what a change does (ab_study_compare), what happens at every point of a
 * design (ab_study_sweep). Chance is in all of them, so that each makes many replications; a result
 * holds the statistics, and a callback may have every single one.
 *
 * Example:
 *
 *     #include <airbridge/airbridge.h>
 *
 *     int main(void)
 *     {
 *         ab_scenario *scenario = NULL;
 *         ab_study *study = NULL;
 *         ab_result *result = NULL;
 *         ab_errors *errors = NULL;
 *         ab_study_options options = AB_STUDY_OPTIONS_INIT;
 *         ab_statistics closure = AB_STATISTICS_INIT;
 *         options.replications = 200;
 *
 *         if (ab_errors_new(&errors) == AB_OK &&
 *             ab_scenario_open(&scenario, "scenarios/january-2022.ini", NULL, errors) == AB_OK &&
 *             ab_study_new(&study, scenario, &options, errors) == AB_OK &&
 *             ab_study_simulate(&result, study, errors) == AB_OK &&
 *             ab_result_measure(&closure, result, "closure_h", errors) == AB_OK) {
 *             printf("closed after %.1f h, in one of ten cases after more than %.1f h\n",
 *                    closure.p50, closure.p90);
 *         }
 *         ab_errors_print(errors, stderr);
 *         ab_result_free(result);
 *         ab_study_free(study);
 *         ab_scenario_free(scenario);
 *         ab_errors_free(errors);
 *         return 0;
 *     }
 *
 * Build it with `cc program.c $(pkg-config --cflags --libs airbridge)`.
 *
 * Rules that hold for every function:
 *
 * - What a function makes comes first among its parameters, and is NULL when it fails. Whoever gets
 *   it frees it with the function of its kind, which takes NULL, too. Whatever else is handed out is
 *   borrowed: valid as long as the thing it is asked of. A scenario lives longer than the studies,
 *   results and comparisons made of it.
 * - What can fail for a reason outside the program returns an ab_status and adds what is wrong to
 *   `errors`, which may be NULL: then only the status tells.
 * - Structs that a program fills, or has filled, begin with the version that their initialiser sets;
 *   later releases add members at the end and still take the earlier versions.
 * - Values are numbers, or NAN: there is no such thing; or INFINITY: it had not happened when the
 *   replication ended, and is later than everything that had. Hours and tonnes are in the names.
 * - There is no state outside of these objects, and nothing to set up. (GSL's error handler, which
 *   would end the program, is turned off when the library is loaded.) Different threads may use
 *   different objects, and the same scenario, at the same time. A locale that the program sets
 *   changes nothing; callbacks see numbers in C's own locale.
 * - The same scenario, seed and release give the same numbers, on any machine and any number of
 *   threads. */
#ifndef AIRBRIDGE_AIRBRIDGE_H
#define AIRBRIDGE_AIRBRIDGE_H

#include <airbridge/common.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ab_status ab_status;

/* ---- the release ----
 *
 * Example:
 *
 *     printf("built with %s, running with %s\n", AB_VERSION, ab_version());
 */

/* The release of the library that is at work, as "0.4.0". */
const char *ab_version(void);

/* ---- faults ----
 *
 * All faults of a scenario are found in one go, and kept in a list. The list adds up: clear it
 * before it is used again.
 *
 * Example:
 *
 *     ab_errors *errors = NULL;
 *     ab_scenario *scenario = NULL;
 *     if (ab_errors_new(&errors) != AB_OK) {
 *         return 1;
 *     }
 *     if (ab_scenario_open(&scenario, "no such file.ini", NULL, errors) != AB_OK) {
 *         for (int i = 0; i < ab_errors_count(errors); i++) {
 *             ab_fault fault = AB_FAULT_INIT;
 *             if (ab_errors_get(&fault, errors, i) == AB_OK) {
 *                 printf("%s:%d: %s\n", fault.file, fault.line, fault.text);
 *             }
 *         }
 *     }
 *     ab_errors_free(errors);
 */

typedef struct ab_errors ab_errors;

/* One fault; texts are "" and numbers 0 where they do not apply. */
typedef struct {
    int version;
    const char *file; /* "--set" for an assignment */
    int line;         /* from 1 */
    const char *section, *key;
    const char *text; /* a sentence without the above; for a table, with the column */
} ab_fault;
#define AB_FAULT_INIT                                                                              \
    {                                                                                              \
        1, NULL, 0, NULL, NULL, NULL                                                               \
    }

ab_status ab_errors_new(ab_errors **errors); /* AB_IO_ERROR: out of memory */
void ab_errors_free(ab_errors *errors);
void ab_errors_clear(ab_errors *errors);

/* How many there are: the first 100 are kept. */
int ab_errors_count(const ab_errors *errors);

/* Fault number `index`, from 0; AB_BAD_SCENARIO when it is none of those that are kept. */
ab_status ab_errors_get(ab_fault *fault, const ab_errors *errors, int index);

/* Prints each as `FILE:LINE: error: [section] key: text`, a line each. */
void ab_errors_print(const ab_errors *errors, FILE *stream);

/* ---- scenarios ----
 *
 * A scenario is read from a file of the system, from a text in memory, or by a callback that is
 * asked for every file by its name: that of the scenario, of what it is based on, and of its tables.
 * What is to be different is said by assignments, SECTION.KEY=VALUE, each like a line of the file.
 *
 * Example:
 *
 *     const char text[] = "[scenario]\n"
 *                         "base = small/shuttle.ini\n";
 *     const char *one_more[] = {"fleet.shuttle.number=3"};
 *     ab_scenario *scenario = NULL, *larger = NULL;
 *     ab_scenario_options options = AB_SCENARIO_OPTIONS_INIT;
 *     char *number = NULL;
 *     options.name = "scenarios/mine.ini";
 *     if (ab_scenario_open_text(&scenario, text, sizeof text - 1, &options, NULL) == AB_OK &&
 *         ab_scenario_bind(&larger, scenario, one_more, 1, NULL) == AB_OK &&
 *         ab_scenario_value(&number, larger, "fleet.shuttle.number", NULL) == AB_OK) {
 *         printf("%d airfields, %s aircraft, %s\n", ab_scenario_count(larger, "airfield"), number,
 *                ab_scenario_title(larger));
 *     }
 *     ab_value_free(number);
 *     ab_scenario_free(larger);
 *     ab_scenario_free(scenario);
 */

typedef struct ab_handle ab_scenario;

/* Gives the bytes of the file of a name: 0 when it is there, and anything else when it is not. The
 * bytes stay the callback's, as they are, until it is called again or the call that asked for them
 * returns. What a scenario is based on is asked for beside the file that names it, then by the name
 * alone; a time zone as "zoneinfo/Europe/Paris". A later ab_scenario_bind may ask for more. */
typedef int ab_read_file(void *owner, const char *name, const char **bytes, size_t *size);

typedef struct {
    int version;
    const char *const *set; /* [set_count] assignments */
    int set_count;
    ab_read_file *read; /* has all files there are; NULL: the files of the system */
    void *read_owner;
    const char *name; /* of a text in memory: for faults, and for the names in it, which count from
                         its folder; NULL: "scenario.ini" */
} ab_scenario_options;
#define AB_SCENARIO_OPTIONS_INIT                                                                   \
    {                                                                                              \
        1, NULL, 0, NULL, NULL, NULL                                                               \
    }

/* Reads and checks a scenario; `options` may be NULL. AB_BAD_SCENARIO when it has faults, AB_IO_ERROR
 * when a file cannot be read. */
ab_status ab_scenario_open(ab_scenario **scenario, const char *path,
                           const ab_scenario_options *options, ab_errors *errors);
ab_status ab_scenario_open_text(ab_scenario **scenario, const char *text, size_t size,
                                const ab_scenario_options *options, ab_errors *errors);

/* The same scenario with other values, without reading it again. `bound` does not depend on
 * `scenario` any more. */
ab_status ab_scenario_bind(ab_scenario **bound, const ab_scenario *scenario, const char *const *set,
                           int set_count, ab_errors *errors);
void ab_scenario_free(ab_scenario *scenario);

/* The key scenario.title; a number that is the same whenever the scenario means the same, as
 * run.json tells it. */
const char *ab_scenario_title(const ab_scenario *scenario);
uint64_t ab_scenario_hash(const ab_scenario *scenario);

/* The things of a kind ("airfield", "fleet", "contingent", "milestone", ...) that are active, sorted
 * by id: how many there are (-1: no such kind), and the id of one of them, from 0 (NULL: there are
 * fewer). */
int ab_scenario_count(const ab_scenario *scenario, const char *kind);
const char *ab_scenario_id(const ab_scenario *scenario, const char *kind, int index);

/* The value of a key, "airfield.almaty.parking_mog", as ab_scenario_print prints it but for quotes: as
 * it was said ("exponential(2 h)"), or the default. *value is the caller's, who frees it with
 * ab_value_free; it is NULL with AB_OK when the key is not given and has no default. AB_BAD_SCENARIO
 * when there is no such key, or no such section in the scenario. */
ab_status ab_scenario_value(char **value, const ab_scenario *scenario, const char *key,
                            ab_errors *errors);
void ab_value_free(char *value);

/* Adds to `notes` what is no fault but may surprise, as `airbridge check` does. */
ab_status ab_scenario_notes(const ab_scenario *scenario, ab_errors *notes, ab_errors *errors);

/* Prints the whole scenario as a file that reads the same, each value with where it was said. */
ab_status ab_scenario_print(const ab_scenario *scenario, FILE *stream, ab_errors *errors);

/* Prints what keys there are: all (NULL), those of a section ("airfield"), or one
 * ("airfield.parking_mog"). */
ab_status ab_keys_print(FILE *stream, const char *name, ab_errors *errors);

/* ---- measures ----
 *
 * What a replication is measured by: hours until the force is closed, tonnes delivered, and so on.
 * Which measures there are depends on the scenario alone.
 *
 * Example:
 *
 *     ab_scenario *scenario = NULL;
 *     if (ab_scenario_open(&scenario, "scenarios/small/shuttle.ini", NULL, NULL) == AB_OK) {
 *         for (int i = 0; i < ab_scenario_measures(scenario); i++) {
 *             printf("%s [%s]: %s\n", ab_scenario_measure_name(scenario, i),
 *                    ab_scenario_measure_unit(scenario, i),
 *                    ab_scenario_measure_meaning(scenario, i));
 *         }
 *     }
 *     ab_scenario_free(scenario);
 */

int ab_scenario_measures(const ab_scenario *scenario); /* how many there are */

/* Name, unit and meaning of one, from 0; NULL when there are fewer. */
const char *ab_scenario_measure_name(const ab_scenario *scenario, int index);
const char *ab_scenario_measure_unit(const ab_scenario *scenario, int index);
const char *ab_scenario_measure_meaning(const ab_scenario *scenario, int index);

/* The index of the one of a name; -1: there is none. */
int ab_scenario_measure(const ab_scenario *scenario, const char *name);

/* ---- studies ----
 *
 * A study is a scenario and how it is to be simulated. It may be used for one thing after the other,
 * and stopped by another thread or a signal handler.
 *
 * Example:
 *
 *     ab_scenario *scenario = NULL;
 *     ab_study *study = NULL;
 *     ab_result *result = NULL;
 *     ab_study_options options = AB_STUDY_OPTIONS_INIT;
 *     options.replications = 50;
 *     options.threads = 2;
 *     options.output = "out/shuttle"; // the tables that `airbridge run` writes
 *     options.force = 1;              // in place of those that are there
 *     if (ab_scenario_open(&scenario, "scenarios/small/shuttle.ini", NULL, NULL) == AB_OK &&
 *         ab_study_new(&study, scenario, &options, NULL) == AB_OK &&
 *         ab_study_simulate(&result, study, NULL) == AB_OK) {
 *         ab_result_print(result, stdout);
 *     }
 *     ab_result_free(result);
 *     ab_study_free(study);
 *     ab_scenario_free(scenario);
 */

typedef struct ab_study ab_study;

/* One replication, while a callback is told of it. */
typedef struct ab_replication ab_replication;

/* Is told every replication that counts, in order, by whatever thread, by one at a time; anything
 * but 0 stops the study, which then ends with AB_INTERRUPTED. */
typedef int ab_replication_callback(void *owner, const ab_replication *replication);
/* Is told, by the thread that called, how many of how many are done. */
typedef void ab_progress_callback(void *owner, int done, int total);

typedef struct {
    int version;
    int replications;         /* 1 to 10,000,000; with `until` the most there may be */
    int64_t seed;             /* -1: the scenario's */
    int threads;              /* 0: one per core that the process may use */
    const char *const *until; /* [until_count] "closure_h=0.5" or "closure_h=2%": replications go on
                                 until means are known as well as this, at 95 % confidence */
    int until_count;          /* at most 16 */
    int least;                /* with `until`: the first look is after so many; 0: 1000 */
    int only;                 /* this replication alone, as it is among all; 0: all */
    int trace;                /* the replication whose flights and loads are written; 0: none */
    const char *output;       /* a folder of CSV tables, or a FILE.sqlite; NULL: no tables */
    int force;                /* not 0: results that are there already may be replaced */
    ab_replication_callback *replication; /* may be NULL */
    void *replication_owner;
    ab_progress_callback *progress; /* may be NULL */
    void *progress_owner;
    int resume;        /* not 0: go on with what is at `output`, if there is anything */
    int shard, shards; /* make this part, from 1, of so many; 0: all of it */
} ab_study_options;
#define AB_STUDY_OPTIONS_INIT                                                                      \
    {                                                                                              \
        2, 100, -1, 0, NULL, 0, 0, 0, 0, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0                  \
    }

/* `options` may be NULL, and is copied; what it points to is borrowed. AB_BAD_SCENARIO when an option
 * is out of range. */
ab_status ab_study_new(ab_study **study, const ab_scenario *scenario,
                       const ab_study_options *options, ab_errors *errors);
void ab_study_free(ab_study *study);

/* Stops what the study is at, within a second, and everything that it is asked from then on; may be
 * called by any thread and by signal handlers. */
void ab_study_interrupt(ab_study *study);

/* Simulates the scenario. AB_FAILED when a replication did not reach the scenario's end, or `until`
 * was not reached: *result is there all the same, and `errors` say why. With `shards` *result is NULL
 * in any case: a part has none. */
typedef struct ab_result ab_result;
ab_status ab_study_simulate(ab_result **result, ab_study *study, ab_errors *errors);
void ab_result_free(ab_result *result);

/* ---- studies that go on ----
 *
 * With `output` every replication is kept in a journal there as soon as it is made, beside the tables
 * that come at the end. So a study that was stopped, in whatever way, is not lost: the same study
 * with `resume` goes on, and comes to the same result and the same bytes as one that ran through;
 * with more replications than are there it makes the others; and when nothing is missing it makes
 * none. `resume` where nothing is begins.
 *
 * A study may be made in parts, on as many machines as there are: each has the same options but for
 * `shard` and a folder of its own, and leaves its part of the journal there, no tables and no result;
 * callbacks are not told its replications. Joined they are the journal of the whole.
 * All this holds for comparisons and sweeps too.
 *
 * Example:
 *
 *     const char *part[] = {"out/part-1", "out/part-2"};
 *     ab_scenario *scenario = NULL;
 *     ab_study *study = NULL;
 *     ab_result *result = NULL;
 *     ab_study_options options = AB_STUDY_OPTIONS_INIT;
 *     ab_statistics closure = AB_STATISTICS_INIT;
 *     if (ab_scenario_open(&scenario, "scenarios/small/shuttle.ini", NULL, NULL) != AB_OK) {
 *         return 1;
 *     }
 *     options.resume = 1;
 *     options.shards = 2;
 *     for (options.shard = 1; options.shard <= 2; options.shard++) {
 *         options.output = part[options.shard - 1];
 *         if (ab_study_new(&study, scenario, &options, NULL) == AB_OK) {
 *             (void)ab_study_simulate(&result, study, NULL); // here, or anywhere
 *         }
 *         ab_study_free(study);
 *     }
 *     options.resume = options.shard = options.shards = 0;
 *     options.output = "out/whole";
 *     options.force = 1;
 *     if (ab_study_new(&study, scenario, &options, NULL) == AB_OK &&
 *         ab_study_merge(study, part, 2, NULL) == AB_OK &&
 *         ab_study_simulate(&result, study, NULL) == AB_OK &&
 *         ab_result_measure(&closure, result, "closure_h", NULL) == AB_OK) {
 *         printf("%d replications: %.1f h\n", ab_result_replications(result), closure.p50);
 *     }
 *     ab_result_free(result);
 *     ab_study_free(study);
 *     ab_scenario_free(scenario);
 */

/* Joins parts, each the folder of one, in any order, into the journal of the whole at the study's
 * `output`, where `force` replaces what is there; the study goes on with it from then on, as with
 * `resume`. AB_BAD_SCENARIO when parts are missing, not done, or not of one study. Whether they are
 * of this one is seen when it goes on. */
ab_status ab_study_merge(ab_study *study, const char *const *part, int parts, ab_errors *errors);

/* ---- single replications ----
 *
 * Example:
 *
 *     static int tell(void *owner, const ab_replication *replication)
 *     {
 *         const int *closure = (const int *)owner;
 *         printf("%d: %.1f h\n", ab_replication_number(replication),
 *                ab_replication_measure(replication, *closure));
 *         return 0;
 *     }
 *
 *     int main(void)
 *     {
 *         ab_scenario *scenario = NULL;
 *         ab_study *study = NULL;
 *         ab_result *result = NULL;
 *         int closure;
 *         ab_study_options options = AB_STUDY_OPTIONS_INIT;
 *         if (ab_scenario_open(&scenario, "scenarios/small/shuttle.ini", NULL, NULL) != AB_OK) {
 *             return 1;
 *         }
 *         closure = ab_scenario_measure(scenario, "closure_h");
 *         options.replications = 5;
 *         options.replication = tell;
 *         options.replication_owner = &closure;
 *         if (ab_study_new(&study, scenario, &options, NULL) == AB_OK) {
 *             (void)ab_study_simulate(&result, study, NULL);
 *         }
 *         ab_result_free(result);
 *         ab_study_free(study);
 *         ab_scenario_free(scenario);
 *         return 0;
 *     }
 */

int ab_replication_number(const ab_replication *replication);   /* from 1 */
int ab_replication_scenario(const ab_replication *replication); /* of a comparison: 0 is the base */
/* The measure of an index of its scenario, which must have it: a number, NAN or INFINITY. */
double ab_replication_measure(const ab_replication *replication, int measure);
/* A milestone's value, as in ab_result_milestone. */
double ab_replication_milestone(const ab_replication *replication, int milestone);
/* NULL, or why it did not reach the scenario's end; number and hash of its events. */
const char *ab_replication_fault(const ab_replication *replication);
uint64_t ab_replication_events(const ab_replication *replication);
uint64_t ab_replication_hash(const ab_replication *replication);

/* ---- results ----
 *
 * Example:
 *
 *     ab_scenario *scenario = NULL;
 *     ab_study *study = NULL;
 *     ab_result *result = NULL;
 *     if (ab_scenario_open(&scenario, "scenarios/january-2022.ini", NULL, NULL) == AB_OK &&
 *         ab_study_new(&study, scenario, NULL, NULL) == AB_OK &&
 *         ab_study_simulate(&result, study, NULL) == AB_OK) {
 *         ab_statistics people = AB_STATISTICS_INIT;
 *         for (int i = 0; i < ab_causes(); i++) {
 *             printf("%s: %.1f h waited\n", ab_cause_called(i), ab_result_waited(result, i, NULL));
 *         }
 *         for (int i = 0; i < ab_scenario_count(scenario, "milestone"); i++) {
 *             ab_milestone_of milestone = AB_MILESTONE_OF_INIT;
 *             if (ab_result_milestone(&milestone, result, i) == AB_OK) {
 *                 printf("%s: %s\n", ab_scenario_id(scenario, "milestone", i), milestone.outcome);
 *             }
 *         }
 *         for (int i = 0; ab_result_curve_at(&people, result, "people", i) == AB_OK; i += 48) {
 *             printf("%.1f h: %.0f people\n", i * ab_result_curve_step_h(result), people.p50);
 *         }
 *     }
 *     ab_result_free(result);
 *     ab_study_free(study);
 *     ab_scenario_free(scenario);
 */

/* Statistics of one quantity over replications; NAN where they are not defined. Percentiles
 * interpolate between order statistics (type 7 of Hyndman and Fan, The American Statistician 50,
 * 1996) and count what is beyond the end as later than all else; the interval is that of the mean at
 * 95 % (Student's, widened for skewness by Hall). */
typedef struct {
    int version;
    int n, beyond; /* values, and how many of them are INFINITY; with one there is no mean of all */
    double mean, sd, ci95_low, ci95_high, min, p10, p50, p90, max;
    double mean_of_finished; /* of those that are not INFINITY */
} ab_statistics;
#define AB_STATISTICS_INIT                                                                         \
    {                                                                                              \
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0                                                      \
    }

int ab_result_replications(const ab_result *result);
int ab_result_failed(const ab_result *result); /* of them, that did not reach the scenario's end */
uint64_t ab_result_seed(const ab_result *result);
uint64_t ab_result_events(const ab_result *result);
uint64_t ab_result_hash(const ab_result *result); /* of everything that happened, as run.json's */

/* The measure of a name; AB_BAD_SCENARIO when there is none. */
ab_status ab_result_measure(ab_statistics *statistics, const ab_result *result, const char *name,
                            ab_errors *errors);

/* Why replications did not reach the scenario's end: reason number `index`, from 0, how many had it,
 * and the first of them. NULL when there are no more; `replications` and `first` may be NULL. */
const char *ab_result_failure(const ab_result *result, int index, int *replications, int *first);

/* A milestone of the scenario, by its index there. Its value is in hours since the scenario's start,
 * or since another milestone, or an amount. */
typedef struct {
    int version;
    ab_statistics value;
    double within_share;           /* of the replications: inside interval and tolerance, 0 to 1 */
    const char *verdict, *outcome; /* of the median: "within", "early", "late", "missing"; and
                                        "inside", "by its tolerance", "known miss", "missed" */
} ab_milestone_of;
#define AB_MILESTONE_OF_INIT                                                                       \
    {                                                                                              \
        1, AB_STATISTICS_INIT, 0, NULL, NULL                                                       \
    }
ab_status ab_result_milestone(ab_milestone_of *milestone, const ab_result *result, int index);

/* What aircraft and loads wait for: how many causes, their names, and the mean hours that were waited
 * for one in a replication, by how many flights (may be NULL). */
int ab_causes(void);
const char *ab_cause_called(int cause); /* NULL: there are fewer */
double ab_result_waited(const ab_result *result, int cause, double *flights);

/* The chain behind the last delivery, link by link: where the hours from the request to the closure
 * went, in the mean of the replications that closed. Hours are NAN when none did, or the link is one
 * that no chain has. */
int ab_links(void);
const char *ab_link_called(int link); /* NULL: there are fewer */
double ab_result_chain(const ab_result *result, int link);

/* How something grew over time: "landings", "people", "sites", "host", "departures",
 * "evacuees_come", "evacuees_cleared" or "evacuees_off", at point `index`,
 * from 0 at the scenario's start, so many hours apart. AB_BAD_SCENARIO when there is no such curve or
 * point. */
double ab_result_curve_step_h(const ab_result *result);
ab_status ab_result_curve_at(ab_statistics *statistics, const ab_result *result, const char *curve,
                             int index);

/* Prints the account that `airbridge run` ends with, some forty lines; and the result as one JSON
 * object, as `airbridge run --json` does. */
void ab_result_print(const ab_result *result, FILE *stream);
ab_status ab_result_json(const ab_result *result, FILE *stream, ab_errors *errors);

/* ---- comparisons ----
 *
 * What a change does, replication by replication under the same luck: the mean of the differences is
 * known far better than each side (common random numbers: Law, "Simulation Modeling and Analysis",
 * chapter 10). Each interval holds at 95 % by itself.
 *
 * Example:
 *
 *     const char *more[] = {"airfield.almaty.working_mog=6"};
 *     ab_scenario *base = NULL, *variant = NULL;
 *     ab_study *study = NULL;
 *     ab_comparison *comparison = NULL;
 *     if (ab_scenario_open(&base, "scenarios/january-2022.ini", NULL, NULL) == AB_OK &&
 *         ab_scenario_bind(&variant, base, more, 1, NULL) == AB_OK &&
 *         ab_study_new(&study, base, NULL, NULL) == AB_OK) {
 *         const ab_scenario *variants[1];
 *         ab_difference closure = AB_DIFFERENCE_INIT;
 *         variants[0] = variant;
 *         if (ab_study_compare(&comparison, study, variants, 1, NULL) == AB_OK &&
 *             ab_comparison_measure(&closure, comparison, 0, "closure_h", NULL) == AB_OK) {
 *             printf("%+.2f h (%.2f to %.2f)\n", closure.mean, closure.ci95_low,
 *                    closure.ci95_high);
 *         }
 *     }
 *     ab_comparison_free(comparison);
 *     ab_study_free(study);
 *     ab_scenario_free(variant);
 *     ab_scenario_free(base);
 */

typedef struct ab_versus ab_comparison;

/* Simulates the study's scenario, the base, and `count` variants of it; with `output` into the tables
 * that `airbridge compare` writes. Of the study's options there is no trace. AB_FAILED, and NULL with
 * `shards`, as with ab_study_simulate. */
ab_status ab_study_compare(ab_comparison **comparison, ab_study *study,
                           const ab_scenario *const *variant, int count, ab_errors *errors);
void ab_comparison_free(ab_comparison *comparison);

/* The variant less the base, over the replications in which both have a value. */
typedef struct {
    int version;
    int n, base_beyond, beyond; /* pairs; of them: the base's, the variant's value is INFINITY, and
                                   then there are no means */
    double base_mean, variant_mean, mean, ci95_low, ci95_high;
    int resolved;             /* not 0: the interval leaves out zero */
    int lower, higher, equal; /* pairs in which the variant has the lower value, ... */
} ab_difference;
#define AB_DIFFERENCE_INIT                                                                         \
    {                                                                                              \
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0                                                      \
    }
ab_status ab_comparison_measure(ab_difference *difference, const ab_comparison *comparison,
                                int variant, const char *name, ab_errors *errors);
int ab_comparison_replications(const ab_comparison *comparison);
uint64_t ab_comparison_hash(const ab_comparison *comparison, int scenario); /* 0: the base */

/* What a scenario is called in tables: by its file's name, or, when it is of the file of the base, by
 * the assignments that make it another. NULL: there are fewer. */
const char *ab_comparison_called(const ab_comparison *comparison, int scenario);

/* Prints the comparison as one JSON object, as `airbridge compare --json` does. */
ab_status ab_comparison_json(const ab_comparison *comparison, FILE *stream, ab_errors *errors);

/* ---- sweeps ----
 *
 * The same study at every point of a design, with the same luck at each.
 *
 * Example:
 *
 *     static int show(void *owner, const ab_point *point, const ab_result *result)
 *     {
 *         ab_statistics closure = AB_STATISTICS_INIT;
 *         (void)owner;
 *         if (result != NULL &&
 *             ab_result_measure(&closure, result, "closure_h", NULL) == AB_OK) {
 *             printf("%s = %s: %.1f h\n", ab_point_key(point, 0), ab_point_value(point, 0),
 *                    closure.p50);
 *         }
 *         return 0;
 *     }
 *
 *     int main(void)
 *     {
 *         const char *vary[] = {"fleet.shuttle.number=1..4"};
 *         ab_scenario *scenario = NULL;
 *         ab_study *study = NULL;
 *         ab_sweep_options sweep = AB_SWEEP_OPTIONS_INIT;
 *         sweep.vary = vary;
 *         sweep.vary_count = 1;
 *         sweep.point = show;
 *         if (ab_scenario_open(&scenario, "scenarios/small/shuttle.ini", NULL, NULL) == AB_OK &&
 *             ab_study_new(&study, scenario, NULL, NULL) == AB_OK) {
 *             (void)ab_study_sweep(study, &sweep, NULL);
 *         }
 *         ab_study_free(study);
 *         ab_scenario_free(scenario);
 *         return 0;
 *     }
 */

typedef struct ab_visit ab_point;

/* Is told every point, in order; anything but 0 stops the sweep, which then ends with
 * AB_INTERRUPTED. `result` lasts as long as the call; it is NULL where the values do not make a
 * scenario, see ab_point_fault. */
typedef int ab_point_callback(void *owner, const ab_point *point, const ab_result *result);

typedef struct {
    int version;
    const char *const *vary; /* [vary_count] KEY=VALUES, as those of `airbridge sweep --vary` */
    int vary_count;
    const char *cases;  /* a CSV file, as that of --cases; NULL: none */
    const char *design; /* "lhs:200", "sobol:64", "zip"; NULL: every combination */
    ab_point_callback *point;
    void *point_owner;
    int runs; /* not 0: a table of single runs, too, as with --runs */
} ab_sweep_options;
#define AB_SWEEP_OPTIONS_INIT                                                                      \
    {                                                                                              \
        2, NULL, 0, NULL, NULL, NULL, NULL, 0                                                      \
    }

/* Without keys to vary, or options, which may be NULL, the design is that of the scenario's sections
 * [sweep] and [vary.ID]. Of the study's options there is no trace. With `output` the tables that
 * `airbridge sweep` writes are made; callbacks are told afterwards, for which the
 * points are made once more: leave them out where tables are enough. AB_FAILED when a point has no
 * result, or a replication of it failed. */
ab_status ab_study_sweep(ab_study *study, const ab_sweep_options *sweep, ab_errors *errors);

int64_t ab_point_number(const ab_point *point); /* from 1, */
int64_t ab_point_total(const ab_point *point);  /* of so many */
int ab_point_keys(const ab_point *point);
/* The keys that are varied, from 0 (NULL: there are fewer), and their values here; "": that of the
 * scenario. */
const char *ab_point_key(const ab_point *point, int index);
const char *ab_point_value(const ab_point *point, int index);
const char *ab_point_fault(const ab_point *point); /* why there is no result; NULL: there is */

#ifdef __cplusplus
}
#endif

#endif
