/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* version.c - compiled anew whenever the state of the sources changes: the Makefile defines
 * AB_SOURCES for this file only, so that a commit does not recompile everything. */
#include "base/version.h"

#include <gsl/gsl_version.h>
#include <stdlib.h> /* for the version of the C library */

#define TEXT_OF(number) #number
#define TEXT(number)    TEXT_OF(number)

#ifndef AB_SOURCES
#define AB_SOURCES "unknown"
#endif

const char *ab_version_sources(void)
{
    return AB_SOURCES;
}

#if defined __GLIBC__
#define LIBC "glibc " TEXT(__GLIBC__) "." TEXT(__GLIBC_MINOR__)
#else
#define LIBC "another C library"
#endif

#ifdef __clang__
#define COMPILER                                                                                   \
    "clang " TEXT(__clang_major__) "." TEXT(__clang_minor__) "." TEXT(__clang_patchlevel__)
#else
#define COMPILER "gcc " TEXT(__GNUC__) "." TEXT(__GNUC_MINOR__) "." TEXT(__GNUC_PATCHLEVEL__)
#endif

const char *ab_version_compiler(void)
{
    return COMPILER;
}

const char *ab_version_build(void)
{
    return COMPILER ", " LIBC ", GSL " GSL_VERSION;
}

const char *ab_version_gsl(void)
{
    return gsl_version;
}
