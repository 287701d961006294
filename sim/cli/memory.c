/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* memory.c - holds what a command needs against what it may take. */
#include "cli/memory.h"

#include "base/file.h"
#include "scenario/units.h"
#include "study/order.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>

static const struct {
    const char *name;
    double bytes;
} units[] = {
    {"B", 1},        {"kB", 1e3},     {"MB", 1e6},     {"GB", 1e9},     {"TB", 1e12},
    {"KiB", 0x1p10}, {"MiB", 0x1p20}, {"GiB", 0x1p30}, {"TiB", 0x1p40},
};
enum { UNITS = sizeof units / sizeof units[0] };

static const double least = 1e6, most = 1e15;

const char *ab_cli_show_size(int64_t bytes, char text[AB_CLI_SIZE_SIZE])
{
    double scale = 1e6;
    while ((double)bytes > 100 * scale) {
        scale *= 10; /* no more than two digits */
    }
    const double mega = ceil((double)bytes / scale) * scale / 1e6;
    if (mega < 1000) {
        (void)snprintf(text, AB_CLI_SIZE_SIZE, "%.0f MB", mega);
    } else {
        (void)snprintf(text, AB_CLI_SIZE_SIZE, "%.6g GB", mega / 1000);
    }
    return text;
}

/* Reads a number of bytes with its unit. */
static enum ab_status read_size(int64_t *bytes, const char *text, struct ab_errors *errors)
{
    struct ab_measured measured = {0};
    const char *rest = text;
    const bool read = ab_scan_measured(&rest, &measured) && !measured.is_clock;
    int unit = 0;
    ab_scan_blanks(&rest);
    while (unit < UNITS && strcmp(units[unit].name, measured.unit) != 0) {
        unit++;
    }
    const double size =
        read && *rest == '\0' && unit < UNITS ? measured.number * units[unit].bytes : 0;
    if (!(size >= least && size <= most)) {
        return ab_errors_refuse(
            errors,
            "--memory '%.40s': it must be a number from 1 MB to 1000 TB with its "
            "unit, as in 500 MB or 2 GiB",
            text);
    }
    *bytes = (int64_t)size;
    return AB_OK;
}

/* What the control group of this process allows, as it sees it; `otherwise` when that is not less. */
static int64_t allowed_by_group(int64_t otherwise)
{
    char text[32];
    size_t got;
    if (ab_file_read_start("/sys/fs/cgroup/memory.max", text, sizeof text - 1, &got, NULL) !=
        AB_OK) {
        return otherwise;
    }
    text[got] = '\0';
    const int64_t bytes = strtoll(text, NULL, 10); /* "max": 0 */
    return bytes > 0 && bytes < otherwise ? bytes : otherwise;
}

/* Asks the system itself: sysconf(_SC_PHYS_PAGES) of glibc tells anything where that cannot say. */
static int64_t memory_there_is(void)
{
    struct sysinfo info;
    const bool known = sysinfo(&info) == 0;
    return allowed_by_group(known ? (int64_t)info.totalram * info.mem_unit : INT64_MAX);
}

/* Says what would need less. */
static void advise(const struct ab_needs *needs, int threads, int64_t bytes, char *text,
                   size_t size)
{
    struct ab_needs untraced = *needs;
    untraced.trace = 0;
    const int fit = ab_needs_threads(needs, bytes), without = ab_needs_threads(&untraced, bytes);
    if (fit > 0) {
        (void)snprintf(text, size, "-j %d fits", fit);
    } else if (without > 0) {
        (void)snprintf(text, size, "without --trace -j %d fits",
                       without < threads ? without : threads);
    } else if (needs->statistics > bytes / 2) {
        (void)snprintf(text, size, "fewer replications need less, and one thread");
    } else {
        (void)snprintf(text, size, "not even one thread fits");
    }
}

static enum ab_status refuse(const struct ab_needs *needs, int threads, int64_t bytes, bool is_said,
                             struct ab_errors *errors)
{
    char total[AB_CLI_SIZE_SIZE], limit[AB_CLI_SIZE_SIZE], scenario[AB_CLI_SIZE_SIZE],
        thread[AB_CLI_SIZE_SIZE], statistics[AB_CLI_SIZE_SIZE], trace[AB_CLI_SIZE_SIZE], advice[80];
    advise(needs, threads, bytes, advice, sizeof advice);
    return ab_errors_refuse(
        errors,
        "this may take up to %s of memory, and %s %s: %s for the program and the scenario, %s for "
        "each of %d thread%s, %s for statistics%s%s; %s%s",
        ab_cli_show_size(ab_needs_total(needs, threads), total),
        is_said ? "--memory allows" : "there is no more here than", ab_cli_show_size(bytes, limit),
        ab_cli_show_size(needs->scenario, scenario), ab_cli_show_size(needs->thread, thread),
        threads, threads == 1 ? "" : "s", ab_cli_show_size(needs->statistics, statistics),
        needs->trace > 0 ? ", for the trace " : "",
        needs->trace > 0 ? ab_cli_show_size(needs->trace, trace) : "", advice,
        is_said ? "" : " (--memory allows more)");
}

/* From now on the system gives no more. What threads have as stacks counts there in full. */
static void hold_to(int64_t bytes, int threads)
{
    enum { STACK = 8 << 20 };
    struct rlimit stack, data;
    if (getrlimit(RLIMIT_STACK, &stack) != 0 || getrlimit(RLIMIT_DATA, &data) != 0) {
        return;
    }
    const uint64_t each = stack.rlim_cur != RLIM_INFINITY && stack.rlim_cur > STACK
                              ? (uint64_t)stack.rlim_cur
                              : STACK;
    const uint64_t limit = (uint64_t)bytes + each * (uint64_t)threads;
    if (limit < data.rlim_cur) {
        data.rlim_cur = (rlim_t)limit;
        (void)setrlimit(RLIMIT_DATA, &data);
    }
}

enum ab_status ab_cli_check_memory(const struct ab_needs_of *of, int64_t runs,
                                   const struct ab_cli_arguments *arguments,
                                   struct ab_errors *errors)
{
    struct ab_needs needs;
    const bool is_said = arguments->memory != NULL;
    int64_t bytes = 0;
    enum ab_status status = is_said ? read_size(&bytes, arguments->memory, errors) : AB_OK;
    if (status == AB_OK) {
        status = ab_needs_find(&needs, of, errors);
    }
    if (status != AB_OK) {
        return status;
    }
    const int threads = ab_threads_wanted((int)arguments->threads, runs);
    bytes = is_said ? bytes : memory_there_is();
    if (ab_needs_total(&needs, threads) > bytes) {
        return refuse(&needs, threads, bytes, is_said, errors);
    }
    if (is_said) {
        hold_to(bytes, threads);
    }
    return AB_OK;
}
