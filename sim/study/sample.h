/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sample.h - the statistics of a quantity over any number of replications.
 *
 * A sample keeps its values, and its summary is exact, up to a limit; there it pours them into a
 * sketch (sketch.h), and from then on percentiles have the sketch's error, less than 0.049 % of
 * themselves and never away from zero. Number, mean, spread, interval and extremes stay exact; only
 * the last digits of the spread depend on the way it is added up. Where the limit lies, an error of
 * that size is about as large as what chance leaves open in a percentile of so many replications.
 *
 * Values that are beyond (model/run.h) are kept and sketched as what they are, larger than all
 * others; mean and spread are of the others.
 *
 * Values must come in the order of replications: then a summary does not depend on the threads. */
#ifndef AB_STUDY_SAMPLE_H
#define AB_STUDY_SAMPLE_H

#include "study/moments.h"
#include "study/sketch.h"

#include "study/study.h"

struct ab_sample {
    double *value; /* [kept], with room for more; none once there is a sketch */
    int kept, room;
    int limit; /* of `kept` */
    struct ab_sketch *sketch;
    struct ab_moments moments; /* of what is in the sketch, but for what is beyond */
};

/* An empty sample that keeps up to `limit` values, 0: AB_SAMPLE_LIMIT. Nothing is allocated. */
void ab_sample_init(struct ab_sample *sample, int limit);
void ab_sample_clear(struct ab_sample *sample);

/* Adds a value; NAN is left out and not counted. False when memory is out: it was not added. */
bool ab_sample_add(struct ab_sample *sample, double value);

/* The summary of all values, which the sample then forgets; it may be filled again, in the memory
 * that it has. `student` is shared with the samples before. */
struct ab_summary ab_sample_take_summary(struct ab_sample *sample, struct ab_student *student);

/* The value of a rank, from 1, among all in their order, which those of the sample are put into. */
double ab_sample_ranked(struct ab_sample *sample, int rank);

/* As ab_memory_take of so many samples, all empty; and clears and gives them. */
struct ab_sample *ab_samples_create(int count);
void ab_samples_destroy(struct ab_sample *sample, int count);

#endif
