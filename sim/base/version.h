/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* version.h - which program this is, for --version and for the manifest of a result. */
#ifndef AB_BASE_VERSION_H
#define AB_BASE_VERSION_H

#include "airbridge/common.h" /* AB_VERSION */

/* The state of the sources the library was built from, as `git describe --always --dirty` told
 * it, e.g. "7f8e972" or "7f8e972-dirty"; "release" when they came as a release's archive, "unknown"
 * when they were not in a repository. */
const char *ab_version_sources(void);

/* The compiler that built the library, e.g. "gcc 12.2.0" or "clang 14.0.6". */
const char *ab_version_compiler(void);

/* What the library was built by and for, e.g. "gcc 12.2.0, glibc 2.36, GSL 2.7.1". */
const char *ab_version_build(void);

/* The GSL release in use, e.g. "2.7.1". */
const char *ab_version_gsl(void);

#endif
