/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* faults.h - the list of faults of a test, and how it is printed. */
#ifndef TEST_FAULTS_H
#define TEST_FAULTS_H

#include "base/error.h"
#include <check.h>
#include <stdio.h>

/* One test runs at a time, and each in a process of its own unless CK_FORK=no. */
static struct ab_errors errors;

/* All faults as they are printed; the caller frees the text. */
static inline char *printed_faults(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(stream);
    ab_errors_print(&errors, stream);
    ck_assert_int_eq(fclose(stream), 0);
    return text;
}

#endif
