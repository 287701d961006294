/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* threads.c - the same work on several threads. */
#include "study/threads.h"

#include "base/memory.h"

#include <locale.h>
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

/* The cores this process may use, which a container or taskset may have limited. */
static int usable_cores(void)
{
    cpu_set_t set;
    long cores;
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        cores = CPU_COUNT(&set);
    } else { /* more cores than the set can name */
        cores = sysconf(_SC_NPROCESSORS_ONLN);
    }
    return cores < 1 ? 1 : cores > AB_THREADS_MAX ? AB_THREADS_MAX : (int)cores;
}

int ab_threads_wanted(int asked, long long pieces)
{
    const int threads = asked > 0 ? asked : usable_cores();
    return threads < pieces ? threads : (int)pieces;
}

struct crew {
    void (*work)(void *job, bool leads);
    void *job;
    locale_t locale; /* of the calling thread: numbers are written as there */
};

static void *follow(void *memory)
{
    const struct crew *crew = memory;
    (void)uselocale(crew->locale);
    crew->work(crew->job, false);
    return NULL;
}

int ab_threads_run(int threads, void (*work)(void *job, bool leads), void *job)
{
    struct crew crew = {work, job, uselocale((locale_t)0)};
    pthread_t *thread = ab_memory_take((size_t)threads, sizeof *thread);
    if (thread == NULL) {
        return 0;
    }
    int started = 0;
    while (started < threads - 1 && pthread_create(&thread[started], NULL, follow, &crew) == 0) {
        started++;
    }
    work(job, true);
    for (int i = 0; i < started; i++) {
        (void)pthread_join(thread[i], NULL);
    }
    ab_memory_give(thread);
    return started + 1;
}
