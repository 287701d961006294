/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* design.h - which points a sweep visits, and what the keys are there.
 *
 * A design is a product of groups, the first varying slowest. A table of cases is a group, and its
 * column `case`, a label, is a key that changes nothing; so is
 * every axis with a list of values, or all of them together when they go in step; and so are all
 * ranges of a sampled design, whose points are
 *
 *     lhs     a Latin hypercube (McKay, Beckman and Conover, "A comparison of three methods for
 *             selecting values of input variables in the analysis of output from a computer code",
 *             Technometrics 21, 1979): each of N equal slices of each range holds one point, at a
 *             random place in it; from the streams of the seed, one per key, so that one more key
 *             leaves the columns of the others alone
 *     sobol   the first N points of the Sobol sequence, from the origin on, each in the middle of its
 *             slice, so that 2^k points have one in each of 2^k equal slices of each range (Owen, "On
 *             dropping the first Sobol' point", 2021: without the origin one has none and another
 *             two); the same for every seed. At most 40 ranges.
 *
 * Points have numbers from 0 here and from 1 in tables. */
#ifndef AB_STUDY_DESIGN_H
#define AB_STUDY_DESIGN_H

#include "study/axis.h"

#include "scenario/document.h"

struct ab_design_request {
    const char *const *vary; /* KEY=VALUES, each */
    int vary_count;
    const struct ab_vary *said; /* where each is said; NULL: on the command line */
    const char *cases;          /* a CSV file; NULL or "": none */
    struct ab_files *files;     /* which has it; NULL: the system */
    enum ab_design_kind kind;
    int64_t points; /* of a sampled design */
    uint64_t seed;  /* of a Latin hypercube */
};

/* Makes a request as it is written: axes and cases, or those of the scenario's sections [sweep] and
 * [vary.ID] when there are neither; `shape` is "lhs:POINTS", "sobol:POINTS", "zip", or NULL: that of
 * the section, else all combinations. Texts live in the arena. A fault when nothing is varied. */
struct ab_arena;
enum ab_status ab_design_ask(struct ab_design_request *request, const struct ab_scenario *scenario,
                             const char *shape, struct ab_arena *arena, struct ab_errors *errors);

/* Writes rows of Sobol's sequence over zeros, from the origin on, which GSL leaves out: [rows][columns]. False
 * when memory is out. */
bool ab_sobol_fill(double *share, int columns, int64_t rows);

struct ab_design;

/* Reads a request. Without axes and cases the design has one point, the scenario itself. The caller
 * destroys the design. */
enum ab_status ab_design_create(struct ab_design **design, const struct ab_design_request *request,
                                struct ab_errors *errors);
void ab_design_destroy(struct ab_design *design);

enum { AB_DESIGN_POINTS_MAX = 100000000 };
int64_t ab_design_points(const struct ab_design *design);
int ab_design_keys(const struct ab_design *design);
const char *ab_design_key(const struct ab_design *design, int key);

/* The unit that all values of a key have, behind a number: "h"; "" when there is none such. */
const char *ab_design_unit(const struct ab_design *design, int key);

/* What the values of a key are, empty cells and that unit apart. */
enum ab_value_kind ab_design_kind(const struct ab_design *design, int key);

bool ab_design_has_cases(const struct ab_design *design); /* whose cells may be empty */

/* The value of a key at a point; "": as the scenario has it. `text` is used or not. */
const char *ab_design_value(const struct ab_design *design, int64_t point, int key,
                            char text[AB_AXIS_TEXT_SIZE]);

/* The same as a table has it: of a parameter of a distribution the number alone. The name of a
 * column of such numbers is the key's with that of the parameter, contingent.force.notice_mean. */
const char *ab_design_cell(const struct ab_design *design, int64_t point, int key,
                           char text[AB_AXIS_TEXT_SIZE]);
const char *ab_design_column(const struct ab_design *design, int key);

/* The values of a key by themselves: how many there are, and value number `value` of them. */
int64_t ab_design_key_values(const struct ab_design *design, int key);
const char *ab_design_key_value(const struct ab_design *design, int key, int64_t value,
                                char text[AB_AXIS_TEXT_SIZE]);

/* Whether a key is only the label of a case. */
bool ab_design_is_label(const struct ab_design *design, int key);

/* Where a table of cases gives value number `value` of a key, or (-1) names the key. */
struct ab_design_place {
    const char *file; /* NULL: nowhere */
    int line, column;
};
struct ab_design_place ab_design_place(const struct ab_design *design, int key, int64_t value);

/* Where a scenario's [vary.ID] gives the values of a key; no file: it does not. */
struct ab_design_place ab_design_axis_place(const struct ab_design *design, int key);

/* Complains of every value that its key cannot have, whatever the other keys are. Dates count from
 * the scenario's start. */
enum ab_status ab_design_check(const struct ab_design *design, const struct ab_document *document,
                               ab_time start, struct ab_errors *errors);

/* Tells in `notes` which keys that are random in the scenario get values that are not. */
void ab_design_note_constants(const struct ab_design *design, const struct ab_scenario *scenario,
                              struct ab_errors *notes);

/* One number for all keys, values and their order. */
uint64_t ab_design_hash(const struct ab_design *design);

#endif
