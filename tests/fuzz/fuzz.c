/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz.c - what libFuzzer and AFL++ call. The name of the program says which target it is for: run as
 * fuzz_journal it is for the one of journals. */
#include "fuzz/targets.h"

#include <iniparser/iniparser.h>
#include <stdio.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__asan_default_options(void);
const char *__ubsan_default_options(void);

static fuzz_target *target;

/* What is freed is kept from use for some executions, but not for 256 MB, which would all be touched. */
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=1:thread_local_quarantine_size_kb=64:malloc_context_size=6:"
           "allocator_may_return_null=1:detect_stack_use_after_return=0";
}

const char *__ubsan_default_options(void)
{
    return "print_stacktrace=1";
}

static int say_nothing(const char *format, ...)
{
    (void)format;
    return 0;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    const char *name = strstr((*argv)[0], "fuzz_");
    for (const char *next = name; next != NULL; next = strstr(next + 1, "fuzz_")) {
        name = next;
    }
    for (const struct fuzz_named *named = fuzz_targets; name != NULL && named->name; named++) {
        target = strcmp(name + strlen("fuzz_"), named->name) == 0 ? named->target : target;
    }
    if (target == NULL) {
        (void)fprintf(stderr, "the name of the program must be fuzz_ and that of a target\n");
        exit(2);
    }
    iniparser_set_error_callback(say_nothing);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    target(data, size);
    return 0;
}
