/* manifest.h - run.json: which program made a result, from what, and how long it took. Everything
 * that may differ between two equal results (times, threads, command line) is here and nowhere
 * else. */
#ifndef AB_OUTPUT_MANIFEST_H
#define AB_OUTPUT_MANIFEST_H

#include "base/file.h"
#include "output/output.h"

void ab_manifest_write(struct ab_writer *writer, const struct ab_result *result,
                       const struct ab_output_options *options);

#endif
