/* progress.c - how far a study is. */
#include "output/progress.h"

#include <math.h>
#include <time.h>
#include <unistd.h>

static const double interval = 0.1;               /* seconds between two lines */
static const char *const erase_line = "\r\033[K"; /* to its first column, and clear it */

static double seconds_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void ab_progress_begin(struct ab_progress *progress, FILE *stream, bool quiet)
{
    progress->stream = stream;
    progress->enabled = !quiet && isatty(fileno(stream)) == 1;
    progress->visible = false;
    progress->begun = seconds_now();
    progress->told = progress->begun; /* a study that is over at once shows nothing */
}

/* A duration in the unit that suits it: "45 s", "12 min", "3.5 h". */
static void put_duration(char *text, size_t size, double seconds)
{
    if (seconds < 99.5)
        (void)snprintf(text, size, "%.0f s", ceil(seconds));
    else if (seconds < 99.5 * 60)
        (void)snprintf(text, size, "%.0f min", ceil(seconds / 60));
    else
        (void)snprintf(text, size, "%.1f h", seconds / 3600);
}

void ab_progress_line(char *text, size_t size, int done, int total, double elapsed)
{
    int length =
        snprintf(text, size, "%d of %d (%d %%)", done, total, (int)(100 * (long long)done / total));
    if (done == 0 || elapsed <= 0 || length < 0 || (size_t)length >= size)
        return;
    char left[32];
    double rate = done / elapsed;
    put_duration(left, sizeof left, (total - done) / rate);
    (void)snprintf(text + length, size - (size_t)length, ", %.*f per second, %s left",
                   rate < 10 ? 1 : 0, rate, left);
}

void ab_progress_show(void *owner, int done, int total)
{
    struct ab_progress *progress = owner;
    if (!progress->enabled)
        return;
    double now = seconds_now();
    if (now - progress->told < interval)
        return;
    char line[100];
    ab_progress_line(line, sizeof line, done, total, now - progress->begun);
    (void)fprintf(progress->stream, "%s%s", erase_line, line);
    (void)fflush(progress->stream);
    progress->told = now;
    progress->visible = true;
}

void ab_progress_end(struct ab_progress *progress)
{
    if (!progress->visible)
        return;
    (void)fputs(erase_line, progress->stream);
    (void)fflush(progress->stream);
    progress->visible = false;
}
