/* version.c - compiled anew whenever the state of the sources changes: the Makefile defines
 * AB_SOURCES for this file only, so that a commit does not recompile everything. */
#include <airbridge/version.h>

#include <gsl/gsl_version.h>

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
    return "clang " __clang_version__;
#else
    return "gcc " __VERSION__;
#endif
}

const char *ab_version_gsl(void)
{
    return gsl_version;
}
