/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* small.c - a program that simulates without files and threads: `make small` builds it with the
 * library as a system that has neither takes it.
 *
 *   cat FILE... | small NAME:SIZE...
 *
 * It gets all files at once, one behind the other, by name and size; the first is the scenario. It
 * prints the result as JSON and tells on the standard error what was wrong. */
#include <airbridge/airbridge.h>

#include <stdlib.h>
#include <string.h>

struct file {
    const char *name;
    size_t length; /* of the name */
    char *bytes;
    size_t size;
};

struct files {
    int count;
    struct file *file;
};

static int give(void *owner, const char *name, const char **bytes, size_t *size)
{
    const struct files *files = owner;
    for (int i = 0; i < files->count; i++) {
        const struct file *file = &files->file[i];
        if (strlen(name) == file->length && memcmp(name, file->name, file->length) == 0) {
            *bytes = file->bytes;
            *size = file->size;
            return 0;
        }
    }
    return 1;
}

static int take_files(struct files *files, int count, char **argument)
{
    files->count = count;
    files->file = calloc((size_t)count + 1, sizeof *files->file);
    for (int i = 0; files->file != NULL && i < count; i++) {
        struct file *file = &files->file[i];
        const char *colon = strrchr(argument[i], ':');
        if (colon == NULL) {
            return 0;
        }
        file->name = argument[i];
        file->length = (size_t)(colon - argument[i]);
        file->size = strtoul(colon + 1, NULL, 10);
        file->bytes = malloc(file->size + 1);
        if (file->bytes == NULL || fread(file->bytes, 1, file->size, stdin) != file->size) {
            return 0;
        }
    }
    return files->file != NULL && count > 0;
}

static int simulate(struct files *files, ab_errors *errors)
{
    ab_scenario *scenario = NULL;
    ab_study *study = NULL;
    ab_result *result = NULL;
    ab_scenario_options reading = AB_SCENARIO_OPTIONS_INIT;
    ab_study_options options = AB_STUDY_OPTIONS_INIT;
    reading.read = give;
    reading.read_owner = files;
    reading.name = "scenario.ini";
    options.replications = 20;
    options.threads = 4; /* of which there is one */
    ab_status status = ab_scenario_open_text(&scenario, files->file[0].bytes, files->file[0].size,
                                             &reading, errors);
    if (status == AB_OK) {
        status = ab_study_new(&study, scenario, &options, errors);
    }
    if (status == AB_OK) {
        status = ab_study_simulate(&result, study, errors);
    }
    if (result != NULL) {
        status = ab_result_json(result, stdout, errors);
    }
    ab_result_free(result);
    ab_study_free(study);
    ab_scenario_free(scenario);
    return (int)status;
}

int main(int argc, char **argv)
{
    struct files files = {0};
    ab_errors *errors = NULL;
    if (!take_files(&files, argc - 1, argv + 1) || ab_errors_new(&errors) != AB_OK) {
        return 3;
    }
    const int status = simulate(&files, errors);
    ab_errors_print(errors, stderr);
    ab_errors_free(errors);
    for (int i = 0; i < files.count; i++) {
        free(files.file[i].bytes);
    }
    free(files.file);
    return status;
}
