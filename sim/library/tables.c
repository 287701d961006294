/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tables.c - studies that leave tables behind. The one place of the library that knows the floor of
 * files: built without them, it says so. */
#include "library/handle.h"

#ifdef AB_WITHOUT_FILES

enum ab_status ab_study_tabulate(struct ab_result **result, struct ab_study *study,
                                 struct ab_errors *errors)
{
    *result = NULL;
    return ab_errors_add(errors, AB_IO_ERROR, study->asked.output, 0, NULL, NULL,
                         "cannot be written: this library is built without files");
}

#else

#include "base/path.h"
#include "output/output.h"

/* What a replication is told to. */
struct sink {
    struct ab_study *study;
    struct ab_output *output;
};

static bool put(void *owner, const struct ab_replication *replication)
{
    const struct sink *sink = owner;
    return ab_output_put(sink->output, replication) && ab_study_tell(sink->study, replication);
}

enum ab_status ab_study_tabulate(struct ab_result **result, struct ab_study *study,
                                 struct ab_errors *errors)
{
    char name[AB_PATH_NAME_SIZE];
    ab_path_scenario_name(study->scenario->origin->name, name);
    const struct ab_scenario *scenario = study->scenario->scenario;
    const struct ab_output_options place = {
        .path = study->asked.output, .force = study->asked.force != 0, .scenario = name};
    struct sink sink = {.study = study};
    *result = NULL;
    enum ab_status status = ab_output_begin(&sink.output, scenario, &place, errors);
    if (status != AB_OK) {
        return status;
    }
    struct ab_study_options options = study->options;
    options.sink = put;
    options.sink_owner = &sink;
    status = ab_study_run(result, scenario, &options, errors);
    const enum ab_status written = *result != NULL ? ab_output_finish(sink.output, *result, errors)
                                                   : ab_output_abandon(sink.output, errors);
    return written != AB_OK ? written : status;
}

#endif
