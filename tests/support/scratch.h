/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* scratch.h - a folder of its own for each test, under TMPDIR. */
#ifndef TEST_SCRATCH_H
#define TEST_SCRATCH_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

enum { SCRATCH_SIZE = 200 };

/* Makes a folder and writes its name, at most SCRATCH_SIZE bytes, into `name`. */
static inline void scratch_make(char *name)
{
    const char *where = getenv("TMPDIR");
    (void)snprintf(name, SCRATCH_SIZE, "%s/airbridge-XXXXXX", where != NULL ? where : P_tmpdir);
    ck_assert_ptr_nonnull(mkdtemp(name));
}

static inline void scratch_remove(const char *name)
{
    char command[SCRATCH_SIZE + 16];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", name);
    ck_assert_int_eq(system(command), 0);
}

#endif
