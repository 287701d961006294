/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* version.c - compiled anew whenever the state of the sources changes: the Makefile defines
 * AB_SOURCES for this file only, so that a commit does not recompile everything. */
#include "base/version.h"

#include <gsl/gsl_version.h>

#define TEXT_OF(number) #number
#define TEXT(number)    TEXT_OF(number)

#ifndef AB_SOURCES
#define AB_SOURCES "unknown"
#endif

const char *ab_version_sources(void)
{
    return AB_SOURCES;
}

const char *ab_version_compiler(void)
{
#ifdef __clang__
    return "clang " TEXT(__clang_major__) "." TEXT(__clang_minor__) "." TEXT(__clang_patchlevel__);
#else
    return "gcc " TEXT(__GNUC__) "." TEXT(__GNUC_MINOR__) "." TEXT(__GNUC_PATCHLEVEL__);
#endif
}

const char *ab_version_gsl(void)
{
    return gsl_version;
}
