/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* gnuplot.h - runs a script in a gnuplot of its own. */
#ifndef AB_CLI_GNUPLOT_H
#define AB_CLI_GNUPLOT_H

#include "base/error.h"
#include <stdbool.h>

/* Runs `gnuplot -c SCRIPT RESULT` to its end; `quiet`: what it prints is dropped, not its complaints. AB_FAILED when it does not end with status 0,
 * AB_IO_ERROR when there is no gnuplot or none can be started. A request to stop is passed on to it
 * as SIGTERM, and the answer is AB_INTERRUPTED once it has ended. */
enum ab_status ab_gnuplot_run(const char *script, const char *result, bool quiet,
                              struct ab_errors *errors);

#endif
