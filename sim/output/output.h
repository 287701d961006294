/* output.h - the result of a run, as tables and a manifest. */
#ifndef AB_OUTPUT_OUTPUT_H
#define AB_OUTPUT_OUTPUT_H

#include <airbridge/study.h>

struct ab_output_options {
    const char *path; /* where to, see store.h */
    bool force;       /* replace results that are there already */
    int argc;         /* the command line, for the manifest */
    char *const *argv;
};

/* Writes every table of the result and its manifest (see store.h). */
enum ab_status ab_output_write(const struct ab_result *result,
                               const struct ab_output_options *options, struct ab_errors *errors);

#endif
