/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* output.h - the result of a run, as tables and a manifest. */
#ifndef AB_OUTPUT_OUTPUT_H
#define AB_OUTPUT_OUTPUT_H

#include "base/claim.h"
#include "study/study.h"

struct ab_output_options {
    const char *path; /* where to, see store.h */
    bool force;       /* replace results that are there already */
    /* Of the path, which may be written; NULL: it is claimed and tried here. */
    const struct ab_claim *claim;
    bool journalled;      /* the journal of the run is there, too */
    const char *scenario; /* name of its file */
    int argc;             /* the command line, for the manifest */
    char *const *argv;
};

struct ab_output; /* a result on its way */

/* Begins a result: makes sure that it can be written, and opens the tables that have rows for every
 * replication, so that these need not be kept. Nothing of an earlier result is touched before the
 * end. The scenario and the options are borrowed. *output is NULL
 * with a fault when that fails. */
enum ab_status ab_output_begin(struct ab_output **output, const struct ab_scenario *scenario,
                               const struct ab_output_options *options, struct ab_errors *errors);

/* Puts a replication, the next in order, into these tables; made for ab_study_options.sink:
 * `output` is the struct ab_output. False when they cannot be written any more, which
 * ab_output_abandon tells. */
bool ab_output_put(void *output, const struct ab_replication *replication);

/* Writes every table of the result and its manifest (see store.h). Destroys the output. */
enum ab_status ab_output_finish(struct ab_output *output, const struct ab_result *result,
                                struct ab_errors *errors);

/* Gives up and leaves an earlier result as it was; tells why replications could not be put, AB_OK
 * when it is not for that. Destroys the output. */
enum ab_status ab_output_abandon(struct ab_output *output, struct ab_errors *errors);

#endif
