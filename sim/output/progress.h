/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* progress.h - how far a study is: for people on one line of a terminal that is gone when it is
 * over, for programs as a JSON text a line. */
#ifndef AB_OUTPUT_PROGRESS_H
#define AB_OUTPUT_PROGRESS_H

#include <stdbool.h>
#include <stdio.h>

struct ab_progress {
    FILE *stream;       /* borrowed */
    bool enabled;       /* something is to be told */
    bool is_json;       /* to a program */
    bool visible;       /* a line stands on the terminal */
    int ended;          /* the total whose end a program was told last; 0: none */
    double begun, told; /* seconds of a monotonic clock */
};

/* Shows nothing unless `stream` is a terminal and `quiet` is false. */
void ab_progress_begin(struct ab_progress *progress, FILE *stream, bool quiet);

/* Tells a program, whatever the stream is. */
void ab_progress_begin_json(struct ab_progress *progress, FILE *stream);

/* Tells that `done` of `total` replications are done, at most ten times a second; a program is told
 * the last of them in any case, once. Made for ab_study_options.progress: `owner` is the struct
 * ab_progress. */
void ab_progress_show(void *owner, int done, int total);

/* Erases the line. */
void ab_progress_end(struct ab_progress *progress);

/* The line itself, e.g. "120 of 1000 (12 %), 240 per second, 4 s left", after `elapsed` seconds;
 * the time left is unknown until something is done. */
void ab_progress_line(char *text, size_t size, int done, int total, double elapsed);

/* The same for programs: {"done": 120, "total": 1000, "elapsed_s": 0.5, "per_second": 240,
 * "left_s": 3.667}; null where nothing is known. */
void ab_progress_json(char *text, size_t size, int done, int total, double elapsed);

#endif
