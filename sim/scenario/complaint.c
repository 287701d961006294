/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* complaint.c - keeps the first reason why a value was not accepted. */
#include "scenario/complaint.h"

#include <stdarg.h>
#include <stdio.h>

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

void ab_complaint_add_memory(struct ab_complaint *complaint)
{
    ab_complaint_add(complaint, "out of memory");
    complaint->status = AB_IO_ERROR;
}
