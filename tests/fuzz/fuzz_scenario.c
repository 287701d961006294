/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_scenario.c - the scenario reader on input made by libFuzzer: whatever the bytes, it ends,
 * reports within the rules, leaks nothing, and what it accepts it can show. `make fuzz` runs it. */
#include "scenario/scenario.h"
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold after every attempt to load. */
static void check_outcome(enum ab_status status, const struct ab_scenario *scenario,
                          const struct ab_errors *errors)
{
    bool loaded = status == AB_OK;
    if (loaded != (scenario != NULL) || loaded != (errors->count == 0)) {
        abort();
    }
    if (!loaded && errors->status == AB_OK) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct ab_errors errors;
    struct ab_scenario *scenario = NULL;
    char path[64];
    int fd = memfd_create("scenario", 0);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size) {
        abort();
    }
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    ab_errors_clear(&errors);
    enum ab_status status = ab_scenario_load(&scenario, path, NULL, 0, &errors);
    check_outcome(status, scenario, &errors);
    if (status == AB_OK) {
        FILE *sink = fopen("/dev/null", "w");
        if (sink == NULL || ab_scenario_show(sink, path, NULL, 0, NULL, &errors) != AB_OK) {
            abort();
        }
        (void)fclose(sink);
    }
    ab_scenario_destroy(scenario);
    (void)close(fd);
    return 0;
}
