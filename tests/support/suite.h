/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* suite.h - how every test program ends. */
#ifndef TEST_SUITE_H
#define TEST_SUITE_H

#include <check.h>
#include <stdio.h>

/* Runs a suite and gives the status of the program: 0 when all its tests ran, as many as the
 * program says it has, and passed. So a test that was written and never added is missed. */
static inline int suite_run(Suite *suite, int tests)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    const int ran = srunner_ntests_run(runner), failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    if (ran != tests) {
        (void)fprintf(stderr, "%d tests ran, not %d\n", ran, tests);
    }
    return ran == tests && failed == 0 ? 0 : 1;
}

#endif
