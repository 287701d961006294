/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* inquiry.h - a growing table of runs: what insight commands ask their questions of.
 *
 * A run is a cell: a point and a replication. A point is a set of overrides on the document, point 0
 * by custom the one without; replication k has the same luck at every point. The asker adds points,
 * has cells made that it wants to know, looks at their values, and decides what to ask next. What is
 * there already is not made again. Values are columns that were named at the beginning: measures, and
 * milestones as milestone.ID.
 *
 *     const char *const column[] = {"closure_h"};
 *     const struct ab_inquiry_options options = {.command = "worth", .document = document,
 *         .column = column, .columns = 1, .seed = 1, .output = "out"};
 *     const struct ab_override more = {.key = "airfield.almaty.working_mog", .value = "7"};
 *     struct ab_inquiry *inquiry;
 *     enum ab_status status = ab_inquiry_open(&inquiry, &options, errors);
 *     if (status == AB_OK) {
 *         int point[2];
 *         status = ab_inquiry_point(inquiry, NULL, 0, &point[0], errors);
 *         status = status == AB_OK ? ab_inquiry_point(inquiry, &more, 1, &point[1], errors) : status;
 *         status = status == AB_OK ? ab_inquiry_make(inquiry, point, 2, 1, 20, errors) : status;
 *         for (int k = 1; status == AB_OK && k <= 20; k++) {
 *             gain += ab_inquiry_value(inquiry, point[0], k, 0) -
 *                     ab_inquiry_value(inquiry, point[1], k, 0);
 *         }
 *         status = status == AB_OK ? ab_inquiry_finish(inquiry, errors) : status;
 *     }
 *     ab_inquiry_close(inquiry);
 *
 * With a place for its result an inquiry keeps a journal there, inquiry.journal, a line per run, as
 * runs are done. Who is interrupted, or killed, asks the same again with `resume`: the questions come
 * in the same order, and what the journal holds is answered from it. So an asker must decide by what
 * it reads from the table alone, and what it does is then the same at any number of threads. The
 * journal that is finished has what was asked for and nothing else, in order: the same bytes however
 * it came about.
 *
 * Lines are those of journal.h, each with its checksum:
 *
 *     airbridge-inquiry 2 VERSION SOURCES COMMAND SCENARIO SEED COLUMN...
 *     p POINT KEY VALUE...                                  before the first run of a point
 *     r POINT REPLICATION EVENTS HASH VALUE... REQUEST ORDERED FOLLOWED [!REASON] */
#ifndef AB_INSIGHT_INQUIRY_H
#define AB_INSIGHT_INQUIRY_H

#include "scenario/document.h"
#include "study/compare.h"
#include "study/executor.h"

#include <stdatomic.h>

struct ab_claim;

struct ab_inquiry_options {
    const char *command;                /* whose journal it is: "worth" */
    const struct ab_document *document; /* with the --set assignments */
    const char *const *column;          /* [columns]: names of measures, or milestone.ID */
    int columns;
    uint64_t seed;
    int threads;                    /* 0: one per core that this process may use */
    const atomic_bool *interrupted; /* true: stop soon; may be NULL */
    /* Is told how many of how many runs are made; may be NULL. */
    void (*progress)(void *owner, int done, int total);
    void *progress_owner;
    const char *output; /* where the result goes, see store.h; NULL: nowhere, and no journal */
    bool resume;        /* go on with the journal that is there, if there is one */
    bool force;         /* begin anew in place of what is there */
};

struct ab_inquiry;

/* Binds the scenario as the document has it, claims the place of the result and reads the journal that
 * is there. What the options point to is borrowed but for the columns. *inquiry is NULL with a fault when that fails; else
 * the caller closes it. */
enum ab_status ab_inquiry_open(struct ab_inquiry **inquiry,
                               const struct ab_inquiry_options *options, struct ab_errors *errors);
void ab_inquiry_close(struct ab_inquiry *inquiry);

/* The number of the line of the journal that was damaged, 0: there was none; it and
 * what stood behind it is made again. *path is where the journal lies, NULL: nowhere. */
int ab_inquiry_damaged_line(const struct ab_inquiry *inquiry, const char **path);

/* The scenario without overrides, and the claim of the place (NULL: there is none). */
const struct ab_scenario *ab_inquiry_scenario(const struct ab_inquiry *inquiry);
const struct ab_claim *ab_inquiry_claim(const struct ab_inquiry *inquiry);

/* ---- asking ---- */

enum { AB_INQUIRY_OVERRIDES_MAX = 256 }; /* of a point */

/* Adds a point, whose overrides are copied: *point gets its number, that of before when it was added
 * before. Numbers go from 0 in the order in which points were added. That a scenario is not good with
 * them is told by its runs, which then fail. */
enum ab_status ab_inquiry_point(struct ab_inquiry *inquiry, const struct ab_override *override,
                                int count, int *point, struct ab_errors *errors);

/* Makes replications `first` to `last` (included, from 1) of some points: those that are not there.
 * AB_INTERRUPTED when that was to be stopped. */
enum ab_status ab_inquiry_make(struct ab_inquiry *inquiry, const int *point, int points, int first,
                               int last, struct ab_errors *errors);

/* The same of any cells. Those of a point had better come one after another: a point is bound anew
 * whenever a thread goes over to it. */
enum ab_status ab_inquiry_make_cells(struct ab_inquiry *inquiry, const struct ab_cell *cell,
                                     int count, struct ab_errors *errors);

/* Says how many runs the asker thinks it will need in all, for the progress; it may say so again. */
void ab_inquiry_expect(struct ab_inquiry *inquiry, int64_t runs);

/* ---- looking ---- */

/* The value of a run that was made, in a column: a number, AB_BEYOND, or NAN where there is no such
 * thing, or the scenario of the point is not good. Milestones as ab_run_milestones has them. */
double ab_inquiry_value(const struct ab_inquiry *inquiry, int point, int replication, int column);

/* Its trajectory hash: two runs with the same one have the same events at the same times; whose loads are
 * aboard may differ. 0: no run. */
uint64_t ab_inquiry_hash(const struct ab_inquiry *inquiry, int point, int replication);

/* Why a run that was made failed, NULL: it did not. */
const char *ab_inquiry_reason(const struct ab_inquiry *inquiry, int point, int replication);

/* How far it was followed, for ab_pairs_limit; of a scenario whose overrides leave the horizon alone. */
struct ab_followed ab_inquiry_followed(const struct ab_inquiry *inquiry, int point,
                                       int replication);

/* How many runs were asked for, those that came from the journal included; how many are in the journal,
 * asked for or not, and whether that lies where it can be gone on with; and how many failed of those asked
 * for. */
int64_t ab_inquiry_runs(const struct ab_inquiry *inquiry);
int64_t ab_inquiry_there(const struct ab_inquiry *inquiry);
bool ab_inquiry_is_kept(const struct ab_inquiry *inquiry);
int64_t ab_inquiry_failed(const struct ab_inquiry *inquiry);

/* ---- the end ---- */

/* Puts the journal in order, when there is one: before the tables of the result are written. */
enum ab_status ab_inquiry_finish(struct ab_inquiry *inquiry, struct ab_errors *errors);

#endif
