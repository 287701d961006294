/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* processor_time.c - the limit that may be raised again. */
#include "support/processor_time.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

/* The hard limit stays what it is: whoever is not root may not raise it for the next trial. */
void limit_processor_time(unsigned seconds)
{
    struct rusage used;
    struct rlimit limit;
    (void)getrusage(RUSAGE_SELF, &used);
    (void)getrlimit(RLIMIT_CPU, &limit);
    const rlim_t end = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + seconds;
    limit.rlim_cur = end < limit.rlim_max ? end : limit.rlim_max;
    if (setrlimit(RLIMIT_CPU, &limit) != 0) {
        perror("limit_processor_time");
        abort();
    }
}
