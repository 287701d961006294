/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* memory.h - how much memory a command may take. */
#ifndef AB_CLI_MEMORY_H
#define AB_CLI_MEMORY_H

#include "cli/cli.h"

#include "study/needs.h"

/* Room for "1.2 GB". */
enum { AB_CLI_SIZE_SIZE = 32 };
const char *ab_cli_show_size(int64_t bytes, char text[AB_CLI_SIZE_SIZE]);

/* Refuses what would take more memory than --memory says, or than the machine has, or its control group
 * allows. With --memory the system gives no more from then on. `runs` is how many there are for the
 * threads. */
enum ab_status ab_cli_check_memory(const struct ab_needs_of *of, int64_t runs,
                                   const struct ab_cli_arguments *arguments,
                                   struct ab_errors *errors);

#endif
