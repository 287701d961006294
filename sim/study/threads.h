/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* threads.h - the same work on several threads.
 *
 * The calling thread works like all others, so that work on one thread starts none, and a system
 * that refuses further threads only makes it slower. */
#ifndef AB_STUDY_THREADS_H
#define AB_STUDY_THREADS_H

#include <stdbool.h>

enum { AB_THREADS_MAX = 1024 };

/* `asked`, or for 0 one per core that this process may use, but no more than there are pieces of
 * work. */
int ab_threads_wanted(int asked, long long pieces);

/* Calls work(job, leads) on that many threads and waits until all have returned; `leads` is true on
 * the calling thread. Returns how many threads worked, 0 when memory is out. */
int ab_threads_run(int threads, void (*work)(void *job, bool leads), void *job);

#endif
