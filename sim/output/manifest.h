/* manifest.h - run.json: which program made a result, from what, and how long it took. Everything
 * that may differ between two equal results (times, threads, command line) is here and nowhere
 * else. */
#ifndef AB_OUTPUT_MANIFEST_H
#define AB_OUTPUT_MANIFEST_H

#include "base/file.h"
#include "output/json.h"
#include "output/output.h"

void ab_manifest_write(struct ab_writer *writer, const struct ab_result *result,
                       const struct ab_output_options *options);

/* Parts that the manifests of other results share: the program, its command line, the time. */
void ab_manifest_put_program(struct ab_json *json);
void ab_manifest_put_command_line(struct ab_json *json, int argc, char *const *argv);
void ab_manifest_put_written(struct ab_json *json);

#endif
