/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* handle.h - what is behind the opaque types of airbridge.h.
 *
 * The public functions are thin: they check versions and bounds, and hand over to the floors below.
 * Where a public function has the name of one below, it is that one. Those that wrap others are
 * named open, new and free, where the floors below say load, create and destroy. */
#ifndef AB_LIBRARY_HANDLE_H
#define AB_LIBRARY_HANDLE_H

#include "airbridge/airbridge.h"

#include "base/memory.h"
#include "scenario/document.h"
#include "study/compare.h"
#include "study/design.h"
#include "study/study.h"

#include <locale.h>

/* A document that scenarios are bound from: the last of them gives it back. */
struct ab_origin {
    atomic_int users;
    struct ab_arena *arena; /* holds all of this */
    struct ab_document *document;
    const char *name; /* of its file */
    const char **set; /* [set_count] assignments that it was loaded with */
    int set_count;
    const char *text;   /* NULL: the file is read */
    size_t size;        /* of the text */
    ab_read_file *read; /* NULL: files are the system's */
    void *read_owner;
};

/* A scenario, and what was said when it was bound. */
struct ab_handle {
    struct ab_origin *origin;
    struct ab_arena *arena; /* holds all of this but the scenario */
    struct ab_scenario *scenario;
    struct ab_override *override; /* [overrides] */
    int overrides;
    int measures;
    const char **measure; /* [measures] names */
};

/* A comparison, and what its scenarios are called. */
struct ab_versus {
    struct ab_comparison *made;
    struct ab_arena *arena; /* holds the names */
    const char **name;      /* [scenarios] */
};

enum { AB_PRECISIONS_MAX = 16 };

/* A study; what it is at may be stopped by whoever has it. */
struct ab_study {
    const struct ab_handle *scenario;
    ab_study_options asked;
    struct ab_precision precision[AB_PRECISIONS_MAX];
    struct ab_study_options options;
    const struct ab_scenario *const *of; /* what is simulated just now; NULL: the scenario alone */
    atomic_bool interrupted;
};

/* A replication as a callback is told of it, which begins with what it is for the floors below. */
struct ab_told {
    struct ab_replication replication;
    const struct ab_scenario *of;
};

/* A point of a sweep, while it is told. */
struct ab_visit {
    const struct ab_design *design;
    int64_t number, total; /* from 1 */
    const char **value;    /* [keys] */
    const char *fault;     /* NULL: there is a result */
};

/* What a public function has while it works: a list for faults, its own when the program wants none,
 * and the numbers of C's own locale on this thread, whatever the program's is. */
struct ab_call {
    struct ab_errors *errors, *own;
    locale_t before;
};

/* Begins a call, and ends it, which returns the status that it is given. A call that cannot begin
 * (AB_IO_ERROR) has not to be ended. */
enum ab_status ab_call_begin(struct ab_call *call, struct ab_errors *errors);
enum ab_status ab_call_end(struct ab_call *call, enum ab_status status);

/* Whether a struct that the program filled, or has filled, is of a version that this release knows,
 * which are those up to the newest. */
enum ab_status ab_call_check(int version, int newest, const char *what, struct ab_errors *errors);

/* `status`, unless what was printed did not arrive. */
enum ab_status ab_call_printed(FILE *stream, enum ab_status status, struct ab_errors *errors);

/* A scenario of the same document, with the assignments of a handle, and more. Its hash is 0: a sweep
 * has no use for it. */
enum ab_status ab_handle_bind(struct ab_handle **bound, const struct ab_handle *handle,
                              const char *const *set, int set_count, struct ab_errors *errors);

/* Names the scenarios of a study, which is as many as a run or a comparison has, and tells where they
 * come from: after their files, or, what differs from the first of the same file, by the assignments
 * that make the difference. NULL when memory is out. */
struct ab_journal_source *ab_handle_sources(const struct ab_handle *const *handle, int count,
                                            const char **name, struct ab_arena *arena);

/* What the study is asked for, into tables at its `output`: *result, or versus->made, is NULL with
 * AB_OK when it was a part. `scenario` are those of the handles, the study's first; the options are
 * those to run with. */
enum ab_status ab_study_tabulate(struct ab_result **result, struct ab_study *study,
                                 struct ab_errors *errors);
enum ab_status ab_study_tabulate_comparison(struct ab_versus *versus, struct ab_study *study,
                                            const struct ab_handle *const *handle,
                                            const struct ab_scenario *const *scenario, int count,
                                            struct ab_errors *errors);
enum ab_status ab_study_tabulate_sweep(struct ab_study *study, const struct ab_design *design,
                                       bool runs, struct ab_errors *errors);

/* Made for the sink of a study's options: tells the program's callback, and is false when that stops
 * the study. */
bool ab_study_tell(void *study, const struct ab_replication *replication);

#endif
