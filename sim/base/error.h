/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* error.h - faults the outside world can cause, and the statuses a command ends with.
 *
 * Two kinds of error are never mixed. A programming error asserts. Anything that input, disk,
 * memory or a signal can cause returns an ab_status and leaves its context (file, line, section,
 * key, text) in an ab_errors list, filled where the fault was found and printed once, by main. */
#ifndef AB_BASE_ERROR_H
#define AB_BASE_ERROR_H

#include "airbridge/common.h" /* enum ab_status */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { AB_ERRORS_MAX = 100 }; /* further ones are counted, not kept */

/* One fault. Empty strings and line 0 mean "does not apply". */
struct ab_error {
    char file[256];
    int line;
    char section[64];
    char key[64];
    char text[1200];
};

/* A list of faults; plain data, large (about 160 kB): keep it off small stacks. The first fault
 * found is the first printed. `status` is the status of the first fault. */
struct ab_errors {
    enum ab_status status;
    int count;             /* faults found, may exceed AB_ERRORS_MAX */
    int end;               /* the number of the one that ended the list, from 1 on; 0: none did */
    enum ab_status before; /* the status until then */
    struct ab_error error[AB_ERRORS_MAX];
};

void ab_errors_clear(struct ab_errors *errors);

/* Adds a fault and returns `status`, so that a caller can `return ab_errors_add(...)`. `file`,
 * `section` and `key` may be NULL, and `errors` where nobody wants to know. Strings are copied and
 * cut to their room. */
enum ab_status ab_errors_add(struct ab_errors *errors, enum ab_status status, const char *file,
                             int line, const char *section, const char *key, const char *format,
                             ...) __attribute__((format(printf, 7, 8)));

/* The same of what has no place in a file: a usage or scenario error (AB_BAD_SCENARIO). */
enum ab_status ab_errors_refuse(struct ab_errors *errors, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Says that the fault added last is a failure of the machine, not of what is read: whatever is found from
 * then on follows from it, is not told, and is AB_IO_ERROR, as the whole list and the answer. Where the
 * list goes on, as at the next call of a program that keeps it, it is opened again. */
enum ab_status ab_errors_end(struct ab_errors *errors);
bool ab_errors_have_ended(const struct ab_errors *errors);
void ab_errors_open(struct ab_errors *errors);

/* Adds `cannot ACTION: REASON` of an errno, which ends the list unless it says that there is no such
 * file; and memory that is out, for a file or for anything. */
enum ab_status ab_errors_fail(struct ab_errors *errors, const char *file, int error,
                              const char *action);
enum ab_status ab_errors_no_memory_for(struct ab_errors *errors, const char *file);
static inline enum ab_status ab_errors_out_of_memory(struct ab_errors *errors)
{
    (void)ab_errors_no_memory_for(errors, NULL);
    return AB_IO_ERROR; /* so that whoever reads this, clang-tidy too, knows how it goes on */
}

/* Adds what another list holds, with the status and the end of that. */
void ab_errors_append(struct ab_errors *errors, const struct ab_errors *found);

/* Says of faults from number `first` on in which column of their line they are; 0: all of it. */
void ab_errors_tell_column(struct ab_errors *errors, int first, int column);

/* Takes back all faults but the first `count`. */
void ab_errors_take_back(struct ab_errors *errors, int count);

/* Prints each fault as `FILE:LINE: error: [section] key: text`, leaving out what does not apply
 * (`airbridge: error: text` when there is no file), then how many were not kept; of no list, nothing. */
void ab_errors_print(const struct ab_errors *errors, FILE *stream);

/* The same of what is no fault: `FILE:LINE: note: ...`. */
void ab_errors_print_notes(const struct ab_errors *notes, FILE *stream);

#endif
