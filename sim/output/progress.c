/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* progress.c - how far a study is. */
#include "output/progress.h"

#include "base/time.h"

#include <math.h>
#include <unistd.h>

static const double interval = 0.1;               /* seconds between two lines */
static const char *const erase_line = "\r\033[K"; /* to its first column, and clear it */

void ab_progress_begin(struct ab_progress *progress, FILE *stream, bool quiet)
{
    const double now = ab_clock_seconds();
    *progress = (struct ab_progress){
        .stream = stream,
        .enabled = !quiet && isatty(fileno(stream)) == 1,
        .begun = now,
        .told = now, /* a study that is over at once shows nothing */
    };
}

void ab_progress_begin_json(struct ab_progress *progress, FILE *stream)
{
    ab_progress_begin(progress, stream, true);
    progress->enabled = true;
    progress->is_json = true;
}

/* A duration in the unit that suits it: "45 s", "12 min", "3.5 h". */
static void put_duration(char *text, size_t size, double seconds)
{
    if (seconds < 99.5) {
        (void)snprintf(text, size, "%.0f s", ceil(seconds));
    } else if (seconds < 99.5 * 60) {
        (void)snprintf(text, size, "%.0f min", ceil(seconds / 60));
    } else {
        (void)snprintf(text, size, "%.1f h", seconds / 3600);
    }
}

void ab_progress_line(char *text, size_t size, int done, int total, double elapsed)
{
    int length =
        snprintf(text, size, "%d of %d (%d %%)", done, total, (int)(100 * (long long)done / total));
    if (done == 0 || elapsed <= 0 || length < 0 || (size_t)length >= size) {
        return;
    }
    char left[32];
    double rate = done / elapsed;
    put_duration(left, sizeof left, (total - done) / rate);
    (void)snprintf(text + length, size - (size_t)length, ", %.*f per second, %s left",
                   rate < 10 ? 1 : 0, rate, left);
}

void ab_progress_json(char *text, size_t size, int done, int total, double elapsed)
{
    char rate[32] = "null", left[32] = "null";
    if (done > 0 && elapsed > 0) {
        (void)snprintf(rate, sizeof rate, "%.4g", done / elapsed);
        (void)snprintf(left, sizeof left, "%.4g", (total - done) / (done / elapsed));
    }
    (void)snprintf(text, size,
                   "{\"done\": %d, \"total\": %d, \"elapsed_s\": %.3f, \"per_second\": %s, "
                   "\"left_s\": %s}",
                   done, total, elapsed, rate, left);
}

void ab_progress_show(void *owner, int done, int total)
{
    struct ab_progress *progress = owner;
    if (!progress->enabled) {
        return;
    }
    double now = ab_clock_seconds();
    /* Who watches waits for the end, which is told at once, but not twice. */
    const bool is_end = progress->is_json && done == total;
    if (is_end ? total == progress->ended : now - progress->told < interval) {
        return;
    }
    progress->ended = is_end ? total : 0;
    char line[160];
    if (progress->is_json) {
        ab_progress_json(line, sizeof line, done, total, now - progress->begun);
        (void)fprintf(progress->stream, "%s\n", line);
    } else {
        ab_progress_line(line, sizeof line, done, total, now - progress->begun);
        (void)fprintf(progress->stream, "%s%s", erase_line, line);
        progress->visible = true;
    }
    (void)fflush(progress->stream);
    progress->told = now;
}

void ab_progress_end(struct ab_progress *progress)
{
    if (!progress->visible) {
        return;
    }
    (void)fputs(erase_line, progress->stream);
    (void)fflush(progress->stream);
    progress->visible = false;
}
