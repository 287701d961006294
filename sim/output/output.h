/* output.h - a result as a folder of tables and a manifest. */
#ifndef AB_OUTPUT_OUTPUT_H
#define AB_OUTPUT_OUTPUT_H

#include <airbridge/study.h>

struct ab_output_options {
    const char *folder;
    bool force; /* replace results that are in the folder already */
    int argc;   /* the command line, for the manifest */
    char *const *argv;
};

/* Writes every table of the result, whole or not at all, then datapackage.json, which describes
 * them, and last run.json, the manifest: a folder without one holds an unfinished result. With
 * `force`, these two of an earlier result are removed first, and tables this result does not have
 * are removed too, so that a folder never mixes two runs. */
enum ab_status ab_output_write(const struct ab_result *result,
                               const struct ab_output_options *options, struct ab_errors *errors);

/* Removes what an earlier result of any command left in the folder, and no other file. */
enum ab_status ab_output_clear(const char *folder, struct ab_errors *errors);

#endif
