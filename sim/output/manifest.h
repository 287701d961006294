/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* manifest.h - run.json: which program made a result, from what, and how long it took. Everything
 * that may differ between two equal results (times, threads, command line) is here and nowhere
 * else. */
#ifndef AB_OUTPUT_MANIFEST_H
#define AB_OUTPUT_MANIFEST_H

#include "output/json.h"

#include "study/study.h"

/* What every manifest says: the program, its command line, the time. */
void ab_manifest_put_program(struct ab_json *json);
void ab_manifest_put_command_line(struct ab_json *json, int argc, char *const *argv);
void ab_manifest_put_written(struct ab_json *json);

/* What a run is, the same whenever the result is; and with what the manifest says of the time it
 * took. */
void ab_manifest_put_facts(struct ab_json *json, const struct ab_result *result);
void ab_manifest_put_result(struct ab_json *json, const struct ab_result *result);

#endif
