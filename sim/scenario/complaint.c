/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* complaint.c - keeps the first reason why a value was not accepted. */
#include "scenario/complaint.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void ab_complaint_clear(struct ab_complaint *complaint)
{
    complaint->status = AB_OK;
    complaint->file[0] = '\0';
    complaint->line = complaint->column = 0;
    complaint->text[0] = '\0';
}

void ab_complaint_add(struct ab_complaint *complaint, const char *format, ...)
{
    if (complaint->status != AB_OK) {
        return;
    }
    complaint->status = AB_BAD_SCENARIO;
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(complaint->text, sizeof complaint->text, format, arguments);
    va_end(arguments);
}

void ab_complaint_add_hint(struct ab_complaint *complaint, const char *hint)
{
    if (complaint->status == AB_BAD_SCENARIO) {
        const size_t used = strlen(complaint->text);
        (void)snprintf(complaint->text + used, sizeof complaint->text - used, "; %s", hint);
    }
}

void ab_complaint_fail(struct ab_complaint *complaint, const char *file, const char *text)
{
    if (complaint->status == AB_IO_ERROR) {
        return;
    }
    ab_complaint_clear(complaint);
    complaint->status = AB_IO_ERROR;
    (void)snprintf(complaint->file, sizeof complaint->file, "%s", file);
    (void)snprintf(complaint->text, sizeof complaint->text, "%s", text);
}

void ab_complaint_add_memory(struct ab_complaint *complaint)
{
    ab_complaint_fail(complaint, "", "out of memory");
}

enum ab_status ab_complaint_tell_failure(const struct ab_complaint *complaint,
                                         struct ab_errors *errors)
{
    (void)ab_errors_add(errors, AB_IO_ERROR, complaint->file, 0, NULL, NULL, "%s", complaint->text);
    return ab_errors_end(errors);
}
