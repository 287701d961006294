/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* complaint.h - why a value was not accepted.
 *
 * The converters of values know nothing of files and lines: they complain in words, and whoever
 * knows where the value stands turns the complaint into a fault. Complaints are predicates, to
 * follow the quoted value: "is not a number", "has no unit; allowed are kg, t". */
#ifndef AB_SCENARIO_COMPLAINT_H
#define AB_SCENARIO_COMPLAINT_H

#include "base/error.h"
#include <stdbool.h>

struct ab_complaint {
    enum ab_status status; /* AB_OK while there is none */
    char file[256];        /* another file that is to blame (a file of samples), or "" */
    int line, column;      /* in that file; 0: none */
    char text[900];        /* the longest list of choices fits */
};

void ab_complaint_clear(struct ab_complaint *complaint);

/* Records AB_BAD_SCENARIO with a reason unless a reason is there already. */
void ab_complaint_add(struct ab_complaint *complaint, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Says more behind that reason, after a semicolon. */
void ab_complaint_add_hint(struct ab_complaint *complaint, const char *hint);

/* Records a failure of the machine, AB_IO_ERROR, told in place of any other reason: of a file, or memory
 * that is out. */
void ab_complaint_fail(struct ab_complaint *complaint, const char *file, const char *text);
void ab_complaint_add_memory(struct ab_complaint *complaint);

/* Adds that failure to a list, which it ends. */
enum ab_status ab_complaint_tell_failure(const struct ab_complaint *complaint,
                                         struct ab_errors *errors);

/* The same as expressions that are false, so that a converter can `return ab_complain(...)`;
 * macros, so that the compiler and the analysers know it. */
#define ab_complain(complaint, ...)      (ab_complaint_add((complaint), __VA_ARGS__), false)
#define ab_complain_of_memory(complaint) (ab_complaint_add_memory(complaint), false)
#define ab_complain_of_failure(complaint, file, text)                                              \
    (ab_complaint_fail((complaint), (file), (text)), false)

#endif
